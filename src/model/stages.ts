/**
 * The stages of a lead, in order, and the steps between them whose conversion is measured.
 *
 * This room is the vocabulary of the project: stages, the scoring model, conditions, what can be asked
 * (`MetricsRequest`) and what is answered (`MetricsDocument`). It imports nothing of ours.
 */

/** The stages in order. A lead enters each at most once; `disqualified` is the way out and not a stage of the order. */
export const STAGES = ['lead', 'mql', 'sql', 'opportunity', 'customer'] as const;
/** One of the five ordered stages. */
export type Stage = (typeof STAGES)[number];
/** Where a lead can stand now: a stage, or disqualified. */
export type CurrentStage = Stage | 'disqualified';

/** Stages after `lead`: those a CRM records a date for. */
export const LATER_STAGES = ['mql', 'sql', 'opportunity', 'customer'] as const;
/** A stage that has an entry date of its own beside the creation of the lead. */
export type LaterStage = (typeof LATER_STAGES)[number];

/** Recorded date columns of the leads table, in the order of the stages, with the way out last. */
export const RECORDED_DATES = [
  'mql_at',
  'sql_at',
  'opportunity_at',
  'customer_at',
  'disqualified_at',
] as const;
/** Name of a recorded date column. */
export type RecordedDate = (typeof RECORDED_DATES)[number];

/** How an SQL came about: after an MQL, by its own request, or by recorded dates that contradict each other. */
export const ROUTES = ['nurtured', 'direct', 'unknown'] as const;
/** One way of becoming an SQL. */
export type Route = (typeof ROUTES)[number];

/** The steps whose conversion is measured, in the order in which every document lists them. */
export const STEPS = [
  ['lead', 'mql'],
  ['mql', 'sql'],
  ['lead', 'sql'],
  ['sql', 'opportunity'],
  ['sql', 'customer'],
  ['opportunity', 'customer'],
  ['lead', 'customer'],
] as const satisfies readonly (readonly [Stage, Stage])[];
/** Name of a step, such as `lead→mql`. */
export type StepName = `${(typeof STEPS)[number][0]}→${(typeof STEPS)[number][1]}`;

/** Whose stage entries count: computed by the scoring model, or as the CRM recorded them. */
export type Basis = 'model' | 'recorded';
