/** Answers to conditions and columns as they are kept in memory and stored: what a question needs, and whether it is there. */
import { isVirtualColumn } from '../engine/breakdowns.ts';
import type { ActivityMatch, CodedColumn, LeadBits, Matches } from '../engine/columns.ts';
import { activityConditions, leadConditions } from '../engine/conditions.ts';
import type { Condition } from '../model/condition.ts';
import { canonicalCondition, conditionFields } from '../model/condition.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';

/** Answers under the canonical text of their condition, and columns by name. */
export interface KeptMatches {
  readonly lead: ReadonlyMap<string, LeadBits>;
  readonly activity: ReadonlyMap<string, ActivityMatch>;
  readonly column: ReadonlyMap<string, CodedColumn>;
}

/** What a model and a request need. */
export interface Needs {
  readonly onLeads: readonly Condition[];
  readonly onActivities: readonly Condition[];
  readonly columns: readonly string[];
}

/** Every column of a criterion missing: asked as a condition, so it is answered like one. */
const missingCondition = (names: readonly string[]): Condition => ({
  all: names.map((field) => ({ field, op: 'isMissing' })),
});

function criteriaOf(model: ScoringModel): Condition[] {
  const fields = new Map<string, Set<string>>();
  for (const rule of model.fit) {
    if (rule.criterion === undefined) continue;
    const of = fields.get(rule.criterion) ?? new Set<string>();
    conditionFields(rule.when).forEach((field) => of.add(field));
    fields.set(rule.criterion, of);
  }
  return [...fields.values()].map((names) => missingCondition([...names]));
}

/**
 * What has to be there before the engine is asked.
 * @param further lead columns beside those that the request names
 */
export function needsOf(
  request: MetricsRequest | null,
  model: ScoringModel,
  further: readonly string[] = [],
): Needs {
  const named = new Set([...(request?.breakdowns ?? []).flat(), ...further]);
  return {
    onLeads: [...leadConditions(request, model), ...criteriaOf(model)],
    onActivities: activityConditions(model),
    columns: [...named].filter((name) => !isVirtualColumn(name, model)),
  };
}

/** Whether everything that is needed is there. */
export function hasAll(kept: KeptMatches, { onLeads, onActivities, columns }: Needs): boolean {
  return (
    onLeads.every((condition) => kept.lead.has(canonicalCondition(condition))) &&
    onActivities.every((condition) => kept.activity.has(canonicalCondition(condition))) &&
    columns.every((name) => kept.column.has(name))
  );
}

/** What is needed of what is there. */
export function onlyNeeded(kept: KeptMatches, needs: readonly Needs[]): KeptMatches {
  const pick = <Value>(from: ReadonlyMap<string, Value>, keys: readonly string[]): Map<string, Value> =>
    new Map(
      [...new Set(keys)].flatMap((key) => {
        const value = from.get(key);
        return value === undefined ? [] : [[key, value] as const];
      }),
    );
  return {
    lead: pick(
      kept.lead,
      needs.flatMap(({ onLeads }) => onLeads.map(canonicalCondition)),
    ),
    activity: pick(
      kept.activity,
      needs.flatMap(({ onActivities }) => onActivities.map(canonicalCondition)),
    ),
    column: pick(
      kept.column,
      needs.flatMap(({ columns }) => columns),
    ),
  };
}

/** The engine's view of what is there. Its functions throw for what is not. */
export function matchesOf(kept: KeptMatches): Matches {
  function need<Value>(from: ReadonlyMap<string, Value>, key: string): Value {
    const value = from.get(key);
    if (value === undefined) throw new Error(`Nothing was prepared for ${key}`);
    return value;
  }
  return {
    lead: (key) => need(kept.lead, key),
    activity: (key) => need(kept.activity, key),
    column: (name) => need(kept.column, name),
    allMissing: (names) => need(kept.lead, canonicalCondition(missingCondition(names))),
  };
}
