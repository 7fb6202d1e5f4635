import { expect, test } from 'vitest';
import { holm } from '../../src/statistics/holm.ts';
import { differenceChance, newcombe } from '../../src/statistics/newcombe.ts';

test('each difference is held against what is left of the level, and the first that fails ends it', () => {
  // worked as in Holm 1979: 0.005 ≤ 0.05/4 and 0.01 ≤ 0.05/3, but 0.03 > 0.05/2, which also ends it for 0.04
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([true, false, false, true]);
  expect(holm([0.04])).toEqual([true]);
  expect(holm([0.04, 0.03])).toEqual([false, false]);
  expect(holm([null, 0.01, null, 0.6])).toEqual([false, true, false, false]);
  expect(holm([0.009, 0.2], 0.01)).toEqual([false, false]);
  expect(holm([])).toEqual([]);
});

test('the chance of a difference is the level at which its interval reaches zero', () => {
  const a = { converted: 56, eligible: 70 };
  const b = { converted: 48, eligible: 80 };
  const chance = differenceChance(a, b) as number;
  // Newcombe 1998, table II: 0.0524 … 0.3339 at 95 %, so the chance is below 5 %
  expect(chance).toBeGreaterThan(0.001);
  expect(chance).toBeLessThan(0.05);
  expect(differenceChance(b, a)).toBeCloseTo(chance, 12);
  expect(differenceChance(a, a)).toBe(1);
  expect(differenceChance(a, { converted: 0, eligible: 0 })).toBe(null);
  const even = { converted: 50, eligible: 100 };
  for (const converted of [51, 55, 60, 63, 64, 65, 70, 90]) {
    const other = { converted, eligible: 100 };
    const isBeyond = (differenceChance(other, even) as number) < 0.05;
    expect(isBeyond).toBe((newcombe(other, even)?.low ?? 0) > 0);
  }
});

test('the chance is close to that of the plain normal test where both groups are large', () => {
  // z of the pooled test: 0.02 / √(0.2 × 0.8 × 2 / 10,000) = 3.5355, two-sided 0.000407
  const chance = differenceChance(
    { converted: 2100, eligible: 10_000 },
    { converted: 1900, eligible: 10_000 },
  ) as number;
  expect(chance).toBeGreaterThan(0.00038);
  expect(chance).toBeLessThan(0.00044);
  const certain = differenceChance(
    { converted: 900_000, eligible: 1_000_000 },
    { converted: 100, eligible: 1_000_000 },
  ) as number;
  expect(certain).toBeGreaterThanOrEqual(0);
  expect(certain).toBeLessThan(1e-200);
});
