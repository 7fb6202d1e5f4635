import {
  Dictionary,
  Field,
  Int32,
  List,
  Table,
  tableToIPC,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { gzipSync, unzipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { openRowSource } from '../../../src/import/formats/open-row-source.ts';
import { LoadError } from '../../../src/import/load-error.ts';
import { encodeText } from './encode-text.ts';
import { inline, makeWorkbook, number, rowXml } from './make-workbook.ts';
import { fileOf, NEVER } from './read-all.ts';

const COUNT = 40;
const TABLE = Array.from({ length: COUNT }, (_, row) => ({
  id: `L-${row}`,
  name: row % 3 === 0 ? `Müller, "${row}"` : `Ann ${row}`,
  note: row % 5 === 0 ? 'two\nlines' : '',
  created: `2024-01-${String((row % 28) + 1).padStart(2, '0')}`,
}));
const HEADER = ['id', 'name', 'note', 'created'] as const;

function text(delimiter: string): string {
  const quoted = (cell: string): string => (/["\n,;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [
    HEADER.join(delimiter),
    ...TABLE.map((row) => HEADER.map((name) => quoted(row[name])).join(delimiter)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const FILES: Readonly<Record<string, Uint8Array>> = {
  csv: encodeText(text(','), 'utf-8'),
  semicolons: encodeText(text(';'), 'windows-1252'),
  wide: encodeText(text('\t'), 'utf-16le', true),
  gzip: gzipSync(encodeText(text('|'), 'utf-8')),
  json: encodeText(JSON.stringify({ results: TABLE }), 'utf-8'),
  ndjson: encodeText(TABLE.map((row) => JSON.stringify(row)).join('\n'), 'utf-8'),
  workbook: makeWorkbook({
    sheets: {
      Leads:
        rowXml(1, HEADER.map(inline)) +
        TABLE.map((row, index) =>
          rowXml(index + 2, [inline(row.id), inline('x'), inline('y'), number('45000', 1)]),
        ).join(''),
    },
  }),
  parquet: new Uint8Array(
    parquetWriteBuffer({
      columnData: HEADER.map((name) => ({
        name,
        data: TABLE.map((row) => row[name]),
        type: 'STRING' as const,
      })),
    }),
  ),
  arrow: tableToIPC(
    new Table({
      id: vectorFromArray(
        TABLE.map(({ id }) => id),
        new Utf8(),
      ),
      count: vectorFromArray(
        TABLE.map((_, row) => row),
        new Int32(),
      ),
    }),
    'file',
  ),
  'arrow stream': tableToIPC(
    new Table({
      id: vectorFromArray(
        TABLE.map(({ id }) => id),
        new Dictionary(new Utf8(), new Int32()),
      ),
      at: vectorFromArray(
        TABLE.map((_, row) => row * 1000),
        new TimestampMillisecond(),
      ),
      tags: vectorFromArray(
        TABLE.map(({ id, name }) => [id, name]),
        new List(new Field('item', new Utf8())),
      ),
    }),
    'stream',
  ),
};

interface Mutation {
  readonly kind: 'set' | 'insert' | 'remove' | 'cut' | 'double';
  readonly at: number;
  readonly byte: number;
  readonly length: number;
}

function mutate(bytes: Uint8Array, { kind, at, byte, length }: Mutation): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const before = bytes.subarray(0, place);
  const end = Math.min(bytes.length, place + length);
  if (kind === 'cut') return before.slice();
  if (kind === 'set') return bytes.map((each, index) => (index === place ? byte : each));
  if (kind === 'insert') return new Uint8Array([...before, byte, ...bytes.subarray(place)]);
  if (kind === 'remove') return new Uint8Array([...before, ...bytes.subarray(end)]);
  return new Uint8Array([...bytes.subarray(0, end), ...bytes.subarray(place)]);
}

/** Rows that a file gives, or the code with which it is refused. Any other error is a fault. */
async function outcome(bytes: Uint8Array): Promise<{ rows: number; malformed: number } | string> {
  try {
    const source = await openRowSource('file', fileOf(bytes));
    let rows = 0;
    let malformed = 0;
    for await (const batch of source.rows(NEVER)) {
      for (const [index, row] of batch.rows.entries()) {
        if (row.length > source.header.length) throw new Error('A row is longer than the header');
        if (batch.malformed.includes(index) && row.length > 0) throw new Error('A malformed row has cells');
      }
      if (batch.lines.length !== batch.rows.length) throw new Error('Rows without a line');
      rows += batch.rows.length;
      malformed += batch.malformed.length;
    }
    return { rows: rows + source.skipped.length, malformed };
  } catch (error) {
    if (error instanceof LoadError) return error.problem.code;
    throw error;
  }
}

test.each(Object.keys(FILES))(
  '%s, changed anywhere, is read or refused',
  async (name) => {
    const bytes = FILES[name] as Uint8Array;
    expect(await outcome(bytes)).toEqual({ rows: COUNT, malformed: 0 });
    const mutation = fc.record({
      kind: fc.constantFrom<Mutation['kind']>('set', 'insert', 'remove', 'cut', 'double'),
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      byte: fc.oneof(fc.constantFrom(0, 10, 13, 34, 39, 44, 59, 91, 123, 255), fc.nat(255)),
      length: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
        const start = Date.now();
        await outcome(mutations.reduce(mutate, bytes));
        expect(Date.now() - start).toBeLessThan(10_000);
      }),
      { numRuns: 250, seed: 3 },
    );
  },
  120_000,
);

test('workbooks whose XML is changed are read or refused', async () => {
  const part = 'xl/worksheets/sheet1.xml';
  const xml = new TextDecoder().decode(unzipSync(FILES.workbook as Uint8Array)[part]);
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    '</row>',
    '<c r="B1">',
    '&',
    ']]>',
    '<!--',
    '<row r="7">',
    ' t="s"',
    '<v>',
    'x',
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(xml.length), piece, fc.nat(30), async (at, added, removed) => {
      const changed = xml.slice(0, at) + added + xml.slice(at + removed);
      await outcome(makeWorkbook({ sheets: { Leads: '' }, parts: { [part]: changed } }));
    }),
    { numRuns: 250, seed: 9 },
  );
});

test('one misplaced quote in a text costs at most the row that it stands in', async () => {
  const bytes = FILES.csv as Uint8Array;
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), async (at) => {
      const header = text(',').indexOf('\n') + 1;
      const place = (header + at * (bytes.length - header)) / bytes.length;
      const result = await outcome(mutate(bytes, { kind: 'insert', at: place, byte: 34, length: 1 }));
      expect(typeof result).toBe('object');
      const { rows, malformed } = result as { rows: number; malformed: number };
      // a row on two lines may break into two
      expect(rows).toBeGreaterThanOrEqual(COUNT - 1);
      expect(rows).toBeLessThanOrEqual(COUNT + 1);
      expect(malformed).toBeLessThanOrEqual(2);
    }),
    { numRuns: 300, seed: 5 },
  );
});
