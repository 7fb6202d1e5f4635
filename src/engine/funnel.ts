/** Sections `funnel`, `current`, `agreement` and `flow`. */
import { NEVER } from '../model/instant.ts';
import type { AgreementFigures, FlowFigures, FunnelSection } from '../model/metrics-document.ts';
import type { CurrentStage, Stage } from '../model/stages.ts';
import { ROUTES, STAGES } from '../model/stages.ts';
import type { Calendar } from './calendar.ts';
import type { Entries } from './entries.ts';
import { ROUTE } from './entries.ts';
import type { Population, RecordedAt } from './population.ts';
import type { Months } from './months.ts';
import { monthOf } from './months.ts';
import { monthFollower, ROUTE_FOLLOWER } from './moving-counts.ts';
import type { GroupFigures, Signatures, View } from './steps.ts';
import { ENTERED_BITS } from './steps.ts';

/** Leads by the codes of `ROUTE`. */
function countRoutes({ route, count }: Entries): Int32Array {
  const counts = new Int32Array(ROUTES.length + 1);
  for (let place = 0; place < count; place++) {
    const code = route[place] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

/**
 * Entered stages, routes and steps of the whole population.
 * @param figures of all leads as one group
 */
export function funnelSection(view: View, figures: GroupFigures): FunnelSection {
  const byRoute =
    view.moving === null ? countRoutes(view.entries) : view.moving.follow('routes', ROUTE_FOLLOWER);
  return {
    entered: figures.entered,
    routes: {
      nurtured: byRoute[ROUTE.nurtured] as number,
      direct: byRoute[ROUTE.direct] as number,
      unknown: byRoute[ROUTE.unknown] as number,
    },
    steps: figures.steps,
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
    if (leads === 0) return;
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

/** Entries into each stage beyond `lead` by place of the month. */
function countMonths({ at }: Entries, months: Months): Int32Array[] {
  return at.slice(1).map((instants) => {
    const byMonth = new Int32Array(months.count);
    for (let place = 0; place < instants.length; place++) {
      const instant = instants[place] as number;
      if (instant === NEVER) continue;
      const month = monthOf(months, instant);
      byMonth[month] = (byMonth[month] as number) + 1;
    }
    return byMonth;
  });
}

/** Entries into each stage by calendar month: volume, not conversion. */
export function flowSection(view: View, calendar: Calendar, months: Months): FlowFigures[] {
  const counts =
    view.moving === null
      ? countMonths(view.entries, months)
      : view.moving.follow('months', monthFollower(months));
  return Array.from({ length: months.count }, (_, month) => ({
    month: calendar.periodName(months.first + month, 'month'),
    entries: Object.fromEntries(
      [months.created, ...counts].map((byMonth, stage) => [STAGES[stage], byMonth[month]]),
    ) as Record<Stage, number>,
  }));
}
