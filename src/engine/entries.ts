/** Stage entries on both bases, from score records, requests and recorded dates. */
import { NEVER } from '../model/instant.ts';
import type { StageMinimums } from '../model/scoring-model.ts';
import type { ActivityMatch, Columns } from './columns.ts';
import type { Population, RecordedAt } from './population.ts';
import type { ScoreRecords } from './score-records.ts';
import { TOLERANCE } from './scores.ts';

/** Codes of the routes in `Entries.route`. */
export const ROUTE = { none: 0, nurtured: 1, direct: 2, unknown: 3 } as const;

/**
 * Entries of the leads of a population that have one beyond `lead` or are disqualified; all others are leads and
 * nothing else. Parallel arrays in the order of `leadOrdinal`: what moves under the hand is read from front to back.
 * Instants are stored instants, `NEVER` where there is none.
 */
export interface Entries {
  readonly count: number;
  readonly lead: Int32Array;
  /** creations, mql, sql, opportunity and customer entries: by the place of the stage in `STAGES` */
  readonly at: readonly [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  readonly disqualifiedAt: Int32Array;
  /** how an SQL came about; see `ROUTE` */
  readonly route: Uint8Array;
  /** stages entered: bit i for the stage at place i of `STAGES` */
  readonly entered: Uint8Array;
}

/** Place of a lead among the entries, −1 where it has none. */
export function placeOf(entries: Entries, lead: number): number {
  let low = 0;
  let high = entries.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries.lead[middle] as number) < lead) low = middle + 1;
    else high = middle;
  }
  return low < entries.count && entries.lead[low] === lead ? low : -1;
}

/** Engagement minimum of one lead under a stage's condition: `Infinity` where fit alone fails or nothing is asked. */
export function engagementNeeded(minimums: StageMinimums, fit: number): number {
  const { fit: least, engagement, total } = minimums;
  if (least === undefined && engagement === undefined && total === undefined) return Infinity;
  if (least !== undefined && fit < least - TOLERANCE) return Infinity;
  return Math.max(engagement ?? -Infinity, total === undefined ? -Infinity : total - fit);
}

/** Instant of the first record that meets an engagement minimum, `NEVER` where none does. */
export function firstReaching(records: ScoreRecords, lead: number, minimum: number): number {
  const limit = minimum - TOLERANCE;
  let low = records.start[lead] as number;
  let high = records.start[lead + 1] as number;
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records.score[middle] as number) >= limit) high = middle;
    else low = middle + 1;
  }
  return low < end ? (records.instant[low] as number) : NEVER;
}

/**
 * First activity of each lead that asks for sales, not earlier than `before` seconds ahead of its creation and counted
 * at the creation if it lies ahead of it; of leads whose fit is high enough.
 * @returns stored instants, `NEVER` where there is none
 */
export function firstRequests(
  columns: Columns,
  match: ActivityMatch | null,
  before: number,
  leastFit: number,
  fit: Float64Array,
  asOf: number,
): Int32Array {
  const { createdAt, count } = columns.leads;
  const first = new Int32Array(count).fill(NEVER);
  if (match === null) return first;
  const { start, instant, kind } = columns.activities;
  if (match.by === 'kind' && !match.holds.includes(1)) return first;
  for (let lead = 0; lead < count; lead++) {
    if ((fit[lead] as number) < leastFit - TOLERANCE) continue;
    const created = createdAt[lead] as number;
    const end = start[lead + 1] as number;
    for (let position = start[lead] as number; position < end; position++) {
      const holds =
        match.by === 'kind'
          ? match.holds[kind[position] as number] === 1
          : (((match.bits[position >>> 5] as number) >>> (position & 31)) & 1) === 1;
      if (!holds) continue;
      const time = instant[position] as number;
      if (time < created - before) continue;
      if (time <= asOf) first[lead] = Math.max(time, created);
      break;
    }
  }
  return first;
}

/** Leads that move whatever the thresholds: 1 where there is a request, a later recorded stage or a disqualification. */
export function alwaysMoved(recorded: RecordedAt, requests: Int32Array): Uint8Array {
  const { opportunity_at, customer_at, disqualified_at } = recorded;
  const flags = new Uint8Array(requests.length);
  for (let lead = 0; lead < flags.length; lead++) {
    const earliest = Math.min(
      requests[lead] as number,
      opportunity_at[lead] as number,
      customer_at[lead] as number,
      disqualified_at[lead] as number,
    );
    if (earliest !== NEVER) flags[lead] = 1;
  }
  return flags;
}

/** Room for the entries of so many leads: the routes are all `none`, the rest is zero. */
export function emptyEntries(count: number): Entries {
  const instants = (): Int32Array => new Int32Array(count);
  return {
    count,
    lead: instants(),
    at: [instants(), instants(), instants(), instants(), instants()],
    disqualifiedAt: instants(),
    route: new Uint8Array(count),
    entered: new Uint8Array(count),
  };
}

/** Bits of the entered stages; every lead is one. */
export function enteredBits(mql: number, sql: number, opportunity: number, customer: number): number {
  return (
    1 |
    (mql === NEVER ? 0 : 2) |
    (sql === NEVER ? 0 : 4) |
    (opportunity === NEVER ? 0 : 8) |
    (customer === NEVER ? 0 : 16)
  );
}

/** Sets the entries of one lead after dropping those that lie after the entry of a later stage. */
function settle(
  out: Entries,
  place: number,
  mql: number,
  sql: number,
  opportunity: number,
  customer: number,
): void {
  let limit = customer;
  const keptOpportunity = opportunity > limit ? NEVER : opportunity;
  if (keptOpportunity < limit) limit = keptOpportunity;
  const keptSql = sql > limit ? NEVER : sql;
  if (keptSql < limit) limit = keptSql;
  const keptMql = mql > limit ? NEVER : mql;
  out.at[1][place] = keptMql;
  out.at[2][place] = keptSql;
  out.at[3][place] = keptOpportunity;
  out.at[4][place] = customer;
  out.entered[place] = enteredBits(keptMql, keptSql, keptOpportunity, customer);
}

/** Entries as the CRM recorded them. */
export function recordedEntries(columns: Columns, population: Population, recorded: RecordedAt): Entries {
  const { mql_at, sql_at, opportunity_at, customer_at, disqualified_at } = recorded;
  const moved = population.leads.filter(
    (lead) =>
      Math.min(
        mql_at[lead] as number,
        sql_at[lead] as number,
        opportunity_at[lead] as number,
        customer_at[lead] as number,
        disqualified_at[lead] as number,
      ) !== NEVER,
  );
  const out = emptyEntries(moved.length);
  out.lead.set(moved);
  moved.forEach((lead, place) => {
    const mql = mql_at[lead] as number;
    out.at[0][place] = columns.leads.createdAt[lead] as number;
    out.disqualifiedAt[place] = disqualified_at[lead] as number;
    settle(
      out,
      place,
      mql,
      sql_at[lead] as number,
      opportunity_at[lead] as number,
      customer_at[lead] as number,
    );
    if (out.at[2][place] === NEVER) return;
    out.route[place] =
      mql === NEVER ? ROUTE.direct : out.at[1][place] === NEVER ? ROUTE.unknown : ROUTE.nurtured;
  });
  return out;
}

/** Raw mql₀ of each of these leads, before routes and later stages change it. */
export function rawMql(
  leads: Int32Array,
  fit: Float64Array,
  records: ScoreRecords,
  minimums: StageMinimums,
): Int32Array {
  return leads.map((lead) => {
    const needed = engagementNeeded(minimums, fit[lead] as number);
    return needed === Infinity ? NEVER : firstReaching(records, lead, needed);
  });
}
