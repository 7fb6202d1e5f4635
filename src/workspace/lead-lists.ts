/** Lists of leads: which, in which order, and their rows by page. Nothing of a list is held but its ordinals. */
import type { Database } from '../database/database.ts';
import type { Columns, LeadBits } from '../engine/columns.ts';
import type { Engine, Situation } from '../engine/engine.ts';
import { engineCells, isEngineColumn, sortedByDate, sortedByEngine } from '../engine/lead-columns.ts';
import { leadsBehind } from '../engine/leads-behind.ts';
import type { ImportedTables } from '../import/import-tables.ts';
import type { EngineColumn, LeadCell, LeadListRequest, LeadPage, LeadRow } from '../model/lead-list.ts';
import {
  createLeadPlaces,
  leadOrderQuery,
  leadRowsQuery,
  numericQuery,
  type SortedAs,
} from '../query/lead-list-queries.ts';
import { dateOfField } from './lead-fields.ts';
import type { MatchStore } from './match-store.ts';
import { readLeadBits } from './match-store.ts';

/** Most rows of a page. */
const LONGEST_PAGE = 500;
/** Orders, lists and searches that are kept: each is as long as there are leads. */
const MOST_ORDERS = 6;
const MOST_LISTS = 2;
const MOST_SEARCHES = 3;
/** Columns that a search looks into, as far as the data has them. */
const SEARCHED = ['lead_id', 'email', 'name', 'company'] as const;

/** What lists are made from. */
export interface ListSources {
  readonly database: Database;
  readonly tables: ImportedTables;
  readonly columns: Columns;
  readonly engine: Engine;
  readonly store: MatchStore;
}

/** Lists of the leads of one data set. */
export interface LeadLists {
  page(list: LeadListRequest, offset: number, limit: number): Promise<LeadPage>;
  /** ordinals of the whole list in its order; not to be changed */
  ordinals(list: LeadListRequest): Promise<Int32Array>;
  /** Rows of some leads of a list, in the order in which they are given. */
  rows(list: LeadListRequest, ordinals: Int32Array): Promise<LeadRow[]>;
}

/** Remembers the last few promises by key; one that fails is forgotten. */
function makeKept<Value>(most: number): (key: string, make: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, value);
    value.catch(() => {
      if (kept.get(key) === value) kept.delete(key);
    });
    for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
    return value;
  };
}

/** Lists with the same text have the same leads in the same order. */
function listKey({ request, model, mark, search, sort }: LeadListRequest): string {
  const { basis, asOf, filter, cohortUnit, cohortBy, cohortRange, windowDays } = request;
  const asked = [basis, asOf, filter, cohortUnit, cohortBy, cohortRange, windowDays];
  return JSON.stringify([asked, model, mark, search, sort]);
}

const holds = (bits: LeadBits, lead: number): boolean =>
  (((bits[lead >>> 5] as number) >>> (lead & 31)) & 1) === 1;

/** Leads by falling creation, equal ones by ordinal: the runs of equal instants from behind. */
function latestFirst(createdAt: Int32Array): Int32Array {
  const order = new Int32Array(createdAt.length);
  let size = 0;
  for (let end = createdAt.length; end > 0;) {
    let first = end - 1;
    while (first > 0 && createdAt[first - 1] === createdAt[end - 1]) first--;
    for (let lead = first; lead < end; lead++) order[size++] = lead;
    end = first;
  }
  return order;
}

/** Those of an order that are among some leads. */
function orderedAmong(order: Int32Array, leads: Int32Array): Int32Array {
  if (leads.length === order.length) return order;
  const among = new Uint8Array(order.length);
  for (const lead of leads) among[lead] = 1;
  const ordered = new Int32Array(leads.length);
  let size = 0;
  for (const lead of order) if (among[lead] === 1) ordered[size++] = lead;
  return ordered;
}

/** Makes the lists of a data set. */
export function makeLeadLists({ database, tables, columns, engine, store }: ListSources): LeadLists {
  const orders = makeKept<Int32Array>(MOST_ORDERS);
  const lists = makeKept<Int32Array>(MOST_LISTS);
  const searches = makeKept<LeadBits>(MOST_SEARCHES);
  const kinds = new Map<string, SortedAs>();
  /** made behind the first page, so that it does not wait */
  let findable: Promise<void> | null = null;

  async function situation({ request, model, mark }: LeadListRequest): Promise<Situation> {
    // nothing is broken down here
    const asked = { ...request, breakdowns: [] };
    await store.prepare(asked, model, mark?.segment === undefined ? [] : [mark.segment.column]);
    return engine.situation(asked, model);
  }

  async function searchBits(search: string): Promise<LeadBits> {
    const any = SEARCHED.filter((field) => tables.leadFields.has(field)).map(
      (field) => ({ field, op: 'contains', value: search }) as const,
    );
    const [bits] = await readLeadBits(database, tables, [{ any }]);
    return bits as LeadBits;
  }

  /** A column of texts counts as one of numbers where most of its values are. */
  async function sortedAs(column: string): Promise<SortedAs> {
    const known = kinds.get(column);
    if (known !== undefined) return known;
    const expression = tables.leadFields.get(column);
    if (expression === undefined) return 'texts';
    const { columns: counted } = await database.read(numericQuery(expression));
    const present = Number(counted['present']?.[0]);
    const numbers = Number(counted['numbers']?.[0]);
    const as = numbers * 2 < present || present === 0 ? 'texts' : numbers === present ? 'numbers' : 'both';
    kinds.set(column, as);
    return as;
  }

  const byOrdinal = (): Int32Array => new Int32Array(tables.leadCount).map((_, lead) => lead);

  async function makeOrder(column: string, descending: boolean): Promise<Int32Array> {
    const date = dateOfField(tables, column);
    if (date !== null) {
      if (date === 'created_at') return descending ? latestFirst(columns.leads.createdAt) : byOrdinal();
      return sortedByDate(columns.leads.recorded[date], descending);
    }
    const expression = tables.leadFields.get(column);
    if (expression === undefined) return byOrdinal();
    const order = new Int32Array(tables.leadCount);
    let row = 0;
    for await (const batch of database.stream(
      leadOrderQuery(expression, await sortedAs(column), descending),
    )) {
      order.set(batch.columns['ordinal'] as Int32Array, row);
      row += batch.rows;
    }
    return order;
  }

  async function makeList(list: LeadListRequest): Promise<Int32Array> {
    const { mark, search, sort } = list;
    const found = search === '' ? null : await searches(search, () => searchBits(search));
    const { column, descending } = sort ?? { column: 'created_at', descending: true };
    const order = isEngineColumn(column)
      ? null
      : await orders(JSON.stringify([column, descending]), () => makeOrder(column, descending));
    // the engine answers without a pause from here on
    const at = await situation(list);
    const behind = mark === null ? at.population.leads : leadsBehind(at, mark);
    const leads = found === null ? behind : behind.filter((lead) => holds(found, lead));
    if (order !== null) return orderedAmong(order, leads);
    return sortedByEngine(at, column as EngineColumn, descending, leads);
  }

  const ordinals = (list: LeadListRequest): Promise<Int32Array> => lists(listKey(list), () => makeList(list));

  async function rows(list: LeadListRequest, wanted: Int32Array): Promise<LeadRow[]> {
    if (wanted.length === 0) return [];
    const ofEngine = [...new Set(list.columns.filter(isEngineColumn))];
    const ofTable = [...new Set(list.columns.filter((name) => !isEngineColumn(name)))].filter((name) =>
      tables.leadFields.has(name),
    );
    const expressions = ['lead_id', ...ofTable].flatMap((name) => tables.leadFields.get(name) ?? []);
    const answer = await database.read(leadRowsQuery(wanted, expressions));
    findable ??= database.run(createLeadPlaces()).catch(() => undefined);
    const read = answer.columns['ordinal'] as Int32Array;
    const rowOf = new Map(Array.from(read, (ordinal, row) => [ordinal, row]));
    const texts = expressions.map((_, index) => answer.columns[`v${index}`] as readonly (string | null)[]);
    const computed = ofEngine.length === 0 ? [] : engineCells(await situation(list), ofEngine, wanted);
    const cellsOf = list.columns.map((name): ((index: number, row: number) => LeadCell) => {
      if (isEngineColumn(name)) {
        const cells = computed[ofEngine.indexOf(name)] as LeadCell[];
        return (index) => cells[index] as LeadCell;
      }
      const column = texts[ofTable.indexOf(name) + 1];
      return ofTable.includes(name) ? (_, row) => column?.[row] ?? null : () => null;
    });
    return Array.from(wanted, (ordinal, index) => {
      const row = rowOf.get(ordinal) as number;
      return { ordinal, id: texts[0]?.[row] ?? '', cells: cellsOf.map((cell) => cell(index, row)) };
    });
  }

  return {
    ordinals,
    rows,
    async page(list, offset, limit) {
      const all = await ordinals(list);
      const from = Math.max(0, Math.trunc(offset));
      const wanted = all.subarray(from, from + Math.min(LONGEST_PAGE, Math.max(0, Math.trunc(limit))));
      return { total: all.length, offset: from, rows: await rows(list, wanted) };
    },
  };
}
