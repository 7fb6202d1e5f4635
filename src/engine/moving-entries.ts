/**
 * Entries of basis model under a moving threshold. From one threshold to the next few leads change, so each lead keeps
 * the range of thresholds within which nothing changes for it, and whoever counts leads is told who left theirs.
 */
import { NEVER } from '../model/instant.ts';
import type { ScoringModel, StageMinimums } from '../model/scoring-model.ts';
import type { Candidates } from './candidates.ts';
import { asksScore } from './candidates.ts';
import type { Entries } from './entries.ts';
import { emptyEntries, enteredBits, ROUTE } from './entries.ts';
import type { ScoreRecords } from './score-records.ts';
import { TOLERANCE } from './scores.ts';

/** Entries of all candidates, in their order. */
export interface MovingState {
  readonly mql: Int32Array;
  readonly sql: Int32Array;
  /** see `ROUTE` */
  readonly route: Uint8Array;
  /** bits of the entered stages; 0 where the lead did not move at all */
  readonly entered: Uint8Array;
}

/** Candidates whose entries changed, by rising place, with what they had before. */
export interface EntryChanges extends MovingState {
  count: number;
  readonly place: Int32Array;
}

/** Something counted over entries, which is brought up to date by the changes. */
export interface Follower<State> {
  /** nothing counted */
  empty(): State;
  apply(state: State, changes: EntryChanges, now: MovingState, candidates: Candidates): void;
}

/** Entries of the candidates under the thresholds of the last `move`. */
export interface MovingEntries {
  readonly candidates: Candidates;
  /** leads that moved */
  moved(): number;
  move(stages: ScoringModel['stages']): void;
  /** the entries as they are now; they stay as they are */
  entries(): Entries;
  /** What a follower has counted by now. The state is its own, and changes with the next call. */
  follow<State>(key: string, follower: Follower<State>): State;
}

/** Below every score that can be reached; finite, so that it lies above a bound that is −Infinity. */
const LOWEST = -1e300;
/** Followers whose counts are kept. */
const FOLLOWERS = 24;

/** A stage's condition, ready to be held against leads. */
interface Minimums {
  readonly asks: boolean;
  readonly fit: number;
  readonly engagement: number;
  readonly total: number | undefined;
}

function minimumsOf(minimums: StageMinimums): Minimums {
  const asks = asksScore(minimums);
  return {
    asks,
    fit: asks ? (minimums.fit ?? -Infinity) - TOLERANCE : Infinity,
    engagement: Math.max(LOWEST, (minimums.engagement ?? -Infinity) - TOLERANCE),
    total: minimums.total,
  };
}

/** Engagement that a lead needs. */
function neededOf({ engagement, total }: Minimums, fit: number): number {
  return total === undefined ? engagement : Math.max(engagement, total - TOLERANCE - fit);
}

/** Bounds in 32 bits, rounded inwards so that what they enclose is within the true ones. */
function inwards(bound: number, sign: number): number {
  return Number.isFinite(bound) ? bound + sign * (Math.abs(bound) * 2e-7 + 1e-30) : bound;
}

function changesFor(count: number): EntryChanges {
  return {
    count: 0,
    place: new Int32Array(count),
    mql: new Int32Array(count),
    sql: new Int32Array(count),
    route: new Uint8Array(count),
    entered: new Uint8Array(count),
  };
}

/**
 * Makes the entries of candidates; nobody has moved before the first `move`.
 * @param records of all leads
 */
export function makeMovingEntries(candidates: Candidates, records: ScoreRecords): MovingEntries {
  const { count } = candidates;
  const { start, score, instant } = records;
  const state: MovingState = {
    mql: new Int32Array(count).fill(NEVER),
    sql: new Int32Array(count).fill(NEVER),
    route: new Uint8Array(count),
    entered: new Uint8Array(count),
  };
  // within these bounds of the engagement minimums (above low, up to high) a lead stays as it is
  const bounds = {
    mqlLow: new Float32Array(count),
    mqlHigh: new Float32Array(count),
    sqlLow: new Float32Array(count),
    sqlHigh: new Float32Array(count),
  };
  const { mqlLow, mqlHigh, sqlLow, sqlHigh } = bounds;
  const suspects = new Int32Array(count + 1);
  const changes = changesFor(count);
  const followers = new Map<string, { version: number; readonly state: unknown }>();
  let version = 0;
  let moved = 0;
  let last: { readonly mql: Minimums; readonly sql: Minimums } | null = null;
  let known: { readonly version: number; readonly entries: Entries } | null = null;

  /** First record that meets a minimum, and the bounds of the minimums that give the same. */
  const cross = (place: number, needed: number, lowest: Float32Array, highest: Float32Array): number => {
    const peak = candidates.peak[place] as number;
    if (peak < needed) {
      lowest[place] = inwards(peak, 1);
      highest[place] = Infinity;
      return NEVER;
    }
    const lead = candidates.lead[place] as number;
    const from = start[lead] as number;
    const end = start[lead + 1] as number;
    let low = from;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((score[middle] as number) >= needed) high = middle;
      else low = middle + 1;
    }
    lowest[place] = low > from ? inwards(score[low - 1] as number, 1) : -Infinity;
    highest[place] = low < end ? inwards(score[low] as number, -1) : Infinity;
    return low < end ? (instant[low] as number) : NEVER;
  };

  /** Places of the candidates that the step from the last thresholds may have changed. */
  const findSuspects = (mql: Minimums, sql: Minimums): number => {
    const before = last;
    const isKept =
      before !== null &&
      before.mql.asks === mql.asks &&
      before.sql.asks === sql.asks &&
      [before.mql, before.sql, mql, sql].every(({ total }) => total === undefined);
    let found = 0;
    if (!isKept) {
      for (; found < count; found++) suspects[found] = found;
      return found;
    }
    const forMql = mql.engagement;
    const forSql = sql.engagement;
    // without a branch: which leads they are cannot be foreseen
    if (before.mql.fit === mql.fit && before.sql.fit === sql.fit) {
      for (let place = 0; place < count; place++) {
        suspects[found] = place;
        found +=
          1 ^
          (+(forMql > (mqlLow[place] as number)) &
            +(forMql <= (mqlHigh[place] as number)) &
            +(forSql > (sqlLow[place] as number)) &
            +(forSql <= (sqlHigh[place] as number)));
      }
      return found;
    }
    for (let place = 0; place < count; place++) {
      const fit = candidates.fit[place] as number;
      suspects[found] = place;
      found +=
        (1 ^
          (+(forMql > (mqlLow[place] as number)) &
            +(forMql <= (mqlHigh[place] as number)) &
            +(forSql > (sqlLow[place] as number)) &
            +(forSql <= (sqlHigh[place] as number)))) |
        (+(fit >= before.mql.fit) ^ +(fit >= mql.fit)) |
        (+(fit >= before.sql.fit) ^ +(fit >= sql.fit));
    }
    return found;
  };

  /** Decides one candidate anew, and notes it where it changed. */
  const decide = (place: number, mql: Minimums, sql: Minimums): void => {
    const fit = candidates.fit[place] as number;
    const request = candidates.request[place] as number;
    const opportunity = candidates.opportunityAt[place] as number;
    const customer = candidates.customerAt[place] as number;
    let raw = NEVER;
    let byScore = NEVER;
    if (fit >= mql.fit) raw = cross(place, neededOf(mql, fit), mqlLow, mqlHigh);
    else {
      mqlLow[place] = -Infinity;
      mqlHigh[place] = Infinity;
    }
    if (raw !== NEVER && fit >= sql.fit) {
      // records only rise: where the SQL minimum is met before the MQL's, it is met at mql₀ too
      byScore = Math.max(raw, cross(place, neededOf(sql, fit), sqlLow, sqlHigh));
    } else {
      sqlLow[place] = -Infinity;
      sqlHigh[place] = Infinity;
    }
    const isDirect = request !== NEVER && request <= byScore && raw >= request;
    // from the last stage backwards, what lies after the entry of a later stage is void
    const keptOpportunity = opportunity > customer ? NEVER : opportunity;
    let limit = keptOpportunity < customer ? keptOpportunity : customer;
    const scored = byScore < request ? byScore : request;
    let keptSql = NEVER;
    let route: number = ROUTE.none;
    if (scored <= limit && scored !== NEVER) {
      limit = scored;
      keptSql = scored;
      route = isDirect ? ROUTE.direct : ROUTE.nurtured;
    }
    const keptMql = isDirect || raw > limit ? NEVER : raw;
    const bits = enteredBits(keptMql, keptSql, keptOpportunity, customer);
    // a lead without an entry beyond `lead` counts as the lead that it is
    const entered = bits !== 1 || candidates.always[place] === 1 ? bits : 0;
    if (
      keptMql === state.mql[place] &&
      keptSql === state.sql[place] &&
      entered === state.entered[place] &&
      route === state.route[place]
    )
      return;
    const at = changes.count++;
    changes.place[at] = place;
    changes.mql[at] = state.mql[place] as number;
    changes.sql[at] = state.sql[place] as number;
    changes.route[at] = state.route[place] as number;
    changes.entered[at] = state.entered[place] as number;
    moved += +(entered !== 0) - +(state.entered[place] !== 0);
    state.mql[place] = keptMql;
    state.sql[place] = keptSql;
    state.route[place] = route;
    state.entered[place] = entered;
  };

  /** Everybody who moved, as if nobody had before. */
  const everybody = (): EntryChanges => {
    const all = changesFor(count);
    for (let place = 0; place < count; place++) {
      if (state.entered[place] === 0) continue;
      const at = all.count++;
      all.place[at] = place;
    }
    all.mql.fill(NEVER);
    all.sql.fill(NEVER);
    return all;
  };

  const makeEntries = (): Entries => {
    const entries = emptyEntries(moved);
    const [createdAt, mqlAt, sqlAt, opportunityAt, customerAt] = entries.at;
    let at = 0;
    for (let place = 0; place < count; place++) {
      if (state.entered[place] === 0) continue;
      const entered = state.entered[place] as number;
      entries.lead[at] = candidates.lead[place] as number;
      createdAt[at] = candidates.createdAt[place] as number;
      mqlAt[at] = state.mql[place] as number;
      sqlAt[at] = state.sql[place] as number;
      opportunityAt[at] = (entered & 8) === 0 ? NEVER : (candidates.opportunityAt[place] as number);
      customerAt[at] = candidates.customerAt[place] as number;
      entries.disqualifiedAt[at] = candidates.disqualifiedAt[place] as number;
      entries.route[at] = state.route[place] as number;
      entries.entered[at] = entered;
      at++;
    }
    return entries;
  };

  return {
    candidates,
    moved: () => moved,
    move(stages) {
      const mql = minimumsOf(stages.mql);
      const sql = minimumsOf(stages.sql);
      const found = findSuspects(mql, sql);
      last = { mql, sql };
      if (found === 0) return;
      const before = changes.count;
      changes.count = 0;
      for (let index = 0; index < found; index++) decide(suspects[index] as number, mql, sql);
      // without a change the last changes still lead from the version before to this one
      if (changes.count === 0) changes.count = before;
      else version++;
    },
    entries() {
      if (known === null || known.version !== version) known = { version, entries: makeEntries() };
      return known.entries;
    },
    follow<State>(key: string, follower: Follower<State>): State {
      const kept = followers.get(key) as { version: number; readonly state: State } | undefined;
      followers.delete(key);
      const current = kept !== undefined && kept.version >= version - 1 ? kept : null;
      const followed = current ?? { version, state: follower.empty() };
      if (current === null) follower.apply(followed.state, everybody(), state, candidates);
      else if (current.version < version) follower.apply(followed.state, changes, state, candidates);
      followed.version = version;
      followers.set(key, followed);
      if (followers.size > FOLLOWERS) followers.delete([...followers.keys()][0] as string);
      return followed.state;
    },
  };
}
