/** Calendar months of a population, ready to be counted in under the hand. */
import type { Calendar } from './calendar.ts';
import { dayOfCivil } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { Population } from './population.ts';

/** Months from the first created lead to as-of. */
export interface Months {
  readonly first: number;
  readonly count: number;
  /** created leads by month */
  readonly created: Int32Array;
  /** stored instants at which the months begin, and the one at which the last ends */
  readonly starts: Int32Array;
  /** place of the month in which each stretch of 2^`STRETCH` seconds begins, from `origin` on */
  readonly byStretch: Uint16Array;
  readonly origin: number;
}

/** 2^16 seconds are shorter than any month: at most one month begins within a stretch. */
const STRETCH = 16;

/** Counts created leads by month: it does not depend on stage entries. */
export function monthsOf(columns: Columns, population: Population, calendar: Calendar): Months {
  const { leads, asOf } = population;
  const { createdAt } = columns.leads;
  const origin = leads.length === 0 ? asOf : (createdAt[leads[0] as number] as number);
  const first = calendar.period(origin, 'month');
  const count = leads.length === 0 ? 0 : calendar.period(asOf, 'month') - first + 1;
  const starts = Int32Array.from({ length: count + 1 }, (_, month) => {
    const number = first + month;
    return calendar.startOfDay(dayOfCivil(1970 + Math.floor(number / 12), (number % 12) + 1, 1));
  });
  const stretches = count === 0 ? 0 : ((asOf - origin) >>> STRETCH) + 1;
  let month = 0;
  const byStretch = Uint16Array.from({ length: stretches }, (_, stretch) => {
    while ((starts[month + 1] as number) <= origin + stretch * 2 ** STRETCH) month++;
    return month;
  });
  const months = { first, count, created: new Int32Array(count), starts, byStretch, origin };
  for (const lead of leads) {
    const at = monthOf(months, createdAt[lead] as number);
    months.created[at] = (months.created[at] as number) + 1;
  }
  return months;
}

/** Place of the month of an instant from the first creation up to as-of. */
export function monthOf({ starts, byStretch, origin }: Months, instant: number): number {
  const month = byStretch[(instant - origin) >>> STRETCH] as number;
  return instant >= (starts[month + 1] as number) ? month + 1 : month;
}
