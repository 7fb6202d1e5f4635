/** Entries into each stage by month, as bars in a square of 100 × 100 that any size of panel stretches. */
import type { FlowFigures, MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { countAxisEnd } from '../common/axis.ts';
import { ageInDays } from '../common/cohort-calendar.ts';
import { shownStages } from '../common/steps.ts';

/** One stage; its axis is its own, since a tenth of the leads would be a line on theirs. */
export interface FlowPanel {
  readonly stage: Stage;
  readonly counts: readonly number[];
  readonly bars: string;
  /** the month at as-of where it is not over, else empty */
  readonly lastBar: string;
  /** tops of the baseline's bars */
  readonly baseline: string;
  readonly end: number;
}

/** All panels over the same months. */
export interface FlowLayout {
  readonly months: readonly string[];
  readonly panels: readonly FlowPanel[];
  /** the last month is over: as-of lies on its last day or later */
  readonly lastIsOver: boolean;
  /** entries a month on the average of the last complete months, at most three; null without a complete month */
  readonly average: { readonly months: number; readonly of: Readonly<Record<Stage, number>> } | null;
}

const round = (n: number) => String(Math.round(n * 100) / 100);

function barsOf(counts: readonly number[], end: number, first: number, last: number): string {
  const width = 100 / counts.length;
  let path = '';
  for (let index = first; index < last; index++) {
    const height = round(((counts[index] ?? 0) / end) * 100);
    if (height !== '0')
      path += `M${round((index + 0.12) * width)} 100v-${height}h${round(0.76 * width)}v${height}Z`;
  }
  return path;
}

function topsOf(counts: readonly number[], end: number): string {
  const width = 100 / counts.length;
  return counts
    .map(
      (count, index) =>
        `M${round((index + 0.04) * width)} ${round(100 - (count / end) * 100)}h${round(0.92 * width)}`,
    )
    .join('');
}

/** Entries a month on the average of the last complete months. */
function averageOf(flow: readonly FlowFigures[], lastIsOver: boolean): FlowLayout['average'] {
  const complete = flow.slice(0, lastIsOver ? undefined : -1).slice(-3);
  if (complete.length === 0) return null;
  const mean = (stage: Stage) =>
    complete.reduce((sum, { entries }) => sum + entries[stage], 0) / complete.length;
  return {
    months: complete.length,
    of: {
      lead: mean('lead'),
      mql: mean('mql'),
      sql: mean('sql'),
      opportunity: mean('opportunity'),
      customer: mean('customer'),
    },
  };
}

/**
 * Lays the flow out.
 * @returns null without the sections `funnel` and `flow`, or without a month
 */
export function flowLayout(document: MetricsDocument, baseline: MetricsDocument | null): FlowLayout | null {
  const { flow, funnel } = document;
  if (flow === undefined || funnel === undefined || flow.length === 0) return null;
  const entered =
    baseline?.funnel === undefined ? [funnel.entered] : [funnel.entered, baseline.funnel.entered];
  const lastIsOver = (ageInDays(flow.at(-1)?.month ?? '', document.asOf) ?? -1) > -1;
  const before = new Map((baseline?.flow ?? []).map(({ month, entries }) => [month, entries]));
  return {
    months: flow.map(({ month }) => month),
    panels: shownStages(entered, document.basis).map((stage): FlowPanel => {
      const counts = flow.map(({ entries }) => entries[stage]);
      const others = before.size === 0 ? [] : flow.map(({ month }) => before.get(month)?.[stage] ?? 0);
      const end = countAxisEnd(Math.max(0, ...counts, ...others));
      const last = lastIsOver ? counts.length : counts.length - 1;
      return {
        stage,
        counts,
        end,
        bars: barsOf(counts, end, 0, last),
        lastBar: barsOf(counts, end, last, counts.length),
        baseline: others.every((count, index) => count === counts[index]) ? '' : topsOf(others, end),
      };
    }),
    lastIsOver,
    average: averageOf(flow, lastIsOver),
  };
}
