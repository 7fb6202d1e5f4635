/** What a data set tells about its own quality: counted, placed in time, and named by what each does to the figures. */
import type { Database } from '../database/database.ts';
import type { ImportedTables } from '../import/import-tables.ts';
import {
  beforeHistory,
  crowdedSeconds,
  laterRows,
  otherwiseWrittenEmails,
  repeatedEmails,
  rowsByWeek,
  silentLeads,
  stagesOutOfOrder,
} from '../query/quality-queries.ts';
import type { Query } from '../query/query.ts';
import type { QualityFinding } from './workspace.ts';

/** Leads in one second that tell of a machine: nobody enters that many by hand. */
const CROWD = 25;
/** Crowded seconds that are told. */
const MOST_EXAMPLES = 5;
/** Days that a history may begin after the first leads without being late. */
const LATE_HISTORY_DAYS = 30;
/** A week without rows is a gap where a usual week has at least so many. */
const USUAL_WEEK = 20;
const DAY = 86_400;

/** Rows by month. */
type Months = QualityFinding['months'];

async function readMonths(database: Database, asked: Query): Promise<Months> {
  const { rows, columns } = await database.read(asked);
  return Array.from({ length: rows }, (_, row) => ({
    month: String(columns['month']?.[row]),
    rows: Number(columns['rows']?.[row]),
  }));
}

async function readNumber(database: Database, asked: Query, column: string): Promise<number> {
  const { columns } = await database.read(asked);
  return Number(columns[column]?.[0] ?? 0);
}

const total = (months: Months): number => months.reduce((sum, { rows }) => sum + rows, 0);

/** Seconds of the local day of an instant. */
function secondOfDay(instant: number, { from, offsets }: ImportedTables['zone']): number {
  let place = from.length - 1;
  while (place > 0 && (from[place] as number) > instant) place--;
  const local = instant + (offsets[place] ?? 0);
  return local - Math.floor(local / DAY) * DAY;
}

const localMonth = (instant: number, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(
    instant * 1000,
  );
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
};

function addMonths(entries: readonly { readonly month: string; readonly rows: number }[]): Months {
  const sums = new Map<string, number>();
  for (const { month, rows } of entries) sums.set(month, (sums.get(month) ?? 0) + rows);
  return [...sums].map(([month, rows]) => ({ month, rows })).toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/** Seconds in which many leads were created or moved; dates alone are midnights, which say nothing. */
async function bulkImports(database: Database, tables: ImportedTables, timeZone: string) {
  const { rows, columns } = await database.read(crowdedSeconds(CROWD));
  const crowds = Array.from({ length: rows }, (_, row) => ({
    date: String(columns['date']?.[row]),
    instant: Number(columns['instant']?.[row]),
    rows: Number(columns['rows']?.[row]),
  })).filter(({ instant }) => secondOfDay(instant, tables.zone) !== 0);
  const months = addMonths(
    crowds.map(({ instant, rows: leads }) => ({ month: localMonth(instant, timeZone), rows: leads })),
  );
  const examples = crowds
    .slice(0, MOST_EXAMPLES)
    .map(({ date, instant, rows: leads }) => ({ date, instant, rows: leads }));
  return { months, examples };
}

/** Runs of whole weeks without a row between weeks that have some. */
async function gaps(database: Database, column: 'leads' | 'activities', now: number) {
  const { rows, columns } = await database.read(rowsByWeek(now));
  const weeks = Array.from({ length: rows }, (_, row) => ({
    day: Number(columns['week']?.[row]),
    rows: Number(columns[column]?.[row]),
  })).filter((week) => week.rows > 0);
  const usual = weeks.map((week) => week.rows).toSorted((a, b) => a - b)[Math.floor(weeks.length / 2)] ?? 0;
  if (usual < USUAL_WEEK) return [];
  return weeks.slice(1).flatMap((week, place) => {
    const before = weeks[place] as (typeof weeks)[number];
    const missing = (week.day - before.day) / 7 - 1;
    return missing > 0 ? [{ day: before.day + 7, weeks: missing }] : [];
  });
}

/**
 * Looks through the loaded tables. Findings without a row are left out.
 * @param now seconds since 1970: the moment of loading
 */
export async function readDataQuality(
  database: Database,
  tables: ImportedTables,
  timeZone: string,
  now: number,
): Promise<QualityFinding[]> {
  const { leads: leadRows, activities: activityRows } = tables.rows;
  const leads = tables.leadCount;
  const findings: QualityFinding[] = [];
  const add = (
    code: QualityFinding['code'],
    rows: number,
    of: number,
    more: Partial<QualityFinding> = {},
  ) => {
    if (rows > 0)
      findings.push({
        code,
        rows,
        share: of > 0 ? rows / of : 0,
        months: [],
        examples: [],
        detail: null,
        ...more,
      });
  };
  const email = tables.leadFields.get('email');
  if (email !== undefined) {
    const months = await readMonths(database, repeatedEmails(email, tables.zone));
    const otherwise =
      months.length === 0 ? 0 : await readNumber(database, otherwiseWrittenEmails(email), 'rows');
    add('duplicateEmail', total(months), leads, { months, detail: otherwise });
  }
  if (tables.hasRecordedStages) {
    const months = await readMonths(database, stagesOutOfOrder(tables.zone));
    add('outOfOrder', total(months), leads, { months });
    const late = await readNumber(database, beforeHistory(LATE_HISTORY_DAYS), 'rows');
    const first = await readNumber(database, beforeHistory(LATE_HISTORY_DAYS), 'instant');
    add('lateHistory', late, leads, {
      months: late === 0 ? [] : [{ month: localMonth(first, timeZone), rows: late }],
    });
  }
  add('beforeCreation', leadRows.repaired.beforeCreation, leads);
  add(
    'unreadableDates',
    Object.values(leadRows.repaired.unreadable).reduce((sum, rows) => sum + rows, 0),
    leads,
  );
  const counted = (code: string, name: string): number =>
    tables.notes.reduce((sum, note) => sum + (note.code === code ? (note.counts?.[name] ?? 0) : 0), 0);
  add('brokenIds', counted('brokenIds', 'rows'), 0);
  add('mixedDates', counted('mixedDateOrder', 'both'), 0);
  const { months, examples } = await bulkImports(database, tables, timeZone);
  add('bulkImport', total(months), leads, { months, examples });
  if (tables.laterThanLoading > 0) {
    const later = await readMonths(database, laterRows(now, tables.zone));
    add('future', total(later), leads + tables.activityCount, { months: later });
  }
  for (const column of ['leads', 'activities'] as const) {
    if (column === 'activities' && tables.activityCount === 0) continue;
    const found = await gaps(database, column, now);
    add(
      column === 'leads' ? 'leadGap' : 'activityGap',
      found.reduce((sum, gap) => sum + gap.weeks, 0),
      0,
      {
        months: addMonths(found.map((gap) => ({ month: localMonth(gap.day * DAY, 'UTC'), rows: gap.weeks }))),
      },
    );
  }
  add('orphans', activityRows.rejected['orphan'] ?? 0, activityRows.read);
  if (tables.activityCount > 0) {
    const silent = await readMonths(database, silentLeads(tables.zone));
    add('silentLeads', total(silent), leads, { months: silent });
  }
  return findings;
}
