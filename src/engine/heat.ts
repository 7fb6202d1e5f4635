/** Section `heat`: of each cohort, how many converted within so many days of the entry, and which cells are known. */
import { DAY, NEVER } from '../model/instant.ts';
import type { HeatFigures } from '../model/metrics-document.ts';
import { HEAT_DAYS } from '../model/metrics-document.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import { STAGES, STEPS } from '../model/stages.ts';
import type { Calendar } from './calendar.ts';
import type { CreationCohorts } from './cohorts.ts';
import type { View } from './steps.ts';

const COLUMNS = HEAT_DAYS.length;
const SECONDS = HEAT_DAYS.map((day) => day * DAY);

/** One step while it is counted, by cohort. */
interface Counting {
  readonly entered: Map<number, number>;
  /** latest entry of each cohort */
  readonly latest: Map<number, number>;
  /** `[cohort]`: converted at each number of days, each counted at the first only */
  readonly converted: Map<number, Int32Array>;
}

function count(into: Counting, cohort: number, entry: number, exit: number): void {
  into.entered.set(cohort, (into.entered.get(cohort) ?? 0) + 1);
  into.latest.set(cohort, Math.max(into.latest.get(cohort) ?? -Infinity, entry));
  if (exit === NEVER) return;
  const column = SECONDS.findIndex((seconds) => exit - entry <= seconds);
  if (column < 0) return;
  const counts = into.converted.get(cohort) ?? new Int32Array(COLUMNS);
  counts[column] = (counts[column] as number) + 1;
  into.converted.set(cohort, counts);
}

/**
 * Cohorts in the order of time, each with its steps. A cell is `complete` when the whole cohort has reached that age at
 * as-of; conversions of younger ones are counted all the same.
 */
export function heatSection(
  view: View,
  calendar: Calendar,
  { cohortBy, cohortUnit }: Pick<MetricsRequest, 'cohortBy' | 'cohortUnit'>,
  cohorts: CreationCohorts,
): HeatFigures[] {
  const { columns, entries, population } = view;
  const { createdAt } = columns.leads;
  const counting = STEPS.map((): Counting => ({
    entered: new Map(),
    latest: new Map(),
    converted: new Map(),
  }));
  let next = 0;
  for (const lead of population.leads) {
    const place = entries.lead[next] === lead ? next++ : -1;
    const ofLead = cohorts.first + (cohorts.groups[lead] as number);
    for (const [step, [from, to]] of STEPS.entries()) {
      const entry =
        from === 'lead'
          ? (createdAt[lead] as number)
          : place < 0
            ? NEVER
            : ((entries.at[STAGES.indexOf(from)] as Int32Array)[place] as number);
      if (entry === NEVER) continue;
      const exit = place < 0 ? NEVER : ((entries.at[STAGES.indexOf(to)] as Int32Array)[place] as number);
      const cohort = cohortBy === 'created' ? ofLead : calendar.period(entry, cohortUnit);
      count(counting[step] as Counting, cohort, entry, exit);
    }
  }
  const all = [...new Set(counting.flatMap(({ entered }) => [...entered.keys()]))].toSorted((a, b) => a - b);
  return all.map((cohort) => ({
    cohort: calendar.periodName(cohort, cohortUnit),
    steps: STEPS.map(([from, to], step) => {
      const { entered, latest, converted } = counting[step] as Counting;
      let sum = 0;
      return {
        from,
        to,
        entered: entered.get(cohort) ?? 0,
        converted: HEAT_DAYS.map((_, column) => (sum += converted.get(cohort)?.[column] ?? 0)),
        complete: SECONDS.map((seconds) => (latest.get(cohort) ?? -Infinity) + seconds <= population.asOf),
      };
    }),
  }));
}
