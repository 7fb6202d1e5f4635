/** Filters as parameters of a link: `where.source=web&not.country=US&range.employees=50~500`. Pure; links come from strangers. */
import type { ColumnFilter, FilterOp } from './filters.ts';
import { isFilter } from './filters.ts';

/** Prefixes of the parameters, in the order in which they are written. */
const PREFIXES: readonly (readonly [FilterOp, string])[] = [
  ['is', 'where.'],
  ['isNot', 'not.'],
  ['between', 'range.'],
  ['contains', 'text.'],
  ['containsNot', 'nottext.'],
];
const MAX_FILTERS = 16;
const MAX_VALUES = 200;
const MAX_TEXT = 500;
/** Between the ends of a range. */
const UNTIL = '~';
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/;

function readEnd(text: string): number | null | undefined {
  if (text === '') return null;
  return NUMBER.test(text) ? Number(text) : undefined;
}

function readRange(column: string, value: string): ColumnFilter | null {
  const [first = '', second = '', ...more] = value.split(UNTIL);
  const [from, to] = [readEnd(first), readEnd(second)];
  if (from === undefined || to === undefined || more.length > 0 || !value.includes(UNTIL)) return null;
  if (from === null && to === null) return null;
  return from !== null && to !== null && from > to ? null : { column, op: 'between', from, to };
}

/** Collects the filters of a link, parameter by parameter. */
export interface FilterReader {
  /** Whether the parameter is a filter's; one that is and cannot be read is told to `broken`. */
  readonly take: (key: string, value: string) => boolean;
  /** false = more than a link may hold */
  readonly isBounded: () => boolean;
  readonly filters: () => readonly ColumnFilter[];
}

/** @param broken takes the names of parameters that cannot be read */
export function filterReader(broken: (key: string) => void): FilterReader {
  const found = new Map<string, ColumnFilter>();
  const add = (key: string, filter: ColumnFilter): void => {
    if (found.has(key)) broken(key);
    else found.set(key, filter);
  };
  let bounded = true;
  const takeValue = (key: string, column: string, op: 'is' | 'isNot', value: string): void => {
    const known = found.get(key);
    const values = known !== undefined && 'values' in known ? known.values : [];
    const wanted = value === '' ? null : value;
    if (values.includes(wanted)) return;
    if (values.length >= MAX_VALUES) bounded = false;
    else found.set(key, { column, op, values: [...values, wanted] });
  };
  return {
    take: (key, value) => {
      const prefix = PREFIXES.find(([, text]) => key.startsWith(text));
      if (prefix === undefined) return false;
      const [op, text] = prefix;
      const column = key.slice(text.length);
      if (column === '' || column.length > MAX_TEXT || value.length > MAX_TEXT) {
        broken(key);
        return true;
      }
      if (op === 'is' || op === 'isNot') takeValue(key, column, op, value);
      else if (op === 'between') {
        const range = readRange(column, value);
        if (range === null) broken(key);
        else add(key, range);
      } else if (value === '') broken(key);
      else add(key, { column, op, text: value });
      if (found.size > MAX_FILTERS) bounded = false;
      return true;
    },
    isBounded: () => bounded,
    filters: () => [...found.values()],
  };
}

/** The parameters of filters: names and values. */
export function filterParameters(filters: readonly ColumnFilter[]): (readonly [string, string])[] {
  const prefixOf = new Map(PREFIXES);
  return filters.filter(isFilter).flatMap((filter): (readonly [string, string])[] => {
    const key = `${prefixOf.get(filter.op)}${filter.column}`;
    if (filter.op === 'between') return [[key, `${filter.from ?? ''}${UNTIL}${filter.to ?? ''}`]];
    if ('values' in filter) return filter.values.map((value) => [key, value ?? '']);
    return [[key, filter.text]];
  });
}
