/** The values of a column side by side: rates, the difference of each from the rest, and what it weighs in leads. */
import type { BreakdownFigures, StepFigures } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { bonferroniZ, newcombe, type RateDifference } from '../../statistics/newcombe.ts';
import { rateAxisEnd } from '../common/axis.ts';
import { FEW_LEADS, findStep, rateOf, type Rate } from '../common/steps.ts';

/** A step as a column of the table. */
export interface StepColumn {
  readonly from: Stage;
  readonly to: Stage;
  /** end of its bars, 0..1 */
  readonly end: number;
}

/** One value. */
export interface BreakdownRow {
  readonly value: string | null;
  readonly leads: number;
  readonly rates: readonly (StepFigures | null)[];
  /** the compared step: all other values together */
  readonly rest: Rate | null;
  /** own rate − rate of the rest with its 95 % interval; null where too few to say */
  readonly difference: RateDifference | null;
  /** converted more than at the rate of the rest, in leads: size × gap; null where too few to say */
  readonly impact: number | null;
  /** the difference stays when as many differences are looked at together as there are values (Bonferroni) */
  readonly beyondChance: boolean;
  /** fewer than 30 leads in the whole, or in the compared step */
  readonly few: boolean;
}

/** The table. */
export interface BreakdownLayout {
  readonly columns: readonly StepColumn[];
  /** rows as in the document: in falling order of leads */
  readonly rows: readonly BreakdownRow[];
  /** values with leads enough to be compared */
  readonly compared: number;
}

/**
 * Lays the table out.
 * @param figures of one column; its values divide the leads
 * @param steps columns of the table
 * @param by the step in which values are compared
 */
export function breakdownLayout(
  figures: readonly BreakdownFigures[],
  steps: readonly (readonly [Stage, Stage])[],
  by: readonly [Stage, Stage],
): BreakdownLayout {
  const own = figures.map((row) => findStep(row.steps, ...by));
  const sum = (count: 'eligible' | 'converted') =>
    own.reduce((total, step) => total + (step?.[count] ?? 0), 0);
  const all = { eligible: sum('eligible'), converted: sum('converted') };
  const restOf = (step: StepFigures) => rateOf(all.converted - step.converted, all.eligible - step.eligible);
  const isCompared = (step: StepFigures | null): step is StepFigures =>
    step !== null && step.eligible >= FEW_LEADS && all.eligible - step.eligible >= FEW_LEADS;
  const compared = own.filter(isCompared).length;
  const z = bonferroniZ(compared);

  const rows = figures.map((row, index): BreakdownRow => {
    const step = own[index] ?? null;
    const rates = steps.map(([from, to]) => findStep(row.steps, from, to));
    const rest = step === null ? null : restOf(step);
    const few = row.entered.lead < FEW_LEADS;
    if (!isCompared(step) || rest === null) {
      return {
        value: row.value,
        leads: row.entered.lead,
        rates,
        rest,
        difference: null,
        impact: null,
        beyondChance: false,
        few,
      };
    }
    const difference = newcombe(step, rest);
    const strict = newcombe(step, rest, z);
    return {
      value: row.value,
      leads: row.entered.lead,
      rates,
      rest,
      difference,
      impact: difference === null ? null : difference.difference * step.eligible,
      beyondChance: strict !== null && (strict.low > 0 || strict.high < 0),
      few,
    };
  });
  return {
    compared,
    rows,
    columns: steps.map(([from, to], column): StepColumn => {
      const shown = rows.flatMap((row) => {
        const rate = row.rates[column];
        return rate == null || rate.rate === null
          ? []
          : [rate.eligible < FEW_LEADS ? rate.rate : (rate.high ?? 0)];
      });
      return { from, to, end: rateAxisEnd(Math.max(0, ...shown)) };
    }),
  };
}

/** The value that weighs most among those that differ beyond chance; null where none does. */
export function weightiest(layout: BreakdownLayout): BreakdownRow | null {
  const rows = layout.rows.filter((row) => row.beyondChance && row.impact !== null);
  return rows.toSorted((a, b) => Math.abs(b.impact ?? 0) - Math.abs(a.impact ?? 0))[0] ?? null;
}
