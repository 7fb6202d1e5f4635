/** Upper tail of the chi-square distribution. */

/** Up to here the series of the error function is short, and from here on the continued fraction. */
const FAR = 2;
const FRACTION_TERMS = 120;

/**
 * Complementary error function of 0 or more.
 * Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 7.1.6 below 2, 7.1.14 above.
 */
function complementaryError(x: number): number {
  const scale = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < FAR) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * scale * sum;
  }
  let fraction = x;
  for (let n = FRACTION_TERMS; n > 0; n--) fraction = x + n / 2 / fraction;
  return scale / fraction;
}

/**
 * Chance that a chi-square variable exceeds a value. With one degree of freedom and the square of z it is the two-sided
 * chance of a standard normal beyond ±z.
 * Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 26.4.4 and 26.4.5.
 * @param value 0 or more
 * @param degrees of freedom, a whole number from 1
 * @returns 0..1
 */
export function chiSquareTail(value: number, degrees: number): number {
  const half = value / 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? 2 * Math.sqrt(half / Math.PI) : 1;
  let sum = 0;
  for (let power = isOdd ? 3 : 2; power <= degrees; power += 2) {
    sum += term;
    term *= half / (power / 2);
  }
  return Math.min(1, (isOdd ? complementaryError(Math.sqrt(half)) : 0) + Math.exp(-half) * sum);
}
