/** How long stages take, as facts that words make sentences of. */
import { FEW_LEADS, shownStages } from '../../charts/common/steps.ts';
import type { FunnelSection, TimeInStageFigures } from '../../model/metrics-document.ts';
import type { Basis, Stage } from '../../model/stages.ts';

/** Stages of the page: those with a row in the funnel that end and that somebody entered. */
export function stagesWithStays(
  funnel: FunnelSection,
  stays: readonly TimeInStageFigures[],
  basis: Basis,
): readonly TimeInStageFigures[] {
  const shown = shownStages([funnel.entered], basis);
  return stays.filter((figures) => figures.entered > 0 && shown.includes(figures.stage));
}

/** What the page says at its top: stages of which half have moved on, and those of which fewer have. */
export interface TimeFinding {
  readonly half: readonly { readonly stage: Stage; readonly days: number }[];
  readonly fewer: readonly Stage[];
}

/** Stages with leads enough, by whether half of their leads have moved on. */
export function timeFinding(stays: readonly TimeInStageFigures[]): TimeFinding {
  const enough = stays.filter((figures) => figures.entered >= FEW_LEADS);
  return {
    half: enough.flatMap(({ stage, medianDaysToAdvance: days }) => (days === null ? [] : [{ stage, days }])),
    fewer: enough.filter((figures) => figures.medianDaysToAdvance === null).map(({ stage }) => stage),
  };
}
