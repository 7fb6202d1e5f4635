/** Stage entries on both bases, from score records, requests and recorded dates. */
import { NEVER } from '../model/instant.ts';
import type { ScoringModel, StageMinimums } from '../model/scoring-model.ts';
import type { ActivityMatch, Columns } from './columns.ts';
import type { Population, RecordedAt } from './population.ts';
import type { ScoreRecords } from './score-records.ts';
import { TOLERANCE } from './scores.ts';
import { scratch } from './scratch.ts';

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

/** What the entries of basis model are made from. None of it depends on thresholds. */
export interface EntrySources {
  readonly columns: Columns;
  readonly population: Population;
  readonly recorded: RecordedAt;
  readonly fit: Float64Array;
  readonly records: ScoreRecords;
  readonly requests: Int32Array;
  readonly always: Uint8Array;
  /** over `records` */
  readonly crossings: { readonly mql: CrossingCache; readonly sql: CrossingCache };
  readonly pool: EntryPool;
  /** `reachOf` these sources, remembered */
  readonly reach: (leastFit: number) => Float32Array;
}

/** Memory of entries that are no longer wanted: under a moving hand new ones come sixty times a second. */
export interface EntryPool {
  /** Arrays for so many entries; the routes are all `none`, the rest is whatever was there. */
  take(count: number): Entries;
  /** Takes back entries that nobody reads any more. */
  give(entries: Entries): void;
}

/** Makes a pool that keeps the memory of two entries at most. */
export function makeEntryPool(): EntryPool {
  const spare: ArrayBuffer[] = [];
  const width = 7 * 4 + 1;
  return {
    take(count) {
      const fitting = spare.findIndex((buffer) => buffer.byteLength >= count * width);
      // room to spare: the next threshold moves a few more leads
      const buffer =
        fitting < 0 ? new ArrayBuffer(Math.ceil(count * 1.25 + 64) * width) : spare.splice(fitting, 1)[0];
      const of = buffer as ArrayBuffer;
      const instants = (place: number): Int32Array => new Int32Array(of, place * count * 4, count);
      return {
        count,
        lead: instants(0),
        at: [instants(1), instants(2), instants(3), instants(4), instants(5)],
        disqualifiedAt: instants(6),
        route: new Uint8Array(of, 7 * count * 4, count).fill(ROUTE.none),
      };
    },
    give(entries) {
      spare.unshift(entries.lead.buffer as ArrayBuffer);
      spare.length = Math.min(spare.length, 2);
    },
  };
}

/**
 * Where leads crossed the last threshold: for a lead with a place here, every engagement minimum above `low` and up to
 * `high` was first met at `at`. Neighbouring thresholds give most leads the same instant, so no search is needed.
 */
interface Crossings {
  count: number;
  lead: Int32Array;
  low: Float64Array;
  high: Float64Array;
  at: Int32Array;
}

/** Remembers the crossings of the last threshold of one stage. */
export interface CrossingCache {
  /** Instant of the first record of a lead that meets a minimum. Leads are asked for in ascending order between two `rewind`s. */
  first(lead: number, minimum: number): number;
  /** Begins a new pass, of at most so many leads. */
  rewind(most: number): void;
}

/** Makes a cache over the records of all leads. */
export function makeCrossingCache(records: ScoreRecords): CrossingCache {
  const { start, instant, score } = records;
  const empty = (most: number): Crossings => ({
    count: 0,
    lead: new Int32Array(most),
    low: new Float64Array(most),
    high: new Float64Array(most),
    at: new Int32Array(most),
  });
  let before = empty(0);
  let now = empty(0);
  let next = 0;
  return {
    rewind(most) {
      [before, now] = [now, before];
      if (now.lead.length < most) now = empty(Math.ceil(most * 1.25));
      now.count = 0;
      next = 0;
    },
    first(lead, minimum) {
      const limit = minimum - TOLERANCE;
      while (next < before.count && (before.lead[next] as number) < lead) next++;
      const place = now.count++;
      now.lead[place] = lead;
      if (
        next < before.count &&
        before.lead[next] === lead &&
        limit > (before.low[next] as number) &&
        limit <= (before.high[next] as number)
      ) {
        now.low[place] = before.low[next] as number;
        now.high[place] = before.high[next] as number;
        const known = before.at[next] as number;
        now.at[place] = known;
        return known;
      }
      const from = start[lead] as number;
      let low = from;
      let high = start[lead + 1] as number;
      const end = high;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((score[middle] as number) >= limit) high = middle;
        else low = middle + 1;
      }
      now.low[place] = low > from ? (score[low - 1] as number) : -Infinity;
      now.high[place] = low < end ? (score[low] as number) : Infinity;
      const found = low < end ? (instant[low] as number) : NEVER;
      now.at[place] = found;
      return found;
    },
  };
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
  out.at[1][place] = mql > limit ? NEVER : mql;
  out.at[2][place] = keptSql;
  out.at[3][place] = keptOpportunity;
  out.at[4][place] = customer;
}

/** Finds the leads that may move, one by one. */
function collectMoved(
  { population, always, fit, records }: EntrySources,
  leastFit: number,
  leastEngagement: number,
  leastTotal: number,
  found: Int32Array,
): number {
  const { leads } = population;
  const { peak } = records;
  let count = 0;
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    const high = peak[lead] as number;
    const ownFit = fit[lead] as number;
    if (always[lead] === 1 || (high >= leastEngagement && ownFit >= leastFit && high + ownFit >= leastTotal))
      found[count++] = lead;
  }
  return count;
}

/**
 * How high each lead of a population can be asked to score and still move, rounded up to 32 bits: its peak where the
 * fit is high enough, not a number where it is not, infinity where it moves anyway. One array read from front to back instead of four.
 */
export function reachOf(sources: Omit<EntrySources, 'reach'>, leastFit: number): Float32Array {
  const { population, always, fit, records } = sources;
  const { leads } = population;
  const reach = new Float32Array(leads.length);
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    const high = records.peak[lead] as number;
    reach[index] =
      always[lead] === 1
        ? Infinity
        : (fit[lead] as number) >= leastFit
          ? high + Math.abs(high) * 1e-6 + 1e-6
          : NaN;
  }
  return reach;
}

/** Collects the leads whose reach is at least a minimum. Without a branch: which leads they are cannot be foreseen. */
function collectAtLeast(leads: Int32Array, reach: Float32Array, least: number, found: Int32Array): number {
  let count = 0;
  for (let index = 0; index < leads.length; index++) {
    found[count] = leads[index] as number;
    count += (reach[index] as number) >= least ? 1 : 0;
  }
  return count;
}

/** Entries of basis model. A lead that only rounding lets in has no entry, and counts as the lead that it is. */
export function modelEntries(sources: EntrySources, stages: ScoringModel['stages']): Entries {
  const { columns, population, recorded, fit, records, requests, crossings, pool } = sources;
  const { leads } = population;
  const { createdAt } = columns.leads;
  const { opportunity_at, customer_at, disqualified_at } = recorded;
  const { mql: forMql, sql: forSql } = stages;
  const asksMql = forMql.fit !== undefined || forMql.engagement !== undefined || forMql.total !== undefined;
  const leastFit = asksMql ? (forMql.fit ?? -Infinity) - TOLERANCE : Infinity;
  const leastEngagement = (forMql.engagement ?? -Infinity) - TOLERANCE;
  const leastTotal = (forMql.total ?? -Infinity) - TOLERANCE;
  const { peak } = records;
  const found = scratch('found', leads.length);
  const count =
    forMql.total === undefined && asksMql
      ? collectAtLeast(leads, sources.reach(leastFit), leastEngagement, found)
      : collectMoved(sources, leastFit, leastEngagement, leastTotal, found);
  const out = pool.take(count);
  out.lead.set(found.subarray(0, count));
  crossings.mql.rewind(count);
  crossings.sql.rewind(count);
  const [created, mqlAt, sqlAt, opportunityAt, customerAt] = out.at;
  const { lead: moved, disqualifiedAt, route } = out;
  for (let place = 0; place < count; place++) {
    const lead = moved[place] as number;
    const ownFit = fit[lead] as number;
    const high = peak[lead] as number;
    const needed = engagementNeeded(forMql, ownFit);
    // most leads that moved otherwise never reach it: their peak tells so without a search
    const raw = high >= needed - TOLERANCE ? crossings.mql.first(lead, needed) : NEVER;
    let byScore = NEVER;
    if (raw !== NEVER) {
      const neededForSql = engagementNeeded(forSql, ownFit);
      // at mql₀ the engagement already meets every minimum up to the one needed for it
      if (neededForSql <= needed) byScore = raw;
      else if (high >= neededForSql - TOLERANCE) byScore = crossings.sql.first(lead, neededForSql);
    }
    const request = requests[lead] as number;
    const direct = request !== NEVER && request <= byScore && raw >= request;
    created[place] = createdAt[lead] as number;
    disqualifiedAt[place] = disqualified_at[lead] as number;
    // from the last stage backwards, what lies after the entry of a later stage is void
    const customer = customer_at[lead] as number;
    customerAt[place] = customer;
    const opportunity = opportunity_at[lead] as number;
    const keptOpportunity = opportunity > customer ? NEVER : opportunity;
    opportunityAt[place] = keptOpportunity;
    let limit = keptOpportunity < customer ? keptOpportunity : customer;
    const sql = byScore < request ? byScore : request;
    if (sql <= limit && sql !== NEVER) {
      limit = sql;
      sqlAt[place] = sql;
      route[place] = direct ? ROUTE.direct : ROUTE.nurtured;
    } else sqlAt[place] = NEVER;
    mqlAt[place] = direct || raw > limit ? NEVER : raw;
  }
  return out;
}

/** Entries as the CRM recorded them. */
export function recordedEntries(
  columns: Columns,
  population: Population,
  recorded: RecordedAt,
  pool: EntryPool,
): Entries {
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
  const out = pool.take(moved.length);
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
