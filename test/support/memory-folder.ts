/** A folder in memory, that can be full, torn or gone. */
import type { Folder } from '../../src/workspace/stored/folder.ts';

/** The folder, and ways to disturb it. */
export interface MemoryFolder extends Folder {
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;
  /** writes so many bytes in all before it fails for good, as a page that is closed does */
  endAfter: number;
  free: number | null;
}

/** Makes a folder in memory. */
export function memoryFolder(): MemoryFolder {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const folder: MemoryFolder = {
    files,
    endAfter: Infinity,
    free: null,
    names: () => Promise.resolve([...files.keys()]),
    file: (name) => {
      const bytes = files.get(name);
      return Promise.resolve(bytes === undefined ? null : new Blob([bytes]));
    },
    async write(name, parts) {
      if (folder.endAfter <= 0) throw new Error('the page is gone');
      let written = new Uint8Array(0);
      files.set(name, written);
      for await (const part of parts) {
        const taken = part.subarray(0, Math.max(0, Math.min(part.length, folder.endAfter)));
        const next = new Uint8Array(written.length + taken.length);
        next.set(written);
        next.set(taken, written.length);
        written = next;
        files.set(name, written);
        folder.endAfter -= part.length;
        if (folder.endAfter < 0) throw new Error('the page is gone');
      }
    },
    async remove(name) {
      if (folder.endAfter < 0) throw new Error('the page is gone');
      files.delete(name);
    },
    room: () => Promise.resolve(folder.free),
  };
  return folder;
}
