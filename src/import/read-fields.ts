/** Takes records apart into fields, for the header and for the parts of a file that the database's reader refuses. */
import { scanRecords } from './scan-records.ts';

/** A field of a record as a range of bytes, without its quotes. */
interface FieldRange {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/**
 * The fields of one record that is not broken.
 * @param bytes bytes that hold the record
 * @param start its first byte
 * @param end the byte after its last
 */
function fieldRanges(bytes: Uint8Array, start: number, end: number): FieldRange[] {
  const fields: FieldRange[] = [];
  let index = start;
  for (;;) {
    const fieldStart = index;
    while (index < end && bytes[index] === 32) index++;
    if (index < end && bytes[index] === 34) {
      const from = ++index;
      while (index < end && (bytes[index] !== 34 || bytes[index + 1] === 34))
        index += bytes[index] === 34 ? 2 : 1;
      fields.push({ start: from, end: index, isQuoted: true });
      while (index < end && bytes[index] !== 44) index++;
    } else {
      while (index < end && bytes[index] !== 44) index++;
      fields.push({ start: fieldStart, end: index, isQuoted: false });
    }
    if (index >= end) return fields;
    index++;
  }
}

/**
 * The texts of one record that is not broken; doubled quotes are single again.
 * @param bytes UTF-8
 * @param start its first byte
 * @param end the byte after its last
 */
export function fieldTexts(bytes: Uint8Array, start: number, end: number): string[] {
  const decoder = new TextDecoder();
  return fieldRanges(bytes, start, end).map((field) => {
    const text = decoder.decode(bytes.subarray(field.start, field.end));
    return field.isQuoted ? text.replaceAll('""', '"') : text;
  });
}

/** How many fields one record has that is not broken. */
export function countFields(bytes: Uint8Array, start: number, end: number): number {
  return fieldRanges(bytes, start, end).length;
}

/** Bytes that grow as they are written. */
function byteWriter(capacity: number) {
  let bytes = new Uint8Array(capacity);
  let length = 0;
  const reserve = (more: number): void => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  return {
    byte(byte: number): void {
      reserve(1);
      bytes[length++] = byte;
    },
    range(source: Uint8Array, start: number, end: number): void {
      reserve(end - start);
      bytes.set(source.subarray(start, end), length);
      length += end - start;
    },
    written: (): Uint8Array => bytes.subarray(0, length),
  };
}

/**
 * Writes records anew so that any reader takes each of them apart in the same way: every record has as many fields as
 * there are columns and one more, which holds `x` where the record is malformed (broken, with text beyond the last
 * column, or with fewer fields: then a delimiter is missing in it, and its texts would stand in the wrong columns) and
 * nothing else.
 * @param bytes whole records up to the end
 * @param columns number of columns
 */
export function rewriteRecords(bytes: Uint8Array, columns: number): Uint8Array {
  const writer = byteWriter(bytes.length + 65_536);
  scanRecords(bytes, { file: '', line: 0, isEnd: true }, (start, end, _, isBroken) => {
    const fields = isBroken ? [] : fieldRanges(bytes, start, end);
    const isMalformed =
      fields.length < columns || fields.slice(columns).some((field) => field.end > field.start);
    for (let column = 0; column < columns; column++) {
      const field = isMalformed ? undefined : fields[column];
      if (field !== undefined && field.end > field.start) {
        writer.byte(34);
        if (field.isQuoted) writer.range(bytes, field.start, field.end);
        else {
          for (let index = field.start; index < field.end; index++) {
            const byte = bytes[index] as number;
            if (byte === 34) writer.byte(34);
            writer.byte(byte);
          }
        }
        writer.byte(34);
      }
      writer.byte(44);
    }
    if (isMalformed) writer.byte(120);
    writer.byte(10);
  });
  return writer.written();
}

/**
 * Where bytes stop being UTF-8.
 * @param bytes whole records up to the end
 * @returns line of the first record with other bytes, counted from 0; null when all is UTF-8
 */
export function lineOfBadUtf8(bytes: Uint8Array): number | null {
  const isUtf8 = (part: Uint8Array): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(part);
      return true;
    } catch {
      return false;
    }
  };
  if (isUtf8(bytes)) return null;
  let found: number | null = null;
  scanRecords(bytes, { file: '', line: 0, isEnd: true }, (start, end, line) => {
    if (found === null && !isUtf8(bytes.subarray(start, end))) found = line;
  });
  return found;
}
