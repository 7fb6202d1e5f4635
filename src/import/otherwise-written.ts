/** Dates that the database could not read as they stand, but that are dates: their files are to be converted. */
import type { Database } from '../database/database.ts';
import type { ImportFile } from './import-file.ts';
import type { ImportedTables } from './import-tables.ts';
import { dateShape } from './meaning/dates.ts';
import { fieldTexts } from './read-fields.ts';
import { rejectedPage } from './rejected-rows.ts';

/** Reasons for which a row is rejected whose date cannot be read. */
const BAD_DATES = ['badCreatedAt', 'badOccurredAt', 'badEnteredAt'] as const;
/** Rejected rows of a file that are looked at. */
const LOOKED_AT = 200;

/**
 * Files that the database read as they are, with dates among those it could not read that are written in another way.
 * @param tables what was loaded from the files
 * @returns their places among the files
 */
export async function otherwiseWritten(
  database: Database,
  files: readonly ImportFile[],
  { files: counts, unreadableTexts }: Pick<ImportedTables, 'files' | 'unreadableTexts'>,
): Promise<number[]> {
  const hasOddTexts = unreadableTexts.some((text) => dateShape(text) !== null);
  const found: number[] = [];
  for (const [place, { table, conversion }] of files.entries()) {
    if (conversion !== undefined) continue;
    if (table === 'leads' && hasOddTexts) {
      found.push(place);
      continue;
    }
    if ((counts[place]?.rejected ?? 0) === 0) continue;
    const page = await rejectedPage(database, files, 0, LOOKED_AT, { file: place, reasons: BAD_DATES });
    const isOdd = page.some(({ text }) => {
      const bytes = new TextEncoder().encode(text);
      return fieldTexts(bytes, 0, bytes.length).some((field) => dateShape(field) !== null);
    });
    if (isOdd) found.push(place);
  }
  return found;
}
