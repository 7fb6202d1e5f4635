/**
 * Lists of leads and single leads. A list is asked for by page while it is looked at; nothing of it is held as a whole,
 * and nothing of it outlives the look for long.
 */
import { queryOptions, skipToken, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeadListRequest, LeadPage, LeadRow, LeadStory } from '../model/lead-list.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { LoadProblem, Workspace } from '../workspace/workspace.ts';
import { dataSetStore, problemOf, useDataSet } from './data-set.ts';
import type { Exclusion } from './filters.ts';
import { useSaved } from './saved-state.ts';
import { modelWithThresholds, useThresholds } from './thresholds.ts';
import { useView, type View } from './view.ts';
import { viewRequest, type ThresholdChanges } from './view-parts.ts';

export type { LeadCell, LeadEvent, LeadRow, LeadStory } from '../model/lead-list.ts';

/** Rows of a page. */
export const PAGE_ROWS = 100;
/** How long a page is kept that nobody looks at, ms. */
const KEPT = 5000;

/** A list as it is asked for, with what tells it from others. */
export interface LeadList {
  readonly dataKey: string;
  /** two lists with the same text have the same leads in the same places */
  readonly order: string;
  /** the same with the columns */
  readonly key: string;
  readonly request: LeadListRequest;
}

/** What a list is made from. */
export interface LeadListParts {
  readonly dataKey: string;
  /** the data set's own */
  readonly model: ScoringModel;
  readonly view: View;
  /** minimums that differ from the model's own */
  readonly changes: ThresholdChanges | null;
  readonly exclusions: readonly Exclusion[];
  readonly search: string;
  readonly columns: readonly string[];
}

/** Puts a list together. */
export function leadListOf(parts: LeadListParts): LeadList {
  const { dataKey, view, changes, search, columns } = parts;
  const { mark, sort } = view;
  const request = viewRequest(view, { sections: [] }, parts.exclusions);
  const order = JSON.stringify([request, changes, mark, search, sort]);
  return {
    dataKey,
    order,
    key: JSON.stringify([order, columns]),
    request: { request, model: modelWithThresholds(parts.model, changes), mark, search, sort, columns },
  };
}

/** Pages that hold the rows from `first` to `last`, and always the first one, which knows the length of the list. */
export function pagesOf(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, first, last) / PAGE_ROWS);
  const seen = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return from === 0 ? seen : [0, ...seen];
}

/** Runs a piece of work when its turn comes; rejects with the signal's reason where it is not wanted any more by then. */
export type Turns = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * One piece of work at a time; of those that wait, the one that was asked for last comes first, and those that nobody
 * wants any more fall out: what a reader scrolls past is never asked for.
 */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let isBusy = false;
  const next = (): void => {
    isBusy = false;
    waiting.pop()?.();
  };
  return (signal, work) =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        const place = waiting.indexOf(start);
        if (place >= 0) waiting.splice(place, 1);
        reject(signal.reason as Error);
      };
      const start = (): void => {
        signal.removeEventListener('abort', leave);
        isBusy = true;
        // A promise that ends after the signal is refused by whoever holds the signal.
        work().then(resolve, reject).finally(next);
      };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      if (isBusy) {
        signal.addEventListener('abort', leave, { once: true });
        waiting.push(start);
      } else start();
    });
}

const inTurn = createTurns();

function workspaceNow(): Workspace {
  const workspace = dataSetStore().workspace();
  if (workspace === null) throw new Error('the workspace holds no data');
  return workspace;
}

function pageQuery(list: LeadList, page: number) {
  return queryOptions({
    queryKey: ['leads', list.dataKey, list.key, page],
    queryFn: ({ signal }) =>
      inTurn(signal, () => workspaceNow().leadPage(list.request, page * PAGE_ROWS, PAGE_ROWS)),
    gcTime: KEPT,
  });
}

/** Minimums of the view that differ from the model's own; recorded stages know none. */
function useChanges(): ThresholdChanges | null {
  const byModel = useView().basis === 'model';
  return useThresholds((state) => (byModel ? state.committedChanges : null));
}

/**
 * The list of the view.
 * @param search found in id, e-mail, name or company; empty = all
 * @param columns of each row, in order
 * @returns null until all rows are read
 */
export function useLeadList(search: string, columns: readonly string[]): LeadList | null {
  const { dataKey, summary } = useDataSet();
  const view = useView();
  const changes = useChanges();
  const { exclusions } = useSaved();
  if (summary === null) return null;
  return leadListOf({ dataKey, model: summary.model, view, changes, exclusions, search, columns });
}

/** A list as it is on screen. */
export interface ShownLeads {
  /** the list that rows are shown of: the one asked for, or the one before while that is on its way */
  readonly list: LeadList;
  /** leads of the shown list; null until they are known */
  readonly total: number | null;
  /** rows of the list asked for are on their way */
  readonly pending: boolean;
  /** why the list asked for cannot be shown */
  readonly problem: LoadProblem | null;
  /** the first rows of the shown list, a page at most */
  readonly first: readonly LeadRow[];
}

/**
 * The list that is shown while another is asked for: the one before, until the first rows of the new one are there.
 * @param wanted the list asked for
 * @param firstInSight first row in sight of the shown list: a list with other columns goes on there
 */
export function useShownLeads(wanted: LeadList, firstInSight: () => number): ShownLeads {
  const [last, setLast] = useState(wanted);
  const list = last.dataKey === wanted.dataKey ? last : wanted;
  const isNew = list.key !== wanted.key;
  const headPage = isNew && list.order === wanted.order ? Math.floor(firstInSight() / PAGE_ROWS) : 0;
  const head = useQuery(pageQuery(wanted, headPage));
  const shown = useQuery(pageQuery(list, 0));
  if (last !== wanted && (last.dataKey !== wanted.dataKey || (isNew && head.data !== undefined)))
    setLast(wanted);
  return {
    list,
    total: shown.data?.total ?? null,
    pending: head.data === undefined && head.error === null,
    problem: head.error === null ? null : problemOf(head.error),
    first: shown.data?.rows ?? [],
  };
}

/**
 * Rows of a list from `first` to `last`.
 * @returns the row at a place of the list; null while it is not there
 */
export function useLeadRows(list: LeadList, first: number, last: number): (index: number) => LeadRow | null {
  const pages = pagesOf(first, last);
  const answers = useQueries({ queries: pages.map((page) => pageQuery(list, page)) });
  const found = new Map<number, LeadPage>();
  for (const { data } of answers) if (data !== undefined) found.set(data.offset / PAGE_ROWS, data);
  return (index) => found.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS] ?? null;
}

/** One lead of the data set that is open. */
export interface OneLead {
  /** null until it is there */
  readonly story: LeadStory | null;
  /** newer figures of it are on their way */
  readonly pending: boolean;
  readonly problem: LoadProblem | null;
}

/**
 * One lead under the view at hand.
 * @param ordinal its place among all, by creation; null = no lead is asked for
 */
export function useLead(ordinal: number | null): OneLead {
  const { dataKey, summary } = useDataSet();
  const view = useView();
  const changes = useChanges();
  // A lead is told whole, whichever leads the view is narrowed to.
  const request: MetricsRequest = {
    ...viewRequest({ ...view, filters: [], cohortRange: { from: null, to: null } }, { sections: [] }),
  };
  const model = summary?.model;
  const isAsked = ordinal !== null && model !== undefined;
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['lead', dataKey, ordinal, request, changes],
    queryFn: isAsked
      ? () => workspaceNow().lead(ordinal, request, modelWithThresholds(model, changes))
      : skipToken,
    gcTime: KEPT,
    placeholderData: (previous) => (previous?.ordinal === ordinal ? previous : undefined),
  });
  return {
    story: data ?? null,
    pending: isPlaceholderData || (data === undefined && error === null),
    problem: error === null ? null : problemOf(error),
  };
}
