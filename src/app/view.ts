/**
 * What a link holds: the page and everything that decides its figures. The hash is read and written through here alone
 * (`view-link.ts` has the codec); language and theme are the reader's and stay out of it.
 */
import { useSyncExternalStore } from 'react';
import { readLink, writeLink, type LinkProblem } from './view-link.ts';
import { DEFAULT_VIEW, type View } from './view-parts.ts';

export { PAGES, type Page, type ThresholdName, type View } from './view-parts.ts';

/** What was wrong with the link, or does not fit the data that is open. */
export type ViewProblem = LinkProblem | { readonly code: 'unknownColumn'; readonly parameter: string };

/**
 * Leaves out what the data does not have: a link made for another data set must not fail, it must say so.
 * @param columns names of the lead columns; null while they are not known yet
 */
export function fitView(
  view: View,
  columns: readonly string[] | null,
): { view: View; problems: readonly ViewProblem[] } {
  if (columns === null) return { view, problems: [] };
  const problems: ViewProblem[] = [];
  const has = (column: string) => {
    const known = column.startsWith('@') || columns.includes(column);
    if (!known) problems.push({ code: 'unknownColumn', parameter: column });
    return known;
  };
  const filters = view.filters.filter((filter) => has(filter.column));
  const breakdown = view.breakdown !== null && has(view.breakdown) ? view.breakdown : null;
  return problems.length === 0 ? { view, problems } : { view: { ...view, filters, breakdown }, problems };
}

/** The part of `window` that the store needs, so that tests can give their own. */
export interface LinkPlace {
  readonly hash: () => string;
  readonly push: (hash: string) => void;
  readonly replace: (hash: string) => void;
  /** calls back when the reader goes back, forward or edits the address */
  readonly listen: (changed: () => void) => void;
}

/** The view as it stands, with what had to be left out. */
export interface ViewState {
  readonly view: View;
  readonly problems: readonly ViewProblem[];
  /** grows with each change that is a step to go back to; stays where a view takes the place of the one before */
  readonly step: number;
}

/**
 * Holds the view and keeps the hash in step. A link that cannot be shown as it is makes way for one of the view that is
 * shown; what was wrong with it is kept until it is dismissed, or the link changes.
 */
export interface ViewStore {
  readonly get: () => ViewState;
  readonly subscribe: (changed: () => void) => () => void;
  /**
   * Changes parts of the view. A replaced entry leaves no step to go back to. What a link cannot hold (a range that
   * ends before it begins) changes nothing.
   */
  readonly navigate: (patch: Partial<View>, options?: { readonly replace?: boolean }) => void;
  /** The hash of a view that differs from the present one by `patch`: for links. */
  readonly linkTo: (patch: Partial<View>) => string;
  /** What a link that says nothing means for the data set at hand, and the columns that it has. */
  readonly setData: (defaults: Partial<View>, columns: readonly string[] | null) => void;
  /** Back to what a plain link means, on the same page. */
  readonly forget: () => void;
  /** Forgets what was wrong with the link. */
  readonly dismissProblems: () => void;
}

/** Makes a store over a place that holds the hash. */
export function createViewStore(place: LinkPlace): ViewStore {
  let defaults = DEFAULT_VIEW;
  let columns: readonly string[] | null = null;
  let state: ViewState = { view: DEFAULT_VIEW, problems: [], step: 0 };
  let hashRead = '';
  const listeners = new Set<() => void>();

  const read = (known: readonly ViewProblem[], step: 0 | 1 = 0) => {
    const link = readLink(place.hash(), defaults);
    const { view, problems } = fitView(link.view, columns);
    const found = [...link.problems, ...problems];
    if (found.length > 0) place.replace(writeLink(view, defaults));
    hashRead = place.hash();
    state = { view, problems: [...known, ...found], step: state.step + step };
    listeners.forEach((changed) => changed());
  };
  const refresh = (step: 0 | 1 = 1) => read([], step);
  refresh(0);
  // An edited address is told twice, as `popstate` and as `hashchange`.
  place.listen(() => {
    if (place.hash() !== hashRead) refresh();
  });

  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    navigate: (patch, options) => {
      const hash = writeLink({ ...state.view, ...patch }, defaults);
      if (hash === place.hash() || readLink(hash, defaults).problems.length > 0) return;
      const isReplaced = options?.replace === true;
      if (isReplaced) place.replace(hash);
      else place.push(hash);
      refresh(isReplaced ? 0 : 1);
    },
    linkTo: (patch) => writeLink({ ...state.view, ...patch }, defaults),
    setData: (nextDefaults, nextColumns) => {
      defaults = { ...DEFAULT_VIEW, ...nextDefaults };
      columns = nextColumns;
      read(state.problems);
    },
    forget: () => {
      const hash = writeLink({ ...defaults, page: state.view.page }, defaults);
      if (hash !== place.hash()) place.push(hash);
      refresh();
    },
    dismissProblems: () => read([]),
  };
}

/** The address bar. Without a window, as in a test of a component, a link that says nothing. */
function browserPlace(): LinkPlace {
  if (typeof window === 'undefined') {
    return { hash: () => '', push: () => undefined, replace: () => undefined, listen: () => undefined };
  }
  return {
    hash: () => window.location.hash,
    push: (hash) => window.history.pushState(null, '', hash),
    replace: (hash) => window.history.replaceState(null, '', hash),
    listen: (changed) => {
      window.addEventListener('popstate', changed);
      window.addEventListener('hashchange', changed);
    },
  };
}

/** The view of this page. */
export const viewStore = createViewStore(browserPlace());

/** The view at hand: read from the link, with the defaults of the data set. */
export function useView(): View {
  return useSyncExternalStore(viewStore.subscribe, viewStore.get, viewStore.get).view;
}

/** What was wrong with the link, for the frame to say. */
export function useViewProblems(): readonly ViewProblem[] {
  return useSyncExternalStore(viewStore.subscribe, viewStore.get, viewStore.get).problems;
}

/** Changes parts of the view, and with them the link. */
export function navigate(patch: Partial<View>, options?: { readonly replace?: boolean }): void {
  viewStore.navigate(patch, options);
}

/** The hash of the present view changed by `patch`, for `<a href>`. */
export function linkTo(patch: Partial<View>): string {
  return viewStore.linkTo(patch);
}
