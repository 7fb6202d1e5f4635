/** How long a load still takes, from the pace of its last seconds. */

/** A pace of less than this is noise: the engine and the first file are on their way, s. */
const FIRST_SECONDS = 3;
/** How far the pace looks back, s: the kinds of file are read at different paces. */
const LOOK_BACK = 4;
/** Least time between the two ends of a pace, s. */
const LEAST_SPAN = 1;

/** Follows one load. */
export interface LoadPace {
  /**
   * @param share 0..1 of its bytes at this moment
   * @returns seconds that the rest takes at the pace of the last seconds; null before there is one, and when all is read
   */
  readonly left: (share: number) => number | null;
}

/**
 * Begins to follow a load.
 * @param clock moves forward alone, seconds
 */
export function followPace(clock: () => number): LoadPace {
  const begin = clock();
  let seen: { readonly at: number; readonly share: number }[] = [];
  return {
    left(share) {
      const at = clock();
      // files that a question needs are read again from their beginning
      if (share < (seen.at(-1)?.share ?? 0)) seen = [];
      // while the engine and the files are fetched nothing is read
      if (share > 0) seen.push({ at, share });
      while (seen.length > 2 && (seen[0]?.at ?? at) < at - LOOK_BACK) seen.shift();
      const [first] = seen;
      if (first === undefined || at - begin < FIRST_SECONDS || at - first.at < LEAST_SPAN) return null;
      const gained = share - first.share;
      return gained <= 0 || share >= 1 ? null : ((1 - share) * (at - first.at)) / gained;
    },
  };
}
