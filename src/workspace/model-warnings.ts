/** What a model asks of a data set that the data set does not have. */
import type { Matches } from '../engine/columns.ts';
import type { Condition } from '../model/condition.ts';
import { canonicalCondition, conditionFields } from '../model/condition.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { ModelWarning } from './workspace.ts';

/** Which fields rows have. */
export interface KnownFields {
  readonly leadFields: ReadonlyMap<string, unknown>;
  readonly activityFields: ReadonlyMap<string, unknown>;
}

/** Warnings for fields that the data lacks, and for rules that match nothing. */
export function modelWarnings(model: ScoringModel, known: KnownFields, matches: Matches): ModelWarning[] {
  const { directRequest } = model.stages.sql;
  const onActivities: [string, Condition][] = [
    ...model.engagement.rules.map((rule): [string, Condition] => [rule.id, rule.when]),
    ...(directRequest ? [['stages.sql.directRequest', directRequest] as [string, Condition]] : []),
    ...(model.sales ? [['sales.touch', model.sales.touch] as [string, Condition]] : []),
    ...(model.nurture ? [['nurture.touch', model.nurture.touch] as [string, Condition]] : []),
  ];
  const unknown = (
    place: string,
    condition: Condition,
    fields: ReadonlyMap<string, unknown>,
  ): ModelWarning[] =>
    conditionFields(condition)
      .filter((field) => !fields.has(field))
      .map((field) => ({ place, kind: 'unknownField', field }));
  const nothing = (place: string): ModelWarning => ({ place, kind: 'matchesNothing', field: null });
  return [
    ...model.fit.flatMap((rule) => {
      const missing = unknown(rule.id, rule.when, known.leadFields);
      if (missing.length > 0) return missing;
      return matches.lead(canonicalCondition(rule.when)).some((word) => word !== 0) ? [] : [nothing(rule.id)];
    }),
    ...onActivities.flatMap(([place, condition]) => {
      const missing = unknown(place, condition, known.activityFields);
      if (missing.length > 0) return missing;
      const match = matches.activity(canonicalCondition(condition));
      const some = match.by === 'kind' ? match.holds.includes(1) : match.bits.some((word) => word !== 0);
      return some ? [] : [nothing(place)];
    }),
  ];
}
