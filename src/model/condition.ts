/** Conditions on the columns of a lead or an activity: the one language of rules and filters. */

/** Ops that compare text or numbers for equality; text without regard to case. */
export type EqualityOp = 'eq' | 'ne';
/** Ops on a list of values. */
export type ListOp = 'in' | 'notIn';
/** Ops on numbers. They do not hold on text that is no number. */
export type NumberOp = 'gt' | 'gte' | 'lt' | 'lte';
/** Ops on text, without regard to case; `matches` searches for an RE2 expression anywhere in the text. */
export type TextOp = 'contains' | 'startsWith' | 'endsWith' | 'matches';
/** Ops without a value. Missing means null or empty text. */
export type PresenceOp = 'isSet' | 'isMissing';

/** A condition on one column. */
export type FieldCondition =
  | { readonly field: string; readonly op: EqualityOp; readonly value: string | number }
  | { readonly field: string; readonly op: ListOp; readonly value: readonly (string | number)[] }
  | { readonly field: string; readonly op: NumberOp; readonly value: number }
  | { readonly field: string; readonly op: 'between'; readonly value: readonly [number, number] }
  | { readonly field: string; readonly op: TextOp; readonly value: string }
  | { readonly field: string; readonly op: PresenceOp };

/** A condition on one row: on one column, or put together from others. A missing value meets `isMissing` alone. */
export type Condition =
  | FieldCondition
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/**
 * The names of all columns a condition reads, each once, in order of first mention.
 * @param condition any condition
 */
export function conditionFields(condition: Condition): string[] {
  const fields = new Set<string>();
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit);
    else if ('any' in node) node.any.forEach(visit);
    else if ('not' in node) visit(node.not);
    else fields.add(node.field);
  };
  visit(condition);
  return [...fields];
}

/**
 * One text for one meaning: two conditions that differ only in the order of keys have the same text. Matches are
 * kept under it, so scenarios share them.
 * @param condition any condition
 */
export function canonicalCondition(condition: Condition): string {
  const plain = (node: Condition): unknown => {
    if ('all' in node) return { all: node.all.map(plain) };
    if ('any' in node) return { any: node.any.map(plain) };
    if ('not' in node) return { not: plain(node.not) };
    return 'value' in node ? [node.field, node.op, node.value] : [node.field, node.op];
  };
  return JSON.stringify(plain(condition));
}
