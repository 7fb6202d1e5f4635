import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { ImportedTables } from '../../src/import/import-tables.ts';
import { rejectedPage } from '../../src/import/rejected-rows.ts';
import { ident, query, type Query } from '../../src/query/query.ts';
import { ENGINES, importFiles, NOW, textFile } from './engines.ts';

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe.each(ENGINES)('%s', (_, open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
  }, 60_000);
  afterEach(() => database.close());

  /** Values of an expression over a table, in the order in which the table lies. */
  async function values(expression: Query | undefined, table = 'leads'): Promise<unknown[]> {
    if (expression === undefined) throw new Error('There is no such field');
    const { columns } = await database.read(
      query`SELECT CAST(${expression} AS VARCHAR) AS v FROM ${ident(table)}`,
    );
    return [...(columns['v'] ?? [])];
  }
  const field = (tables: ImportedTables, name: string): Promise<unknown[]> =>
    values(tables.leadFields.get(name));

  test('leads lie in the order of creation, then row, with all columns as text', async () => {
    const tables = await importFiles(database, [
      textFile(
        'leads',
        'lead_id,created_at,score,note\nb,2025-02-01,007,\nc,2025-01-01T00:00:00Z,1e5,"a, ""b""\nc"\na,2025-02-01 00:00,,""\n',
      ),
    ]);
    expect(await field(tables, 'lead_id')).toEqual(['c', 'b', 'a']);
    expect(await field(tables, 'score')).toEqual(['1e5', '007', null]);
    expect(await field(tables, 'note')).toEqual(['a, "b"\nc', null, null]);
    expect(await field(tables, 'created_at')).toEqual([
      '2025-01-01T00:00:00Z',
      '2025-02-01',
      '2025-02-01 00:00',
    ]);
    expect(await values(ident('ordinal'))).toEqual(['0', '1', '2']);
    expect(tables.leadCount).toBe(3);
    expect(tables.firstCreatedAt).toBe(seconds('2025-01-01T00:00:00Z'));
    expect(tables.lastCreatedAt).toBe(seconds('2025-01-31T23:00:00Z'));
  });

  test('every row is loaded or rejected with the first reason that applies', async () => {
    const file = textFile(
      'leads',
      [
        'lead_id,created_at,name',
        ',soon,missing before bad',
        'a,2025-02-30,bad date',
        'a,2025-01-02,first good a',
        'a,2025-01-01,second a',
        'a,never,bad before duplicate',
        'A,2025-01-01,another id',
        'b',
        'c,2025-01-01,too,many',
        'd,2025-01-01,empty beyond,,',
        'e,"2025-01-01,broken',
        'f,2025-01-01,after it',
      ].join('\n'),
    );
    const tables = await importFiles(database, [file]);
    expect(tables.rows.leads).toMatchObject({
      read: 11,
      loaded: 4,
      rejected: { missingId: 1, badCreatedAt: 2, duplicate: 1, malformed: 3 },
    });
    expect(await field(tables, 'name')).toEqual(['another id', 'empty beyond', 'after it', 'first good a']);
    const page = await rejectedPage(database, [file], 0, 100);
    expect(
      page.map(({ line, reason, text, fields }) => [line, reason, text, ...Object.values(fields ?? {})]),
    ).toEqual([
      [2, 'missingId', ',soon,missing before bad'],
      [3, 'badCreatedAt', 'a,2025-02-30,bad date'],
      [5, 'duplicate', 'a,2025-01-01,second a'],
      [6, 'badCreatedAt', 'a,never,bad before duplicate'],
      [8, 'malformed', 'b', 1, 3],
      [9, 'malformed', 'c,2025-01-01,too,many', 4, 3],
      [11, 'malformed', 'e,"2025-01-01,broken'],
    ]);
  });

  test('recorded dates: unreadable ones are missing, early ones are lifted, both are counted on loaded leads', async () => {
    const tables = await importFiles(database, [
      textFile(
        'leads',
        [
          'lead_id,created_at,mql_at,sql_at',
          'a,2025-01-10,2025-01-05,?',
          'b,2025-01-11,2025-01-11,2025-01-12',
          'a,2025-01-10,x,y',
          'c,2025-01-12,?,',
        ].join('\n'),
      ),
    ]);
    expect(tables.rows.leads.repaired).toEqual({ unreadable: { mql_at: 1, sql_at: 1 }, beforeCreation: 1 });
    expect(await values(ident('mql_at'))).toEqual([
      String(seconds('2025-01-09T23:00:00Z')),
      String(seconds('2025-01-10T23:00:00Z')),
      null,
    ]);
    expect(await field(tables, 'mql_at')).toEqual(['2025-01-05', '2025-01-11', null]);
    expect(await field(tables, 'sql_at')).toEqual([null, '2025-01-12', null]);
    expect(tables.hasRecordedStages).toBe(true);
  });

  test('a disqualification alone is no recorded stage', async () => {
    const tables = await importFiles(database, [
      textFile('leads', 'lead_id,created_at,disqualified_at\na,2025-01-10,2025-02-05\n'),
    ]);
    expect(tables.hasRecordedStages).toBe(false);
    expect(tables.defaultAsOf).toBe(seconds('2025-02-04T23:00:00Z'));
  });

  test('the default as-of is the latest instant that is not after the moment of loading', async () => {
    const tables = await importFiles(
      database,
      [
        textFile('leads', 'lead_id,created_at,customer_at\na,2025-01-10,2025-03-01\nb,2031-01-01,\n'),
        textFile(
          'activities',
          'lead_id,type,occurred_at\na,x,2025-04-01T10:00:00Z\na,x,2030-01-01\nz,x,2025-05-01\n',
        ),
      ],
      { now: seconds('2025-06-01T00:00:00Z') },
    );
    expect(tables.defaultAsOf).toBe(seconds('2025-04-01T10:00:00Z'));
    expect(tables.laterThanLoading).toBe(2);
  });

  test('without a good lead the moment of loading is the as-of', async () => {
    const tables = await importFiles(database, [textFile('leads', 'lead_id,created_at\na,never\n')]);
    expect(tables).toMatchObject({
      leadCount: 0,
      activityCount: 0,
      defaultAsOf: NOW,
      firstCreatedAt: null,
      lastCreatedAt: null,
    });
  });

  test('several files with other columns make one table, and are counted one by one', async () => {
    const files = [
      textFile('leads', 'lead_id,created_at,source\na,2025-01-02,web\n,2025-01-01,\n', 'one.csv'),
      textFile(
        'leads',
        'Created_At,Region,Lead_ID,Source\r\n2025-01-01,north,b,ads\r\n2025-01-03,,a,\r\n',
        'two.csv',
      ),
    ];
    const tables = await importFiles(database, files);
    expect(await field(tables, 'lead_id')).toEqual(['b', 'a']);
    expect(await field(tables, 'source')).toEqual(['ads', 'web']);
    expect(tables.leadFields.get('Source')).toBe(tables.leadFields.get('source'));
    expect(await field(tables, 'Region')).toEqual(['north', null]);
    expect(tables.files).toEqual([
      { table: 'leads', name: 'one.csv', read: 2, rejected: 1, others: 0 },
      { table: 'leads', name: 'two.csv', read: 2, rejected: 1, others: 0 },
    ]);
    const page = await rejectedPage(database, files, 0, 10);
    expect(page.map(({ file, line, reason }) => [file, line, reason])).toEqual([
      ['one.csv', 3, 'missingId'],
      ['two.csv', 3, 'duplicate'],
    ]);
    expect(await rejectedPage(database, files, 1, 1)).toEqual(page.slice(1));
  });

  test('hostile and colliding names of columns do nothing', async () => {
    const names = [
      '"; DROP TABLE leads; --',
      "'); SELECT 1; --",
      'c0',
      'C0',
      'ordinal',
      'record',
      'created_at text',
      '%s',
      '名前',
      'a\nb',
    ];
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
    const tables = await importFiles(database, [
      textFile(
        'leads',
        `lead_id,created_at,${header}\na,2025-01-01,${names.map((_, index) => `v${index}`).join(',')}\n`,
      ),
    ]);
    for (const [index, name] of names.entries()) expect(await field(tables, name)).toEqual([`v${index}`]);
  });

  test('four hundred columns are fine', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `column ${index}`);
    const tables = await importFiles(database, [
      textFile(
        'leads',
        `lead_id,created_at,${names.join(',')}\na,2025-01-01,${names.map((_, index) => index).join(',')}\n`,
      ),
    ]);
    expect(await field(tables, 'column 399')).toEqual(['399']);
  });

  test('bytes that are not UTF-8 are refused with their line', async () => {
    const text = new TextEncoder().encode('lead_id,created_at,name\na,2025-01-01,x\nb,2025-01-01,M');
    const loading = importFiles(database, [
      textFile('leads', new Uint8Array([...text, 0xfc, 0x6c, 10]), 'latin.csv'),
    ]);
    await expect(loading).rejects.toMatchObject({
      problem: { code: 'notUtf8', file: 'latin.csv', line: 3, detail: null },
    });
  });

  test('the text of a rejected row is cut, and long rows before it are passed', async () => {
    const long = 'x'.repeat(1_500_000);
    const files = [
      textFile('leads', `lead_id,created_at,note\na,2025-01-01,${long}\n,2025-01-01,${'😀'.repeat(1_500)}\n`),
    ];
    await importFiles(database, files);
    const [row] = await rejectedPage(database, files, 0, 10);
    expect(row).toMatchObject({ line: 3, reason: 'missingId' });
    expect(row?.text).toBe(`,2025-01-01,${'😀'.repeat(994)}`);
  });

  test('a load without leads is refused', async () => {
    const loading = importFiles(database, [
      textFile('activities', 'lead_id,type,occurred_at\na,b,2025-01-01\n'),
    ]);
    await expect(loading).rejects.toMatchObject({ problem: { code: 'noLeads' } });
  });

  test('an unknown zone is refused', async () => {
    const loading = importFiles(database, [textFile('leads', 'lead_id,created_at\na,2025-01-01\n')], {
      timeZone: 'Mars/Olympus',
    });
    await expect(loading).rejects.toThrow(RangeError);
  });

  test('reports progress, and ends when it is aborted', async () => {
    const files = [
      textFile('leads', 'lead_id,created_at\na,2025-01-01\n'),
      textFile('activities', 'lead_id,type,occurred_at\na,b,2025-01-01\na,b,2025-01-01\n'),
    ];
    const reports: unknown[] = [];
    const controller = new AbortController();
    const loading = importFiles(database, files, {
      signal: controller.signal,
      onProgress: ({ phase, file, rows, share }) => {
        reports.push([phase, file, rows, share]);
        if (phase === 'activities') controller.abort();
      },
    });
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(reports[0]).toEqual(['leads', 'leads.csv', 1, expect.closeTo(30 / 86, 1)]);
    expect(reports.at(-1)).toEqual(['activities', 'activities.csv', 2, 1]);
  });
});
