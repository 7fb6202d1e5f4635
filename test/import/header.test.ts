import { expect, test } from 'vitest';
import { openCsv } from '../../src/import/formats.ts';
import { headerColumns, missingColumn } from '../../src/import/header.ts';
import type { ImportTable } from '../../src/import/import-file.ts';
import { LoadError } from '../../src/import/load-error.ts';
import { textFile } from './engines.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

test('known columns are found by their exact name first, then without regard to case and outer spaces', () => {
  expect(headerColumns('leads', ['lead_id', 'Email ', 'EMAIL', 'email', ' Created_At'])).toEqual([
    { name: 'lead_id', known: 'lead_id' },
    { name: 'Email ', known: null },
    { name: 'EMAIL', known: null },
    { name: 'email', known: 'email' },
    { name: ' Created_At', known: 'created_at' },
  ]);
  // two candidates: neither is taken
  expect(headerColumns('leads', ['Email', 'EMAIL']).map(({ known }) => known)).toEqual([null, null]);
});

test('names become unique, the first keeps its own', () => {
  expect(headerColumns('leads', ['a', 'a', 'a_2', 'a', '', ' ']).map(({ name }) => name)).toEqual([
    'a',
    'a_3',
    'a_2',
    'a_4',
    'column_5',
    'column_6',
  ]);
});

test.each<[ImportTable, readonly string[], string | null]>([
  ['leads', ['created_at'], 'lead_id'],
  ['leads', ['lead_id'], 'created_at'],
  ['activities', ['type', 'occurred_at'], 'lead_id or email'],
  ['activities', ['email', 'occurred_at'], 'type'],
  ['activities', ['email', 'type'], 'occurred_at'],
  ['activities', ['email', 'type', 'occurred_at'], null],
  ['stageHistory', ['lead_id', 'entered_at'], 'stage'],
  ['stageHistory', ['lead_id', 'stage'], 'entered_at'],
  ['opportunities', ['opportunity_id', 'created_at'], 'lead_id or email'],
  ['opportunities', ['lead_id', 'won_at'], 'created_at'],
  ['opportunities', ['email', 'created_at'], null],
])('%s with %j lacks %j', (table, names, missing) => {
  expect(missingColumn(table, headerColumns(table, names))).toBe(missing);
});

test.each<[string, Uint8Array<ArrayBuffer> | string, object]>([
  ['nothing', '', { code: 'emptyFile', line: null }],
  ['empty lines', '\n\r\n\n', { code: 'emptyFile' }],
  ['a byte-order mark', '\ufeff', { code: 'emptyFile' }],
  ['a header alone', 'lead_id,created_at\n', { code: 'noRows' }],
  ['a page', '\n<!DOCTYPE html><html>', { code: 'notText', line: 1, detail: 'HTML' }],
  ['a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6]), { code: 'notText', detail: 'ZIP' }],
  ['other bytes', new Uint8Array([1, 2, 0, 3, 4]), { code: 'notText', detail: 'NUL' }],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0]), { code: 'notUtf8', detail: 'UTF-16' }],
  [
    'Latin-1 in the header',
    new Uint8Array([...bytesOf('lead_id,created_at,Gr'), 0xf6, ...bytesOf('e\n1,2,3\n')]),
    { code: 'notUtf8', line: 1 },
  ],
  ['semicolons', '\nlead_id;created_at\n1;2\n', { code: 'otherDelimiter', line: 2, detail: ';' }],
  ['tabs', 'lead_id\tcreated_at\n', { code: 'otherDelimiter', line: 1, detail: 'tab' }],
  ['other columns', 'id,created_at\n1,2\n', { code: 'missingColumn', line: 1, detail: 'lead_id' }],
  ['one endless line', 'x'.repeat(5_000_000), { code: 'lineTooLong', line: 1 }],
])('a file with %s is refused', async (_, content, problem) => {
  const opening = openCsv(textFile('leads', content, 'export.csv'));
  await expect(opening).rejects.toBeInstanceOf(LoadError);
  await expect(opening).rejects.toMatchObject({ problem: { file: 'export.csv', ...problem } });
});

test('a header may have a mark, empty lines before it, quotes and line ends in its names', async () => {
  const opened = await openCsv(
    textFile('leads', '\ufeff\r\n"lead_id", "created_at" ,"a\nb"\r\n\r\n1,2,3\r\n'),
  );
  expect(opened.columns.map(({ name }) => name)).toEqual(['lead_id', 'created_at', 'a\nb']);
  expect(opened.bodyLine).toBe(4);
  expect(opened.isEmpty).toBe(false);
});

test('a table beside the leads may be a header alone', async () => {
  expect((await openCsv(textFile('activities', 'lead_id,type,occurred_at'))).isEmpty).toBe(true);
});
