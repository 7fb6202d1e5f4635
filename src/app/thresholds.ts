/** The minimums of the scoring model: live while a hand moves one, committed to the link on release. */
import { useSyncExternalStore } from 'react';
import type { ScoringModel } from '../model/scoring-model.ts';
import { dataSetStore, useDataSet } from './data-set.ts';
import { navigate, useView, viewStore } from './view.ts';
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
const listeners = new Set<() => void>();

function setDrag(next: ThresholdChanges | null): void {
  drag = next;
  listeners.forEach((changed) => changed());
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
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

/** Moves a minimum while the hand is on it: figures follow, the link does not. */
export function dragThreshold(name: ThresholdName, value: number): void {
  if (Number.isFinite(value)) setDrag({ ...drag, [name]: value });
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

/** The minimums at hand. */
export function useThresholds(): ThresholdsState {
  const moved = useSyncExternalStore(
    subscribe,
    () => drag,
    () => drag,
  );
  const { thresholds } = useView();
  const { summary } = useDataSet();
  if (summary === null) {
    const none = { own: null, committed: null, live: null, dragging: false, changed: false };
    return { ...none, committedChanges: thresholds, liveChanges: thresholds };
  }
  const own = modelThresholds(summary.model);
  const committedChanges = normalChanges(own, thresholds);
  const liveChanges = moved === null ? committedChanges : normalChanges(own, { ...thresholds, ...moved });
  return {
    own,
    committed: { ...own, ...committedChanges },
    live: { ...own, ...liveChanges },
    dragging: moved !== null,
    changed: liveChanges !== null,
    committedChanges,
    liveChanges,
  };
}
