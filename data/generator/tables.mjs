/** The tables as the company's tools export them: each in its own way of writing instants. */
import { DAY, dayOf, fromBerlin, HOUR, localText, offsetText, utcText } from './calendar.mjs';
import { PERIOD } from './campaigns.mjs';
import { journey } from './journeys.mjs';
import { makeLeads } from './leads.mjs';
import { MODEL } from './model.mjs';
import { randomFrom } from './random.mjs';
import { salesRecord } from './sales.mjs';
import { stagesOf } from './scores.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {Record<string, string | number>} Row */

/** Last instant of the sample. */
const END = fromBerlin((dayOf(PERIOD.last) + 1) * DAY) - 1;

/**
 * How an activity names its lead: by id, by the id of a record that was merged later, or by e-mail alone.
 * @param {Random} random
 * @param {import('./leads.mjs').Lead} lead
 * @param {string | number} type
 * @returns {Row}
 */
function naming(random, lead, type) {
  const email = String(lead.columns['email'] ?? '');
  const alias = lead.aliases.length > 0 && random.chance(0.4) ? random.pick(lead.aliases) : null;
  if (alias !== null) return { lead_id: alias };
  const fromWeb = type === 'webinar' || type === 'contact_form' || type === 'download';
  if (email === '' || !random.chance(fromWeb ? 0.18 : 0.01)) return { lead_id: lead.id };
  return { email: random.chance(0.2) ? email.toUpperCase() : email };
}

/**
 * The opportunities table has every opportunity; the leads table the dates of most.
 * @param {Random} random
 * @param {import('./leads.mjs').Lead} lead
 * @param {import('./sales.mjs').Record} record
 * @param {number} number
 * @returns {Row}
 */
function opportunityRow(random, lead, record, number) {
  const email = String(lead.columns['email'] ?? '');
  const amount = Math.round(Math.min(400_000, random.skewed(38_000, 0.7)) / 100) * 100;
  return {
    opportunity_id: `OPP-${String(number).padStart(4, '0')}`,
    ...(email !== '' && random.chance(0.1) ? { email } : { lead_id: lead.id }),
    created_at: offsetText(record.opportunity ?? record.won ?? 0),
    won_at: record.won === null ? '' : offsetText(record.won),
    lost_at: record.lost === null ? '' : offsetText(record.lost),
    amount: String(amount),
  };
}

/**
 * @param {Random} everyone
 * @returns {{ leads: Row[], activities: (Row & { at: number })[], opportunities: Row[] }} whole and in order; `at` is the instant of an activity
 */
export function makeTables(everyone) {
  /** @type {Row[]} */
  const leads = [];
  /** @type {(Row & { at: number })[]} */
  const activities = [];
  /** @type {Row[]} */
  const opportunities = [];
  const text = (/** @type {number | null} */ at) => (at === null ? '' : localText(at));
  for (const lead of makeLeads(everyone)) {
    // one stream of numbers for each lead: a change to one leaves the others as they were
    const random = randomFrom(everyone.integer(0, 2_147_483_647));
    const happenings = journey(random, lead, END);
    const stages = stagesOf(MODEL, lead.columns, lead.createdAt, happenings, END);
    const record = salesRecord(random, lead, stages, END);
    if (record.opportunity !== null || record.won !== null) {
      opportunities.push(opportunityRow(random, lead, record, opportunities.length + 1));
    }
    const inLeads = random.chance(0.7);
    leads.push({
      ...lead.columns,
      lead_id: lead.id,
      created_at: localText(lead.createdAt),
      alias_ids: lead.aliases.join(';'),
      mql_at: text(record.mql),
      sql_at: text(record.sql),
      opportunity_at: inLeads ? text(record.opportunity) : '',
      customer_at: inLeads ? text(record.won) : '',
      disqualified_at: text(record.disqualified),
    });
    // a slip of the keys: the year 2062 for 2026, later than any moment of loading
    const mistyped =
      record.sql !== null && random.chance(0.016)
        ? [
            {
              at:
                Date.parse(utcText(END - random.integer(5, 170) * DAY).replace('2026', '2062')) / 1000 -
                random.integer(5, 14) * HOUR,
              row: { type: 'meeting', channel: 'meeting', direction: 'outbound' },
            },
          ]
        : [];
    for (const { at, row } of [...happenings, ...record.touches, ...mistyped]) {
      const filled = Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? '']));
      activities.push({
        ...naming(random, lead, filled['type'] ?? ''),
        ...filled,
        occurred_at: utcText(at),
        at,
      });
    }
  }
  activities.sort((a, b) => a.at - b.at);
  activities.forEach((row, index) => {
    row['activity_id'] = `A${String(index + 1).padStart(6, '0')}`;
  });
  return { leads, activities, opportunities };
}
