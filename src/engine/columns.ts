/**
 * What the engine reads: typed arrays, with no name, e-mail or id in them. `workspace/` fills them from the database.
 *
 * This room turns matches into scores, stage entries and figures. It is pure and depends on `model` and `statistics`
 * alone; the same module runs in the data worker and in Node.
 */
import type { RecordedDate } from '../model/stages.ts';

/** Coded texts: `values[codes[i]]` is the text of row i; a missing text has the code −1. */
export interface CodedColumn {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** Leads in the order of `leadOrdinal`: by creation instant, then file row. */
export interface LeadColumns {
  readonly count: number;
  /** stored instants (model/instant.ts), ascending */
  readonly createdAt: Int32Array;
  /** recorded dates as stored instants, `NEVER` where missing; none earlier than `createdAt` */
  readonly recorded: Readonly<Record<RecordedDate, Int32Array>>;
}

/** Activities in compressed rows by lead: those of lead i are at `start[i] … start[i + 1] − 1`, by instant, then file row. */
export interface ActivityColumns {
  readonly count: number;
  /** leads + 1 positions */
  readonly start: Uint32Array;
  /** stored instants */
  readonly instant: Int32Array;
  /** kind of each activity: a distinct tuple of type, channel, campaign, content and direction */
  readonly kind: Uint16Array | Uint32Array;
  readonly kindCount: number;
  /** `type` of each kind */
  readonly kindType: readonly string[];
  /** `channel` of each kind; null where missing */
  readonly kindChannel: readonly (string | null)[];
}

/** Offsets of the data set's zone: `offsets[i]` seconds east of UTC hold from `from[i]` (seconds since 1970) on; `from[0]` is −Infinity. */
export interface ZoneOffsets {
  readonly from: Float64Array;
  readonly offsets: Float64Array;
}

/** All that the engine needs of a loaded data set. */
export interface Columns {
  readonly leads: LeadColumns;
  readonly activities: ActivityColumns;
  readonly zone: ZoneOffsets;
  /** the data set's own as-of in seconds since 1970 */
  readonly defaultAsOf: number;
}

/** One bit per lead: bit `i & 31` of word `i >> 5`. */
export type LeadBits = Uint32Array;

/** Which activities a condition holds for: decided once per kind, or one bit per activity (in the order of the rows above). */
export type ActivityMatch =
  | { readonly by: 'kind'; readonly holds: Uint8Array }
  | { readonly by: 'activity'; readonly bits: Uint32Array };

/** Answers of the database that the engine needs for a model and a request, each under the condition's canonical text. */
export interface Matches {
  /** conditions on leads: fit rules and filters */
  lead(condition: string): LeadBits;
  /** conditions on activities: engagement rules, direct request, touches */
  activity(condition: string): ActivityMatch;
  /** values of a lead column, text as it stands */
  column(name: string): CodedColumn;
  /** leads where every one of these columns is missing; a column that the data does not have is missing everywhere */
  allMissing(names: readonly string[]): LeadBits;
}
