/** Opens files made by tests, and reads all of them. */
import { openRowSource } from '../../../src/import/formats/open-row-source.ts';
import { blobBytes } from '../../../src/import/import-file.ts';
import { LoadError, type LoadProblemReport } from '../../../src/import/load-error.ts';
import type { Cell, OpenOptions, RowSource } from '../../../src/import/row-source.ts';

export const NEVER = new AbortController().signal;

/** A file in memory. */
export function fileOf(content: string | Uint8Array | readonly Uint8Array[]): ReturnType<typeof blobBytes> {
  const parts = Array.isArray(content) ? content : [content];
  return blobBytes(new Blob(parts as (string | Uint8Array<ArrayBuffer>)[]));
}

/** What a file gave when it was read to its end. */
export interface ReadFile {
  readonly source: RowSource;
  readonly rows: readonly (readonly Cell[])[];
  readonly lines: readonly number[];
  /** lines of the malformed rows */
  readonly malformed: readonly number[];
}

/** Opens a file and reads all rows; malformed ones are in `malformed` alone. */
export async function readAll(
  content: string | Uint8Array | readonly Uint8Array[],
  options: OpenOptions = { sheet: null },
): Promise<ReadFile> {
  const source = await openRowSource('file', fileOf(content), options);
  const rows: (readonly Cell[])[] = [];
  const lines: number[] = [];
  const malformed: number[] = [];
  for await (const batch of source.rows(NEVER)) {
    const bad = new Set(batch.malformed);
    batch.rows.forEach((row, index) => {
      const line = batch.lines[index] as number;
      if (bad.has(index)) malformed.push(line);
      else {
        rows.push(row);
        lines.push(line);
      }
    });
  }
  return { source, rows, lines, malformed };
}

/** The problem with which a file is refused. */
export async function problemOf(
  content: string | Uint8Array | readonly Uint8Array[],
  options?: OpenOptions,
): Promise<LoadProblemReport> {
  try {
    const source = await openRowSource('file', fileOf(content), options);
    for await (const batch of source.rows(NEVER))
      if (batch.rows.length === 0) throw new Error('An empty batch');
  } catch (error) {
    if (error instanceof LoadError) return error.problem;
    throw error;
  }
  throw new Error('The file was read');
}
