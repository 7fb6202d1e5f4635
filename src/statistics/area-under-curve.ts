/**
 * Probability that a positive scores higher than a negative, ties counted half (Mann–Whitney; J. A. Hanley,
 * B. J. McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982)).
 * @param positives scores of the positives, in any order; sorted in place
 * @param negatives scores of the negatives, in any order; sorted in place
 * @param tie scores that differ by no more are ties
 * @returns 0..1, or null where either side is empty
 */
export function areaUnderCurve(positives: Float64Array, negatives: Float64Array, tie: number): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  positives.sort();
  negatives.sort();
  let below = 0;
  let upTo = 0;
  let sum = 0;
  for (const score of positives) {
    while (below < negatives.length && (negatives[below] as number) < score - tie) below++;
    while (upTo < negatives.length && (negatives[upTo] as number) <= score + tie) upTo++;
    sum += below + (upTo - below) / 2;
  }
  return sum / positives.length / negatives.length;
}
