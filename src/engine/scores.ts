/**
 * Engagement scores over time: one pass over the activities keeps, for each lead, the evaluation points at which its
 * score was higher than at any before. The first of them that meets a minimum is the first evaluation point that does,
 * so no threshold needs another pass.
 */
import { instantSeconds } from '../model/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { CompiledRules } from './score-rules.ts';
import { PER } from './score-rules.ts';

/** Scores within this of a minimum meet it; within this of each other they are ties. */
export const TOLERANCE = 1e-6;

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
  return new Date(instantSeconds(stored) * 1000).toISOString();
}
