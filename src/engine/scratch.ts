/**
 * Arrays that are written, read and forgotten within one function. Fresh memory costs a page fault every 4 kB, which is
 * most of the time of a pass over a large array, so the same ones serve again.
 */
const kept = new Map<string, Int32Array>();

/**
 * An array with whatever was in it before. Nothing that outlives the caller may hold it.
 * @param name of the use: two uses at one time need two names
 * @param length least length; the array given has exactly this one
 */
export function scratch(name: string, length: number): Int32Array {
  const before = kept.get(name);
  if (before !== undefined && before.length >= length && before.length <= 4 * length + 65_536)
    return before.subarray(0, length);
  const fresh = new Int32Array(length);
  kept.set(name, fresh);
  return fresh;
}
