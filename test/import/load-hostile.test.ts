/** Files that are made to do harm, or are none of ours, dropped beside good ones: a reason in little time, and nothing is left. */
import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { LoadError, type LoadProblemCode } from '../../src/import/load-error.ts';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import { givenFile, withFiles } from '../support/load-files.ts';
import { inline, makeWorkbook, rowXml } from './formats/make-workbook.ts';

const LEADS = givenFile('leads.csv', 'lead_id,created_at\n1,2024-01-05\n');
const HEAD = rowXml(1, [inline('Lead ID'), inline('Created On')]);
const ROW = rowXml(2, [inline('1'), inline('2024-01-05')]);
const GOOD = makeWorkbook({ sheets: { Export: HEAD + ROW } });

const ENTITIES = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>`;

/** 80 MB of zeros, packed a thousandfold. */
const zeros = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(new Uint8Array(80_000_000), { level: 9 }));
const hugeSheet = (): string =>
  `<worksheet><sheetData>${HEAD}${' '.repeat(80_000_000)}</sheetData></worksheet>`;

const cases: readonly (readonly [
  string,
  string,
  () => Uint8Array<ArrayBuffer> | string,
  LoadProblemCode[],
])[] = [
  [
    'definitions of entities',
    'bomb.xlsx',
    () => makeWorkbook({ sheets: { Export: '' }, parts: { 'xl/worksheets/sheet1.xml': ENTITIES } }),
    ['unsafeFile', 'damagedFile'],
  ],
  [
    'a sheet of blanks that is packed a thousandfold',
    'bomb.xlsx',
    () => makeWorkbook({ sheets: { Export: '' }, parts: { 'xl/worksheets/sheet1.xml': hugeSheet() } }),
    ['tooLarge'],
  ],
  ['zeros in gzip', 'bomb.csv.gz', zeros, ['tooLarge', 'notText']],
  [
    'gzip in gzip in gzip',
    'deep.csv.gz',
    () => new Uint8Array(gzipSync(gzipSync(gzipSync(new TextEncoder().encode('lead_id,created_at\n'))))),
    ['otherArchive'],
  ],
  [
    'an archive of files',
    'files.zip',
    () =>
      new Uint8Array(
        zipSync({ 'leads.csv': new TextEncoder().encode('lead_id,created_at\n1,2024-01-05\n') }),
      ),
    ['otherArchive'],
  ],
  ['half a workbook', 'half.xlsx', () => GOOD.slice(0, GOOD.length / 2), ['damagedFile']],
  ['a page of the web', 'export.csv', () => '<!doctype html><html><body>Sign in</body></html>', ['webPage']],
  [
    'a placeholder of Git LFS',
    'leads2.csv',
    () =>
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
    ['gitLfsPointer'],
  ],
  ['a PDF', 'report.csv', () => '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', ['otherFormat']],
  ['an empty file', 'empty.csv', () => '', ['emptyFile']],
  [
    'a line without an end',
    'line.csv',
    () => `lead_id,created_at\n${'x'.repeat(9_000_000)}`,
    ['lineTooLong'],
  ],
  [
    'more columns than a sheet has',
    'columns.csv',
    () =>
      `lead_id,created_at,${Array.from({ length: 20_000 }, (_, index) => `c${index}`).join(',')}\n1,2024-01-05\n`,
    ['tooManyColumns'],
  ],
];

async function refusal(files: readonly GivenFile[]): Promise<LoadError> {
  try {
    await withFiles(files, () => Promise.resolve());
  } catch (error) {
    if (error instanceof LoadError) return error;
    throw error;
  }
  throw new Error('It was loaded');
}

test.each(cases)('%s is named, and what was loaded before stays', async (_, name, content, codes) => {
  const file = givenFile(name, content());
  await withFiles([LEADS], async (before) => {
    for (const files of [[file], [LEADS, file]]) {
      const started = performance.now();
      const { problem } = await refusal(files);
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(codes).toContain(problem.code);
      expect(problem.file).toBe(name);
    }
    const { rows } = await before.metrics(DEFAULT_REQUEST, before.summary.model);
    expect(rows.leads.loaded).toBe(1);
  });
});

/** Name of a column of a sheet: A … Z, AA … */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

test('wide sheets of 3,000 columns are loaded, as text and as a workbook', async () => {
  const names = ['Lead ID', 'Created On', ...Array.from({ length: 2998 }, (_, index) => `Feld ${index}`)];
  const rows = Array.from({ length: 20 }, (_, row) => [
    `L${row}`,
    `2024-01-${String(row + 1).padStart(2, '0')}`,
    ...Array.from({ length: 2998 }, (_, index) => String((row * index) % 7)),
  ]);
  const text = [names, ...rows].map((cells) => cells.join(';')).join('\r\n');
  const sheet = [names, ...rows]
    .map((cells, line) => {
      const written = cells.map((cell, index) =>
        inline(cell).replace('<c', `<c r="${columnName(index)}${line + 1}"`),
      );
      return `<row r="${line + 1}">${written.join('')}</row>`;
    })
    .join('');
  const files = [
    givenFile('wide.csv', text),
    givenFile('wide.xlsx', makeWorkbook({ sheets: { Wide: sheet } })),
  ];
  for (const file of files) {
    const started = performance.now();
    await withFiles([file], async ({ summary, columnValues }) => {
      expect(summary.rows.leads).toMatchObject({ read: 20, loaded: 20 });
      expect(summary.leadColumns).toHaveLength(3000);
      const last = summary.leadColumns.find(({ name }) => name === 'Feld 2997');
      expect(last).toEqual({ name: 'Feld 2997', distinct: 7, exact: true, missing: 0 });
      expect((await columnValues('Feld 2997', '', 3))[0]).toEqual({ value: '0', leads: 3 });
    });
    expect(performance.now() - started).toBeLessThan(20_000);
  }
});

test('cells far away in an otherwise small sheet cost nothing', async () => {
  const far = `<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`;
  const bytes = makeWorkbook({ sheets: { Export: HEAD + ROW + far } });
  const started = performance.now();
  const outcome = await withFiles([givenFile('far.xlsx', bytes)], ({ summary }) =>
    Promise.resolve(summary.rows.leads.read),
  ).catch((error: unknown) => {
    if (error instanceof LoadError) return error.problem.code;
    throw error;
  });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect([1, 2, 'tooLarge', 'tooManyColumns']).toContain(outcome);
});
