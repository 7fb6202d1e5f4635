/**
 * Random numbers from a seed. Only operations that IEEE 754 defines to the last bit are used, so that every version of
 * every engine draws the same.
 */

/**
 * e to the power of x, from its series: engines differ in the last bit of `Math.exp`.
 * @param {number} x
 */
export function exponential(x) {
  const reduced = x / 1024;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 12; n += 1) {
    term = (term * reduced) / n;
    sum += term;
  }
  for (let n = 0; n < 10; n += 1) sum *= sum;
  return sum;
}

/**
 * @typedef {object} Random
 * @property {() => number} unit from 0 to below 1
 * @property {(low: number, high: number) => number} between a real number
 * @property {(low: number, high: number) => number} integer both ends included
 * @property {(probability: number) => boolean} chance
 * @property {<T>(items: readonly T[]) => T} pick
 * @property {<T>(items: readonly (readonly [T, number])[]) => T} weighted by the second of each pair
 * @property {(median: number, spread: number) => number} skewed log-normal by its median; spread is the sigma of the logarithm
 * @property {(mean: number) => number} count Poisson
 */

/**
 * @param {number} seed a whole number
 * @returns {Random} sfc32 (Chris Doty-Humphrey, PractRand)
 */
export function randomFrom(seed) {
  let [a, b, c, d] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const unit = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 15; warmUp += 1) unit();

  /** @param {readonly unknown[]} items */
  const index = (items) => Math.floor(unit() * items.length);
  /** Sum of twelve uniform numbers: near enough to a normal one, without logarithm and cosine. */
  const normal = () => {
    let sum = -6;
    for (let n = 0; n < 12; n += 1) sum += unit();
    return sum;
  };
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    integer: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[index(items)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
    weighted: (items) => {
      let left = unit() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      const last = items.at(-1);
      if (last === undefined) throw new RangeError('Nothing to pick from');
      return last[0];
    },
    skewed: (median, spread) => median * exponential(spread * normal()),
    count: (mean) => {
      const limit = exponential(-mean);
      let [drawn, product] = [0, unit()];
      while (product > limit) {
        drawn += 1;
        product *= unit();
      }
      return drawn;
    },
  };
}
