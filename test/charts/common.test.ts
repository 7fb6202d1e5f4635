import { expect, test } from 'vitest';
import { countAxisEnd, dayTicks, rateAxisEnd } from '../../src/charts/common/axis.ts';
import { ageInDays, periodsBetween } from '../../src/charts/common/cohort-calendar.ts';
import { emptyReason } from '../../src/charts/common/steps.ts';
import { caseDocument } from './cases.ts';
import { documentOf, simulatedDocument } from './simulated-document.ts';

test('an axis of time has the periods that a document leaves out', () => {
  expect(periodsBetween(['2023-11', '2024-02'])).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
  expect(periodsBetween(['2023-Q4', '2024-Q2'])).toEqual(['2023-Q4', '2024-Q1', '2024-Q2']);
  expect(periodsBetween(['2020-W52', '2021-W02'])).toEqual(['2020-W52', '2020-W53', '2021-W01', '2021-W02']);
  expect(periodsBetween(['2024-W52', '2025-W02'])).toEqual(['2024-W52', '2025-W01', '2025-W02']);
  expect(periodsBetween([])).toEqual([]);
});

test('cohorts of the reference cases lie on their own axis', () => {
  for (const name of ['random-100', 'random-102', 'random-104']) {
    const cohorts = (caseDocument(name).cohorts ?? []).map(({ cohort }) => cohort);
    const periods = periodsBetween(cohorts);
    expect(cohorts.every((cohort) => periods.includes(cohort))).toBe(true);
    expect(new Set(periods).size).toBe(periods.length);
  }
});

test('a cohort ages from the end of its period', () => {
  expect(ageInDays('2024-02', '2024-03-11T00:00:00.000Z')).toBe(10);
  expect(ageInDays('2024-Q1', '2024-03-31T00:00:00.000Z')).toBe(-1);
  expect(ageInDays('2021-W01', '2021-01-12T12:00:00.000Z')).toBe(1.5);
  expect(ageInDays('something', '2021-01-12T12:00:00.000Z')).toBeNull();
});

test('axes end on round numbers that nothing passes', () => {
  expect([0, 0.03, 0.2, 0.21, 0.61, 1].map(rateAxisEnd)).toEqual([0.05, 0.05, 0.2, 0.3, 0.8, 1]);
  expect([0, 1, 7, 11, 160, 264, 5001].map(countAxisEnd)).toEqual([1, 1, 7, 15, 200, 300, 6000]);
  expect(dayTicks(14)).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
  expect(dayTicks(180)).toEqual([0, 30, 60, 90, 120, 150, 180]);
});

test('four reasons for an empty page are told apart', () => {
  const model = { basis: 'model', activities: 10 } as const;
  const some = simulatedDocument({ leads: 100, days: 200, seed: 1 });
  const none = documentOf([], { days: 200 });
  const still = simulatedDocument({ leads: 100, days: 200, seed: 1, mql: 0, skip: 0 });
  const early = simulatedDocument({ leads: 100, days: 20, seed: 1 }, { window: 90 });
  if (!some.funnel || !none.funnel || !still.funnel || !early.funnel) throw new Error('no funnel');
  const bare = { ...still.funnel, entered: { lead: 100, mql: 0, sql: 0, opportunity: 0, customer: 0 } };
  expect(emptyReason(some.funnel, null, model)).toBeNull();
  expect(emptyReason(none.funnel, null, model)).toBe('noData');
  expect(emptyReason(bare, null, { basis: 'recorded', activities: 10 })).toBe('noHistory');
  expect(emptyReason(bare, null, { basis: 'model', activities: 0 })).toBe('noHistory');
  expect(emptyReason(bare, null, model)).toBeNull();
  expect(emptyReason(early.funnel, early.windowDays, model)).toBe('windowTooLong');
});
