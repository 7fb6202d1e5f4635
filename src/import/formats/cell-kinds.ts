/** What a single text looks like, for telling a header from data. */

/** Kinds of texts that no header is made of. */
export type CellKind = 'number' | 'date' | 'email' | 'id' | 'flag';

const MONTHS = '(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zé]*';
const DATE = new RegExp(
  [
    '^\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:$|[T ,])',
    '^\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})(?:$|[T ,])',
    `^\\d{1,2}[. -]+${MONTHS}[., -]+\\d{2,4}(?:$|[ ,])`,
    `^${MONTHS}[. ]+\\d{1,2}(?:st|nd|rd|th)?,? +\\d{4}(?:$|[ ,])`,
  ].join('|'),
  'i',
);
const NUMBER =
  /^[-+(]?\s?(?:[$€£¥₹]|USD|EUR|GBP|INR)?\s?[-+]?\d[\d.,' \u00a0\u202f]*(?:e[-+]?\d+)?\s?(?:[%€$£]|USD|EUR|[KMB])?\)?$/i;
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/;
const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const RECORD_ID = /^(?=(?:[^\d]*\d){4})(?=.*[A-Za-z])[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/;
const HASH = /^(?=(?:[^\d]*\d){4})(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
const FLAG = /^(?:true|false)$/i;

/** What a text looks like; null = like a word, as names of columns do. */
export function cellKind(text: string): CellKind | null {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 100) return null;
  if (DATE.test(trimmed)) return 'date';
  if (NUMBER.test(trimmed)) return 'number';
  if (FLAG.test(trimmed)) return 'flag';
  if (EMAIL.test(trimmed)) return 'email';
  if (UUID.test(trimmed) || RECORD_ID.test(trimmed) || HASH.test(trimmed)) return 'id';
  return null;
}
