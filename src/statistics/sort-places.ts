const DIGIT = 16;
const MASK = 0xffff;
/** Up to so many values the built-in sort is as quick. */
const FEW = 512;

/**
 * Places of values in their order: `values[result[0]]` is the first. Equal ones stay in the order of their places, and
 * NaN stands for missing, which comes last either way. Linear in the number of values.
 * @param descending the highest first
 */
export function sortPlaces(values: Float64Array, descending = false): Int32Array {
  const places = new Int32Array(values.length);
  let present = 0;
  for (let place = 0; place < values.length; place++)
    if (!Number.isNaN(values[place])) places[present++] = place;
  let last = present;
  for (let place = 0; place < values.length; place++) if (Number.isNaN(values[place])) places[last++] = place;
  const sign = descending ? -1 : 1;
  if (present <= FEW) {
    places
      .subarray(0, present)
      .sort((a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b);
    return places;
  }
  // the bits of a real grow with it once those of negative ones are turned over, and the sign of the others
  const reals = new Float64Array(values.length);
  for (let place = 0; place < reals.length; place++) reals[place] = sign * (values[place] as number) + 0;
  const halves = new Uint32Array(reals.buffer);
  for (let at = 0; at < halves.length; at += 2) {
    const high = halves[at + 1] as number;
    const isNegative = high >>> 31 === 1;
    halves[at + 1] = isNegative ? ~high : high ^ 0x8000_0000;
    if (isNegative) halves[at] = ~(halves[at] as number);
  }
  let from: Int32Array = places.subarray(0, present);
  let to: Int32Array = new Int32Array(present);
  const next = new Int32Array(MASK + 1);
  for (let digit = 0; digit < 4; digit++) {
    const half = digit >> 1;
    const shift = (digit & 1) * DIGIT;
    next.fill(0);
    for (let index = 0; index < present; index++) {
      const key = ((halves[2 * (from[index] as number) + half] as number) >>> shift) & MASK;
      next[key] = (next[key] as number) + 1;
    }
    const first = ((halves[2 * (from[0] as number) + half] as number) >>> shift) & MASK;
    if (next[first] === present) continue;
    let sum = 0;
    for (let key = 0; key <= MASK; key++) {
      const here = next[key] as number;
      next[key] = sum;
      sum += here;
    }
    for (let index = 0; index < present; index++) {
      const place = from[index] as number;
      const key = ((halves[2 * place + half] as number) >>> shift) & MASK;
      const target = next[key] as number;
      to[target] = place;
      next[key] = target + 1;
    }
    [from, to] = [to, from];
  }
  if (from.buffer !== places.buffer) places.set(from);
  return places;
}
