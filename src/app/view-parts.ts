/** The parts of a view, and the request that they make. Pure. */
import type { Mark } from '../model/mark.ts';
import type { Breakdown, CohortUnit, MetricsRequest, SectionName } from '../model/metrics-request.ts';
import type { Basis } from '../model/stages.ts';
import { filterCondition, type ColumnFilter, type Exclusion } from './filters.ts';

/** The pages. */
export const PAGES = ['funnel', 'time-in-stage', 'leads', 'data'] as const;
/** Name of a page, as it stands in the hash. */
export type Page = (typeof PAGES)[number];

/** The minimums of the scoring model that the reader can move. */
export const THRESHOLDS = ['mqlFit', 'mqlEngagement', 'sqlEngagement'] as const;
/** Name of such a minimum. */
export type ThresholdName = (typeof THRESHOLDS)[number];
/** Minimums that differ from the model's own. */
export type ThresholdChanges = Readonly<Partial<Record<ThresholdName, number>>>;

/** What a view is held against, as a link says it: a saved model by its name. */
export type ViewComparison =
  | { readonly with: 'previousPeriod' | 'lastYear' | 'otherBasis' | 'rest' | 'ownModel' }
  | { readonly with: 'range'; readonly from: string; readonly to: string }
  | { readonly with: 'model'; readonly name: string };

/** The whole state of the page that a link carries, every part with its value. */
export interface View {
  readonly page: Page;
  readonly basis: Basis;
  /** seconds since 1970; null = the data set's own */
  readonly asOf: number | null;
  /** all must hold; at most one for a column and way; empty = all leads */
  readonly filters: readonly ColumnFilter[];
  /** false = the standing exclusions of the workspace are lifted for this view */
  readonly exclude: boolean;
  readonly cohortUnit: CohortUnit;
  readonly cohortBy: 'created' | 'entry';
  /** local calendar days `YYYY-MM-DD`, inclusive; null = open end */
  readonly cohortRange: { readonly from: string | null; readonly to: string | null };
  /** days of the conversion window; null = none */
  readonly windowDays: number | null;
  /** column of the breakdown table; null = none chosen */
  readonly breakdown: string | null;
  /** what the view is held against; null = nothing, or the model's own minimums where others are looked at */
  readonly comparison: ViewComparison | null;
  /** minimums moved away from the model's own; null = as in the model */
  readonly thresholds: ThresholdChanges | null;
  /** of the Leads page: the leads behind a mark; null = all of the view */
  readonly mark: Mark | null;
  /** of the Leads page; null = the latest created first */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** of the Leads page: place of the one lead that is looked at; null = the list */
  readonly lead: number | null;
}

/** The view of a link that says nothing. */
export const DEFAULT_VIEW: View = {
  page: 'funnel',
  basis: 'model',
  asOf: null,
  filters: [],
  exclude: true,
  cohortUnit: 'month',
  cohortBy: 'created',
  cohortRange: { from: null, to: null },
  windowDays: null,
  breakdown: null,
  comparison: null,
  thresholds: null,
  mark: null,
  sort: null,
  lead: null,
};

/** What a page asks for beyond the view. */
export interface FiguresWanted {
  readonly sections: readonly SectionName[];
  readonly breakdowns?: readonly Breakdown[];
}

/**
 * The request that a view makes for the sections of a page.
 * @param exclusions the standing ones of the workspace
 */
export function viewRequest(
  view: View,
  wanted: FiguresWanted,
  exclusions: readonly Exclusion[] = [],
): MetricsRequest {
  return {
    basis: view.basis,
    asOf: view.asOf,
    filter: filterCondition(view.filters, view.exclude ? exclusions : []),
    cohortUnit: view.cohortUnit,
    cohortBy: view.cohortBy,
    cohortRange: view.cohortRange,
    windowDays: view.windowDays,
    breakdowns: wanted.breakdowns ?? [],
    sections: wanted.sections,
    sweep: null,
  };
}
