/** The one formatter of numbers and dates: every figure that a reader sees goes through it. */
import { createContext, useContext } from 'react';
import { useLanguage, type Language } from './language.tsx';

/** Formats figures for one language and one time zone. Missing figures give `—`, never 0. */
export interface Format {
  readonly language: Language;
  /** IANA zone in which instants are shown */
  readonly timeZone: string;
  /** whole number with the grouping of the language */
  readonly count: (n: number | null) => string;
  /** a score or a number of points: at most one decimal */
  readonly score: (n: number | null) => string;
  /** a rate 0..1 as per cent with one decimal */
  readonly rate: (rate: number | null) => string;
  /** a share 0..1 as whole per cent, for progress and parts of a whole */
  readonly share: (share: number | null) => string;
  /** bounds of a rate: `38.1–44.3%` */
  readonly interval: (low: number | null, high: number | null) => string;
  /** difference of two rates (0..1) in percentage points, with its sign: `+2.3 pp` */
  readonly percentagePoints: (difference: number | null) => string;
  /** a signed whole number: `+12`, `−3`, `0` */
  readonly change: (n: number | null) => string;
  /** elapsed days with one decimal and their unit: `23.4 days` */
  readonly days: (days: number | null) => string;
  /** elapsed days with one decimal, the unit cut short, for axes and narrow columns: `23.4 d` */
  readonly daysShort: (days: number | null) => string;
  /** difference of two numbers of days, with its sign: `+2.3 d`, `−0.4 d` */
  readonly daysChange: (difference: number | null) => string;
  /** elapsed hours with one decimal and their unit */
  readonly hours: (hours: number | null) => string;
  /** day and time of an instant (seconds since 1970) in the data set's zone */
  readonly instant: (seconds: number | null) => string;
  /** day of an instant (seconds since 1970) in the data set's zone */
  readonly day: (seconds: number | null) => string;
  /** a calendar day `2024-01-31`, which has no zone */
  readonly calendarDay: (day: string) => string;
  /** a cohort or month `2024-01`, `2024-W05` or `2024-Q1` in words; text that is none of these comes back as it is */
  readonly cohort: (cohort: string) => string;
  /** the same as short as an axis needs it: `Jan 24`, `W05 24`, `Q1 24` */
  readonly cohortShort: (cohort: string) => string;
  /** size of a file in the unit that suits it: `2.4 MB` */
  readonly bytes: (bytes: number) => string;
  /** a list in a sentence: `web, partner and event` */
  readonly list: (items: readonly string[]) => string;
  /** a choice in a sentence: `web, partner or event` */
  readonly either: (items: readonly string[]) => string;
}

/** What stands for a figure that is missing. */
export const MISSING = '—';

/** Day before month in English too: the zone and the wording of dates must not change with the reader's country. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

const WORDS = {
  en: {
    points: 'pp',
    daysShort: 'd',
    week: (week: string, year: string) => `Week ${week}, ${year}`,
    weekShort: 'W',
  },
  de: {
    points: '%-Pkt.',
    daysShort: 'T',
    week: (week: string, year: string) => `KW ${week}, ${year}`,
    weekShort: 'KW',
  },
} as const;

const NARROW_SPACE = '\u202f';

/** A missing figure, or one that is no number, is not a figure. */
function known<T>(write: (value: T) => string): (value: T | null) => string {
  return (value) =>
    value === null || (typeof value === 'number' && !Number.isFinite(value)) ? MISSING : write(value);
}

function minus(text: string): string {
  return text.replace('-', '−');
}

function cohortParts(cohort: string): RegExpExecArray | null {
  return /^(\d{4})-(?:(\d{2})|W(\d{2})|Q([1-4]))$/.exec(cohort);
}

/**
 * @param language whose rules of numbers and dates hold
 * @param timeZone IANA zone of the data set; an unknown one falls back to UTC
 */
export function makeFormat(language: Language, timeZone: string): Format {
  const locale = LOCALES[language];
  const words = WORDS[language];
  const zone = knownZone(timeZone);
  const decimals = (digits: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, {
      ...options,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const whole = decimals(0);
  const oneDecimal = decimals(1);
  const percent = decimals(1, { style: 'percent' });
  const wholePercent = decimals(0, { style: 'percent' });
  const score = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const signed = decimals(1, { signDisplay: 'exceptZero' });
  const signedWhole = decimals(0, { signDisplay: 'exceptZero' });
  const days = decimals(1, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const hours = decimals(1, { style: 'unit', unit: 'hour', unitDisplay: 'long' });
  const kilobytes = decimals(0, { style: 'unit', unit: 'kilobyte' });
  const megabytes = decimals(1, { style: 'unit', unit: 'megabyte' });
  const instant = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const dayStyle = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...dayStyle, timeZone: zone });
  const calendarDay = new Intl.DateTimeFormat(locale, { ...dayStyle, timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });

  /** Bounds that one decimal would show as the same take as many as tell them apart; 0 and 1 are exact. */
  const interval = (low: number, high: number): string => {
    const isExact = (bound: number) => bound < 1e-9 || bound > 1 - 1e-9;
    const wide = (bound: number, digits: number, style: 'percent' | 'decimal') =>
      decimals(isExact(bound) ? 0 : digits, { style }).format(style === 'percent' ? bound : bound * 100);
    if (low === high || oneDecimal.format(low * 100) !== oneDecimal.format(high * 100))
      return `${oneDecimal.format(low * 100)}–${percent.format(high)}`;
    let digits = 2;
    while (digits < 5 && wide(low, digits, 'decimal') === wide(high, digits, 'decimal')) digits++;
    return `${wide(low, digits, 'decimal')}–${wide(high, digits, 'percent')}`;
  };
  const monthName = (year: string, number: string) =>
    month.format(Date.UTC(Number(year), Number(number) - 1, 1)).replace(/\.$/, '');
  return {
    language,
    timeZone: zone,
    count: known((n) => minus(whole.format(n))),
    score: known((n) => minus(score.format(n))),
    rate: known((rate) => percent.format(rate)),
    share: known((share) => wholePercent.format(share)),
    interval: (low, high) => (low === null || high === null ? MISSING : interval(low, high)),
    percentagePoints: known(
      (difference) => `${minus(signed.format(difference * 100))}${NARROW_SPACE}${words.points}`,
    ),
    change: known((n) => minus(signedWhole.format(n))),
    days: known((value) => days.format(value)),
    daysShort: known((value) => `${oneDecimal.format(value)}${NARROW_SPACE}${words.daysShort}`),
    daysChange: known((value) => `${minus(signed.format(value))}${NARROW_SPACE}${words.daysShort}`),
    hours: known((value) => hours.format(value)),
    instant: known((seconds) => instant.format(seconds * 1000)),
    day: known((seconds) => day.format(seconds * 1000)),
    calendarDay: (text) =>
      /^\d{4}-\d{2}-\d{2}$/.test(text) ? calendarDay.format(Date.parse(`${text}T00:00:00Z`)) : text,
    cohort: (cohort) => {
      const parts = cohortParts(cohort);
      if (parts === null) return cohort;
      const [, year = '', number, week, quarter] = parts;
      if (number !== undefined) return `${monthName(year, number)} ${year}`;
      return week === undefined ? `Q${quarter} ${year}` : words.week(String(Number(week)), year);
    },
    cohortShort: (cohort) => {
      const parts = cohortParts(cohort);
      if (parts === null) return cohort;
      const [, year = '', number, week, quarter] = parts;
      const short = year.slice(2);
      if (number !== undefined) return `${monthName(year, number)} ${short}`;
      return week === undefined ? `Q${quarter} ${short}` : `${words.weekShort}${week} ${short}`;
    },
    bytes: (bytes) =>
      bytes < 1e6 ? kilobytes.format(Math.ceil(bytes / 1000)) : megabytes.format(bytes / 1e6),
    list: (items) => list.format(items),
    either: (items) => either.format(items),
  };
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** IANA zone of the data set that is open; the frame provides it. */
export const TimeZoneContext = createContext('UTC');

const formats = new Map<string, Format>();

/** The formatter for the language and the zone at hand. The same object for the same two, so memoised charts stay. */
export function useFormat(): Format {
  const { language } = useLanguage();
  const timeZone = useContext(TimeZoneContext);
  const key = `${language} ${timeZone}`;
  const made = formats.get(key);
  if (made !== undefined) return made;
  const format = makeFormat(language, timeZone);
  formats.set(key, format);
  return format;
}
