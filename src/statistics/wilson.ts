/** The interval of a rate. This room holds statistics, each with its source; it imports nothing of ours. */

/** Quantile of the standard normal for a two-sided 95 % interval. */
export const Z95 = 1.959964;

/**
 * Wilson score interval of a binomial rate at 95 %.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 * @param converted successes
 * @param eligible trials
 * @returns bounds 0..1, or null without trials
 */
export function wilson(converted: number, eligible: number): { low: number; high: number } | null {
  if (eligible === 0) return null;
  const rate = converted / eligible;
  const square = Z95 * Z95;
  const spread = 1 + square / eligible;
  const centre = (rate + square / (2 * eligible)) / spread;
  const half =
    (Z95 * Math.sqrt((rate * (1 - rate)) / eligible + square / (4 * eligible * eligible))) / spread;
  // at the ends the exact bound is 0 or 1, which rounding would miss by an ulp
  return {
    low: converted === 0 ? 0 : Math.max(0, centre - half),
    high: converted === eligible ? 1 : Math.min(1, centre + half),
  };
}
