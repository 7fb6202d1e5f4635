/** Stage history and opportunities: rows that give recorded dates to leads. */
import { findLeads, namesNobody, type LeadLookups } from './find-leads.ts';
import type { CsvSource } from './import-csv.ts';
import { selectInstants, type ClockChanges } from './instants.ts';
import { ident, query, verbatim, type Query } from './query.ts';

/** The two tables. */
export type EntryTable = 'stageHistory' | 'opportunities';

interface EntryShape {
  readonly rows: Query;
  readonly settled: Query;
  readonly texts: readonly string[];
  readonly instants: readonly string[];
}

const SHAPES: Readonly<Record<EntryTable, EntryShape>> = {
  stageHistory: {
    rows: ident('history_rows'),
    settled: ident('history_settled'),
    texts: ['lead_id', 'email', 'stage'],
    instants: ['entered_at'],
  },
  opportunities: {
    rows: ident('opportunity_rows'),
    settled: ident('opportunities_settled'),
    texts: ['lead_id', 'email', 'opportunity_id'],
    instants: ['created_at', 'won_at'],
  },
};

/** Stages of a history with the recorded date that an entry gives; `lead` gives none. */
const STAGE_DATES: readonly (readonly [string, string | null])[] = [
  ['lead', null],
  ['mql', 'mql_at'],
  ['sql', 'sql_at'],
  ['opportunity', 'opportunity_at'],
  ['customer', 'customer_at'],
  ['disqualified', 'disqualified_at'],
];

/** The table of rows as they come: `record` counts all rows of all files. */
export function createEntryRows(table: EntryTable): Query {
  const { rows, texts, instants } = SHAPES[table];
  const columns = [
    ...texts.map((name) => query`${ident(name)} VARCHAR`),
    ...instants.map((name) => query`${ident(name)} BIGINT`),
  ];
  return query`CREATE TABLE ${rows} ("record" INTEGER, malformed BOOLEAN, ${columns})`;
}

/**
 * Adds the rows of a slice.
 * @param first number of its first record
 * @param places place in the file of each known column
 */
export function insertEntryRows(
  table: EntryTable,
  source: CsvSource,
  first: number,
  places: ReadonlyMap<string, number>,
  zone: ClockChanges,
): Query {
  const { rows, texts, instants } = SHAPES[table];
  const present = (names: readonly string[]) =>
    names.flatMap((name) => {
      const place = places.get(name);
      return place === undefined ? [] : [{ name, expression: ident(`c${place}`) }];
    });
  const keep = [{ name: 'malformed', expression: source.malformed }, ...present(texts)];
  const read = selectInstants(source.from, keep, present(instants), zone);
  return query`INSERT INTO ${rows} BY NAME SELECT CAST(${first} + row_number() OVER () - 1 AS INTEGER) AS "record", * FROM (${read})`;
}

/** Takes back the rows of a slice. */
export function removeEntryRows(table: EntryTable, first: number): Query {
  return query`DELETE FROM ${SHAPES[table].rows} WHERE "record" >= ${first}`;
}

/** The table of rows, for counting. */
export function entryRows(table: EntryTable): Query {
  return SHAPES[table].rows;
}

function stageCase(when: (stage: string, date: string | null) => Query, otherwise: Query): Query {
  const cases = STAGE_DATES.map(([stage, date]) => query`WHEN ${stage} THEN ${when(stage, date)}`);
  return query`CASE lower(trim(r.stage)) ${cases.reduce((all, one) => query`${all} ${one}`)} ELSE ${otherwise} END`;
}

/** Settles every row: the reason for which it is rejected, or its lead. */
export function settleEntries(table: EntryTable, lookups: LeadLookups): Query {
  const { rows, settled } = SHAPES[table];
  const id = verbatim('r.lead_id');
  const email = verbatim('r.email');
  const search = findLeads(id, email, lookups);
  const nobody = query`WHEN r.malformed THEN 'malformed' WHEN ${namesNobody(id, email)} THEN 'missingId'`;
  const orphan = query`WHEN ${search.ordinal} IS NULL THEN 'orphan'`;
  if (table === 'stageHistory') {
    const unknown = stageCase(() => verbatim('FALSE'), verbatim('TRUE'));
    const date = stageCase((_, name) => query`CAST(${name} AS VARCHAR)`, verbatim('NULL'));
    return query`CREATE TABLE ${settled} AS SELECT r."record", CASE ${nobody} WHEN ${unknown} THEN 'unknownStage' WHEN r.entered_at IS NULL THEN 'badEnteredAt' ${orphan} END AS reason, ${search.ordinal} AS ordinal, ${date} AS "date", r.entered_at FROM ${rows} AS r ${search.joins}`;
  }
  const first = query`SELECT opportunity_id, min("record") AS "first" FROM ${rows} AS r WHERE NOT malformed AND NOT ${namesNobody(id, email)} AND created_at IS NOT NULL AND opportunity_id IS NOT NULL GROUP BY opportunity_id HAVING count(*) > 1`;
  return query`CREATE TABLE ${settled} AS SELECT r."record", CASE ${nobody} WHEN r.created_at IS NULL THEN 'badCreatedAt' WHEN r."record" > repeated."first" THEN 'duplicate' ${orphan} END AS reason, ${search.ordinal} AS ordinal, r.created_at, r.won_at FROM ${rows} AS r LEFT JOIN (${first}) AS repeated ON repeated.opportunity_id = r.opportunity_id ${search.joins}`;
}

/** Select of the rejected rows: `record` and `reason`. */
export function entryFaults(table: EntryTable): Query {
  return query`SELECT "record", reason FROM ${SHAPES[table].settled} WHERE reason IS NOT NULL`;
}

/** Select of the entries of good rows: `ordinal`, `date` (name of a recorded date), `instant`. */
export function goodEntries(table: EntryTable): Query {
  const { settled } = SHAPES[table];
  if (table === 'stageHistory') {
    return query`SELECT ordinal, "date", entered_at AS instant FROM ${settled} WHERE reason IS NULL AND "date" IS NOT NULL`;
  }
  return query`SELECT ordinal, 'opportunity_at' AS "date", created_at AS instant FROM ${settled} WHERE reason IS NULL UNION ALL SELECT ordinal, 'customer_at', won_at FROM ${settled} WHERE reason IS NULL AND won_at IS NOT NULL`;
}

/** Drops what was needed while loading. */
export function dropEntries(table: EntryTable): Query[] {
  const { rows, settled } = SHAPES[table];
  return [query`DROP TABLE IF EXISTS ${rows}`, query`DROP TABLE IF EXISTS ${settled}`];
}
