/** The leads behind a mark: exactly those that its figure counts, told one by one from the mark's definition. */
import { NEVER } from '../model/instant.ts';
import type { Mark, MarkFigure } from '../model/mark.ts';
import type { Stage } from '../model/stages.ts';
import { ROUTES, STAGES, STEPS } from '../model/stages.ts';
import type { Situation } from './engine.ts';
import { ROUTE } from './entries.ts';
import { furthestStage, isDisqualified } from './funnel.ts';
import { activityTest, firstTouch, slaState } from './handover.ts';
import { windowSeconds } from './steps.ts';
import { STAY, stageInstants, stayOf } from './time-in-stage.ts';

type LeadTest = (lead: number) => boolean;

const stageNumber = (stage: Stage): number => STAGES.indexOf(stage);

/** Seconds of the window of a step, `null` where it has none. */
function stepWindow(at: Situation, from: Stage, to: Stage): number | null {
  const step = STEPS.findIndex(([a, b]) => a === from && b === to);
  return windowSeconds(at.request.windowDays, step);
}

function stepTest(at: Situation, figure: Extract<MarkFigure, { of: 'step' }>): LeadTest {
  const instants = stageInstants(at.view);
  const from = instants[stageNumber(figure.from)] as Int32Array;
  const to = instants[stageNumber(figure.to)] as Int32Array;
  const window = stepWindow(at, figure.from, figure.to);
  const { asOf } = at.population;
  return (lead) => {
    const entry = from[lead] as number;
    if (entry === NEVER) return false;
    const mature = window === null || entry <= asOf - window;
    const exit = to[lead] as number;
    const converted = exit !== NEVER && (window === null || exit - entry <= window);
    switch (figure.count) {
      case 'entered':
        return true;
      case 'eligible':
        return mature;
      case 'converted':
        return mature && converted;
      case 'notConverted':
        return mature && !converted;
      case 'immature':
        return !mature;
      case 'immatureConverted':
        return !mature && converted;
    }
  };
}

function stayTest(at: Situation, figure: Extract<MarkFigure, { of: 'stay' }>): LeadTest {
  const instants = stageInstants(at.view);
  const stay = { ending: 0, seconds: 0 };
  const wanted = {
    advanced: [STAY.advanced, STAY.skippedAhead],
    skippedAhead: [STAY.skippedAhead],
    lost: [STAY.lost, STAY.reopened],
    reopened: [STAY.reopened],
    open: [STAY.open],
  }[figure.ending] as number[];
  const stage = stageNumber(figure.stage);
  return (lead) =>
    wanted.includes(
      stayOf(instants, at.recorded.disqualified_at, at.population.asOf, stage, lead, stay).ending,
    );
}

function handoverTest(at: Situation, figure: Extract<MarkFigure, { of: 'handover' }>): LeadTest {
  const { view, model } = at;
  const isTouch = activityTest(at.activity(model.sales?.touch), view.columns.activities.kind);
  const response = (model.sales?.responseHours ?? 24) * 3600;
  const { asOf } = at.population;
  return (lead) => {
    const sql = view.entries.sql[lead] as number;
    if (sql === NEVER) return false;
    if (figure.state === 'sqls') return true;
    if (figure.state === 'due') return sql + response <= asOf;
    const touch = firstTouch(view, isTouch, lead);
    return figure.state === 'contacted'
      ? touch !== NEVER
      : slaState(sql, touch, response, asOf) === figure.state;
  };
}

function figureTest(at: Situation, figure: MarkFigure): LeadTest {
  const { view, recorded, calendar } = at;
  switch (figure.of) {
    case 'leads':
      return () => true;
    case 'entered': {
      const instants = stageInstants(view)[stageNumber(figure.stage)] as Int32Array;
      return (lead) => instants[lead] !== NEVER;
    }
    case 'route': {
      const code = ROUTE[ROUTES[ROUTES.indexOf(figure.route)] as keyof typeof ROUTE];
      return (lead) => view.entries.route[lead] === code;
    }
    case 'current':
      return (lead) => {
        const disqualified = isDisqualified(view.entries, recorded, lead);
        if (figure.stage === 'disqualified') return disqualified;
        return !disqualified && furthestStage(view.entries, lead) === stageNumber(figure.stage);
      };
    case 'step':
      return stepTest(at, figure);
    case 'stay':
      return stayTest(at, figure);
    case 'flow': {
      const instants = stageInstants(view)[stageNumber(figure.stage)] as Int32Array;
      return (lead) => {
        const instant = instants[lead] as number;
        return (
          instant !== NEVER &&
          calendar.periodName(calendar.period(instant, 'month'), 'month') === figure.month
        );
      };
    }
    case 'handover':
      return handoverTest(at, figure);
    case 'agreement': {
      const model = at.entriesOn('model');
      const asRecorded = at.entriesOn('recorded');
      return (lead) =>
        furthestStage(model, lead) === stageNumber(figure.model) &&
        furthestStage(asRecorded, lead) === stageNumber(figure.recorded);
    }
  }
}

/** Stage whose entry decides the cohort of a figure when cohorts go by entry. */
function cohortStage(figure: MarkFigure): Stage {
  if (figure.of === 'step') return figure.from;
  return figure.of === 'entered' || figure.of === 'stay' ? figure.stage : 'lead';
}

/**
 * @param at the situation of the request that the figure belongs to
 * @returns ordinals of the leads, ascending by creation
 */
export function leadsBehind(at: Situation, mark: Mark): Int32Array {
  const tests: LeadTest[] = [figureTest(at, mark.figure)];
  if (mark.cohort !== undefined) {
    const { request, calendar } = at;
    const stage = request.cohortBy === 'entry' ? cohortStage(mark.figure) : 'lead';
    const instants = stageInstants(at.view)[stageNumber(stage)] as Int32Array;
    tests.push((lead) => {
      const instant = instants[lead] as number;
      if (instant === NEVER) return false;
      return (
        calendar.periodName(calendar.period(instant, request.cohortUnit), request.cohortUnit) === mark.cohort
      );
    });
  }
  if (mark.segment !== undefined) {
    const { column } = at.column(mark.segment.column);
    const { value } = mark.segment;
    const code = value === null ? -1 : column.values.indexOf(value);
    if (value !== null && code < 0) return new Int32Array();
    tests.push((lead) => column.codes[lead] === code);
  }
  return at.population.leads.filter((lead) => tests.every((test) => test(lead)));
}
