/**
 * Cumulative incidence of leaving a state when two ends compete and some stays are not finished.
 * Source: O. O. Aalen, S. Johansen, "An empirical transition matrix for nonhomogeneous Markov chains based on censored
 * observations", Scandinavian Journal of Statistics 5 (1978). At equal times events come before censorings.
 */

/** Stays of one state: ascending durations by how they ended, in one unit. */
export interface Stays {
  readonly advanced: Int32Array;
  readonly lost: Int32Array;
  /** stays not finished: all of one list but those of another, which is contained in it */
  readonly open: { readonly all: Int32Array; readonly without: Int32Array };
}

/** Steps of the incidence at the distinct times at which somebody advanced or was lost. */
export interface Incidence {
  readonly times: Int32Array;
  /** incidence of advancing from each time on, 0..1 */
  readonly advanced: Float64Array;
  /** incidence of being lost from each time on, 0..1 */
  readonly lost: Float64Array;
  /** variance of `advanced`, only where it was asked for */
  readonly variance: Float64Array | null;
  readonly steps: number;
  /** up to here somebody was watched; 0 without stays */
  readonly longest: number;
  /** nobody is left unfinished at `longest` */
  readonly complete: boolean;
}

/**
 * @param stays ascending durations
 * @param withVariance also compute the variance (Aalen–Johansen, the Greenwood-type formula of E. Marubini,
 *   M. G. Valsecchi, "Analysing Survival Data from Clinical Trials and Observational Studies", 1995, section 10.3)
 */
export function incidence(stays: Stays, withVariance = false): Incidence {
  const { advanced, lost, open } = stays;
  const stillOpen = open.all.length - open.without.length;
  const total = advanced.length + lost.length + stillOpen;
  const most = advanced.length + lost.length;
  const times = new Int32Array(most);
  const advancing = new Float64Array(most);
  const losing = new Float64Array(most);
  const variance = withVariance ? new Float64Array(most) : null;
  let steps = 0;
  let a = 0;
  let l = 0;
  let o = 0;
  let w = 0;
  let surviving = 1;
  let byAdvance = 0;
  let byLoss = 0;
  // Var F(t) = Σ (F(t)−F(i))² g + Σ S² h − 2 Σ (F(t)−F(i)) c, kept as sums of the powers of F(i)
  let g0 = 0;
  let g1 = 0;
  let g2 = 0;
  let h0 = 0;
  let c0 = 0;
  let c1 = 0;
  while (a < advanced.length || l < lost.length) {
    const nextAdvance = a < advanced.length ? (advanced[a] as number) : Infinity;
    const nextLoss = l < lost.length ? (lost[l] as number) : Infinity;
    const time = Math.min(nextAdvance, nextLoss);
    while (o < open.all.length && (open.all[o] as number) < time) o++;
    while (w < open.without.length && (open.without[w] as number) < time) w++;
    const atRisk = total - a - l - (o - w);
    let advances = 0;
    while (a < advanced.length && advanced[a] === time) {
      a++;
      advances++;
    }
    let losses = 0;
    while (l < lost.length && lost[l] === time) {
      l++;
      losses++;
    }
    const events = advances + losses;
    byAdvance += (surviving * advances) / atRisk;
    byLoss += (surviving * losses) / atRisk;
    if (variance) {
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
    surviving *= 1 - events / atRisk;
    times[steps] = time;
    advancing[steps] = byAdvance;
    losing[steps] = byLoss;
    steps++;
  }
  const last = (values: Int32Array): number =>
    values.length === 0 ? 0 : (values[values.length - 1] as number);
  const longestOpen = lastOpen(open);
  const longest = Math.max(last(advanced), last(lost), longestOpen);
  const complete = stillOpen === 0 || longestOpen < longest;
  return { times, advanced: advancing, lost: losing, variance, steps, longest, complete };
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
export function knownAt(curve: Incidence, entered: number, time: number): boolean {
  return entered > 0 && (curve.complete || time <= curve.longest);
}

/** Smallest time at which the incidence of advancing reaches one half (within 1e-9); null when it never does. */
export function medianTime(curve: Incidence): number | null {
  for (let step = 0; step < curve.steps; step++) {
    if ((curve.advanced[step] as number) >= 0.5 - 1e-9) return curve.times[step] as number;
  }
  return null;
}
