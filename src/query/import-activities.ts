/**
 * The activities, slice by slice: a slice is read into narrow columns, its leads are looked up, the few rows that are
 * not plain are settled one by one, and what is good goes into the table in the order of the files.
 *
 * Tables while a slice is worked on: `slice` (its rows, `rowid` is the record), `repeated` (records whose `activity_id`
 * was seen before), `settled` (rows that are not plain).
 */
import { findLeads, namesNobody, type LeadLookups } from './find-leads.ts';
import { countRows, type CsvSource } from './import-csv.ts';
import { leadColumn } from './import-leads.ts';
import { localText, selectInstants, type ClockChanges } from './instants.ts';
import { ident, join, query, verbatim, type Query } from './query.ts';

/** Columns of an activity that can make its kind, in the order of their number of values, as a rule. */
export const KIND_COLUMNS = ['type', 'channel', 'direction', 'campaign', 'content'] as const;
/** Name of such a column. */
export type KindColumn = (typeof KIND_COLUMNS)[number];

/** How the activities are laid out. */
export interface ActivityLayout {
  /** columns of the kind tuple that some file has; `type` is always one */
  readonly kind: readonly KindColumn[];
  /** names of the columns outside the tuple: the first is `a0` */
  readonly outside: readonly string[];
  /** numbers of these columns, where a file has them */
  readonly activity_id: number | null;
  readonly email: number | null;
  readonly hasLeadId: boolean;
}

/** Physical column of the activities table with this number. */
export function activityColumn(index: number): Query {
  return ident(`a${index}`);
}

function outsideColumns({ outside }: ActivityLayout): Query[] {
  return outside.map((_, index) => activityColumn(index));
}

/** The tables that the activities leave behind, and those that last while they are loaded. */
export function createActivities(layout: ActivityLayout): Query[] {
  const outside = outsideColumns(layout).map((column) => query`${column} VARCHAR`);
  const fixed = ['position INTEGER', 'ordinal INTEGER', 'occurred_at BIGINT', 'kind INTEGER'].map(verbatim);
  return [
    query`CREATE TABLE activities (${[...fixed, ...outside]})`,
    query`CREATE TABLE kinds (kind INTEGER, type VARCHAR, channel VARCHAR, campaign VARCHAR, content VARCHAR, direction VARCHAR)`,
    query`CREATE TABLE strays (position INTEGER, lead_id VARCHAR)`,
    query`CREATE TABLE orphan_ids (activity_id VARCHAR)`,
  ];
}

const UNIT = '\u001f';
const ESCAPE = '\u001e';

/**
 * The text that stands for a kind: its values with a separator between them, null without a type.
 * @param value expression of a column
 * @param isEscaped whether values may hold the separator; a text without it is the same either way
 */
function kindKey(layout: ActivityLayout, value: (name: KindColumn) => Query, isEscaped: boolean): Query {
  const parts = layout.kind.map((name) => {
    const text = isEscaped
      ? query`replace(replace(${value(name)}, ${ESCAPE}, ${`${ESCAPE}0`}), ${UNIT}, ${`${ESCAPE}1`})`
      : value(name);
    return name === 'type' ? text : query`coalesce(${text}, '')`;
  });
  return join(parts, ` || '${UNIT}' || `);
}

function enumName(version: number): Query {
  return ident(`kind_key_${version}`);
}

/** The kind of a row by the text of its tuple, null when there is none yet. */
function kindOf(key: Query, version: number): Query {
  return version === 0
    ? verbatim('CAST(NULL AS INTEGER)')
    : query`CAST(enum_code(TRY_CAST(${key} AS ${enumName(version)})) AS INTEGER)`;
}

/** Makes the known kinds readable as an enumeration, in the order of their numbers: quicker than a join. */
export function createKindEnum(layout: ActivityLayout, version: number): Query {
  return query`CREATE TYPE ${enumName(version)} AS ENUM (SELECT ${kindKey(layout, ident, true)} FROM kinds ORDER BY kind)`;
}

/** Drops an enumeration of kinds. */
export function dropKindEnum(version: number): Query {
  return query`DROP TYPE IF EXISTS ${enumName(version)}`;
}

/** What a slice is read with. */
export interface SliceReading {
  readonly layout: ActivityLayout;
  /** place in the file of each column by name; of known ones by their known name */
  readonly places: ReadonlyMap<string, number>;
  readonly zone: ClockChanges;
  /** version of the kinds' enumeration, 0 when there is none */
  readonly version: number;
  /** whether values may hold the separator of kinds */
  readonly hasSeparators: boolean;
}

/**
 * Reads a slice. Of what is only needed where something is not known yet (the lead id, the values of a kind) nothing is
 * kept elsewhere. The leads are looked up by a scalar subquery, since that keeps the order of rows; a join does not.
 */
export function createSlice(source: CsvSource, reading: SliceReading, lookups: LeadLookups): Query {
  const { layout, places, zone, version, hasSeparators } = reading;
  const place = (name: string): Query => {
    const index = places.get(name);
    return index === undefined ? verbatim('CAST(NULL AS VARCHAR)') : ident(`c${index}`);
  };
  const keep = [
    { name: 'malformed', expression: source.malformed },
    { name: 'lead_id', expression: place('lead_id') },
    { name: 'kind', expression: kindOf(kindKey(layout, place, hasSeparators), version) },
    ...layout.kind.map((name) => ({ name, expression: place(name) })),
    ...layout.outside.map((name, index) => ({ name: `a${index}`, expression: place(name) })),
  ];
  const instants = [{ name: 'occurred_at', expression: place('occurred_at') }];
  const rows = selectInstants(source.from, keep, instants, zone);
  const lead = layout.hasLeadId
    ? query`(SELECT leads.ordinal FROM leads WHERE leads.${leadColumn(lookups.idColumn)} = r.lead_id)`
    : verbatim('CAST(NULL AS INTEGER)');
  const columns = [
    verbatim('malformed, ordinal, occurred_at, kind, CASE WHEN ordinal IS NULL THEN lead_id END AS lead_id'),
    ...layout.kind.map((name) => query`CASE WHEN kind IS NULL THEN ${ident(name)} END AS ${ident(name)}`),
    ...outsideColumns(layout),
  ];
  return query`CREATE TABLE slice AS SELECT ${columns} FROM (SELECT r.*, ${lead} AS ordinal FROM (${rows}) AS r)`;
}

/** Drops the tables of a slice. */
export function dropSlice(): Query[] {
  return ['slice', 'repeated', 'settled'].map((name) => query`DROP TABLE IF EXISTS ${ident(name)}`);
}

/** Number of rows of the slice. */
export function countSlice(): Query {
  return countRows(verbatim('slice'));
}

/** A row of the slice that cannot simply be taken. */
const NOT_PLAIN = verbatim('(s.ordinal IS NULL OR s.occurred_at IS NULL OR s.kind IS NULL OR s.malformed)');

/** How many rows of the slice are not plain: column `rows`. */
export function countUnsettled(): Query {
  return countRows(query`slice AS s WHERE ${NOT_PLAIN}`);
}

function emailOf(layout: ActivityLayout): Query | null {
  return layout.email === null ? null : query`s.${activityColumn(layout.email)}`;
}

function isNobody(layout: ActivityLayout): Query {
  return query`(s.ordinal IS NULL AND ${namesNobody(layout.hasLeadId ? verbatim('s.lead_id') : null, emailOf(layout))})`;
}

/**
 * Rows with an `activity_id` that a row before them has, which passed so far.
 * @param column number of the column `activity_id`
 */
export function createRepeated(layout: ActivityLayout, column: number): Query {
  const id = activityColumn(column);
  const passing = query`SELECT s.rowid AS "record", s.${id} AS activity_id FROM slice AS s WHERE s.${id} IS NOT NULL AND NOT s.malformed AND NOT ${isNobody(layout)} AND (s.kind IS NOT NULL OR s.type IS NOT NULL) AND s.occurred_at IS NOT NULL`;
  const before = query`SELECT ${id} AS activity_id FROM activities UNION ALL SELECT activity_id FROM orphan_ids`;
  return query`CREATE TABLE repeated AS WITH passing AS MATERIALIZED (${passing}), seen AS (SELECT DISTINCT before.activity_id FROM (${before}) AS before SEMI JOIN passing ON passing.activity_id = before.activity_id), twice AS (SELECT activity_id, min("record") AS "first" FROM passing GROUP BY activity_id HAVING count(*) > 1) SELECT "record" FROM passing WHERE activity_id IN (SELECT activity_id FROM seen) UNION SELECT passing."record" FROM passing JOIN twice ON twice.activity_id = passing.activity_id WHERE passing."record" > twice."first"`;
}

/** The table `repeated` for activities without an `activity_id`. */
export function createNoneRepeated(): Query {
  return verbatim('CREATE TABLE repeated ("record" BIGINT)');
}

/** Number of repeated rows: column `rows`. */
export function countRepeated(): Query {
  return countRows(verbatim('repeated'));
}

/** Settles the rows that are not plain: why each is rejected (`place` is then −1), or how it found its lead. */
export function createSettled(layout: ActivityLayout, lookups: LeadLookups): Query {
  const activityId = layout.activity_id === null ? null : activityColumn(layout.activity_id);
  const search = findLeads(layout.hasLeadId ? verbatim('s.lead_id') : null, emailOf(layout), lookups, false);
  const ordinal = query`coalesce(s.ordinal, ${search.ordinal})`;
  const reason = query`CASE WHEN s.malformed THEN 'malformed' WHEN ${isNobody(layout)} THEN 'missingId' WHEN s.kind IS NULL AND s.type IS NULL THEN 'missingType' WHEN s.occurred_at IS NULL THEN 'badOccurredAt' WHEN s.is_repeated THEN 'duplicate' WHEN ${ordinal} IS NULL THEN 'orphan' END`;
  const columns = [
    query`s."record"`,
    query`${reason} AS reason`,
    query`${ordinal} AS ordinal`,
    query`CASE WHEN s.ordinal IS NULL THEN ${search.found} END AS found`,
    query`s.lead_id`,
    query`${activityId === null ? verbatim('CAST(NULL AS VARCHAR)') : query`s.${activityId}`} AS activity_id`,
    query`s.kind IS NULL AS is_new`,
    ...layout.kind.map((name) => query`s.${ident(name)}`),
  ];
  // filtered before the leads are searched: few rows are left
  const few = query`SELECT s.*, s.rowid AS "record", repeated."record" IS NOT NULL AS is_repeated FROM slice AS s LEFT JOIN repeated ON repeated."record" = s.rowid WHERE ${NOT_PLAIN} OR repeated."record" IS NOT NULL`;
  const rows = query`SELECT ${columns} FROM (${few}) AS s ${search.joins}`;
  return query`CREATE TABLE settled AS SELECT *, CASE WHEN reason IS NULL THEN ordinal ELSE -1 END AS place FROM (${rows})`;
}

/** Counts settled rows: columns `reason` and `found` (empty when null), `isNew`, `rows`. */
export function countSettled(): Query {
  return query`SELECT coalesce(reason, '') AS reason, coalesce(found, '') AS found, CAST(is_new AS INTEGER) AS "isNew", CAST(count(*) AS INTEGER) AS "rows" FROM settled GROUP BY ALL ORDER BY ALL`;
}

/** Select of the rejected rows of the slice: `record`, counted over the file, and `reason`. */
export function sliceFaults(first: number): Query {
  return query`SELECT "record" + ${first} AS "record", reason FROM settled WHERE reason IS NOT NULL`;
}

/** Keeps the `activity_id` of orphans: a later row with it is a duplicate. */
export function insertOrphanIds(): Query {
  return query`INSERT INTO orphan_ids SELECT activity_id FROM settled WHERE reason = 'orphan' AND activity_id IS NOT NULL`;
}

/** Numbers the new kinds of good rows in the order in which they come up. */
export function insertKinds(layout: ActivityLayout): Query {
  const values = layout.kind.map((name) => ident(name));
  const fresh = query`SELECT ${values}, min("record") AS "first" FROM settled WHERE is_new AND reason IS NULL GROUP BY ${values}`;
  return query`INSERT INTO kinds BY NAME SELECT CAST((SELECT count(*) FROM kinds) + row_number() OVER (ORDER BY "first") - 1 AS INTEGER) AS kind, ${values} FROM (${fresh})`;
}

/** Number of kinds: column `rows`. */
export function countKinds(): Query {
  return countRows(verbatim('kinds'));
}

/** The good rows of a slice of which some were settled, in its order, with their position. */
function goodRows(position: number): Query {
  const placed = query`SELECT s.*, s.rowid AS "record", (SELECT settled.place FROM settled WHERE settled."record" = s.rowid) AS place FROM slice AS s`;
  return query`(SELECT *, CAST(${position} + row_number() OVER () - 1 AS INTEGER) AS position FROM (${placed}) WHERE coalesce(place, ordinal) >= 0)`;
}

/**
 * Adds the good rows of the slice.
 * @param position of the first of them
 * @param isPlain whether no row was settled
 */
export function insertActivities(
  position: number,
  isPlain: boolean,
  { layout, version }: Pick<SliceReading, 'layout' | 'version'>,
): Query {
  const outside = outsideColumns(layout);
  if (isPlain) {
    return query`INSERT INTO activities SELECT ${[query`CAST(${position} + rowid AS INTEGER)`, verbatim('ordinal, occurred_at, kind'), ...outside]} FROM slice`;
  }
  const kind = query`coalesce(kind, ${kindOf(kindKey(layout, ident, true), version)})`;
  return query`INSERT INTO activities SELECT ${[verbatim('position, coalesce(place, ordinal), occurred_at'), kind, ...outside]} FROM ${goodRows(position)}`;
}

/**
 * Keeps the written lead id of rows that found their lead by another way.
 * @param position of the first good row of the slice
 */
export function insertStrays(position: number): Query {
  return query`INSERT INTO strays SELECT placed.position, settled.lead_id FROM ${goodRows(position)} AS placed JOIN settled ON settled."record" = placed."record" WHERE settled.found IS NOT NULL`;
}

/** Drops what was needed while loading; with everything, to begin anew. */
export function dropActivities(everything: boolean): Query[] {
  return [
    ...dropSlice(),
    query`DROP TABLE IF EXISTS orphan_ids`,
    ...(everything
      ? ['activities', 'kinds', 'strays'].map((name) => query`DROP TABLE IF EXISTS ${ident(name)}`)
      : []),
  ];
}

/** Distinct values of the columns of kinds: a column for each. */
export function countKindValues(names: readonly KindColumn[]): Query {
  const counts = names.map(
    (name) => query`CAST(count(DISTINCT ${ident(name)}) AS INTEGER) AS ${ident(name)}`,
  );
  return query`SELECT ${counts} FROM kinds`;
}

/** Distinct tuples of some columns of kinds: column `rows`. */
export function countTuples(names: readonly KindColumn[]): Query {
  return countRows(query`(SELECT DISTINCT ${names.map((name) => ident(name))} FROM kinds)`);
}

/** What is to be known of the activities: `latest` instant not after `now` (−1e18 when none), how many are `later`. */
export function summariseActivities(now: number): Query {
  return query`SELECT CAST(coalesce(max(occurred_at) FILTER (occurred_at <= ${now}), -1e18) AS DOUBLE) AS latest, CAST(count(*) FILTER (occurred_at > ${now}) AS DOUBLE) AS later FROM activities`;
}

/** When an activity occurred, as text by the local clock. */
export function occurredText(zone: ClockChanges): Query {
  return localText(ident('occurred_at'), zone);
}

/** The lead id of an activity as its file has it: its lead's own, unless it found its lead by another way. */
export function writtenLeadId(idColumn: number): Query {
  return query`(CASE WHEN EXISTS (SELECT 1 FROM strays WHERE strays.position = activities.position) THEN (SELECT strays.lead_id FROM strays WHERE strays.position = activities.position) ELSE (SELECT leads.${leadColumn(idColumn)} FROM leads WHERE leads.ordinal = activities.ordinal) END)`;
}
