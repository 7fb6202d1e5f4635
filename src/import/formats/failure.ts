/** Errors of the readers of this room, made in one place. */
import { LoadError, type LoadProblemCode } from '../load-error.ts';

/** An error of a file as a whole. */
export function failure(
  file: string,
  code: LoadProblemCode,
  detail: string | null = null,
  line: number | null = null,
): LoadError {
  return new LoadError({ code, file, line, detail });
}

/**
 * What went wrong inside a library, as an error of the file: its bytes are not what their beginning promised.
 * @param format what the file seemed to be: `XLSX`, `PARQUET`, …
 */
export function damaged(file: string, format: string, cause: unknown): LoadError {
  if (cause instanceof LoadError) return cause;
  return failure(file, 'damagedFile', format);
}
