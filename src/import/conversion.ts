/** Tables made of files that the database cannot read as they are: their rows are converted and written as plain CSV, slice by slice. */
import type { HeaderColumn } from './header.ts';
import type { FileMapping, TableMapping } from './mapping.ts';
import { convertRows, DateOrderContradiction, type ConvertedBatch } from './meaning/convert.ts';
import { tableColumns } from './meaning/table-columns.ts';
import type { RowSource } from './row-source.ts';
import { RECORD_LIMIT } from './scan-records.ts';

/** On which lines the rows of a table stand, in runs on lines that follow one another: parallel lists. */
export interface RowLines {
  /** number of each run's first row in the table, from 0 */
  readonly row: number[];
  /** its line, from 1 */
  readonly line: number[];
}

/** How one table comes out of a file. */
export interface Conversion {
  readonly source: RowSource;
  readonly mapping: FileMapping;
  readonly table: TableMapping;
  /** columns of the file whose dates come in both orders */
  readonly settled: ReadonlySet<string>;
  /** what the last reading came by: rows of the file, those of other tables among them, and where leads stand */
  readonly seen: { rows: number; lines: RowLines };
}

/** A run of converted rows, written as CSV with a last column that holds `x` where the row is malformed. */
export interface ConvertedSlice {
  readonly bytes: Uint8Array;
  /** rows of the table before it */
  readonly firstRecord: number;
  readonly records: number;
  /** bytes of the file read so far */
  readonly fileBytes: number;
  readonly hasSeparators: boolean;
}

/** A date in a file speaks against the order that was decided for its column. A class, so that it can be told from other errors. */
export class ConversionContradicted extends Error {
  readonly conversion: Conversion;
  readonly contradiction: DateOrderContradiction;

  constructor(conversion: Conversion, contradiction: DateOrderContradiction) {
    super(`${conversion.source.name}: ${contradiction.message}`, { cause: contradiction });
    this.name = 'ConversionContradicted';
    this.conversion = conversion;
    this.contradiction = contradiction;
  }
}

/** Characters that are encoded at once. */
const CHUNK = 1_048_576;
/** The reader's limit is in bytes, of which a character has three at most. */
const LONGEST_ROW = Math.floor(RECORD_LIMIT / 3);

/** Columns of the table, as if they were its header. */
export function convertedColumns({ mapping, table }: Conversion): HeaderColumn[] {
  return tableColumns(mapping, table).map(({ name, known }) => ({ name, known }));
}

function quoted(cell: string): string {
  // the database takes a NUL for the end of a text
  const text = cell.includes('\0') ? cell.replaceAll('\0', '\uFFFD') : cell;
  return text.includes('"') ? `"${text.replaceAll('"', '""')}",` : `"${text}",`;
}

/** One row as CSV; a malformed one, or one that is longer than the database reads, has nothing but its mark. */
function writeRow(row: readonly (string | null)[], isMalformed: boolean): string {
  let line = '';
  if (!isMalformed) {
    for (const cell of row) line += cell === null || cell === '' ? ',' : quoted(cell);
    if (line.length <= LONGEST_ROW) return `${line}\n`;
  }
  return `${','.repeat(row.length)}x\n`;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function* rowsOf(conversion: Conversion, signal: AbortSignal): AsyncGenerator<ConvertedBatch> {
  const { source, table, mapping, settled } = conversion;
  try {
    yield* convertRows(source, table, mapping, signal, { settled });
  } catch (error) {
    throw error instanceof DateOrderContradiction ? new ConversionContradicted(conversion, error) : error;
  }
}

/**
 * The slices of a table, in order.
 * @param sliceBytes about how many bytes each has, by its number from 0
 */
export async function* convertedSlices(
  conversion: Conversion,
  sliceBytes: (index: number) => number,
  signal: AbortSignal,
): AsyncGenerator<ConvertedSlice> {
  const encoder = new TextEncoder();
  const { seen } = conversion;
  seen.rows = 0;
  seen.lines = { row: [], line: [] };
  const isKept = conversion.table.table === 'leads';
  let ahead = Number.NaN;
  let slices = 0;
  let firstRecord = 0;
  let records = 0;
  let fileBytes = 0;
  let parts: Uint8Array[] = [];
  let length = 0;
  let text = '';
  let hasSeparators = false;
  const flush = (): void => {
    if (text === '') return;
    hasSeparators ||= text.includes('\u001e') || text.includes('\u001f');
    const bytes = encoder.encode(text);
    parts.push(bytes);
    length += bytes.length;
    text = '';
  };
  const take = (): ConvertedSlice => {
    flush();
    const slice = { bytes: joined(parts), firstRecord, records, fileBytes, hasSeparators };
    firstRecord += records;
    records = 0;
    parts = [];
    length = 0;
    hasSeparators = false;
    slices++;
    return slice;
  };
  for await (const batch of rowsOf(conversion, signal)) {
    const malformed = new Set(batch.malformed);
    seen.rows += batch.read;
    fileBytes = batch.bytes;
    for (const [place, row] of batch.rows.entries()) {
      const line = batch.lines[place] as number;
      const number = firstRecord + records;
      if (isKept && line - number !== ahead) {
        ahead = line - number;
        seen.lines.row.push(number);
        seen.lines.line.push(line);
      }
      text += writeRow(row, malformed.has(place));
      records++;
      if (text.length < CHUNK) continue;
      flush();
      if (length >= sliceBytes(slices)) yield take();
    }
  }
  if (records > 0) yield take();
}

/** Line of a row of leads by its number, from 0, as the last reading came by it; null where there is no such row. */
export function convertedLine({ seen }: Conversion, row: number): number | null {
  let low = 0;
  let high = seen.lines.row.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((seen.lines.row[middle] as number) <= row) low = middle + 1;
    else high = middle;
  }
  const line = seen.lines.line[low - 1];
  return line === undefined ? null : line + row - (seen.lines.row[low - 1] as number);
}

/**
 * Lines and raw texts of rows of a table, and of malformed ones how many fields they have; the file is read anew.
 * @param wanted rows by their number in the table, from 0
 */
export async function locateConverted(
  conversion: Conversion,
  wanted: ReadonlySet<number>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Map<number, { readonly line: number; readonly text: string; readonly fields: number | null }>> {
  const lineOf = new Map<number, number>();
  const fieldsOf = new Map<number, number | null>();
  const last = Math.max(...wanted);
  let first = 0;
  for await (const { lines, malformed, malformedCells } of rowsOf(conversion, signal)) {
    for (const [index, place] of malformed.entries())
      if (wanted.has(first + place)) fieldsOf.set(first + place, malformedCells[index] ?? null);
    for (let place = 0; place < lines.length; place++)
      if (wanted.has(first + place)) lineOf.set(first + place, lines[place] as number);
    first += lines.length;
    if (first > last) break;
  }
  const texts = await conversion.source.rawTexts(new Set(lineOf.values()), signal);
  return new Map(
    [...lineOf].map(([row, line]) => [
      row,
      { line, text: texts.get(line) ?? '', fields: fieldsOf.get(row) ?? null },
    ]),
  );
}
