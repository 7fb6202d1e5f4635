/** Dates in the shapes that nearly all files have, read with as few steps as can be: no state, no pattern, no copy. */
import type { DateOrder } from '../mapping.ts';

/** First and last year that is readable. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2105;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Numbers from 0 to 99 with two digits. */
export const TWO: readonly string[] = Array.from({ length: 100 }, (_, value) =>
  String(value).padStart(2, '0'),
);
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => `${FIRST_YEAR + index}-`);
const MONTHS_AND_DAYS = Array.from({ length: 13 }, (_, month) => TWO.map((day) => `${TWO[month]}-${day}`));
const HOURS = TWO.map((hour) => `T${hour}:`);
const MINUTES = TWO.map((minute) => `${minute}:`);

/** Whether there is such a day, in a year that is readable. */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  if (month !== 2) return day <= (LENGTHS[month - 1] ?? 0);
  return day <= (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28);
}

function isDigit(value: number): boolean {
  return value >= 48 && value <= 57;
}

function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Whether the whole text is readable as it stands, so that nothing has to be written anew. */
export function isReadable(text: string): boolean {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const century = twoDigits(text, 0);
  const inCentury = twoDigits(text, 2);
  if (century < 0 || inCentury < 0) return false;
  if (!isRealDate(century * 100 + inCentury, twoDigits(text, 5), twoDigits(text, 8))) return false;
  const length = text.length;
  if (length === 10) return true;
  const gap = text.charCodeAt(10);
  if ((gap !== 84 && gap !== 32) || length < 16 || text.charCodeAt(13) !== 58) return false;
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
  let next = 16;
  if (text.charCodeAt(16) === 58) {
    const seconds = twoDigits(text, 17);
    if (length < 19 || seconds < 0 || seconds > 59) return false;
    next = 19;
    if (text.charCodeAt(19) === 46) {
      next = 20;
      while (next < length && isDigit(text.charCodeAt(next))) next++;
      if (next === 20) return false;
    }
  }
  if (next === length) return true;
  const sign = text.charCodeAt(next);
  if (sign === 90) return next + 1 === length;
  if (sign !== 43 && sign !== 45) return false;
  const offsetHours = twoDigits(text, next + 1);
  const minuteAt = text.charCodeAt(next + 3) === 58 ? next + 4 : next + 3;
  const offsetMinutes = minuteAt + 2 === length ? twoDigits(text, minuteAt) : -1;
  return offsetHours >= 0 && offsetHours <= 23 && offsetMinutes >= 0 && offsetMinutes <= 59;
}

/** The digit at a place; negative where there is none. */
function digit(text: string, index: number): number {
  const value = text.charCodeAt(index) - 48;
  return value >= 0 && value <= 9 ? value : -1;
}

/**
 * `5.1.2024`, `05/01/2024 8:30`, `5-1-2024 08:30:59`: numbers with one separator, the year last and whole, at most a
 * time of 24 hours after it.
 * @returns null where this is no real date in this order; undefined where the text has another shape
 */
export function readCommon(text: string, order: DateOrder): string | null | undefined {
  let at = 0;
  let one = digit(text, at++);
  if (one < 0) return undefined;
  let next = digit(text, at);
  if (next >= 0) {
    one = one * 10 + next;
    at++;
  }
  const sign = text.charCodeAt(at++);
  if (sign !== 46 && sign !== 47 && sign !== 45) return undefined;
  let two = digit(text, at++);
  if (two < 0) return undefined;
  next = digit(text, at);
  if (next >= 0) {
    two = two * 10 + next;
    at++;
  }
  if (text.charCodeAt(at++) !== sign) return undefined;
  const century = twoDigits(text, at);
  const inCentury = twoDigits(text, at + 2);
  if (century < 0 || inCentury < 0) return undefined;
  at += 4;
  const year = century * 100 + inCentury;
  const month = order === 'mdy' ? one : two;
  const day = order === 'mdy' ? two : one;
  let time = '';
  if (at < text.length) {
    if (text.charCodeAt(at++) !== 32) return undefined;
    let hours = digit(text, at++);
    if (hours < 0) return undefined;
    next = digit(text, at);
    if (next >= 0) {
      hours = hours * 10 + next;
      at++;
    }
    if (text.charCodeAt(at++) !== 58) return undefined;
    const minutes = twoDigits(text, at);
    at += 2;
    let seconds = 0;
    if (text.charCodeAt(at) === 58) {
      seconds = twoDigits(text, at + 1);
      at += 3;
    }
    if (at !== text.length || minutes < 0 || seconds < 0) return undefined;
    if (hours > 23 || minutes > 59 || seconds > 59) return null;
    time = `${HOURS[hours]}${MINUTES[minutes]}${TWO[seconds]}`;
  }
  if (order === 'ymd' || !isRealDate(year, month, day)) return null;
  return `${YEARS[year - FIRST_YEAR]}${MONTHS_AND_DAYS[month]?.[day]}${time}`;
}
