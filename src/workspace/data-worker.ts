/// <reference lib="webworker" />
/** The data worker: hosts the engine and the handle of the database. A load gets a database of its own, so what was open stays until it succeeds. */
import { openBrowserDatabase } from '../database/browser-database.ts';
import type { Database } from '../database/database.ts';
import { blobBytes } from '../import/import-file.ts';
import type { GivenFile } from '../import/prepare-files.ts';
import { dataProblem } from './data-problem.ts';
import { inspectSources } from './inspect-sources.ts';
import type { Call, FromWorker, ToWorker } from './messages.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import { browserKeeperParts } from './stored/browser-keeper.ts';
import { makeKeeper, type Keeper } from './stored/keeper.ts';
import { restoreSession } from './stored/restored-session.ts';
import { columnsDigest, type StoredData } from './stored/store.ts';
import type {
  DataSetSummary,
  LoadOrder,
  LoadProblem,
  LoadProgress,
  SourceFile,
  WorkspaceStatus,
} from './workspace.ts';
import type { MetricsDocument } from '../model/metrics-document.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';

interface Open {
  readonly session: Session;
  /** null while stored columns answer alone */
  database: Database | null;
}

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 60;

let assets = { workerUrl: '', wasmUrl: '', place: '', build: '' };
let open: Open | null = null;
let loads = 0;
const running = new Map<number, AbortController>();

function say(message: FromWorker): void {
  postMessage(message);
}

let status: WorkspaceStatus = { keeping: { state: 'nothing' }, reopening: null };
function tell(change: Partial<WorkspaceStatus>): void {
  status = { ...status, ...change };
  say({ kind: 'status', status });
}

let keeper: Keeper | null = null;
function theKeeper(): Keeper {
  keeper ??= makeKeeper({
    ...browserKeeperParts(assets.place),
    build: assets.build,
    say: (keeping) => tell({ keeping }),
  });
  return keeper;
}

/** A load without a single lead would take what is open away and show nothing. */
function refuseNothing({ summary }: Session, order: LoadOrder): void {
  const { loaded, rejected } = summary.rows.leads;
  if (loaded > 0) return;
  const [reason] = Object.entries(rejected).toSorted(([, a], [, b]) => b - a)[0] ?? [null];
  const file = order.files.find(({ table }) => table === 'leads')?.name ?? null;
  throw dataProblem({ code: 'nothingLoaded', file, line: null, detail: reason });
}

async function load(
  order: LoadOrder,
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
  /** version of the store that the files come from */
  storedVersion: number | null = null,
): Promise<DataSetSummary> {
  report({ phase: 'opening', file: null, rows: 0, share: 0 });
  const database = await openBrowserDatabase(assets);
  // whatever statement runs ends with its engine: nothing of a stopped load goes on
  const stop = (): void => void database.close();
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    const { modelText, name, timeZone, now } = order;
    const files = givenFiles(order.files);
    const session = await openSession(
      database,
      { name, files, modelText, timeZone, now, language: order.language ?? null, dataVersion: loads + 1 },
      { onProgress: report, signal },
    );
    signal.throwIfAborted();
    refuseNothing(session, order);
    loads++;
    await takeOver({ session, database });
    if (order.keep === true) theKeeper().keep(order, session, storedVersion);
    else theKeeper().leave();
    return session.summary;
  } catch (error) {
    await database.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function takeOver(next: Open): Promise<void> {
  const before = open;
  open = next;
  await before?.database?.close();
}

/** Loads the stored files of a data set whose stored columns are open already. */
async function wholeSession(opened: Open, { summary, columns, sources }: StoredData): Promise<Session> {
  if (sources === null || columns === null)
    throw dataProblem({ code: 'filesNeeded', file: null, line: null, detail: null });
  tell({ reopening: { phase: 'opening', file: null, rows: 0, share: 0 } });
  const database = await openBrowserDatabase(assets);
  try {
    const { order, files } = sources;
    const session = await openSession(
      database,
      {
        ...order,
        name: summary.name,
        files: order.files.map((file, index) => ({ ...file, bytes: blobBytes(files[index] as Blob) })),
        dataVersion: summary.dataVersion,
      },
      { onProgress: everySoOften((reopening) => tell({ reopening })), signal: new AbortController().signal },
    );
    // figures of two loads must never stand side by side
    if (columnsDigest(session.kept.columns) !== columnsDigest(columns))
      throw dataProblem({ code: 'filesNeeded', file: null, line: null, detail: null });
    if (open !== opened) throw new Error('Another data set was opened meanwhile');
    opened.database = database;
    return session;
  } catch (error) {
    await database.close();
    throw error;
  } finally {
    tell({ reopening: null });
  }
}

/** Opens what is stored: its columns at once, or its files where the columns are torn or of another build. */
async function openStored(
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<DataSetSummary | null> {
  const stored = await theKeeper().read();
  if (stored === null) return null;
  const { columns, sources, build } = stored;
  if (sources !== null && (columns === null || build !== assets.build)) {
    const { order, files } = sources;
    const again = order.files.map((file, index) => ({ ...file, file: files[index] as Blob }));
    const whole = { ...order, name: stored.summary.name, files: again, keep: true };
    return load(whole, report, signal, sources.version);
  }
  if (columns === null) return null;
  signal.throwIfAborted();
  const summary = { ...stored.summary, dataVersion: ++loads };
  const data = { ...stored, summary };
  const answers = build === assets.build ? stored.answers : null;
  const opened: Open = {
    session: restoreSession(summary, columns, stored.matches, answers, () => wholeSession(opened, data)),
    database: null,
  };
  await takeOver(opened);
  theKeeper().resume(stored, opened.session);
  return summary;
}

async function answerMetrics(
  { session }: Open,
  request: MetricsRequest,
  model: ScoringModel,
): Promise<MetricsDocument> {
  const document = await session.metrics(request, model);
  keeper?.asked(session, request, model, document);
  return document;
}

function givenFiles(files: readonly SourceFile[]): GivenFile[] {
  return files.map(({ file, ...given }) => ({ ...given, bytes: blobBytes(file) }));
}

function answer(
  id: number,
  call: Call,
  report: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<unknown> {
  if (call.name === 'load') return load(call.order, report, signal);
  if (call.name === 'openStored') return openStored(report, signal);
  if (call.name === 'forgetStored') return theKeeper().forget();
  if (call.name === 'inspect')
    return inspectSources(givenFiles(call.files), { language: call.language, signal });
  if (open === null) throw new Error('No data set is open');
  const { session } = open;
  switch (call.name) {
    case 'metrics':
      return answerMetrics(open, call.request, call.model);
    case 'compare':
      return session.compare(call.views);
    case 'columnValues':
      return session.columnValues(call.column, call.search, call.limit);
    case 'leadPage':
      return session.leadPage(call.list, call.offset, call.limit);
    case 'leadCsv':
      return session.leadCsv(call.list, call.header, (rows) => say({ kind: 'rows', id, rows }), signal);
    case 'lead':
      return session.lead(call.ordinal, call.request, call.model);
    case 'dataQuality':
      return session.dataQuality();
    case 'rejectedRows':
      return session.rejectedRows(call.offset, call.limit);
    case 'countLeads':
      return session.countLeads(call.condition);
    case 'scoreRange':
      return session.scoreRange(call.model);
  }
}

function problemOf(error: unknown): LoadProblem {
  if (error instanceof Error && 'problem' in error) return error.problem as LoadProblem;
  return {
    code: 'unexpected',
    file: null,
    line: null,
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** Reports of progress that are not worth a message are left out. */
function everySoOften(report: (progress: LoadProgress) => void): (progress: LoadProgress) => void {
  let last = -Infinity;
  let phase: LoadProgress['phase'] | null = null;
  return (progress) => {
    const time = performance.now();
    if (progress.phase === phase && time - last < REPORT_EVERY) return;
    last = time;
    phase = progress.phase;
    report(progress);
  };
}

async function serve(id: number, call: Call): Promise<void> {
  const controller = new AbortController();
  const started = performance.now();
  running.set(id, controller);
  const report = everySoOften((progress) => say({ kind: 'progress', id, progress }));
  try {
    const value = await answer(id, call, report, controller.signal);
    say({ kind: 'answer', id, value, milliseconds: performance.now() - started });
  } catch (error) {
    say({ kind: 'problem', id, problem: problemOf(error), aborted: controller.signal.aborted });
  } finally {
    running.delete(id);
  }
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind === 'start') assets = message;
  else if (message.kind === 'abort') running.get(message.id)?.abort();
  else void serve(message.id, message.call);
});
