/** Record-high scores of all leads, and how they grow while activities are scanned. */

/** Record-high engagement scores: those of lead i at `start[i] … start[i + 1] − 1`, by instant, strictly rising. */
export interface ScoreRecords {
  readonly start: Uint32Array;
  /** stored instants of evaluation points */
  readonly instant: Int32Array;
  /** engagement score there */
  readonly score: Float64Array;
  /** highest engagement score of each lead, −Infinity where it does not exist yet */
  readonly peak: Float64Array;
}

/** Records under way: arrays with room at the end. */
export interface GrowingRecords {
  readonly start: Uint32Array;
  readonly peak: Float64Array;
  instant: Int32Array;
  score: Float64Array;
}

/** Records without any, with room for a usual share of the activities. */
export function emptyRecords(leads: number, activities: number): GrowingRecords {
  const capacity = leads + Math.ceil(activities * 0.4) + 1024;
  return {
    start: new Uint32Array(leads + 1),
    peak: new Float64Array(leads).fill(-Infinity),
    instant: new Int32Array(capacity),
    score: new Float64Array(capacity),
  };
}

/** Makes room for at least `least` records. */
export function growRecords(records: GrowingRecords, least: number): void {
  const capacity = Math.ceil(records.instant.length * 1.3) + least;
  const instant = new Int32Array(capacity);
  instant.set(records.instant);
  records.instant = instant;
  const score = new Float64Array(capacity);
  score.set(records.score);
  records.score = score;
}

/**
 * Ends the scan.
 * @param size records written
 * @param leads leads scanned; those that follow do not exist at as-of
 */
export function finishRecords(records: GrowingRecords, size: number, leads: number): ScoreRecords {
  records.start.fill(size, leads);
  return {
    start: records.start,
    peak: records.peak,
    instant: records.instant.slice(0, size),
    score: records.score.slice(0, size),
  };
}
