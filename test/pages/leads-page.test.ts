import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFormat } from '../../src/components/format.ts';
import { VOCABULARY } from '../../src/components/vocabulary.ts';
import type { LeadEvent } from '../../src/model/lead-list.ts';
import { ENGINE_COLUMNS } from '../../src/model/lead-list.ts';
import type { Mark, MarkFigure } from '../../src/model/mark.ts';
import { ROUTES, STAGES, STEPS } from '../../src/model/stages.ts';
import {
  cellText,
  columnName,
  shownColumns,
  toggleColumn,
  usualColumns,
} from '../../src/pages/leads/lead-columns.ts';
import { MARK_WORDS, markTitle, type MarkContext } from '../../src/pages/leads/mark-words.ts';
import { offsetShowing, scrollScale, TALLEST } from '../../src/pages/leads/scroll-scale.ts';
import { tickDays, timelineLayout } from '../../src/pages/leads/timeline-layout.ts';
import { LEADS_WORDS } from '../../src/pages/leads/words.ts';

const LANGUAGES = ['en', 'de'] as const;

function contextOf(language: 'en' | 'de', view: Partial<MarkContext> = {}): MarkContext {
  return {
    words: MARK_WORDS[language],
    format: makeFormat(language, 'UTC'),
    vocabulary: VOCABULARY[language],
    windowDays: null,
    cohortBy: 'created',
    ...view,
  };
}

/** Every figure that a mark can have. */
const FIGURES: readonly MarkFigure[] = [
  { of: 'leads' },
  ...STAGES.map((stage) => ({ of: 'entered', stage }) as const),
  ...ROUTES.map((route) => ({ of: 'route', route }) as const),
  ...([...STAGES, 'disqualified'] as const).map((stage) => ({ of: 'current', stage }) as const),
  ...STEPS.flatMap(([from, to]) => [
    ...(['entered', 'eligible', 'converted', 'notConverted', 'immature', 'immatureConverted'] as const).map(
      (count) => ({ of: 'step', from, to, count }) as const,
    ),
    { of: 'convertedWithin', from, to, days: 1 } as const,
    { of: 'took', from, to, least: 0, limit: 7 } as const,
    { of: 'took', from, to, least: 7, limit: 14 } as const,
    { of: 'took', from, to, least: 90, limit: null } as const,
  ]),
  ...STAGES.flatMap((stage) => [
    ...(['advanced', 'skippedAhead', 'lost', 'reopened', 'open'] as const).map(
      (ending) => ({ of: 'stay', stage, ending }) as const,
    ),
    { of: 'openAge', stage, least: 30, limit: 60 } as const,
    { of: 'openAge', stage, least: 180, limit: null } as const,
    { of: 'openPast', stage, past: 'p90' } as const,
    { of: 'flow', stage, month: '2025-03' } as const,
    ...(['start', 'advanced', 'lost', 'end'] as const).map(
      (count) => ({ of: 'stock', stage, month: '2025-03', count }) as const,
    ),
    { of: 'agreement', model: stage, recorded: 'sql' } as const,
  ]),
  { of: 'openPast', stage: 'sql', past: 'sla' },
  ...(['sqls', 'contacted', 'met', 'missed', 'overdue', 'pending', 'due'] as const).map(
    (state) => ({ of: 'handover', state }) as const,
  ),
];

/** What may read alike since it counts alike. */
const TWINS: readonly (readonly [MarkFigure, MarkFigure])[] = [
  [{ of: 'leads' }, { of: 'entered', stage: 'lead' }],
];

test.each(LANGUAGES)('every figure has words of its own in %s', (language) => {
  const context = contextOf(language, { windowDays: 30 });
  const titles = new Map<string, MarkFigure[]>();
  for (const figure of FIGURES) {
    const title = markTitle({ figure }, context);
    expect(title).toMatch(/^\p{Lu}.{5,}[^.,]$/u);
    expect(title).not.toMatch(/undefined|null|NaN|\[object|  /);
    titles.set(title, [...(titles.get(title) ?? []), figure]);
  }
  const alike = [...titles.values()].filter((figures) => figures.length > 1);
  expect(alike).toEqual(TWINS);
});

test('cohort, segment and window are part of the words', () => {
  const mark: Mark = {
    figure: { of: 'step', from: 'mql', to: 'sql', count: 'converted' },
    cohort: '2025-03',
    segment: { column: 'source', value: 'web' },
  };
  expect(markTitle(mark, contextOf('en', { windowDays: 30 }))).toBe(
    'MQLs that became SQLs within 30 days, created in Mar 2025, Source: web',
  );
  expect(markTitle(mark, contextOf('de', { windowDays: 1, cohortBy: 'entry' }))).toBe(
    'MQLs, die innerhalb von 1 Tag zu SQLs wurden, MQL seit: Mär 2025, Quelle: web',
  );
  const missing: Mark = { figure: { of: 'leads' }, segment: { column: '@stage', value: null } };
  expect(markTitle(missing, contextOf('en'))).toBe('All leads of this view, Stage now: (no value)');
  const direct: Mark = { figure: { of: 'leads' }, segment: { column: '@route', value: 'direct' } };
  expect(markTitle(direct, contextOf('en'))).toContain('Route to sales: Direct request');
});

test('spans of days read as they count: from the least, below the limit', () => {
  const took = (least: number, limit: number | null) =>
    markTitle({ figure: { of: 'took', from: 'lead', to: 'mql', least, limit } }, contextOf('en'));
  expect(took(7, 14)).toBe('Leads that became MQLs after 7 to under 14 days');
  expect(took(0, 1)).toBe('Leads that became MQLs after less than 1 day');
  expect(took(90, null)).toBe('Leads that became MQLs after 90 days or more');
});

test('usual columns are those that the data have, few on a phone', () => {
  const names = ['lead_id', 'created_at', 'email', 'company', 'industry', 'owner'];
  expect(usualColumns(names, false)).toEqual([
    'lead_id',
    'company',
    'email',
    '@stage',
    '@fit',
    '@engagement',
    '@mql',
    '@sql',
    'owner',
  ]);
  expect(usualColumns(names, true)).toEqual(['lead_id', 'company', '@stage', '@engagement', '@mql']);
  expect(usualColumns(['Record ID', 'Segment'], false)[0]).toBe('Record ID');
});

test('columns that the data do not have are left out, and one always stays', () => {
  expect(shownColumns(['gone', 'email', '@fit'], ['email'], false)).toEqual(['email', '@fit']);
  expect(shownColumns(['gone'], ['lead_id'], true)).toEqual(usualColumns(['lead_id'], true));
  expect(toggleColumn(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
  expect(toggleColumn(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggleColumn(['a'], 'a')).toEqual(['a']);
});

test.each(LANGUAGES)(
  'every computed column has a name in %s, and its cells read as what they are',
  (language) => {
    const format = makeFormat(language, 'UTC');
    const vocabulary = VOCABULARY[language];
    for (const column of ENGINE_COLUMNS)
      expect(columnName(column, LEADS_WORDS[language], vocabulary)).not.toContain('@');
    const text = (column: string, cell: string | number | null) => cellText(column, cell, format, vocabulary);
    expect(text('@mql', 0)).toBe(format.day(0));
    expect(text('@engagement', -0.04)).toBe('0');
    expect(text('@stage', 'opportunity')).toBe(vocabulary.stage.opportunity);
    expect(text('company', 'opportunity')).toBe('opportunity');
    expect(text('company', null)).toBe('—');
  },
);

test('a list that is taller than any element can be is reached from end to end', () => {
  const view = 600;
  const short = scrollScale(100_000 * 28, view);
  expect(short.height).toBe(2_800_000);
  expect(short.toList(12_345)).toBe(12_345);
  const rows = 1_000_000 * 36;
  const tall = scrollScale(rows, view);
  expect(tall.height).toBe(TALLEST);
  expect(tall.toList(0)).toBe(0);
  expect(tall.toList(TALLEST - view)).toBeCloseTo(rows - view, 3);
  expect(tall.toList(TALLEST)).toBeCloseTo(rows - view, 3);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: rows - view }), (offset) => {
      expect(tall.toList(tall.toScroll(offset))).toBeCloseTo(offset, 3);
    }),
  );
});

test('a row is brought into sight by the shortest way', () => {
  expect(offsetShowing(0, 28, 100, 600)).toBe(0);
  expect(offsetShowing(10, 28, 100, 600)).toBe(100);
  expect(offsetShowing(100, 28, 100, 600)).toBe(101 * 28 - 600);
});

const DAY = 86_400;
const START = Date.UTC(2025, 0, 15) / 1000;
const activity = (day: number, counted: boolean): LeadEvent => ({
  kind: 'activity',
  at: START + day * DAY,
  type: 'visit',
  fields: [],
  counted,
});
const entry = (day: number, basis: 'model' | 'recorded', stage: 'mql' | 'sql'): LeadEvent => ({
  kind: 'entry',
  at: START + day * DAY,
  basis,
  stage,
  route: null,
});

test('a timeline holds every activity once, in time and within its width', () => {
  const arbitrary = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.boolean()), { maxLength: 300 });
  fc.assert(
    fc.property(arbitrary, fc.integer({ min: 300, max: 1600 }), (activities, width) => {
      const sorted = activities.toSorted(([a], [b]) => a - b);
      const events: LeadEvent[] = [
        { kind: 'created', at: START },
        ...sorted.map(([day, counted]) => activity(day, counted)),
      ];
      const { dots } = timelineLayout(events, START + 420 * DAY, width, (stage) => stage);
      expect(dots.reduce((sum, dot) => sum + dot.activities, 0)).toBe(activities.length);
      const counted = dots.filter((dot) => dot.counted).reduce((sum, dot) => sum + dot.activities, 0);
      expect(counted).toBe(activities.filter(([, one]) => one).length);
      expect(dots.every(({ x }) => x >= 0 && x <= width)).toBe(true);
    }),
  );
});

test('names of entries that lie close stand on lines of their own, and none runs over the edge', () => {
  const events = [
    { kind: 'created', at: START } as const,
    entry(50, 'model', 'mql'),
    entry(51, 'model', 'sql'),
    entry(52, 'recorded', 'mql'),
    entry(400, 'recorded', 'sql'),
  ];
  const { entries, levels } = timelineLayout(events, START + 401 * DAY, 600, (stage) => stage);
  expect(entries.map(({ basis, level }) => [basis, level])).toEqual([
    ['model', 0],
    ['model', 1],
    ['recorded', 0],
    ['recorded', 0],
  ]);
  expect(levels).toEqual({ model: 2, recorded: 1 });
  expect(entries.map(({ isBefore }) => isBefore)).toEqual([false, false, false, true]);
  expect(timelineLayout([], START, 600, String)).toMatchObject({ dots: [], entries: [] });
});

test('an axis has few ticks, all within it, on first days of months where it is long', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 1, max: 12 }), (days, most) => {
      const last = START + days * DAY;
      const ticks = tickDays(START, last, most);
      expect(ticks.length).toBeLessThanOrEqual(most + 2);
      expect(ticks.every((at) => at >= START && at <= last)).toBe(true);
    }),
  );
  const dates = tickDays(START, START + 365 * DAY, 6).map((at) => new Date(at * 1000).toISOString());
  expect(dates).toEqual([
    '2025-03-01T12:00:00.000Z',
    '2025-05-01T12:00:00.000Z',
    '2025-07-01T12:00:00.000Z',
    '2025-09-01T12:00:00.000Z',
    '2025-11-01T12:00:00.000Z',
    '2026-01-01T12:00:00.000Z',
  ]);
});
