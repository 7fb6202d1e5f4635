/** The parts of a view, and the request that they make. Pure. */
import type { Condition } from '../model/condition.ts';
import type { Breakdown, CohortUnit, MetricsRequest, SectionName } from '../model/metrics-request.ts';
import type { Basis } from '../model/stages.ts';

/** The pages. */
export const PAGES = ['funnel', 'time-in-stage', 'data'] as const;
/** Name of a page, as it stands in the hash. */
export type Page = (typeof PAGES)[number];

/** Leads whose column has one of the values; null = no value. Values are compared without regard to case. */
export interface ColumnFilter {
  readonly column: string;
  readonly values: readonly (string | null)[];
}

/** The minimums of the scoring model that the reader can move. */
export const THRESHOLDS = ['mqlFit', 'mqlEngagement', 'sqlEngagement'] as const;
/** Name of such a minimum. */
export type ThresholdName = (typeof THRESHOLDS)[number];
/** Minimums that differ from the model's own. */
export type ThresholdChanges = Readonly<Partial<Record<ThresholdName, number>>>;

/** The whole state of the page that a link carries, every part with its value. */
export interface View {
  readonly page: Page;
  readonly basis: Basis;
  /** seconds since 1970; null = the data set's own */
  readonly asOf: number | null;
  /** all must hold; at most one for a column; empty = all leads */
  readonly filters: readonly ColumnFilter[];
  readonly cohortUnit: CohortUnit;
  readonly cohortBy: 'created' | 'entry';
  /** local calendar days `YYYY-MM-DD`, inclusive; null = open end */
  readonly cohortRange: { readonly from: string | null; readonly to: string | null };
  /** days of the conversion window; null = none */
  readonly windowDays: number | null;
  /** column of the breakdown table; null = none chosen */
  readonly breakdown: string | null;
  /** minimums moved away from the model's own; null = as in the model */
  readonly thresholds: ThresholdChanges | null;
}

/** The view of a link that says nothing. */
export const DEFAULT_VIEW: View = {
  page: 'funnel',
  basis: 'model',
  asOf: null,
  filters: [],
  cohortUnit: 'month',
  cohortBy: 'created',
  cohortRange: { from: null, to: null },
  windowDays: null,
  breakdown: null,
  thresholds: null,
};

/**
 * The condition on leads that the filters mean; null = all leads. One value or several of one column become `in`, a
 * missing value `isMissing`; several columns must all hold.
 */
export function filterCondition(filters: readonly ColumnFilter[]): Condition | null {
  const conditions = filters
    .filter((filter) => filter.values.length > 0)
    .map((filter): Condition => {
      const texts = filter.values.filter((value) => value !== null);
      const among: Condition = { field: filter.column, op: 'in', value: texts };
      if (texts.length === filter.values.length) return among;
      const missing: Condition = { field: filter.column, op: 'isMissing' };
      return texts.length === 0 ? missing : { any: [among, missing] };
    });
  const [first] = conditions;
  if (first === undefined) return null;
  return conditions.length === 1 ? first : { all: conditions };
}

/** What a page asks for beyond the view. */
export interface FiguresWanted {
  readonly sections: readonly SectionName[];
  readonly breakdowns?: readonly Breakdown[];
}

/** The request that a view makes for the sections of a page. */
export function viewRequest(view: View, wanted: FiguresWanted): MetricsRequest {
  return {
    basis: view.basis,
    asOf: view.asOf,
    filter: filterCondition(view.filters),
    cohortUnit: view.cohortUnit,
    cohortBy: view.cohortBy,
    cohortRange: view.cohortRange,
    windowDays: view.windowDays,
    breakdowns: wanted.breakdowns ?? [],
    sections: wanted.sections,
    sweep: null,
  };
}
