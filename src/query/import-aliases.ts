/** Ids of merged and converted records that come in files of their own, put beside those that the leads bring. */
import { findLeads, type LeadLookups } from './find-leads.ts';
import type { CsvSource } from './import-csv.ts';
import { query, verbatim, type Query } from './query.ts';

/** The table of rows as they come. */
export function createAliasRows(): Query {
  return verbatim(
    'CREATE TABLE alias_rows ("record" INTEGER, malformed BOOLEAN, lead_id VARCHAR, alias_ids VARCHAR)',
  );
}

/**
 * Adds the rows of a slice: the lead's id is its first column, the others' ids are the second.
 * @param first number of its first record
 */
export function insertAliasRows(source: CsvSource, first: number): Query {
  return query`INSERT INTO alias_rows SELECT CAST(${first} + row_number() OVER () - 1 AS INTEGER), ${source.malformed}, c0, c1 FROM ${source.from}`;
}

/** Takes back the rows of a slice. */
export function removeAliasRows(first: number): Query {
  return query`DELETE FROM alias_rows WHERE "record" >= ${first}`;
}

/** Finds the lead of each row, in the table `settled_aliases`. */
export function settleAliases(lookups: LeadLookups): Query {
  const search = findLeads(verbatim('r.lead_id'), null, lookups);
  return query`CREATE TABLE settled_aliases AS SELECT r."record", r.alias_ids, ${search.ordinal} AS ordinal, CASE WHEN r.malformed THEN 'malformed' WHEN r.lead_id IS NULL OR r.alias_ids IS NULL THEN 'missingId' WHEN ${search.ordinal} IS NULL THEN 'orphan' END AS reason FROM alias_rows AS r ${search.joins}`;
}

/** Select of the rejected rows: `record` and `reason`. */
export function aliasFaults(): Query {
  return verbatim('SELECT "record", reason FROM settled_aliases WHERE reason IS NOT NULL');
}

/**
 * Puts the aliases of the files beside those of the leads, which come first; of two rows with one alias the first counts.
 * @param hasAliases whether the leads brought any
 */
export function addAliases(hasAliases: boolean): Query[] {
  const ofLeads = hasAliases
    ? verbatim('SELECT alias, ordinal, -1 AS "row" FROM aliases UNION ALL')
    : verbatim('');
  return [
    query`CREATE TABLE all_aliases AS SELECT alias, arg_min(ordinal, "row") AS ordinal FROM (${ofLeads} SELECT trim(unnest(string_split(alias_ids, ';'))) AS alias, ordinal, "record" AS "row" FROM settled_aliases WHERE reason IS NULL) WHERE alias <> '' GROUP BY alias`,
    verbatim('DROP TABLE IF EXISTS aliases'),
    verbatim('ALTER TABLE all_aliases RENAME TO aliases'),
    verbatim('DROP TABLE settled_aliases'),
    verbatim('DROP TABLE alias_rows'),
  ];
}
