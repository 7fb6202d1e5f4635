/** What charts read off the steps of a document: which stages a data set uses, which step joins them, when a figure is too small. */
import type { FunnelSection, StageCounts, StepFigures } from '../../model/metrics-document.ts';
import type { ConversionWindow } from '../../model/metrics-request.ts';
import { STAGES, STEPS, type Basis, type Stage, type StepName } from '../../model/stages.ts';
import { wilson } from '../../statistics/wilson.ts';

/** Below so many leads a rate is greyed and said to be little more than chance. */
export const FEW_LEADS = 30;

/** A rate 0..1 with its counts and 95 % Wilson interval; null where nothing was eligible. */
export interface Rate {
  readonly eligible: number;
  readonly converted: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The rate of two counts. */
export function rateOf(converted: number, eligible: number): Rate {
  const interval = wilson(converted, eligible);
  return {
    eligible,
    converted,
    rate: interval === null ? null : converted / eligible,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
}

/** The figures of one step; null where a document does not have it. */
export function findStep(steps: readonly StepFigures[], from: Stage, to: Stage): StepFigures | null {
  return steps.find((step) => step.from === from && step.to === to) ?? null;
}

/** Name of the step from one stage to another; null where it is none that is measured. */
export function stepName(from: Stage, to: Stage): StepName | null {
  return STEPS.some(([a, b]) => a === from && b === to) ? (`${from}→${to}` as StepName) : null;
}

/** Days of the conversion window that hold for a step; null = none. */
export function windowOf(window: ConversionWindow, from: Stage, to: Stage): number | null {
  if (window === null || typeof window === 'number') return window;
  const name = stepName(from, to);
  return name === null ? null : (window[name] ?? null);
}

/** True where any step is measured within a window. */
export function hasWindow(window: ConversionWindow): boolean {
  return typeof window === 'number' || (window !== null && Object.keys(window).length > 0);
}

/**
 * The stages that a data set uses, in order. A stage that nobody entered is left out, since its dates are then most
 * likely not kept at all; on basis model MQL and SQL stay, since there a 0 is the model's own answer.
 * @param entered of the document, and of the baseline where one is drawn beside it
 */
export function shownStages(entered: readonly StageCounts[], basis: Basis): readonly Stage[] {
  return STAGES.filter(
    (stage) =>
      stage === 'lead' ||
      (basis === 'model' && (stage === 'mql' || stage === 'sql')) ||
      entered.some((counts) => counts[stage] > 0),
  );
}

/** Steps from each shown stage to the next, those that are measured. */
export function chainSteps(funnel: FunnelSection, stages: readonly Stage[]): readonly StepFigures[] {
  return stages.flatMap((stage, index) => {
    const next = stages[index + 1];
    const step = next === undefined ? null : findStep(funnel.steps, stage, next);
    return step === null ? [] : [step];
  });
}

/**
 * Share of all leads that came to a stage. The step from lead gives it; opportunity has none, so that without a window
 * it is the quotient of the entries (a lead enters a stage at most once), and within a window it is not known.
 */
export function cumulativeRate(funnel: FunnelSection, window: ConversionWindow, stage: Stage): Rate | null {
  if (stage === 'lead') return null;
  const step = findStep(funnel.steps, 'lead', stage);
  if (step !== null) return step;
  return hasWindow(window) ? null : rateOf(funnel.entered[stage], funnel.entered.lead);
}

/** Why a document gives nothing to draw; null where it does. */
export function emptyReason(
  funnel: FunnelSection,
  window: ConversionWindow,
  history: { readonly basis: Basis; readonly activities: number },
): 'noData' | 'noHistory' | 'windowTooLong' | null {
  if (funnel.entered.lead === 0) return 'noData';
  const later = STAGES.some((stage) => stage !== 'lead' && funnel.entered[stage] > 0);
  if (!later && (history.basis === 'recorded' || history.activities === 0)) return 'noHistory';
  if (hasWindow(window) && funnel.steps.every((step) => step.eligible === 0)) return 'windowTooLong';
  return null;
}
