/** Opens data sets: first a snapshot, then the workspace, then whatever files the reader gives. */
import { openingRequest } from '../model/opening-request.ts';
import type {
  DataSetSummary,
  LoadOrder,
  LoadProblem,
  LoadProgress,
  SourceFile,
  Workspace,
} from '../workspace/workspace.ts';
import type { DataSetState, DataSetParts, DataSetStore } from './data-set-state.ts';
import { followPace } from './load-pace.ts';
import { loadFailure, MANIFEST_NAME, readManifest, readSnapshot } from './manifest-reader.ts';
import { storedSnapshot, viewOfRequest } from './opening-view.ts';
import { createStaging, type ReadingNotes } from './staging.ts';

export type { DataSetState, DataSetParts, DataSetStore } from './data-set-state.ts';

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
    isLoadingOwn: false,
    secondsLeft: null,
    problem: null,
    staged: null,
    // with a store, only that tells whether they are gone
    forgotten: parts.stored === undefined ? parts.note.read() : null,
    stored: null,
    isFromStore: false,
    isStoreLost: false,
    keeping: { state: 'nothing' },
    reopening: null,
  };
  let connection: Promise<Workspace> | null = null;
  let workspace: Workspace | null = null;
  let loads = 0;
  let running: AbortController | null = null;
  /** why the staged files were refused at the last try */
  let refusal: LoadProblem | null = null;
  let drawn = deferred();
  let pace = followPace(parts.clock);

  const set = (patch: Partial<DataSetState>) => {
    state = { ...state, ...patch };
    listeners.forEach((changed) => changed());
  };
  const begin = (patch: Partial<DataSetState>) => {
    pace = followPace(parts.clock);
    const fresh = { problem: null, progress: OPENING, secondsLeft: null, isLoadingOwn: false } as const;
    set({ phase: 'loading', ...fresh, ...patch });
  };
  const connect = () => {
    connection ??= parts.connect().then(
      (space) => {
        space.watch(({ keeping, reopening }) => {
          const isNew = keeping.state === 'kept' && state.keeping.state === 'writing';
          set({ keeping, reopening });
          if (!isNew) return;
          parts.stored?.persist();
          void parts.stored?.read().then((stored) => set({ stored }));
        });
        return space;
      },
      (error: unknown) => {
        connection = null;
        throw error;
      },
    );
    return connection;
  };

  const staging = createStaging({
    connect,
    language: parts.language,
    mappings: parts.mappings,
    problemOf,
    changed: (staged) => set({ staged }),
  });

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
        : {
            origin: before.origin,
            dataKey: before.dataKey,
            name: before.name,
            snapshot: before.snapshot,
            isFromStore: before.isFromStore,
          };
      // A stopped load needs no word where everything is as before; where nothing is open, there must be a way on.
      const of = state.isLoadingOwn ? null : state.name;
      const problem = !stopped ? problemOf(error) : nothingOpen ? { ...CANCELLED, detail: of } : null;
      set({
        ...kept,
        phase: nothingOpen ? 'failed' : 'ready',
        progress: null,
        isLoadingOwn: false,
        secondsLeft: null,
        problem,
      });
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
      set({ progress, secondsLeft: pace.left(progress.share) });
    };
    const loaded = await space.load(order, follow, signal);
    signal.throwIfAborted();
    const summary = opened.origin === 'own' ? withNotes(loaded, staging.notes()) : loaded;
    settle(space, summary, opened);
    if (opened.origin === 'own') parts.note.write(order.files.map((file) => file.name));
  };

  /** What was loaded is what is open from now on. */
  const settle = (space: Workspace, summary: DataSetSummary, opened: Partial<DataSetState>): void => {
    workspace = space;
    const snapshot = opened.snapshot ?? null;
    const { isFromStore = false } = opened;
    const another = (opened.origin === 'own' && !isFromStore) || state.summary !== null;
    set({
      ...opened,
      snapshot,
      isFromStore,
      phase: 'ready',
      name: summary.name,
      summary,
      progress: null,
      isLoadingOwn: false,
      problem: null,
    });
    parts.describe(
      viewOfRequest(snapshot?.request ?? openingRequest(summary)),
      summary.leadColumns.map((column) => column.name),
    );
    if (another) parts.forgetView();
    if (another && opened.origin === 'hosted') parts.note.write(null);
    if (another) {
      set({ forgotten: null });
      parts.stored?.choseHosted.write(opened.origin === 'hosted');
    }
  };

  const openStored = () =>
    run(async (signal) => {
      const { stored } = state;
      if (stored === null) throw loadFailure(STORE_LOST);
      drawn = deferred();
      const opened = { origin: 'own', dataKey: `own-${++loads}`, isFromStore: true } as const;
      const snapshot = storedSnapshot(stored);
      if (state.summary === null) {
        parts.describe(viewOfRequest(stored.opening.request), stored.columns);
        set({ ...opened, phase: 'snapshot', name: stored.name, snapshot, problem: null });
        await drawn.promise;
        signal.throwIfAborted();
      } else begin({});
      pace = followPace(parts.clock);
      const space = await connect();
      signal.throwIfAborted();
      let isReadAgain = false;
      const summary = await space.openStored((progress) => {
        if (signal.aborted) return;
        isReadAgain = true;
        set({ phase: 'loading', progress, secondsLeft: pace.left(progress.share) });
      }, signal);
      signal.throwIfAborted();
      if (summary === null) throw loadFailure(STORE_LOST);
      // another build may read the files otherwise: no figure of the old one may stay
      const now = isReadAgain ? { ...opened, dataKey: `own-${++loads}` } : { ...opened, snapshot };
      settle(space, summary, now);
      parts.note.write(stored.files);
      parts.stored?.choseHosted.write(false);
    });

  const openFirst = async () => {
    const stored = (await parts.stored?.read()) ?? null;
    const noted = parts.note.read();
    // files that this tab had and that are not those stored are gone
    const isGone = noted !== null && noted.join('\n') !== stored?.files.slice(0, noted.length).join('\n');
    set({ stored, forgotten: isGone ? noted : null });
    const isWanted = parts.stored?.choseHosted.read() !== true;
    if (stored === null || !isWanted || !(noted !== null || parts.stored?.isPlainLink() === true)) {
      await openHosted();
      return;
    }
    await openStored();
    if (state.problem?.code !== STORE_LOST.code) return;
    set({ stored: null, snapshot: null, isFromStore: false, isStoreLost: true, name: null });
    const forget = async () => (await connect()).forgetStored();
    void forget().catch(() => undefined);
    await openHosted();
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
      begin({ isLoadingOwn: true });
      const given = await staging.order();
      const order: LoadOrder = {
        name: given.name,
        files: given.files,
        modelText: given.modelText,
        language: parts.language(),
        timeZone: parts.timeZone(),
        now: parts.now(),
        keep: true,
      };
      const opened = { origin: 'own', dataKey: `own-${++loads}`, snapshot: null } as const;
      await loadInto(order, opened, signal).catch((error: unknown) => {
        if (!signal.aborted) refusal = problemOf(error);
        throw error;
      });
      staging.loaded(given);
    });

  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    workspace: () => workspace,
    openFirst,
    openStored,
    forgetStored: async () => {
      const space = await connect();
      if (!(await space.forgetStored())) return;
      parts.note.write(null);
      set({ stored: null });
      if (state.origin === 'own') await openHosted();
    },
    dismissStoreLost: () => set({ isStoreLost: false }),
    openHosted,
    figuresDrawn: () => drawn.resolve(),
    stage: async (files) => {
      const refused = refusal;
      refusal = null;
      if (refused !== null) set({ problem: null });
      if (refused !== null && refused.file !== null) staging.removeNamed(refused.file);
      await staging.add(files, refused !== null);
    },
    staging,
    unstage: () => {
      refusal = null;
      staging.clear();
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

const STORE_LOST: LoadProblem = { code: 'storeLost', file: null, line: null, detail: null };

/** `detail` names the data set that was on its way; null = the reader's files. */
const CANCELLED: LoadProblem = { code: 'cancelled', file: null, line: null, detail: null };

const OPENING: LoadProgress = { phase: 'opening', file: null, rows: 0, share: 0 };

/** What was said of the files before they were loaded: under a mapping that was given a load finds no notes itself. */
function withNotes(summary: DataSetSummary, notes: ReadingNotes): DataSetSummary {
  return {
    ...summary,
    sources: summary.sources.map((source) => {
      const found = notes.get(source.name);
      if (found === undefined) return source;
      const { notes: own } = source.reading;
      const others = found.filter(
        ({ code, detail }) => !own.some((note) => note.code === code && note.detail === detail),
      );
      return { ...source, reading: { ...source.reading, notes: [...own, ...others] } };
    }),
  };
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
