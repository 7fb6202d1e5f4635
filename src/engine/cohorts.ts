/** Section `cohorts`: the steps of leads grouped by calendar period. */
import { NEVER } from '../model/instant.ts';
import type { CohortFigures } from '../model/metrics-document.ts';
import type { CohortUnit } from '../model/metrics-request.ts';
import { STAGES } from '../model/stages.ts';
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { Population } from './population.ts';
import type { CountSteps, GroupSizes, Groups, Signatures, View } from './steps.ts';
import { countByEntry, figuresByGroup, groupSizes } from './steps.ts';

/** Cohorts of creation: the period of each lead, numbered from the first. */
export interface CreationCohorts {
  /** number of the first period */
  readonly first: number;
  readonly count: number;
  /** by lead; −1 outside the population */
  readonly groups: Groups;
  readonly sizes: GroupSizes;
}

/** Groups a population by the period of creation: it does not depend on stage entries. */
export function creationCohorts(
  view: {
    readonly columns: Columns;
    readonly population: Population;
    readonly windowDays: View['windowDays'];
  },
  calendar: Calendar,
  unit: CohortUnit,
): CreationCohorts {
  const { leads } = view.population;
  const { createdAt } = view.columns.leads;
  const groups = new Int32Array(view.columns.leads.count).fill(-1);
  if (leads.length === 0) return { first: 0, count: 0, groups, sizes: groupSizes(view, groups, 0) };
  const first = calendar.period(createdAt[leads[0] as number] as number, unit);
  let count = 0;
  for (const lead of leads) {
    const group = calendar.period(createdAt[lead] as number, unit) - first;
    groups[lead] = group;
    count = group + 1;
  }
  return { first, count, groups, sizes: groupSizes(view, groups, count) };
}

function isEmpty(figures: CohortFigures): boolean {
  return STAGES.every((stage) => figures.entered[stage] === 0);
}

/** Steps by the period of creation, empty periods left out. */
export function cohortsByCreation(
  count: CountSteps,
  calendar: Calendar,
  unit: CohortUnit,
  cohorts: CreationCohorts,
): CohortFigures[] {
  return figuresByGroup(cohorts.count, cohorts.sizes, count)
    .map((figures, group) => ({ cohort: calendar.periodName(cohorts.first + group, unit), ...figures }))
    .filter((figures) => !isEmpty(figures));
}

/** Steps by the period of the entry into their first stage, empty periods left out; `entered` counts entries in the period. */
export function cohortsByEntry(
  view: View,
  signed: Signatures,
  calendar: Calendar,
  unit: CohortUnit,
  cohorts: CreationCohorts,
): CohortFigures[] {
  const { entries, population } = view;
  if (population.leads.length === 0) return [];
  // entries may lie in periods after the last creation
  let last = cohorts.first + cohorts.count - 1;
  for (const instants of entries.at.slice(1)) {
    let latest = -Infinity;
    for (const instant of instants) if (instant !== NEVER && instant > latest) latest = instant;
    if (latest > -Infinity) last = Math.max(last, calendar.period(latest, unit));
  }
  const count = last - cohorts.first + 1;
  const grow = (sizes: Int32Array): Int32Array => {
    const grown = new Int32Array(count);
    grown.set(sizes);
    return grown;
  };
  const sizes: GroupSizes = {
    entered: grow(cohorts.sizes.entered),
    mature: new Map([...cohorts.sizes.mature].map(([step, counts]) => [step, grow(counts)])),
  };
  const periodOf = (instant: number): number => calendar.period(instant, unit) - cohorts.first;
  return figuresByGroup(count, sizes, countByEntry(view, signed, periodOf))
    .map((figures, group) => ({ cohort: calendar.periodName(cohorts.first + group, unit), ...figures }))
    .filter((figures) => !isEmpty(figures));
}
