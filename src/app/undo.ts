/** Undo and redo over all changes of state: what decides the figures of a view, and what is kept for good. */
import { useSyncExternalStore } from 'react';
import type { SavedState, SavedStore } from './saved-state.ts';
import { savedStore } from './saved-state.ts';
import { viewStore, type View, type ViewStore } from './view.ts';

/** Where the reader looks, as against what is computed: back and forward of the browser lead there. */
type Place = 'page' | 'mark' | 'sort' | 'lead';

/** A state to go back to. */
interface Step {
  readonly view: Omit<View, Place>;
  readonly saved: SavedState;
}

/** What can be undone and redone. */
export interface UndoState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Undoes and redoes. */
export interface UndoStore {
  readonly get: () => UndoState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What was done before cannot be undone any more: other data are open. */
  readonly forget: () => void;
}

const MOST_STEPS = 200;

/** Follows the two stores from now on. */
export function createUndoStore(
  view: Pick<ViewStore, 'get' | 'subscribe' | 'navigate'>,
  saved: SavedStore,
): UndoStore {
  const stepNow = (): Step => {
    const { page: _page, mark: _mark, sort: _sort, lead: _lead, ...rest } = view.get().view;
    return { view: rest, saved: saved.get() };
  };
  const listeners = new Set<() => void>();
  let past: Step[] = [];
  let future: Step[] = [];
  let now = stepNow();
  let count = view.get().step;
  let going = false;
  let state: UndoState = { canUndo: false, canRedo: false };
  const tell = (): void => {
    const next = { canUndo: past.length > 0, canRedo: future.length > 0 };
    if (next.canUndo === state.canUndo && next.canRedo === state.canRedo) return;
    state = next;
    listeners.forEach((changed) => changed());
  };
  const isSame = (a: Step, b: Step): boolean =>
    a.saved === b.saved && JSON.stringify(a.view) === JSON.stringify(b.view);
  const note = (): void => {
    if (going) return;
    const next = stepNow();
    const { step } = view.get();
    const isBurst = step === count && next.saved === now.saved;
    count = step;
    if (isSame(next, now)) return;
    // a view that took the place of another in the history belongs to the step before
    if (!isBurst) past = [...past, now].slice(-MOST_STEPS);
    future = [];
    now = next;
    tell();
  };
  view.subscribe(note);
  saved.subscribe(note);
  const go = (to: Step): void => {
    going = true;
    if (to.saved !== saved.get()) saved.set(to.saved);
    view.navigate(to.view);
    going = false;
    now = stepNow();
    count = view.get().step;
    tell();
  };
  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    undo: () => {
      const to = past.at(-1);
      if (to === undefined) return;
      past = past.slice(0, -1);
      future = [...future, now];
      go(to);
    },
    redo: () => {
      const to = future.at(-1);
      if (to === undefined) return;
      future = future.slice(0, -1);
      past = [...past, now];
      go(to);
    },
    forget: () => {
      past = [];
      future = [];
      now = stepNow();
      tell();
    },
  };
}

/** Undo and redo of this page. */
export const undoStore = createUndoStore(viewStore, savedStore);

/** What can be undone and redone at present. */
export function useUndo(): UndoState {
  return useSyncExternalStore(undoStore.subscribe, undoStore.get, undoStore.get);
}
