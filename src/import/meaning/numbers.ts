/** Numbers as exports write them become plain ones: digits, a point, a minus. */

/** Decimal sign. */
export type Decimal = ',' | '.';

const EXPONENT = /^-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}$/;
/** Signs and codes of currencies, and the sign of percent, wherever they stand beside the digits. */
const CURRENCY =
  /^(?:US\$|A\$|C\$|R\$|Rs\.?|USD|EUR|CHF|GBP|JPY|INR|SEK|NOK|DKK|PLN|CZK|HUF|AUD|CAD|BRL|CNY|Fr\.|[$€£¥₹₽₩₺])\s*|\s*(?:USD|EUR|CHF|GBP|JPY|INR|SEK|NOK|DKK|PLN|CZK|HUF|AUD|CAD|BRL|CNY|kr\.?|zł|Kč|Ft|Euro|[$€£¥₹₽₩₺%‰])$/iu;
/** Words for powers of ten behind the digits, with the power. */
const POWERS: readonly (readonly [RegExp, number])[] = [
  [/\s*(?:k|tsd\.?|thousand)$/i, 3],
  [/\s*(?:m|mm|mn|mio\.?|million)$/i, 6],
  [/\s*(?:b|bn|mrd\.?|billion)$/i, 9],
];
/** Digits in groups: of three, or of two after the last three as in India. Group sign, never two different ones, no zero first. */
const GROUPS = /^[1-9]\d{0,2}(?:([.,'’\s\u00a0\u202f])\d{3})(?:\1\d{3})*$|^[1-9]\d?(?:,\d{2})*,\d{3}$/;

/** `1234.5` × 10³ = `1234500`, on the digits: no rounding. */
function shifted(digits: string, power: number): string {
  const [whole = '', fraction = ''] = digits.split('.');
  const moved = fraction.padEnd(power, '0');
  const rest = moved.slice(power).replace(/0+$/, '');
  const all = `${whole}${moved.slice(0, power)}`.replace(/^0+(?=\d)/, '');
  return rest === '' ? all : `${all}.${rest}`;
}

/** Digits, group signs and a decimal sign as digits with a point; null where they do not fit together. */
function plainDigits(text: string, decimal: Decimal): string | null {
  const at = text.lastIndexOf(decimal);
  const whole = at < 0 ? text : text.slice(0, at);
  const fraction = at < 0 ? '' : text.slice(at + 1);
  if (!/^\d*$/.test(fraction) || (at >= 0 && fraction === '' && whole === '')) return null;
  if (whole.includes(decimal)) return null;
  const isPlain = /^\d*$/.test(whole);
  if (!isPlain && !GROUPS.test(whole)) return null;
  const digits = isPlain ? whole : whole.replaceAll(/\D/g, '');
  if (digits === '' && fraction === '') return null;
  return `${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`;
}

/**
 * The common shape, character by character: digits, one kind of group sign before threes, the decimal sign.
 * @returns undefined where the text has another shape, which may be a number still
 */
function readCommon(text: string, decimal: Decimal): string | undefined {
  const decimalCode = decimal === ',' ? 44 : 46;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let plain = '';
  let from = start;
  let group = 0;
  let digits = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
    else if (code === decimalCode) break;
    else {
      const isFirst = group === 0;
      if (code !== 44 && code !== 46 && code !== 32) return undefined;
      if (isFirst && text.charCodeAt(start) === 48) return undefined;
      if (isFirst ? digits === 0 || digits > 3 : code !== group || digits !== 3) return undefined;
      group = code;
      plain += text.slice(from, at);
      from = at + 1;
      digits = 0;
    }
  }
  if (digits === 0 || (group !== 0 && digits !== 3)) return undefined;
  plain += text.slice(from, at);
  if (at < text.length) {
    const fraction = text.slice(at + 1);
    for (let index = 0; index < fraction.length; index++) {
      const code = fraction.charCodeAt(index);
      if (code < 48 || code > 57) return undefined;
    }
    if (fraction === '') return undefined;
    plain += `.${fraction}`;
  }
  return start === 1 ? `-${plain}` : plain;
}

/**
 * A number as plain text, such as `1234.56`: signs and codes of currencies, percent, groups of thousands, K and M, and
 * parentheses around a negative one are taken away. A percentage stays the number before its sign (`12 %` = 12).
 * @returns null where the text is no number with this decimal sign
 */
export function readNumber(cell: string, decimal: Decimal): string | null {
  const common = cell.length <= 60 ? readCommon(cell, decimal) : undefined;
  if (common !== undefined) return common;
  let text = cell.trim();
  if (text.length === 0 || text.length > 60) return null;
  if (decimal === '.' && EXPONENT.test(text)) return text;
  let isNegative = false;
  if (text.startsWith('(') && text.endsWith(')')) {
    isNegative = true;
    text = text.slice(1, -1).trim();
  }
  const takeSign = (): void => {
    if (/^[-−+]/.test(text)) {
      isNegative = isNegative || !text.startsWith('+');
      text = text.slice(1).trimStart();
    }
  };
  takeSign();
  for (let round = 0; round < 2; round++) text = text.replace(CURRENCY, '').trim();
  takeSign();
  // no cents: 50,– and 1'000.-
  text = text.replace(/[.,][-–]{1,2}$/, '');
  if (/\d[-−]$/.test(text)) {
    isNegative = true;
    text = text.slice(0, -1);
  }
  const power = POWERS.find(([pattern]) => pattern.test(text));
  if (power !== undefined) text = text.replace(power[0], '').replace(CURRENCY, '');
  const digits = plainDigits(text, decimal);
  if (digits === null) return null;
  return `${isNegative && /[1-9]/.test(digits) ? '-' : ''}${power === undefined ? digits : shifted(digits, power[1])}`;
}
