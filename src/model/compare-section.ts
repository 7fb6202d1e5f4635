/** Section `compare`: two views held against each other. Differences are "ours less theirs". */
import type { DayRange } from './calendar-days.ts';
import type { ComparisonKind, LeadRelation } from './comparison.ts';
import type { Basis, Stage } from './stages.ts';

/** Least leads on each side for a statement about their difference. */
export const LEAST_COMPARED = 30;

/**
 * What can be said of a difference. `beyondNoise`: chance alone would hardly make it, after Holm's correction over all
 * tests of the comparison. `withinNoise`: it could well be chance. `tooFew`: fewer than `LEAST_COMPARED` on one side.
 * `untested`: nothing there to test. `definition`: the same leads counted in two ways, chance has no part. `overlapping`:
 * some leads are on both sides, so nothing is said of chance.
 */
export type Verdict = 'beyondNoise' | 'withinNoise' | 'tooFew' | 'untested' | 'definition' | 'overlapping';

/** A rate of one side; null where nobody is eligible. */
export interface ComparedRate {
  readonly eligible: number;
  readonly converted: number;
  readonly rate: number | null;
}

/** One step on both sides. */
export interface ComparedStep {
  readonly from: Stage;
  readonly to: Stage;
  readonly ours: ComparedRate;
  readonly theirs: ComparedRate;
  /** of the rates, −1..1; null where one is missing */
  readonly difference: number | null;
  /** Newcombe's 95 % interval of the difference; null where nothing is said of chance */
  readonly low: number | null;
  readonly high: number | null;
  /** chance of a difference as large though the rates are alike, 0..1, before the correction; null without a test */
  readonly p: number | null;
  readonly verdict: Verdict;
}

/** A time of both sides in days; null where it is missing. */
export interface ComparedDays {
  readonly ours: number | null;
  readonly theirs: number | null;
  readonly difference: number | null;
}

/** Time in one stage on both sides. The test is Gray's, on the curves of advancing with the open stays. */
export interface ComparedStay {
  readonly stage: Stage;
  /** stays on each side */
  readonly entered: { readonly ours: number; readonly theirs: number };
  /** of the stays that are finished */
  readonly medianDays: ComparedDays;
  /** with the open stays: the day by which half had advanced */
  readonly medianDaysToAdvance: ComparedDays;
  readonly p: number | null;
  readonly verdict: Verdict;
}

/** Steps of a cohort and of the one that it is held against. */
export interface ComparedCohort {
  /** name of the cohort of each side: the same place within both periods, or the same name */
  readonly cohort: string;
  readonly theirs: string;
  readonly steps: readonly ComparedStep[];
}

/** Steps of one value of a column, on both sides. */
export interface ComparedValue {
  readonly value: string | null;
  readonly values?: readonly [string | null, string | null];
  readonly steps: readonly ComparedStep[];
}

/** One side, as it was asked. */
export interface ComparedSide {
  /** ISO instant in UTC with milliseconds */
  readonly asOf: string;
  readonly basis: Basis;
  /** name of the scoring model */
  readonly model: string;
  /** days of creation, both ends included; null = open */
  readonly created: { readonly from: string | null; readonly to: string | null };
}

/** Two views held against each other: every rate and median that both have. */
export interface CompareSection {
  readonly kind: ComparisonKind;
  readonly leads: LeadRelation;
  readonly periods: { readonly ours: DayRange; readonly theirs: DayRange } | null;
  /** both sides were watched for equally long */
  readonly equalTime: boolean;
  readonly ours: ComparedSide;
  readonly theirs: ComparedSide;
  /** tests that Holm's correction was made over */
  readonly tests: number;
  readonly steps?: readonly ComparedStep[];
  readonly cohorts?: readonly ComparedCohort[];
  readonly breakdowns?: Readonly<Record<string, readonly ComparedValue[]>>;
  readonly timeInStage?: readonly ComparedStay[];
}
