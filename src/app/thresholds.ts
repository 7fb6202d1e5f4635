/** The minimums of the scoring model: live while a hand moves one, committed to the link on release. */
import { useSyncExternalStore } from 'react';
import type { ScoringModel } from '../model/scoring-model.ts';
import { dataSetStore } from './data-set.ts';
import { inNextFrame } from './next-frame.ts';
import { navigate, viewStore } from './view.ts';
import { THRESHOLDS, type ThresholdChanges, type ThresholdName } from './view-parts.ts';

/** Every minimum that can be moved; null where the model has none, which leaves nothing to move. */
export type Thresholds = Readonly<Record<ThresholdName, number | null>>;

/** The minimums of a model. */
export function modelThresholds(model: ScoringModel): Thresholds {
  return {
    mqlFit: model.stages.mql.fit ?? null,
    mqlEngagement: model.stages.mql.engagement ?? null,
    sqlEngagement: model.stages.sql.engagement ?? null,
  };
}

/** The model with other minimums; a minimum that it does not have is not added. */
export function modelWithThresholds(model: ScoringModel, changes: ThresholdChanges | null): ScoringModel {
  const own = modelThresholds(model);
  const changed = (name: ThresholdName) => {
    const value = changes?.[name];
    return own[name] === null || value === undefined ? null : value;
  };
  const fit = changed('mqlFit');
  const engagement = changed('mqlEngagement');
  const sqlEngagement = changed('sqlEngagement');
  if (fit === null && engagement === null && sqlEngagement === null) return model;
  return {
    ...model,
    stages: {
      mql: {
        ...model.stages.mql,
        ...(fit === null ? {} : { fit }),
        ...(engagement === null ? {} : { engagement }),
      },
      sql: { ...model.stages.sql, ...(sqlEngagement === null ? {} : { engagement: sqlEngagement }) },
    },
  };
}

/**
 * Only the changes that differ from the model's own minimums; null when none does, so that two ways to the same
 * minimums have one link and one query key.
 */
export function normalChanges(own: Thresholds, changes: ThresholdChanges | null): ThresholdChanges | null {
  const kept: Partial<Record<ThresholdName, number>> = {};
  for (const name of THRESHOLDS) {
    const value = changes?.[name];
    if (value !== undefined && own[name] !== null && value !== own[name]) kept[name] = value;
  }
  return Object.keys(kept).length === 0 ? null : kept;
}

let drag: ThresholdChanges | null = null;
/** of those who draw, and of those who ask for figures */
const drawers = new Set<() => void>();
const askers = new Set<(changes: ThresholdChanges | null) => void>();

function draw(): void {
  drawers.forEach((changed) => changed());
}

function setDrag(next: ThresholdChanges | null): void {
  drag = next;
  draw();
}

/** Longest pause within one burst of commits, ms. */
const BURST_PAUSE = 1500;

/**
 * Tells which commits belong to one burst, so that twenty key presses are one step back.
 * @param clock that only moves forward, ms
 */
export function createBursts(clock: () => number) {
  let last: { readonly what: string; readonly link: string; readonly at: number } | null = null;
  return {
    /** Whether a commit of `what` goes on with the last one: the link is still what that one made, and little time passed. */
    goesOn: (what: string, link: string): boolean =>
      last !== null && last.what === what && last.link === link && clock() - last.at <= BURST_PAUSE,
    /** A commit is done, and has made `link`. */
    done: (what: string, link: string): void => {
      last = { what, link, at: clock() };
    },
  };
}

const bursts = createBursts(() => performance.now());

/**
 * Moves a minimum while the hand is on it: figures follow, the link does not. Figures are asked for at once; the page is
 * drawn with the next picture, however often the hand is heard of before it.
 */
export function dragThreshold(name: ThresholdName, value: number): void {
  if (!Number.isFinite(value) || drag?.[name] === value) return;
  ask(name, value);
  drag = { ...drag, [name]: value };
  inNextFrame(draw);
}

/**
 * Asks for the figures of a minimum that a moving hand has come to, ahead of the picture that will show it there. A hand
 * that rested until now is not heard: it may yet stay where it was.
 */
export function expectThreshold(name: ThresholdName, value: number): void {
  if (drag !== null && Number.isFinite(value)) ask(name, value);
}

function ask(name: ThresholdName, value: number): void {
  const { own } = thresholdsNow();
  if (own === null) return;
  const changes = normalChanges(own, { ...viewStore.get().view.thresholds, ...drag, [name]: value });
  askers.forEach((moved) => moved(changes));
}

/**
 * Calls back for each move of the hand as it happens, before anything is drawn; the same changes may come twice.
 * @param moved takes how the minimums then differ from the model's own
 * @returns ends it
 */
export function whenDragged(moved: (changes: ThresholdChanges | null) => void): () => void {
  askers.add(moved);
  return () => void askers.delete(moved);
}

/**
 * The hand lets go: what was moved becomes part of the link. Commits of the same minimum in quick succession, as keys make
 * them, are one step to go back.
 */
export function commitThresholds(): void {
  if (drag === null) return;
  const summary = dataSetStore().get().summary;
  const all = { ...viewStore.get().view.thresholds, ...drag };
  if (summary !== null) {
    const what = Object.keys(drag).join();
    const replace = bursts.goesOn(what, viewStore.linkTo({}));
    navigate({ thresholds: normalChanges(modelThresholds(summary.model), all) }, { replace });
    bursts.done(what, viewStore.linkTo({}));
  }
  setDrag(null);
}

/** The hand is taken back (Escape): what was moved is as it was. */
export function cancelThresholds(): void {
  if (drag !== null) setDrag(null);
}

/** Sets a minimum in one go, as a number field does. */
export function setThreshold(name: ThresholdName, value: number): void {
  dragThreshold(name, value);
  commitThresholds();
}

/** All minimums as in the model. */
export function resetThresholds(): void {
  setDrag(null);
  navigate({ thresholds: null });
}

/** The minimums as pages need them. */
export interface ThresholdsState {
  /** the model's own: the baseline; null until the model is known */
  readonly own: Thresholds | null;
  /** as in the link; null until the model is known */
  readonly committed: Thresholds | null;
  /** as the hand has them now; equal to `committed` while none moves; null until the model is known */
  readonly live: Thresholds | null;
  readonly dragging: boolean;
  /** the live minimums differ from the model's own */
  readonly changed: boolean;
  /** the changes of `committed`, and of `live`, against the model's own: parts of query keys; null = none */
  readonly committedChanges: ThresholdChanges | null;
  readonly liveChanges: ThresholdChanges | null;
}

type Summary = { readonly model: ScoringModel } | null;

/** The last value of a function is kept for as long as its arguments are the same. */
function lastOf<Args extends readonly unknown[], R>(make: (...args: Args) => R): (...args: Args) => R {
  let last: { readonly args: Args; readonly value: R } | null = null;
  return (...args) => {
    if (last === null || last.args.some((arg, index) => arg !== args[index])) {
      last = { args, value: make(...args) };
    }
    return last.value;
  };
}

const committedState = lastOf((summary: Summary, thresholds: ThresholdChanges | null) => {
  if (summary === null) return { own: null, committed: null, committedChanges: thresholds };
  const own = modelThresholds(summary.model);
  const committedChanges = normalChanges(own, thresholds);
  return { own, committed: { ...own, ...committedChanges }, committedChanges };
});

const wholeState = lastOf(
  (
    summary: Summary,
    thresholds: ThresholdChanges | null,
    moved: ThresholdChanges | null,
  ): ThresholdsState => {
    const state = committedState(summary, thresholds);
    const { own, committed, committedChanges } = state;
    if (own === null || moved === null) {
      const changed = own !== null && committedChanges !== null;
      return { ...state, live: committed, dragging: false, changed, liveChanges: committedChanges };
    }
    const liveChanges = normalChanges(own, { ...thresholds, ...moved });
    const live = { ...own, ...liveChanges };
    return { ...state, live, dragging: true, changed: liveChanges !== null, liveChanges };
  },
);

/** The minimums at this moment; the same object until one of them changes. */
export function thresholdsNow(): ThresholdsState {
  return wholeState(dataSetStore().get().summary, viewStore.get().view.thresholds, drag);
}

function subscribe(changed: () => void): () => void {
  drawers.add(changed);
  const ends = [viewStore.subscribe(changed), dataSetStore().subscribe(changed)];
  return () => {
    drawers.delete(changed);
    ends.forEach((end) => end());
  };
}

/**
 * What a part of the page needs of the minimums; it is drawn anew only when that changes.
 * @param select gives a plain value, or a part of the state as it is
 */
export function useThresholds<T>(select: (state: ThresholdsState) => T): T {
  const selected = () => select(thresholdsNow());
  return useSyncExternalStore(subscribe, selected, selected);
}
