/** What each lead did: visits, e-mails, webinars, downloads, requests. */
import { DAY, HOUR, berlinDay, dayOf, fromBerlin, instantOn, weekday } from './calendar.mjs';
import { PERIOD } from './campaigns.mjs';
import { season } from './leads.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./leads.mjs').Lead} Lead */
/** @typedef {import('./scores.mjs').Happening} Happening */

/**
 * @typedef {object} Habits
 * @property {number} opens share of newsletters that the lead opens
 * @property {number} clicks share of the opened in which it clicks
 * @property {number} visits to the site in a month
 * @property {number} pages in a visit
 * @property {number} pricing share of visits that look at prices
 * @property {number} downloads in a month
 * @property {number} webinars share of the monthly webinars that it attends
 * @property {number} tours in a month
 * @property {number} months after which its interest is gone
 * @property {number} asks probability that it asks for sales in the end
 */
/** @type {Readonly<Record<import('./campaigns.mjs').Intent, Habits>>} */
const HABITS = {
  cold: {
    opens: 0.15,
    clicks: 0.05,
    visits: 0.14,
    pages: 1.3,
    pricing: 0.01,
    downloads: 0.01,
    webinars: 0.004,
    tours: 0,
    months: 5,
    asks: 0,
  },
  curious: {
    opens: 0.36,
    clicks: 0.2,
    visits: 0.65,
    pages: 1.9,
    pricing: 0.06,
    downloads: 0.42,
    webinars: 0.13,
    tours: 0.012,
    months: 8,
    asks: 0.004,
  },
  interested: {
    opens: 0.5,
    clicks: 0.3,
    visits: 1.2,
    pages: 2.2,
    pricing: 0.2,
    downloads: 0.55,
    webinars: 0.26,
    tours: 0.13,
    months: 9,
    asks: 0.03,
  },
  buyer: {
    opens: 0.52,
    clicks: 0.34,
    visits: 1.4,
    pages: 2.3,
    pricing: 0.24,
    downloads: 0.6,
    webinars: 0.28,
    tours: 0.16,
    months: 9,
    asks: 0.3,
  },
};

const PAGES = [
  'home',
  'products/monitoring',
  'products/maintenance',
  'products/energy',
  'case-studies/molkerei',
  'case-studies/getriebe',
  'blog/oee',
  'blog/stillstand',
  'about',
];
const PAPERS = [
  'whitepaper-oee',
  'whitepaper-energie',
  'checkliste-retrofit',
  'datasheet-gateway',
  'case-study-molkerei',
];
const WEBINARS = ['stillstand-vermeiden', 'oee-verstehen', 'energy-monitoring', 'retrofit-in-practice'];

const FIRST_DAY = dayOf(PERIOD.first);
const LAST_DAY = dayOf(PERIOD.last);
const LIVELINESS = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, n) =>
  Math.min(1.3, season(FIRST_DAY + n)),
);
/** Newsletters every second Tuesday at 9:00, webinars on the second Thursday of a month at 14:00. */
const NEWSLETTERS = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, n) => FIRST_DAY + n).filter(
  (day) => weekday(day) === 1 && Math.floor(day / 7) % 2 === 0,
);
const WEBINAR_DAYS = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, n) => FIRST_DAY + n).filter(
  (day) => {
    const date = new Date(day * DAY * 1000).getUTCDate();
    return weekday(day) === 3 && date > 7 && date <= 14;
  },
);

/**
 * @param {Random} random
 * @param {number} at of the first page
 * @param {number} pages
 * @param {string} last page of the visit
 * @returns {Happening[]}
 */
function visit(random, at, pages, last) {
  let now = at;
  return Array.from({ length: pages }, (_, n) => {
    if (n > 0) now += random.integer(15, 240);
    const content = n === pages - 1 && last !== '' ? last : random.pick(PAGES);
    return { at: now, row: { type: 'page_view', channel: 'web', content } };
  });
}

/**
 * What brought the lead in.
 * @param {Random} random
 * @param {Lead} lead
 * @returns {Happening[]}
 */
function arrival(random, lead) {
  const { createdAt, campaign } = lead;
  const named = { campaign: campaign.name };
  const before = () => visit(random, createdAt - random.integer(300, 1500), random.integer(1, 3), '');
  switch (campaign.entry) {
    case 'search':
      // some came by earlier, and were recognised once they left an address
      return [
        ...(random.chance(0.35)
          ? visit(random, createdAt - random.integer(1, 20) * DAY, random.integer(1, 3), '')
          : []),
        ...before(),
        { at: createdAt, row: { type: 'newsletter_signup', channel: 'web', ...named } },
      ];
    case 'download':
      return [
        ...before(),
        {
          at: createdAt + random.integer(5, 90),
          row: { type: 'download', channel: 'web', content: PAPERS[0], ...named },
        },
      ];
    case 'fair':
      return [{ at: createdAt, row: { type: 'trade_fair', channel: 'event', content: 'booth', ...named } }];
    case 'webinar': {
      const next = WEBINAR_DAYS.find((day) => day >= berlinDay(createdAt));
      const attends = next !== undefined && random.chance(0.55);
      return [
        {
          at: createdAt,
          row: { type: 'webinar_registration', channel: 'web', content: WEBINARS[0], ...named },
        },
        ...(attends
          ? [
              {
                at: fromBerlin(next * DAY + 14 * HOUR) + random.integer(0, 900),
                row: { type: 'webinar', channel: 'webinar', content: WEBINARS[0], ...named },
              },
            ]
          : []),
      ];
    }
    case 'prize':
      return [{ at: createdAt, row: { type: 'prize_draw', channel: 'social', ...named } }];
    case 'signup':
      return [...before(), { at: createdAt, row: { type: 'newsletter_signup', channel: 'web', ...named } }];
    case 'form':
      // the form makes the lead, and is stamped by the web server, whose clock is a little ahead of the customer database
      return [
        ...visit(
          random,
          createdAt - random.integer(240, 1500),
          random.integer(2, 6),
          random.chance(0.5) ? 'pricing' : '',
        ),
        {
          at: createdAt - random.integer(2, 45),
          row: { type: 'contact_form', channel: 'web', direction: 'inbound', content: 'contact' },
        },
      ];
    case 'call':
      return [
        {
          at: createdAt - random.integer(60, 900),
          row: { type: 'inbound_call', channel: 'phone', direction: 'inbound' },
        },
      ];
    case 'referral':
  }
  return random.chance(0.5)
    ? visit(random, createdAt + random.integer(1, 4) * HOUR, random.integer(1, 4), '')
    : [];
}

/**
 * @param {Random} random
 * @param {Lead} lead
 * @param {number} leaves instant at which the lead unsubscribes, or Infinity
 * @param {number} until instant at which its interest is gone
 * @returns {Happening[]}
 */
function mails(random, lead, leaves, until) {
  const { opens, clicks } = HABITS[lead.intent];
  return NEWSLETTERS.flatMap((day) => {
    const sent = fromBerlin(day * DAY + 9 * HOUR);
    if (sent < lead.createdAt || sent > leaves || sent > until || !random.chance(opens)) return [];
    const at = sent + Math.floor(random.skewed(4 * HOUR, 1.3));
    const row = {
      channel: 'email',
      campaign: 'Newsletter',
      content: `issue-${NEWSLETTERS.indexOf(day) + 1}`,
    };
    /** @type {Happening[]} */
    const found = [{ at, row: { type: 'email_open', ...row } }];
    if (random.chance(clicks)) {
      const click = at + random.integer(5, 180);
      found.push({ at: click, row: { type: 'email_click', ...row } });
      found.push(...visit(random, click + random.integer(2, 8), random.integer(1, 2), ''));
    }
    return found;
  });
}

/**
 * @param {Random} random
 * @param {Lead} lead
 * @param {(at: number) => number} warmth how interested the lead is, 1 = as usual
 * @param {number} until
 * @returns {Happening[]}
 */
function browsing(random, lead, warmth, until) {
  const habits = HABITS[lead.intent];
  const student = lead.columns['seniority'] === 'Student' || lead.columns['seniority'] === 'Intern';
  /** @type {Happening[]} */
  const found = [];
  for (let day = berlinDay(lead.createdAt) + 1; day <= LAST_DAY && day * DAY < until; day += 1) {
    const factor = (warmth(day * DAY) * (LIVELINESS[day - FIRST_DAY] ?? 1)) / 30;
    if (random.chance(Math.min(0.9, habits.visits * factor))) {
      const last = random.chance(habits.pricing) ? 'pricing' : student && random.chance(0.3) ? 'careers' : '';
      found.push(...visit(random, instantOn(random, day, 'web'), 1 + random.count(habits.pages - 1), last));
    }
    if (random.chance(habits.downloads * factor)) {
      found.push({
        at: instantOn(random, day, 'web'),
        row: { type: 'download', channel: 'web', content: random.pick(PAPERS) },
      });
    }
    if (random.chance(habits.tours * factor)) {
      const type = random.chance(0.6) ? 'product_tour' : 'trial';
      found.push({ at: instantOn(random, day, 'web'), row: { type, channel: 'web' } });
    }
    if (WEBINAR_DAYS.includes(day) && random.chance(Math.min(0.8, habits.webinars * warmth(day * DAY)))) {
      const content = WEBINARS[WEBINAR_DAYS.indexOf(day) % WEBINARS.length] ?? '';
      found.push({
        at: fromBerlin(day * DAY + 14 * HOUR) + random.integer(-300, 900),
        row: { type: 'webinar', channel: 'webinar', campaign: 'Webinar Stillstand vermeiden', content },
      });
    }
  }
  return found;
}

/**
 * Everything that a lead did of its own accord, also before it was created; nothing after the sample's end.
 * @param {Random} random
 * @param {Lead} lead
 * @param {number} end
 * @returns {Happening[]} in order of time
 */
export function journey(random, lead, end) {
  const habits = HABITS[lead.intent];
  const { createdAt } = lead;
  const until = createdAt + habits.months * random.between(0.5, 1.4) * 30 * DAY;
  const serious = lead.intent === 'interested' || lead.intent === 'buyer';
  const asked = lead.campaign.entry === 'form' || lead.campaign.entry === 'call';
  // a serious lead has some weeks in which it compares offers; one that asks for sales itself is in the middle of them
  const starts = createdAt + (asked ? 0 : Math.min(150, random.skewed(18, 1)) * DAY);
  const lasts = random.between(20, 50) * DAY;
  const peak = random.between(3, lead.intent === 'buyer' ? 7 : 5.5);
  const warmth = (/** @type {number} */ at) => {
    const fading = Math.max(0.15, 1 - (at - createdAt) / (until - createdAt));
    return serious && at >= starts && at < starts + lasts ? peak : fading;
  };
  const leaves = random.chance(lead.intent === 'cold' ? 0.09 : 0.035)
    ? createdAt + random.between(3, 200) * DAY
    : Infinity;
  const found = [
    ...arrival(random, lead),
    ...mails(random, lead, leaves, until),
    ...browsing(random, lead, warmth, until),
  ];
  if (leaves < until)
    found.push({
      at: Math.floor(leaves),
      row: { type: 'unsubscribe', channel: 'email', campaign: 'Newsletter' },
    });
  if (random.chance(habits.asks)) {
    const day = berlinDay(
      serious ? starts + lasts * random.between(0.5, 1) : createdAt + random.between(10, 90) * DAY,
    );
    const form = random.chance(0.7);
    found.push({
      at: instantOn(random, day, form ? 'web' : 'work'),
      row: form
        ? { type: 'contact_form', channel: 'web', direction: 'inbound', content: 'contact' }
        : { type: 'inbound_call', channel: 'phone', direction: 'inbound' },
    });
  }
  return found.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
}
