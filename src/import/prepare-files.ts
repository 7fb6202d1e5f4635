/** What the reader's files are, before anything is loaded: opened, looked at, and laid out as tables. */
import { openRowSource } from './formats/open-row-source.ts';
import { headerColumns, missingColumn } from './header.ts';
import type { FileBytes, ImportFile, ImportTable } from './import-file.ts';
import { LoadError } from './load-error.ts';
import type { ColumnSource, FileMapping, FileReading } from './mapping.ts';
import { canonicalTable } from './meaning/canonical.ts';
import { layoutKey, missingFrom } from './meaning/mapping-schema.ts';
import { needsConversion, readMeaning } from './meaning/read-meaning.ts';
import type { RowSource } from './row-source.ts';

/** A file as it was given. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: FileBytes;
  /** what it is to be read as; null = whatever it turns out to be */
  readonly table: ImportTable | null;
  /** what its columns mean; null or left out = find out */
  readonly mapping?: FileMapping | null;
  /** sheet of a workbook by name or number from 1; null or left out = the first that holds something */
  readonly sheet?: string | null;
  /** order of day and month where the file leaves it open */
  readonly dateOrder?: 'dmy' | 'mdy' | null;
}

/** What to know about the reader. */
export interface ReaderHints {
  readonly language: 'en' | 'de' | null;
  readonly signal: AbortSignal;
  /** mappings for the files whose columns they read, where a file has none of its own */
  readonly mappings?: readonly FileMapping[];
}

/** A file that was looked at. */
export interface InspectedFile {
  readonly given: GivenFile;
  readonly source: RowSource;
  readonly reading: FileReading;
}

/** Puts the answer to an open order of day and month into a reading. */
function withDateOrder(reading: FileReading, order: 'dmy' | 'mdy' | null): FileReading {
  if (order === null) return reading;
  const open = reading.questions.flatMap(({ question, column }) =>
    question === 'dateOrder' && column !== null ? [column] : [],
  );
  if (open.length === 0) return reading;
  const { mapping } = reading;
  return {
    ...reading,
    mapping: {
      ...mapping,
      dateOrder: { ...mapping.dateOrder, ...Object.fromEntries(open.map((column) => [column, order])) },
    },
    questions: reading.questions.filter(({ question }) => question !== 'dateOrder'),
  };
}

/** Reads a file as the table that it was given for. */
function asGiven(reading: FileReading, source: RowSource, table: ImportTable): FileReading {
  const { mapping } = reading;
  if (mapping.tables.some((made) => made.table === table)) {
    // a file of leads may bring other tables too; one of other tables must not bring leads of its own
    const tables = mapping.tables.filter((made) => table === 'leads' || made.table !== 'leads');
    return { ...reading, mapping: { ...mapping, tables } };
  }
  const columns = headerColumns(table, source.header);
  const missing = missingColumn(table, columns);
  if (missing !== null) {
    throw new LoadError({
      code: 'missingColumn',
      file: source.name,
      line: source.headerLine,
      detail: missing,
    });
  }
  const known = columns.flatMap(({ name, known: ours }) => (ours === null ? [] : [[ours, { from: [name] }]]));
  const made = { table, columns: Object.fromEntries(known), rows: null, perLead: false };
  return { ...reading, mapping: { ...mapping, tables: [made] } };
}

async function read(given: GivenFile, source: RowSource, alone: boolean | null, hints: ReaderHints) {
  const reading = await readMeaning(source, { ...hints, alone });
  const answered = withDateOrder(reading, given.dateOrder ?? null);
  return given.table === null ? answered : asGiven(answered, source, given.table);
}

/** Notes that hold whatever the columns are taken for. */
const OF_VALUES: ReadonlySet<string> = new Set(['mixedDateOrder', 'brokenIds']);

function withMapping(reading: FileReading, mapping: FileMapping, source: RowSource): FileReading {
  const [missing] = missingFrom(mapping, source.header);
  if (missing !== undefined)
    throw new LoadError({
      code: 'mappingMisfit',
      file: source.name,
      line: source.headerLine,
      detail: missing,
    });
  return {
    ...reading,
    mapping,
    notes: reading.notes.filter(({ code }) => OF_VALUES.has(code)),
    questions: [],
  };
}

/** The mapping that was made for these columns, else the first that reads none that the file lacks. */
function fittingMapping(mappings: readonly FileMapping[], source: RowSource): FileMapping | null {
  const fitting = mappings.filter((mapping) => missingFrom(mapping, source.header).length === 0);
  const layout = layoutKey(source.header);
  return fitting.find(({ header }) => layoutKey(header) === layout) ?? fitting[0] ?? null;
}

/** What is wrong with a sheet where another one of the workbook may be meant. */
const NOT_THIS: ReadonlySet<string> = new Set(['missingColumn', 'mappingMisfit']);
/** Further sheets of a workbook that are looked at where the first is no table of ours. */
const MOST_SHEETS = 12;

async function readSheet(given: GivenFile, sheet: string | null, alone: boolean | null, hints: ReaderHints) {
  const source = await openRowSource(given.name, given.bytes, { sheet });
  const mapping = given.mapping ?? fittingMapping(hints.mappings ?? [], source);
  if (mapping === null) return { given, source, reading: await read(given, source, alone, hints) };
  const reading = await readMeaning(source, { ...hints, alone });
  return { given, source, reading: withMapping(reading, mapping, source) };
}

const isRecognised = ({ reading }: InspectedFile): boolean => reading.mapping.tables.length > 0;

/** The first of the other sheets of a workbook that gives a table; null where none does. */
async function otherSheet(
  given: GivenFile,
  { sheets, sheet: first }: RowSource,
  alone: boolean | null,
  hints: ReaderHints,
): Promise<InspectedFile | null> {
  for (const sheet of sheets.filter((name) => name !== first).slice(0, MOST_SHEETS)) {
    hints.signal.throwIfAborted();
    try {
      const found = await readSheet(given, sheet, alone, hints);
      if (isRecognised(found)) return found;
    } catch (error) {
      // an empty sheet, and one that is not what the file was given for, is passed over
      if (!(error instanceof LoadError)) throw error;
    }
  }
  return null;
}

/** Names the sheets of a workbook that nobody chose between. */
function withOtherSheets(file: InspectedFile): InspectedFile {
  const { source, reading } = file;
  const others = source.sheets.filter((name) => name !== source.sheet);
  if (others.length === 0) return file;
  const note = { code: 'otherSheets', detail: others.map((name) => JSON.stringify(name)).join(', ') };
  return { ...file, reading: { ...reading, notes: [...reading.notes, note] } };
}

/**
 * Opens a file and finds out what it means. Of a workbook without a word on its sheet the first counts that gives a table.
 * @param alone whether it has to give the leads itself; null = nobody knows
 * @throws LoadError where it is none that can be read, or not the table that it was given for
 */
export async function inspectFile(
  given: GivenFile,
  alone: boolean | null,
  hints: ReaderHints,
): Promise<InspectedFile> {
  const { sheet = null } = given;
  if (sheet !== null) return readSheet(given, sheet, alone, hints);
  const name = (file: InspectedFile): InspectedFile =>
    (given.mapping ?? null) === null ? withOtherSheets(file) : file;
  try {
    const first = await readSheet(given, null, alone, hints);
    if (isRecognised(first)) return name(first);
    return name((await otherSheet(given, first.source, alone, hints)) ?? first);
  } catch (error) {
    if (!(error instanceof LoadError) || !NOT_THIS.has(error.problem.code)) throw error;
    const source = await openRowSource(given.name, given.bytes, { sheet: null });
    const found = await otherSheet(given, source, alone, hints);
    if (found === null) throw error;
    return name(found);
  }
}

const isOpen = ({ reading }: InspectedFile): boolean =>
  reading.questions.some(({ question }) => question === 'table');

const givesLeads = ({ reading }: InspectedFile): boolean =>
  reading.mapping.tables.some(({ table }) => table === 'leads');

/**
 * Decides files together: deals and logs of events give the leads only where no other file does.
 * @param files as each of them was looked at by itself
 */
export async function settleTogether(
  files: readonly InspectedFile[],
  hints: ReaderHints,
): Promise<InspectedFile[]> {
  const hasLeads = files.some((file) => givesLeads(file) && !isOpen(file));
  return Promise.all(
    files.map(async (file) => {
      const { given, source } = file;
      if (!isOpen(file)) return file;
      const alone = given.table === null ? !hasLeads : given.table === 'leads';
      const again = { given, source, reading: await read(given, source, alone, hints) };
      return given.sheet == null ? withOtherSheets(again) : again;
    }),
  );
}

/** Opens files and finds out what they mean together. */
export async function inspectFiles(
  files: readonly GivenFile[],
  hints: ReaderHints,
): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = [];
  for (const file of files) {
    hints.signal.throwIfAborted();
    inspected.push(await inspectFile(file, file.table === null ? null : file.table === 'leads', hints));
  }
  for (const mapping of hints.mappings ?? []) {
    const [file] = inspected;
    if (file === undefined || inspected.some(({ reading }) => reading.mapping === mapping)) continue;
    const [detail = null] = missingFrom(mapping, file.source.header);
    throw new LoadError({ code: 'mappingMisfit', file: file.source.name, line: null, detail });
  }
  return settleTogether(inspected, hints);
}

/** The tables that files are loaded as: a file stands there once for each table that is made of it. */
export function planImport(files: readonly InspectedFile[]): ImportFile[] {
  return files.flatMap(({ given, source, reading }) => {
    const { name, bytes } = given;
    const [first] = reading.mapping.tables;
    const isAsGiven = given.table !== null && source.isPlain && canonicalTable(source.header) !== given.table;
    const hasPlainDates = Object.keys(reading.mapping.dateOrder).length === 0;
    if (
      first !== undefined &&
      first.table !== 'aliases' &&
      (!needsConversion(reading, source) ||
        (isAsGiven && hasPlainDates && isUnchanged(reading.mapping, given.table, source)))
    )
      return [{ table: first.table, name, bytes }];
    return planConversion({ given, source, reading });
  });
}

/**
 * The tables that are made of a file by converting its rows.
 * @param settled columns of the file whose dates are known to come in both orders
 */
export function planConversion(
  { given, source, reading }: InspectedFile,
  settled: ReadonlySet<string> = new Set(),
): ImportFile[] {
  const { name, bytes } = given;
  const { mapping } = reading;
  return mapping.tables.map((table) => ({
    table: table.table,
    name,
    bytes,
    conversion: {
      source,
      mapping,
      table,
      settled,
      seen: { rows: 0, lines: { row: [], line: [] } },
    },
  }));
}

/** Whether a mapping takes every known column of a header as it stands there, and changes nothing. */
function isUnchanged(mapping: FileMapping, table: ImportTable | null, source: RowSource): boolean {
  const [only] = mapping.tables;
  if (table === null || only === undefined || mapping.tables.length !== 1 || only.table !== table)
    return false;
  const own = headerColumns(table, source.header).flatMap(({ name, known }): [string, ColumnSource][] =>
    known === null ? [] : [[known, { from: [name] }]],
  );
  const changes = [mapping.decimal, mapping.numericDates ?? {}].some((part) => Object.keys(part).length > 0);
  return (
    !changes &&
    only.rows === null &&
    own.length === Object.keys(only.columns).length &&
    own.every(([known, from]) => JSON.stringify(only.columns[known]) === JSON.stringify(from))
  );
}
