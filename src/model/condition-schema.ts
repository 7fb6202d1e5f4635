/** The schema of a condition, and the bounds that all documents share. */
import { z } from './schema-library.ts';
import type { Condition } from './condition.ts';

/** Most entries of a list in a document. */
const MAX_LIST = 10_000;
/** Largest points and largest minimum of a score, up or down. */
const MAX_POINTS = 1_000_000_000;
/** Longest span of time in days: a hundred years. */
export const MAX_DAYS = 36_500;
/** Deepest nesting of a document: room for twenty conditions, each inside the other, in a rule. */
export const MAX_DEPTH = 44;

/**
 * Text of at most `longest` characters. A NUL character is refused: no database takes one.
 * @param shortest least number of characters
 */
export function boundedText(longest: number, shortest = 0) {
  return z.string().check(
    z.minLength(shortest),
    z.maxLength(longest),
    z.refine((value) => !value.includes('\u0000')),
  );
}

/** Points, or a minimum of a score. */
export function points() {
  return z.number().check(z.gte(-MAX_POINTS), z.lte(MAX_POINTS));
}

const field = boundedText(200, 1);
const text = boundedText(1000);
const textOrNumber = z.union([text, z.number()]);

const fieldCondition = z.discriminatedUnion('op', [
  z.strictObject({ field, op: z.enum(['eq', 'ne']), value: textOrNumber }),
  z.strictObject({
    field,
    op: z.enum(['in', 'notIn']),
    value: z.array(textOrNumber).check(z.maxLength(MAX_LIST)),
  }),
  z.strictObject({ field, op: z.enum(['gt', 'gte', 'lt', 'lte']), value: z.number() }),
  z.strictObject({ field, op: z.literal('between'), value: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ field, op: z.enum(['contains', 'startsWith', 'endsWith', 'matches']), value: text }),
  z.strictObject({ field, op: z.enum(['isSet', 'isMissing']) }),
]);

/** A condition on one row. That the first number of `between` is not the larger one is checked apart. */
export const conditionSchema: z.ZodMiniType<Condition> = z.union([
  fieldCondition,
  z.strictObject({
    get all() {
      return z.array(conditionSchema).check(z.maxLength(MAX_LIST));
    },
  }),
  z.strictObject({
    get any() {
      return z.array(conditionSchema).check(z.maxLength(MAX_LIST));
    },
  }),
  z.strictObject({
    get not() {
      return conditionSchema;
    },
  }),
]);

/**
 * Paths below a valid condition of the pairs of `between` whose first number is the larger one: they hold for nothing.
 */
export function reversedPairs(condition: Condition): (string | number)[][] {
  if ('all' in condition)
    return condition.all.flatMap((part, i) => reversedPairs(part).map((path) => ['all', i, ...path]));
  if ('any' in condition)
    return condition.any.flatMap((part, i) => reversedPairs(part).map((path) => ['any', i, ...path]));
  if ('not' in condition) return reversedPairs(condition.not).map((path) => ['not', ...path]);
  return condition.op === 'between' && condition.value[0] > condition.value[1] ? [['value']] : [];
}
