/**
 * The port to the database. Two adapters serve it: `browser-database.ts` (DuckDB in a locked blob worker) and
 * `node-database.ts` (native DuckDB, one thread unless told otherwise). This room alone knows DuckDB and Arrow.
 */
import type { Query } from '../query/query.ts';

/** A typed column of an answer. Every output column of a query is cast to INTEGER, DOUBLE or VARCHAR; others are refused. */
export type AnswerColumn = Int32Array | Float64Array | readonly (string | null)[];

/** An answer: columns by name, all of one length. A null in a number column is an error: queries use `coalesce`. */
export interface Answer {
  readonly rows: number;
  readonly columns: Readonly<Record<string, AnswerColumn>>;
}

/** Bytes that the database may read: a file's slice (browser), or a path with a range of bytes (node), or text. */
export type ByteSource =
  | { readonly blob: Blob }
  | { readonly path: string; readonly start?: number; readonly end?: number }
  | { readonly bytes: Uint8Array };

/**
 * A database with nothing in it at first, locked against everything outside. Rows of a table come in the order in which
 * they were put in. Statements of `run` and `read` are done one after another; a `stream` runs beside them, so it sees
 * no temporary tables. A failed statement leaves the database usable; an error that ends the engine is named by every
 * later call.
 */
export interface Database {
  /** Runs one statement and drops its answer. Aborting rejects with the signal's reason and undoes the statement. */
  run(query: Query, signal?: AbortSignal): Promise<void>;
  /** Runs one statement and reads its whole answer. */
  read(query: Query, signal?: AbortSignal): Promise<Answer>;
  /** Runs one statement and reads its answer in batches; stops between two batches when the caller breaks off. */
  stream(query: Query): AsyncIterable<Answer>;
  /** Makes bytes readable for `read_csv` under the returned name until `release`. */
  attach(source: ByteSource): Promise<string>;
  /** Takes an attached name back. */
  release(name: string): Promise<void>;
  /** Ends the database and frees its memory; also while a statement runs, whose promise is then rejected. */
  close(): Promise<void>;
}
