/** Scores whose points expire: the pass over all activities in which both an activity and an expiry are events. */
import type { Calendar } from './calendar.ts';
import type { Columns } from './columns.ts';
import type { CompiledRules } from './score-rules.ts';
import { PER } from './score-rules.ts';
import type { ScoreRecords } from './score-records.ts';
import { emptyRecords, finishRecords, growRecords } from './score-records.ts';

/**
 * Scans all activities up to as-of.
 * @param asOf stored instant
 */
export function scanExpiring(
  columns: Columns,
  rules: CompiledRules,
  calendar: Calendar,
  asOf: number,
): ScoreRecords {
  const { createdAt, count: leadCount } = columns.leads;
  const { start, instant, kind } = columns.activities;
  const { points, limitTimes, limitPer, group, groups, groupMin, groupMax, kindStart, kindRules, bitRules } =
    rules;
  const lifetime = rules.decay.kind === 'expire' ? rules.decay.seconds : Infinity;

  const records = emptyRecords(leadCount, columns.activities.count);
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
    records.start[lead] = size;
    const end = start[lead + 1] as number;
    let next = start[lead] as number;
    const most = 2 * (end - next) + 2;
    if (size + most > records.instant.length) growRecords(records, most);
    for (let g = 0; g < groups; g++) {
      sum[g] = 0;
      seen[g] = 0;
    }
    let best = -Infinity;
    let atCreation = false;
    let head = 0;
    let tail = 0;
    for (;;) {
      let time = next < end ? (instant[next] as number) : Infinity;
      if (time > asOf) time = Infinity;
      if (head < tail) {
        const expiry = (queueAt[head] as number) + lifetime;
        if (expiry < time && expiry <= asOf) time = expiry;
      }
      // the creation is an evaluation point, whether or not a counted activity falls on it
      let evaluate = false;
      if (!atCreation && time >= created) {
        time = created;
        evaluate = true;
      }
      if (time === Infinity) break;
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
          {
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
            records.instant[size] = time;
            records.score[size] = score;
            size++;
          }
        }
      }
    }
    records.peak[lead] = best;
  }
  return finishRecords(records, size, lead);
}
