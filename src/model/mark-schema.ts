/** Marks from links: validated, since links come from strangers. */
import type { Mark, MarkFigure } from './mark.ts';
import { z } from './schema-library.ts';
import { ROUTES, STAGES } from './stages.ts';

const stage = z.enum(STAGES);
const text = z.string().check(z.minLength(1), z.maxLength(500));
const month = z.string().check(z.regex(/^\d{4}-\d{2}$/));
const days = z.number().check(z.gte(0), z.lte(100_000));
const limit = z.nullable(days);

const figure = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('leads') }),
  z.strictObject({ of: z.literal('entered'), stage }),
  z.strictObject({ of: z.literal('route'), route: z.enum(ROUTES) }),
  z.strictObject({ of: z.literal('current'), stage: z.enum([...STAGES, 'disqualified']) }),
  z.strictObject({
    of: z.literal('step'),
    from: stage,
    to: stage,
    count: z.enum(['entered', 'eligible', 'converted', 'notConverted', 'immature', 'immatureConverted']),
  }),
  z.strictObject({
    of: z.literal('stay'),
    stage,
    ending: z.enum(['advanced', 'skippedAhead', 'lost', 'reopened', 'open']),
  }),
  z.strictObject({ of: z.literal('flow'), month, stage }),
  z.strictObject({
    of: z.literal('handover'),
    state: z.enum(['sqls', 'contacted', 'met', 'missed', 'overdue', 'pending', 'due']),
  }),
  z.strictObject({ of: z.literal('convertedWithin'), from: stage, to: stage, days }),
  z.strictObject({ of: z.literal('took'), from: stage, to: stage, least: days, limit }),
  z.strictObject({ of: z.literal('openAge'), stage, least: days, limit }),
  z.strictObject({ of: z.literal('openPast'), stage, past: z.enum(['p90', 'sla']) }),
  z.strictObject({
    of: z.literal('stock'),
    month,
    stage,
    count: z.enum(['start', 'entries', 'advanced', 'lost', 'end']),
  }),
  z.strictObject({ of: z.literal('agreement'), model: stage, recorded: stage }),
]);

const mark = z.strictObject({
  figure,
  cohort: z.optional(z.string().check(z.regex(/^\d{4}-(\d{2}|W\d{2}|Q[1-4])$/))),
  segment: z.optional(
    z.strictObject({ column: text, value: z.nullable(z.string().check(z.maxLength(500))) }),
  ),
});

/** A mark as one line of text, the same for the same mark. */
export function writeMark(value: Mark): string {
  return JSON.stringify(value);
}

/** Reads what `writeMark` wrote; null for anything that is no mark. */
export function readMark(written: string): Mark | null {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return null;
  }
  const parsed = mark.safeParse(value);
  if (!parsed.success) return null;
  const { figure: counted, cohort, segment } = parsed.data;
  return {
    figure: counted satisfies MarkFigure,
    ...(cohort === undefined ? {} : { cohort }),
    ...(segment === undefined ? {} : { segment }),
  };
}
