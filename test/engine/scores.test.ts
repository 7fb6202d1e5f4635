import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCalendar } from '../../src/engine/calendar.ts';
import type { Columns, Matches } from '../../src/engine/columns.ts';
import { firstReaching } from '../../src/engine/entries.ts';
import { scanExpiring } from '../../src/engine/scan-expiring.ts';
import { activityDays, fadingFactors, scanFading } from '../../src/engine/scan-fading.ts';
import type { CompiledRules } from '../../src/engine/score-rules.ts';
import { compileRules } from '../../src/engine/score-rules.ts';
import type { ScoreRecords } from '../../src/engine/score-records.ts';
import { engagementAt, TOLERANCE, visitCounted } from '../../src/engine/scores.ts';
import { DAY, NEVER, storeInstant } from '../../src/model/instant.ts';
import type { EngagementRule, GroupClamp, ScoringModel } from '../../src/model/scoring-model.ts';

const KINDS = 5;
const START = storeInstant(Date.UTC(2024, 2, 29) / 1000);

interface Sample {
  readonly leads: readonly { readonly created: number; readonly activities: readonly [number, number][] }[];
  readonly rules: readonly {
    points: number;
    kinds: number;
    limit: number;
    per: number;
    group: number;
    byBits: boolean;
  }[];
  readonly decay: ScoringModel['engagement']['decay'] | null;
  readonly clamps: readonly (GroupClamp | null)[];
  readonly asOf: number;
}

const sample = fc.record({
  leads: fc.array(
    fc.record({
      created: fc.integer({ min: 0, max: 40 * DAY }),
      activities: fc.array(
        fc.tuple(
          // few distinct instants, so that ties and creations with an activity are common
          fc.oneof(
            fc.integer({ min: 0, max: 20 }).map((n) => n * 3 * DAY),
            fc.integer({ min: 0, max: 60 * DAY }),
          ),
          fc.integer({ min: 0, max: KINDS - 1 }),
        ),
        { maxLength: 14 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  rules: fc.array(
    fc.record({
      points: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constant(2.5)),
      kinds: fc.integer({ min: 1, max: 2 ** KINDS - 1 }),
      limit: fc.integer({ min: 0, max: 3 }),
      per: fc.integer({ min: 0, max: 3 }),
      group: fc.integer({ min: 0, max: 2 }),
      byBits: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
  decay: fc.oneof(
    fc.constant(null),
    fc.double({ min: 0.5, max: 40, noNaN: true }).map((halfLifeDays) => ({ halfLifeDays })),
    fc.integer({ min: 1, max: 30 }).map((expireDays) => ({ expireDays })),
  ),
  clamps: fc.tuple(
    fc.option(fc.record({ max: fc.integer({ min: 0, max: 25 }) })),
    fc.option(fc.record({ min: fc.integer({ min: -15, max: 3 }) })),
  ),
  asOf: fc.integer({ min: 30 * DAY, max: 70 * DAY }),
});

const PERS = ['lead', 'day', 'week', 'month'] as const;

function build({ leads, rules, decay, clamps }: Sample): { columns: Columns; rules: CompiledRules } {
  const sorted = [...leads].sort((a, b) => a.created - b.created);
  const rows = sorted.map(({ activities }) => [...activities].sort(([a], [b]) => a - b));
  const start = new Uint32Array(sorted.length + 1);
  rows.forEach((list, lead) => {
    start[lead + 1] = (start[lead] as number) + list.length;
  });
  const flat = rows.flat();
  const never = new Int32Array(sorted.length).fill(NEVER);
  const columns: Columns = {
    leads: {
      count: sorted.length,
      createdAt: Int32Array.from(sorted, ({ created }) => START + created),
      recorded: {
        mql_at: never,
        sql_at: never,
        opportunity_at: never,
        customer_at: never,
        disqualified_at: never,
      },
    },
    activities: {
      count: flat.length,
      start,
      instant: Int32Array.from(flat, ([time]) => START + time),
      kind: Uint16Array.from(flat, ([, kind]) => kind),
      kindCount: KINDS,
      kindType: Array.from({ length: KINDS }, (_, kind) => `type ${kind}`),
      kindChannel: Array.from({ length: KINDS }, () => null),
    },
    // a zone that changes its offset in the middle of the data
    zone: {
      from: Float64Array.of(-Infinity, Date.UTC(2024, 2, 31, 1) / 1000),
      offsets: Float64Array.of(3600, 7200),
    },
    defaultAsOf: 0,
  };
  const matches: Pick<Matches, 'activity'> = {
    activity(key) {
      const { kinds, byBits } = rules[Number(/\d+/.exec(key)?.[0])] as Sample['rules'][number];
      const has = (kind: number): boolean => ((kinds >> kind) & 1) === 1;
      if (!byBits)
        return { by: 'kind', holds: Uint8Array.from({ length: KINDS }, (_, kind) => (has(kind) ? 1 : 0)) };
      const bits = new Uint32Array(Math.ceil(flat.length / 32));
      flat.forEach(([, kind], place) => {
        if (has(kind)) bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31));
      });
      return { by: 'activity', bits };
    },
  };
  const model = {
    engagement: {
      ...(decay === null ? {} : { decay }),
      rules: rules.map((rule, index): EngagementRule => ({
        id: `rule ${index}`,
        when: { field: 'type', op: 'eq', value: index },
        points: rule.points,
        ...(rule.limit > 0 ? { limit: { times: rule.limit, per: PERS[rule.per] ?? 'lead' } } : {}),
        ...(rule.group > 0 ? { group: `group ${rule.group}` } : {}),
      })),
      groups: Object.fromEntries(clamps.map((clamp, index) => [`group ${index + 1}`, clamp ?? {}])),
    },
  } as unknown as ScoringModel;
  return { columns, rules: compileRules(model, columns, matches as Matches) };
}

/** Evaluation points of one lead, straight from their definition. */
function evaluationPoints(columns: Columns, rules: CompiledRules, lead: number, asOf: number): number[] {
  const created = columns.leads.createdAt[lead] as number;
  const points = new Set([created]);
  visitCounted(columns, rules, makeCalendar(columns.zone), lead, asOf, (position, rule) => {
    const time = columns.activities.instant[position] as number;
    points.add(time);
    if (rules.decay.kind === 'expire' && (rules.points[rule] as number) < 0)
      points.add(time + rules.decay.seconds);
  });
  return [...points].filter((time) => time >= created && time <= asOf).sort((a, b) => a - b);
}

function scan(columns: Columns, rules: CompiledRules, asOf: number): ScoreRecords {
  const calendar = makeCalendar(columns.zone);
  if (rules.decay.kind === 'expire') return scanExpiring(columns, rules, calendar, asOf);
  const factors = rules.decay.kind === 'none' ? null : fadingFactors(columns, rules.decay.seconds);
  return scanFading(columns, rules, calendar, asOf, factors, activityDays(columns.activities, calendar));
}

test('the scan finds the first evaluation point that meets any minimum, as the definition does', () => {
  fc.assert(
    fc.property(sample, (random) => {
      const { columns, rules } = build(random);
      const asOf = START + random.asOf;
      const records = scan(columns, rules, asOf);
      const calendar = makeCalendar(columns.zone);
      for (let lead = 0; lead < columns.leads.count; lead++) {
        const points = evaluationPoints(columns, rules, lead, asOf);
        const scores = points.map((time) => engagementAt(columns, rules, calendar, lead, time));
        for (const minimum of [-10, 0, 1, 5, 12.5, 30]) {
          // a score within rounding of the limit may fall on either side of it
          if (scores.some((score) => Math.abs(score - minimum + TOLERANCE) < 1e-9)) continue;
          const first = points[scores.findIndex((score) => score >= minimum - TOLERANCE)] ?? NEVER;
          expect(firstReaching(records, lead, minimum)).toBe(first);
        }
        if (points.length > 0) expect(records.peak[lead]).toBeCloseTo(Math.max(...scores), 8);
      }
    }),
    { numRuns: 600 },
  );
});

test('a creation is an evaluation point also where an activity that no rule counts falls on it', () => {
  const { columns, rules } = build({
    leads: [{ created: 0, activities: [[0, 0]] }],
    rules: [],
    decay: { expireDays: 1 },
    clamps: [null, null],
    asOf: 30 * DAY,
  });
  expect(firstReaching(scan(columns, rules, START + 30 * DAY), 0, 0)).toBe(START);
});
