/**
 * The metrics document: the only thing that pages and charts know of the figures. Plain JSON; a section is there when
 * it was asked for. Rates are 0..1, durations days or hours as named, missing figures null and never 0.
 */
import type { CompareSection } from './compare-section.ts';
import type { Basis, CurrentStage, RecordedDate, Route, Stage } from './stages.ts';
import type { ConversionWindow, MetricsRequest } from './metrics-request.ts';

/** Entries into each stage. */
export type StageCounts = Readonly<Record<Stage, number>>;

/** Conversion of one step, with its 95 % Wilson score interval. */
export interface StepFigures {
  readonly from: Stage;
  readonly to: Stage;
  /** all that entered `from` */
  readonly entered: number;
  /** those of them that are mature: entered at or before as-of − window */
  readonly eligible: number;
  /** eligible that entered `to` (within the window) */
  readonly converted: number;
  readonly immature: number;
  readonly immatureConverted: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Entered stages by route, and the steps. */
export interface FunnelSection {
  readonly entered: StageCounts;
  readonly routes: Readonly<Record<Route, number>>;
  readonly steps: readonly StepFigures[];
}

/** The days at which `advancedByDay` is read. */
export const INCIDENCE_DAYS = [7, 14, 30, 60, 90, 180, 365] as const;

/** Stays in one stage: entered = advanced + lost + open. */
export interface TimeInStageFigures {
  readonly stage: Stage;
  readonly entered: number;
  readonly advanced: number;
  readonly skippedAhead: number;
  readonly lost: number;
  readonly reopened: number;
  readonly open: number;
  /** over the advanced alone: they flatter, since the open stays are not finished */
  readonly meanDays: number | null;
  readonly medianDays: number | null;
  readonly p75Days: number | null;
  readonly p90Days: number | null;
  /** cumulative incidence of advancing (Aalen–Johansen) by day 7…365 */
  readonly advancedByDay: Readonly<Record<string, number | null>>;
  /** smallest time with incidence ≥ 0.5; null when it is never reached */
  readonly medianDaysToAdvance: number | null;
}

/** Steps of one cohort. */
export interface CohortFigures {
  /** `2024-01`, `2024-W05` or `2024-Q1` */
  readonly cohort: string;
  readonly entered: StageCounts;
  readonly steps: readonly StepFigures[];
}

/** Entries into each stage in one calendar month: volume, not conversion. */
export interface FlowFigures {
  readonly month: string;
  readonly entries: StageCounts;
}

/** Steps of one value of a column. */
export interface BreakdownFigures {
  readonly value: string | null;
  /** for a pair of columns: both values */
  readonly values?: readonly [string | null, string | null];
  readonly entered: StageCounts;
  readonly steps: readonly StepFigures[];
}

/** What sales did with the SQLs. */
export interface HandoverSection {
  readonly sqls: number;
  readonly contacted: number;
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
  readonly medianHoursOfDue: number | null;
  readonly due: number;
  readonly withinSla: number;
  readonly met: number;
  readonly missed: number;
  readonly overdue: number;
  readonly pending: number;
  readonly touches: number;
  readonly wasted: number;
  readonly marketingAfter: number;
}

/** A count of leads, and of those of them that converted. */
export interface ConvertedOf {
  readonly eligible: number;
  readonly converted: number;
}

/** Landmark comparison of the MQLs that a channel touched with those it did not. */
export interface NurtureFigures {
  readonly channel: string | null;
  readonly touched: ConvertedOf;
  readonly untouched: ConvertedOf;
}

/** How well being flagged as MQL foretells the outcome. */
export interface PredictionFigures {
  readonly leads: number;
  readonly won: number;
  readonly flagged: number;
  readonly flaggedWon: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly lift: number | null;
  readonly medianDaysAhead: number | null;
}

/** Prediction of the model as it stands. */
export interface QualitySection extends PredictionFigures {
  readonly auc: number | null;
  readonly landmark: { readonly leads: number; readonly won: number; readonly auc: number | null };
}

/** Prediction with another engagement minimum of the MQL stage. */
export interface SweepFigures extends PredictionFigures {
  readonly engagement: number;
}

/** Leads by furthest stage on both bases. */
export interface AgreementFigures {
  readonly model: Stage;
  readonly recorded: Stage;
  readonly leads: number;
}

/** Incidence of leaving one stage, by whole days since the entry; null where nobody was watched long enough. */
export interface IncidenceCurve {
  readonly stage: Stage;
  readonly days: readonly number[];
  readonly advanced: readonly (number | null)[];
  /** 95 % band: Aalen–Johansen variance, log-log transformed */
  readonly advancedLow: readonly (number | null)[];
  readonly advancedHigh: readonly (number | null)[];
  readonly lost: readonly (number | null)[];
  /** stays still watched just before that day's end */
  readonly atRisk: readonly number[];
}

/** Most values of a column whose curves are drawn apart; all others are one segment together. */
export const MOST_SEGMENTS = 6;

/** Leads whose curves are drawn together: those with one value of a column, or all that are left. */
export interface Segment {
  /** null = missing, and where it is the rest */
  readonly value: string | null;
  /** for a pair of columns: both values */
  readonly values?: readonly [string | null, string | null];
  /** all values beside the largest */
  readonly isRest: boolean;
  readonly leads: number;
}

/** Whether curves differ: Gray's test of equal incidence of advancing. */
export interface CurvesTest {
  /** chi-square */
  readonly statistic: number;
  readonly degrees: number;
  /** chance of curves that differ as much though the segments are alike, 0..1 */
  readonly p: number;
}

/** Curves of one stage by segment. */
export interface SegmentCurves {
  readonly stage: Stage;
  /** in the order of the segments */
  readonly curves: readonly IncidenceCurve[];
  /** null where fewer than two segments have the stays that it takes, at least 30 each; those with fewer are left out */
  readonly test: CurvesTest | null;
}

/** Incidence by the values of one column. */
export interface IncidenceBySegment {
  /** in falling order of leads, the rest last */
  readonly segments: readonly Segment[];
  readonly stages: readonly SegmentCurves[];
}

/** The days at which `heat` is read. */
export const HEAT_DAYS = [7, 14, 30, 60, 90, 180] as const;

/** One step of a cohort by days since the entry into its first stage. */
export interface HeatStep {
  readonly from: Stage;
  readonly to: Stage;
  readonly entered: number;
  /** converted within each of `HEAT_DAYS` */
  readonly converted: readonly number[];
  /** the whole cohort has reached that age at as-of */
  readonly complete: readonly boolean[];
}

/** Steps of one cohort by days since the entry. */
export interface HeatFigures {
  readonly cohort: string;
  readonly steps: readonly HeatStep[];
}

/** Days at which the bins of `openAges` begin; the last has no end. */
export const OPEN_AGE_DAYS = [0, 7, 14, 30, 60, 90, 180, 365] as const;

/** Leads that are in a stage at as-of, by how long they have been there. */
export interface OpenAges {
  readonly stage: Stage;
  readonly open: number;
  /** by the bins of `OPEN_AGE_DAYS` */
  readonly leads: readonly number[];
  /** nine in ten of those that advanced took no longer; null where nobody advanced */
  readonly p90Days: number | null;
  /** open for longer than that */
  readonly pastP90: number | null;
  /** SQLs whose first sales contact is overdue; null for other stages, and without a rule for sales touches */
  readonly pastSla: number | null;
}

/** Days at which the bins of `timeToConvert` begin; the last has no end. */
export const CONVERT_DAYS = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 365] as const;

/** How long the converted of one step took. */
export interface TimeToConvert {
  readonly from: Stage;
  readonly to: Stage;
  /** as the step counts them: within the window where there is one */
  readonly converted: number;
  readonly p10Days: number | null;
  readonly p25Days: number | null;
  readonly medianDays: number | null;
  readonly p75Days: number | null;
  readonly p90Days: number | null;
  /** by the bins of `CONVERT_DAYS` */
  readonly leads: readonly number[];
}

/** One stage in one month: start + entries − advanced − lost = end. */
export interface StockOfStage {
  readonly start: number;
  readonly entries: number;
  readonly advanced: number;
  readonly lost: number;
  readonly end: number;
}

/** Leads in each stage at the start of a month, and what came and went. */
export interface StockFigures {
  readonly month: string;
  readonly stages: Readonly<Record<Stage, StockOfStage>>;
}

/** Rows of the leads table. */
export interface LeadRows {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly repaired: {
    readonly unreadable: Readonly<Partial<Record<RecordedDate, number>>>;
    readonly beforeCreation: number;
  };
}

/** Rows of the activities table. */
export interface ActivityRows {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly joined: { readonly id: number; readonly alias: number; readonly email: number };
}

/** Rows of an optional table. */
export interface OptionalRows {
  readonly read: number;
  readonly loaded: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/** Rows of everything that was loaded: read = loaded + rejected, always. */
export interface RowCounts {
  readonly leads: LeadRows;
  readonly activities: ActivityRows;
  readonly stageHistory?: OptionalRows;
  readonly opportunities?: OptionalRows;
}

/** The figures. */
export interface MetricsDocument {
  /** ISO instant in UTC with milliseconds */
  readonly asOf: string;
  readonly basis: Basis;
  readonly windowDays: ConversionWindow;
  readonly rows: RowCounts;
  readonly funnel?: FunnelSection;
  readonly current?: Readonly<Record<CurrentStage, number>>;
  readonly timeInStage?: readonly TimeInStageFigures[];
  readonly cohorts?: readonly CohortFigures[];
  readonly flow?: readonly FlowFigures[];
  readonly breakdowns?: Readonly<Record<string, readonly BreakdownFigures[]>>;
  readonly handover?: HandoverSection;
  readonly nurture?: readonly NurtureFigures[];
  readonly quality?: QualitySection;
  readonly sweep?: readonly SweepFigures[];
  readonly agreement?: readonly AgreementFigures[];
  readonly incidence?: readonly IncidenceCurve[];
  /** by the request's breakdowns, each under the key of `breakdowns` */
  readonly incidenceBy?: Readonly<Record<string, IncidenceBySegment>>;
  readonly heat?: readonly HeatFigures[];
  readonly openAges?: readonly OpenAges[];
  readonly timeToConvert?: readonly TimeToConvert[];
  readonly stock?: readonly StockFigures[];
  /** held against another view: where that was asked for */
  readonly compare?: CompareSection;
}

/** A document with the request that it answers: what a hosted folder ships so that the first chart needs no engine. */
export interface Snapshot {
  readonly version: 1;
  readonly request: MetricsRequest;
  readonly document: MetricsDocument;
  /** IANA zone of the data set: days are shown in it before the data set itself is there */
  readonly timeZone?: string;
}
