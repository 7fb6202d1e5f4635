/** Leads that are in a stage now, by how long they have been there. */
import { OPEN_AGE_DAYS, type MetricsDocument, type OpenAges } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { countAxisEnd } from '../common/axis.ts';
import { FEW_LEADS, shownStages } from '../common/steps.ts';

/** One span of days. */
export interface AgeBin {
  readonly least: number;
  /** null = no end */
  readonly limit: number | null;
  readonly leads: number;
  /** length of the bar, 0..1 of the axis */
  readonly share: number;
  /** the whole bin lies past the time that nine in ten of those that advanced took */
  readonly isPast: boolean;
}

/** One stage; its axis is its own. */
export interface AgePanel {
  readonly stage: Stage;
  readonly open: number;
  readonly bins: readonly AgeBin[];
  readonly p90Days: number | null;
  readonly pastP90: number | null;
  readonly pastSla: number | null;
  /** nine in ten of so few advanced that their time says little */
  readonly p90OfFew: boolean;
  readonly few: boolean;
}

/**
 * Lays the panels out: stages that the data set uses and that somebody entered.
 * @param document with the sections `funnel` and `openAges`; `timeInStage` tells how many advanced
 */
export function agePanels(document: MetricsDocument): readonly AgePanel[] {
  const { funnel, openAges = [], timeInStage = [] } = document;
  if (funnel === undefined) return [];
  const shown = shownStages([funnel.entered], document.basis);
  return openAges
    .filter(({ stage }) => shown.includes(stage) && funnel.entered[stage] > 0)
    .map((figures) => {
      const advanced = timeInStage.find(({ stage }) => stage === figures.stage)?.advanced ?? 0;
      return panelOf(figures, advanced < FEW_LEADS);
    });
}

function panelOf({ stage, open, leads, p90Days, pastP90, pastSla }: OpenAges, p90OfFew: boolean): AgePanel {
  const end = countAxisEnd(Math.max(0, ...leads));
  return {
    stage,
    open,
    p90Days,
    pastP90,
    pastSla,
    p90OfFew,
    few: open < FEW_LEADS,
    bins: OPEN_AGE_DAYS.map((least, bin): AgeBin => ({
      least,
      limit: OPEN_AGE_DAYS[bin + 1] ?? null,
      leads: leads[bin] ?? 0,
      share: (leads[bin] ?? 0) / end,
      isPast: p90Days !== null && least > p90Days,
    })),
  };
}

/** A stage of which it is known how many are past the usual time. */
export type LatePanel = AgePanel & { readonly p90Days: number; readonly pastP90: number };

function isKnown(panel: AgePanel): panel is LatePanel {
  return panel.p90Days !== null && panel.pastP90 !== null && !panel.few && !panel.p90OfFew;
}

/**
 * The stage with the largest share of its open leads past the usual time. The stage lead is left to the last: most leads
 * never go further, which is no delay.
 */
export function latest(panels: readonly AgePanel[]): LatePanel | null {
  const known = panels.filter(isKnown).toSorted((a, b) => b.pastP90 / b.open - a.pastP90 / a.open);
  return known.find(({ stage }) => stage !== 'lead') ?? known[0] ?? null;
}
