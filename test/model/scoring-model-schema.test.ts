import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkScoringModel, parseScoringModel, problemLine } from '../../src/model/scoring-model-schema.ts';

const CASES = new URL('../cases/', import.meta.url);

const valid = () => ({
  version: 1 as unknown,
  name: 'm' as unknown,
  timeZone: 'Europe/Berlin' as unknown,
  fit: [{ id: 'a', when: { field: 'industry', op: 'eq', value: 'x' }, points: 5 }] as unknown,
  engagement: {
    decay: { halfLifeDays: 30 },
    rules: [
      {
        id: 'r',
        when: { all: [{ field: 'type', op: 'in', value: ['a', 1] }, { not: { field: 'b', op: 'isSet' } }] },
        points: -2.5,
        limit: { times: 2, per: 'day' },
        group: 'web',
      },
    ],
    groups: { web: { min: -5, max: 40 } },
  } as unknown,
  stages: { mql: { fit: 30 }, sql: { directRequest: { any: [] }, directRequestBeforeHours: 24 } } as unknown,
});

/** The problems of the valid model with other parts in place of its own, as `place code detail`. */
function problems(parts: Readonly<Record<string, unknown>>): string[] {
  const parsed = checkScoringModel({ ...valid(), ...parts });
  return 'model' in parsed
    ? []
    : parsed.problems.map(({ place, code, detail }) => `${place} ${code} ${detail}`);
}

/** The problems of a text, as the command line says them. */
function lines(text: string): string[] {
  const parsed = parseScoringModel(text);
  return 'model' in parsed ? [] : parsed.problems.map(problemLine);
}

const fitRule = (part: object) => ({
  fit: [{ id: 'a', when: { field: 'f', op: 'isSet' }, points: 1, ...part }],
});
const when = (condition: unknown) => problems(fitRule({ when: condition }));
const rule = (part: object) => ({
  engagement: { rules: [{ id: 'r', when: { field: 'type', op: 'isSet' }, points: 1, ...part }] },
});

test.each(readdirSync(CASES).filter((name) => existsSync(new URL(`${name}/model.json`, CASES))))(
  'the model of the reference case %s passes unchanged',
  (name) => {
    const text = readFileSync(new URL(`${name}/model.json`, CASES), 'utf8');
    expect(parseScoringModel(text)).toEqual({ model: JSON.parse(text) as unknown });
  },
);

test('a model with every kind of part passes, and its text may start with a byte-order mark', () => {
  expect(checkScoringModel(valid())).toEqual({ model: valid() });
  expect(parseScoringModel(`\uFEFF${JSON.stringify(valid())}`)).toEqual({ model: valid() });
});

test('text that is no JSON is named with its line', () => {
  expect(parseScoringModel('{\n "version": 1,\n "name" "x" }')).toEqual({
    problems: [{ place: '', code: 'notJson', detail: 'column 9', line: 3 }],
  });
});

test('unknown and missing keys are named at every level', () => {
  expect(problems({ fits: [] })).toEqual(['fits unknownKey fits']);
  expect(problems(fitRule({ weight: 1 }))).toEqual(['fit[0].weight unknownKey weight']);
  expect(problems({ fit: [{ id: 'a', points: 1 }] })).toEqual(['fit[0].when missingKey when']);
  expect(problems({ stages: { mql: {} } })).toEqual(['stages.sql missingKey sql']);
  expect(problems({ stages: { mql: { engagment: 4 }, sql: {} } })).toEqual([
    'stages.mql.engagment unknownKey engagment',
  ]);
  expect(problems({ sales: {} })).toEqual(['sales.touch missingKey touch']);
  expect(problems({ engagement: { rules: [], groups: { 'e-mail': { maximum: 3 } } } })).toEqual([
    'engagement.groups["e-mail"].maximum unknownKey maximum',
  ]);
});

test('a condition is named by the part that is wrong, however deep', () => {
  expect(
    when({ all: [{ field: 'a', op: 'isSet' }, { any: [{ not: { field: 'a', op: 'equals', value: 1 } }] }] }),
  ).toEqual(['fit[0].when.all[1].any[0].not.op unknownOp equals']);
  expect(when({ field: 'a', value: 1 })).toEqual(['fit[0].when.op missingKey op']);
  expect(when({})).toEqual(['fit[0].when.op missingKey op']);
  expect(when({ op: 'isSet' })).toEqual(['fit[0].when.field missingKey field']);
  expect(when({ field: 'a', op: 'eq' })).toEqual(['fit[0].when.value missingKey value']);
  expect(when({ field: 'a', op: 'isSet', value: 1 })).toEqual(['fit[0].when.value unknownKey value']);
  expect(when({ all: [], any: [] })).toEqual(['fit[0].when.any unknownKey any']);
  expect(when({ all: {} })).toEqual(['fit[0].when.all wrongKind array']);
  expect(when({ not: 'x' })).toEqual(['fit[0].when.not wrongKind object']);
  expect(when(null)).toEqual(['fit[0].when wrongKind object']);
  expect(when({ field: 'a', op: 3, value: 1 })).toEqual(['fit[0].when.op wrongKind string']);
});

test('a value of the wrong kind is named', () => {
  expect(when({ field: 'a', op: 'gt', value: '3' })).toEqual(['fit[0].when.value wrongKind number']);
  expect(when({ field: 'a', op: 'eq', value: true })).toEqual([
    'fit[0].when.value wrongKind string or number',
  ]);
  expect(when({ field: 'a', op: 'in', value: 'x' })).toEqual(['fit[0].when.value wrongKind array']);
  expect(when({ field: 'a', op: 'in', value: ['x', null] })).toEqual([
    'fit[0].when.value[1] wrongKind string or number',
  ]);
  expect(when({ field: 'a', op: 'between', value: [1] })).toEqual(['fit[0].when.value tooShort ≥ 2']);
  expect(when({ field: 'a', op: 'between', value: [1, 'x'] })).toEqual([
    'fit[0].when.value[1] wrongKind number',
  ]);
  expect(when({ field: 'a', op: 'contains', value: 4 })).toEqual(['fit[0].when.value wrongKind string']);
  expect(problems(fitRule({ points: '5' }))).toEqual(['fit[0].points wrongKind number']);
  expect(problems({ fit: {} })).toEqual(['fit wrongKind array']);
  expect(problems({ name: 7 })).toEqual(['name wrongKind string']);
  expect(problems({ stages: { mql: { fit: null }, sql: {} } })).toEqual(['stages.mql.fit wrongKind number']);
  expect(checkScoringModel([])).toMatchObject({
    problems: [{ place: '', code: 'wrongKind', detail: 'object' }],
  });
});

test('minimums, days and hours that make no sense are named', () => {
  const engagement = (part: object) => problems({ engagement: { rules: [], ...part } });
  expect(engagement({ decay: { halfLifeDays: 0 } })).toEqual([
    'engagement.decay.halfLifeDays outOfRange > 0',
  ]);
  expect(engagement({ decay: { expireDays: -3 } })).toEqual(['engagement.decay.expireDays outOfRange > 0']);
  expect(engagement({ decay: { halfLifeDays: 3, expireDays: 3 } })).toEqual([
    'engagement.decay.expireDays unknownKey expireDays',
  ]);
  expect(engagement({ decay: {} })).toEqual(['engagement.decay.halfLifeDays missingKey halfLifeDays']);
  expect(engagement({ groups: { g: { min: 3, max: 2 } } })).toEqual([
    'engagement.groups.g reversedRange 3 > 2',
  ]);
  expect(problems(rule({ limit: { times: 0, per: 'day' } }))).toEqual([
    'engagement.rules[0].limit.times outOfRange ≥ 1',
  ]);
  expect(problems(rule({ limit: { times: 1.5, per: 'day' } }))).toEqual([
    'engagement.rules[0].limit.times outOfRange integer',
  ]);
  expect(problems(rule({ limit: { times: 1, per: 'year' } }))).toEqual([
    'engagement.rules[0].limit.per unknownValue year',
  ]);
  const touch = { field: 'type', op: 'isSet' };
  expect(problems({ sales: { touch, responseHours: -1 } })).toEqual(['sales.responseHours outOfRange ≥ 0']);
  expect(problems({ sales: { touch, responseHours: 0 } })).toEqual([]);
  expect(problems({ nurture: { touch, landmarkDays: 0 } })).toEqual(['nurture.landmarkDays outOfRange > 0']);
  expect(problems({ outcome: { withinDays: 0 } })).toEqual(['outcome.withinDays outOfRange > 0']);
  expect(problems({ outcome: { landmarkDays: -1 } })).toEqual(['outcome.landmarkDays outOfRange ≥ 0']);
  expect(problems({ outcome: { stage: 'lead' } })).toEqual(['outcome.stage unknownValue lead']);
  expect(problems({ stages: { mql: {}, sql: { directRequestBeforeHours: -1 } } })).toEqual([
    'stages.sql.directRequestBeforeHours outOfRange ≥ 0',
  ]);
  expect(problems({ version: 2 })).toEqual(['version unknownVersion 2']);
  expect(problems({ version: '1' })).toEqual(['version unknownVersion "1"']);
  expect(problems({ timeZone: 'Europe/Bielefeld' })).toEqual(['timeZone unknownZone Europe/Bielefeld']);
  expect(problems({ timeZone: '+02:00' })).toEqual(['timeZone unknownZone +02:00']);
  expect(when({ any: [{ field: 'a', op: 'between', value: [2, 1] }] })).toEqual([
    'fit[0].when.any[0].value reversedRange null',
  ]);
  const text = JSON.stringify({ ...valid(), stages: { mql: { fit: 'huge' }, sql: {} } });
  expect(parseScoringModel(text.replace('"huge"', '1e999'))).toMatchObject({
    problems: [{ place: 'stages.mql.fit', code: 'outOfRange', detail: 'finite' }],
  });
});

test('ids that occur twice and groups that are not declared are named', () => {
  const one = { id: 'a', when: { field: 'f', op: 'isSet' }, points: 1 };
  expect(problems({ fit: [one, { ...one, id: 'b' }, one] })).toEqual(['fit[2].id duplicateId a']);
  expect(problems(rule({ group: 'toString' }))).toEqual(['engagement.rules[0].group unknownGroup toString']);
});

test('hostile documents are refused quickly, or are harmless', () => {
  expect(parseScoringModel(' '.repeat(1_000_001))).toMatchObject({ problems: [{ code: 'tooLarge' }] });
  const deep = '{"not":'.repeat(50_000);
  expect(parseScoringModel(`${deep}1${'}'.repeat(50_000)}`)).toMatchObject({
    problems: [{ code: 'tooDeep' }],
  });
  expect(parseScoringModel('['.repeat(900_000))).toMatchObject({ problems: [{ code: 'notJson' }] });
  const text = JSON.stringify(valid());
  expect(parseScoringModel(text.replace('"web":{', '"__proto__":{'))).toMatchObject({
    problems: [{ place: 'engagement.groups.__proto__', code: 'unknownKey' }],
  });
  expect(parseScoringModel(text.replace('"name"', '"__proto__":{"name":"x"},"name"'))).toMatchObject({
    problems: [{ place: '__proto__', code: 'unknownKey' }],
  });
  const named = parseScoringModel(text.replaceAll('"web"', '"constructor"'));
  expect(named).toMatchObject({ model: { engagement: { groups: { constructor: { min: -5, max: 40 } } } } });
  expect(when({ field: 'a', op: 'eq', value: 'x\u0000y' })).toEqual(['fit[0].when.value badText null']);
  expect(when({ field: '', op: 'isSet' })).toEqual(['fit[0].when.field tooShort ≥ 1']);
  expect(when({ field: 'a', op: 'in', value: Array.from({ length: 10_001 }, () => 1) })).toEqual([
    'fit[0].when.value tooLong ≤ 10000',
  ]);
  const one = { when: { field: 'f', op: 'isSet' }, points: 1 };
  expect(problems({ fit: Array.from({ length: 501 }, (_, i) => ({ id: `r${i}`, ...one })) })).toEqual([
    'fit tooLong ≤ 500',
  ]);
  expect(problems({ ['k'.repeat(5000)]: 1 })[0]?.length).toBeLessThan(200);
  expect(problems(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, 1]))).length).toBe(100);
});

test('twenty conditions may lie inside each other', () => {
  const nested = (levels: number): unknown =>
    levels === 1 ? { field: 'type', op: 'in', value: ['a'] } : { all: [nested(levels - 1)] };
  expect(problems(rule({ when: nested(20) }))).toEqual([]);
  expect(problems(rule({ when: nested(21) }))[0]).toContain('tooDeep');
});

test('a problem reads as one line', () => {
  expect(lines('{')).toEqual(['line 1: this is not JSON column 2']);
  const text = JSON.stringify(valid());
  expect(lines(text.replace('"eq"', '"equals"'))).toEqual(['fit[0].when.op: unknown op "equals"']);
  expect(lines(text.replace('"points":5', '"points":"5"'))).toEqual([
    'fit[0].points: wrong kind of value, expected number',
  ]);
});
