/** Keeps what is loaded beyond a reload: in the background, one writing after another, and never in the way of an answer. */
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { MetricsRequest } from '../../model/metrics-request.ts';
import { openingRequest } from '../../model/opening-request.ts';
import { parseScoringModel } from '../../model/scoring-model-schema.ts';
import type { ScoringModel } from '../../model/scoring-model.ts';
import { needsOf, onlyNeeded, type Needs } from '../kept-matches.ts';
import type { Session } from '../session.ts';
import type { Keeping, LoadOrder } from '../workspace.ts';
import { MOST_REJECTED } from './answers-file.ts';
import type { Folder } from './folder.ts';
import type { AskedFigures, StoredFigures } from './last-figures.ts';
import * as store from './store.ts';
import type { StoredOrder } from './summary-schema.ts';

/** What the keeper needs of the browser. */
export interface KeeperParts {
  /** @throws where the browser keeps nothing */
  readonly open: () => Promise<Folder>;
  /** Claims the folder for as long as this lives; false where another tab has it. */
  readonly claim: () => Promise<boolean>;
  /** which build of the app this is */
  readonly build: string;
  readonly say: (keeping: Keeping) => void;
  /** Waits for so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Keeps one workspace. */
export interface Keeper {
  /**
   * Writes what was loaded in place of what is stored. Returns at once.
   * @param sourcesOf version whose stored files it was loaded from; null = from the reader's
   */
  readonly keep: (order: LoadOrder, session: Session, sourcesOf: number | null) => void;
  /** Notes an answer that was given: the last ones are stored. */
  readonly asked: (
    session: Session,
    request: MetricsRequest,
    model: ScoringModel,
    answer: MetricsDocument,
  ) => void;
  /** What is stored, or null. */
  readonly read: () => Promise<store.StoredData | null>;
  /** What was read is open now: what is looked at from here on is stored with it. */
  readonly resume: (stored: store.StoredData, session: Session) => void;
  /** Something was opened that is not to be stored. What is stored stays. */
  readonly leave: () => void;
  /** Removes everything. Resolves to false where another tab has the folder. */
  readonly forget: () => Promise<boolean>;
}

/** Milliseconds after a load before it is written, and after an answer before it is: until then the hand may move on. */
const AFTER_LOAD = 500;
const AFTER_ANSWER = 800;
/** Milliseconds without an answer after which large writings go on: they must not be felt under a moving hand. */
const QUIET_FOR = 250;
/** A page that is loaded anew may come before the old one has let go of the folder. */
const CLAIM_TRIES = 4;
const CLAIM_PAUSE = 400;
/** Most documents that are kept beside the opening one. */
const MOST_LAST = 6;

interface Kept {
  readonly session: Session;
  /** names */
  readonly files: readonly string[];
  readonly loadedAt: number;
  readonly stop: AbortController;
  version: number | null;
  turn: number;
  opening: AskedFigures | null;
  readonly last: Map<string, AskedFigures & { readonly needs: Needs }>;
  /** what the stored matches answer */
  written: string;
  isWaiting: boolean;
}

function isNoRoom(error: unknown): boolean {
  return (
    error instanceof store.NoRoom || (error instanceof DOMException && error.name === 'QuotaExceededError')
  );
}

function storedOrder(order: LoadOrder): StoredOrder {
  const { modelText, language = null, timeZone, now, files } = order;
  return {
    modelText,
    language,
    timeZone,
    now,
    files: files.map(({ name, table, mapping = null, sheet = null, file }) => ({
      name,
      table,
      mapping,
      sheet,
      size: file.size,
    })),
  };
}

/** Makes the keeper of a workspace. */
export function makeKeeper({ open, claim, build, say, pause }: KeeperParts): Keeper {
  let current: Kept | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let lastAnswer = -Infinity;
  const quiet = async (): Promise<void> => {
    while (performance.now() - lastAnswer < QUIET_FOR) await pause(QUIET_FOR);
  };
  const inTurn = <Value>(task: () => Promise<Value>): Promise<Value> => {
    const mine = queue.then(task);
    queue = mine.catch(() => undefined);
    return mine;
  };

  async function claimed(): Promise<boolean> {
    for (let tries = 0; tries < CLAIM_TRIES; tries++) {
      if (await claim()) return true;
      await pause(CLAIM_PAUSE);
    }
    return false;
  }

  /** The folder where this may write into it, else null after the page was told. */
  async function ownFolder(): Promise<Folder | null> {
    let folder: Folder;
    try {
      folder = await open();
    } catch {
      say({ state: 'notKept', reason: 'unavailable' });
      return null;
    }
    if (await claimed()) return folder;
    say({ state: 'notKept', reason: 'otherTab' });
    return null;
  }

  function begin(
    session: Session,
    { files, loadedAt }: Pick<Kept, 'files' | 'loadedAt'>,
    version: number | null,
    turn: number,
  ): Kept {
    current?.stop.abort();
    const kept: Kept = {
      session,
      files,
      loadedAt,
      stop: new AbortController(),
      version,
      turn,
      opening: null,
      last: new Map(),
      written: '',
      isWaiting: false,
    };
    current = kept;
    return kept;
  }

  function note({ session, last }: Kept, asked: AskedFigures, model: ScoringModel): void {
    const isOwn = asked.modelText === JSON.stringify(session.summary.model);
    // one for each page, with and without moved minimums
    const key = JSON.stringify([asked.request.sections, isOwn]);
    last.delete(key);
    last.set(key, { ...asked, needs: needsOf(asked.request, model) });
    for (const old of [...last.keys()].slice(0, -MOST_LAST)) last.delete(old);
  }

  async function figuresOf(kept: Kept): Promise<StoredFigures> {
    const { summary } = kept.session;
    const modelText = JSON.stringify(summary.model);
    if (kept.opening === null) {
      const request = openingRequest(summary);
      kept.opening = { request, modelText, document: await kept.session.metrics(request, summary.model) };
    }
    return {
      name: summary.name,
      files: kept.files,
      timeZone: summary.timeZone,
      leads: summary.rows.leads.loaded,
      loadedAt: kept.loadedAt,
      columns: summary.leadColumns.map(({ name }) => name),
      modelText,
      opening: kept.opening,
      last: [...kept.last.values()].map(({ request, modelText: text, document }) => ({
        request,
        modelText: text,
        document,
      })),
    };
  }

  const matchesOf = ({ session, last }: Kept) => {
    const { summary } = session;
    const opening = needsOf(openingRequest(summary), summary.model);
    return onlyNeeded(session.kept.matches, [opening, ...[...last.values()].map(({ needs }) => needs)]);
  };
  const signature = (matches: ReturnType<typeof matchesOf>): string =>
    JSON.stringify([[...matches.lead.keys()], [...matches.activity.keys()], [...matches.column.keys()]]);

  async function writeAll(
    folder: Folder,
    kept: Kept,
    order: LoadOrder,
    sourcesOf: number | null,
  ): Promise<void> {
    const { session } = kept;
    const { signal } = kept.stop;
    const figures = await figuresOf(kept);
    const matches = matchesOf(kept);
    await quiet();
    signal.throwIfAborted();
    const { summary } = session;
    kept.version = await store.writeVersion(folder, {
      summary,
      columns: session.kept.columns,
      matches,
      figures,
      build,
      sourcesOf,
    });
    kept.written = signature(matches);
    signal.throwIfAborted();
    await writeAnswers(folder, kept);
    say({
      state: 'kept',
      withFiles: sourcesOf !== null || (await copySources(folder, kept.version, order, signal)),
    });
    // what was asked meanwhile
    void writeLast(kept);
  }

  /** Whether the files could be copied; the columns are stored all the same. */
  async function copySources(
    folder: Folder,
    version: number,
    order: LoadOrder,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      const files = order.files.map(({ file }) => file);
      return await store.writeSources(folder, version, storedOrder(order), files, signal, quiet);
    } catch {
      // no room after all, or a file that was moved or changed meanwhile
      await store.removeSources(folder, version).catch(() => undefined);
      signal.throwIfAborted();
      return false;
    }
  }

  async function writeAnswers(folder: Folder, { session, version }: Kept): Promise<void> {
    if (version === null) return;
    const { rows } = session.summary;
    const counts = [rows.leads, rows.activities, rows.stageHistory, rows.opportunities];
    const all = counts.reduce(
      (sum, table) => sum + Object.values(table?.rejected ?? {}).reduce((total, one) => total + one, 0),
      0,
    );
    const rejected = all === 0 ? [] : await session.rejectedRows(0, MOST_REJECTED).catch(() => null);
    await store.writeAnswers(folder, version, {
      quality: await session.dataQuality().catch(() => null),
      rejected: rejected ?? [],
      isEveryRejected: rejected !== null && rejected.length === all,
    });
  }

  async function writeLast(kept: Kept): Promise<void> {
    await pause(AFTER_ANSWER);
    kept.isWaiting = false;
    await inTurn(async () => {
      if (kept !== current || kept.version === null || kept.last.size === 0 || !(await claim())) return;
      const figures = await figuresOf(kept);
      const matches = matchesOf(kept);
      const isNew = signature(matches) !== kept.written;
      kept.turn++;
      await store.writeLast(await open(), kept.version, kept.turn, isNew ? matches : null, figures);
      if (isNew) kept.written = signature(matches);
    }).catch(() => {
      // what is stored stays as it is: the page comes back a little older
    });
  }

  return {
    keep(order, session, sourcesOf) {
      const files = order.files.map(({ name }) => name);
      const kept = begin(session, { files, loadedAt: order.now }, null, 0);
      say({ state: 'writing' });
      void inTurn(async () => {
        await pause(AFTER_LOAD);
        if (kept !== current) return;
        const folder = await ownFolder();
        if (folder === null || kept !== current) return;
        try {
          await writeAll(folder, kept, order, sourcesOf);
        } catch (error) {
          if (kept !== current) return;
          if (kept.version === null) await store.removeLeftovers(folder).catch(() => undefined);
          say({ state: 'notKept', reason: isNoRoom(error) ? 'full' : 'failed' });
        }
      }).catch(() => {
        if (kept === current) say({ state: 'notKept', reason: 'failed' });
      });
    },
    asked(session, request, model, document) {
      lastAnswer = performance.now();
      if (current === null || current.session !== session) return;
      const kept = current;
      note(kept, { request, modelText: JSON.stringify(model), document }, model);
      if (kept.isWaiting) return;
      kept.isWaiting = true;
      void writeLast(kept);
    },
    read: async () => store.readStored(await open()),
    resume(stored, session) {
      const files = stored.figures?.files ?? [];
      const { loadedAt, version, turn } = stored;
      const kept = begin(session, { files, loadedAt }, version, turn);
      kept.opening = stored.figures?.opening ?? null;
      for (const asked of stored.figures?.last ?? []) {
        const parsed = parseScoringModel(asked.modelText);
        if ('model' in parsed) note(kept, asked, parsed.model);
      }
      kept.written = signature(matchesOf(kept));
      void inTurn(async () => {
        const folder = await ownFolder();
        if (folder === null || kept !== current) return;
        await store.removeLeftovers(folder);
        say({ state: 'kept', withFiles: stored.sources !== null });
      }).catch(() => say({ state: 'notKept', reason: 'failed' }));
    },
    leave() {
      current?.stop.abort();
      current = null;
      say({ state: 'nothing' });
    },
    async forget() {
      current?.stop.abort();
      current = null;
      return inTurn(async () => {
        if (!(await claimed())) return false;
        await store.forgetStored(await open());
        say({ state: 'nothing' });
        return true;
      });
    },
  };
}
