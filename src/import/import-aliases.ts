/** Loads files of aliases: ids that a merged or converted record had before. */
import type { LeadLookups } from '../query/find-leads.ts';
import {
  addAliases,
  aliasFaults,
  createAliasRows,
  insertAliasRows,
  removeAliasRows,
  settleAliases,
} from '../query/import-aliases.ts';
import { countRows, insertRejected } from '../query/import-csv.ts';
import { verbatim } from '../query/query.ts';
import { readFiles, runAll, writeSlice, type ImportContext, type NumberedFile } from './read-slices.ts';

const SLICE = 67_108_864;

/**
 * Reads the files and puts their aliases into the table `aliases`.
 * @param lookups ways to the leads, as they are before
 */
export async function importAliases(
  context: ImportContext,
  files: readonly NumberedFile[],
  lookups: LeadLookups,
): Promise<void> {
  await runAll(context, [createAliasRows()]);
  const { ranges } = await readFiles(
    context,
    files,
    () => SLICE,
    async (file, slice, first) => {
      await writeSlice(context, file, slice, {
        write: (source) => insertAliasRows(source, first),
        count: countRows(verbatim('alias_rows')),
        expected: first + slice.records,
        undo: removeAliasRows(first),
      });
      return true;
    },
  );
  await runAll(context, [
    settleAliases({ ...lookups, hasEmails: false }),
    insertRejected(aliasFaults(), ranges),
    ...addAliases(lookups.hasAliases),
  ]);
}
