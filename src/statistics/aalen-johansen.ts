/**
 * Cumulative incidence of leaving a state when two ends compete and some stays are not finished.
 * Source: O. O. Aalen, S. Johansen, "An empirical transition matrix for nonhomogeneous Markov chains based on censored
 * observations", Scandinavian Journal of Statistics 5 (1978). At equal times events come before censorings.
 */

import type { Placed } from './places.ts';
import { placeBelow } from './places.ts';

/** Stays of one state: ascending durations by how they ended, in one unit. */
export interface Stays {
  readonly advanced: Int32Array;
  readonly lost: Int32Array;
  /** stays not finished: all of one list but those of another, which is contained in it */
  readonly open: {
    readonly all: Int32Array;
    readonly without: Int32Array;
    /** `all` once more, with a table, where it is long and stays while the others change */
    readonly placed?: Placed;
  };
}

/** Steps of the incidence at the distinct times at which somebody advanced or was lost. */
export interface Incidence extends Watched {
  readonly times: Int32Array;
  /** incidence of advancing from each time on, 0..1 */
  readonly advanced: Float64Array;
  /** incidence of being lost from each time on, 0..1 */
  readonly lost: Float64Array;
  /** variance of `advanced`, only where it was asked for */
  readonly variance: Float64Array | null;
  readonly steps: number;
}

/** Called at each distinct time at which somebody advanced or was lost. */
type OnStep = (
  time: number,
  advances: number,
  losses: number,
  atRisk: number,
  /** share that neither advanced nor was lost before this time */
  surviving: number,
  /** incidence of advancing from this time on */
  advanced: number,
  /** incidence of being lost from this time on */
  lost: number,
) => void;

/** How long stays were watched. */
export interface Watched {
  /** up to here somebody was watched; 0 without stays */
  readonly longest: number;
  /** nobody is left unfinished at `longest` */
  readonly complete: boolean;
}

/** Later than every duration; a whole number, so that times are compared as such. */
const NO_MORE = 2_147_483_647;
/** An incidence of one half, within 1e-9. */
const HALF = 0.5 - 1e-9;

/** Walks through the times of a state's ends in order. */
function walk(stays: Stays, onStep: OnStep): void {
  const { advanced, lost } = stays;
  const { all, without } = stays.open;
  const total = advanced.length + lost.length + all.length - without.length;
  let a = 0;
  let l = 0;
  let o = 0;
  let w = 0;
  let surviving = 1;
  let byAdvance = 0;
  let byLoss = 0;
  for (;;) {
    const time = Math.min(advanced[a] ?? NO_MORE, lost[l] ?? NO_MORE);
    if (time === NO_MORE) break;
    while (o < all.length && (all[o] as number) < time) o++;
    while (w < without.length && (without[w] as number) < time) w++;
    const atRisk = total - a - l - (o - w);
    let advances = 0;
    while (advanced[a] === time) {
      advances++;
      a++;
    }
    let losses = 0;
    while (lost[l] === time) {
      losses++;
      l++;
    }
    const one = surviving / atRisk;
    byAdvance += one * advances;
    byLoss += one * losses;
    onStep(time, advances, losses, atRisk, surviving, byAdvance, byLoss);
    surviving -= one * (advances + losses);
  }
}

function watched({ advanced, lost, open }: Stays): Watched {
  const last = (values: Int32Array): number =>
    values.length === 0 ? 0 : (values[values.length - 1] as number);
  const longestOpen = lastOpen(open);
  const longest = Math.max(last(advanced), last(lost), longestOpen);
  return { longest, complete: open.all.length === open.without.length || longestOpen < longest };
}

/**
 * @param stays ascending durations
 * @param withVariance also compute the variance (Aalen–Johansen, the Greenwood-type formula of E. Marubini,
 *   M. G. Valsecchi, "Analysing Survival Data from Clinical Trials and Observational Studies", 1995, section 10.3)
 */
export function incidence(stays: Stays, withVariance = false): Incidence {
  const most = stays.advanced.length + stays.lost.length;
  const times = new Int32Array(most);
  const advancing = new Float64Array(most);
  const losing = new Float64Array(most);
  const variance = withVariance ? new Float64Array(most) : null;
  let steps = 0;
  // Var F(t) = Σ (F(t)−F(i))² g + Σ S² h − 2 Σ (F(t)−F(i)) c, kept as sums of the powers of F(i)
  let g0 = 0;
  let g1 = 0;
  let g2 = 0;
  let h0 = 0;
  let c0 = 0;
  let c1 = 0;
  walk(stays, (time, advances, losses, atRisk, surviving, byAdvance, byLoss) => {
    if (variance) {
      const events = advances + losses;
      if (atRisk > events) {
        const g = events / (atRisk * (atRisk - events));
        g0 += g;
        g1 += g * byAdvance;
        g2 += g * byAdvance * byAdvance;
      }
      h0 += (surviving * surviving * (atRisk - advances) * advances) / atRisk ** 3;
      const c = (surviving * advances) / (atRisk * atRisk);
      c0 += c;
      c1 += c * byAdvance;
      variance[steps] = Math.max(
        0,
        byAdvance * byAdvance * g0 - 2 * byAdvance * g1 + g2 + h0 - 2 * (byAdvance * c0 - c1),
      );
    }
    times[steps] = time;
    advancing[steps] = byAdvance;
    losing[steps] = byLoss;
    steps++;
  });
  return { times, advanced: advancing, lost: losing, variance, steps, ...watched(stays) };
}

/** Incidence of advancing at some times, and the median time. */
export interface IncidenceAt {
  /** at each of the times asked for; null where it is not known */
  readonly advanced: readonly (number | null)[];
  /** smallest time with incidence ≥ 0.5 (within 1e-9); null when it is never reached */
  readonly median: number | null;
}

/** Kept from call to call: ranks are forgotten when a curve is read. */
let spareRanks = new Int32Array();

/**
 * For each of some ascending values, how many of others lie before it.
 * @param into is added to, or subtracted from
 */
function rank(values: Int32Array, others: Int32Array, into: Int32Array, sign: 1 | -1): void {
  const { length } = others;
  let value = 0;
  let other = 0;
  // no comparison steers a branch: which list comes next cannot be foreseen
  while (value < values.length && other < length) {
    const limit = values[value] as number;
    const isBefore = +((others[other] as number) < limit);
    into[value] = (into[value] as number) + ((isBefore - 1) & (sign * other));
    other += isBefore;
    value += 1 - isBefore;
  }
  for (; value < values.length; value++) into[value] = (into[value] as number) + sign * other;
}

/**
 * Reads the incidence of advancing at some times without keeping the curve: `incidence` for what runs under the hand.
 * Ends at one time are taken one after the other: with survivors S of n at risk, S/n stays the same from one to the next.
 * @param times ascending
 * @param entered number of stays
 */
export function incidenceAt(stays: Stays, times: readonly number[], entered: number): IncidenceAt {
  const { advanced, lost, open } = stays;
  const total = advanced.length + lost.length + open.all.length - open.without.length;
  if (spareRanks.length < advanced.length + lost.length)
    spareRanks = new Int32Array(advanced.length + lost.length);
  // open stays that ended before each advance, and before each loss
  const beforeAdvance = spareRanks.subarray(0, advanced.length).fill(0);
  const beforeLoss = spareRanks.subarray(advanced.length, advanced.length + lost.length).fill(0);
  for (const [values, ranks] of [
    [advanced, beforeAdvance],
    [lost, beforeLoss],
  ] as const) {
    if (open.placed === undefined) rank(values, open.all, ranks, 1);
    else
      for (let index = 0; index < values.length; index++)
        ranks[index] = placeBelow(open.placed, values[index] as number);
    rank(values, open.without, ranks, -1);
  }
  const at = new Float64Array(times.length);
  let asked = 0;
  let askedTime = times[0] ?? NO_MORE;
  let median = -1;
  let l = 0;
  let nextLoss = lost.length > 0 ? (lost[0] as number) : NO_MORE;
  let surviving = 1;
  let byAdvance = 0;
  for (let a = 0; a < advanced.length; a++) {
    const time = advanced[a] as number;
    while (nextLoss < time) {
      surviving -= surviving / (total - a - l - (beforeLoss[l] as number));
      l++;
      nextLoss = l < lost.length ? (lost[l] as number) : NO_MORE;
    }
    while (time > askedTime) {
      at[asked++] = byAdvance;
      askedTime = times[asked] ?? NO_MORE;
    }
    const one = surviving * (1 / (total - a - l - (beforeAdvance[a] as number)));
    byAdvance += one;
    surviving -= one;
    if (median < 0 && byAdvance >= HALF) median = time;
  }
  at.fill(byAdvance, asked);
  const seen = watched(stays);
  return {
    advanced: times.map((time, index) => (knownAt(seen, entered, time) ? (at[index] as number) : null)),
    median: median < 0 ? null : median,
  };
}

/** Longest stay that is not finished, 0 where there is none. */
function lastOpen({ all, without }: Stays['open']): number {
  let left = without.length;
  for (let index = all.length - 1; index >= 0; index--) {
    if (left > 0 && without[left - 1] === all[index]) left--;
    else return all[index] as number;
  }
  return 0;
}

/** Index of the last step at or before a time, −1 before the first. */
export function stepAt(curve: Incidence, time: number): number {
  let low = 0;
  let high = curve.steps;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((curve.times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether an incidence is known at a time: somebody entered, and nobody was left unfinished before it.
 * @param entered number of stays
 */
export function knownAt(curve: Watched, entered: number, time: number): boolean {
  return entered > 0 && (curve.complete || time <= curve.longest);
}

/** Smallest time at which the incidence of advancing reaches one half (within 1e-9); null when it never does. */
export function medianTime(curve: Incidence): number | null {
  for (let step = 0; step < curve.steps; step++) {
    if ((curve.advanced[step] as number) >= HALF) return curve.times[step] as number;
  }
  return null;
}
