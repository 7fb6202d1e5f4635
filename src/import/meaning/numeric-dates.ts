/** Dates that are written as one number: days of a workbook, seconds and milliseconds since 1970. */

import type { NumericDate } from '../mapping.ts';

/** Seconds since 1970 that are plausible: 1990 to 2100. */
const FIRST = 631_152_000;
const LAST = 4_102_444_800;
/** Days from the workbook's 0 January 1900 (with its 29 February 1900) to 1970. */
const EXCEL_DAYS = 25_569;
/** Days from 1904 to 1970. */
const EXCEL_1904_DAYS = 24_107;

function secondsOf(value: number, kind: NumericDate): number {
  if (kind === 'seconds') return value;
  if (kind === 'milliseconds') return value / 1000;
  return (value - (kind === 'excel' ? EXCEL_DAYS : EXCEL_1904_DAYS)) * 86_400;
}

/** The number in a text that holds digits alone, with a fraction at most; else null. */
function plainNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,17}(?:[.,]\d{1,15})?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : null;
}

/** What a number could mean as a date by its size; null where no date is plausible. */
export function numericDateKind(text: string): NumericDate | null {
  const value = plainNumber(text);
  if (value === null) return null;
  const kinds = ['excel', 'seconds', 'milliseconds'] as const;
  return (
    kinds.find((kind) => {
      const seconds = secondsOf(value, kind);
      return seconds >= FIRST && seconds < LAST;
    }) ?? null
  );
}

/**
 * A number as readable text. Days of a workbook are local times, rounded to the second, and a date alone where they are
 * whole; seconds and milliseconds are instants, with `Z`.
 * @returns null where the text is no number, or no date between 1970 and 2105
 */
export function readNumericDate(text: string, kind: NumericDate): string | null {
  const value = plainNumber(text);
  if (value === null) return null;
  const isExcel = kind === 'excel' || kind === 'excel1904';
  const exact = secondsOf(value, kind);
  const seconds = isExcel ? Math.round(exact) : Math.floor(exact);
  if (seconds < 0 || seconds >= 4_291_747_200) return null;
  const iso = new Date(seconds * 1000).toISOString();
  if (!isExcel) return `${iso.slice(0, 19)}Z`;
  return Number.isInteger(value) ? iso.slice(0, 10) : iso.slice(0, 19);
}
