/** Which order of day and month lets leads be created before they enter a stage, where the dates alone do not tell. */
import { RECORDED_DATES } from '../../model/stages.ts';
import type { DateOrder } from '../mapping.ts';
import { readDate } from './dates.ts';
import type { Draft } from './draft.ts';
import type { FileFacts } from './facts.ts';

/** Stage dates of the sample that lie before the creation, by the order in which open columns are read. */
export interface BeforeCreation {
  readonly dmyBeforeCreation: number;
  readonly mdyBeforeCreation: number;
}

/** Far more: so many times the other's, and at least so many. */
const FAR_MORE = 2;
const ENOUGH = 5;

/**
 * Counts stage dates before the creation under both orders.
 * @param open columns that can be read in both
 * @param orders of the other columns
 * @returns null where no open column is among the dates of leads
 */
export function beforeCreation(
  facts: FileFacts,
  { tables }: Draft,
  open: ReadonlySet<string>,
  orders: ReadonlyMap<string, DateOrder>,
): BeforeCreation | null {
  const columns = tables.find(({ table, perLead }) => table === 'leads' && !perLead)?.columns ?? {};
  const created = columns['created_at']?.from[0];
  const stages = RECORDED_DATES.flatMap((name) => columns[name]?.from ?? []);
  if (created === undefined || ![created, ...stages].some((name) => open.has(name))) return null;
  const places = new Map(facts.columns.map(({ name }, index) => [name, index]));
  const under = (order: 'dmy' | 'mdy'): number => {
    const read = (row: FileFacts['rows'][number], name: string): string | null => {
      const cell = row[places.get(name) ?? -1] ?? null;
      const day = cell === null ? null : readDate(cell, open.has(name) ? order : (orders.get(name) ?? 'ymd'));
      return day === null ? null : day.slice(0, 10);
    };
    let early = 0;
    for (const row of facts.rows) {
      const start = read(row, created);
      if (start === null) continue;
      for (const name of stages) {
        const entered = read(row, name);
        if (entered !== null && entered < start) early++;
      }
    }
    return early;
  };
  return { dmyBeforeCreation: under('dmy'), mdyBeforeCreation: under('mdy') };
}

/** The order that puts far fewer stage dates before the creation; null where neither does. */
export function fewerBeforeCreation(counts: BeforeCreation): 'dmy' | 'mdy' | null {
  const { dmyBeforeCreation: dmy, mdyBeforeCreation: mdy } = counts;
  if (mdy >= ENOUGH && mdy > FAR_MORE * dmy) return 'dmy';
  return dmy >= ENOUGH && dmy > FAR_MORE * mdy ? 'mdy' : null;
}
