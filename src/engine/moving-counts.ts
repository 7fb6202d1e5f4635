/** Counts over moving entries: leads by group and signature, routes, and entries by month. */
import { NEVER } from '../model/instant.ts';
import { ROUTES } from '../model/stages.ts';
import type { Months } from './months.ts';
import { monthOf } from './months.ts';
import type { EntryChanges, Follower } from './moving-entries.ts';
import type { CountSteps, Groups, SignatureOf } from './steps.ts';
import { addLeads, SIGNATURE_BITS } from './steps.ts';

/** Leads by signature and group. */
export interface Tally {
  /** for each signature by its number, leads by group; empty where none came up */
  readonly leads: (Int32Array | undefined)[];
}

/** Signatures by their numbers, which are given in the order in which they come up; 0 is nobody's. */
const numbered: number[] = [-1];
/** Number of each signature, 0 where it did not come up: there are few, and looking one up is a read. */
const numberOf = new Uint16Array(1 << SIGNATURE_BITS);

function numberFor(signature: number): number {
  const known = numberOf[signature] as number;
  if (known !== 0) return known;
  const number = numbered.push(signature) - 1;
  numberOf[signature] = number;
  return number;
}

/** Leads whose signature changed, with the numbers of both; 0 where they did not move. */
interface SignedChanges {
  count: number;
  readonly lead: Int32Array;
  readonly before: Uint16Array;
  readonly after: Uint16Array;
}

function signChanges(signatureOf: SignatureOf, changes: EntryChanges): SignedChanges {
  const signed: SignedChanges = {
    count: 0,
    lead: new Int32Array(changes.count),
    before: new Uint16Array(changes.count),
    after: new Uint16Array(changes.count),
  };
  const sign = (at: number, entered: number, mql: number, sql: number): number =>
    entered === 0
      ? 0
      : numberFor(
          signatureOf(
            entered,
            changes.created[at] as number,
            mql,
            sql,
            changes.opportunity[at] as number,
            changes.customer[at] as number,
          ),
        );
  const { enteredBefore, mqlBefore, sqlBefore, entered, mql, sql } = changes;
  for (let at = 0; at < changes.count; at++) {
    const before = sign(at, enteredBefore[at] as number, mqlBefore[at] as number, sqlBefore[at] as number);
    const after = sign(at, entered[at] as number, mql[at] as number, sql[at] as number);
    if (before === after) continue;
    const to = signed.count++;
    signed.lead[to] = changes.lead[at] as number;
    signed.before[to] = before;
    signed.after[to] = after;
  }
  return signed;
}

/**
 * Counts leads by signature and group.
 * @param key of the signatures: the same for the same `signatureOf`, which then runs once for all countings
 * @param groups group of each lead, null = all in one; leads below 0 belong to none
 */
export function tallyFollower(
  key: string,
  signatureOf: SignatureOf,
  groups: Groups | null,
  groupCount: number,
): Follower<Tally> {
  return {
    empty: () => ({ leads: [] }),
    apply({ leads }, changes) {
      const signed = changes.once(key, () => signChanges(signatureOf, changes));
      const add = (number: number, group: number, by: number): void => {
        if (number === 0) return;
        const counts = (leads[number] ??= new Int32Array(groupCount));
        counts[group] = (counts[group] as number) + by;
      };
      for (let at = 0; at < signed.count; at++) {
        const group = groups === null ? 0 : (groups[signed.lead[at] as number] as number);
        if (group < 0) continue;
        add(signed.before[at] as number, group, -1);
        add(signed.after[at] as number, group, 1);
      }
    },
  };
}

/** Counts steps from leads that are tallied already. */
export function countTallied({ leads }: Tally): CountSteps {
  return (counts, groupCount) => {
    leads.forEach((byGroup, number) => {
      if (byGroup === undefined) return;
      for (let group = 0; group < groupCount; group++)
        if (byGroup[group] !== 0)
          addLeads(counts, group, numbered[number] as number, byGroup[group] as number);
    });
  };
}

/** Counts leads by their route: by the codes of `ROUTE`. */
export const ROUTE_FOLLOWER: Follower<Int32Array> = {
  empty: () => new Int32Array(ROUTES.length + 1),
  apply(counts, { count, routeBefore, route }) {
    for (let at = 0; at < count; at++) {
      const before = routeBefore[at] as number;
      const after = route[at] as number;
      counts[before] = (counts[before] as number) - 1;
      counts[after] = (counts[after] as number) + 1;
    }
  },
};

/** Counts entries by month: for each stage beyond `lead`, entries by place of the month. */
export function monthFollower(months: Months): Follower<readonly Int32Array[]> {
  return {
    empty: () => Array.from({ length: 4 }, () => new Int32Array(months.count)),
    apply([mqls, sqls, opportunities, customers], changes) {
      const add = (counts: Int32Array | undefined, instant: number, by: number): void => {
        if (counts === undefined || instant === NEVER) return;
        const month = monthOf(months, instant);
        counts[month] = (counts[month] as number) + by;
      };
      for (let at = 0; at < changes.count; at++) {
        const before = changes.enteredBefore[at] as number;
        const entered = changes.entered[at] as number;
        const mqlBefore = changes.mqlBefore[at] as number;
        const mql = changes.mql[at] as number;
        const sqlBefore = changes.sqlBefore[at] as number;
        const sql = changes.sql[at] as number;
        if (mql !== mqlBefore) {
          add(mqls, mqlBefore, -1);
          add(mqls, mql, 1);
        }
        if (sql !== sqlBefore) {
          add(sqls, sqlBefore, -1);
          add(sqls, sql, 1);
        }
        if ((before & 8) !== (entered & 8))
          add(opportunities, changes.opportunity[at] as number, entered === 0 ? -1 : 1);
        if ((before & 16) !== (entered & 16))
          add(customers, changes.customer[at] as number, entered === 0 ? -1 : 1);
      }
    },
  };
}
