/** Brings the slices of files into the database, and sees to it that every record arrives. */
import type { Database } from '../database/database.ts';
import { csvRows, insertCheckpoints, type CsvSource, type RecordRange } from '../query/import-csv.ts';
import type { Query } from '../query/query.ts';
import type { CsvFile } from './formats.ts';
import type { LoadedTable } from './import-file.ts';
import { LoadError } from './load-error.ts';
import { lineOfBadUtf8, rewriteRecords } from './read-fields.ts';
import { fileSlices, type FileSlice } from './slices.ts';

/** How far an import has come. */
export interface ImportProgress {
  readonly phase: LoadedTable;
  /** file at hand */
  readonly file: string;
  /** rows of the table read so far */
  readonly rows: number;
  /** 0..1 over the bytes of all files */
  readonly share: number;
}

/** What every part of an import works with. */
export interface ImportContext {
  readonly database: Database;
  readonly signal: AbortSignal;
  /** records of each file by its number, as far as they were read */
  readonly recordsRead: Map<number, number>;
  /** reports rows of the table and bytes of the file with this number that are done */
  onSlice(table: LoadedTable, file: number, rows: number, bytes: number): void;
}

/** A file of a table with its number among all files. */
export interface NumberedFile extends CsvFile {
  readonly number: number;
}

/** How a slice is written into the database. */
interface SliceWriter {
  /** writes the rows of a source; a failed statement leaves nothing behind */
  write(source: CsvSource): Query;
  /** column `rows`: how many rows there are after `write` */
  readonly count: Query;
  /** `rows` when all have arrived */
  readonly expected: number;
  /** takes back what `write` wrote */
  readonly undo: Query;
}

/** Runs a statement and gives the number in its column `rows`. */
export async function readCount({ database, signal }: ImportContext, counting: Query): Promise<number> {
  const { columns } = await database.read(counting, signal);
  return Number(columns['rows']?.[0] ?? 0);
}

/** Runs statements one after another. */
export async function runAll(
  { database, signal }: ImportContext,
  statements: readonly Query[],
): Promise<void> {
  for (const statement of statements) await database.run(statement, signal);
}

/** One kind of line end and no odd record: what the database's reader takes apart as the scan did. */
function isPlain({ hasOdd, lineEnds }: FileSlice): boolean {
  return !hasOdd && (lineEnds & (lineEnds - 1)) === 0;
}

/** Lets the database read a slice from the file; false, with nothing written, where other records came out than were scanned. */
async function writeAsItIs(
  context: ImportContext,
  file: CsvFile,
  slice: FileSlice,
  writer: SliceWriter,
): Promise<boolean> {
  const { database, signal } = context;
  const attached = await database.attach(file.file.bytes.source(slice.start, slice.end));
  try {
    await database.run(writer.write(csvRows(attached, file.columns.length, false)), signal);
  } catch (error) {
    signal.throwIfAborted();
    // what the reader refuses as a whole may have one bad record
    if (error instanceof Error && error.message.startsWith('Invalid Input Error')) return false;
    throw error;
  } finally {
    await database.release(attached);
  }
  if ((await readCount(context, writer.count)) === writer.expected) return true;
  await database.run(writer.undo, signal);
  return false;
}

/**
 * Writes a slice. Where the database's reader finds other records than the scan, the slice is taken apart here, so that
 * one bad line never costs its neighbours.
 * @throws LoadError `notUtf8`
 */
export async function writeSlice(
  context: ImportContext,
  file: CsvFile,
  slice: FileSlice,
  writer: SliceWriter,
): Promise<void> {
  const { database, signal } = context;
  const { bytes, name } = file.file;
  const columns = file.columns.length;
  const write = async (rewritten: Uint8Array): Promise<void> => {
    const attached = await database.attach({ bytes: rewritten });
    try {
      await database.run(writer.write(csvRows(attached, columns, true)), signal);
    } finally {
      await database.release(attached);
    }
    const count = await readCount(context, writer.count);
    if (count !== writer.expected) {
      throw new Error(`${name}: ${count} rows arrived where ${writer.expected} were expected`);
    }
  };
  if (slice.converted !== null) {
    await write(slice.converted);
    return;
  }
  if (isPlain(slice) && (await writeAsItIs(context, file, slice, writer))) return;
  const whole = await bytes.slice(slice.start, slice.end);
  const badLine = lineOfBadUtf8(whole);
  if (badLine !== null) {
    throw new LoadError({ code: 'notUtf8', file: name, line: slice.firstLine + badLine + 1, detail: null });
  }
  await write(rewriteRecords(whole, columns));
}

/** What was read of a table's files. */
interface ReadFiles {
  readonly ranges: readonly RecordRange[];
  readonly records: number;
}

/**
 * Reads the files of one table slice by slice. While the database works on a slice, the next one is scanned.
 * @param sliceBytes about how many bytes each slice has, by its number in its file
 * @param onSlice writes a slice, whose first record has the number `first` over all files of the table; false ends the reading
 */
export async function readFiles(
  context: ImportContext,
  files: readonly NumberedFile[],
  sliceBytes: (index: number) => number,
  onSlice: (file: NumberedFile, slice: FileSlice, first: number) => Promise<boolean>,
): Promise<ReadFiles> {
  const ranges: RecordRange[] = [];
  let records = 0;
  for (const file of files) {
    const first = records;
    const slices = fileSlices(file, sliceBytes, context.signal);
    let next = slices.next();
    try {
      for (;;) {
        const { value: slice, done } = await next;
        if (done === true) break;
        next = slices.next();
        // a failure is met when its slice's turn comes
        next.catch(() => undefined);
        context.signal.throwIfAborted();
        await context.database.run(insertCheckpoints(file.number, slice.checkpoints), context.signal);
        if (!(await onSlice(file, slice, first + slice.firstRecord))) return { ranges, records };
        records += slice.records;
        context.recordsRead.set(file.number, slice.firstRecord + slice.records);
        context.onSlice(file.file.table, file.number, records, slice.end);
      }
    } finally {
      await next.catch(() => undefined);
    }
    ranges.push({ file: file.number, first, records: records - first });
    context.onSlice(file.file.table, file.number, records, file.file.bytes.size);
  }
  return { ranges, records };
}
