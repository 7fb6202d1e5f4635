/** What is known of a file before anybody says what it means, and how layouts look things up in it. */
import type { Cell } from '../row-source.ts';
import type { ColumnFacts } from './column-types.ts';

/** What readers of layouts look at. */
export interface FileFacts {
  readonly fileName: string;
  readonly delimiter: string | null;
  readonly columns: readonly ColumnFacts[];
  /** first rows of the file, cells in the order of the columns */
  readonly rows: readonly (readonly Cell[])[];
  /** sampled rows */
  readonly sampled: number;
  /** The first of these names that a column has, names as they are compared; a column with values before an empty one. */
  find(...names: readonly string[]): string | null;
  /** All columns that have one of these names, in the order of the names. */
  all(...names: readonly string[]): string[];
  /** Whether a column has one of these names. */
  has(...names: readonly string[]): boolean;
  /** Columns whose compared name fits. */
  matching(pattern: RegExp): ColumnFacts[];
  column(name: string | null): ColumnFacts | null;
  /** Different values of a column in the sample; none for a column that there is not. */
  values(name: string | null): string[];
  /** Different values of a column on the first rows whose other column holds one of these (without regard to case). */
  valuesWhere(name: string | null, other: string, held: readonly string[]): string[];
}

/** Holds what was found out about a file. */
export function fileFacts(
  about: { readonly fileName: string; readonly delimiter: string | null; readonly sampled: number },
  columns: readonly ColumnFacts[],
  rows: readonly (readonly Cell[])[],
): FileFacts {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const places = new Map(columns.map((column, index) => [column.name, index]));
  const byWords = new Map<string, ColumnFacts[]>();
  for (const column of columns) byWords.set(column.words, [...(byWords.get(column.words) ?? []), column]);
  const all = (...names: readonly string[]): string[] => [
    ...new Set(names.flatMap((name) => (byWords.get(name) ?? []).map((column) => column.name))),
  ];
  return {
    ...about,
    columns,
    rows,
    all,
    find(...names) {
      const found = all(...names);
      return found.find((name) => byName.get(name)?.type !== 'empty') ?? found[0] ?? null;
    },
    has: (...names) => names.some((name) => byWords.has(name)),
    matching: (pattern) => columns.filter(({ words }) => pattern.test(words)),
    column: (name) => (name === null ? null : (byName.get(name) ?? null)),
    values: (name) => (name === null ? [] : [...(byName.get(name)?.distinct.keys() ?? [])]),
    valuesWhere(name, other, held) {
      const [value, condition] = [places.get(name ?? ''), places.get(other)];
      if (value === undefined || condition === undefined) return [];
      const wanted = new Set(held.map((one) => one.trim().toLowerCase()));
      const found = new Set<string>();
      for (const row of rows) {
        const cell = row[value];
        if (typeof cell !== 'string' || cell === '') continue;
        if (wanted.has((row[condition] ?? '').trim().toLowerCase())) found.add(cell);
      }
      return [...found];
    },
  };
}

/** Whether values of a column come on several rows each: of more values than are kept the first ones tell. */
export function isRepeatedColumn({ distinct }: Pick<ColumnFacts, 'distinct'>): boolean {
  let rows = 0;
  for (const count of distinct.values()) rows += count;
  return distinct.size < 0.9 * rows;
}
