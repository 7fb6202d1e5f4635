/** The database in the browser: DuckDB-Wasm in a worker of its own, started from a blob and locked. */
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from '@duckdb/duckdb-wasm';
import { joinAnswers } from './answers.ts';
import type { Answer, Database } from './database.ts';
import { decodeAnswer } from './decode-arrow.ts';
import { ATTACHED, deadEngine, engineError, isFatal, LOCK_STATEMENTS } from './engine-lock.ts';
import { MODULE_ADDRESS, startEngineWorker, type EngineAssets } from './engine-worker.ts';

/** Milliseconds that the engine has to answer once its files are there: some failures to start give no sign at all. */
const START_LIMIT = 30_000;

/**
 * Opens a database in memory in a worker of its own, locked: it installs and loads nothing, requests nothing, and reads
 * only what was attached. Works in a page and in a worker.
 * @param assets absolute addresses of the packed engine
 * @throws Error when the engine cannot be fetched, is forbidden by the page's policy, or does not start within 30 s
 */
export async function openBrowserDatabase(assets: EngineAssets): Promise<Database> {
  const { worker, gather } = await startEngineWorker(assets);
  const engine = new AsyncDuckDB(new VoidLogger(), worker);

  let started = false;
  let ended: Error | null = null;
  const pending = new Set<(reason: Error) => void>();
  /** Ends the engine; whatever waits for it is rejected, which the engine's own handle would leave waiting. */
  function end(reason: Error): void {
    if (ended !== null) return;
    ended = reason;
    void engine.terminate();
    for (const reject of pending) reject(reason);
    pending.clear();
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const reason = event.message || 'its worker failed';
    end(started ? deadEngine(reason) : new Error(reason));
  });

  function guarded<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      pending.add(reject);
      task()
        .then(resolve, (failure: unknown) => {
          const error = engineError(failure);
          reject(error);
          if (isFatal(error.message)) end(deadEngine(error.message));
        })
        .finally(() => pending.delete(reject));
    });
  }

  /**
   * Runs a statement in slices, between which it can be cancelled, and gives its answer in batches, first an empty one.
   * The engine's `query` is of no use: it cuts an answer off where an error comes up, and says nothing.
   */
  async function* answer(
    connection: number,
    text: string,
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Uint8Array[], void> {
    const stopIfAborted = async (): Promise<void> => {
      if (signal?.aborted !== true) return;
      await guarded(() => engine.cancelPendingQuery(connection));
      throw signal.reason;
    };
    signal?.throwIfAborted();
    let schema = await guarded(() => engine.startPendingQuery(connection, text, true));
    while (schema === null) {
      await stopIfAborted();
      schema = await guarded(() => engine.pollPendingQuery(connection));
    }
    const header = schema;
    yield [header];
    let next = guarded(() => gather(connection));
    for (;;) {
      const { parts, done } = await next;
      await stopIfAborted();
      if (!done) {
        // the engine goes on while this batch is decoded; who breaks off here leaves a promise that nobody awaits
        next = guarded(() => gather(connection));
        next.catch(() => undefined);
      }
      if (parts.length > 0) yield [header, ...parts];
      if (done) return;
    }
  }

  async function run(connection: number, text: string, signal?: AbortSignal): Promise<void> {
    for await (const _ of answer(connection, text, signal));
  }

  let main = 0;
  const timer = setTimeout(() => end(new Error('it did not answer within 30 s')), START_LIMIT);
  try {
    await guarded(() => engine.instantiate(MODULE_ADDRESS));
    await guarded(() => engine.open({ query: {} }));
    main = await guarded(() => engine.connectInternal());
    for (const statement of LOCK_STATEMENTS) await run(main, statement);
    started = true;
  } catch (error) {
    end(error as Error);
    throw new Error(`The database engine did not start: ${(error as Error).message}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }

  let last: Promise<unknown> = Promise.resolve();
  /** Statements of `run` and `read` share a connection, which has one statement at a time. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = last.then(task);
    last = mine.catch(() => undefined);
    return mine;
  }

  let attached = 0;
  return {
    run({ text }, signal) {
      return inTurn(() => run(main, text, signal));
    },
    read({ text }, signal) {
      return inTurn(async () => {
        const batches: Answer[] = [];
        for await (const batch of answer(main, text, signal)) batches.push(decodeAnswer(batch));
        return joinAnswers(batches);
      });
    },
    async *stream({ text }) {
      const own = await guarded(() => engine.connectInternal());
      try {
        for await (const bytes of answer(own, text)) {
          const batch = decodeAnswer(bytes);
          if (batch.rows > 0) yield batch;
        }
      } finally {
        if (ended === null) await guarded(() => engine.disconnect(own));
      }
    },
    async attach(source) {
      const name = `${ATTACHED}${attached++}.csv`;
      if ('path' in source) throw new TypeError('A browser opens no paths');
      if ('blob' in source) {
        const file = source.blob instanceof File ? source.blob : new File([source.blob], name);
        // without direct reads the engine fetches a few kilobytes at a time: measured seven times slower
        const direct = true;
        await guarded(() =>
          engine.registerFileHandle(name, file, DuckDBDataProtocol.BROWSER_FILEREADER, direct),
        );
      } else {
        // the engine's handle transfers the buffer away, which is the caller's
        await guarded(() => engine.registerFileBuffer(name, source.bytes.slice()));
      }
      return name;
    },
    async release(name) {
      await guarded(() => engine.dropFile(name));
    },
    async close() {
      end(new Error('The database is closed'));
    },
  };
}
