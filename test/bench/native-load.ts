/** One load by native DuckDB on one thread, in a process of its own: the peer of a load in Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { pathBytes } from '../../src/import/path-bytes.ts';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { DEFAULT_REQUEST, type MetricsRequest } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { query } from '../../src/query/query.ts';
import { openSession, type Session } from '../../src/workspace/session.ts';
import type { DataSetSummary } from '../../src/workspace/workspace.ts';
import { benchModel } from './bench-model.ts';
import { peakBytes } from './process-watch.ts';
import type { Question } from './ticks.ts';

/** What a load is for. */
export interface NativeOrder {
  readonly leads: string;
  readonly activities: string;
  readonly model: ScoringModel;
  /** find the engagement minimum under which this share of the leads is MQL */
  readonly mqlShare?: number;
  /** asked first, and timed: the page's first figures */
  readonly opening?: Question;
  /** asked one after another, and timed */
  readonly ticks?: readonly Question[];
  /** read the same files once more, as plainly as DuckDB can */
  readonly plain?: boolean;
  /** asked last; their answers are given back */
  readonly questions?: readonly Question[];
}

/** What came of it. Times in milliseconds. */
export interface NativeLoad {
  readonly rows: DataSetSummary['rows'];
  readonly importing: number;
  /** processor time of it */
  readonly processor: number;
  readonly columns: number;
  /** the opening question; null where none was asked */
  readonly firstFigures: number | null;
  readonly ticks: readonly number[];
  readonly answers: readonly MetricsDocument[];
  /** null where it was not asked for */
  readonly calibrated: { readonly minimum: number; readonly share: number } | null;
  /** the plain reading; null where it was not asked for */
  readonly plain: number | null;
  /** bytes; null where the system does not tell */
  readonly peak: number | null;
}

const HIGHEST_MINIMUM = 400;

async function mqlShareUnder(session: Session, minimum: number): Promise<number> {
  const request: MetricsRequest = { ...DEFAULT_REQUEST, sections: ['funnel'] };
  const { funnel } = await session.metrics(request, benchModel(minimum));
  return funnel === undefined ? 0 : funnel.entered.mql / funnel.entered.lead;
}

/** The whole minimum whose share comes nearest: a higher minimum never adds an MQL, so halving finds it. */
async function calibrate(session: Session, wanted: number): Promise<{ minimum: number; share: number }> {
  let [low, high] = [0, HIGHEST_MINIMUM];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((await mqlShareUnder(session, middle)) >= wanted) low = middle;
    else high = middle;
  }
  const [above, below] = [await mqlShareUnder(session, low), await mqlShareUnder(session, high)];
  return above - wanted <= wanted - below ? { minimum: low, share: above } : { minimum: high, share: below };
}

/** Typed columns and nothing else: no rejected rows, no joins, no order of leads. */
async function readPlainly(order: NativeOrder): Promise<number> {
  const database = await openNodeDatabase({ threads: 1 });
  const leads = await database.attach({ path: order.leads });
  const activities = await database.attach({ path: order.activities });
  const started = performance.now();
  await database.run(
    query`CREATE TABLE leads AS SELECT * FROM read_csv(${leads}, header = true, types = {'created_at': 'TIMESTAMP'})`,
  );
  await database.run(
    query`CREATE TABLE activities AS SELECT * FROM read_csv(${activities}, header = true, auto_detect = false, columns = {'lead_id': 'VARCHAR', 'type': 'VARCHAR', 'occurred_at': 'TIMESTAMP', 'channel': 'VARCHAR'})`,
  );
  const milliseconds = performance.now() - started;
  await database.close();
  return milliseconds;
}

async function load(order: NativeOrder): Promise<NativeLoad> {
  const database = await openNodeDatabase({ threads: 1 });
  const files = [
    { table: 'leads', name: 'leads.csv', bytes: await pathBytes(order.leads) },
    { table: 'activities', name: 'activities.csv', bytes: await pathBytes(order.activities) },
  ] as const;
  const before = process.cpuUsage();
  let processor: number | null = null;
  const session = await openSession(
    database,
    {
      name: 'bench',
      files,
      modelText: JSON.stringify(order.model),
      timeZone: order.model.timeZone,
      now: Math.floor(Date.now() / 1000),
    },
    {
      signal: new AbortController().signal,
      onProgress({ phase }) {
        if (phase !== 'columns' || processor !== null) return;
        const { user, system } = process.cpuUsage(before);
        processor = (user + system) / 1000;
      },
    },
  );
  const timed = async ({ request, model }: Question): Promise<number> => {
    const started = performance.now();
    await session.metrics(request, model);
    return performance.now() - started;
  };
  const firstFigures = order.opening === undefined ? null : await timed(order.opening);
  const ticks: number[] = [];
  for (const tick of order.ticks ?? []) ticks.push(await timed(tick));
  const answers: MetricsDocument[] = [];
  for (const { request, model } of order.questions ?? []) answers.push(await session.metrics(request, model));
  const calibrated = order.mqlShare === undefined ? null : await calibrate(session, order.mqlShare);
  await database.close();
  const peak = peakBytes(process.pid);
  const { rows, seconds } = session.summary;
  return {
    rows,
    importing: 1000 * seconds.import,
    processor: processor ?? NaN,
    columns: 1000 * seconds.engine,
    firstFigures,
    ticks,
    answers,
    calibrated,
    plain: order.plain === true ? await readPlainly(order) : null,
    peak,
  };
}

/**
 * Carries out an order.
 * @param orderFile a `NativeOrder` as JSON
 * @param answerFile takes the `NativeLoad` as JSON
 */
export async function carryOut(orderFile: string, answerFile: string): Promise<void> {
  const order = JSON.parse(readFileSync(orderFile, 'utf8')) as NativeOrder;
  writeFileSync(answerFile, JSON.stringify(await load(order)));
}
