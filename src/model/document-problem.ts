/** Turns what the schema library finds into problems with exact places. */
import type { core } from 'zod/mini';

/** What can be wrong with a document. The catalogue has words for each. */
export const DOCUMENT_PROBLEM_CODES = [
  'notJson',
  'tooLarge',
  'tooDeep',
  'unknownKey',
  'missingKey',
  'wrongKind',
  'unknownOp',
  'unknownValue',
  'unknownVersion',
  'unknownZone',
  'unknownGroup',
  'duplicateId',
  'outOfRange',
  'reversedRange',
  'tooLong',
  'tooShort',
  'badText',
] as const;
/** Kind of a problem. */
export type DocumentProblemCode = (typeof DOCUMENT_PROBLEM_CODES)[number];

/** One thing that is wrong with a document. */
export interface DocumentProblem {
  /** such as `engagement.rules[3].when.all[0].op`; empty for the document as a whole */
  readonly place: string;
  readonly code: DocumentProblemCode;
  /**
   * The unknown key, op, value, zone, group or id; the kind that was expected (`string`, `number`, `array`, `object`);
   * the bound (`> 0`, `≤ 500`, `integer`); or null
   */
  readonly detail: string | null;
  /** line from 1, for text that is no JSON; else null */
  readonly line: number | null;
}

type Path = readonly PropertyKey[];

/** Longest key or value of a stranger's that a problem repeats. */
const QUOTED = 80;
/** Most problems of one document: after these nobody reads on. */
const MOST_PROBLEMS = 100;

function shortened(value: string): string {
  return value.length <= QUOTED ? value : `${value.slice(0, QUOTED - 1)}…`;
}

/**
 * A place as people write it: `fit[2].when`, `engagement.groups["e-mail"].max`.
 * @param path keys and positions (from 0) from the document inwards
 */
function placeOf(path: Path): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    const name = shortened(String(key));
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `${place}[${JSON.stringify(name)}]`;
    return place === '' ? name : `${place}.${name}`;
  }, '');
}

/** One problem; `detail` is cut where it repeats a long text of the document. */
export function problemAt(path: Path, code: DocumentProblemCode, detail: string | null): DocumentProblem {
  return { place: placeOf(path), code, detail: detail === null ? null : shortened(detail), line: null };
}

function valueAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function bound(issue: core.$ZodIssueTooBig | core.$ZodIssueTooSmall): string {
  if (issue.code === 'too_big') return `${issue.inclusive === false ? '<' : '≤'} ${issue.maximum}`;
  return `${issue.inclusive === false ? '>' : '≥'} ${issue.minimum}`;
}

/**
 * How far an option of a union is from what was meant: its keys that are missing and those it does not know. A missing
 * one tells more: whoever wrote `all` and `any` meant one of them, and no comparison.
 */
function distance(issues: readonly core.$ZodIssue[], document: unknown, base: Path): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    if (issue.code === 'invalid_type' && issue.path.length === 0) return sum + 100;
    return (
      sum + (issue.path.length === 1 && valueAt(document, [...base, ...issue.path]) === undefined ? 1.5 : 0)
    );
  }, 0);
}

function fromIssue(issue: core.$ZodIssue, document: unknown, base: Path): DocumentProblem[] {
  const path = [...base, ...issue.path];
  const value = valueAt(document, path);
  const missing = value === undefined && typeof path.at(-1) === 'string';
  if (missing) return [problemAt(path, 'missingKey', String(path.at(-1)))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => problemAt([...path, key], 'unknownKey', key));
    case 'invalid_type':
      if (typeof value === 'number' && ['number', 'int'].includes(issue.expected)) {
        return [problemAt(path, 'outOfRange', issue.expected === 'int' ? 'integer' : 'finite')];
      }
      return [
        problemAt(
          path,
          'wrongKind',
          issue.expected.replace('record', 'object').replace('tuple', 'array').replace('int', 'number'),
        ),
      ];
    case 'too_big':
    case 'too_small': {
      if (issue.origin === 'number' || issue.origin === 'int')
        return [problemAt(path, 'outOfRange', bound(issue))];
      return [problemAt(path, issue.code === 'too_big' ? 'tooLong' : 'tooShort', bound(issue))];
    }
    case 'invalid_value':
      if (path.at(-1) === 'version')
        return [problemAt(path, 'unknownVersion', JSON.stringify(value) ?? null)];
      if (typeof value !== 'string') return [problemAt(path, 'wrongKind', 'string')];
      return [problemAt(path, 'unknownValue', value)];
    case 'invalid_format':
      return [problemAt(path, 'badText', null)];
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        inner.code === 'too_big' || inner.code === 'too_small'
          ? [problemAt(path, inner.code === 'too_big' ? 'tooLong' : 'tooShort', bound(inner))]
          : [problemAt(path, 'badText', null)],
      );
    case 'invalid_union': {
      if (issue.discriminator !== undefined) {
        return [
          typeof value === 'string'
            ? problemAt(path, 'unknownOp', value)
            : problemAt(path, 'wrongKind', 'string'),
        ];
      }
      if (typeof value !== 'object' || value === null) {
        const kinds = issue.errors.flatMap((option) =>
          option.flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : [])),
        );
        const meant = issue.errors.find((option) => option.every((one) => one.code !== 'invalid_type'));
        if (meant !== undefined) return meant.flatMap((one) => fromIssue(one, document, path));
        return [problemAt(path, 'wrongKind', [...new Set(kinds)].join(' or '))];
      }
      const nearest = issue.errors.toSorted(
        (a, b) => distance(a, document, path) - distance(b, document, path),
      )[0];
      return (nearest ?? []).flatMap((one) => fromIssue(one, document, path));
    }
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
  }
  return [problemAt(path, 'badText', null)];
}

/**
 * The problems behind the schema library's issues, each place and code once, in the document's order as far as it is
 * known; at most a hundred.
 * @param document what was checked
 */
export function problemsOf(issues: readonly core.$ZodIssue[], document: unknown): DocumentProblem[] {
  const seen = new Map<string, DocumentProblem>();
  for (const issue of issues) {
    if (seen.size >= MOST_PROBLEMS) break;
    for (const problem of fromIssue(issue, document, []))
      seen.set(`${problem.place}\n${problem.code}`, problem);
  }
  return [...seen.values()].slice(0, MOST_PROBLEMS);
}
