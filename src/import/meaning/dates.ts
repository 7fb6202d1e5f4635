/**
 * Dates as exports write them become the readable text of the contract: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` with the
 * offset where one is written. Runs for every cell of a file, hence character codes and no regular expressions.
 */
import type { DateOrder } from '../mapping.ts';
import { isReadable, isRealDate, readCommon, TWO } from './common-dates.ts';
import { MONTHS, WEEKDAYS, ZONES } from './date-words.ts';

/** Longest text that is looked at. */
const LONGEST = 80;

/** What a text that is a date looks like. */
export interface DateShape {
  /** the two numbers beside a year that comes last; null where the order is plain (year first, or the month is a word) */
  readonly pair: readonly [number, number] | null;
  /** between the numbers */
  readonly separator: string;
  readonly hasTime: boolean;
  readonly hasMeridiem: boolean;
  /** nothing but digits */
  readonly isCompact: boolean;
}

// Where the scanner stands in its text, and what it has read: variables of the module, since an object for each of ten
// million cells would cost more than the reading. Nothing here outlives one call.
let text = '';
let at = 0;
let end = 0;
let width = 0;
let year = 0;
let month = 0;
let day = 0;
let first = 0;
let second = 0;
let separator = 0;
let isPair = false;
let hasTime = false;
let hasMeridiem = false;
let time = '';
let zone = '';

function code(index: number): number {
  return index < end ? text.charCodeAt(index) : 0;
}

function isDigit(value: number): boolean {
  return value >= 48 && value <= 57;
}

function isLetter(value: number): boolean {
  return (value >= 65 && value <= 90) || (value >= 97 && value <= 122) || value >= 0xc0;
}

function isSpace(value: number): boolean {
  return value === 32 || value === 9 || value === 0xa0 || value === 0x202f;
}

/** The number at this place, of at most `most` digits; its width is kept. */
function number(most: number): number {
  let value = 0;
  width = 0;
  while (width < most && isDigit(code(at))) {
    value = value * 10 + code(at) - 48;
    at++;
    width++;
  }
  return value;
}

function word(): string {
  const from = at;
  while (at < end && isLetter(code(at))) at++;
  return text.slice(from, at).toLowerCase();
}

function skipSpaces(): void {
  while (isSpace(code(at))) at++;
}

/** Goes over what stands between the parts of a date with words. */
function skipBetween(): void {
  for (let sign = code(at); isSpace(sign) || (sign >= 44 && sign <= 47); sign = code(at)) at++;
}

function fullYear(value: number, digits: number): number {
  if (digits === 2) return value < 70 ? 2000 + value : 1900 + value;
  return digits === 4 ? value : 0;
}

/** `Apr 15, 2021`, after the name of the month. */
function scanAfterMonth(named: number): boolean {
  month = named;
  skipBetween();
  day = number(2);
  if (width === 0) return false;
  // 1st, 2nd, 3rd, 4th
  if (isLetter(code(at)) && code(at) !== 84) word();
  skipBetween();
  const value = number(4);
  year = fullYear(value, width);
  return width === 4;
}

/** The date at this place. */
function scanDate(order: DateOrder): boolean {
  isPair = false;
  separator = 0;
  if (isLetter(code(at))) {
    const name = word();
    const named = MONTHS.get(name);
    if (named !== undefined) return scanAfterMonth(named);
    if (!WEEKDAYS.has(name)) return false;
    skipBetween();
    if (isLetter(code(at))) {
      const next = word();
      const after = MONTHS.get(next);
      if (after !== undefined) return scanAfterMonth(after);
      if (next !== 'den' && next !== 'the') return false;
      skipBetween();
    }
  }
  const one = number(8);
  const oneWidth = width;
  if (oneWidth === 8) {
    year = Math.floor(one / 10_000);
    month = Math.floor(one / 100) % 100;
    day = one % 100;
    return true;
  }
  if (oneWidth === 0 || oneWidth === 3 || oneWidth > 4) return false;
  const sign = code(at);
  if (sign !== 45 && sign !== 46 && sign !== 47 && !isSpace(sign) && !isLetter(sign)) return false;
  if (!isLetter(sign)) at++;
  separator = sign;
  skipSpaces();
  if (isLetter(code(at))) {
    if (code(at + 1) === 116 || code(at + 1) === 100 || code(at + 1) === 104) {
      const after = at;
      // 15th April: the ending of the number is no month
      if (!['st', 'nd', 'rd', 'th'].includes(word())) at = after;
      else skipBetween();
    }
    const named = MONTHS.get(word());
    if (named === undefined) return false;
    month = named;
    skipBetween();
    const last = number(4);
    if (oneWidth === 4) {
      year = one;
      day = last;
      return width > 0 && width <= 2;
    }
    day = one;
    year = fullYear(last, width);
    return year > 0;
  }
  if (isSpace(sign)) return false;
  const two = number(2);
  if (width === 0) return false;
  if (code(at) !== sign) return false;
  at++;
  skipSpaces();
  const three = number(4);
  const threeWidth = width;
  if (isDigit(code(at))) return false;
  if (oneWidth === 4 || (oneWidth === 2 && threeWidth <= 2 && (order === 'ymd' || one > 31))) {
    if (threeWidth === 0 || threeWidth > 2) return false;
    year = fullYear(one, oneWidth);
    month = two;
    day = three;
    return true;
  }
  if (threeWidth !== 4 && threeWidth !== 2) return false;
  isPair = true;
  first = one;
  second = two;
  year = fullYear(three, threeWidth);
  month = order === 'mdy' ? one : two;
  day = order === 'mdy' ? two : one;
  return order !== 'ymd';
}

/** `+05:30`, `-0500`, `+02` at this place. */
function scanOffset(): boolean {
  const sign = code(at) === 43 ? '+' : '-';
  at++;
  const hours = number(2);
  if (width === 0) return false;
  let minutes = 0;
  const colon = code(at) === 58;
  if (colon) at++;
  if (colon || isDigit(code(at))) {
    minutes = number(2);
    if (width !== 2) return false;
  }
  if (hours > 23 || minutes > 59) return false;
  zone = `${sign}${TWO[hours]}:${TWO[minutes]}`;
  return true;
}

/** The zone at this place, if there is one, and nothing after it. */
function scanZone(): boolean {
  zone = '';
  skipSpaces();
  if (isLetter(code(at))) {
    const offset = ZONES.get(word());
    if (offset === undefined) return false;
    zone = offset;
    if (offset === 'Z' && (code(at) === 43 || code(at) === 45) && !scanOffset()) return false;
  } else if ((code(at) === 43 || code(at) === 45) && !scanOffset()) return false;
  skipSpaces();
  // the name of the zone behind its offset: (Central European Summer Time)
  if (code(at) === 40 && code(end - 1) === 41) at = end;
  return at === end;
}

/** The time at this place, if there is one, with all that follows. */
function scanTime(): boolean {
  time = '';
  zone = '';
  hasTime = false;
  hasMeridiem = false;
  const from = at;
  while (isSpace(code(at)) || code(at) === 44) at++;
  if (at === end) return true;
  if (isLetter(code(at))) {
    const before = word();
    if (before !== 't' && before !== 'um' && before !== 'at') return false;
    skipSpaces();
  } else if (at === from && isDigit(code(at))) return false;
  let hours = number(2);
  if (width === 0) return false;
  let minutes = 0;
  let seconds = 0;
  let parts = 1;
  if (code(at) === 58) {
    at++;
    minutes = number(2);
    if (width !== 2) return false;
    parts = 2;
    if (code(at) === 58) {
      at++;
      seconds = number(2);
      if (width !== 2) return false;
      parts = 3;
      if ((code(at) === 46 || code(at) === 44) && isDigit(code(at + 1))) {
        at++;
        while (isDigit(code(at))) at++;
      }
    }
  } else if (width === 2 && isDigit(code(at))) {
    // 101500, of the basic form of ISO 8601
    minutes = number(2);
    if (width !== 2) return false;
    parts = 2;
    if (isDigit(code(at))) {
      seconds = number(2);
      if (width !== 2) return false;
    }
  }
  skipSpaces();
  const letter = code(at) | 32;
  if ((letter === 97 || letter === 112) && isMeridiem()) {
    if (hours < 1 || hours > 12) return false;
    hours = (hours % 12) + (letter === 112 ? 12 : 0);
    hasMeridiem = true;
    parts = 3;
  } else if (letter === 117 && text.slice(at, at + 3).toLowerCase() === 'uhr') {
    at += 3;
    parts = 3;
  }
  if (parts === 1 || hours > 23 || minutes > 59 || seconds > 59) return false;
  hasTime = true;
  time = `T${TWO[hours]}:${TWO[minutes]}:${TWO[seconds]}`;
  return scanZone();
}

/** Goes over `AM`, `p.m.` and the like. */
function isMeridiem(): boolean {
  let next = at + 1;
  if (code(next) === 46) next++;
  if ((code(next) | 32) !== 109) return false;
  next++;
  if (code(next) === 46) next++;
  at = next;
  return true;
}

/** Brings the scanner over a whole text. */
function scan(order: DateOrder): boolean {
  at = 0;
  end = text.length;
  if (end < 6 || end > LONGEST) return false;
  return scanDate(order) && scanTime() && isRealDate(year, month, day);
}

/**
 * A date or an instant as readable text; null where the text is neither, or no real date between 1970 and 2105. What is
 * readable already is given back as it stands. Fractions of a second are cut off where the text is written anew.
 * @param cell as the file writes it
 * @param order of day, month and year where all three are numbers and the year is not plainly the first
 */
export function readDate(cell: string, order: DateOrder): string | null {
  if (isReadable(cell)) return cell;
  const common = readCommon(cell, order);
  if (common !== undefined) return common;
  text = cell;
  const last = cell.charCodeAt(cell.length - 1);
  if (isSpace(cell.charCodeAt(0)) || isSpace(last) || last === 10 || last === 13) {
    text = cell.trim();
    if (isReadable(text)) return text;
  }
  if (!scan(order)) return null;
  return `${year}-${TWO[month]}-${TWO[day]}${time}${zone}`;
}

/** What a text looks like as a date; null where it is none in any order. */
export function dateShape(cell: string): DateShape | null {
  text = cell.trim();
  if (!scan('dmy') && !scan('mdy')) return null;
  return {
    pair: isPair ? [first, second] : null,
    separator: separator === 0 ? '' : String.fromCharCode(separator),
    hasTime,
    hasMeridiem,
    isCompact: separator === 0 && isDigit(text.charCodeAt(0)) && isDigit(text.charCodeAt(4)),
  };
}
