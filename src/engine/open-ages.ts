/** Section `openAges`: how long the leads that are in a stage now have been there. */
import { DAY, NEVER } from '../model/instant.ts';
import type { OpenAges } from '../model/metrics-document.ts';
import { OPEN_AGE_DAYS } from '../model/metrics-document.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { responseHours } from '../model/scoring-model-defaults.ts';
import { quantile } from '../statistics/quantile.ts';
import type { ActivityMatch } from './columns.ts';
import { activityTest, firstTouch, slaState } from './handover.ts';
import type { StageStays } from './stays.ts';
import { ENDING_STAGES, STAY, stayOf } from './stays.ts';
import type { View } from './steps.ts';

const HOUR = 3600;
const SQL = ENDING_STAGES.indexOf('sql');

/** Number of ascending values below a limit. */
export function countBelow(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Open stays shorter than a limit. */
function openBelow({ all, without }: StageStays['open'], seconds: number): number {
  return countBelow(all, seconds) - countBelow(without, seconds);
}

/** SQLs that are open, whose first sales contact is overdue. */
function overdueSqls(view: View, touch: ActivityMatch | null, response: number): number {
  const { entries, population, columns } = view;
  const isTouch = activityTest(touch, columns.activities.kind);
  const stay = { ending: 0, seconds: 0 };
  let overdue = 0;
  for (let place = 0; place < entries.count; place++) {
    const sql = entries.at[SQL]?.[place] as number;
    if (sql === NEVER || stayOf(entries, population.asOf, SQL, place, stay).ending !== STAY.open) continue;
    const state = slaState(sql, firstTouch(view, isTouch, place), response, population.asOf);
    if (state === 'overdue') overdue++;
  }
  return overdue;
}

/**
 * Open stays of each stage that ends, by age.
 * @param stays in the order of the stages
 */
export function openAgesSection(
  view: View,
  stays: readonly StageStays[],
  model: ScoringModel,
  touch: ActivityMatch | null,
): OpenAges[] {
  return ENDING_STAGES.map((stage, number) => {
    const own = stays[number] as StageStays;
    const p90 = quantile(own.advanced, 0.9);
    const upTo = OPEN_AGE_DAYS.map((day) => openBelow(own.open, day * DAY));
    return {
      stage,
      open: own.stillOpen,
      leads: OPEN_AGE_DAYS.map((_, bin) => (upTo[bin + 1] ?? own.stillOpen) - (upTo[bin] as number)),
      p90Days: p90 === null ? null : p90 / DAY,
      // whole seconds: longer than p90 is at least the next second
      pastP90: p90 === null ? null : own.stillOpen - openBelow(own.open, Math.floor(p90) + 1),
      pastSla:
        number === SQL && model.sales !== undefined
          ? overdueSqls(view, touch, responseHours(model) * HOUR)
          : null,
    };
  });
}
