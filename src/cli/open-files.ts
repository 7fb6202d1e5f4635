/** Opens files as a session, with what can be wrong with them in words. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LoadError, type LoadProblemCode } from '../import/load-error.ts';
import { pathBytes } from '../import/path-bytes.ts';
import { parseScoringModel, problemLine } from '../model/scoring-model-schema.ts';
import { openSession, type Session } from '../workspace/session.ts';
import type { LoadProblem, TableKind } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import type { Effects } from './effects.ts';

/** A file with the table that it holds. */
export interface TableFile {
  readonly table: TableKind;
  readonly path: string;
}

/** What to open. */
export interface OpenOrder {
  readonly files: readonly TableFile[];
  readonly modelPath: string | null;
  /** the moment of loading, in seconds since 1970 */
  readonly now: number;
  /** of the data set; the first file's unless given */
  readonly name?: string;
}

/** A session over a database of its own. */
export interface OpenedFiles {
  readonly session: Session;
  readonly close: () => Promise<void>;
}

const LOAD_WORDS: Readonly<Record<LoadProblemCode, (detail: string) => string>> = {
  emptyFile: () => 'the file is empty',
  noRows: () => 'there are no leads below the header',
  notText: (detail) => `this is no CSV but ${detail}`,
  notUtf8: () => 'the text is not UTF-8; save the file as UTF-8 and try again',
  otherDelimiter: (detail) => `the columns are separated by ${JSON.stringify(detail)}; a comma is needed`,
  missingColumn: (detail) => `the header has no column "${detail}"`,
  lineTooLong: () => 'a line is longer than 2 MB; is a quote left open?',
  noLeads: () => 'there is no file of leads',
};

function hasWords(code: string): code is LoadProblemCode {
  return Object.hasOwn(LOAD_WORDS, code);
}

function loadFailure({ code, file, line, detail }: LoadProblem): Error {
  const place = [file, line === null ? null : `line ${line}`].filter((part) => part !== null).join(', ');
  const words = hasWords(code) ? LOAD_WORDS[code](detail ?? '') : [code, detail].filter(Boolean).join(' ');
  return commandFailure(place === '' ? words : `${place}: ${words}`);
}

function fileFailure(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const words =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EACCES' || code === 'EPERM'
        ? 'the file may not be read'
        : code === 'EISDIR'
          ? 'this is a folder'
          : error instanceof Error
            ? error.message
            : String(error);
  return commandFailure(`${path}: ${words}`);
}

/**
 * The text of a file.
 * @throws a command failure that names the file and the reason
 */
export async function readFileText(path: string, effects: Effects): Promise<string> {
  return effects.readText(path).catch((error: unknown) => {
    throw fileFailure(path, error);
  });
}

async function readModelText(path: string, effects: Effects): Promise<string> {
  const text = await readFileText(path, effects);
  const parsed = parseScoringModel(text);
  if ('model' in parsed) return text;
  const [first] = parsed.problems;
  const others = parsed.problems.length - 1;
  const words = first === undefined ? 'this is no scoring model' : problemLine(first);
  throw commandFailure(`${path}: ${words}${others > 0 ? ` (and ${others} more)` : ''}`);
}

async function openPath(path: string): ReturnType<typeof pathBytes> {
  try {
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error('folder'), { code: 'EISDIR' });
    return await pathBytes(path);
  } catch (error) {
    throw fileFailure(path, error);
  }
}

/**
 * Loads files into a database of their own.
 * @throws a command failure that names the file, the line and the reason
 */
export async function openFiles(order: OpenOrder, effects: Effects): Promise<OpenedFiles> {
  const modelText = order.modelPath === null ? null : await readModelText(order.modelPath, effects);
  const files = await Promise.all(
    order.files.map(async ({ table, path }) => ({ table, name: path, bytes: await openPath(path) })),
  );
  const database = await effects.openDatabase();
  try {
    const session = await openSession(
      database,
      {
        files,
        modelText,
        timeZone: effects.timeZone(),
        now: order.now,
        name: order.name ?? basename(files[0]?.name ?? ''),
      },
      { onProgress: () => {}, signal: new AbortController().signal },
    );
    return { session, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error instanceof LoadError ? loadFailure(error.problem) : error;
  }
}
