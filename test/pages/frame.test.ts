import { expect, test } from 'vitest';
import { makeFormat } from '../../src/components/format.ts';
import { VOCABULARY } from '../../src/components/vocabulary.ts';
import { toggleValue } from '../../src/app/filters.ts';
import { filterSentence } from '../../src/pages/frame/filter-columns.ts';
import { FILTER_WORDS } from '../../src/pages/frame/filter-words.ts';
import { breakdownColumns, filterColumns } from '../../src/pages/frame/offered-columns.ts';
import { linkSentences } from '../../src/pages/frame/load-status.tsx';
import { FRAME_WORDS } from '../../src/pages/frame/words.ts';

test('values go into a filter and out of it', () => {
  const one = toggleValue([], 'source', 'is', 'web');
  expect(one).toEqual([{ column: 'source', op: 'is', values: ['web'] }]);
  const two = toggleValue(toggleValue(one, 'source', 'is', null), 'country', 'is', 'DE');
  expect(two).toEqual([
    { column: 'source', op: 'is', values: ['web', null] },
    { column: 'country', op: 'is', values: ['DE'] },
  ]);
  expect(toggleValue(two, 'source', 'is', 'web')[0]).toEqual({ column: 'source', op: 'is', values: [null] });
  expect(toggleValue(two, 'country', 'is', 'DE')).toEqual([
    { column: 'source', op: 'is', values: ['web', null] },
  ]);
});

test('a filter is said in plain words', () => {
  const say = (language: 'en' | 'de', values: readonly (string | null)[]) =>
    filterSentence(
      { column: 'source', op: 'is', values },
      FILTER_WORDS[language],
      makeFormat(language, 'UTC'),
      VOCABULARY[language],
    );
  expect(say('en', ['web'])).toBe('Source is web');
  expect(say('de', ['web', 'messe', null])).toBe('Quelle ist web, messe oder (ohne Angabe)');
  expect(say('en', ['a', 'b', 'c', 'd'])).toBe('Source is a or 3 others');
});

test('a broken link is said in one sentence, with all its bad parts', () => {
  const say = (language: 'en' | 'de', ...problems: Parameters<typeof linkSentences>[0]) =>
    linkSentences(problems, FRAME_WORDS[language], makeFormat(language, 'UTC'));
  expect(
    say('en', { code: 'badParameter', parameter: 'window' }, { code: 'unknownPage', parameter: 'admin' }),
  ).toEqual(['This link could not be read: “window” and the page “admin”. The usual view is shown.']);
  expect(say('de', { code: 'badParameter', parameter: 'window' })).toEqual([
    'Dieser Link war nicht lesbar: „window“. Gezeigt wird die übliche Ansicht.',
  ]);
  expect(
    say('en', { code: 'unknownColumn', parameter: 'a' }, { code: 'unknownColumn', parameter: 'b' }),
  ).toEqual(['These data have no column “a” or “b”. What the link says of it was left out.']);
});

test('columns that name a person, ids and dates are not offered, nor breakdowns into single leads', () => {
  const columns = [
    { name: 'email', distinct: 90, missing: 0 },
    { name: 'MQL_At', distinct: 12, missing: 0 },
    { name: 'account_id', distinct: 12, missing: 0 },
    { name: 'message', distinct: 201, missing: 0 },
    { name: 'sql_at', distinct: 12, missing: 0 },
    { name: 'source', distinct: 5, missing: 0 },
    { name: 'company', distinct: 70, missing: 0 },
    { name: 'empty', distinct: 0, missing: 100 },
  ].map((column) => ({ ...column, exact: true }));
  expect(filterColumns(columns, 100).map((column) => column.name)).toEqual(['source', 'company']);
  expect(filterColumns(columns, 1005).map((column) => column.name)).toContain('message');
  expect(breakdownColumns(columns, 100).map((column) => column.name)).toEqual(['source']);
  expect(breakdownColumns(columns, 8).map((column) => column.name)).toEqual(['source']);
});
