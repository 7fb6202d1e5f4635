/** Metrics documents of simulated leads, computed lead by lead in the plainest way: what charts are tried on. */
import type {
  BreakdownFigures,
  CohortFigures,
  FlowFigures,
  IncidenceCurve,
  MetricsDocument,
  StageCounts,
  StepFigures,
  TimeInStageFigures,
} from '../../src/model/metrics-document.ts';
import { INCIDENCE_DAYS } from '../../src/model/metrics-document.ts';
import { STAGES, STEPS, type Basis, type Stage } from '../../src/model/stages.ts';
import { incidence, knownAt, medianTime, stepAt } from '../../src/statistics/aalen-johansen.ts';
import { wilson } from '../../src/statistics/wilson.ts';

/** A lead: days of its entries since the start of the data. */
export interface SimulatedLead {
  readonly entries: Readonly<Partial<Record<Stage, number>>> & { readonly lead: number };
  readonly route: 'nurtured' | 'direct' | 'unknown' | null;
  readonly disqualified: number | null;
  readonly source: string | null;
}

const START = Date.UTC(2024, 0, 1);

/** Seeded numbers 0..1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What to simulate. */
export interface Simulation {
  readonly leads: number;
  /** length of the data; leads come evenly over them */
  readonly days: number;
  readonly seed: number;
  /** chance of becoming an MQL, 0..1 */
  readonly mql?: number;
  /** chance of skipping a stage where one could be entered, 0..1 */
  readonly skip?: number;
  /** chance of coming back after a disqualification, 0..1 */
  readonly reopen?: number;
}

/** Simulates leads on their way; nothing later than the end of the data happens. */
export function simulateLeads(simulation: Simulation): readonly SimulatedLead[] {
  const random = seeded(simulation.seed);
  const { days, mql = 0.24, skip = 0.05, reopen = 0.1 } = simulation;
  const wait = (mean: number) => -mean * Math.log(1 - random());
  return Array.from({ length: simulation.leads }, (): SimulatedLead => {
    const source = ['web', 'event', 'partner', 'search', 'Messe „Zukunft der Fertigung“ Hannover', null][
      Math.min(5, Math.floor(random() * random() * 7))
    ] as string | null;
    const lead = random() * days;
    const better = source === 'partner' ? 1.6 : source === 'search' ? 0.6 : 1;
    let at = lead;
    let disqualified: number | null = null;
    let route: SimulatedLead['route'] = null;
    const entries: Partial<Record<Stage, number>> & { lead: number } = { lead };
    const enter = (stage: Stage, mean: number) => {
      const next = at + wait(mean);
      if (next > days) return false;
      at = next;
      entries[stage] = next;
      return true;
    };
    const drop = (mean: number) => {
      const next = at + wait(mean);
      if (next <= days && disqualified === null) disqualified = next;
    };
    const direct = random() < 0.05;
    const nurtured = !direct && random() < mql * better;
    if (random() < 0.08) drop(60);
    const stays = () => disqualified === null || random() < reopen;
    if (nurtured && stays()) enter('mql', 25);
    if (
      stays() &&
      (direct ? enter('sql', 2) : entries.mql !== undefined && random() < 0.4 && enter('sql', 30))
    ) {
      route = direct ? 'direct' : 'nurtured';
    }
    const onTheWay = entries.mql !== undefined || entries.sql !== undefined || random() < skip;
    if (onTheWay && random() < (entries.sql === undefined ? skip : 0.55) && stays()) enter('opportunity', 20);
    const reached = entries.opportunity !== undefined || random() < skip;
    if (reached && onTheWay && random() < 0.45 && stays()) enter('customer', 40);
    if (entries.customer === undefined && random() < 0.25) drop(45);
    return { entries, route, disqualified, source };
  });
}

function stepFigures(leads: readonly SimulatedLead[], asOf: number, window: number | null): StepFigures[] {
  return STEPS.map(([from, to]) => {
    let [entered, eligible, converted, immature, immatureConverted] = [0, 0, 0, 0, 0];
    for (const { entries } of leads) {
      const start = entries[from];
      if (start === undefined) continue;
      entered++;
      const end = entries[to];
      const within = end !== undefined && (window === null || end - start <= window);
      if (window === null || start <= asOf - window) {
        eligible++;
        if (within) converted++;
      } else {
        immature++;
        if (within) immatureConverted++;
      }
    }
    const interval = wilson(converted, eligible);
    return {
      from,
      to,
      entered,
      eligible,
      converted,
      immature,
      immatureConverted,
      rate: interval === null ? null : converted / eligible,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  });
}

function counts(leads: readonly SimulatedLead[]): StageCounts {
  const of = (stage: Stage) => leads.filter(({ entries }) => entries[stage] !== undefined).length;
  return {
    lead: of('lead'),
    mql: of('mql'),
    sql: of('sql'),
    opportunity: of('opportunity'),
    customer: of('customer'),
  };
}

function monthOf(day: number): string {
  return new Date(START + day * 86_400_000).toISOString().slice(0, 7);
}

function grouped<K>(
  leads: readonly SimulatedLead[],
  key: (lead: SimulatedLead) => K,
): [K, SimulatedLead[]][] {
  const groups = new Map<K, SimulatedLead[]>();
  for (const lead of leads) groups.set(key(lead), [...(groups.get(key(lead)) ?? []), lead]);
  return [...groups];
}

/** Next later stage that a lead entered after one that it entered. */
export function nextStage(lead: SimulatedLead, stage: Stage): Stage | null {
  return STAGES.slice(STAGES.indexOf(stage) + 1).find((later) => lead.entries[later] !== undefined) ?? null;
}

function staysIn(leads: readonly SimulatedLead[], asOf: number, stage: Stage) {
  const ends = { advanced: [] as number[], lost: [] as number[], open: [] as number[] };
  let [skippedAhead, reopened] = [0, 0];
  for (const lead of leads) {
    const start = lead.entries[stage];
    if (start === undefined) continue;
    const to = nextStage(lead, stage);
    const end = to === null ? Infinity : (lead.entries[to] ?? Infinity);
    const gone = lead.disqualified;
    if (gone !== null && gone >= start && gone < end) {
      ends.lost.push(gone - start);
      if (to !== null) reopened++;
    } else if (to === null) ends.open.push(asOf - start);
    else {
      ends.advanced.push(end - start);
      if (STAGES.indexOf(to) > STAGES.indexOf(stage) + 1) skippedAhead++;
    }
  }
  const seconds = (days: readonly number[]) =>
    Int32Array.from(days.map((day) => Math.round(day * 86_400)).toSorted((a, b) => a - b));
  return {
    skippedAhead,
    reopened,
    advanced: seconds(ends.advanced),
    lost: seconds(ends.lost),
    open: { all: seconds(ends.open), without: new Int32Array(0) },
  };
}

function quantile(sorted: Int32Array, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? 0;
  return (low + (high - low) * (place % 1)) / 86_400;
}

/** The document of simulated leads. */
export function documentOf(
  leads: readonly SimulatedLead[],
  options: { readonly days: number; readonly window?: number | null; readonly basis?: Basis },
): MetricsDocument {
  const { days, window = null, basis = 'model' } = options;
  const route = (name: SimulatedLead['route']) => leads.filter((lead) => lead.route === name).length;
  const timeInStage: TimeInStageFigures[] = [];
  const curves: IncidenceCurve[] = [];
  for (const stage of STAGES.slice(0, -1)) {
    const stays = staysIn(leads, days, stage);
    const curve = incidence(stays, true);
    const entered = stays.advanced.length + stays.lost.length + stays.open.all.length;
    const at = (day: number, of: (step: number) => number) => {
      if (!knownAt(curve, entered, day * 86_400)) return null;
      const step = stepAt(curve, day * 86_400);
      return step < 0 ? 0 : of(step);
    };
    const median = medianTime(curve);
    timeInStage.push({
      stage,
      entered,
      advanced: stays.advanced.length,
      skippedAhead: stays.skippedAhead,
      lost: stays.lost.length,
      reopened: stays.reopened,
      open: stays.open.all.length,
      meanDays:
        stays.advanced.length === 0
          ? null
          : stays.advanced.reduce((a, b) => a + b, 0) / stays.advanced.length / 86_400,
      medianDays: quantile(stays.advanced, 0.5),
      p75Days: quantile(stays.advanced, 0.75),
      p90Days: quantile(stays.advanced, 0.9),
      advancedByDay: Object.fromEntries(
        INCIDENCE_DAYS.map((day) => [String(day), at(day, (step) => curve.advanced[step] ?? 0)]),
      ),
      medianDaysToAdvance: median === null ? null : median / 86_400,
    });
    const grid = Array.from({ length: 366 }, (_, day) => day);
    const share = (step: number) => curve.advanced[step] ?? 0;
    const error = (step: number) =>
      1.96 * Math.sqrt(Math.max(0, share(step) * (1 - share(step))) / Math.max(1, entered));
    curves.push({
      stage,
      days: grid,
      advanced: grid.map((day) => at(day, share)),
      advancedLow: grid.map((day) => at(day, (step) => Math.max(0, share(step) - error(step)))),
      advancedHigh: grid.map((day) => at(day, (step) => Math.min(1, share(step) + error(step)))),
      lost: grid.map((day) => at(day, (step) => curve.lost[step] ?? 0)),
      atRisk: grid.map(
        (day) =>
          [...stays.advanced, ...stays.lost, ...stays.open.all].filter((seconds) => seconds >= day * 86_400)
            .length,
      ),
    });
  }
  const byMonth = grouped(leads, (lead) => monthOf(lead.entries.lead)).toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  const flow = byMonth.map(([month]): FlowFigures => {
    const of = (stage: Stage) =>
      leads.filter(({ entries }) => entries[stage] !== undefined && monthOf(entries[stage]) === month).length;
    return {
      month,
      entries: {
        lead: of('lead'),
        mql: of('mql'),
        sql: of('sql'),
        opportunity: of('opportunity'),
        customer: of('customer'),
      },
    };
  });
  return {
    asOf: new Date(START + days * 86_400_000).toISOString(),
    basis,
    windowDays: window,
    rows: {
      leads: {
        read: leads.length,
        loaded: leads.length,
        rejected: {},
        repaired: { unreadable: {}, beforeCreation: 0 },
      },
      activities: { read: 1, loaded: 1, rejected: {}, joined: { id: 1, alias: 0, email: 0 } },
    },
    funnel: {
      entered: counts(leads),
      routes: { nurtured: route('nurtured'), direct: route('direct'), unknown: route('unknown') },
      steps: stepFigures(leads, days, window),
    },
    timeInStage,
    cohorts: byMonth.map(([cohort, own]): CohortFigures => ({
      cohort,
      entered: counts(own),
      steps: stepFigures(own, days, window),
    })),
    flow,
    breakdowns: {
      source: grouped(leads, (lead) => lead.source)
        .map(([value, own]): BreakdownFigures => ({
          value,
          entered: counts(own),
          steps: stepFigures(own, days, window),
        }))
        .toSorted((a, b) => b.entered.lead - a.entered.lead),
    },
    incidence: curves,
  };
}

/** Document of a simulation. */
export function simulatedDocument(
  simulation: Simulation,
  options: { readonly window?: number | null; readonly basis?: Basis } = {},
): MetricsDocument {
  return documentOf(simulateLeads(simulation), { days: simulation.days, ...options });
}
