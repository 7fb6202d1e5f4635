/** Sections `timeInStage` and `incidence`: stays in each stage, finished, lost and still open. */
import { DAY, NEVER } from '../model/instant.ts';
import type { IncidenceCurve, TimeInStageFigures } from '../model/metrics-document.ts';
import { INCIDENCE_DAYS } from '../model/metrics-document.ts';
import type { Stage } from '../model/stages.ts';
import { STAGES } from '../model/stages.ts';
import type { Stays } from '../statistics/aalen-johansen.ts';
import { incidence, incidenceAt, knownAt, stepAt } from '../statistics/aalen-johansen.ts';
import type { Placed } from '../statistics/places.ts';
import { placed } from '../statistics/places.ts';
import { mean, quantile } from '../statistics/quantile.ts';
import { sortWhole } from '../statistics/sort.ts';
import { Z95 } from '../statistics/wilson.ts';
import type { Columns } from './columns.ts';
import { stageStays, stayFollower } from './moving-stays.ts';
import { countBelow } from './open-ages.ts';
import type { StageStays } from './stays.ts';
import { ENDING_STAGES } from './stays.ts';
import type { Population } from './population.ts';
import { scratch } from './scratch.ts';
import type { View } from './steps.ts';

/** Ages at as-of of all leads of a population in seconds, ascending. They do not depend on stage entries. */
export function agesOf(columns: Columns, population: Population): Placed {
  const { leads, asOf } = population;
  const ages = new Int32Array(leads.length);
  for (let index = 0; index < leads.length; index++)
    ages[leads.length - 1 - index] = asOf - (columns.leads.createdAt[leads[index] as number] as number);
  return placed(ages);
}

const NOBODY = new Int32Array();

/** Stays in one stage while they are collected. */
interface Collected {
  readonly advanced: Int32Array;
  readonly lost: Int32Array;
  readonly open: Int32Array;
  a: number;
  l: number;
  o: number;
  skippedAhead: number;
  reopened: number;
}

/**
 * Stays in each stage that ends, in ascending seconds.
 * @param ages ages of all leads of the population, ascending
 */
export function collectStays(view: View, ages: Placed): StageStays[] {
  const { moving, population } = view;
  if (moving !== null) return stageStays(moving.follow('stays', stayFollower(population.asOf)), ages);
  const { entries } = view;
  const { asOf } = population;
  const { count, disqualifiedAt, at } = entries;
  const collected = ENDING_STAGES.map((stage): Collected => {
    const reserve = (ending: string): Int32Array => scratch(`${stage} ${ending}`, count);
    return {
      advanced: reserve('advanced'),
      lost: reserve('lost'),
      open: reserve('open'),
      a: 0,
      l: 0,
      o: 0,
      skippedAhead: 0,
      reopened: 0,
    };
  });
  // ages of the moved leads whose stay as a mere lead ended, by rising age
  const without = scratch('ended', count);
  let ended = 0;
  const [createdAt] = at;
  const [asLead] = collected as [Collected];
  for (let place = count - 1; place >= 0; place--) {
    const created = createdAt[place] as number;
    const disqualified = disqualifiedAt[place] as number;
    // from the last stage backwards, the next stage entered is known when it is needed
    let rest = (entries.entered[place] as number) >>> 1;
    let next = NEVER;
    let nextStage: number = STAGES.length;
    while (rest !== 0) {
      const stage = 32 - Math.clz32(rest);
      rest ^= 1 << (stage - 1);
      const entry = (at[stage] as Int32Array)[place] as number;
      const into = collected[stage];
      if (into !== undefined) {
        if (disqualified < next && disqualified >= entry) {
          into.lost[into.l++] = disqualified - entry;
          if (next !== NEVER) into.reopened++;
        } else if (next === NEVER) into.open[into.o++] = asOf - entry;
        else {
          into.advanced[into.a++] = next - entry;
          if (nextStage > stage + 1) into.skippedAhead++;
        }
      }
      next = entry;
      nextStage = stage;
    }
    if (disqualified < next && disqualified >= created) {
      asLead.lost[asLead.l++] = disqualified - created;
      if (next !== NEVER) asLead.reopened++;
    } else if (next === NEVER) continue;
    else {
      asLead.advanced[asLead.a++] = next - created;
      if (nextStage > 1) asLead.skippedAhead++;
    }
    without[ended++] = asOf - created;
  }
  return collected.map((from, stage) => {
    const { a, l, o, skippedAhead, reopened } = from;
    const advanced = sortWhole(from.advanced.subarray(0, a));
    const lost = sortWhole(from.lost.subarray(0, l));
    if (stage > 0) {
      const open = { all: sortWhole(from.open.subarray(0, o)), without: NOBODY };
      return { entered: a + l + o, stillOpen: o, advanced, lost, open, skippedAhead, reopened };
    }
    // leads that never moved are open since their creation. They are by far the most, and their ages are sorted
    // already: so the open stays are told as all ages but those of the leads whose stay ended
    const open = { all: ages.values, without: without.subarray(0, ended), placed: ages };
    const entered = ages.values.length;
    return { entered, stillOpen: entered - a - l, advanced, lost, open, skippedAhead, reopened };
  });
}

const INCIDENCE_SECONDS = INCIDENCE_DAYS.map((day) => day * DAY);

const days = (seconds: number | null): number | null => (seconds === null ? null : seconds / DAY);

/** Time in stage of every stage that ends. */
export function timeInStageSection(view: View, ages: Placed): TimeInStageFigures[] {
  const all = collectStays(view, ages);
  return ENDING_STAGES.map((stage, index) => {
    const stays = all[index] as StageStays;
    const curve = incidenceAt(stays, INCIDENCE_SECONDS, stays.entered);
    return {
      stage,
      entered: stays.entered,
      advanced: stays.advanced.length,
      skippedAhead: stays.skippedAhead,
      lost: stays.lost.length,
      reopened: stays.reopened,
      open: stays.stillOpen,
      meanDays: days(mean(stays.advanced)),
      medianDays: days(quantile(stays.advanced, 0.5)),
      p75Days: days(quantile(stays.advanced, 0.75)),
      p90Days: days(quantile(stays.advanced, 0.9)),
      advancedByDay: Object.fromEntries(
        INCIDENCE_DAYS.map((day, place) => [String(day), curve.advanced[place] ?? null]),
      ),
      medianDaysToAdvance: days(curve.median),
    };
  });
}

/** Whole days of the incidence curves. */
const GRID = Array.from({ length: 366 }, (_, day) => day);

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

/** Incidence of leaving one stage by whole days, with a 95 % band. */
export function incidenceCurve(stage: Stage, stays: Stays & { readonly entered: number }): IncidenceCurve {
  const curve = incidence(stays, true);
  const points = GRID.map((day) => {
    const limit = day * DAY;
    const atRisk =
      stays.entered -
      countBelow(stays.advanced, limit) -
      countBelow(stays.lost, limit) -
      (countBelow(stays.open.all, limit) - countBelow(stays.open.without, limit));
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
}

/** Incidence of leaving each stage that ends. */
export function incidenceSection(view: View, ages: Placed): IncidenceCurve[] {
  const all = collectStays(view, ages);
  return ENDING_STAGES.map((stage, index) => incidenceCurve(stage, all[index] as StageStays));
}
