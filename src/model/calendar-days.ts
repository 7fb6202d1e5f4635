/** Calendar days and periods as whole numbers, for what is said of a view without the data set's clock. */
import type { CohortUnit } from './metrics-request.ts';

const DAY_MS = 86_400_000;
const MONTHS_OF_QUARTER = 3;

/** A stretch of calendar days, both ends included. */
export interface DayRange {
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
}

/**
 * Days since 1970-01-01.
 * @param day `YYYY-MM-DD`, a real one
 */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The local calendar day of an instant.
 * @param seconds since 1970
 * @param timeZone IANA zone
 */
export function localDay(seconds: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  }).formatToParts(seconds * 1000);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`;
}

/** Months since the year 0 of a day. */
function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/** First day of a month, by months since the year 0. */
function firstOfMonth(month: number): string {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}-01`;
}

/** Last day of a month, by months since the year 0. */
function lastOfMonth(month: number): string {
  return dayText(dayNumber(firstOfMonth(month + 1)) - 1);
}

/** Number of the calendar period that holds a day: whole numbers that grow by one from period to period. */
export function periodNumber(day: string, unit: CohortUnit): number {
  // 1970-01-01 was a Thursday
  if (unit === 'week') return Math.floor((dayNumber(day) + 3) / 7);
  return unit === 'month' ? monthNumber(day) : Math.floor(monthNumber(day) / MONTHS_OF_QUARTER);
}

/** The days of a calendar period. */
export function periodDays(period: number, unit: CohortUnit): DayRange {
  if (unit === 'week') return { from: dayText(period * 7 - 3), to: dayText(period * 7 + 3) };
  if (unit === 'month') return { from: firstOfMonth(period), to: lastOfMonth(period) };
  const first = period * MONTHS_OF_QUARTER;
  return { from: firstOfMonth(first), to: lastOfMonth(first + MONTHS_OF_QUARTER - 1) };
}

/**
 * Number of the period that a cohort is named after, as `periodNumber` counts.
 * @param cohort `2024-01`, `2024-W05` or `2024-Q1`
 * @returns null for any other name
 */
export function cohortNumber(cohort: string): number | null {
  const parts = /^(\d{4})-(?:(\d{2})|W(\d{2})|Q([1-4]))$/.exec(cohort);
  if (parts === null) return null;
  const [, year = '', month, week, quarter] = parts;
  if (month !== undefined) return Number(year) * 12 + Number(month) - 1;
  if (quarter !== undefined) return Number(year) * 4 + Number(quarter) - 1;
  // the first ISO week of a year is the one with 4 January
  return periodNumber(`${year}-01-04`, 'week') + Number(week) - 1;
}

/** Whole calendar months that a range is made of; null where it is not. */
function wholeMonths({ from, to }: DayRange): { first: number; count: number } | null {
  const first = monthNumber(from);
  const last = monthNumber(to);
  if (from !== firstOfMonth(first) || to !== lastOfMonth(last)) return null;
  return { first, count: last - first + 1 };
}

/**
 * The range before a range: of whole calendar months, quarters or years as many whole months before; of other days as
 * many days before.
 */
export function rangeBefore(range: DayRange): DayRange {
  const months = wholeMonths(range);
  if (months !== null) {
    const { first, count } = months;
    return { from: firstOfMonth(first - count), to: lastOfMonth(first - 1) };
  }
  const from = dayNumber(range.from);
  const length = dayNumber(range.to) - from + 1;
  return { from: dayText(from - length), to: dayText(from - 1) };
}

/** The same calendar days of the year before; whole months stay whole, and 29 February becomes the 28th. */
export function rangeLastYear(range: DayRange): DayRange {
  const months = wholeMonths(range);
  if (months !== null) {
    const first = months.first - 12;
    return { from: firstOfMonth(first), to: lastOfMonth(first + months.count - 1) };
  }
  const earlier = (day: string): string => {
    const month = monthNumber(day) - 12;
    const moved = `${firstOfMonth(month).slice(0, 8)}${day.slice(8)}`;
    return moved > lastOfMonth(month) ? lastOfMonth(month) : moved;
  };
  return { from: earlier(range.from), to: earlier(range.to) };
}
