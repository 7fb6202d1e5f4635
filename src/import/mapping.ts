/**
 * What the columns of a file mean: which tables are made of it, and where each of their columns comes from. A mapping is
 * plain JSON: it is remembered by the layout of a file, saved, and given to the command line.
 */
import type { ImportTable } from './import-file.ts';

/** Order of day and month in dates that are written with numbers alone. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** How one number means a date. `excel1904` counts days from 1904, as workbooks of old Macintoshes do. */
export type NumericDate = 'excel' | 'excel1904' | 'seconds' | 'milliseconds';

/** Where a column comes from. Texts of the file's columns; several: the first that is not missing. */
export interface ColumnSource {
  /** names of columns of the file, made unique as `uniqueNames` does */
  readonly from: readonly string[];
  /** counts only on rows whose column holds one of these values (without regard to case); else it is missing */
  readonly when?: { readonly column: string; readonly in: readonly string[] };
  /**
   * takes the place of these values (without regard to case), e.g. a CRM's stage by its name; others stay as they are. An
   * empty text makes it missing; as a stage, the row is none of the history
   */
  readonly values?: Readonly<Record<string, string>>;
  /** all of `from` that are not missing, with this between them, in place of the first */
  readonly join?: string;
  /** key of an object in JSON that the cell holds: its value takes the place of the cell */
  readonly attribute?: string;
  /** of a cell with several values only what stands before the first of this sign */
  readonly before?: string;
  /** where nothing of `from` has a value: the same on every row if `from` is empty */
  readonly constant?: string;
}

/** One table made of a file. */
export interface TableMapping {
  readonly table: ImportTable | 'aliases';
  /** columns of the table, known ones and others, by name */
  readonly columns: Readonly<Record<string, ColumnSource>>;
  /** rows that belong to it: whose column holds (or, with `not`, does not hold) one of these values, without regard to case; null = all */
  readonly rows: { readonly column: string; readonly in: readonly string[]; readonly not: boolean } | null;
  /** one row for each value of its first column, with the earliest of each instant: the leads of a log of events */
  readonly perLead: boolean;
}

/** What a whole file means. */
export interface FileMapping {
  readonly version: 1;
  /** columns of the file that it was made for, as the header writes them: its layout */
  readonly header: readonly string[];
  /** none: a reference table, or nothing that is known */
  readonly tables: readonly TableMapping[];
  /** by column of the file; where it is not needed it is left out */
  readonly dateOrder: Readonly<Record<string, DateOrder>>;
  /** decimal sign of columns with numbers, by column of the file; where it is left out, its numbers are plain already */
  readonly decimal: Readonly<Record<string, ',' | '.'>>;
  /** columns whose dates are one number: days of a workbook, seconds or milliseconds since 1970 */
  readonly numericDates?: Readonly<Record<string, NumericDate>>;
  /** columns of the file that no table keeps, such as checksums */
  readonly leftOut?: readonly string[];
}

/** What a column of a file holds. */
export type ColumnType = 'id' | 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'email' | 'empty';

/** What was found out about a column of a file. */
export interface ColumnReport {
  /** unique in the file */
  readonly name: string;
  readonly type: ColumnType;
  /** null where the dates of the column can be read in one way alone, or it has none */
  readonly dateOrder: DateOrder | null;
  /** rows without a value, of those that were looked at */
  readonly missing: number;
  /** up to five different values */
  readonly samples: readonly string[];
  /** its values come on several rows each, as the ids of leads do in a log of events; left out where they do not */
  readonly isRepeated?: true;
}

/** Something that the file alone does not tell. */
export interface MappingQuestion {
  readonly column: string | null;
  readonly question: 'dateOrder' | 'table' | 'timeZone' | 'stageNames' | 'decimal' | 'leadId';
  readonly options: readonly string[];
  /** what counts until somebody says otherwise: one of the options */
  readonly assumed: string;
  /** the values that it is about: stages that nobody knows, days that can be read in two ways */
  readonly values?: readonly string[];
  /**
   * how many rows speak for what. `dateOrder`: rows that are a date with the day first alone (`dmy`), with the month first
   * alone (`mdy`), or with either, as another day each (`both`); where both orders fit all of them, stage dates that would
   * lie before the creation under either (`dmyBeforeCreation`, `mdyBeforeCreation`)
   */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Something that is to be known of a file. */
export interface ReadingNote {
  /** a word of the catalogue */
  readonly code: string;
  /** mostly a column of the file */
  readonly detail: string | null;
  /** what was counted: rows, a line */
  readonly counts?: Readonly<Record<string, number>>;
}

/** What was made of a file by a look at a bounded part of it. */
export interface FileReading {
  /** `hubspot`, `salesforce`, `marketo`, `pardot`, `pipedrive`, `zoho`, `dynamics`, `mautic`, `activecampaign`; null = none of them */
  readonly vendor: string | null;
  /** object of the vendor, in its own words: `Lead history`, `Deals`; null where it is not known */
  readonly object: string | null;
  readonly columns: readonly ColumnReport[];
  readonly mapping: FileMapping;
  /** why the file gives no table (`reference`: accounts, products, templates, campaigns …), or what its figures lack */
  readonly notes: readonly ReadingNote[];
  readonly questions: readonly MappingQuestion[];
}
