/** Counts over moving entries: leads by group and signature, routes, and entries by month. */
import { NEVER } from '../model/instant.ts';
import { ROUTES } from '../model/stages.ts';
import type { Months } from './months.ts';
import { monthOf } from './months.ts';
import type { Follower } from './moving-entries.ts';
import type { Groups, SignatureOf } from './steps.ts';

/** Leads by signature and group. */
export interface Tally {
  /** each signature that came up */
  readonly bits: number[];
  /** for each of them, leads by group */
  readonly leads: Int32Array[];
  readonly codeOf: Map<number, number>;
}

/**
 * Counts leads by signature and group.
 * @param groups group of each lead, null = all in one; leads below 0 belong to none
 */
export function tallyFollower(
  signatureOf: SignatureOf,
  groups: Groups | null,
  groupCount: number,
): Follower<Tally> {
  return {
    empty: () => ({ bits: [], leads: [], codeOf: new Map() }),
    apply({ bits, leads, codeOf }, changes, now, { lead, createdAt, opportunityAt, customerAt }) {
      const add = (
        place: number,
        group: number,
        entered: number,
        mql: number,
        sql: number,
        by: number,
      ): void => {
        // an opportunity that a customer's entry voids has no bit
        const opportunity = (entered & 8) === 0 ? NEVER : (opportunityAt[place] as number);
        const signature = signatureOf(
          entered,
          createdAt[place] as number,
          mql,
          sql,
          opportunity,
          customerAt[place] as number,
        );
        let code = codeOf.get(signature);
        if (code === undefined) {
          code = bits.push(signature) - 1;
          leads.push(new Int32Array(groupCount));
          codeOf.set(signature, code);
        }
        const counts = leads[code] as Int32Array;
        counts[group] = (counts[group] as number) + by;
      };
      for (let at = 0; at < changes.count; at++) {
        const place = changes.place[at] as number;
        const group = groups === null ? 0 : (groups[lead[place] as number] as number);
        if (group < 0) continue;
        const before = changes.entered[at] as number;
        const entered = now.entered[place] as number;
        if (before !== 0) add(place, group, before, changes.mql[at] as number, changes.sql[at] as number, -1);
        if (entered !== 0) add(place, group, entered, now.mql[place] as number, now.sql[place] as number, 1);
      }
    },
  };
}

/** Counts leads by their route: by the codes of `ROUTE`. */
export const ROUTE_FOLLOWER: Follower<Int32Array> = {
  empty: () => new Int32Array(ROUTES.length + 1),
  apply(counts, changes, now) {
    for (let at = 0; at < changes.count; at++) {
      const before = changes.route[at] as number;
      const route = now.route[changes.place[at] as number] as number;
      counts[before] = (counts[before] as number) - 1;
      counts[route] = (counts[route] as number) + 1;
    }
  },
};

/** Counts entries by month: for each stage beyond `lead`, entries by place of the month. */
export function monthFollower(months: Months): Follower<readonly Int32Array[]> {
  return {
    empty: () => Array.from({ length: 4 }, () => new Int32Array(months.count)),
    apply([mqls, sqls, opportunities, customers], changes, now, { opportunityAt, customerAt }) {
      const add = (counts: Int32Array | undefined, instant: number, by: number): void => {
        if (counts === undefined || instant === NEVER) return;
        const month = monthOf(months, instant);
        counts[month] = (counts[month] as number) + by;
      };
      for (let at = 0; at < changes.count; at++) {
        const place = changes.place[at] as number;
        const before = changes.entered[at] as number;
        const entered = now.entered[place] as number;
        const mql = now.mql[place] as number;
        const sql = now.sql[place] as number;
        if (mql !== changes.mql[at]) {
          add(mqls, changes.mql[at] as number, -1);
          add(mqls, mql, 1);
        }
        if (sql !== changes.sql[at]) {
          add(sqls, changes.sql[at] as number, -1);
          add(sqls, sql, 1);
        }
        if ((before & 8) !== (entered & 8))
          add(opportunities, opportunityAt[place] as number, entered === 0 ? -1 : 1);
        if ((before & 16) !== (entered & 16))
          add(customers, customerAt[place] as number, entered === 0 ? -1 : 1);
      }
    },
  };
}
