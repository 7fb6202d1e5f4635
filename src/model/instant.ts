/**
 * How instants are kept in typed arrays: whole seconds since 1970 less `INSTANT_BASE`, so that every readable date
 * (1970 to 2105, in any zone) fits an Int32. A missing instant is `NEVER`, later than all others, so that "at or
 * before" and "the earlier of two" need no special case.
 */

/** Seconds since 1970 of the stored instant 0: 2³¹ less two days, room for dates of 1970 in zones east of Greenwich. */
export const INSTANT_BASE = 2_147_310_848;
/** The stored instant that means "missing". */
export const NEVER = 2_147_483_647;
/** Seconds of a day. Durations are elapsed time. */
export const DAY = 86_400;

/**
 * @param seconds whole seconds since 1970
 * @returns the stored instant
 */
export function storeInstant(seconds: number): number {
  return seconds - INSTANT_BASE;
}

/**
 * @param instant a stored instant, not `NEVER`
 * @returns whole seconds since 1970
 */
export function instantSeconds(instant: number): number {
  return instant + INSTANT_BASE;
}
