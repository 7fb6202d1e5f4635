/** Conversion of each cohort, step by step, as paths in a square of 100 × 100 that any size of panel stretches. */
import type { CohortFigures, MetricsDocument, StepFigures } from '../../model/metrics-document.ts';
import { STAGES, STEPS, type Stage } from '../../model/stages.ts';
import { countAxisEnd, rateAxisEnd } from '../common/axis.ts';
import { ageInDays, periodsBetween } from '../common/cohort-calendar.ts';
import { FEW_LEADS, findStep, shownStages, windowOf } from '../common/steps.ts';

/** One cohort of one step. */
export interface TrendPoint {
  readonly cohort: string;
  /** the figure that is drawn: of the mature leads, or so far where none is mature; null = nothing to draw */
  readonly rate: number | null;
  readonly figures: StepFigures | null;
  /** the figure can still grow */
  readonly immature: boolean;
  readonly few: boolean;
}

/** One panel. Paths are empty where there is nothing to draw. */
export interface TrendPanel {
  readonly from: Stage;
  readonly to: Stage;
  readonly overall: StepFigures;
  readonly baseline: StepFigures | null;
  /** upper end of its axis of rates, 0..1 */
  readonly rateEnd: number;
  readonly points: readonly TrendPoint[];
  readonly line: string;
  readonly dashed: string;
  readonly band: string;
  /** strokes along the upper edge, over the cohorts whose interval goes on above it */
  readonly open: string;
  readonly dots: string;
  readonly hollowDots: string;
  readonly fewDots: string;
  readonly baselineLine: string;
  /** bars of the cohorts' sizes in a strip of their own */
  readonly sizes: string;
  readonly sizesEnd: number;
  /** days after which a cohort counts as mature; null = not known */
  readonly matureDays: number | null;
}

/** Rates of all panels on one axis, or each on its own, where low rates show their course too. */
export type TrendAxis = 'same' | 'own';

/** All panels over one axis of time. */
export interface TrendLayout {
  readonly periods: readonly string[];
  readonly panels: readonly TrendPanel[];
}

/** From so many leads on the interval of a cohort decides how high the axis goes: that of fewer is nearly all of it. */
const SPANNING_LEADS = 10;

const round = (n: number) => String(Math.round(n * 100) / 100);

/**
 * Days in which a cohort of a step matures where no window says so: 90 % of the stays that were finished in the stages
 * on its way were over by then (the sum over the stages, which is later than 90 % of the whole way for all but oddly
 * bound stays). Cohorts of creation have the way from lead before them. Null where no stay was finished.
 */
export function matureDays(
  document: MetricsDocument,
  from: Stage,
  to: Stage,
  cohortBy: 'created' | 'entry',
): number | null {
  const window = windowOf(document.windowDays, from, to);
  const start = cohortBy === 'created' ? 0 : STAGES.indexOf(from);
  const way = STAGES.slice(start, STAGES.indexOf(to));
  const before = way.filter((stage) => STAGES.indexOf(stage) < STAGES.indexOf(from));
  const p90 = (stages: readonly Stage[]) => {
    const known = stages.flatMap(
      (stage) => document.timeInStage?.find((figures) => figures.stage === stage)?.p90Days ?? [],
    );
    return known.length === 0 ? null : known.reduce((sum, days) => sum + days, 0);
  };
  return window === null ? p90(way) : (p90(before) ?? 0) + window;
}

/**
 * Lays the trend out.
 * @param document with the sections `funnel` and `cohorts`; `timeInStage` tells which cohorts are young without a window
 * @returns null without the sections
 */
export function trendLayout(
  document: MetricsDocument,
  baseline: MetricsDocument | null,
  cohortBy: 'created' | 'entry',
  axis: TrendAxis = 'same',
): TrendLayout | null {
  const { funnel, cohorts } = document;
  if (funnel === undefined || cohorts === undefined) return null;
  const stages = shownStages(
    [funnel.entered, ...(baseline?.funnel === undefined ? [] : [baseline.funnel.entered])],
    document.basis,
  );
  const periods = periodsBetween(cohorts.map(({ cohort }) => cohort));
  const ages = periods.map((cohort) => ageInDays(cohort, document.asOf));
  const byName = new Map(cohorts.map((figures) => [figures.cohort, figures]));
  const baselineByName = new Map((baseline?.cohorts ?? []).map((figures) => [figures.cohort, figures]));

  const drafts = STEPS.flatMap(([from, to]) => {
    const overall = findStep(funnel.steps, from, to);
    if (overall === null || !stages.includes(from) || !stages.includes(to)) return [];
    const days = matureDays(document, from, to, cohortBy);
    const window = windowOf(document.windowDays, from, to);
    const points = periods.map((cohort, index): TrendPoint => {
      const figures = findStep(byName.get(cohort)?.steps ?? [], from, to);
      const age = ages[index] ?? null;
      const young = window === null && days !== null && age !== null && age < days;
      return {
        cohort,
        figures,
        rate: drawnRate(figures),
        immature: young || (figures !== null && figures.immature > 0),
        few: figures !== null && figures.eligible < FEW_LEADS,
      };
    });
    const before = periods.map((cohort) => ratesOf(baselineByName.get(cohort), from, to));
    return [{ from, to, overall, days, points, before }];
  });
  const highestOf = ({ points, before }: (typeof drafts)[number]) =>
    Math.max(0, ...points.map(reachOf), ...before.map((rate) => rate ?? 0));
  const highest = Math.max(0, ...drafts.map(highestOf));
  return {
    periods,
    panels: drafts.map((draft): TrendPanel => {
      const { from, to, overall, days, points, before } = draft;
      const rateEnd = rateAxisEnd(axis === 'own' ? highestOf(draft) : highest);
      const scale = scaleOf(periods.length, rateEnd);
      const sizesEnd = countAxisEnd(Math.max(0, ...points.map((point) => point.figures?.entered ?? 0)));
      const { line, dashed } = lines(points, scale);
      return {
        from,
        to,
        overall,
        rateEnd,
        baseline: baseline?.funnel === undefined ? null : findStep(baseline.funnel.steps, from, to),
        points,
        line,
        dashed,
        band: band(points, scale),
        open: openEnds(points, rateEnd),
        dots: dots(points, scale, (point) => !point.immature && !point.few),
        fewDots: dots(points, scale, (point) => !point.immature && point.few),
        hollowDots: dots(points, scale, (point) => point.immature),
        baselineLine: run(before, scale),
        sizes: bars(points, periods.length, sizesEnd),
        sizesEnd,
        matureDays: days,
      };
    }),
  };
}

/** How high the axis has to go for a cohort. */
function reachOf({ rate, figures }: TrendPoint): number {
  const spans = figures !== null && figures.eligible >= SPANNING_LEADS;
  return Math.max(rate ?? 0, spans ? (figures.high ?? 0) : 0);
}

/** Of the mature where there are any, else what the young have reached so far. */
function drawnRate(figures: StepFigures | null): number | null {
  if (figures === null) return null;
  if (figures.rate !== null) return figures.rate;
  return figures.immature === 0 ? null : figures.immatureConverted / figures.immature;
}

function ratesOf(cohort: CohortFigures | undefined, from: Stage, to: Stage): number | null {
  return drawnRate(findStep(cohort?.steps ?? [], from, to));
}

interface Scale {
  readonly x: (index: number) => string;
  readonly y: (rate: number) => string;
}

function scaleOf(count: number, rateEnd: number): Scale {
  return {
    x: (index) => round(((index + 0.5) / count) * 100),
    y: (rate) => round(Math.max(0, 1 - rate / rateEnd) * 100),
  };
}

/** Lines between neighbours: solid between mature cohorts, dashed to and from those that can still grow. */
function lines(points: readonly TrendPoint[], scale: Scale): { line: string; dashed: string } {
  let line = '';
  let dashed = '';
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before.rate === null || point.rate === null) return;
    const segment = `M${scale.x(index - 1)} ${scale.y(before.rate)}L${scale.x(index)} ${scale.y(point.rate)}`;
    if (point.immature || before.immature) dashed += segment;
    else line += segment;
  });
  return { line, dashed };
}

function run(rates: readonly (number | null)[], scale: Scale): string {
  let path = '';
  rates.forEach((rate, index) => {
    if (rate === null) return;
    const joins = index > 0 && rates[index - 1] !== null;
    path += `${joins ? 'L' : 'M'}${scale.x(index)} ${scale.y(rate)}`;
  });
  return path;
}

/** The band of the intervals, one closed shape for each run of neighbours; a lone cohort has a short upright line. */
function band(points: readonly TrendPoint[], scale: Scale): string {
  let path = '';
  for (let first = 0; first < points.length; first++) {
    if (points[first]?.figures?.low == null) continue;
    let last = first;
    while (points[last + 1]?.figures?.low != null) last++;
    const upper: string[] = [];
    const lower: string[] = [];
    for (let index = first; index <= last; index++) {
      const figures = points[index]?.figures;
      const spread =
        first === last ? [Number(scale.x(index)) - 0.4, Number(scale.x(index)) + 0.4] : [scale.x(index)];
      for (const x of spread) {
        upper.push(`${x} ${scale.y(figures?.high ?? 0)}`);
        lower.unshift(`${x} ${scale.y(figures?.low ?? 0)}`);
      }
    }
    path += `M${[...upper, ...lower].join('L')}Z`;
    first = last;
  }
  return path;
}

/** A stroke for each cohort whose interval the axis does not hold. */
function openEnds(points: readonly TrendPoint[], rateEnd: number): string {
  const width = 100 / points.length;
  return points
    .map(({ figures }, index) =>
      (figures?.high ?? 0) > rateEnd ? `M${round((index + 0.2) * width)} 0h${round(0.6 * width)}` : '',
    )
    .join('');
}

/** Points as lines without length: with round ends they are circles however the panel is stretched. */
function dots(points: readonly TrendPoint[], scale: Scale, which: (point: TrendPoint) => boolean): string {
  return points
    .map((point, index) =>
      point.rate !== null && which(point) ? `M${scale.x(index)} ${scale.y(point.rate)}h0` : '',
    )
    .join('');
}

function bars(points: readonly TrendPoint[], count: number, end: number): string {
  const width = 100 / count;
  return points
    .map((point, index) => {
      const size = point.figures?.entered ?? 0;
      if (size === 0) return '';
      const height = round((size / end) * 100);
      return `M${round((index + 0.15) * width)} 100v-${height}h${round(0.7 * width)}v${height}Z`;
    })
    .join('');
}
