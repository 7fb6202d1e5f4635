/** Reads tables of Arrow IPC, files and streams alike, into plain texts. */
import {
  DataType,
  DateUnit,
  RecordBatchReader,
  TimeUnit as ArrowUnit,
  type RecordBatch,
  type Vector,
  Table,
  tableToIPC,
} from 'apache-arrow';
import { checkedMessages, schemaFile } from './arrow-messages.ts';
import {
  dayText,
  decimalText,
  floatText,
  instantText,
  nestedText,
  timeText,
  type TimeUnit,
} from './typed-text.ts';

/** A column of an Arrow table. */
export interface ArrowColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'date' | 'instant' | null;
}

/** An Arrow table that is read batch by batch. */
export interface ArrowTable {
  readonly columns: readonly ArrowColumn[];
  /** Columns of cells of each batch, all of one length. Throws where the bytes are no Arrow. */
  batches(): AsyncIterable<readonly (readonly (string | null)[])[]>;
}

const UNITS: Readonly<Record<ArrowUnit, TimeUnit>> = {
  [ArrowUnit.SECOND]: 1n,
  [ArrowUnit.MILLISECOND]: 1_000n,
  [ArrowUnit.MICROSECOND]: 1_000_000n,
  [ArrowUnit.NANOSECOND]: 1_000_000_000n,
};

function columnType(type: DataType): ArrowColumn['type'] {
  if (DataType.isDictionary(type)) return columnType(type.dictionary as DataType);
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return 'text';
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return 'number';
  if (DataType.isBool(type)) return 'boolean';
  if (DataType.isDate(type)) return 'date';
  return DataType.isTimestamp(type) ? 'instant' : null;
}

/** Words of a decimal, the lowest first, as one number with a sign. */
function wordsValue(words: Uint32Array): bigint {
  let value = 0n;
  for (let index = words.length - 1; index >= 0; index--) value = (value << 32n) | BigInt(words[index] ?? 0);
  return BigInt.asIntN(32 * words.length, value);
}

/** Longest list within a cell. */
const LONGEST_LIST = 1_000_000;

function listText(value: unknown): string | null {
  const length = value !== null && typeof value === 'object' && 'length' in value ? value.length : 0;
  if (typeof length === 'number' && length > LONGEST_LIST)
    throw new Error('A list of the Arrow file is too long');
  return nestedText(value);
}

type TextOf = (vector: Vector, row: number) => string | null;

const viaGet =
  (text: (value: unknown) => string | null): TextOf =>
  (vector, row) => {
    const value: unknown = vector.get(row);
    return value === null || value === undefined ? null : text(value);
  };

/** The stored number of a value, before the library turns it into milliseconds. */
function stored(vector: Vector, row: number): bigint | null {
  let at = row;
  for (const data of vector.data) {
    if (at >= data.length) {
      at -= data.length;
      continue;
    }
    if (!data.getValid(at)) return null;
    const values = data.values as Int32Array | BigInt64Array;
    return BigInt(values[at] ?? 0);
  }
  return null;
}

const viaStored =
  (text: (value: bigint) => string): TextOf =>
  (vector, row) => {
    const value = stored(vector, row);
    return value === null ? null : text(value);
  };

function textOf(type: DataType): TextOf {
  if (DataType.isTimestamp(type)) {
    const isUtc = type.timezone !== null && type.timezone !== undefined && type.timezone !== '';
    return viaStored((value) => instantText(value, UNITS[type.unit], isUtc));
  }
  if (DataType.isDate(type)) {
    const perDay = type.unit === DateUnit.DAY ? 1n : 86_400_000n;
    return viaStored((value) => dayText(Number(value / perDay)));
  }
  if (DataType.isTime(type)) return viaStored((value) => timeText(value, UNITS[type.unit]));
  if (DataType.isDecimal(type))
    return viaGet((value) => decimalText(wordsValue(value as Uint32Array), type.scale));
  if (DataType.isFloat(type)) {
    const isSingle = type.ArrayType !== Float64Array;
    return viaGet((value) => floatText(value as number, isSingle));
  }
  if (DataType.isBool(type)) return viaGet((value) => (value === true ? 'TRUE' : 'FALSE'));
  if (DataType.isBinary(type) || DataType.isFixedSizeBinary(type))
    return viaGet((value) => new TextDecoder().decode(value as Uint8Array));
  if (
    DataType.isList(type) ||
    DataType.isStruct(type) ||
    DataType.isMap(type) ||
    DataType.isFixedSizeList(type)
  )
    return viaGet(listText);
  return viaGet((value) => {
    if (typeof value === 'string') return value === '' ? null : value;
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : nestedText(value);
  });
}

function readBatch(batch: RecordBatch): (string | null)[][] {
  return batch.schema.fields.map(({ type }, column) => {
    const vector = batch.getChildAt(column);
    const text = textOf(type as DataType);
    return Array.from({ length: batch.numRows }, (_, row) => (vector === null ? null : text(vector, row)));
  });
}

const MAGIC_LENGTH = 8;
/** Bytes of a footer, which holds the schema and a few numbers for each batch. */
const LARGEST_FOOTER = 64 * 2 ** 20;

/** Bytes of an Arrow table, file or stream. */
export interface ArrowBytes {
  readonly size: number;
  slice(start: number, end: number): Promise<Uint8Array>;
  /** all bytes from the first on, anew for each call */
  chunks(): AsyncIterable<Uint8Array>;
}

async function* without(length: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = length;
  for await (const chunk of chunks) {
    yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** The message with the schema of a file whose messages begin without one: it stands at its end alone. */
async function schemaMessage(bytes: ArrowBytes): Promise<Uint8Array> {
  const tail = await bytes.slice(Math.max(0, bytes.size - LARGEST_FOOTER), bytes.size);
  const { schema } = RecordBatchReader.from(schemaFile(tail)).open();
  const stream = tableToIPC(new Table(schema), 'stream');
  const length = new DataView(stream.buffer, stream.byteOffset).getInt32(4, true);
  return stream.slice(0, 8 + length);
}

/**
 * Opens a table of Arrow.
 * @throws Error where the bytes are no Arrow, are cut off, or are compressed (`ARROW_COMPRESSED`)
 */
export async function openArrowTable(bytes: ArrowBytes): Promise<ArrowTable> {
  const magic = String.fromCharCode(...(await bytes.slice(0, Math.min(6, bytes.size))));
  const open = async (): Promise<RecordBatchReader> => {
    // a file is a stream behind its magic word, so it need not be in memory
    const messages = magic === 'ARROW1' ? without(MAGIC_LENGTH, bytes.chunks()) : bytes.chunks();
    const reader = await RecordBatchReader.from(checkedMessages(messages, () => schemaMessage(bytes)));
    await reader.open();
    return reader;
  };
  const first = await open();
  const columns = first.schema.fields.map(({ name, type }) => ({ name, type: columnType(type as DataType) }));
  await first.cancel();
  return {
    columns,
    async *batches() {
      const reader = await open();
      for await (const batch of reader as AsyncIterable<RecordBatch>) yield readBatch(batch);
    },
  };
}
