/** Leads out of a log of events: one row for each id, with the earliest of each instant. */
import type { RowBatch } from '../row-source.ts';
import type { ConvertedBatch } from './convert.ts';
import { readDate } from './dates.ts';
import { INSTANT_COLUMNS, type ConvertedColumn } from './table-columns.ts';

/** Rows of one batch that is given out. */
const BATCH = 5_000;

/** A canonical date as a number that orders it: milliseconds, without an offset as if it were UTC; null for no date. */
function instantOrder(text: string | null): number | null {
  if (text === null || readDate(text, 'ymd') === null) return null;
  const normal = text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(normal.length > 10 && !/(?:Z|[+-]\d{2}:\d{2})$/.test(normal) ? `${normal}Z` : normal);
  return Number.isNaN(at) ? null : at;
}

/**
 * Groups rows by their first column. Memory holds one row for each id. Rows without an id give no lead: the table of
 * what happened rejects them.
 * @param batches rows of the file
 * @param convert makes rows of the table
 * @param columns of the table
 */
export async function* earliestPerLead(
  batches: AsyncIterable<RowBatch>,
  convert: (batch: RowBatch) => ConvertedBatch,
  columns: readonly ConvertedColumn[],
): AsyncGenerator<ConvertedBatch, void, undefined> {
  const leads = new Map<
    string,
    { readonly row: (string | null)[]; readonly orders: (number | null)[]; readonly line: number }
  >();
  const isInstant = columns.map(({ known }) => known !== null && INSTANT_COLUMNS.has(known));
  let bytes = 0;
  for await (const batch of batches) {
    const { rows, lines, malformed } = convert(batch);
    bytes = batch.bytes;
    const bad = new Set(malformed);
    for (const [place, row] of rows.entries()) {
      const id = row[0] ?? null;
      if (id === null || bad.has(place)) continue;
      const held = leads.get(id);
      if (held === undefined) {
        const orders = row.map((text, index) => (isInstant[index] ? instantOrder(text) : null));
        leads.set(id, { row: [...row], orders, line: lines[place] ?? 0 });
        continue;
      }
      for (let index = 1; index < row.length; index++) {
        const text = row[index] ?? null;
        if (text === null) continue;
        if (!isInstant[index]) held.row[index] ??= text;
        else {
          const order = instantOrder(text);
          const earliest = held.orders[index] ?? null;
          if (order === null ? held.row[index] !== null : earliest !== null && earliest <= order) continue;
          held.row[index] = text;
          held.orders[index] = order;
        }
      }
    }
    yield { rows: [], lines: [], malformed: [], malformedCells: [], read: batch.rows.length, bytes };
  }
  const all = [...leads.values()];
  for (let start = 0; start < all.length; start += BATCH) {
    const part = all.slice(start, start + BATCH);
    yield {
      rows: part.map(({ row }) => row),
      lines: part.map(({ line }) => line),
      malformed: [],
      malformedCells: [],
      read: 0,
      bytes,
    };
  }
}
