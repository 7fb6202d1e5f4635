/** The browser's private file system: a folder of this app's own, which no server and no other site can see. */
import type { Folder } from './folder.ts';

const APP = 'leadscope';

/** Bytes that are written at once: a large array in one piece would keep the engine from answering. */
const MOST_AT_ONCE = 8 * 1024 * 1024;

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

async function writeParts(
  handle: FileSystemSyncAccessHandle,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  handle.truncate(0);
  let at = 0;
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += MOST_AT_ONCE) {
      const portion = part.subarray(from, from + MOST_AT_ONCE) as Uint8Array<ArrayBuffer>;
      const written = handle.write(portion, { at });
      if (written !== portion.length) throw new DOMException('The file system is full', 'QuotaExceededError');
      at += written;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  handle.flush();
}

/**
 * Opens the folder of a workspace.
 * @param place what tells two installations on one host apart: the path of the page
 * @param create make it where it is missing; else null comes back
 * @throws DOMException or TypeError where the browser keeps nothing: private windows, pages without a secure address,
 * old browsers. Writing works in workers alone
 */
export async function openBrowserFolder(place: string, create: boolean): Promise<Folder | null> {
  const root = await navigator.storage.getDirectory();
  let folder: FileSystemDirectoryHandle;
  try {
    const app = await root.getDirectoryHandle(APP, { create });
    folder = await app.getDirectoryHandle(encodeURIComponent(place), { create });
  } catch (error) {
    if (!create && isMissing(error)) return null;
    throw error;
  }
  return {
    async names() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    async file(name) {
      try {
        return await (await folder.getFileHandle(name)).getFile();
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async write(name, parts) {
      const file = await folder.getFileHandle(name, { create: true });
      const handle = await file.createSyncAccessHandle();
      try {
        await writeParts(handle, parts);
      } finally {
        handle.close();
      }
    },
    async remove(name) {
      await folder.removeEntry(name).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },
    async room() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? null : quota - usage;
    },
  };
}
