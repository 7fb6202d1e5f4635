/**
 * Engagement scores over time: one pass over the activities keeps, for each lead, the evaluation points at which its
 * score was higher than at any before. The first of them that meets a minimum is the first evaluation point that does,
 * so no threshold needs another pass.
 */
import { DAY, INSTANT_BASE } from '../model/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { CompiledRules } from './score-rules.ts';
import { PER } from './score-rules.ts';

/** Record-high engagement scores: those of lead i at `start[i] … start[i + 1] − 1`, by instant, strictly rising. */
export interface ScoreRecords {
  readonly start: Uint32Array;
  /** stored instants of evaluation points */
  readonly instant: Int32Array;
  /** engagement score there */
  readonly score: Float64Array;
  /** highest engagement score of each lead, −Infinity where it does not exist yet */
  readonly peak: Float64Array;
}

/** Scores within this of a minimum meet it; within this of each other they are ties. */
export const TOLERANCE = 1e-6;

/** Factors 0.5^(age / half-life) as a product of a table of days and a table of seconds within a day. */
function decayTables(seconds: number): { days: Float64Array; rest: Float64Array } {
  const days = new Float64Array(50_000);
  for (let day = 0; day < days.length; day++) days[day] = 2 ** ((-day * DAY) / seconds);
  const rest = new Float64Array(DAY);
  for (let second = 0; second < DAY; second++) rest[second] = 2 ** (-second / seconds);
  return { days, rest };
}

/**
 * Scans all activities up to as-of.
 * @param asOf stored instant
 */
export function scanScores(
  columns: Columns,
  rules: CompiledRules,
  calendar: Calendar,
  asOf: number,
): ScoreRecords {
  const { createdAt, count: leadCount } = columns.leads;
  const { start, instant, kind } = columns.activities;
  const { points, limitTimes, limitPer, group, groups, groupMin, groupMax, kindStart, kindRules, bitRules } =
    rules;
  const halving = rules.decay.kind === 'halfLife';
  const expiring = rules.decay.kind === 'expire';
  const lifetime = rules.decay.kind === 'expire' ? rules.decay.seconds : Infinity;
  const { days, rest } =
    rules.decay.kind === 'halfLife' ? decayTables(rules.decay.seconds) : decayTables(Infinity);

  const outStart = new Uint32Array(leadCount + 1);
  const peak = new Float64Array(leadCount).fill(-Infinity);
  let capacity = leadCount + Math.ceil(columns.activities.count * 0.5) + 1024;
  let outInstant = new Int32Array(capacity);
  let outScore = new Float64Array(capacity);
  let size = 0;

  const sum = new Float64Array(groups);
  const seen = new Uint8Array(groups);
  const bucket = new Int32Array(rules.count);
  const used = new Int32Array(rules.count);
  const owner = new Int32Array(rules.count).fill(-1);
  // contributions of the lead at hand that will expire, in order
  let queueAt = new Float64Array(64);
  let queuePoints = new Float64Array(64);
  let queueGroup = new Int32Array(64);

  const bitCount = bitRules.length;
  let lead = 0;
  for (; lead < leadCount; lead++) {
    const created = createdAt[lead] as number;
    // leads are in order of creation: all that follow do not exist yet either
    if (created > asOf) break;
    outStart[lead] = size;
    const end = start[lead + 1] as number;
    let next = start[lead] as number;
    const most = 2 * (end - next) + 2;
    if (size + most > capacity) {
      capacity = Math.ceil(capacity * 1.5) + most;
      const grownInstant = new Int32Array(capacity);
      grownInstant.set(outInstant);
      outInstant = grownInstant;
      const grownScore = new Float64Array(capacity);
      grownScore.set(outScore);
      outScore = grownScore;
    }
    for (let g = 0; g < groups; g++) {
      sum[g] = 0;
      seen[g] = 0;
    }
    let best = -Infinity;
    let atCreation = false;
    let last = created;
    let head = 0;
    let tail = 0;
    for (;;) {
      let time = next < end ? (instant[next] as number) : Infinity;
      if (time > asOf) time = Infinity;
      if (head < tail) {
        const expiry = (queueAt[head] as number) + lifetime;
        if (expiry < time && expiry <= asOf) time = expiry;
      }
      // the creation is an evaluation point of its own unless a counted activity falls on it
      let evaluate = false;
      if (!atCreation && time > created) {
        time = created;
        evaluate = true;
      }
      if (time === Infinity) break;
      if (halving && last !== time) {
        if (time > last) {
          const age = time - last;
          const day = (age / DAY) | 0;
          const factor = (days[day] as number) * (rest[age - day * DAY] as number);
          for (let g = 0; g < groups; g++) sum[g] = (sum[g] as number) * factor;
        }
        last = time;
      }
      while (head < tail && (queueAt[head] as number) + lifetime <= time) {
        const g = queueGroup[head] as number;
        const gone = queuePoints[head] as number;
        sum[g] = (sum[g] as number) - gone;
        if (gone < 0) evaluate = true;
        head++;
      }
      let dayNumber = -1;
      while (next < end && instant[next] === time) {
        const ofKind = kind[next] as number;
        let place = kindStart[ofKind] as number;
        const stop = kindStart[ofKind + 1] as number;
        let bit = 0;
        for (;;) {
          let rule: number;
          if (place < stop) rule = kindRules[place++] as number;
          else if (bit < bitCount) {
            const candidate = bitRules[bit++] as { rule: number; bits: Uint32Array };
            if ((((candidate.bits[next >>> 5] as number) >>> (next & 31)) & 1) === 0) continue;
            rule = candidate.rule;
          } else break;
          const times = limitTimes[rule] as number;
          if (times !== 0) {
            const per = limitPer[rule] as number;
            let number = 0;
            if (per !== PER.lead) {
              if (dayNumber === -1) dayNumber = calendar.day(time);
              number =
                per === PER.day
                  ? dayNumber
                  : per === PER.week
                    ? calendar.week(dayNumber)
                    : calendar.month(dayNumber);
            }
            if (owner[rule] !== lead || bucket[rule] !== number) {
              owner[rule] = lead;
              bucket[rule] = number;
              used[rule] = 0;
            }
            if ((used[rule] as number) >= times) continue;
            used[rule] = (used[rule] as number) + 1;
          }
          const g = group[rule] as number;
          const given = points[rule] as number;
          sum[g] = (sum[g] as number) + given;
          seen[g] = 1;
          evaluate = true;
          if (expiring) {
            if (tail === queueAt.length) {
              const grownAt = new Float64Array(tail * 2);
              grownAt.set(queueAt);
              queueAt = grownAt;
              const grownPoints = new Float64Array(tail * 2);
              grownPoints.set(queuePoints);
              queuePoints = grownPoints;
              const grownGroup = new Int32Array(tail * 2);
              grownGroup.set(queueGroup);
              queueGroup = grownGroup;
            }
            queueAt[tail] = time;
            queuePoints[tail] = given;
            queueGroup[tail] = g;
            tail++;
          }
        }
        next++;
      }
      if (time >= created) {
        if (time === created) atCreation = true;
        if (evaluate) {
          let score = sum[0] as number;
          for (let g = 1; g < groups; g++) {
            if (seen[g] === 0) continue;
            const value = sum[g] as number;
            const floor = groupMin[g] as number;
            const ceiling = groupMax[g] as number;
            score += value < floor ? floor : value > ceiling ? ceiling : value;
          }
          if (score > best) {
            best = score;
            outInstant[size] = time;
            outScore[size] = score;
            size++;
          }
        }
      }
    }
    peak[lead] = best;
  }
  outStart.fill(size, lead);
  return { start: outStart, instant: outInstant.slice(0, size), score: outScore.slice(0, size), peak };
}

/**
 * Calls `visit` for every rule that counts an activity of one lead, in order. The plain form of what the scan does,
 * for single leads and single instants.
 * @param until stored instant; later activities are left out
 */
export function visitCounted(
  columns: Columns,
  rules: CompiledRules,
  calendar: Calendar,
  lead: number,
  until: number,
  visit: (position: number, rule: number) => void,
): void {
  const { start, instant, kind } = columns.activities;
  const used = new Map<string, number>();
  for (let position = start[lead] as number; position < (start[lead + 1] as number); position++) {
    const time = instant[position] as number;
    if (time > until) return;
    const ofKind = kind[position] as number;
    const matched = [...rules.kindRules.subarray(rules.kindStart[ofKind], rules.kindStart[ofKind + 1])];
    for (const { rule, bits } of rules.bitRules) {
      if ((((bits[position >>> 5] as number) >>> (position & 31)) & 1) === 1) matched.push(rule);
    }
    for (const rule of matched) {
      const times = rules.limitTimes[rule] as number;
      if (times !== 0) {
        const per = rules.limitPer[rule] as number;
        const day = calendar.day(time);
        const number =
          per === PER.lead
            ? 0
            : per === PER.day
              ? day
              : per === PER.week
                ? calendar.week(day)
                : calendar.month(day);
        const key = `${rule} ${number}`;
        const before = used.get(key) ?? 0;
        if (before >= times) continue;
        used.set(key, before + 1);
      }
      visit(position, rule);
    }
  }
}

/**
 * Engagement score of one lead at any instant, straight from the definition: points × weight of age, clamped by group.
 * @param at stored instant
 */
export function engagementAt(
  columns: Columns,
  rules: CompiledRules,
  calendar: Calendar,
  lead: number,
  at: number,
): number {
  const sums = new Map<number, number>();
  const { decay } = rules;
  visitCounted(columns, rules, calendar, lead, at, (position, rule) => {
    const age = at - (columns.activities.instant[position] as number);
    const weight =
      decay.kind === 'none'
        ? 1
        : decay.kind === 'halfLife'
          ? 2 ** (-age / decay.seconds)
          : age < decay.seconds
            ? 1
            : 0;
    const group = rules.group[rule] as number;
    sums.set(group, (sums.get(group) ?? 0) + (rules.points[rule] as number) * weight);
  });
  let score = 0;
  for (const [group, sum] of sums) {
    score += Math.min(Math.max(sum, rules.groupMin[group] as number), rules.groupMax[group] as number);
  }
  return score;
}

/** Seconds since 1970 as ISO text in UTC with milliseconds. */
export function isoInstant(stored: number): string {
  return new Date((stored + INSTANT_BASE) * 1000).toISOString();
}
