/** Opens data sets: first a snapshot, then the workspace, then whatever files the reader gives. */
import type { MetricsRequest } from '../model/metrics-request.ts';
import { openingRequest } from '../model/opening-request.ts';
import type { Snapshot } from '../model/metrics-document.ts';
import type {
  DataSetSummary,
  LoadOrder,
  LoadProblem,
  LoadProgress,
  SourceFile,
  Workspace,
} from '../workspace/workspace.ts';
import { loadFailure, MANIFEST_NAME, readManifest, readSnapshot } from './manifest-reader.ts';
import { recogniseFiles, type StagedFile, type StagedTable } from './recognise-files.ts';
import type { View } from './view-parts.ts';

/** What is known of the data set, and what is happening to it. */
export interface DataSetState {
  /**
   * `opening`: nothing is known yet. `snapshot`: figures of the snapshot are there, the workspace is not.
   * `loading`: rows are being read; what was there before stays. `ready`: everything answers. `failed`: nothing could be
   * loaded (a snapshot may still be there).
   */
  readonly phase: 'opening' | 'snapshot' | 'loading' | 'ready' | 'failed';
  /** `hosted`: named by the manifest beside the page; `own`: the reader's files */
  readonly origin: 'hosted' | 'own';
  /** part of every query key: another data set, another key */
  readonly dataKey: string;
  readonly name: string | null;
  /** of what is open now, also while something else loads; null before the first load */
  readonly summary: DataSetSummary | null;
  /** of the hosted data set while that is what is open */
  readonly snapshot: Snapshot | null;
  readonly progress: LoadProgress | null;
  /** of a load, guessed from its pace; null while there is too little to guess from */
  readonly secondsLeft: number | null;
  /** why the last load failed; what was open before is untouched */
  readonly problem: LoadProblem | null;
  /** files that wait for the reader's word on what each is */
  readonly staged: readonly StagedFile[] | null;
  /** names of the reader's files that were open before the page was loaded anew; null = none, or dismissed */
  readonly forgotten: readonly string[] | null;
}

/** What the store needs of the browser. */
export interface DataSetParts {
  /** address of the folder with the manifest, ending in `/` */
  readonly folder: string;
  readonly fetch: (address: string, options: { signal: AbortSignal }) => Promise<Response>;
  /** fetches the worker's code and connects; called once, after the first figures are drawn */
  readonly connect: () => Promise<Workspace>;
  /** the moment of loading, seconds since 1970 */
  readonly now: () => number;
  /** a clock that only moves forward, seconds */
  readonly clock: () => number;
  /** the reader's own zone, for files without a model */
  readonly timeZone: () => string;
  /** tells what a plain link means for the data, and which columns it has */
  readonly describe: (defaults: Partial<View>, columns: readonly string[] | null) => void;
  /** which own files are open, kept beyond a reload: their names alone; null = none */
  readonly note: {
    readonly read: () => readonly string[] | null;
    readonly write: (names: readonly string[] | null) => void;
  };
  /** the link says nothing of other data: called when the reader changes to another data set */
  readonly forgetView: () => void;
}

/** Holds the state and does the loading. */
export interface DataSetStore {
  readonly get: () => DataSetState;
  readonly subscribe: (changed: () => void) => () => void;
  /** The workspace once it holds data, else null. */
  readonly workspace: () => Workspace | null;
  /** Opens what the manifest names: at the start, after a failure, and to come back from own files. */
  readonly openHosted: () => Promise<void>;
  /** To be called when the first figures are on screen: only then the workspace is fetched. */
  readonly figuresDrawn: () => void;
  /**
   * Looks at files and stages them; nothing is loaded yet. They join what is staged already, in place of files of the
   * same name. After a load that failed, files with leads among them are a new try: what was staged goes; files without
   * leads mend the old one: the file that was refused goes.
   */
  readonly stage: (files: readonly File[]) => Promise<void>;
  /** Changes what a staged file is read as; null leaves it out. */
  readonly assign: (index: number, table: StagedTable | null) => void;
  readonly unstage: () => void;
  /** Loads the staged files in place of what is open. */
  readonly loadStaged: () => Promise<void>;
  /** Stops a load; what was open before stays. */
  readonly cancel: () => void;
  readonly dismissProblem: () => void;
  readonly dismissForgotten: () => void;
}

/** Longest wait for the first picture before the workspace is fetched all the same, ms. */
const LONGEST_WAIT = 3000;

const TABLE_LISTS = ['leads', 'activities', 'stageHistory', 'opportunities'] as const;

/** Makes a store over the parts of a browser. */
export function createDataSetStore(parts: DataSetParts): DataSetStore {
  const listeners = new Set<() => void>();
  let state: DataSetState = {
    phase: 'opening',
    origin: 'hosted',
    dataKey: 'hosted-0',
    name: null,
    summary: null,
    snapshot: null,
    progress: null,
    secondsLeft: null,
    problem: null,
    staged: null,
    forgotten: parts.note.read(),
  };
  let connection: Promise<Workspace> | null = null;
  let workspace: Workspace | null = null;
  let loads = 0;
  let running: AbortController | null = null;
  /** why the staged files were refused at the last try */
  let refusal: LoadProblem | null = null;
  let drawn = deferred();
  let startedAt = 0;

  const set = (patch: Partial<DataSetState>) => {
    state = { ...state, ...patch };
    listeners.forEach((changed) => changed());
  };
  const begin = (patch: Partial<DataSetState>) => {
    startedAt = parts.clock();
    set({ phase: 'loading', problem: null, progress: OPENING, secondsLeft: null, ...patch });
  };
  const connect = () => {
    connection ??= parts.connect().catch((error: unknown) => {
      connection = null;
      throw error;
    });
    return connection;
  };

  /** Runs one load at a time: a new one stops the one before, whose end then changes nothing. */
  const run = async (load: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const before = state;
    try {
      await load(mine.signal);
    } catch (error) {
      if (running !== mine) return;
      const stopped = mine.signal.aborted;
      const nothingOpen = before.summary === null;
      const kept = nothingOpen
        ? {}
        : { origin: before.origin, dataKey: before.dataKey, name: before.name, snapshot: before.snapshot };
      // A stopped load needs no word where everything is as before; where nothing is open, there must be a way on.
      const problem = !stopped ? problemOf(error) : nothingOpen ? CANCELLED : null;
      set({ ...kept, phase: nothingOpen ? 'failed' : 'ready', progress: null, secondsLeft: null, problem });
    } finally {
      if (running === mine) running = null;
    }
  };

  const loadInto = async (
    order: LoadOrder,
    opened: Partial<DataSetState>,
    signal: AbortSignal,
  ): Promise<void> => {
    const space = await connect();
    signal.throwIfAborted();
    const follow = (progress: LoadProgress) => {
      if (signal.aborted) return;
      set({ progress, secondsLeft: secondsLeft(parts.clock() - startedAt, progress.share) });
    };
    const summary = await space.load(order, follow, signal);
    signal.throwIfAborted();
    workspace = space;
    const snapshot = opened.snapshot ?? null;
    const another = opened.origin === 'own' || state.summary !== null;
    set({ ...opened, snapshot, phase: 'ready', name: order.name, summary, progress: null, problem: null });
    parts.describe(
      viewOfRequest(snapshot?.request ?? openingRequest(summary)),
      summary.leadColumns.map((column) => column.name),
    );
    if (another) parts.forgetView();
    if (opened.origin === 'own') parts.note.write(order.files.map((file) => file.name));
    else if (another) parts.note.write(null);
    if (another) set({ forgotten: null });
  };

  const openHosted = () =>
    run(async (signal) => {
      const get = async (name: string): Promise<Response> => {
        const failure = (code: string, detail: string | null) =>
          loadFailure({ code, file: name, line: null, detail });
        const response = await parts
          .fetch(new URL(name, parts.folder).href, { signal })
          .catch((error: unknown) => {
            throw signal.aborted ? error : failure('unreachable', null);
          });
        if (response.ok) return response;
        throw failure(name === MANIFEST_NAME ? 'noManifest' : 'missingFile', String(response.status));
      };
      drawn = deferred();
      begin(state.summary === null ? { phase: 'opening', progress: null } : {});
      const manifest = readManifest(await (await get(MANIFEST_NAME)).text());
      const dataKey = `hosted-${++loads}`;
      const snapshot =
        manifest.snapshot === undefined
          ? null
          : await get(manifest.snapshot).then(
              async (response) => readSnapshot(await response.text()),
              // Without the snapshot the page waits for the rows; a load that was stopped ends below.
              () => null,
            );
      signal.throwIfAborted();
      if (snapshot !== null && state.summary === null) {
        parts.describe(viewOfRequest(snapshot.request), null);
        set({ phase: 'snapshot', origin: 'hosted', dataKey, name: manifest.name, snapshot });
        await drawn.promise;
        signal.throwIfAborted();
      }
      if (state.summary === null) begin({ name: manifest.name });
      const files: SourceFile[] = [];
      for (const table of TABLE_LISTS) {
        for (const name of manifest[table]) files.push({ table, name, file: await (await get(name)).blob() });
      }
      const order: LoadOrder = {
        name: manifest.name,
        files,
        modelText: manifest.model === undefined ? null : await (await get(manifest.model)).text(),
        timeZone: parts.timeZone(),
        now: manifest.loadedAt === undefined ? parts.now() : Math.floor(Date.parse(manifest.loadedAt) / 1000),
      };
      await loadInto(order, { origin: 'hosted', dataKey, snapshot }, signal);
    });

  const loadStaged = () =>
    run(async (signal) => {
      const staged = state.staged ?? [];
      const files = staged.flatMap(({ table, file }): SourceFile[] =>
        table === null || table === 'model' ? [] : [{ table, name: file.name, file }],
      );
      const model = staged.find((file) => file.table === 'model');
      begin({});
      const order: LoadOrder = {
        name: dataSetName(files),
        files,
        modelText: model === undefined ? null : await model.file.text(),
        timeZone: parts.timeZone(),
        now: parts.now(),
      };
      const opened = { origin: 'own', dataKey: `own-${++loads}`, snapshot: null, staged: null } as const;
      await loadInto(order, opened, signal).catch((error: unknown) => {
        if (!signal.aborted) refusal = problemOf(error);
        throw error;
      });
    });

  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    workspace: () => workspace,
    openHosted,
    figuresDrawn: () => drawn.resolve(),
    stage: async (files) => {
      const recognised = await recogniseFiles(files);
      const names = new Set(recognised.map(({ file }) => file.name));
      const anew = refusal !== null && recognised.some(({ table }) => table === 'leads');
      const kept = (anew ? [] : (state.staged ?? [])).filter(
        ({ file }) => !names.has(file.name) && file.name !== refusal?.file,
      );
      const acted = refusal !== null ? { problem: null } : {};
      refusal = null;
      set({ ...acted, staged: [...kept, ...recognised] });
    },
    assign: (index, table) =>
      set({ staged: (state.staged ?? []).map((file, at) => (at === index ? { ...file, table } : file)) }),
    unstage: () => {
      refusal = null;
      set({ staged: null });
    },
    loadStaged,
    cancel: () => running?.abort(),
    dismissProblem: () => {
      if (state.problem !== null) set({ problem: null });
    },
    dismissForgotten: () => {
      parts.note.write(null);
      set({ forgotten: null });
    },
  };
}

/**
 * @param elapsed seconds since the load began
 * @param share 0..1 of its bytes
 * @returns seconds that the rest takes at this pace; null before there is a pace
 */
export function secondsLeft(elapsed: number, share: number): number | null {
  return elapsed < 1 || share < 0.05 || share > 1 ? null : (elapsed * (1 - share)) / share;
}

const CANCELLED: LoadProblem = { code: 'cancelled', file: null, line: null, detail: null };

const OPENING: LoadProgress = { phase: 'opening', file: null, rows: 0, share: 0 };

/** What a data set opens with, or what the folder's owner shows first, is what a plain link means. */
function viewOfRequest(request: MetricsRequest): Partial<View> {
  const { basis, asOf, cohortUnit, cohortBy, cohortRange, windowDays, breakdowns } = request;
  const single = breakdowns.find((breakdown) => typeof breakdown === 'string');
  return {
    basis,
    asOf,
    cohortUnit,
    cohortBy,
    cohortRange,
    windowDays: typeof windowDays === 'number' ? windowDays : null,
    breakdown: single ?? null,
  };
}

/** The leads file names the data set, without its extension. */
function dataSetName(files: readonly SourceFile[]): string {
  const leads = files.find((file) => file.table === 'leads') ?? files[0];
  return leads === undefined ? '' : leads.name.replace(/\.[^.]+$/, '');
}

/**
 * What a person needs of an error. One that carries no `LoadProblem` is an unexpected one: its message is the detail.
 * @param error anything thrown
 */
export function problemOf(error: unknown): LoadProblem {
  if (typeof error === 'object' && error !== null) {
    const carried = 'problem' in error ? error.problem : error;
    if (isProblem(carried)) return carried;
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', file: null, line: null, detail };
}

function isProblem(value: unknown): value is LoadProblem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'file' in value &&
    'line' in value &&
    'detail' in value
  );
}

function nothingYet(): void {}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = nothingYet;
  const promise = new Promise<void>((done) => {
    resolve = done;
    setTimeout(done, LONGEST_WAIT);
  });
  return { promise, resolve };
}
