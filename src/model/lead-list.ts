/** Lists of leads: what is asked for, and what comes back. A list is read by page; nothing of it is held as a whole. */
import type { Mark } from './mark.ts';
import type { MetricsRequest } from './metrics-request.ts';
import type { ScoringModel } from './scoring-model.ts';
import type { CurrentStage, Route, Stage } from './stages.ts';

/** Columns that the engine knows of each lead; all others are columns of the leads table, by their names. */
export const ENGINE_COLUMNS = [
  /** furthest stage at as-of, or `disqualified` */
  '@stage',
  '@route',
  /** scores at as-of, points */
  '@fit',
  '@engagement',
  '@total',
  /** highest engagement score up to as-of, points */
  '@peak',
  /** entries, seconds since 1970 */
  '@mql',
  '@sql',
  '@opportunity',
  '@customer',
  '@disqualified',
  /** days in the present stage at as-of */
  '@daysInStage',
  '@activities',
  /** seconds since 1970 */
  '@lastActivity',
] as const;
/** Name of such a column. */
export type EngineColumn = (typeof ENGINE_COLUMNS)[number];

/** Which leads, in which order. */
export interface LeadListRequest {
  readonly request: MetricsRequest;
  readonly model: ScoringModel;
  /** those behind a mark; null = all that the request looks at */
  readonly mark: Mark | null;
  /** found in id, e-mail, name or company, without regard to case; empty = all */
  readonly search: string;
  /** missing values come last either way; null = the latest created first */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** columns of each row, in order */
  readonly columns: readonly string[];
}

/** One cell: text of the leads table, or a number of an engine column; null = missing. */
export type LeadCell = string | number | null;

/** A row of a list. */
export interface LeadRow {
  /** place of the lead among all, by creation: what `lead` is asked with */
  readonly ordinal: number;
  readonly id: string;
  readonly cells: readonly LeadCell[];
}

/** A part of a list. */
export interface LeadPage {
  /** leads of the whole list */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly LeadRow[];
}

/** Where a value came from. */
export interface Origin {
  readonly file: string;
  /** line in the file, from 1; null where it is not known */
  readonly line: number | null;
}

/** Something that happened to one lead. Instants are seconds since 1970. */
export type LeadEvent =
  | {
      readonly kind: 'activity';
      readonly at: number;
      readonly type: string;
      /** further columns of the activity that have a value */
      readonly fields: readonly { readonly column: string; readonly value: string }[];
      /** it counts towards the score by at least one rule, within limits */
      readonly counted: boolean;
    }
  | { readonly kind: 'created'; readonly at: number }
  | {
      readonly kind: 'entry';
      readonly at: number;
      readonly basis: 'model' | 'recorded';
      readonly stage: Stage;
      /** of an SQL entry */
      readonly route: Route | null;
    }
  | { readonly kind: 'disqualified'; readonly at: number };

/** One lead, whole. */
export interface LeadStory {
  readonly ordinal: number;
  readonly id: string;
  /** every column of the leads table; `origin` says which file and line gave it */
  readonly profile: readonly { readonly column: string; readonly value: string | null }[];
  readonly origin: Origin | null;
  readonly engine: Readonly<Record<EngineColumn, LeadCell>>;
  /** current stage on each basis */
  readonly stages: { readonly model: CurrentStage; readonly recorded: CurrentStage };
  /** ascending; activities beyond `MOST_EVENTS` are left out from the oldest on, and counted */
  readonly events: readonly LeadEvent[];
  readonly eventsLeftOut: number;
}

/** Most activities that a story tells. */
export const MOST_EVENTS = 2000;
