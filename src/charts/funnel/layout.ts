/** The funnel as plain numbers: one row a stage, every length a share of the longest bar. */
import type { MetricsDocument, StepFigures, TimeInStageFigures } from '../../model/metrics-document.ts';
import { STAGES, type Stage } from '../../model/stages.ts';
import { chainSteps, cumulativeRate, findStep, shownStages, windowOf, type Rate } from '../common/steps.ts';
import { stageOrigins, type Origin, type Origins } from './flows.ts';

/** A part of a bar. `through` came from the row above; the others joined from elsewhere. */
export interface BarPart {
  readonly kind: 'through' | 'direct' | 'unknown' | 'past';
  readonly leads: number;
  /** ends on the common baseline, 0..1 of the longest bar */
  readonly start: number;
  readonly end: number;
}

/** What became of the leads of a stage; parts in the order in which they are drawn, without empty ones. */
export interface OutcomePart {
  readonly kind: 'advanced' | 'skippedAhead' | 'lost' | 'open';
  readonly leads: number;
  readonly start: number;
  readonly end: number;
}

/** The step into a row from the row above. */
export interface StepIn {
  readonly from: Stage;
  readonly to: Stage;
  /** null where the step is none that is measured */
  readonly figures: StepFigures | null;
  readonly baseline: Rate | null;
}

/** One stage. */
export interface FunnelRow {
  readonly stage: Stage;
  readonly entered: number;
  readonly parts: readonly BarPart[];
  /** end of the bar, 0..1 of the longest */
  readonly end: number;
  readonly baseline: { readonly entered: number; readonly end: number } | null;
  readonly step: StepIn | null;
  readonly cumulative: Rate | null;
  /** stages that those who skipped the row above came from; empty where nobody did or it is not known */
  readonly origins: Origins;
  readonly outcome: readonly OutcomePart[];
  readonly stays: TimeInStageFigures | null;
}

/** Direct requests: from the end of the lead bar to their part of the SQL bar, past the rows between. */
export interface Ribbon {
  readonly leads: number;
  readonly from: { readonly start: number; readonly end: number };
  readonly to: { readonly start: number; readonly end: number };
}

/** The whole funnel. */
export interface FunnelLayout {
  readonly rows: readonly FunnelRow[];
  readonly ribbon: Ribbon | null;
  /** stages without a row, since nobody entered them */
  readonly unused: readonly Stage[];
  /** false where a window and returns after a disqualification make the skipped SQLs a least number */
  readonly skipsExact: boolean;
  /** leads that went straight from lead to customer; null where the document cannot tell */
  readonly straightToCustomer: number | null;
}

type Kinds = readonly (readonly [BarPart['kind'], number])[];

function partsOf(kinds: Kinds, longest: number): BarPart[] {
  let start = 0;
  return kinds
    .filter(([, leads]) => leads > 0)
    .map(([kind, leads]) => {
      const part = { kind, leads, start, end: start + leads / longest };
      start = part.end;
      return part;
    });
}

/** Leads of a row by the way they came. */
function kindsOf(
  stage: Stage,
  above: Stage | undefined,
  entered: number,
  routes: { readonly direct: number; readonly unknown: number },
  origins: Origins | null,
): Kinds {
  if (stage === 'sql' && above === 'mql') {
    return [
      ['through', entered - routes.direct - routes.unknown],
      ['direct', routes.direct],
      ['unknown', routes.unknown],
    ];
  }
  if ((stage !== 'opportunity' && stage !== 'customer') || origins === null || above === undefined) {
    return [['through', entered]];
  }
  const past = sum(origins.filter((origin) => !origin.from.includes(above)));
  return [
    ['through', entered - past],
    ['past', past],
  ];
}

function sum(origins: readonly Origin[]): number {
  return origins.reduce((total, origin) => total + origin.leads, 0);
}

/**
 * What became of the leads of a stage.
 * @param nextIsShown false where the stage after it has no row: then nobody can have skipped it
 */
export function outcomeParts(stays: TimeInStageFigures, nextIsShown: boolean): OutcomePart[] {
  const skipped = nextIsShown ? stays.skippedAhead : 0;
  const counts = [
    ['advanced', stays.advanced - skipped],
    ['skippedAhead', skipped],
    ['lost', stays.lost],
    ['open', stays.open],
  ] as const;
  let start = 0;
  return counts
    .filter(([, leads]) => leads > 0)
    .map(([kind, leads]) => {
      const part = { kind, leads, start, end: start + leads / stays.entered };
      start = part.end;
      return part;
    });
}

/**
 * Lays out a funnel.
 * @param document with the section `funnel`; `timeInStage` gives outcomes, days and skips where it is there
 * @param baseline the same under the model's own minimums, drawn as outline
 * @returns null without the section
 */
export function funnelLayout(
  document: MetricsDocument,
  baseline: MetricsDocument | null,
): FunnelLayout | null {
  const { funnel, windowDays, timeInStage = [] } = document;
  if (funnel === undefined) return null;
  const other = baseline?.funnel ?? null;
  const entered = other === null ? [funnel.entered] : [funnel.entered, other.entered];
  const stages = shownStages(entered, document.basis);
  const longest = Math.max(1, ...stages.flatMap((stage) => entered.map((counts) => counts[stage])));
  const steps = chainSteps(funnel, stages);
  const toOpportunity =
    windowOf(windowDays, 'sql', 'opportunity') === null ? findStep(funnel.steps, 'sql', 'opportunity') : null;
  const origins = stageOrigins(funnel, timeInStage, toOpportunity?.converted ?? null);

  const rows = stages.map((stage, index): FunnelRow => {
    const above = stages[index - 1];
    const own = stage === 'opportunity' || stage === 'customer' ? origins[stage] : null;
    const stays = timeInStage.find((figures) => figures.stage === stage) ?? null;
    const skips = own?.filter((origin) => above !== undefined && !origin.from.includes(above)) ?? [];
    return {
      stage,
      entered: funnel.entered[stage],
      parts: partsOf(kindsOf(stage, above, funnel.entered[stage], funnel.routes, own), longest),
      end: funnel.entered[stage] / longest,
      baseline:
        other === null ? null : { entered: other.entered[stage], end: other.entered[stage] / longest },
      step:
        above === undefined
          ? null
          : {
              from: above,
              to: stage,
              figures: steps.find((step) => step.from === above && step.to === stage) ?? null,
              baseline: other === null ? null : findStep(other.steps, above, stage),
            },
      cumulative: cumulativeRate(funnel, windowDays, stage),
      origins: skips,
      outcome:
        stays === null || stays.entered === 0 ? [] : outcomeParts(stays, isNext(stage, stages[index + 1])),
      stays,
    };
  });
  return {
    rows,
    ribbon: ribbonOf(rows, funnel.routes.direct, longest),
    unused: unusedStages(stages),
    skipsExact: origins.exact,
    straightToCustomer: straight(origins.customer),
  };
}

function isNext(stage: Stage, next: Stage | undefined): boolean {
  return next !== undefined && STAGES.indexOf(next) === STAGES.indexOf(stage) + 1;
}

function unusedStages(shown: readonly Stage[]): Stage[] {
  return STAGES.filter((stage) => !shown.includes(stage));
}

function straight(origins: Origins | null): number | null {
  if (origins === null) return null;
  const withLead = origins.filter((origin) => origin.from.includes('lead'));
  return withLead.every((origin) => origin.from.length === 1) ? sum(withLead) : null;
}

/**
 * The ribbon leaves the lead bar at its far end. Direct requests are never MQLs, so that there is room for it beside
 * every MQL bar.
 */
function ribbonOf(rows: readonly FunnelRow[], direct: number, longest: number): Ribbon | null {
  const to = rows.find((row) => row.stage === 'sql')?.parts.find((part) => part.kind === 'direct');
  const lead = rows.find((row) => row.stage === 'lead');
  if (to === undefined || lead === undefined || direct === 0) return null;
  return {
    leads: direct,
    from: { start: lead.end - direct / longest, end: lead.end },
    to: { start: to.start, end: to.end },
  };
}
