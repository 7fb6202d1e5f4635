/** What the optional parts of a scoring model mean when they are left out. */
import type { ScoringModel } from './scoring-model.ts';
import type { LaterStage } from './stages.ts';

/** Hours that sales has for its first contact with an SQL. */
export function responseHours(model: ScoringModel): number {
  return model.sales?.responseHours ?? 24;
}

/** Days after the MQL entry in which touches count as nurturing. */
export function nurtureLandmarkDays(model: ScoringModel): number {
  return model.nurture?.landmarkDays ?? 14;
}

/** The recorded stage that the model is to foretell. */
export function outcomeStage(model: ScoringModel): LaterStage {
  return model.outcome?.stage ?? 'customer';
}

/** Days after creation within which the outcome is judged; null = no horizon. */
export function outcomeWithinDays(model: ScoringModel): number | null {
  return model.outcome?.withinDays ?? null;
}

/** Days after creation at which the score of the landmark comparison is read. */
export function outcomeLandmarkDays(model: ScoringModel): number {
  return model.outcome?.landmarkDays ?? 30;
}

/** Hours before its lead's creation from which a direct request still counts. */
export function directRequestBeforeHours(model: ScoringModel): number {
  return model.stages.sql.directRequestBeforeHours ?? 0;
}
