/** Calendar days of the data set's zone, for the dates that the reader picks. */

const HOURS_16 = 57_600;

/**
 * @param seconds since 1970
 * @param timeZone IANA zone
 * @returns the local calendar day `YYYY-MM-DD`
 */
export function dayOf(seconds: number, timeZone: string): string {
  return dayFormat(timeZone)(seconds);
}

/**
 * The last second of a local calendar day: an as-of that a reader picks as a day includes that day. Found by halving,
 * so no rule about clock changes is needed.
 * @param day `YYYY-MM-DD`
 * @param timeZone IANA zone
 * @returns seconds since 1970; null for a day that the calendar does not have
 */
export function endOfDay(day: string, timeZone: string): number | null {
  const noon = Date.parse(`${day}T12:00:00Z`) / 1000;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !Number.isFinite(noon)) return null;
  const local = dayFormat(timeZone);
  let within = noon - HOURS_16;
  let after = noon + 2 * HOURS_16;
  while (after - within > 1) {
    const middle = Math.floor((within + after) / 2);
    if (local(middle) <= day) within = middle;
    else after = middle;
  }
  return local(within) === day ? within : null;
}

function dayFormat(timeZone: string): (seconds: number) => string {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  });
  return (seconds) => {
    const parts = new Map(format.formatToParts(seconds * 1000).map((part) => [part.type, part.value]));
    return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  };
}
