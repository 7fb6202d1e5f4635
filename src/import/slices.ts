/** Cuts a file into slices at the ends of records, with the records counted: so the database never has to hold a file. */
import { convertedSlices, type Conversion } from './conversion.ts';
import type { CsvFile } from './formats.ts';
import { scanRecords, type Checkpoint, type RecordScan } from './scan-records.ts';

/** A run of whole records of a file. */
export interface FileSlice {
  /** bytes of the file */
  readonly start: number;
  readonly end: number;
  /** data records of the file before it */
  readonly firstRecord: number;
  readonly records: number;
  /** lines of the file before it */
  readonly firstLine: number;
  readonly hasOdd: boolean;
  /** bits of `LINE_ENDS` */
  readonly lineEnds: number;
  readonly hasSeparators: boolean;
  /** places in the file, counted from its beginning */
  readonly checkpoints: readonly Checkpoint[];
  /** the records as they were converted, each with one more column; null where the database reads the file itself */
  readonly converted: Uint8Array | null;
}

/** Bytes that are read and scanned at once. */
const CHUNK = 4_194_304;

/**
 * The slices of a file, in order. The next one is read and scanned when it is asked for.
 * @param file a file whose header was read
 * @param sliceBytes about how many bytes each slice has, by its number from 0
 * @throws LoadError where the bytes are no text
 */
export async function* fileSlices(
  file: CsvFile,
  sliceBytes: (index: number) => number,
  signal: AbortSignal,
): AsyncGenerator<FileSlice> {
  const { bytes, name, conversion } = file.file;
  if (conversion !== undefined) {
    yield* slicesOf(conversion, sliceBytes, signal);
    return;
  }
  let start = file.bodyStart;
  let firstLine = file.bodyLine;
  let firstRecord = 0;
  for (let number = 0; start < bytes.size; number++) {
    const until = start + sliceBytes(number);
    const checkpoints: Checkpoint[] = [];
    let end = start;
    let records = 0;
    let lines = 0;
    let hasOdd = false;
    let lineEnds = 0;
    let hasSeparators = false;
    while (end < Math.min(until, bytes.size)) {
      const chunk = await bytes.slice(end, Math.min(end + CHUNK, bytes.size));
      const place = { file: name, line: firstLine + lines, isEnd: end + chunk.length === bytes.size };
      const scan: RecordScan = scanRecords(chunk, place);
      for (const { record, line, start: offset } of scan.checkpoints) {
        checkpoints.push({
          record: firstRecord + records + record,
          line: firstLine + lines + line,
          start: end + offset,
        });
      }
      end += scan.end;
      records += scan.records;
      lines += scan.lines;
      hasOdd ||= scan.hasOdd;
      lineEnds |= scan.lineEnds;
      hasSeparators ||= scan.hasSeparators;
    }
    if (records > 0) {
      const place = { start, end, firstRecord, records, firstLine };
      yield { ...place, hasOdd, lineEnds, hasSeparators, checkpoints, converted: null };
    }
    start = end;
    firstLine += lines;
    firstRecord += records;
  }
}

async function* slicesOf(
  conversion: Conversion,
  sliceBytes: (index: number) => number,
  signal: AbortSignal,
): AsyncGenerator<FileSlice> {
  let start = 0;
  for await (const slice of convertedSlices(conversion, sliceBytes, signal)) {
    const { bytes, firstRecord, records, fileBytes, hasSeparators } = slice;
    yield {
      start,
      end: fileBytes,
      firstRecord,
      records,
      firstLine: 0,
      hasOdd: false,
      lineEnds: 0,
      hasSeparators,
      checkpoints: [{ record: firstRecord, line: 0, start: 0 }],
      converted: bytes,
    };
    start = fileBytes;
  }
}
