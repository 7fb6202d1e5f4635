import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import type { Condition } from '../../src/model/condition.ts';
import {
  activityMatchQuery,
  bitsOfText,
  CONDITIONS_PER_QUERY,
  isDecidedByKind,
  kindMatchQuery,
  leadBitsQuery,
  matchBits,
  matchFlags,
} from '../../src/query/matches.ts';
import { ident, query, type Query } from '../../src/query/query.ts';
import { ENGINES } from '../database/both-engines.ts';

const LEADS = 1000;
const ACTIVITIES = 9000;
const LEAD_FIELDS: ReadonlyMap<string, Query> = new Map([['number', ident('c0')]]);
const ACTIVITY_FIELDS: ReadonlyMap<string, Query> = new Map([['page', ident('a0')]]);

/** Condition i holds for the leads whose ordinal is a multiple of i + 1. */
const MULTIPLES = Array.from({ length: CONDITIONS_PER_QUERY }, (_, index): Condition => {
  const value = Array.from({ length: Math.ceil(LEADS / (index + 1)) }, (__, times) => times * (index + 1));
  return { field: 'number', op: 'in', value };
});

const isWebinar: Condition = { field: 'type', op: 'eq', value: 'WEBINAR' };
const isPricing: Condition = { field: 'page', op: 'startsWith', value: '/pricing' };

function ask(database: Database, asked: Query): Promise<{ rows: Int32Array; matches: Int32Array }> {
  return database.read(asked).then(({ columns }) => ({
    rows: columns['row'] as Int32Array,
    matches: columns['matches'] as Int32Array,
  }));
}

function bitAt(bits: Uint32Array | undefined, row: number): boolean {
  return (((bits?.[row >> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

async function leadSets(database: Database, conditions: readonly Condition[]): Promise<Uint32Array[]> {
  const { columns } = await database.read(leadBitsQuery(conditions, LEAD_FIELDS, LEADS));
  return conditions.map((_, index) =>
    bitsOfText((columns[`b${index}`]?.[0] ?? null) as string | null, LEADS),
  );
}

describe.each([...ENGINES, ['native with 4 threads', () => openNodeDatabase({ threads: 4 })] as const])(
  '%s engine',
  (_, open) => {
    let database: Database;
    beforeAll(async () => {
      database = await open();
      for (const statement of [
        query`CREATE TABLE leads AS SELECT i::INTEGER AS ordinal, i::VARCHAR AS c0 FROM range(${LEADS}) r(i)`,
        query`CREATE TABLE kinds AS SELECT * FROM (VALUES (0, 'webinar', 'web', NULL, '', 'in'), (1, 'call', NULL, NULL, NULL, 'out'), (2, 'Webinar', 'mail', NULL, NULL, NULL)) t(kind, type, channel, campaign, content, direction)`,
        query`CREATE TABLE activities AS SELECT i::INTEGER AS position, (i % 700)::INTEGER AS ordinal, (i % 3)::INTEGER AS kind, CASE WHEN i % 5 = 0 THEN '/Pricing?p=' || i END AS a0 FROM range(${ACTIVITIES}) r(i)`,
      ]) {
        await database.run(statement);
      }
    });
    afterAll(() => database.close());

    test('31 conditions on leads in one query', async () => {
      const sets = await leadSets(database, MULTIPLES);
      sets.forEach((bits, index) => {
        expect(bits.length).toBe(Math.ceil(LEADS / 32));
        for (let row = 0; row < 32 * bits.length; row++) {
          const expected = row < LEADS && row % (index + 1) === 0;
          if (bitAt(bits, row) !== expected) throw new Error(`condition ${index}, lead ${row}`);
        }
      });
    });

    test('conditions that hold for one lead, the last, or for none', async () => {
      const is = (value: number): Condition => ({ field: 'number', op: 'eq', value });
      const sets = await leadSets(database, [is(77), is(LEADS - 1), { any: [] }]);
      expect(
        sets.map((bits) =>
          Array.from({ length: LEADS }, (_, lead) => lead).filter((lead) => bitAt(bits, lead)),
        ),
      ).toEqual([[77], [LEADS - 1], []]);
    });

    test('conditions on kinds', async () => {
      const conditions: Condition[] = [
        isWebinar,
        { field: 'channel', op: 'isMissing' },
        { field: 'content', op: 'isMissing' },
        { not: { field: 'direction', op: 'eq', value: 'in' } },
        { field: 'unheard of', op: 'isMissing' },
      ];
      const { rows, matches } = await ask(database, kindMatchQuery(conditions));
      expect(matchFlags(rows, matches, 3, conditions.length).map((flags) => [...flags])).toEqual([
        [1, 0, 1],
        [0, 1, 0],
        [1, 1, 1],
        [0, 1, 1],
        [1, 1, 1],
      ]);
    });

    test('conditions on activities, with and without their kind', async () => {
      const conditions: Condition[] = [isPricing, { all: [isPricing, isWebinar] }, { not: isPricing }];
      const { rows, matches } = await ask(database, activityMatchQuery(conditions, ACTIVITY_FIELDS));
      const sets = matchBits(rows, matches, ACTIVITIES, 3);
      const alone = await ask(database, activityMatchQuery([isPricing], ACTIVITY_FIELDS));
      const [only] = matchBits(alone.rows, alone.matches, ACTIVITIES, 1);
      for (let position = 0; position < ACTIVITIES; position++) {
        const pricing = position % 5 === 0;
        const webinar = position % 3 !== 1;
        const found = [...sets, only].map((bits) => bitAt(bits, position));
        expect(found, `activity ${position}`).toEqual([pricing, pricing && webinar, !pricing, pricing]);
      }
    });

    test('EXPLAIN accepts each', async () => {
      for (const asked of [
        leadBitsQuery(MULTIPLES, LEAD_FIELDS, LEADS),
        kindMatchQuery([isWebinar]),
        activityMatchQuery([isPricing, isWebinar], ACTIVITY_FIELDS),
      ]) {
        expect((await database.read(query`EXPLAIN ${asked}`)).rows).toBeGreaterThan(0);
      }
    });
  },
);

test('texts', () => {
  const isSet: Condition = { field: 'number', op: 'isSet' };
  expect(leadBitsQuery([isSet, { not: isSet }], LEAD_FIELDS, 5).text).toBe(
    `SELECT (bitstring_agg(ordinal, 0, 4) FILTER (((nullif("c0", '') IS NOT NULL) IS TRUE)))::VARCHAR AS "b0", (bitstring_agg(ordinal, 0, 4) FILTER ((((nullif("c0", '') IS NOT NULL) IS NOT TRUE) IS TRUE)))::VARCHAR AS "b1" FROM leads`,
  );
  expect(kindMatchQuery([{ field: 'channel', op: 'isMissing' }]).text).toBe(
    `SELECT "row", "matches" FROM (SELECT kind AS "row", (if(((nullif("channel", '') IS NULL) IS TRUE), 1, 0))::INTEGER AS "matches" FROM kinds) WHERE "matches" <> 0`,
  );
  expect(activityMatchQuery([{ field: 'page', op: 'isSet' }], ACTIVITY_FIELDS).text).toContain(
    'FROM activities)',
  );
  expect(activityMatchQuery([isWebinar], ACTIVITY_FIELDS).text).toContain(
    'FROM activities JOIN kinds USING (kind))',
  );
});

test('one query decides between 1 and 31 conditions', () => {
  expect(() => leadBitsQuery([], LEAD_FIELDS, 5)).toThrow(RangeError);
  expect(() => leadBitsQuery([...MULTIPLES, isWebinar], LEAD_FIELDS, 5)).toThrow(
    '1 to 31 conditions, not 32',
  );
});

test('a condition is decided by kind unless it reads another column of the activities', () => {
  expect(isDecidedByKind(isWebinar, ACTIVITY_FIELDS)).toBe(true);
  expect(isDecidedByKind({ field: 'unheard of', op: 'isSet' }, ACTIVITY_FIELDS)).toBe(true);
  expect(isDecidedByKind({ any: [isWebinar, { not: isPricing }] }, ACTIVITY_FIELDS)).toBe(false);
  // a column with too many values for the kinds is one of the activities' own
  expect(isDecidedByKind(isWebinar, new Map([['type', ident('a1')]]))).toBe(false);
});
