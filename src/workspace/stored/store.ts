/** A stored workspace: written so that a crash in the middle leaves the one before, read so that nothing wrong gets in. */
import type { Columns } from '../../engine/columns.ts';
import { z } from '../../model/schema-library.ts';
import type { KeptMatches } from '../kept-matches.ts';
import type { DataSetSummary } from '../workspace.ts';
import { readAnswers, type StoredAnswers } from './answers-file.ts';
import { checksum, seal, unseal } from './checksum.ts';
import { packColumns, unpackColumns } from './columns-file.ts';
import { readWhole, type Folder } from './folder.ts';
import { readFigures, type StoredFigures } from './last-figures.ts';
import { packMatches, unpackMatches } from './matches-file.ts';
import { readOrder, readSummary, type StoredOrder } from './summary-schema.ts';
import {
  answersName,
  columnsName,
  figuresNames,
  isOfVersion,
  isSourceOf,
  manifestName,
  matchesNames,
  newestVersion,
  nextVersion,
  orderName,
  sourceName,
} from './versions.ts';

/** Bytes that are copied at a time: between two portions the engine answers. */
const COPY_PORTION = 4 * 1024 * 1024;
/** Share of room that is left free: a browser that is full to the brim evicts. */
const SPARE = 1.1;

/** What is stored of a loaded data set. */
export interface ToStore {
  readonly summary: DataSetSummary;
  readonly columns: Columns;
  readonly matches: KeptMatches;
  readonly figures: StoredFigures;
  /** which build of the app loaded it: another one may read the same files otherwise */
  readonly build: string;
  /** version whose copies of the files are this one's too; null = it gets its own */
  readonly sourcesOf: number | null;
}

/** What was read back. */
export interface StoredData {
  readonly version: number;
  readonly summary: DataSetSummary;
  readonly build: string;
  /** null where they are missing or torn */
  readonly columns: Columns | null;
  readonly matches: KeptMatches;
  readonly answers: StoredAnswers | null;
  /** seconds since 1970 */
  readonly loadedAt: number;
  /** what was looked at last; null where it is torn */
  readonly figures: StoredFigures | null;
  /** of the newest writing of matches and figures */
  readonly turn: number;
  /** the files with the order that they were loaded by; null where they were not stored, or not all of them */
  readonly sources: {
    readonly order: StoredOrder;
    readonly files: readonly Blob[];
    /** version that they were copied with */
    readonly version: number;
  } | null;
}

/** There is no room for what is to be stored. */
export class NoRoom extends Error {}

const manifestSchema = z.strictObject({
  version: z.literal(1),
  build: z.string(),
  loadedAt: z.int().check(z.gte(0), z.lte(2 ** 33)),
  columnsSize: z.int().check(z.gte(0)),
  sourcesOf: z.nullable(z.int()),
  summary: z.unknown(),
});

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

type Manifest = z.infer<typeof manifestSchema>;

/** The newest version that was finished. */
async function newest(folder: Folder): Promise<{ version: number; manifest: Manifest } | null> {
  const found = await newestVersion(folder);
  const parsed = manifestSchema.safeParse(found?.manifest);
  return found !== null && parsed.success ? { version: found.version, manifest: parsed.data } : null;
}

/** Removes every file but those of the newest version that was finished. */
export async function removeLeftovers(folder: Folder): Promise<void> {
  const kept = await newest(folder);
  const sourcesOf = kept?.manifest.sourcesOf ?? null;
  for (const name of await folder.names()) {
    const isKept =
      kept !== null &&
      (isOfVersion(name, kept.version) || (sourcesOf !== null && isSourceOf(name, sourcesOf)));
    if (!isKept) await folder.remove(name);
  }
}

async function makeRoom(folder: Folder, bytes: number, mayForget: boolean): Promise<void> {
  const isTight = async (): Promise<boolean> => ((await folder.room()) ?? Infinity) < bytes * SPARE;
  if (!(await isTight())) return;
  if (!mayForget) throw new NoRoom();
  // what is replaced goes first: a crash now would lose it, but without room it would go anyway
  await forgetStored(folder);
  if (await isTight()) throw new NoRoom();
}

/**
 * Writes a new version and removes the others.
 * @returns its number
 * @throws NoRoom, and what the folder throws; what was stored before is then still there, or nothing is
 */
export async function writeVersion(
  folder: Folder,
  { summary, columns, matches, figures, build, sourcesOf }: ToStore,
): Promise<number> {
  const columnParts = packColumns(columns);
  const matchParts = packMatches(matches, 0);
  const columnsSize = sizeOf(columnParts);
  const manifest = seal({
    version: 1,
    build,
    loadedAt: figures.loadedAt,
    columnsSize,
    sourcesOf,
    summary,
  } satisfies Manifest);
  const lastFigures = seal({ turn: 0, figures });
  const bytes = columnsSize + sizeOf(matchParts) + manifest.length + lastFigures.length;
  await makeRoom(folder, bytes, sourcesOf === null);
  const version = nextVersion(await folder.names());
  await folder.write(columnsName(version), columnParts);
  await folder.write(matchesNames(version)[0], matchParts);
  await folder.write(figuresNames(version)[0], [lastFigures]);
  await folder.write(manifestName(version), [manifest]);
  await removeLeftovers(folder);
  return version;
}

async function* portionsOf(
  file: Blob,
  signal: AbortSignal,
  quiet: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.size; from += COPY_PORTION) {
    await quiet();
    signal.throwIfAborted();
    yield new Uint8Array(await file.slice(from, from + COPY_PORTION).arrayBuffer());
  }
}

/**
 * Copies the files that a version was loaded from beside it.
 * @param quiet resolves when the next portion may be written
 * @returns whether they are all there: without room none is
 * @throws the signal's reason; what the folder and the files throw
 */
export async function writeSources(
  folder: Folder,
  version: number,
  order: StoredOrder,
  files: readonly Blob[],
  signal: AbortSignal,
  quiet: () => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (((await folder.room()) ?? Infinity) < bytes * SPARE) return false;
  for (const [index, file] of files.entries())
    await folder.write(sourceName(version, index), portionsOf(file, signal, quiet));
  await folder.write(orderName(version), [seal(order)]);
  return true;
}

/** Removes what was copied of a version's files. */
export async function removeSources(folder: Folder, version: number): Promise<void> {
  await folder.remove(orderName(version));
  for (const name of await folder.names()) if (isSourceOf(name, version)) await folder.remove(name);
}

/**
 * Writes what was looked at last in place of what was before.
 * @param turn one more than at the writing before
 */
export async function writeLast(
  folder: Folder,
  version: number,
  turn: number,
  matches: KeptMatches | null,
  figures: StoredFigures,
): Promise<void> {
  if (matches !== null)
    await folder.write(matchesNames(version)[turn % 2 === 0 ? 0 : 1], packMatches(matches, turn));
  await folder.write(figuresNames(version)[turn % 2 === 0 ? 0 : 1], [seal({ turn, figures })]);
}

/** Writes answers of the database beside a version. */
export async function writeAnswers(folder: Folder, version: number, answers: StoredAnswers): Promise<void> {
  await folder.write(answersName(version), [seal(answers)]);
}

async function readColumns(
  folder: Folder,
  version: number,
  size: number,
  summary: DataSetSummary,
): Promise<Columns | null> {
  try {
    const file = await folder.file(columnsName(version));
    if (file === null || file.size !== size) return null;
    const columns = unpackColumns(new Uint8Array(await file.arrayBuffer()));
    const isOf =
      columns.leads.count === summary.rows.leads.loaded &&
      columns.activities.count === summary.rows.activities.loaded &&
      columns.defaultAsOf === summary.defaultAsOf;
    return isOf ? columns : null;
  } catch {
    return null;
  }
}

const NO_MATCHES: { readonly turn: number; readonly kept: KeptMatches } = {
  turn: 0,
  kept: { lead: new Map(), activity: new Map(), column: new Map() },
};

async function readMatches(folder: Folder, version: number, columns: Columns): Promise<typeof NO_MATCHES> {
  let newer = NO_MATCHES;
  for (const name of matchesNames(version)) {
    try {
      const bytes = await readWhole(folder, name);
      const found = bytes === null ? null : unpackMatches(bytes, columns);
      if (found !== null && found.turn >= newer.turn) newer = found;
    } catch {
      // a torn file was being written when the page went away: the other one is whole
    }
  }
  return newer;
}

async function readSources(folder: Folder, version: number): Promise<StoredData['sources']> {
  try {
    const bytes = await readWhole(folder, orderName(version));
    const order = bytes === null ? null : readOrder(unseal(bytes));
    if (order === null) return null;
    const files: Blob[] = [];
    for (const [index, { size }] of order.files.entries()) {
      const file = await folder.file(sourceName(version, index));
      if (file === null || file.size !== size) return null;
      files.push(file);
    }
    return { order, files, version };
  } catch {
    return null;
  }
}

/**
 * Reads the newest version. Whatever is torn or odd is left out; where neither columns nor files are left, there is
 * nothing.
 */
export async function readStored(folder: Folder): Promise<StoredData | null> {
  const found = await newest(folder);
  if (found === null) return null;
  const { version } = found;
  const { build, loadedAt, columnsSize, sourcesOf } = found.manifest;
  const summary = readSummary(found.manifest.summary);
  if (summary === null) return null;
  const columns = await readColumns(folder, version, columnsSize, summary);
  const sources = await readSources(folder, sourcesOf ?? version);
  if (columns === null && sources === null) return null;
  const matches = columns === null ? NO_MATCHES : await readMatches(folder, version, columns);
  const sealed = await readWhole(folder, answersName(version)).catch(() => null);
  const last = await readFigures(folder, version).catch(() => null);
  return {
    version,
    summary,
    build,
    loadedAt,
    columns,
    matches: matches.kept,
    answers: sealed === null ? null : readAnswers(unseal(sealed)),
    figures: last?.figures ?? null,
    turn: Math.max(matches.turn, last?.turn ?? 0),
    sources,
  };
}

/** Removes everything that is stored. */
export async function forgetStored(folder: Folder): Promise<void> {
  const names = await folder.names();
  // the manifests first: what is left after a crash is then no workspace
  const isManifest = (name: string): boolean => name.endsWith('.manifest');
  for (const name of [...names.filter(isManifest), ...names.filter((one) => !isManifest(one))])
    await folder.remove(name);
}

/** A text that two sets of columns share only if they are the same. */
export function columnsDigest(columns: Columns): string {
  return packColumns(columns).map(checksum).join(' ');
}
