/** `--compare`, `--filter` and `--created`: which leads are looked at, and what they are held against. */
import { type DayRange, localDay } from '../model/calendar-days.ts';
import type { CompareSection } from '../model/compare-section.ts';
import { comparedViews, type Comparison, type NoComparison } from '../model/comparison.ts';
import { type Condition, conditionFields } from '../model/condition.ts';
import { DEFAULT_REQUEST, type MetricsRequest } from '../model/metrics-request.ts';
import { parseMetricsRequest } from '../model/metrics-request-schema.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { Session } from '../workspace/session.ts';
import type { DataSetSummary } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import type { Effects } from './effects.ts';
import { readInstant } from './instant-option.ts';
import { readModelFile } from './open-files.ts';
import { single, type OptionValues } from './options.ts';

/** What `--compare` names: a comparison that is known from the start, or the path of a model. */
export type ComparedWith = Comparison | { readonly with: 'file'; readonly path: string };

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && readInstant(text) !== null;

function readRange(text: string, option: string): DayRange {
  const [from = '', to = '', ...more] = text.split(':');
  if (more.length > 0 || !isDay(from) || !isDay(to))
    throw commandFailure(`--${option} must be FROM:TO, as in 2025-01-01:2025-03-31, not "${text}"`);
  if (to < from) throw commandFailure(`--${option} ends before it begins: "${text}"`);
  return { from, to };
}

/** First and last day of creation of `--created`, or null. */
export function readCreated(values: OptionValues): DayRange | null {
  const text = single(values, 'created');
  return text === null ? null : readRange(text, 'created');
}

/** What `--compare` names, or null. */
export function readCompare(values: OptionValues): ComparedWith | null {
  const text = single(values, 'compare');
  switch (text) {
    case null:
      return null;
    case 'previous-period':
      return { with: 'previousPeriod' };
    case 'last-year':
      return { with: 'lastYear' };
    case 'recorded':
      return { with: 'otherBasis' };
    case 'rest':
      return { with: 'rest' };
    default:
      return /^\d{4}-\d{2}-\d{2}:/.test(text)
        ? { with: 'range', ...readRange(text, 'compare') }
        : { with: 'file', path: text };
  }
}

/** The condition of `--filter`, or null. */
export function readFilter(values: OptionValues): Condition | null {
  const text = single(values, 'filter');
  if (text === null) return null;
  let filter: unknown;
  try {
    filter = JSON.parse(text);
  } catch {
    throw commandFailure(`--filter is not JSON: ${text.slice(0, 200)}`);
  }
  const request = filter === null ? null : parseMetricsRequest({ ...DEFAULT_REQUEST, filter });
  if (request === null)
    throw commandFailure(
      `--filter must be a condition, as in {"field": "source", "op": "eq", "value": "web"}, not ${text.slice(0, 200)}`,
    );
  return request.filter;
}

/** Columns that a filter reads and the leads do not have: missing everywhere. Virtual ones begin with `@`. */
export function unknownFilterFields(filter: Condition | null, summary: DataSetSummary): string[] {
  const known = new Set(summary.leadColumns.map(({ name }) => name));
  return filter === null
    ? []
    : conditionFields(filter).filter((field) => !known.has(field) && !field.startsWith('@'));
}

const WHY_NOT: Readonly<Record<NoComparison, string>> = {
  noLeads: 'there are no leads',
  noFilter: 'the rest of what? --filter is missing',
  noPeriod: 'no period of the data is over',
  beforeData: 'the other period lies before the first lead',
  afterData: 'the other period lies after as-of',
  sameView: 'both sides are the same',
  otherTimeZone: "the other model has another timeZone than the data set's model",
};

async function comparisonOf(
  compared: ComparedWith,
  asked: MetricsRequest,
  effects: Effects,
): Promise<Comparison> {
  if (compared.with === 'file') return { with: 'model', model: await readModelFile(compared.path, effects) };
  if (compared.with === 'otherBasis' && asked.basis === 'recorded')
    throw commandFailure('--compare recorded: the figures are on basis recorded already');
  return compared;
}

/** Days of the first and the last creation; null where there are no leads. */
function createdDays({ firstCreatedAt, lastCreatedAt, timeZone }: DataSetSummary): DayRange | null {
  if (firstCreatedAt === null || lastCreatedAt === null) return null;
  return { from: localDay(firstCreatedAt, timeZone), to: localDay(lastCreatedAt, timeZone) };
}

/**
 * Holds what was asked against what `--compare` names.
 * @throws a command failure where there is nothing to hold it against
 */
export async function compareWith(
  compared: ComparedWith,
  asked: MetricsRequest,
  session: Session,
  effects: Effects,
): Promise<CompareSection> {
  const { summary } = session;
  const model: ScoringModel = summary.model;
  const views = comparedViews({ request: asked, model }, await comparisonOf(compared, asked, effects), {
    created: createdDays(summary),
    asOf: summary.defaultAsOf,
    model,
    standing: null,
  });
  if ('problem' in views) throw commandFailure(`--compare: ${WHY_NOT[views.problem]}`);
  return (await session.compare(views)).compare;
}
