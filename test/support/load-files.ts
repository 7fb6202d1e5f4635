/** Loads files as the app and the command line do: whatever they are, all at once. */
import type { Database } from '../../src/database/database.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { blobBytes } from '../../src/import/import-file.ts';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { openSession, type Session } from '../../src/workspace/session.ts';
import { MUCH_LATER } from './load-texts.ts';

/** A file in memory, to be recognised. */
export function givenFile(name: string, content: string | Uint8Array<ArrayBuffer>): GivenFile {
  return { name, bytes: blobBytes(new Blob([content])), table: null };
}

/** What differs from a load without a model, in Berlin, long after everything. */
export interface LoadOptions {
  readonly model?: ScoringModel;
  readonly language?: 'en' | 'de' | null;
  readonly open?: () => Promise<Database>;
}

/** Opens a session over files and hands it to a task; closes its database after it. */
export async function withFiles<Value>(
  files: readonly GivenFile[],
  task: (session: Session, database: Database) => Promise<Value>,
  { model, language = null, open = openNodeDatabase }: LoadOptions = {},
): Promise<Value> {
  const database = await open();
  try {
    const session = await openSession(database, {
      name: 'test',
      files,
      modelText: model === undefined ? null : JSON.stringify(model),
      timeZone: 'Europe/Berlin',
      language,
      now: MUCH_LATER,
    });
    return await task(session, database);
  } finally {
    await database.close();
  }
}
