/** Tables of Parquet, row group by row group. */
import type { AsyncBuffer, Compressors, FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet';
import {
  dayText,
  decimalText,
  floatText,
  instantText,
  nestedText,
  timeText,
  type TimeUnit,
} from '../../database/typed-text.ts';
import type { FileBytes } from '../import-file.ts';
import type { Cell, RowSource } from '../row-source.ts';
import { damaged, failure } from './failure.ts';
import { LARGEST_ARCHIVE, MOST_COLUMNS } from './limits.ts';
import { rawRow } from './raw-row.ts';

type Declared = RowSource['declared'][number];

interface ParquetColumn {
  readonly name: string;
  readonly declared: Declared;
  /** the text of a value that is there */
  text(value: unknown): Cell;
}

const BATCH = 10_000;
/** Bytes of one page when it is unpacked. */
const LARGEST_PAGE = 2 ** 28;
const LARGEST_METADATA = 64 * 2 ** 20;

const UNITS = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;

/** Values stay as they are stored; their columns know what they are. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value: bigint) => value,
  timestampFromMicroseconds: (value: bigint) => value,
  timestampFromNanoseconds: (value: bigint) => value,
  dateFromDays: (days: number) => days,
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes),
  geometryFromBytes: () => null,
  geographyFromBytes: () => null,
};

function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  let number = 0n;
  for (const byte of value) number = number * 256n + BigInt(byte);
  return BigInt.asIntN(8 * value.length, number);
}

function unitOf({ logical_type: logical, converted_type: converted, type }: SchemaElement): TimeUnit {
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') return UNITS[logical.unit];
  if (type === 'INT96') return UNITS.NANOS;
  return converted === 'TIMESTAMP_MICROS' || converted === 'TIME_MICROS' ? UNITS.MICROS : UNITS.MILLIS;
}

/** What a column of a file is; decimals are taken from the reader, which would round them. */
function describe(element: SchemaElement, isFlat: boolean): ParquetColumn {
  const { name, type, logical_type: logical, converted_type: converted } = element;
  if (!isFlat) return { name, declared: null, text: nestedText };
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    delete element.converted_type;
    delete element.logical_type;
    return { name, declared: 'number', text: (value) => decimalText(unscaled(value), scale) };
  }
  if (logical?.type === 'DATE' || converted === 'DATE')
    return { name, declared: 'date', text: (value) => dayText(Number(value)) };
  if (logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP') === true || type === 'INT96') {
    const unit = unitOf(element);
    // neither the old types nor INT96 say it, and those who write them mean UTC
    const isUtc = logical?.type === 'TIMESTAMP' ? logical.isAdjustedToUTC : true;
    return {
      name,
      declared: 'instant',
      text: (value) => instantText(BigInt(value as bigint | number), unit, isUtc),
    };
  }
  if (logical?.type === 'TIME' || converted?.startsWith('TIME_') === true) {
    const unit = unitOf(element);
    return { name, declared: null, text: (value) => timeText(BigInt(value as bigint | number), unit) };
  }
  if (type === 'BOOLEAN')
    return { name, declared: 'boolean', text: (value) => (value === true ? 'TRUE' : 'FALSE') };
  if (type === 'FLOAT' || type === 'DOUBLE' || logical?.type === 'FLOAT16')
    return { name, declared: 'number', text: (value) => floatText(value as number, type !== 'DOUBLE') };
  if (type === 'INT32' || type === 'INT64') return { name, declared: 'number', text: String };
  return {
    name,
    declared: 'text',
    text(value) {
      const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
      return text === '' ? null : text;
    },
  };
}

function describeColumns(schema: readonly SchemaElement[]): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  let at = 1;
  const skip = (count: number): void => {
    for (let child = 0; child < count; child++) {
      const inner = schema[at++]?.num_children ?? 0;
      if (inner > 0) skip(inner);
    }
  };
  for (let left = schema[0]?.num_children ?? 0; left > 0; left--) {
    const element = schema[at++];
    if (element === undefined) break;
    const children = element.num_children ?? 0;
    skip(children);
    columns.push(describe(element, children === 0 && element.repetition_type !== 'REPEATED'));
  }
  return columns;
}

async function loadCompressors(file: string): Promise<Compressors> {
  const { compressors } = await import('hyparquet-compressors');
  const limited: Compressors = {};
  for (const codec of Object.keys(compressors) as (keyof Compressors)[]) {
    const unpack = compressors[codec];
    if (unpack === undefined) continue;
    limited[codec] = (input, length) => {
      if (length > LARGEST_PAGE) throw failure(file, 'tooLarge', 'PARQUET');
      return unpack(input, length);
    };
  }
  return limited;
}

/** Bytes that a file's own directory names: where they lie outside of the file, the directory is damaged. */
async function readPart(file: FileBytes, start: number, end: number): Promise<ArrayBuffer> {
  const isPart =
    Number.isSafeInteger(start) && Number.isSafeInteger(end) && start <= Math.min(end, file.size);
  if (!isPart) throw new RangeError(`There are no bytes from ${start} to ${end} of ${file.size}`);
  const bytes = await file.slice(Math.max(0, start), Math.min(end, file.size));
  return bytes.slice().buffer;
}

function bufferOf(file: FileBytes): AsyncBuffer {
  return {
    byteLength: file.size,
    slice(start, end = file.size) {
      const read = readPart(file, start, end);
      // the reader asks for many parts ahead, and gives up at the first that fails: nobody waits for the others then
      read.catch(() => undefined);
      return read;
    },
  };
}

async function readMetadata(name: string, file: FileBytes): Promise<FileMetaData> {
  if (file.size < 12) throw failure(name, 'damagedFile', 'PARQUET');
  const end = await file.slice(file.size - 8, file.size);
  const length = new DataView(end.buffer, end.byteOffset).getUint32(0, true);
  const mark = String.fromCharCode(...end.subarray(4));
  if (mark === 'PARE') throw failure(name, 'encryptedFile', 'PARQUET');
  if (mark !== 'PAR1' || length > file.size - 12) throw failure(name, 'damagedFile', 'PARQUET');
  if (length > LARGEST_METADATA) throw failure(name, 'tooLarge', 'PARQUET');
  const { parquetMetadataAsync } = await import('hyparquet');
  try {
    return await parquetMetadataAsync(bufferOf(file), { geoparquet: false });
  } catch (error) {
    throw damaged(name, 'PARQUET', error);
  }
}

/**
 * The table of a Parquet file. Timestamps that are adjusted to UTC end with `Z`, others have no zone; numbers keep all
 * of their digits.
 * @throws LoadError `damagedFile`, `encryptedFile`, `tooLarge`, `tooManyColumns`
 */
export async function openParquet(name: string, file: FileBytes): Promise<RowSource> {
  const metadata = await readMetadata(name, file);
  const columns = describeColumns(metadata.schema);
  if (columns.length === 0) throw failure(name, 'noTable', 'PARQUET');
  if (columns.length > MOST_COLUMNS) throw failure(name, 'tooManyColumns', String(columns.length));
  for (const { total_byte_size: size, columns: chunks } of metadata.row_groups) {
    const claimed = chunks.reduce(
      (sum, { meta_data: each }) => sum + Number(each?.total_uncompressed_size ?? 0),
      0,
    );
    if (Math.max(Number(size), claimed) > LARGEST_ARCHIVE) throw failure(name, 'tooLarge', 'PARQUET');
  }

  async function* groups(
    signal: AbortSignal,
  ): AsyncGenerator<{ first: number; rows: unknown[][]; bytes: number }> {
    const [{ parquetRead }, compressors] = await Promise.all([import('hyparquet'), loadCompressors(name)]);
    const all = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    let first = 0;
    for (const group of metadata.row_groups) {
      signal.throwIfAborted();
      const end = first + Number(group.num_rows);
      let rows: unknown[][] = [];
      try {
        await parquetRead({
          file: bufferOf(file),
          metadata,
          rowStart: first,
          rowEnd: end,
          compressors,
          parsers: PARSERS,
          geoparquet: false,
          utf8: false,
          rowFormat: 'array',
          onComplete: (read: unknown[][]) => {
            rows = read;
          },
        });
      } catch (error) {
        throw damaged(name, 'PARQUET', error);
      }
      if (rows.length !== end - first) throw failure(name, 'damagedFile', 'PARQUET');
      yield { first, rows, bytes: Math.round((file.size * end) / Math.max(all, 1)) };
      first = end;
    }
  }
  const cellsOf = (row: readonly unknown[]): Cell[] =>
    columns.map((column, index) => {
      const value = row[index];
      return value === null || value === undefined ? null : column.text(value);
    });

  return {
    name,
    format: 'parquet',
    compression: null,
    encoding: null,
    delimiter: null,
    headerLine: null,
    sheets: [],
    sheet: null,
    header: columns.map((column) => column.name),
    declared: columns.map(({ declared }) => declared),
    isPlain: false,
    skipped: [],
    async *rows(signal) {
      for await (const { first, rows, bytes } of groups(signal)) {
        for (let start = 0; start < rows.length; start += BATCH) {
          const some = rows.slice(start, start + BATCH).map(cellsOf);
          yield {
            rows: some,
            lines: some.map((_, index) => first + start + index + 1),
            malformed: [],
            bytes,
          };
        }
      }
    },
    async rawTexts(lines, signal) {
      const texts = new Map<number, string>();
      if (lines.size === 0) return texts;
      for await (const { first, rows } of groups(signal)) {
        for (const line of lines) {
          const row = rows[line - first - 1];
          if (row !== undefined) texts.set(line, rawRow(cellsOf(row)));
        }
        if (texts.size === lines.size) break;
      }
      return texts;
    },
  };
}
