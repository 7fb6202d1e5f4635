/**
 * Quantile by linear interpolation between order statistics (type 7 of R. J. Hyndman, Y. Fan, "Sample quantiles in
 * statistical packages", The American Statistician 50 (1996); `quantile_cont` of databases).
 * @param sorted ascending values
 * @param share 0..1
 * @returns the quantile, or null of no values
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return below === position ? low : low + (high - low) * (position - below);
}

/** @returns the arithmetic mean, or null of no values */
export function mean(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return sum / values.length;
}
