import { expect, test } from 'vitest';
import type { FileMapping, TableMapping } from '../../../src/import/mapping.ts';
import { convertRows, DateOrderContradiction } from '../../../src/import/meaning/convert.ts';
import { readMeaning } from '../../../src/import/meaning/read-meaning.ts';
import { tableColumns } from '../../../src/import/meaning/table-columns.ts';
import type { RowSource } from '../../../src/import/row-source.ts';
import { rowsSource, textSource } from './text-source.ts';

const { signal } = new AbortController();

/** All rows of a table, each as an object without what is missing. */
async function converted(
  source: RowSource,
  mapping: FileMapping,
  table: TableMapping,
  settled: string[] = [],
) {
  const names = tableColumns(mapping, table).map(({ name }) => name);
  const rows: Record<string, string>[] = [];
  const lines: number[] = [];
  let read = 0;
  for await (const batch of convertRows(source, table, mapping, signal, { settled: new Set(settled) })) {
    read += batch.read;
    lines.push(...batch.lines);
    for (const row of batch.rows) {
      expect(row).toHaveLength(names.length);
      rows.push(
        Object.fromEntries(row.flatMap((cell, index) => (cell === null ? [] : [[names[index] ?? '', cell]]))),
      );
    }
  }
  return { names, rows, lines, read };
}

async function all(source: RowSource, alone: boolean | null = null) {
  const { mapping } = await readMeaning(source, { signal, language: null, alone });
  return Promise.all(
    mapping.tables.map(async (table) => ({
      table: table.table,
      ...(await converted(source, mapping, table)),
    })),
  );
}

test('a German export', async () => {
  const source = textSource(
    'leads.csv',
    'Lead-Nr;Erstellt am;E-Mail;Vorname;Nachname;Firma;Umsatz;Letzter Kontakt;Kunde seit;Notiz\n' +
      '007;05.01.2024 08:30;a@b.example;Ada;Byron;X;1.234,50 €;31.01.2024;13.02.2024;1.2.3\n' +
      '008;irgendwann;-;;Null;N/A;(leer);31.02.2024;;"zwei\nZeilen"\n' +
      '009;06.01.2024 08:30;c@d.example;;Meier;X;12;30.01.2024;;\n',
    ';',
  );
  const [leads] = await all(source);
  expect(leads?.names).toEqual([
    'lead_id',
    'created_at',
    'email',
    'name',
    'company',
    'customer_at',
    'Vorname',
    'Nachname',
    'Umsatz',
    'Letzter Kontakt',
    'Notiz',
  ]);
  expect(leads?.rows).toEqual([
    {
      lead_id: '007',
      created_at: '2024-01-05T08:30:00',
      email: 'a@b.example',
      name: 'Ada Byron',
      company: 'X',
      customer_at: '2024-02-13',
      Vorname: 'Ada',
      Nachname: 'Byron',
      Umsatz: '1234.50',
      'Letzter Kontakt': '2024-01-31',
      Notiz: '1.2.3',
    },
    // what cannot be read stays as it was written
    {
      lead_id: '008',
      created_at: 'irgendwann',
      name: 'Null',
      Nachname: 'Null',
      'Letzter Kontakt': '31.02.2024',
      Notiz: 'zwei\nZeilen',
    },
    {
      lead_id: '009',
      created_at: '2024-01-06T08:30:00',
      email: 'c@d.example',
      name: 'Meier',
      company: 'X',
      Nachname: 'Meier',
      Umsatz: '12',
      'Letzter Kontakt': '2024-01-30',
    },
  ]);
  expect(leads?.lines).toEqual([2, 3, 4]);
});

test('columns of the file that are called as known ones get another name', () => {
  const mapping: FileMapping = {
    version: 1,
    header: ['Id', 'Created', 'Email', 'email_2', 'Stage', 'sum'],
    tables: [
      {
        table: 'leads',
        columns: { lead_id: { from: ['Id'] }, created_at: { from: ['Created'] } },
        rows: null,
        perLead: false,
      },
    ],
    dateOrder: {},
    decimal: {},
    leftOut: ['sum'],
  };
  const [table] = mapping.tables;
  if (table === undefined) throw new Error('no table');
  expect(tableColumns(mapping, table).map(({ name, known }) => [name, known])).toEqual([
    ['lead_id', 'lead_id'],
    ['created_at', 'created_at'],
    ['Email_2', null],
    ['email_2', null],
    ['Stage', null],
  ]);
});

test('Salesforce: aliases, conversion, conditions', async () => {
  const source = textSource(
    'Lead.csv',
    'Id,Name,Company,Status,LeadSource,IsConverted,ConvertedDate,ConvertedContactId,ConvertedOpportunityId,CreatedDate,MasterRecordId,IsDeleted\n' +
      '00Q1,A,X,Open,Web,true,2021-05-09,0031,0061,2021-05-05T10:00:00.000Z,,false\n' +
      '00Q2,B,X,Open,Web,false,2021-05-09,,,2021-05-05T10:00:00.000Z,00Q1,true\n',
  );
  const [leads, aliases] = await all(source);
  expect(leads?.rows.map(({ lead_id, sql_at, alias_ids }) => [lead_id, sql_at, alias_ids])).toEqual([
    ['00Q1', '2021-05-09', '0031;0061'],
    ['00Q2', undefined, undefined],
  ]);
  expect(aliases?.rows).toEqual([{ lead_id: '00Q1', alias_ids: '00Q2' }]);
});

test('Marketo: attributes, types, merges and statuses', async () => {
  const quoted = (value: object): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  const source = textSource(
    'activities.csv',
    'marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes\n' +
      `1,5,2022-02-13T14:06:20Z,104,8497,1670,P,${quoted({ 'New Status': 'On List', Success: false })}\n` +
      `2,5,2022-02-13T14:06:20Z,32,null,1670,null,${quoted({ 'Merge IDs': [8, 9] })}\n` +
      `3,5,2022-02-13T14:06:20Z,13,,,Lead Status,${quoted({ 'New Value': 'MQL' })}\n` +
      `4,5,2022-02-13T14:06:20Z,100001,,,X,{broken\n`,
  );
  const [activities, statuses, revenue, aliases] = await all(source);
  expect(
    activities?.rows.map((row) => [row['type'], row['channel'], row['New Status'], row['Success']]),
  ).toEqual([
    ['Change Status in Progression', 'program', 'On List', 'false'],
    ['Merge Leads', 'system', undefined, undefined],
    ['Change Data Value', 'system', undefined, undefined],
    ['100001', undefined, undefined, undefined],
  ]);
  expect(activities?.rows[1]).not.toHaveProperty('campaign');
  expect(statuses?.rows).toEqual([{ lead_id: '5', stage: 'mql', entered_at: '2022-02-13T14:06:20Z' }]);
  expect(statuses?.read).toBe(4);
  expect(revenue?.rows).toEqual([]);
  expect(aliases?.rows).toEqual([{ lead_id: '5', alias_ids: '8;9' }]);
});

test('ids in brackets become a list', async () => {
  const source = textSource(
    'marketo_merge.csv',
    'id,activity_date,activity_type_id,lead_id,merge_ids\n1,2020-05-07 22:45:08.000,32,5,"[8, 9]"\n',
  );
  expect((await all(source))[0]?.rows).toEqual([{ lead_id: '5', alias_ids: '8;9' }]);
});

test('of several contacts of a deal the first counts, and won is won', async () => {
  const source = textSource(
    'deals.csv',
    'Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date,Associated Contact IDs\n5,Big,Closed Won,"1,000.50",2024-01-05 10:00,2024-02-01 10:00,151;152\n6,Big,Abgeschlossen und verloren,,2024-01-05 10:00,2024-02-01 10:00,\n7,Big,Demo,,2024-01-05 10:00,2024-12-31 10:00,153\n',
  );
  const [deals] = await all(source);
  expect(deals?.rows.map((row) => [row['lead_id'], row['won_at'], row['lost_at'], row['amount']])).toEqual([
    ['151', '2024-02-01 10:00', undefined, '1000.50'],
    [undefined, undefined, '2024-02-01 10:00', undefined],
    ['153', undefined, undefined, undefined],
  ]);
});

test('a log of events: the earliest of each case, and what happened', async () => {
  const source = textSource(
    'log.csv',
    'case;activity;start;case:industry\nA;Page view;05.02.2024 10:00;\nA;Became MQL;06.01.2024 10:00;Chemie\nB;Call;31.01.2024 10:00;Stahl\nA;Closed Won;gestern;Stahl\n;Call;31.01.2024 10:00;\n',
    ';',
  );
  const [leads, activities, history] = await all(source);
  expect(leads?.rows).toEqual([
    { lead_id: 'A', created_at: '2024-01-06T10:00:00', 'case:industry': 'Chemie' },
    { lead_id: 'B', created_at: '2024-01-31T10:00:00', 'case:industry': 'Stahl' },
  ]);
  expect(leads?.lines).toEqual([2, 4]);
  expect(activities?.rows.map(({ lead_id, type }) => [lead_id, type])).toEqual([
    ['A', 'Page view'],
    ['B', 'Call'],
    [undefined, 'Call'],
  ]);
  expect(history?.rows).toEqual([
    { lead_id: 'A', stage: 'mql', entered_at: '2024-01-06T10:00:00' },
    { lead_id: 'A', stage: 'customer', entered_at: 'gestern' },
  ]);
});

test('stages that appear after the part that was looked at are known too; those mapped to nothing are left out', async () => {
  const mapping: FileMapping = {
    version: 1,
    header: ['lead_id', 'stage', 'entered_at'],
    tables: [
      {
        table: 'stageHistory',
        columns: {
          lead_id: { from: ['lead_id'] },
          stage: { from: ['stage'], values: { Demo: '', Reif: 'sql' } },
          entered_at: { from: ['entered_at'] },
        },
        rows: null,
        perLead: false,
      },
    ],
    dateOrder: {},
    decimal: {},
  };
  const source = textSource(
    'h.csv',
    'lead_id,stage,entered_at\n1,Demo,2024-01-05\n2,REIF,2024-01-05\n3,Kunde,2024-01-05\n4,Weiss nicht,2024-01-05\n5,,2024-01-05\n',
  );
  const [table] = mapping.tables;
  if (table === undefined) throw new Error('no table');
  const { rows, lines } = await converted(source, mapping, table);
  expect(rows.map(({ stage }) => stage)).toEqual(['sql', 'customer', 'Weiss nicht', undefined]);
  expect(lines).toEqual([3, 4, 5, 6]);
});

test('a date against the order is an error with its place, until the column is settled', async () => {
  const rows = [
    ['L1', '01/02/2024'],
    ['L2', '1/13/2024'],
    ['L3', '13/1/2024'],
  ];
  const source = rowsSource('leads.csv', ['Lead ID', 'Created On'], rows);
  const table: TableMapping = {
    table: 'leads',
    columns: { lead_id: { from: ['Lead ID'] }, created_at: { from: ['Created On'] } },
    rows: null,
    perLead: false,
  };
  const mapping = (order: 'dmy' | 'mdy'): FileMapping => ({
    version: 1,
    header: source.header,
    tables: [table],
    dateOrder: { 'Created On': order },
    decimal: {},
  });
  const thrown = async (order: 'dmy' | 'mdy'): Promise<unknown> =>
    converted(source, mapping(order), table).catch((error: unknown) => error);
  const first = await thrown('dmy');
  expect(first).toBeInstanceOf(DateOrderContradiction);
  expect(first).toMatchObject({ column: 'Created On', order: 'dmy', other: 'mdy', line: 3 });
  expect(await thrown('mdy')).toMatchObject({ order: 'mdy', other: 'dmy', line: 4 });
  const { rows: read } = await converted(source, mapping('dmy'), table, ['Created On']);
  expect(read.map(({ created_at }) => created_at)).toEqual(['2024-02-01', '1/13/2024', '2024-01-13']);
});

test('rows that cannot be taken apart come out as such, in their place', async () => {
  const source = rowsSource('leads.csv', ['lead_id', 'created_at'], [], {
    async *rows() {
      await Promise.resolve();
      yield { rows: [['1', '2024-01-05'], [], ['2']], lines: [2, 3, 9], malformed: [1], bytes: 99 };
    },
  });
  const { mapping } = await readMeaning(source, { signal, language: null });
  const [table] = mapping.tables;
  if (table === undefined) throw new Error('no table');
  const batches = [];
  for await (const batch of convertRows(source, table, mapping, signal)) batches.push(batch);
  expect(batches).toEqual([
    {
      rows: [
        ['1', '2024-01-05'],
        [null, null],
        ['2', null],
      ],
      lines: [2, 3, 9],
      malformed: [1],
      malformedCells: [null],
      read: 3,
      bytes: 99,
    },
  ]);
});

test('a day and a time of day in two columns', async () => {
  const source = textSource(
    'calls.csv',
    'Lead-Nr;Datum;Uhrzeit;Art\n1;13.01.2024;8:05;Anruf\n1;14.01.2024;18:05;Anruf\n2;14.01.2024;;Anruf\n',
    ';',
  );
  const [activities] = await all(source);
  expect(activities?.rows.map(({ occurred_at }) => occurred_at)).toEqual([
    '2024-01-13T08:05:00',
    '2024-01-14 18:05',
    '2024-01-14',
  ]);
});

test('serials and seconds', async () => {
  const source = rowsSource(
    'leads.csv',
    ['Lead ID', 'Created On', 'Updated at', 'Company', 'Email'],
    [
      ['1', '45631.5', '1620208800', 'X', 'a@b.example'],
      ['2', '45632', '1620208801', 'X', 'a@b.example'],
    ],
  );
  const [leads] = await all(source);
  expect(leads?.rows[0]).toMatchObject({
    created_at: '2024-12-05T12:00:00',
    'Updated at': '2021-05-05T10:00:00Z',
  });
});
