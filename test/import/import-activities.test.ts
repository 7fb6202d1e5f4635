import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { ImportedTables } from '../../src/import/import-tables.ts';
import { rejectedPage } from '../../src/import/rejected-rows.ts';
import { query } from '../../src/query/query.ts';
import { ENGINES, importFiles, textFile } from './engines.ts';

const LEADS = textFile(
  'leads',
  [
    'lead_id,created_at,email,alias_ids',
    'late,2025-01-05,same@x.de,k1;k2',
    'early,2025-01-01, SAME@x.de ,k2; k3',
    'L1,2025-01-02,,',
    'l1,2025-01-03,,L1',
  ].join('\n'),
);

describe.each(ENGINES)('%s', (_, open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
  }, 60_000);
  afterEach(() => database.close());

  /** Text of a field for every activity, in the order in which the table lies. */
  async function field(tables: ImportedTables, name: string): Promise<(string | null)[]> {
    const found = tables.activityFields.get(name);
    if (found === undefined) throw new Error(`There is no field ${name}`);
    const { columns } = await database.read(
      found.on === 'kinds'
        ? query`SELECT ${found.expression} AS v FROM activities JOIN kinds USING (kind) ORDER BY position`
        : query`SELECT ${found.expression} AS v FROM activities ORDER BY position`,
    );
    return [...(columns['v'] as readonly (string | null)[])];
  }
  async function leadsOf(): Promise<unknown[]> {
    const { columns } = await database.read(
      query`SELECT leads.c0 AS v FROM activities JOIN leads USING (ordinal) ORDER BY position`,
    );
    return [...(columns['v'] ?? [])];
  }

  test('a row finds its lead by id, else by alias, else by e-mail', async () => {
    const tables = await importFiles(database, [
      LEADS,
      textFile(
        'activities',
        [
          'lead_id,email,type,occurred_at',
          'L1,same@x.de,visit,2025-02-01',
          'l1,,visit,2025-02-01',
          'k2,,visit,2025-02-01',
          'k3,same@x.de,visit,2025-02-01',
          'k1,same@x.de,visit,2025-02-01',
          'nobody," Same@X.DE\t",visit,2025-02-01',
          ',SAME@X.de,visit,2025-02-01',
        ].join('\n'),
      ),
    ]);
    expect(await leadsOf()).toEqual(['L1', 'l1', 'late', 'early', 'late', 'early', 'early']);
    expect(tables.rows.activities.joined).toEqual({ id: 2, alias: 3, email: 2 });
    expect(await field(tables, 'lead_id')).toEqual(['L1', 'l1', 'k2', 'k3', 'k1', 'nobody', null]);
    expect((await field(tables, 'email')).slice(-2)).toEqual([' Same@X.DE\t', 'SAME@X.de']);
  });

  test('every row is loaded or rejected with the first reason that applies', async () => {
    const files = [
      LEADS,
      textFile(
        'activities',
        [
          'activity_id,lead_id,email,type,occurred_at',
          'A1,, ,,?',
          'A1,L1,,,?',
          'A1,L1,,visit,?',
          'A1,nobody,,visit,2025-02-01',
          'A1,L1,,visit,2025-02-01',
          'A2,L1,,visit,2025-02-02',
          'A2,nobody,,visit,2025-02-03',
          ',L1,,visit,2025-02-04',
          ',L1,,visit,2025-02-04',
          'A3,L1,,visit,2025-02-05,more',
          'A3,L1,,visit,2025-02-06',
        ].join('\r\n'),
      ),
    ];
    const tables = await importFiles(database, files);
    expect(tables.rows.activities).toEqual({
      read: 11,
      loaded: 4,
      rejected: { missingId: 1, missingType: 1, badOccurredAt: 1, orphan: 1, duplicate: 2, malformed: 1 },
      joined: { id: 4, alias: 0, email: 0 },
    });
    expect(await field(tables, 'occurred_at')).toEqual([
      '2025-02-02 00:00:00',
      '2025-02-04 00:00:00',
      '2025-02-04 00:00:00',
      '2025-02-06 00:00:00',
    ]);
    expect(await field(tables, 'activity_id')).toEqual(['A2', null, null, 'A3']);
    const page = await rejectedPage(database, files, 0, 20);
    expect(page.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'missingId'],
      [3, 'missingType'],
      [4, 'badOccurredAt'],
      [5, 'orphan'],
      [6, 'duplicate'],
      [8, 'duplicate'],
      [11, 'malformed'],
    ]);
  });

  test('kinds are distinct tuples; columns beyond them stay with the activities', async () => {
    const tables = await importFiles(database, [
      LEADS,
      textFile(
        'activities',
        [
          'lead_id,type,occurred_at,channel,content,page',
          'L1,visit,2025-02-01,web,,/a',
          'L1,visit,2025-02-01,,web,/b',
          'L1,visit,2025-02-01,web,"",/c',
          'L1,Visit,2025-02-01,web,,',
        ].join('\n'),
      ),
    ]);
    const { columns } = await database.read(
      query`SELECT kind, type, channel, campaign, content, direction FROM kinds ORDER BY kind`,
    );
    expect([...(columns['kind'] as Int32Array)]).toEqual([0, 1, 2]);
    expect(columns['type']).toEqual(['visit', 'visit', 'Visit']);
    expect(columns['channel']).toEqual(['web', null, 'web']);
    expect(columns['content']).toEqual([null, 'web', null]);
    expect(columns['campaign']).toEqual([null, null, null]);
    expect(await field(tables, 'content')).toEqual([null, 'web', null, null]);
    expect(await field(tables, 'page')).toEqual(['/a', '/b', '/c', null]);
    expect([...tables.activityFields].map(([name, { on }]) => [name, on])).toEqual([
      ['lead_id', 'activities'],
      ['type', 'kinds'],
      ['occurred_at', 'activities'],
      ['channel', 'kinds'],
      ['content', 'kinds'],
      ['page', 'activities'],
    ]);
  });

  test('values that hold the separator of kinds are told apart', async () => {
    const rows = ['a\u001fb,', 'a,b', 'a\u001e1b,', 'a,\u001fb', 'a\u001f,b', 'a\u001e,1b'];
    const tables = await importFiles(database, [
      LEADS,
      textFile(
        'activities',
        `lead_id,occurred_at,type,channel\n${rows.map((row) => `L1,2025-02-01,${row}\n`).join('')}`,
      ),
    ]);
    const types = await field(tables, 'type');
    const channels = await field(tables, 'channel');
    expect(rows.map((_, index) => `${types[index] ?? ''},${channels[index] ?? ''}`)).toEqual(rows);
  });

  test('without a lead id rows are found by e-mail alone', async () => {
    const tables = await importFiles(database, [
      LEADS,
      textFile(
        'activities',
        'Email,Type,Occurred_At\nsame@x.de,visit,2025-02-01\nother@x.de,visit,2025-02-01\n,visit,2025-02-01\n',
      ),
    ]);
    expect(tables.rows.activities).toEqual({
      read: 3,
      loaded: 1,
      rejected: { orphan: 1, missingId: 1 },
      joined: { id: 0, alias: 0, email: 1 },
    });
    expect(tables.activityFields.has('lead_id')).toBe(false);
    expect(await field(tables, 'Type')).toEqual(['visit']);
  });

  test('without an activities file the tables are there and empty', async () => {
    const tables = await importFiles(database, [LEADS]);
    expect(tables.rows.activities).toEqual({
      read: 0,
      loaded: 0,
      rejected: {},
      joined: { id: 0, alias: 0, email: 0 },
    });
    expect((await database.read(query`SELECT kind, type FROM kinds`)).rows).toBe(0);
    expect((await database.read(query`SELECT position, ordinal, kind FROM activities`)).rows).toBe(0);
  });

  test('with too many kinds columns are left outside, the one with most values first', async () => {
    const rows = Array.from(
      { length: 70_000 },
      (_, row) =>
        `L1,visit,2025-02-01,web,campaign ${row % 7},content ${row},${row % 2 === 0 ? 'in' : 'out'}\n`,
    );
    const tables = await importFiles(database, [
      LEADS,
      textFile(
        'activities',
        `lead_id,type,occurred_at,channel,campaign,content,direction\n${rows.join('')}nobody,,,,,,\n`,
      ),
    ]);
    expect(tables.rows.activities).toMatchObject({
      read: 70_001,
      loaded: 70_000,
      rejected: { missingType: 1 },
    });
    expect(tables.activityFields.get('content')?.on).toBe('activities');
    expect(tables.activityFields.get('campaign')?.on).toBe('kinds');
    expect((await database.read(query`SELECT kind FROM kinds`)).rows).toBe(14);
    expect((await field(tables, 'content'))[69_999]).toBe('content 69999');
    expect((await field(tables, 'campaign'))[69_999]).toBe(`campaign ${69_999 % 7}`);
    expect(tables.files[1]).toMatchObject({ read: 70_001, rejected: 1 });
  });
});
