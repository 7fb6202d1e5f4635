/** The database in Node: native DuckDB in memory, for the command line and for tests. */
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DuckDBDoubleVector,
  DuckDBInstance,
  DuckDBIntegerVector,
  DuckDBVarCharVector,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBResult,
} from '@duckdb/node-api';
import { query, verbatim } from '../query/query.ts';
import {
  answerOf,
  emptyAnswer,
  joinAnswers,
  nullInNumbers,
  outputColumns,
  type OutputColumn,
} from './answers.ts';
import type { Answer, AnswerColumn, ByteSource, Database } from './database.ts';

/** How a database in Node is opened. */
export interface NodeDatabaseOptions {
  /** threads of the engine; 1 unless given, so that figures and times compare with the browser's */
  readonly threads?: number;
  /** as DuckDB writes it: `2GB`; 80 % of the machine's unless given */
  readonly memoryLimit?: string;
}

/** Folders of open databases: a process that ends without closing them leaves nothing behind. */
const openFolders = new Set<string>();
process.on('exit', () => {
  for (const folder of openFolders) rmSync(folder, { recursive: true, force: true });
});

/** Milliseconds between two attempts to interrupt: one that comes before its statement has started is lost. */
const INTERRUPT_EVERY = 5;

/** @param valid one bit per row, or null where no row is null */
function numbers(items: Int32Array | Float64Array, valid: BigUint64Array | null, name: string): AnswerColumn {
  const nulls = valid?.some((word, index) => {
    const rows = BigInt(Math.min(64, items.length - 64 * index));
    return BigInt.asUintN(Number(rows), word) !== (1n << rows) - 1n;
  });
  if (nulls === true) throw nullInNumbers(name);
  return items.slice();
}

/**
 * The binding's decoder takes a byte-order mark off the front of each text, and two texts become one.
 * @param view 16 bytes a text: its length, then its first four bytes
 */
function texts(values: (string | null)[], view: DataView): (string | null)[] {
  values.forEach((text, row) => {
    const hasMark = (view.getUint32(16 * row + 4, true) & 0xffffff) === 0xbfbbef;
    if (text !== null && hasMark) values[row] = `\ufeff${text}`;
  });
  return values;
}

/** The arrays behind a vector are private to the binding's types; reading them value by value costs tenfold. */
function decodeChunk(chunk: DuckDBDataChunk, outputs: readonly OutputColumn[]): Answer {
  const columns = outputs.map(({ name }, index) => {
    const vector = chunk.getColumnVector(index);
    if (vector instanceof DuckDBIntegerVector)
      return numbers(vector['items'], vector['validity']['data'], name);
    if (vector instanceof DuckDBDoubleVector)
      return numbers(vector['items'], vector['validity']['data'], name);
    if (vector instanceof DuckDBVarCharVector) return texts(vector.toArray(), vector['dataView']);
    throw new TypeError(`Output column "${name}" has a vector of another type`);
  });
  return answerOf(chunk.rowCount, outputs, columns);
}

function outputsOf(result: DuckDBResult): OutputColumn[] {
  return outputColumns(
    result.columnNames().map((name, index) => ({ name, type: String(result.columnType(index)) })),
  );
}

async function fetchAll(result: DuckDBResult): Promise<Answer> {
  const outputs = outputsOf(result);
  const batches = [emptyAnswer(outputs)];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return joinAnswers(batches);
    batches.push(decodeChunk(chunk, outputs));
  }
}

async function placeLink(target: string, place: string): Promise<void> {
  try {
    await symlink(target, place);
  } catch {
    // Windows lets few users make symbolic links, and hard links stay within one volume
    await link(target, place).catch(() => copyFile(target, place));
  }
}

async function placeSource(source: ByteSource, place: string): Promise<void> {
  if ('bytes' in source) return writeFile(place, source.bytes);
  if ('blob' in source) return pipeline(Readable.from(source.blob.stream()), createWriteStream(place));
  const path = resolve(source.path);
  const { size } = await stat(path);
  const start = Math.min(source.start ?? 0, size);
  const end = Math.min(source.end ?? size, size);
  if (start === 0 && end === size) return placeLink(path, place);
  if (end <= start) return writeFile(place, '');
  return pipeline(createReadStream(path, { start, end: end - 1 }), createWriteStream(place));
}

/**
 * Opens a native database in memory, locked: it installs and loads nothing, and reads only what was attached.
 * @param options threads and memory
 */
export async function openNodeDatabase(options: NodeDatabaseOptions = {}): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'leadscope-'));
  openFolders.add(folder);
  const removeFolder = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    openFolders.delete(folder);
  };
  const files = join(folder, 'in');
  let instance: DuckDBInstance;
  let main: DuckDBConnection;
  try {
    instance = await DuckDBInstance.create(':memory:', {
      threads: String(options.threads ?? 1),
      ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
      preserve_insertion_order: 'true',
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
    });
    main = await instance.connect();
    await mkdir(files);
    for (const lock of [
      query`SET temp_directory = ${join(folder, 'spill')}`,
      query`SET allowed_directories = [${files}]`,
      verbatim('SET enable_external_file_cache = false'),
      verbatim('SET enable_external_access = false'),
      verbatim('SET lock_configuration = true'),
    ]) {
      await main.run(lock.text);
    }
  } catch (error) {
    await removeFolder();
    throw error;
  }

  let closing: Promise<void> | null = null;
  const working = new Map<Promise<unknown>, () => void>();
  const refuseClosed = (): void => {
    if (closing !== null) throw new Error('The database is closed');
  };

  /** Does one thing; closing and aborting interrupt it. */
  async function work<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    refuseClosed();
    signal?.throwIfAborted();
    let interrupting: ReturnType<typeof setInterval> | undefined;
    const interrupt = (): void => {
      interrupting ??= setInterval(() => main.interrupt(), INTERRUPT_EVERY);
    };
    signal?.addEventListener('abort', interrupt);
    const running = task();
    working.set(running, interrupt);
    try {
      return await running;
    } catch (error) {
      refuseClosed();
      signal?.throwIfAborted();
      throw error;
    } finally {
      working.delete(running);
      clearInterval(interrupting);
      signal?.removeEventListener('abort', interrupt);
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  /** Statements go one after another, as they do in the browser. */
  function inTurn<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const mine = last.then(() => work(task, signal));
    last = mine.catch(() => undefined);
    return mine;
  }

  async function end(): Promise<void> {
    for (const interrupt of working.values()) interrupt();
    await Promise.allSettled(working.keys());
    main.disconnectSync();
    instance.closeSync();
    await removeFolder();
  }

  let attached = 0;
  return {
    async run({ text }, signal) {
      await inTurn(() => main.run(text), signal);
    },
    read({ text }, signal) {
      return inTurn(async () => fetchAll(await main.run(text)), signal);
    },
    async *stream({ text }) {
      // not the binding's own stream: it ends without a word where an error comes up
      const result = await inTurn(() => main.run(text));
      const outputs = outputsOf(result);
      for (;;) {
        const chunk = await work(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield decodeChunk(chunk, outputs);
      }
    },
    async attach(source) {
      refuseClosed();
      const place = join(files, `${attached++}.csv`);
      await placeSource(source, place);
      return place;
    },
    async release(name) {
      if (dirname(name) === files) await rm(name, { force: true });
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}
