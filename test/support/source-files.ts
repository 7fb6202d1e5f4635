import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file with its path below the folder it was looked for in, with forward slashes. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** All files below a folder, in code-unit order of their paths. */
export function filesBelow(folder: string): FoundFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((path) => ({
      path: path.slice(folder.length + 1).replaceAll('\\', '/'),
      bytes: readFileSync(path),
    }));
}
