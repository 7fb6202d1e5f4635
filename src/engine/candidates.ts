/**
 * Leads that a threshold can move, with everything that decides it side by side: what runs under the hand reads a few
 * short arrays from front to back instead of many long ones here and there.
 */
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

/** The leads that may move under some thresholds, ascending by `leadOrdinal`; parallel arrays. */
export interface Candidates {
  readonly count: number;
  readonly floors: Floors;
  readonly lead: Int32Array;
  readonly createdAt: Int32Array;
  readonly request: Int32Array;
  readonly opportunityAt: Int32Array;
  readonly customerAt: Int32Array;
  readonly disqualifiedAt: Int32Array;
  readonly fit: Float64Array;
  readonly peak: Float64Array;
  readonly always: Uint8Array;
}

/** Below this many candidates nothing is gained by a closer choice. */
const FEW = 65_536;
/** A closer choice is made when fewer than one candidate in so many moves. */
const WASTE = 8;

/** Room below a minimum, so that a hand that moves it down meets candidates that are there. */
function floorOf(minimum: number | undefined): number {
  return minimum === undefined ? -Infinity : minimum - Math.max(1, Math.abs(minimum) / 2);
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
  const lead = new Int32Array(count);
  let place = 0;
  for (let index = 0; index < leads.length; index++)
    if (isCandidate(leads[index] as number)) lead[place++] = leads[index] as number;
  const pick = <Values extends Int32Array | Float64Array | Uint8Array>(
    from: Values,
    into: Values,
  ): Values => {
    for (let index = 0; index < count; index++) into[index] = from[lead[index] as number] as number;
    return into;
  };
  return {
    count,
    floors,
    lead,
    createdAt: pick(columns.leads.createdAt, new Int32Array(count)),
    request: pick(requests, new Int32Array(count)),
    opportunityAt: pick(recorded.opportunity_at, new Int32Array(count)),
    customerAt: pick(recorded.customer_at, new Int32Array(count)),
    disqualifiedAt: pick(recorded.disqualified_at, new Int32Array(count)),
    fit: pick(fit, new Float64Array(count)),
    peak: pick(records.peak, new Float64Array(count)),
    always: pick(always, new Uint8Array(count)),
  };
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
    floorOf(minimum) > 1.5 * Math.max(1, floor);
  return (
    rises(mql.fit, floors.fit) || rises(mql.engagement, floors.engagement) || rises(mql.total, floors.total)
  );
}
