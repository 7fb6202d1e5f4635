/** Interval of the difference of two rates. */
import { chiSquareTail } from './chi-square.ts';
import { Z95 } from './wilson.ts';

/** A rate as its counts. */
export interface Counts {
  readonly converted: number;
  readonly eligible: number;
}

/** A difference of two rates with its interval, −1..1. */
export interface RateDifference {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

function scoreBounds(
  { converted, eligible }: Counts,
  z: number,
): { rate: number; low: number; high: number } {
  const rate = converted / eligible;
  const spread = 1 + (z * z) / eligible;
  const centre = (rate + (z * z) / (2 * eligible)) / spread;
  const half = (z * Math.sqrt((rate * (1 - rate)) / eligible + (z / (2 * eligible)) ** 2)) / spread;
  return { rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Difference `a − b` of the rates of two independent groups, by Newcombe's hybrid score method (number 10, without
 * continuity correction).
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998).
 * @param z quantile of the standard normal; 1.959964 gives 95 %
 * @returns null where one group is empty
 */
export function newcombe(a: Counts, b: Counts, z: number = Z95): RateDifference | null {
  if (a.eligible === 0 || b.eligible === 0) return null;
  const first = scoreBounds(a, z);
  const second = scoreBounds(b, z);
  const difference = first.rate - second.rate;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(first.rate - first.low, second.high - second.rate)),
    high: Math.min(1, difference + Math.hypot(first.high - first.rate, second.rate - second.low)),
  };
}

/** Largest quantile that is tried: the chance beyond it is the smallest number there is. */
const LARGEST_Z = 38;
/** Halvings of the span of quantiles: more would change nothing. */
const HALVINGS = 60;

/**
 * How likely a difference as large is by chance though the rates are alike: the level at which Newcombe's interval just
 * reaches zero, so that the interval of 95 % leaves zero out exactly where this is below 0.05.
 * @returns 0..1; null where one group is empty
 */
export function differenceChance(a: Counts, b: Counts): number | null {
  const plain = newcombe(a, b);
  if (plain === null) return null;
  if (plain.difference === 0) return 1;
  const holdsZero = (z: number): boolean => {
    const { low, high } = newcombe(a, b, z) as RateDifference;
    return low <= 0 && high >= 0;
  };
  let low = 0;
  let high = LARGEST_Z;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (holdsZero(middle)) high = middle;
    else low = middle;
  }
  return chiSquareTail(high * high, 1);
}

/** Quantiles for Bonferroni's correction: two-sided 95 % over 1, 2, … 8 comparisons together. */
const BONFERRONI_Z = [Z95, 2.241403, 2.39398, 2.497705, 2.575829, 2.638257, 2.69011, 2.734369] as const;

/**
 * The quantile with which each of several intervals holds at least so well that all of them hold together at 95 %.
 * Source: C. E. Bonferroni's inequality. From nine comparisons on an upper bound of the exact quantile is used.
 * @param comparisons how many differences are looked at
 */
export function bonferroniZ(comparisons: number): number {
  const exact = BONFERRONI_Z[Math.max(1, comparisons) - 1];
  // P(|Z| > z) ≤ exp(−z²/2), which solved for z never claims too much
  return exact ?? Math.sqrt(2 * Math.log(comparisons / 0.05));
}
