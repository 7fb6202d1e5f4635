/** Queries that fill the engine's columns and answer what pages ask of columns. */
import { INSTANT_BASE, NEVER } from '../model/instant.ts';
import { RECORDED_DATES } from '../model/stages.ts';
import type { Query } from './query.ts';
import { ident, join, query } from './query.ts';

/** Creation and recorded dates of all leads as stored instants, in the order of `leadOrdinal`: the table lies in it. */
export function leadInstantsQuery(): Query {
  const dates = RECORDED_DATES.map(
    (name) => query`coalesce(${ident(name)} - ${INSTANT_BASE}, ${NEVER})::INTEGER AS ${ident(name)}`,
  );
  return query`SELECT (created_at - ${INSTANT_BASE})::INTEGER AS created_at, ${dates} FROM leads`;
}

/** Lead, stored instant and kind of all activities, in the order in which they were loaded. */
export function activityInstantsQuery(): Query {
  return query`SELECT ordinal::INTEGER AS lead, (occurred_at - ${INSTANT_BASE})::INTEGER AS occurred_at, kind::INTEGER AS kind FROM activities`;
}

/** Type and channel of all kinds, in the order of their numbers. */
export function kindsQuery(): Query {
  return query`SELECT type::VARCHAR AS type, channel::VARCHAR AS channel FROM kinds ORDER BY kind`;
}

/**
 * Values of a lead column with a code for each, in code-unit order.
 * @param column its text, null or empty where missing
 */
export function columnValuesQuery(column: Query): Query {
  return query`SELECT value::VARCHAR AS value, leads::INTEGER AS leads FROM (SELECT ${column} AS value, count(*) AS leads FROM leads GROUP BY 1) WHERE value IS NOT NULL AND value <> '' ORDER BY value`;
}

/** Code of a lead column for each lead: the place of its value in `columnValuesQuery`, −1 where missing. */
export function columnCodesQuery(column: Query): Query {
  return query`WITH coded AS (SELECT value, row_number() OVER (ORDER BY value) - 1 AS code FROM (SELECT DISTINCT ${column} AS value FROM leads) WHERE value IS NOT NULL AND value <> '') SELECT coalesce(coded.code, -1)::INTEGER AS code FROM leads LEFT JOIN coded ON coded.value = ${column} ORDER BY leads.ordinal`;
}

/**
 * Values of a lead column that contain a text, without regard to case, in falling order of leads; missing as null.
 * @param search empty for all values
 */
export function valueCountsQuery(column: Query, search: string, limit: number): Query {
  const found = search === '' ? query`TRUE` : query`contains(lower(value), lower(${search}))`;
  return query`SELECT value::VARCHAR AS value, leads::INTEGER AS leads FROM (SELECT nullif(${column}, '') AS value, count(*) AS leads FROM leads GROUP BY 1) WHERE ${found} ORDER BY leads DESC, value NULLS LAST LIMIT ${limit}`;
}

/** For each of these columns, about how many distinct values it has and how many leads have none: `distinct_0, missing_0, …`. */
export function columnSummariesQuery(columns: readonly Query[]): Query {
  const parts = columns.flatMap((column, index) => [
    query`approx_count_distinct(nullif(${column}, ''))::INTEGER AS ${ident(`distinct_${index}`)}`,
    query`count(*) FILTER (${column} IS NULL OR ${column} = '')::INTEGER AS ${ident(`missing_${index}`)}`,
  ]);
  return query`SELECT ${join(parts, ', ')} FROM leads`;
}

/** Exact numbers of distinct values: `distinct_0, …`. It keeps every value in memory, so it is for columns with few. */
export function exactDistinctQuery(columns: readonly Query[]): Query {
  const parts = columns.map(
    (column, index) => query`count(DISTINCT nullif(${column}, ''))::INTEGER AS ${ident(`distinct_${index}`)}`,
  );
  return query`SELECT ${join(parts, ', ')} FROM leads`;
}

/**
 * For each of these columns its place among them, exactly how many distinct values it has, and how many leads have none:
 * `place, distinct, missing`. Planning it takes far less time than one expression for each of hundreds of columns, and
 * running it more: for wide tables of few leads.
 */
export function wideSummariesQuery(columns: readonly Query[]): Query {
  const values = columns.map((column) => query`nullif(${column}, '')`);
  return query`SELECT place::INTEGER AS place, count(DISTINCT value)::INTEGER AS "distinct", count(*) FILTER (value IS NULL)::INTEGER AS missing FROM (SELECT unnest([${join(values, ', ')}]) AS value, unnest(range(${columns.length})) AS place FROM leads) GROUP BY 1 ORDER BY 1`;
}

/** How many activities each type has, in falling order. */
export function activityTypesQuery(): Query {
  return query`SELECT type::VARCHAR AS type, count(*)::INTEGER AS activities FROM activities JOIN kinds USING (kind) GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/** How many leads meet a condition. */
export function countLeadsQuery(condition: Query): Query {
  return query`SELECT count(*)::INTEGER AS leads FROM leads WHERE ${condition}`;
}
