/** Sections `quality` and `sweep`: does being flagged as MQL foretell the outcome? Always the raw mql₀, on either basis. */
import { DAY, NEVER } from '../model/instant.ts';
import type { PredictionFigures, QualitySection, SweepFigures } from '../model/metrics-document.ts';
import type { StageMinimums } from '../model/scoring-model.ts';
import { areaUnderCurve } from '../statistics/area-under-curve.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Columns } from './columns.ts';
import { rawMql } from './entries.ts';
import type { Population } from './population.ts';
import { countUpTo } from './population.ts';
import type { ScoreRecords } from './score-records.ts';
import { TOLERANCE } from './scores.ts';

/** What prediction is judged from. */
export interface QualitySources {
  readonly columns: Columns;
  readonly population: Population;
  readonly fit: Float64Array;
  readonly records: ScoreRecords;
  /** recorded dates of the outcome stage */
  readonly outcome: Int32Array;
  /** horizon in days after creation, or null */
  readonly withinDays: number | null;
}

/** Leads that are judged, and where each one's horizon ends. */
function judged(sources: QualitySources): { leads: Int32Array; horizon: (lead: number) => number } {
  const { columns, population, withinDays } = sources;
  if (withinDays === null) return { leads: population.leads, horizon: () => NEVER - 1 };
  const { createdAt } = columns.leads;
  const created = Int32Array.from(population.leads, (lead) => createdAt[lead] as number);
  const mature = countUpTo(created, population.asOf - withinDays * DAY);
  return {
    leads: population.leads.subarray(0, mature),
    horizon: (lead) => (createdAt[lead] as number) + withinDays * DAY,
  };
}

/** Prediction by one mql condition. */
export function predict(sources: QualitySources, minimums: StageMinimums): PredictionFigures {
  const { leads, horizon } = judged(sources);
  const raw = rawMql(leads, sources.fit, sources.records, minimums);
  let won = 0;
  let flagged = 0;
  const ahead: number[] = [];
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    const limit = horizon(lead);
    const date = sources.outcome[lead] as number;
    const outcome = date > limit ? NEVER : date;
    if (outcome !== NEVER) won++;
    const mql = raw[index] as number;
    if (mql > limit || mql >= outcome) continue;
    flagged++;
    if (outcome !== NEVER) ahead.push(outcome - mql);
  }
  const flaggedWon = ahead.length;
  const precision = flagged === 0 ? null : flaggedWon / flagged;
  const median = quantile(
    ahead.sort((a, b) => a - b),
    0.5,
  );
  return {
    leads: leads.length,
    won,
    flagged,
    flaggedWon,
    precision,
    recall: won === 0 ? null : flaggedWon / won,
    lift: precision === null || won === 0 ? null : precision / (won / leads.length),
    medianDaysAhead: median === null ? null : median / DAY,
  };
}

/** Area under the curve of the peak total score strictly before the outcome. */
function peakAuc(sources: QualitySources): number | null {
  const { records, fit, outcome } = sources;
  const { leads, horizon } = judged(sources);
  const won = new Float64Array(leads.length);
  const other = new Float64Array(leads.length);
  let w = 0;
  let o = 0;
  for (const lead of leads) {
    const limit = horizon(lead);
    const date = outcome[lead] as number;
    const isWon = date !== NEVER && date <= limit;
    const last = isWon ? date - 1 : limit;
    const start = records.start[lead] as number;
    const known = countUpTo(records.instant.subarray(start, records.start[lead + 1]), last);
    // won at the very creation: there is no point before it
    if (known === 0) continue;
    const score = (fit[lead] as number) + (records.score[start + known - 1] as number);
    if (isWon) won[w++] = score;
    else other[o++] = score;
  }
  return areaUnderCurve(won.subarray(0, w), other.subarray(0, o), TOLERANCE);
}

/** Landmark AUC: the score some days after creation against a later outcome, among those without one by then. */
function landmark(
  sources: QualitySources,
  landmarkDays: number,
  engagementAt: (lead: number, instant: number) => number,
): QualitySection['landmark'] {
  const { columns, population, fit, outcome } = sources;
  const won: number[] = [];
  const other: number[] = [];
  for (const lead of population.leads) {
    const at = (columns.leads.createdAt[lead] as number) + landmarkDays * DAY;
    if (at > population.asOf) break;
    const date = outcome[lead] as number;
    if (date <= at) continue;
    (date === NEVER ? other : won).push((fit[lead] as number) + engagementAt(lead, at));
  }
  return {
    leads: won.length + other.length,
    won: won.length,
    auc: areaUnderCurve(Float64Array.from(won), Float64Array.from(other), TOLERANCE),
  };
}

/** Section `quality`. */
export function qualitySection(
  sources: QualitySources,
  minimums: StageMinimums,
  landmarkDays: number,
  engagementAt: (lead: number, instant: number) => number,
): QualitySection {
  return {
    ...predict(sources, minimums),
    auc: peakAuc(sources),
    landmark: landmark(sources, landmarkDays, engagementAt),
  };
}

/** Engagement minimums of a sweep, the end included. */
export function sweepValues(sweep: {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}): number[] {
  const values: number[] = [];
  // counted, not summed up: a tenth added ten times misses one
  for (let index = 0; ; index++) {
    const value = sweep.min + index * sweep.step;
    if (value > sweep.max + sweep.step * 1e-9) return values;
    values.push(value);
  }
}

/** Section `sweep`. */
export function sweepSection(
  sources: QualitySources,
  minimums: StageMinimums,
  values: readonly number[],
): SweepFigures[] {
  return values.map((engagement) => ({ engagement, ...predict(sources, { ...minimums, engagement }) }));
}
