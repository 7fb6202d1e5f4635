/** Tables of Arrow IPC, batch by batch. */
import { ARROW_COMPRESSED } from '../../database/arrow-messages.ts';
import { openArrowTable, type ArrowTable } from '../../database/read-arrow-file.ts';
import type { FileBytes } from '../import-file.ts';
import type { LoadError } from '../load-error.ts';
import type { Cell, RowBatch, RowSource } from '../row-source.ts';
import { storedStream } from './byte-stream.ts';
import { damaged, failure } from './failure.ts';
import { MOST_COLUMNS } from './limits.ts';
import { rawRow } from './raw-row.ts';

const BATCH = 10_000;

/**
 * A file ends with the magic word that it begins with, a stream with a message of no length: without them, batches may
 * be missing that nothing else would tell of.
 */
async function isWhole(file: FileBytes): Promise<boolean> {
  const magic = String.fromCharCode(...(await file.slice(0, Math.min(6, file.size))));
  const tail = await file.slice(Math.max(0, file.size - 8), file.size);
  if (magic === 'ARROW1') return file.size > 16 && String.fromCharCode(...tail.subarray(-6)) === magic;
  return tail.length === 8 && tail.every((byte, index) => byte === (index < 4 ? 0xff : 0));
}

/**
 * The table of an Arrow file or stream. Timestamps with a zone are instants and end with `Z`, others have none.
 * @throws LoadError `damagedFile`, `otherFormat` for compressed buffers, `tooManyColumns`, `noTable`
 */
export async function openArrow(name: string, file: FileBytes): Promise<RowSource> {
  if (!(await isWhole(file))) throw failure(name, 'damagedFile', 'ARROW');
  const stream = storedStream(file);
  let read = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream.chunks()) {
      read = chunk.read;
      yield chunk.bytes;
    }
  }
  const problem = (error: unknown): LoadError =>
    error instanceof Error && error.message === ARROW_COMPRESSED
      ? failure(name, 'otherFormat', 'Arrow (LZ4, ZSTD)')
      : damaged(name, 'ARROW', error);
  let table: ArrowTable;
  try {
    table = await openArrowTable({ size: file.size, slice: (start, end) => file.slice(start, end), chunks });
  } catch (error) {
    throw problem(error);
  }
  const { columns } = table;
  if (columns.length === 0) throw failure(name, 'noTable', 'ARROW');
  if (columns.length > MOST_COLUMNS) throw failure(name, 'tooManyColumns', String(columns.length));

  async function* batches(signal: AbortSignal): AsyncGenerator<RowBatch> {
    let first = 1;
    try {
      for await (const batch of table.batches()) {
        const length = batch[0]?.length ?? 0;
        for (let start = 0; start < length; start += BATCH) {
          signal.throwIfAborted();
          const count = Math.min(BATCH, length - start);
          const rows = Array.from({ length: count }, (_, row): Cell[] =>
            batch.map((cells) => cells[start + row] ?? null),
          );
          const begin = first + start;
          yield { rows, lines: rows.map((_, row) => begin + row), malformed: [], bytes: read };
        }
        first += length;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      throw problem(error);
    }
  }
  return {
    name,
    format: 'arrow',
    compression: null,
    encoding: null,
    delimiter: null,
    headerLine: null,
    sheets: [],
    sheet: null,
    header: columns.map((column) => column.name),
    declared: columns.map(({ type }) => type),
    isPlain: false,
    skipped: [],
    rows: batches,
    async rawTexts(lines, signal) {
      const texts = new Map<number, string>();
      if (lines.size === 0) return texts;
      for await (const { rows, lines: numbers } of batches(signal)) {
        for (const [index, row] of rows.entries()) {
          const line = numbers[index] ?? 0;
          if (lines.has(line)) texts.set(line, rawRow(row));
        }
        if (texts.size === lines.size) break;
      }
      return texts;
    },
  };
}
