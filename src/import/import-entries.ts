/** Loads stage history and opportunities: they leave dates on the leads, and rejected rows. */
import type { OptionalRows } from '../model/metrics-document.ts';
import type { LeadLookups } from '../query/find-leads.ts';
import { countRows, insertRejected } from '../query/import-csv.ts';
import {
  createEntryRows,
  entryFaults,
  entryRows,
  insertEntryRows,
  removeEntryRows,
  settleEntries,
  type EntryTable,
} from '../query/import-entries.ts';
import type { ClockChanges } from '../query/instants.ts';
import { readReasons } from './import-leads.ts';
import { readFiles, runAll, writeSlice, type ImportContext, type NumberedFile } from './read-slices.ts';

const SLICE = 67_108_864;

/**
 * Reads one of the tables and settles its rows; `goodEntries` of the query room selects what they give.
 * @param lookups ways to the leads
 */
export async function importEntries(
  context: ImportContext,
  table: EntryTable,
  files: readonly NumberedFile[],
  lookups: LeadLookups,
  zone: ClockChanges,
): Promise<OptionalRows> {
  await runAll(context, [createEntryRows(table)]);
  const { ranges, records } = await readFiles(
    context,
    files,
    () => SLICE,
    async (file, slice, first) => {
      const places = new Map(
        file.columns.flatMap(({ known }, place) => (known === null ? [] : [[known, place] as const])),
      );
      await writeSlice(context, file, slice, {
        write: (source) => insertEntryRows(table, source, first, places, zone),
        count: countRows(entryRows(table)),
        expected: first + slice.records,
        undo: removeEntryRows(table, first),
      });
      return true;
    },
  );
  await runAll(context, [settleEntries(table, lookups)]);
  const rejected = await readReasons(context, entryFaults(table));
  await runAll(context, [insertRejected(entryFaults(table), ranges)]);
  const faults = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  return { read: records, loaded: records - faults, rejected };
}
