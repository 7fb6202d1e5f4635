/** Conversion steps, counted for one group of leads or for many at once. */
import { DAY, NEVER } from '../model/instant.ts';
import type { StageCounts, StepFigures } from '../model/metrics-document.ts';
import type { ConversionWindow } from '../model/metrics-request.ts';
import type { Stage } from '../model/stages.ts';
import { STAGES, STEPS } from '../model/stages.ts';
import { wilson } from '../statistics/wilson.ts';
import type { Columns } from './columns.ts';
import type { Entries } from './entries.ts';
import type { MovingEntries } from './moving-entries.ts';
import type { Population } from './population.ts';

const STEP_COUNT = STEPS.length;
const STAGE_COUNT = STAGES.length;
/** Stage numbers of each step: the places of its stages in `STAGES`. */
const FROM = Int32Array.from(STEPS, ([from]) => STAGES.indexOf(from));
const TO = Int32Array.from(STEPS, ([, to]) => STAGES.indexOf(to));

/** What the sections read: leads, their entries, and the window. */
export interface View {
  readonly columns: Columns;
  readonly population: Population;
  /** put together when they are first asked for: what moves under the hand asks `moving` */
  readonly entries: Entries;
  /** entries of basis model as they move with the thresholds; null on basis recorded */
  readonly moving: MovingEntries | null;
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
/** All bits of a signature. */
export const SIGNATURE_BITS = CONVERTED_AT + STEP_COUNT;

const hasStage = (signature: number, stage: number): boolean => ((signature >>> stage) & 1) === 1;

/**
 * What each moved lead counts in: leads with the same signature count the same in every step, and there are few
 * signatures, so that one addition a lead counts all steps of a grouping.
 */
export interface Signatures {
  /** number of the signature of each moved lead */
  readonly code: Uint8Array | Uint16Array;
  /** bits of each signature */
  readonly bits: readonly number[];
}

type StepNumbers = [number, number, number, number, number, number, number];

/** Signature of a lead by the stages that it entered where no step has a window: who entered both stages converted. */
const UNBOUNDED_SIGNATURES = Array.from({ length: ENTERED_BITS + 1 }, (_, entered) => {
  let signature = entered;
  for (let step = 0; step < STEP_COUNT; step++) {
    if (!hasStage(entered, FROM[step] as number)) continue;
    signature |= 1 << (MATURE_AT + step);
    if (hasStage(entered, TO[step] as number)) signature |= 1 << (CONVERTED_AT + step);
  }
  return signature;
});

/** Signature of a lead by the bits of its entered stages and its entries (stored instants, `NEVER` where there is none). */
export type SignatureOf = (
  entered: number,
  created: number,
  mql: number,
  sql: number,
  opportunity: number,
  customer: number,
) => number;

/** Whether no step has a window. */
function isUnbounded(windowDays: ConversionWindow): boolean {
  return STEPS.every((_, step) => windowSeconds(windowDays, step) === null);
}

/** How leads are signed. Entries are in the order of the stages, since those after a later stage's entry are void. */
export function signatureOf({
  population,
  windowDays,
}: Pick<View, 'population' | 'windowDays'>): SignatureOf {
  if (isUnbounded(windowDays)) return (entered) => UNBOUNDED_SIGNATURES[entered] as number;
  const windows = STEPS.map((_, step) => windowSeconds(windowDays, step) ?? Infinity);
  const limits = windows.map((window) => (window === Infinity ? Infinity : population.asOf - window));
  // steps with one window share their tests; written out, since this runs for every moved lead
  const [w0, w1, w2, w3, w4, w5, w6] = windows as StepNumbers;
  const [l0, l1, l2, l3, l4, l5, l6] = limits as StepNumbers;
  return (entered, created, mql, sql, opportunity, customer) => {
    let signature = entered;
    if (created <= l0) signature |= 1 << MATURE_AT;
    if (created <= l2) signature |= 1 << (MATURE_AT + 2);
    if (created <= l6) signature |= 1 << (MATURE_AT + 6);
    if ((entered & 2) !== 0) {
      if (mql <= l1) signature |= 1 << (MATURE_AT + 1);
      if (mql - created <= w0) signature |= 1 << CONVERTED_AT;
      if (sql !== NEVER && sql - mql <= w1) signature |= 1 << (CONVERTED_AT + 1);
    }
    if ((entered & 4) !== 0) {
      if (sql <= l3) signature |= 1 << (MATURE_AT + 3);
      if (sql <= l4) signature |= 1 << (MATURE_AT + 4);
      if (sql - created <= w2) signature |= 1 << (CONVERTED_AT + 2);
      if (opportunity !== NEVER && opportunity - sql <= w3) signature |= 1 << (CONVERTED_AT + 3);
      if (customer !== NEVER && customer - sql <= w4) signature |= 1 << (CONVERTED_AT + 4);
    }
    if ((entered & 8) !== 0) {
      if (opportunity <= l5) signature |= 1 << (MATURE_AT + 5);
      if (customer !== NEVER && customer - opportunity <= w5) signature |= 1 << (CONVERTED_AT + 5);
    }
    if ((entered & 16) !== 0 && customer - created <= w6) signature |= 1 << (CONVERTED_AT + 6);
    return signature;
  };
}

/** Works out the signatures of all moved leads. The numbers of the steps are their places in `STEPS`. */
export function signatures(view: View): Signatures {
  const { entries } = view;
  if (isUnbounded(view.windowDays)) return { code: entries.entered, bits: UNBOUNDED_SIGNATURES };
  const sign = signatureOf(view);
  const [createdAt, mqlAt, sqlAt, opportunityAt, customerAt] = entries.at;
  const code = new Uint16Array(entries.count);
  const bits: number[] = [];
  const numberOf = new Map<number, number>();
  let lastBits = -1;
  let lastCode = 0;
  for (let place = 0; place < entries.count; place++) {
    const signature = sign(
      entries.entered[place] as number,
      createdAt[place] as number,
      mqlAt[place] as number,
      sqlAt[place] as number,
      opportunityAt[place] as number,
      customerAt[place] as number,
    );
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
export interface StepCounts {
  readonly entered: Int32Array;
  readonly eligible: Int32Array;
  readonly converted: Int32Array;
  readonly immatureConverted: Int32Array;
  /** `[group × stages + stage]` */
  readonly stages: Int32Array;
}

/** Counts moved leads into the steps of their groups. */
export type CountSteps = (counts: StepCounts, groupCount: number) => void;

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

/** Whether leads can be tallied by signature and group: a column with a value of its own for every lead would need too wide a table. */
export function canTally(groupCount: number): boolean {
  return groupCount * (ENTERED_BITS + 1) <= TALLY_CELLS;
}

/** Counts steps where a lead's group is the same for all of them. */
export function countByLead(view: View, signed: Signatures, groups: Groups | null): CountSteps {
  return (counts, groupCount) => {
    const { lead, count } = view.entries;
    const kinds = signed.bits.length;
    if (groupCount * kinds > TALLY_CELLS) {
      for (let place = 0; place < count; place++) {
        const group = groups === null ? 0 : (groups[lead[place] as number] as number);
        if (group >= 0) addLeads(counts, group, signed.bits[signed.code[place] as number] as number, 1);
      }
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
  };
}

/** Adds a number of leads with one signature to a group. */
export function addLeads(counts: StepCounts, group: number, signature: number, leads: number): void {
  for (let stage = 1; stage < STAGE_COUNT; stage++) {
    if (!hasStage(signature, stage)) continue;
    const cell = group * STAGE_COUNT + stage;
    counts.stages[cell] = (counts.stages[cell] as number) + leads;
  }
  for (let step = 0; step < STEP_COUNT; step++)
    if (hasStage(signature, FROM[step] as number)) addStep(counts, group, step, signature, leads);
}

/** Counts each step in the group of the entry into its first stage. */
export function countByEntry(
  view: View,
  signed: Signatures,
  groupAt: (instant: number) => number,
): CountSteps {
  return (counts) => {
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
  };
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
 * @param count counts all moved leads
 */
export function figuresByGroup(groupCount: number, sizes: GroupSizes, count: CountSteps): GroupFigures[] {
  const counts = emptyCounts(groupCount, sizes);
  count(counts, groupCount);
  return Array.from({ length: groupCount }, (_, group) => ({
    entered: stageCounts(counts, group),
    steps: stepFigures(counts, group),
  }));
}
