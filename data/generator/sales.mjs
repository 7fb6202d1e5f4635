/** What the customer database recorded, and what sales did: contact, opportunities, customers, leads that were given up. */
import { DAY, HOUR, berlinMonth, inOfficeHours, onWorkday } from './calendar.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./leads.mjs').Lead} Lead */
/** @typedef {import('./scores.mjs').Happening} Happening */
/** @typedef {import('./scores.mjs').Stages} Stages */

/** The month in which the sales team moved to another tool, and answered days later. */
const SLOW_MONTH = '2026-02';

/**
 * @typedef {object} Record instants, null where nothing happened until the sample's end
 * @property {number | null} mql
 * @property {number | null} sql
 * @property {number | null} opportunity
 * @property {number | null} won
 * @property {number | null} lost of the opportunity
 * @property {number | null} disqualified
 * @property {Happening[]} touches by sales
 */

/** Probability that an SQL becomes a customer, by what the lead really wants. */
const WINS = { cold: 0.02, curious: 0.03, interested: 0.15, buyer: 0.46 };

/**
 * @param {Random} random
 * @param {number} first instant of the first touch
 * @param {number} last nothing later
 * @param {number} more touches after it
 * @returns {Happening[]}
 */
function contacts(random, first, last, more) {
  /** @type {Happening[]} */
  const found = [];
  let at = first;
  for (let n = 0; n <= more && at <= last; n += 1) {
    const meeting = n > 0 && random.chance(0.4);
    found.push({
      at,
      row: {
        type: meeting ? 'meeting' : 'call',
        channel: meeting ? 'meeting' : 'phone',
        direction: 'outbound',
      },
    });
    at = inOfficeHours(random, at + random.integer(2, 14) * DAY + random.integer(0, 8) * HOUR);
  }
  return found;
}

/**
 * @param {Random} random
 * @param {Lead} lead
 * @param {number} end
 * @returns {Happening[]} calls to a lead that nobody had handed over
 */
function coldCalls(random, lead, end) {
  const share = lead.campaign.entry === 'fair' ? 0.16 : 0.04;
  if (!random.chance(share)) return [];
  return contacts(
    random,
    inOfficeHours(random, lead.createdAt + random.integer(1, 20) * DAY),
    end,
    random.integer(0, 1),
  );
}

/**
 * @param {Random} random
 * @param {Lead} lead
 * @param {Stages} stages by the scoring model
 * @param {number} end
 * @returns {Record}
 */
export function salesRecord(random, lead, stages, end) {
  const { mql: scoredMql, sql: scoredSql } = stages;
  // the customer database learns of scores by a nightly transfer, then somebody confirms them; a few are forgotten
  const mql =
    scoredMql !== null && random.chance(0.92)
      ? inOfficeHours(random, scoredMql + Math.floor(random.skewed(3.2, 0.7) * DAY))
      : null;
  /** @type {Record} */
  const record = {
    mql,
    sql: null,
    opportunity: null,
    won: null,
    lost: null,
    disqualified: null,
    touches: [],
  };
  if (scoredSql === null) {
    // some are declared qualified by hand, whatever the score says
    if (scoredMql === null && stages.fit >= 20 && random.chance(0.02)) {
      record.mql = inOfficeHours(random, lead.createdAt + random.integer(3, 60) * DAY);
    }
    record.touches = coldCalls(random, lead, end);
    const hopeless = stages.fit < 0 ? 0.45 : stages.fit < 20 ? 0.09 : 0.03;
    if (random.chance(hopeless))
      record.disqualified = onWorkday(random, lead.createdAt + random.integer(5, 120) * DAY);
    return untilEnd(record, lead, end);
  }
  const direct = stages.route === 'direct';
  const noticed = direct || random.chance(0.93);
  if (!noticed) return untilEnd(record, lead, end);
  const lag = direct ? random.skewed(1.2, 0.6) * HOUR : random.skewed(0.9, 0.6) * DAY;
  record.sql = scoredSql + Math.floor(lag);
  if (mql !== null && mql > record.sql) record.mql = random.chance(0.5) ? null : record.sql;
  else if (direct && random.chance(0.06)) record.mql = record.sql;

  const slow = berlinMonth(scoredSql) === SLOW_MONTH;
  const waits = random.skewed(direct ? 1.5 : 4, 0.9) * HOUR + (slow ? random.between(4, 9) * DAY : 0);
  const first = inOfficeHours(random, record.sql + Math.floor(waits));
  const reached = random.chance(0.96);
  const chance =
    WINS[lead.intent] *
    (direct ? 1.85 : 0.85) *
    (stages.fit >= 35 ? 1.2 : stages.fit >= 20 ? 0.85 : 0.2) *
    (slow ? 0.45 : 1) *
    (reached ? 1 : 0.1);
  const wins = random.chance(Math.min(0.75, chance));
  const days = Math.max(4, direct ? random.skewed(26, 0.5) : random.skewed(58, 0.5));
  if (reached)
    record.touches = contacts(
      random,
      first,
      Math.min(end, first + days * DAY),
      wins ? random.integer(3, 7) : random.integer(0, 3),
    );
  if (wins) {
    record.won = onWorkday(random, first + Math.floor(days * DAY));
    // now and then a contract is signed before anybody opened an opportunity
    if (random.chance(0.96))
      record.opportunity = onWorkday(random, first + Math.floor(days * DAY * random.between(0.15, 0.6)));
  } else {
    const tried = random.chance(lead.intent === 'buyer' || lead.intent === 'interested' ? 0.5 : 0.2);
    if (tried)
      record.opportunity = onWorkday(random, first + Math.floor(days * DAY * random.between(0.15, 0.6)));
    const ends = (record.opportunity ?? first) + Math.floor(random.skewed(30, 0.6) * DAY);
    if (random.chance(0.62)) {
      record.disqualified = onWorkday(random, ends);
      if (record.opportunity !== null) record.lost = record.disqualified;
    }
  }
  return untilEnd(record, lead, end);
}

/**
 * Leaves out what the sample's end came before.
 * @param {Record} record
 * @param {Lead} lead
 * @param {number} end
 * @returns {Record}
 */
function untilEnd(record, lead, end) {
  const known = (/** @type {number | null} */ at) =>
    at === null || at > end ? null : Math.max(at, lead.createdAt);
  return {
    mql: known(record.mql),
    sql: known(record.sql),
    opportunity: known(record.opportunity),
    won: known(record.won),
    lost: known(record.lost),
    disqualified: known(record.disqualified),
    touches: record.touches.filter(({ at }) => at <= end),
  };
}
