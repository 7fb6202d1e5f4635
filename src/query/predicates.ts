/**
 * Conditions as boolean expressions, exactly as semantics 10 has them. A missing value makes a comparison null, which
 * counts as false; `not` turns false, and so null, into true.
 */
import type { Condition, FieldCondition } from '../model/condition.ts';
import { join, query, verbatim, type Query } from './query.ts';

/**
 * The columns that conditions may read: the name of a field → its text as an expression (VARCHAR, null or '' = missing).
 * Names of fields come from strangers, so they never stand in a query; a field that is not here is missing everywhere.
 */
export type Fields = ReadonlyMap<string, Query>;

const TRUE = verbatim('TRUE');
const FALSE = verbatim('FALSE');

/** A text literal. It cannot hold a NUL character, so it is put together around these. */
function text(value: string): Query {
  const parts = value.split('\u0000').map((part) => query`${part}`);
  return parts.length === 1 ? query`${value}` : query`(${join(parts, ' || chr(0) || ')})`;
}

/** A number literal that is read as a double: written out, it would be read as a decimal and rounded twice. */
function double(value: number): Query {
  return query`${String(value)}::DOUBLE`;
}

const folded = (value: string): Query => query`lower(${text(value)})`;

/**
 * The number that a text holds, or null: optional sign, digits, `.` and exponent, white space around it cut off. The
 * database's own cast would read `inf`, `nan` and `1_000` as well.
 * @param expression a VARCHAR
 * @returns a DOUBLE, finite or null
 */
export function readableNumber(expression: Query): Query {
  const cast = query`TRY_CAST(${expression} AS DOUBLE)`;
  return query`(CASE WHEN isfinite(${cast}) AND NOT contains(${expression}, '_') THEN ${cast} END)`;
}

/** What conditions read of one field: its text, null where missing; the same in small letters; the number it holds. */
interface FieldForms {
  readonly text: Query;
  readonly folded: Query;
  readonly number: Query;
}

function fieldForms(expression: Query): FieldForms {
  const present = query`nullif(${expression}, '')`;
  return { text: present, folded: query`lower(${present})`, number: readableNumber(present) };
}

/** One of these values: numbers compare as numbers, texts without case. Nothing equals the empty text. */
function equalsAny(field: FieldForms, values: readonly (string | number)[]): Query {
  const texts = values.filter((value) => typeof value === 'string').filter((value) => value !== '');
  const numbers = values.filter((value) => typeof value === 'number');
  const parts = [
    ...(texts.length > 0 ? [query`${field.folded} IN (${texts.map(folded)})`] : []),
    ...(numbers.length > 0 ? [query`${field.number} IN (${numbers.map(double)})`] : []),
  ];
  return parts.length === 0 ? FALSE : query`(${join(parts, ' OR ')})`;
}

const without = (field: FieldForms, values: readonly (string | number)[]): Query =>
  query`(${field.text} IS NOT NULL AND ${equalsAny(field, values)} IS NOT TRUE)`;

function fieldPredicate(condition: FieldCondition, field: FieldForms): Query {
  switch (condition.op) {
    case 'isSet':
      return query`(${field.text} IS NOT NULL)`;
    case 'isMissing':
      return query`(${field.text} IS NULL)`;
    case 'eq':
      return equalsAny(field, [condition.value]);
    case 'in':
      return equalsAny(field, condition.value);
    case 'ne':
      return without(field, [condition.value]);
    case 'notIn':
      return without(field, condition.value);
    case 'gt':
      return query`(${field.number} > ${double(condition.value)})`;
    case 'gte':
      return query`(${field.number} >= ${double(condition.value)})`;
    case 'lt':
      return query`(${field.number} < ${double(condition.value)})`;
    case 'lte':
      return query`(${field.number} <= ${double(condition.value)})`;
    case 'between': {
      const [low, high] = condition.value;
      return query`(${field.number} BETWEEN ${double(low)} AND ${double(high)})`;
    }
    case 'contains':
      return query`contains(${field.folded}, ${folded(condition.value)})`;
    case 'startsWith':
      return query`starts_with(${field.folded}, ${folded(condition.value)})`;
    case 'endsWith':
      return query`ends_with(${field.folded}, ${folded(condition.value)})`;
    case 'matches':
      return query`regexp_matches(${field.text}, ${text(condition.value)}, 'i')`;
  }
  throw new TypeError('A condition has an op that does not exist');
}

/** True where the condition holds, false or null where it does not. */
function holds(condition: Condition, fields: Fields): Query {
  if ('all' in condition) {
    if (condition.all.length === 0) return TRUE;
    return query`(${join(
      condition.all.map((part) => holds(part, fields)),
      ' AND ',
    )})`;
  }
  if ('any' in condition) {
    if (condition.any.length === 0) return FALSE;
    return query`(${join(
      condition.any.map((part) => holds(part, fields)),
      ' OR ',
    )})`;
  }
  if ('not' in condition) return query`(${holds(condition.not, fields)} IS NOT TRUE)`;
  const field = fields.get(condition.field);
  if (field !== undefined) return fieldPredicate(condition, fieldForms(field));
  return condition.op === 'isMissing' ? TRUE : FALSE;
}

/**
 * A condition as a boolean expression that is never null.
 * @param condition on the columns of one row
 * @param fields expressions of the columns that the row has
 */
export function predicate(condition: Condition, fields: Fields): Query {
  return query`(${holds(condition, fields)} IS TRUE)`;
}

/**
 * The regular expressions of a condition, each once. The database alone knows which of them are valid:
 * ask it with `regularExpressionQuery` before a query that holds them.
 * @param condition any condition
 */
export function regularExpressions(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(regularExpressions))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(regularExpressions))];
  if ('not' in condition) return regularExpressions(condition.not);
  return condition.op === 'matches' ? [condition.value] : [];
}

/**
 * A statement that fails, with the reason, when a regular expression is not valid RE2.
 * @param expression as in a condition with `matches`
 */
export function regularExpressionQuery(expression: string): Query {
  return query`SELECT regexp_matches('', ${text(expression)}, 'i')::INTEGER AS "holds"`;
}
