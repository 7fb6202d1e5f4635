/** Which conditions have to be decided before the engine can answer. */
import type { Condition } from '../model/condition.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { filterLeaves, isDecidedHere } from './filters.ts';

/** Conditions on leads that a model and a request need answers to: rules whole, filters column by column. */
export function leadConditions(request: MetricsRequest | null, model: ScoringModel): Condition[] {
  const filter = request?.filter ?? null;
  const leaves = filter === null ? [] : filterLeaves(filter);
  return [
    ...model.fit.map((rule) => rule.when),
    ...leaves.filter(({ field }) => !isDecidedHere(field, model)),
  ];
}

/** Conditions on activities that a model needs answers to. */
export function activityConditions(model: ScoringModel): Condition[] {
  const { directRequest } = model.stages.sql;
  return [
    ...model.engagement.rules.map((rule) => rule.when),
    ...(directRequest ? [directRequest] : []),
    ...(model.sales ? [model.sales.touch] : []),
    ...(model.nurture ? [model.nurture.touch] : []),
  ];
}
