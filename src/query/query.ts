/**
 * The tag that writes queries. Values are escaped by default, names go through `ident()`, and text of ours through
 * `verbatim()`, whose name says what it is. This room holds the text of every query; it imports `model` alone.
 */

declare const branded: unique symbol;

/** Text of one statement or a part of one, in which every value is escaped. Only this room's tag makes one. */
export interface Query {
  readonly text: string;
  readonly [branded]: true;
}

/** What may stand in a query: a value (escaped), a part, or a list of parts (joined by a comma). */
export type QueryValue = string | number | boolean | null | Query | readonly Query[];

function make(text: string): Query {
  return { text } as Query;
}

function literal(value: QueryValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`A query cannot hold the number ${value}`);
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (typeof value === 'string') {
    if (value.includes('\u0000')) throw new RangeError('A query cannot hold text with a NUL character');
    return `'${value.replaceAll("'", "''")}'`;
  }
  if ('text' in value) return value.text;
  return value.map((part) => part.text).join(', ');
}

/**
 * Writes a query. Strings, numbers, booleans and null become literals; parts are put in as they are.
 * @throws RangeError for a number that is not finite or text with a NUL character
 */
export function query(strings: TemplateStringsArray, ...values: readonly QueryValue[]): Query {
  return make(strings.reduce((text, part, index) => text + literal(values[index - 1] ?? null) + part));
}

/**
 * A name of a table or column, in quotes.
 * @throws RangeError for an empty name or one with a NUL character
 */
export function ident(name: string): Query {
  if (name === '' || name.includes('\u0000'))
    throw new RangeError('A name cannot be empty or hold a NUL character');
  return make(`"${name.replaceAll('"', '""')}"`);
}

/** Text that is put in unescaped. Only for constants of ours, never for anything that was read. */
export function verbatim(text: string): Query {
  return make(text);
}

/** Joins parts with a separator of ours. */
export function join(parts: readonly Query[], separator: string): Query {
  return make(parts.map((part) => part.text).join(separator));
}
