/** Fills the engine's typed arrays from the tables that the import left in the database. */
import type { Database } from '../database/database.ts';
import type { ActivityColumns, CodedColumn, LeadColumns } from '../engine/columns.ts';
import type { RecordedDate } from '../model/stages.ts';
import { RECORDED_DATES } from '../model/stages.ts';
import {
  activityInstantsQuery,
  columnCodesQuery,
  columnValuesQuery,
  kindsQuery,
  leadInstantsQuery,
} from '../query/column-queries.ts';
import type { Query } from '../query/query.ts';

/** Called between batches with the rows read so far; throwing there ends the reading. */
export type OnRows = (rows: number) => void;

function wholeNumbers(column: unknown, name: string): Int32Array {
  if (column instanceof Int32Array) return column;
  throw new TypeError(`Column ${name} should hold whole numbers`);
}

function texts(column: unknown, name: string): readonly (string | null)[] {
  if (Array.isArray(column)) return column as readonly (string | null)[];
  throw new TypeError(`Column ${name} should hold texts`);
}

/** Reads creation and recorded dates of all leads. */
export async function readLeads(database: Database, count: number, onRows: OnRows): Promise<LeadColumns> {
  const createdAt = new Int32Array(count);
  const recorded = Object.fromEntries(RECORDED_DATES.map((name) => [name, new Int32Array(count)])) as Record<
    RecordedDate,
    Int32Array
  >;
  let row = 0;
  for await (const batch of database.stream(leadInstantsQuery())) {
    createdAt.set(wholeNumbers(batch.columns['created_at'], 'created_at'), row);
    for (const name of RECORDED_DATES) recorded[name].set(wholeNumbers(batch.columns[name], name), row);
    row += batch.rows;
    onRows(row);
  }
  if (row !== count) throw new Error(`Read ${row} leads of ${count}`);
  return { count, createdAt, recorded };
}

/** Activities in rows by lead, with the place that each loaded row came to. */
export interface ReadActivities {
  readonly activities: ActivityColumns;
  /** place among the activities of each row in the order of loading */
  readonly placeOf: Uint32Array;
}

/** Reads all activities and brings them into the order of lead, instant and row. */
export async function readActivities(
  database: Database,
  leadCount: number,
  count: number,
  onRows: OnRows,
): Promise<ReadActivities> {
  const kinds = await database.read(kindsQuery());
  const lead = new Int32Array(count);
  const loadedInstant = new Int32Array(count);
  const loadedKind = kinds.rows > 65_536 ? new Uint32Array(count) : new Uint16Array(count);
  const start = new Uint32Array(leadCount + 1);
  let row = 0;
  for await (const batch of database.stream(activityInstantsQuery())) {
    const leads = wholeNumbers(batch.columns['lead'], 'lead');
    lead.set(leads, row);
    loadedInstant.set(wholeNumbers(batch.columns['occurred_at'], 'occurred_at'), row);
    loadedKind.set(wholeNumbers(batch.columns['kind'], 'kind'), row);
    for (let index = 0; index < leads.length; index++) {
      const after = (leads[index] as number) + 1;
      start[after] = (start[after] as number) + 1;
    }
    row += batch.rows;
    onRows(row);
  }
  if (row !== count) throw new Error(`Read ${row} activities of ${count}`);
  for (let index = 0; index < leadCount; index++)
    start[index + 1] = (start[index + 1] as number) + (start[index] as number);

  // counting sort by lead keeps the order of rows; then each lead's rows by instant
  const next = start.slice(0, leadCount);
  const rowAt = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const of = lead[index] as number;
    const place = next[of] as number;
    rowAt[place] = index;
    next[of] = place + 1;
  }
  const instant = new Int32Array(count);
  const kind = kinds.rows > 65_536 ? new Uint32Array(count) : new Uint16Array(count);
  const placeOf = new Uint32Array(count);
  for (let of = 0; of < leadCount; of++) {
    const from = start[of] as number;
    const to = start[of + 1] as number;
    sortByInstant(rowAt, loadedInstant, from, to);
    for (let place = from; place < to; place++) {
      const source = rowAt[place] as number;
      instant[place] = loadedInstant[source] as number;
      kind[place] = loadedKind[source] as number;
      placeOf[source] = place;
    }
  }
  return {
    activities: {
      count,
      start,
      instant,
      kind,
      kindCount: kinds.rows,
      kindType: texts(kinds.columns['type'], 'type').map((type) => type ?? ''),
      kindChannel: texts(kinds.columns['channel'], 'channel').map((channel) =>
        channel === '' ? null : channel,
      ),
    },
    placeOf,
  };
}

/** Sorts rows of one lead by instant, equal ones by row: by insertion where they are few or nearly sorted already. */
function sortByInstant(rows: Uint32Array, instants: Int32Array, from: number, to: number): void {
  let moves = 0;
  for (let place = from + 1; place < to; place++) {
    const row = rows[place] as number;
    const time = instants[row] as number;
    let before = place - 1;
    while (before >= from && (instants[rows[before] as number] as number) > time) {
      rows[before + 1] = rows[before] as number;
      before--;
      moves++;
    }
    rows[before + 1] = row;
    if (moves > 50_000) {
      rows.subarray(from, to).sort((a, b) => (instants[a] as number) - (instants[b] as number) || a - b);
      return;
    }
  }
}

/** Reads the values of a lead column. */
export async function readColumn(database: Database, column: Query, count: number): Promise<CodedColumn> {
  const values = await database.read(columnValuesQuery(column));
  const codes = new Int32Array(count);
  let row = 0;
  for await (const batch of database.stream(columnCodesQuery(column))) {
    codes.set(wholeNumbers(batch.columns['code'], 'code'), row);
    row += batch.rows;
  }
  return { codes, values: texts(values.columns['value'], 'value').map((value) => value ?? '') };
}
