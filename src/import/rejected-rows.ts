/** Rejected rows as they stand in their files. The files are read again, so nothing of a row has to be kept. */
import type { Database } from '../database/database.ts';
import { rejectedRows, type RejectedFilter } from '../query/import-csv.ts';
import { locateConverted } from './conversion.ts';
import { openCsv } from './formats.ts';
import type { ImportFile } from './import-file.ts';
import { locateRecords, type Located } from './locate-records.ts';

/** One rejected row. */
export interface RejectedRecord {
  readonly file: string;
  /** line in the file, from 1, the header included */
  readonly line: number;
  readonly reason: string;
  /** the row as it stands in the file, cut at 2,000 characters */
  readonly text: string;
  /** of a malformed row how many fields it has, and how many there should be; left out where a quote in it has no end */
  readonly fields?: { readonly found: number; readonly expected: number };
}

/** How many columns a file has. */
async function widthOf(file: ImportFile): Promise<number> {
  const { conversion } = file;
  return conversion === undefined ? (await openCsv(file)).columns.length : conversion.source.header.length;
}

/**
 * A page of the rejected rows, in the order of file and line.
 * @param database after `importTables`
 * @param files the same files in the same order
 * @param offset rows before the page
 * @param limit most rows of the page
 * @param only null = all of them
 */
export async function rejectedPage(
  database: Database,
  files: readonly ImportFile[],
  offset: number,
  limit: number,
  only: RejectedFilter | null = null,
): Promise<RejectedRecord[]> {
  const { rows, columns } = await database.read(rejectedRows(offset, limit, only));
  const number = (column: string, row: number): number => Number(columns[column]?.[row]);
  const groups = new Map<
    string,
    { file: ImportFile; first: number; line: number; start: number; rows: number[] }
  >();
  for (let row = 0; row < rows; row++) {
    const file = files[number('file', row)];
    if (file === undefined) throw new RangeError('A rejected row belongs to a file that is not there');
    const start = number('placeStart', row);
    // a converted file is read from its beginning, so once for the page
    const key = `${number('file', row)} ${file.conversion === undefined ? start : ''}`;
    const group = groups.get(key) ?? {
      file,
      first: number('placeRecord', row),
      line: number('placeLine', row),
      start,
      rows: [],
    };
    group.rows.push(row);
    groups.set(key, group);
  }
  const page: RejectedRecord[] = [];
  for (const { file, first, line, start, rows: members } of groups.values()) {
    const wanted = new Set(members.map((row) => number('record', row)));
    let located: ReadonlyMap<number, Located> = new Map<number, Located>();
    if (file.conversion !== undefined) located = await locateConverted(file.conversion, wanted);
    else located = await locateRecords(file, { record: first, line, start }, wanted);
    const reasonOf = (row: number): string => String(columns['reason']?.[row]);
    const expected = members.some((row) => reasonOf(row) === 'malformed') ? await widthOf(file) : 0;
    for (const row of members) {
      const found = located.get(number('record', row));
      if (found === undefined) throw new Error(`${file.name} is not the file that was loaded`);
      const { line: at, text, fields } = found;
      const reason = reasonOf(row);
      // a row of as many fields is longer than the database reads
      const counts =
        reason !== 'malformed' || fields === null || fields === expected
          ? {}
          : { fields: { found: fields, expected } };
      page.push({ file: file.name, line: at, text, reason, ...counts });
    }
  }
  return page;
}
