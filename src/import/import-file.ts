/** Files to import, wherever their bytes are. */
import type { ByteSource } from '../database/database.ts';
import type { Conversion } from './conversion.ts';

/** What a file is read as. */
export type ImportTable = 'leads' | 'activities' | 'stageHistory' | 'opportunities';

/** Further tables: ids of merged and converted records with the lead that each belongs to. */
export type LoadedTable = ImportTable | 'aliases';

/** Bytes that are read in parts: never the whole file at once. */
export interface FileBytes {
  /** bytes */
  readonly size: number;
  /** The bytes from `start` up to and without `end`. */
  slice(start: number, end: number): Promise<Uint8Array>;
  /** The same bytes as the database attaches them, unread. */
  source(start: number, end: number): ByteSource;
}

/** A file with the table that it is read as. A file that several tables are made of stands there once for each. */
export interface ImportFile {
  readonly table: LoadedTable;
  readonly name: string;
  readonly bytes: FileBytes;
  /** how its rows become those of the table; left out where the file is what the database reads itself */
  readonly conversion?: Conversion;
}

/**
 * Bytes of a file handle, or of anything in memory.
 * @param blob a `File` is a handle; its bytes are read when they are needed
 */
export function blobBytes(blob: Blob): FileBytes {
  return {
    size: blob.size,
    async slice(start, end) {
      return new Uint8Array(await blob.slice(start, end).arrayBuffer());
    },
    source: (start, end) => ({ blob: blob.slice(start, end) }),
  };
}
