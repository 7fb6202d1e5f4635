/**
 * Gray's test of whether groups have the same cumulative incidence of advancing, where being lost competes and some
 * stays are not finished.
 * Source: R. J. Gray, "A class of K-sample tests for comparing the cumulative incidence of a competing risk", The Annals
 * of Statistics 16 (1988), with ρ = 0: all times weigh alike. Ties as in the author's package cmprsk.
 */
import { chiSquareTail } from './chi-square.ts';

/** Stays of one group: ascending durations by how they ended, in one unit. */
export interface GroupStays {
  readonly advanced: Int32Array;
  readonly lost: Int32Array;
  readonly open: Int32Array;
}

/** Outcome of the test. */
export interface GrayTest {
  /** chi-square, 0 or more */
  readonly statistic: number;
  /** groups compared, less one */
  readonly degrees: number;
  /** chance of curves that differ as much though the groups are alike, 0..1 */
  readonly p: number;
}

/** Later than every duration. */
const NO_MORE = Infinity;
/** Smallest share of a pivot that is no mere rest of rounding. */
const NOTHING = 1e-10;

/** A group while time goes on; all but `atRisk`, `advances` and `losses` as just before the present time. */
interface Watched {
  readonly stays: GroupStays;
  a: number;
  l: number;
  o: number;
  atRisk: number;
  /** ends at the present time */
  advances: number;
  losses: number;
  /** share that neither advanced nor was lost */
  surviving: number;
  /** incidence of advancing */
  incidence: number;
}

const timeAt = (values: Int32Array, place: number): number =>
  place < values.length ? (values[place] as number) : NO_MORE;

function countAt(values: Int32Array, from: number, time: number): number {
  let place = from;
  while (place < values.length && values[place] === time) place++;
  return place - from;
}

/** Moves a group to a time: who is at risk there, and whose stay ends there. */
function moveTo(group: Watched, time: number): void {
  const { stays } = group;
  while (timeAt(stays.open, group.o) < time) group.o++;
  group.atRisk =
    stays.advanced.length - group.a + (stays.lost.length - group.l) + (stays.open.length - group.o);
  group.advances = countAt(stays.advanced, group.a, time);
  group.losses = countAt(stays.lost, group.l, time);
}

/** Goes past the present time. */
function goPast(group: Watched): void {
  if (group.atRisk > 0) {
    group.incidence += (group.surviving * group.advances) / group.atRisk;
    group.surviving *= (group.atRisk - group.advances - group.losses) / group.atRisk;
  }
  group.a += group.advances;
  group.l += group.losses;
}

/** Square matrix of zeros. */
const zeros = (size: number): Float64Array[] => Array.from({ length: size }, () => new Float64Array(size));

/** Adds `factor × x yᵗ`. */
function addOuter(to: Float64Array[], x: Float64Array, y: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) {
    const row = to[i] as Float64Array;
    for (let j = 0; j < y.length; j++)
      row[j] = (row[j] as number) + factor * (x[i] as number) * (y[j] as number);
  }
}

/**
 * The quadratic form `sᵗ V⁻¹ s`, by Gaussian elimination of a symmetric matrix.
 * @returns null where the matrix has no inverse
 */
function quadraticForm(scores: readonly number[], covariance: readonly (readonly number[])[]): number | null {
  const size = scores.length;
  const rows = covariance.map((row, index) => [...row, scores[index] as number]);
  const largest = Math.max(...rows.map((row, index) => row[index] as number));
  let form = 0;
  for (let pivot = 0; pivot < size; pivot++) {
    const own = rows[pivot] as number[];
    const diagonal = own[pivot] as number;
    if (!(diagonal > NOTHING * largest)) return null;
    form += (own[size] as number) ** 2 / diagonal;
    for (let below = pivot + 1; below < size; below++) {
      const row = rows[below] as number[];
      const share = (row[pivot] as number) / diagonal;
      for (let column = pivot; column <= size; column++)
        row[column] = (row[column] as number) - share * (own[column] as number);
    }
  }
  return form;
}

/** Share of a variance that is left when some of those at risk end at one time. */
const tieShare = (ends: number, atRisk: number): number =>
  ends > 1 ? Math.max(0, 1 - (ends - 1) / (atRisk - 1)) : 1;

/**
 * Tests whether the groups' curves of advancing differ.
 * @param groups two or more; those in which nobody is at risk when somebody advances are left out
 * @returns null where fewer than two groups are left, or nothing can be told from them
 */
export function grayTest(groups: readonly GroupStays[]): GrayTest | null {
  const firstAdvance = Math.min(...groups.map(({ advanced }) => timeAt(advanced, 0)));
  const isWatched = ({ advanced, lost, open }: GroupStays): boolean =>
    [advanced, lost, open].some((values) => (values.at(-1) ?? -1) >= firstAdvance);
  const watched = groups.filter(isWatched).map((stays): Watched => ({
    stays,
    a: 0,
    l: 0,
    o: 0,
    atRisk: 0,
    advances: 0,
    losses: 0,
    surviving: 1,
    incidence: 0,
  }));
  const size = watched.length;
  if (size < 2) return null;

  const scores = new Float64Array(size);
  // The covariance is Σ of two sorts of martingale increments in each group k: those of advancing and those of being
  // lost. Each weighs (w + C(∞) u) (w + C(∞) u)ᵗ, where C(∞) is known at the end only: hence three sums.
  const direct = zeros(size);
  const crossed = zeros(size);
  const squared = new Float64Array(size);
  const cumulated = zeros(size);
  const weights = zeros(size);
  const increment = new Float64Array(size);
  let pooled = 0;

  for (;;) {
    let time = NO_MORE;
    for (const { stays, a, l } of watched)
      time = Math.min(time, timeAt(stays.advanced, a), timeAt(stays.lost, l));
    if (time === NO_MORE) break;
    let advances = 0;
    /** Σ ĥ and Σ R̂ of the paper */
    let exposed = 0;
    let remaining = 0;
    for (const group of watched) {
      moveTo(group, time);
      advances += group.advances;
      if (group.atRisk === 0) continue;
      const exposure = group.atRisk / group.surviving;
      exposed += exposure;
      remaining += exposure * (1 - group.incidence);
    }
    // a pooled incidence of one leaves nobody to compare
    if (pooled >= 1 - 1e-12) break;
    const before = pooled;
    if (advances > 0) {
      pooled += advances / exposed;
      watched.forEach((one, i) => {
        const own = one.atRisk === 0 ? 0 : one.atRisk / one.surviving;
        scores[i] = (scores[i] as number) + one.advances - (advances * own * (1 - one.incidence)) / remaining;
        watched.forEach((other, j) => {
          const theirs = other.atRisk === 0 ? 0 : other.atRisk / other.surviving;
          const weight = (i === j ? own : 0) - (own * theirs) / exposed;
          (weights[i] as Float64Array)[j] = weight;
          const row = cumulated[i] as Float64Array;
          row[j] = (row[j] as number) + (weight * advances) / (exposed * (1 - before));
        });
      });
    }
    watched.forEach((group, k) => {
      const { atRisk, surviving, losses } = group;
      if (atRisk === 0) return;
      const left = (surviving * (atRisk - group.advances - losses)) / atRisk;
      /** adds increments of group k with `w = a − share × C`, `u = share` and this variance */
      const add = (own: number, share: number, variance: number): void => {
        for (let i = 0; i < size; i++)
          increment[i] =
            own * ((weights[i] as Float64Array)[k] as number) -
            share * ((cumulated[i] as Float64Array)[k] as number);
        addOuter(direct, increment, increment, variance);
        for (let i = 0; i < size; i++) {
          const row = crossed[i] as Float64Array;
          row[k] = (row[k] as number) + (increment[i] as number) * share * variance;
        }
        squared[k] = (squared[k] as number) + share * share * variance;
      };
      if (advances > 0) {
        const variance =
          (tieShare(advances, exposed * surviving) * surviving * advances) / (exposed * atRisk);
        add(1, left > 0 ? 1 - (1 - pooled) / left : 1, variance);
      }
      if (losses > 0 && left > 0) {
        const variance = (tieShare(losses, atRisk) * surviving * surviving * losses) / (atRisk * atRisk);
        add(0, (1 - pooled) / left, variance);
      }
    });
    watched.forEach(goPast);
  }

  const covariance = direct.map((row, i) =>
    Array.from(row, (value, j) => {
      let sum = value;
      for (let k = 0; k < size; k++) {
        const ci = (cumulated[i] as Float64Array)[k] as number;
        const cj = (cumulated[j] as Float64Array)[k] as number;
        sum += ci * cj * (squared[k] as number);
        sum += ci * ((crossed[j] as Float64Array)[k] as number);
        sum += cj * ((crossed[i] as Float64Array)[k] as number);
      }
      return sum;
    }),
  );
  const degrees = size - 1;
  const statistic = quadraticForm(
    Array.from(scores.subarray(0, degrees)),
    covariance.slice(0, degrees).map((row) => row.slice(0, degrees)),
  );
  return statistic === null ? null : { statistic, degrees, p: chiSquareTail(statistic, degrees) };
}
