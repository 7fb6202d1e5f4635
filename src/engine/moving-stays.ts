/** Stays over moving entries: kept in order, so that a threshold takes some out and puts some in instead of sorting all. */
import { NEVER } from '../model/instant.ts';
import { sortWhole } from '../statistics/sort.ts';
import type { Follower } from './moving-entries.ts';
import { scratch } from './scratch.ts';
import type { StageStays } from './stays.ts';
import { ENDING_STAGES, STAY } from './stays.ts';

/** Ascending values that are taken out and put in by many at once. */
export interface SortedValues {
  count: number;
  values: Int32Array;
  spare: Int32Array;
}

/** Stays in one stage. */
interface StageState {
  readonly advanced: SortedValues;
  readonly lost: SortedValues;
  readonly open: SortedValues;
  skippedAhead: number;
  reopened: number;
}

/** Stays of the moved leads in each stage that ends. */
export interface MovingStays {
  readonly stages: readonly StageState[];
  /** ages at as-of of the leads whose stay as a mere lead ended */
  readonly ended: SortedValues;
}

const noValues = (): SortedValues => ({ count: 0, values: new Int32Array(), spare: new Int32Array() });

/**
 * Takes values out and puts values in.
 * @param removed ascending; each of them is there
 * @param added ascending
 */
export function replaceValues(sorted: SortedValues, removed: Int32Array, added: Int32Array): void {
  const { values, count } = sorted;
  const next = count - removed.length + added.length;
  let into = sorted.spare;
  if (into.length < next) into = new Int32Array(Math.ceil(next * 1.25));
  let r = 0;
  let a = 0;
  let to = 0;
  let nextRemoved = removed.length > 0 ? (removed[0] as number) : NEVER;
  let nextAdded = added.length > 0 ? (added[0] as number) : NEVER;
  for (let from = 0; from < count; from++) {
    const value = values[from] as number;
    if (value === nextRemoved && r < removed.length) {
      r++;
      nextRemoved = r < removed.length ? (removed[r] as number) : NEVER;
      continue;
    }
    while (nextAdded <= value && a < added.length) {
      into[to++] = nextAdded;
      a++;
      nextAdded = a < added.length ? (added[a] as number) : NEVER;
    }
    into[to++] = value;
  }
  while (a < added.length) into[to++] = added[a++] as number;
  sorted.spare = values;
  sorted.values = into;
  sorted.count = next;
}

/** Values that are on their way into and out of one list. */
interface Pending {
  readonly list: SortedValues;
  readonly removed: Int32Array;
  readonly added: Int32Array;
  r: number;
  a: number;
}

/** How the stays of one lead end, by stage. */
interface Endings {
  readonly ending: Uint8Array;
  readonly seconds: Int32Array;
}

const STAGE_COUNT = ENDING_STAGES.length;

/** Finds the stays of one lead. Source of the rules: `stayOf`. */
function findStays(
  instants: Int32Array,
  entered: number,
  disqualified: number,
  asOf: number,
  out: Endings,
): void {
  out.ending.fill(STAY.none);
  out.seconds.fill(0);
  let rest = entered;
  let next = NEVER;
  let nextStage = 0;
  while (rest !== 0) {
    const stage = 31 - Math.clz32(rest);
    rest ^= 1 << stage;
    const entry = instants[stage] as number;
    if (stage < STAGE_COUNT) {
      if (disqualified >= entry && disqualified < next) {
        out.ending[stage] = next === NEVER ? STAY.lost : STAY.reopened;
        out.seconds[stage] = disqualified - entry;
      } else if (next === NEVER) {
        out.ending[stage] = STAY.open;
        out.seconds[stage] = asOf - entry;
      } else {
        out.ending[stage] = nextStage > stage + 1 ? STAY.skippedAhead : STAY.advanced;
        out.seconds[stage] = next - entry;
      }
    }
    next = entry;
    nextStage = stage;
  }
}

/** Follows the stays up to an as-of (a stored instant). */
export function stayFollower(asOf: number): Follower<MovingStays> {
  return {
    empty: () => ({
      stages: ENDING_STAGES.map(() => ({
        advanced: noValues(),
        lost: noValues(),
        open: noValues(),
        skippedAhead: 0,
        reopened: 0,
      })),
      ended: noValues(),
    }),
    apply({ stages, ended }, changes, now, { createdAt, opportunityAt, customerAt, disqualifiedAt }) {
      const pendingFor = (list: SortedValues, name: string): Pending => ({
        list,
        removed: scratch(`${name} removed`, changes.count),
        added: scratch(`${name} added`, changes.count),
        r: 0,
        a: 0,
      });
      const byStage = stages.map((stage, number) => {
        const advanced = pendingFor(stage.advanced, `${number} advanced`);
        const lost = pendingFor(stage.lost, `${number} lost`);
        const open = pendingFor(stage.open, `${number} open`);
        const byEnding: (Pending | null)[] = [];
        byEnding[STAY.none] = null;
        byEnding[STAY.advanced] = advanced;
        byEnding[STAY.skippedAhead] = advanced;
        byEnding[STAY.lost] = lost;
        byEnding[STAY.reopened] = lost;
        // open stays as a mere lead are told by the ages of all leads
        byEnding[STAY.open] = number === 0 ? null : open;
        return { stage, byEnding };
      });
      const ages = pendingFor(ended, 'ages');
      const before: Endings = { ending: new Uint8Array(STAGE_COUNT), seconds: new Int32Array(STAGE_COUNT) };
      const after: Endings = { ending: new Uint8Array(STAGE_COUNT), seconds: new Int32Array(STAGE_COUNT) };
      const instants = new Int32Array(STAGE_COUNT + 1);
      const isEnded = (ending: number): boolean => ending !== STAY.none && ending !== STAY.open;
      for (let at = 0; at < changes.count; at++) {
        const place = changes.place[at] as number;
        const disqualified = disqualifiedAt[place] as number;
        instants[0] = createdAt[place] as number;
        instants[1] = changes.mql[at] as number;
        instants[2] = changes.sql[at] as number;
        instants[3] = opportunityAt[place] as number;
        instants[4] = customerAt[place] as number;
        findStays(instants, changes.entered[at] as number, disqualified, asOf, before);
        instants[1] = now.mql[place] as number;
        instants[2] = now.sql[place] as number;
        findStays(instants, now.entered[place] as number, disqualified, asOf, after);
        for (let number = 0; number < STAGE_COUNT; number++) {
          const old = before.ending[number] as number;
          const fresh = after.ending[number] as number;
          if (old === fresh && before.seconds[number] === after.seconds[number]) continue;
          const { stage, byEnding } = byStage[number] as (typeof byStage)[number];
          const leaves = byEnding[old];
          if (leaves) leaves.removed[leaves.r++] = before.seconds[number] as number;
          const enters = byEnding[fresh];
          if (enters) enters.added[enters.a++] = after.seconds[number] as number;
          stage.skippedAhead += +(fresh === STAY.skippedAhead) - +(old === STAY.skippedAhead);
          stage.reopened += +(fresh === STAY.reopened) - +(old === STAY.reopened);
        }
        const wasEnded = isEnded(before.ending[0] as number);
        if (wasEnded === isEnded(after.ending[0] as number)) continue;
        if (wasEnded) ages.removed[ages.r++] = asOf - (createdAt[place] as number);
        else ages.added[ages.a++] = asOf - (createdAt[place] as number);
      }
      const all = [...byStage.flatMap(({ byEnding }) => byEnding), ages];
      for (const pending of new Set(all)) {
        if (pending == null || (pending.r === 0 && pending.a === 0)) continue;
        replaceValues(
          pending.list,
          sortWhole(pending.removed.subarray(0, pending.r)),
          sortWhole(pending.added.subarray(0, pending.a)),
        );
      }
    },
  };
}

/**
 * The stays in each stage that ends, for the figures of time in stage.
 * @param ages ages of all leads of the population, ascending
 */
export function stageStays({ stages, ended }: MovingStays, ages: Int32Array): StageStays[] {
  const list = ({ values, count }: SortedValues): Int32Array => values.subarray(0, count);
  return stages.map(({ skippedAhead, reopened, ...stage }, number) => {
    const advanced = list(stage.advanced);
    const lost = list(stage.lost);
    const open =
      number === 0
        ? { all: ages, without: list(ended) }
        : { all: list(stage.open), without: new Int32Array() };
    const stillOpen = open.all.length - open.without.length;
    const entered = advanced.length + lost.length + stillOpen;
    return { entered, stillOpen, advanced, lost, open, skippedAhead, reopened };
  });
}
