import { expect, test } from 'vitest';
import { makeFormat } from '../../src/components/format.ts';
import { VOCABULARY } from '../../src/components/vocabulary.ts';
import { toggleValue } from '../../src/app/filters.ts';
import { dataName } from '../../src/pages/frame/data-name.ts';
import { filterSentence } from '../../src/pages/frame/filter-columns.ts';
import { FILTER_WORDS } from '../../src/pages/frame/filter-words.ts';
import { breakdownColumns, filterColumns } from '../../src/pages/frame/offered-columns.ts';
import { linkSentences } from '../../src/pages/frame/load-status.tsx';
import { blobBytes } from '../../src/import/import-file.ts';
import { inspectSources } from '../../src/workspace/inspect-sources.ts';
import { defaultSummary } from '../app/data-set-samples.ts';
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
  const offered = (loaded: number) =>
    breakdownColumns({
      leadColumns: columns,
      rows: { ...defaultSummary.rows, leads: { ...defaultSummary.rows.leads, loaded } },
      sources: [],
    }).map((column) => column.name);
  expect(offered(100)).toEqual(['source']);
  expect(offered(8)).toEqual(['source']);
});

test('a column without a header, and one that holds dates, is no breakdown', async () => {
  const text = 'Lead ID,Created,Renewal,,Branch\n1,2024-01-02,2024-03-01,x,A\n2,2024-01-03,2024-03-02,y,B\n';
  const [found] = await inspectSources(
    [{ table: null, name: 'leads.csv', bytes: blobBytes(new Blob([text])) }],
    { language: 'en', signal: new AbortController().signal },
  );
  if (found?.problem !== null) throw new Error('refused');
  const leadColumns = ['Lead ID', 'Created', 'Renewal', 'column_4', 'Branch'].map((name) => ({
    name,
    distinct: 2,
    missing: 0,
    exact: true,
  }));
  const { rows } = defaultSummary;
  expect(
    breakdownColumns({ leadColumns, rows, sources: [found.summary] }).map((column) => column.name),
  ).toEqual(['Branch']);
  const bare = leadColumns.map((column, index) => ({ ...column, name: `column_${index + 1}` }));
  expect(breakdownColumns({ leadColumns: bare, rows, sources: [] })).toHaveLength(5);
});

test('values that are called like parts of every object are values like any other', () => {
  for (const column of ['@stage', '@route', '@persona:industry']) {
    const values = ['constructor', '__proto__', 'tostring'];
    const sentence = filterSentence(
      { column, op: 'is', values },
      FILTER_WORDS.en,
      makeFormat('en', 'UTC'),
      VOCABULARY.en,
    );
    expect(sentence).toContain('constructor, __proto__ or tostring');
  }
});

test('data of several files are called after the first and how many more', () => {
  const file = (name: string) => ({ table: 'leads' as const, name, read: 1, rejected: 0, others: 0 });
  const named = (origin: 'own' | 'hosted', ...files: string[]) => {
    const summary = { ...defaultSummary, name: 'contacts', files: files.map(file) };
    return dataName({ name: 'contacts', origin, summary }, FRAME_WORDS.de, makeFormat('de', 'UTC'));
  };
  expect(named('own', 'contacts.csv', 'calls.csv', 'deals.csv', 'deals.csv')).toBe('contacts und 2 weitere');
  expect(named('own', 'contacts.csv', 'contacts.csv')).toBe('contacts');
  expect(named('hosted', 'contacts.csv', 'calls.csv')).toBe('contacts');
});
