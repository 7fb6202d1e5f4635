/** Answers of the database that pages ask for at once: stored, so that opening a page does not load every file again. */
import { z } from '../../model/schema-library.ts';
import type { QualityFinding, RejectedRow } from '../workspace.ts';

/** What is stored of the database's answers. */
export interface StoredAnswers {
  /** null where it could not be found out */
  readonly quality: readonly QualityFinding[] | null;
  /** the first of the rejected rows */
  readonly rejected: readonly RejectedRow[];
  /** there are no others */
  readonly isEveryRejected: boolean;
}

/** Rejected rows that are stored. */
export const MOST_REJECTED = 200;

const count = z.int().check(z.gte(0));
const finding = z.object({
  code: z.string(),
  rows: count,
  share: z.number(),
  months: z.array(z.object({ month: z.string(), rows: count })),
  examples: z.array(z.object({ date: z.string(), instant: z.number(), rows: count })),
  detail: z.nullable(z.number()),
});
const schema = z.object({
  quality: z.nullable(z.array(finding)),
  rejected: z
    .array(z.object({ file: z.string(), line: count, reason: z.string(), text: z.string() }))
    .check(z.maxLength(MOST_REJECTED)),
  isEveryRejected: z.boolean(),
});

/** @returns the answers, or null for anything else */
export function readAnswers(value: unknown): StoredAnswers | null {
  const parsed = schema.safeParse(value);
  // codes are words of the build that wrote them: answers are read by that build alone
  return parsed.success ? (parsed.data as StoredAnswers) : null;
}
