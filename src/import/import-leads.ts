/** Loads the leads, in the order of their creation, with their recorded dates. */
import { RECORDED_DATES, type RecordedDate } from '../model/stages.ts';
import type { LeadRows } from '../model/metrics-document.ts';
import { countReasons, countRows, insertRejected, type RecordRange } from '../query/import-csv.ts';
import {
  countUnreadable,
  countUnsorted,
  createAliases,
  createLeadFaults,
  createLeadOrder,
  createLeadRows,
  createLeads,
  insertLeadRows,
  insertRepeatedLeads,
  leadFaults,
  removeLeadRows,
  renameToLeads,
  unreadableTexts,
  type LeadLayout,
} from '../query/import-leads.ts';
import type { ClockChanges } from '../query/instants.ts';
import { verbatim, type Query } from '../query/query.ts';
import type { HeaderColumn } from './header.ts';
import {
  readCount,
  readFiles,
  runAll,
  writeSlice,
  type ImportContext,
  type NumberedFile,
} from './read-slices.ts';

/** Bytes of a slice of leads. */
const SLICE = 67_108_864;
/** Ids that are compared at once. */
const IDS_AT_ONCE = 500_000;
/** Leads that are put in order at once. */
const LEADS_AT_ONCE = 250_000;

/** A column of the loaded leads. */
export interface LoadedColumn {
  /** number of its physical column */
  readonly index: number;
  /** as the header writes it, and where it differs the known name */
  readonly names: readonly string[];
  readonly known: string | null;
}

/** From which rows the leads came. */
export interface LeadOrigins {
  readonly ranges: readonly RecordRange[];
  /** the leads are the rows in their order; else the table has a column `record` */
  readonly isInOrder: boolean;
}

/** The loaded leads. */
export interface LoadedLeads {
  readonly rows: Omit<LeadRows, 'repaired'>;
  readonly unreadable: LeadRows['repaired']['unreadable'];
  /** some of the different texts of these */
  readonly unreadableTexts: readonly string[];
  readonly columns: readonly LoadedColumn[];
  readonly layout: LeadLayout;
  readonly hasAliases: boolean;
  /** where the leads' rows stand */
  readonly origins: LeadOrigins;
}

/** Columns of several files put together: a known one stands once, however the files write it. */
export function mergeColumns(
  files: readonly { readonly columns: readonly HeaderColumn[] }[],
): LoadedColumn[] {
  const merged = new Map<string, { names: Set<string>; known: string | null }>();
  for (const { name, known } of files.flatMap(({ columns }) => columns)) {
    const key = JSON.stringify(known === null ? ['other', name] : ['known', known]);
    const column = merged.get(key) ?? { names: new Set(known === null ? [] : [known]), known };
    column.names.add(name);
    merged.set(key, column);
  }
  return [...merged.values()].map(({ names, known }, index) => ({ index, names: [...names], known }));
}

/** For each merged column its place in a file, or null. */
export function columnPlaces(
  merged: readonly LoadedColumn[],
  { columns }: { readonly columns: readonly HeaderColumn[] },
): (number | null)[] {
  return merged.map(({ names, known }) => {
    const place = columns.findIndex((column) =>
      known === null ? column.known === null && names.includes(column.name) : column.known === known,
    );
    return place < 0 ? null : place;
  });
}

/** Counts of rejected rows by reason. */
export async function readReasons(context: ImportContext, faults: Query): Promise<Record<string, number>> {
  const { rows, columns } = await context.database.read(countReasons(faults), context.signal);
  return Object.fromEntries(
    Array.from({ length: rows }, (_, row) => [
      String(columns['reason']?.[row]),
      Number(columns['rows']?.[row]),
    ]),
  );
}

function layoutOf(columns: readonly LoadedColumn[]): LeadLayout {
  const place = (name: string): number | null => columns.find(({ known }) => known === name)?.index ?? null;
  const required = (name: string): number => {
    const index = place(name);
    if (index === null) throw new Error(`The leads have no column ${name}`);
    return index;
  };
  const dates: Partial<Record<RecordedDate, number>> = {};
  for (const name of RECORDED_DATES) {
    const index = place(name);
    if (index !== null) dates[name] = index;
  }
  return {
    columns: columns.length,
    lead_id: required('lead_id'),
    created_at: required('created_at'),
    email: place('email'),
    alias_ids: place('alias_ids'),
    dates,
  };
}

/** Loads the leads of all their files. */
export async function importLeads(
  context: ImportContext,
  files: readonly NumberedFile[],
  zone: ClockChanges,
): Promise<LoadedLeads> {
  const columns = mergeColumns(files);
  const layout = layoutOf(columns);
  const table = verbatim('lead_rows');
  await runAll(context, [createLeadRows(layout)]);
  const { ranges, records } = await readFiles(
    context,
    files,
    () => SLICE,
    async (file, slice, first) => {
      const places = columnPlaces(columns, file);
      await writeSlice(context, file, slice, {
        write: (source) => insertLeadRows(source, first, layout, places, zone),
        count: countRows(table),
        expected: first + slice.records,
        undo: removeLeadRows(first),
      });
      return true;
    },
  );

  await runAll(context, [createLeadFaults(layout)]);
  const parts = Math.max(1, Math.ceil(records / IDS_AT_ONCE));
  for (let part = 0; part < parts; part++) await runAll(context, [insertRepeatedLeads(layout, part, parts)]);
  const rejected = await readReasons(context, leadFaults());
  const unreadable = await readUnreadable(context, layout);
  const unreadableSome = Object.keys(unreadable).length === 0 ? [] : await readTexts(context, layout);
  const faults = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  const isClean = faults === 0 && Object.keys(unreadable).length === 0;
  const isRenamed = isClean && (await readCount(context, countUnsorted())) === 0;
  await runAll(context, [
    insertRejected(leadFaults(), ranges),
    ...(isRenamed
      ? renameToLeads()
      : [
          createLeadOrder(),
          ...createLeads(layout, records - faults, LEADS_AT_ONCE),
          verbatim('DROP TABLE lead_rows'),
        ]),
    verbatim('DROP TABLE lead_faults'),
    ...(layout.alias_ids === null ? [] : [createAliases(layout.alias_ids, isRenamed)]),
  ]);
  return {
    rows: { read: records, loaded: records - faults, rejected },
    unreadable,
    unreadableTexts: unreadableSome,
    columns,
    layout,
    hasAliases: layout.alias_ids !== null,
    origins: { ranges, isInOrder: isRenamed },
  };
}

async function readTexts({ database, signal }: ImportContext, layout: LeadLayout): Promise<string[]> {
  const { columns } = await database.read(unreadableTexts(layout), signal);
  return [...(columns['text'] ?? [])].map(String);
}

async function readUnreadable(
  { database, signal }: ImportContext,
  layout: LeadLayout,
): Promise<LeadRows['repaired']['unreadable']> {
  const { columns } = await database.read(countUnreadable(layout), signal);
  const counts = RECORDED_DATES.map((name) => [name, Number(columns[name]?.[0] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
