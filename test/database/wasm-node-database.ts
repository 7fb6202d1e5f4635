/** The browser's engine in Node, synchronous: every query and law is tested on it as on the native one. */
import { createRequire } from 'node:module';
import { open as openFile, readFile } from 'node:fs/promises';
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { joinAnswers } from '../../src/database/answers.ts';
import type { ByteSource, Database } from '../../src/database/database.ts';
import { decodeAnswer } from '../../src/database/decode-arrow.ts';
import {
  ATTACHED,
  deadEngine,
  engineError,
  isFatal,
  LOCK_STATEMENTS,
} from '../../src/database/engine-lock.ts';

const require = createRequire(import.meta.url);

/** Engines whose database was closed: opening another database in one saves the second that an engine takes to start. */
const idle: DuckDBBindings[] = [];

async function startEngine(): Promise<DuckDBBindings> {
  const blocking = require('@duckdb/duckdb-wasm/blocking') as typeof import('@duckdb/duckdb-wasm/blocking');
  const bundle = (kind: string) => ({
    mainModule: require.resolve(`@duckdb/duckdb-wasm/dist/duckdb-${kind}.wasm`),
    mainWorker: '',
  });
  const engine = await blocking.createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new blocking.VoidLogger(),
    blocking.NODE_RUNTIME,
  );
  await engine.instantiate(() => undefined);
  return engine;
}

async function bytesOf(source: ByteSource): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes;
  if ('blob' in source) return new Uint8Array(await source.blob.arrayBuffer());
  if (source.start === undefined && source.end === undefined) return readFile(source.path);
  const file = await openFile(source.path);
  try {
    const start = source.start ?? 0;
    const bytes = new Uint8Array(Math.max(0, (source.end ?? (await file.stat()).size) - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Opens the browser's engine in Node, with the browser's locks. */
export async function openWasmNodeDatabase(): Promise<Database> {
  const engine = idle.pop() ?? (await startEngine());
  engine.open({ query: {} });
  const main = engine.connect().useUnsafe((_, id) => id);
  const attached = new Set<string>();
  let next = 0;
  let closed = false;
  let death: Error | null = null;

  function guarded<T>(task: () => T): T {
    if (closed) throw new Error('The database is closed');
    if (death !== null) throw death;
    try {
      return task();
    } catch (failure) {
      const error = engineError(failure);
      if (isFatal(error.message)) death = deadEngine(error.message);
      throw error;
    }
  }

  /** The answer as in the browser: first its schema, then batches. */
  function* answer(connection: number, text: string): Generator<readonly Uint8Array[], void> {
    let schema = guarded(() => engine.startPendingQuery(connection, text, true));
    while (schema === null) schema = guarded(() => engine.pollPendingQuery(connection));
    yield [schema];
    for (;;) {
      const batch = guarded(() => engine.fetchQueryResults(connection));
      if (batch?.length === 0) return;
      if (batch !== null) yield [schema, batch];
    }
  }

  for (const statement of LOCK_STATEMENTS) Array.from(answer(main, statement));

  return {
    async run({ text }, signal) {
      signal?.throwIfAborted();
      Array.from(answer(main, text));
    },
    async read({ text }, signal) {
      signal?.throwIfAborted();
      return joinAnswers(Array.from(answer(main, text), decodeAnswer));
    },
    async *stream({ text }) {
      const own = guarded(() => engine.connect().useUnsafe((_, id) => id));
      try {
        for (const bytes of answer(own, text)) {
          const batch = decodeAnswer(bytes);
          if (batch.rows > 0) yield batch;
        }
      } finally {
        if (!closed && death === null) engine.disconnect(own);
      }
    },
    async attach(source) {
      const bytes = await bytesOf(source);
      const name = `${ATTACHED}${next++}.csv`;
      guarded(() => engine.registerFileBuffer(name, bytes));
      attached.add(name);
      return name;
    },
    async release(name) {
      if (attached.delete(name)) guarded(() => engine.dropFile(name));
    },
    async close() {
      if (closed) return;
      closed = true;
      if (death !== null) return;
      for (const name of attached) engine.dropFile(name);
      engine.disconnect(main);
      idle.push(engine);
    },
  };
}
