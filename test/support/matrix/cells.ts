/** How one value is written: as text in some style, or as what a format with types has for it. */

/** A cell of a table before it is written into a file. */
export type MatrixCell =
  | string
  | null
  /** seconds since 1970, for formats that know instants */
  | { readonly instant: number }
  /** days of a workbook, local time */
  | { readonly serial: number }
  | { readonly number: number };

/** A table before it is written into a file. */
export interface MatrixTable {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly MatrixCell[])[];
}

const BERLIN = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Parts of an instant as clocks in Berlin show it. */
function local(seconds: number) {
  const parts = new Map(BERLIN.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  const [year, month, day] = [part('year'), part('month'), part('day')];
  return {
    year,
    month,
    day,
    hour: part('hour'),
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  };
}

const ENGLISH = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const GERMAN = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

function serial(seconds: number): number {
  const { year, month, day, time } = local(seconds);
  return Date.parse(`${year}-${month}-${day}T${time}Z`) / 86_400_000 + 25_569;
}

/** A way to write instants, numbers and what is missing. */
export interface CellStyle {
  readonly date: (seconds: number) => MatrixCell;
  readonly number: (value: number) => MatrixCell;
  readonly missing: string;
}

const plain = (number: number): MatrixCell => ({ number });
/** Counts as whole numbers, sums of money with their sign. */
const german = (value: number): string =>
  Number.isInteger(value)
    ? value.toLocaleString('de-DE', { useGrouping: 'always' })
    : `${value.toLocaleString('de-DE', { minimumFractionDigits: 2, useGrouping: 'always' })} €`;
const american = (value: number): string =>
  Number.isInteger(value)
    ? value.toLocaleString('en-US')
    : value.toLocaleString('en-US', { style: 'currency', currency: 'USD' });

/** The styles by name. */
export const STYLES = {
  'ISO, local': {
    date: (seconds) => {
      const { year, month, day, time } = local(seconds);
      return `${year}-${month}-${day} ${time}`;
    },
    number: plain,
    missing: '',
  },
  'ISO, offset': {
    date: (seconds) => `${iso(seconds + 19_800)}+05:30`,
    number: plain,
    missing: 'null',
  },
  'ISO, Z': { date: (seconds) => `${iso(seconds)}.000Z`, number: plain, missing: '(none)' },
  'dd.mm.yyyy': {
    date: (seconds) => {
      const { year, month, day, time } = local(seconds);
      return `${day}.${month}.${year} ${time}`;
    },
    number: german,
    missing: '-',
  },
  'm/d/yyyy': {
    date: (seconds) => {
      const { year, month, day, hour, time } = local(seconds);
      const clock = `${Number(hour) % 12 || 12}${time.slice(2)} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
      return `${Number(month)}/${Number(day)}/${year} ${clock}`;
    },
    number: american,
    missing: 'N/A',
  },
  'd Mon, yyyy': {
    date: (seconds) => {
      const { year, month, day, time } = local(seconds);
      return `${day} ${ENGLISH[Number(month) - 1]}, ${year} ${time}`;
    },
    number: american,
    missing: '--',
  },
  'German months': {
    date: (seconds) => {
      const { year, month, day, time } = local(seconds);
      return `${Number(day)}. ${GERMAN[Number(month) - 1]} ${year}, ${time} Uhr`;
    },
    number: german,
    missing: '#NV',
  },
  'Unix seconds': { date: plain, number: plain, missing: '' },
  'Unix milliseconds': { date: (seconds) => plain(seconds * 1000), number: plain, missing: 'NULL' },
  'workbook days': { date: (seconds) => plain(serial(seconds)), number: plain, missing: '#N/A' },
  typed: {
    date: (seconds) => ({ instant: seconds }),
    number: plain,
    missing: '',
  },
  'workbook dates': { date: (seconds) => ({ serial: serial(seconds) }), number: plain, missing: '' },
} as const satisfies Record<string, CellStyle>;

/** Name of a style. */
export type StyleName = keyof typeof STYLES;
