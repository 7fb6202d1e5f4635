/** The leads behind a mark: exactly those that its figure counts, told one by one from the mark's definition. */
import { DAY, NEVER } from '../model/instant.ts';
import type { Mark, MarkFigure } from '../model/mark.ts';
import type { Stage } from '../model/stages.ts';
import { ROUTES, STAGES, STEPS } from '../model/stages.ts';
import { responseHours } from '../model/scoring-model-defaults.ts';
import { quantile } from '../statistics/quantile.ts';
import type { Situation } from './engine.ts';
import { placeOf, ROUTE } from './entries.ts';
import { furthestStage, isDisqualified } from './funnel.ts';
import { activityTest, firstTouch, slaState } from './handover.ts';
import { windowSeconds } from './steps.ts';
import { STAY, stayOf } from './stays.ts';
import { agesOf, collectStays } from './time-in-stage.ts';

/** @param place place of the lead among the entries, −1 where it never moved */
type LeadTest = (lead: number, place: number) => boolean;

const stageNumber = (stage: Stage): number => STAGES.indexOf(stage);

/** Entry of a lead into a stage as a stored instant, `NEVER` where there is none. */
function stageEntry(at: Situation, stage: Stage): (lead: number, place: number) => number {
  const { createdAt } = at.view.columns.leads;
  if (stage === 'lead') return (lead) => createdAt[lead] as number;
  const instants = at.view.entries.at[stageNumber(stage)] as Int32Array;
  return (_, place) => (place < 0 ? NEVER : (instants[place] as number));
}

/** Seconds of the window of a step, `null` where it has none. */
function stepWindow(at: Situation, from: Stage, to: Stage): number | null {
  const step = STEPS.findIndex(([a, b]) => a === from && b === to);
  return windowSeconds(at.request.windowDays, step);
}

function stepTest(at: Situation, figure: Extract<MarkFigure, { of: 'step' }>): LeadTest {
  const from = stageEntry(at, figure.from);
  const to = stageEntry(at, figure.to);
  const window = stepWindow(at, figure.from, figure.to);
  const { asOf } = at.population;
  return (lead, place) => {
    const entry = from(lead, place);
    if (entry === NEVER) return false;
    const mature = window === null || entry <= asOf - window;
    const exit = to(lead, place);
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
  const stay = { ending: 0, seconds: 0 };
  const wanted = {
    advanced: [STAY.advanced, STAY.skippedAhead],
    skippedAhead: [STAY.skippedAhead],
    lost: [STAY.lost, STAY.reopened],
    reopened: [STAY.reopened],
    open: [STAY.open],
  }[figure.ending] as number[];
  const stage = stageNumber(figure.stage);
  return (_, place) =>
    place < 0
      ? stage === 0 && figure.ending === 'open'
      : wanted.includes(stayOf(at.view.entries, at.population.asOf, stage, place, stay).ending);
}

function handoverTest(at: Situation, figure: Extract<MarkFigure, { of: 'handover' }>): LeadTest {
  const { view, model } = at;
  const isTouch = activityTest(at.activity(model.sales?.touch), view.columns.activities.kind);
  const response = responseHours(model) * 3600;
  const { asOf } = at.population;
  return (_, place) => {
    const sql = place < 0 ? NEVER : (view.entries.at[2][place] as number);
    if (sql === NEVER) return false;
    if (figure.state === 'sqls') return true;
    if (figure.state === 'due') return sql + response <= asOf;
    const touch = firstTouch(view, isTouch, place);
    return figure.state === 'contacted'
      ? touch !== NEVER
      : slaState(sql, touch, response, asOf) === figure.state;
  };
}

function isWithin(seconds: number, least: number, limit: number | null): boolean {
  return seconds >= least * DAY && (limit === null || seconds < limit * DAY);
}

function openTest(at: Situation, figure: Extract<MarkFigure, { of: 'openAge' | 'openPast' }>): LeadTest {
  const { view, population, model } = at;
  const number = stageNumber(figure.stage);
  const stay = { ending: 0, seconds: 0 };
  const openFor = (lead: number, place: number): number => {
    if (place < 0)
      return number === 0 ? population.asOf - (view.columns.leads.createdAt[lead] as number) : -1;
    const { ending, seconds } = stayOf(view.entries, population.asOf, number, place, stay);
    return ending === STAY.open ? seconds : -1;
  };
  if (figure.of === 'openAge')
    return (lead, place) => {
      const seconds = openFor(lead, place);
      return seconds >= 0 && isWithin(seconds, figure.least, figure.limit);
    };
  if (figure.past === 'sla') {
    if (model.sales === undefined || figure.stage !== 'sql') return () => false;
    const overdue = handoverTest(at, { of: 'handover', state: 'overdue' });
    return (lead, place) => openFor(lead, place) >= 0 && overdue(lead, place);
  }
  const stays = collectStays(view, agesOf(view.columns, population))[number];
  const p90 = stays === undefined ? null : quantile(stays.advanced, 0.9);
  return (lead, place) => p90 !== null && openFor(lead, place) > p90;
}

function stockTest(at: Situation, figure: Extract<MarkFigure, { of: 'stock' }>): LeadTest {
  const { view, population, calendar } = at;
  const number = stageNumber(figure.stage);
  const entry = stageEntry(at, figure.stage);
  const stay = { ending: 0, seconds: 0 };
  const monthName = (instant: number): string =>
    calendar.periodName(calendar.period(instant, 'month'), 'month');
  /** how a stay ends, and when: `NEVER` while it is open */
  const exitOf = (lead: number, place: number): { instant: number; isLost: boolean } => {
    const isEnding = number < STAGES.length - 1;
    const { ending, seconds } =
      place < 0 || !isEnding
        ? { ending: STAY.open as number, seconds: 0 }
        : stayOf(view.entries, population.asOf, number, place, stay);
    const isLost = ending === STAY.lost || ending === STAY.reopened;
    return { instant: ending === STAY.open ? NEVER : entry(lead, place) + seconds, isLost };
  };
  return (lead, place) => {
    const came = entry(lead, place);
    if (came === NEVER) return false;
    if (figure.count === 'entries') return monthName(came) === figure.month;
    const { instant, isLost } = exitOf(lead, place);
    if (figure.count === 'advanced' || figure.count === 'lost')
      return instant !== NEVER && isLost === (figure.count === 'lost') && monthName(instant) === figure.month;
    // names of months are in the order of time
    const isIn = (name: string, before: boolean): boolean =>
      before ? name < figure.month : name <= figure.month;
    const atStart = figure.count === 'start';
    return isIn(monthName(came), atStart) && (instant === NEVER || !isIn(monthName(instant), atStart));
  };
}

function figureTest(at: Situation, figure: MarkFigure): LeadTest {
  const { view, recorded, calendar } = at;
  switch (figure.of) {
    case 'leads':
      return () => true;
    case 'entered': {
      const entry = stageEntry(at, figure.stage);
      return (lead, place) => entry(lead, place) !== NEVER;
    }
    case 'route': {
      const code = ROUTE[ROUTES[ROUTES.indexOf(figure.route)] as keyof typeof ROUTE];
      return (_, place) => place >= 0 && view.entries.route[place] === code;
    }
    case 'current':
      return (_, place) => {
        const disqualified = isDisqualified(view.entries, recorded, place);
        if (figure.stage === 'disqualified') return disqualified;
        return !disqualified && furthestStage(view.entries, place) === stageNumber(figure.stage);
      };
    case 'step':
      return stepTest(at, figure);
    case 'stay':
      return stayTest(at, figure);
    case 'flow': {
      const entry = stageEntry(at, figure.stage);
      return (lead, place) => {
        const instant = entry(lead, place);
        return (
          instant !== NEVER &&
          calendar.periodName(calendar.period(instant, 'month'), 'month') === figure.month
        );
      };
    }
    case 'handover':
      return handoverTest(at, figure);
    case 'convertedWithin': {
      const from = stageEntry(at, figure.from);
      const to = stageEntry(at, figure.to);
      return (lead, place) => {
        const entry = from(lead, place);
        const exit = to(lead, place);
        return entry !== NEVER && exit !== NEVER && exit - entry <= figure.days * DAY;
      };
    }
    case 'took': {
      const from = stageEntry(at, figure.from);
      const to = stageEntry(at, figure.to);
      const converted = stepTest(at, { ...figure, of: 'step', count: 'converted' });
      return (lead, place) =>
        converted(lead, place) && isWithin(to(lead, place) - from(lead, place), figure.least, figure.limit);
    }
    case 'openAge':
    case 'openPast':
      return openTest(at, figure);
    case 'stock':
      return stockTest(at, figure);
    case 'agreement': {
      const model = at.entriesOn('model');
      const asRecorded = at.entriesOn('recorded');
      return (lead) =>
        furthestStage(model, placeOf(model, lead)) === stageNumber(figure.model) &&
        furthestStage(asRecorded, placeOf(asRecorded, lead)) === stageNumber(figure.recorded);
    }
  }
}

/** Stage whose entry decides the cohort of a figure when cohorts go by entry. */
function cohortStage(figure: MarkFigure): Stage {
  if (figure.of === 'step') return figure.from;
  if (figure.of === 'convertedWithin' || figure.of === 'took') return figure.from;
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
    const entry = stageEntry(at, stage);
    tests.push((lead, place) => {
      const instant = entry(lead, place);
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
  const { entries } = at.view;
  let next = 0;
  return at.population.leads.filter((lead) => {
    const place = entries.lead[next] === lead ? next++ : -1;
    return tests.every((test) => test(lead, place));
  });
}
