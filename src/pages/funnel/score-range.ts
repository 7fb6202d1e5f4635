/** How far the minimums can be moved: to the highest scores that any lead reaches. */
import { useQuery } from '@tanstack/react-query';
import { useDataSet, useWorkspace } from '../../app/data-set.ts';
import type { Thresholds } from '../../app/thresholds.ts';
import type { ThresholdName } from '../../app/view.ts';
import type { FunnelSection } from '../../model/metrics-document.ts';

/** Highest scores of the data, points. */
export interface ScoreRange {
  readonly fitMax: number;
  readonly engagementMax: number;
}

/** The highest scores under the model of the data set; null until they are known. */
export function useScoreRange(): ScoreRange | null {
  const { dataKey, summary } = useDataSet();
  const workspace = useWorkspace();
  const answer = useQuery({
    queryKey: ['scoreRange', dataKey],
    queryFn: () => {
      if (workspace === null || summary === null) throw new Error('the workspace holds no data');
      return workspace.scoreRange(summary.model);
    },
    enabled: workspace !== null && summary !== null,
  });
  return answer.data ?? null;
}

/** Ends of one slider and of its number field, points. */
export interface SliderEnds {
  readonly min: number;
  readonly max: number;
  /** the number field goes further than the slider */
  readonly fieldMax: number;
}

/**
 * The slider ends at four times the model's own minimum, or where no lead scores higher: a few leads score far beyond
 * all others, and an axis up to them would leave the useful part too short to hit.
 * @param own the model's minimum
 * @param value where the minimum stands now
 */
export function sliderEnds(
  name: ThresholdName,
  own: number,
  value: number,
  range: ScoreRange | null,
): SliderEnds {
  const highest = range === null ? null : name === 'mqlFit' ? range.fitMax : range.engagementMax;
  const useful = Math.max(4 * own, own + 20);
  const fieldMax = Math.ceil(Math.max(highest ?? useful, own, value));
  return {
    min: Math.floor(Math.min(0, own, value)),
    max: Math.ceil(Math.max(Math.min(useful, highest ?? useful), own, value)),
    fieldMax,
  };
}

/** What is odd about minimums: a step that is no step, or a stage that everybody reaches. */
export type MinimumDoubt = 'mqlNotBelow' | 'letsAllThrough';

/** The doubt about the minimums as they stand; null where there is none. */
export function minimumDoubt(live: Thresholds, funnel: FunnelSection | undefined): MinimumDoubt | null {
  const { mqlEngagement, sqlEngagement } = live;
  if (mqlEngagement !== null && sqlEngagement !== null && mqlEngagement >= sqlEngagement)
    return 'mqlNotBelow';
  if (funnel === undefined) return null;
  const { entered, routes } = funnel;
  // Who went to sales without having been an MQL was not held up by the minimum either.
  const reached = entered.mql + routes.direct + routes.unknown;
  return entered.mql > 0 && reached >= entered.lead ? 'letsAllThrough' : null;
}

/** Minimums that are set, in the order in which they are shown. */
export const SHOWN_THRESHOLDS = [
  'mqlFit',
  'mqlEngagement',
  'sqlEngagement',
] as const satisfies readonly (keyof Thresholds)[];
