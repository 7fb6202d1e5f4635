/**
 * Filters: conditions on columns of the leads table, which the database decides one by one, and on virtual columns,
 * which are decided here. Both give one bit per lead, and a filter puts them together.
 */
import type { Condition, FieldCondition } from '../model/condition.ts';
import { canonicalCondition } from '../model/condition.ts';
import type { CohortUnit } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { dependsOnEntries, isVirtualColumn } from './breakdowns.ts';
import type { Calendar } from './calendar.ts';
import type { CodedColumn, LeadBits } from './columns.ts';

/** The period of creation as a column of filters: `2024-01`, `2024-W05` or `2024-Q1`, whichever a value looks like. */
export const COHORT_COLUMN = '@cohort';

const PERIODS: readonly (readonly [CohortUnit, RegExp])[] = [
  ['month', /^\d{4}-\d{2}$/],
  ['week', /^\d{4}-W\d{2}$/],
  ['quarter', /^\d{4}-Q\d$/],
];

/** Whether a column of a filter is decided here and not by the database. */
export function isDecidedHere(field: string, model: ScoringModel): boolean {
  return field === COHORT_COLUMN || isVirtualColumn(field, model);
}

/** The conditions on single columns that a filter is put together from, each once. */
export function filterLeaves(filter: Condition): FieldCondition[] {
  const leaves = new Map<string, FieldCondition>();
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit);
    else if ('any' in node) node.any.forEach(visit);
    else if ('not' in node) visit(node.not);
    else leaves.set(canonicalCondition(node), node);
  };
  visit(filter);
  return [...leaves.values()];
}

/** What the leads of a filter depend on beside the filter itself. */
export function filterDependence(filter: Condition): 'nothing' | 'fit' | 'entries' {
  const fields = filterLeaves(filter).map(({ field }) => field);
  if (fields.some(dependsOnEntries)) return 'entries';
  // with the model's criteria it changes which names are virtual columns at all
  return fields.some((field) => field.startsWith('@') && field !== COHORT_COLUMN) ? 'fit' : 'nothing';
}

/** Small letters, character by character, so that a text folds as its parts do. */
function folded(text: string): string {
  return Array.from(text, (character) => character.toLowerCase()).join('');
}

/** The number that a text holds, as conditions read it; NaN where it holds none. */
function numberIn(text: string): number {
  const trimmed = text.trim();
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

function isOneOf(text: string, values: readonly (string | number)[]): boolean {
  return values.some((value) =>
    typeof value === 'number' ? numberIn(text) === value : folded(text) === folded(value),
  );
}

/**
 * Whether a condition on one column holds for a text that is not missing.
 * @throws TypeError for `matches`, which the database alone can decide
 */
export function holdsForText(condition: FieldCondition, text: string): boolean {
  switch (condition.op) {
    case 'isSet':
      return true;
    case 'isMissing':
      return false;
    case 'eq':
      return isOneOf(text, [condition.value]);
    case 'ne':
      return !isOneOf(text, [condition.value]);
    case 'in':
      return isOneOf(text, condition.value);
    case 'notIn':
      return !isOneOf(text, condition.value);
    case 'gt':
      return numberIn(text) > condition.value;
    case 'gte':
      return numberIn(text) >= condition.value;
    case 'lt':
      return numberIn(text) < condition.value;
    case 'lte':
      return numberIn(text) <= condition.value;
    case 'between':
      return numberIn(text) >= condition.value[0] && numberIn(text) <= condition.value[1];
    case 'contains':
      return folded(text).includes(folded(condition.value));
    case 'startsWith':
      return folded(text).startsWith(folded(condition.value));
    case 'endsWith':
      return folded(text).endsWith(folded(condition.value));
    case 'matches':
      throw new TypeError(`An expression cannot be searched for in ${condition.field}`);
  }
}

/** The leads for whose value a condition holds; a missing value meets `isMissing` alone. */
export function columnBits({ codes, values }: CodedColumn, condition: FieldCondition): LeadBits {
  // the place of a code is one higher, so that −1 has one too
  const holds = Uint8Array.from(
    [condition.op === 'isMissing', ...values.map((text) => holdsForText(condition, text))],
    Number,
  );
  const bits = new Uint32Array(Math.ceil(codes.length / 32));
  for (let lead = 0; lead < codes.length; lead++) {
    const word = lead >>> 5;
    bits[word] = (bits[word] as number) | ((holds[(codes[lead] as number) + 1] as number) << (lead & 31));
  }
  return bits;
}

/** Values of a condition, those of another form than a period's read as months. */
function unitsOf(condition: FieldCondition): CohortUnit[] {
  const values = 'value' in condition ? [condition.value].flat().map(String) : [];
  const units = values.map(
    (value) => PERIODS.find(([, form]) => form.test(value.toUpperCase()))?.[0] ?? 'month',
  );
  return units.length === 0 ? ['month'] : [...new Set(units)];
}

/**
 * The leads for whose period of creation a condition holds: in any of the units that its values have, or in all of them
 * where it excludes values.
 * @param createdAt of all leads, ascending
 */
export function cohortBits(condition: FieldCondition, createdAt: Int32Array, calendar: Calendar): LeadBits {
  const bits = new Uint32Array(Math.ceil(createdAt.length / 32));
  const units = unitsOf(condition);
  const excludes = condition.op === 'ne' || condition.op === 'notIn';
  const last = units.map(() => Number.NaN);
  const held = units.map(() => false);
  let holds = false;
  let day = Number.NaN;
  for (let lead = 0; lead < createdAt.length; lead++) {
    const instant = createdAt[lead] as number;
    const today = calendar.day(instant);
    if (today !== day) {
      day = today;
      units.forEach((unit, index) => {
        const period = calendar.period(instant, unit);
        if (period === last[index]) return;
        last[index] = period;
        held[index] = holdsForText(condition, calendar.periodName(period, unit));
      });
      holds = excludes ? held.every(Boolean) : held.some(Boolean);
    }
    if (holds) bits[lead >>> 5] = (bits[lead >>> 5] as number) | (1 << (lead & 31));
  }
  return bits;
}

/**
 * The leads that meet a filter.
 * @param leaf the leads that meet a condition on one column
 */
export function filterBits(
  filter: Condition,
  leadCount: number,
  leaf: (condition: FieldCondition) => LeadBits,
): LeadBits {
  const size = Math.ceil(leadCount / 32);
  const visit = (node: Condition): LeadBits => {
    if ('all' in node) {
      const bits = new Uint32Array(size).fill(0xffff_ffff);
      for (const part of node.all.map(visit))
        for (let word = 0; word < size; word++) bits[word] = (bits[word] as number) & (part[word] as number);
      return bits;
    }
    if ('any' in node) {
      const bits = new Uint32Array(size);
      for (const part of node.any.map(visit))
        for (let word = 0; word < size; word++) bits[word] = (bits[word] as number) | (part[word] as number);
      return bits;
    }
    return 'not' in node ? visit(node.not).map((word) => ~word) : leaf(node);
  };
  return visit(filter);
}
