/** What a view is held against, and the two questions that this makes of one. */
import type { DayRange } from './calendar-days.ts';
import {
  dayNumber,
  localDay,
  periodDays,
  periodNumber,
  rangeBefore,
  rangeLastYear,
} from './calendar-days.ts';
import type { Condition } from './condition.ts';
import { conditionFields } from './condition.ts';
import { DAY } from './instant.ts';
import type { MetricsRequest } from './metrics-request.ts';
import type { ScoringModel } from './scoring-model.ts';

/** What a view is held against. */
export type Comparison =
  /** the days of creation just before */
  | { readonly with: 'previousPeriod' }
  /** the same calendar days a year earlier */
  | { readonly with: 'lastYear' }
  /** any other days of creation */
  | { readonly with: 'range'; readonly from: string; readonly to: string }
  /** another model: a saved baseline, or a file */
  | { readonly with: 'model'; readonly model: ScoringModel }
  /** the data set's own model, where thresholds were moved */
  | { readonly with: 'ownModel' }
  /** the CRM's recorded stages against the model's, or the other way round */
  | { readonly with: 'otherBasis' }
  /** the leads outside of the filter */
  | { readonly with: 'rest' };

/** Name of a kind of comparison. */
export type ComparisonKind = Comparison['with'];

/** What must be known of a data set to say what a view is held against. */
export interface ComparedData {
  /** days of the first and the last creation; null where there are no leads */
  readonly created: DayRange | null;
  /** the data set's own as-of, seconds since 1970 */
  readonly asOf: number;
  readonly model: ScoringModel;
  /** holds on both sides: exclusions that are part of every filter; null = none */
  readonly standing: Condition | null;
}

/**
 * How the leads of both sides relate. `apart`: none is in both, so that chance can be told from difference. `same`: the
 * same leads under two definitions, so that a difference is one of definition. `overlapping`: some are in both, and
 * nothing is said of chance.
 */
export type LeadRelation = 'apart' | 'same' | 'overlapping';

/** One side of a comparison. */
export interface ComparedView {
  readonly request: MetricsRequest;
  readonly model: ScoringModel;
}

/** Both sides of a comparison. */
export interface ComparedViews {
  readonly kind: ComparisonKind;
  /** the view itself; without a range of creation days, its last full period where periods are compared */
  readonly ours: ComparedView;
  readonly theirs: ComparedView;
  readonly leads: LeadRelation;
  /** days of creation of both sides, where they are what differs */
  readonly periods: { readonly ours: DayRange; readonly theirs: DayRange } | null;
  /** both sides were watched for equally long */
  readonly equalTime: boolean;
}

/** Why there is nothing to hold a view against. */
export type NoComparison =
  /** there are no leads at all */
  | 'noLeads'
  /** "the rest" without a filter */
  | 'noFilter'
  /** no period is over, or the view's days hold none */
  | 'noPeriod'
  /** the other days lie before the first lead */
  | 'beforeData'
  /** the other days lie after as-of */
  | 'afterData'
  /** the other view is this one */
  | 'sameView'
  /** the other model reads local times in another zone */
  | 'otherTimeZone';

type Outcome = ComparedViews | { readonly problem: NoComparison };

/** The last day that counts. An as-of at midnight does not reach into its day. */
function lastDay(asOf: number, timeZone: string): string {
  return localDay(asOf - 1, timeZone);
}

/** The view's days of creation. Open ends reach to the first lead, and to as-of or the end of the period of the last lead. */
function ownRange({ cohortRange, cohortUnit }: MetricsRequest, created: DayRange, until: string): DayRange {
  const end = periodDays(periodNumber(created.to, cohortUnit), cohortUnit).to;
  return { from: cohortRange.from ?? created.from, to: cohortRange.to ?? (end < until ? end : until) };
}

/** The last period of the request's unit that is over at as-of and not later than the last lead. */
function lastFullPeriod({ cohortUnit }: MetricsRequest, created: DayRange, until: string): DayRange | null {
  let number = periodNumber(created.to < until ? created.to : until, cohortUnit);
  if (periodDays(number, cohortUnit).to > until) number--;
  const range = periodDays(number, cohortUnit);
  return range.to < created.from ? null : range;
}

/**
 * Days by which as-of moves with a period, so that both sides had the same time to convert: as-of stands equally long
 * after the end of both, or, while the view's period is not over, equally long after the beginning.
 */
function daysBetween(ours: DayRange, theirs: DayRange, until: string): number {
  return until >= ours.to
    ? dayNumber(ours.to) - dayNumber(theirs.to)
    : dayNumber(ours.from) - dayNumber(theirs.from);
}

function relation(ours: DayRange, theirs: DayRange): LeadRelation {
  if (theirs.to < ours.from || ours.to < theirs.from) return 'apart';
  return 'overlapping';
}

function periods(
  view: ComparedView,
  comparison: Extract<Comparison, { readonly with: 'previousPeriod' | 'lastYear' | 'range' }>,
  data: ComparedData,
): Outcome {
  const { request, model } = view;
  const { created } = data;
  if (created === null) return { problem: 'noLeads' };
  const asOf = request.asOf ?? data.asOf;
  const until = lastDay(asOf, model.timeZone);
  const { from, to } = request.cohortRange;
  const hasRange = from !== null || to !== null || comparison.with === 'range';
  const ours = hasRange ? ownRange(request, created, until) : lastFullPeriod(request, created, until);
  if (ours === null || ours.from > ours.to) return { problem: 'noPeriod' };
  const theirs =
    comparison.with === 'range'
      ? { from: comparison.from, to: comparison.to }
      : comparison.with === 'lastYear'
        ? rangeLastYear(ours)
        : rangeBefore(ours);
  if (theirs.from === ours.from && theirs.to === ours.to) return { problem: 'sameView' };
  if (theirs.to < created.from) return { problem: 'beforeData' };
  if (theirs.from > until) return { problem: 'afterData' };
  const shift = daysBetween(ours, theirs, until);
  return {
    kind: comparison.with,
    ours: hasRange ? view : { request: { ...request, cohortRange: ours }, model },
    // what lies after as-of is not known: a later period is taken as it stands
    theirs: {
      request: { ...request, cohortRange: theirs, asOf: asOf - Math.max(0, shift) * DAY },
      model,
    },
    leads: relation(ours, theirs),
    periods: { ours, theirs },
    equalTime: shift >= 0,
  };
}

/** A filter on what the model decides holds for other leads under another definition; the period of creation stays. */
function dependsOnDefinition(filter: Condition | null): boolean {
  return (
    filter !== null && conditionFields(filter).some((field) => field.startsWith('@') && field !== '@cohort')
  );
}

function definitions(kind: ComparisonKind, ours: ComparedView, theirs: ComparedView): Outcome {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return { problem: 'sameView' };
  if (theirs.model.timeZone !== ours.model.timeZone) return { problem: 'otherTimeZone' };
  const leads = dependsOnDefinition(ours.request.filter) ? 'overlapping' : 'same';
  return { kind, ours, theirs, leads, periods: null, equalTime: true };
}

/**
 * Both sides of a comparison, or why there is none.
 *
 * Periods are days of creation. A view without a range has no period of its own: then its last full month, week or
 * quarter (as its cohorts are) is held against the one before, or against the same days of the year before. As-of moves
 * along with the period by whole days, so that both sides had the same time to convert.
 */
export function comparedViews(view: ComparedView, comparison: Comparison, data: ComparedData): Outcome {
  const { request, model } = view;
  switch (comparison.with) {
    case 'previousPeriod':
    case 'lastYear':
    case 'range':
      return periods(view, comparison, data);
    case 'model':
      return definitions(comparison.with, view, { request, model: comparison.model });
    case 'ownModel':
      return definitions(comparison.with, view, { request, model: data.model });
    case 'otherBasis': {
      const basis = request.basis === 'model' ? 'recorded' : 'model';
      return definitions(comparison.with, view, { request: { ...request, basis }, model });
    }
    case 'rest': {
      const { filter } = request;
      if (filter === null || JSON.stringify(filter) === JSON.stringify(data.standing))
        return { problem: 'noFilter' };
      const outside: Condition = 'not' in filter ? filter.not : { not: filter };
      const rest: Condition = data.standing === null ? outside : { all: [data.standing, outside] };
      return {
        kind: comparison.with,
        ours: view,
        theirs: { request: { ...request, filter: rest }, model },
        leads: 'apart',
        periods: null,
        equalTime: true,
      };
    }
  }
}
