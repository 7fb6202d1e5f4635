/** Engagement scores of all leads at one instant: what lists of leads are sorted by. */
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { CompiledRules } from './score-rules.ts';
import { PER } from './score-rules.ts';

/**
 * The same as `engagementAt` for every lead, in one pass over the activities.
 * @param asOf stored instant
 * @param factors of `fadingFactors` where scores fade by half-lives, else null
 * @param days of `activityDays`; read only where a rule is limited by day, week or month
 * @returns points by ordinal
 */
export function currentScores(
  columns: Columns,
  rules: CompiledRules,
  calendar: Calendar,
  asOf: number,
  factors: Float64Array | null,
  days: Uint16Array,
): Float64Array {
  const { start, instant, kind } = columns.activities;
  const { kindStart, kindRules, bitRules, limitTimes, limitPer, group, groups, points, decay } = rules;
  const expiry = decay.kind === 'expire' ? decay.seconds : Infinity;
  const sum = new Float64Array(groups);
  const seen = new Uint8Array(groups);
  // by rule: lead and calendar bucket of the last activity that counted, and how many counted in it
  const owner = new Int32Array(rules.count).fill(-1);
  const bucket = new Int32Array(rules.count);
  const used = new Int32Array(rules.count);
  const scores = new Float64Array(columns.leads.count);
  let lead = 0;
  const count = (rule: number, position: number): void => {
    const times = limitTimes[rule] as number;
    if (times !== 0) {
      const per = limitPer[rule] as number;
      const day = per === PER.lead ? 0 : (days[position] as number);
      const number = per === PER.week ? calendar.week(day) : per === PER.month ? calendar.month(day) : day;
      // activities come by instant, so a bucket that was left does not come again
      if (owner[rule] !== lead || bucket[rule] !== number) {
        owner[rule] = lead;
        bucket[rule] = number;
        used[rule] = 0;
      }
      if ((used[rule] as number) >= times) return;
      used[rule] = (used[rule] as number) + 1;
    }
    const into = group[rule] as number;
    seen[into] = 1;
    if (asOf - (instant[position] as number) < expiry)
      sum[into] = (sum[into] as number) + (points[rule] as number);
  };
  for (; lead < scores.length; lead++) {
    sum.fill(0);
    seen.fill(0);
    const end = start[lead + 1] as number;
    let position = start[lead] as number;
    for (; position < end && (instant[position] as number) <= asOf; position++) {
      if (factors !== null && factors[position] !== 1)
        for (let of = 0; of < groups; of++) sum[of] = (sum[of] as number) * (factors[position] as number);
      const ofKind = kind[position] as number;
      const to = kindStart[ofKind + 1] as number;
      for (let at = kindStart[ofKind] as number; at < to; at++) count(kindRules[at] as number, position);
      for (const { rule, bits } of bitRules)
        if ((((bits[position >>> 5] as number) >>> (position & 31)) & 1) === 1) count(rule, position);
    }
    const rest =
      factors === null || decay.kind === 'none' || position === start[lead]
        ? 1
        : 2 ** (-(asOf - (instant[position - 1] as number)) / decay.seconds);
    let score = 0;
    for (let of = 0; of < groups; of++) {
      if (seen[of] === 0) continue;
      const value = (sum[of] as number) * rest;
      score += Math.min(Math.max(value, rules.groupMin[of] as number), rules.groupMax[of] as number);
    }
    scores[lead] = score;
  }
  return scores;
}
