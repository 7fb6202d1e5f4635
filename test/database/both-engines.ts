/** The two engines that every query is tested on. */
import type { Database } from '../../src/database/database.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { openWasmNodeDatabase } from './wasm-node-database.ts';

/** Name and opener of each engine. */
export const ENGINES: readonly (readonly [string, () => Promise<Database>])[] = [
  ['native', () => openNodeDatabase()],
  ['browser', () => openWasmNodeDatabase()],
];

/** Does something with a fresh database and closes it. */
export async function withDatabase<T>(
  open: () => Promise<Database>,
  task: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await open();
  try {
    return await task(database);
  } finally {
    await database.close();
  }
}
