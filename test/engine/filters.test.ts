import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCalendar } from '../../src/engine/calendar.ts';
import { cohortBits, filterBits, filterDependence, holdsForText } from '../../src/engine/filters.ts';
import { zoneOffsets } from '../../src/import/zone-transitions.ts';
import type { Condition, FieldCondition } from '../../src/model/condition.ts';
import { storeInstant } from '../../src/model/instant.ts';
import { predicate } from '../../src/query/predicates.ts';
import { ident, query } from '../../src/query/query.ts';
import { ENGINES, withDatabase } from '../database/both-engines.ts';

const text = fc.oneof(
  fc.constantFrom(
    'A',
    'a',
    'B',
    'Über',
    'ÜBER',
    '5',
    ' 5.0 ',
    '1e1',
    '1_000',
    'inf',
    'nurtured',
    '+7',
    '.5',
    '7.',
  ),
  fc.string({ maxLength: 4 }).filter((drawn) => drawn !== '' && /^[ -~]+$/.test(drawn)),
);
const number = fc.constantFrom(-1, 0, 0.5, 5, 7, 10);
const any = fc.oneof<fc.Arbitrary<string | number>[]>(text, number);
const field = fc.constant('@trigger');
const leaf: fc.Arbitrary<FieldCondition> = fc.oneof(
  fc.record({ field, op: fc.constantFrom('eq' as const, 'ne' as const), value: any }),
  fc.record({
    field,
    op: fc.constantFrom('in' as const, 'notIn' as const),
    value: fc.array(any, { maxLength: 3 }),
  }),
  fc.record({
    field,
    op: fc.constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
    value: number,
  }),
  fc.record({ field, op: fc.constant('between' as const), value: fc.tuple(number, number) }),
  fc.record({
    field,
    op: fc.constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const),
    value: text.map((whole) => whole.slice(0, 2)),
  }),
  fc.record({ field, op: fc.constantFrom('isSet' as const, 'isMissing' as const) }),
);

test.each(ENGINES)('%s: a text is decided here as in the database', async (_, open) => {
  const drawn = fc.sample(fc.tuple(fc.array(leaf, { minLength: 8, maxLength: 8 }), text), {
    numRuns: 60,
    seed: 11,
  });
  await withDatabase(open, async (database) => {
    for (const [conditions, value] of drawn) {
      const fields = new Map([['@trigger', ident('v')]]);
      const parts = conditions.map(
        (condition, index) => query`${predicate(condition, fields)}::INTEGER AS ${ident(`c${index}`)}`,
      );
      const answer = await database.read(query`SELECT ${parts} FROM (VALUES (${value})) AS t(v)`);
      conditions.forEach((condition, index) => {
        const said = holdsForText(condition, value);
        expect([condition, value, said]).toEqual([condition, value, answer.columns[`c${index}`]?.[0] === 1]);
      });
    }
  });
});

const names = (bits: Uint32Array, of: readonly string[]): string[] =>
  of.filter((_, lead) => (((bits[lead >>> 5] as number) >>> (lead & 31)) & 1) === 1);

test('a period of creation is told by its form, in the zone of the data', () => {
  const zone = zoneOffsets('Europe/Berlin');
  const calendar = makeCalendar({
    from: Float64Array.from(zone.from),
    offsets: Float64Array.from(zone.offsets),
  });
  // the second is January 2024 in Berlin already
  const days = [
    '2023-12-31T12:00:00Z',
    '2023-12-31T23:30:00Z',
    '2024-01-31T12:00:00Z',
    '2024-04-02T00:00:00Z',
  ];
  const createdAt = Int32Array.from(days, (day) => storeInstant(Date.parse(day) / 1000));
  const among = (condition: object): string[] =>
    names(cohortBits({ field: '@cohort', ...condition } as FieldCondition, createdAt, calendar), days);
  expect(among({ op: 'eq', value: '2024-01' })).toEqual([days[1], days[2]]);
  expect(among({ op: 'ne', value: '2024-01' })).toEqual([days[0], days[3]]);
  expect(among({ op: 'eq', value: '2024-w05' })).toEqual([days[2]]);
  expect(among({ op: 'eq', value: '2023-W52' })).toEqual([days[0]]);
  expect(among({ op: 'in', value: ['2024-Q2', '2023-12'] })).toEqual([days[0], days[3]]);
  expect(among({ op: 'notIn', value: ['2024-Q2', '2023-12'] })).toEqual([days[1], days[2]]);
  expect(among({ op: 'startsWith', value: '2024' })).toEqual(days.slice(1));
  expect(among({ op: 'eq', value: 'March' })).toEqual([]);
  expect(among({ op: 'in', value: [] })).toEqual([]);
  expect(among({ op: 'isSet' })).toEqual(days);
  expect(among({ op: 'isMissing' })).toEqual([]);
});

test('bits are put together as all, any and not say', () => {
  const count = 70;
  const leads = Array.from({ length: count }, (_, lead) => String(lead));
  const ofLeaf = ({ field: divisor }: FieldCondition): Uint32Array => {
    const bits = new Uint32Array(3);
    for (let lead = 0; lead < count; lead += Number(divisor))
      bits[lead >>> 5] = (bits[lead >>> 5] as number) | (1 << (lead & 31));
    return bits;
  };
  const by = (divisor: number): Condition => ({ field: String(divisor), op: 'isSet' });
  const found = (condition: Condition): string[] => names(filterBits(condition, count, ofLeaf), leads);
  const where = (isIn: (lead: number) => boolean): string[] => leads.filter((lead) => isIn(Number(lead)));
  expect(found({ all: [by(2), by(3)] })).toEqual(where((lead) => lead % 6 === 0));
  expect(found({ any: [by(2), { not: by(3) }] })).toEqual(where((lead) => lead % 2 === 0 || lead % 3 !== 0));
  expect(found({ all: [] })).toEqual(leads);
  expect(found({ any: [] })).toEqual([]);
  expect(found({ not: { all: [by(5), { not: by(2) }] } })).toEqual(
    where((lead) => lead % 5 !== 0 || lead % 2 === 0),
  );
});

test('what a filter depends on', () => {
  const on = (name: string): Condition => ({ field: name, op: 'isSet' });
  expect(filterDependence({ all: [on('source'), on('@cohort')] })).toBe('nothing');
  expect(filterDependence({ not: on('@persona:budget') })).toBe('fit');
  expect(filterDependence({ any: [on('@fitGrade'), on('@stage')] })).toBe('entries');
});
