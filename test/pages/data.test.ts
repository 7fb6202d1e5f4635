import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeFormat } from '../../src/components/format.ts';
import { DOCUMENT_PROBLEM_CODES } from '../../src/model/document-problem.ts';
import type { RowCounts } from '../../src/model/metrics-document.ts';
import { reasonRows, tableRows } from '../../src/pages/data/data-page.tsx';
import { LOAD_WORDS, progressDetail } from '../../src/pages/data/load-words.ts';
import { PROBLEM_WORDS, problemText } from '../../src/pages/data/problem-words.ts';
import { DATA_WORDS, reasonText, rowReason } from '../../src/pages/data/words.ts';

const FORMATS = { en: makeFormat('en', 'UTC'), de: makeFormat('de', 'UTC') };
const LANGUAGES = ['en', 'de'] as const;

const rows: RowCounts = {
  leads: {
    read: 10,
    loaded: 7,
    rejected: { duplicate: 1, missingId: 2, badCreatedAt: 0 },
    repaired: { unreadable: {}, beforeCreation: 0 },
  },
  activities: { read: 0, loaded: 0, rejected: {}, joined: { id: 0, alias: 0, email: 0 } },
  stageHistory: { read: 3, loaded: 3, rejected: {} },
};

test('rows of each table that was given add up', () => {
  const counted = tableRows(rows, [
    { table: 'leads', name: 'a.csv' },
    { table: 'leads', name: 'b.csv' },
    { table: 'leads', name: 'b.csv' },
    { table: 'stageHistory', name: 'h.csv' },
  ]);
  expect(counted).toEqual([
    { table: 'leads', files: ['a.csv', 'b.csv'], read: 10, loaded: 7, rejected: 3 },
    { table: 'stageHistory', files: ['h.csv'], read: 3, loaded: 3, rejected: 0 },
  ]);
  for (const row of counted) expect(row.read).toBe(row.loaded + row.rejected);
});

test('reasons that rejected nothing are left out, most rows first', () => {
  expect(reasonRows(rows)).toEqual([
    { table: 'leads', code: 'missingId', rows: 2 },
    { table: 'leads', code: 'duplicate', rows: 1 },
  ]);
});

/** Reasons as the queries of an import give them, by the tables that may have them. */
function reasonsOfQueries(): [table: string, code: string][] {
  const tablesOf = {
    leads: ['leads'],
    aliases: ['aliases'],
    activities: ['activities'],
    entries: ['stageHistory', 'opportunities'],
  };
  const ofOne: Readonly<Record<string, string>> = {
    unknownStage: 'stageHistory',
    badEnteredAt: 'stageHistory',
    badCreatedAt: 'opportunities',
    duplicate: 'opportunities',
  };
  return Object.entries(tablesOf).flatMap(([name, tables]) => {
    const text = readFileSync(new URL(`../../src/query/import-${name}.ts`, import.meta.url), 'utf8');
    const codes = [...text.matchAll(/(?:THEN|ELSE) '([a-zA-Z]+)'/g)].map(([, code = '']) => code);
    if (codes.length === 0) throw new Error(`no reasons in import-${name}.ts`);
    const isOf = (table: string, code: string) =>
      tables.length === 1 || !Object.hasOwn(ofOne, code) || ofOne[code] === table;
    return tables.flatMap((table) =>
      codes.filter((code) => isOf(table, code)).map((code): [string, string] => [table, code]),
    );
  });
}

test('every reason of every table has words, in both languages', () => {
  const reasons = [...reasonsOfQueries(), ['leads', 'duplicate'] as const];
  for (const language of LANGUAGES) {
    for (const [table, code] of reasons) {
      const { reason, meaning } = reasonText(DATA_WORDS[language], table, code);
      expect(reason, `${language} ${table} ${code}`).not.toBe(code);
      expect(meaning).toMatch(/\.$/);
    }
  }
  expect(reasonText(DATA_WORDS.en, 'leads', 'constructor').reason).toBe('constructor');
});

test('of a row of another shape stands what is wrong with it', () => {
  const say = (language: 'en' | 'de', fields?: { found: number; expected: number }) =>
    rowReason(
      DATA_WORDS[language],
      'leads',
      { reason: 'malformed', ...(fields && { fields }) },
      FORMATS[language],
    );
  expect(say('en', { found: 1, expected: 6 })).toBe('1 field instead of 6');
  expect(say('de', { found: 7, expected: 6 })).toBe('7 Felder statt 6');
  expect(say('en')).toMatch(/quote .* never closed/);
  expect(say('de')).toMatch(/Anführungszeichen .* nie geschlossen/);
});

test('every failure says where, why and what to do, in both languages', () => {
  const loading =
    'emptyFile noRows notText notUtf8 otherDelimiter missingColumn lineTooLong noLeads nothingLoaded';
  const opening =
    'noManifest missingFile unreachable cancelled workerFailed unexpected badExpression unknownColumn';
  const documents = DOCUMENT_PROBLEM_CODES.flatMap((code) => [
    `model.${code}`,
    `manifest.${code}`,
    `mapping.${code}`,
  ]);
  const codes = `${loading} ${opening}`.split(' ').concat(documents);
  for (const language of LANGUAGES) {
    for (const code of codes) {
      const problem = { code, file: 'leads.csv', line: 12_345, detail: 'created_at' };
      const { place, reason, remedy } = problemText(problem, PROBLEM_WORDS[language], FORMATS[language]);
      expect(place).toBe(language === 'en' ? 'leads.csv, line 12,345' : 'leads.csv, Zeile 12.345');
      expect(reason, code).not.toMatch(/^(Reason|Grund): /);
      expect(remedy).toMatch(/\.$/);
    }
  }
});

test('a failure without words of its own still says what is known', () => {
  const problem = { code: '__proto__', file: null, line: null, detail: 'x' };
  const { place, reason } = problemText(problem, PROBLEM_WORDS.en, FORMATS.en);
  expect(place).toBeNull();
  expect(reason).toBe('Reason: __proto__ (x).');
});

test('alternatives of a missing column are a sentence', () => {
  const problem = { code: 'missingColumn', file: 'a.csv', line: 1, detail: 'lead_id or email' };
  expect(problemText(problem, PROBLEM_WORDS.de, FORMATS.de).reason).toBe(
    'Die Kopfzeile hat keine Spalte „lead_id oder email“.',
  );
});

test('progress says what is known and nothing else', () => {
  const progress = { phase: 'activities', file: 'a.csv', rows: 1, share: 0.5 } as const;
  expect(progressDetail(progress, null, LOAD_WORDS.en, FORMATS.en)).toBe(
    'Reading activities · a.csv · 1 row',
  );
  expect(progressDetail({ ...progress, rows: 120_000 }, 12.2, LOAD_WORDS.de, FORMATS.de)).toBe(
    'Aktivitäten werden gelesen · a.csv · 120.000 Zeilen · noch etwa 13 Sekunden',
  );
  expect(progressDetail({ ...progress, file: null, rows: 0 }, 600, LOAD_WORDS.en, FORMATS.en)).toBe(
    'Reading activities · about 10 minutes left',
  );
});
