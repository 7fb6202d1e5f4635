/** Reads a number as people type it. */
import type { Language } from './language.tsx';

const SEPARATORS: Readonly<Record<Language, { readonly group: string; readonly decimal: string }>> = {
  en: { group: ',', decimal: '.' },
  de: { group: '.', decimal: ',' },
};

/**
 * A number typed in the way of a language: `1,234.5` in English, `1.234,5` in German. The separator of the other
 * language is taken as the decimal one where it cannot group: where there is one of it, and not three digits behind it
 * and one to three before. So `12,5` is 12.5 everywhere, and `12,500` is 12500 in English.
 * @returns null for what is no number
 */
export function readNumber(text: string, language: Language): number | null {
  const { group, decimal } = SEPARATORS[language];
  const [, sign = '', digits = ''] = /^([-−+]?)(.*)$/s.exec(text.replace(/[\s'’]/g, '')) ?? [];
  const [whole = '', fraction = '', ...more] = digits.split(decimal);
  const groups = whole.split(group);
  const [first = '', ...others] = groups;
  const value = (plain: string) =>
    /^(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) * (sign === '-' || sign === '−' ? -1 : 1) : null;
  if (more.length > 0) return null;
  if (others.length === 0) return value(`${whole}.${fraction}`);
  if (/^[1-9]\d{0,2}$/.test(first) && others.every((part) => /^\d{3}$/.test(part)))
    return value(`${groups.join('')}.${fraction}`);
  if (others.length > 1 || digits.includes(decimal)) return null;
  return value(`${first}.${others.join()}`);
}
