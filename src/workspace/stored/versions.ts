/**
 * Names of the files of a stored workspace. A new version is written beside the old; its manifest is written last, so a
 * version without one is torn. Files that are written again and again have two names, of which the older is overwritten.
 */

import { unseal } from './checksum.ts';
import { readWhole, type Folder } from './folder.ts';

const MANIFEST = /^(\d{1,9})\.manifest$/;

/** @returns the newest version that was finished with what its manifest says, or null */
export async function newestVersion(
  folder: Folder,
): Promise<{ readonly version: number; readonly manifest: unknown } | null> {
  const versions = (await folder.names()).flatMap((name) => {
    const found = MANIFEST.exec(name);
    return found === null ? [] : [Number(found[1])];
  });
  for (const version of versions.toSorted((a, b) => b - a)) {
    const bytes = await readWhole(folder, manifestName(version));
    const manifest = bytes === null ? undefined : unseal(bytes);
    if (manifest !== undefined) return { version, manifest };
  }
  return null;
}

/** A version that no file has yet. */
export function nextVersion(names: readonly string[]): number {
  const used = names
    .map((name) => Number.parseInt(name, 10))
    .filter((number) => Number.isSafeInteger(number));
  return Math.max(0, ...used) + 1;
}

/** Whether a file belongs to a version. */
export function isOfVersion(name: string, version: number): boolean {
  return name.startsWith(`${version}.`);
}

/** Written last. */
export const manifestName = (version: number): string => `${version}.manifest`;
/** The engine's columns. */
export const columnsName = (version: number): string => `${version}.columns`;
/** Answers to conditions, in turns. */
export const matchesNames = (version: number): readonly [string, string] => [
  `${version}.matches-0`,
  `${version}.matches-1`,
];
/** The last documents, in turns. */
export const figuresNames = (version: number): readonly [string, string] => [
  `${version}.figures-0`,
  `${version}.figures-1`,
];
/** Answers that would need the database. */
export const answersName = (version: number): string => `${version}.answers`;
/** The list of stored files: written when all of them are. */
export const orderName = (version: number): string => `${version}.order`;
/** A copy of a loaded file. */
export const sourceName = (version: number, index: number): string => `${version}.source-${index}`;

/** Whether a file is one of a version's copied files, or their list. */
export function isSourceOf(name: string, version: number): boolean {
  return name === orderName(version) || name.startsWith(`${version}.source-`);
}
