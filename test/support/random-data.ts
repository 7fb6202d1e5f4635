/**
 * Random small data sets, models and requests for property tests: full of ties, offsets, odd cells, rows that are left
 * out, visits before creation, negative points and contradicting dates. Seeded by the property that draws them.
 */
import {
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  string,
  tuple,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { csv } from '../../data/generator/csv.mjs';
import { randomFrom } from '../../data/generator/random.mjs';

/** A row by its columns; a column that is not there is empty, and one that the table does not have is left out. */
export type RandomRow = Readonly<Record<string, string>>;

/** The rows of a data set, table by table, as they stand in the files. */
export interface RandomTables {
  readonly leads: readonly RandomRow[];
  readonly activities: readonly RandomRow[];
  readonly stageHistory: readonly RandomRow[];
  readonly opportunities: readonly RandomRow[];
}

/** Column headers of each table. */
export const RANDOM_COLUMNS: Readonly<Record<keyof RandomTables, readonly string[]>> = {
  leads:
    'lead_id,created_at,email,name,company,source,industry,country,budget,seniority,shoe size,alias_ids,mql_at,sql_at,opportunity_at,customer_at,disqualified_at'.split(
      ',',
    ),
  activities: 'activity_id,lead_id,email,type,occurred_at,channel,campaign,content,direction,device'.split(
    ',',
  ),
  stageHistory: ['lead_id', 'stage', 'entered_at'],
  opportunities: 'opportunity_id,lead_id,email,created_at,won_at,lost_at,amount'.split(','),
};

/** What kinds of rows a data set may have. */
export interface RandomDataOptions {
  /** most leads; default 10 */
  readonly maxLeads?: number;
  /** most activities of a lead; default 10 */
  readonly maxActivities?: number;
  /**
   * `false`: no lead id, alias, e-mail, activity id or opportunity id stands on two rows of a table, so that the order
   * of rows carries no meaning. Default true
   */
  readonly duplicates?: boolean;
}

const TYPES = [
  'page_view',
  'email_open',
  'email_click',
  'webinar',
  'contact_form',
  'call',
  'meeting',
  'unsubscribe',
];
const CHANNELS = ['web', 'Email', 'phone', ''];
const CONTENTS = ['pricing', 'Preise & Pläne', 'blog, part 2', 'a "quoted" one', ''];

const two = (number: number): string => String(number).padStart(2, '0');

/** Days of 2024 that lie close together, so that ties and clock changes happen: from a day before winter time ends. */
const date = oneof(
  { weight: 6, arbitrary: integer({ min: 0, max: 45 }) },
  { weight: 2, arbitrary: integer({ min: 0, max: 240 }) },
  { weight: 1, arbitrary: constantFrom(210, 211, 212) },
).map((days) => new Date(Date.UTC(2024, 2, 30 + days)).toISOString().slice(0, 10));

/** Text of a readable instant in one of the ways that files write it. */
const anyInstant: Arbitrary<string> = tuple(
  date,
  constantFrom(0, 2, 2, 9, 9, 9, 15, 23),
  constantFrom(0, 0, 30, 59),
  constantFrom('', ':00', ':00', ':59', ':30.75'),
  constantFrom('', '', '', 'Z', 'Z', '+02:00', '-0530'),
  constantFrom(' ', 'T'),
  integer({ min: 0, max: 9 }),
).map(([day, hour, minute, seconds, offset, between, form]) =>
  form === 0 ? day : `${day}${between}${two(hour)}:${two(minute)}${seconds}${offset}`,
);

/** A few instants that come again and again, some of them the same in other words, or whole days apart. */
const usualInstant = constantFrom(
  '2024-04-10 09:00:00',
  '2024-04-10T07:00:00Z',
  '2024-04-10T09:00:00.5+02:00',
  '2024-04-10',
  '2024-04-17 09:00:00',
  '2024-04-24 09:00:00',
  '2024-05-10 09:00:00',
);
const instant = oneof({ weight: 2, arbitrary: anyInstant }, { weight: 1, arbitrary: usualInstant });

const unreadable = constantFrom('', '?', '2024-02-30', '01.03.2024', 'inf', '2024-06-01 25:00');
const maybeInstant = oneof(
  { weight: 5, arbitrary: constant('') },
  { weight: 4, arbitrary: instant },
  { weight: 1, arbitrary: unreadable },
);
const required = oneof({ weight: 14, arbitrary: instant }, { weight: 1, arbitrary: unreadable });

const personaColumns = record({
  name: constantFrom('Ana', '=1+1', "O'Neil", 'Jürgen "Jo" Groß', 'line\nbreak', ''),
  company: constantFrom('Müller, Söhne & Co.', 'ACME', ''),
  source: constantFrom('web', 'Web', 'event', 'ads', ''),
  industry: constantFrom('Software', 'manufacturing', 'Retail', ''),
  country: constantFrom('DE', 'AT', 'US', ''),
  budget: constantFrom('', '5000', '10000', ' 25000.50 ', 'n/a', '1e5', '1_000'),
  seniority: constantFrom('C-Level', 'VP', 'Director', 'Intern', ''),
  'shoe size': constantFrom('', '', '42', '43.5', 'forty'),
  mql_at: maybeInstant,
  sql_at: maybeInstant,
  opportunity_at: maybeInstant,
  customer_at: maybeInstant,
  disqualified_at: maybeInstant,
});

/** How a row of another table names the lead with this number, or nobody. */
const NAMINGS: readonly ((number: number) => { lead_id: string; email: string })[] = [
  (number) => ({ lead_id: `L${number}`, email: '' }),
  (number) => ({ lead_id: `L${number}`, email: '' }),
  (number) => ({ lead_id: `L${number}`, email: `p${number + 1}@example.com` }),
  (number) => ({ lead_id: '', email: ` P${number}@example.com ` }),
  (number) => ({ lead_id: 'nobody', email: `P${number}@EXAMPLE.COM` }),
  (number) => ({ lead_id: `M${number}`, email: '' }),
  (number) => ({ lead_id: `m${number}`, email: '' }),
  () => ({ lead_id: '', email: '' }),
];

/** A row of another table: its columns, which of the namings it has, an id drawn at random, and its place among all. */
function entry<T extends RandomRow>(columns: Arbitrary<T>) {
  return record({
    columns,
    naming: oneof(constantFrom(0, 0, 0, 1), integer({ min: 0, max: NAMINGS.length - 1 })),
    id: integer({ min: -2, max: 30 }),
    place: integer({ min: 0, max: 1_000_000 }),
  });
}
type Entry = ReturnType<typeof entry<RandomRow>> extends Arbitrary<infer T> ? T : never;

const activityEntry = entry(
  record({
    type: oneof({ weight: 20, arbitrary: constantFrom(...TYPES) }, { weight: 1, arbitrary: constant('') }),
    occurred_at: required,
    channel: constantFrom(...CHANNELS),
    campaign: constantFrom('', 'Spring', 'spring'),
    content: constantFrom(...CONTENTS),
    direction: constantFrom('', 'inbound', 'outbound'),
    device: constantFrom('', 'phone', 'desk'),
  }),
);
const historyEntry = entry(
  record({
    stage: constantFrom('lead', 'MQL', 'sql', 'Opportunity', 'customer', 'nonsense'),
    entered_at: required,
  }),
);
const opportunityEntry = entry(
  record({
    created_at: required,
    won_at: maybeInstant,
    lost_at: maybeInstant,
    amount: constantFrom('', '1000', '99.5'),
  }),
);

/**
 * Data sets of a few leads. Ids have the forms `L0`, `M0` and `K0` (aliases), `p0@example.com`, `A0` (activity), `O0`.
 * Everything is drawn at once and put together afterwards, so that counterexamples shrink well.
 */
export function randomTables(options: RandomDataOptions = {}): Arbitrary<RandomTables> {
  const { maxLeads = 10, maxActivities = 10, duplicates = true } = options;
  const bundle = record({
    columns: personaColumns,
    createdAt: required,
    number: integer({ min: 0, max: maxLeads }),
    hasEmail: boolean(),
    hasAlias: boolean(),
    oddity: integer({ min: 0, max: 12 }),
    activities: array(activityEntry, { maxLength: maxActivities }),
    history: array(historyEntry, { maxLength: 2 }),
    opportunities: array(opportunityEntry, { maxLength: 1 }),
  });
  return array(bundle, { maxLength: maxLeads }).map((bundles) => {
    const numbers = bundles.map(({ number }, index) => (duplicates ? number : index));
    const rowsOf = (
      of: (one: (typeof bundles)[number]) => readonly Entry[],
      idColumn: string,
      letter: string,
    ) =>
      bundles
        .flatMap((one, index) => of(one).map((drawn) => ({ ...drawn, number: numbers[index] ?? 0 })))
        .toSorted((a, b) => a.place - b.place)
        .map(({ columns, naming, id, number }, index): RandomRow => {
          const own = duplicates ? id : index;
          return { [idColumn]: id < 0 ? '' : `${letter}${own}`, ...NAMINGS[naming]?.(number), ...columns };
        });
    return {
      leads: bundles.map(({ columns, createdAt, hasEmail, hasAlias, oddity }, index) => {
        const number = numbers[index] ?? 0;
        return {
          ...columns,
          lead_id: oddity === 0 ? '' : `L${number}`,
          created_at: createdAt,
          email: hasEmail ? `p${duplicates && oddity === 1 ? number + 1 : number}@example.com` : '',
          alias_ids: hasAlias ? `M${number};K${duplicates && oddity === 2 ? 0 : number}` : '',
        };
      }),
      activities: rowsOf(({ activities }) => activities, 'activity_id', 'A'),
      stageHistory: rowsOf(({ history }) => history, 'history_id', 'H'),
      opportunities: rowsOf(({ opportunities }) => opportunities, 'opportunity_id', 'O'),
    };
  });
}

/**
 * The same tables with the rows of each in another order.
 * @param seed a whole number that says which
 */
export function permuted(tables: RandomTables, seed: number): RandomTables {
  const random = randomFrom(seed);
  const shuffle = <T>(rows: readonly T[]): T[] =>
    rows
      .map((row) => ({ row, place: random.unit() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ row }) => row);
  return {
    leads: shuffle(tables.leads),
    activities: shuffle(tables.activities),
    stageHistory: shuffle(tables.stageHistory),
    opportunities: shuffle(tables.opportunities),
  };
}

/** The tables as texts of CSV files. */
export function tableTexts(tables: RandomTables): Readonly<Record<keyof RandomTables, string>> {
  return {
    leads: csv(RANDOM_COLUMNS.leads, tables.leads),
    activities: csv(RANDOM_COLUMNS.activities, tables.activities),
    stageHistory: csv(RANDOM_COLUMNS.stageHistory, tables.stageHistory),
    opportunities: csv(RANDOM_COLUMNS.opportunities, tables.opportunities),
  };
}

/** Values of the columns, to write conditions with. */
export const RANDOM_VALUES = {
  lead: {
    source: ['web', 'event'],
    industry: ['software', 'Manufacturing', 'Retail'],
    country: ['DE', 'us'],
    budget: ['10000', 'n/a'],
    seniority: ['C-Level', 'vp', 'Intern'],
    'shoe size': ['42', 'forty'],
    no_such_column: ['x'],
  },
  activity: {
    type: TYPES,
    channel: ['WEB', 'email'],
    content: ['pricing', 'preise & pläne', 'a "quoted" one'],
    campaign: ['SPRING'],
    direction: ['inbound'],
    device: ['phone'],
    no_such_column: ['x'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Odd text, quotes and percent signs included, for values that no row may hold. */
export const oddText: Arbitrary<string> = oneof(
  constantFrom("'; DROP TABLE leads; --", '%', '_', '\\', '"', 'ß', 'İ', '’'),
  string({ maxLength: 6 }).filter((text) => !text.includes('\u0000')),
);

/** Either the arbitrary's value under a key, or no key at all. */
export function optionalKey<K extends string, T>(key: K, value: Arbitrary<T>): Arbitrary<{ [P in K]?: T }> {
  return option(value, { nil: undefined }).map(
    (drawn) => (drawn === undefined ? {} : { [key]: drawn }) as { [P in K]?: T },
  );
}
