/** Files become tables: leads, activities and kinds, with every row that does not fit kept as rejected. */
import type { Database } from '../database/database.ts';
import type { OptionalRows, RowCounts } from '../model/metrics-document.ts';
import { RECORDED_DATES } from '../model/stages.ts';
import type { LeadLookups } from '../query/find-leads.ts';
import {
  activityColumn,
  occurredText,
  summariseActivities,
  writtenLeadId,
  type KindColumn,
} from '../query/import-activities.ts';
import { createRejected } from '../query/import-csv.ts';
import { dropEntries, goodEntries, type EntryTable } from '../query/import-entries.ts';
import {
  addDateTexts,
  countBeforeCreation,
  createEmails,
  fillDates,
  leadColumn,
  liftDates,
  recordedText,
  summariseLeads,
  writeDateTexts,
} from '../query/import-leads.ts';
import { ident, join, query, type Query } from '../query/query.ts';
import { openCsv } from './formats.ts';
import { importActivities, type LoadedActivities } from './import-activities.ts';
import { importEntries } from './import-entries.ts';
import { importAliases } from './import-aliases.ts';
import type { ImportFile, LoadedTable } from './import-file.ts';
import { importLeads, type LeadOrigins, type LoadedLeads } from './import-leads.ts';
import { LoadError } from './load-error.ts';
import type { ReadingNote } from './mapping.ts';
import {
  readCount,
  runAll,
  type ImportContext,
  type ImportProgress,
  type NumberedFile,
} from './read-slices.ts';
import { zoneOffsets, type ZoneTable } from './zone-transitions.ts';

export type { ImportFile, ImportTable, LoadedTable } from './import-file.ts';
export { blobBytes } from './import-file.ts';

/** How to import. */
export interface ImportOptions {
  /** IANA zone of times without an offset */
  readonly timeZone: string;
  /** seconds since 1970: the moment of loading */
  readonly now: number;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
}

/** A column of the activities. */
export interface ActivityField {
  /** its text, null where missing */
  readonly expression: Query;
  /** the table that the expression reads */
  readonly on: 'kinds' | 'activities';
}

/** What the import left in the database. */
export interface ImportedTables {
  readonly rows: RowCounts;
  readonly files: readonly {
    readonly table: LoadedTable;
    readonly name: string;
    readonly read: number;
    readonly rejected: number;
    /** rows of the file that belong to other tables, or to none */
    readonly others: number;
  }[];
  readonly leadCount: number;
  readonly activityCount: number;
  /**
   * Column names as the headers write them → text over the table leads, null where missing. A known column that a header
   * writes differently is found under both names, with one and the same expression.
   */
  readonly leadFields: ReadonlyMap<string, Query>;
  readonly activityFields: ReadonlyMap<string, ActivityField>;
  readonly leadOrigins: LeadOrigins;
  /** some of the texts of recorded dates of leads that cannot be read */
  readonly unreadableTexts: readonly string[];
  /** what is to be known of the files that were read */
  readonly notes: readonly ReadingNote[];
  readonly zone: ZoneTable;
  /** seconds since 1970: the latest instant that is not after the moment of loading, which it is without any */
  readonly defaultAsOf: number;
  /** instants after the moment of loading */
  readonly laterThanLoading: number;
  /** seconds since 1970 */
  readonly firstCreatedAt: number | null;
  readonly lastCreatedAt: number | null;
  /** some lead holds a date of mql, sql, opportunity or customer */
  readonly hasRecordedStages: boolean;
}

/** Tables in the order in which they are loaded. */
const TABLES: readonly LoadedTable[] = ['leads', 'aliases', 'stageHistory', 'opportunities', 'activities'];

function makeContext(
  database: Database,
  files: readonly ImportFile[],
  { onProgress, signal }: ImportOptions,
): ImportContext {
  const done = files.map(() => 0);
  const total = files.reduce((sum, { bytes }) => sum + bytes.size, 0);
  return {
    database,
    signal,
    recordsRead: new Map(),
    onSlice(table, file, rows, bytes) {
      done[file] = bytes;
      const share = total === 0 ? 1 : done.reduce((sum, part) => sum + part, 0) / total;
      onProgress({ phase: table, file: files[file]?.name ?? '', rows, share });
    },
  };
}

async function openFiles(files: readonly ImportFile[]): Promise<Record<LoadedTable, NumberedFile[]>> {
  const opened: Record<LoadedTable, NumberedFile[]> = {
    aliases: [],
    leads: [],
    activities: [],
    stageHistory: [],
    opportunities: [],
  };
  for (const [number, file] of files.entries()) opened[file.table].push({ ...(await openCsv(file)), number });
  if (opened.leads.length === 0)
    throw new LoadError({ code: 'noLeads', file: null, line: null, detail: null });
  return opened;
}

function leadFields({ columns, layout }: LoadedLeads, hasEntries: boolean): Map<string, Query> {
  const fields = new Map<string, Query>();
  for (const { index, names, known } of columns) {
    const expression = leadColumn(index);
    for (const name of names) if (!fields.has(name) || name === known) fields.set(name, expression);
  }
  if (hasEntries) {
    for (const name of RECORDED_DATES) {
      if (layout.dates[name] === undefined && !fields.has(name)) fields.set(name, recordedText(name, null));
    }
  }
  return fields;
}

function activityFields(
  { columns, layout }: LoadedActivities,
  leads: LoadedLeads,
  zone: ZoneTable,
): Map<string, ActivityField> {
  const fields = new Map<string, ActivityField>();
  for (const { names, known } of columns) {
    const outside = layout.outside.indexOf(known ?? names[0] ?? '');
    const field: ActivityField =
      known === 'occurred_at'
        ? { expression: occurredText(zone), on: 'activities' }
        : known === 'lead_id'
          ? { expression: writtenLeadId(leads.layout.lead_id), on: 'activities' }
          : known !== null && layout.kind.includes(known as KindColumn)
            ? { expression: ident(known), on: 'kinds' }
            : { expression: activityColumn(outside), on: 'activities' };
    for (const name of names) if (!fields.has(name) || name === known) fields.set(name, field);
  }
  return fields;
}

/** Puts the dates of other tables on the leads, and lifts those before creation; how many were lifted. */
async function settleDates(context: ImportContext, tables: readonly EntryTable[]): Promise<number> {
  if (tables.length > 0) {
    const entries = join(tables.map(goodEntries), ' UNION ALL ');
    await runAll(context, [fillDates(entries), ...tables.flatMap(dropEntries)]);
  }
  const lifted = await readCount(context, countBeforeCreation());
  if (lifted > 0) await runAll(context, [liftDates()]);
  return lifted;
}

async function rejectedByFile({ database, signal }: ImportContext): Promise<Map<number, number>> {
  const { rows, columns } = await database.read(
    query`SELECT "file", CAST(count(*) AS INTEGER) AS "rows" FROM rejected GROUP BY "file"`,
    signal,
  );
  return new Map(
    Array.from({ length: rows }, (_, row) => [
      Number(columns['file']?.[row]),
      Number(columns['rows']?.[row]),
    ]),
  );
}

/**
 * Loads files into an empty database.
 *
 * Tables afterwards: `leads(ordinal, created_at, mql_at … disqualified_at, c0, c1 …)` in the order of ordinal, with
 * `record` where they do not lie in the order of their rows;
 * `activities(position, ordinal, occurred_at, kind, a0, a1 …)` in the order of position; `kinds(kind, type, channel,
 * campaign, content, direction)`; `strays(position, lead_id)`: activities that found their lead by another way than its
 * id; `rejected(file, record, reason)` and `checkpoints`, for `rejectedPage`. Instants are BIGINT seconds since 1970.
 * @throws LoadError for a file that cannot be loaded at all; the signal's reason when it aborts; RangeError for an
 * unknown zone. The database is then to be closed.
 */
export async function importTables(
  database: Database,
  files: readonly ImportFile[],
  options: ImportOptions,
): Promise<ImportedTables> {
  const { timeZone, now, signal } = options;
  signal.throwIfAborted();
  const zone = zoneOffsets(timeZone);
  const opened = await openFiles(files);
  const context = makeContext(database, files, options);
  await runAll(context, createRejected());

  const leads = await importLeads(context, opened.leads, zone);
  const others = TABLES.filter((table) => table !== 'leads').flatMap((table) => opened[table]);
  const hasEmails =
    leads.layout.email !== null &&
    others.some(({ columns }) => columns.some(({ known }) => known === 'email'));
  if (hasEmails) await runAll(context, [createEmails(leads.layout.email ?? 0)]);
  let lookups: LeadLookups = { idColumn: leads.layout.lead_id, hasAliases: leads.hasAliases, hasEmails };
  if (opened.aliases.length > 0) {
    await importAliases(context, opened.aliases, lookups);
    lookups = { ...lookups, hasAliases: true };
  }

  const entryTables = (['stageHistory', 'opportunities'] as const).filter(
    (table) => opened[table].length > 0,
  );
  const entryRows: Partial<Record<EntryTable, OptionalRows>> = {};
  for (const table of entryTables)
    entryRows[table] = await importEntries(context, table, opened[table], lookups, zone);
  const beforeCreation = await settleDates(context, entryTables);
  if (entryTables.length > 0)
    await runAll(context, [...addDateTexts(leads.layout.dates), writeDateTexts(leads.layout.dates, zone)]);
  const activities = await importActivities(context, opened.activities, lookups, zone);
  await runAll(context, [query`DROP TABLE IF EXISTS aliases`, query`DROP TABLE IF EXISTS emails`]);

  const ofLeads = (await database.read(summariseLeads(now), signal)).columns;
  const ofActivities = (await database.read(summariseActivities(now), signal)).columns;
  const instant = (value: number): number | null => (value === -1e18 ? null : value);
  const latest = Math.max(Number(ofLeads['latest']?.[0]), Number(ofActivities['latest']?.[0]));
  const rejected = await rejectedByFile(context);
  return {
    rows: {
      leads: { ...leads.rows, repaired: { unreadable: leads.unreadable, beforeCreation } },
      activities: activities.rows,
      ...entryRows,
    },
    files: files.map(({ table, name, conversion }, number) => ({
      table,
      name,
      read: context.recordsRead.get(number) ?? 0,
      rejected: rejected.get(number) ?? 0,
      others: Math.max(0, (conversion?.seen.rows ?? 0) - (context.recordsRead.get(number) ?? 0)),
    })),
    leadCount: leads.rows.loaded,
    activityCount: activities.rows.loaded,
    leadFields: leadFields(leads, entryTables.length > 0),
    activityFields: activityFields(activities, leads, zone),
    leadOrigins: leads.origins,
    unreadableTexts: leads.unreadableTexts,
    notes: [],
    zone,
    defaultAsOf: instant(latest) ?? now,
    laterThanLoading: Number(ofLeads['later']?.[0]) + Number(ofActivities['later']?.[0]),
    firstCreatedAt: instant(Number(ofLeads['firstCreatedAt']?.[0])),
    lastCreatedAt: instant(Number(ofLeads['lastCreatedAt']?.[0])),
    hasRecordedStages: Number(ofLeads['recordedStages']?.[0]) > 0,
  };
}
