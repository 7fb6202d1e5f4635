/** Sections `funnel`, `current`, `agreement` and `flow`. */
import { NEVER } from '../model/instant.ts';
import type { AgreementFigures, FlowFigures, FunnelSection } from '../model/metrics-document.ts';
import type { CurrentStage, Stage } from '../model/stages.ts';
import { ROUTES, STAGES } from '../model/stages.ts';
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { Entries } from './entries.ts';
import { ROUTE } from './entries.ts';
import type { Population, RecordedAt } from './population.ts';
import type { GroupSizes, Signatures, View } from './steps.ts';
import { ENTERED_BITS, figuresByGroup } from './steps.ts';

/** Entered stages, routes and steps of the whole population. */
export function funnelSection(view: View, signed: Signatures, sizes: GroupSizes): FunnelSection {
  const [figures] = figuresByGroup(view, signed, null, 1, sizes);
  const byRoute = new Int32Array(ROUTES.length + 1);
  for (const route of view.entries.route) byRoute[route] = (byRoute[route] as number) + 1;
  return {
    entered: (figures as NonNullable<typeof figures>).entered,
    routes: {
      nurtured: byRoute[ROUTE.nurtured] as number,
      direct: byRoute[ROUTE.direct] as number,
      unknown: byRoute[ROUTE.unknown] as number,
    },
    steps: (figures as NonNullable<typeof figures>).steps,
  };
}

/**
 * Number of the furthest stage that a moved lead entered: its place in `STAGES`.
 * @param place place among the entries; −1 for a lead that never moved
 */
export function furthestStage(entries: Entries, place: number): number {
  if (place < 0) return 0;
  for (let stage = STAGES.length - 1; stage > 0; stage--)
    if ((entries.at[stage] as Int32Array)[place] !== NEVER) return stage;
  return 0;
}

/** Whether a lead is disqualified now: no customer, and none of its recorded stage dates lies after the disqualification. */
export function isDisqualified(entries: Entries, recorded: RecordedAt, place: number): boolean {
  if (place < 0) return false;
  const disqualified = entries.disqualifiedAt[place] as number;
  if (disqualified === NEVER || entries.at[4][place] !== NEVER) return false;
  const lead = entries.lead[place] as number;
  const later = (date: number): boolean => date !== NEVER && date > disqualified;
  return !(
    later(recorded.mql_at[lead] as number) ||
    later(recorded.sql_at[lead] as number) ||
    later(recorded.opportunity_at[lead] as number) ||
    later(recorded.customer_at[lead] as number)
  );
}

/** Leads by where they stand at as-of. */
export function currentSection(
  view: View,
  signed: Signatures,
  recorded: RecordedAt,
): Record<CurrentStage, number> {
  const counts = { lead: 0, mql: 0, sql: 0, opportunity: 0, customer: 0, disqualified: 0 };
  const { entries } = view;
  counts.lead = view.population.leads.length - entries.count;
  const bySignature = new Int32Array(signed.bits.length);
  for (let place = 0; place < entries.count; place++) {
    if (entries.disqualifiedAt[place] !== NEVER && isDisqualified(entries, recorded, place))
      counts.disqualified++;
    else {
      const code = signed.code[place] as number;
      bySignature[code] = (bySignature[code] as number) + 1;
    }
  }
  bySignature.forEach((leads, code) => {
    const entered = (signed.bits[code] as number) & ENTERED_BITS;
    counts[STAGES[31 - Math.clz32(entered)] as Stage] += leads;
  });
  return counts;
}

/** Leads by furthest stage on basis model × on basis recorded, without empty cells, in the order of the stages. */
export function agreementSection(
  population: Population,
  model: Entries,
  recorded: Entries,
): AgreementFigures[] {
  const cells = new Int32Array(STAGES.length * STAGES.length);
  let m = 0;
  let r = 0;
  for (const lead of population.leads) {
    const inModel = model.lead[m] === lead ? m++ : -1;
    const inRecorded = recorded.lead[r] === lead ? r++ : -1;
    const cell = furthestStage(model, inModel) * STAGES.length + furthestStage(recorded, inRecorded);
    cells[cell] = (cells[cell] as number) + 1;
  }
  return STAGES.flatMap((ofModel, row) =>
    STAGES.flatMap((ofRecorded, column) => {
      const leads = cells[row * STAGES.length + column] as number;
      return leads === 0 ? [] : [{ model: ofModel, recorded: ofRecorded, leads }];
    }),
  );
}

/** Months from the first created lead to as-of. */
export interface Months {
  readonly first: number;
  readonly count: number;
  /** created leads by month */
  readonly created: Int32Array;
}

/** Counts created leads by month: it does not depend on stage entries. */
export function monthsOf(columns: Columns, population: Population, calendar: Calendar): Months {
  const { leads, asOf } = population;
  if (leads.length === 0) return { first: 0, count: 0, created: new Int32Array() };
  const { createdAt } = columns.leads;
  const first = calendar.period(createdAt[leads[0] as number] as number, 'month');
  const count = calendar.period(asOf, 'month') - first + 1;
  const created = new Int32Array(count);
  for (const lead of leads) {
    const month = calendar.period(createdAt[lead] as number, 'month') - first;
    created[month] = (created[month] as number) + 1;
  }
  return { first, count, created };
}

/** Entries into each stage by calendar month: volume, not conversion. */
export function flowSection(view: View, calendar: Calendar, months: Months): FlowFigures[] {
  const { entries } = view;
  const counts = entries.at.slice(1).map((instants) => {
    const byMonth = new Int32Array(months.count);
    for (const instant of instants) {
      if (instant === NEVER) continue;
      const month = calendar.period(instant, 'month') - months.first;
      byMonth[month] = (byMonth[month] as number) + 1;
    }
    return byMonth;
  });
  return Array.from({ length: months.count }, (_, month) => ({
    month: calendar.periodName(months.first + month, 'month'),
    entries: Object.fromEntries(
      [months.created, ...counts].map((byMonth, stage) => [STAGES[stage], byMonth[month]]),
    ) as Record<Stage, number>,
  }));
}
