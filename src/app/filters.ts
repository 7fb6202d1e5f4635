/** What a view is narrowed to: filters on columns, and the condition that they mean. Pure. */
import type { Condition } from '../model/condition.ts';

/**
 * A filter on a column of the leads, real or virtual (`@stage`). Text is compared without regard to case; a value null
 * is a missing one. `isNot` and `containsNot` keep leads without a value.
 */
export type ColumnFilter =
  | { readonly column: string; readonly op: 'is' | 'isNot'; readonly values: readonly (string | null)[] }
  /** numbers, both ends included; null = open end, never both */
  | {
      readonly column: string;
      readonly op: 'between';
      readonly from: number | null;
      readonly to: number | null;
    }
  | { readonly column: string; readonly op: 'contains' | 'containsNot'; readonly text: string };

/** Ways to filter, in the order in which they are offered and written. */
export const FILTER_OPS = ['is', 'isNot', 'between', 'contains', 'containsNot'] as const;
/** Name of such a way. */
export type FilterOp = (typeof FILTER_OPS)[number];

/** Leads that no figure is to count, such as staff, competitors and tests: a saved condition with a name. */
export interface Exclusion {
  readonly name: string;
  readonly filters: readonly ColumnFilter[];
  /** false = kept for later, and not applied */
  readonly on: boolean;
}

/** Whether a filter says anything. */
export function isFilter(filter: ColumnFilter): boolean {
  switch (filter.op) {
    case 'is':
    case 'isNot':
      return filter.values.length > 0;
    case 'between':
      return filter.from !== null || filter.to !== null;
    case 'contains':
    case 'containsNot':
      return filter.text !== '';
  }
}

function amongValues(column: string, values: readonly (string | null)[]): Condition {
  const texts = values.filter((value) => value !== null);
  const among: Condition = { field: column, op: 'in', value: texts };
  if (texts.length === values.length) return among;
  const missing: Condition = { field: column, op: 'isMissing' };
  return texts.length === 0 ? missing : { any: [among, missing] };
}

function conditionOf(filter: ColumnFilter): Condition {
  const { column: field } = filter;
  switch (filter.op) {
    case 'is':
      return amongValues(field, filter.values);
    case 'isNot':
      return { not: amongValues(field, filter.values) };
    case 'between': {
      const { from, to } = filter;
      if (from === null) return { field, op: 'lte', value: to ?? Infinity };
      return to === null ? { field, op: 'gte', value: from } : { field, op: 'between', value: [from, to] };
    }
    case 'contains':
      return { field, op: 'contains', value: filter.text };
    case 'containsNot':
      return { not: { field, op: 'contains', value: filter.text } };
  }
}

/** All of some conditions; null = none of them asks for anything. */
function allOf(conditions: readonly Condition[]): Condition | null {
  const [first] = conditions;
  if (first === undefined) return null;
  return conditions.length === 1 ? first : { all: conditions };
}

/**
 * The condition on leads that filters and exclusions mean; null = all leads. All filters must hold. An exclusion leaves
 * out the leads for which all of its own filters hold.
 */
export function filterCondition(
  filters: readonly ColumnFilter[],
  exclusions: readonly Exclusion[] = [],
): Condition | null {
  const wanted = filters.filter(isFilter).map(conditionOf);
  const unwanted = exclusions
    .filter(({ on }) => on)
    .map((exclusion) => allOf(exclusion.filters.filter(isFilter).map(conditionOf)))
    .filter((condition) => condition !== null)
    .map((condition): Condition => ({ not: condition }));
  return allOf([...wanted, ...unwanted]);
}

/** The filters with one in the place of the one for its column and way; one that says nothing is taken out. */
export function withFilter(filters: readonly ColumnFilter[], filter: ColumnFilter): readonly ColumnFilter[] {
  const isSame = (other: ColumnFilter): boolean => other.column === filter.column && other.op === filter.op;
  const replaced = filters.some(isSame)
    ? filters.map((other) => (isSame(other) ? filter : other))
    : [...filters, filter];
  return replaced.filter(isFilter);
}

/** The filters with one value of one column put in or taken out. */
export function toggleValue(
  filters: readonly ColumnFilter[],
  column: string,
  op: 'is' | 'isNot',
  value: string | null,
): readonly ColumnFilter[] {
  const known = filters.find((filter) => filter.column === column && filter.op === op);
  const values = known !== undefined && 'values' in known ? known.values : [];
  return withFilter(filters, {
    column,
    op,
    values: values.includes(value) ? values.filter((other) => other !== value) : [...values, value],
  });
}
