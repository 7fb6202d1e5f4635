/** Checks what is read back of a data set's summary and of the order that it was loaded by. */
import { checkMapping } from '../../import/meaning/mapping-schema.ts';
import type { FileMapping } from '../../import/mapping.ts';
import { z } from '../../model/schema-library.ts';
import { checkScoringModel, isTimeZone } from '../../model/scoring-model-schema.ts';
import type { ScoringModel } from '../../model/scoring-model.ts';
import { RECORDED_DATES } from '../../model/stages.ts';
import type { DataSetSummary, TableKind } from '../workspace.ts';

const count = z.int().check(z.gte(0));
const seconds = z.number().check(z.gte(-(2 ** 33)), z.lte(2 ** 33));
const text = z.nullable(z.string());
const zone = z.string().check(z.refine(isTimeZone));
const tableName = z.enum(['leads', 'activities', 'stageHistory', 'opportunities', 'aliases']);
const rejected = z.record(z.string(), count);
const optionalRows = z.exactOptional(z.strictObject({ read: count, loaded: count, rejected }));

const mapping = z.custom<FileMapping>((value) => 'mapping' in checkMapping(value));
const model = z.custom<ScoringModel>((value) => 'model' in checkScoringModel(value));
const dateOrder = z.enum(['ymd', 'dmy', 'mdy']);

const reading = z.strictObject({
  vendor: text,
  object: text,
  columns: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(['id', 'text', 'number', 'boolean', 'date', 'instant', 'email', 'empty']),
      dateOrder: z.nullable(dateOrder),
      missing: count,
      samples: z.array(z.string()),
      isRepeated: z.exactOptional(z.literal(true)),
    }),
  ),
  mapping,
  notes: z.array(
    z.strictObject({ code: z.string(), detail: text, counts: z.exactOptional(z.record(z.string(), count)) }),
  ),
  questions: z.array(
    z.strictObject({
      column: text,
      question: z.enum(['dateOrder', 'table', 'timeZone', 'stageNames', 'decimal', 'leadId']),
      options: z.array(z.string()),
      assumed: z.string(),
      values: z.exactOptional(z.array(z.string())),
      counts: z.exactOptional(z.record(z.string(), count)),
    }),
  ),
});

const source = z.strictObject({
  name: z.string(),
  format: z.enum(['csv', 'xlsx', 'json', 'ndjson', 'parquet', 'arrow']),
  compression: z.nullable(z.literal('gzip')),
  encoding: text,
  delimiter: text,
  headerLine: z.nullable(count),
  sheets: z.array(z.string()),
  sheet: text,
  skipped: z.array(
    z.strictObject({
      line: count,
      reason: z.enum(['preamble', 'separatorLine', 'header', 'footer']),
      text: z.string(),
    }),
  ),
  skippedLines: count,
  isConverted: z.boolean(),
  reading,
});

const summarySchema = z.strictObject({
  name: z.string(),
  dataVersion: count,
  rows: z.strictObject({
    leads: z.strictObject({
      read: count,
      loaded: count,
      rejected,
      repaired: z.strictObject({
        unreadable: z.partialRecord(z.enum(RECORDED_DATES), count),
        beforeCreation: count,
      }),
    }),
    activities: z.strictObject({
      read: count,
      loaded: count,
      rejected,
      joined: z.strictObject({ id: count, alias: count, email: count }),
    }),
    stageHistory: optionalRows,
    opportunities: optionalRows,
  }),
  files: z.array(
    z.strictObject({ table: tableName, name: z.string(), read: count, rejected: count, others: count }),
  ),
  sources: z.array(source),
  timeZone: zone,
  defaultAsOf: seconds,
  firstCreatedAt: z.nullable(seconds),
  lastCreatedAt: z.nullable(seconds),
  laterThanLoading: count,
  leadColumns: z.array(
    z.strictObject({ name: z.string(), distinct: count, exact: z.boolean(), missing: count }),
  ),
  activityTypes: z.array(z.strictObject({ type: z.string(), activities: count })),
  hasRecordedStages: z.boolean(),
  model,
  modelIsStarter: z.boolean(),
  modelWarnings: z.array(
    z.strictObject({ place: z.string(), kind: z.enum(['unknownField', 'matchesNothing']), field: text }),
  ),
  defaultBasis: z.enum(['model', 'recorded']),
  seconds: z.strictObject({ import: z.number(), engine: z.number() }),
});

/** @returns the summary, or null for anything else */
export function readSummary(value: unknown): DataSetSummary | null {
  const parsed = summarySchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** How the stored data set was loaded, and which of its files are stored beside it. */
export interface StoredOrder {
  readonly modelText: string | null;
  readonly language: 'en' | 'de' | null;
  readonly timeZone: string;
  /** seconds since 1970: the moment of loading */
  readonly now: number;
  readonly files: readonly {
    readonly name: string;
    readonly table: TableKind | null;
    readonly mapping: FileMapping | null;
    readonly sheet: string | null;
    /** bytes */
    readonly size: number;
  }[];
}

const orderSchema = z.strictObject({
  modelText: text,
  language: z.nullable(z.enum(['en', 'de'])),
  timeZone: zone,
  now: seconds,
  files: z.array(
    z.strictObject({
      name: z.string(),
      table: z.nullable(z.enum(['leads', 'activities', 'stageHistory', 'opportunities'])),
      mapping: z.nullable(mapping),
      sheet: text,
      size: count,
    }),
  ),
});

/** @returns the order, or null for anything else */
export function readOrder(value: unknown): StoredOrder | null {
  const parsed = orderSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
