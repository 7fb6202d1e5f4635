/** Sections `handover` and `nurture`: what sales and marketing did with qualified leads. */
import { DAY, NEVER } from '../model/instant.ts';
import type { HandoverSection, NurtureFigures } from '../model/metrics-document.ts';
import { quantile } from '../statistics/quantile.ts';
import type { ActivityMatch } from './columns.ts';
import type { Entries } from './entries.ts';
import type { View } from './steps.ts';

const HOUR = 3600;

/** What became of an SQL's deadline for the first contact. */
export type SlaState = 'met' | 'missed' | 'overdue' | 'pending';

/** A test of single activities by their position. */
export function activityTest(
  match: ActivityMatch | null,
  kind: Uint16Array | Uint32Array,
): (position: number) => boolean {
  if (match === null) return () => false;
  if (match.by === 'kind') {
    const { holds } = match;
    return (position) => holds[kind[position] as number] === 1;
  }
  const { bits } = match;
  return (position) => (((bits[position >>> 5] as number) >>> (position & 31)) & 1) === 1;
}

/** Instant of the first sales touch at or after an SQL entry, `NEVER` where there is none up to as-of. */
export function firstTouch(view: View, isTouch: (position: number) => boolean, place: number): number {
  const { start, instant } = view.columns.activities;
  const sql = view.entries.at[2][place] as number;
  const lead = view.entries.lead[place] as number;
  for (let position = start[lead] as number; position < (start[lead + 1] as number); position++) {
    const time = instant[position] as number;
    if (time > view.population.asOf) break;
    if (time >= sql && isTouch(position)) return time;
  }
  return NEVER;
}

/** State of one SQL. */
export function slaState(sql: number, touch: number, responseSeconds: number, asOf: number): SlaState {
  const deadline = sql + responseSeconds;
  if (touch !== NEVER) return touch <= deadline ? 'met' : 'missed';
  return deadline <= asOf ? 'overdue' : 'pending';
}

/** Earliest entry into sql or a later stage. */
function sqlOrLaterEntry(entries: Entries, place: number): number {
  const [, , sql, opportunity, customer] = entries.at;
  return Math.min(sql[place] as number, opportunity[place] as number, customer[place] as number);
}

/** What sales did with the SQLs, and what it spent on leads that were none. */
export function handoverSection(
  view: View,
  touchMatch: ActivityMatch | null,
  nurtureMatch: ActivityMatch | null,
  responseHours: number,
): HandoverSection {
  const { columns, entries, population } = view;
  const { start, instant, kind } = columns.activities;
  const { asOf } = population;
  const isTouch = activityTest(touchMatch, kind);
  const isNurture = activityTest(nurtureMatch, kind);
  const response = responseHours * HOUR;
  const states: Record<SlaState, number> = { met: 0, missed: 0, overdue: 0, pending: 0 };
  const contactHours: number[] = [];
  const dueHours: number[] = [];
  let sqls = 0;
  let withinSla = 0;
  for (let place = 0; place < entries.count; place++) {
    const sql = entries.at[2][place] as number;
    if (sql === NEVER) continue;
    sqls++;
    const touch = firstTouch(view, isTouch, place);
    const state = slaState(sql, touch, response, asOf);
    states[state]++;
    const hours = touch === NEVER ? Infinity : (touch - sql) / HOUR;
    if (touch !== NEVER) contactHours.push(hours);
    if (sql + response <= asOf) {
      dueHours.push(hours);
      if (state === 'met') withinSla++;
    }
  }
  let touches = 0;
  let wasted = 0;
  let marketingAfter = 0;
  let next = 0;
  for (const lead of population.leads) {
    const place = entries.lead[next] === lead ? next++ : -1;
    const sql = place < 0 ? NEVER : (entries.at[2][place] as number);
    const sqlOrLater = place < 0 ? NEVER : sqlOrLaterEntry(entries, place);
    for (let position = start[lead] as number; position < (start[lead + 1] as number); position++) {
      const time = instant[position] as number;
      if (time > asOf) break;
      if (isTouch(position)) {
        touches++;
        if (sqlOrLater > time) wasted++;
      }
      if (sql <= time && isNurture(position)) marketingAfter++;
    }
  }
  contactHours.sort((a, b) => a - b);
  dueHours.sort((a, b) => a - b);
  const middle = Math.floor((dueHours.length - 1) / 2);
  return {
    sqls,
    contacted: contactHours.length,
    medianHours: quantile(contactHours, 0.5),
    p90Hours: quantile(contactHours, 0.9),
    // the uncontacted count as never: a median at their edge or among them is not known
    medianHoursOfDue:
      dueHours[middle] === Infinity || dueHours[middle + 1] === Infinity ? null : quantile(dueHours, 0.5),
    due: dueHours.length,
    withinSla,
    ...states,
    touches,
    wasted,
    marketingAfter,
  };
}

interface Tally {
  eligible: number;
  converted: number;
}

/**
 * Landmark comparison of the MQLs that were touched in their first days with those that were not.
 * Source of the method: J. R. Anderson, K. C. Cain, R. D. Gelber, "Analysis of survival by tumor response", Journal of
 * Clinical Oncology 1 (1983).
 */
export function nurtureSection(
  view: View,
  nurtureMatch: ActivityMatch | null,
  landmarkDays: number,
): NurtureFigures[] {
  const { columns, entries, population } = view;
  const { start, instant, kind, kindChannel } = columns.activities;
  const landmark = landmarkDays * DAY;
  const isTouch = activityTest(nurtureMatch, kind);
  const byChannel = new Map<string, Tally>();
  const all: Tally = { eligible: 0, converted: 0 };
  const nothing: Tally = { eligible: 0, converted: 0 };
  const add = (tally: Tally, converted: boolean): void => {
    tally.eligible++;
    if (converted) tally.converted++;
  };
  for (let place = 0; place < entries.count; place++) {
    const mql = entries.at[1][place] as number;
    if (mql === NEVER || mql > population.asOf - landmark) continue;
    const limit = mql + landmark;
    const later = sqlOrLaterEntry(entries, place);
    const lead = entries.lead[place] as number;
    const disqualified = entries.disqualifiedAt[place] as number;
    if (later < limit || (disqualified >= mql && disqualified < limit)) continue;
    const converted = later !== NEVER;
    add(all, converted);
    const channels = new Set<string>();
    let touched = false;
    for (let position = start[lead] as number; position < (start[lead + 1] as number); position++) {
      const time = instant[position] as number;
      if (time >= limit) break;
      if (time < mql || !isTouch(position)) continue;
      touched = true;
      const channel = kindChannel[kind[position] as number];
      if (channel !== null && channel !== undefined) channels.add(channel);
    }
    if (!touched) add(nothing, converted);
    for (const channel of channels) {
      let tally = byChannel.get(channel);
      if (!tally) byChannel.set(channel, (tally = { eligible: 0, converted: 0 }));
      add(tally, converted);
    }
  }
  const row = (channel: string | null, touched: Tally): NurtureFigures => ({
    channel,
    touched,
    untouched: { eligible: all.eligible - touched.eligible, converted: all.converted - touched.converted },
  });
  const channels = [...byChannel].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const rows = channels.map(([channel, tally]) => row(channel, tally));
  return nothing.eligible > 0 ? [...rows, row(null, nothing)] : rows;
}
