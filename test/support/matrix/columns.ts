/** Columns of the data set's four files, of which the layouts are made. */
import type { CellStyle, MatrixCell } from './cells.ts';
import { LEADS, type ActivityKind, type TrueActivity, type TrueLead } from './truth.ts';

/** A column: its header, and how its cell is made of a row. */
export type Column<Row> = readonly [header: string, cell: (row: Row, style: CellStyle) => MatrixCell];

/** A row of the history of stages. */
export interface Entry {
  readonly lead: TrueLead;
  readonly stage: 'mql' | 'sql' | 'disqualified';
  readonly at: number;
}

/** One of the files. */
export interface Part<Row> {
  readonly file: string;
  readonly columns: readonly Column<Row>[];
}

/** How a system writes the data set. */
export interface Layout {
  readonly leads: Part<TrueLead>;
  readonly activities: Part<TrueActivity>;
  readonly history: Part<Entry>;
  readonly deals: Part<TrueLead>;
  /** the leads bring their dates of mql and sql, so the history has the others alone */
  readonly hasDates: boolean;
  /** its files give more activities than were written as such: changes of data are activities too */
  readonly addsActivities?: boolean;
}

const text = (value: string | null, { missing }: CellStyle): MatrixCell => value ?? missing;
const when = (value: number | null, { date, missing }: CellStyle): MatrixCell =>
  value === null ? missing : date(value);
const amount = (value: number | null, { number, missing }: CellStyle): MatrixCell =>
  value === null ? missing : number(value);
/** The same on every row. */
export const same = (value: MatrixCell) => (): MatrixCell => value;

/** Cells of a lead. */
export const LEAD = {
  id: (lead: TrueLead) => lead.id,
  email: (lead: TrueLead) => lead.email,
  first: (lead: TrueLead) => lead.first,
  last: (lead: TrueLead) => lead.last,
  name: (lead: TrueLead) => `${lead.first} ${lead.last}`,
  company: (lead: TrueLead, style: CellStyle) => text(lead.company, style),
  source: (lead: TrueLead) => lead.source,
  industry: (lead: TrueLead, style: CellStyle) => text(lead.industry, style),
  country: (lead: TrueLead, style: CellStyle) => text(lead.country, style),
  employees: (lead: TrueLead, style: CellStyle) => amount(lead.employees, style),
  budget: (lead: TrueLead, style: CellStyle) => amount(lead.budget, style),
  note: (lead: TrueLead) => lead.note,
  created: (lead: TrueLead, style: CellStyle) => when(lead.createdAt, style),
  mql: (lead: TrueLead, style: CellStyle) => when(lead.mqlAt, style),
  sql: (lead: TrueLead, style: CellStyle) => when(lead.sqlAt, style),
} satisfies Record<string, Column<TrueLead>[1]>;

/** The columns of a lead under these names; those of one's own keep the contract's. */
export function leadColumns(names: Partial<Record<keyof typeof LEAD, string>>): Column<TrueLead>[] {
  const all: Partial<Record<keyof typeof LEAD, string>> = {
    industry: 'industry',
    country: 'country',
    employees: 'employees',
    budget: 'budget',
    note: 'note',
    ...names,
  };
  return (Object.entries(all) as [keyof typeof LEAD, string][]).map(([field, header]) => [
    header,
    LEAD[field],
  ]);
}

/** Cells of an activity. */
export const ACTIVITY = {
  id: (one: TrueActivity) => one.id,
  lead: (one: TrueActivity) => one.leadId,
  email: (one: TrueActivity) => one.email,
  at: (one: TrueActivity, style: CellStyle) => when(one.at, style),
  channel: (one: TrueActivity) => one.channel,
  content: (one: TrueActivity) => one.content,
} satisfies Record<string, Column<TrueActivity>[1]>;

/** The kind of an activity in these words. */
export const typed =
  (words: Readonly<Record<ActivityKind, string>>) =>
  (one: TrueActivity): MatrixCell =>
    words[one.kind];

/** Kinds of activities in English. */
export const WORDS = { visit: 'Page visit', form: 'Form fill', click: 'Email click', call: 'Call' };
/** Kinds of activities in German. */
export const GERMAN_WORDS = { visit: 'Seitenaufruf', form: 'Formular', click: 'E-Mail-Klick', call: 'Anruf' };

/** An instant of a deal. */
export const deal =
  (name: 'opportunityAt' | 'customerAt' | 'lostAt') =>
  (lead: TrueLead, style: CellStyle): MatrixCell =>
    when(lead[name], style);
/** A deal's id. */
export const dealId = (lead: TrueLead): MatrixCell => `006-${lead.id}`;
/** The day of closing, expected in a far future where the deal is open. */
export const closed = (lead: TrueLead, style: CellStyle): MatrixCell =>
  when(lead.customerAt ?? lead.lostAt ?? Date.UTC(2025, 10, 23, 9) / 1000, style);
/** A deal's amount. */
export const worth = (lead: TrueLead, { number }: CellStyle): MatrixCell =>
  number(1177.25 + 13 * lead.id.length);
/** How a deal stands, in these words. */
export const outcome =
  (won: string, lost: string, open: string) =>
  (lead: TrueLead): MatrixCell =>
    lead.customerAt !== null ? won : lead.lostAt !== null ? lost : open;

/** When a stage was entered. */
export const at = ({ at: entered }: Entry, style: CellStyle): MatrixCell => when(entered, style);
/** The stage that was entered, in these words. */
export const stage =
  (mql: string, sql: string, disqualified: string) =>
  (entry: Entry): MatrixCell =>
    ({ mql, sql, disqualified })[entry.stage];

/** Files of no system, in English. */
export const ENGLISH = {
  activities: {
    file: 'activities',
    columns: [
      ['Activity ID', ACTIVITY.id],
      ['Lead ID', ACTIVITY.lead],
      ['Activity Type', typed(WORDS)],
      ['Activity Date', ACTIVITY.at],
      ['Channel', ACTIVITY.channel],
      ['Subject', ACTIVITY.content],
    ],
  },
  history: {
    file: 'history',
    columns: [
      ['Lead ID', ({ lead }) => lead.id],
      ['Old Stage', same('Lead')],
      ['New Stage', stage('MQL', 'SQL', 'Disqualified')],
      ['Changed At', at],
    ],
  },
  deals: {
    file: 'deals',
    columns: [
      ['Deal ID', dealId],
      ['Lead ID', LEAD.id],
      ['Created Date', deal('opportunityAt')],
      ['Won Date', deal('customerAt')],
      ['Lost Date', deal('lostAt')],
      ['Amount', worth],
    ],
  },
} satisfies Omit<Layout, 'leads' | 'hasDates'>;

/** A lead's contact, after it was converted. */
export const contactOf = (lead: TrueLead): string => `003-${lead.id}`;
/** Whether a lead became a contact with a deal. */
export const isConverted = ({ opportunityAt }: TrueLead): boolean => opportunityAt !== null;
/** Ids of the leads that did. */
export const CONVERTED = new Set(LEADS.filter(isConverted).map(({ id }) => id));
