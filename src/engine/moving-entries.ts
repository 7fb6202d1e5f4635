/**
 * Entries of basis model under a moving threshold. From one threshold to the next few leads change, so each lead keeps
 * the range of thresholds within which nothing changes for it, and whoever counts leads is told who left theirs.
 */
import { NEVER } from '../model/instant.ts';
import type { ScoringModel, StageMinimums } from '../model/scoring-model.ts';
import type { Candidates } from './candidates.ts';
import { asksScore, AT, ROW } from './candidates.ts';
import type { Entries } from './entries.ts';
import { emptyEntries, enteredBits, ROUTE } from './entries.ts';
import type { ScoreRecords } from './score-records.ts';
import { TOLERANCE } from './scores.ts';

/** Leads whose entries changed, ascending by `leadOrdinal`, with all that is counted of them; parallel arrays. */
export interface EntryChanges {
  count: number;
  readonly lead: Int32Array;
  readonly created: Int32Array;
  readonly opportunity: Int32Array;
  readonly customer: Int32Array;
  readonly disqualified: Int32Array;
  readonly mqlBefore: Int32Array;
  readonly mql: Int32Array;
  readonly sqlBefore: Int32Array;
  readonly sql: Int32Array;
  /** bits of the entered stages; 0 where the lead did not move at all */
  readonly enteredBefore: Uint8Array;
  readonly entered: Uint8Array;
  /** see `ROUTE` */
  readonly routeBefore: Uint8Array;
  readonly route: Uint8Array;
  /** what several followers need of these changes, worked out once */
  once<Value>(key: string, make: () => Value): Value;
}

/** Something counted over entries, which is brought up to date by the changes. */
export interface Follower<State> {
  /** nothing counted */
  empty(): State;
  apply(state: State, changes: EntryChanges): void;
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
/** Candidates whose memory is fetched ahead of their decision. */
const BATCH = 256;
/** Bounds of a candidate. */
const BOUNDS = 4;
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

/** Room for changes, with what is known of them; `forget` when others take their place. */
function changesFor(count: number): EntryChanges & { forget(): void } {
  const known = new Map<string, unknown>();
  const instants = (): Int32Array => new Int32Array(count);
  const codes = (): Uint8Array => new Uint8Array(count);
  return {
    count: 0,
    lead: instants(),
    created: instants(),
    opportunity: instants(),
    customer: instants(),
    disqualified: instants(),
    mqlBefore: instants(),
    mql: instants(),
    sqlBefore: instants(),
    sql: instants(),
    enteredBefore: codes(),
    entered: codes(),
    routeBefore: codes(),
    route: codes(),
    once<Value>(key: string, make: () => Value): Value {
      if (!known.has(key)) known.set(key, make());
      return known.get(key) as Value;
    },
    forget: () => known.clear(),
  };
}

/**
 * Makes the entries of candidates; nobody has moved before the first `move`.
 * @param records of all leads
 */
export function makeMovingEntries(candidates: Candidates, records: ScoreRecords): MovingEntries {
  const { count, rows, reals } = candidates;
  const { score, instant } = records;
  // within these bounds of the engagement minimums (above low, up to high) a lead stays as it is: low and high of the
  // MQL's, low and high of the SQL's
  const bounds = new Float32Array(count * BOUNDS);
  const suspects = new Int32Array(count + 1);
  const changes = changesFor(count);
  const followers = new Map<string, { version: number; readonly state: unknown }>();
  let version = 0;
  let moved = 0;
  const starts = new Int32Array(BATCH);
  const ends = new Int32Array(BATCH);
  let whole: { readonly version: number; readonly changes: EntryChanges } | null = null;
  let last: { readonly mql: Minimums; readonly sql: Minimums } | null = null;
  let known: { readonly version: number; readonly entries: Entries } | null = null;

  /** First record that meets a minimum, and at `bound` the bounds of the minimums that give the same. */
  const cross = (row: number, needed: number, bound: number): number => {
    const from = rows[row + AT.record] as number;
    const end = rows[row + AT.recordEnd] as number;
    let low = from;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((score[middle] as number) >= needed) high = middle;
      else low = middle + 1;
    }
    bounds[bound] = low > from ? inwards(score[low - 1] as number, 1) : -Infinity;
    bounds[bound + 1] = low < end ? inwards(score[low] as number, -1) : Infinity;
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
        const bound = place * BOUNDS;
        suspects[found] = place;
        found +=
          1 ^
          (+(forMql > (bounds[bound] as number)) &
            +(forMql <= (bounds[bound + 1] as number)) &
            +(forSql > (bounds[bound + 2] as number)) &
            +(forSql <= (bounds[bound + 3] as number)));
      }
      return found;
    }
    for (let place = 0; place < count; place++) {
      const fit = candidates.fit[place] as number;
      const bound = place * BOUNDS;
      suspects[found] = place;
      found +=
        (1 ^
          (+(forMql > (bounds[bound] as number)) &
            +(forMql <= (bounds[bound + 1] as number)) &
            +(forSql > (bounds[bound + 2] as number)) &
            +(forSql <= (bounds[bound + 3] as number)))) |
        (+(fit >= before.mql.fit) ^ +(fit >= mql.fit)) |
        (+(fit >= before.sql.fit) ^ +(fit >= sql.fit));
    }
    return found;
  };

  /** Decides one candidate anew, and notes it where it changed. */
  const decide = (place: number, mql: Minimums, sql: Minimums): void => {
    const row = place * ROW;
    const bound = place * BOUNDS;
    const fit = reals[(row >>> 1) + AT.fit] as number;
    const request = rows[row + AT.request] as number;
    const opportunity = rows[row + AT.opportunity] as number;
    const customer = rows[row + AT.customer] as number;
    let raw = NEVER;
    let byScore = NEVER;
    if (fit >= mql.fit) raw = cross(row, neededOf(mql, fit), bound);
    else {
      bounds[bound] = -Infinity;
      bounds[bound + 1] = Infinity;
    }
    if (raw !== NEVER && fit >= sql.fit) {
      // records only rise: where the SQL minimum is met before the MQL's, it is met at mql₀ too
      byScore = Math.max(raw, cross(row, neededOf(sql, fit), bound + 2));
    } else {
      bounds[bound + 2] = -Infinity;
      bounds[bound + 3] = Infinity;
    }
    const isDirect = request !== NEVER && request <= byScore && raw >= request;
    // from the last stage backwards, what lies after the entry of a later stage is void
    let limit = opportunity < customer ? opportunity : customer;
    const scored = byScore < request ? byScore : request;
    let keptSql = NEVER;
    let route: number = ROUTE.none;
    if (scored <= limit && scored !== NEVER) {
      limit = scored;
      keptSql = scored;
      route = isDirect ? ROUTE.direct : ROUTE.nurtured;
    }
    const keptMql = isDirect || raw > limit ? NEVER : raw;
    const bits = enteredBits(keptMql, keptSql, opportunity, customer);
    // a lead without an entry beyond `lead` counts as the lead that it is
    const entered = bits !== 1 || rows[row + AT.always] === 1 ? bits : 0;
    const mqlBefore = rows[row + AT.mql] as number;
    const sqlBefore = rows[row + AT.sql] as number;
    const enteredBefore = rows[row + AT.entered] as number;
    const routeBefore = rows[row + AT.route] as number;
    if (keptMql === mqlBefore && keptSql === sqlBefore && entered === enteredBefore && route === routeBefore)
      return;
    const at = note(changes, row);
    changes.mqlBefore[at] = mqlBefore;
    changes.sqlBefore[at] = sqlBefore;
    changes.enteredBefore[at] = enteredBefore;
    changes.routeBefore[at] = routeBefore;
    changes.mql[at] = keptMql;
    changes.sql[at] = keptSql;
    changes.entered[at] = entered;
    changes.route[at] = route;
    moved += +(entered !== 0) - +(enteredBefore !== 0);
    rows[row + AT.mql] = keptMql;
    rows[row + AT.sql] = keptSql;
    rows[row + AT.entered] = entered;
    rows[row + AT.route] = route;
  };

  /**
   * Reads what `decide` is going to read. Nothing here waits for a comparison, so that the processor has many of these
   * reads under way at a time, and finds them in its nearest memory afterwards.
   * @returns what depends on all of them, lest they be left out
   */
  const touch = (from: number, to: number): number => {
    let sum = 0;
    for (let index = from; index < to; index++) {
      const record = rows[(suspects[index] as number) * ROW + AT.record] as number;
      sum += record;
      starts[index - from] = record;
      ends[index - from] = rows[(suspects[index] as number) * ROW + AT.recordEnd] as number;
    }
    for (let index = 0; index < to - from; index++) {
      const first = starts[index] as number;
      const middle = (first + (ends[index] as number)) >>> 1;
      sum += (score[first] as number) + (score[middle] as number) + (instant[middle] as number);
    }
    return sum;
  };

  /** Notes what does not change of a lead that did. */
  const note = (into: EntryChanges, row: number): number => {
    const at = into.count++;
    into.lead[at] = rows[row + AT.lead] as number;
    into.created[at] = rows[row + AT.created] as number;
    into.opportunity[at] = rows[row + AT.opportunity] as number;
    into.customer[at] = rows[row + AT.customer] as number;
    into.disqualified[at] = rows[row + AT.disqualified] as number;
    return at;
  };

  /** Everybody who moved, as if nobody had before. */
  const everybody = (): EntryChanges => {
    if (whole?.version === version) return whole.changes;
    const all = changesFor(moved);
    all.mqlBefore.fill(NEVER);
    all.sqlBefore.fill(NEVER);
    for (let row = 0; row < rows.length; row += ROW) {
      if (rows[row + AT.entered] === 0) continue;
      const at = note(all, row);
      all.mql[at] = rows[row + AT.mql] as number;
      all.sql[at] = rows[row + AT.sql] as number;
      all.entered[at] = rows[row + AT.entered] as number;
      all.route[at] = rows[row + AT.route] as number;
    }
    whole = { version, changes: all };
    return all;
  };

  const makeEntries = (): Entries => {
    const { count: many, lead, created, opportunity, customer, ...all } = everybody();
    const entries = emptyEntries(many);
    const [createdAt, mqlAt, sqlAt, opportunityAt, customerAt] = entries.at;
    entries.lead.set(lead);
    createdAt.set(created);
    mqlAt.set(all.mql);
    sqlAt.set(all.sql);
    opportunityAt.set(opportunity);
    customerAt.set(customer);
    entries.disqualifiedAt.set(all.disqualified);
    entries.route.set(all.route);
    entries.entered.set(all.entered);
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
      for (let from = 0; from < found; from += BATCH) {
        const to = Math.min(found, from + BATCH);
        touch(from, to);
        for (let index = from; index < to; index++) decide(suspects[index] as number, mql, sql);
      }
      // without a change the last changes still lead from the version before to this one
      if (changes.count === 0) changes.count = before;
      else {
        version++;
        changes.forget();
        whole = null;
      }
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
      if (current === null) follower.apply(followed.state, everybody());
      else if (current.version < version) follower.apply(followed.state, changes);
      followed.version = version;
      followers.set(key, followed);
      if (followers.size > FOLLOWERS) followers.delete([...followers.keys()][0] as string);
      return followed.state;
    },
  };
}
