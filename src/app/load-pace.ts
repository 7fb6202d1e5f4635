/** How long a load still takes, from the pace of its last seconds. */

/** A pace of less than this is noise: the engine and the first file are on their way, s. */
const FIRST_SECONDS = 3;
/** How far the pace looks back, s: the kinds of file are read at different paces. */
const LOOK_BACK = 4;
/** Least time between the two ends of a pace, s. */
const LEAST_SPAN = 1;
/** Least share between them, as small files have no pace, or the time that makes up for it, s. */
const LEAST_SHARE = 0.1;
const LONG_SPAN = 10;
/** What comes after the reading, as a share of its time: columns and the first figures (measured on the sample). */
const AFTERWARDS = 0.2;

interface Moment {
  readonly at: number;
  readonly share: number;
}

function isPace(from: Moment, to: Moment): boolean {
  const span = to.at - from.at;
  const gained = to.share - from.share;
  return span >= LEAST_SPAN && gained > 0 && (gained >= LEAST_SHARE || span >= LONG_SPAN);
}

/** Whether the first moment is too long ago, and the second makes a pace without it. */
function canForget([first, second]: readonly Moment[], now: Moment): boolean {
  return first !== undefined && second !== undefined && first.at < now.at - LOOK_BACK && isPace(second, now);
}

/** Follows one load. */
export interface LoadPace {
  /**
   * @param share 0..1 of its bytes at this moment
   * @returns seconds that the rest of the load takes at the pace of the last seconds; null before there is one, and when
   * all is read
   */
  readonly left: (share: number) => number | null;
}

/**
 * Begins to follow a load.
 * @param clock moves forward alone, seconds
 */
export function followPace(clock: () => number): LoadPace {
  const begin = clock();
  let seen: Moment[] = [];
  return {
    left(share) {
      const at = clock();
      // files that a question needs are read again from their beginning
      if (share < (seen.at(-1)?.share ?? 0)) seen = [];
      // while the engine and the files are fetched nothing is read
      if (share > 0) seen.push({ at, share });
      while (canForget(seen, { at, share })) seen.shift();
      const [first] = seen;
      if (first === undefined || at - begin < FIRST_SECONDS || share >= 1) return null;
      if (!isPace(first, { at, share })) return null;
      return ((1 - share + AFTERWARDS) * (at - first.at)) / (share - first.share);
    },
  };
}
