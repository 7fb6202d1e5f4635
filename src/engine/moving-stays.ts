/** Stays over moving entries: kept in order, so that a threshold takes some out and puts some in instead of sorting all. */
import { NEVER } from '../model/instant.ts';
import type { Placed } from '../statistics/places.ts';
import { sortWhole } from '../statistics/sort.ts';
import type { Follower } from './moving-entries.ts';
import { scratch } from './scratch.ts';
import type { StageStays } from './stays.ts';
import { ENDING_STAGES, STAY } from './stays.ts';

/** Ascending values that are taken out and put in by many at once. */
export interface SortedValues {
  count: number;
  values: Int32Array;
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

const noValues = (): SortedValues => ({ count: 0, values: new Int32Array() });

/**
 * Takes values out and puts values in. The comparisons steer no branch: where values go cannot be foreseen, and wrong
 * guesses of the processor would cost more than all the rest.
 * @param removed ascending; each of them is there
 * @param added ascending
 */
export function replaceValues(sorted: SortedValues, removed: Int32Array, added: Int32Array): void {
  const { count } = sorted;
  const next = count - removed.length + added.length;
  if (sorted.values.length < Math.max(count, next) + 1) {
    const wider = new Int32Array(Math.ceil(Math.max(count, next) * 1.25) + 1);
    wider.set(sorted.values.subarray(0, count));
    sorted.values = wider;
  }
  const { values } = sorted;
  let r = 0;
  let kept = 0;
  if (removed.length > 0) {
    const last = removed.length - 1;
    // from the first value that leaves to the last: what lies before stays, and what lies after is moved as a whole
    let from = firstFrom(values, count, removed[0] as number);
    kept = from;
    let leaving = removed[0] as number;
    while (r <= last) {
      const value = values[from++] as number;
      values[kept] = value;
      const leaves = +(value === leaving);
      kept += 1 - leaves;
      r += leaves;
      leaving = removed[r < last ? r : last] as number;
    }
    values.copyWithin(kept, from, count);
    kept += count - from;
  } else kept = count;
  // from the last backwards, so that nothing is overwritten that is still to move
  let a = added.length - 1;
  let v = kept - 1;
  let to = next - 1;
  while (a >= 0 && v >= 0) {
    const old = values[v] as number;
    const fresh = added[a] as number;
    const isFresh = +(fresh > old);
    values[to--] = old ^ ((old ^ fresh) & -isFresh);
    a -= isFresh;
    v -= 1 - isFresh;
  }
  while (a >= 0) values[to--] = added[a--] as number;
  sorted.count = next;
}

/** Place of the first of `count` ascending values that is not below a limit. */
function firstFrom(values: Int32Array, count: number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const STAGE_COUNT = ENDING_STAGES.length;
/** Lists of a stage: finished, lost and open stays. */
const LISTS = 3;
const NO_LIST = -1;
/** List of each way to end. */
const LIST_OF = Int8Array.from({ length: Math.max(...Object.values(STAY)) + 1 }, () => NO_LIST);
LIST_OF[STAY.advanced] = 0;
LIST_OF[STAY.skippedAhead] = 0;
LIST_OF[STAY.lost] = 1;
LIST_OF[STAY.reopened] = 1;
LIST_OF[STAY.open] = 2;

/** Stays of one lead: how they end and how long they are in seconds, by stage. */
interface LeadStays {
  readonly ending: Uint8Array;
  readonly seconds: Int32Array;
}

const noStays = (): LeadStays => ({
  ending: new Uint8Array(STAGE_COUNT),
  seconds: new Int32Array(STAGE_COUNT),
});

/** Finds the stay in one stage. Source of the rules: `stayOf`. */
function findStay(
  into: LeadStays,
  stage: number,
  entry: number,
  /** entry of the stage after this one, and the first entry of any later stage */
  following: number,
  next: number,
  disqualified: number,
  asOf: number,
): void {
  const isOver = disqualified >= entry && disqualified < next;
  const isLast = next === NEVER;
  const ending = isOver
    ? isLast
      ? STAY.lost
      : STAY.reopened
    : isLast
      ? STAY.open
      : following === next
        ? STAY.advanced
        : STAY.skippedAhead;
  into.ending[stage] = entry === NEVER ? STAY.none : ending;
  into.seconds[stage] = (isOver ? disqualified : isLast ? asOf : next) - entry;
}

/** Finds the stays of a lead by its entries; those in the order of the stages, so that a later stage is never earlier. */
function findStays(
  into: LeadStays,
  entered: number,
  created: number,
  mql: number,
  sql: number,
  opportunity: number,
  customer: number,
  disqualified: number,
  asOf: number,
): void {
  if (entered === 0) {
    into.ending.fill(STAY.none);
    return;
  }
  const afterSql = opportunity < customer ? opportunity : customer;
  const afterMql = sql < afterSql ? sql : afterSql;
  const afterLead = mql < afterMql ? mql : afterMql;
  findStay(into, 0, created, mql, afterLead, disqualified, asOf);
  findStay(into, 1, mql, sql, afterMql, disqualified, asOf);
  findStay(into, 2, sql, opportunity, afterSql, disqualified, asOf);
  findStay(into, 3, opportunity, customer, customer, disqualified, asOf);
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
    apply({ stages, ended }, changes) {
      const room = (way: string): Int32Array[] =>
        Array.from({ length: STAGE_COUNT * LISTS + 1 }, (_, list) =>
          scratch(`${way} ${list}`, changes.count),
        );
      const removed = room('removed');
      const added = room('added');
      const gone = new Int32Array(removed.length);
      const come = new Int32Array(added.length);
      const ages = STAGE_COUNT * LISTS;
      const before = noStays();
      const after = noStays();
      const balance = new Int32Array(STAGE_COUNT * (LIST_OF.length + 1));
      const put = (into: Int32Array[], counts: Int32Array, list: number, value: number): void => {
        const at = counts[list] as number;
        (into[list] as Int32Array)[at] = value;
        counts[list] = at + 1;
      };
      const isEnded = (ending: number): boolean => ending !== STAY.none && ending !== STAY.open;
      for (let at = 0; at < changes.count; at++) {
        const disqualified = changes.disqualified[at] as number;
        const created = changes.created[at] as number;
        const opportunity = changes.opportunity[at] as number;
        const customer = changes.customer[at] as number;
        findStays(
          before,
          changes.enteredBefore[at] as number,
          created,
          changes.mqlBefore[at] as number,
          changes.sqlBefore[at] as number,
          opportunity,
          customer,
          disqualified,
          asOf,
        );
        findStays(
          after,
          changes.entered[at] as number,
          created,
          changes.mql[at] as number,
          changes.sql[at] as number,
          opportunity,
          customer,
          disqualified,
          asOf,
        );
        for (let stage = 0; stage < STAGE_COUNT; stage++) {
          const old = before.ending[stage] as number;
          const fresh = after.ending[stage] as number;
          if (old === fresh && (old === STAY.none || before.seconds[stage] === after.seconds[stage]))
            continue;
          const leaves = LIST_OF[old] as number;
          const enters = LIST_OF[fresh] as number;
          if (leaves !== NO_LIST) put(removed, gone, stage * LISTS + leaves, before.seconds[stage] as number);
          if (enters !== NO_LIST) put(added, come, stage * LISTS + enters, after.seconds[stage] as number);
          const ofOld = stage * LIST_OF.length + old;
          const ofFresh = stage * LIST_OF.length + fresh;
          balance[ofOld] = (balance[ofOld] as number) - 1;
          balance[ofFresh] = (balance[ofFresh] as number) + 1;
        }
        const wasEnded = isEnded(before.ending[0] as number);
        if (wasEnded === isEnded(after.ending[0] as number)) continue;
        if (wasEnded) put(removed, gone, ages, asOf - created);
        else put(added, come, ages, asOf - created);
      }
      const replace = (list: SortedValues, number: number): void => {
        if (gone[number] === 0 && come[number] === 0) return;
        replaceValues(
          list,
          sortWhole((removed[number] as Int32Array).subarray(0, gone[number])),
          sortWhole((added[number] as Int32Array).subarray(0, come[number])),
        );
      };
      stages.forEach((stage, number) => {
        stage.skippedAhead += balance[number * LIST_OF.length + STAY.skippedAhead] as number;
        stage.reopened += balance[number * LIST_OF.length + STAY.reopened] as number;
        replace(stage.advanced, number * LISTS);
        replace(stage.lost, number * LISTS + 1);
        // open stays as a mere lead are told by the ages of all leads
        if (number > 0) replace(stage.open, number * LISTS + 2);
      });
      replace(ended, ages);
    },
  };
}

/**
 * The stays in each stage that ends, for the figures of time in stage.
 * @param ages ages of all leads of the population, ascending
 */
export function stageStays({ stages, ended }: MovingStays, ages: Placed): StageStays[] {
  const list = ({ values, count }: SortedValues): Int32Array => values.subarray(0, count);
  return stages.map(({ skippedAhead, reopened, ...stage }, number) => {
    const advanced = list(stage.advanced);
    const lost = list(stage.lost);
    const open =
      number === 0
        ? { all: ages.values, without: list(ended), placed: ages }
        : { all: list(stage.open), without: new Int32Array() };
    const stillOpen = open.all.length - open.without.length;
    const entered = advanced.length + lost.length + stillOpen;
    return { entered, stillOpen, advanced, lost, open, skippedAhead, reopened };
  });
}
