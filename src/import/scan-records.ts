/**
 * Finds the records of a CSV file in its bytes: where each begins and ends, and on which line. It knows nothing of the
 * database, whose count is held against this one.
 *
 * A quoted field begins with a quote that only spaces part from the field's start, and ends with a quote that only
 * spaces part from the next comma or line end. Where a field begins like that and has no such end, its record is
 * broken and ends with the line of that quote, so that it swallows none of its neighbours. A quote anywhere else stands
 * for itself. Empty lines are no records.
 */
import { LoadError } from './load-error.ts';

/** Longest record in bytes. A quoted field that runs on for longer is taken for a broken one. */
export const RECORD_LIMIT = 2_000_000;

/** Kinds of line ends outside of quotes, as bits. */
export const LINE_ENDS = { lf: 1, crlf: 2, cr: 4 } as const;

/** A place from which counting can start again. */
export interface Checkpoint {
  /** records before it */
  readonly record: number;
  /** lines before it */
  readonly line: number;
  /** bytes before it */
  readonly start: number;
}

/** What was found, counted from the first of the bytes. */
export interface RecordScan {
  readonly records: number;
  readonly lines: number;
  /** bytes that hold whole records; the rest belongs to a record that goes on */
  readonly end: number;
  /** a record is among them that other readers may take apart otherwise: broken, too long, or with spaces around quotes */
  readonly hasOdd: boolean;
  /** bits of `LINE_ENDS` */
  readonly lineEnds: number;
  /** the separators U+001E or U+001F are among the text */
  readonly hasSeparators: boolean;
  readonly checkpoints: readonly Checkpoint[];
}

/** What a scan must know of the bytes. */
interface ScanPlace {
  /** name of the file, for errors */
  readonly file: string;
  /** lines before the first byte */
  readonly line: number;
  /** the file ends with these bytes */
  readonly isEnd: boolean;
}

/**
 * Called for each record.
 * @param start first byte
 * @param end the byte after its last, without the line end
 * @param line its first line, counted from 0 at the first of the bytes
 */
type RecordVisitor = (start: number, end: number, line: number, isBroken: boolean) => void;

const CHECKPOINT_BYTES = 131_072;

/**
 * Scans bytes that begin at the start of a line.
 * @param bytes more than `RECORD_LIMIT`, unless the file ends with them
 * @param visit called for each record, in order
 * @throws LoadError `notText` for a NUL, `lineTooLong` for a line beyond the limit
 */
export function scanRecords(bytes: Uint8Array, place: ScanPlace, visit?: RecordVisitor): RecordScan {
  const { length } = bytes;
  const { isEnd } = place;
  const fail = (code: 'notText' | 'lineTooLong', atLine: number, detail: string | null): LoadError =>
    new LoadError({ code, file: place.file, line: place.line + atLine + 1, detail });
  const shift = -bytes.byteOffset & 3;
  const words =
    length < 8
      ? new Int32Array(0)
      : new Int32Array(bytes.buffer, bytes.byteOffset + shift, (length - shift) >> 2);
  const checkpoints: Checkpoint[] = [];
  let nextCheckpoint = 0;
  let records = 0;
  let line = 0;
  let start = 0;
  let startLine = 0;
  let isBroken = false;
  let hasOdd = false;
  let hasSeparators = false;
  let lineEnds = 0;

  let index = 0;
  for (;;) {
    // the end of the file ends its last record as a line feed would
    if (index >= length && (!isEnd || start >= length)) break;
    const byte = index < length ? (bytes[index] as number) : 10;
    if (byte > 34) {
      index++;
      if (((index - shift) & 3) !== 0) continue;
      // four bytes at once, while none of them is below 35
      let word = (index - shift) >> 2;
      for (; word < words.length; word++) {
        const four = words[word] as number;
        if (((four - 0x23232323) & ~four & -0x7f7f7f80) !== 0) break;
      }
      index = (word << 2) + shift;
    } else if (byte === 10 || byte === 13) {
      let next = index + 1;
      if (byte === 13 && next === length && !isEnd) break;
      if (byte === 13 && bytes[next] === 10) {
        next++;
        lineEnds |= LINE_ENDS.crlf;
      } else if (index < length) lineEnds |= byte === 10 ? LINE_ENDS.lf : LINE_ENDS.cr;
      if (index > start) {
        if (index - start > RECORD_LIMIT) isBroken = true;
        if (start >= nextCheckpoint) {
          checkpoints.push({ record: records, line: startLine, start });
          nextCheckpoint = start + CHECKPOINT_BYTES;
        }
        if (visit !== undefined) visit(start, index, startLine, isBroken);
        if (isBroken) hasOdd = true;
        isBroken = false;
        records++;
      }
      line++;
      index = start = Math.min(next, length);
      startLine = line;
    } else if (byte === 34) {
      let before = index - 1;
      while (before >= start && bytes[before] === 32) before--;
      if (isBroken || (before >= start && bytes[before] !== 44)) {
        index++;
        continue;
      }
      const limit = Math.min(length, index + RECORD_LIMIT);
      let close = index + 1;
      let linesWithin = 0;
      for (; close < limit; close++) {
        const inner = bytes[close] as number;
        if (inner > 34) continue;
        if (inner === 34) {
          if (bytes[close + 1] !== 34) break;
          close++;
        } else if (inner === 10 || (inner === 13 && bytes[close + 1] !== 10)) linesWithin++;
        else if (inner === 0) throw fail('notText', line + linesWithin, 'NUL');
        else if (inner === 30 || inner === 31) hasSeparators = true;
      }
      if (close >= limit && limit === length && !isEnd) break;
      let after = close + 1;
      while (bytes[after] === 32) after++;
      if (close < limit && after >= length && !isEnd) break;
      const next = close >= limit ? -1 : after >= length ? 10 : bytes[after];
      if (next === 44 || next === 10 || next === 13) {
        line += linesWithin;
        if (before !== index - 1 || after !== close + 1) hasOdd = true;
        index = after;
      } else {
        isBroken = true;
        index++;
      }
    } else {
      if (byte === 0) throw fail('notText', line, 'NUL');
      if (byte === 30 || byte === 31) hasSeparators = true;
      index++;
    }
  }
  if (!isEnd && length - start > 2 * RECORD_LIMIT) throw fail('lineTooLong', line, null);
  return { records, lines: startLine, end: start, hasOdd, lineEnds, hasSeparators, checkpoints };
}
