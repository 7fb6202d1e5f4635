/** Stays in a stage: how each ended, and after how long. */
import { NEVER } from '../model/instant.ts';
import type { Stage } from '../model/stages.ts';
import { STAGES } from '../model/stages.ts';
import type { Stays } from '../statistics/aalen-johansen.ts';
import type { Entries } from './entries.ts';

/** Stages that end: a customer stays one. */
export const ENDING_STAGES = STAGES.slice(0, -1) as readonly Stage[];

/** How a stay ended. */
export const STAY = { none: 0, advanced: 1, skippedAhead: 2, lost: 3, reopened: 4, open: 5 } as const;

/** One stay: its end by `STAY`, and its length in seconds. */
export interface Stay {
  ending: number;
  seconds: number;
}

/**
 * The stay of one moved lead in one stage.
 * @param place place among the entries
 * @param stay filled and given back, so that a loop makes no garbage
 */
export function stayOf(entries: Entries, asOf: number, stage: number, place: number, stay: Stay): Stay {
  const entry = (entries.at[stage] as Int32Array)[place] as number;
  if (entry === NEVER) {
    stay.ending = STAY.none;
    stay.seconds = 0;
    return stay;
  }
  let next = NEVER;
  let later = stage + 1;
  for (; later < STAGES.length; later++) {
    next = (entries.at[later] as Int32Array)[place] as number;
    if (next !== NEVER) break;
  }
  const disqualified = entries.disqualifiedAt[place] as number;
  if (disqualified >= entry && disqualified < next) {
    stay.ending = next === NEVER ? STAY.lost : STAY.reopened;
    stay.seconds = disqualified - entry;
  } else if (next === NEVER) {
    stay.ending = STAY.open;
    stay.seconds = asOf - entry;
  } else {
    stay.ending = later > stage + 1 ? STAY.skippedAhead : STAY.advanced;
    stay.seconds = next - entry;
  }
  return stay;
}

/** Stays in one stage, in ascending seconds. */
export interface StageStays extends Stays {
  readonly entered: number;
  readonly stillOpen: number;
  readonly skippedAhead: number;
  readonly reopened: number;
}
