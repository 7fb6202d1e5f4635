/** Tables of JSON: an array of objects, wherever it is, or objects one after another. */
import type { Cell, RowBatch, RowSource } from '../row-source.ts';
import type { TextStream } from './decode-text.ts';
import { failure } from './failure.ts';
import type { JsonRows } from './find-json-rows.ts';
import { jsonCell, jsonCutter, readJsonObject, type JsonText } from './json-values.ts';
import { LONGEST_RAW, MOST_COLUMNS } from './limits.ts';

type Declared = 'number' | 'boolean' | null;

/**
 * The table of a JSON file. All of it is read at once for its columns, which come in the order in which they appear.
 * @throws LoadError `damagedFile` where it is cut off, `noTable` where no object is in it
 */
export async function openJson(name: string, stream: TextStream, place: JsonRows): Promise<RowSource> {
  async function* values(signal: AbortSignal | null): AsyncGenerator<{ values: JsonText[]; read: number }> {
    const cutter = jsonCutter(name, place);
    let read = 0;
    for await (const chunk of stream.chunks()) {
      signal?.throwIfAborted();
      read = chunk.read;
      yield { values: cutter.push(chunk.text, false), read };
    }
    yield { values: cutter.push('', true), read };
  }

  const columns = new Map<string, Declared | 'unknown'>();
  let objects = 0;
  for await (const { values: some } of values(null)) {
    for (const { text } of some) {
      const cells = readJsonObject(text);
      if (cells === null) continue;
      objects++;
      for (const [key, value] of cells) {
        const type = typeof value;
        const kind: Declared = type === 'number' || type === 'boolean' ? type : null;
        const before = columns.get(key) ?? 'unknown';
        if (value === null) {
          if (!columns.has(key)) columns.set(key, 'unknown');
        } else columns.set(key, before === 'unknown' || before === kind ? kind : null);
      }
      if (columns.size > MOST_COLUMNS) throw failure(name, 'tooManyColumns', String(columns.size));
    }
  }
  if (objects === 0 || columns.size === 0) throw failure(name, 'noTable', 'JSON');
  const header = [...columns.keys()];

  return {
    name,
    format: place.kind === 'array' ? 'json' : 'ndjson',
    compression: null,
    get encoding() {
      return stream.encoding();
    },
    delimiter: null,
    headerLine: null,
    sheets: [],
    sheet: null,
    header,
    declared: [...columns.values()].map((kind) => (kind === 'unknown' ? null : kind)),
    isPlain: false,
    skipped: [],
    async *rows(signal) {
      for await (const { values: some, read } of values(signal)) {
        const rows: (readonly Cell[])[] = [];
        const lines: number[] = [];
        const malformed: number[] = [];
        for (const { line, text } of some) {
          const cells = readJsonObject(text);
          if (cells === null) malformed.push(rows.length);
          rows.push(cells === null ? [] : header.map((key) => jsonCell(cells.get(key))));
          lines.push(line);
        }
        const batch: RowBatch = { rows, lines, malformed, bytes: read };
        if (rows.length > 0) yield batch;
      }
    },
    async rawTexts(lines, signal) {
      const texts = new Map<number, string>();
      if (lines.size === 0) return texts;
      for await (const { values: some } of values(signal)) {
        for (const { line, text } of some) if (lines.has(line)) texts.set(line, text.slice(0, LONGEST_RAW));
        if (texts.size === lines.size) break;
      }
      return texts;
    },
  };
}
