/** Leads in each stage at the end of each month, and what came and went, in a square of 100 × 100 that any panel stretches. */
import type { MetricsDocument, StockOfStage } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { countAxisEnd } from '../common/axis.ts';
import { ageInDays } from '../common/cohort-calendar.ts';
import { FEW_LEADS, shownStages } from '../common/steps.ts';

/** One stage on axes of its own. */
export interface StockPanel {
  readonly stage: Stage;
  readonly months: readonly StockOfStage[];
  /** area below the leads in the stage at the end of each month */
  readonly area: string;
  readonly line: string;
  readonly stockEnd: number;
  /** entries upwards from `zero`; exits downwards, the disqualified below those that moved on */
  readonly entries: string;
  readonly advanced: string;
  readonly lost: string;
  /** 0..100 from above */
  readonly zero: number;
  /** largest number of entries, and of exits, in one month: ends of the axis above and below zero */
  readonly most: { readonly in: number; readonly out: number };
  /** a customer stays one */
  readonly hasExits: boolean;
}

/** All panels over the same months. */
export interface StockLayout {
  readonly months: readonly string[];
  readonly panels: readonly StockPanel[];
  /** false while as-of lies before the last day of the last month */
  readonly lastIsOver: boolean;
}

const round = (n: number) => String(Math.round(n * 100) / 100);

function bars(counts: readonly number[], from: readonly number[], scale: number, sign: 1 | -1): string {
  const width = 100 / counts.length;
  return counts
    .map((count, index) => {
      const height = count * scale;
      if (height === 0) return '';
      const base = from[index] ?? 0;
      return `M${round((index + 0.12) * width)} ${round(base)}h${round(0.76 * width)}v${round(sign * height)}h-${round(
        0.76 * width,
      )}Z`;
    })
    .join('');
}

function panelOf(stage: Stage, months: readonly StockOfStage[]): StockPanel {
  const stockEnd = countAxisEnd(Math.max(0, ...months.map(({ end }) => end)));
  const most = {
    in: Math.max(0, ...months.map(({ entries }) => entries)),
    out: Math.max(0, ...months.map(({ advanced, lost }) => advanced + lost)),
  };
  const scale = 100 / Math.max(1, most.in + most.out);
  const zero = most.in * scale;
  const width = 100 / Math.max(1, months.length);
  const points = months.map(
    ({ end }, index) => `${round((index + 0.5) * width)} ${round(100 - (end / stockEnd) * 100)}`,
  );
  const line = points.length === 0 ? '' : `M${points.join('L')}`;
  const left = round(0.5 * width);
  const right = round(100 - 0.5 * width);
  return {
    stage,
    months,
    stockEnd,
    line,
    area: line === '' ? '' : `${line}L${right} 100L${left} 100Z`,
    entries: bars(
      months.map(({ entries }) => entries),
      months.map(() => zero),
      scale,
      -1,
    ),
    advanced: bars(
      months.map(({ advanced }) => advanced),
      months.map(() => zero),
      scale,
      1,
    ),
    lost: bars(
      months.map(({ lost }) => lost),
      months.map(({ advanced }) => zero + advanced * scale),
      scale,
      1,
    ),
    zero,
    most,
    hasExits: stage !== 'customer',
  };
}

/**
 * Lays the stock out.
 * @returns null without the sections `funnel` and `stock`, or without a month
 */
export function stockLayout(document: MetricsDocument): StockLayout | null {
  const { funnel, stock } = document;
  if (funnel === undefined || stock === undefined || stock.length === 0) return null;
  return {
    months: stock.map(({ month }) => month),
    panels: shownStages([funnel.entered], document.basis).map((stage) =>
      panelOf(
        stage,
        stock.map(({ stages }) => stages[stage]),
      ),
    ),
    lastIsOver: (ageInDays(stock.at(-1)?.month ?? '', document.asOf) ?? -1) > -1,
  };
}

/** How the leads that wait in a stage became more or fewer over some months. */
export interface StockChange {
  readonly stage: Stage;
  readonly months: number;
  readonly start: number;
  readonly end: number;
  readonly came: number;
  readonly went: number;
}

const TOGETHER = 3;
/** Least share by which a stock has to change to be spoken of. */
const LEAST = 0.05;

/**
 * The stage whose waiting leads changed most, as a share, over the last complete months (at most three); null where none
 * with leads enough changed by a twentieth. Customers do not wait.
 */
export function stockChange({ panels, lastIsOver }: StockLayout): StockChange | null {
  const changes = panels
    .filter(({ hasExits }) => hasExits)
    .flatMap(({ stage, months }): StockChange[] => {
      const complete = months.slice(0, lastIsOver ? undefined : -1).slice(-TOGETHER);
      const [first] = complete;
      const last = complete.at(-1);
      if (first === undefined || last === undefined || first.start < FEW_LEADS) return [];
      const sum = (of: (month: StockOfStage) => number) =>
        complete.reduce((total, month) => total + of(month), 0);
      return [
        {
          stage,
          months: complete.length,
          start: first.start,
          end: last.end,
          came: sum(({ entries }) => entries),
          went: sum(({ advanced, lost }) => advanced + lost),
        },
      ];
    })
    .filter(({ start, end }) => Math.abs(end - start) / start >= LEAST)
    .toSorted((a, b) => Math.abs(b.end / b.start - 1) - Math.abs(a.end / a.start - 1));
  return changes[0] ?? null;
}
