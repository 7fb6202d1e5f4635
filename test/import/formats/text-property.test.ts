import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEncoding } from '../../../src/import/formats/decode-text.ts';
import { encodeText } from './encode-text.ts';
import { readAll } from './read-all.ts';

const DELIMITERS = [',', ';', '\t', '|'];
const ENCODINGS: readonly TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];
const LETTERS = 'abcXYZ09 äöüß€é,;|\t"\'.-_/\n@()'.split('');

const cell = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 }).map((text) => text.trim());

interface Style {
  readonly delimiter: string;
  readonly encoding: TextEncoding;
  readonly end: string;
  readonly hasMark: boolean;
  readonly isAllQuoted: boolean;
  readonly hasLastEnd: boolean;
}

function write(
  table: readonly (readonly string[])[],
  { delimiter, end, isAllQuoted, hasLastEnd }: Style,
): string {
  const quoted = (text: string): string =>
    isAllQuoted || /["\n\r]/.test(text) || text.includes(delimiter)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const body = table.map((row) => row.map(quoted).join(delimiter)).join(end);
  return hasLastEnd ? body + end : body;
}

test('rows come back exactly from every dialect, encoding and line end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }),
      fc.record({
        delimiter: fc.constantFrom(...DELIMITERS),
        encoding: fc.constantFrom(...ENCODINGS),
        end: fc.constantFrom('\n', '\r\n', '\r'),
        hasMark: fc.boolean(),
        isAllQuoted: fc.boolean(),
        hasLastEnd: fc.boolean(),
      }),
      async (texts, style) => {
        const table = texts.map(([first, second, third], row) => [
          `L-${row}`,
          first,
          second,
          third,
          '2024-01-05',
        ]);
        const header = ['lead id', 'name', 'note', 'city', 'created at'];
        const text = write([header, ...table], style);
        const { source, rows, malformed } = await readAll(encodeText(text, style.encoding, style.hasMark));
        expect(source.delimiter).toBe(style.delimiter);
        expect(source.header).toEqual(header);
        expect(malformed).toEqual([]);
        expect(rows).toEqual(table.map((row) => row.map((each) => (each === '' ? null : each))));
      },
    ),
    { numRuns: 400, seed: 20_260_601 },
  );
}, 60_000);
