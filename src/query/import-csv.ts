/**
 * Reading slices of files, and the tables that say where rejected rows stand. Physical columns have names of ours (`c0`,
 * `c1`, …), so that no header can do harm.
 */
import { ident, join, query, verbatim, type Query } from './query.ts';

/** Rows of a slice. */
export interface CsvSource {
  /** what to select from; its columns are `c0`, `c1`, … in the order of the file */
  readonly from: Query;
  /** whether the row is malformed */
  readonly malformed: Query;
}

/** Longest row that the database reads, in bytes: above the longest that counts as a record. */
const LINE_LIMIT = 2_097_152;

/**
 * The rows of attached bytes without a header, all as text, empty ones as null, in their order. Rows that cannot be
 * read, or have fewer fields or more than there are columns, are left out: the caller counts.
 * @param name attached name
 * @param columns number of columns of the file
 * @param isRewritten whether one more column says which rows are malformed
 */
export function csvRows(name: string, columns: number, isRewritten: boolean): CsvSource {
  const types = Array.from(
    { length: columns + (isRewritten ? 1 : 0) },
    (_, index) => query`${`c${index}`}: 'VARCHAR'`,
  );
  // else the first line end that comes counts, and that may be one within a cell
  const lineEnd = isRewritten ? verbatim(String.raw`, new_line = '\n'`) : verbatim('');
  return {
    from: query`read_csv(${name}, columns = {${types}}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '', ignore_errors = true, parallel = false, max_line_size = ${LINE_LIMIT}${lineEnd})`,
    malformed: isRewritten ? query`(${ident(`c${columns}`)} IS NOT NULL)` : verbatim('FALSE'),
  };
}

/** Number of rows of a table: column `rows`. */
export function countRows(table: Query): Query {
  return query`SELECT CAST(count(*) AS INTEGER) AS "rows" FROM ${table}`;
}

/** The tables of rejected rows and of places in the files. */
export function createRejected(): Query[] {
  return [
    query`CREATE TABLE rejected ("file" INTEGER, "record" INTEGER, reason VARCHAR)`,
    query`CREATE TABLE checkpoints ("file" INTEGER, "record" INTEGER, line INTEGER, "start" BIGINT)`,
  ];
}

/** Records of one table's files in a row: those of `file` are `first` and the `records − 1` that follow. */
export interface RecordRange {
  readonly file: number;
  readonly first: number;
  readonly records: number;
}

/**
 * Keeps rejected rows.
 * @param faults select of `record` (in the counting of `ranges`) and `reason`
 */
export function insertRejected(faults: Query, ranges: readonly RecordRange[]): Query {
  const values = ranges.map(({ file, first, records }) => query`(${file}, ${first}, ${first + records})`);
  return query`INSERT INTO rejected SELECT ranges."file", faults."record" - ranges."first", faults.reason FROM (${faults}) AS faults JOIN (VALUES ${values}) AS ranges("file", "first", "next") ON faults."record" >= ranges."first" AND faults."record" < ranges."next"`;
}

/**
 * Keeps places in a file.
 * @param checkpoints at least one
 */
export function insertCheckpoints(
  file: number,
  checkpoints: readonly { readonly record: number; readonly line: number; readonly start: number }[],
): Query {
  const values = checkpoints.map(({ record, line, start }) => query`(${file}, ${record}, ${line}, ${start})`);
  return query`INSERT INTO checkpoints VALUES ${values}`;
}

/** Forgets what was kept of these files. */
export function forgetFiles(files: readonly number[]): Query[] {
  const list = join(
    files.map((file) => query`${file}`),
    ', ',
  );
  return ['rejected', 'checkpoints'].map(
    (table) => query`DELETE FROM ${ident(table)} WHERE "file" IN (${list})`,
  );
}

/** Some of the rejected rows. */
export interface RejectedFilter {
  /** number of the file */
  readonly file: number;
  readonly reasons: readonly string[];
}

/**
 * A page of rejected rows in the order of file and line, each with the last place before it: `file`, `record`,
 * `reason`, and of the place `placeRecord`, `placeLine`, `placeStart` (byte).
 */
export function rejectedRows(offset: number, limit: number, only: RejectedFilter | null = null): Query {
  const filter =
    only === null
      ? verbatim('')
      : query` WHERE "file" = ${only.file} AND reason IN (${only.reasons.map((reason) => query`${reason}`)})`;
  return query`WITH page AS (SELECT * FROM rejected${filter} ORDER BY "file", "record" LIMIT ${limit} OFFSET ${offset}) SELECT CAST(page."file" AS INTEGER) AS "file", CAST(page."record" AS INTEGER) AS "record", page.reason AS reason, CAST(max(checkpoints."record") AS INTEGER) AS "placeRecord", CAST(max(checkpoints.line) AS INTEGER) AS "placeLine", CAST(max(checkpoints."start") AS DOUBLE) AS "placeStart" FROM page JOIN checkpoints ON checkpoints."file" = page."file" AND checkpoints."record" <= page."record" GROUP BY ALL ORDER BY "file", "record"`;
}

/**
 * Number of a lead's row over all files of leads: column `record`.
 * @param isInOrder the leads are the rows in their order
 */
export function leadRecord(ordinal: number, isInOrder: boolean): Query {
  const record = isInOrder ? verbatim('ordinal') : verbatim('"record"');
  return query`SELECT CAST(${record} AS INTEGER) AS "record" FROM leads WHERE ordinal = ${ordinal}`;
}

/** The last known place of a file at or before a record: `record`, `line`, `start` (byte). */
export function placeBefore(file: number, record: number): Query {
  return query`SELECT CAST("record" AS INTEGER) AS "record", CAST(line AS INTEGER) AS line, CAST("start" AS DOUBLE) AS "start" FROM checkpoints WHERE "file" = ${file} AND "record" <= ${record} ORDER BY "record" DESC LIMIT 1`;
}

/** Rejected rows of a table's files by reason: columns `reason`, `rows`. */
export function countReasons(faults: Query): Query {
  return query`SELECT reason, CAST(count(*) AS INTEGER) AS "rows" FROM (${faults}) GROUP BY reason ORDER BY reason`;
}
