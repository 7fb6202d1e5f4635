/** The text of every statement that an import runs, on both engines: what the database gets is seen, and seen to run. */
import { expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { Query } from '../../src/query/query.ts';
import { ENGINES, importFiles, textFile } from '../import/engines.ts';

/** The database, with the texts of its statements in order. */
function recording(database: Database): { readonly database: Database; readonly texts: string[] } {
  const texts: string[] = [];
  const keep = ({ text }: Query): void => {
    texts.push(text.replaceAll(/read_csv\('[^']*'/g, "read_csv('FILE'"));
  };
  return {
    texts,
    database: {
      ...database,
      run(statement, signal) {
        keep(statement);
        return database.run(statement, signal);
      },
      read(statement, signal) {
        keep(statement);
        return database.read(statement, signal);
      },
    },
  };
}

const FILES = [
  textFile(
    'leads',
    'lead_id,created_at,email,alias_ids,mql_at\nb,2025-01-02,b@x.de,c,2025-01-01\na,2025-01-01,,,?\na,2025-01-01,,,\n',
  ),
  textFile('stageHistory', 'lead_id,stage,entered_at\na,sql,2025-01-03\n'),
  textFile('opportunities', 'opportunity_id,email,created_at,won_at\nO,b@x.de,2025-01-03,\n'),
  textFile(
    'activities',
    'activity_id,lead_id,email,type,occurred_at,channel,page\nA,a,,visit,2025-01-03,web,/\nA,c,,visit,2025-01-03,web,"/ "\n,c,,call,2025-01-04,,\n,z,,call,2025-01-04,,,9\n',
  ),
];

test.each(ENGINES)('%s runs the statements as they are written down', async (_, open) => {
  const opened = await open();
  const { database, texts } = recording(opened);
  await importFiles(database, FILES, { timeZone: 'Asia/Kolkata' });
  await opened.close();
  const written = texts
    .join('\n\n')
    .replaceAll(/[^\n -~]/g, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  await expect(`${written}\n`).toMatchFileSnapshot('import-statements.txt');
});
