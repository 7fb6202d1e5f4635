import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chiSquareTail } from '../../src/statistics/chi-square.ts';
import { grayTest, type GroupStays } from '../../src/statistics/gray-test.ts';

const sorted = (values: readonly number[]): Int32Array => Int32Array.from(values).sort();

/** Stays in whole units: `12a` advanced after 12, `7l` was lost, `90o` is open. */
function stays(text: string): GroupStays {
  const ended = (ending: string): Int32Array =>
    sorted(
      text
        .split(/\s+/)
        .filter((stay) => stay.endsWith(ending))
        .map((stay) => Number(stay.slice(0, -1))),
    );
  return { advanced: ended('a'), lost: ended('l'), open: ended('o') };
}

/** The same stays with the two ends exchanged. */
const exchanged = ({ advanced, lost, open }: GroupStays): GroupStays => ({
  advanced: lost,
  lost: advanced,
  open,
});

// 177 transplants for acute leukaemia, times in hundredths of a month: L. Scrucca, A. Santucci, F. Aversa, "Regression
// modeling of competing risk using R: an in depth guide for clinicians", Bone Marrow Transplantation 45 (2010).
const LYMPHOBLASTIC = stays(
  '27l 37l 40l 67l 87l 110a 110l 123a 143l 147l 167a 170a 170l 180a 187a 200a 223a 223l 240a 253a 270l 280l 287a 307a 323l 330l 343l 357a 363a 363l 407a 417l 423a 537a 543l 600l 603l 613a 660l 747l 750l 753a 757a 763a 793a 800l 817l 863a 943a 1030a 1053l 1217l 1307a 1613o 1683o 1723a 1990o 2083a 2403l 2477o 2920o 3550o 4367o 4530o 5660o 7183o 7293o 8260o 11223o 12110o 12390o 12483o 13177o',
);
const MYELOID = stays(
  '13l 87l 100l 120a 123l 130a 147l 160a 177l 187a 197l 200l 203a 230a 230l 253a 280l 283l 303a 317l 340l 347l 350l 357l 357l 360l 370l 390l 393l 420a 440l 440l 457l 457l 473a 480l 500a 523l 527l 560a 563a 570a 587a 600a 607a 610l 620a 630l 633l 663a 670l 700a 720l 720l 763a 763l 860l 873l 880l 900l 913a 917l 920l 950a 963l 997o 997l 1020o 1090l 1180l 1227a 1257a 1380l 1450o 1517o 1660o 2093l 2613o 2853a 2870o 2990o 3263o 3500a 3550o 4130o 4217a 4250o 4320o 4927o 5800o 5823o 5917o 6780o 6883o 7020o 7603o 7700o 8167o 8510o 10613o 11037o 11293o 11410o 11470o',
);

test('relapse and death after transplant as published for cmprsk', () => {
  const relapse = grayTest([LYMPHOBLASTIC, MYELOID]);
  expect(relapse?.statistic).toBeCloseTo(2.8623325, 6);
  expect(relapse?.p).toBeCloseTo(0.09067592, 7);
  expect(relapse?.degrees).toBe(1);
  const death = grayTest([exchanged(LYMPHOBLASTIC), exchanged(MYELOID)]);
  expect(death?.statistic).toBeCloseTo(0.4481279, 6);
  expect(death?.p).toBeCloseTo(0.50322531, 7);
});

test('tails of the chi-square distribution as in tables', () => {
  // M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", table 26.8
  for (const [value, degrees, chance] of [
    [3.84146, 1, 0.05],
    [10.8276, 1, 0.001],
    [0.454936, 1, 0.5],
    [5.99146, 2, 0.05],
    [7.81473, 3, 0.05],
    [16.2662, 3, 0.001],
    [12.5916, 6, 0.05],
    [6.34581, 7, 0.5],
  ] as const)
    expect(chiSquareTail(value, degrees) / chance).toBeCloseTo(1, 4);
  expect(chiSquareTail(0, 1)).toBe(1);
  expect(chiSquareTail(0, 4)).toBe(1);
  // both ways to the error function meet
  expect(chiSquareTail(8 - 1e-9, 1) / chiSquareTail(8 + 1e-9, 1)).toBeCloseTo(1, 8);
});

/** Uniform numbers 0..1 from a seed. */
function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Random stays: share that would advance rather than be lost, mean time in days, longest watch. */
function draw(random: () => number, count: number, share: number, mean: number, watch: number): GroupStays {
  const ended: { advanced: number[]; lost: number[]; open: number[] } = { advanced: [], lost: [], open: [] };
  for (let index = 0; index < count; index++) {
    const time = Math.floor(-Math.log(1 - random()) * mean * 86_400);
    const watched = Math.floor(random() * watch * 86_400);
    const ending = random() < share ? 'advanced' : 'lost';
    if (watched < time) ended.open.push(watched);
    else ended[ending].push(time);
  }
  return { advanced: sorted(ended.advanced), lost: sorted(ended.lost), open: sorted(ended.open) };
}

test('groups of one curve: chances are spread evenly; of two curves: they are small', () => {
  const random = uniform(7);
  const chances = Array.from(
    { length: 400 },
    () => grayTest([draw(random, 80, 0.5, 20, 60), draw(random, 140, 0.5, 20, 90)])?.p as number,
  );
  // 400 draws: the share below each level is within four standard errors of it
  for (const level of [0.05, 0.25, 0.5, 0.75]) {
    const share = chances.filter((p) => p < level).length / chances.length;
    expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / chances.length));
  }
  const three = Array.from(
    { length: 300 },
    () => grayTest([1, 2, 3].map((group) => draw(random, 60 * group, 0.6, 30, 60)))?.p as number,
  );
  const below = three.filter((p) => p < 0.05).length / three.length;
  expect(below).toBeGreaterThan(0.01);
  expect(below).toBeLessThan(0.1);
  const apart = grayTest([draw(random, 200, 0.3, 20, 90), draw(random, 200, 0.7, 20, 90)]);
  expect(apart?.p).toBeLessThan(1e-6);
});

/** The log-rank test of two groups, plainly. Source: N. Mantel, Cancer Chemotherapy Reports 50 (1966). */
function logRank(a: GroupStays, b: GroupStays): { score: number; statistic: number } {
  const times = [...new Set([...a.advanced, ...b.advanced])];
  let score = 0;
  let variance = 0;
  const from = (values: Int32Array, time: number): number => values.filter((value) => value >= time).length;
  for (const time of times) {
    const [n, m] = [a, b].map((group) => from(group.advanced, time) + from(group.open, time)) as [
      number,
      number,
    ];
    const [d, e] = [a, b].map((group) => group.advanced.filter((value) => value === time).length) as [
      number,
      number,
    ];
    const all = n + m;
    score += d - ((d + e) * n) / all;
    if (all > 1) variance += ((d + e) * n * m * (all - d - e)) / (all * all * (all - 1));
  }
  return { score, statistic: score ** 2 / variance };
}

test('without competing ends it is the log-rank test, but for its own estimate of the variance', () => {
  const random = uniform(11);
  for (let run = 0; run < 6; run++) {
    const groups = [draw(random, 400, 1, 20, 60), draw(random, 500, 1, 20, 60)] as const;
    const gray = grayTest(groups)?.statistic as number;
    const { statistic } = logRank(...groups);
    expect(Math.abs(gray - statistic)).toBeLessThan(0.02 + 0.05 * statistic);
  }
});

const anyStays = fc
  .record({
    advanced: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 25 }),
    lost: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 15 }),
    open: fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 25 }),
  })
  .map(({ advanced, lost, open }) => ({
    advanced: sorted(advanced),
    lost: sorted(lost),
    open: sorted(open),
  }));

test('the order of groups, and the unit of time, change nothing; chances are 0..1', () => {
  fc.assert(
    fc.property(fc.array(anyStays, { minLength: 2, maxLength: 5 }), fc.nat(), (groups, turn) => {
      const first = grayTest(groups);
      const by = turn % groups.length;
      const turned = grayTest([...groups.slice(by), ...groups.slice(0, by)].toReversed());
      const scaled = grayTest(
        groups.map(({ advanced, lost, open }) => ({
          advanced: advanced.map((time) => time * 7),
          lost: lost.map((time) => time * 7),
          open: open.map((time) => time * 7),
        })),
      );
      expect(scaled).toEqual(first);
      expect(turned === null).toBe(first === null);
      if (first === null || turned === null) return;
      expect(first.p).toBeGreaterThanOrEqual(0);
      expect(first.p).toBeLessThanOrEqual(1);
      expect(turned.degrees).toBe(first.degrees);
      expect(Math.abs(turned.statistic - first.statistic)).toBeLessThan(1e-6 * (1 + first.statistic));
    }),
  );
});

test('a group held against itself does not differ; nothing is told from nothing', () => {
  const group = stays('3a 4a 9a 12a 5l 8l 30o 40o 2o');
  expect(grayTest([group, group])?.statistic).toBeCloseTo(0, 12);
  expect(grayTest([group, group])?.p).toBeCloseTo(1, 9);
  expect(grayTest([group])).toBeNull();
  expect(grayTest([stays(''), group])).toBeNull();
  expect(grayTest([stays('3o 4l'), stays('9o')])).toBeNull();
  // a group that left before anybody advanced is not compared
  expect(grayTest([group, stays('4a 11a 7l 22o'), stays('1o 2l')])?.degrees).toBe(1);
});
