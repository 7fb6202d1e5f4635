/** Looks at a bounded part of a file and says what it means: tables, columns, dates, numbers, and what has to be asked. */
import { missingColumn, uniqueNames } from '../header.ts';
import type {
  ColumnReport,
  ColumnSource,
  DateOrder,
  FileMapping,
  FileReading,
  MappingQuestion,
  NumericDate,
  TableMapping,
} from '../mapping.ts';
import type { Cell, RowSource } from '../row-source.ts';
import { canonicalDraft, canonicalTable } from './canonical.ts';
import { watchColumn, type ColumnFacts } from './column-types.ts';
import { assumedOrder, countOrders, decideOrder, type OrderHints } from './date-order.ts';
import type { Draft, DraftOptions, MeaningNote, VendorLayouts } from './draft.ts';
import { beforeCreation, fewerBeforeCreation } from './telling-order.ts';
import { readNumber } from './numbers.ts';
import { fileFacts, isRepeatedColumn, type FileFacts } from './facts.ts';
import { activecampaign } from './vendors/activecampaign.ts';
import { dynamics } from './vendors/dynamics.ts';
import { generic } from './vendors/generic.ts';
import { hubspot } from './vendors/hubspot.ts';
import { marketo } from './vendors/marketo.ts';
import { mautic } from './vendors/mautic.ts';
import { pardot } from './vendors/pardot.ts';
import { pipedrive } from './vendors/pipedrive.ts';
import { salesforce } from './vendors/salesforce.ts';
import { INSTANT_COLUMNS } from './table-columns.ts';
import { brokenIds, unusedDates } from './value-notes.ts';
import { GERMAN } from './vendors/words-of-columns.ts';
import { zoho } from './vendors/zoho.ts';

/** What to know before a file is read. */
export interface MeaningOptions {
  readonly signal: AbortSignal;
  /** language of the reader: decides only where nothing in the file does */
  readonly language: 'en' | 'de' | null;
  /**
   * Whether the file has to give the leads itself: deals and logs of events can. False where other files give them, null
   * or left out where that is not known: then each kind of file has its own default, and a question `table`
   */
  readonly alone?: boolean | null;
}

/** Rows, bytes and cells that are looked at. */
const MOST_ROWS = 20_000;
const MOST_BYTES = 8_000_000;
const MOST_CELLS = 1_500_000;
/** Rows that are kept to look at values together. */
const KEPT_ROWS = 5_000;
/** Rows of a file that says what it is by its own column names, and needs no reading of them. */
const CANONICAL_ROWS = 2_000;

/** Systems in the order in which they are asked: those with telling headers first. */
const VENDORS: readonly VendorLayouts[] = [
  dynamics,
  pipedrive,
  marketo,
  pardot,
  mautic,
  hubspot,
  zoho,
  salesforce,
  activecampaign,
];

/** Known columns that are never numbers or dates, whatever their values look like. */
const TEXTS = new Set(['lead_id', 'alias_ids', 'email', 'activity_id', 'opportunity_id', 'phone', 'name']);

/** Known columns that are numbers if anything. */
const NUMBERS = new Set(['employees', 'budget', 'amount']);

async function lookAt(source: RowSource, signal: AbortSignal): Promise<FileFacts> {
  const names = uniqueNames(source.header);
  const watches = names.map((name, index) => watchColumn(name, source.declared[index] ?? null));
  const most = source.isPlain && canonicalTable(source.header) !== null ? CANONICAL_ROWS : MOST_ROWS;
  const limit = Math.max(100, Math.min(most, Math.floor(MOST_CELLS / Math.max(1, names.length))));
  const kept: (readonly Cell[])[] = [];
  let sampled = 0;
  for await (const batch of source.rows(signal)) {
    const malformed = new Set(batch.malformed);
    for (const [place, row] of batch.rows.entries()) {
      if (malformed.has(place)) continue;
      if (sampled >= limit) break;
      sampled++;
      if (kept.length < KEPT_ROWS) kept.push(row);
      for (const [index, watch] of watches.entries()) watch.add(row[index]);
    }
    if (sampled >= limit || batch.bytes >= MOST_BYTES) break;
  }
  const about = { fileName: source.name, delimiter: source.delimiter, sampled };
  return fileFacts(
    about,
    watches.map((watch) => watch.facts()),
    kept,
  );
}

function recognise(facts: FileFacts, options: DraftOptions): { vendor: string | null; draft: Draft } {
  const fileName = facts.fileName.split(/[/\\]/).at(-1) ?? '';
  const named = VENDORS.filter(({ fileName: pattern }) => pattern?.test(fileName));
  for (const layouts of [...named, ...VENDORS]) {
    const draft = layouts.recognise(facts, named.includes(layouts), options);
    if (draft !== null) return { vendor: layouts.vendor, draft: complete(withOwnNames(facts, draft)) };
  }
  const nothing: Draft = {
    object: null,
    tables: [],
    notes: [{ code: 'unknown', detail: null }],
    questions: [],
  };
  return { vendor: null, draft: complete(generic.recognise(facts, false, options) ?? nothing) };
}

/** What systems let people add: a column that is called as a known one is it, where the system has no other for it. */
const OWN_NAMES: Readonly<Partial<Record<TableMapping['table'], readonly string[]>>> = {
  leads: [
    'company',
    'source',
    'campaign',
    'industry',
    'country',
    'employees',
    'budget',
    'seniority',
    'owner',
  ],
  activities: ['channel', 'campaign', 'content', 'direction'],
};

function withOwnNames(facts: FileFacts, draft: Draft): Draft {
  const tables = draft.tables.map((table): TableMapping => {
    const used = new Set(Object.values(table.columns).flatMap(({ from }) => from));
    const own = (OWN_NAMES[table.table] ?? []).flatMap((known): [string, ColumnSource][] => {
      const name = facts.find(known);
      return name === null || used.has(name) || Object.hasOwn(table.columns, known)
        ? []
        : [[known, { from: [name] }]];
    });
    return own.length === 0 || table.perLead
      ? table
      : { ...table, columns: { ...table.columns, ...Object.fromEntries(own) } };
  });
  return { ...draft, tables };
}

/** Takes out tables that lack a column which they need, and says which. */
function complete(draft: Draft): Draft {
  const lacking = new Set<string>();
  const tables = draft.tables.filter(({ table, columns }) => {
    const known = Object.keys(columns).map((name) => ({ name, known: name }));
    const missing =
      table === 'aliases'
        ? ['lead_id', 'alias_ids'].find((name) => !Object.hasOwn(columns, name))
        : missingColumn(table, known);
    if (typeof missing === 'string') lacking.add(missing);
    return typeof missing !== 'string';
  });
  if (lacking.size === 0) return draft;
  const said = new Set(draft.notes.flatMap(({ code, detail }) => (code === 'missingColumn' ? [detail] : [])));
  const notes = [...lacking].filter((name) => !said.has(name));
  return {
    ...draft,
    tables,
    notes: [...draft.notes, ...notes.map((detail) => ({ code: 'missingColumn', detail }))],
  };
}

/** Columns of the file that a draft takes as ids, addresses or names. */
function textColumns({ tables }: Draft): Set<string> {
  return new Set(
    tables.flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([column, { from }]) => (TEXTS.has(column) ? from : [])),
    ),
  );
}

/** Columns of the file that a draft takes as instants: their dates count, however few they are. */
function instantColumns({ tables }: Draft): Set<string> {
  return new Set(
    tables.flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([column, { from }]) => (INSTANT_COLUMNS.has(column) ? from : [])),
    ),
  );
}

function isDated({ name, type, dates }: ColumnFacts, instants: ReadonlySet<string>): boolean {
  return type === 'date' || type === 'instant' || (dates > 0 && instants.has(name));
}

interface Dates {
  readonly orders: Map<string, DateOrder>;
  /** orders on which the readings of the column depend */
  readonly reported: Map<string, DateOrder>;
  readonly numeric: ReadonlyMap<string, NumericDate>;
  readonly questions: MappingQuestion[];
  readonly mixed: MeaningNote[];
}

function decideDates(
  columns: readonly ColumnFacts[],
  instants: ReadonlySet<string>,
  hints: Omit<OrderHints, 'decided'>,
): Dates {
  const dated = columns.filter((column) => isDated(column, instants));
  const decisions = dated.map((column) => ({ column, ...decideOrder(column.evidence) }));
  const decided = decisions.flatMap(({ order }) => (order === null ? [] : [order]));
  const orders = new Map<string, DateOrder>();
  const reported = new Map<string, DateOrder>();
  const numeric = new Map<string, NumericDate>();
  const questions: MappingQuestion[] = [];
  for (const { column, order, isOpen, isMixed } of decisions) {
    const { name, evidence, numericDate } = column;
    if (numericDate !== null) numeric.set(name, numericDate);
    const taken = isOpen ? assumedOrder(evidence, { ...hints, decided }) : order;
    if (taken !== null) reported.set(name, taken);
    if (taken !== null || column.oddDates > 0) orders.set(name, taken ?? 'ymd');
    if ((isOpen || isMixed) && taken !== null)
      questions.push({
        column: name,
        question: 'dateOrder',
        options: ['dmy', 'mdy'],
        assumed: taken,
        values: column.samples,
        ...(isMixed ? { counts: countOrders(evidence) } : {}),
      });
  }
  return {
    orders,
    reported,
    numeric,
    questions,
    mixed: decisions
      .filter(({ isMixed }) => isMixed)
      .map(({ column: { name, evidence } }) => ({
        code: 'mixedDateOrder',
        detail: name,
        counts: countOrders(evidence),
      })),
  };
}

/**
 * Takes for open columns the order that lets leads be created before they enter a stage.
 * @param decisions what was decided for the columns that are read, and for all; changed
 * @returns the questions about the order, with what speaks for the one that is taken, and a note that says it
 */
function tellOrder(
  facts: FileFacts,
  draft: Draft,
  decisions: readonly [Dates, Dates],
): { readonly questions: MappingQuestion[]; readonly notes: MeaningNote[] } {
  const [{ questions, orders }] = decisions;
  const isOpen = ({ counts }: MappingQuestion): boolean => counts === undefined;
  const open = new Set(questions.filter(isOpen).flatMap(({ column }) => column ?? []));
  const counts = open.size === 0 ? null : beforeCreation(facts, draft, open, orders);
  if (counts === null || counts.dmyBeforeCreation === counts.mdyBeforeCreation)
    return { questions, notes: [] };
  const fewer = fewerBeforeCreation(counts);
  for (const column of fewer === null ? [] : open)
    for (const decided of decisions)
      for (const map of [decided.orders, decided.reported])
        if (map.has(column)) map.set(column, fewer ?? 'dmy');
  return {
    questions: questions.map((question) =>
      isOpen(question)
        ? { ...question, assumed: fewer ?? question.assumed, counts: { ...counts } }
        : question,
    ),
    notes: [{ code: 'earlyStages', detail: null, counts: { ...counts } }],
  };
}

function decideDecimals(
  columns: readonly ColumnFacts[],
  isContinental: boolean,
): { signs: Map<string, ',' | '.'>; questions: MappingQuestion[] } {
  const signs = new Map<string, ',' | '.'>();
  const questions: MappingQuestion[] = [];
  const votes = columns.reduce(
    (sum, { provenDecimal }) => sum + (provenDecimal === ',' ? 1 : provenDecimal === '.' ? -1 : 0),
    0,
  );
  const assumed = votes > 0 || (votes === 0 && isContinental) ? ',' : '.';
  // 1.200 alone is a plain number, and 1200 among numbers with a decimal comma
  const odd = columns.filter(
    ({ hasOddNumbers, decimal }) => hasOddNumbers || (decimal === null && assumed === ','),
  );
  // numbers of other columns that need one sign, and none the other, answer for the whole file
  const isAnswered = new Set(columns.flatMap(({ provenDecimal }) => provenDecimal ?? [])).size === 1;
  for (const { name, decimal, samples, distinct } of odd) {
    signs.set(name, decimal ?? assumed);
    if (decimal !== null || isAnswered) continue;
    const isTelling = (text: string): boolean => {
      const [point, comma] = [readNumber(text, '.'), readNumber(text, ',')];
      return point !== null && comma !== null && point !== comma;
    };
    const telling = [...distinct.keys()].filter(isTelling).slice(0, 5);
    const values = telling.length === 0 ? samples : telling;
    questions.push({ column: name, question: 'decimal', options: [',', '.'], assumed, values });
  }
  return { signs, questions };
}

/** Only what the tables read or keep has to be decided; a canonical file is left as it is unless most of its dates are odd. */
function relevant(facts: FileFacts, draft: Draft, isCanonical: boolean): ColumnFacts[] {
  const texts = textColumns(draft);
  if (draft.tables.length === 0) return [];
  const others = facts.columns.filter(({ name }) => !texts.has(name));
  if (!isCanonical) return others;
  const known = new Set(
    draft.tables.flatMap(({ columns }) => Object.values(columns).flatMap(({ from }) => from)),
  );
  const isOdd = others.some(
    (column) => known.has(column.name) && isDated(column, known) && column.oddDates > 0.5 * column.filled,
  );
  const hasNumbers = others.some(
    ({ name, decimal, hasOddNumbers }) =>
      hasOddNumbers && (decimal === ',' || NUMBERS.has(name.trim().toLowerCase())),
  );
  return isOdd || hasNumbers ? others : [];
}

function report(column: ColumnFacts, order: DateOrder | undefined): ColumnReport {
  const { name, type, missing, samples } = column;
  const repeated = isRepeatedColumn(column) ? ({ isRepeated: true } as const) : {};
  return { name, type, dateOrder: order ?? null, missing, samples, ...repeated };
}

/**
 * What a file means. Only its beginning is looked at: some thousand rows; `convertRows` holds all of it against what was
 * decided here.
 * @throws what the source throws where the file is broken
 */
export async function readMeaning(source: RowSource, options: MeaningOptions): Promise<FileReading> {
  const facts = await lookAt(source, options.signal);
  const canonical = canonicalDraft(source.header);
  const { vendor, draft } =
    canonical === null
      ? recognise(facts, { alone: options.alone ?? null })
      : { vendor: null, draft: canonical };
  const columns = relevant(facts, draft, canonical !== null);
  const isContinental = facts.delimiter === ';' || facts.columns.some(({ words }) => GERMAN.test(words));
  const instants = instantColumns(draft);
  const dates = decideDates(columns, instants, { isContinental, language: options.language });
  const all = decideDates(facts.columns, instants, { isContinental, language: options.language });
  const order = tellOrder(facts, draft, [dates, all]);
  const decimals = decideDecimals(columns, isContinental || options.language === 'de');
  const mapping: FileMapping = {
    version: 1,
    header: [...source.header],
    tables: draft.tables,
    dateOrder: Object.fromEntries(dates.orders),
    decimal: Object.fromEntries(decimals.signs),
    ...(dates.numeric.size === 0 ? {} : { numericDates: Object.fromEntries(dates.numeric) }),
    ...((draft.leftOut ?? []).length === 0 ? {} : { leftOut: draft.leftOut ?? [] }),
  };
  return {
    vendor,
    object: draft.object,
    columns: facts.columns.map((column) => report(column, all.reported.get(column.name))),
    mapping,
    notes: [
      ...draft.notes,
      ...dates.mixed,
      ...order.notes,
      ...brokenIds(facts, draft),
      ...unusedDates(facts, draft),
    ],
    questions: [...draft.questions, ...order.questions, ...decimals.questions],
  };
}

/**
 * Whether rows have to be converted; if not, the database can read the file as it is.
 * @param reading what `readMeaning` gave for the source, or any mapping of it
 */
export function needsConversion(reading: Pick<FileReading, 'mapping'>, source: RowSource): boolean {
  const { tables, dateOrder, decimal, numericDates, leftOut } = reading.mapping;
  const [only] = tables;
  if (!source.isPlain || tables.length !== 1 || only === undefined || only.rows !== null || only.perLead)
    return true;
  if (only.table === 'aliases' || canonicalTable(source.header) !== only.table) return true;
  const changes = [dateOrder, decimal, numericDates ?? {}].some((part) => Object.keys(part).length > 0);
  if (changes || (leftOut ?? []).length > 0) return true;
  const canonical = canonicalDraft(source.header)?.tables[0]?.columns ?? {};
  const names = Object.keys(canonical);
  if (names.length !== Object.keys(only.columns).length) return true;
  return names.some((name) => {
    const written = Object.hasOwn(only.columns, name) ? only.columns[name] : undefined;
    return JSON.stringify(written) !== JSON.stringify(canonical[name]);
  });
}
