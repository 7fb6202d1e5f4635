/** Reading instants written out plainly, as the tests' own measure for the query text. */
const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:(Z)|([+-])(\d\d):?(\d\d))?$/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds of the local clock at an instant, by the platform. */
export function clockAt(instant: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = format.formatToParts(instant * 1000);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) / 1000;
}

/**
 * @param text a cell
 * @param timeZone IANA name
 * @returns seconds since 1970, or null where the text cannot be read
 */
export function readInstant(text: string, timeZone: string): number | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1970 || year > 2105 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const wall = date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
  if (match[7] === 'Z') return wall;
  if (match[8] !== undefined) {
    if (Number(match[9]) > 23 || Number(match[10]) > 59) return null;
    return wall - (match[8] === '-' ? -60 : 60) * (Number(match[9]) * 60 + Number(match[10]));
  }
  // Every instant whose local clock shows the time; a skipped time has none, and is read by the clock of the day before.
  const candidates = new Set<number>();
  for (let around = wall - 30 * 3600; around <= wall + 30 * 3600; around += 6 * 3600) {
    candidates.add(wall - (clockAt(around, timeZone) - around));
  }
  const showing = [...candidates].filter((instant) => clockAt(instant, timeZone) === wall);
  if (showing.length > 0) return Math.min(...showing);
  const gap = wall - 30 * 3600;
  return wall - (clockAt(gap, timeZone) - gap);
}
