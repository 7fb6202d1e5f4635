/** Conversion steps, counted for one group of leads or for many at once. */
import { DAY, NEVER } from '../model/instant.ts';
import type { StageCounts, StepFigures } from '../model/metrics-document.ts';
import type { ConversionWindow } from '../model/metrics-request.ts';
import type { Stage } from '../model/stages.ts';
import { STAGES, STEPS } from '../model/stages.ts';
import { wilson } from '../statistics/wilson.ts';
import type { Columns } from './columns.ts';
import type { Entries } from './entries.ts';
import type { Population } from './population.ts';

const STEP_COUNT = STEPS.length;
const STAGE_COUNT = STAGES.length;
/** Stage numbers of each step: the places of its stages in `STAGES`. */
const FROM = Int32Array.from(STEPS, ([from]) => STAGES.indexOf(from));

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
  const days = window[`${from}→${to}`];
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
  for (let step = 0; step < STEP_COUNT; step++) {
    if (FROM[step] !== 0) continue;
    mature.set(step, count(population.asOf - (windowSeconds(windowDays, step) ?? 0)));
  }
  return { entered: count(population.asOf), mature };
}

/** Largest table of groups × signatures. */
const TALLY_CELLS = 4_000_000;

/** The bits of a signature that tell which stages were entered: bit i for the stage at place i of `STAGES`. */
export const ENTERED_BITS = 31;
/** Bits of a lead's signature: entered stages (5), then per step mature (7) and converted (7). */
const MATURE_AT = STAGE_COUNT;
const CONVERTED_AT = STAGE_COUNT + STEP_COUNT;

/**
 * What each moved lead counts in: leads with the same signature count the same in every step, and there are few
 * signatures, so that one addition a lead counts all steps of a grouping.
 */
export interface Signatures {
  /** number of the signature of each moved lead */
  readonly code: Uint16Array;
  /** bits of each signature */
  readonly bits: readonly number[];
}

type StepNumbers = [number, number, number, number, number, number, number];

/** Works out the signatures of all moved leads. The numbers of the steps are their places in `STEPS`. */
export function signatures(view: View): Signatures {
  const { entries, population, windowDays } = view;
  const windows = STEPS.map((_, step) => windowSeconds(windowDays, step) ?? Infinity);
  const limits = windows.map((window) => (window === Infinity ? Infinity : population.asOf - window));
  // steps with one window share their tests; written out, since this runs for every moved lead under the hand
  const [w0, w1, w2, w3, w4, w5, w6] = windows as StepNumbers;
  const [l0, l1, l2, l3, l4, l5, l6] = limits as StepNumbers;
  const [createdAt, mqlAt, sqlAt, opportunityAt, customerAt] = entries.at;
  const code = new Uint16Array(entries.count);
  const bits: number[] = [];
  const numberOf = new Map<number, number>();
  let lastBits = -1;
  let lastCode = 0;
  for (let place = 0; place < entries.count; place++) {
    const created = createdAt[place] as number;
    const mql = mqlAt[place] as number;
    const sql = sqlAt[place] as number;
    const opportunity = opportunityAt[place] as number;
    const customer = customerAt[place] as number;
    let signature = 1;
    if (created <= l0) signature |= 1 << MATURE_AT;
    if (created <= l2) signature |= 1 << (MATURE_AT + 2);
    if (created <= l6) signature |= 1 << (MATURE_AT + 6);
    if (mql !== NEVER) {
      signature |= 2;
      if (mql <= l1) signature |= 1 << (MATURE_AT + 1);
      if (mql - created <= w0) signature |= 1 << CONVERTED_AT;
      if (sql !== NEVER && sql - mql <= w1) signature |= 1 << (CONVERTED_AT + 1);
    }
    if (sql !== NEVER) {
      signature |= 4;
      if (sql <= l3) signature |= 1 << (MATURE_AT + 3);
      if (sql <= l4) signature |= 1 << (MATURE_AT + 4);
      if (sql - created <= w2) signature |= 1 << (CONVERTED_AT + 2);
      if (opportunity !== NEVER && opportunity - sql <= w3) signature |= 1 << (CONVERTED_AT + 3);
      if (customer !== NEVER && customer - sql <= w4) signature |= 1 << (CONVERTED_AT + 4);
    }
    if (opportunity !== NEVER) {
      signature |= 8;
      if (opportunity <= l5) signature |= 1 << (MATURE_AT + 5);
      if (customer !== NEVER && customer - opportunity <= w5) signature |= 1 << (CONVERTED_AT + 5);
    }
    if (customer !== NEVER) {
      signature |= 16;
      if (customer - created <= w6) signature |= 1 << (CONVERTED_AT + 6);
    }
    if (signature !== lastBits) {
      let known = numberOf.get(signature);
      if (known === undefined) {
        known = bits.push(signature) - 1;
        numberOf.set(signature, known);
      }
      lastBits = signature;
      lastCode = known;
    }
    code[place] = lastCode;
  }
  return { code, bits };
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

function emptyCounts(groupCount: number, sizes: GroupSizes): StepCounts {
  const perStep = (): Int32Array => new Int32Array(groupCount * STEP_COUNT);
  const counts = {
    entered: perStep(),
    eligible: perStep(),
    converted: perStep(),
    immatureConverted: perStep(),
    stages: new Int32Array(groupCount * STAGE_COUNT),
  };
  for (let group = 0; group < groupCount; group++) {
    counts.stages[group * STAGE_COUNT] = sizes.entered[group] as number;
    for (let step = 0; step < STEP_COUNT; step++) {
      if (FROM[step] !== 0) continue;
      counts.entered[group * STEP_COUNT + step] = sizes.entered[group] as number;
      counts.eligible[group * STEP_COUNT + step] = sizes.mature.get(step)?.[group] as number;
    }
  }
  return counts;
}

/** Adds a number of leads with one signature to one step of a group. */
function addStep(counts: StepCounts, group: number, step: number, signature: number, leads: number): void {
  const place = group * STEP_COUNT + step;
  const mature = ((signature >>> (MATURE_AT + step)) & 1) === 1;
  if (FROM[step] !== 0) {
    counts.entered[place] = (counts.entered[place] as number) + leads;
    if (mature) counts.eligible[place] = (counts.eligible[place] as number) + leads;
  }
  if (((signature >>> (CONVERTED_AT + step)) & 1) === 0) return;
  if (mature) counts.converted[place] = (counts.converted[place] as number) + leads;
  else counts.immatureConverted[place] = (counts.immatureConverted[place] as number) + leads;
}

const hasStage = (signature: number, stage: number): boolean => ((signature >>> stage) & 1) === 1;

/** Counts steps where a lead's group is the same for all of them. */
function countByLead(
  view: View,
  signed: Signatures,
  groups: Groups | null,
  groupCount: number,
  counts: StepCounts,
): void {
  const { lead, count } = view.entries;
  const kinds = signed.bits.length;
  // a column with a value of its own for every lead would need a table as wide as all signatures
  if (groupCount * kinds > TALLY_CELLS) {
    countOneByOne(view, signed, groups, counts);
    return;
  }
  const tally = new Int32Array(groupCount * kinds);
  for (let place = 0; place < count; place++) {
    const group = groups === null ? 0 : (groups[lead[place] as number] as number);
    if (group < 0) continue;
    const cell = group * kinds + (signed.code[place] as number);
    tally[cell] = (tally[cell] as number) + 1;
  }
  for (let group = 0; group < groupCount; group++) {
    for (let kind = 0; kind < kinds; kind++) {
      const leads = tally[group * kinds + kind] as number;
      if (leads > 0) addLeads(counts, group, signed.bits[kind] as number, leads);
    }
  }
}

/** Adds a number of leads with one signature to a group. */
function addLeads(counts: StepCounts, group: number, signature: number, leads: number): void {
  for (let stage = 1; stage < STAGE_COUNT; stage++) {
    if (!hasStage(signature, stage)) continue;
    const cell = group * STAGE_COUNT + stage;
    counts.stages[cell] = (counts.stages[cell] as number) + leads;
  }
  for (let step = 0; step < STEP_COUNT; step++)
    if (hasStage(signature, FROM[step] as number)) addStep(counts, group, step, signature, leads);
}

function countOneByOne(view: View, signed: Signatures, groups: Groups | null, counts: StepCounts): void {
  const { lead, count } = view.entries;
  for (let place = 0; place < count; place++) {
    const group = groups === null ? 0 : (groups[lead[place] as number] as number);
    if (group >= 0) addLeads(counts, group, signed.bits[signed.code[place] as number] as number, 1);
  }
}

/** Counts each step in the group of the entry into its first stage. */
function countByEntry(
  view: View,
  signed: Signatures,
  groupAt: (instant: number) => number,
  counts: StepCounts,
): void {
  const { entries } = view;
  const groupOf = new Int32Array(STAGE_COUNT);
  for (let place = 0; place < entries.count; place++) {
    const signature = signed.bits[signed.code[place] as number] as number;
    for (let stage = 0; stage < STAGE_COUNT; stage++) {
      if (!hasStage(signature, stage)) continue;
      const group = groupAt((entries.at[stage] as Int32Array)[place] as number);
      groupOf[stage] = group;
      if (stage === 0) continue;
      const cell = group * STAGE_COUNT + stage;
      counts.stages[cell] = (counts.stages[cell] as number) + 1;
    }
    for (let step = 0; step < STEP_COUNT; step++) {
      const from = FROM[step] as number;
      if (hasStage(signature, from)) addStep(counts, groupOf[from] as number, step, signature, 1);
    }
  }
}

function stepFigures(counts: StepCounts, group: number): StepFigures[] {
  return STEPS.map(([from, to], step) => {
    const place = group * STEP_COUNT + step;
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
    STAGES.map((stage, index) => [stage, counts.stages[group * STAGE_COUNT + index]]),
  ) as Record<Stage, number>;
}

/** Entered stages and steps of one group. */
export interface GroupFigures {
  readonly entered: StageCounts;
  readonly steps: StepFigures[];
}

/**
 * Steps of every group, in the order of the groups.
 * @param grouping group of each lead (null = all in one), or the group of an entry's instant
 */
export function figuresByGroup(
  view: View,
  signed: Signatures,
  grouping: Groups | null | ((instant: number) => number),
  groupCount: number,
  sizes: GroupSizes,
): GroupFigures[] {
  const counts = emptyCounts(groupCount, sizes);
  if (typeof grouping === 'function') countByEntry(view, signed, grouping, counts);
  else countByLead(view, signed, grouping, groupCount, counts);
  return Array.from({ length: groupCount }, (_, group) => ({
    entered: stageCounts(counts, group),
    steps: stepFigures(counts, group),
  }));
}
