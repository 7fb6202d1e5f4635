/** Conversion steps, counted for one group of leads or for many at once. */
import { DAY, NEVER } from '../model/instant.ts';
import type { StageCounts, StepFigures } from '../model/metrics-document.ts';
import type { ConversionWindow } from '../model/metrics-request.ts';
import type { Stage, StepName } from '../model/stages.ts';
import { STAGES, STEPS } from '../model/stages.ts';
import { wilson } from '../statistics/wilson.ts';
import type { Columns } from './columns.ts';
import type { Entries } from './entries.ts';
import type { Population } from './population.ts';

/** Stage numbers of each step: the places of its stages in `STAGES`. */
const STEP_STAGES = STEPS.map(([from, to]) => [STAGES.indexOf(from), STAGES.indexOf(to)] as const);

/** What the sections read: leads, their entries, and the window. */
export interface View {
  readonly columns: Columns;
  readonly population: Population;
  readonly entries: Entries;
  readonly windowDays: ConversionWindow;
}

/** Window of one step in seconds, `null` where it has none. */
export function windowSeconds(window: ConversionWindow, step: number): number | null {
  if (window === null || typeof window === 'number') return window === null ? null : window * DAY;
  const [from, to] = STEPS[step] as (typeof STEPS)[number];
  const days = window[`${from}→${to}` as StepName];
  return days === undefined ? null : days * DAY;
}

/** Group of each lead by ordinal; leads with −1 belong to none. */
export type Groups = Int32Array;

/** Counts of leads by group that do not depend on stage entries, so a drag needs them once. */
export interface GroupSizes {
  readonly entered: Int32Array;
  /** for each step that starts at `lead`: mature leads by group */
  readonly mature: ReadonlyMap<number, Int32Array>;
}

/** Counts all leads of a population by group, and the mature ones of each step from `lead`. */
export function groupSizes(
  view: Pick<View, 'columns' | 'population' | 'windowDays'>,
  groups: Groups | null,
  groupCount: number,
): GroupSizes {
  const { columns, population, windowDays } = view;
  const { createdAt } = columns.leads;
  const byLimit = new Map<number, Int32Array>();
  const count = (limit: number): Int32Array => {
    const done = byLimit.get(limit);
    if (done) return done;
    const counts = new Int32Array(groupCount);
    for (const lead of population.leads) {
      // ascending by creation: the first that is not mature ends it
      if ((createdAt[lead] as number) > limit) break;
      const group = groups === null ? 0 : (groups[lead] as number);
      if (group >= 0) counts[group] = (counts[group] as number) + 1;
    }
    byLimit.set(limit, counts);
    return counts;
  };
  const mature = new Map<number, Int32Array>();
  STEP_STAGES.forEach(([from], step) => {
    if (from !== 0) return;
    mature.set(step, count(population.asOf - (windowSeconds(windowDays, step) ?? 0)));
  });
  return { entered: count(population.asOf), mature };
}

/** Raw counts of steps: `[group × steps + step]`. */
interface StepCounts {
  readonly entered: Int32Array;
  readonly eligible: Int32Array;
  readonly converted: Int32Array;
  readonly immatureConverted: Int32Array;
  /** `[group × stages + stage]` */
  readonly stages: Int32Array;
}

function instantsOf(view: View): readonly Int32Array[] {
  const { entries, columns } = view;
  return [columns.leads.createdAt, entries.mql, entries.sql, entries.opportunity, entries.customer];
}

/**
 * Counts steps by group.
 * @param groupAt group of a lead for an entry at a stored instant; −1 for none. `null` = the group does not depend on
 *   the instant and comes from `groups`.
 */
function countSteps(
  view: View,
  groups: Groups | null,
  groupCount: number,
  sizes: GroupSizes,
  groupAt: ((instant: number) => number) | null,
): StepCounts {
  const { population, entries, windowDays } = view;
  const instants = instantsOf(view);
  const steps = STEP_STAGES.length;
  const stageCount = STAGES.length;
  const entered = new Int32Array(groupCount * steps);
  const eligible = new Int32Array(groupCount * steps);
  const converted = new Int32Array(groupCount * steps);
  const immatureConverted = new Int32Array(groupCount * steps);
  const stages = new Int32Array(groupCount * stageCount);
  const windows = STEP_STAGES.map((_, step) => windowSeconds(windowDays, step));
  for (let group = 0; group < groupCount; group++) {
    stages[group * stageCount] = sizes.entered[group] as number;
    STEP_STAGES.forEach(([from], step) => {
      if (from !== 0) return;
      entered[group * steps + step] = sizes.entered[group] as number;
      eligible[group * steps + step] = sizes.mature.get(step)?.[group] as number;
    });
  }
  const { moved } = entries;
  const at = new Float64Array(stageCount);
  const groupOf = new Int32Array(stageCount);
  for (let index = 0; index < moved.length; index++) {
    const lead = moved[index] as number;
    const fixed = groups === null ? 0 : (groups[lead] as number);
    for (let stage = 0; stage < stageCount; stage++) {
      const instant = (instants[stage] as Int32Array)[lead] as number;
      at[stage] = instant;
      if (instant === NEVER) continue;
      const group = groupAt === null ? fixed : groupAt(instant);
      groupOf[stage] = group;
      if (stage > 0 && group >= 0)
        stages[group * stageCount + stage] = (stages[group * stageCount + stage] as number) + 1;
    }
    for (let step = 0; step < steps; step++) {
      const pair = STEP_STAGES[step] as readonly [number, number];
      const from = at[pair[0]] as number;
      if (from === NEVER) continue;
      const group = groupOf[pair[0]] as number;
      if (group < 0) continue;
      const place = group * steps + step;
      const window = windows[step] as number | null;
      const mature = window === null || from <= population.asOf - window;
      if (pair[0] !== 0) {
        entered[place] = (entered[place] as number) + 1;
        if (mature) eligible[place] = (eligible[place] as number) + 1;
      }
      const to = at[pair[1]] as number;
      if (to === NEVER || (window !== null && to - from > window)) continue;
      if (mature) converted[place] = (converted[place] as number) + 1;
      else immatureConverted[place] = (immatureConverted[place] as number) + 1;
    }
  }
  return { entered, eligible, converted, immatureConverted, stages };
}

function stepFigures(counts: StepCounts, group: number): StepFigures[] {
  return STEPS.map(([from, to], step) => {
    const place = group * STEPS.length + step;
    const entered = counts.entered[place] as number;
    const eligible = counts.eligible[place] as number;
    const converted = counts.converted[place] as number;
    const interval = wilson(converted, eligible);
    return {
      from,
      to,
      entered,
      eligible,
      converted,
      immature: entered - eligible,
      immatureConverted: counts.immatureConverted[place] as number,
      rate: eligible === 0 ? null : converted / eligible,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  });
}

function stageCounts(counts: StepCounts, group: number): StageCounts {
  return Object.fromEntries(
    STAGES.map((stage, index) => [stage, counts.stages[group * STAGES.length + index]]),
  ) as Record<Stage, number>;
}

/** Entered stages and steps of one group. */
export interface GroupFigures {
  readonly entered: StageCounts;
  readonly steps: StepFigures[];
}

/** Steps of every group, in the order of the groups. */
export function figuresByGroup(
  view: View,
  groups: Groups | null,
  groupCount: number,
  sizes: GroupSizes = groupSizes(view, groups, groupCount),
  groupAt: ((instant: number) => number) | null = null,
): GroupFigures[] {
  const counts = countSteps(view, groups, groupCount, sizes, groupAt);
  return Array.from({ length: groupCount }, (_, group) => ({
    entered: stageCounts(counts, group),
    steps: stepFigures(counts, group),
  }));
}
