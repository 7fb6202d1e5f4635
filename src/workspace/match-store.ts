/** Keeps the database's answers to conditions and columns, so that scenarios share them and only new ones cost a query. */
import type { Database } from '../database/database.ts';
import type { ActivityMatch, CodedColumn, LeadBits, Matches } from '../engine/columns.ts';
import { filterLeaves, isDecidedHere } from '../engine/filters.ts';
import type { ImportedTables } from '../import/import-tables.ts';
import type { Condition } from '../model/condition.ts';
import { canonicalCondition } from '../model/condition.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { Fields } from '../query/predicates.ts';
import { regularExpressionQuery, regularExpressions } from '../query/predicates.ts';
import {
  activityMatchQuery,
  bitsOfText,
  CONDITIONS_PER_QUERY,
  isDecidedByKind,
  KIND_FIELDS,
  kindMatchQuery,
  leadBitsQuery,
  matchBits,
  matchFlags,
} from '../query/matches.ts';
import type { Query } from '../query/query.ts';
import { dataProblem } from './data-problem.ts';
import { matchesOf, needsOf, type KeptMatches } from './kept-matches.ts';
import { readColumn } from './read-columns.ts';

/** Most answers of each sort that are kept, more only where a question needs them. */
const MOST_KEPT = 200;

/** Answers that are there, and the way to get more. */
export interface MatchStore {
  readonly matches: Matches;
  /** the answers themselves: they grow */
  readonly kept: KeptMatches;
  /**
   * Gets what a model and a request need and is not there yet.
   * @param columns further lead columns
   */
  prepare(request: MetricsRequest | null, model: ScoringModel, columns?: readonly string[]): Promise<void>;
}

/**
 * Asks the database about every regular expression of conditions before a query holds one.
 * @throws an error with the problem `badExpression`: with the expression and the database's reason
 */
export async function checkExpressions(database: Database, conditions: readonly Condition[]): Promise<void> {
  for (const expression of new Set(conditions.flatMap(regularExpressions))) {
    await database.read(regularExpressionQuery(expression)).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw dataProblem({
        code: 'badExpression',
        file: null,
        line: null,
        detail: `${expression}: ${reason}`,
      });
    });
  }
}

/** Pairs of rows and matches of an answer, read in batches. */
async function readPairs(
  database: Database,
  asked: Query,
): Promise<{ rows: Int32Array; matches: Int32Array }> {
  const parts: { rows: Int32Array; matches: Int32Array }[] = [];
  let size = 0;
  for await (const batch of database.stream(asked)) {
    parts.push({ rows: batch.columns['row'] as Int32Array, matches: batch.columns['matches'] as Int32Array });
    size += batch.rows;
  }
  const rows = new Int32Array(size);
  const matches = new Int32Array(size);
  let at = 0;
  for (const part of parts) {
    rows.set(part.rows, at);
    matches.set(part.matches, at);
    at += part.rows.length;
  }
  return { rows, matches };
}

/**
 * The leads that each condition holds for.
 * @param conditions 1 to 31
 */
export async function readLeadBits(
  database: Database,
  { leadCount, leadFields }: Pick<ImportedTables, 'leadCount' | 'leadFields'>,
  conditions: readonly Condition[],
): Promise<LeadBits[]> {
  if (leadCount === 0) return conditions.map(() => new Uint32Array());
  const { columns } = await database.read(leadBitsQuery(conditions, leadFields, leadCount));
  return conditions.map((_, index) =>
    bitsOfText((columns[`b${index}`]?.[0] ?? null) as string | null, leadCount),
  );
}

/** An expression is searched for by the database alone, so not in columns that it does not have. */
function refuseExpressions(request: MetricsRequest | null, model: ScoringModel): void {
  const leaves = request?.filter ? filterLeaves(request.filter) : [];
  const refused = leaves.find(({ field, op }) => op === 'matches' && isDecidedHere(field, model));
  if (refused !== undefined)
    throw dataProblem({ code: 'badExpression', file: null, line: null, detail: refused.field });
}

/** Makes what was asked for now the youngest, and lets the oldest of the others go. */
function trim<Value>(kept: Map<string, Value>, used: readonly string[]): void {
  for (const key of used) {
    const value = kept.get(key);
    if (value === undefined) continue;
    kept.delete(key);
    kept.set(key, value);
  }
  for (const key of [...kept.keys()].slice(0, -Math.max(MOST_KEPT, used.length))) kept.delete(key);
}

function missingFrom<Value>(
  kept: ReadonlyMap<string, Value>,
  conditions: readonly Condition[],
): [string, Condition][] {
  const asked = new Map(conditions.map((condition) => [canonicalCondition(condition), condition]));
  return [...asked].filter(([key]) => !kept.has(key));
}

function* portions<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += CONDITIONS_PER_QUERY)
    yield items.slice(from, from + CONDITIONS_PER_QUERY);
}

/**
 * Makes the store of a data set.
 * @param placeOf place among the engine's activities of each loaded row
 * @param kindCount number of kinds of activity
 */
export function makeMatchStore(
  database: Database,
  tables: ImportedTables,
  placeOf: Uint32Array,
  kindCount: number,
): MatchStore {
  const leadBits = new Map<string, LeadBits>();
  const activityMatches = new Map<string, ActivityMatch>();
  const columns = new Map<string, CodedColumn>();
  // columns of the kind tuple that did not fit it stand in the activities, and must be read there
  const ofActivities: Fields = new Map(
    [...tables.activityFields].flatMap(([name, field]) =>
      field.on === 'activities' ? [[name, field.expression] as const] : [],
    ),
  );
  const ofKinds: Fields = new Map([...KIND_FIELDS].filter(([name]) => !ofActivities.has(name)));

  async function prepareLeads(conditions: readonly Condition[]): Promise<void> {
    for (const portion of portions(missingFrom(leadBits, conditions))) {
      const sets = await readLeadBits(
        database,
        tables,
        portion.map(([, condition]) => condition),
      );
      sets.forEach((bits, index) => leadBits.set((portion[index] as [string, Condition])[0], bits));
    }
  }

  async function prepareActivities(conditions: readonly Condition[]): Promise<void> {
    const missing = missingFrom(activityMatches, conditions);
    const byKind = missing.filter(([, condition]) => isDecidedByKind(condition, ofActivities));
    for (const portion of portions(byKind)) {
      const asked = kindMatchQuery(
        portion.map(([, condition]) => condition),
        ofKinds,
      );
      const { rows, matches } = await readPairs(database, asked);
      matchFlags(rows, matches, kindCount, portion.length).forEach((holds, index) =>
        activityMatches.set((portion[index] as [string, Condition])[0], { by: 'kind', holds }),
      );
    }
    for (const portion of portions(
      missing.filter(([, condition]) => !isDecidedByKind(condition, ofActivities)),
    )) {
      const asked = activityMatchQuery(
        portion.map(([, condition]) => condition),
        ofActivities,
        ofKinds,
      );
      const { rows, matches } = await readPairs(database, asked);
      const places = rows.map((row) => placeOf[row] as number);
      matchBits(places, matches, tables.activityCount, portion.length).forEach((bits, index) =>
        activityMatches.set((portion[index] as [string, Condition])[0], { by: 'activity', bits }),
      );
    }
  }

  let queue: Promise<void> = Promise.resolve();
  async function prepareNow(request: MetricsRequest | null, model: ScoringModel, further: readonly string[]) {
    refuseExpressions(request, model);
    const { onLeads, onActivities, columns: named } = needsOf(request, model, further);
    trim(leadBits, onLeads.map(canonicalCondition));
    trim(activityMatches, onActivities.map(canonicalCondition));
    trim(columns, named);
    const wanted = named.filter((name) => !columns.has(name));
    const newOnLeads = missingFrom(leadBits, onLeads);
    const newOnActivities = missingFrom(activityMatches, onActivities);
    if (newOnLeads.length + newOnActivities.length + wanted.length === 0) return;
    await checkExpressions(
      database,
      [...newOnLeads, ...newOnActivities].map(([, condition]) => condition),
    );
    await prepareLeads(onLeads);
    await prepareActivities(onActivities);
    for (const name of wanted) {
      const expression = tables.leadFields.get(name);
      if (expression === undefined)
        throw dataProblem({ code: 'unknownColumn', file: null, line: null, detail: name });
      columns.set(name, await readColumn(database, expression, tables.leadCount));
    }
  }

  const kept: KeptMatches = { lead: leadBits, activity: activityMatches, column: columns };
  return {
    matches: matchesOf(kept),
    kept,
    prepare(request, model, further = []) {
      // one after another: a failed one must not fail the next
      const mine = queue.then(() => prepareNow(request, model, further));
      queue = mine.catch(() => undefined);
      return mine;
    },
  };
}
