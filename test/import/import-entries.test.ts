import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { rejectedPage } from '../../src/import/rejected-rows.ts';
import { ident, query } from '../../src/query/query.ts';
import { ENGINES, importFiles, textFile } from './engines.ts';

describe.each(ENGINES)('%s', (_, open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
  }, 60_000);
  afterEach(() => database.close());

  /** Days of January 2025 (local) of a recorded date of all leads; null where missing. */
  async function days(date: string): Promise<(number | null)[]> {
    const first = Date.parse('2024-12-31T23:00:00Z') / 1000;
    const { columns } = await database.read(
      query`SELECT CAST(coalesce((${ident(date)} - ${first}) // 86400 + 1, -1) AS INTEGER) AS v FROM leads`,
    );
    return [...(columns['v'] as Int32Array)].map((day) => (day === -1 ? null : day));
  }

  const LEADS = 'lead_id,created_at,email,alias_ids,sql_at\n'
    .concat('a,2025-01-01,a@x.de,old-a;shared,2025-01-09\n')
    .concat('b,2025-01-02,,shared; old-b ;,?\n')
    .concat('c,2025-01-03, A@X.de ,,\n')
    .concat('d,2025-01-04,d@x.de,,\n');

  test('the earliest entry fills a recorded date that is empty, whichever table it is from', async () => {
    const files = [
      textFile('leads', LEADS),
      textFile(
        'stageHistory',
        [
          'lead_id,stage,entered_at',
          'a,SQL,2025-01-02',
          'a,Mql,2025-01-08',
          'a,mql,2025-01-07',
          'b,sql,2025-01-05',
          'b,lead,2024-06-01',
          'b,Disqualified,2025-01-20',
          'b,customer,2025-01-21',
          'd, opportunity ,2025-01-01',
        ].join('\n'),
      ),
      textFile(
        'opportunities',
        [
          'opportunity_id,lead_id,email,created_at,won_at',
          'O1,b,,2025-01-12,2025-01-19',
          'O2,b,,2025-01-11,x',
          'O3,,D@X.DE,2025-01-10,',
          'O4,old-b,,2025-01-30,',
        ].join('\n'),
      ),
    ];
    const tables = await importFiles(database, files);
    expect(await days('mql_at')).toEqual([7, null, null, null]);
    expect(await days('sql_at')).toEqual([9, 5, null, null]);
    // d: 1 January lies before its creation and counts as it
    expect(await days('opportunity_at')).toEqual([null, 11, null, 4]);
    expect(await days('customer_at')).toEqual([null, 19, null, null]);
    expect(await days('disqualified_at')).toEqual([null, 20, null, null]);
    expect(tables.rows.leads.repaired).toEqual({ unreadable: { sql_at: 1 }, beforeCreation: 1 });
    expect(tables.rows.stageHistory).toEqual({ read: 8, loaded: 8, rejected: {} });
    expect(tables.rows.opportunities).toEqual({ read: 4, loaded: 4, rejected: {} });
    expect(tables.hasRecordedStages).toBe(true);
    // 30 January did not fill anything
    expect(tables.defaultAsOf).toBe(Date.parse('2025-01-19T23:00:00Z') / 1000);
    const { columns } = await database.read(
      query`SELECT ${tables.leadFields.get('sql_at') ?? ident('-')} AS "sql", ${tables.leadFields.get('opportunity_at') ?? ident('-')} AS "opportunity" FROM leads`,
    );
    expect(columns['sql']).toEqual(['2025-01-09', '2025-01-05 00:00:00', null, null]);
    expect(columns['opportunity']).toEqual([null, '2025-01-11 00:00:00', null, '2025-01-04 00:00:00']);
  });

  test('rows of a stage history are rejected with the first reason that applies', async () => {
    const files = [
      textFile('leads', LEADS),
      textFile(
        'stageHistory',
        [
          'lead_id,stage,entered_at',
          ',nonsense,?',
          'z,nonsense,?',
          'z,,2025-01-01',
          'z,mql,?',
          'z,mql,2025-01-01',
          'a,lead,?',
          'a,mql,2025-01-01,more',
        ].join('\n'),
      ),
    ];
    const tables = await importFiles(database, files);
    expect(tables.rows.stageHistory).toEqual({
      read: 7,
      loaded: 0,
      rejected: { missingId: 1, unknownStage: 2, badEnteredAt: 2, orphan: 1, malformed: 1 },
    });
    const page = await rejectedPage(database, files, 0, 10);
    expect(page.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'missingId'],
      [3, 'unknownStage'],
      [4, 'unknownStage'],
      [5, 'badEnteredAt'],
      [6, 'orphan'],
      [7, 'badEnteredAt'],
      [8, 'malformed'],
    ]);
  });

  test('opportunities are rejected with the first reason that applies', async () => {
    const tables = await importFiles(database, [
      textFile('leads', LEADS),
      textFile(
        'opportunities',
        [
          'opportunity_id,lead_id,email,created_at,won_at',
          'O1,, ,?,',
          'O1,a,,?,',
          'O1,z,,2025-01-05,',
          'O1,a,,2025-01-05,',
          ',a,,2025-01-06,',
          ',a,,2025-01-07,',
          'O2,shared,,2025-01-06,',
        ].join('\n'),
      ),
    ]);
    expect(tables.rows.opportunities).toEqual({
      read: 7,
      loaded: 3,
      rejected: { missingId: 1, badCreatedAt: 1, orphan: 1, duplicate: 1 },
    });
    // of one alias the first row: a
    expect(await days('opportunity_at')).toEqual([6, null, null, null]);
  });

  test('tables with a header alone give nothing', async () => {
    const tables = await importFiles(database, [
      textFile('leads', LEADS),
      textFile('stageHistory', 'lead_id,stage,entered_at\n'),
      textFile('opportunities', 'lead_id,created_at\n'),
      textFile('activities', 'lead_id,type,occurred_at\n'),
    ]);
    expect(tables.rows.stageHistory).toEqual({ read: 0, loaded: 0, rejected: {} });
    expect(tables.rows.opportunities).toEqual({ read: 0, loaded: 0, rejected: {} });
    expect(tables.activityCount).toBe(0);
  });
});
