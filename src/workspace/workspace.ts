/**
 * The one interface between pages and figures, in the browser: a data source answers requests, the workspace loads.
 * `workspace-client.ts` serves it from the data worker; `session.ts` does the work, in the worker and in Node alike.
 */
import type { FileMapping, FileReading } from '../import/mapping.ts';
import type { FileFormat, SkippedLine } from '../import/row-source.ts';
import type { ComparedAnswer } from '../engine/compare.ts';
import type { ComparedViews } from '../model/comparison.ts';
import type { Condition } from '../model/condition.ts';
import type { LeadListRequest, LeadPage, LeadStory } from '../model/lead-list.ts';
import type { MetricsDocument, RowCounts } from '../model/metrics-document.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { Basis } from '../model/stages.ts';

/** What a file is read as. */
export type TableKind = 'leads' | 'activities' | 'stageHistory' | 'opportunities';

/** A file to load. In the browser a handle, not a copy. */
export interface SourceFile {
  /** what it is to be read as; null = whatever it turns out to be */
  readonly table: TableKind | null;
  readonly name: string;
  readonly file: Blob;
  /** what its columns mean; null or left out = find out */
  readonly mapping?: FileMapping | null;
  /** sheet of a workbook by name or number from 1 */
  readonly sheet?: string | null;
}

/** What was found out about a file. */
export interface SourceSummary {
  readonly name: string;
  readonly format: FileFormat;
  readonly compression: 'gzip' | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** from 1; null where there is no header */
  readonly headerLine: number | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** lines that are no rows, the first of them */
  readonly skipped: readonly SkippedLine[];
  readonly skippedLines: number;
  /** its rows were rewritten while loading */
  readonly isConverted: boolean;
  readonly reading: FileReading;
}

/** What one table made of a file looks like: its columns and first rows, after conversion. */
export interface TablePreview {
  readonly table: TableKind | 'aliases';
  readonly columns: readonly { readonly name: string; readonly known: string | null }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A file that was looked at before it is loaded: what it is, or why it cannot be read. */
export type InspectedSource =
  | {
      readonly name: string;
      readonly problem: null;
      readonly summary: SourceSummary;
      /** first rows as the file has them, in the order of `summary.reading.columns` */
      readonly rows: readonly (readonly (string | null)[])[];
      readonly previews: readonly TablePreview[];
    }
  | { readonly name: string; readonly problem: LoadProblem };

/** How far a load has come. */
export interface LoadProgress {
  readonly phase:
    | 'opening'
    | 'leads'
    | 'aliases'
    | 'stageHistory'
    | 'opportunities'
    | 'activities'
    | 'columns'
    | 'figures';
  /** file at hand, or null */
  readonly file: string | null;
  readonly rows: number;
  /** 0..1 over the bytes of all files */
  readonly share: number;
}

/** One rejected row. */
export interface RejectedRow {
  readonly file: string;
  /** line in the file, from 1, the header included */
  readonly line: number;
  readonly reason: string;
  /** the row as it stands in the file, cut at 2,000 characters */
  readonly text: string;
  /** of a malformed row how many fields it has, and how many there should be; left out where a quote in it has no end */
  readonly fields?: { readonly found: number; readonly expected: number };
}

/** A column of the leads table as the reader may pick it for filters and breakdowns. */
export interface ColumnSummary {
  readonly name: string;
  /** number of distinct values; an estimate unless `exact` */
  readonly distinct: number;
  readonly exact: boolean;
  /** leads without a value */
  readonly missing: number;
}

/** A value of a column with the leads that have it; null = missing. */
export interface ValueCount {
  readonly value: string | null;
  readonly leads: number;
}

/** A place in a model or a field that the data does not have: the model still works, and this is said. */
export interface ModelWarning {
  /** rule id or `sales.touch`, `stages.sql.directRequest` … */
  readonly place: string;
  readonly kind: 'unknownField' | 'matchesNothing';
  readonly field: string | null;
}

/** What is known of a loaded data set. */
export interface DataSetSummary {
  readonly name: string;
  /** grows by one with each load; part of every query key */
  readonly dataVersion: number;
  readonly rows: RowCounts;
  readonly files: readonly {
    readonly table: TableKind | 'aliases';
    readonly name: string;
    readonly read: number;
    readonly rejected: number;
    /** rows of the file that belong to other tables, or to none */
    readonly others: number;
  }[];
  /** the files as they were given, those among them that gave no table */
  readonly sources: readonly SourceSummary[];
  readonly timeZone: string;
  /** seconds since 1970 */
  readonly defaultAsOf: number;
  readonly firstCreatedAt: number | null;
  readonly lastCreatedAt: number | null;
  /** instants later than the moment of loading, which the default as-of leaves out */
  readonly laterThanLoading: number;
  readonly leadColumns: readonly ColumnSummary[];
  readonly activityTypes: readonly { readonly type: string; readonly activities: number }[];
  /** the leads hold recorded stage dates (mql, sql, opportunity or customer) */
  readonly hasRecordedStages: boolean;
  /** the model the data set opens with: the given one, else the starter model fitted to it */
  readonly model: ScoringModel;
  readonly modelIsStarter: boolean;
  readonly modelWarnings: readonly ModelWarning[];
  /** `recorded` for data with stage dates that came without a model, else `model` */
  readonly defaultBasis: Basis;
  /** how long loading took: files into tables, and tables into the engine's columns and matches */
  readonly seconds: { readonly import: number; readonly engine: number };
}

/** Something in the data that the figures suffer from. Words for what each does to them are the catalogue's. */
export interface QualityFinding {
  readonly code:
    /** leads with an e-mail address that another lead had before; `detail` of them write it otherwise */
    | 'duplicateEmail'
    /** leads with a recorded date before one of an earlier stage */
    | 'outOfOrder'
    /** recorded dates before their lead's creation, which count as the creation */
    | 'beforeCreation'
    /** recorded dates that cannot be read, which count as missing */
    | 'unreadableDates'
    /** rows whose id a spreadsheet has rounded, of those that were looked at before the load */
    | 'brokenIds'
    /** dates that fit both orders of day and month, in columns that hold dates of both: they may be read wrongly */
    | 'mixedDates'
    /** leads that were created, or entered a stage, in one second with many others */
    | 'bulkImport'
    /** leads created long before the first recorded MQL or SQL; the month is that of the first */
    | 'lateHistory'
    /** dates after the moment of loading */
    | 'future'
    /** whole weeks without a new lead, or without an activity */
    | 'leadGap'
    | 'activityGap'
    /** activities whose lead is not there */
    | 'orphans'
    /** leads without any activity */
    | 'silentLeads';
  /** how many: leads, dates, activities or weeks, by the code */
  readonly rows: number;
  /** of all that could have it, 0..1; 0 where there is no whole */
  readonly share: number;
  /** when; empty where that is not known */
  readonly months: readonly { readonly month: string; readonly rows: number }[];
  /** the most crowded seconds of `bulkImport`: `date` is the column, `instant` seconds since 1970 */
  readonly examples: readonly { readonly date: string; readonly instant: number; readonly rows: number }[];
  readonly detail: number | null;
}

/** What to load. */
export interface LoadOrder {
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** a model document as JSON text; null = fit the starter model to the data */
  readonly modelText: string | null;
  /** language of the reader: decides only where nothing in a file does */
  readonly language?: 'en' | 'de' | null;
  /** zone for a data set without a model: the reader's own */
  readonly timeZone: string;
  /** seconds since 1970: the moment of loading */
  readonly now: number;
  /** what is loaded is to outlive the page: the reader's own files, not what a host has anyway */
  readonly keep?: boolean;
}

/** Whether what is open outlives the page. */
export type Keeping =
  /** it is not to be stored */
  | { readonly state: 'nothing' }
  | { readonly state: 'writing' }
  /** stored in this browser; without the files, new questions to columns need them again */
  | { readonly state: 'kept'; readonly withFiles: boolean }
  | {
      readonly state: 'notKept';
      /** another tab has the store; no room; the browser stores nothing (private window); anything else */
      readonly reason: 'otherTab' | 'full' | 'unavailable' | 'failed';
    };

/** What the workspace does beside answering. */
export interface WorkspaceStatus {
  readonly keeping: Keeping;
  /** the files of a stored data set are being read again, for a question that its columns cannot answer; else null */
  readonly reopening: LoadProgress | null;
}

/** A failure with what a person needs: the file, the line, the reason, and what to do. Codes are words of the catalogue. */
export interface LoadProblem {
  readonly code: string;
  readonly file: string | null;
  readonly line: number | null;
  /** detail of the code: a column's name, a place in a model … */
  readonly detail: string | null;
}

/** Answers requests about the data set that is open. */
export interface Workspace {
  /** Loads files; what was loaded before stays until this succeeds. Aborting rejects with an `AbortError`. */
  load(
    order: LoadOrder,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<DataSetSummary>;
  /**
   * Opens what an earlier page has stored in this browser; null where nothing of it can be used. Progress comes only
   * where the files have to be read again.
   */
  openStored(
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<DataSetSummary | null>;
  /** Removes what is stored in this browser. Resolves to false where another tab has it. */
  forgetStored(): Promise<boolean>;
  /** Calls back with every change; only one listener at a time. */
  watch(changed: (status: WorkspaceStatus) => void): void;
  /**
   * Looks at files before they are loaded: what each is, which tables it gives, what has to be asked. Needs no database.
   * With a mapping given, shows what it makes of the file.
   */
  inspect(
    files: readonly SourceFile[],
    language: 'en' | 'de' | null,
    signal: AbortSignal,
  ): Promise<readonly InspectedSource[]>;
  /** The figures of a request under a model. With another threshold, point value, limit, group or decay no query is run. */
  metrics(request: MetricsRequest, model: ScoringModel): Promise<MetricsDocument>;
  /** Values of a lead column in falling order of leads, those that contain `search` (without regard to case). */
  columnValues(column: string, search: string, limit: number): Promise<readonly ValueCount[]>;
  /** Holds two views against each other: the figures of the other one, and the differences. */
  compare(views: ComparedViews): Promise<ComparedAnswer>;
  /** A page of a list of leads. */
  leadPage(list: LeadListRequest, offset: number, limit: number): Promise<LeadPage>;
  /**
   * A list as CSV, all its rows; cells that a spreadsheet would take for a formula are neutralised.
   * @param header words of the columns, in their order
   */
  leadCsv(
    list: LeadListRequest,
    header: readonly string[],
    onProgress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<Blob>;
  /** One lead by its ordinal. */
  lead(ordinal: number, request: MetricsRequest, model: ScoringModel): Promise<LeadStory>;
  /** Rejected rows in order of file and line. */
  rejectedRows(offset: number, limit: number): Promise<readonly RejectedRow[]>;
  /** What is wrong with the data, computed when it is first asked for. */
  dataQuality(): Promise<readonly QualityFinding[]>;
  /** How many leads meet a condition; also tells whether the database can decide it (a broken expression is refused). */
  countLeads(condition: Condition): Promise<number>;
  /** Highest engagement and fit that any lead reaches: ends of the sliders. */
  scoreRange(model: ScoringModel): Promise<{ readonly fitMax: number; readonly engagementMax: number }>;
  close(): void;
}
