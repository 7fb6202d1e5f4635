/** Rejected rows as they stand in their files. The files are read again, so nothing of a row has to be kept. */
import type { Database } from '../database/database.ts';
import { rejectedRows } from '../query/import-csv.ts';
import { locateConverted } from './conversion.ts';
import type { ImportFile } from './import-file.ts';
import { scanRecords } from './scan-records.ts';

/** One rejected row. */
export interface RejectedRecord {
  readonly file: string;
  /** line in the file, from 1, the header included */
  readonly line: number;
  readonly reason: string;
  /** the row as it stands in the file, cut at 2,000 characters */
  readonly text: string;
}

const LONGEST_TEXT = 2_000;
/** Bytes that are read from a place on: as a rule more than lie before the next place. Long records take more. */
const READ_AHEAD = 262_144;

/** Cuts a text, but not within a character that is written as two. */
function cutText(text: string): string {
  return text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '');
}

interface Located {
  readonly line: number;
  readonly text: string;
}

/** Finds records in bytes that begin with record `first` on line `line` (from 0). */
function locate(
  bytes: Uint8Array,
  place: { readonly file: string; readonly first: number; readonly line: number; readonly isEnd: boolean },
  wanted: ReadonlySet<number>,
): Map<number, Located> {
  const found = new Map<number, Located>();
  let record = place.first;
  scanRecords(bytes, { file: place.file, line: place.line, isEnd: place.isEnd }, (start, end, line) => {
    if (wanted.has(record)) {
      // a character has at most four bytes
      const text = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 4 * LONGEST_TEXT)));
      found.set(record, {
        line: place.line + line + 1,
        text: cutText(text),
      });
    }
    record++;
  });
  return found;
}

/**
 * A page of the rejected rows, in the order of file and line.
 * @param database after `importTables`
 * @param files the same files in the same order
 * @param offset rows before the page
 * @param limit most rows of the page
 */
export async function rejectedPage(
  database: Database,
  files: readonly ImportFile[],
  offset: number,
  limit: number,
): Promise<RejectedRecord[]> {
  const { rows, columns } = await database.read(rejectedRows(offset, limit));
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
    for (
      let ahead = READ_AHEAD, end = start;
      file.conversion === undefined && located.size < wanted.size && end < file.bytes.size;
      ahead *= 4
    ) {
      end = Math.min(start + ahead, file.bytes.size);
      const place = { file: file.name, first, line, isEnd: end === file.bytes.size };
      located = locate(await file.bytes.slice(start, end), place, wanted);
    }
    for (const row of members) {
      const found = located.get(number('record', row));
      if (found === undefined) throw new Error(`${file.name} is not the file that was loaded`);
      page.push({ file: file.name, ...found, reason: String(columns['reason']?.[row]) });
    }
  }
  return page;
}
