import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cohortNumber,
  dayNumber,
  dayText,
  localDay,
  periodDays,
  periodNumber,
  rangeBefore,
  rangeLastYear,
} from '../../src/model/calendar-days.ts';
import { comparedViews, type ComparedData, type Comparison } from '../../src/model/comparison.ts';
import { DEFAULT_REQUEST, type MetricsRequest } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';

const model: ScoringModel = {
  version: 1,
  name: 'own',
  timeZone: 'Europe/Berlin',
  fit: [],
  engagement: { rules: [] },
  stages: { mql: { fit: 10 }, sql: {} },
};
const seconds = (iso: string): number => Date.parse(iso) / 1000;
const data: ComparedData = {
  created: { from: '2023-03-10', to: '2024-12-30' },
  asOf: seconds('2024-12-31T22:59:59Z'),
  model,
  standing: null,
};

function compared(comparison: Comparison, change: Partial<MetricsRequest> = {}, of: ComparedData = data) {
  return comparedViews({ request: { ...DEFAULT_REQUEST, ...change }, model }, comparison, of);
}

function periodsOf(comparison: Comparison, change: Partial<MetricsRequest> = {}) {
  const views = compared(comparison, change);
  if ('problem' in views) return views.problem;
  const text = ({ from, to }: { from: string; to: string }) => `${from}…${to}`;
  return {
    ours: text(views.periods?.ours ?? { from: '', to: '' }),
    theirs: text(views.periods?.theirs ?? { from: '', to: '' }),
    asOf: new Date((views.theirs.request.asOf ?? 0) * 1000).toISOString(),
    leads: views.leads,
    equalTime: views.equalTime,
  };
}

test.each([
  ['2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29'],
  ['2024-04-01', '2024-06-30', '2024-01-01', '2024-03-31'],
  ['2024-01-01', '2024-12-31', '2023-01-01', '2023-12-31'],
  ['2024-01-01', '2024-02-29', '2023-11-01', '2023-12-31'],
  ['2024-03-02', '2024-03-31', '2024-02-01', '2024-03-01'],
  ['2024-03-04', '2024-03-10', '2024-02-26', '2024-03-03'],
  ['2024-03-04', '2024-03-04', '2024-03-03', '2024-03-03'],
])('before %s…%s lies %s…%s', (from, to, before, until) => {
  expect(rangeBefore({ from, to })).toEqual({ from: before, to: until });
});

test.each([
  ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
  ['2024-02-29', '2024-03-15', '2023-02-28', '2023-03-15'],
  ['2024-05-06', '2024-05-12', '2023-05-06', '2023-05-12'],
])('a year before %s…%s lies %s…%s', (from, to, before, until) => {
  expect(rangeLastYear({ from, to })).toEqual({ from: before, to: until });
});

test('periods follow each other without a gap, and hold the days that their cohorts name', () => {
  const day = fc.integer({ min: dayNumber('1970-01-10'), max: dayNumber('2105-12-31') }).map(dayText);
  fc.assert(
    fc.property(day, fc.constantFrom('month', 'week', 'quarter'), (text, unit) => {
      const number = periodNumber(text, unit);
      const { from, to } = periodDays(number, unit);
      expect(from <= text && text <= to).toBe(true);
      expect(dayNumber(periodDays(number + 1, unit).from)).toBe(dayNumber(to) + 1);
      const before = rangeBefore({ from, to });
      expect(before.to).toBe(dayText(dayNumber(from) - 1));
      expect(periodNumber(before.from, unit)).toBe(number - 1);
    }),
  );
  expect(cohortNumber('2024-02')).toBe(periodNumber('2024-02-15', 'month'));
  expect(cohortNumber('2024-Q4')).toBe(periodNumber('2024-11-15', 'quarter'));
  // ISO 8601: 2021-01-03 is the last day of 2020-W53, 2024-12-30 the first of 2025-W01
  expect(cohortNumber('2020-W53')).toBe(periodNumber('2021-01-03', 'week'));
  expect(cohortNumber('2025-W01')).toBe(periodNumber('2024-12-30', 'week'));
  expect(cohortNumber('all')).toBeNull();
  expect(localDay(seconds('2024-12-31T22:59:59Z'), 'Europe/Berlin')).toBe('2024-12-31');
  expect(localDay(seconds('2024-12-31T23:00:00Z'), 'Europe/Berlin')).toBe('2025-01-01');
});

describe('periods', () => {
  const previous = { with: 'previousPeriod' } as const;

  test('as-of stands equally long after the end of both', () => {
    expect(periodsOf(previous, { cohortRange: { from: '2024-03-01', to: '2024-03-31' } })).toEqual({
      ours: '2024-03-01…2024-03-31',
      theirs: '2024-02-01…2024-02-29',
      asOf: '2024-11-30T22:59:59.000Z',
      leads: 'apart',
      equalTime: true,
    });
  });

  test('while a period is not over, equally long after the beginning', () => {
    const asOf = seconds('2024-03-15T12:00:00Z');
    expect(
      periodsOf(previous, { asOf, cohortRange: { from: '2024-03-01', to: '2024-03-31' } }),
    ).toMatchObject({
      theirs: '2024-02-01…2024-02-29',
      asOf: '2024-02-15T12:00:00.000Z',
    });
  });

  test('without a range the last full period is held against the one before', () => {
    expect(periodsOf(previous)).toMatchObject({
      ours: '2024-12-01…2024-12-31',
      theirs: '2024-11-01…2024-11-30',
      asOf: '2024-11-30T22:59:59.000Z',
    });
    expect(periodsOf(previous, { cohortUnit: 'week' })).toMatchObject({
      ours: '2024-12-23…2024-12-29',
      theirs: '2024-12-16…2024-12-22',
    });
    expect(periodsOf(previous, { asOf: seconds('2024-12-30T23:00:00Z') })).toMatchObject({
      ours: '2024-11-01…2024-11-30',
    });
    expect(periodsOf({ with: 'lastYear' }, { cohortUnit: 'quarter' })).toMatchObject({
      ours: '2024-10-01…2024-12-31',
      theirs: '2023-10-01…2023-12-31',
      asOf: '2023-12-31T22:59:59.000Z',
    });
    const views = compared(previous);
    expect('problem' in views ? null : views.ours.request.cohortRange).toEqual({
      from: '2024-12-01',
      to: '2024-12-31',
    });
  });

  test('an open end reaches to as-of, so that a quarter to date is a quarter', () => {
    expect(periodsOf(previous, { cohortRange: { from: '2024-10-01', to: null } })).toMatchObject({
      ours: '2024-10-01…2024-12-31',
      theirs: '2024-07-01…2024-09-30',
      asOf: '2024-09-30T22:59:59.000Z',
    });
  });

  test('any range: earlier ones with an earlier as-of, later ones as they stand', () => {
    const cohortRange = { from: '2024-03-01', to: '2024-03-31' };
    const range = (from: string, to: string) => ({ with: 'range', from, to }) as const;
    expect(periodsOf(range('2024-01-01', '2024-01-31'), { cohortRange })).toMatchObject({
      asOf: '2024-11-01T22:59:59.000Z',
      leads: 'apart',
      equalTime: true,
    });
    expect(periodsOf(range('2024-05-01', '2024-05-31'), { cohortRange })).toMatchObject({
      asOf: '2024-12-31T22:59:59.000Z',
      equalTime: false,
    });
    expect(periodsOf(range('2024-03-15', '2024-04-15'), { cohortRange })).toMatchObject({
      leads: 'overlapping',
    });
    expect(periodsOf(range('2024-03-01', '2024-03-31'), { cohortRange })).toBe('sameView');
    expect(periodsOf(range('2022-03-01', '2022-03-31'), { cohortRange })).toBe('beforeData');
    expect(periodsOf(range('2025-03-01', '2025-03-31'), { cohortRange })).toBe('afterData');
  });

  test('what there is none of is said', () => {
    expect(periodsOf(previous, { cohortRange: { from: '2023-03-01', to: '2023-03-31' } })).toBe('beforeData');
    expect(periodsOf(previous, { cohortRange: { from: '2024-03-31', to: '2024-03-01' } })).toBe('noPeriod');
    expect(compared(previous, {}, { ...data, created: null })).toEqual({ problem: 'noLeads' });
    expect(periodsOf(previous, { asOf: seconds('2023-03-20T00:00:00Z') })).toBe('noPeriod');
  });

  test('a range before is never in the view, as-of never later, and both sides are equally old', () => {
    const day = fc.integer({ min: dayNumber('2023-04-01'), max: dayNumber('2024-12-31') });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 200 }), (from, length) => {
        const cohortRange = { from: dayText(from), to: dayText(from + length) };
        const views = compared(previous, { cohortRange });
        if ('problem' in views) return views.problem === 'beforeData';
        const asOf = views.theirs.request.asOf as number;
        const { theirs } = views.periods as NonNullable<typeof views.periods>;
        return (
          views.leads === 'apart' &&
          asOf < data.asOf &&
          theirs.to < cohortRange.from &&
          localDay(asOf, 'UTC') >= theirs.from
        );
      }),
    );
  });
});

describe('definitions', () => {
  test('another model and the other basis count the same leads', () => {
    const other = { ...model, name: 'other', stages: { mql: { fit: 20 }, sql: {} } };
    const views = compared({ with: 'model', model: other });
    expect(views).toMatchObject({ leads: 'same', theirs: { model: { name: 'other' } }, periods: null });
    expect(compared({ with: 'otherBasis' })).toMatchObject({
      leads: 'same',
      theirs: { request: { basis: 'recorded' } },
    });
    expect(compared({ with: 'ownModel' })).toEqual({ problem: 'sameView' });
    expect(
      comparedViews({ request: DEFAULT_REQUEST, model: other }, { with: 'ownModel' }, data),
    ).toMatchObject({
      leads: 'same',
      theirs: { model: { name: 'own' } },
    });
    expect(compared({ with: 'model', model: { ...other, timeZone: 'UTC' } })).toEqual({
      problem: 'otherTimeZone',
    });
  });

  test('a filter on what the model decides holds for other leads under another one', () => {
    const filter = { field: '@stage', op: 'eq', value: 'mql' } as const;
    expect(compared({ with: 'otherBasis' }, { filter })).toMatchObject({ leads: 'overlapping' });
    const cohort = { field: '@cohort', op: 'eq', value: '2024-01' } as const;
    expect(compared({ with: 'otherBasis' }, { filter: cohort })).toMatchObject({ leads: 'same' });
  });
});

describe('the rest', () => {
  const filter = { field: 'source', op: 'eq', value: 'web' } as const;
  const standing = { field: 'company', op: 'ne', value: 'us' } as const;

  test('are the leads that the filter leaves out', () => {
    expect(compared({ with: 'rest' })).toEqual({ problem: 'noFilter' });
    expect(compared({ with: 'rest' }, { filter })).toMatchObject({
      leads: 'apart',
      theirs: { request: { filter: { not: filter } } },
    });
    expect(compared({ with: 'rest' }, { filter: { not: filter } })).toMatchObject({
      theirs: { request: { filter } },
    });
  });

  test('standing exclusions hold on both sides', () => {
    const both = { all: [standing, filter] };
    expect(compared({ with: 'rest' }, { filter: both }, { ...data, standing })).toMatchObject({
      theirs: { request: { filter: { all: [standing, { not: both }] } } },
    });
    expect(compared({ with: 'rest' }, { filter: standing }, { ...data, standing })).toEqual({
      problem: 'noFilter',
    });
  });
});
