/** Calendar buckets of instants in the data set's zone: days, ISO weeks, months, quarters. */
import { DAY, INSTANT_BASE } from '../model/instant.ts';
import type { CohortUnit } from '../model/metrics-request.ts';
import type { ZoneOffsets } from './columns.ts';

/** Civil date of a day number (days since 1970-01-01). Source: H. Hinnant, "chrono-compatible low-level date algorithms". */
export function civil(day: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Day number (days since 1970-01-01) of a civil date. Source as `civil`. */
export function dayOfCivil(year: number, month: number, dayOfMonth: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    ofYear -
    719_468
  );
}

/** Numbers of calendar buckets: whole numbers that grow by one from bucket to bucket. */
export interface Calendar {
  /** day number (since 1970-01-01, local) of a stored instant */
  day(instant: number): number;
  /** number of the ISO week of a day */
  week(day: number): number;
  /** months since 1970-01 of a day */
  month(day: number): number;
  /** number of the period of a stored instant */
  period(instant: number, unit: CohortUnit): number;
  /** name of a period: `2024-01`, `2024-W05`, `2024-Q1` */
  periodName(period: number, unit: CohortUnit): string;
  /** stored instant at which a local day begins (the first instant that has that local date) */
  startOfDay(day: number): number;
}

const FIRST_DAY = -2;
const LAST_DAY = 49_700;
let monthTable: Int32Array | null = null;

/** Months since 1970-01 of all days that can occur, made once: a month is looked up for every limited activity. */
function monthsOfDays(): Int32Array {
  if (monthTable) return monthTable;
  const table = new Int32Array(LAST_DAY - FIRST_DAY + 1);
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const date = civil(day);
    table[day - FIRST_DAY] = (date.year - 1970) * 12 + date.month - 1;
  }
  monthTable = table;
  return table;
}

/**
 * The calendar of a zone. It remembers the last offset interval, so runs of neighbouring instants cost no search.
 */
export function makeCalendar(zone: ZoneOffsets): Calendar {
  const { from, offsets } = zone;
  const months = monthsOfDays();
  // the remembered interval in stored instants, and its offset with the base already added
  let start = Infinity;
  let end = -Infinity;
  let shift = 0;
  const find = (seconds: number): number => {
    let low = 0;
    let high = from.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((from[middle] as number) <= seconds) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  const day = (instant: number): number => {
    if (instant < start || instant >= end) {
      const index = find(instant + INSTANT_BASE);
      start = (from[index] as number) - INSTANT_BASE;
      end = index + 1 < from.length ? (from[index + 1] as number) - INSTANT_BASE : Infinity;
      shift = (offsets[index] as number) + INSTANT_BASE;
    }
    return Math.floor((instant + shift) / DAY);
  };
  // 1970-01-01 was a Thursday
  const week = (dayNumber: number): number => Math.floor((dayNumber + 3) / 7);
  const month = (dayNumber: number): number => months[dayNumber - FIRST_DAY] as number;
  return {
    day,
    week,
    month,
    period(instant, unit) {
      const dayNumber = day(instant);
      if (unit === 'week') return week(dayNumber);
      return unit === 'month' ? month(dayNumber) : Math.floor(month(dayNumber) / 3);
    },
    periodName(period, unit) {
      if (unit === 'week') {
        const thursday = period * 7;
        const { year } = civil(thursday);
        const number = Math.floor((thursday - dayOfCivil(year, 1, 1)) / 7) + 1;
        return `${year}-W${String(number).padStart(2, '0')}`;
      }
      const perYear = unit === 'quarter' ? 4 : 12;
      const year = Math.floor(period / perYear);
      const number = period - year * perYear + 1;
      return `${1970 + year}-${unit === 'quarter' ? `Q${number}` : String(number).padStart(2, '0')}`;
    },
    startOfDay(dayNumber) {
      const local = dayNumber * DAY;
      // the earliest instant whose local time is at or after midnight: try the offsets in force around it
      const around = [
        find(local - 2 * DAY),
        find(local - DAY),
        find(local),
        find(local + DAY),
        find(local + 2 * DAY),
      ];
      const candidates = around.flatMap((index) => {
        const begin = from[index] as number;
        const stop = index + 1 < from.length ? (from[index + 1] as number) : Infinity;
        const instant = Math.max(local - (offsets[index] as number), begin);
        return instant < stop ? [instant] : [];
      });
      return Math.min(...candidates) - INSTANT_BASE;
    },
  };
}
