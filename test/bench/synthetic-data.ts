/** Data sets of any size for measuring: leads over three years, and what they did, in order of time as exports are. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { randomFrom } from '../../data/generator/random.mjs';

/** What was written. */
export interface SyntheticData {
  readonly leads: number;
  readonly activities: number;
  /** leads that asked for sales themselves */
  readonly requests: number;
}

const DAY = 86_400;
const FIRST = Date.UTC(2023, 0, 1) / 1000;
const END = Date.UTC(2026, 0, 1) / 1000;
/** Mean of the activities of those leads that have any. */
const MEAN_ACTIVITIES = 10.5;
const MOST_ACTIVITIES = 140;
const SHARE_WITHOUT_ACTIVITY = 0.05;
const SHARE_OF_REQUESTS = 0.01;
/** Characters that are gathered before they go to the file. */
const CHUNK = 1 << 20;

const CHANNELS = ['web', 'email', 'social', 'event', 'phone', 'partner'] as const;
/** Kinds of activity: share, and the channel that most of them come by. */
const TYPES = [
  ['page_view', 0.398, 0],
  ['email_open', 0.18, 1],
  ['email_click', 0.1, 1],
  ['pricing_view', 0.07, 0],
  ['social', 0.06, 2],
  ['video', 0.05, 0],
  ['download', 0.05, 0],
  ['webinar', 0.03, 3],
  ['unsubscribe', 0.025, 1],
  ['form', 0.02, 0],
  ['meeting', 0.01, 4],
  ['call', 0.007, 4],
] as const;
const SHARE_OF_USUAL_CHANNEL = 0.8;
const CONTACT_FORM = TYPES.length;
const TYPE_NAMES = [...TYPES.map(([name]) => name), 'contact_form'];

const SOURCES =
  'organic,paid search,newsletter,webinar,referral,partner,trade fair,social,direct,content syndication'.split(
    ',',
  );
const INDUSTRIES =
  'Software,Manufacturing,Retail,Health,Finance,Logistics,Energy,Education,Media,Construction'.split(',');
const SENIORITIES = 'C-Level,VP,Director,Manager,Specialist,Intern'.split(',');
const COUNTRIES =
  'DE,AT,CH,GB,IE,FR,NL,BE,LU,DK,SE,NO,FI,PL,CZ,ES,PT,IT,GR,HU,RO,BG,HR,SI,SK,EE,LV,LT,US,CA'.split(',');

const two = (number: number): string => String(number).padStart(2, '0');
const clock = Array.from(
  { length: DAY },
  (_, second) =>
    `T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`,
);
const days = new Map<number, string>();

function isoSecond(instant: number): string {
  const day = Math.floor(instant / DAY);
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(day * DAY * 1000).toISOString().slice(0, 10);
    days.set(day, text);
  }
  return text + (clock[instant - day * DAY] ?? '');
}

const leadId = (lead: number): string => `L${String(lead).padStart(7, '0')}`;

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = createWriteStream(path);
  const done = finished(file);
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    if (!file.write(chunk)) await once(file, 'drain');
    chunk = '';
  }
  file.end(chunk);
  await done;
}

/** Row numbers by rising instant, equal ones by number: two passes of 16 bits. */
function orderByInstant(instants: Int32Array, count: number): Uint32Array {
  let from = Uint32Array.from({ length: count }, (_, row) => row);
  for (const shift of [0, 16]) {
    const next = new Uint32Array(65_537);
    const digit = (row: number): number => (((instants[row] as number) - FIRST) >>> shift) & 65_535;
    for (let row = 0; row < count; row++) next[digit(row) + 1] = (next[digit(row) + 1] as number) + 1;
    for (let value = 0; value < 65_536; value++)
      next[value + 1] = (next[value + 1] as number) + (next[value] as number);
    const to = new Uint32Array(count);
    for (const row of from) {
      const place = next[digit(row)] as number;
      next[digit(row)] = place + 1;
      to[place] = row;
    }
    from = to;
  }
  return from;
}

/**
 * Writes `leads` and `activities` as CSV.
 * @param leads how many; there are about ten times as many activities
 * @param seed the same seed and number give the same bytes
 */
export async function writeSyntheticData(
  paths: { readonly leads: string; readonly activities: string },
  leads: number,
  seed: number,
): Promise<SyntheticData> {
  const random = randomFrom(seed);
  const { unit, pick, chance } = random;
  const most = Math.ceil(leads * MEAN_ACTIVITIES * 1.1) + 10 * MOST_ACTIVITIES;
  const activityLead = new Int32Array(most);
  const activityAt = new Int32Array(most);
  const activityType = new Uint8Array(most);
  const activityChannel = new Uint8Array(most);
  let activities = 0;
  let requests = 0;

  function drawType(): number {
    let left = unit();
    for (let type = 0; type < TYPES.length; type++) {
      left -= TYPES[type]?.[1] ?? 0;
      if (left < 0) return type;
    }
    return 0;
  }
  function drawActivities(lead: number, createdAt: number): void {
    if (chance(SHARE_WITHOUT_ACTIVITY)) return;
    const drawn = 1 + Math.floor(-Math.log(1 - unit()) * (MEAN_ACTIVITIES - 1));
    const count = Math.min(drawn, MOST_ACTIVITIES, most - activities);
    const request = chance(SHARE_OF_REQUESTS) ? Math.floor(unit() * count) : -1;
    for (let index = 0; index < count; index++) {
      const type = index === request ? CONTACT_FORM : drawType();
      const usual = TYPES[type]?.[2] ?? 0;
      activityLead[activities] = lead;
      // interest is highest at first
      activityAt[activities] = createdAt + Math.floor((END - createdAt) * unit() ** 3);
      activityType[activities] = type;
      activityChannel[activities] = chance(SHARE_OF_USUAL_CHANNEL)
        ? usual
        : Math.floor(unit() * CHANNELS.length);
      activities += 1;
    }
    if (request >= 0 && count > 0) requests += 1;
  }
  function recordedDates(createdAt: number): string {
    const dates: string[] = [];
    let at = createdAt;
    let goesOn = chance(0.05);
    for (const [share, longest] of [
      [0.6, 60],
      [0.6, 45],
      [0.45, 60],
      [0, 120],
    ] as const) {
      at += Math.floor(unit() * longest * DAY);
      goesOn &&= at < END;
      dates.push(goesOn ? isoSecond(at) : '');
      goesOn &&= chance(share);
    }
    const lostAt = createdAt + Math.floor(unit() * 200 * DAY);
    const lost = dates[3] === '' && lostAt < END && chance(0.03);
    return [...dates, lost ? isoSecond(lostAt) : ''].join(',');
  }
  function* leadLines(): Generator<string> {
    yield 'lead_id,email,created_at,source,industry,budget,seniority,country,employees,mql_at,sql_at,opportunity_at,customer_at,disqualified_at\n';
    for (let lead = 0; lead < leads; lead++) {
      const createdAt = FIRST + Math.floor(unit() * (END - FIRST - DAY));
      const budget = chance(0.25) ? '' : String(1000 * Math.ceil(unit() * 100));
      const employees = Math.floor(2 ** (1 + 14 * unit()));
      const profile = [pick(SOURCES), pick(INDUSTRIES), budget, pick(SENIORITIES), pick(COUNTRIES)].join(',');
      yield `${leadId(lead)},person${lead}@example.com,${isoSecond(createdAt)},${profile},${employees},${recordedDates(createdAt)}\n`;
      drawActivities(lead, createdAt);
    }
  }
  await writeLines(paths.leads, leadLines());

  const order = orderByInstant(activityAt, activities);
  function* activityLines(): Generator<string> {
    yield 'lead_id,type,occurred_at,channel\n';
    for (const row of order) {
      const type = TYPE_NAMES[activityType[row] as number];
      const channel = CHANNELS[activityChannel[row] as number];
      yield `${leadId(activityLead[row] as number)},${type},${isoSecond(activityAt[row] as number)},${channel}\n`;
    }
  }
  await writeLines(paths.activities, activityLines());
  return { leads, activities, requests };
}
