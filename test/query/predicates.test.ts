import { array, assert, asyncProperty, constantFrom, letrec, oneof, record, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { Condition, FieldCondition } from '../../src/model/condition.ts';
import { leadBitsQuery } from '../../src/query/matches.ts';
import {
  predicate,
  readableNumber,
  regularExpressionQuery,
  regularExpressions,
} from '../../src/query/predicates.ts';
import { ident, join, query, verbatim, type Query } from '../../src/query/query.ts';
import { ENGINES } from '../database/both-engines.ts';

const HOSTILE_NAMES = [
  "'; drop table leads; --",
  '"',
  '',
  'a\nb',
  '😀',
  '%_\\',
  'x\u0000y',
  '__proto__',
  'ordinal',
];
const CELLS: readonly (string | null)[] = [
  null,
  '',
  ' ',
  'Software',
  'SOFTWARE',
  'software house',
  'Größe',
  'GRÖSSE',
  'ÄÖÜ',
  '5',
  '5.0',
  ' 5 ',
  '\t5\n',
  '-5',
  '+5',
  '5.',
  '.5',
  '1e3',
  '1E-2',
  '1_000',
  '1,000',
  '1 000',
  'inf',
  '-Infinity',
  'nan',
  '0x1F',
  '1e999',
  '1e',
  '.',
  '00012',
  "'; drop table leads; --",
  "it's",
  '"quoted"',
  '\\',
  'a\\b',
  '100%',
  'a_b',
  'a%b',
  'aXb',
  'a\nb',
  '😀 emoji',
  'x\u0000y',
  'x',
  'true',
];
const EXPRESSIONS = ['^soft', 'ware$', '5', 'ö', '[0-9]+', 'a.b', '\\\\', '^$', "'", '\\.', '(a|x)', '😀'];

const FIELDS: ReadonlyMap<string, Query> = new Map([
  ['c0', ident('c1')],
  ...HOSTILE_NAMES.map((name): [string, Query] => [name, ident('c0')]),
]);

/** What a condition says, written down once more from semantics 10, without a database. */
function holds(condition: Condition, cell: (field: string) => string | null): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, cell));
  if ('any' in condition) return condition.any.some((part) => holds(part, cell));
  if ('not' in condition) return !holds(condition.not, cell);
  const text = cell(condition.field) ?? '';
  if (condition.op === 'isMissing') return text === '';
  if (text === '') return false;
  if (condition.op === 'isSet') return true;
  const small = text.toLowerCase();
  const digits = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*$/i.exec(text)?.[1];
  const read = Number(digits ?? 'none');
  const number = Number.isFinite(read) ? read : null;
  const equals = (value: string | number): boolean =>
    typeof value === 'number' ? number === value : small === value.toLowerCase();
  switch (condition.op) {
    case 'eq':
      return equals(condition.value);
    case 'ne':
      return !equals(condition.value);
    case 'in':
      return condition.value.some(equals);
    case 'notIn':
      return !condition.value.some(equals);
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
      return small.includes(condition.value.toLowerCase());
    case 'startsWith':
      return small.startsWith(condition.value.toLowerCase());
    case 'endsWith':
      return small.endsWith(condition.value.toLowerCase());
    case 'matches':
      return new RegExp(condition.value, 'iu').test(text);
  }
  throw new TypeError('no such op');
}

function cellLiteral(cell: string | null): Query {
  if (cell === null) return verbatim('NULL::VARCHAR');
  const parts = cell.split('\u0000').map((part) => query`${part}`);
  return join(parts, ' || chr(0) || ');
}

/** Every cell in c0, each beside every seventh in c1. */
const ROWS = CELLS.flatMap((first, index) =>
  CELLS.filter((_, other) => (other + index) % 7 === 0).map((second) => [first, second] as const),
);

async function fill(database: Database): Promise<void> {
  await database.run(query`CREATE TABLE leads (ordinal INTEGER, c0 VARCHAR, c1 VARCHAR)`);
  const rows = ROWS.map(
    ([first, second], ordinal) => query`(${ordinal}, ${cellLiteral(first)}, ${cellLiteral(second)})`,
  );
  await database.run(query`INSERT INTO leads VALUES ${rows}`);
}

async function rowsMeeting(database: Database, conditions: readonly Condition[]): Promise<Set<number>[]> {
  const { columns } = await database.read(leadBitsQuery(conditions, FIELDS, ROWS.length));
  return conditions.map((_, index) => {
    const bits = String(columns[`b${index}`]?.[0] ?? '');
    return new Set(bits.split('').flatMap((bit, row) => (bit === '1' ? [row] : [])));
  });
}

function expectedRows(condition: Condition): Set<number> {
  const rows = ROWS.flatMap(([first, second], ordinal) => {
    const cell = (field: string): string | null =>
      field === 'c0' ? second : HOSTILE_NAMES.includes(field) ? first : null;
    return holds(condition, cell) ? [ordinal] : [];
  });
  return new Set(rows);
}

const field = constantFrom('c0', 'unknown', 'unknown\'"', ...HOSTILE_NAMES);
const textValue = constantFrom(...CELLS.filter((cell) => cell !== null), 'SOFT', '%', '_', 'b');
const numberValue = constantFrom(5, -5, 0, 0.5, 1000, 0.01, 12, 1e21, -0, 0.1 + 0.2);
const anyValue = oneof(textValue, numberValue);
const leaf = oneof(
  record({ field, op: constantFrom('eq' as const, 'ne' as const), value: anyValue }),
  record({
    field,
    op: constantFrom('in' as const, 'notIn' as const),
    value: array(anyValue, { maxLength: 4 }),
  }),
  record({
    field,
    op: constantFrom('gt' as const, 'gte' as const, 'lt' as const, 'lte' as const),
    value: numberValue,
  }),
  record({ field, op: constantFrom('between' as const), value: tuple(numberValue, numberValue) }),
  record({
    field,
    op: constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const),
    value: textValue,
  }),
  record({ field, op: constantFrom('matches' as const), value: constantFrom(...EXPRESSIONS) }),
  record({ field, op: constantFrom('isSet' as const, 'isMissing' as const) }),
);
const { condition: anyCondition } = letrec<{ condition: Condition }>((tie) => ({
  condition: oneof(
    { depthSize: 'small' },
    leaf,
    record({ all: array(tie('condition'), { maxLength: 3 }) }),
    record({ any: array(tie('condition'), { maxLength: 3 }) }),
    record({ not: tie('condition') }),
  ),
}));

describe.each(ENGINES)('%s engine', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fill(database);
  });
  afterAll(() => database.close());

  test('any condition holds for exactly the rows that semantics 10 says', async () => {
    await assert(
      asyncProperty(array(anyCondition, { minLength: 1, maxLength: 31 }), async (conditions) => {
        const found = await rowsMeeting(database, conditions);
        conditions.forEach((each, index) => expect(found[index]).toEqual(expectedRows(each)));
      }),
      { numRuns: 60 },
    );
  });

  test('every cell with every op and value', async () => {
    const values = CELLS.filter((cell) => cell !== null);
    const conditions: FieldCondition[] = values.flatMap((value) =>
      (['eq', 'ne', 'contains', 'startsWith', 'endsWith'] as const).map((op) => ({ field: 'c0', op, value })),
    );
    for (let from = 0; from < conditions.length; from += 31) {
      const some = conditions.slice(from, from + 31);
      const found = await rowsMeeting(database, some);
      some.forEach((each, index) => expect(found[index], JSON.stringify(each)).toEqual(expectedRows(each)));
    }
  });

  test('a predicate is true or false, never null', async () => {
    await assert(
      asyncProperty(anyCondition, async (condition) => {
        const { columns } = await database.read(
          query`SELECT count(*) FILTER ((${predicate(condition, FIELDS)}) IS NULL)::INTEGER AS nulls FROM leads`,
        );
        expect(columns['nulls']).toEqual(Int32Array.of(0));
      }),
      { numRuns: 100 },
    );
  });

  test('hostile names and values leave the tables alone', async () => {
    const value = "'; drop table leads; --";
    const [found] = await rowsMeeting(database, [{ field: value, op: 'eq', value }]);
    expect(found?.size).toBe(ROWS.filter(([first]) => first === value).length);
    expect((await database.read(query`SELECT count(*)::INTEGER AS n FROM leads`)).columns['n']).toEqual(
      Int32Array.of(ROWS.length),
    );
  });

  test('an invalid regular expression fails with its reason, and the engine lives on', async () => {
    for (const expression of ['(', '[a', '*', 'a{2000}', '(?=x)', '\\']) {
      await expect(database.read(regularExpressionQuery(expression)), expression).rejects.toThrow(
        /^Invalid Input Error: /,
      );
    }
    for (const expression of [...EXPRESSIONS, '', 'x\u0000y', "'; --"]) {
      await expect(database.read(regularExpressionQuery(expression)), expression).resolves.toMatchObject({
        rows: 1,
      });
    }
  });

  test.each([
    ['12', 12],
    [' 12 ', 12],
    ['\t-0.5e-3\r\n', -0.0005],
    ['+7.', 7],
    ['.5', 0.5],
    ['123456789012345678901234567890', 1.2345678901234568e29],
    ['1_000', null],
    ['inf', null],
    ['NaN', null],
    ['1e999', null],
    ['0x10', null],
    ['1.000,5', null],
    ['1,5', null],
    ['5 %', null],
    ['', null],
    ['１２', null],
  ])('the number in %j', async (text, number) => {
    const read = readableNumber(query`${text}::VARCHAR`);
    const { columns } = await database.read(
      query`SELECT coalesce(${read}, 0)::DOUBLE AS number, (${read} IS NULL)::INTEGER AS missing`,
    );
    expect(columns).toEqual({
      number: Float64Array.of(number ?? 0),
      missing: Int32Array.of(number === null ? 1 : 0),
    });
  });

  test('EXPLAIN accepts every op', async () => {
    for (const [condition] of TEXTS) {
      const { rows } = await database.read(
        query`EXPLAIN SELECT ordinal FROM leads WHERE ${predicate(condition, FIELDS)}`,
      );
      expect(rows).toBeGreaterThan(0);
    }
  });
});

const TEXTS: readonly (readonly [Condition, string])[] = [
  [{ field: 'c0', op: 'isSet' }, `((nullif("c1", '') IS NOT NULL) IS TRUE)`],
  [{ field: 'c0', op: 'isMissing' }, `((nullif("c1", '') IS NULL) IS TRUE)`],
  [{ field: 'c0', op: 'eq', value: "O'Neil" }, `((lower(nullif("c1", '')) IN (lower('O''Neil'))) IS TRUE)`],
  [
    { field: 'c0', op: 'in', value: ['A', '', 1.5] },
    `((lower(nullif("c1", '')) IN (lower('A')) OR (CASE WHEN isfinite(TRY_CAST(nullif("c1", '') AS DOUBLE)) AND NOT contains(nullif("c1", ''), '_') THEN TRY_CAST(nullif("c1", '') AS DOUBLE) END) IN ('1.5'::DOUBLE)) IS TRUE)`,
  ],
  [{ field: 'c0', op: 'in', value: [''] }, `(FALSE IS TRUE)`],
  [
    { field: 'c0', op: 'ne', value: 'a' },
    `((nullif("c1", '') IS NOT NULL AND (lower(nullif("c1", '')) IN (lower('a'))) IS NOT TRUE) IS TRUE)`,
  ],
  [{ field: 'c0', op: 'notIn', value: [] }, `((nullif("c1", '') IS NOT NULL AND FALSE IS NOT TRUE) IS TRUE)`],
  [
    { field: 'c0', op: 'gte', value: 1e21 },
    `(((CASE WHEN isfinite(TRY_CAST(nullif("c1", '') AS DOUBLE)) AND NOT contains(nullif("c1", ''), '_') THEN TRY_CAST(nullif("c1", '') AS DOUBLE) END) >= '1e+21'::DOUBLE) IS TRUE)`,
  ],
  [
    { field: 'c0', op: 'between', value: [-1, 2] },
    `(((CASE WHEN isfinite(TRY_CAST(nullif("c1", '') AS DOUBLE)) AND NOT contains(nullif("c1", ''), '_') THEN TRY_CAST(nullif("c1", '') AS DOUBLE) END) BETWEEN '-1'::DOUBLE AND '2'::DOUBLE) IS TRUE)`,
  ],
  [{ field: 'c0', op: 'contains', value: '%_' }, `(contains(lower(nullif("c1", '')), lower('%_')) IS TRUE)`],
  [
    { field: 'c0', op: 'startsWith', value: 'a' },
    `(starts_with(lower(nullif("c1", '')), lower('a')) IS TRUE)`,
  ],
  [
    { field: 'c0', op: 'endsWith', value: 'x\u0000y' },
    `(ends_with(lower(nullif("c1", '')), lower(('x' || chr(0) || 'y'))) IS TRUE)`,
  ],
  [{ field: 'c0', op: 'matches', value: '^a$' }, `(regexp_matches(nullif("c1", ''), '^a$', 'i') IS TRUE)`],
  [{ field: 'unknown', op: 'ne', value: 'a' }, `(FALSE IS TRUE)`],
  [{ field: 'unknown', op: 'isMissing' }, `(TRUE IS TRUE)`],
  [{ all: [] }, `(TRUE IS TRUE)`],
  [{ any: [] }, `(FALSE IS TRUE)`],
  [
    {
      not: {
        all: [
          { field: 'c0', op: 'isSet' },
          { any: [{ field: 'unknown', op: 'isSet' }, { not: { any: [] } }] },
        ],
      },
    },
    `((((nullif("c1", '') IS NOT NULL) AND (FALSE OR (FALSE IS NOT TRUE))) IS NOT TRUE) IS TRUE)`,
  ],
];

test.each(TEXTS)('the text of %j', (condition, text) => {
  expect(predicate(condition, FIELDS).text).toBe(text);
});

test('no name of a field stands in a query', () => {
  for (const name of HOSTILE_NAMES.filter((each) => each !== '' && each !== '"')) {
    const { text } = predicate({ field: name, op: 'eq', value: 'v' }, FIELDS);
    expect(text).toBe(predicate({ field: '', op: 'eq', value: 'v' }, FIELDS).text);
  }
});

test('regular expressions of a condition, each once', () => {
  const leafOf = (value: string): Condition => ({ field: 'c0', op: 'matches', value });
  expect(
    regularExpressions({
      all: [leafOf('a'), { not: leafOf('b') }, { any: [leafOf('a'), { field: 'c0', op: 'eq', value: 'c' }] }],
    }),
  ).toEqual(['a', 'b']);
});
