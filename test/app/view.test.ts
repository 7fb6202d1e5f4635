import { expect, test } from 'vitest';
import { createViewStore, fitView, type LinkPlace } from '../../src/app/view.ts';
import { filterCondition, type ColumnFilter } from '../../src/app/filters.ts';
import { DEFAULT_VIEW, viewRequest } from '../../src/app/view-parts.ts';

/** A history of hashes, as a window has one. */
function history(first = '') {
  const entries = [first];
  let at = 0;
  let tell = (): void => undefined;
  const place: LinkPlace = {
    hash: () => entries[at] ?? '',
    push: (hash) => {
      entries.splice(++at, entries.length, hash);
    },
    replace: (hash) => {
      entries[at] = hash;
    },
    listen: (changed) => {
      tell = changed;
    },
  };
  const go = (steps: number) => {
    at += steps;
    tell();
  };
  return { place, entries, go };
}

test('navigating writes the link, and going back reads it', () => {
  const { place, entries, go } = history();
  const store = createViewStore(place);
  let calls = 0;
  store.subscribe(() => calls++);
  store.navigate({ windowDays: 30 });
  store.navigate({ page: 'data' });
  expect(entries).toEqual(['', '#/funnel?v=1&window=30', '#/data?v=1&window=30']);
  go(-1);
  expect(store.get().view).toEqual({ ...DEFAULT_VIEW, windowDays: 30 });
  go(-1);
  expect(store.get().view).toEqual(DEFAULT_VIEW);
  go(2);
  expect(store.get().view.page).toBe('data');
  expect(calls).toBe(5);
});

test('a replaced view leaves no step, an equal one changes nothing', () => {
  const { place, entries } = history('#/funnel');
  const store = createViewStore(place);
  store.navigate({ windowDays: 30 }, { replace: true });
  store.navigate({ windowDays: 30 });
  expect(entries).toEqual(['#/funnel?v=1&window=30']);
});

test('what a link cannot hold is refused', () => {
  const { place, entries } = history('#/funnel');
  const store = createViewStore(place);
  store.navigate({ cohortRange: { from: '2024-06-02', to: '2024-06-01' } });
  store.navigate({ windowDays: 1.5 });
  expect(entries).toEqual(['#/funnel']);
  expect(store.get()).toMatchObject({ view: DEFAULT_VIEW, problems: [] });
});

test('the data set says what a plain link means', () => {
  const { place, entries } = history('#/funnel');
  const store = createViewStore(place);
  store.setData({ basis: 'recorded', breakdown: 'source' }, ['source']);
  expect(store.get().view).toEqual({ ...DEFAULT_VIEW, basis: 'recorded', breakdown: 'source' });
  store.navigate({ basis: 'model' });
  expect(entries.at(-1)).toBe('#/funnel?v=1&basis=model');
  store.navigate({ breakdown: null });
  expect(store.get().view.breakdown).toBeNull();
  store.forget();
  expect(entries.at(-1)).toBe('#/funnel');
});

test('columns that the data does not have are left out, and named', () => {
  const { place, entries } = history('#/funnel?v=1&by=colour&where.source=web&where.shape=round');
  const store = createViewStore(place);
  expect(store.get().problems).toEqual([]);
  store.setData({}, ['source']);
  expect(store.get().view.filters).toEqual([{ column: 'source', op: 'is', values: ['web'] }]);
  expect(store.get().view.breakdown).toBeNull();
  expect(store.get().problems).toEqual([
    { code: 'unknownColumn', parameter: 'shape' },
    { code: 'unknownColumn', parameter: 'colour' },
  ]);
  expect(entries).toEqual(['#/funnel?v=1&where.source=web']);
  store.dismissProblems();
  expect(store.get().problems).toEqual([]);
});

test('a broken link makes way for one of the view that is shown, and what was wrong stays until something is done', () => {
  const { place, entries, go } = history('#/data?basis=guess&shape=1');
  const store = createViewStore(place);
  expect(entries).toEqual(['#/funnel']);
  go(0);
  store.setData({ basis: 'recorded' }, ['source']);
  expect(store.get().problems.map(({ parameter }) => parameter)).toEqual(['shape', 'basis']);
  expect(store.get().view).toEqual({ ...DEFAULT_VIEW, basis: 'recorded' });
  store.navigate({ windowDays: 30 });
  expect(store.get().problems).toEqual([]);
  go(-1);
  expect(store.get()).toMatchObject({ view: { ...DEFAULT_VIEW, basis: 'recorded' }, problems: [] });
});

test('virtual columns are always known', () => {
  const view = { ...DEFAULT_VIEW, breakdown: '@route' };
  expect(fitView(view, [])).toEqual({ view, problems: [] });
});

test('filters become one condition', () => {
  expect(filterCondition([])).toBeNull();
  expect(filterCondition([{ column: 'source', op: 'is', values: [] }])).toBeNull();
  expect(filterCondition([{ column: 'source', op: 'is', values: ['web'] }])).toEqual({
    field: 'source',
    op: 'in',
    value: ['web'],
  });
  expect(filterCondition([{ column: 'source', op: 'is', values: [null] }])).toEqual({
    field: 'source',
    op: 'isMissing',
  });
  expect(
    filterCondition([
      { column: 'source', op: 'is', values: ['web', null] },
      { column: 'country', op: 'is', values: ['DE'] },
    ]),
  ).toEqual({
    all: [
      {
        any: [
          { field: 'source', op: 'in', value: ['web'] },
          { field: 'source', op: 'isMissing' },
        ],
      },
      { field: 'country', op: 'in', value: ['DE'] },
    ],
  });
});

test('excluded values, ranges and texts become conditions, and exclusions leave out who meets all of theirs', () => {
  const one = (filter: ColumnFilter) => filterCondition([filter]);
  expect(one({ column: 'source', op: 'isNot', values: ['web'] })).toEqual({
    not: { field: 'source', op: 'in', value: ['web'] },
  });
  expect(one({ column: 'employees', op: 'between', from: 50, to: null })).toEqual({
    field: 'employees',
    op: 'gte',
    value: 50,
  });
  expect(one({ column: 'employees', op: 'between', from: null, to: 9.5 })).toEqual({
    field: 'employees',
    op: 'lte',
    value: 9.5,
  });
  expect(one({ column: 'employees', op: 'between', from: 50, to: 500 })).toEqual({
    field: 'employees',
    op: 'between',
    value: [50, 500],
  });
  expect(one({ column: 'company', op: 'containsNot', text: 'GmbH' })).toEqual({
    not: { field: 'company', op: 'contains', value: 'GmbH' },
  });
  const staff = { name: 'staff', filters: [{ column: 'company', op: 'contains', text: 'us' }] } as const;
  expect(filterCondition([], [{ ...staff, on: false }])).toBeNull();
  expect(
    filterCondition([{ column: 'source', op: 'is', values: ['web'] }], [{ ...staff, on: true }]),
  ).toEqual({
    all: [
      { field: 'source', op: 'in', value: ['web'] },
      { not: { field: 'company', op: 'contains', value: 'us' } },
    ],
  });
});

test('a view and a page make one request', () => {
  const request = viewRequest(
    { ...DEFAULT_VIEW, windowDays: 60 },
    { sections: ['funnel'], breakdowns: ['source'] },
  );
  expect(request).toEqual({
    basis: 'model',
    asOf: null,
    filter: null,
    cohortUnit: 'month',
    cohortBy: 'created',
    cohortRange: { from: null, to: null },
    windowDays: 60,
    breakdowns: ['source'],
    sections: ['funnel'],
    sweep: null,
  });
});
