/** Opens files as a session, with what can be wrong with them in words. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LoadError, type LoadProblemCode } from '../import/load-error.ts';
import type { FileMapping } from '../import/mapping.ts';
import { parseMapping } from '../import/meaning/mapping-schema.ts';
import { pathBytes } from '../import/path-bytes.ts';
import type { GivenFile } from '../import/prepare-files.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { parseScoringModel, problemLine } from '../model/scoring-model-schema.ts';
import { openSession, type Session } from '../workspace/session.ts';
import type { LoadProblem, TableKind } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import type { Effects } from './effects.ts';

/** A file with the table that it holds; null = whatever it turns out to be. */
export interface TableFile {
  readonly table: TableKind | null;
  readonly path: string;
}

/** How files are read where they leave it open. */
export interface ReadingOptions {
  /** mapping files, for the files whose columns they read */
  readonly mappingPaths: readonly string[];
  readonly dateOrder: 'dmy' | 'mdy' | null;
  /** sheet of workbooks by name or number from 1 */
  readonly sheet: string | null;
}

/** What to open. */
export interface OpenOrder {
  readonly files: readonly TableFile[];
  readonly reading?: ReadingOptions;
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

/** What a column of ours says, for those without which a table cannot be read. */
const MISSING: ReadonlyMap<string, string> = new Map([
  ['lead_id', 'which lead a row is'],
  ['lead_id or email', 'which lead a row belongs to'],
  ['created_at', 'when a lead or a deal was created'],
  ['occurred_at', 'when something was done'],
  ['entered_at', 'when a stage was entered'],
  ['type', 'what was done'],
  ['stage', 'which stage was entered'],
]);

const LOAD_WORDS: Readonly<Record<LoadProblemCode, (detail: string) => string>> = {
  emptyFile: () => 'the file is empty',
  noRows: () => 'there are no leads below the header',
  notText: (detail) => `this is no CSV but ${detail}`,
  notUtf8: () => 'the text is not UTF-8; save the file as UTF-8 and try again',
  otherDelimiter: (detail) => `the columns are separated by ${JSON.stringify(detail)}; a comma is needed`,
  missingColumn: (detail) => {
    const meaning = MISSING.get(detail);
    return `the header has no column "${detail}"${meaning === undefined ? '' : `: none says ${meaning}`}; a --mapping can say which one it is`;
  },
  lineTooLong: () => 'a line is longer than 2 MB; is a quote left open?',
  noLeads: (detail) =>
    detail === ''
      ? 'there is no file of leads'
      : `there is no file of leads; with --leads ${detail} each of its deals counts as one`,
  mappingMisfit: (detail) =>
    `the mapping reads a column ${JSON.stringify(detail)}, which the file does not have`,
  gitLfsPointer: () => 'this is a placeholder of Git LFS; fetch the data with "git lfs pull"',
  webPage: () => 'this is a web page, perhaps one that asks to sign in; export the data again',
  webTable: () =>
    'this is a web page with a table, whatever its name says; open it in Excel and save it as XLSX or CSV',
  errorAnswer: (detail) => `this is no data but an error of the service: ${detail}`,
  encryptedFile: (detail) => `the file is protected by a password (${detail})`,
  otherFormat: (detail) =>
    `a file of the kind ${detail} cannot be read; use CSV, XLSX, JSON, Parquet or Arrow`,
  otherArchive: (detail) => `this is an archive (${detail}); unpack it first`,
  damagedFile: (detail) => `the file is damaged or was cut off (${detail})`,
  tooLarge: (detail) => `unpacked, the file would need more memory than is allowed (${detail})`,
  unsafeFile: (detail) => `the file is built as only harmful files are (${detail}); it was not read`,
  noTable: (detail) =>
    detail === '' ? 'there is no table in the file' : `there is no table in the file (${detail})`,
  unknownSheet: (detail) => `the workbook has no sheet ${JSON.stringify(detail)}`,
  tooManyColumns: (detail) => `the table has ${detail} columns; 16,384 are allowed`,
};

function hasWords(code: string): code is LoadProblemCode {
  return Object.hasOwn(LOAD_WORDS, code);
}

/** A problem of loading as a failure of a command, in one line. */
export function loadFailure({ code, file, line, detail }: LoadProblem): Error {
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

/**
 * The scoring model of a file.
 * @throws a command failure that names the file, the place and the reason
 */
export async function readModelFile(path: string, effects: Effects): Promise<ScoringModel> {
  const parsed = parseScoringModel(await readFileText(path, effects));
  if ('model' in parsed) return parsed.model;
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
 * Reads mapping files.
 * @throws a command failure that names the file, the place and the reason
 */
export function readMappings(paths: readonly string[], effects: Effects): Promise<FileMapping[]> {
  return Promise.all(
    paths.map(async (path) => {
      const parsed = parseMapping(await readFileText(path, effects));
      if ('mapping' in parsed) return parsed.mapping;
      const [first] = parsed.problems;
      throw commandFailure(`${path}: ${first === undefined ? 'this is no mapping' : problemLine(first)}`);
    }),
  );
}

/**
 * Files as the import takes them.
 * @throws a command failure that names the file and the reason
 */
export function givenFiles(
  files: readonly TableFile[],
  { dateOrder, sheet }: Pick<ReadingOptions, 'dateOrder' | 'sheet'>,
): Promise<GivenFile[]> {
  return Promise.all(
    files.map(async ({ table, path }) => ({
      table,
      name: path,
      bytes: await openPath(path),
      dateOrder,
      sheet,
    })),
  );
}

/**
 * Loads files into a database of their own.
 * @throws a command failure that names the file, the line and the reason
 */
export async function openFiles(order: OpenOrder, effects: Effects): Promise<OpenedFiles> {
  const model = order.modelPath === null ? null : await readModelFile(order.modelPath, effects);
  const { mappingPaths = [], dateOrder = null, sheet = null } = order.reading ?? {};
  const mappings = await readMappings(mappingPaths, effects);
  const files = await givenFiles(order.files, { dateOrder, sheet });
  const database = await effects.openDatabase();
  try {
    const session = await openSession(
      database,
      {
        files,
        mappings,
        modelText: model === null ? null : JSON.stringify(model),
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
