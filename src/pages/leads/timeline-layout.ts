/** The picture of what happened to one lead: dots and stage entries on an axis of time. Pure; px. */
import type { LeadEvent } from '../../model/lead-list.ts';
import { DAY } from '../../model/instant.ts';
import type { Stage } from '../../model/stages.ts';

/** Activities that fall on one place of the axis. */
export interface TimelineDot {
  readonly x: number;
  readonly counted: boolean;
  readonly activities: number;
}

/** An entry into a stage, or the end of the way. */
export interface TimelineEntry {
  readonly x: number;
  readonly at: number;
  readonly basis: 'model' | 'recorded';
  readonly stage: Stage | 'disqualified';
  /** line of text, from the axis outwards, on which the name stands clear of its neighbours */
  readonly level: number;
  /** the name stands before the line: it would run over the edge behind it */
  readonly isBefore: boolean;
}

/** A tick of the axis; `at` is the noon of its day in UTC, so that it is the same day in every zone. */
export interface TimelineTick {
  readonly x: number;
  readonly at: number;
}

/** The picture. */
export interface TimelineLayout {
  readonly dots: readonly TimelineDot[];
  readonly entries: readonly TimelineEntry[];
  readonly ticks: readonly TimelineTick[];
  /** levels that names take above and below the dots */
  readonly levels: { readonly model: number; readonly recorded: number };
}

/** Dots closer than this are one. */
const DOT_STEP = 3;
const TICK_STEP = 96;
const EDGE = 8;
const MOST_LEVELS = 5;
/** Width of a letter of a name, at the size of chart notes. */
const LETTER = 7;
/** Steps of the axis: days, then months. */
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const MONTH = 30.44 * DAY;

/** Days on which the axis has a tick, as noons in UTC. */
export function tickDays(first: number, last: number, most: number): readonly number[] {
  const span = Math.max(DAY, last - first);
  const noon = (instant: number) => Math.floor(instant / DAY) * DAY + DAY / 2;
  const days = DAY_STEPS.find((step) => span / (step * DAY) <= most);
  const ticks: number[] = [];
  if (days !== undefined) {
    for (let at = noon(first); at <= last; at += days * DAY) if (at >= first) ticks.push(at);
    return ticks;
  }
  const months = MONTH_STEPS.find((step) => span / (step * MONTH) <= most) ?? MONTH_STEPS.at(-1) ?? 12;
  const start = new Date(first * 1000);
  for (let month = Math.ceil(start.getUTCMonth() / months) * months; ; month += months) {
    const at = Date.UTC(start.getUTCFullYear(), month, 1) / 1000 + DAY / 2;
    if (at > last) return ticks;
    if (at >= first) ticks.push(at);
  }
}

/**
 * @param events ascending
 * @param until end of the axis, seconds since 1970: as-of
 * @param width of the picture, px
 * @param nameOf name of an entry, which needs room
 */
export function timelineLayout(
  events: readonly LeadEvent[],
  until: number,
  width: number,
  nameOf: (stage: Stage | 'disqualified') => string,
): TimelineLayout {
  const first = events[0]?.at ?? until;
  const last = Math.max(until, events.at(-1)?.at ?? until, first + DAY);
  const way = Math.max(1, width - 2 * EDGE);
  const xOf = (at: number) => EDGE + (way * (at - first)) / (last - first);

  const dots = new Map<string, TimelineDot>();
  const entries: TimelineEntry[] = [];
  /** ends of the names on each level */
  const ends = { model: [] as number[], recorded: [] as number[] };
  const enter = (at: number, basis: 'model' | 'recorded', stage: Stage | 'disqualified') => {
    const x = xOf(at);
    const length = nameOf(stage).length * LETTER + EDGE;
    const isBefore = x + length > width;
    const from = isBefore ? x - length : x;
    const taken = ends[basis];
    const free = taken.findIndex((end) => end <= from);
    const level = free >= 0 ? free : Math.min(taken.length, MOST_LEVELS - 1);
    taken[level] = isBefore ? x + EDGE : x + length;
    entries.push({ x, at, basis, stage, level, isBefore });
  };
  for (const event of events) {
    if (event.kind === 'activity') {
      const x = EDGE + Math.round((xOf(event.at) - EDGE) / DOT_STEP) * DOT_STEP;
      const key = `${x} ${event.counted}`;
      const activities = (dots.get(key)?.activities ?? 0) + 1;
      dots.set(key, { x, counted: event.counted, activities });
    } else if (event.kind === 'entry') {
      if (event.stage !== 'lead') enter(event.at, event.basis, event.stage);
    } else if (event.kind === 'disqualified') enter(event.at, 'recorded', 'disqualified');
  }
  const ticks = tickDays(first, last, Math.max(1, Math.floor(way / TICK_STEP)));
  return {
    dots: [...dots.values()],
    entries,
    ticks: ticks.map((at) => ({ x: xOf(at), at })),
    levels: { model: ends.model.length, recorded: ends.recorded.length },
  };
}
