/** Section `stock`: leads in each stage at the start of each month, and what came and went. */
import { NEVER } from '../model/instant.ts';
import type { StockFigures, StockOfStage } from '../model/metrics-document.ts';
import type { Stage } from '../model/stages.ts';
import { STAGES } from '../model/stages.ts';
import type { Calendar } from './calendar.ts';
import type { Months } from './months.ts';
import { monthOf } from './months.ts';
import { STAY, stayOf } from './stays.ts';
import type { View } from './steps.ts';

/** Entries and exits of one stage by place of the month. */
interface Moves {
  readonly entries: Int32Array;
  readonly advanced: Int32Array;
  readonly lost: Int32Array;
}

/**
 * Months from the first created lead to as-of. In every stage: start + entries − advanced − lost = end, which is the
 * start of the next month. A customer stays one.
 */
export function stockSection(view: View, calendar: Calendar, months: Months): StockFigures[] {
  const { entries, population } = view;
  const moves = STAGES.map((_, stage): Moves => ({
    // every lead is in the stage lead from its creation on
    entries: stage === 0 ? months.created.slice() : new Int32Array(months.count),
    advanced: new Int32Array(months.count),
    lost: new Int32Array(months.count),
  }));
  const add = (counts: Int32Array, instant: number): void => {
    const month = monthOf(months, instant);
    counts[month] = (counts[month] as number) + 1;
  };
  const stay = { ending: 0, seconds: 0 };
  for (let place = 0; place < entries.count; place++) {
    for (let stage = 0; stage < STAGES.length; stage++) {
      const entry = (entries.at[stage] as Int32Array)[place] as number;
      if (entry === NEVER) continue;
      const of = moves[stage] as Moves;
      if (stage > 0) add(of.entries, entry);
      if (stage === STAGES.length - 1) continue;
      const { ending, seconds } = stayOf(entries, population.asOf, stage, place, stay);
      if (ending === STAY.open) continue;
      add(ending === STAY.lost || ending === STAY.reopened ? of.lost : of.advanced, entry + seconds);
    }
  }
  const held = STAGES.map(() => 0);
  return Array.from({ length: months.count }, (_, month) => ({
    month: calendar.periodName(months.first + month, 'month'),
    stages: Object.fromEntries(
      STAGES.map((stage, number) => {
        const of = moves[number] as Moves;
        const start = held[number] as number;
        const came = of.entries[month] as number;
        const advanced = of.advanced[month] as number;
        const lost = of.lost[month] as number;
        const end = start + came - advanced - lost;
        held[number] = end;
        return [stage, { start, entries: came, advanced, lost, end } satisfies StockOfStage];
      }),
    ) as Record<Stage, StockOfStage>,
  }));
}
