/**
 * The rules of a scoring model worked out for one lead, as plainly as they can be written: every score anew from all
 * activities. Slow, and that is its use: the sample is made with it, and quicker ways are held against it.
 */
import { DAY, berlinDay, berlinMonth, weekday } from './calendar.mjs';
import { exponential } from './random.mjs';

/** @typedef {import('../../src/model/condition.ts').Condition} Condition */
/** @typedef {import('../../src/model/scoring-model.ts').ScoringModel} ScoringModel */
/** @typedef {Readonly<Record<string, string | number | undefined>>} Row a row by columns; missing values are empty or undefined */
/** @typedef {{ readonly at: number, readonly row: Row }} Happening an activity with its instant */

const TOLERANCE = 1e-6;

/** @param {string | number | undefined} value */
function numberOf(value) {
  const text = String(value).trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/**
 * @param {string | number} value of a row
 * @param {string | number} wanted
 */
function equal(value, wanted) {
  if (typeof wanted === 'number') return numberOf(value) === wanted;
  return String(value).toLowerCase() === wanted.toLowerCase();
}

/**
 * Whether a condition holds on a row. `matches` is read as an expression of this language.
 * @param {Condition} condition
 * @param {Row} row
 * @returns {boolean}
 */
function holds(condition, row) {
  if ('all' in condition) return condition.all.every((part) => holds(part, row));
  if ('any' in condition) return condition.any.some((part) => holds(part, row));
  if ('not' in condition) return !holds(condition.not, row);
  const value = row[condition.field];
  if (value === undefined || value === '') return condition.op === 'isMissing';
  const number = numberOf(value);
  const text = String(value).toLowerCase();
  switch (condition.op) {
    case 'isMissing':
      return false;
    case 'isSet':
      return true;
    case 'eq':
      return equal(value, condition.value);
    case 'ne':
      return !equal(value, condition.value);
    case 'in':
      return condition.value.some((wanted) => equal(value, wanted));
    case 'notIn':
      return !condition.value.some((wanted) => equal(value, wanted));
    case 'gt':
      return number !== null && number > condition.value;
    case 'gte':
      return number !== null && number >= condition.value;
    case 'lt':
      return number !== null && number < condition.value;
    case 'lte':
      return number !== null && number <= condition.value;
    case 'between':
      return number !== null && number >= condition.value[0] && number <= condition.value[1];
    case 'contains':
      return text.includes(condition.value.toLowerCase());
    case 'startsWith':
      return text.startsWith(condition.value.toLowerCase());
    case 'endsWith':
      return text.endsWith(condition.value.toLowerCase());
    case 'matches':
  }
  return new RegExp(condition.value, 'iu').test(text);
}

/**
 * @param {ScoringModel} model
 * @param {Row} lead
 * @returns {number} fit score
 */
function fitScore(model, lead) {
  return model.fit.reduce((sum, rule) => sum + (holds(rule.when, lead) ? rule.points : 0), 0);
}

/**
 * @param {number} at
 * @param {'day' | 'week' | 'month' | 'lead'} per
 * @returns {string | number} name of the calendar bucket in Berlin
 */
function bucket(at, per) {
  if (per === 'lead') return 0;
  if (per === 'month') return berlinMonth(at);
  const day = berlinDay(at);
  return per === 'day' ? day : day - weekday(day);
}

/**
 * @typedef {object} Counted a match that a rule counts
 * @property {number} at
 * @property {number} points
 * @property {string | null} group
 */

/**
 * @param {ScoringModel} model
 * @param {readonly Happening[]} happenings by instant, then order of the file
 * @returns {Counted[]}
 */
function countedMatches(model, happenings) {
  return model.engagement.rules.flatMap((rule) => {
    /** @type {Map<string | number, number>} */
    const used = new Map();
    return happenings.flatMap(({ at, row }) => {
      if (!holds(rule.when, row)) return [];
      if (rule.limit) {
        const name = bucket(at, rule.limit.per);
        const before = used.get(name) ?? 0;
        used.set(name, before + 1);
        if (before >= rule.limit.times) return [];
      }
      return [{ at, points: rule.points, group: rule.group ?? null }];
    });
  });
}

/**
 * @param {ScoringModel} model
 * @param {readonly Counted[]} counted
 * @param {number} at
 * @returns {number} engagement score at an instant
 */
function engagementAt(model, counted, at) {
  const { decay, groups } = model.engagement;
  /** @type {Map<string | null, number>} */
  const sums = new Map();
  for (const match of counted) {
    const age = (at - match.at) / DAY;
    if (age < 0) continue;
    let weight = 1;
    if (decay && 'halfLifeDays' in decay) weight = exponential((-Math.LN2 * age) / decay.halfLifeDays);
    else if (decay) weight = age < decay.expireDays ? 1 : 0;
    sums.set(match.group, (sums.get(match.group) ?? 0) + match.points * weight);
  }
  let score = 0;
  for (const [group, sum] of sums) {
    const { min = -Infinity, max = Infinity } = (group === null ? undefined : groups?.[group]) ?? {};
    score += Math.min(max, Math.max(min, sum));
  }
  return score;
}

/**
 * @typedef {object} Stages instants, null where there is none
 * @property {number} fit
 * @property {number | null} mql entry that counts
 * @property {number | null} rawMql first evaluation point at which the minimums of an MQL are met
 * @property {number | null} sql
 * @property {'nurtured' | 'direct' | null} route
 * @property {number} peak highest engagement over the evaluation points
 */

/**
 * @param {ScoringModel} model
 * @param {Row} lead
 * @param {number} createdAt
 * @param {readonly Happening[]} happenings by instant, then order of the file; none after as-of
 * @param {number} asOf
 * @returns {Stages}
 */
export function stagesOf(model, lead, createdAt, happenings, asOf) {
  const fit = fitScore(model, lead);
  const counted = countedMatches(model, happenings);
  const points = new Set([createdAt]);
  const { decay } = model.engagement;
  for (const match of counted) {
    if (match.at >= createdAt) points.add(match.at);
    if (!decay || !('expireDays' in decay) || match.points >= 0) continue;
    const expires = match.at + Math.ceil(decay.expireDays * DAY);
    if (expires >= createdAt && expires <= asOf) points.add(expires);
  }
  const scored = [...points]
    .toSorted((a, b) => a - b)
    .map((at) => ({ at, engagement: engagementAt(model, counted, at) }));

  /** @param {import('../../src/model/scoring-model.ts').StageMinimums} minimums */
  const meets = (minimums) => {
    const { fit: a, engagement: b, total: c } = minimums;
    if (a === undefined && b === undefined && c === undefined) return () => false;
    /** @param {{ readonly engagement: number }} score */
    return ({ engagement }) =>
      fit >= (a ?? -Infinity) - TOLERANCE &&
      engagement >= (b ?? -Infinity) - TOLERANCE &&
      fit + engagement >= (c ?? -Infinity) - TOLERANCE;
  };
  const rawMql = scored.find(meets(model.stages.mql))?.at ?? null;
  const reachesSql = meets(model.stages.sql);
  const bySql =
    scored.find((score) => rawMql !== null && score.at >= rawMql && reachesSql(score))?.at ?? null;

  const { directRequest, directRequestFit = -Infinity, directRequestBeforeHours = 0 } = model.stages.sql;
  const from = createdAt - directRequestBeforeHours * 3600;
  const asked =
    directRequest === undefined || fit < directRequestFit - TOLERANCE
      ? undefined
      : happenings.find(({ at, row }) => at >= from && holds(directRequest, row));
  const request = asked === undefined ? null : Math.max(asked.at, createdAt);

  const sql = request === null || (bySql !== null && bySql < request) ? bySql : request;
  const direct =
    request !== null && (bySql === null || request <= bySql) && (rawMql === null || rawMql >= request);
  const mql = direct || (rawMql !== null && sql !== null && rawMql > sql) ? null : rawMql;
  return {
    fit,
    mql,
    rawMql,
    sql,
    route: sql === null ? null : direct ? 'direct' : 'nurtured',
    peak: Math.max(...scored.map(({ engagement }) => engagement)),
  };
}
