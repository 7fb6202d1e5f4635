/** Kept from sort to sort: fresh memory would cost more than the sort. */
let spare = new Int32Array();
const DIGITS = 3;
const WIDEST = 11;
const starts = Array.from({ length: DIGITS }, () => new Int32Array(1 << WIDEST));

/**
 * Sorts whole numbers 0 … 2³¹−1 in place, by three digits from the least. Linear in their number; many times as fast as
 * the built-in sort at 100,000 values, which the drag path needs. Three narrow digits beat two wide ones, since the places
 * that are written to at one time then fit the processor's nearest memory.
 * @param values not negative
 * @returns the same array
 */
export function sortWhole(values: Int32Array): Int32Array {
  const count = values.length;
  if (count < 256) return values.sort();
  let bits = 0;
  for (let index = 0; index < count; index++) bits |= values[index] as number;
  const width = Math.max(1, Math.ceil((32 - Math.clz32(bits)) / DIGITS));
  const size = 1 << width;
  const mask = size - 1;
  const [first, second, third] = starts as [Int32Array, Int32Array, Int32Array];
  for (const counts of starts) counts.fill(0, 0, size);
  for (let index = 0; index < count; index++) {
    const value = values[index] as number;
    const low = value & mask;
    const middle = (value >>> width) & mask;
    const high = value >>> (2 * width);
    first[low] = (first[low] as number) + 1;
    second[middle] = (second[middle] as number) + 1;
    third[high] = (third[high] as number) + 1;
  }
  if (spare.length < count) spare = new Int32Array(count);
  let from: Int32Array = values;
  let to: Int32Array = spare;
  for (let digit = 0; digit < DIGITS; digit++) {
    const places = starts[digit] as Int32Array;
    let sum = 0;
    for (let place = 0; place < size; place++) {
      const here = places[place] as number;
      places[place] = sum;
      sum += here;
    }
    const shift = digit * width;
    for (let index = 0; index < count; index++) {
      const value = from[index] as number;
      const key = (value >>> shift) & mask;
      const place = places[key] as number;
      to[place] = value;
      places[key] = place + 1;
    }
    [from, to] = [to, from];
  }
  values.set(from.subarray(0, count));
  return values;
}
