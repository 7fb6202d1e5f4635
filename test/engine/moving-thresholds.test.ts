/** An engine that was dragged through many thresholds gives what one that was asked nothing before gives. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Columns, Matches } from '../../src/engine/columns.ts';
import { makeEngine } from '../../src/engine/engine.ts';
import { INSTANT_BASE, NEVER, storeInstant } from '../../src/model/instant.ts';
import type { RowCounts } from '../../src/model/metrics-document.ts';
import type { MetricsRequest } from '../../src/model/metrics-request.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { ScoringModel, StageMinimums } from '../../src/model/scoring-model.ts';

const DAY = 86_400;
const KINDS = 6;
const START = storeInstant(Date.UTC(2024, 0, 1) / 1000);
const END = START + 400 * DAY;

/** A repeatable source of numbers 0..1. */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function makeData(seed: number, leads: number): { columns: Columns; matches: Matches } {
  const random = makeRandom(seed);
  // few distinct instants, so that ties are common
  const anyTime = (from: number): number =>
    Math.min(END, from + Math.floor(random() ** 2 * 120) * DAY + (random() < 0.5 ? 0 : 3600));
  const createdAt = Int32Array.from({ length: leads }, () => START + Math.floor(random() * 360) * DAY).sort();
  const activities = [...createdAt].map((created) =>
    Array.from({ length: Math.floor(random() * 12) }, () => ({
      time: anyTime(created - 2 * DAY),
      kind: Math.floor(random() * KINDS),
    })).sort((a, b) => a.time - b.time),
  );
  const start = new Uint32Array(leads + 1);
  activities.forEach((list, lead) => {
    start[lead + 1] = (start[lead] as number) + list.length;
  });
  const flat = activities.flat();
  const dates = (share: number): Int32Array =>
    createdAt.map((created) => (random() < share ? anyTime(created) : NEVER));
  const columns: Columns = {
    leads: {
      count: leads,
      createdAt,
      recorded: {
        mql_at: dates(0.2),
        sql_at: dates(0.15),
        opportunity_at: dates(0.15),
        customer_at: dates(0.1),
        disqualified_at: dates(0.2),
      },
    },
    activities: {
      count: flat.length,
      start,
      instant: Int32Array.from(flat, ({ time }) => time),
      kind: Uint16Array.from(flat, ({ kind }) => kind),
      kindCount: KINDS,
      kindType: Array.from({ length: KINDS }, (_, kind) => `type ${kind}`),
      kindChannel: Array.from({ length: KINDS }, () => null),
    },
    zone: { from: Float64Array.of(-Infinity), offsets: Float64Array.of(3600) },
    defaultAsOf: END + INSTANT_BASE,
  };
  const bits = (share: number): Uint32Array => {
    const words = new Uint32Array((leads + 31) >>> 5);
    for (let lead = 0; lead < leads; lead++)
      if (random() < share) words[lead >>> 5] = (words[lead >>> 5] as number) | (1 << (lead & 31));
    return words;
  };
  const fits = new Map<string, Uint32Array>();
  const codes = Int32Array.from({ length: leads }, () => Math.floor(random() * 5) - 1);
  const matches: Matches = {
    lead(key) {
      const known = fits.get(key) ?? bits(0.6);
      fits.set(key, known);
      return known;
    },
    activity: (key) => ({
      by: 'kind',
      holds: Uint8Array.from({ length: KINDS }, (_, kind) => (key.includes(`type ${kind}`) ? 1 : 0)),
    }),
    column: () => ({ codes, values: ['a', 'b', 'c', 'd'] }),
    allMissing: () => new Uint32Array((leads + 31) >>> 5),
  };
  return { columns, matches };
}

const type = (kind: number) => ({ field: 'type', op: 'eq', value: `type ${kind}` }) as const;

function withStages(mql: StageMinimums, sql: StageMinimums): ScoringModel {
  return {
    version: 1,
    name: 'drag',
    timeZone: 'Europe/Berlin',
    fit: [10, 7, 3].map((points, index) => ({
      id: `fit ${index}`,
      when: { field: `field ${index}`, op: 'isSet' },
      points,
    })),
    engagement: {
      decay: { halfLifeDays: 20 },
      rules: [3, 5, 8, -4, 1].map((points, kind) => ({ id: `rule ${kind}`, when: type(kind), points })),
    },
    stages: { mql, sql: { ...sql, directRequest: type(5) } },
  };
}

const minimum = (max: number) =>
  fc.option(
    fc.integer({ min: -5, max: 2 * max }).map((n) => n / 2),
    { nil: undefined },
  );
const minimums = (withTotal: boolean): fc.Arbitrary<StageMinimums> =>
  fc
    .record({
      fit: minimum(20),
      engagement: minimum(40),
      total: withTotal ? minimum(50) : fc.constant(undefined),
    })
    .map((drawn) => Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)));

const SECTIONS = ['funnel', 'current', 'timeInStage', 'cohorts', 'flow', 'breakdowns'] as const;
const requests: fc.Arbitrary<MetricsRequest> = fc
  .record({
    windowDays: fc.constantFrom<MetricsRequest['windowDays']>(null, 30, { 'mql→sql': 14 }),
    cohortUnit: fc.constantFrom('month', 'week' as const),
    asOf: fc.constantFrom(null, END + INSTANT_BASE - 90 * DAY),
  })
  .map((drawn) => ({
    ...DEFAULT_REQUEST,
    ...drawn,
    sections: [...SECTIONS],
    breakdowns: ['column', '@route'],
  }));

test('a drag through any thresholds ends in the figures of a fresh engine', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.boolean(),
      fc.array(requests, { minLength: 1, maxLength: 2 }),
      fc.infiniteStream(fc.tuple(minimums(true), minimums(true))),
      fc.infiniteStream(fc.tuple(minimums(false), minimums(false))),
      (seed, withTotal, asked, totals, others) => {
        const { columns, matches } = makeData(seed, 150);
        const dragged = makeEngine(columns, matches, {} as RowCounts);
        for (let step = 0; step < 12; step++) {
          const [mql, sql] = (withTotal ? totals : others).next().value as [StageMinimums, StageMinimums];
          const request = asked[step % asked.length] as MetricsRequest;
          const model = withStages(mql, sql);
          const fresh = makeEngine(columns, matches, {} as RowCounts);
          expect(dragged.document(request, model)).toEqual(fresh.document(request, model));
        }
      },
    ),
    { numRuns: 20 },
  );
});
