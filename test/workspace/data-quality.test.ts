/** Each finding in data that has it, and none in data that has it not; on both engines. */
import { describe, expect, test } from 'vitest';
import { blobBytes } from '../../src/import/import-tables.ts';
import { openSession } from '../../src/workspace/session.ts';
import type { QualityFinding } from '../../src/workspace/workspace.ts';
import { ENGINES } from '../import/engines.ts';

const NOW = Date.UTC(2026, 5, 1) / 1000;

describe.each(ENGINES)('%s', (_, open) => {
  async function findings(
    leads: string,
    activities: string | null = null,
  ): Promise<readonly QualityFinding[]> {
    const database = await open();
    try {
      const file = (table: 'leads' | 'activities', text: string) => ({
        table,
        name: `${table}.csv`,
        bytes: blobBytes(new Blob([text])),
      });
      const files = [file('leads', leads), ...(activities === null ? [] : [file('activities', activities)])];
      const session = await openSession(database, {
        name: 'test',
        files,
        modelText: null,
        timeZone: 'Europe/Berlin',
        now: NOW,
      });
      return await session.dataQuality();
    } finally {
      await database.close();
    }
  }

  test('clean data have no findings', async () => {
    expect(
      await findings(
        'lead_id,created_at,email,mql_at,sql_at\na,2025-01-10,a@x.de,2025-01-12,2025-01-13\nb,2025-01-11,b@x.de,,\n',
        'lead_id,type,occurred_at\na,visit,2025-01-11\nb,visit,2025-01-12\n',
      ),
    ).toEqual([]);
  });

  test('each finding is counted and placed in time', async () => {
    const crowd = Array.from({ length: 30 }, (_row, lead) => `c${lead},2025-03-04T10:11:12,,,,`);
    // dates alone are midnights: no sign of a machine
    const dates = Array.from({ length: 30 }, (_row, lead) => `d${lead},2025-04-04,,,,`);
    const found = await findings(
      [
        'lead_id,created_at,email,mql_at,sql_at,customer_at',
        'a,2025-01-31T23:30:00Z,Ann@X.de,2025-02-20,2025-02-10,',
        'b,2025-02-03,ann@x.de ,2025-01-01,,2027-01-01',
        'e,2024-11-03,,nonsense,,',
        ...crowd,
        ...dates,
        '',
      ].join('\n'),
      'lead_id,type,occurred_at\na,visit,2025-02-11\nnobody,visit,2025-02-12\nb,visit,2027-02-12\n',
    );
    const of = (code: QualityFinding['code']) => found.find((finding) => finding.code === code);
    expect(of('duplicateEmail')).toMatchObject({
      rows: 1,
      share: 1 / 63,
      months: [{ month: '2025-02', rows: 1 }],
      detail: 1,
    });
    // created in the evening of 31 January by UTC, in the morning of 1 February by the local clock
    expect(of('outOfOrder')).toMatchObject({ rows: 1, months: [{ month: '2025-02', rows: 1 }] });
    expect(of('beforeCreation')).toMatchObject({ rows: 1 });
    expect(of('unreadableDates')).toMatchObject({ rows: 1 });
    expect(of('bulkImport')).toMatchObject({
      rows: 30,
      months: [{ month: '2025-03', rows: 30 }],
      examples: [{ date: 'created_at', instant: Date.UTC(2025, 2, 4, 9, 11, 12) / 1000, rows: 30 }],
    });
    expect(of('lateHistory')).toMatchObject({ rows: 1, months: [{ month: '2025-02', rows: 1 }] });
    expect(of('future')).toMatchObject({
      rows: 2,
      months: [
        { month: '2027-01', rows: 1 },
        { month: '2027-02', rows: 1 },
      ],
    });
    expect(of('orphans')).toMatchObject({ rows: 1, share: 1 / 3 });
    expect(of('silentLeads')).toMatchObject({ rows: 61 });
  });

  test('weeks without rows are gaps where a usual week has many', async () => {
    const day = (number: number): string =>
      new Date(Date.UTC(2025, 0, 6 + number)).toISOString().slice(0, 10);
    // ten weeks of 21 leads, of which the fourth and fifth are missing
    const days = Array.from({ length: 70 }, (_row, number) => number).filter((n) => n < 21 || n >= 35);
    const leads = days.flatMap((number) =>
      [0, 1, 2].map((one) => `l${number}-${one},${day(number)}T09:0${one}:07Z`),
    );
    const found = await findings(`lead_id,created_at\n${leads.join('\n')}\n`);
    expect(found).toMatchObject([{ code: 'leadGap', rows: 2, months: [{ month: '2025-01', rows: 2 }] }]);
  });
});
