/** What a file may ask for. Far above what exports hold, far below what hostile files want. */

/** Bytes that an archive may hold when it is unpacked. */
export const LARGEST_ARCHIVE = 2 ** 30;

/** Bytes of one part of a workbook: a text of JavaScript cannot be much longer. */
export const LARGEST_PART = 400_000_000;

/** Unpacked bytes for each packed one, counted once more than `EXPANSION_START` bytes came out. */
export const LARGEST_RATIO = 200;
export const EXPANSION_START = 50_000_000;

/** Entries of an archive. */
export const MOST_ENTRIES = 10_000;

/** Columns of a table: as many as a sheet has. */
export const MOST_COLUMNS = 16_384;

/** Cells of a sheet that are held at once, empty ones among them. */
export const MOST_CELLS = 60_000_000;

/** Characters of one record, or of one object of JSON. */
export const LONGEST_RECORD = 2_000_000;
export const LONGEST_OBJECT = 16_000_000;

/** Bytes of a file that are looked at to find out how it is written. */
export const HEAD = 262_144;

/** Characters of a raw text that are kept. */
export const LONGEST_RAW = 2_000;
