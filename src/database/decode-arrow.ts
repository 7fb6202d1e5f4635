/** Typed columns out of Arrow batches, with no row objects and, for numbers, no loop over values. */
import { DataType, RecordBatchReader, type Data, type RecordBatch } from 'apache-arrow';
import {
  answerOf,
  emptyAnswer,
  joinAnswers,
  nullInNumbers,
  outputColumns,
  type OutputColumn,
} from './answers.ts';
import type { Answer, AnswerColumn } from './database.ts';

function typeName(type: DataType & { toString(): string }): string {
  if (DataType.isInt(type) && type.bitWidth === 32 && type.isSigned) return 'INTEGER';
  if (DataType.isFloat(type) && type.ArrayType === Float64Array) return 'DOUBLE';
  if (DataType.isUtf8(type)) return 'VARCHAR';
  return type.toString();
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Where each text ends in UTF-16 units: all texts of a batch are decoded at once and then cut. */
function unitOffsets(bytes: Uint8Array, offsets: Int32Array, rows: number): Int32Array {
  const units = new Int32Array(rows + 1);
  let unit = 0;
  let at = offsets[0] ?? 0;
  for (let row = 0; row < rows; row++) {
    const end = offsets[row + 1] ?? at;
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      // a continuation byte makes no unit, the first of four makes a pair
      if ((byte & 0xc0) !== 0x80) unit += byte >= 0xf0 ? 2 : 1;
    }
    units[row + 1] = unit;
  }
  return units;
}

function decodeTexts(data: Data, rows: number): (string | null)[] {
  const texts = Array.from<string | null>({ length: rows });
  if (rows === 0) return texts;
  const offsets = data.valueOffsets as Int32Array;
  const bytes = data.values as Uint8Array;
  const first = offsets[0] ?? 0;
  const last = offsets[rows] ?? first;
  const all = decoder.decode(bytes.subarray(first, last));
  const plain = all.length === last - first;
  const units = plain ? offsets : unitOffsets(bytes, offsets, rows);
  const shift = plain ? first : 0;
  const valid = data.nullCount > 0 ? data.nullBitmap : null;
  for (let row = 0; row < rows; row++) {
    const bit = data.offset + row;
    texts[row] =
      valid && (((valid[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0
        ? null
        : all.slice((units[row] ?? 0) - shift, (units[row + 1] ?? 0) - shift);
  }
  return texts;
}

function decodeBatch(batch: RecordBatch, outputs: readonly OutputColumn[]): Answer {
  const columns = outputs.map(({ name, type }, index): AnswerColumn => {
    const data = batch.data.children[index];
    if (data === undefined) throw new TypeError(`Output column "${name}" is missing from a batch`);
    if (type === 'VARCHAR') return decodeTexts(data, batch.numRows);
    if (data.nullCount > 0) throw nullInNumbers(name);
    return (data.values as Int32Array | Float64Array).subarray(0, batch.numRows);
  });
  return answerOf(batch.numRows, outputs, columns);
}

/**
 * An answer out of one Arrow stream.
 * @param bytes what the engine gave for one statement: its schema, then any number of batches
 * @throws TypeError naming the column that is none of INTEGER, DOUBLE and VARCHAR, or holds a null among numbers
 */
export function decodeAnswer(bytes: readonly Uint8Array[]): Answer {
  const reader = RecordBatchReader.from(bytes).open();
  const outputs = outputColumns(
    reader.schema.fields.map(({ name, type }) => ({ name, type: typeName(type) })),
  );
  const batches = Array.from(reader, (batch) => decodeBatch(batch, outputs));
  return joinAnswers([emptyAnswer(outputs), ...batches]);
}
