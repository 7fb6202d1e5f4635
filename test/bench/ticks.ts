/** What a hand does to a scoring model: the models that one minimum, or one rule's points, go through. */
import type { ThresholdName } from '../../src/app/view-parts.ts';
import type { MetricsRequest } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';

/** A question to the engine. */
export interface Question {
  readonly request: MetricsRequest;
  readonly model: ScoringModel;
}

/** A slider of the page. */
export interface SliderRange {
  readonly name: ThresholdName;
  readonly min: number;
  readonly max: number;
  /** the model's own minimum */
  readonly own: number;
}

/** A model that is asked for once the hand has come so far. */
export interface Tick {
  /** whose ticks belong together: a slider or `points` */
  readonly kind: ThresholdName | 'points';
  /** `near`: from half to double the model's own minimum; `whole`: from end to end of the slider */
  readonly reach: 'near' | 'whole';
  readonly model: ScoringModel;
}

const TICKS_OF_A_RULE = 12;

/** The model with one minimum changed. */
export function withMinimum(model: ScoringModel, name: ThresholdName, value: number): ScoringModel {
  const { mql, sql } = model.stages;
  const stages =
    name === 'mqlFit'
      ? { mql: { ...mql, fit: value }, sql }
      : name === 'mqlEngagement'
        ? { mql: { ...mql, engagement: value }, sql }
        : { mql, sql: { ...sql, engagement: value } };
  return { ...model, stages };
}

/**
 * The values that a slider goes through: from the model's own down, up, and back, in whole points.
 * @param most how many at most; the steps are longer where there would be more
 */
export function sliderPath(range: SliderRange, reach: Tick['reach'], most: number): number[] {
  const low = reach === 'near' ? Math.max(range.min, range.own / 2) : range.min;
  const high = reach === 'near' ? Math.min(range.max, 2 * range.own) : range.max;
  const step = Math.max(1, Math.ceil((2 * (high - low)) / most));
  const corners = [range.own, Math.ceil(low), Math.floor(high), range.own];
  return corners.slice(1).flatMap((to, corner) => {
    const from = corners[corner] as number;
    const steps = Math.ceil(Math.abs(to - from) / step);
    return Array.from({ length: steps }, (_, index) =>
      index === steps - 1 ? to : from + Math.sign(to - from) * step * (index + 1),
    );
  });
}

/** Each slider near the model and from end to end. */
export function thresholdTicks(model: ScoringModel, ranges: readonly SliderRange[], most: number): Tick[] {
  return (['near', 'whole'] as const).flatMap((reach) =>
    ranges.flatMap((range) =>
      sliderPath(range, reach, most).map((value): Tick => ({
        kind: range.name,
        reach,
        model: withMinimum(model, range.name, value),
      })),
    ),
  );
}

/** Points of a rare, a usual and a limited rule, each moved through a dozen values. */
export function pointsTicks(model: ScoringModel): Tick[] {
  const { rules } = model.engagement;
  return ['webinar', 'email_click', 'page_view'].flatMap((id) =>
    Array.from({ length: TICKS_OF_A_RULE }, (_, step): Tick => ({
      kind: 'points',
      reach: 'near',
      model: {
        ...model,
        engagement: {
          ...model.engagement,
          rules: rules.map((rule) => (rule.id === id ? { ...rule, points: rule.points + step + 1 } : rule)),
        },
      },
    })),
  );
}
