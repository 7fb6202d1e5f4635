/** Scores that never fade or fade by half-lives: the pass over all activities that runs while points are moved. */
import { DAY } from '../model/instant.ts';
import type { Calendar } from './calendar.ts';
import type { ActivityColumns, Columns } from './columns.ts';
import type { CompiledRules } from './score-rules.ts';
import { PER } from './score-rules.ts';
import type { ScoreRecords } from './score-records.ts';
import { emptyRecords, finishRecords, growRecords } from './score-records.ts';

/** Local day (since 1970-01-01) of each activity: limits by calendar buckets count in it. */
export function activityDays(activities: ActivityColumns, calendar: Calendar): Uint16Array {
  const days = new Uint16Array(activities.count);
  for (let position = 0; position < days.length; position++)
    days[position] = Math.max(0, calendar.day(activities.instant[position] as number));
  return days;
}

/**
 * What each activity leaves of the score that its lead had at the activity before it: 0.5^(time between / half-life).
 * It depends on no points, so they move without it.
 * @param seconds half-life
 */
export function fadingFactors(columns: Columns, seconds: number): Float64Array {
  const { start, instant, count } = columns.activities;
  // a power as a product of two looked up: whole days, and seconds within a day
  const days = new Float64Array(50_000);
  for (let day = 0; day < days.length; day++) days[day] = 2 ** ((-day * DAY) / seconds);
  const rest = new Float64Array(DAY);
  for (let second = 0; second < DAY; second++) rest[second] = 2 ** (-second / seconds);
  const factors = new Float64Array(count).fill(1);
  for (let lead = 0; lead < columns.leads.count; lead++) {
    const end = start[lead + 1] as number;
    for (let position = (start[lead] as number) + 1; position < end; position++) {
      const age = (instant[position] as number) - (instant[position - 1] as number);
      if (age === 0) continue;
      const day = (age / DAY) | 0;
      factors[position] = (days[day] as number) * (rest[age - day * DAY] as number);
    }
  }
  return factors;
}

/**
 * Scans all activities up to as-of.
 * @param asOf stored instant
 * @param factors of `fadingFactors`, or null where nothing fades
 * @param days of `activityDays`; read only where a rule is limited by day, week or month
 */
export function scanFading(
  columns: Columns,
  rules: CompiledRules,
  calendar: Calendar,
  asOf: number,
  factors: Float64Array | null,
  days: Uint16Array,
): ScoreRecords {
  const { createdAt, count: leadCount } = columns.leads;
  const { start, instant, kind } = columns.activities;
  const { points, limitTimes, limitPer, group, groups, groupMin, groupMax, kindStart, kindRules, bitRules } =
    rules;
  const halfLife = rules.decay.kind === 'halfLife' ? rules.decay.seconds : Infinity;
  const records = emptyRecords(leadCount, columns.activities.count);
  let outInstant = records.instant;
  let outScore = records.score;
  const sum = new Float64Array(groups);
  const seen = new Uint8Array(groups);
  const bucket = new Int32Array(rules.count);
  const used = new Int32Array(rules.count);
  const owner = new Int32Array(rules.count).fill(-1);
  const bitCount = bitRules.length;
  let size = 0;
  let lead = 0;

  const scoreNow = (free: number, factor: number): number => {
    let score = free * factor;
    for (let g = 1; g < groups; g++) {
      if (seen[g] === 0) continue;
      const value = (sum[g] as number) * factor;
      const floor = groupMin[g] as number;
      const ceiling = groupMax[g] as number;
      score += value < floor ? floor : value > ceiling ? ceiling : value;
    }
    return score;
  };

  for (; lead < leadCount; lead++) {
    const created = createdAt[lead] as number;
    // leads are in order of creation: all that follow do not exist yet either
    if (created > asOf) break;
    records.start[lead] = size;
    const first = start[lead] as number;
    const end = start[lead + 1] as number;
    if (size + end - first + 1 >= outInstant.length) {
      growRecords(records, end - first + 1);
      outInstant = records.instant;
      outScore = records.score;
    }
    for (let g = 1; g < groups; g++) {
      sum[g] = 0;
      seen[g] = 0;
    }
    // the sum of all that is in no clamped group
    let free = 0;
    let best = -Infinity;
    let atCreation = false;
    let counted = false;
    for (let position = first; position < end; position++) {
      const time = instant[position] as number;
      if (time > asOf) break;
      if (!atCreation && time > created) {
        // the creation is an evaluation point of its own: what came before it has faded until then
        const since = position > first ? created - (instant[position - 1] as number) : 0;
        best = scoreNow(free, since > 0 && halfLife < Infinity ? 2 ** (-since / halfLife) : 1);
        outInstant[size] = created;
        outScore[size] = best;
        size++;
        atCreation = true;
      }
      if (factors !== null) {
        const factor = factors[position] as number;
        if (factor !== 1) {
          free *= factor;
          for (let g = 1; g < groups; g++) sum[g] = (sum[g] as number) * factor;
        }
      }
      const ofKind = kind[position] as number;
      let place = kindStart[ofKind] as number;
      const stop = kindStart[ofKind + 1] as number;
      let bit = 0;
      while (place < stop || bit < bitCount) {
        let rule: number;
        if (place < stop) rule = kindRules[place++] as number;
        else {
          const candidate = bitRules[bit++] as { rule: number; bits: Uint32Array };
          if ((((candidate.bits[position >>> 5] as number) >>> (position & 31)) & 1) === 0) continue;
          rule = candidate.rule;
        }
        const times = limitTimes[rule] as number;
        if (times !== 0) {
          const per = limitPer[rule] as number;
          let number = 0;
          if (per !== PER.lead) {
            number = days[position] as number;
            if (per === PER.week) number = ((number + 3) / 7) | 0;
            else if (per === PER.month) number = calendar.month(number);
          }
          if (owner[rule] !== lead || bucket[rule] !== number) {
            owner[rule] = lead;
            bucket[rule] = number;
            used[rule] = 1;
          } else {
            const before = used[rule] as number;
            if (before >= times) continue;
            used[rule] = before + 1;
          }
        }
        counted = true;
        const g = group[rule] as number;
        if (g === 0) free += points[rule] as number;
        else {
          sum[g] = (sum[g] as number) + (points[rule] as number);
          seen[g] = 1;
        }
      }
      // everything at one instant applies before it is evaluated
      if (!counted || (position + 1 < end && instant[position + 1] === time)) continue;
      counted = false;
      if (time < created) continue;
      if (time === created) atCreation = true;
      const score = groups === 1 ? free : scoreNow(free, 1);
      if (score > best) {
        best = score;
        outInstant[size] = time;
        outScore[size] = score;
        size++;
      }
    }
    if (!atCreation) {
      // nothing counted from the creation on: only what came before it can tell
      let last = end - 1;
      while (last >= first && (instant[last] as number) > created) last--;
      const since = last >= first ? created - (instant[last] as number) : 0;
      best = scoreNow(free, since > 0 && halfLife < Infinity ? 2 ** (-since / halfLife) : 1);
      outInstant[size] = created;
      outScore[size] = best;
      size++;
    }
    records.peak[lead] = best;
  }
  return finishRecords(records, size, lead);
}
