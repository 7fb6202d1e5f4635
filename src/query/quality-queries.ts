/** What the loaded tables tell about their own quality. All of it reads narrow columns; texts are compared only where a column holds e-mail addresses. */
import { RECORDED_DATES } from '../model/stages.ts';
import { comparedEmail } from './import-leads.ts';
import { localText, type ClockChanges } from './instants.ts';
import { ident, join, query, verbatim, type Query } from './query.ts';

/** Month of an instant by the local clock, `2024-01`. */
function monthOf(instant: Query, zone: ClockChanges): Query {
  return query`left(${localText(instant, zone)}, 7)`;
}

/** Rows by month, in the order of time: columns `month` and `rows`. */
function byMonth(source: Query, instant: Query, zone: ClockChanges): Query {
  return query`SELECT ${monthOf(instant, zone)} AS "month", CAST(count(*) AS INTEGER) AS "rows" FROM ${source} GROUP BY ALL ORDER BY ALL`;
}

/** Leads whose e-mail address another lead had before, by month of creation. */
export function repeatedEmails(email: Query, zone: ClockChanges): Query {
  const leads = query`(SELECT created_at, row_number() OVER (PARTITION BY email ORDER BY ordinal) AS number FROM (SELECT ordinal, created_at, ${comparedEmail(email)} AS email FROM leads) WHERE email IS NOT NULL)`;
  return byMonth(query`${leads} WHERE number > 1`, ident('created_at'), zone);
}

/** How many of them write the address otherwise than the first does: column `rows`. */
export function otherwiseWrittenEmails(email: Query): Query {
  const written = query`SELECT ${email} AS written, first_value(${email}) OVER (PARTITION BY ${comparedEmail(email)} ORDER BY ordinal) AS "first", ${comparedEmail(email)} AS email FROM leads`;
  return query`SELECT CAST(count(*) AS INTEGER) AS "rows" FROM (${written}) WHERE email IS NOT NULL AND written <> "first"`;
}

/** Stages with recorded dates, in their order. */
const STAGE_DATES = RECORDED_DATES.filter((name) => name !== 'disqualified_at');

/** Leads with a recorded date that lies before one of an earlier stage, by month of creation. */
export function stagesOutOfOrder(zone: ClockChanges): Query {
  const pairs = STAGE_DATES.flatMap((later, place) =>
    STAGE_DATES.slice(0, place).map((earlier) => query`${ident(later)} < ${ident(earlier)}`),
  );
  return byMonth(query`leads WHERE ${join(pairs, ' OR ')}`, ident('created_at'), zone);
}

/**
 * Seconds in which many leads were created, or entered one stage: columns `date` (name of the column), `instant`
 * (seconds since 1970) and `rows`, most rows first.
 * @param least fewest leads in one second
 */
export function crowdedSeconds(least: number): Query {
  const of = (name: string): Query =>
    query`SELECT ${name} AS "date", CAST(${ident(name)} AS DOUBLE) AS instant, CAST(count(*) AS INTEGER) AS "rows" FROM leads WHERE ${ident(name)} IS NOT NULL GROUP BY ${ident(name)} HAVING count(*) >= ${least}`;
  return query`SELECT * FROM (${join(['created_at', ...STAGE_DATES].map(of), ' UNION ALL ')}) ORDER BY "rows" DESC, "date", instant LIMIT 20000`;
}

/** First recorded entry into MQL or SQL: column `instant` (−1e18 without any), and leads created long before it: `rows`. */
export function beforeHistory(days: number): Query {
  const first = query`SELECT min(least(mql_at, sql_at)) AS instant FROM leads WHERE coalesce(mql_at, sql_at) >= created_at`;
  return query`SELECT CAST(coalesce(any_value(f.instant), -1e18) AS DOUBLE) AS instant, CAST(count(*) FILTER (leads.created_at < f.instant - ${days * 86_400}) AS INTEGER) AS "rows" FROM leads CROSS JOIN (${first}) AS f`;
}

/** Leads and activities by ISO week: columns `week` (days since 1970 of its Monday), `leads` and `activities`. */
export function rowsByWeek(now: number): Query {
  // weeks by UTC: a gap of whole weeks is one in every zone
  const week = (instant: string): Query =>
    query`CAST((CAST(floor(${verbatim(instant)} / 86400.0) AS BIGINT) + 3) // 7 AS INTEGER)`;
  const leads = query`SELECT ${week('created_at')} AS week, count(*) AS leads, 0 AS activities FROM leads WHERE created_at <= ${now} GROUP BY 1`;
  const activities = query`SELECT ${week('occurred_at')} AS week, 0 AS leads, count(*) AS activities FROM activities WHERE occurred_at <= ${now} GROUP BY 1`;
  return query`SELECT CAST(week * 7 - 3 AS INTEGER) AS week, CAST(sum(leads) AS INTEGER) AS leads, CAST(sum(activities) AS INTEGER) AS activities FROM (${leads} UNION ALL ${activities}) GROUP BY week ORDER BY week`;
}

/** Rows with an instant after the moment of loading, by month of that instant. */
export function laterRows(now: number, zone: ClockChanges): Query {
  const dates = ['created_at', ...RECORDED_DATES].map(
    (name) => query`SELECT ${ident(name)} AS instant FROM leads WHERE ${ident(name)} > ${now}`,
  );
  const activities = query`SELECT occurred_at AS instant FROM activities WHERE occurred_at > ${now}`;
  return byMonth(query`(${join([...dates, activities], ' UNION ALL ')})`, ident('instant'), zone);
}

/** Leads without a single activity, by month of creation. */
export function silentLeads(zone: ClockChanges): Query {
  return byMonth(
    query`leads ANTI JOIN (SELECT DISTINCT ordinal FROM activities) AS seen ON seen.ordinal = leads.ordinal`,
    query`leads.created_at`,
    zone,
  );
}
