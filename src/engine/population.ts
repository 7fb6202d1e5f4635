/** Which leads a request is about: created up to as-of, within the cohort range, met by the filter. */
import { NEVER } from '../model/instant.ts';
import type { RecordedDate } from '../model/stages.ts';
import { RECORDED_DATES } from '../model/stages.ts';
import type { Calendar } from './calendar.ts';
import { dayOfCivil } from './calendar.ts';
import type { Columns, LeadBits } from './columns.ts';

/** The leads of a request, ascending by `leadOrdinal`, which is ascending by creation. */
export interface Population {
  /** stored instant; nothing later counts */
  readonly asOf: number;
  /** ordinals of the leads */
  readonly leads: Int32Array;
  /** 1 for each lead of the population, by ordinal */
  readonly member: Uint8Array;
}

/** Recorded dates as they stood at an as-of: later ones do not exist. */
export type RecordedAt = Readonly<Record<RecordedDate, Int32Array>>;

/** @returns the recorded dates with those after as-of taken out */
export function recordedAt(columns: Columns, asOf: number): RecordedAt {
  const masked = RECORDED_DATES.map((name) => {
    const dates = columns.leads.recorded[name];
    const copy = new Int32Array(dates.length);
    for (let lead = 0; lead < dates.length; lead++) {
      const date = dates[lead] as number;
      copy[lead] = date > asOf ? NEVER : date;
    }
    return [name, copy] as const;
  });
  return Object.fromEntries(masked) as Record<RecordedDate, Int32Array>;
}

/** Day number of a `YYYY-MM-DD`. */
function dayNumber(date: string): number {
  return dayOfCivil(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** First index at which ascending `values` is greater than `limit`. */
export function countUpTo(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param asOf stored instant
 * @param range local calendar days of creation, inclusive; null = open
 * @param filter bits of the leads that meet the filter, or null for all
 */
export function makePopulation(
  columns: Columns,
  calendar: Calendar,
  asOf: number,
  range: { readonly from: string | null; readonly to: string | null },
  filter: LeadBits | null,
): Population {
  const { createdAt, count } = columns.leads;
  const first =
    range.from === null ? 0 : countUpTo(createdAt, calendar.startOfDay(dayNumber(range.from)) - 1);
  const lastInstant =
    range.to === null ? asOf : Math.min(asOf, calendar.startOfDay(dayNumber(range.to) + 1) - 1);
  const end = countUpTo(createdAt, lastInstant);
  const member = new Uint8Array(count);
  const leads = new Int32Array(Math.max(0, end - first));
  let size = 0;
  for (let lead = first; lead < end; lead++) {
    if (filter !== null && (((filter[lead >>> 5] as number) >>> (lead & 31)) & 1) === 0) continue;
    member[lead] = 1;
    leads[size++] = lead;
  }
  return { asOf, leads: leads.subarray(0, size), member };
}

/** A population of one lead; of none where it was created later than as-of. */
export function loneLead({ leads }: Columns, asOf: number, lead: number): Population {
  const member = new Uint8Array(leads.count);
  if ((leads.createdAt[lead] ?? NEVER) > asOf) return { asOf, leads: new Int32Array(), member };
  member[lead] = 1;
  return { asOf, leads: Int32Array.of(lead), member };
}
