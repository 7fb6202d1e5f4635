/** The values of a column side by side: rates, the difference of each from the rest, and what it weighs in leads. */
import type { BreakdownFigures, StepFigures } from '../../model/metrics-document.ts';
import type { ConversionWindow } from '../../model/metrics-request.ts';
import type { Basis, Stage } from '../../model/stages.ts';
import { bonferroniZ, newcombe, type RateDifference } from '../../statistics/newcombe.ts';
import { rateAxisEnd } from '../common/axis.ts';
import { FEW_LEADS, findStep, rateOf, windowOf, type Rate } from '../common/steps.ts';

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
  /**
   * nearly all of its leads asked for sales themselves, so that its rates up to SQL follow from the definition: neither
   * compared in such a step nor part of the rest
   */
  readonly asked: boolean;
  /** the compared step: all other compared values together */
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

/** Share of direct SQLs among the leads of a value from which on its way to SQL is no finding. */
const NEARLY_ALL = 0.8;

/** What the figures were asked with. */
export interface BreakdownTerms {
  readonly basis: Basis;
  readonly windowDays: ConversionWindow;
}

/**
 * Whether nearly all leads of a value were direct SQLs. A window hides how many SQLs had been MQLs before; then all
 * MQLs count as such, which can only make the direct ones too few. Recorded dates do not tell who asked.
 */
function askedThemselves(
  { entered, steps }: BreakdownFigures,
  { basis, windowDays }: BreakdownTerms,
): boolean {
  if (basis === 'recorded' || entered.lead === 0) return false;
  const step = windowOf(windowDays, 'mql', 'sql') === null ? findStep(steps, 'mql', 'sql') : null;
  const direct = entered.sql - (step === null ? entered.mql : step.converted);
  return direct / entered.lead >= NEARLY_ALL;
}

/**
 * Lays the table out.
 * @param figures of one column; its values divide the leads
 * @param steps columns of the table
 * @param by the step in which values are compared
 * @param terms decide which values asked for sales themselves
 */
export function breakdownLayout(
  figures: readonly BreakdownFigures[],
  steps: readonly (readonly [Stage, Stage])[],
  by: readonly [Stage, Stage],
  terms: BreakdownTerms,
): BreakdownLayout {
  const upToSql = by[1] === 'mql' || by[1] === 'sql';
  const asked = figures.map((row) => upToSql && askedThemselves(row, terms));
  const own = figures.map((row) => findStep(row.steps, ...by));
  const sum = (count: 'eligible' | 'converted') =>
    own.reduce((total, step, index) => total + (asked[index] === true ? 0 : (step?.[count] ?? 0)), 0);
  const all = { eligible: sum('eligible'), converted: sum('converted') };
  const restOf = (step: StepFigures) => rateOf(all.converted - step.converted, all.eligible - step.eligible);
  const isCompared = (step: StepFigures | null): step is StepFigures =>
    step !== null && step.eligible >= FEW_LEADS && all.eligible - step.eligible >= FEW_LEADS;
  const compared = own.filter((step, index) => asked[index] !== true && isCompared(step)).length;
  const z = bonferroniZ(compared);

  const rows = figures.map((row, index): BreakdownRow => {
    const step = own[index] ?? null;
    const rates = steps.map(([from, to]) => findStep(row.steps, from, to));
    const isAsked = asked[index] === true;
    const rest = step === null || isAsked ? null : restOf(step);
    const few = row.entered.lead < FEW_LEADS;
    if (!isCompared(step) || rest === null) {
      return {
        value: row.value,
        leads: row.entered.lead,
        rates,
        asked: isAsked,
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
      asked: isAsked,
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
