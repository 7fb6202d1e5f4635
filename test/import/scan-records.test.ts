import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LoadError } from '../../src/import/load-error.ts';
import { fieldTexts, lineOfBadUtf8, rewriteRecords } from '../../src/import/read-fields.ts';
import { LINE_ENDS, RECORD_LIMIT, scanRecords, type RecordScan } from '../../src/import/scan-records.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Seen {
  readonly text: string;
  readonly line: number;
  readonly isBroken: boolean;
}

function scanText(text: string, isEnd = true): RecordScan & { readonly seen: readonly Seen[] } {
  const bytes = bytesOf(text);
  const seen: Seen[] = [];
  const scan = scanRecords(bytes, { file: 'file.csv', line: 0, isEnd }, (start, end, line, isBroken) => {
    seen.push({ text: textOf(bytes.subarray(start, end)), line, isBroken });
  });
  return { ...scan, seen };
}

const good = (text: string, line: number): Seen => ({ text, line, isBroken: false });
const broken = (text: string, line: number): Seen => ({ text, line, isBroken: true });

test.each([
  ['line feeds', 'a,b\nc,d\n', LINE_ENDS.lf],
  ['line feeds without the last', 'a,b\nc,d', LINE_ENDS.lf],
  ['both', 'a,b\r\nc,d\r\n', LINE_ENDS.crlf],
  ['carriage returns', 'a,b\rc,d\r', LINE_ENDS.cr],
  ['a mixture', 'a,b\r\nc,d\n', LINE_ENDS.crlf | LINE_ENDS.lf],
])('%s end records', (_, text, lineEnds) => {
  expect(scanText(text)).toMatchObject({
    records: 2,
    lines: 2,
    end: text.length,
    lineEnds,
    hasOdd: false,
    seen: [good('a,b', 0), good('c,d', 1)],
  });
});

test('empty lines are no records, but count as lines', () => {
  const scan = scanText('\n\na,b\n\r\n  \nc,d\n\n');
  expect(scan.seen).toEqual([good('a,b', 2), good('  ', 4), good('c,d', 5)]);
  expect(scan.lines).toBe(7);
});

test('quotes hold line ends, commas and doubled quotes; with spaces around them they are odd', () => {
  const scan = scanText('"a\nb","c, ""d"""\r\n1,"x\r\ny" \r\n2,3\r\n');
  expect(scan.seen).toEqual([good('"a\nb","c, ""d"""', 0), good('1,"x\r\ny" ', 2), good('2,3', 4)]);
  expect(scan.hasOdd).toBe(true);
  expect(scanText('"a\nb",""""\n27" screen,\n').hasOdd).toBe(false);
});

test('a quote inside of a field stands for itself', () => {
  expect(scanText('27" screen,5\nb,6\n').seen).toEqual([good('27" screen,5', 0), good('b,6', 1)]);
});

test('a broken quote costs its own line alone', () => {
  expect(scanText('a,"open\nb,c\n').seen).toEqual([broken('a,"open', 0), good('b,c', 1)]);
  expect(scanText('a,"open\nb,"fine",c\nd,e\n').seen).toEqual([
    broken('a,"open', 0),
    good('b,"fine",c', 1),
    good('d,e', 2),
  ]);
  expect(scanText('a,"b"x,c\nd,e\n').seen).toEqual([broken('a,"b"x,c', 0), good('d,e', 1)]);
  expect(scanText('a,"b').seen).toEqual([broken('a,"b', 0)]);
  expect(scanText('a,"b""').seen).toEqual([broken('a,"b""', 0)]);
});

test('a quoted field beyond the limit is broken', () => {
  const scan = scanText(`a,"${'x\n'.repeat(RECORD_LIMIT / 2)}",b\nc,d\n`);
  expect(scan.seen[0]).toEqual(broken('a,"x', 0));
  expect(scan.seen.at(-1)).toMatchObject({ text: 'c,d' });
});

test('a record that goes on is left for the next bytes', () => {
  expect(scanText('a,b\nc,"d', false)).toMatchObject({ records: 1, end: 4, lines: 1 });
  expect(scanText('a,b\nc,"d"', false)).toMatchObject({ records: 1, end: 4 });
  expect(scanText('a,b\r', false)).toMatchObject({ records: 0, end: 0 });
  expect(scanText('a,b\nc,d', false)).toMatchObject({ records: 1, end: 4 });
});

test('bytes that are no text are refused with their line', () => {
  expect(() => scanText('a,b\nc\u0000,d\n')).toThrow(
    expect.objectContaining({ problem: { code: 'notText', file: 'file.csv', line: 2, detail: 'NUL' } }),
  );
  expect(() => scanText('a,"b\n\u0000",d\n')).toThrow(LoadError);
  expect(() => scanText(`a,b\n${'x'.repeat(2 * RECORD_LIMIT + 1)}`, false)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'lineTooLong', line: 2 }) }),
  );
});

test('checkpoints are places from which counting starts again', () => {
  const text = Array.from({ length: 20_000 }, (_, row) => `${row},"a\nb"\n`).join('');
  const { checkpoints, records } = scanText(text);
  expect(records).toBe(20_000);
  expect(checkpoints[0]).toEqual({ record: 0, line: 0, start: 0 });
  expect(checkpoints.length).toBeGreaterThan(1);
  for (const { record, line, start } of checkpoints) {
    expect(text.slice(start).startsWith(`${record},`)).toBe(true);
    expect(line).toBe(record * 2);
  }
});

/** Texts of the characters that matter. */
const messy = fc
  .array(
    fc.constantFrom('a', 'bc', ',', ',', '"', '"', '\n', '\r\n', '\r', ' ', '""', 'ä', 'x,y\n', '"q",'),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

test('the same records come out wherever the bytes are cut', () => {
  fc.assert(
    fc.property(messy, fc.integer({ min: 0, max: 200 }), (text, at) => {
      const bytes = bytesOf(text);
      const whole = scanText(text);
      const cut = Math.min(at, bytes.length);
      const first = scanRecords(bytes.subarray(0, cut), { file: '', line: 0, isEnd: false });
      const second = scanRecords(bytes.subarray(first.end), { file: '', line: 0, isEnd: true });
      expect(first.records + second.records).toBe(whole.records);
      expect(first.lines + second.lines).toBe(whole.lines);
      expect(first.hasOdd || second.hasOdd).toBe(whole.hasOdd);
    }),
    { numRuns: 2_000 },
  );
});

test('every byte but line ends stands in one record', () => {
  fc.assert(
    fc.property(messy, (text) => {
      const bare = (part: string): string => part.replaceAll(/[\r\n]/g, '');
      expect(
        scanText(text)
          .seen.map((record) => bare(record.text))
          .join(''),
      ).toBe(bare(text));
    }),
    { numRuns: 2_000 },
  );
});

test('fields are taken apart as they were scanned', () => {
  const fields = (text: string): string[] => fieldTexts(bytesOf(text), 0, bytesOf(text).length);
  expect(fields('a,b')).toEqual(['a', 'b']);
  expect(fields('"a,""b""", "c" ,d e ,')).toEqual(['a,"b"', 'c', 'd e ', '']);
  expect(fields('27" screen,""')).toEqual(['27" screen', '']);
  expect(fields('')).toEqual(['']);
});

test('records are written anew with their faults marked', () => {
  const rewritten = rewriteRecords(bytesOf('a,b\r\n\r\nc\rd,"e\n",\n"x"y,z\n1,2,3\n4,5" ,\n'), 2);
  expect(textOf(rewritten)).toBe('"a","b",\n,,x\n"d","e\n",\n,,x\n,,x\n"4","5"" ",\n');
});

test('bad UTF-8 is found with its line', () => {
  expect(lineOfBadUtf8(bytesOf('ä\nß\n'))).toBeNull();
  expect(lineOfBadUtf8(new Uint8Array([0x61, 10, 0x62, 10, 0x63, 0xe4, 10]))).toBe(2);
});
