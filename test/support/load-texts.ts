/** Loads tables given as text, for tests of what follows from them. */
import type { Database } from '../../src/database/database.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { blobBytes, type ImportTable } from '../../src/import/import-tables.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { openSession, type Session } from '../../src/workspace/session.ts';

/** A moment after everything in random data. */
export const MUCH_LATER = Date.UTC(2090, 0) / 1000;

/** Opens a session over texts and hands it to a task; closes its database after it. */
export async function withSession<Value>(
  texts: Readonly<Partial<Record<ImportTable, string>>>,
  model: ScoringModel,
  task: (session: Session) => Promise<Value>,
  open: () => Promise<Database> = openNodeDatabase,
): Promise<Value> {
  const database = await open();
  try {
    const files = (Object.entries(texts) as [ImportTable, string][]).map(([table, text]) => ({
      table,
      name: `${table}.csv`,
      bytes: blobBytes(new Blob([text])),
    }));
    const order = { name: 'test', files, modelText: JSON.stringify(model), timeZone: 'UTC', now: MUCH_LATER };
    return await task(await openSession(database, order));
  } finally {
    await database.close();
  }
}
