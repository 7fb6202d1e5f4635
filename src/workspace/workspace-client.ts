/** The workspace as pages see it, served by the data worker. */
import { wasmUrl, workerUrl } from '../database/assets.ts';
import type { ComparedAnswer } from '../engine/compare.ts';
import dataWorkerUrl from './data-worker.ts?worker&url';
import { dataProblem } from './data-problem.ts';
import { storePlace } from './stored/read-in-page.ts';
import type { Call, FromWorker, ToWorker } from './messages.ts';
import type {
  DataSetSummary,
  InspectedSource,
  QualityFinding,
  LoadProgress,
  RejectedRow,
  ValueCount,
  Workspace,
  WorkspaceStatus,
} from './workspace.ts';
import type { LeadPage, LeadStory } from '../model/lead-list.ts';
import type { MetricsDocument } from '../model/metrics-document.ts';

interface Pending {
  readonly name: Call['name'];
  readonly asked: number;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((progress: LoadProgress) => void) | null;
  readonly onRows: ((rows: number) => void) | null;
}

/**
 * Leaves a User Timing measure; the one before of that name goes, so that the page's buffer does not grow.
 * @param start milliseconds on the page's clock
 */
function measure(name: string, start: number, end: number, detail?: { readonly milliseconds: number }): void {
  const full = `leadscope:${name}`;
  performance.clearMeasures(full);
  performance.measure(full, { start, end, detail });
}

/** A load's two parts, the last of which ended with the load. */
function measureLoad({ seconds }: DataSetSummary, end: number): void {
  const imported = end - 1000 * seconds.engine;
  measure('import', Math.max(0, imported - 1000 * seconds.import), imported);
  measure('columns', imported, end);
}

const absolute = (url: string): string => new URL(url, document.baseURI).href;

/**
 * Starts the data worker from a blob: only such a worker is bound by the page's Content-Security-Policy where a host
 * sends no headers (a worker that is loaded by address may reach other hosts).
 */
async function startWorker(): Promise<Worker> {
  // the development server's module has imports of its own and cannot be a blob
  if (import.meta.env.DEV) return new Worker(dataWorkerUrl, { type: 'module' });
  const response = await fetch(absolute(dataWorkerUrl));
  if (!response.ok) throw new Error(`${dataWorkerUrl}: HTTP ${response.status}`);
  const address = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } finally {
    // the worker keeps what it was started from
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

/** Starts the data worker. Rejects where its code cannot be fetched. */
export async function connectWorkspace(): Promise<Workspace> {
  const worker = await startWorker();
  const pending = new Map<number, Pending>();
  let calls = 0;
  const send = (message: ToWorker): void => worker.postMessage(message);
  send({
    kind: 'start',
    workerUrl: absolute(workerUrl),
    wasmUrl: absolute(wasmUrl),
    place: storePlace(),
    // its name changes with its text
    build: dataWorkerUrl,
  });
  let changed: ((status: WorkspaceStatus) => void) | null = null;

  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    const message = event.data;
    if (message.kind === 'status') {
      changed?.(message.status);
      return;
    }
    const waiting = pending.get(message.id);
    if (waiting === undefined) return;
    if (message.kind === 'progress') {
      waiting.onProgress?.(message.progress);
      return;
    }
    if (message.kind === 'rows') {
      waiting.onRows?.(message.rows);
      return;
    }
    pending.delete(message.id);
    if (message.kind === 'answer') {
      const end = performance.now();
      // the detail is the worker's own part
      measure(waiting.name, waiting.asked, end, { milliseconds: message.milliseconds });
      if (waiting.name === 'load') measureLoad(message.value as DataSetSummary, end);
      waiting.resolve(message.value as never);
    } else if (message.aborted) waiting.reject(new DOMException('The load was stopped', 'AbortError'));
    else waiting.reject(dataProblem(message.problem));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const reason = dataProblem({
      code: 'workerFailed',
      file: null,
      line: null,
      detail: event.message || null,
    });
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
  });

  function call<Value>(
    asked: Call,
    onProgress: ((progress: LoadProgress) => void) | null = null,
    signal: AbortSignal | null = null,
    onRows: ((rows: number) => void) | null = null,
  ): Promise<Value> {
    const id = ++calls;
    return new Promise<Value>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      pending.set(id, { name: asked.name, asked: performance.now(), resolve, reject, onProgress, onRows });
      signal?.addEventListener('abort', () => send({ kind: 'abort', id }), { once: true });
      send({ kind: 'call', id, call: asked });
    });
  }

  return {
    load: (order, onProgress, signal) => call<DataSetSummary>({ name: 'load', order }, onProgress, signal),
    openStored: (onProgress, signal) =>
      call<DataSetSummary | null>({ name: 'openStored' }, onProgress, signal),
    forgetStored: () => call<boolean>({ name: 'forgetStored' }),
    watch(listener) {
      changed = listener;
    },
    inspect: (files, language, signal) =>
      call<readonly InspectedSource[]>({ name: 'inspect', files, language }, null, signal),
    metrics: (request, model) => call<MetricsDocument>({ name: 'metrics', request, model }),
    compare: (views) => call<ComparedAnswer>({ name: 'compare', views }),
    leadPage: (list, offset, limit) => call<LeadPage>({ name: 'leadPage', list, offset, limit }),
    leadCsv: (list, header, onRows, signal) =>
      call<Blob>({ name: 'leadCsv', list, header }, null, signal, onRows),
    lead: (ordinal, request, model) => call<LeadStory>({ name: 'lead', ordinal, request, model }),
    columnValues: (column, search, limit) =>
      call<readonly ValueCount[]>({ name: 'columnValues', column, search, limit }),
    dataQuality: () => call<readonly QualityFinding[]>({ name: 'dataQuality' }),
    rejectedRows: (offset, limit) => call<readonly RejectedRow[]>({ name: 'rejectedRows', offset, limit }),
    countLeads: (condition) => call<number>({ name: 'countLeads', condition }),
    scoreRange: (model) => call<{ fitMax: number; engagementMax: number }>({ name: 'scoreRange', model }),
    close() {
      worker.terminate();
      const reason = new DOMException('The workspace is closed', 'AbortError');
      for (const { reject } of pending.values()) reject(reason);
      pending.clear();
    },
  };
}
