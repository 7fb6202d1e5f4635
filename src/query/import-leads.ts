/** The leads table: rows as they come from the files, then the leads in their order, then dates from other tables. */
import { RECORDED_DATES, type RecordedDate } from '../model/stages.ts';
import type { CsvSource } from './import-csv.ts';
import { localText, selectInstants, type ClockChanges, type NamedColumn } from './instants.ts';
import { ident, join, query, verbatim, type Query } from './query.ts';

/** Physical column of the leads table with this number. */
export function leadColumn(index: number): Query {
  return ident(`c${index}`);
}

/** Where the known columns of the leads table stand, by number. */
export interface LeadLayout {
  readonly columns: number;
  readonly lead_id: number;
  readonly created_at: number;
  readonly email: number | null;
  readonly alias_ids: number | null;
  readonly dates: Readonly<Partial<Record<RecordedDate, number>>>;
}

const INSTANTS = ['created_at', ...RECORDED_DATES] as const;

function columnsOf({ columns }: LeadLayout): Query[] {
  return Array.from({ length: columns }, (_, index) => leadColumn(index));
}

/** The table of rows as they come: `record` counts all rows of all files. */
export function createLeadRows(layout: LeadLayout): Query {
  const instants = INSTANTS.map((name) => query`${ident(name)} BIGINT`);
  const texts = columnsOf(layout).map((column) => query`${column} VARCHAR`);
  return query`CREATE TABLE lead_rows ("record" INTEGER, malformed BOOLEAN, ${[...instants, ...texts]})`;
}

/**
 * Adds the rows of a slice.
 * @param first number of its first record
 * @param places for each column of the table its place in the file, or null
 */
export function insertLeadRows(
  source: CsvSource,
  first: number,
  layout: LeadLayout,
  places: readonly (number | null)[],
  zone: ClockChanges,
): Query {
  const placeOf = (column: number | undefined): Query | null => {
    const place = column === undefined ? null : (places[column] ?? null);
    return place === null ? null : ident(`c${place}`);
  };
  const present = places.flatMap((place, column) => (place === null ? [] : [column]));
  const instants: NamedColumn[] = INSTANTS.flatMap((name) => {
    const expression = placeOf(name === 'created_at' ? layout.created_at : layout.dates[name]);
    return expression === null ? [] : [{ name, expression }];
  });
  const keep: NamedColumn[] = [
    { name: 'malformed', expression: source.malformed },
    // other names than the file's own, which stand for other columns
    ...present.map((column) => ({ name: `c${column}`, expression: placeOf(column) ?? verbatim('NULL') })),
  ];
  const rows = selectInstants(source.from, keep, instants, zone);
  return query`INSERT INTO lead_rows BY NAME SELECT CAST(${first} + row_number() OVER () - 1 AS INTEGER) AS "record", * FROM (${rows})`;
}

/** Takes back the rows of a slice. */
export function removeLeadRows(first: number): Query {
  return query`DELETE FROM lead_rows WHERE "record" >= ${first}`;
}

/**
 * The table of rows that are rejected, with the first reason that applies; those that repeat an id are added to it.
 */
export function createLeadFaults(layout: LeadLayout): Query {
  const id = leadColumn(layout.lead_id);
  return query`CREATE TABLE lead_faults AS SELECT "record", CASE WHEN malformed THEN 'malformed' WHEN ${id} IS NULL THEN 'missingId' ELSE 'badCreatedAt' END AS reason FROM lead_rows WHERE malformed OR ${id} IS NULL OR created_at IS NULL`;
}

/**
 * Adds the rows that repeat an id: one portion of the ids, to hold memory.
 * @param part portion from 0
 * @param parts how many portions there are
 */
export function insertRepeatedLeads(layout: LeadLayout, part: number, parts: number): Query {
  const id = leadColumn(layout.lead_id);
  const inPart = parts === 1 ? verbatim('TRUE') : query`hash(${id}) % ${parts} = ${part}`;
  const good = query`SELECT "record", ${id} AS id FROM lead_rows WHERE NOT malformed AND ${id} IS NOT NULL AND created_at IS NOT NULL AND ${inPart}`;
  return query`INSERT INTO lead_faults SELECT good."record", 'duplicate' FROM (${good}) AS good JOIN (SELECT id, min("record") AS "first" FROM (${good}) GROUP BY id HAVING count(*) > 1) AS repeated ON repeated.id = good.id WHERE good."record" > repeated."first"`;
}

/** Select of the rejected rows: `record` and `reason`. */
export function leadFaults(): Query {
  return verbatim('SELECT "record", reason FROM lead_faults');
}

/** How many rows come before the row in front of them by creation: column `rows`. */
export function countUnsorted(): Query {
  return query`SELECT CAST(count(*) AS INTEGER) AS "rows" FROM (SELECT created_at < lag(created_at) OVER () AS earlier FROM lead_rows) WHERE earlier`;
}

/** The place of each good row among the leads, `ordinal`: by creation, then file row. */
export function createLeadOrder(): Query {
  return query`CREATE TABLE lead_order AS SELECT "record", CAST(row_number() OVER () - 1 AS INTEGER) AS ordinal FROM (SELECT "record" FROM lead_rows WHERE "record" NOT IN (SELECT "record" FROM lead_faults) ORDER BY created_at, "record")`;
}

/**
 * The leads, in their order. They are put in by portions: to sort all of them at once takes the memory of another copy.
 * A recorded date that cannot be read is missing as text too.
 * @param count number of leads
 * @param portion leads that are put in at once
 */
export function createLeads(layout: LeadLayout, count: number, portion: number): Query[] {
  const dateOf = new Map(Object.entries(layout.dates).map(([name, column]) => [column, name]));
  const texts = columnsOf(layout).map((column, index) => {
    const date = dateOf.get(index);
    return date === undefined
      ? column
      : query`CASE WHEN ${ident(date)} IS NOT NULL THEN ${column} END AS ${column}`;
  });
  const columns = [
    verbatim('lead_order.ordinal'),
    verbatim('lead_rows."record"'),
    ...INSTANTS.map((name) => ident(name)),
    ...texts,
  ];
  const rows = (from: number, to: number): Query =>
    query`SELECT ${columns} FROM lead_rows JOIN lead_order ON lead_order."record" = lead_rows."record" WHERE lead_order.ordinal >= ${from} AND lead_order.ordinal < ${to} ORDER BY lead_order.ordinal`;
  const portions = Array.from({ length: Math.ceil(count / portion) }, (_, number) => number * portion);
  return [
    query`CREATE TABLE leads AS ${rows(0, 0)}`,
    ...portions.map((from) => query`INSERT INTO leads ${rows(from, from + portion)}`),
    verbatim('DROP TABLE lead_order'),
  ];
}

/** The leads where all rows are good and lie in order already: the rows themselves, without a copy. */
export function renameToLeads(): Query[] {
  return [
    verbatim('ALTER TABLE lead_rows DROP COLUMN malformed'),
    verbatim('ALTER TABLE lead_rows RENAME COLUMN "record" TO ordinal'),
    verbatim('ALTER TABLE lead_rows RENAME TO leads'),
  ];
}

/** How many recorded dates of leads that were loaded cannot be read: a column for each date in the file. */
export function countUnreadable(layout: LeadLayout): Query {
  const counts = Object.entries(layout.dates).map(
    ([name, column]) =>
      query`CAST(count(*) FILTER (${leadColumn(column)} IS NOT NULL AND ${ident(name)} IS NULL) AS INTEGER) AS ${ident(name)}`,
  );
  return query`SELECT ${[verbatim('0 AS "none"'), ...counts]} FROM lead_rows WHERE "record" NOT IN (SELECT "record" FROM lead_faults)`;
}

/** Different texts of recorded dates that cannot be read, some of them: column `text`. */
export function unreadableTexts(layout: LeadLayout): Query {
  const texts = Object.entries(layout.dates).map(
    ([name, column]) =>
      query`SELECT ${leadColumn(column)} AS "text" FROM lead_rows WHERE ${leadColumn(column)} IS NOT NULL AND ${ident(name)} IS NULL`,
  );
  return query`SELECT DISTINCT "text" FROM (${join(texts, ' UNION ALL ')}) LIMIT 200`;
}

/**
 * Ids of merged and converted records, with their lead: of two rows with one alias the first in the file counts.
 * @param column number of the column `alias_ids`
 * @param isRenamed whether the leads are the rows themselves
 */
export function createAliases(column: number, isRenamed: boolean): Query {
  const row = isRenamed ? verbatim('ordinal') : verbatim('"record"');
  return query`CREATE TABLE aliases AS SELECT alias, arg_min(ordinal, "row") AS ordinal FROM (SELECT trim(unnest(string_split(${leadColumn(column)}, ';'))) AS alias, ordinal, ${row} AS "row" FROM leads WHERE ${leadColumn(column)} IS NOT NULL) WHERE alias <> '' GROUP BY alias`;
}

/** Spaces that people leave around an e-mail address. */
const SPACES = ' \t\n\r\v\f\u00a0\u2007\u202f\u3000\ufeff';

/** An e-mail address as it is compared: trimmed and lower-cased, null when nothing is left. */
export function comparedEmail(email: Query): Query {
  return query`nullif(lower(trim(${email}, ${SPACES})), '')`;
}

/** E-mail addresses with their lead: of two leads with one address the earlier created counts. */
export function createEmails(column: number): Query {
  return query`CREATE TABLE emails AS SELECT email, min(ordinal) AS ordinal FROM (SELECT ${comparedEmail(leadColumn(column))} AS email, ordinal FROM leads) WHERE email IS NOT NULL GROUP BY email`;
}

/**
 * Fills recorded dates that are empty with the earliest entries of other tables.
 * @param entries select of `ordinal`, `date` (name of a recorded date) and `instant`
 */
export function fillDates(entries: Query): Query {
  const earliest = RECORDED_DATES.map(
    (name) => query`min(instant) FILTER ("date" = ${name}) AS ${ident(name)}`,
  );
  const fill = RECORDED_DATES.map(
    (name) => query`${ident(name)} = coalesce(leads.${ident(name)}, earliest.${ident(name)})`,
  );
  return query`UPDATE leads SET ${fill} FROM (SELECT ordinal, ${earliest} FROM (${entries}) GROUP BY ordinal) AS earliest WHERE earliest.ordinal = leads.ordinal`;
}

function anyEarlier(): Query {
  return join(
    RECORDED_DATES.map((name) => query`${ident(name)} < created_at`),
    ' OR ',
  );
}

/** How many recorded dates lie before their lead's creation: column `rows`. */
export function countBeforeCreation(): Query {
  const counts = RECORDED_DATES.map((name) => query`count(*) FILTER (${ident(name)} < created_at)`);
  return query`SELECT CAST(${join(counts, ' + ')} AS INTEGER) AS "rows" FROM leads`;
}

/** Lifts recorded dates before their lead's creation to it. */
export function liftDates(): Query {
  const lift = RECORDED_DATES.map(
    (name) =>
      query`${ident(name)} = CASE WHEN ${ident(name)} < created_at THEN created_at ELSE ${ident(name)} END`,
  );
  return query`UPDATE leads SET ${lift} WHERE ${anyEarlier()}`;
}

/**
 * What is to be known of the leads: `firstCreatedAt` and `lastCreatedAt` (−1 without leads), `latest` (−1 when none)
 * instant of all that is not after `now`, how many are `later`, and `recordedStages`, the leads with a stage date.
 */
export function summariseLeads(now: number): Query {
  const instants = INSTANTS.map((name) => ident(name));
  const latest = instants.map((name) => query`max(${name}) FILTER (${name} <= ${now})`);
  const later = instants.map((name) => query`count(*) FILTER (${name} > ${now})`);
  return query`SELECT CAST(coalesce(min(created_at), -1e18) AS DOUBLE) AS "firstCreatedAt", CAST(coalesce(max(created_at), -1e18) AS DOUBLE) AS "lastCreatedAt", CAST(coalesce(greatest(${latest}), -1e18) AS DOUBLE) AS latest, CAST(${join(later, ' + ')} AS DOUBLE) AS later, CAST(count(*) FILTER (coalesce(mql_at, sql_at, opportunity_at, customer_at) IS NOT NULL) AS DOUBLE) AS "recordedStages" FROM leads`;
}

/**
 * The column with a recorded date as text.
 * @param column its column, if the file has one; the others are those of `addDateTexts`
 */
export function recordedText(name: RecordedDate, column: number | null): Query {
  return column === null ? ident(`${name} text`) : leadColumn(column);
}

/** Adds columns for the texts of recorded dates that no file of leads has. */
export function addDateTexts(dates: LeadLayout['dates']): Query[] {
  return RECORDED_DATES.filter((name) => dates[name] === undefined).map(
    (name) => query`ALTER TABLE leads ADD COLUMN ${recordedText(name, null)} VARCHAR`,
  );
}

/** Writes dates that another table gave as text by the local clock; those that the file has stay as they are written. */
export function writeDateTexts(dates: LeadLayout['dates'], zone: ClockChanges): Query {
  const texts = RECORDED_DATES.map((name) => recordedText(name, dates[name] ?? null));
  const lacking = RECORDED_DATES.map(
    (name, place) => query`(leads.${ident(name)} IS NOT NULL AND leads.${texts[place] as Query} IS NULL)`,
  );
  const instants = RECORDED_DATES.map((name) => ident(name));
  // the clock changes make a long expression: written once for all dates, not once for each
  const written = query`SELECT ordinal, list_transform([${instants}], lambda instant: ${localText(verbatim('instant'), zone)}) AS texts FROM leads WHERE ${join(lacking, ' OR ')}`;
  const set = RECORDED_DATES.map(
    (_, place) =>
      query`${texts[place] as Query} = coalesce(leads.${texts[place] as Query}, written.texts[${place + 1}])`,
  );
  return query`UPDATE leads SET ${set} FROM (${written}) AS written WHERE written.ordinal = leads.ordinal`;
}
