/** Recognises what a file is by its first bytes. CSV is what can be read today; others are named, so that the reader can export anew. */
import { convertedColumns } from './conversion.ts';
import { LoadError, type LoadProblemCode } from './load-error.ts';
import { headerColumns, missingColumn, type HeaderColumn } from './header.ts';
import type { ImportFile } from './import-file.ts';
import { fieldTexts, lineOfBadUtf8 } from './read-fields.ts';
import { RECORD_LIMIT, scanRecords } from './scan-records.ts';

/** A CSV file whose header was read. */
export interface CsvFile {
  readonly file: ImportFile;
  readonly columns: readonly HeaderColumn[];
  /** first byte and line (from 0) after the header */
  readonly bodyStart: number;
  readonly bodyLine: number;
  readonly isEmpty: boolean;
}

/** First bytes of files that are no text, and the word for each. */
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['GZIP', [0x1f, 0x8b]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PARQUET', [0x50, 0x41, 0x52, 0x31]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

/** Beginnings of text that is no table, without regard to case. */
const MARKUP = /^\s*<(?:!doctype|html|head|table|\?xml|svg|!--)/i;

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads the header of a file.
 * @throws LoadError when the file is empty, no text, not UTF-8, separated by something other than commas, or lacks a
 * required column
 */
export async function openCsv(file: ImportFile): Promise<CsvFile> {
  const { name, table } = file;
  if (file.conversion !== undefined || table === 'aliases') {
    const columns = file.conversion === undefined ? [] : convertedColumns(file.conversion);
    return { file, columns, bodyStart: 0, bodyLine: 0, isEmpty: false };
  }
  const fail = (code: LoadProblemCode, line: number | null, detail: string | null): LoadError =>
    new LoadError({ code, file: name, line, detail });
  const headLength = Math.min(file.bytes.size, 2 * RECORD_LIMIT);
  const isEnd = headLength === file.bytes.size;
  const whole = await file.bytes.slice(0, headLength);
  const signature = SIGNATURES.find(([, start]) => startsWith(whole, start));
  if (signature !== undefined)
    throw fail(signature[0] === 'UTF-16' ? 'notUtf8' : 'notText', null, signature[0]);
  const mark = startsWith(whole, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  const head = whole.subarray(mark);
  if (MARKUP.test(new TextDecoder().decode(head.subarray(0, 200)))) throw fail('notText', 1, 'HTML');

  let header: { start: number; end: number; line: number; isBroken: boolean } | null = null;
  let bodyStart: number | null = null;
  let bodyLine = 0;
  const scan = scanRecords(head, { file: name, line: 0, isEnd }, (start, end, line, isBroken) => {
    if (header === null) header = { start, end, line, isBroken };
    else if (bodyStart === null) {
      bodyStart = start;
      bodyLine = line;
    }
  });
  const found = header as { start: number; end: number; line: number; isBroken: boolean } | null;
  if (found === null) throw isEnd ? fail('emptyFile', null, null) : fail('lineTooLong', scan.lines + 1, null);
  const bytes = head.slice(found.start, found.end);
  if (lineOfBadUtf8(bytes) !== null) throw fail('notUtf8', found.line + 1, null);
  const texts = fieldTexts(bytes, 0, bytes.length);
  if (texts.length === 1) {
    const delimiter = [';', '\t', '|'].find((character) => texts[0]?.includes(character));
    if (delimiter !== undefined)
      throw fail('otherDelimiter', found.line + 1, delimiter === '\t' ? 'tab' : delimiter);
  }
  const columns = headerColumns(table, texts);
  const missing = missingColumn(table, columns);
  if (missing !== null) throw fail('missingColumn', found.line + 1, missing);
  const isEmpty = isEnd && bodyStart === null;
  if (isEmpty && table === 'leads') throw fail('noRows', null, null);
  if (bodyStart === null) return { file, columns, bodyStart: mark + scan.end, bodyLine: scan.lines, isEmpty };
  return { file, columns, bodyStart: mark + bodyStart, bodyLine, isEmpty };
}
