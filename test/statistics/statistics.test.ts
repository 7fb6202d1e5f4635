import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidence, incidenceAt, knownAt, stepAt } from '../../src/statistics/aalen-johansen.ts';
import { areaUnderCurve } from '../../src/statistics/area-under-curve.ts';
import { placed } from '../../src/statistics/places.ts';
import { mean, quantile } from '../../src/statistics/quantile.ts';
import { sortWhole } from '../../src/statistics/sort.ts';
import { wilson } from '../../src/statistics/wilson.ts';

const days = (...values: number[]): Int32Array => Int32Array.from(values);
const open = (...values: number[]) => ({ all: days(...values), without: days() });

test('Wilson interval of 15 of 148 as in Newcombe 1998, table I', () => {
  const interval = wilson(15, 148);
  expect(interval?.low).toBeCloseTo(0.0624, 4);
  expect(interval?.high).toBeCloseTo(0.1605, 4);
});

test('Wilson interval stays within 0..1, holds the rate, and is missing without trials', () => {
  expect(wilson(0, 0)).toBeNull();
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, share) => {
        const converted = Math.floor(n * share);
        const interval = wilson(converted, n);
        if (interval === null) return false;
        const rate = converted / n;
        return interval.low >= 0 && interval.high <= 1 && interval.low <= rate && rate <= interval.high;
      },
    ),
  );
});

test('quantiles interpolate between order statistics', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([7], 0.9)).toBe(7);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
  expect(mean([])).toBeNull();
  expect(mean([1, 2, 6])).toBe(3);
});

test('whole numbers are sorted as the built-in sort does', () => {
  const sizes = [0, 1, 255, 256, 3000, 20_000];
  for (const size of sizes) {
    let seed = size + 1;
    const values = Int32Array.from({ length: size }, () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return size % 2 === 0 ? seed : seed % 1000;
    });
    const expected = values.slice().sort();
    expect(sortWhole(values)).toEqual(expected);
  }
});

test('cumulative incidence of 2, 4, 6 advanced and 3, 10, 12, 20 open, worked by hand', () => {
  const curve = incidence({ advanced: days(2, 4, 6), lost: days(), open: open(3, 10, 12, 20) });
  // S: 6/7, then 6/7·4/5, then ·3/4
  expect(curve.advanced[stepAt(curve, 2)]).toBeCloseTo(1 / 7, 12);
  expect(curve.advanced[stepAt(curve, 5)]).toBeCloseTo(1 - (6 / 7) * (4 / 5), 12);
  expect(curve.advanced[stepAt(curve, 20)]).toBeCloseTo(1 - (6 / 7) * (4 / 5) * (3 / 4), 12);
  expect(stepAt(curve, 1)).toBe(-1);
  expect(knownAt(curve, 7, 20)).toBe(true);
  expect(knownAt(curve, 7, 21)).toBe(false);
});

test('a competing end takes its share: 10 advanced, 5 lost, 21 open, 38 advanced', () => {
  const curve = incidence({ advanced: days(3, 10, 38), lost: days(5), open: open(21) }, true);
  // at risk 5, 4, 3 and, after the open one, 1
  const step = stepAt(curve, 30);
  expect(curve.advanced[step]).toBeCloseTo(0.2 + 0.6 / 3, 12);
  expect(curve.lost[step]).toBeCloseTo(0.2, 12);
  expect(curve.advanced[stepAt(curve, 38)]).toBeCloseTo(0.8, 12);
  expect(knownAt(curve, 5, 9999)).toBe(true);
});

test('read at times, the incidence is that of the curve', () => {
  const stay = fc.array(fc.integer({ min: 0, max: 50 }));
  const times = [0, 7, 14, 30, 60];
  fc.assert(
    fc.property(stay, stay, stay, stay, (advanced, lost, left, gone) => {
      const sorted = (values: number[]): Int32Array => Int32Array.from(values).sort();
      const all = sorted([...left, ...gone]);
      const stays = {
        advanced: sorted(advanced),
        lost: sorted(lost),
        open: { all, without: sorted(gone) },
      };
      const entered = advanced.length + lost.length + left.length;
      const curve = incidence(stays);
      const read = incidenceAt(stays, times, entered);
      const byTable = { ...stays, open: { ...stays.open, placed: placed(all) } };
      expect(incidenceAt(byTable, times, entered)).toEqual(read);
      times.forEach((time, index) => {
        const step = stepAt(curve, time);
        const known = knownAt(curve, entered, time);
        const share = step < 0 ? 0 : (curve.advanced[step] as number);
        if (known) expect(read.advanced[index]).toBeCloseTo(share, 12);
        else expect(read.advanced[index]).toBeNull();
      });
      const half = curve.advanced.subarray(0, curve.steps).findIndex((share) => share >= 0.5 - 1e-9);
      expect(read.median).toBe(half < 0 ? null : curve.times[half]);
    }),
  );
});

test('without competition the variance is the Greenwood formula', () => {
  const curve = incidence({ advanced: days(1, 3, 4, 9), lost: days(), open: open(2, 5, 10) }, true);
  let sum = 0;
  let survival = 1;
  [
    [7, 1],
    [5, 1],
    [4, 1],
    [2, 1],
  ].forEach(([atRisk = 0, events = 0], step) => {
    survival *= 1 - events / atRisk;
    sum += events / (atRisk * (atRisk - events));
    expect(curve.variance?.[step]).toBeCloseTo(survival * survival * sum, 12);
  });
});

test('stays told as all but some are the same as stays told one by one', () => {
  const stay = fc.integer({ min: 0, max: 50 });
  fc.assert(
    fc.property(
      fc.array(stay),
      fc.array(stay),
      fc.array(stay),
      fc.array(stay),
      (advanced, lost, left, taken) => {
        const sorted = (values: number[]): Int32Array => Int32Array.from(values).sort();
        const ended = { advanced: sorted(advanced), lost: sorted(lost) };
        const direct = incidence({ ...ended, open: { all: sorted(left), without: days() } });
        const told = incidence({
          ...ended,
          open: { all: sorted([...left, ...taken]), without: sorted(taken) },
        });
        expect(told).toEqual(direct);
        const last = direct.steps - 1;
        if (last >= 0)
          expect((direct.advanced[last] as number) + (direct.lost[last] as number)).toBeLessThanOrEqual(
            1 + 1e-12,
          );
      },
    ),
  );
});

test('area under the curve counts pairs, ties half', () => {
  const score = fc.integer({ min: 0, max: 20 });
  expect(areaUnderCurve(Float64Array.of(), Float64Array.of(1), 1e-6)).toBeNull();
  fc.assert(
    fc.property(fc.array(score, { minLength: 1 }), fc.array(score, { minLength: 1 }), (won, other) => {
      let wins = 0;
      for (const a of won) for (const b of other) wins += a > b ? 1 : a === b ? 0.5 : 0;
      const area = areaUnderCurve(Float64Array.from(won), Float64Array.from(other), 1e-6);
      expect(area).toBeCloseTo(wins / won.length / other.length, 12);
    }),
  );
});
