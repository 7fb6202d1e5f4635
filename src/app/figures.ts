/** The figures of the view: from the snapshot, from the workspace through the query cache, or live under a moving hand. */
import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { CompareSection } from '../model/compare-section.ts';
import type { MetricsDocument, Snapshot } from '../model/metrics-document.ts';
import { breakdownKey, type MetricsRequest, type SectionName } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { StoredFigures } from '../workspace/stored/last-figures.ts';
import type { LoadProblem } from '../workspace/workspace.ts';
import { dataSetStore, problemOf, useDataSet, type DataSetState } from './data-set.ts';
import { compareView, type ComparisonAnswer } from './comparison.ts';
import { createLiveFigures, type LiveFigures } from './live-figures.ts';
import { inNextFrame } from './next-frame.ts';
import { useSaved } from './saved-state.ts';
import { modelWithThresholds, thresholdsNow, useThresholds, whenDragged } from './thresholds.ts';
import { useView } from './view.ts';
import { viewRequest, type FiguresWanted, type ThresholdChanges } from './view-parts.ts';

const NONE: readonly SectionName[] = [];

/** What a page draws. */
export interface Figures {
  /** null until there is something to draw; sections that were not there yet are missing in it while `pending` */
  readonly document: MetricsDocument | null;
  /**
   * what is drawn as outline: the other side of the comparison, or the same request under the model's own minimums while
   * others are looked at; else null
   */
  readonly baseline: MetricsDocument | null;
  /** the differences to the other side, while the view is held against something; null until they are known */
  readonly compare: CompareSection | null;
  /** newer figures are on their way: what is shown answers an earlier view, draw it dimmed */
  readonly pending: boolean;
  /** why there are no figures for this view */
  readonly problem: LoadProblem | null;
}

/** A client for figures that are computed on the spot: nothing ages, nothing is tried again, nothing waits for a network. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Infinity,
        retry: false,
        structuralSharing: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}

/** Parts of a request that must be the same for one answer to serve another that asks for no more sections. */
function core(request: MetricsRequest): string {
  const { basis, asOf, filter, cohortUnit, cohortBy, cohortRange, windowDays, sweep } = request;
  return JSON.stringify([
    basis,
    asOf,
    filter,
    cohortUnit,
    cohortBy,
    cohortRange.from,
    cohortRange.to,
    windowDays,
    sweep,
  ]);
}

/**
 * What a snapshot can say to a request: `all` of it, `some` (the same question, but sections are missing), `unmoved` (the
 * same question under the model's own minimums, to be shown until those of the link are computed), or nothing.
 * @param changes minimums that differ from the data set's model; a snapshot knows that model alone
 */
export function snapshotServes(
  snapshot: Snapshot | null,
  request: MetricsRequest,
  changes: ThresholdChanges | null,
): 'all' | 'some' | 'unmoved' | 'nothing' {
  if (snapshot === null || core(snapshot.request) !== core(request)) return 'nothing';
  if (changes !== null) return 'unmoved';
  const sections = new Set<string>(snapshot.request.sections);
  const breakdowns = new Set(snapshot.request.breakdowns.map(breakdownKey));
  const all =
    request.sections.every((section) => sections.has(section)) &&
    request.breakdowns.every((breakdown) => breakdowns.has(breakdownKey(breakdown)));
  return all ? 'all' : 'some';
}

/**
 * What was looked at last in this browser, if it answers a request under minimums that differ from the model's own.
 * @returns null once the workspace itself answers
 */
function lastDocument(
  { stored, isFromStore, phase }: DataSetState,
  request: MetricsRequest,
  changes: ThresholdChanges | null,
): MetricsDocument | null {
  if (stored === null || !isFromStore || phase === 'ready') return null;
  const modelText = storedModelText(stored, changes);
  const found = stored.last.find(
    (asked) =>
      asked.modelText === modelText &&
      snapshotServes({ version: 1, request: asked.request, document: asked.document }, request, null) ===
        'all',
  );
  return found?.document ?? null;
}

/** The stored model under other minimums, as text; null for one that is none. */
function storedModelText({ modelText }: StoredFigures, changes: ThresholdChanges | null): string | null {
  if (changes === null) return modelText;
  try {
    return JSON.stringify(modelWithThresholds(JSON.parse(modelText) as ScoringModel, changes));
  } catch {
    return null;
  }
}

function figuresQuery(data: DataSetState, request: MetricsRequest, changes: ThresholdChanges | null) {
  const serves = snapshotServes(data.snapshot, request, changes);
  const model = data.summary?.model;
  const atOnce = serves === 'all' ? (data.snapshot?.document ?? null) : lastDocument(data, request, changes);
  return queryOptions({
    queryKey: ['figures', data.dataKey, request, changes],
    queryFn: () => {
      const workspace = dataSetStore().workspace();
      if (workspace === null || model === undefined) throw new Error('the workspace holds no data');
      return workspace.metrics(request, modelWithThresholds(model, changes));
    },
    enabled: model !== undefined && data.phase === 'ready',
    ...(atOnce === null ? {} : { initialData: atOnce }),
    placeholderData: (previous: MetricsDocument | undefined, query) =>
      query?.queryKey[1] === data.dataKey && previous !== undefined
        ? previous
        : serves === 'some' || serves === 'unmoved'
          ? data.snapshot?.document
          : undefined,
  });
}

/** Figures under other minimums, past the query cache. */
function liveFiguresOf(): LiveFigures {
  return createLiveFigures((request, changes) => {
    const workspace = dataSetStore().workspace();
    const summary = dataSetStore().get().summary;
    if (workspace === null || summary === null) throw new Error('the workspace holds no data');
    return workspace.metrics(request, modelWithThresholds(summary.model, changes));
  }, inNextFrame);
}

/**
 * Tells the data set when its first picture is on screen, or that the snapshot holds none for this view: from then on
 * the workspace may take the processor and the line.
 * @param phase of the data set
 * @param drawn there is something to draw
 */
export function useFirstPicture(phase: DataSetState['phase'], drawn: boolean): void {
  useEffect(() => {
    if (phase !== 'snapshot') return;
    const tell = () => dataSetStore().figuresDrawn();
    // Two frames: the first commits the picture, the second begins when it is on screen.
    if (drawn) requestAnimationFrame(() => requestAnimationFrame(tell));
    else tell();
  }, [phase, drawn]);
}

/**
 * What the view is held against; null while it is held against nothing, or the answer is on its way.
 * @param wanted the sections that a page draws
 */
export function useComparison(wanted: FiguresWanted): ComparisonAnswer | null {
  const data = useDataSet();
  const view = useView();
  const { exclusions, models } = useSaved();
  const byModel = view.basis === 'model';
  const changes = useThresholds((state) => (byModel ? state.committedChanges : null));
  const standing = view.exclude ? exclusions : [];
  const request = viewRequest(view, wanted, exclusions);
  const { comparison } = view;
  const { summary } = data;
  const kept = comparison?.with === 'model' ? models : [];
  const answer = useQuery({
    queryKey: ['comparison', data.dataKey, comparison, request, changes, standing, kept],
    queryFn: () => {
      const workspace = dataSetStore().workspace();
      if (workspace === null || summary === null || comparison === null)
        throw new Error('the workspace holds no data');
      const model = modelWithThresholds(summary.model, changes);
      return compareView(workspace, {
        comparison,
        request,
        model,
        summary,
        models: kept,
        exclusions: standing,
      });
    },
    enabled: comparison !== null && summary !== null && data.phase === 'ready',
    placeholderData: (previous: ComparisonAnswer | undefined, query) =>
      query?.queryKey[1] === data.dataKey && comparison !== null ? previous : undefined,
  });
  return comparison === null ? null : (answer.data ?? null);
}

/**
 * The figures of the view for the sections that a page draws. `wanted` may be written in place; equal requests are one.
 * @param hidden sections that are out of sight: under a moving hand they follow when it rests
 */
export function useFigures(wanted: FiguresWanted, hidden: readonly SectionName[] = NONE): Figures {
  const data = useDataSet();
  const view = useView();
  // Recorded stages know no minimums: a link may carry some along, but they change no figure.
  const byModel = view.basis === 'model';
  const dragging = useThresholds((state) => byModel && state.dragging);
  const changed = useThresholds((state) => byModel && state.changed);
  const committedChanges = useThresholds((state) => (byModel ? state.committedChanges : null));
  const { exclusions } = useSaved();
  const request = viewRequest(view, wanted, exclusions);
  const answer = useQuery(figuresQuery(data, request, committedChanges));
  const own = useQuery({ ...figuresQuery(data, request, null), ...(changed ? {} : { enabled: false }) });

  const [liveFigures] = useState(liveFiguresOf);
  const live = useSyncExternalStore(liveFigures.subscribe, liveFigures.get, liveFigures.get);
  const asked = JSON.stringify(request);
  const outOfSight = hidden.join();
  useEffect(() => {
    if (!byModel) return undefined;
    const question = JSON.parse(asked) as MetricsRequest;
    const seen = question.sections.filter((section) => !outOfSight.split(',').includes(section));
    const ask = (changes: ThresholdChanges | null) => liveFigures.ask({ request: question, seen, changes });
    // The view can change under the hand, as when data are opened.
    const now = thresholdsNow();
    if (now.dragging) ask(now.liveChanges);
    return whenDragged(ask);
  }, [liveFigures, byModel, asked, outOfSight]);
  const settled = !dragging && answer.data !== undefined && !answer.isPlaceholderData;
  useEffect(() => {
    if (settled) liveFigures.clear();
  }, [liveFigures, settled]);

  const comparison = useComparison(wanted);
  const compared = comparison !== null && 'compare' in comparison ? comparison : null;
  const committed = answer.data ?? null;
  const document = useMemo(
    () => (settled || live === null || committed === null ? committed : { ...committed, ...live }),
    [settled, live, committed],
  );
  useFirstPicture(data.phase, document !== null);
  return {
    document,
    baseline: compared?.isWhole === true ? compared.theirs : changed ? (own.data ?? null) : null,
    compare: compared?.compare ?? null,
    pending: !dragging && (answer.isPlaceholderData || (answer.data === undefined && answer.error === null)),
    problem: answer.error === null ? null : problemOf(answer.error),
  };
}
