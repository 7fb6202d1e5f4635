/** Names of cohorts as places in the calendar: `2024-01`, `2024-W05`, `2024-Q1`. */

const DAY = 86_400_000;

interface Period {
  /** first moment of the period, taken in UTC: exact to the offset of the zone, which is enough to place and to age it */
  readonly start: number;
  readonly end: number;
  readonly next: string;
}

const two = (n: number) => String(n).padStart(2, '0');

/** Monday of an ISO week. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - weekday) * DAY;
}

function weekName(monday: number): string {
  const thursday = new Date(monday + 3 * DAY);
  const year = thursday.getUTCFullYear();
  return `${year}-W${two(1 + Math.round((monday - mondayOf(year, 1)) / (7 * DAY)))}`;
}

/** The period of a cohort; null for a name that is none. */
function periodOf(cohort: string): Period | null {
  const parts = /^(\d{4})-(?:(\d{2})|W(\d{2})|Q([1-4]))$/.exec(cohort);
  if (parts === null) return null;
  const year = Number(parts[1]);
  if (parts[3] !== undefined) {
    const start = mondayOf(year, Number(parts[3]));
    return { start, end: start + 7 * DAY, next: weekName(start + 7 * DAY) };
  }
  const months = parts[4] === undefined ? 1 : 3;
  const month = parts[4] === undefined ? Number(parts[2]) - 1 : (Number(parts[4]) - 1) * 3;
  const end = Date.UTC(year, month + months, 1);
  const after = new Date(end);
  const next =
    parts[4] === undefined
      ? `${after.getUTCFullYear()}-${two(after.getUTCMonth() + 1)}`
      : `${after.getUTCFullYear()}-Q${Math.floor(after.getUTCMonth() / 3) + 1}`;
  return { start: Date.UTC(year, month, 1), end, next };
}

/** Longest axis that is filled up: beyond it cohorts stand side by side. */
const MOST_PERIODS = 600;

/**
 * All periods from the first cohort to the last: a document leaves empty ones out, an axis of time must not.
 * @param cohorts in order of time
 */
export function periodsBetween(cohorts: readonly string[]): readonly string[] {
  const [first] = cohorts;
  const last = cohorts.at(-1);
  if (first === undefined || last === undefined) return [];
  const periods: string[] = [];
  for (let name = first; periods.length < MOST_PERIODS;) {
    periods.push(name);
    if (name === last) return periods;
    const period = periodOf(name);
    if (period === null) return cohorts;
    name = period.next;
  }
  return cohorts;
}

/** Days from the end of a cohort's period to an instant; negative while it is not over; null for a name that is none. */
export function ageInDays(cohort: string, asOf: string): number | null {
  const period = periodOf(cohort);
  return period === null ? null : (Date.parse(asOf) - period.end) / DAY;
}

/** Unit of a cohort, told from its name. */
export function unitOf(cohort: string): 'month' | 'week' | 'quarter' {
  return cohort.includes('W') ? 'week' : cohort.includes('Q') ? 'quarter' : 'month';
}
