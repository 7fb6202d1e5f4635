/** Sections `timeInStage` and `incidence`: stays in each stage, finished, lost and still open. */
import { DAY, NEVER } from '../model/instant.ts';
import type { IncidenceCurve, TimeInStageFigures } from '../model/metrics-document.ts';
import { INCIDENCE_DAYS } from '../model/metrics-document.ts';
import type { Stage } from '../model/stages.ts';
import { STAGES } from '../model/stages.ts';
import type { Stays } from '../statistics/aalen-johansen.ts';
import { incidence, knownAt, medianTime, stepAt } from '../statistics/aalen-johansen.ts';
import { mean, quantile } from '../statistics/quantile.ts';
import { sortWhole } from '../statistics/sort.ts';
import { Z95 } from '../statistics/wilson.ts';
import type { RecordedAt } from './population.ts';
import type { View } from './steps.ts';

/** Stages that end: a customer stays one. */
export const ENDING_STAGES = STAGES.slice(0, -1) as readonly Stage[];

/** How a stay ended. */
export const STAY = { none: 0, advanced: 1, skippedAhead: 2, lost: 3, reopened: 4, open: 5 } as const;

/** One stay: its end by `STAY`, and its length in seconds. */
export interface Stay {
  ending: number;
  seconds: number;
}

/**
 * The stay of one lead in one stage.
 * @param instants entries by stage, the creation first
 * @param stay filled and given back, so that a loop makes no garbage
 */
export function stayOf(
  instants: readonly Int32Array[],
  disqualifiedAt: Int32Array,
  asOf: number,
  stage: number,
  lead: number,
  stay: Stay,
): Stay {
  const entry = (instants[stage] as Int32Array)[lead] as number;
  if (entry === NEVER) {
    stay.ending = STAY.none;
    stay.seconds = 0;
    return stay;
  }
  let next = NEVER;
  let skipped = false;
  for (let later = stage + 1; later < instants.length; later++) {
    next = (instants[later] as Int32Array)[lead] as number;
    if (next !== NEVER) {
      skipped = later > stage + 1;
      break;
    }
  }
  const disqualified = disqualifiedAt[lead] as number;
  if (disqualified >= entry && disqualified < next) {
    stay.ending = next === NEVER ? STAY.lost : STAY.reopened;
    stay.seconds = disqualified - entry;
  } else if (next === NEVER) {
    stay.ending = STAY.open;
    stay.seconds = asOf - entry;
  } else {
    stay.ending = skipped ? STAY.skippedAhead : STAY.advanced;
    stay.seconds = next - entry;
  }
  return stay;
}

/** Entries of each stage as arrays by lead, the creation first. */
export function stageInstants(view: View): readonly Int32Array[] {
  const { entries, columns } = view;
  return [columns.leads.createdAt, entries.mql, entries.sql, entries.opportunity, entries.customer];
}

interface StagesStays extends Stays {
  readonly entered: number;
  readonly skippedAhead: number;
  readonly reopened: number;
}

/** Stays in one stage, in ascending seconds. */
function collectStays(view: View, recorded: RecordedAt, stage: number): StagesStays {
  const { entries, population } = view;
  const instants = stageInstants(view);
  const { moved } = entries;
  const { leads, asOf } = population;
  const advanced = new Int32Array(moved.length);
  const lost = new Int32Array(moved.length);
  const open = new Int32Array(stage === 0 ? leads.length : moved.length);
  let a = 0;
  let l = 0;
  let o = 0;
  let skippedAhead = 0;
  let reopened = 0;
  const stay: Stay = { ending: 0, seconds: 0 };
  for (let index = 0; index < moved.length; index++) {
    stayOf(instants, recorded.disqualified_at, asOf, stage, moved[index] as number, stay);
    if (stay.ending === STAY.none) continue;
    if (stay.ending === STAY.open) open[o++] = stay.seconds;
    else if (stay.ending === STAY.lost) lost[l++] = stay.seconds;
    else if (stay.ending === STAY.reopened) {
      lost[l++] = stay.seconds;
      reopened++;
    } else {
      advanced[a++] = stay.seconds;
      if (stay.ending === STAY.skippedAhead) skippedAhead++;
    }
  }
  if (stage > 0) {
    return {
      entered: a + l + o,
      advanced: sortWhole(advanced.subarray(0, a)),
      lost: sortWhole(lost.subarray(0, l)),
      open: sortWhole(open.subarray(0, o)),
      skippedAhead,
      reopened,
    };
  }
  // leads that never moved are open since their creation; in falling order of creation their ages ascend by themselves,
  // so the most numerous stays of all need no sort
  const movedOpen = sortWhole(open.slice(0, o));
  const { createdAt } = view.columns.leads;
  let m = moved.length - 1;
  let young = 0;
  let size = 0;
  for (let index = leads.length - 1; index >= 0; index--) {
    const lead = leads[index] as number;
    if (m >= 0 && moved[m] === lead) {
      m--;
      continue;
    }
    const age = asOf - (createdAt[lead] as number);
    while (young < movedOpen.length && (movedOpen[young] as number) <= age)
      open[size++] = movedOpen[young++] as number;
    open[size++] = age;
  }
  while (young < movedOpen.length) open[size++] = movedOpen[young++] as number;
  return {
    entered: a + l + size,
    advanced: sortWhole(advanced.subarray(0, a)),
    lost: sortWhole(lost.subarray(0, l)),
    open: open.subarray(0, size),
    skippedAhead,
    reopened,
  };
}

const days = (seconds: number | null): number | null => (seconds === null ? null : seconds / DAY);

/** Time in stage of every stage that ends. */
export function timeInStageSection(view: View, recorded: RecordedAt): TimeInStageFigures[] {
  return ENDING_STAGES.map((stage, index) => {
    const stays = collectStays(view, recorded, index);
    const curve = incidence(stays);
    const atDay = (day: number): number | null => {
      if (!knownAt(curve, stays.entered, day * DAY)) return null;
      const step = stepAt(curve, day * DAY);
      return step < 0 ? 0 : (curve.advanced[step] as number);
    };
    return {
      stage,
      entered: stays.entered,
      advanced: stays.advanced.length,
      skippedAhead: stays.skippedAhead,
      lost: stays.lost.length,
      reopened: stays.reopened,
      open: stays.open.length,
      meanDays: days(mean(stays.advanced)),
      medianDays: days(quantile(stays.advanced, 0.5)),
      p75Days: days(quantile(stays.advanced, 0.75)),
      p90Days: days(quantile(stays.advanced, 0.9)),
      advancedByDay: Object.fromEntries(INCIDENCE_DAYS.map((day) => [String(day), atDay(day)])),
      medianDaysToAdvance: days(medianTime(curve)),
    };
  });
}

/** Whole days of the incidence curves. */
const GRID = Array.from({ length: 366 }, (_, day) => day);

/** Number of ascending values below a limit. */
function countBelow(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Bounds of an incidence on the scale log(−log(1 − F)), so that they stay within 0..1.
 * Source: J. D. Kalbfleisch, R. L. Prentice, "The Statistical Analysis of Failure Time Data", 2nd ed. 2002, section 1.4.
 */
function band(share: number, variance: number): { low: number; high: number } {
  if (share <= 0 || share >= 1) return { low: share, high: share };
  const survival = 1 - share;
  const logarithm = Math.log(survival);
  const spread = (Z95 * Math.sqrt(variance)) / Math.abs(survival * logarithm);
  return { low: 1 - survival ** Math.exp(-spread), high: 1 - survival ** Math.exp(spread) };
}

/** Incidence of leaving each stage by whole days, with a 95 % band. */
export function incidenceSection(view: View, recorded: RecordedAt): IncidenceCurve[] {
  return ENDING_STAGES.map((stage, index) => {
    const stays = collectStays(view, recorded, index);
    const curve = incidence(stays, true);
    const points = GRID.map((day) => {
      const limit = day * DAY;
      const atRisk =
        stays.entered -
        countBelow(stays.advanced, limit) -
        countBelow(stays.lost, limit) -
        countBelow(stays.open, limit);
      if (!knownAt(curve, stays.entered, limit))
        return { advanced: null, low: null, high: null, lost: null, atRisk };
      const step = stepAt(curve, limit);
      if (step < 0) return { advanced: 0, low: 0, high: 0, lost: 0, atRisk };
      const advanced = curve.advanced[step] as number;
      return {
        advanced,
        ...band(advanced, curve.variance?.[step] ?? 0),
        lost: curve.lost[step] as number,
        atRisk,
      };
    });
    return {
      stage,
      days: GRID,
      advanced: points.map((point) => point.advanced),
      advancedLow: points.map((point) => point.low),
      advancedHigh: points.map((point) => point.high),
      lost: points.map((point) => point.lost),
      atRisk: points.map((point) => point.atRisk),
    };
  });
}
