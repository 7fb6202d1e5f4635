/** Columns that the engine knows of each lead: for lists of leads and for one lead. */
import { DAY, instantSeconds, NEVER } from '../model/instant.ts';
import type { EngineColumn, LeadCell } from '../model/lead-list.ts';
import { ENGINE_COLUMNS } from '../model/lead-list.ts';
import type { CurrentStage, Route } from '../model/stages.ts';
import { STAGES } from '../model/stages.ts';
import { sortPlaces } from '../statistics/sort-places.ts';
import type { ActivityColumns } from './columns.ts';
import type { Situation } from './engine.ts';
import type { Entries } from './entries.ts';
import { placeOf, ROUTE } from './entries.ts';
import { furthestStage, isDisqualified } from './funnel.ts';
import type { RecordedAt } from './population.ts';
import { engagementAt } from './scores.ts';

/** Where leads can stand, in the order in which a column of them is sorted. */
const STANDS: readonly CurrentStage[] = [...STAGES, 'disqualified'];
const ROUTE_NAMES: readonly Route[] = ['nurtured', 'direct', 'unknown'];
const ROUTE_CODES: readonly number[] = ROUTE_NAMES.map((route) => ROUTE[route]);

/** Up to so many leads are scored one by one. */
const FEW = 1000;

/** Whether a column of a list is one of the engine's. */
export function isEngineColumn(name: string): name is EngineColumn {
  return (ENGINE_COLUMNS as readonly string[]).includes(name);
}

/**
 * Place in `STAGES` of where a lead stands, one more than the last where it is disqualified.
 * @param place place among the entries, −1 where it never moved
 */
function standOf(entries: Entries, recorded: RecordedAt, place: number): number {
  return isDisqualified(entries, recorded, place) ? STAGES.length : furthestStage(entries, place);
}

/** Where a lead stands. */
export function currentStage(entries: Entries, recorded: RecordedAt, lead: number): CurrentStage {
  return STANDS[standOf(entries, recorded, placeOf(entries, lead))] as CurrentStage;
}

/** Route of the SQL entry at a place among the entries. */
export function routeAt({ route }: Entries, place: number): Route | null {
  return ROUTE_NAMES[ROUTE_CODES.indexOf(route[place] as number)] ?? null;
}

/** The position after the last activity of a lead up to an instant. */
export function activitiesUpTo({ start, instant }: ActivityColumns, lead: number, asOf: number): number {
  let low = start[lead] as number;
  let high = start[lead + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instant[middle] as number) <= asOf) low = middle + 1;
    else high = middle;
  }
  return low;
}

const secondsOr = (instant: number): number => (instant === NEVER ? Number.NaN : instantSeconds(instant));
const finiteOr = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

/**
 * The number that a column is sorted by; NaN = missing. Stages and routes are numbers in their order.
 * @param isForAll so many leads are going to be asked for that scores of all are worth one pass
 * @returns by lead and its place among the entries, −1 where it never moved
 */
function columnNumber(
  at: Situation,
  column: EngineColumn,
  isForAll: boolean,
): (lead: number, place: number) => number {
  const { view, recorded } = at;
  const { entries, columns } = view;
  const { asOf } = at.population;
  const entry = (stage: number): ((lead: number, place: number) => number) => {
    const instants = entries.at[stage] as Int32Array;
    return (_, place) => (place < 0 ? Number.NaN : secondsOr(instants[place] as number));
  };
  const engagement = (): ((lead: number) => number) => {
    if (!isForAll) return (lead) => engagementAt(columns, at.rules(), at.calendar, lead, asOf);
    const scores = at.engagement();
    return (lead) => scores[lead] as number;
  };
  switch (column) {
    case '@stage':
      return (_, place) => standOf(entries, recorded, place);
    case '@route':
      return (_, place) => {
        const code = place < 0 ? -1 : ROUTE_CODES.indexOf(entries.route[place] as number);
        return code < 0 ? Number.NaN : code;
      };
    case '@fit': {
      const fit = at.fit();
      return (lead) => finiteOr(fit[lead] as number);
    }
    case '@engagement': {
      const score = engagement();
      return (lead) => finiteOr(score(lead));
    }
    case '@total': {
      const fit = at.fit();
      const score = engagement();
      return (lead) => finiteOr((fit[lead] as number) + score(lead));
    }
    case '@peak': {
      const { peak } = at.records();
      return (lead) => finiteOr(peak[lead] as number);
    }
    case '@mql':
      return entry(1);
    case '@sql':
      return entry(2);
    case '@opportunity':
      return entry(3);
    case '@customer':
      return entry(4);
    case '@disqualified':
      return (_, place) => (place < 0 ? Number.NaN : secondsOr(entries.disqualifiedAt[place] as number));
    case '@daysInStage':
      return (lead, place) => {
        const stand = standOf(entries, recorded, place);
        const since =
          stand === 0
            ? (columns.leads.createdAt[lead] as number)
            : stand === STAGES.length
              ? (entries.disqualifiedAt[place] as number)
              : ((entries.at[stand] as Int32Array)[place] as number);
        return (asOf - since) / DAY;
      };
    case '@activities':
      return (lead) =>
        activitiesUpTo(columns.activities, lead, asOf) - (columns.activities.start[lead] as number);
    case '@lastActivity':
      return (lead) => {
        const end = activitiesUpTo(columns.activities, lead, asOf);
        return end === columns.activities.start[lead]
          ? Number.NaN
          : instantSeconds(columns.activities.instant[end - 1] as number);
      };
  }
}

function cellOf(column: EngineColumn, value: number): LeadCell {
  if (Number.isNaN(value)) return null;
  if (column === '@stage') return STANDS[value] as CurrentStage;
  return column === '@route' ? (ROUTE_NAMES[value] as Route) : value;
}

/**
 * Cells of some leads of a situation's population.
 * @param leads in any order
 * @returns by column, then in the order of the leads
 */
export function engineCells(
  at: Situation,
  columns: readonly EngineColumn[],
  leads: ArrayLike<number>,
): LeadCell[][] {
  const { entries } = at.view;
  const places = Array.from(leads, (lead) => placeOf(entries, lead));
  return columns.map((column) => {
    const number = columnNumber(at, column, leads.length > FEW);
    return places.map((place, index) => cellOf(column, number(leads[index] as number, place)));
  });
}

/**
 * Leads in the order of a column, missing ones last, equal ones by ordinal.
 * @param leads of the situation's population, ascending
 */
export function sortedByEngine(
  at: Situation,
  column: EngineColumn,
  descending: boolean,
  leads: Int32Array,
): Int32Array {
  const { entries } = at.view;
  const number = columnNumber(at, column, true);
  const values = new Float64Array(leads.length);
  let next = 0;
  for (let index = 0; index < leads.length; index++) {
    const lead = leads[index] as number;
    while (next < entries.count && (entries.lead[next] as number) < lead) next++;
    values[index] = number(lead, next < entries.count && entries.lead[next] === lead ? next : -1);
  }
  return sortPlaces(values, descending).map((place) => leads[place] as number);
}

/**
 * Places of all leads in the order of a recorded date.
 * @param instants stored ones, `NEVER` where there is none: those come last either way
 */
export function sortedByDate(instants: Int32Array, descending: boolean): Int32Array {
  const values = new Float64Array(instants);
  for (let lead = 0; lead < values.length; lead++) if (values[lead] === NEVER) values[lead] = Number.NaN;
  return sortPlaces(values, descending);
}
