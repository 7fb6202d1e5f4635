/** Where a workspace is stored: one folder of files. Everything above it is pure; the browser's folder is in `browser-folder.ts`. */

/** A folder without folders in it. */
export interface Folder {
  /** names of the files in it */
  names(): Promise<readonly string[]>;
  /** A handle of a file, whose bytes are read when they are needed; null where there is none. */
  file(name: string): Promise<Blob | null>;
  /**
   * Writes a file anew, part by part, and returns when it lies on the disk. A failure leaves a torn file.
   * @throws DOMException `QuotaExceededError` where there is no room
   */
  write(name: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
  /** Removes a file, if there is one. */
  remove(name: string): Promise<void>;
  /** bytes that may still be written; null where the browser does not tell */
  room(): Promise<number | null>;
}

/** Reads a whole file; null where there is none. */
export async function readWhole(folder: Folder, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await folder.file(name);
  return file === null ? null : new Uint8Array(await file.arrayBuffer());
}
