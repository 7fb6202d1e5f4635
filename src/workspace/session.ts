/**
 * One loaded data set: files in, figures out. It joins import, database and engine, and runs in the data worker and in
 * Node alike; which database it gets is its caller's to say.
 */
import type { Database } from '../database/database.ts';
import type { Columns } from '../engine/columns.ts';
import type { Engine } from '../engine/engine.ts';
import { makeEngine } from '../engine/engine.ts';
import type { ComparedAnswer } from '../engine/compare.ts';
import { compareViews } from '../engine/compare.ts';
import { leadsBehind } from '../engine/leads-behind.ts';
import { importGiven } from '../import/import-given.ts';
import type { FileMapping } from '../import/mapping.ts';
import type { ImportedTables } from '../import/import-tables.ts';
import type { GivenFile } from '../import/prepare-files.ts';
import { rejectedPage } from '../import/rejected-rows.ts';
import type { ComparedViews } from '../model/comparison.ts';
import type { Condition } from '../model/condition.ts';
import type { LeadListRequest, LeadPage, LeadStory } from '../model/lead-list.ts';
import type { Mark } from '../model/mark.ts';
import type { MetricsDocument } from '../model/metrics-document.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { parseScoringModel } from '../model/scoring-model-schema.ts';
import {
  activityTypesQuery,
  columnSummariesQuery,
  exactDistinctQuery,
  countLeadsQuery,
  valueCountsQuery,
  wideSummariesQuery,
} from '../query/column-queries.ts';
import { predicate } from '../query/predicates.ts';
import type { Query } from '../query/query.ts';
import { dataProblem } from './data-problem.ts';
import { readDataQuality } from './data-quality.ts';
import type { KeptMatches } from './kept-matches.ts';
import { leadListCsv } from './lead-csv.ts';
import { listedFields } from './lead-fields.ts';
import { makeLeadLists } from './lead-lists.ts';
import { leadStory } from './lead-story.ts';
import type { MatchStore } from './match-store.ts';
import { checkExpressions, makeMatchStore } from './match-store.ts';
import { modelWarnings } from './model-warnings.ts';
import { readActivities, readLeads } from './read-columns.ts';
import { starterModel } from './starter.ts';
import { summariseSource } from './source-summary.ts';
import type {
  ColumnSummary,
  DataSetSummary,
  LoadProgress,
  QualityFinding,
  RejectedRow,
  ValueCount,
} from './workspace.ts';

/** What a session loads. */
export interface SessionOrder {
  readonly name: string;
  readonly files: readonly GivenFile[];
  /** language of the reader: decides only where nothing in a file does */
  readonly language?: 'en' | 'de' | null;
  /** mappings for the files whose columns they read, where a file has none of its own */
  readonly mappings?: readonly FileMapping[];
  /** a model document as JSON text; null = fit the starter model to the data */
  readonly modelText: string | null;
  /** name of the model's file in messages */
  readonly modelName?: string;
  /** zone of a data set without a model */
  readonly timeZone: string;
  /** seconds since 1970: the moment of loading */
  readonly now: number;
  /** counts loads; part of every query key */
  readonly dataVersion?: number;
}

/** What happens around a load. */
export interface SessionHooks {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

/** A loaded data set. */
export interface Session {
  readonly summary: DataSetSummary;
  /** what the engine works on, for whoever stores it; the matches grow */
  readonly kept: { readonly columns: Columns; readonly matches: KeptMatches };
  /** The figures of a request under a model. Rejects where a condition holds an expression that the database refuses. */
  metrics(request: MetricsRequest, model: ScoringModel): Promise<MetricsDocument>;
  /** Ordinals of the leads behind a mark, ascending by creation. */
  leadsBehind(request: MetricsRequest, model: ScoringModel, mark: Mark): Promise<Int32Array>;
  /** Holds two views against each other. */
  compare(views: ComparedViews): Promise<ComparedAnswer>;
  leadPage(list: LeadListRequest, offset: number, limit: number): Promise<LeadPage>;
  leadCsv(
    list: LeadListRequest,
    header: readonly string[],
    onProgress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<Blob>;
  lead(ordinal: number, request: MetricsRequest, model: ScoringModel): Promise<LeadStory>;
  columnValues(column: string, search: string, limit: number): Promise<readonly ValueCount[]>;
  rejectedRows(offset: number, limit: number): Promise<readonly RejectedRow[]>;
  dataQuality(): Promise<readonly QualityFinding[]>;
  countLeads(condition: Condition): Promise<number>;
  scoreRange(model: ScoringModel): Promise<{ readonly fitMax: number; readonly engagementMax: number }>;
}

/** The database plans a query in more than linear time: what is asked of hundreds of columns at once takes it seconds. */
const SUMMARISED_TOGETHER = 16;
const WIDE_TOGETHER = 250;
/** Cells of a wide table that are counted as rows. */
const MOST_CELLS_OF_WIDE = 4_000_000;
/** Columns with up to about so many values are counted exactly. */
const COUNTED_EXACTLY = 20_000;

const QUIET: SessionHooks = { onProgress: () => undefined, signal: new AbortController().signal };

function readModel(text: string | null, name: string): ScoringModel | null {
  if (text === null) return null;
  const parsed = parseScoringModel(text);
  if ('model' in parsed) return parsed.model;
  const [problem] = parsed.problems;
  throw dataProblem({
    code: `model.${problem?.code ?? 'notJson'}`,
    file: name,
    line: problem?.line ?? null,
    detail: [problem?.place, problem?.detail].filter(Boolean).join(': ') || null,
  });
}

async function summariseColumns(database: Database, tables: ImportedTables): Promise<ColumnSummary[]> {
  const fields = listedFields(tables);
  const isWide =
    fields.length > 4 * SUMMARISED_TOGETHER && tables.leadCount * fields.length <= MOST_CELLS_OF_WIDE;
  const step = isWide ? WIDE_TOGETHER : SUMMARISED_TOGETHER;
  const summaries: ColumnSummary[] = [];
  for (let first = 0; first < fields.length; first += step) {
    const some = fields.slice(first, first + step);
    summaries.push(...(await (isWide ? summariseWide : summariseSome)(database, some)));
  }
  return summaries;
}

async function summariseWide(
  database: Database,
  fields: readonly (readonly [string, Query])[],
): Promise<ColumnSummary[]> {
  const { columns } = await database.read(wideSummariesQuery(fields.map(([, column]) => column)));
  return fields.map(([name], place) => ({
    name,
    distinct: Number(columns['distinct']?.[place] ?? 0),
    exact: true,
    missing: Number(columns['missing']?.[place] ?? 0),
  }));
}

async function summariseSome(
  database: Database,
  fields: readonly (readonly [string, Query])[],
): Promise<ColumnSummary[]> {
  const { columns } = await database.read(columnSummariesQuery(fields.map(([, column]) => column)));
  const about = fields.map((_, index) => Number(columns[`distinct_${index}`]?.[0] ?? 0));
  const few = fields.filter((_, index) => (about[index] as number) <= COUNTED_EXACTLY);
  const counted =
    few.length === 0 ? null : await database.read(exactDistinctQuery(few.map(([, column]) => column)));
  return fields.map((field, index) => {
    const place = few.indexOf(field);
    return {
      name: field[0],
      distinct:
        place < 0 ? (about[index] as number) : Number(counted?.columns[`distinct_${place}`]?.[0] ?? 0),
      exact: place >= 0,
      missing: Number(columns[`missing_${index}`]?.[0] ?? 0),
    };
  });
}

/** Values of a lead column in falling order of leads. */
async function valueCounts(
  database: Database,
  tables: ImportedTables,
  column: string,
  search: string,
  limit: number,
): Promise<ValueCount[]> {
  const expression = tables.leadFields.get(column);
  if (expression === undefined) return [];
  const { rows, columns } = await database.read(valueCountsQuery(expression, search, limit));
  return Array.from({ length: rows }, (_, row) => ({
    value: (columns['value']?.[row] ?? null) as string | null,
    leads: Number(columns['leads']?.[row]),
  }));
}

/**
 * Loads files and makes the engine over them.
 * @param database empty; stays the caller's to close
 * @throws an error with `problem` (file, line, reason) for files and models that cannot be read
 */
export async function openSession(
  database: Database,
  order: SessionOrder,
  hooks: SessionHooks = QUIET,
): Promise<Session> {
  const { signal, onProgress } = hooks;
  const given = readModel(order.modelText, order.modelName ?? 'model.json');
  const timeZone = given?.timeZone ?? order.timeZone;
  const started = performance.now();
  const { tables, files, inspected } = await importGiven(database, order.files, {
    timeZone,
    now: order.now,
    language: order.language ?? null,
    mappings: order.mappings ?? [],
    onProgress,
    signal,
  });
  const imported = performance.now();

  const onRows = (rows: number): void => {
    signal.throwIfAborted();
    onProgress({ phase: 'columns', file: null, rows, share: 1 });
  };
  const leads = await readLeads(database, tables.leadCount, onRows);
  const { activities, placeOf } = await readActivities(
    database,
    tables.leadCount,
    tables.activityCount,
    (rows) => onRows(tables.leadCount + rows),
  );
  const columns: Columns = {
    leads,
    activities,
    zone: { from: Float64Array.from(tables.zone.from), offsets: Float64Array.from(tables.zone.offsets) },
    defaultAsOf: tables.defaultAsOf,
  };
  const leadColumns = await summariseColumns(database, tables);
  const types = await database.read(activityTypesQuery());
  const activityTypes = Array.from({ length: types.rows }, (_, row) => ({
    type: String(types.columns['type']?.[row] ?? ''),
    activities: Number(types.columns['activities']?.[row]),
  }));
  const model =
    given ??
    (await starterModel(timeZone, leadColumns, activityTypes, (name, limit) =>
      valueCounts(database, tables, name, '', limit),
    ));
  signal.throwIfAborted();

  const store: MatchStore = makeMatchStore(database, tables, placeOf, activities.kindCount);
  const engine: Engine = makeEngine(columns, store.matches, tables.rows);
  await store.prepare(null, model);
  const summary: DataSetSummary = {
    name: order.name,
    dataVersion: order.dataVersion ?? 1,
    rows: tables.rows,
    files: tables.files,
    sources: inspected.map((file) => summariseSource(file, files)),
    timeZone,
    defaultAsOf: tables.defaultAsOf,
    firstCreatedAt: tables.firstCreatedAt,
    lastCreatedAt: tables.lastCreatedAt,
    laterThanLoading: tables.laterThanLoading,
    leadColumns,
    activityTypes,
    hasRecordedStages: tables.hasRecordedStages,
    model,
    modelIsStarter: given === null,
    modelWarnings: modelWarnings(model, tables, store.matches),
    defaultBasis: given === null && tables.hasRecordedStages ? 'recorded' : 'model',
    seconds: { import: (imported - started) / 1000, engine: (performance.now() - imported) / 1000 },
  };
  const sources = { database, tables, columns, engine, store };
  const lists = makeLeadLists(sources);
  let quality: Promise<readonly QualityFinding[]> | null = null;
  return {
    summary,
    kept: { columns, matches: store.kept },
    async metrics(request, ofModel) {
      await store.prepare(request, ofModel);
      return engine.document(request, ofModel);
    },
    async leadsBehind(request, ofModel, mark) {
      await store.prepare(request, ofModel, mark.segment === undefined ? [] : [mark.segment.column]);
      return leadsBehind(engine.situation(request, ofModel), mark);
    },
    async compare(views) {
      await store.prepare(views.ours.request, views.ours.model);
      await store.prepare(views.theirs.request, views.theirs.model);
      return compareViews(engine, views);
    },
    leadPage: lists.page,
    leadCsv: (list, ...rest) => leadListCsv(lists, list, ...rest),
    lead: (ordinal, request, ofModel) => leadStory(sources, files, ordinal, request, ofModel),
    columnValues: (column, search, limit) => valueCounts(database, tables, column, search, limit),
    dataQuality: () => (quality ??= readDataQuality(database, tables, timeZone, order.now)),
    rejectedRows: (offset, limit) => rejectedPage(database, files, offset, limit),
    async countLeads(condition) {
      await checkExpressions(database, [condition]);
      const { columns: counted } = await database.read(
        countLeadsQuery(predicate(condition, tables.leadFields)),
      );
      return Number(counted['leads']?.[0]);
    },
    async scoreRange(ofModel) {
      await store.prepare(null, ofModel);
      return engine.scoreRange(ofModel);
    },
  };
}
