/** What a view is held against: asked for once the view is at rest, and answered in one go. */
import type { CompareSection } from '../model/compare-section.ts';
import type { Comparison, NoComparison } from '../model/comparison.ts';
import type { MetricsDocument } from '../model/metrics-document.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { DataSetSummary, Workspace } from '../workspace/workspace.ts';
import { filterCondition, type Exclusion } from './filters.ts';
import type { SavedModel } from './saved-state.ts';
import type { ViewComparison } from './view-parts.ts';

/** Why a view is held against nothing. */
export type ComparisonProblem =
  | NoComparison
  /** no model of that name is kept here */
  | 'unknownModel'
  /** the model that is kept cannot be read */
  | 'brokenModel';

/** The other side, and the differences. */
export interface ComparedFigures {
  readonly theirs: MetricsDocument;
  readonly compare: CompareSection;
  /** our side is the view as it is shown; else it is its last full period */
  readonly isWhole: boolean;
}

/** What came of a comparison. */
export type ComparisonAnswer = ComparedFigures | { readonly problem: ComparisonProblem };

/** What decides a comparison. */
export interface ComparisonQuestion {
  readonly comparison: ViewComparison;
  readonly request: MetricsRequest;
  /** the model with the minimums of the view */
  readonly model: ScoringModel;
  readonly summary: DataSetSummary;
  readonly models: readonly SavedModel[];
  /** exclusions that are part of the request's filter */
  readonly exclusions: readonly Exclusion[];
}

async function comparisonOf(
  wanted: ViewComparison,
  models: readonly SavedModel[],
): Promise<Comparison | { readonly problem: ComparisonProblem }> {
  if (wanted.with !== 'model') return wanted;
  const kept = models.find(({ name }) => name === wanted.name);
  if (kept === undefined) return { problem: 'unknownModel' };
  // fetched when a model is first held against: links and pages do without it
  const { parseScoringModel } = await import('../model/scoring-model-schema.ts');
  const parsed = parseScoringModel(kept.modelText);
  return 'model' in parsed ? { with: 'model', model: parsed.model } : { problem: 'brokenModel' };
}

/** Both sides of a view's comparison, or why there is none. */
export async function viewsOf(question: ComparisonQuestion) {
  const { comparison, request, model, summary, models, exclusions } = question;
  const wanted = await comparisonOf(comparison, models);
  if ('problem' in wanted) return wanted;
  const [{ comparedViews }, { localDay }] = await Promise.all([
    import('../model/comparison.ts'),
    import('../model/calendar-days.ts'),
  ]);
  const { firstCreatedAt, lastCreatedAt, timeZone } = summary;
  return comparedViews({ request, model }, wanted, {
    created:
      firstCreatedAt === null || lastCreatedAt === null
        ? null
        : { from: localDay(firstCreatedAt, timeZone), to: localDay(lastCreatedAt, timeZone) },
    asOf: summary.defaultAsOf,
    model: summary.model,
    standing: filterCondition([], exclusions),
  });
}

/** Holds a view against what it says. */
export async function compareView(
  workspace: Workspace,
  question: ComparisonQuestion,
): Promise<ComparisonAnswer> {
  const views = await viewsOf(question);
  if ('problem' in views) return views;
  const answer = await workspace.compare(views);
  const isWhole = JSON.stringify(views.ours.request) === JSON.stringify(question.request);
  return { ...answer, isWhole };
}
