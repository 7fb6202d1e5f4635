/** Reads requests that come from outside: a link, a stored workspace, a snapshot beside a hosted report. */
import { z } from './schema-library.ts';
import { boundedText, conditionSchema, MAX_DAYS, MAX_DEPTH, reversedPairs } from './condition-schema.ts';
import { tooDeepPath } from './json-text.ts';
import { SECTIONS } from './metrics-request.ts';
import type { MetricsRequest } from './metrics-request.ts';
import { STEPS } from './stages.ts';
import type { StepName } from './stages.ts';

/** Most engagement minimums that one sweep tries. */
const MAX_SWEEP = 1000;
/** Seconds since 1970 of the last instant that can be kept: the end of 2105. */
const LAST_SECOND = 4_291_747_199;

function isCalendarDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const days = () => z.number().check(z.gte(0), z.lte(MAX_DAYS));
const column = boundedText(200, 1);
const day = z.nullable(
  z.string().check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/),
    z.refine((text) => isCalendarDay(text)),
  ),
);
const stepNames = STEPS.map(([from, to]): StepName => `${from}→${to}`);

const requestSchema = z.strictObject({
  basis: z.enum(['model', 'recorded']),
  asOf: z.nullable(z.int().check(z.gte(0), z.lte(LAST_SECOND))),
  filter: z.nullable(conditionSchema),
  cohortUnit: z.enum(['month', 'week', 'quarter']),
  cohortBy: z.enum(['created', 'entry']),
  cohortRange: z.strictObject({ from: day, to: day }),
  windowDays: z.nullable(z.union([days(), z.partialRecord(z.enum(stepNames), days())])),
  breakdowns: z.array(z.union([column, z.tuple([column, column])])).check(z.maxLength(50)),
  sections: z.array(z.enum(SECTIONS)).check(z.maxLength(SECTIONS.length)),
  sweep: z.nullable(
    z
      .strictObject({ min: z.number(), max: z.number(), step: z.number().check(z.gt(0)) })
      .check(z.refine(({ min, max, step }) => min <= max && (max - min) / step < MAX_SWEEP)),
  ),
});

/**
 * Checks a request whose maker is not to be trusted: every key is there and none besides, every number makes sense,
 * and sizes are bounded (50 breakdowns, 1,000 points of a sweep, conditions twenty deep).
 * @returns a copy, or null for anything else
 */
export function parseMetricsRequest(value: unknown): MetricsRequest | null {
  if (tooDeepPath(value, MAX_DEPTH) !== null) return null;
  const parsed = requestSchema.safeParse(value);
  if (!parsed.success) return null;
  const { filter } = parsed.data;
  return filter !== null && reversedPairs(filter).length > 0 ? null : parsed.data;
}
