/**
 * Leads that a threshold can move, with everything that decides one of them in one row: of hundreds of thousands few
 * change with a step of the hand, and each is then fetched from memory once instead of from a dozen places.
 */
import { NEVER } from '../model/instant.ts';
import type { StageMinimums } from '../model/scoring-model.ts';
import type { Columns } from './columns.ts';
import type { Population, RecordedAt } from './population.ts';
import type { ScoreRecords } from './score-records.ts';
import { TOLERANCE } from './scores.ts';

/** What decides stage entries of basis model, apart from the thresholds. */
export interface CandidateSources {
  readonly columns: Columns;
  readonly population: Population;
  readonly recorded: RecordedAt;
  readonly fit: Float64Array;
  readonly records: ScoreRecords;
  /** first request of each lead, `NEVER` where there is none */
  readonly requests: Int32Array;
  /** 1 for leads that move whatever the thresholds */
  readonly always: Uint8Array;
}

/** Lowest minimums that a choice of candidates serves. */
interface Floors {
  readonly fit: number;
  readonly engagement: number;
  readonly total: number;
}

/** Whole numbers in a row of `Candidates.rows`: 64 bytes, which is what a processor fetches at once. */
export const ROW = 16;
/** Places in a row. `fit` is the place in `Candidates.reals`, where a row has half as many. */
export const AT = {
  lead: 0,
  created: 1,
  /** first request, `NEVER` where there is none */
  request: 2,
  /** recorded opportunity, `NEVER` where there is none or the customer's entry voids it */
  opportunity: 3,
  customer: 4,
  disqualified: 5,
  /** first score record, and the one after the last */
  record: 6,
  recordEnd: 7,
  /** fit score, twice as wide as the others */
  fit: 4,
  /** 1 for leads that move whatever the thresholds */
  always: 10,
  /** entries under the last thresholds; kept by `makeMovingEntries` */
  mql: 11,
  sql: 12,
  /** bits of the entered stages, 0 where the lead did not move at all */
  entered: 13,
  /** see `ROUTE` */
  route: 14,
} as const;

/** The leads that may move under some thresholds, ascending by `leadOrdinal`. */
export interface Candidates {
  readonly count: number;
  readonly floors: Floors;
  /** a row for each lead: all that decides it, and what was decided last; see `AT` */
  readonly rows: Int32Array;
  /** the same memory as reals */
  readonly reals: Float64Array;
  /** fit scores once more, side by side */
  readonly fit: Float64Array;
}

/** Below this many candidates nothing is gained by a closer choice. */
const FEW = 65_536;
/** A closer choice is made when fewer than one candidate in so many moves. */
const WASTE = 8;
/** … and the minimums are so many times those that the candidates were chosen for. */
const FAR = 3;

/** Share of a minimum by which a hand can move it down and meet candidates that are there. */
const ROOM = 0.6;

function floorOf(minimum: number | undefined): number {
  return minimum === undefined ? -Infinity : minimum - Math.max(1, Math.abs(minimum) * ROOM);
}

/** Whether a stage is entered by score at all. */
export function asksScore({ fit, engagement, total }: StageMinimums): boolean {
  return fit !== undefined || engagement !== undefined || total !== undefined;
}

/** Chooses the candidates for an MQL condition and those near it. */
export function chooseCandidates(sources: CandidateSources, mql: StageMinimums): Candidates {
  const { columns, population, recorded, fit, records, requests, always } = sources;
  const { leads } = population;
  const floors = {
    fit: asksScore(mql) ? floorOf(mql.fit) : Infinity,
    engagement: floorOf(mql.engagement),
    total: floorOf(mql.total),
  };
  const isCandidate = (lead: number): boolean => {
    const ownFit = fit[lead] as number;
    const high = records.peak[lead] as number;
    return (
      always[lead] === 1 ||
      (ownFit >= floors.fit && high >= floors.engagement && ownFit + high >= floors.total)
    );
  };
  let count = 0;
  for (let index = 0; index < leads.length; index++) if (isCandidate(leads[index] as number)) count++;
  const rows = new Int32Array(count * ROW);
  const reals = new Float64Array(rows.buffer);
  const fits = new Float64Array(count);
  let place = 0;
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    if (!isCandidate(lead)) continue;
    const row = place * ROW;
    const opportunity = recorded.opportunity_at[lead] as number;
    const customer = recorded.customer_at[lead] as number;
    rows[row + AT.lead] = lead;
    rows[row + AT.created] = columns.leads.createdAt[lead] as number;
    rows[row + AT.request] = requests[lead] as number;
    rows[row + AT.opportunity] = opportunity > customer ? NEVER : opportunity;
    rows[row + AT.customer] = customer;
    rows[row + AT.disqualified] = recorded.disqualified_at[lead] as number;
    rows[row + AT.record] = records.start[lead] as number;
    rows[row + AT.recordEnd] = records.start[lead + 1] as number;
    reals[(row >>> 1) + AT.fit] = fit[lead] as number;
    rows[row + AT.always] = always[lead] as number;
    rows[row + AT.mql] = NEVER;
    rows[row + AT.sql] = NEVER;
    fits[place++] = fit[lead] as number;
  }
  return { count, floors, rows, reals, fit: fits };
}

/** Whether all leads that an MQL condition moves are among candidates. */
export function serves({ floors }: Candidates, mql: StageMinimums): boolean {
  return (
    !asksScore(mql) ||
    ((mql.fit ?? -Infinity) - TOLERANCE >= floors.fit &&
      (mql.engagement ?? -Infinity) - TOLERANCE >= floors.engagement &&
      (mql.total ?? -Infinity) - TOLERANCE >= floors.total)
  );
}

/** Whether so few candidates moved that a choice for this condition would be closer and pay. */
export function isWasteful({ count, floors }: Candidates, moved: number, mql: StageMinimums): boolean {
  if (count <= FEW || moved * WASTE >= count) return false;
  const rises = (minimum: number | undefined, floor: number): boolean =>
    floorOf(minimum) > FAR * Math.max(1, floor);
  return (
    rises(mql.fit, floors.fit) || rises(mql.engagement, floors.engagement) || rises(mql.total, floors.total)
  );
}
