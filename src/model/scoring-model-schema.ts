/** Reads scoring model documents: every unknown key, unknown op, wrong kind and senseless number is named by its place. */
import { z } from './schema-library.ts';
import {
  boundedText,
  conditionSchema,
  MAX_DAYS,
  MAX_DEPTH,
  points,
  reversedPairs,
} from './condition-schema.ts';
import { problemAt, problemsOf } from './document-problem.ts';
import type { DocumentProblem } from './document-problem.ts';
import { readJsonText, tooDeepPath } from './json-text.ts';
import type { Condition } from './condition.ts';
import type { ScoringModel } from './scoring-model.ts';
import { LATER_STAGES } from './stages.ts';

/** One thing that is wrong with a scoring model. */
export type ModelProblem = DocumentProblem;

/** A model, or all that keeps a document from being one (never empty). */
export type ParsedScoringModel =
  | { readonly model: ScoringModel }
  | { readonly problems: readonly ModelProblem[] };

/** Longest document in characters. */
const MAX_TEXT = 1_000_000;
/** Most rules of one list, and most groups. */
const MAX_RULES = 500;

const days = () => z.number().check(z.gt(0), z.lte(MAX_DAYS));
const hours = () => z.number().check(z.gte(0), z.lte(MAX_DAYS * 24));
const id = () => boundedText(100, 1);
const label = () => z.exactOptional(boundedText(200));
const minimum = () => z.exactOptional(points());

/** One fit rule. */
export const fitRuleSchema = z.strictObject({
  id: id(),
  criterion: z.exactOptional(boundedText(100, 1)),
  label: label(),
  when: conditionSchema,
  points: points(),
});

/** The limit of an engagement rule. */
export const limitSchema = z.strictObject({
  times: z.int().check(z.gte(1), z.lte(1_000_000)),
  per: z.enum(['day', 'week', 'month', 'lead']),
});

/** One engagement rule. */
export const engagementRuleSchema = z.strictObject({
  id: id(),
  label: label(),
  when: conditionSchema,
  points: points(),
  limit: z.exactOptional(limitSchema),
  group: z.exactOptional(id()),
});

/** How points fade. */
export const decaySchema = z.union([
  z.strictObject({ halfLifeDays: days() }),
  z.strictObject({ expireDays: days() }),
]);

/** Bounds of a group. */
export const groupSchema = z.strictObject({ min: minimum(), max: minimum() });

/** The engagement part. */
export const engagementSchema = z.strictObject({
  decay: z.exactOptional(decaySchema),
  rules: z.array(engagementRuleSchema).check(z.maxLength(MAX_RULES)),
  groups: z.exactOptional(z.record(id(), groupSchema)),
});

/** Minimums of the MQL stage. */
export const mqlSchema = z.strictObject({ fit: minimum(), engagement: minimum(), total: minimum() });

/** Minimums of the SQL stage, and the direct request. */
export const sqlSchema = z.strictObject({
  fit: minimum(),
  engagement: minimum(),
  total: minimum(),
  directRequest: z.exactOptional(conditionSchema),
  directRequestFit: minimum(),
  directRequestBeforeHours: z.exactOptional(hours()),
});

/** What counts as contact by sales. */
export const salesSchema = z.strictObject({
  touch: conditionSchema,
  responseHours: z.exactOptional(hours()),
});

/** What counts as nurturing. */
export const nurtureSchema = z.strictObject({
  touch: conditionSchema,
  landmarkDays: z.exactOptional(days()),
});

/** What the model is to foretell. */
export const outcomeSchema = z.strictObject({
  stage: z.exactOptional(z.enum(LATER_STAGES)),
  withinDays: z.exactOptional(days()),
  landmarkDays: z.exactOptional(z.number().check(z.gte(0), z.lte(MAX_DAYS))),
});

/** The whole document. What one key says about another is checked apart. */
export const scoringModelSchema = z.strictObject({
  version: z.literal(1),
  name: boundedText(200, 1),
  timeZone: boundedText(100, 1),
  fit: z.array(fitRuleSchema).check(z.maxLength(MAX_RULES)),
  engagement: engagementSchema,
  stages: z.strictObject({ mql: mqlSchema, sql: sqlSchema }),
  sales: z.exactOptional(salesSchema),
  nurture: z.exactOptional(nurtureSchema),
  outcome: z.exactOptional(outcomeSchema),
});

/**
 * Whether a text names a zone of the IANA database, as far as this engine knows it. Offsets such as `+02:00` are none.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function duplicates(place: readonly string[], rules: readonly { readonly id: string }[]): ModelProblem[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    if (seen.has(rule.id)) return [problemAt([...place, index, 'id'], 'duplicateId', rule.id)];
    seen.add(rule.id);
    return [];
  });
}

function conditionsOf(model: ScoringModel): [path: (string | number)[], condition: Condition][] {
  const found: [(string | number)[], Condition][] = [];
  model.fit.forEach((rule, index) => found.push([['fit', index, 'when'], rule.when]));
  model.engagement.rules.forEach((rule, index) =>
    found.push([['engagement', 'rules', index, 'when'], rule.when]),
  );
  if (model.stages.sql.directRequest)
    found.push([['stages', 'sql', 'directRequest'], model.stages.sql.directRequest]);
  if (model.sales) found.push([['sales', 'touch'], model.sales.touch]);
  if (model.nurture) found.push([['nurture', 'touch'], model.nurture.touch]);
  return found;
}

/** What is wrong with a document whose every part is right by itself. */
function contradictions(model: ScoringModel): ModelProblem[] {
  const problems: ModelProblem[] = [];
  if (!isTimeZone(model.timeZone)) problems.push(problemAt(['timeZone'], 'unknownZone', model.timeZone));
  problems.push(
    ...duplicates(['fit'], model.fit),
    ...duplicates(['engagement', 'rules'], model.engagement.rules),
  );
  const groups = model.engagement.groups ?? {};
  model.engagement.rules.forEach(({ group }, index) => {
    if (group !== undefined && !Object.hasOwn(groups, group)) {
      problems.push(problemAt(['engagement', 'rules', index, 'group'], 'unknownGroup', group));
    }
  });
  for (const [name, { min, max }] of Object.entries(groups)) {
    if (min !== undefined && max !== undefined && min > max) {
      problems.push(problemAt(['engagement', 'groups', name], 'reversedRange', `${min} > ${max}`));
    }
  }
  for (const [path, condition] of conditionsOf(model)) {
    for (const inner of reversedPairs(condition))
      problems.push(problemAt([...path, ...inner], 'reversedRange', null));
  }
  return problems;
}

/** The schema library leaves this one key out in silence, where every other odd name of a group is kept. */
function hasPrototypeGroup(value: unknown): boolean {
  const { engagement } = value as { engagement: { groups?: object } };
  return engagement.groups !== undefined && Object.hasOwn(engagement.groups, '__proto__');
}

/**
 * Checks a model that is a value already, such as one that was edited or came out of a stored workspace.
 * @returns a copy of the model, or its problems
 */
export function checkScoringModel(value: unknown): ParsedScoringModel {
  const deep = tooDeepPath(value, MAX_DEPTH);
  if (deep !== null) return { problems: [problemAt(deep, 'tooDeep', `≤ ${MAX_DEPTH}`)] };
  const parsed = scoringModelSchema.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(parsed.error.issues, value) };
  const groups = Object.keys(parsed.data.engagement.groups ?? {}).length;
  if (hasPrototypeGroup(value)) {
    return { problems: [problemAt(['engagement', 'groups', '__proto__'], 'unknownKey', '__proto__')] };
  }
  if (groups > MAX_RULES)
    return { problems: [problemAt(['engagement', 'groups'], 'tooLong', `≤ ${MAX_RULES}`)] };
  const problems = contradictions(parsed.data);
  return problems.length > 0 ? { problems } : { model: parsed.data };
}

/**
 * Reads the text of a scoring model document. Hostile text is harmless: size, depth and lists are bounded, and only
 * declared keys get into the model.
 */
export function parseScoringModel(text: string): ParsedScoringModel {
  if (text.length > MAX_TEXT) return { problems: [problemAt([], 'tooLarge', `≤ ${MAX_TEXT}`)] };
  const json = readJsonText(text);
  if ('value' in json) return checkScoringModel(json.value);
  return { problems: [{ ...problemAt([], 'notJson', `column ${json.column}`), line: json.line }] };
}

const WORDS: Readonly<Record<DocumentProblem['code'], string>> = {
  notJson: 'this is not JSON',
  tooLarge: 'the document is too large (characters)',
  tooDeep: 'nested too deeply',
  unknownKey: 'unknown key',
  missingKey: 'missing key',
  wrongKind: 'wrong kind of value, expected',
  unknownOp: 'unknown op',
  unknownValue: 'unknown value',
  unknownVersion: 'unknown version, expected 1 and not',
  unknownZone: 'unknown time zone',
  unknownGroup: 'group that engagement.groups does not name',
  duplicateId: 'id that an earlier rule has',
  outOfRange: 'number out of range, must be',
  reversedRange: 'the lower bound is above the upper',
  tooLong: 'too long',
  tooShort: 'too short',
  badText: 'this text cannot stand here',
};

/**
 * A problem in one line of English, for the command line.
 * @example `engagement.rules[3].when.op: unknown op "equals"`
 */
export function problemLine(problem: ModelProblem): string {
  const quoted = [
    'unknownKey',
    'missingKey',
    'unknownOp',
    'unknownValue',
    'unknownZone',
    'unknownGroup',
    'duplicateId',
  ];
  const detail =
    problem.detail === null
      ? ''
      : ` ${quoted.includes(problem.code) ? JSON.stringify(problem.detail) : problem.detail}`;
  const where = problem.line === null ? problem.place : `line ${problem.line}`;
  return `${where === '' ? '' : `${where}: `}${WORDS[problem.code]}${detail}`;
}
