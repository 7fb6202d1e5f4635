/** Reads mapping files: whatever a stranger wrote, every problem is named by its place, and sizes are bounded. */
import { z } from '../../model/schema-library.ts';
import { problemAt, problemsOf, type DocumentProblem } from '../../model/document-problem.ts';
import { readJsonText, tooDeepPath } from '../../model/json-text.ts';
import { uniqueNames } from '../header.ts';
import type { FileMapping } from '../mapping.ts';

/** A mapping, or all that keeps a document from being one (never empty). */
export type ParsedMapping =
  | { readonly mapping: FileMapping }
  | { readonly problems: readonly DocumentProblem[] };

/** Longest document in characters. */
const MAX_TEXT = 4_000_000;
/** Most columns of a file, and of a table. */
const MAX_COLUMNS = 20_000;
const MAX_TABLES = 20;
const MAX_VALUES = 5_000;
const MAX_DEPTH = 12;

const bounded = (most: number, least = 0) => z.string().check(z.minLength(least), z.maxLength(most));
const columnName = () => bounded(2_000);
const values = () => z.array(bounded(2_000)).check(z.maxLength(MAX_VALUES));

const columnSourceSchema = z.strictObject({
  from: z.array(columnName()).check(z.maxLength(100)),
  when: z.exactOptional(z.strictObject({ column: columnName(), in: values() })),
  values: z.exactOptional(z.record(bounded(2_000), bounded(2_000))),
  join: z.exactOptional(bounded(10)),
  attribute: z.exactOptional(bounded(200, 1)),
  before: z.exactOptional(bounded(10, 1)),
  constant: z.exactOptional(bounded(200)),
});

const tableSchema = z.strictObject({
  table: z.enum(['leads', 'activities', 'stageHistory', 'opportunities', 'aliases']),
  columns: z.record(columnName(), columnSourceSchema),
  rows: z.nullable(z.strictObject({ column: columnName(), in: values(), not: z.boolean() })),
  perLead: z.boolean(),
});

/** The whole document. What one key says about another is checked apart. */
const mappingSchema = z.strictObject({
  version: z.literal(1),
  header: z.array(columnName()).check(z.maxLength(MAX_COLUMNS)),
  tables: z.array(tableSchema).check(z.maxLength(MAX_TABLES)),
  dateOrder: z.record(columnName(), z.enum(['ymd', 'dmy', 'mdy'])),
  decimal: z.record(columnName(), z.enum([',', '.'])),
  numericDates: z.exactOptional(
    z.record(columnName(), z.enum(['excel', 'excel1904', 'seconds', 'milliseconds'])),
  ),
  leftOut: z.exactOptional(z.array(columnName()).check(z.maxLength(MAX_COLUMNS))),
});

type Place = (string | number)[];

/** Names of columns that the mapping speaks of, with their places in the document. */
function namedColumns({ tables, dateOrder, decimal, numericDates, leftOut }: FileMapping): [Place, string][] {
  const named: [Place, string][] = [];
  for (const [index, table] of tables.entries()) {
    if (table.rows !== null) named.push([['tables', index, 'rows', 'column'], table.rows.column]);
    for (const [column, source] of Object.entries(table.columns)) {
      const place: Place = ['tables', index, 'columns', column];
      for (const [at, name] of source.from.entries()) named.push([[...place, 'from', at], name]);
      if (source.when !== undefined) named.push([[...place, 'when', 'column'], source.when.column]);
    }
  }
  for (const [key, part] of Object.entries({ dateOrder, decimal, numericDates: numericDates ?? {} }))
    for (const name of Object.keys(part)) named.push([[key, name], name]);
  for (const [at, name] of (leftOut ?? []).entries()) named.push([['leftOut', at], name]);
  return named;
}

/** The place of a key `__proto__`, which the schema library leaves out in silence; null without any. */
function prototypePath(value: unknown, path: Place = []): Place | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Object.hasOwn(value, '__proto__')) return [...path, '__proto__'];
  for (const [key, inner] of Object.entries(value)) {
    const found = prototypePath(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Checks a mapping that is a value already, such as one that was remembered.
 * @returns a copy of the mapping, or its problems: columns that its own header does not name among them
 */
export function checkMapping(value: unknown): ParsedMapping {
  const deep = tooDeepPath(value, MAX_DEPTH);
  if (deep !== null) return { problems: [problemAt(deep, 'tooDeep', `≤ ${MAX_DEPTH}`)] };
  const odd = prototypePath(value);
  if (odd !== null) return { problems: [problemAt(odd, 'unknownKey', '__proto__')] };
  const parsed = mappingSchema.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, value) };
  const mapping: FileMapping = parsed.data;
  const large = mapping.tables.findIndex(({ columns }) => Object.keys(columns).length > MAX_COLUMNS);
  if (large >= 0)
    return { problems: [problemAt(['tables', large, 'columns'], 'tooLong', `≤ ${MAX_COLUMNS}`)] };
  const known = new Set(uniqueNames(mapping.header));
  const problems = namedColumns(mapping).flatMap(([place, name]) =>
    known.has(name) ? [] : [problemAt(place, 'unknownValue', name)],
  );
  return problems.length > 0 ? { problems: problems.slice(0, 100) } : { mapping };
}

/**
 * Reads the text of a mapping file. Hostile text is harmless: size, depth and lists are bounded, and only declared keys
 * get into the mapping.
 */
export function parseMapping(document: string): ParsedMapping {
  if (document.length > MAX_TEXT) return { problems: [problemAt([], 'tooLarge', `≤ ${MAX_TEXT}`)] };
  const json = readJsonText(document);
  if ('value' in json) return checkMapping(json.value);
  return { problems: [{ ...problemAt([], 'notJson', `column ${json.column}`), line: json.line }] };
}

/**
 * What a layout is remembered by: the same for every file with these columns, in whatever order. Two layouts may share
 * it by chance, so whoever finds a mapping by it holds its header against the file's with `missingFrom`.
 */
export function layoutKey(header: readonly string[]): string {
  const text = uniqueNames(header)
    .map((name) => name.trim())
    .toSorted()
    .join('\u001f');
  let [low, high] = [0x811c9dc5, 0x1000193];
  for (let index = 0; index < text.length; index++) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193) >>> 0;
    high = Math.imul(high ^ low, 0x85ebca6b) >>> 0;
  }
  return `${header.length}-${low.toString(16).padStart(8, '0')}${high.toString(16).padStart(8, '0')}`;
}

/** Columns that a mapping reads and a file lacks; with none the mapping can be used for it. */
export function missingFrom(mapping: FileMapping, header: readonly string[]): string[] {
  const names = new Set(uniqueNames(header));
  return [...new Set(namedColumns(mapping).map(([, name]) => name))].filter((name) => !names.has(name));
}
