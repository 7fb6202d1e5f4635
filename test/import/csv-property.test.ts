import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rejectedPage } from '../../src/import/rejected-rows.ts';
import { query, verbatim } from '../../src/query/query.ts';
import { ENGINES, importFiles, textFile } from './engines.ts';

interface PlainRecord {
  readonly line: number;
  readonly text: string;
  /** null where the record is broken */
  readonly fields: readonly string[] | null;
}

/** Reads CSV by regular expressions: slow, short, and written without a look at the importer. */
function readCsv(text: string): PlainRecord[] {
  const quoted = / *"((?:[^"]|"")*)" *(?=,|\r|\n|$)/y;
  const bare = /(?! *")[^,\r\n]*/y;
  const lineEnd = /\r\n|\r|\n/y;
  const restOfLine = /[^\r\n]*/y;
  const matchAt = (pattern: RegExp, index: number): RegExpExecArray | null => {
    pattern.lastIndex = index;
    return pattern.exec(text);
  };
  const records: PlainRecord[] = [];
  let line = 1;
  for (let index = 0; index < text.length;) {
    const start = index;
    const fields: string[] = [];
    let isBroken = false;
    for (;;) {
      const inQuotes = matchAt(quoted, index);
      const field = inQuotes ?? matchAt(bare, index);
      if (field === null) {
        isBroken = true;
        index += matchAt(restOfLine, index)?.[0].length ?? 0;
        break;
      }
      fields.push(inQuotes === null ? field[0] : (inQuotes[1] ?? '').replaceAll('""', '"'));
      index += field[0].length;
      if (text[index] !== ',') break;
      index++;
    }
    const record = text.slice(start, index);
    if (record !== '') records.push({ line, text: record, fields: isBroken ? null : fields });
    index += matchAt(lineEnd, index)?.[0].length ?? 0;
    line += text.slice(start, index).match(/\r\n|\r|\n/g)?.length ?? 0;
  }
  return records;
}

function reasonOf({ fields }: PlainRecord): string | null {
  if (fields === null || fields.length < 3 || fields.slice(3).some((field) => field !== ''))
    return 'malformed';
  if ((fields[0] ?? '') === '') return 'missingId';
  return fields[1] === '2025-01-01' ? null : 'badCreatedAt';
}

const piece = fc.constantFrom(
  'a',
  'b c',
  ' ',
  ',',
  '"',
  '"',
  '""',
  '"x"',
  ',"y, z"',
  ' "q" ',
  '\r',
  '\n"',
  'ä€',
  "'",
  '|',
);
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'x',
      '',
      ' spaced ',
      '"quoted"',
      '"a, ""b"""',
      '"two\nlines"',
      '27" screen',
      'x,,',
      ' "q" ',
    ),
  },
  { weight: 1, arbitrary: fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')) },
);

test.each(ENGINES)(
  '%s loads what plain code reads, and rejects the rest with line and text',
  async (name, open) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\n', '\r\n', '\r\n', '\r'),
        fc.boolean(),
        async (cells, end, isClosed) => {
          const rows = cells.map((text, row) => `L${row},2025-01-01,${text}`);
          const content = `lead_id,created_at,x${end}${rows.join(end)}${isClosed ? end : ''}`;
          const records = readCsv(content).slice(1);
          const files = [textFile('leads', content)];
          const database = await open();
          try {
            const tables = await importFiles(database, files);
            const { columns } = await database.read(
              query`SELECT c0 AS id, coalesce(${verbatim('c2')}, '') AS x FROM leads`,
            );
            const loaded = records.filter((record) => reasonOf(record) === null);
            expect(columns['id']).toEqual(loaded.map(({ fields }) => fields?.[0]));
            expect(columns['x']).toEqual(loaded.map(({ fields }) => fields?.[2] ?? ''));
            expect(tables.rows.leads.read).toBe(records.length);
            expect(await rejectedPage(database, files, 0, 1_000)).toEqual(
              records
                .filter((record) => reasonOf(record) !== null)
                .map((record) => ({
                  file: 'leads.csv',
                  line: record.line,
                  reason: reasonOf(record),
                  text: record.text,
                  ...(reasonOf(record) === 'malformed' && record.fields !== null
                    ? { fields: { found: record.fields.length, expected: 3 } }
                    : {}),
                })),
            );
          } finally {
            await database.close();
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? (name === 'wasm' ? 15 : 40)) },
    );
  },
  120_000,
);
