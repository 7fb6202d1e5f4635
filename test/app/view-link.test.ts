import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LINK_LENGTH, readLink, writeLink } from '../../src/app/view-link.ts';
import type { ColumnFilter } from '../../src/app/filters.ts';
import { DEFAULT_VIEW, PAGES, type View } from '../../src/app/view-parts.ts';
import type { Mark, MarkFigure } from '../../src/model/mark.ts';
import { STAGES } from '../../src/model/stages.ts';

const day = fc
  .integer({ min: 0, max: 49_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const range = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }));
const threshold = fc.integer({ min: -500_000, max: 500_000 }).map((tenths) => tenths / 10);
const thresholds = fc.option(
  fc
    .record({ mqlFit: threshold, mqlEngagement: threshold, sqlEngagement: threshold }, { requiredKeys: [] })
    .filter((changes) => Object.keys(changes).length > 0),
);
const end = fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }).map((tenths) => tenths / 10));
const filter: fc.Arbitrary<ColumnFilter> = fc.oneof(
  fc.record({
    column: text,
    op: fc.constantFrom('is' as const, 'isNot' as const),
    values: fc.uniqueArray(fc.option(text), { minLength: 1, maxLength: 5 }),
  }),
  fc
    .record({ column: text, op: fc.constant('between' as const), from: end, to: end })
    .filter(({ from, to }) => (from ?? to) !== null && (from ?? -Infinity) <= (to ?? Infinity)),
  fc.record({
    column: text,
    op: fc.constantFrom('contains' as const, 'containsNot' as const),
    text,
  }),
);
const filters = fc.uniqueArray(filter, { maxLength: 4, selector: ({ column, op }) => `${op} ${column}` });
const stage = fc.constantFrom(...STAGES);
const figure: fc.Arbitrary<MarkFigure> = fc.oneof(
  fc.record({ of: fc.constant('entered' as const), stage }),
  fc.record({
    of: fc.constant('took' as const),
    from: stage,
    to: stage,
    least: fc.nat(365),
    limit: fc.option(fc.nat(365)),
  }),
);
const mark: fc.Arbitrary<Mark> = fc.record(
  {
    figure,
    cohort: fc.constantFrom('2024-01', '2024-W05', '2024-Q1'),
    segment: fc.record({ column: text, value: fc.option(text) }),
  },
  { requiredKeys: ['figure'] },
);
const view: fc.Arbitrary<View> = fc.record({
  page: fc.constantFrom(...PAGES),
  basis: fc.constantFrom('model', 'recorded'),
  asOf: fc.option(fc.integer({ min: 0, max: 4_291_747_199 })),
  filters,
  cohortUnit: fc.constantFrom('month', 'week', 'quarter'),
  cohortBy: fc.constantFrom('created', 'entry'),
  cohortRange: range,
  windowDays: fc.option(fc.integer({ min: 1, max: 3650 })),
  breakdown: fc.option(text),
  thresholds,
  exclude: fc.boolean(),
  comparison: fc.option(
    fc.oneof(
      fc.record({
        with: fc.constantFrom(
          'previousPeriod' as const,
          'lastYear' as const,
          'otherBasis' as const,
          'rest' as const,
          'ownModel' as const,
        ),
      }),
      fc.tuple(day, day).map(([a, b]) => ({
        with: 'range' as const,
        from: a < b ? a : b,
        to: a < b ? b : a,
      })),
      fc.record({ with: fc.constant('model' as const), name: text }),
    ),
  ),
  mark: fc.option(mark),
  sort: fc.option(
    fc.record({ column: text.filter((name) => !name.startsWith('-')), descending: fc.boolean() }),
  ),
  lead: fc.option(fc.nat(1_000_000)),
});
/** What a data set says a plain link means: it never filters, nor moves a threshold. */
const defaults = view.map((one): View => ({
  ...one,
  filters: [],
  thresholds: null,
  mark: null,
  sort: null,
  lead: null,
}));

test('what is written is read back, whatever the defaults are', () => {
  fc.assert(
    fc.property(view, defaults, (one, standard) => {
      const hash = writeLink(one, standard);
      expect(readLink(hash, standard)).toEqual({ view: one, problems: [] });
      expect(readLink(new URL(`https://example.test/a/${hash}`).hash, standard).view).toEqual(one);
    }),
    { numRuns: 500 },
  );
});

test('a view that is the default has a plain link', () => {
  expect(writeLink(DEFAULT_VIEW, DEFAULT_VIEW)).toBe('#/funnel');
  expect(
    writeLink(
      { ...DEFAULT_VIEW, page: 'time-in-stage', basis: 'recorded' },
      { ...DEFAULT_VIEW, basis: 'recorded' },
    ),
  ).toBe('#/time-in-stage');
  for (const hash of ['', '#', '#/', '#/funnel', '#/funnel?', '#/funnel?v=1']) {
    expect(readLink(hash, DEFAULT_VIEW)).toEqual({ view: DEFAULT_VIEW, problems: [] });
  }
});

test('parameters are readable', () => {
  const hash = writeLink(
    {
      ...DEFAULT_VIEW,
      basis: 'recorded',
      asOf: 1_735_689_599,
      filters: [{ column: 'source', op: 'is', values: ['web', null] }],
      windowDays: 90,
      thresholds: { mqlEngagement: 42.5 },
    },
    DEFAULT_VIEW,
  );
  expect(hash).toBe(
    '#/funnel?v=1&basis=recorded&as-of=2024-12-31T23%3A59%3A59Z&window=90&mql.engagement=42.5&where.source=web&where.source=',
  );
});

describe('a link that cannot be read gives the default view and names the place', () => {
  test.each([
    ['#/admin', 'unknownPage', 'admin'],
    ['#/funnel/x', 'unknownPage', 'funnel/x'],
    ['#/__proto__', 'unknownPage', '__proto__'],
    ['#/funnel?v=2&basis=model', 'unknownVersion', '2'],
    ['#/funnel?v=1&filter=1', 'unknownParameter', 'filter'],
    ['#/funnel?v=1&constructor=1', 'unknownParameter', 'constructor'],
    ['#/funnel?v=1&basis=guess', 'badParameter', 'basis'],
    ['#/funnel?v=1&basis=model&basis=recorded', 'badParameter', 'basis'],
    ['#/funnel?v=1&window=-1', 'badParameter', 'window'],
    ['#/funnel?v=1&window=0', 'badParameter', 'window'],
    ['#/funnel?v=1&window=1e9', 'badParameter', 'window'],
    ['#/funnel?v=1&window=3651', 'badParameter', 'window'],
    ['#/funnel?v=1&as-of=yesterday', 'badParameter', 'as-of'],
    ['#/funnel?v=1&as-of=2024-02-30T00:00:00Z', 'badParameter', 'as-of'],
    ['#/funnel?v=1&as-of=9999-01-01T00:00:00Z', 'badParameter', 'as-of'],
    ['#/funnel?v=1&from=2024-13-01', 'badParameter', 'from'],
    ['#/funnel?v=1&from=2024-06-02&to=2024-06-01', 'badParameter', 'to'],
    ['#/funnel?v=1&mql.fit=NaN', 'badParameter', 'mql.fit'],
    ['#/funnel?v=1&mql.fit=99999999', 'badParameter', 'mql.fit'],
    ['#/funnel?v=1&sql.engagement=Infinity', 'badParameter', 'sql.engagement'],
    ['#/funnel?v=1&where.=x', 'badParameter', 'where.'],
    [`#/funnel?v=1&by=${'x'.repeat(501)}`, 'badParameter', 'by'],
    [`#/funnel?v=1&where.a=${'x'.repeat(501)}`, 'badParameter', 'where.a'],
    [
      `#/funnel?${Array.from({ length: 201 }, (_, i) => `where.a=${i}`).join('&')}`,
      'badParameter',
      'where.a',
    ],
    [
      `#/funnel?${Array.from({ length: 40 }, (_, i) => `where.c${i}=1`).join('&')}`,
      'badParameter',
      'where.c16',
    ],
  ])('%s', (hash, code, parameter) => {
    expect(readLink(hash, DEFAULT_VIEW)).toEqual({ view: DEFAULT_VIEW, problems: [{ code, parameter }] });
  });

  test('all bad parts are named, each once', () => {
    const hash = '#/admin?basis=guess&window=0&filter=1&where.=x&where.=y';
    expect(readLink(hash, DEFAULT_VIEW).problems).toEqual([
      { code: 'unknownPage', parameter: 'admin' },
      { code: 'unknownParameter', parameter: 'filter' },
      { code: 'badParameter', parameter: 'where.' },
      { code: 'badParameter', parameter: 'basis' },
      { code: 'badParameter', parameter: 'window' },
    ]);
  });

  test('one that is too long is not even looked at', () => {
    const { view: shown, problems } = readLink(
      `#/funnel?v=1&by=${'x'.repeat(MAX_LINK_LENGTH)}`,
      DEFAULT_VIEW,
    );
    expect(shown).toBe(DEFAULT_VIEW);
    expect(problems[0]?.code).toBe('tooLong');
  });

  test('no text makes it throw, and none gives a view of its own making', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '&',
        '=',
        '%',
        '%00',
        '%ff',
        '?',
        '#',
        '/',
        'v=1',
        'where.',
        'not.',
        'range.a=1~',
        'text.',
        'mark=',
        'sort=-',
        'lead=',
        'exclusions=off',
        'compare=rest',
        'compare=2024-02-30~2024-03-01',
        'window=',
        'as-of=',
        'by=',
        '__proto__',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { view: shown, problems } = readLink(`#/funnel?${pieces.join('')}`, DEFAULT_VIEW);
        const expected =
          problems.length === 0 ? readLink(writeLink(shown, DEFAULT_VIEW), DEFAULT_VIEW).view : DEFAULT_VIEW;
        expect(shown).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

test('markup in a link stays text', () => {
  const evil = '<img src=x onerror=alert(1)>"\'';
  const hash = writeLink(
    { ...DEFAULT_VIEW, filters: [{ column: evil, op: 'is', values: [evil] }] },
    DEFAULT_VIEW,
  );
  expect(hash).not.toContain('<');
  expect(readLink(hash, DEFAULT_VIEW).view.filters).toEqual([{ column: evil, op: 'is', values: [evil] }]);
});
