/** Section `timeToConvert`: how long the converted of each step took. */
import { DAY, NEVER } from '../model/instant.ts';
import type { TimeToConvert } from '../model/metrics-document.ts';
import { CONVERT_DAYS } from '../model/metrics-document.ts';
import { STAGES, STEPS } from '../model/stages.ts';
import { quantile } from '../statistics/quantile.ts';
import { sortWhole } from '../statistics/sort.ts';
import { countBelow } from './open-ages.ts';
import { windowSeconds, type View } from './steps.ts';

/** Seconds from entry to entry of those that a step counts as converted, ascending. */
function conversions({ entries, population, windowDays }: View, step: number): Int32Array {
  const [from, to] = STEPS[step] as (typeof STEPS)[number];
  const entered = entries.at[STAGES.indexOf(from)] as Int32Array;
  const left = entries.at[STAGES.indexOf(to)] as Int32Array;
  const window = windowSeconds(windowDays, step) ?? Infinity;
  const seconds = new Int32Array(entries.count);
  let count = 0;
  for (let place = 0; place < entries.count; place++) {
    const entry = entered[place] as number;
    const exit = left[place] as number;
    if (entry === NEVER || exit === NEVER) continue;
    const isMature = window === Infinity || entry <= population.asOf - window;
    if (isMature && exit - entry <= window) seconds[count++] = exit - entry;
  }
  return sortWhole(seconds.subarray(0, count));
}

/** Quantiles and fixed bins of every step; those converted within the window where there is one. */
export function timeToConvertSection(view: View): TimeToConvert[] {
  return STEPS.map(([from, to], step) => {
    const seconds = conversions(view, step);
    const days = (share: number): number | null => {
      const value = quantile(seconds, share);
      return value === null ? null : value / DAY;
    };
    const below = CONVERT_DAYS.map((day) => countBelow(seconds, day * DAY));
    return {
      from,
      to,
      converted: seconds.length,
      p10Days: days(0.1),
      p25Days: days(0.25),
      medianDays: days(0.5),
      p75Days: days(0.75),
      p90Days: days(0.9),
      leads: CONVERT_DAYS.map((_, bin) => (below[bin + 1] ?? seconds.length) - (below[bin] as number)),
    };
  });
}
