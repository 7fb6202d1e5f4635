/** Cohorts × days since the entry as cells: what is known, what still grows, and what lies past the end of the data. */
import { HEAT_DAYS, type HeatFigures, type MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { bonferroniZ, newcombe, type Counts, type RateDifference } from '../../statistics/newcombe.ts';
import { rateAxisEnd } from '../common/axis.ts';
import { ageInDays, unitOf } from '../common/cohort-calendar.ts';
import { FEW_LEADS, rateOf, shownStages, type Rate } from '../common/steps.ts';

/** Steps of colour. */
export const HEAT_LEVELS = 6;

/** One cohort by one number of days. */
export interface HeatCell {
  readonly days: number;
  /** of all that entered, also of those that have not had that many days yet */
  readonly rate: Rate;
  /**
   * `complete`: the whole cohort has had the days. `growing`: only some have, so that the rate is the least that it will
   * be. `ahead`: nobody has yet.
   */
  readonly state: 'complete' | 'growing' | 'ahead';
  /** 1…6 of the scale; null where the cell is not complete, or its leads are too few */
  readonly level: number | null;
}

/** One cohort. */
export interface HeatRow {
  readonly cohort: string;
  readonly entered: number;
  readonly few: boolean;
  /** in the order of `HEAT_DAYS` */
  readonly cells: readonly HeatCell[];
}

/** The table of one step. */
export interface HeatLayout {
  readonly from: Stage;
  readonly to: Stage;
  /** cohorts that somebody entered, in order of time */
  readonly rows: readonly HeatRow[];
  /** rate at the end of the scale of colours, 0..1 */
  readonly end: number;
}

/** Steps that the table can show: those whose stages the data set uses. */
export function heatSteps(document: MetricsDocument): readonly (readonly [Stage, Stage])[] {
  const { funnel, heat } = document;
  const [first] = heat ?? [];
  if (funnel === undefined || first === undefined) return [];
  const shown = shownStages([funnel.entered], document.basis);
  return first.steps.flatMap(({ from, to }) =>
    shown.includes(from) && shown.includes(to) ? [[from, to] as const] : [],
  );
}

/** Days from the begin of a cohort's period to as-of, a day longer than that: zones and clock changes lie within it. */
function longestAge(cohort: string, asOf: string): number {
  const sinceEnd = ageInDays(cohort, asOf);
  if (sinceEnd === null) return Infinity;
  const longest = { month: 31, week: 7, quarter: 92 }[unitOf(cohort)];
  return sinceEnd + longest + 1;
}

/** How far a cell is. */
function stateOf(complete: boolean, days: number, longest: number): HeatCell['state'] {
  if (complete) return 'complete';
  return longest < days ? 'ahead' : 'growing';
}

function rowOf({ cohort, steps }: HeatFigures, from: Stage, to: Stage, asOf: string): HeatRow[] {
  const step = steps.find((one) => one.from === from && one.to === to);
  if (step === undefined || step.entered === 0) return [];
  const longest = longestAge(cohort, asOf);
  const cells = HEAT_DAYS.map((days, column): HeatCell => ({
    days,
    rate: rateOf(step.converted[column] ?? 0, step.entered),
    state: stateOf(step.complete[column] ?? false, days, longest),
    level: null,
  }));
  return [{ cohort, entered: step.entered, few: step.entered < FEW_LEADS, cells }];
}

/**
 * Lays one step out.
 * @returns null without the section, or where nobody entered the step's first stage
 */
export function heatLayout(document: MetricsDocument, from: Stage, to: Stage): HeatLayout | null {
  const bare = (document.heat ?? []).flatMap((figures) => rowOf(figures, from, to, document.asOf));
  if (bare.length === 0) return null;
  const scaled = (row: HeatRow, { state, rate }: HeatCell) =>
    state === 'complete' && !row.few && rate.rate !== null;
  const rates = bare.flatMap((row) =>
    row.cells.flatMap((cell) => (scaled(row, cell) ? (cell.rate.rate ?? 0) : [])),
  );
  const end = rateAxisEnd(Math.max(0, ...rates));
  const rows = bare.map((row) => ({
    ...row,
    cells: row.cells.map((cell) =>
      scaled(row, cell)
        ? {
            ...cell,
            level: Math.min(HEAT_LEVELS, 1 + Math.floor(((cell.rate.rate ?? 0) / end) * HEAT_LEVELS)),
          }
        : cell,
    ),
  }));
  return { from, to, rows, end };
}

/** Some cohorts together. */
export interface CohortSpan extends Counts {
  readonly first: string;
  readonly last: string;
}

/** What the table shows. */
export type HeatFinding =
  | {
      readonly kind: 'changed';
      readonly days: number;
      readonly difference: RateDifference;
      readonly recent: CohortSpan;
      readonly before: CohortSpan;
    }
  | { readonly kind: 'steady'; readonly days: number; readonly all: CohortSpan }
  | { readonly kind: 'tooFew' };

const TOGETHER = { month: 3, week: 6, quarter: 2 } as const;

function pooled(rows: readonly HeatRow[], column: number): CohortSpan {
  const sum = (of: (rate: Rate) => number) =>
    rows.reduce(
      (total, row) => total + (row.cells[column] === undefined ? 0 : of(row.cells[column].rate)),
      0,
    );
  return {
    converted: sum((rate) => rate.converted),
    eligible: sum((rate) => rate.eligible),
    first: rows[0]?.cohort ?? '',
    last: rows.at(-1)?.cohort ?? '',
  };
}

/** Cohorts of one column that are complete: the last ones, and as many before them. */
function compared(layout: HeatLayout, column: number): { recent: CohortSpan; before: CohortSpan } | null {
  const complete = layout.rows.filter((row) => row.cells[column]?.state === 'complete');
  const [first] = complete;
  if (first === undefined) return null;
  const size = Math.min(TOGETHER[unitOf(first.cohort)], Math.floor(complete.length / 2));
  if (size === 0) return null;
  const recent = pooled(complete.slice(-size), column);
  const before = pooled(complete.slice(-2 * size, -size), column);
  return recent.eligible < FEW_LEADS || before.eligible < FEW_LEADS ? null : { recent, before };
}

/** The days that a table without a change is told by. */
const TOLD = 30;

/**
 * The column in which the last complete cohorts differ most from those before, where the difference stays when as many
 * are looked at together as there are columns (Bonferroni); else how many convert within 30 days.
 */
export function heatFinding(layout: HeatLayout): HeatFinding {
  const columns = HEAT_DAYS.flatMap((days, column) => {
    const pair = compared(layout, column);
    return pair === null ? [] : [{ days, ...pair }];
  });
  const z = bonferroniZ(Math.max(1, columns.length));
  const changes = columns
    .flatMap(({ days, recent, before }) => {
      const strict = newcombe(recent, before, z);
      const difference = newcombe(recent, before);
      const isSure = strict !== null && (strict.low > 0 || strict.high < 0);
      return difference === null || !isSure ? [] : [{ days, recent, before, difference }];
    })
    .toSorted((a, b) => Math.abs(b.difference.difference) - Math.abs(a.difference.difference));
  const [change] = changes;
  if (change !== undefined) return { kind: 'changed', ...change };
  const told = HEAT_DAYS.indexOf(TOLD);
  const complete = layout.rows.filter((row) => row.cells[told]?.state === 'complete');
  const all = pooled(complete, told);
  return all.eligible < FEW_LEADS ? { kind: 'tooFew' } : { kind: 'steady', days: TOLD, all };
}
