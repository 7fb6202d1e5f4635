/** Bytes of a file on disk. Node alone; nothing that a browser runs imports it. */
import { open, stat } from 'node:fs/promises';
import type { FileBytes } from './import-file.ts';

/**
 * Bytes of a file on disk, opened anew for each part so that nothing has to be closed.
 * @param path where the file is
 * @throws Error of the file system when there is no such file, or it is a folder
 */
export async function pathBytes(path: string): Promise<FileBytes> {
  const { size } = await stat(path);
  return {
    size,
    async slice(start, end) {
      const file = await open(path);
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`);
          filled += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
    source: (start, end) => ({ path, start, end }),
  };
}
