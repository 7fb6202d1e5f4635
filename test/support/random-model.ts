/** Random valid scoring models and requests, over the columns and values of `random-data.ts`. */
import {
  array,
  constant,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  tuple,
  uniqueArray,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Condition } from '../../src/model/condition.ts';
import { SECTIONS } from '../../src/model/metrics-request.ts';
import type { ConversionWindow, MetricsRequest } from '../../src/model/metrics-request.ts';
import type { EngagementRule, FitRule, ScoringModel, StageMinimums } from '../../src/model/scoring-model.ts';
import { LATER_STAGES, STEPS } from '../../src/model/stages.ts';
import type { StepName } from '../../src/model/stages.ts';
import { oddText, optionalKey, RANDOM_VALUES } from './random-data.ts';

const number = constantFrom(-1, 0, 10_000, 10_000.5, 42, 1e5);

/** A condition on one column; `matches` has expressions that every engine reads alike. */
function comparison(values: Readonly<Record<string, readonly string[]>>): Arbitrary<Condition> {
  return constantFrom(...Object.entries(values)).chain(([field, known]): Arbitrary<Condition> => {
    const text = oneof({ weight: 5, arbitrary: constantFrom(...known) }, { weight: 1, arbitrary: oddText });
    const any = oneof<Arbitrary<string | number>[]>(text, number);
    return oneof<Arbitrary<Condition>[]>(
      record({ field: constant(field), op: constantFrom('eq', 'ne'), value: any }),
      record({
        field: constant(field),
        op: constantFrom('in', 'notIn'),
        value: array(any, { maxLength: 4 }),
      }),
      record({ field: constant(field), op: constantFrom('gt', 'gte', 'lt', 'lte'), value: number }),
      record({
        field: constant(field),
        op: constant('between'),
        value: constantFrom([0, 10_000] as const, [42, 42] as const),
      }),
      record({
        field: constant(field),
        op: constantFrom('contains', 'startsWith', 'endsWith'),
        value: text.map((whole) => whole.slice(0, 3)),
      }),
      record({
        field: constant(field),
        op: constant('matches'),
        value: constantFrom('^[a-m]', 'e.?b', '\\d{2}', 'ing$|^$'),
      }),
      record({ field: constant(field), op: constantFrom('isSet', 'isMissing') }),
    );
  });
}

/**
 * Conditions on leads or activities, up to three deep.
 * @param about whose columns
 */
function randomCondition(about: 'lead' | 'activity', depth = 3): Arbitrary<Condition> {
  const plain = comparison(RANDOM_VALUES[about]);
  if (depth <= 1) return plain;
  const inner = randomCondition(about, depth - 1);
  return oneof<{ weight: number; arbitrary: Arbitrary<Condition> }[]>(
    { weight: 6, arbitrary: plain },
    { weight: 1, arbitrary: array(inner, { maxLength: 3 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: array(inner, { maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: inner.map((not) => ({ not })) },
  );
}

/** Mostly one type, as rules are; else anything. */
const onActivity: Arbitrary<Condition> = oneof(
  {
    weight: 3,
    arbitrary: constantFrom(...RANDOM_VALUES.activity.type).map((value): Condition => ({
      field: 'type',
      op: 'eq',
      value,
    })),
  },
  { weight: 2, arbitrary: randomCondition('activity') },
);
const points = oneof(integer({ min: -20, max: 30 }), constantFrom(0.1, 0.5, -2.5, 7.3));
const groupName = constantFrom('web', 'bad', 'constructor');

const fitRule: Arbitrary<FitRule> = tuple(
  record({ id: constant(''), when: randomCondition('lead'), points }),
  optionalKey('criterion', constantFrom('industry', 'budget', 'authority', 'own')),
).map(([rule, criterion]) => ({ ...rule, ...criterion }));

const engagementRule: Arbitrary<EngagementRule> = tuple(
  record({ id: constant(''), when: onActivity, points }),
  optionalKey(
    'limit',
    record({ times: integer({ min: 1, max: 3 }), per: constantFrom('day', 'week', 'month', 'lead') }),
  ),
  optionalKey('group', groupName),
).map(([rule, limit, group]) => ({ ...rule, ...limit, ...group }));

const clamp = constantFrom({}, { max: 10 }, { min: -5 }, { min: -10, max: 15 }, { min: 3, max: 3 });
const decay = oneof(
  constantFrom(0.5, 7, 30).map((halfLifeDays) => ({ halfLifeDays })),
  constantFrom(0.25, 1, 10, 45).map((expireDays) => ({ expireDays })),
);
const minimums: Arbitrary<StageMinimums> = tuple(
  optionalKey('fit', integer({ min: -10, max: 30 })),
  optionalKey('engagement', integer({ min: -5, max: 40 })),
  optionalKey('total', integer({ min: 0, max: 60 })),
).map(([fit, engagement, total]) => ({ ...fit, ...engagement, ...total }));

/** Valid models: a handful of rules, every kind of limit, group, decay and minimum. Ids are `fit0`, `rule0` … */
export function randomModel(): Arbitrary<ScoringModel> {
  const sql = tuple(
    minimums,
    optionalKey('directRequest', onActivity),
    optionalKey('directRequestFit', integer({ min: -10, max: 30 })),
    optionalKey('directRequestBeforeHours', constantFrom(0, 24, 72)),
  ).map(([least, request, fit, before]) => ({ ...least, ...request, ...fit, ...before }));
  const sales = tuple(
    record({ touch: onActivity }),
    optionalKey('responseHours', constantFrom(0, 1, 24, 48)),
  ).map(([touch, hours]) => ({ ...touch, ...hours }));
  const nurture = tuple(
    record({ touch: onActivity }),
    optionalKey('landmarkDays', constantFrom(1, 7, 14.5)),
  ).map(([touch, days]) => ({ ...touch, ...days }));
  const outcome = tuple(
    optionalKey('stage', constantFrom(...LATER_STAGES)),
    optionalKey('withinDays', constantFrom(0.5, 30, 120)),
    optionalKey('landmarkDays', constantFrom(0, 14)),
  ).map(([stage, within, landmark]) => ({ ...stage, ...within, ...landmark }));
  return tuple(
    constantFrom('Europe/Berlin', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
    array(fitRule, { maxLength: 4 }),
    array(engagementRule, { maxLength: 6 }),
    record({ web: clamp, bad: clamp, constructor: clamp }),
    optionalKey('decay', decay),
    record({ mql: minimums, sql }),
    optionalKey('sales', sales),
    optionalKey('nurture', nurture),
    optionalKey('outcome', outcome),
  ).map(([timeZone, fit, rules, groups, fading, stages, touch, nurturing, judged]) => ({
    version: 1,
    name: 'random',
    timeZone,
    fit: fit.map((rule, index) => ({ ...rule, id: `fit${index}` })),
    engagement: { ...fading, rules: rules.map((rule, index) => ({ ...rule, id: `rule${index}` })), groups },
    stages,
    ...touch,
    ...nurturing,
    ...judged,
  }));
}

const day = integer({ min: 0, max: 200 }).map((days) =>
  new Date(Date.UTC(2024, 2, 25 + days)).toISOString().slice(0, 10),
);
const stepWindow: Arbitrary<ConversionWindow> = array(
  tuple(constantFrom(...STEPS.map(([from, to]): StepName => `${from}→${to}`)), constantFrom(0, 7, 60)),
  { maxLength: 4 },
).map((pairs) => Object.fromEntries(pairs));

/**
 * Valid requests. As-of lies within the random data, or is left to it. No breakdown by `@trigger`, whose answer depends
 * on the order of rows at one instant.
 */
export function randomRequest(): Arbitrary<MetricsRequest> {
  const column = constantFrom(
    'source',
    'industry',
    'shoe size',
    '@route',
    '@stage',
    '@persona:industry',
    '@personaYes',
    '@fitGrade',
  );
  return record({
    basis: constantFrom('model', 'recorded'),
    asOf: option(integer({ min: Date.UTC(2024, 2, 25) / 1000, max: Date.UTC(2024, 11, 31) / 1000 })),
    filter: option(randomCondition('lead', 2), { freq: 2 }),
    cohortUnit: constantFrom('month', 'week', 'quarter'),
    cohortBy: constantFrom('created', 'entry'),
    cohortRange: record({ from: option(day, { freq: 2 }), to: option(day, { freq: 2 }) }),
    windowDays: oneof<Arbitrary<ConversionWindow>[]>(
      constant(null),
      constantFrom(0, 7, 30, 90.5),
      stepWindow,
    ),
    breakdowns: uniqueArray(column, { maxLength: 3 }),
    sections: constant(SECTIONS),
    sweep: option(
      constantFrom(
        { min: 0, max: 40, step: 10 },
        { min: -5, max: 5, step: 2.5 },
        { min: 3, max: 3, step: 1 },
      ),
    ),
  });
}
