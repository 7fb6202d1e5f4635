/**
 * Instants in query text: written dates and times become whole seconds since 1970. No time-zone function of the
 * database takes part, since the browser's engine has none: the zone's clock changes are written into the query.
 */
import { ident, query, verbatim, type Query } from './query.ts';

/** `offsets[i]` seconds east of UTC hold from `from[i]` (seconds since 1970) on; `from[0]` is −Infinity. */
export interface ClockChanges {
  readonly from: readonly number[];
  readonly offsets: readonly number[];
}

/** A column that an inner query puts out under a name. */
export interface NamedColumn {
  readonly name: string;
  readonly expression: Query;
}

/** First second after the last readable date, 2105-12-31, by the clocks of its zone. */
const END_OF_DATES = 4_291_747_200;

const OFFSET = '(Z|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])';
/** What may follow a time to the second. */
const AFTER_SECONDS = `([.][0-9]+)?${OFFSET}?`;
/** A date, or one with a time to the minute. */
const WITHOUT_SECONDS = `[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2})?${OFFSET}?`;

/** The first of `values` up to `limits[0]`, the second up to `limits[1]`, …: a balanced tree of comparisons. */
function stepTree(
  value: Query,
  limits: readonly number[],
  values: readonly number[],
  first: number,
  last: number,
): Query {
  if (first === last) return query`${values[first] ?? 0}`;
  const middle = Math.floor((first + last) / 2);
  return query`CASE WHEN ${value} < ${limits[middle] ?? 0} THEN ${stepTree(value, limits, values, first, middle)} ELSE ${stepTree(value, limits, values, middle + 1, last)} END`;
}

/** Seconds since 1970 between which most dates lie: 2012 to 2036. */
const USUAL_FROM = 1_325_376_000;
const USUAL_UNTIL = 2_082_758_400;
/** With so few steps a tree is short anyway. */
const FEW_STEPS = 60;

/**
 * The first of `values` below `limits[0]`, the second below `limits[1]`, …. A comparison for each of hundreds of clock
 * changes takes the database longer to plan than small files take to load, so only those of usual years are spelled out;
 * the others are found in a list.
 * @param value a column or a short expression: it is repeated
 */
function stepValue(value: Query, limits: readonly number[], values: readonly number[]): Query {
  const first = limits.findIndex((limit) => limit >= USUAL_FROM);
  const last = limits.findLastIndex((limit) => limit < USUAL_UNTIL);
  if (limits.length <= FEW_STEPS || first < 0 || last <= first)
    return stepTree(value, limits, values, 0, limits.length);
  const usual = stepTree(value, limits, values, first + 1, last);
  const list = (numbers: readonly number[]): Query => query`[${numbers.map((number) => query`${number}`)}]`;
  const any = query`list_extract(${list(values)}, 1 + len(list_filter(${list(limits)}, lambda step: ${value} >= step)))`;
  // a missing value is neither below nor above: it takes the short way
  return query`CASE WHEN ${value} < ${limits[first] ?? 0} OR ${value} >= ${limits[last] ?? 0} THEN ${any} ELSE ${usual} END`;
}

/**
 * The offset that turns a local time into its instant. Up to the later of the two local times of a change the offset
 * before it holds: so an ambiguous time is the earlier instant, and a skipped one moves forward by the gap.
 * @param wall name of a column with seconds since 1970 by the local clock
 */
export function localOffset(wall: Query, zone: ClockChanges): Query {
  const limits = zone.from
    .slice(1)
    .map((instant, index) => instant + Math.max(zone.offsets[index] ?? 0, zone.offsets[index + 1] ?? 0));
  return stepValue(wall, limits, zone.offsets);
}

/**
 * An instant as text by the local clock, `YYYY-MM-DD HH:MM:SS`; null stays null.
 * @param instant seconds since 1970, a column or a short expression: it is repeated
 */
export function localText(instant: Query, zone: ClockChanges): Query {
  const offset = stepValue(instant, zone.from.slice(1), zone.offsets);
  return query`CAST(make_timestamp((CAST(${instant} AS BIGINT) + ${offset}) * 1000000) AS VARCHAR)`;
}

/** Whether a readable text ends with an offset. */
function hasOffset(text: Query): Query {
  return query`(right(${text}, 1) = 'Z' OR substr(${text}, -5, 1) IN ('+', '-') OR (substr(${text}, -3, 1) = ':' AND substr(${text}, -6, 1) IN ('+', '-')))`;
}

/** Seconds of the offset at the end of a readable text that has one. */
function offsetSeconds(text: Query): Query {
  const of = (sign: number, hours: number): Query =>
    query`(CASE WHEN substr(${text}, ${sign}, 1) = '-' THEN -60 ELSE 60 END) * (CAST(substr(${text}, ${hours}, 2) AS INTEGER) * 60 + CAST(right(${text}, 2) AS INTEGER))`;
  return query`CASE WHEN right(${text}, 1) = 'Z' THEN 0 WHEN substr(${text}, -3, 1) = ':' THEN ${of(-6, -5)} ELSE ${of(-5, -4)} END`;
}

/** Columns of the layers through which one text becomes an instant. */
interface Layers {
  readonly cast: readonly Query[];
  readonly shape: readonly Query[];
  readonly wall: readonly Query[];
  /** columns that the last layer reads, and of them the seconds by the local clock */
  readonly names: readonly Query[];
  readonly clock: Query;
  /** @param local offset that holds by the local clock */
  readonly instant: (local: Query) => Query;
}

/** The database's own cast reads more than is readable here, so what it read is written again and held against the text. */
function layersOf({ name, expression }: NamedColumn): Layers {
  const [text, head, cast, rest, shape, wall] = ['text', 'head', 'cast', 'rest', 'shape', 'wall'].map(
    (part) => ident(`${name} ${part}`),
  ) as [Query, Query, Query, Query, Query, Query];
  const first = query`CASE WHEN strlen(${expression}) > 19 THEN left(${expression}, 19) ELSE ${expression} END`;
  const written = query`CAST(${cast} AS VARCHAR)`;
  const isWhole = query`${written} = ${head} OR (substr(${head}, 11, 1) = 'T' AND ${written} = replace(${head}, 'T', ' '))`;
  const isDate = query`strlen(${text}) = 10 AND CAST(CAST(${cast} AS DATE) AS VARCHAR) = ${text}`;
  const isMinute = query`strlen(${text}) = 16 AND substr(${text}, 11, 1) IN ('T', ' ') AND ${written} = replace(${text}, 'T', ' ') || ':00'`;
  const whole = query`left(${text}, 10) || ' ' || CASE WHEN substr(${text}, 11, 1) IN ('T', ' ') THEN substr(${text}, 12, 5) ELSE '00:00' END || ':00'`;
  const recast = query`TRY_CAST(${whole} AS TIMESTAMP)`;
  return {
    cast: [
      query`${expression} AS ${text}`,
      query`${first} AS ${head}`,
      query`CASE WHEN strlen(${expression}) > 19 THEN substr(${expression}, 20) END AS ${rest}`,
      query`TRY_CAST(${first} AS TIMESTAMP) AS ${cast}`,
    ],
    // 1 as the clock shows it, 2 in UTC, 3 with an offset; 4 and 5 the same without seconds; 0 not readable
    shape: [
      text,
      rest,
      cast,
      query`CASE WHEN ${text} IS NULL THEN 0 WHEN ${isWhole} THEN CASE WHEN ${rest} IS NULL THEN 1 WHEN ${rest} = 'Z' THEN 2 WHEN NOT regexp_full_match(${rest}, ${AFTER_SECONDS}) THEN 0 WHEN ${hasOffset(rest)} THEN 3 ELSE 1 END WHEN ${isDate} OR ${isMinute} THEN 1 WHEN NOT regexp_full_match(${text}, ${WITHOUT_SECONDS}) THEN 0 WHEN ${hasOffset(text)} THEN 5 ELSE 4 END AS ${shape}`,
    ],
    wall: [
      text,
      rest,
      shape,
      query`CAST(epoch(CASE WHEN ${shape} BETWEEN 1 AND 3 THEN ${cast} WHEN ${shape} >= 4 AND CAST(${recast} AS VARCHAR) = ${whole} THEN ${recast} END) AS BIGINT) AS ${wall}`,
    ],
    names: [text, rest, shape, wall],
    clock: wall,
    instant: (local) =>
      query`CASE WHEN ${wall} >= 0 AND ${wall} < ${END_OF_DATES} THEN ${wall} - CASE ${shape} WHEN 2 THEN 0 WHEN 3 THEN ${offsetSeconds(rest)} WHEN 5 THEN ${offsetSeconds(text)} ELSE ${local} END END AS ${ident(name)}`,
  };
}

/**
 * A select of the columns `keep` and, for each of `instants`, the seconds since 1970 that its text stands for, or null
 * where it cannot be read. Readable are `YYYY-MM-DD`, optionally with `T` or a space and `HH:MM[:SS[.fraction]]`,
 * optionally then `Z`, `±HH:MM` or `±HHMM`; real dates from 1970 to 2105. Fractions are cut off. Without an offset the
 * zone's clock counts.
 * @param source what to select from: a table or a table function
 * @param keep columns to put out as they are
 * @param instants name of the output column, and the text
 * @param zone the zone's clock changes
 */
export function selectInstants(
  source: Query,
  keep: readonly NamedColumn[],
  instants: readonly NamedColumn[],
  zone: ClockChanges,
): Query {
  const layers = instants.map(layersOf);
  const kept = keep.map(({ name, expression }) => query`${expression} AS ${ident(name)}`);
  const names = keep.map(({ name }) => ident(name));
  const cast = query`SELECT ${[...kept, ...layers.flatMap((layer) => layer.cast)]} FROM ${source}`;
  const shape = query`SELECT ${[...names, ...layers.flatMap((layer) => layer.shape)]} FROM (${cast})`;
  const wall = query`SELECT ${[...names, ...layers.flatMap((layer) => layer.wall)]} FROM (${shape})`;
  if (layers.length <= 1) {
    const instant = layers.map((layer) => layer.instant(localOffset(layer.clock, zone)));
    return query`SELECT ${[...names, ...instant]} FROM (${wall})`;
  }
  // the clock changes make a long expression: written once for all columns, not once for each
  const inner = layers.flatMap((layer) => layer.names);
  const offsets = query`list_transform([${layers.map(({ clock }) => clock)}], lambda clock: ${localOffset(verbatim('clock'), zone)}) AS "local offsets"`;
  const instant = layers.map((layer, index) => layer.instant(query`"local offsets"[${index + 1}]`));
  return query`SELECT ${[...names, ...instant]} FROM (SELECT ${[...names, ...inner, offsets]} FROM (${wall}))`;
}
