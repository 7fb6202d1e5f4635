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
import type { LoadOrder, LoadProblem, LoadProgress, SourceFile } from './workspace.ts';

interface Open {
  readonly session: Session;
  readonly database: Database;
}

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 60;

let assets = { workerUrl: '', wasmUrl: '' };
let open: Open | null = null;
let loads = 0;
const running = new Map<number, AbortController>();

function say(message: FromWorker): void {
  postMessage(message);
}

/** A load without a single lead would take what is open away and show nothing. */
function refuseNothing({ summary }: Session, order: LoadOrder): void {
  const { loaded, rejected } = summary.rows.leads;
  if (loaded > 0) return;
  const [reason] = Object.entries(rejected).toSorted(([, a], [, b]) => b - a)[0] ?? [null];
  const file = order.files.find(({ table }) => table === 'leads')?.name ?? null;
  throw dataProblem({ code: 'nothingLoaded', file, line: null, detail: reason });
}

async function load(order: LoadOrder, report: (progress: LoadProgress) => void, signal: AbortSignal) {
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
    const before = open;
    open = { session, database };
    await before?.database.close();
    return session.summary;
  } catch (error) {
    await database.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function givenFiles(files: readonly SourceFile[]): GivenFile[] {
  return files.map(({ file, ...given }) => ({ ...given, bytes: blobBytes(file) }));
}

function answer(call: Call, report: (progress: LoadProgress) => void, signal: AbortSignal): Promise<unknown> {
  if (call.name === 'load') return load(call.order, report, signal);
  if (call.name === 'inspect')
    return inspectSources(givenFiles(call.files), { language: call.language, signal });
  if (open === null) throw new Error('No data set is open');
  const { session } = open;
  switch (call.name) {
    case 'metrics':
      return session.metrics(call.request, call.model);
    case 'columnValues':
      return session.columnValues(call.column, call.search, call.limit);
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

async function serve(id: number, call: Call): Promise<void> {
  const controller = new AbortController();
  const started = performance.now();
  running.set(id, controller);
  let last = -Infinity;
  let phase: LoadProgress['phase'] | null = null;
  const report = (progress: LoadProgress): void => {
    const time = performance.now();
    if (progress.phase === phase && time - last < REPORT_EVERY) return;
    last = time;
    phase = progress.phase;
    say({ kind: 'progress', id, progress });
  };
  try {
    const value = await answer(call, report, controller.signal);
    say({ kind: 'answer', id, value, milliseconds: performance.now() - started });
  } catch (error) {
    say({ kind: 'problem', id, problem: problemOf(error), aborted: controller.signal.aborted });
  } finally {
    running.delete(id);
  }
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind === 'start') assets = { workerUrl: message.workerUrl, wasmUrl: message.wasmUrl };
  else if (message.kind === 'abort') running.get(message.id)?.abort();
  else void serve(message.id, message.call);
});
