import { expect, test } from 'vitest';
import { editMapping, lackingColumn, usesOf, type MappingEdit } from '../../src/app/edit-mapping.ts';
import { withEdit } from '../../src/app/staged-file.ts';
import type { ColumnReport, FileMapping } from '../../src/workspace/mappings.ts';

const REPORTS: ColumnReport[] = [
  { name: 'Nr', type: 'id', dateOrder: null, missing: 0, samples: ['1'] },
  { name: 'Mail', type: 'email', dateOrder: null, missing: 0, samples: ['a@b.de'] },
  { name: 'Tag', type: 'date', dateOrder: 'dmy', missing: 0, samples: ['02.03.2024'] },
  { name: 'Phase', type: 'text', dateOrder: null, missing: 0, samples: ['Kunde'] },
  { name: 'Abschluss', type: 'date', dateOrder: null, missing: 2, samples: ['2024-01-02'] },
];
const NOTHING: FileMapping = {
  version: 1,
  header: REPORTS.map(({ name }) => name),
  tables: [],
  dateOrder: {},
  decimal: {},
};

function edited(...edits: MappingEdit[]): FileMapping {
  return edits.reduce((mapping, edit) => editMapping(mapping, edit, REPORTS), NOTHING);
}
const column = (name: string, as: string | null, table: 'leads' | 'stageHistory' = 'leads'): MappingEdit => ({
  kind: 'column',
  table,
  column: name,
  as,
});
const LEADS: MappingEdit = { kind: 'table', table: 'leads', isGiven: true };

test('a file of which nothing is known becomes leads: what is clear by its kind at once, the rest column by column', () => {
  // two columns are dates: which is the day of creation has to be said
  const mapping = edited(LEADS, column('Tag', 'created_at'));
  expect(mapping.tables).toEqual([
    {
      table: 'leads',
      columns: { lead_id: { from: ['Nr'] }, email: { from: ['Mail'] }, created_at: { from: ['Tag'] } },
      rows: null,
      perLead: false,
    },
  ]);
  // dates count in the order that their values show
  expect(mapping.dateOrder).toEqual({ Tag: 'dmy' });
  expect(lackingColumn(mapping.tables[0]!)).toBeNull();
  expect(lackingColumn(edited(LEADS).tables[0]!)).toBe('created_at');
});

test('a column is one thing at a time, and one thing comes from one column', () => {
  const mapping = edited(LEADS, column('Nr', 'lead_id'), column('Nr', 'phone'), column('Mail', 'lead_id'));
  expect(mapping.tables[0]?.columns).toEqual({ phone: { from: ['Nr'] }, lead_id: { from: ['Mail'] } });
  expect(edited(LEADS, column('Nr', null), column('Mail', null)).tables[0]?.columns).toEqual({});
});

test('an id that an address stands in for stays when the address is taken for something else', () => {
  const table = {
    table: 'leads',
    columns: { lead_id: { from: ['Mail'] }, email: { from: ['Mail'] } },
    rows: null,
    perLead: false,
  } as const;
  expect(usesOf(table, 'Mail')).toEqual(['email', 'lead_id']);
  const mapping = editMapping({ ...NOTHING, tables: [table] }, column('Mail', 'name'), REPORTS);
  expect(mapping.tables[0]?.columns).toEqual({ lead_id: { from: ['Mail'] }, name: { from: ['Mail'] } });
});

test('a condition stays where another column gives the date, unless it is that column', () => {
  const won = { from: ['Tag'], when: { column: 'Phase', in: ['Kunde'] } };
  const tables = [{ table: 'leads', columns: { customer_at: won }, rows: null, perLead: false }] as const;
  const start = { ...NOTHING, tables };
  expect(editMapping(start, column('Abschluss', 'customer_at'), REPORTS).tables[0]?.columns).toEqual({
    customer_at: { from: ['Abschluss'], when: won.when },
  });
  expect(editMapping(start, column('Phase', 'customer_at'), REPORTS).tables[0]?.columns).toEqual({
    customer_at: { from: ['Phase'] },
  });
});

test('what is left out fills nothing, and comes back when it is taken', () => {
  const out: MappingEdit = { kind: 'leftOut', column: 'Mail', leftOut: true };
  const mapping = edited(LEADS, column('Nr', null), column('Mail', 'email'), out);
  expect(mapping.leftOut).toEqual(['Mail']);
  expect(mapping.tables[0]?.columns).toEqual({});
  expect(editMapping(mapping, column('Mail', 'email'), REPORTS)).not.toHaveProperty('leftOut');
  expect(editMapping(mapping, column('Mail', null), REPORTS)).not.toHaveProperty('leftOut');
});

test('a second table takes over what the first knows', () => {
  const mapping = edited(
    LEADS,
    column('Nr', 'lead_id'),
    column('Tag', 'created_at'),
    { kind: 'table', table: 'stageHistory', isGiven: true },
    column('Phase', 'stage', 'stageHistory'),
    { kind: 'stage', column: 'Phase', value: 'Übergabe', stage: 'sql' },
    { kind: 'stage', column: 'Phase', value: 'Test', stage: null },
  );
  expect(mapping.tables.map(({ table }) => table)).toEqual(['leads', 'stageHistory']);
  expect(mapping.tables[1]?.columns).toEqual({
    // the day of creation is no day of a stage: that has to be said
    lead_id: { from: ['Nr'] },
    email: { from: ['Mail'] },
    stage: { from: ['Phase'], values: { Übergabe: 'sql', Test: '' } },
  });
  const without = editMapping(mapping, { kind: 'table', table: 'leads', isGiven: false }, REPORTS);
  expect(without.tables.map(({ table }) => table)).toEqual(['stageHistory']);
});

test('a later change about the same takes the place of the earlier one', () => {
  const edits = [column('Nr', 'lead_id'), column('Tag', 'created_at')];
  const next = withEdit(edits, column('Nr', 'phone'));
  expect(next).toEqual([column('Tag', 'created_at'), column('Nr', 'phone')]);
});

test('changes that speak of what is not there change nothing', () => {
  expect(edited(column('Nr', 'lead_id'), { kind: 'stage', column: 'x', value: 'y', stage: 'mql' })).toEqual(
    NOTHING,
  );
});

test('a log of events that is said to give leads gives one lead for each id, created with its first event', () => {
  const reports: ColumnReport[] = [
    { name: 'contact', type: 'id', dateOrder: null, missing: 0, samples: ['C1'], isRepeated: true },
    { name: 'event', type: 'text', dateOrder: null, missing: 0, samples: ['MQL'], isRepeated: true },
    { name: 'timestamp', type: 'instant', dateOrder: null, missing: 0, samples: ['2024-01-02 10:00'] },
  ];
  const activities: MappingEdit = { kind: 'table', table: 'activities', isGiven: true };
  for (const edits of [[LEADS], [activities, LEADS]]) {
    const mapping = edits.reduce((made, edit) => editMapping(made, edit, reports), NOTHING);
    expect(mapping.tables[0]).toEqual({
      table: 'leads',
      columns: { lead_id: { from: ['contact'] }, created_at: { from: ['timestamp'] } },
      rows: null,
      perLead: true,
    });
  }
});

test('a table that is said to be there takes the columns that are called as its own', () => {
  const reports: ColumnReport[] = [
    { name: 'Lead ID', type: 'id', dateOrder: null, missing: 0, samples: ['1'] },
    { name: 'Stage', type: 'text', dateOrder: null, missing: 0, samples: ['Warm'] },
    { name: 'Entered', type: 'date', dateOrder: null, missing: 0, samples: ['2024-01-02'] },
    { name: 'Checked', type: 'date', dateOrder: null, missing: 0, samples: ['2024-01-02'] },
  ];
  const given: MappingEdit = { kind: 'table', table: 'stageHistory', isGiven: true };
  expect(editMapping(NOTHING, given, reports).tables[0]?.columns).toEqual({
    lead_id: { from: ['Lead ID'] },
    stage: { from: ['Stage'] },
    entered_at: { from: ['Entered'] },
  });
});
