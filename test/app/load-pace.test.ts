import { expect, test } from 'vitest';
import { followPace } from '../../src/app/load-pace.ts';

/** What is said of a load at each moment: [seconds, share]. */
function said(moments: readonly (readonly [number, number])[]): (number | null)[] {
  let now = 100;
  const pace = followPace(() => now);
  return moments.map(([at, share]) => {
    now = 100 + at;
    const left = pace.left(share);
    return left === null ? null : Math.round(left * 100) / 100;
  });
}

test('nothing is said in the first three seconds, and nothing without a pace', () => {
  const first = [
    [0, 0],
    [1, 0.1],
    [2.9, 0.5],
  ] as const;
  expect(said(first)).toEqual([null, null, null]);
  expect(said([[5, 0.5]])).toEqual([null]);
  const still = [
    [3, 0.5],
    [6, 0.5],
  ] as const;
  expect(said(still)).toEqual([null, null]);
});

test('the pace is that of the last seconds, not that since the start', () => {
  // ten seconds of fetching, then a tenth a second
  const load = [0, 1, 2, 3, 4, 5].map((second) => [10 + second, second / 10] as const);
  expect(said([[0, 0], ...load])).toEqual(
    [null, null, null, 10, 9, 8, 7].map((left) => left && expect.closeTo(left)),
  );
});

test('small files at the beginning make no pace, and what was slower before is forgotten', () => {
  const load = [
    [12, 0.16],
    [14, 0.163],
    [18, 0.6],
    [20, 0.8],
    [21, 0.9],
  ] as const;
  const left = said(load);
  expect(left.slice(0, 2)).toEqual([null, null]);
  // a tenth a second since 18
  expect(left[4]).toBeCloseTo(3);
});

test('when all is read nothing is said', () => {
  const load = [
    [0, 0.1],
    [4, 0.5],
    [8, 1],
  ] as const;
  expect(said(load)).toEqual([null, 7, null]);
});
