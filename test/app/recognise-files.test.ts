import { expect, test } from 'vitest';
import { recognise, recogniseFiles } from '../../src/app/recognise-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['export.csv', 'lead_id,created_at,source\nL1,2024-01-01,web\n', 'leads'],
  ['x.csv', '\uFEFF"lead_id", "created_at"\r\n', 'leads'],
  ['leads.csv', 'lead_id,type,occurred_at\n', 'activities'],
  ['x.csv', 'Lead_ID, Created_At ,Name\n', 'leads'],
  ['deals.csv', 'lead_id,created_at,won_at\n', 'opportunities'],
  ['x.csv', 'email,occurred_at,type\n', 'activities'],
  ['x.csv', 'lead_id,stage,entered_at\n', 'stageHistory'],
  ['x.csv', 'opportunity_id,lead_id,created_at,won_at\n', 'opportunities'],
  ['model.json', '{"version":1}', 'model'],
])('%s with the header %j is %s', (name, text, table) => {
  expect(recognise(name, bytes(text)).table).toBe(table);
});

test('says by which columns a table was known', () => {
  const { recognition, columns } = recognise('x.csv', bytes('"a ""b""\nc",lead_id,created_at\n1,2,3'));
  expect(columns).toEqual(['a "b"\nc', 'lead_id', 'created_at']);
  expect(recognition).toEqual({ by: 'header', columns: ['lead_id', 'created_at'] });
});

test.each([
  ['contacts.csv', 'id,created\n', { by: 'name', missing: ['lead_id', 'created_at'] }],
  ['activities.csv', 'lead_id,type,date\n', { by: 'name', missing: ['occurred_at'] }],
  [
    'export.csv',
    'Lead ID,Created Date\n',
    {
      by: 'nothing',
      trouble: 'columns',
      near: [
        { table: 'leads', missing: ['lead_id', 'created_at'] },
        { table: 'activities', missing: ['lead_id or email', 'type', 'occurred_at'] },
        { table: 'stageHistory', missing: ['lead_id or email', 'stage', 'entered_at'] },
        { table: 'opportunities', missing: ['lead_id or email', 'created_at'] },
      ],
    },
  ],
  [
    'x.csv',
    'type,b\n',
    {
      by: 'nothing',
      trouble: 'columns',
      near: [{ table: 'activities', missing: ['lead_id or email', 'occurred_at'] }],
    },
  ],
  ['leads.pdf', '%PDF-1.7\n', { by: 'nothing', trouble: 'pdf' }],
  ['leads.csv', 'PK\u0003\u0004\u0000\u0000', { by: 'nothing', trouble: 'zip' }],
  ['leads.csv', '\uFEFF\n<!DOCTYPE html><html>', { by: 'nothing', trouble: 'html' }],
  ['model.json', '<html lang="en">', { by: 'nothing', trouble: 'html' }],
  ['leads.csv', 'lead_id\u0000', { by: 'nothing', trouble: 'binary' }],
  ['x.csv', 'lead_id;created_at\n', { by: 'nothing', trouble: 'separator' }],
  ['x.csv', 'lead_id\tcreated_at\n', { by: 'nothing', trouble: 'separator' }],
  ['x.csv', '', { by: 'nothing', trouble: 'empty' }],
  ['x.csv', '\uFEFF \n', { by: 'nothing', trouble: 'empty' }],
  ['leads.xlsx', 'PK\u0003\u0004\u0000\u0000', { by: 'nothing', trouble: 'workbook' }],
])('%s with %j is left out, and said why', (name, text, recognition) => {
  expect(recognise(name, bytes(text))).toMatchObject({ table: null, recognition });
});

test('files are looked at in the order given', async () => {
  const staged = await recogniseFiles([
    new File(['lead_id,created_at\n'], 'b.csv'),
    new File(['{}'], 'a.json'),
  ]);
  expect(staged.map(({ file, table }) => [file.name, table])).toEqual([
    ['b.csv', 'leads'],
    ['a.json', 'model'],
  ]);
});
