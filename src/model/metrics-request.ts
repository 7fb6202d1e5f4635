/** What is asked: the state of a link, the key of a query, the options of the command line and the key of a snapshot. */
import type { Condition } from './condition.ts';
import type { Basis, StepName } from './stages.ts';

/** Length of a calendar period; weeks are ISO weeks. */
export type CohortUnit = 'month' | 'week' | 'quarter';

/** The sections that a metrics document can have. */
export const SECTIONS = [
  'funnel',
  'current',
  'timeInStage',
  'cohorts',
  'flow',
  'breakdowns',
  'handover',
  'nurture',
  'quality',
  'sweep',
  'agreement',
  'incidence',
  'incidenceBy',
  'heat',
  'openAges',
  'timeToConvert',
  'stock',
] as const;
/** Name of a section. */
export type SectionName = (typeof SECTIONS)[number];

/** A column to break down by (virtual ones start with `@`), or a pair of columns. */
export type Breakdown = string | readonly [string, string];

/** Days of the conversion window: none, one for all steps, or one per step (a step that is not named has none). */
export type ConversionWindow = number | null | Readonly<Partial<Record<StepName, number>>>;

/** One value that says what is asked. */
export interface MetricsRequest {
  readonly basis: Basis;
  /** seconds since 1970; null = the data set's own: the latest instant in it that is not after the moment of loading */
  readonly asOf: number | null;
  /** on columns of the leads; null = all leads */
  readonly filter: Condition | null;
  readonly cohortUnit: CohortUnit;
  /** group steps by the period of creation, or of the entry into the step's first stage */
  readonly cohortBy: 'created' | 'entry';
  /** first and last local calendar day (`YYYY-MM-DD`, inclusive) of creation; null = open end */
  readonly cohortRange: { readonly from: string | null; readonly to: string | null };
  readonly windowDays: ConversionWindow;
  readonly breakdowns: readonly Breakdown[];
  readonly sections: readonly SectionName[];
  /** engagement minimums of `stages.mql` to try, the end included */
  readonly sweep: { readonly min: number; readonly max: number; readonly step: number } | null;
}

/** The request that the command line makes without options: every section of the plain document. */
export const DEFAULT_REQUEST: MetricsRequest = {
  basis: 'model',
  asOf: null,
  filter: null,
  cohortUnit: 'month',
  cohortBy: 'created',
  cohortRange: { from: null, to: null },
  windowDays: null,
  breakdowns: [],
  sections: [
    'funnel',
    'current',
    'timeInStage',
    'cohorts',
    'flow',
    'breakdowns',
    'handover',
    'nurture',
    'quality',
    'sweep',
    'agreement',
  ],
  sweep: null,
};

/** The key under which a pair of columns stands in a document's `breakdowns`. A single column stands under its name. */
export function breakdownKey(breakdown: Breakdown): string {
  return typeof breakdown === 'string' ? breakdown : breakdown.join(' × ');
}
