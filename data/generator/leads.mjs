/** The leads: who they are and when they came. */
import { CAMPAIGNS } from './campaigns.mjs';
import { DAY, dayOf, instantOn, weekday } from './calendar.mjs';
import {
  AWKWARD_COMPANIES,
  companyName,
  FIRST_NAMES_DE,
  FIRST_NAMES_EN,
  INDUSTRIES,
  LAST_NAMES_DE,
  LAST_NAMES_EN,
  phoneNumber,
  RIGHT_INDUSTRIES,
  slug,
} from './names.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./campaigns.mjs').Campaign} Campaign */

/**
 * @typedef {object} Lead
 * @property {string} id
 * @property {number} createdAt
 * @property {Campaign} campaign
 * @property {import('./campaigns.mjs').Intent} intent
 * @property {readonly string[]} aliases ids of records that were merged into this one
 * @property {Readonly<Record<string, string | number>>} columns what the export says of it, dates apart
 */

const DAY_WEIGHTS = [1.1, 1.25, 1.2, 1.1, 0.8, 0.18, 0.2];
const MONTH_WEIGHTS = [0.95, 1.05, 1.1, 0.95, 0.9, 1, 0.85, 0.65, 1.15, 1.15, 1.1, 0.6];

/**
 * How much marketing brings on a day: little at weekends, in August and around Christmas, and more from year to year.
 * @param {number} day number of the day since 1970
 */
export function season(day) {
  const date = new Date(day * DAY * 1000);
  const holidays = date.toISOString().slice(5, 10);
  const quiet = holidays >= '12-22' || holidays <= '01-04' ? 0.25 : 1;
  const growth = 1 + (day - dayOf('2025-01-01')) / 1800;
  return (DAY_WEIGHTS[weekday(day)] ?? 1) * (MONTH_WEIGHTS[date.getUTCMonth()] ?? 1) * quiet * growth;
}

const COUNTRIES = /** @type {const} */ ([
  ['DE', 60],
  ['AT', 10],
  ['CH', 9],
  ['GB', 8],
  ['NL', 5],
  ['US', 4],
  ['', 4],
]);
const OWNERS = ['A. Brandes', 'M. Sommerfeld', 'T. Lindqvist', 'J. Okafor', 'S. Weidenbach'];
const PRODUCTS = ['Monitoring', 'Maintenance', 'Energy', 'Quality'];
const NOTES = [
  'Wants a call back after the holidays.',
  'Nutzt bisher eine Tabelle, "reicht eigentlich".\nEntscheidung erst im Herbst.',
  'Met at the booth, asked for prices, terms and references',
  'Bitte nur per E-Mail, kein Anruf!',
];

/**
 * @param {Random} random
 * @param {Campaign} campaign
 */
function persona(random, campaign) {
  const country = random.weighted(COUNTRIES);
  const learner = random.chance(campaign.learners);
  const right = !learner && random.chance(campaign.rightIndustry);
  const industry = right
    ? random.pick(RIGHT_INDUSTRIES)
    : random.pick(learner ? ['Education', 'Education', 'Retail'] : INDUSTRIES.slice(6));
  const decides = !learner && random.chance(campaign.authority);
  const seniority = learner
    ? random.pick(['Student', 'Student', 'Intern'])
    : decides
      ? random.weighted([
          ['C-Level', 3],
          ['VP', 1],
          ['Director', 3],
          ['Head of department', 5],
        ])
      : random.weighted([
          ['Manager', 5],
          ['Specialist', 6],
          ['', 2],
        ]);
  const enough = random.chance(campaign.budget);
  const budget =
    learner || random.chance(0.34)
      ? ''
      : String(random.pick(enough ? [20, 25, 30, 40, 60, 80, 120] : [2, 5, 8, 10, 15]) * 1000);
  const employees = random.chance(0.12)
    ? ''
    : String(Math.round(Math.min(20_000, random.skewed(learner ? 60 : 320, 1.1))));
  return {
    country,
    industry: random.chance(0.05) ? '' : industry,
    seniority,
    budget,
    employees,
    trade: industry,
  };
}

/**
 * @param {Random} random
 * @param {Campaign} campaign
 * @param {number} number running number, for addresses that occur once
 */
function contact(random, campaign, number) {
  const { trade, ...who } = persona(random, campaign);
  const english = who.country === 'GB' || who.country === 'US' || random.chance(0.1);
  const first = random.pick(english ? FIRST_NAMES_EN : FIRST_NAMES_DE);
  const last = random.pick(english ? LAST_NAMES_EN : LAST_NAMES_DE);
  const company = random.chance(0.006)
    ? random.pick(AWKWARD_COMPANIES)
    : companyName(random, trade, who.country);
  const host =
    who.seniority === 'Student' || random.chance(0.06)
      ? random.pick(['example.com', 'example.org', 'example.net'])
      : `${slug(company) || 'firma'}.example`;
  return {
    email: random.chance(0.015) ? '' : `${slug(first)}.${slug(last)}${number}@${host}`,
    name: random.chance(0.02) ? '' : `${random.chance(0.04) ? 'Dr. ' : ''}${first} ${last}`,
    phone: random.chance(campaign.entry === 'call' ? 1 : 0.42) ? phoneNumber(random, who.country) : '',
    company: random.chance(0.03) ? '' : company,
    source: campaign.source,
    campaign: campaign.name,
    ...who,
    owner: random.pick(OWNERS),
    product_interest: random.chance(0.25) ? '' : random.pick(PRODUCTS),
    notes: random.chance(0.02) ? random.pick(NOTES) : '',
  };
}

/**
 * Right industry, sufficient budget, authority: one that has all is likelier to be serious than one that has none.
 * @param {Random} random
 * @param {Campaign} campaign
 * @param {Readonly<Record<string, string | number>>} columns
 */
function intentOf(random, campaign, columns) {
  const right = RIGHT_INDUSTRIES.includes(String(columns['industry']));
  const traits = Number(right) + Number(Number(columns['budget']) >= 20_000);
  const serious = [0.35, 1, 1.7][traits] ?? 1;
  return random.weighted(
    campaign.intents.map(([intent, weight]) => {
      const factor = intent === 'interested' || intent === 'buyer' ? serious : 1;
      return /** @type {const} */ ([intent, weight * factor]);
    }),
  );
}

/**
 * @param {Random} random
 * @returns {Lead[]} in the order of creation
 */
export function makeLeads(random) {
  const drafts = CAMPAIGNS.flatMap((campaign) => {
    const [first, last] = [dayOf(campaign.from), dayOf(campaign.to)];
    const days = Array.from(
      { length: last - first + 1 },
      (_, n) => /** @type {const} */ ([first + n, season(first + n)]),
    );
    return Array.from({ length: campaign.leads }, () => {
      const day = random.weighted(days);
      return {
        campaign,
        createdAt: instantOn(
          random,
          day,
          campaign.entry === 'fair' || campaign.entry === 'call' ? 'work' : 'web',
        ),
      };
    });
  });
  return drafts
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map(({ campaign, createdAt }, index) => {
      const columns = contact(random, campaign, index + 1);
      const merged = random.chance(0.018);
      return {
        id: `L${String(index + 1).padStart(5, '0')}`,
        createdAt,
        campaign,
        intent: intentOf(random, campaign, columns),
        aliases: merged
          ? Array.from(
              { length: random.integer(1, 2) },
              (_, n) => `ALT-${7000 + index}${n === 0 ? '' : '-B'}`,
            )
          : [],
        columns,
      };
    });
}
