/** Stays in each stage by group of leads, in memory of their own: for what holds groups, or two views, side by side. */
import { NEVER } from '../model/instant.ts';
import type { GroupStays } from '../statistics/gray-test.ts';
import { sortWhole } from '../statistics/sort.ts';
import type { Stay } from './stays.ts';
import { ENDING_STAGES, STAY, stayOf } from './stays.ts';
import type { Groups, View } from './steps.ts';

const STAGE_COUNT = ENDING_STAGES.length;
/** Ways in which a stay ends, as places in the lists of a group. */
const ENDINGS = 3;
const ADVANCED = 0;
const LOST = 1;
const OPEN = 2;

function endingOf(ending: number): number {
  if (ending === STAY.open) return OPEN;
  return ending === STAY.lost || ending === STAY.reopened ? LOST : ADVANCED;
}

/** Calls back for every stay: of leads that moved in all their stages, of the others as mere leads. */
function visitStays(
  { columns, population, entries }: View,
  groups: Groups | null,
  visit: (list: number, seconds: number) => void,
): void {
  const { asOf } = population;
  const stay: Stay = { ending: 0, seconds: 0 };
  let next = 0;
  for (const lead of population.leads) {
    const group = groups === null ? 0 : (groups[lead] as number);
    const place = entries.lead[next] === lead && next < entries.count ? next++ : -1;
    if (group < 0) continue;
    const first = group * STAGE_COUNT * ENDINGS;
    if (place < 0) {
      visit(first + OPEN, asOf - (columns.leads.createdAt[lead] as number));
      continue;
    }
    for (let stage = 0; stage < STAGE_COUNT; stage++) {
      if ((entries.at[stage] as Int32Array)[place] === NEVER) continue;
      stayOf(entries, asOf, stage, place, stay);
      visit(first + stage * ENDINGS + endingOf(stay.ending), stay.seconds);
    }
  }
}

/**
 * Stays of each group in each stage that ends, in ascending seconds.
 * @param groups group of each lead by ordinal, −1 for none; null = one group of all
 * @returns by group, then by stage
 */
export function staysByGroup(view: View, groups: Groups | null, groupCount: number): GroupStays[][] {
  const sizes = new Int32Array(groupCount * STAGE_COUNT * ENDINGS);
  visitStays(view, groups, (list) => {
    sizes[list] = (sizes[list] as number) + 1;
  });
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  visitStays(view, groups, (list, seconds) => {
    const at = sizes[list] as number;
    (lists[list] as Int32Array)[at] = seconds;
    sizes[list] = at + 1;
  });
  lists.forEach(sortWhole);
  return Array.from({ length: groupCount }, (_, group) =>
    ENDING_STAGES.map((_stage, stage) => {
      const first = (group * STAGE_COUNT + stage) * ENDINGS;
      return {
        advanced: lists[first + ADVANCED] as Int32Array,
        lost: lists[first + LOST] as Int32Array,
        open: lists[first + OPEN] as Int32Array,
      };
    }),
  );
}

/** Stays of a group in one stage, however they ended. */
export function stayCount({ advanced, lost, open }: GroupStays): number {
  return advanced.length + lost.length + open.length;
}
