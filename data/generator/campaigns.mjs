/** Where the leads come from, when, and of what kind they are. */

/** @typedef {'cold' | 'curious' | 'interested' | 'buyer'} Intent */
/** @typedef {'search' | 'download' | 'fair' | 'webinar' | 'prize' | 'signup' | 'referral' | 'form' | 'call'} Entry what the lead did first */
/**
 * @typedef {object} Campaign
 * @property {string} source
 * @property {string} name
 * @property {number} leads
 * @property {string} from first day
 * @property {string} to last day
 * @property {Entry} entry
 * @property {number} rightIndustry share of leads
 * @property {number} authority share of leads
 * @property {number} budget share of leads with a sufficient one, of those that name one
 * @property {number} learners share of students and interns
 * @property {readonly (readonly [Intent, number])[]} intents
 */

const FIRST = '2025-01-01';
const LAST = '2026-06-30';

/** @type {(cold: number, curious: number, interested: number, buyer: number) => Campaign['intents']} */
const intents = (cold, curious, interested, buyer) => [
  ['cold', cold],
  ['curious', curious],
  ['interested', interested],
  ['buyer', buyer],
];
const usual = { from: FIRST, to: LAST, rightIndustry: 0.66, authority: 0.38, budget: 0.5, learners: 0.04 };

/** @type {readonly Campaign[]} */
export const CAMPAIGNS = [
  {
    ...usual,
    source: 'organic_search',
    name: '',
    leads: 820,
    entry: 'search',
    intents: intents(39, 39, 16, 6),
  },
  {
    ...usual,
    source: 'paid_search',
    name: 'Search Maschinenüberwachung',
    leads: 330,
    entry: 'download',
    intents: intents(38, 40, 16, 6),
  },
  {
    ...usual,
    source: 'paid_search',
    name: 'Search OEE software',
    leads: 210,
    entry: 'search',
    intents: intents(38, 39, 17, 6),
  },
  {
    ...usual,
    source: 'trade_fair',
    name: 'Industrietage 2025',
    leads: 170,
    from: '2025-03-18',
    to: '2025-03-21',
    entry: 'fair',
    authority: 0.45,
    intents: intents(39, 39, 16, 6),
  },
  {
    ...usual,
    source: 'trade_fair',
    name: 'Fabrik & Zukunft 2025',
    leads: 190,
    from: '2025-09-23',
    to: '2025-09-26',
    entry: 'fair',
    authority: 0.45,
    intents: intents(39, 39, 16, 6),
  },
  {
    ...usual,
    source: 'trade_fair',
    name: 'Industrietage 2026',
    leads: 180,
    from: '2026-03-17',
    to: '2026-03-20',
    entry: 'fair',
    authority: 0.45,
    intents: intents(39, 39, 16, 6),
  },
  {
    ...usual,
    source: 'webinar',
    name: 'Webinar Stillstand vermeiden',
    leads: 470,
    entry: 'webinar',
    rightIndustry: 0.7,
    intents: intents(28, 46, 19, 7),
  },
  {
    ...usual,
    source: 'paid_social',
    name: 'Whitepaper OEE in 30 Tagen',
    leads: 400,
    entry: 'download',
    rightIndustry: 0.58,
    intents: intents(44, 40, 12, 4),
  },
  // many names, hardly a buyer: the prize was a tablet computer
  {
    ...usual,
    source: 'paid_social',
    name: 'Herbst-Gewinnspiel 2025',
    leads: 430,
    from: '2025-10-06',
    to: '2025-11-14',
    entry: 'prize',
    rightIndustry: 0.14,
    authority: 0.07,
    budget: 0.12,
    learners: 0.38,
    intents: intents(88, 11, 1, 0),
  },
  {
    ...usual,
    source: 'newsletter',
    name: '',
    leads: 260,
    entry: 'signup',
    rightIndustry: 0.58,
    intents: intents(48, 40, 10, 2),
  },
  {
    ...usual,
    source: 'referral',
    name: '',
    leads: 150,
    entry: 'referral',
    rightIndustry: 0.72,
    authority: 0.5,
    intents: intents(32, 30, 24, 14),
  },
  {
    ...usual,
    source: 'partner',
    name: 'Partnerprogramm',
    leads: 170,
    entry: 'referral',
    rightIndustry: 0.72,
    authority: 0.42,
    intents: intents(36, 32, 22, 10),
  },
  {
    ...usual,
    source: 'website',
    name: '',
    leads: 165,
    entry: 'form',
    rightIndustry: 0.7,
    authority: 0.5,
    budget: 0.62,
    learners: 0.01,
    intents: intents(4, 16, 38, 42),
  },
  {
    ...usual,
    source: 'phone',
    name: '',
    leads: 70,
    entry: 'call',
    rightIndustry: 0.72,
    authority: 0.5,
    budget: 0.62,
    learners: 0,
    intents: intents(4, 16, 38, 42),
  },
];

/** The first and the last day of the sample. */
export const PERIOD = { first: FIRST, last: LAST };
