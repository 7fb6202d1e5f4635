/** Where the row of a lead stands. */
import type { Database } from '../database/database.ts';
import { leadRecord, placeBefore } from '../query/import-csv.ts';
import { convertedLine } from './conversion.ts';
import type { ImportFile } from './import-file.ts';
import type { LeadOrigins } from './import-leads.ts';
import { locateRecords } from './locate-records.ts';

/**
 * File and line of a lead's row; the line is null where the file cannot be read any more.
 * @param files the same files in the same order as in `importTables`
 */
export async function leadOrigin(
  database: Database,
  files: readonly ImportFile[],
  { ranges, isInOrder }: LeadOrigins,
  ordinal: number,
): Promise<{ readonly file: string; readonly line: number | null } | null> {
  const { columns } = await database.read(leadRecord(ordinal, isInOrder));
  const record = columns['record']?.[0];
  const range = ranges.find(
    ({ first, records }) => Number(record) >= first && Number(record) < first + records,
  );
  const file = files[range?.file ?? -1];
  if (record === undefined || range === undefined || file === undefined) return null;
  const own = Number(record) - range.first;
  if (file.conversion !== undefined) return { file: file.name, line: convertedLine(file.conversion, own) };
  const { columns: place } = await database.read(placeBefore(range.file, own));
  const number = (name: string): number => Number(place[name]?.[0] ?? 0);
  const from = { record: number('record'), line: number('line'), start: number('start') };
  // a file on disk can be gone or changed by now
  const located = await locateRecords(file, from, new Set([own])).catch(() => null);
  return { file: file.name, line: located?.get(own)?.line ?? null };
}
