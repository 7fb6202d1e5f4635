/** Section `compare`: two views held against each other, and what of their differences is beyond noise. */
import { cohortNumber, periodNumber } from '../model/calendar-days.ts';
import type {
  ComparedCohort,
  ComparedDays,
  ComparedSide,
  ComparedStay,
  ComparedStep,
  ComparedValue,
  CompareSection,
  Verdict,
} from '../model/compare-section.ts';
import { LEAST_COMPARED } from '../model/compare-section.ts';
import type { ComparedView, ComparedViews, LeadRelation } from '../model/comparison.ts';
import type {
  BreakdownFigures,
  CohortFigures,
  MetricsDocument,
  StepFigures,
  TimeInStageFigures,
} from '../model/metrics-document.ts';
import type { CohortUnit } from '../model/metrics-request.ts';
import { ownValue } from '../model/own-value.ts';
import type { Stage } from '../model/stages.ts';
import type { GroupStays } from '../statistics/gray-test.ts';
import { grayTest } from '../statistics/gray-test.ts';
import { holm } from '../statistics/holm.ts';
import { differenceChance, newcombe } from '../statistics/newcombe.ts';
import type { Engine } from './engine.ts';
import { staysByGroup } from './grouped-stays.ts';
import { ENDING_STAGES } from './stays.ts';

/** How the figures of two documents belong together. */
export interface Pairing {
  readonly leads: LeadRelation;
  /** first days of both periods, where cohorts are matched by their place within them; null = by name */
  readonly places: { readonly unit: CohortUnit; readonly ours: string; readonly theirs: string } | null;
  /** chance of Gray's test for each stage; stages without one are not tested */
  readonly curves: ReadonlyMap<Stage, number | null>;
}

/** Figures of two documents side by side. */
export type ComparedFigures = Pick<
  CompareSection,
  'tests' | 'steps' | 'cohorts' | 'breakdowns' | 'timeInStage'
>;

/** What is said before any test: null = test it. */
function untested(leads: LeadRelation, ours: number, theirs: number): Verdict | null {
  if (leads === 'same') return 'definition';
  if (leads === 'overlapping') return 'overlapping';
  return Math.min(ours, theirs) < LEAST_COMPARED ? 'tooFew' : null;
}

/** Figures before Holm's correction: `withinNoise` stands for whatever the correction will say. */
function compareSteps(
  ours: readonly StepFigures[],
  theirs: readonly StepFigures[],
  leads: LeadRelation,
): ComparedStep[] {
  return ours.flatMap((own): ComparedStep[] => {
    const other = theirs.find(({ from, to }) => from === own.from && to === own.to);
    if (other === undefined) return [];
    const verdict = untested(leads, own.eligible, other.eligible);
    const interval = verdict === null ? newcombe(own, other) : null;
    return [
      {
        from: own.from,
        to: own.to,
        ours: { eligible: own.eligible, converted: own.converted, rate: own.rate },
        theirs: { eligible: other.eligible, converted: other.converted, rate: other.rate },
        difference: own.rate === null || other.rate === null ? null : own.rate - other.rate,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        p: verdict === null ? differenceChance(own, other) : null,
        verdict: verdict ?? 'withinNoise',
      },
    ];
  });
}

function compareDays(ours: number | null, theirs: number | null): ComparedDays {
  return { ours, theirs, difference: ours === null || theirs === null ? null : ours - theirs };
}

function compareStays(
  ours: readonly TimeInStageFigures[],
  theirs: readonly TimeInStageFigures[],
  { leads, curves }: Pairing,
): ComparedStay[] {
  return ours.flatMap((own): ComparedStay[] => {
    const other = theirs.find(({ stage }) => stage === own.stage);
    if (other === undefined) return [];
    const verdict = untested(leads, own.entered, other.entered);
    const p = verdict === null ? (curves.get(own.stage) ?? null) : null;
    return [
      {
        stage: own.stage,
        entered: { ours: own.entered, theirs: other.entered },
        medianDays: compareDays(own.medianDays, other.medianDays),
        medianDaysToAdvance: compareDays(own.medianDaysToAdvance, other.medianDaysToAdvance),
        p,
        verdict: verdict ?? (p === null ? 'untested' : 'withinNoise'),
      },
    ];
  });
}

function compareCohorts(
  ours: readonly CohortFigures[],
  theirs: readonly CohortFigures[],
  { leads, places }: Pairing,
): ComparedCohort[] {
  const placeOf = (cohort: string, first: string): string => {
    const number = places === null ? null : cohortNumber(cohort);
    return places === null || number === null ? cohort : String(number - periodNumber(first, places.unit));
  };
  const byPlace = new Map(theirs.map((figures) => [placeOf(figures.cohort, places?.theirs ?? ''), figures]));
  return ours.flatMap(({ cohort, steps }): ComparedCohort[] => {
    const other = byPlace.get(placeOf(cohort, places?.ours ?? ''));
    if (other === undefined) return [];
    return [{ cohort, theirs: other.cohort, steps: compareSteps(steps, other.steps, leads) }];
  });
}

function compareValues(
  ours: readonly BreakdownFigures[],
  theirs: readonly BreakdownFigures[],
  leads: LeadRelation,
): ComparedValue[] {
  const keyOf = ({ value, values }: BreakdownFigures): string => JSON.stringify(values ?? value);
  const byValue = new Map(theirs.map((figures) => [keyOf(figures), figures]));
  return ours.flatMap((figures): ComparedValue[] => {
    const other = byValue.get(keyOf(figures));
    if (other === undefined) return [];
    const { value, values, steps } = figures;
    return [
      { value, ...(values === undefined ? {} : { values }), steps: compareSteps(steps, other.steps, leads) },
    ];
  });
}

/** Says of every tested difference whether it is beyond noise, all tests looked at together. */
function corrected(figures: Omit<ComparedFigures, 'tests'>): ComparedFigures {
  const { steps, cohorts, breakdowns, timeInStage } = figures;
  const tested: readonly (ComparedStep | ComparedStay)[] = [
    ...(steps ?? []),
    ...(cohorts ?? []).flatMap((cohort) => cohort.steps),
    ...Object.values(breakdowns ?? {}).flatMap((rows) => rows.flatMap((row) => row.steps)),
    ...(timeInStage ?? []),
  ].filter(({ p }) => p !== null);
  const flags = holm(tested.map(({ p }) => p));
  const beyond = new Set(tested.filter((_, place) => flags[place]));
  const say = <Figures extends ComparedStep | ComparedStay>(of: Figures): Figures =>
    beyond.has(of) ? { ...of, verdict: 'beyondNoise' } : of;
  const inAll = <Row extends { readonly steps: readonly ComparedStep[] }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, steps: row.steps.map(say) }));
  return {
    tests: tested.length,
    ...(steps && { steps: steps.map(say) }),
    ...(cohorts && { cohorts: inAll(cohorts) }),
    ...(breakdowns && {
      breakdowns: Object.fromEntries(Object.entries(breakdowns).map(([key, rows]) => [key, inAll(rows)])),
    }),
    ...(timeInStage && { timeInStage: timeInStage.map(say) }),
  };
}

/**
 * Holds every rate and median that both documents have against each other. Cohorts belong together by their place within
 * the periods, or by name; values of a breakdown by value. What only one document has is left out.
 */
export function compareDocuments(
  ours: MetricsDocument,
  theirs: MetricsDocument,
  pairing: Pairing,
): ComparedFigures {
  const { leads } = pairing;
  const both = <Key extends keyof MetricsDocument, Made>(
    key: Key,
    make: (own: NonNullable<MetricsDocument[Key]>, other: NonNullable<MetricsDocument[Key]>) => Made,
  ): Made | undefined => {
    const own = ours[key];
    const other = theirs[key];
    return own === undefined || other === undefined || own === null || other === null
      ? undefined
      : make(own, other);
  };
  const steps = both('funnel', (own, other) => compareSteps(own.steps, other.steps, leads));
  const cohorts = both('cohorts', (own, other) => compareCohorts(own, other, pairing));
  const breakdowns = both('breakdowns', (own, other) =>
    Object.fromEntries(
      Object.entries(own).flatMap(([key, rows]) => {
        const others = ownValue(other, key);
        return others === undefined ? [] : [[key, compareValues(rows, others, leads)]];
      }),
    ),
  );
  const timeInStage = both('timeInStage', (own, other) => compareStays(own, other, pairing));
  return corrected({
    ...(steps && { steps }),
    ...(cohorts && { cohorts }),
    ...(breakdowns && { breakdowns }),
    ...(timeInStage && { timeInStage }),
  });
}

function sideOf({ request, model }: ComparedView, { asOf }: MetricsDocument): ComparedSide {
  return { asOf, basis: request.basis, model: model.name, created: request.cohortRange };
}

/** The other side's figures, and the section. */
export interface ComparedAnswer {
  readonly theirs: MetricsDocument;
  readonly compare: CompareSection;
}

/**
 * Holds two views against each other. The matches that either needs must be there.
 * @param engine of the data set of both
 */
export function compareViews(
  engine: Pick<Engine, 'document' | 'situation'>,
  { kind, ours, theirs, leads, periods, equalTime }: ComparedViews,
): ComparedAnswer {
  const isTested = leads === 'apart' && ours.request.sections.includes('timeInStage');
  // one side after the other: the engine moves its entries from one model to the next
  const figuresOf = ({ request, model }: ComparedView) => {
    const document = engine.document(request, model);
    const stays = isTested ? staysByGroup(engine.situation(request, model).view, null, 1)[0] : undefined;
    return { document, stays };
  };
  const own = figuresOf(ours);
  const other = figuresOf(theirs);
  const curves = new Map(
    ENDING_STAGES.map((stage, index) => {
      const groups = [own.stays?.[index], other.stays?.[index]].filter(
        (stays): stays is GroupStays => stays !== undefined,
      );
      return [stage, groups.length < 2 ? null : (grayTest(groups)?.p ?? null)];
    }),
  );
  const places =
    periods === null
      ? null
      : { unit: ours.request.cohortUnit, ours: periods.ours.from, theirs: periods.theirs.from };
  const compare = {
    kind,
    leads,
    periods,
    equalTime,
    ours: sideOf(ours, own.document),
    theirs: sideOf(theirs, other.document),
    ...compareDocuments(own.document, other.document, { leads, places, curves }),
  };
  return { theirs: other.document, compare };
}
