/** A list of leads as CSV, put together slice by slice. */
import { csvRows } from '../model/csv-text.ts';
import type { LeadCell, LeadListRequest } from '../model/lead-list.ts';
import type { LeadLists } from './lead-lists.ts';

/** Rows that are read at once. */
const SLICE = 50_000;
/** What tells a spreadsheet that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
/** Columns of the engine that hold instants. */
const INSTANTS: ReadonlySet<string> = new Set([
  '@mql',
  '@sql',
  '@opportunity',
  '@customer',
  '@disqualified',
  '@lastActivity',
]);

/** A cell as text: instants in UTC (`2024-01-31T09:30:00Z`), numbers with a point. */
function cellText(column: string, cell: LeadCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' && INSTANTS.has(column))
    return new Date(cell * 1000).toISOString().replace('.000Z', 'Z');
  return String(cell);
}

/**
 * All rows of a list.
 * @param header words of the columns, in their order
 * @param onProgress called with the rows that are done
 * @throws the signal's reason
 */
export async function leadListCsv(
  lists: LeadLists,
  list: LeadListRequest,
  header: readonly string[],
  onProgress: (rows: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  signal.throwIfAborted();
  const ordinals = await lists.ordinals(list);
  const parts: Blob[] = [new Blob([BYTE_ORDER_MARK, csvRows([header])])];
  for (let from = 0; from < ordinals.length; from += SLICE) {
    signal.throwIfAborted();
    const rows = await lists.rows(list, ordinals.subarray(from, from + SLICE));
    signal.throwIfAborted();
    const texts = rows.map(({ cells }) =>
      cells.map((cell, index) => cellText(list.columns[index] ?? '', cell)),
    );
    // a blob of its own lets the browser put what is done outside of memory
    parts.push(new Blob([csvRows(texts)]));
    onProgress(from + rows.length);
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}
