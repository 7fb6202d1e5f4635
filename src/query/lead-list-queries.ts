/** Queries behind lists of leads and the page of one lead. */
import { INSTANT_BASE } from '../model/instant.ts';
import { readableNumber } from './predicates.ts';
import type { Query } from './query.ts';
import { ident, query, verbatim } from './query.ts';

const present = (column: Query): Query => query`nullif(${column}, '')`;

/** How many leads have a value in a column, and for how many it is a number: `present`, `numbers`. */
export function numericQuery(column: Query): Query {
  return query`SELECT count(${present(column)})::INTEGER AS present, count(${readableNumber(present(column))})::INTEGER AS numbers FROM leads`;
}

/** What the values of a column are sorted as: numbers come before texts where there are both. */
export type SortedAs = 'numbers' | 'texts' | 'both';

/** Ordinals of all leads in the order of a column: texts in small letters by their bytes, missing last, then by ordinal. */
export function leadOrderQuery(column: Query, as: SortedAs, descending: boolean): Query {
  const way = verbatim(descending ? 'DESC NULLS LAST' : 'ASC NULLS LAST');
  const number = query`${readableNumber(present(column))} ${way}`;
  const text = query`lower(${present(column)}) ${way}`;
  const textOfOthers = query`CASE WHEN ${readableNumber(present(column))} IS NULL THEN lower(${present(column)}) END ${way}`;
  const keys = as === 'numbers' ? [number] : as === 'texts' ? [text] : [number, textOfOthers];
  return query`SELECT ordinal::INTEGER AS ordinal FROM leads ORDER BY ${[...keys, verbatim('ordinal')]}`;
}

/** Makes single leads quick to find: with it a page of scattered ones takes a tenth of the time. */
export function createLeadPlaces(): Query {
  return verbatim('CREATE UNIQUE INDEX IF NOT EXISTS lead_places ON leads (ordinal)');
}

/** Up to so many ordinals stand in a query one by one. */
const FEW = 500;

/**
 * Rows of leads in any order: `ordinal`, then the columns as `v0`, `v1`, ….
 * @param ordinals at least one
 * @param columns text of each, null or empty where missing
 */
export function leadRowsQuery(ordinals: ArrayLike<number>, columns: readonly Query[]): Query {
  const list = Array.from(ordinals);
  const values = columns.map((column, index) => query`${present(column)}::VARCHAR AS ${ident(`v${index}`)}`);
  // the index is asked for literals alone; of thousands, one text is read far quicker
  const among =
    list.length <= FEW
      ? query`ordinal IN (${list.map((ordinal) => query`${ordinal}`)})`
      : query`ordinal IN (SELECT unnest(${`[${list.join(',')}]`}::INTEGER[]))`;
  return query`SELECT ${[verbatim('ordinal::INTEGER AS ordinal'), ...values]} FROM leads WHERE ${among}`;
}

/**
 * The latest activities of a lead, the last first: `at` (stored instant), `type`, and the columns as `v0`, `v1`, ….
 * @param until stored instant, inclusive
 * @param columns text of each over `activities JOIN kinds`, null or empty where missing
 */
export function leadActivitiesQuery(
  ordinal: number,
  until: number,
  columns: readonly Query[],
  limit: number,
): Query {
  const values = columns.map((column, index) => query`${present(column)}::VARCHAR AS ${ident(`v${index}`)}`);
  const rows = query`SELECT * FROM activities WHERE ordinal = ${ordinal} AND occurred_at <= ${until + INSTANT_BASE} ORDER BY occurred_at DESC, position DESC LIMIT ${limit}`;
  const all = [
    query`(occurred_at - ${INSTANT_BASE})::INTEGER AS "at"`,
    query`coalesce(kinds.type, '')::VARCHAR AS "type"`,
    ...values,
  ];
  return query`SELECT ${all} FROM (${rows}) AS activities JOIN kinds ON kinds.kind = activities.kind ORDER BY occurred_at DESC, position DESC`;
}
