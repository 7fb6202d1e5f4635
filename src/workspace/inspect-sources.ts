/** Looks at files before they are loaded, in the data worker and in Node alike. */
import { LoadError } from '../import/load-error.ts';
import { convertRows, DateOrderContradiction } from '../import/meaning/convert.ts';
import { tableColumns } from '../import/meaning/table-columns.ts';
import {
  inspectFile,
  settleTogether,
  type GivenFile,
  type InspectedFile,
  type ReaderHints,
} from '../import/prepare-files.ts';
import type { Cell, RowSource } from '../import/row-source.ts';
import { summariseSource } from './source-summary.ts';
import type { InspectedSource, LoadProblem, TablePreview } from './workspace.ts';

/** Rows that are shown of a file, and of each table. */
const SHOWN_ROWS = 30;

async function firstRows(source: RowSource, signal: AbortSignal): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const batch of source.rows(signal)) {
    const malformed = new Set(batch.malformed);
    rows.push(...batch.rows.filter((_, place) => !malformed.has(place)).slice(0, SHOWN_ROWS - rows.length));
    if (rows.length >= SHOWN_ROWS) break;
  }
  return rows;
}

async function preview(
  { source, reading }: InspectedFile,
  place: number,
  signal: AbortSignal,
): Promise<TablePreview> {
  const { mapping } = reading;
  const table = mapping.tables[place];
  if (table === undefined) throw new RangeError(`The file has no table ${place}`);
  const columns = tableColumns(mapping, table).map(({ name, known }) => ({ name, known }));
  const settled = new Set(Object.keys(mapping.dateOrder));
  const rows: (readonly (string | null)[])[] = [];
  // the leads of a log of events are known when all of it was read
  if (table.perLead) return { table: table.table, columns, rows };
  for await (const batch of convertRows(source, table, mapping, signal, { settled })) {
    rows.push(...batch.rows.slice(0, SHOWN_ROWS - rows.length));
    if (rows.length >= SHOWN_ROWS) break;
  }
  return { table: table.table, columns, rows };
}

function problemOf(error: unknown, name: string): LoadProblem {
  if (error instanceof LoadError) return error.problem;
  if (error instanceof DateOrderContradiction)
    return { code: 'unexpected', file: name, line: error.line, detail: error.message };
  return {
    code: 'unexpected',
    file: name,
    line: null,
    detail: error instanceof Error ? error.message : String(error),
  };
}

/**
 * Looks at files together.
 * @returns for each file in its place what it is, or why it cannot be read
 */
export async function inspectSources(
  files: readonly GivenFile[],
  hints: ReaderHints,
): Promise<InspectedSource[]> {
  const opened: (InspectedFile | { readonly problem: LoadProblem })[] = [];
  for (const file of files) {
    hints.signal.throwIfAborted();
    try {
      opened.push(await inspectFile(file, file.table === null ? null : file.table === 'leads', hints));
    } catch (error) {
      hints.signal.throwIfAborted();
      opened.push({ problem: problemOf(error, file.name) });
    }
  }
  const good = opened.filter((file): file is InspectedFile => !('problem' in file));
  const settled = await settleTogether(good, hints);
  return Promise.all(
    opened.map(async (file, place): Promise<InspectedSource> => {
      const { name } = files[place] as GivenFile;
      if ('problem' in file) return { name, problem: file.problem };
      const together = settled[good.indexOf(file)] as InspectedFile;
      try {
        const rows = await firstRows(together.source, hints.signal);
        const previews = await Promise.all(
          together.reading.mapping.tables.map((_, table) => preview(together, table, hints.signal)),
        );
        return { name, problem: null, summary: summariseSource(together), rows, previews };
      } catch (error) {
        hints.signal.throwIfAborted();
        return { name, problem: problemOf(error, name) };
      }
    }),
  );
}
