/** Stage entries on both bases, from score records, requests and recorded dates. */
import { NEVER } from '../model/instant.ts';
import type { ScoringModel, StageMinimums } from '../model/scoring-model.ts';
import type { ActivityMatch, Columns } from './columns.ts';
import type { Population, RecordedAt } from './population.ts';
import type { ScoreRecords } from './scores.ts';
import { TOLERANCE } from './scores.ts';

/** Codes of the routes in `Entries.route`. */
export const ROUTE = { none: 0, nurtured: 1, direct: 2, unknown: 3 } as const;

/** Entries of the leads of a population; of other leads all are `NEVER`. */
export interface Entries {
  readonly mql: Int32Array;
  readonly sql: Int32Array;
  readonly opportunity: Int32Array;
  readonly customer: Int32Array;
  /** how an SQL came about, by lead; see `ROUTE` */
  readonly route: Uint8Array;
  /** ascending ordinals of the leads that have an entry beyond `lead` or are disqualified */
  readonly moved: Int32Array;
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
 * at the creation if it lies ahead of it.
 * @returns stored instants, `NEVER` where there is none
 */
export function firstRequests(
  columns: Columns,
  match: ActivityMatch | null,
  before: number,
  asOf: number,
): Int32Array {
  const { createdAt, count } = columns.leads;
  const first = new Int32Array(count).fill(NEVER);
  if (match === null) return first;
  const { start, instant, kind } = columns.activities;
  if (match.by === 'kind' && !match.holds.includes(1)) return first;
  for (let lead = 0; lead < count; lead++) {
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

/** What the entries of basis model are made from. Thresholds come from the model; the arrays do not depend on them. */
export interface EntrySources {
  readonly columns: Columns;
  readonly population: Population;
  readonly recorded: RecordedAt;
  readonly fit: Float64Array;
  readonly records: ScoreRecords;
  readonly requests: Int32Array;
}

interface Growing {
  readonly mql: Int32Array;
  readonly sql: Int32Array;
  readonly opportunity: Int32Array;
  readonly customer: Int32Array;
  readonly route: Uint8Array;
  readonly moved: Int32Array;
}

function emptyEntries(count: number, most: number): Growing {
  return {
    mql: new Int32Array(count).fill(NEVER),
    sql: new Int32Array(count).fill(NEVER),
    opportunity: new Int32Array(count).fill(NEVER),
    customer: new Int32Array(count).fill(NEVER),
    route: new Uint8Array(count),
    moved: new Int32Array(most),
  };
}

/** Sets the entries of one lead after dropping those that lie after the entry of a later stage. */
function settle(
  out: Growing,
  lead: number,
  mql: number,
  sql: number,
  opportunity: number,
  customer: number,
): void {
  let limit = customer;
  const keptOpportunity = opportunity > limit ? NEVER : opportunity;
  limit = Math.min(limit, keptOpportunity);
  const keptSql = sql > limit ? NEVER : sql;
  limit = Math.min(limit, keptSql);
  out.mql[lead] = mql > limit ? NEVER : mql;
  out.sql[lead] = keptSql;
  out.opportunity[lead] = keptOpportunity;
  out.customer[lead] = customer;
}

/** Entries of basis model. */
export function modelEntries(sources: EntrySources, stages: ScoringModel['stages']): Entries {
  const { columns, population, recorded, fit, records, requests } = sources;
  const { leads } = population;
  const { opportunity_at, customer_at, disqualified_at } = recorded;
  const out = emptyEntries(columns.leads.count, leads.length);
  const { mql: forMql, sql: forSql } = stages;
  const asksMql = forMql.fit !== undefined || forMql.engagement !== undefined || forMql.total !== undefined;
  const leastFit = (forMql.fit ?? -Infinity) - TOLERANCE;
  const leastEngagement = forMql.engagement ?? -Infinity;
  const leastTotal = forMql.total ?? -Infinity;
  const requestFit = (forSql.directRequestFit ?? -Infinity) - TOLERANCE;
  const { peak } = records;
  let size = 0;
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    const ownFit = fit[lead] as number;
    let scored = false;
    let needed = 0;
    if (asksMql && ownFit >= leastFit) {
      needed = Math.max(leastEngagement, leastTotal - ownFit);
      scored = (peak[lead] as number) >= needed - TOLERANCE;
    }
    const asked = requests[lead] as number;
    const opportunity = opportunity_at[lead] as number;
    const customer = customer_at[lead] as number;
    if (!scored && asked === NEVER && opportunity === NEVER && customer === NEVER) {
      if (disqualified_at[lead] !== NEVER) out.moved[size++] = lead;
      continue;
    }
    const raw = scored ? firstReaching(records, lead, needed) : NEVER;
    let byScore = NEVER;
    if (scored) {
      const neededForSql = engagementNeeded(forSql, ownFit);
      // at mql₀ the engagement already meets every minimum up to the one needed for it
      if (neededForSql <= needed) byScore = raw;
      else if (neededForSql !== Infinity) byScore = firstReaching(records, lead, neededForSql);
    }
    const request = asked !== NEVER && ownFit >= requestFit ? asked : NEVER;
    const sql = Math.min(byScore, request);
    const direct = request !== NEVER && request <= byScore && raw >= request;
    if (sql !== NEVER) out.route[lead] = direct ? ROUTE.direct : ROUTE.nurtured;
    settle(out, lead, direct ? NEVER : raw, sql, opportunity, customer);
    if (out.sql[lead] === NEVER) out.route[lead] = ROUTE.none;
    if (
      raw !== NEVER ||
      sql !== NEVER ||
      opportunity !== NEVER ||
      customer !== NEVER ||
      disqualified_at[lead] !== NEVER
    )
      out.moved[size++] = lead;
  }
  return { ...out, moved: out.moved.subarray(0, size) };
}

/** Entries as the CRM recorded them. */
export function recordedEntries(columns: Columns, population: Population, recorded: RecordedAt): Entries {
  const { leads } = population;
  const out = emptyEntries(columns.leads.count, leads.length);
  let size = 0;
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    const mql = recorded.mql_at[lead] as number;
    const sql = recorded.sql_at[lead] as number;
    const opportunity = recorded.opportunity_at[lead] as number;
    const customer = recorded.customer_at[lead] as number;
    if (Math.min(mql, sql, opportunity, customer, recorded.disqualified_at[lead] as number) === NEVER)
      continue;
    settle(out, lead, mql, sql, opportunity, customer);
    if (out.sql[lead] !== NEVER) {
      out.route[lead] =
        mql === NEVER ? ROUTE.direct : out.mql[lead] === NEVER ? ROUTE.unknown : ROUTE.nurtured;
    }
    out.moved[size++] = lead;
  }
  return { ...out, moved: out.moved.subarray(0, size) };
}

/** Raw mql₀ of each lead of a population, before routes and later stages change it. */
export function rawMql(
  sources: Pick<EntrySources, 'columns' | 'population' | 'fit' | 'records'>,
  minimums: StageMinimums,
): Int32Array {
  const raw = new Int32Array(sources.columns.leads.count).fill(NEVER);
  for (const lead of sources.population.leads) {
    const needed = engagementNeeded(minimums, sources.fit[lead] as number);
    if (needed === Infinity) continue;
    if ((sources.records.peak[lead] as number) >= needed - TOLERANCE)
      raw[lead] = firstReaching(sources.records, lead, needed);
  }
  return raw;
}
