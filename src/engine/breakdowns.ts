/** Section `breakdowns`: the steps for each value of a column, real or virtual. */
import { canonicalCondition as canonical, conditionFields } from '../model/condition.ts';
import { NEVER } from '../model/instant.ts';
import type { BreakdownFigures } from '../model/metrics-document.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { STAGES } from '../model/stages.ts';
import type { CodedColumn, LeadBits, Matches } from './columns.ts';
import type { Entries } from './entries.ts';
import { ROUTE } from './entries.ts';
import { furthestStage, isDisqualified } from './funnel.ts';
import type { Population, RecordedAt } from './population.ts';
import type { GroupSizes, Groups, CountSteps, View } from './steps.ts';
import { figuresByGroup, groupSizes } from './steps.ts';

/** Names of virtual columns that are not made from a criterion. */
export const VIRTUAL_COLUMNS = ['@route', '@stage', '@personaYes', '@fitGrade', '@trigger'] as const;
const PERSONA = '@persona:';

/** Criteria of a model's persona, in the order of its rules. */
export function personaCriteria(model: ScoringModel): string[] {
  return [...new Set(model.fit.flatMap((rule) => (rule.criterion === undefined ? [] : [rule.criterion])))];
}

/** Whether a name is a virtual column under a model. */
export function isVirtualColumn(name: string, model: ScoringModel): boolean {
  if (name.startsWith(PERSONA)) return personaCriteria(model).includes(name.slice(PERSONA.length));
  return (VIRTUAL_COLUMNS as readonly string[]).includes(name);
}

/** Whether the values of a virtual column follow from stage entries, so that a threshold changes them. */
export function dependsOnEntries(name: string): boolean {
  return name === '@route' || name === '@stage' || name === '@trigger';
}

const holds = (bits: LeadBits, lead: number): boolean =>
  (((bits[lead >>> 5] as number) >>> (lead & 31)) & 1) === 1;

/** Answer of each lead to one criterion: 0 yes, 1 no, 2 unknown. */
function criterionAnswers(
  model: ScoringModel,
  matches: Matches,
  criterion: string,
  count: number,
): Uint8Array {
  const rules = model.fit.filter((rule) => rule.criterion === criterion);
  const positive = rules.filter((rule) => rule.points > 0).map((rule) => matches.lead(canonical(rule.when)));
  const missing = matches.allMissing([...new Set(rules.flatMap((rule) => conditionFields(rule.when)))]);
  const answers = new Uint8Array(count);
  for (let lead = 0; lead < count; lead++) {
    answers[lead] = positive.some((bits) => holds(bits, lead)) ? 0 : holds(missing, lead) ? 2 : 1;
  }
  return answers;
}

/** What virtual columns that follow from the fit rules are made from. */
export interface FitSources {
  readonly model: ScoringModel;
  readonly matches: Matches;
  readonly fit: Float64Array;
}

/** What virtual columns that follow from stage entries are made from. */
export interface EntrySources {
  readonly leadCount: number;
  readonly population: Population;
  readonly entries: Entries;
  readonly recorded: RecordedAt;
  /** type of the activity at an mql entry; null where there was none */
  readonly trigger: (lead: number, mql: number) => string | null;
}

/**
 * Fit grade of a score: A from 75 % of the highest score that the positive rules can give, B from 50 %, C from 25 %, D below.
 */
export function fitGrade(fit: number, highest: number): string {
  const share = highest > 0 ? fit / highest : 0;
  if (share >= 0.75) return 'A';
  if (share >= 0.5) return 'B';
  return share >= 0.25 ? 'C' : 'D';
}

/** Values of a virtual column that depends on entries, coded. Leads outside the population have none. */
export function entryColumn(name: string, sources: EntrySources): CodedColumn {
  const { leadCount, population, entries, recorded } = sources;
  const codes = new Int32Array(leadCount).fill(-1);
  if (name === '@route') {
    const values = ['nurtured', 'direct', 'unknown'];
    const codeOf = { [ROUTE.nurtured]: 0, [ROUTE.direct]: 1, [ROUTE.unknown]: 2 } as Record<number, number>;
    entries.lead.forEach((lead, place) => {
      codes[lead] = codeOf[entries.route[place] as number] ?? -1;
    });
    return { codes, values };
  }
  if (name === '@stage') {
    for (const lead of population.leads) codes[lead] = 0;
    entries.lead.forEach((lead, place) => {
      codes[lead] = isDisqualified(entries, recorded, place) ? STAGES.length : furthestStage(entries, place);
    });
    return { codes, values: [...STAGES, 'disqualified'] };
  }
  const values: string[] = [];
  const codeOf = new Map<string, number>();
  for (let place = 0; place < entries.count; place++) {
    const mql = entries.at[1][place] as number;
    if (mql === NEVER) continue;
    const lead = entries.lead[place] as number;
    const type = sources.trigger(lead, mql);
    if (type === null) continue;
    let code = codeOf.get(type);
    if (code === undefined) {
      code = values.push(type) - 1;
      codeOf.set(type, code);
    }
    codes[lead] = code;
  }
  return { codes, values };
}

/** Values of a virtual column that follows from the fit rules, coded. */
export function fitColumn(name: string, { model, matches, fit }: FitSources): CodedColumn {
  const count = fit.length;
  const codes = new Int32Array(count).fill(-1);
  if (name === '@fitGrade') {
    const highest = model.fit.reduce((sum, rule) => sum + Math.max(0, rule.points), 0);
    const unknown = criteriaUnknown(model, matches, count);
    const values = ['A', 'B', 'C', 'D', '?'];
    for (let lead = 0; lead < count; lead++)
      codes[lead] = unknown[lead] === 1 ? 4 : values.indexOf(fitGrade(fit[lead] as number, highest));
    return { codes, values };
  }
  const criteria = personaCriteria(model);
  if (name === '@personaYes') {
    codes.fill(0);
    for (const criterion of criteria) {
      const answers = criterionAnswers(model, matches, criterion, count);
      for (let lead = 0; lead < count; lead++)
        if (answers[lead] === 0) codes[lead] = (codes[lead] as number) + 1;
    }
    return { codes, values: Array.from({ length: criteria.length + 1 }, (_, yes) => String(yes)) };
  }
  const answers = criterionAnswers(model, matches, name.slice(PERSONA.length), count);
  for (let lead = 0; lead < count; lead++) codes[lead] = answers[lead] as number;
  return { codes, values: ['yes', 'no', 'unknown'] };
}

function criteriaUnknown(model: ScoringModel, matches: Matches, count: number): Uint8Array {
  const criteria = personaCriteria(model);
  const unknown = new Uint8Array(count).fill(criteria.length === 0 ? 0 : 1);
  for (const criterion of criteria) {
    const answers = criterionAnswers(model, matches, criterion, count);
    for (let lead = 0; lead < count; lead++) if (answers[lead] !== 2) unknown[lead] = 0;
  }
  return unknown;
}

/** A column as groups of leads: group 0 is "missing", group c + 1 the value with code c. */
export interface ColumnGroups {
  readonly groups: Groups;
  readonly count: number;
  readonly sizes: GroupSizes;
}

/** Groups the leads of a population by a coded column. */
export function columnGroups(
  view: Pick<View, 'columns' | 'population' | 'windowDays'>,
  column: CodedColumn,
): ColumnGroups {
  const groups = new Int32Array(column.codes.length);
  for (let lead = 0; lead < groups.length; lead++) groups[lead] = (column.codes[lead] as number) + 1;
  const count = column.values.length + 1;
  return { groups, count, sizes: groupSizes(view, groups, count) };
}

/** Values of two columns, coded as one; both parts missing is a value of its own. */
export function pairColumn(
  first: CodedColumn,
  second: CodedColumn,
): { column: CodedColumn; pairs: [string | null, string | null][] } {
  const codes = new Int32Array(first.codes.length);
  const codeOf = new Map<number, number>();
  const pairs: [string | null, string | null][] = [];
  const wide = second.values.length + 1;
  for (let lead = 0; lead < codes.length; lead++) {
    const a = first.codes[lead] as number;
    const b = second.codes[lead] as number;
    const key = (a + 1) * wide + b + 1;
    let code = codeOf.get(key);
    if (code === undefined) {
      code = pairs.push([first.values[a] ?? null, second.values[b] ?? null]) - 1;
      codeOf.set(key, code);
    }
    codes[lead] = code;
  }
  return { column: { codes, values: pairs.map(([a, b]) => `${a ?? ''} × ${b ?? ''}`) }, pairs };
}

/** Values in code-unit order, missing last. */
export const byValue = (a: string | null, b: string | null): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * Steps for each value of a column: in falling order of leads; among equals by value in code-unit order, missing last.
 * @param pairs for a pair of columns, both values of each code
 */
export function breakdownRows(
  count: CountSteps,
  column: CodedColumn,
  grouped: ColumnGroups,
  pairs: readonly (readonly [string | null, string | null])[] | null = null,
): BreakdownFigures[] {
  return figuresByGroup(grouped.count, grouped.sizes, count)
    .map((figures, group) => ({
      value: group === 0 ? null : (column.values[group - 1] as string),
      ...(pairs !== null && group > 0
        ? { values: pairs[group - 1] as readonly [string | null, string | null] }
        : {}),
      ...figures,
    }))
    .filter((row) => row.entered.lead > 0)
    .sort((a, b) => {
      return b.entered.lead - a.entered.lead || byValue(a.value, b.value);
    });
}
