/** The codec of links: `#/funnel?v=1&window=90&where.source=web`. Pure; links come from strangers. */
import { z } from '../model/schema-library.ts';
import { readMark, writeMark } from '../model/mark-schema.ts';
import { readComparison, writeComparison } from './comparison-link.ts';
import { filterParameters, filterReader } from './filter-link.ts';
import { PAGES, type ThresholdName, type View } from './view-parts.ts';

/** Version of the parameters. A link of another version is not guessed at. */
const LINK_VERSION = '1';

/** Why a link could not be read; `parameter` names the place: a parameter, a page, a version, or a length. */
export interface LinkProblem {
  readonly code: 'unknownPage' | 'unknownVersion' | 'unknownParameter' | 'badParameter' | 'tooLong';
  readonly parameter: string;
}

/** Longest hash that is read. */
export const MAX_LINK_LENGTH = 16_000;
const MAX_TEXT = 500;
const MAX_MARK = 2000;
/** Bad parts that are named, and how much of a name. */
const MAX_PROBLEMS = 8;
const MAX_NAME = 60;

const text = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT));
const threshold = z.pipe(
  z.pipe(
    z.string().check(z.regex(/^-?\d{1,7}(\.\d{1,3})?$/)),
    z.transform((value) => Number(value)),
  ),
  z.number().check(z.gte(-1_000_000), z.lte(1_000_000)),
);
const FIRST_INSTANT = 0;
const LAST_INSTANT = Date.UTC(2106, 0, 1) / 1000;

const calendarDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine(isRealDay));
const instant = z.pipe(
  z.pipe(
    z.string().check(
      z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
      z.refine((value) => Number.isFinite(Date.parse(value)) && isRealDay(value.slice(0, 10))),
    ),
    z.transform((value) => Date.parse(value) / 1000),
  ),
  z.number().check(z.gte(FIRST_INSTANT), z.lte(LAST_INSTANT)),
);

/** Names of the parameters in the order in which they are written. */
const PARAMETERS = {
  v: z.literal(LINK_VERSION),
  basis: z.enum(['model', 'recorded']),
  'as-of': z.union([z.literal('latest'), instant]),
  from: z.union([z.literal('first'), calendarDay]),
  to: z.union([z.literal('last'), calendarDay]),
  cohorts: z.enum(['month', 'week', 'quarter']),
  'cohorts-by': z.enum(['created', 'entry']),
  window: z.union([
    z.literal('none'),
    z.pipe(
      z.pipe(
        z.string().check(z.regex(/^[1-9]\d{0,3}$/)),
        z.transform((value) => Number(value)),
      ),
      z.number().check(z.lte(3650)),
    ),
  ]),
  by: z.union([z.literal(''), text]),
  'mql.fit': threshold,
  'mql.engagement': threshold,
  'sql.engagement': threshold,
  exclusions: z.enum(['on', 'off']),
  compare: z.pipe(
    z.string().check(z.maxLength(MAX_TEXT)),
    z.transform((value, context) => {
      const comparison = readComparison(value);
      if (comparison !== undefined) return comparison;
      context.issues.push({ code: 'custom', message: 'no comparison', input: value });
      return z.NEVER;
    }),
  ),
  mark: z.pipe(
    z.string().check(z.maxLength(MAX_MARK)),
    z.transform((value, context) => {
      const mark = readMark(value);
      if (mark !== null) return mark;
      context.issues.push({ code: 'custom', message: 'no mark', input: value });
      return z.NEVER;
    }),
  ),
  sort: z.string().check(z.regex(/^-?./su), z.maxLength(MAX_TEXT + 1)),
  lead: z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/)),
    z.transform((value) => Number(value)),
  ),
} as const;
type ParameterName = keyof typeof PARAMETERS;

const THRESHOLD_PARAMETERS: Readonly<Record<ThresholdName, ParameterName>> = {
  mqlFit: 'mql.fit',
  mqlEngagement: 'mql.engagement',
  sqlEngagement: 'sql.engagement',
};

/** A day that the calendar has: `2024-02-30` is none. */
function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === day;
}

/**
 * Reads a hash. A link of which any part cannot be read gives the default view and says which parts: a view that
 * silently leaves out a filter would show other figures than the link promises.
 * @param hash as in `location.hash`, with or without `#`
 * @param defaults what parameters mean that the link does not name
 */
export function readLink(hash: string, defaults: View): { view: View; problems: readonly LinkProblem[] } {
  const problems: LinkProblem[] = [];
  const broken = (code: LinkProblem['code'], parameter: string) => {
    const isNamed = problems.some((known) => known.code === code && known.parameter === parameter);
    if (!isNamed && problems.length < MAX_PROBLEMS)
      problems.push({ code, parameter: parameter.slice(0, MAX_NAME) });
    return { view: defaults, problems };
  };
  if (hash.length > MAX_LINK_LENGTH) return broken('tooLong', String(hash.length));
  const [path, query] = splitOnce(hash.replace(/^#/, ''), '?');
  const name = path.replace(/^\//, '');
  const page = name === '' ? defaults.page : PAGES.find((known) => known === name);
  if (page === undefined) broken('unknownPage', name);

  const values = new Map<string, string>();
  const reader = filterReader((key) => void broken('badParameter', key));
  for (const [key, value] of new URLSearchParams(query)) {
    if (reader.take(key, value)) {
      if (!reader.isBounded()) return broken('badParameter', key);
    } else if (!Object.hasOwn(PARAMETERS, key)) broken('unknownParameter', key);
    else if (values.has(key)) broken('badParameter', key);
    else values.set(key, value);
  }
  if ((values.get('v') ?? LINK_VERSION) !== LINK_VERSION)
    return {
      view: defaults,
      problems: [{ code: 'unknownVersion', parameter: values.get('v')?.slice(0, MAX_NAME) ?? '' }],
    };

  const read = <K extends ParameterName, T>(
    key: K,
    take: (value: z.output<(typeof PARAMETERS)[K]>) => T,
    otherwise: T,
  ): T => {
    const value = values.get(key);
    if (value === undefined) return otherwise;
    const parsed = PARAMETERS[key].safeParse(value);
    if (parsed.success) return take(parsed.data as z.output<(typeof PARAMETERS)[K]>);
    broken('badParameter', key);
    return otherwise;
  };
  const thresholds: Partial<Record<ThresholdName, number>> = {};
  for (const [minimum, key] of Object.entries(THRESHOLD_PARAMETERS) as [ThresholdName, 'mql.fit'][]) {
    const value = read(key, (number) => number, null);
    if (value !== null) thresholds[minimum] = value;
  }
  const filters = reader.filters();
  const view: View = {
    page: page ?? defaults.page,
    basis: read('basis', (basis) => basis, defaults.basis),
    asOf: read('as-of', (asOf) => (asOf === 'latest' ? null : asOf), defaults.asOf),
    filters: filters.length === 0 ? defaults.filters : filters,
    exclude: read('exclusions', (exclusions) => exclusions === 'on', defaults.exclude),
    cohortUnit: read('cohorts', (unit) => unit, defaults.cohortUnit),
    cohortBy: read('cohorts-by', (by) => by, defaults.cohortBy),
    cohortRange: {
      from: read('from', (day) => (day === 'first' ? null : day), defaults.cohortRange.from),
      to: read('to', (day) => (day === 'last' ? null : day), defaults.cohortRange.to),
    },
    windowDays: read('window', (days) => (days === 'none' ? null : days), defaults.windowDays),
    breakdown: read('by', (column) => (column === '' ? null : column), defaults.breakdown),
    comparison: read('compare', (comparison) => comparison, defaults.comparison),
    thresholds: Object.keys(thresholds).length === 0 ? defaults.thresholds : thresholds,
    mark: read('mark', (mark) => mark, null),
    sort: read(
      'sort',
      (sort) =>
        sort.startsWith('-')
          ? { column: sort.slice(1), descending: true }
          : { column: sort, descending: false },
      null,
    ),
    lead: read('lead', (lead) => lead, null),
  };
  const { from, to } = view.cohortRange;
  if (from !== null && to !== null && from > to) broken('badParameter', 'to');
  return { view: problems.length === 0 ? view : defaults, problems };
}

/**
 * Writes a view as a hash. What equals the defaults is left out, so the plain page has a plain link.
 * @param defaults the same as the link will be read with
 */
export function writeLink(view: View, defaults: View): string {
  const query = new URLSearchParams();
  const set = (key: ParameterName, value: string, standard: string) => {
    if (value !== standard) query.set(key, value);
  };
  set('basis', view.basis, defaults.basis);
  set('as-of', instantText(view.asOf), instantText(defaults.asOf));
  set('from', view.cohortRange.from ?? 'first', defaults.cohortRange.from ?? 'first');
  set('to', view.cohortRange.to ?? 'last', defaults.cohortRange.to ?? 'last');
  set('cohorts', view.cohortUnit, defaults.cohortUnit);
  set('cohorts-by', view.cohortBy, defaults.cohortBy);
  set('window', String(view.windowDays ?? 'none'), String(defaults.windowDays ?? 'none'));
  set('by', view.breakdown ?? '', defaults.breakdown ?? '');
  for (const [name, key] of Object.entries(THRESHOLD_PARAMETERS) as [ThresholdName, ParameterName][]) {
    const value = view.thresholds?.[name];
    if (value !== undefined) query.set(key, String(Math.round(value * 1000) / 1000));
  }
  set('compare', writeComparison(view.comparison), writeComparison(defaults.comparison));
  set('exclusions', view.exclude ? 'on' : 'off', defaults.exclude ? 'on' : 'off');
  for (const [key, value] of filterParameters(view.filters)) query.append(key, value);
  if (view.mark !== null) query.set('mark', writeMark(view.mark));
  if (view.sort !== null) query.set('sort', `${view.sort.descending ? '-' : ''}${view.sort.column}`);
  if (view.lead !== null) query.set('lead', String(view.lead));
  const parameters = query.toString();
  return parameters === '' ? `#/${view.page}` : `#/${view.page}?v=${LINK_VERSION}&${parameters}`;
}

function instantText(seconds: number | null): string {
  return seconds === null ? 'latest' : new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

function splitOnce(whole: string, at: string): [string, string] {
  const index = whole.indexOf(at);
  return index < 0 ? [whole, ''] : [whole.slice(0, index), whole.slice(index + at.length)];
}
