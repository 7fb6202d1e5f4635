import { expect, test } from 'vitest';
import { bonferroniZ, newcombe } from '../../src/statistics/newcombe.ts';

// Newcombe 1998, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])('%i/%i − %i/%i has the published interval', (a, m, b, n, low, high) => {
  const difference = newcombe({ converted: a, eligible: m }, { converted: b, eligible: n });
  expect(difference?.difference).toBeCloseTo(a / m - b / n, 12);
  expect(difference?.low).toBeCloseTo(low, 4);
  expect(difference?.high).toBeCloseTo(high, 4);
});

test('an empty group has no difference', () => {
  expect(newcombe({ converted: 0, eligible: 0 }, { converted: 1, eligible: 2 })).toBeNull();
});

test('more comparisons widen the interval, and never suddenly narrow it', () => {
  const quantiles = Array.from({ length: 40 }, (_, index) => bonferroniZ(index + 1));
  expect(quantiles[0]).toBeCloseTo(1.959964, 6);
  expect(quantiles[3]).toBeCloseTo(2.497705, 6);
  expect(quantiles.every((z, index) => index === 0 || z > (quantiles[index - 1] ?? Infinity))).toBe(true);
});
