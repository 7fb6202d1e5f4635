/** Laws of loading files that are converted: rejected rows as they stand in their files, dates that correct a look, and ids that find their leads. */
import { expect, test } from 'vitest';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { givenFile, withFiles } from '../support/load-files.ts';
import { encodeText } from './formats/encode-text.ts';
import { inline, makeWorkbook, number, rowXml } from './formats/make-workbook.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import type { Session } from '../../src/workspace/session.ts';

/** Rejected rows as `file:line reason` with the text that stands there. */
async function rejectedOf(session: Session): Promise<(readonly [string, string])[]> {
  const rows = await session.rejectedRows(0, 10_000);
  return rows.map(({ file, line, reason, text }) => [`${file}:${line} ${reason}`, text] as const);
}

const day = (index: number): string => String((index % 28) + 1).padStart(2, '0');

test.each([
  ['native', openNodeDatabase],
  ['wasm', openWasmNodeDatabase],
])('%s: rejected rows point to their lines, also behind line breaks in cells', async (_, open) => {
  const text =
    'Lead-Nr;Erstellt am;Firma;Notiz\n' +
    '001;13.01.2024;X;"zwei\nZeilen"\n' +
    '\n' +
    ';14.01.2024;ohne Nummer;"a ""b""\r\nc"\n' +
    '002;irgendwann;Y;\n' +
    '001;15.01.2024;doppelt;z\n' +
    '003;16.01.2024;"kein Ende;z\n' +
    '004;17.01.2024;zu;viele;Zellen\n' +
    '005;18.01.2024;gut;z\n';
  await withFiles(
    [givenFile('leads.csv', encodeText(text, 'windows-1252'))],
    async (session) => {
      expect(session.summary.rows.leads).toMatchObject({ read: 7, loaded: 2 });
      expect(await rejectedOf(session)).toEqual([
        ['leads.csv:5 missingId', ';14.01.2024;ohne Nummer;"a ""b""\r\nc"'],
        ['leads.csv:7 badCreatedAt', '002;irgendwann;Y;'],
        ['leads.csv:8 duplicate', '001;15.01.2024;doppelt;z'],
        ['leads.csv:9 malformed', '003;16.01.2024;"kein Ende;z'],
        ['leads.csv:10 malformed', '004;17.01.2024;zu;viele;Zellen'],
      ]);
    },
    { open },
  );
});

test('rejected rows of several tables of one file, of a workbook, of NDJSON and of gzip point to their rows', async () => {
  const log =
    'case;activity;timestamp\nA;Page view;13.01.2024 10:00\nA;Became MQL;heute\n;Page view;14.01.2024 10:00\nB;;15.01.2024 10:00\nB;Closed Won;13.02.2024 10:00\n';
  await withFiles([givenFile('log.csv', log)], async (session) => {
    expect(session.summary.files).toEqual([
      expect.objectContaining({ table: 'leads', read: 2, rejected: 0, others: 3 }),
      expect.objectContaining({ table: 'activities', read: 3, rejected: 2, others: 2 }),
      expect.objectContaining({ table: 'stageHistory', read: 2, rejected: 1, others: 3 }),
    ]);
    expect(new Set(await rejectedOf(session))).toEqual(
      new Set([
        ['log.csv:4 missingId', ';Page view;14.01.2024 10:00'],
        ['log.csv:5 missingType', 'B;;15.01.2024 10:00'],
        ['log.csv:3 badEnteredAt', 'A;Became MQL;heute'],
      ]),
    );
  });
  const sheet =
    rowXml(1, [inline('Bericht')]) +
    rowXml(3, [inline('Lead-Nr'), inline('Erstellt am'), inline('Firma')]) +
    rowXml(4, [inline('007'), number('45300', 1), inline('X')]) +
    rowXml(6, [inline('008'), inline('bald'), inline('Y &amp; Z')]) +
    rowXml(7, [inline(''), number('45301', 1), inline('ohne')]);
  await withFiles([givenFile('leads.xlsx', makeWorkbook({ sheets: { Export: sheet } }))], async (session) => {
    expect(session.summary.rows.leads).toMatchObject({ read: 3, loaded: 1 });
    const rejected = await rejectedOf(session);
    expect(rejected.map(([place]) => place)).toEqual(['leads.xlsx:6 badCreatedAt', 'leads.xlsx:7 missingId']);
    expect(rejected[0]?.[1]).toContain('Y & Z');
  });
  const lines = [
    { id: '1', created: '2024-01-13', email: 'a@b.example' },
    { id: '', created: '2024-01-13', email: 'c@d.example' },
    { id: '3', created: 'x', email: 'e@f.example' },
  ].map((row) => JSON.stringify(row));
  await withFiles([givenFile('leads.ndjson', lines.join('\n'))], async (session) => {
    expect((await rejectedOf(session)).map(([place]) => place)).toEqual([
      'leads.ndjson:2 missingId',
      'leads.ndjson:3 badCreatedAt',
    ]);
  });
});

function manyLeads(count: number, dateOf: (index: number) => string): string {
  const rows = Array.from({ length: count }, (_, index) => `L${index};${dateOf(index)};Firma ${index}`);
  return `Lead-Nr;Angelegt am;Firma\n${rows.join('\n')}\n`;
}

test('a date behind the first look that proves the other order turns all of the column', async () => {
  const late = 30_000;
  // 03/04/2024 fits both ways, and a semicolon speaks for the day first
  const text = manyLeads(late + 10, (index) => (index < late ? '03/04/2024 08:00' : '04/25/2024 08:00'));
  const seen: string[] = [];
  await withFiles([givenFile('leads.csv', text)], async ({ summary, rejectedRows }) => {
    expect(summary.rows.leads).toMatchObject({ read: late + 10, loaded: late + 10, rejected: {} });
    expect(summary.firstCreatedAt).toBe(Date.UTC(2024, 2, 4, 7) / 1000);
    expect(summary.lastCreatedAt).toBe(Date.UTC(2024, 3, 25, 6) / 1000);
    seen.push(...Object.values(summary.sources[0]?.reading.mapping.dateOrder ?? {}));
    expect(await rejectedRows(0, 5)).toEqual([]);
  });
  expect(seen).toEqual(['mdy']);
});

test('where dates prove both orders, those that cannot be read are rejected by name', async () => {
  const late = 30_000;
  const text = manyLeads(late + 3, (index) =>
    index < late ? '03/04/2024' : index === late + 1 ? '25/04/2024' : '04/25/2024',
  );
  await withFiles([givenFile('leads.csv', text)], async (session) => {
    const { read, loaded, rejected } = session.summary.rows.leads;
    expect(read).toBe(late + 3);
    expect(loaded + (rejected['badCreatedAt'] ?? 0)).toBe(read);
    const found = await rejectedOf(session);
    expect(found.length).toBe(rejected['badCreatedAt']);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(3);
    for (const [place] of found) expect(place).toMatch(/leads\.csv:3000[234] badCreatedAt/);
  });
});

test('bytes that stop being UTF-8 late in a plain file are read as Windows-1252', async () => {
  const rows = Array.from(
    { length: 12_000 },
    (_, index) => `L${index},2024-01-${day(index)},plain company ${index}`,
  );
  rows.push('M1,2024-01-05,Müller €', 'M2,2024-01-05,Größe');
  const bytes = encodeText(`lead_id,created_at,company\n${rows.join('\n')}\n`, 'windows-1252');
  expect(bytes.length).toBeGreaterThan(300_000);
  await withFiles([givenFile('leads.csv', bytes)], async (session) => {
    expect(session.summary.rows.leads).toMatchObject({ read: 12_002, loaded: 12_002, rejected: {} });
    const values = await session.columnValues('company', 'ü', 10);
    expect(values).toEqual([{ value: 'Müller €', leads: 1 }]);
    expect(session.summary.sources[0]).toMatchObject({ encoding: 'windows-1252', isConverted: true });
  });
});

test('a single bad byte among good UTF-8 costs its row alone', async () => {
  const good = encodeText(
    `lead_id,created_at,company\n${Array.from({ length: 200 }, (_, index) => `L${index},2024-01-05,Müller & Größe`).join('\n')}\n`,
    'utf-8',
  );
  const bad = encodeText('X,2024-01-05,Mü\n', 'windows-1252');
  await withFiles(
    [givenFile('leads.csv', new Uint8Array([...good, ...bad, ...encodeText('Y,2024-01-05,ö\n', 'utf-8')]))],
    async (session) => {
      expect(session.summary.rows.leads).toMatchObject({
        read: 202,
        loaded: 201,
        rejected: { malformed: 1 },
      });
      expect((await rejectedOf(session)).map(([place]) => place)).toEqual(['leads.csv:202 malformed']);
    },
  );
});

test.each([
  ['native', openNodeDatabase],
  ['wasm', openWasmNodeDatabase],
])('%s: line ends of any kind within cells are part of them', async (_, open) => {
  const cells = ['a\rb', 'a\r\nb', 'a\nb', '\r', 'a\r', '\n\n', '\r\r\n'];
  const rows = cells.flatMap((cell, index) => [
    `${index};13.01.2024;"${cell}"`,
    `${index}-plain;14.01.2024;x`,
  ]);
  for (const end of ['\n', '\r\n', '\r']) {
    const text = ['Lead-Nr;Erstellt am;Firma', ...rows].map((line) => line + end).join('');
    await withFiles(
      [givenFile('leads.csv', text)],
      async (session) => {
        expect(session.summary.rows.leads).toMatchObject({ read: 14, loaded: 14, rejected: {} });
        const found = (await session.columnValues('company', 'a', 10)).map(({ value }) => value);
        expect(new Set(found)).toEqual(new Set(['a\rb', 'a\r\nb', 'a\nb', 'a\r']));
      },
      { open },
    );
  }
});

test('a header in another encoding than its rows is the header, and a bad byte within a cell of two lines costs one row', async () => {
  const latin = (text: string): number[] => [...encodeText(text, 'windows-1252')];
  const utf8 = (text: string): number[] => [...encodeText(text, 'utf-8')];
  const rows = Array.from({ length: 20 }, (_, index) => `A${index},0${index % 3},13.01.2024 10:00,Rückruf\n`);
  const bytes = new Uint8Array([
    ...latin('Aktivitäts-ID,Lead-Nr,Datum,Aktivität\n'),
    ...latin('A98,00,14.01.2024 10:00,Rückruf\n'),
    ...utf8(rows.join('')),
    ...latin('A99,00,14.01.2024 10:00,"zwei\nstück"\n'),
    ...utf8('A97,00,14.01.2024 10:00,"zwei\nStück"\n'),
  ]);
  const leads = givenFile('leads.csv', 'lead_id,created_at\n00,2024-01-01\n01,2024-01-01\n02,2024-01-01\n');
  await withFiles([leads, givenFile('Aktivitäten.csv', bytes)], async (session) => {
    expect(session.summary.rows.leads.read).toBe(3);
    expect(session.summary.rows.activities).toMatchObject({
      read: 23,
      loaded: 21,
      rejected: { malformed: 2 },
    });
    expect(await rejectedOf(session)).toEqual([
      ['Aktivitäten.csv:2 malformed', 'A98,00,14.01.2024 10:00,Rückruf'],
      ['Aktivitäten.csv:23 malformed', 'A99,00,14.01.2024 10:00,"zwei\nstück"'],
    ]);
  });
});

const MARKETO_LEADS = givenFile(
  'marketo_leads.csv',
  'id,email,firstName,lastName,leadScore,createdAt\n5,a@b.example,Ada,Byron,1,2024-01-01T00:00:00Z\n6,c@d.example,Max,Null,1,2024-01-02T00:00:00Z\n',
);
const clicks = (...leads: number[]): GivenFile =>
  givenFile(
    'marketo_clicks.csv',
    `id,lead_id,activity_date,activity_type_id,primary_attribute_value\n${leads
      .map((lead, index) => `${index + 1},${lead},2024-02-0${index + 1}T10:00:00Z,11,Mail`)
      .join('\n')}\n`,
  );

test('activities of merged ids find the lead that was left', async () => {
  const merged = givenFile(
    'marketo_merge_leads.csv',
    'id,lead_id,activity_date,activity_type_id,merge_ids,primary_attribute_value\n1,5,2024-01-20T10:00:00Z,32,"[7,8]",x\n2,99,2024-01-20T10:00:00Z,32,[9],x\n',
  );
  await withFiles([clicks(5, 7, 8, 6, 9), MARKETO_LEADS, merged], async (session) => {
    expect(session.summary.rows.activities).toMatchObject({
      read: 5,
      loaded: 4,
      rejected: { orphan: 1 },
      joined: { id: 2, alias: 2 },
    });
    expect(await rejectedOf(session)).toEqual([
      expect.arrayContaining(['marketo_clicks.csv:6 orphan']),
      expect.arrayContaining(['marketo_merge_leads.csv:3 orphan']),
    ]);
  });
});

test('a task of Salesforce finds its lead by the contact that the lead became', async () => {
  const leads = givenFile(
    'Lead.csv',
    'Id,LastName,Company,Status,IsConverted,ConvertedDate,ConvertedContactId,ConvertedOpportunityId,CreatedDate\n' +
      '00Q1,Byron,X,Closed - Converted,true,2021-05-09,0031,0061,2021-05-05T10:00:00.000Z\n00Q2,Null,Y,Open,false,,,,2021-05-06T10:00:00.000Z\n',
  );
  const tasks = givenFile(
    'Task.csv',
    'Id,WhoId,Subject,Type,Status,IsClosed,CompletedDateTime\n00T1,0031,Hi,Call,Completed,true,2021-05-10T10:00:00.000Z\n00T2,00Q2,Ho,Call,Completed,true,2021-05-10T10:00:00.000Z\n00T3,00Q2,Planned,Call,Open,false,\n00T4,0039,Who,Call,Completed,true,2021-05-10T10:00:00.000Z\n',
  );
  const deals = givenFile(
    'Opportunity.csv',
    'Id,Name,StageName,IsWon,Amount,CloseDate,CreatedDate,OwnerId\n0061,Big,Closed Won,true,5,2021-06-01,2021-05-09T10:00:00.000Z,005\n',
  );
  await withFiles([tasks, deals, leads], async ({ summary }) => {
    expect(summary.rows.activities).toMatchObject({
      read: 3,
      loaded: 2,
      rejected: { orphan: 1 },
      joined: { id: 1, alias: 1 },
    });
    expect(summary.rows.opportunities).toMatchObject({ read: 1, loaded: 1 });
    expect(summary.files.find(({ name }) => name === 'Task.csv')).toMatchObject({ read: 3, others: 1 });
    expect(summary.hasRecordedStages).toBe(true);
  });
});

test('files of one kind are one after another, whatever their formats', async () => {
  const english = givenFile(
    'a.csv',
    'Lead ID,Created On,E-mail,Company\n1,2024-01-05,a@b.example,X\n2,2024-01-06,c@d.example,Y\n',
  );
  const german = givenFile(
    'b.csv',
    'Lead-Nr;Erstellt am;E-Mail;Firma;Extra\n2;16.01.2024;c@d.example;doppelt;1\n3;17.01.2024;e@f.example;Z;2\n',
  );
  const json = givenFile(
    'c.json',
    JSON.stringify([{ id: '4', created_at: '2024-02-01', email: 'g@h.example', company: 'W' }]),
  );
  await withFiles([english, german, json], async (session) => {
    expect(session.summary.rows.leads).toMatchObject({ read: 5, loaded: 4, rejected: { duplicate: 1 } });
    expect(session.summary.files.map(({ name, read, rejected }) => [name, read, rejected])).toEqual([
      ['a.csv', 2, 0],
      ['b.csv', 2, 1],
      ['c.json', 1, 0],
    ]);
    expect((await session.columnValues('company', '', 10)).map(({ value }) => value)).toEqual([
      'W',
      'X',
      'Y',
      'Z',
    ]);
    expect(await session.columnValues('Extra', '', 10)).toEqual([
      { value: null, leads: 3 },
      { value: '2', leads: 1 },
    ]);
    expect(await rejectedOf(session)).toEqual([['b.csv:2 duplicate', '2;16.01.2024;c@d.example;doppelt;1']]);
  });
});

test('orphans find their leads when the file with these is in the load, wherever it stands', async () => {
  const others = givenFile('more.csv', 'lead_id,created_at\n77,2024-01-01\n');
  const calls = clicks(5, 77);
  await withFiles([calls, MARKETO_LEADS], async ({ summary }) => {
    expect(summary.rows.activities).toMatchObject({ loaded: 1, rejected: { orphan: 1 } });
  });
  for (const files of [
    [calls, MARKETO_LEADS, others],
    [others, MARKETO_LEADS, calls],
  ]) {
    await withFiles(files, async ({ summary }) => {
      expect(summary.rows.activities).toMatchObject({ read: 2, loaded: 2, rejected: {} });
    });
  }
});
