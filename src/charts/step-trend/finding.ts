/** What changed over the cohorts, beyond chance. */
import { bonferroniZ, newcombe, type Counts, type RateDifference } from '../../statistics/newcombe.ts';
import type { Stage } from '../../model/stages.ts';
import { unitOf } from '../common/cohort-calendar.ts';
import { FEW_LEADS } from '../common/steps.ts';
import type { TrendLayout, TrendPanel, TrendPoint } from './layout.ts';

/** The last mature cohorts of a step against those before them. */
export interface TrendChange extends RateDifference {
  readonly from: Stage;
  readonly to: Stage;
  readonly recent: Counts & { readonly first: string; readonly last: string };
  readonly before: Counts & { readonly first: string; readonly last: string };
  /** what the periods before did, where that was a change the other way: without it the last one reads as news */
  readonly turn: TrendTurn | null;
}

/** A change the other way, just before the one that is told. */
export interface TrendTurn {
  readonly earlier: Counts & { readonly first: string; readonly last: string };
  /** the last rate cannot be told from the one before the turn */
  readonly back: boolean;
}

/** A step by its two stages. */
export type StepPair = Pick<TrendChange, 'from' | 'to'>;

/** What the panels show together. */
export type TrendFinding =
  | { readonly kind: 'changed'; readonly change: TrendChange; readonly others: readonly StepPair[] }
  | { readonly kind: 'steady'; readonly compared: number }
  | { readonly kind: 'tooFew' };

const TOGETHER = { month: 3, week: 6, quarter: 2 } as const;

function pooled(points: readonly TrendPoint[]): TrendChange['recent'] {
  const sum = (count: 'converted' | 'eligible') =>
    points.reduce((total, { figures }) => total + (figures?.[count] ?? 0), 0);
  return {
    converted: sum('converted'),
    eligible: sum('eligible'),
    first: points[0]?.cohort ?? '',
    last: points.at(-1)?.cohort ?? '',
  };
}

/**
 * The last mature cohorts together (three months, six weeks or two quarters, fewer where there are fewer) against as
 * many before them.
 * @returns null where one side has fewer than 30 leads
 */
export function recentChange(panel: TrendPanel, z?: number): TrendChange | null {
  const mature = panel.points.filter((point) => !point.immature && point.figures !== null);
  const [first] = mature;
  if (first === undefined) return null;
  const size = Math.min(TOGETHER[unitOf(first.cohort)], Math.floor(mature.length / 2));
  if (size === 0) return null;
  const recent = pooled(mature.slice(-size));
  const before = pooled(mature.slice(-2 * size, -size));
  if (recent.eligible < FEW_LEADS || before.eligible < FEW_LEADS) return null;
  const difference = newcombe(recent, before, z);
  if (difference === null) return null;
  const earlier = pooled(mature.slice(-3 * size, -2 * size));
  const turn = mature.length < 3 * size ? null : turnOf(difference.difference, recent, before, earlier, z);
  return { ...difference, from: panel.from, to: panel.to, recent, before, turn };
}

/** The change from `earlier` to `before` where it went the other way, beyond chance. */
function turnOf(
  change: number,
  recent: Counts,
  before: Counts,
  earlier: TrendTurn['earlier'],
  z?: number,
): TrendTurn | null {
  if (earlier.eligible < FEW_LEADS) return null;
  const first = newcombe(before, earlier, z);
  const both = newcombe(recent, earlier, z);
  if (first === null || both === null) return null;
  const turned = change > 0 ? first.high < 0 : first.low > 0;
  return turned ? { earlier, back: both.low <= 0 && both.high >= 0 } : null;
}

/**
 * The step that changed most among those whose interval leaves out 0. The intervals are widened by Bonferroni, since as
 * many steps are looked at as there are panels.
 */
export function trendFinding(layout: TrendLayout): TrendFinding {
  const compared = layout.panels.filter((panel) => recentChange(panel) !== null).length;
  if (compared === 0) return { kind: 'tooFew' };
  const z = bonferroniZ(compared);
  const changes = layout.panels
    .flatMap((panel) => recentChange(panel, z) ?? [])
    .filter((change) => change.low > 0 || change.high < 0)
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const [change, ...others] = changes;
  return change === undefined ? { kind: 'steady', compared } : { kind: 'changed', change, others };
}
