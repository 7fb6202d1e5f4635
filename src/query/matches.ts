/**
 * Which rows conditions hold for: many conditions in one pass over a table, packed into one integer a row. Rows for
 * which none holds are left out, and rows come in any order, so neither sorting nor the order of a join matters.
 *
 * Tables: `leads(ordinal, …)`, `activities(position, kind, …)`, `kinds(kind, type, channel, campaign, content, direction)`.
 */
import { conditionFields, type Condition } from '../model/condition.ts';
import { predicate, type Fields } from './predicates.ts';
import { ident, join, query, verbatim, type Query } from './query.ts';

/** How many conditions one query decides: the bits of an integer without its sign. */
export const CONDITIONS_PER_QUERY = 31;

/** The columns of an activity that make its kind, as far as a data set keeps them in the table of kinds. */
export const KIND_FIELDS: Fields = new Map(
  ['type', 'channel', 'campaign', 'content', 'direction'].map((name) => [name, ident(name)]),
);

function checkNumber({ length }: readonly Condition[]): void {
  if (length === 0 || length > CONDITIONS_PER_QUERY)
    throw new RangeError(`One query decides 1 to ${CONDITIONS_PER_QUERY} conditions, not ${length}`);
}

function matchQuery(row: Query, from: Query, conditions: readonly Condition[], fields: Fields): Query {
  checkNumber(conditions);
  const bits = conditions.map(
    (condition, index) => query`if(${predicate(condition, fields)}, ${2 ** index}, 0)`,
  );
  const packed = query`(${join(bits, ' | ')})::INTEGER`;
  return query`SELECT "row", "matches" FROM (SELECT ${row} AS "row", ${packed} AS "matches" FROM ${from}) WHERE "matches" <> 0`;
}

/**
 * The leads that conditions hold for: column `b0`, `b1`, … for each, a text with `1` at the place of each lead that it
 * holds for and `0` at the others; null where it holds for none. Of a million leads most may be among them, and as one
 * text they come many times as fast as in rows.
 * @param conditions 1 to 31
 * @param fields expressions of the lead columns
 * @param count number of leads, not 0
 */
export function leadBitsQuery(conditions: readonly Condition[], fields: Fields, count: number): Query {
  checkNumber(conditions);
  const sets = conditions.map(
    (condition, index) =>
      query`(bitstring_agg(ordinal, 0, ${count - 1}) FILTER (${predicate(condition, fields)}))::VARCHAR AS ${ident(`b${index}`)}`,
  );
  return query`SELECT ${sets} FROM leads`;
}

/**
 * A bit set out of a text of `leadBitsQuery`: bit `i & 31` of word `i >> 5` for lead i.
 * @param count number of leads
 */
export function bitsOfText(text: string | null, count: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(count / 32));
  if (text === null) return bits;
  for (let lead = 0; lead < text.length; lead++)
    // the code of `1` is odd, that of `0` even
    bits[lead >>> 5] = (bits[lead >>> 5] as number) | ((text.charCodeAt(lead) & 1) << (lead & 31));
  return bits;
}

/**
 * The kinds of activity that conditions hold for: columns `row` (kind) and `matches` (bit i = condition i).
 * @param conditions 1 to 31, each decided by kind
 * @param kindFields expressions of the columns of `kinds`
 */
export function kindMatchQuery(conditions: readonly Condition[], kindFields: Fields = KIND_FIELDS): Query {
  return matchQuery(verbatim('kind'), verbatim('kinds'), conditions, kindFields);
}

/**
 * The activities that conditions hold for: columns `row` (position) and `matches` (bit i = condition i).
 * @param conditions 1 to 31
 * @param activityFields expressions of the columns that activities have beside their kind
 * @param kindFields expressions of the columns of `kinds`
 */
export function activityMatchQuery(
  conditions: readonly Condition[],
  activityFields: Fields,
  kindFields: Fields = KIND_FIELDS,
): Query {
  const readsKind = conditions.some((condition) =>
    conditionFields(condition).some((name) => kindFields.has(name)),
  );
  const from = verbatim(readsKind ? 'activities JOIN kinds USING (kind)' : 'activities');
  return matchQuery(verbatim('position'), from, conditions, new Map([...kindFields, ...activityFields]));
}

/**
 * Whether a condition is decided once per kind: it reads no column of its own of the activities. A column that the data
 * does not have is missing in every kind.
 * @param condition on activities
 * @param activityFields expressions of the columns that activities have beside their kind
 */
export function isDecidedByKind(condition: Condition, activityFields: Fields): boolean {
  return !conditionFields(condition).some((name) => activityFields.has(name));
}

/**
 * One bit set per condition out of an answer: bit `i & 31` of word `i >> 5` for row i.
 * @param rows the answer's `row`
 * @param matches the answer's `matches`
 * @param count rows of the table
 * @param conditions number of conditions that were asked
 */
export function matchBits(
  rows: Int32Array,
  matches: Int32Array,
  count: number,
  conditions: number,
): Uint32Array[] {
  return Array.from({ length: conditions }, (_, condition) => {
    const bits = new Uint32Array(Math.ceil(count / 32));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      bits[row >> 5] = (bits[row >> 5] ?? 0) | ((((matches[i] ?? 0) >> condition) & 1) << (row & 31));
    }
    return bits;
  });
}

/**
 * One flag per kind for each condition out of an answer.
 * @param rows the answer's `row`
 * @param matches the answer's `matches`
 * @param count number of kinds
 * @param conditions number of conditions that were asked
 */
export function matchFlags(
  rows: Int32Array,
  matches: Int32Array,
  count: number,
  conditions: number,
): Uint8Array[] {
  return Array.from({ length: conditions }, (_, condition) => {
    const flags = new Uint8Array(count);
    for (let i = 0; i < rows.length; i++) flags[rows[i] ?? 0] = ((matches[i] ?? 0) >> condition) & 1;
    return flags;
  });
}
