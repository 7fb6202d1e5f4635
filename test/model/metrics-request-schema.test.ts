import { expect, test } from 'vitest';
import { parseMetricsRequest } from '../../src/model/metrics-request-schema.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { MetricsRequest } from '../../src/model/metrics-request.ts';

const full: MetricsRequest = {
  basis: 'recorded',
  asOf: 1_782_000_000,
  filter: {
    all: [
      { field: 'country', op: 'in', value: ['DE'] },
      { not: { field: 'budget', op: 'between', value: [1, 2] } },
    ],
  },
  cohortUnit: 'week',
  cohortBy: 'entry',
  cohortRange: { from: '2024-02-29', to: null },
  windowDays: { 'lead→mql': 30, 'sql→customer': 90.5 },
  breakdowns: ['source', '@persona:budget', ['source', 'country']],
  sections: ['funnel', 'incidence'],
  sweep: { min: -10, max: 60, step: 2.5 },
};

test('requests pass unchanged', () => {
  expect(parseMetricsRequest(DEFAULT_REQUEST)).toEqual(DEFAULT_REQUEST);
  expect(parseMetricsRequest(full)).toEqual(full);
  expect(parseMetricsRequest({ ...full, windowDays: 0 })).toEqual({ ...full, windowDays: 0 });
});

test.each<[string, unknown]>([
  ['no object', 'model'],
  ['null', null],
  ['a key too many', { ...full, extra: 1 }],
  ['a key missing', { ...full, basis: undefined }],
  ['an unknown basis', { ...full, basis: 'both' }],
  ['a fraction of a second', { ...full, asOf: 1.5 }],
  ['an instant that is none', { ...full, asOf: Number.NaN }],
  ['an instant too late', { ...full, asOf: 1e12 }],
  ['an unknown op', { ...full, filter: { field: 'a', op: 'like', value: 'x' } }],
  ['a reversed pair', { ...full, filter: { not: { field: 'a', op: 'between', value: [2, 1] } } }],
  ['a day that does not exist', { ...full, cohortRange: { from: '2025-02-29', to: null } }],
  ['a day in other words', { ...full, cohortRange: { from: '1 May 2025', to: null } }],
  ['a negative window', { ...full, windowDays: -1 }],
  ['an endless window', { ...full, windowDays: Infinity }],
  ['a window of an unknown step', { ...full, windowDays: { 'mql→lead': 3 } }],
  ['a column without a name', { ...full, breakdowns: [''] }],
  ['three columns', { ...full, breakdowns: [['a', 'b', 'c']] }],
  ['too many breakdowns', { ...full, breakdowns: Array.from({ length: 51 }, () => 'a') }],
  ['an unknown section', { ...full, sections: ['magic'] }],
  ['a step of zero', { ...full, sweep: { min: 0, max: 1, step: 0 } }],
  ['a sweep without end', { ...full, sweep: { min: 0, max: 1e9, step: 0.1 } }],
  ['a sweep that runs backwards', { ...full, sweep: { min: 2, max: 1, step: 1 } }],
])('a request with %s is refused', (_, value) => {
  expect(parseMetricsRequest(value)).toBeNull();
});

test('a request that contains itself is refused', () => {
  const filter: { not?: unknown } = {};
  filter.not = filter;
  expect(parseMetricsRequest({ ...full, filter })).toBeNull();
});

test('a name of the prototype does no harm', () => {
  const value = JSON.parse(
    JSON.stringify({ ...full, windowDays: {} }).replace(
      '"windowDays":{}',
      '"windowDays":{"__proto__":{"x":1}}',
    ),
  ) as unknown;
  const parsed = parseMetricsRequest(value);
  expect(parsed === null || Object.getPrototypeOf(parsed.windowDays) === Object.prototype).toBe(true);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
