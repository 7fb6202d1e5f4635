/** Ends and ticks of axes: round numbers that a reader reads off at once. */

const RATE_ENDS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1] as const;

/** The upper end of an axis of rates: the smallest round rate that nothing passes. At most 1. */
export function rateAxisEnd(highest: number): number {
  return RATE_ENDS.find((end) => highest <= end + 1e-9) ?? 1;
}

/** The upper end of an axis of counts: a round number that nothing passes, at least 1. */
export function countAxisEnd(highest: number): number {
  if (highest <= 1) return 1;
  if (highest <= 10) return highest;
  const power = 10 ** Math.floor(Math.log10(highest));
  return (
    [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((times) => times * power).find((end) => highest <= end) ?? highest
  );
}

/**
 * Whole days at which an axis of elapsed time is labelled, 0 and a last one within the range included.
 * @param lastDay end of the axis
 */
export function dayTicks(lastDay: number): readonly number[] {
  const step = [1, 2, 7, 10, 15, 30, 45, 60].find((days) => lastDay / days <= 7) ?? 90;
  const ticks: number[] = [];
  for (let day = 0; day <= lastDay; day += step) ticks.push(day);
  return ticks;
}
