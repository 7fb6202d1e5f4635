import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StagedTable } from '../../src/app/staged-file.ts';
import { makeFormat } from '../../src/components/format.ts';
import { VOCABULARY } from '../../src/components/vocabulary.ts';
import { optionsFor, OWN_NAME, LEFT_OUT, reasonOfUse } from '../../src/pages/data/column-use.ts';
import {
  bothReadings,
  fileTitle,
  formatFacts,
  noteTexts,
  tablesSentence,
  tellingDate,
} from '../../src/pages/data/describe-file.ts';
import { csvCell, csvRows } from '../../src/pages/data/download.ts';
import { FILE_WORDS } from '../../src/pages/data/file-words.ts';
import { countRows } from '../../src/pages/data/files-report.tsx';
import { isUnreadable } from '../../src/pages/data/mapping-preview.tsx';
import { MAPPING_WORDS } from '../../src/pages/data/mapping-words.ts';
import { filesBelow, PROJECT } from '../support/source-files.ts';
import { join } from 'node:path';

const LANGUAGES = ['en', 'de'] as const;
const FORMATS = { en: makeFormat('en', 'UTC'), de: makeFormat('de', 'UTC') };
const LEADS = {
  table: 'leads',
  columns: {
    lead_id: { from: ['Record ID'] },
    created_at: { from: ['Create Date'] },
    mql_at: { from: ['Became MQL', 'MQL Date'] },
    customer_at: { from: ['Close Date'], when: { column: 'Stage', in: ['Won'] } },
  },
  rows: null,
  perLead: false,
} as const;
const MAPPING = {
  version: 1,
  header: ['Record ID', 'Create Date', 'Became MQL', 'MQL Date', 'Close Date', 'Stage', 'City'],
  tables: [LEADS],
  dateOrder: {},
  decimal: {},
} as const;

test('a file is named by its system and object, else by what it gives', () => {
  const title = (vendor: string | null, object: string | null, language: 'en' | 'de' = 'en') =>
    fileTitle({ vendor, object, mapping: MAPPING }, FILE_WORDS[language], FORMATS[language]);
  expect(title('hubspot', 'Contacts')).toBe('HubSpot: Contacts');
  expect(title('hubspot', 'Contacts', 'de')).toBe('HubSpot: Kontakte');
  expect(title('pardot', null)).toBe('From Account Engagement (Pardot)');
  expect(title(null, 'Event log', 'de')).toBe('Ereignisprotokoll');
  expect(title(null, null)).toBe('Leads');
  expect(tablesSentence(MAPPING, FILE_WORDS.en, FORMATS.en)).toBe('Gives leads with 2 stage dates.');
  expect(tablesSentence({ ...MAPPING, tables: [] }, FILE_WORDS.de, FORMATS.de)).toBe('Ergibt keine Tabelle.');
});

test('how a file is written stands beside it', () => {
  const source = {
    name: 'a.csv',
    format: 'csv',
    compression: 'gzip',
    encoding: 'windows-1252',
    delimiter: ';',
    headerLine: 4,
    sheets: [],
    sheet: null,
    skipped: [],
    skippedLines: 0,
    isConverted: true,
    reading: { vendor: null, object: null, columns: [], mapping: MAPPING, notes: [], questions: [] },
  } as const;
  expect(formatFacts(source, FILE_WORDS.de, FORMATS.de)).toEqual([
    'Texttabelle',
    'gzip',
    'Windows-1252',
    'getrennt durch Semikolons',
    'Kopfzeile in Zeile 4',
    '0 Spalten',
  ]);
});

/** Codes that the readers of files write, from their source. */
function codesOfReaders(pattern: RegExp): string[] {
  const sources = filesBelow(join(PROJECT, 'src/import/meaning')).map(({ bytes }) => bytes.toString('utf8'));
  const found = sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  return [...new Set(found)];
}

test('every note that a reader writes has words of its own, in both languages', () => {
  const codes = codesOfReaders(/code: '(\w+)'/g);
  expect(codes.length).toBeGreaterThan(12);
  for (const language of LANGUAGES) {
    for (const code of codes) {
      const notes = [{ code, detail: code === 'noHistory' ? 'mql,sql' : 'accounts' }];
      const [note] = noteTexts(notes, FILE_WORDS[language], VOCABULARY[language], FORMATS[language]);
      expect(note?.text, `${language} ${code}`).not.toContain(`${code}:`);
      expect(note?.text).toMatch(/\.$/);
    }
  }
});

test('every reason for which a file is left out has words of its own, in both languages', () => {
  const reasons = codesOfReaders(/reference\([^)]*'(\w+)'\)/g);
  expect(reasons.length).toBeGreaterThan(10);
  const others = [
    'users',
    'roles',
    'orderItems',
    'lineItems',
    'orders',
    'products',
    'campaigns',
    'templates',
  ];
  for (const language of LANGUAGES)
    for (const reason of [...reasons, ...others].filter((one) => one !== 'noCreatedAt'))
      expect(Object.keys(FILE_WORDS[language].references), `${language} ${reason}`).toContain(reason);
});

test('stages without a date are named', () => {
  const [note] = noteTexts(
    [{ code: 'noHistory', detail: 'opportunity,customer' }],
    FILE_WORDS.de,
    VOCABULARY.de,
    FORMATS.de,
  );
  expect(note?.text).toMatch(/^Es gibt kein Datum für Opportunities und Kunden:/);
  expect(note?.isWarning).toBe(true);
});

test('a day is written out in both readings', () => {
  expect(bothReadings('03/04/2021')).toEqual({ dmy: '2021-04-03', mdy: '2021-03-04' });
  expect(bothReadings('3.4.21 10:00')).toEqual({ dmy: '2021-04-03', mdy: '2021-03-04' });
  expect(bothReadings('13/04/2021')).toBeNull();
  expect(bothReadings('2021-04-03')).toBeNull();
  expect(tellingDate(['05/05/2024', '06/05/2024'])?.text).toBe('06/05/2024');
  expect(tellingDate(['05/05/2024'])).toBeNull();
});

test('what a column can be taken for says where it comes from now', () => {
  const options = optionsFor(LEADS, 'City', MAPPING_WORDS.en, VOCABULARY.en);
  expect(options[0]).toEqual({ value: OWN_NAME, label: 'Its own name' });
  expect(options[1]).toEqual({ value: LEFT_OUT, label: 'Leave out' });
  expect(options.find(({ value }) => value === 'created_at')?.label).toBe('Created (now “Create Date”)');
  const own = optionsFor(LEADS, 'MQL Date', MAPPING_WORDS.en, VOCABULARY.en);
  expect(own.find(({ value }) => value === 'mql_at')?.label).toBe('Became MQL');
});

test('why a column counts is said with its conditions', () => {
  const staged = { base: null, edits: [] } as unknown as StagedTable;
  const reason = (column: string, vendor: string | null) =>
    reasonOfUse(staged, LEADS, MAPPING, column, {
      words: MAPPING_WORDS.en,
      vocabulary: VOCABULARY.en,
      format: FORMATS.en,
      vendor,
    });
  expect(reason('Close Date', 'HubSpot')).toBe('So HubSpot calls it · where “Stage” is “Won”');
  expect(reason('MQL Date', null)).toBe(
    'By its name and values · the first of “Became MQL” and “MQL Date” with a value',
  );
  expect(reason('City', null)).toBe('');
});

test('a date that cannot be read is marked in the preview', () => {
  expect(isUnreadable('created_at', '2024-01-02')).toBe(false);
  expect(isUnreadable('created_at', 'soon')).toBe(true);
  expect(isUnreadable('created_at', null)).toBe(false);
  expect(isUnreadable('name', 'soon')).toBe(false);
});

test('no cell of a download is a formula', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r']) expect(csvCell(`${sign}x`)).toMatch(/^"?'/);
  for (const number of ['-1', '+49.5', '-3,5', '-1e5']) expect(csvCell(number)).toMatch(/^"?[-+]/);
  expect(csvCell('a,b')).toBe('"a,b"');
  expect(csvCell('say "x"')).toBe('"say ""x"""');
  expect(csvCell('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
  expect(
    csvRows([
      ['a', '-x'],
      ['b', ''],
    ]),
  ).toBe("a,'-x\r\nb,\r\n");
});

test('files that gave no table stand in the report too', () => {
  const files = [{ table: 'leads', name: 'a.csv', read: 5, rejected: 1, others: 2 }] as const;
  const source = (name: string) => ({ name }) as never;
  expect(countRows({ files, sources: [source('a.csv'), source('accounts.csv')] })).toMatchObject([
    { file: 'a.csv', table: 'leads', read: 5, rejected: 1, others: 2 },
    { file: 'accounts.csv', table: null, read: null },
  ]);
});

test('what a file of a vendor is has a German name', () => {
  const folder = new URL('../../src/import/meaning/vendors/', import.meta.url);
  const names = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return [...text.matchAll(/(?:object: |reference\(|link\(facts, )'([A-Z][^']+)'/g)].map(
      ([, name = '']) => name,
    );
  });
  expect(names.length).toBeGreaterThan(20);
  const same = ['Leads', 'Deals', 'Opportunities', 'Tickets'];
  const { objects } = FILE_WORDS.de;
  expect(names.filter((name) => !same.includes(name) && !Object.hasOwn(objects, name))).toEqual([]);
});

test('notes with counts say them in both languages', () => {
  const counts = { dmy: 35, mdy: 12, both: 45, rows: 1200, line: 40002 };
  const notes = ['mixedDateOrder', 'lateDates', 'brokenIds'].map((code) => ({
    code,
    detail: 'Created',
    counts,
  }));
  const of = (language: 'en' | 'de') =>
    noteTexts(notes, FILE_WORDS[language], VOCABULARY[language], FORMATS[language]);
  expect(of('en')[0]).toMatchObject({ isWarning: true });
  expect(of('en')[0]?.text).toMatch(/35 rows.*12 only.*45 more/);
  expect(of('en')[1]?.text).toMatch(/line 40,002: 1,200 rows/);
  expect(of('de')[0]?.text).toMatch(/35 Zeilen.*12 nur.*45 weitere/);
  expect(of('de')[1]?.text).toMatch(/Zeile 40\.002 anders: 1\.200 Zeilen/);
  expect(of('de')[2]?.text).toContain('1.200 angesehene Zeilen');
});
