/** Both engines, and imports of texts and of reference cases, for the tests of this room. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../src/database/database.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import {
  blobBytes,
  importTables,
  type ImportedTables,
  type ImportFile,
  type ImportOptions,
  type ImportTable,
} from '../../src/import/import-tables.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';

export const ENGINES: readonly (readonly [string, () => Promise<Database>])[] = [
  ['native', () => openNodeDatabase({ threads: 2 })],
  ['wasm', openWasmNodeDatabase],
];

/** 2026-06-01, after all dates in tests that are not meant to be late. */
export const NOW = Date.UTC(2026, 5, 1) / 1000;

/** A file with this text or these bytes. */
export function textFile(
  table: ImportTable,
  text: string | Uint8Array<ArrayBuffer>,
  name = `${table}.csv`,
): ImportFile {
  return { table, name, bytes: blobBytes(new Blob([text])) };
}

/** Imports with what a test does not care about filled in. */
export function importFiles(
  database: Database,
  files: readonly ImportFile[],
  options: Partial<ImportOptions> = {},
): Promise<ImportedTables> {
  return importTables(database, files, {
    timeZone: 'Europe/Berlin',
    now: NOW,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...options,
  });
}

export const CASES = join(import.meta.dirname, '../cases');

/** A reference case's file. */
export function caseFile(table: ImportTable, folder: string, name: string): ImportFile {
  return textFile(table, new Uint8Array(readFileSync(join(CASES, folder, name))), name);
}
