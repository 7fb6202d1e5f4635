/** What the engine tells of one lead: where it stands, what it entered, and which of its activities count. */
import { instantSeconds, NEVER } from '../model/instant.ts';
import type { EngineColumn, LeadCell, LeadEvent } from '../model/lead-list.ts';
import { ENGINE_COLUMNS } from '../model/lead-list.ts';
import type { Basis, CurrentStage } from '../model/stages.ts';
import { STAGES } from '../model/stages.ts';
import type { Situation } from './engine.ts';
import { placeOf } from './entries.ts';
import { activitiesUpTo, currentStage, engineCells, routeAt } from './lead-columns.ts';
import { visitCounted } from './scores.ts';

/** One lead as the engine knows it. */
export interface LeadHistory {
  readonly engine: Readonly<Record<EngineColumn, LeadCell>>;
  readonly stages: { readonly model: CurrentStage; readonly recorded: CurrentStage };
  /** creation, entries on both bases and disqualification, ascending; equal ones in this order */
  readonly events: readonly LeadEvent[];
  /** for each activity up to as-of in the order of instants, then of the file: it counts by at least one rule */
  readonly counted: readonly boolean[];
}

const ORDER: readonly LeadEvent['kind'][] = ['created', 'activity', 'entry', 'disqualified'];

/** Order of events: by instant, then by kind. */
export function compareEvents(a: LeadEvent, b: LeadEvent): number {
  return a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind);
}

function entriesOf(at: Situation, lead: number, basis: Basis): LeadEvent[] {
  const entries = at.entriesOn(basis);
  const place = placeOf(entries, lead);
  if (place < 0) return [];
  return STAGES.flatMap((stage, number): LeadEvent[] => {
    const instant = (entries.at[number] as Int32Array)[place] as number;
    if (stage === 'lead' || instant === NEVER) return [];
    const route = stage === 'sql' ? routeAt(entries, place) : null;
    return [{ kind: 'entry', at: instantSeconds(instant), basis, stage, route }];
  });
}

/**
 * The history of a lead up to as-of.
 * @param at a situation of this lead alone
 */
export function leadHistory(at: Situation, lead: number): LeadHistory {
  const { columns } = at.view;
  const { asOf, leads } = at.population;
  const stages = {
    model: currentStage(at.entriesOn('model'), at.recorded, lead),
    recorded: currentStage(at.entriesOn('recorded'), at.recorded, lead),
  };
  const isThere = leads.length > 0;
  const cells = isThere ? engineCells(at, ENGINE_COLUMNS, [lead]) : [];
  const engine = Object.fromEntries(
    ENGINE_COLUMNS.map((name, index) => [name, cells[index]?.[0] ?? null]),
  ) as Record<EngineColumn, LeadCell>;
  const first = columns.activities.start[lead] as number;
  const counted = Array.from({ length: activitiesUpTo(columns.activities, lead, asOf) - first }, () => false);
  visitCounted(columns, at.rules(), at.calendar, lead, asOf, (position) => {
    counted[position - first] = true;
  });
  const disqualified = at.recorded.disqualified_at[lead] as number;
  const events: LeadEvent[] = [
    { kind: 'created', at: instantSeconds(columns.leads.createdAt[lead] as number) },
    ...entriesOf(at, lead, 'model'),
    ...entriesOf(at, lead, 'recorded'),
    ...(disqualified === NEVER ? [] : [{ kind: 'disqualified' as const, at: instantSeconds(disqualified) }]),
  ];
  return { engine, stages, events: events.sort(compareEvents), counted };
}
