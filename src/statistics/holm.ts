/** Which of several differences are beyond noise when all of them are looked at together. */

/**
 * Holm's step-down correction: holds the chance of a single false alarm among all tests at `level`, however the tests
 * hang together.
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 * @param pValues 0..1 each; null where there was nothing to test, which counts as no test
 * @param level 0..1
 * @returns for each whether it is beyond noise
 */
export function holm(pValues: readonly (number | null)[], level = 0.05): boolean[] {
  const order = pValues
    .flatMap((value, place) => (value === null ? [] : [{ value, place }]))
    .toSorted((a, b) => a.value - b.value);
  const beyond = pValues.map(() => false);
  for (const [rank, { value, place }] of order.entries()) {
    if (value > level / (order.length - rank)) break;
    beyond[place] = true;
  }
  return beyond;
}
