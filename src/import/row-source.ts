/**
 * What every file format becomes: rows of texts with the line that each stands on. Beyond this nobody knows whether a
 * file was a workbook or a table of text.
 */

/** Formats that can be read. */
export type FileFormat = 'csv' | 'xlsx' | 'json' | 'ndjson' | 'parquet' | 'arrow';

/** A cell: its text, or null where there is nothing. Dates of typed formats are ISO text. */
export type Cell = string | null;

/** Some rows in their order. */
export interface RowBatch {
  /** cells of each row in the order of the header; a row may have fewer. A malformed one has none */
  readonly rows: readonly (readonly Cell[])[];
  /** line of each row in a text, number of each row in other formats; from 1 */
  readonly lines: readonly number[];
  /**
   * rows that cannot be taken apart (a quote without its end, more cells than columns, or fewer where that is no habit
   * of the file), by their place in the batch
   */
  readonly malformed: readonly number[];
  /** how many cells each of `malformed` has, null where a quote has no end; left out where a format knows no such rows */
  readonly malformedCells?: readonly (number | null)[];
  /** bytes of the file that were read so far */
  readonly bytes: number;
}

/** A line that is no row: above the header, or below the table. */
export interface SkippedLine {
  /** from 1 */
  readonly line: number;
  readonly reason: 'preamble' | 'separatorLine' | 'header' | 'footer';
  /** cut at 200 characters */
  readonly text: string;
}

/** A file whose format is known and whose header was read. */
export interface RowSource {
  readonly name: string;
  readonly format: FileFormat;
  readonly compression: 'gzip' | null;
  /** as the standard names it: `utf-8`, `utf-16le`, `windows-1252`, …; null where the format has none */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** from 1; null where there is no header, and the names were made up */
  readonly headerLine: number | null;
  /** sheets of a workbook in their order, and the one that is read */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** names of the columns as the file writes them; not made unique */
  readonly header: readonly string[];
  /** types that the format itself gives its columns; `null` where it says nothing. Text formats say nothing */
  readonly declared: readonly ('text' | 'number' | 'boolean' | 'date' | 'instant' | null)[];
  /**
   * The file is what the database reads itself: text in UTF-8, commas, doubled quotes, its header on the first line, no
   * footer, no habit of leaving out the last cells of a row. Nothing has to be rewritten
   */
  readonly isPlain: boolean;
  /** lines that are no rows, as far as they are known: all of them once `rows` has come to its end */
  readonly skipped: readonly SkippedLine[];
  /**
   * The rows from the first on; every call reads the file anew.
   * @param signal ends the reading
   * @throws LoadError where the file turns out to be broken, or larger than is allowed
   */
  rows(signal: AbortSignal): AsyncIterable<RowBatch>;
  /** Raw text of rows by line, cut at 2,000 characters each; the file is read anew up to the last of them. */
  rawTexts(lines: ReadonlySet<number>, signal: AbortSignal): Promise<ReadonlyMap<number, string>>;
}

/** How to open a file. */
export interface OpenOptions {
  /** sheet of a workbook by name or number from 1; null = the first that holds something */
  readonly sheet: string | null;
  /** encoding of a text by its name, instead of the one that its bytes suggest; a byte-order mark counts for more */
  readonly encoding?: string | null;
  /** delimiter of a text, instead of the one that makes the most even table */
  readonly delimiter?: string | null;
}
