import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ColumnReport, FileReading } from '../../../src/import/mapping.ts';
import { needsConversion, readMeaning } from '../../../src/import/meaning/read-meaning.ts';
import { eventStageOf, recordedDateOf, stageOf } from '../../../src/import/meaning/stage-names.ts';
import { comparable } from '../../../src/import/meaning/words.ts';
import type { RowSource } from '../../../src/import/row-source.ts';
import { rowsSource, textSource } from './text-source.ts';

function read(source: RowSource, language: 'en' | 'de' | null = null): Promise<FileReading> {
  return readMeaning(source, { signal: new AbortController().signal, language });
}

async function columnOf(
  name: string,
  values: readonly (string | null)[],
  about: Partial<RowSource> = {},
): Promise<ColumnReport> {
  const reading = await read(
    rowsSource(
      'leads.csv',
      [name],
      values.map((value) => [value]),
      about,
    ),
  );
  const [column] = reading.columns;
  if (column === undefined) throw new Error('no column');
  return column;
}

test.each([
  ['Lead ID', ['1', '2', '30'], 'id'],
  ['Code', ['007', '012', '100'], 'text'],
  ['Ref', ['007', '012', '100'], 'id'],
  ['Ref', ['12345678901234567', '12345678901234568', '12345678901234569'], 'id'],
  ['Owner', ['00Q1G00000nDnM5UAK', '00Q1G00000nDnM6UAK', '00Q1G00000nDnM7UAK'], 'id'],
  ['Owner', ['3f2504e0-4f89-11d3-9a0c-0305e82c3301'], 'id'],
  ['Phone', ['4930901820', '493090182'], 'text'],
  ['PLZ', ['80331', '10115'], 'text'],
  ['Number of employees', ['12', '1,200'], 'number'],
  ['Umsatz', ['1.234,50', '12', '1.000.000,00'], 'number'],
  ['Amount', ['$1,117.10K', 'N/A', '-'], 'number'],
  ['Closed Amount', ['45000', '50000', '61000'], 'number'],
  ['Kontakt', ['a@b.example', 'c@d.example'], 'email'],
  ['Is open', ['TRUE', 'FALSE'], 'boolean'],
  ['Created', ['05.01.2024', '31.01.2024'], 'date'],
  ['Created', ['05.01.2024 10:00'], 'instant'],
  ['Created', ['45631', '45632'], 'date'],
  ['Created', ['45631.5', '45632.25'], 'instant'],
  ['Created', ['1620208800', '1620208801'], 'instant'],
  ['Created', ['1620208800000'], 'instant'],
  ['Budget', ['45631', '45632'], 'number'],
  ['Datum', ['20240105', '20240131'], 'date'],
  ['Artikel', ['20240105', '20240131'], 'number'],
  ['Note', [null, 'n/a', '-'], 'empty'],
  ['Note', ['call 12.05.', 'x', 'y'], 'text'],
] as const)('%s with %j is %s', async (name, values, type) => {
  expect((await columnOf(name, values)).type).toBe(type);
});

test('what the format declares counts', async () => {
  expect((await columnOf('x', ['2024-01-05'], { declared: ['date'] })).type).toBe('date');
  expect((await columnOf('Created', ['45631'], { declared: ['text'] })).type).not.toBe('date');
  expect((await columnOf('Created', ['1704697201'], { declared: ['text'] })).type).toBe('instant');
  expect((await columnOf('x', ['1', '2'], { declared: ['number'] })).type).toBe('number');
});

const HEADER = ['Lead ID', 'Created On', 'Email', 'Company', 'Seen'] as const;

function leads(
  created: readonly string[],
  seen: readonly (string | null)[] = [],
  about: Partial<RowSource> = {},
): RowSource {
  const rows = created.map((text, index) => [
    `L${index}`,
    text,
    `a${index}@b.example`,
    'X',
    seen[index] ?? null,
  ]);
  return rowsSource('leads.csv', HEADER, rows, about);
}

test.each([
  [['01.02.2024', '13.02.2024'], 'dmy'],
  [['1/2/2024', '1/13/2024'], 'mdy'],
  [['1/2/2024', '13/2/2024'], 'dmy'],
  [['01-02-2024', '13-02-2024'], 'dmy'],
] as const)('the values of a column decide: %j are %s', async (created, order) => {
  const reading = await read(leads(created));
  expect(reading.mapping.dateOrder['Created On']).toBe(order);
  expect(reading.columns[1]?.dateOrder).toBe(order);
  expect(reading.questions).toEqual([]);
});

test.each([
  // separators
  [['01.02.2024'], [], {}, null, 'dmy'],
  [['01-02-2024'], [], {}, null, 'dmy'],
  [['1/2/2024'], [], {}, null, 'mdy'],
  // another column of the file
  [['1/2/2024'], ['25/2/2024'], {}, null, 'dmy'],
  [['01-02-2024'], ['02-25-2024'], {}, null, 'mdy'],
  // manners of the file, then the reader's language
  [['1/2/2024'], [], { delimiter: ';' }, null, 'dmy'],
  [['01-02-2024 10:00 AM'], [], {}, null, 'mdy'],
  [['1/2/2024'], [], {}, 'de', 'dmy'],
] as const)(
  'where both orders fit it is asked: %j beside %j',
  async (created, seen, about, language, assumed) => {
    const reading = await read(leads(created, seen, about), language);
    expect(reading.mapping.dateOrder['Created On']).toBe(assumed);
    expect(reading.questions).toEqual([
      { column: 'Created On', question: 'dateOrder', options: ['dmy', 'mdy'], assumed, values: [...created] },
    ]);
  },
);

test('dates that contradict each other are read by the majority, and said', async () => {
  const reading = await read(leads(['13.02.2024', '14.02.2024', '02.15.2024']));
  expect(reading.mapping.dateOrder['Created On']).toBe('dmy');
  expect(reading.notes).toContainEqual({
    code: 'mixedDateOrder',
    detail: 'Created On',
    counts: { dmy: 2, mdy: 1, both: 0 },
  });
});

test('decimal signs', async () => {
  const source = (amounts: readonly string[], delimiter: string): RowSource =>
    rowsSource(
      'leads.csv',
      ['Lead ID', 'Created On', 'Email', 'Company', 'Revenue'],
      amounts.map((amount, index) => [`L${index}`, '2024-01-05', 'a@b.example', 'X', amount]),
      { delimiter },
    );
  expect((await read(source(['1.234,50', '12'], ';'))).mapping.decimal).toEqual({ Revenue: ',' });
  expect((await read(source(['$1,234.50', '12'], ','))).mapping.decimal).toEqual({ Revenue: '.' });
  expect((await read(source(['12.5', '12'], ','))).mapping.decimal).toEqual({});
  const open = await read(source(['1,234', '5,678'], ','));
  expect(open.mapping.decimal).toEqual({ Revenue: '.' });
  expect(open.questions).toEqual([
    { column: 'Revenue', question: 'decimal', options: [',', '.'], assumed: '.', values: ['1,234', '5,678'] },
  ]);
  expect((await read(source(['1,234', '5,678'], ';'))).mapping.decimal).toEqual({ Revenue: ',' });
  // a point before three digits separates thousands where the file is German, and is left alone where it is not
  expect((await read(source(['1.200', '50'], ';'))).mapping.decimal).toEqual({ Revenue: ',' });
  expect((await read(source(['1.200', '50'], ','))).mapping.decimal).toEqual({});
  expect((await read(source(['0.125', '0.250'], ';'))).mapping.decimal).toEqual({});
  expect((await read(source(['1.200', '50.25'], ';'))).mapping.decimal).toEqual({});
});

test('only a bounded part of a file is read', async () => {
  const row = ['L1', '2024-01-05', 'a@b.example', 'X', null];
  let given = 0;
  const source = rowsSource('leads.csv', HEADER, [], {
    async *rows() {
      for (;;) {
        await Promise.resolve();
        given += 1000;
        yield {
          rows: Array.from({ length: 1000 }, () => row),
          lines: Array.from({ length: 1000 }, () => 1),
          malformed: [],
          bytes: given,
        };
      }
    },
  });
  await readMeaning(source, { signal: new AbortController().signal, language: null });
  expect(given).toBeLessThanOrEqual(21_000);
});

test('malformed rows do not count', async () => {
  const source = rowsSource('leads.csv', ['Lead ID', 'Created On', 'Email'], [], {
    async *rows() {
      await Promise.resolve();
      yield { rows: [[], ['L1', '2024-01-05', 'a@b.example']], lines: [2, 3], malformed: [0], bytes: 1 };
    },
  });
  const reading = await read(source);
  expect(reading.columns.map(({ missing }) => missing)).toEqual([0, 0, 0]);
});

const CASES = new URL('../../cases/', import.meta.url);

test('every reference case means what it says, and is not converted', async () => {
  const files = readdirSync(CASES, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const directory = new URL(`${entry.name}/`, CASES);
    return readdirSync(directory)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => [name, new URL(name, directory)] as const);
  });
  expect(files.length).toBeGreaterThan(20);
  for (const [name, url] of files) {
    const source = textSource(name, readFileSync(url, 'utf8').slice(0, 200_000));
    const reading = await read(source);
    expect(needsConversion(reading, source), url.pathname).toBe(false);
    expect(reading.questions, url.pathname).toEqual([]);
    expect(reading.mapping.tables[0]?.table, url.pathname).toBe(
      {
        leads: 'leads',
        activities: 'activities',
        'stage-history': 'stageHistory',
        opportunities: 'opportunities',
      }[name.replace('.csv', '')],
    );
  }
});

test.runIf(existsSync(new URL('../../../data/leads.csv', import.meta.url)))(
  'the sample is read as it is',
  async () => {
    for (const name of ['leads', 'activities', 'opportunities']) {
      const source = textSource(
        `${name}.csv`,
        readFileSync(new URL(`../../../data/${name}.csv`, import.meta.url), 'utf8').slice(0, 500_000),
      );
      const reading = await read(source);
      expect(reading.mapping.tables.map(({ table }) => table)).toEqual([name]);
      expect(needsConversion(reading, source)).toBe(false);
    }
  },
);

test('the own columns with other dates, delimiters or names are converted', async () => {
  const iso = 'lead_id,created_at,email\n1,2024-01-05,a@b.example\n';
  const source = textSource('leads.csv', iso);
  const reading = await read(source);
  expect(needsConversion(reading, source)).toBe(false);
  expect(needsConversion(reading, { ...source, isPlain: false })).toBe(true);
  const german = textSource('leads.csv', iso.replace('2024-01-05', '05.01.2024'));
  const asked = await read(german);
  expect(asked.mapping.dateOrder).toEqual({ created_at: 'dmy' });
  expect(needsConversion(asked, german)).toBe(true);
  const cased = textSource('leads.csv', iso.replace('lead_id', 'Lead_ID'));
  expect(needsConversion(await read(cased), cased)).toBe(false);
  const changed = {
    mapping: {
      ...reading.mapping,
      tables: reading.mapping.tables.map((table) => ({
        ...table,
        columns: { ...table.columns, name: { from: ['email'] } },
      })),
    },
  };
  expect(needsConversion(changed, source)).toBe(true);
});

test('names of stages', () => {
  for (const [name, stage] of [
    ['subscriber', 'lead'],
    ['Working - Contacted', 'lead'],
    ['MQL', 'mql'],
    ['marketingqualifiedlead', 'mql'],
    ['Marketing-qualifizierter Lead', 'mql'],
    ['Sales Qualified Lead', 'sql'],
    ['Qualified', 'sql'],
    ['Closed - Converted', 'sql'],
    ['Verkaufschance', 'opportunity'],
    ['Closed Won', 'customer'],
    ['6 - Won', 'customer'],
    ['Kunde', 'customer'],
    ['Gewonnen', 'customer'],
    ['Closed Won (Sales Pipeline)', 'customer'],
    ['Disqualified', 'disqualified'],
    ['Unqualified', 'disqualified'],
    ['Verloren', 'disqualified'],
    ['Nicht qualifiziert', 'disqualified'],
    ['Needs Analysis', null],
    ['constructor', null],
    ['', null],
  ] as const)
    expect(stageOf(name), name).toBe(stage);
  for (const [name, stage] of [
    ['Became MQL', 'mql'],
    ['SQL', 'sql'],
    ['Closed Won', 'customer'],
    ['Wurde zum Kunde', 'customer'],
    ['Open', null],
    ['Contacted', null],
    ['Lead', null],
    ['Email Open', null],
    ['pay expenses', null],
  ] as const)
    expect(eventStageOf(name), name).toBe(stage);
});

test('columns that give recorded dates', () => {
  for (const [name, date] of [
    ['Became a Marketing Qualified Lead Date', 'mql_at'],
    ['Became an Opportunity Date', 'opportunity_at'],
    ['hs_lifecyclestage_customer_date', 'customer_at'],
    ['hs_v2_date_entered_salesqualifiedlead', 'sql_at'],
    ['property_hs_date_entered_customer', 'customer_at'],
    ['Date entered "Kunde (Lifecycle Stage Pipeline)"', 'customer_at'],
    ['MQL_Date__c', 'mql_at'],
    ['first_mql_date_c', 'mql_at'],
    ['MQLDate', 'mql_at'],
    ['MQL-Datum', 'mql_at'],
    ['Kunde seit', 'customer_at'],
    ['Disqualified At', 'disqualified_at'],
    ['Date exited "Customer (Lifecycle Stage Pipeline)"', null],
    ['Became a Lead Date', null],
    ['Opportunity__c', null],
    ['MQL', null],
    ['Close Date', null],
    ['Created Date', null],
    ['Last MQL Date', null],
    ['Expected won date', null],
    ['hs_date_entered_166080836', null],
  ] as const)
    expect(recordedDateOf(comparable(name)), name).toBe(date);
});
