/** Files that can be read in more than one way, or that are damaged where a look at their beginning does not see it. */
import { describe, expect, test } from 'vitest';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import { inspectFile, settleTogether } from '../../src/import/prepare-files.ts';
import type { FileReading } from '../../src/import/mapping.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { Session } from '../../src/workspace/session.ts';
import { givenFile, withFiles } from '../support/load-files.ts';
import { makeWorkbook, rowXml } from './formats/make-workbook.ts';

const SIGNAL = new AbortController().signal;

function lines(...texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}

async function readingOf(name: string, text: string | Uint8Array<ArrayBuffer>): Promise<FileReading> {
  const hints = { language: null, signal: SIGNAL };
  const file = await inspectFile(givenFile(name, text), null, hints);
  const [settled] = await settleTogether([file], hints);
  return (settled ?? file).reading;
}

function document({ metrics, summary }: Session) {
  return metrics({ ...DEFAULT_REQUEST, basis: 'recorded' }, summary.model);
}

/** A day of 2024 as it is written: day of the year from 0. */
function day(number: number, write: (year: string, month: string, day: string) => string): string {
  const [year = '', month = '', date = ''] = new Date(Date.UTC(2024, 0, 1 + number))
    .toISOString()
    .slice(0, 10)
    .split('-');
  return write(year, month, date);
}
const iso = (number: number): string => day(number, (year, month, date) => `${year}-${month}-${date}`);
const german = (number: number): string => day(number, (year, month, date) => `${date}.${month}.${year}`);

test('a row that lacks a delimiter is rejected with the number of its fields, and shifts no date', async () => {
  const rows = Array.from({ length: 30 }, (_, row) =>
    row === 20 ? `L20,${iso(20)}2024-04-01,2024-05-01` : `L${row},${iso(row)},2024-04-01,2024-05-01`,
  );
  const text = lines('lead_id,created_at,mql_at,sql_at', ...rows);
  await withFiles([givenFile('leads.csv', text)], async (session) => {
    expect(session.summary.sources[0]?.isConverted).toBe(false);
    expect(session.summary.rows.leads).toMatchObject({ read: 30, loaded: 29, rejected: { malformed: 1 } });
    expect(session.summary.rows.leads.repaired).toEqual({ unreadable: {}, beforeCreation: 0 });
    const [row] = await session.rejectedRows(0, 10);
    expect(row).toMatchObject({ line: 22, reason: 'malformed', fields: { found: 3, expected: 4 } });
  });
});

test('a row of a converted file says how many fields it has, too', async () => {
  const rows = Array.from({ length: 30 }, (_, row) =>
    row === 20 ? `L20;${german(20)}` : `L${row};${german(row)};01.04.2024`,
  );
  const text = lines('Lead ID;Erstellt am;MQL am', ...rows);
  await withFiles([givenFile('leads.csv', text)], async (session) => {
    expect(session.summary.rows.leads).toMatchObject({ read: 30, loaded: 29, rejected: { malformed: 1 } });
    const [row] = await session.rejectedRows(0, 10);
    expect(row).toMatchObject({ line: 22, reason: 'malformed', fields: { found: 2, expected: 3 } });
  });
});

test('a file whose rows leave out their last cells as a habit is read so', async () => {
  const rows = Array.from({ length: 30 }, (_, row) =>
    row % 2 === 0 ? `L${row},${iso(row)}` : `L${row},${iso(row)},2024-04-01`,
  );
  await withFiles([givenFile('leads.csv', lines('lead_id,created_at,mql_at', ...rows))], async (session) => {
    expect(session.summary.rows.leads).toMatchObject({ read: 30, loaded: 30, rejected: {} });
    expect((await document(session)).funnel?.entered.mql).toBe(15);
  });
});

describe('a log of events by itself', () => {
  const events = Array.from({ length: 20 }, (_, lead) => [
    `C${lead};Lead Created;${iso(lead)} 10:00`,
    `C${lead};Email Opened;${iso(lead + 1)} 10:00`,
    ...(lead % 2 === 0 ? [`C${lead};MQL;${iso(lead + 10)} 10:00`] : []),
    ...(lead % 4 === 0 ? [`C${lead};SQL;${iso(lead + 20)} 10:00`] : []),
  ]).flat();
  test.each([
    ['in order', events],
    ['newest first', events.toReversed()],
  ])('gives one lead for each id, created with its first event: %s', async (_, rows) => {
    const text = lines('contact;event;timestamp', ...rows);
    await withFiles([givenFile('log.csv', text)], async (session) => {
      expect(session.summary.rows.leads).toMatchObject({ read: 20, loaded: 20, rejected: {} });
      expect(session.summary.firstCreatedAt).toBe(Date.UTC(2024, 0, 1, 9) / 1000);
      const { funnel, rows: counts } = await document(session);
      expect(funnel?.entered).toMatchObject({ lead: 20, mql: 10, sql: 5 });
      expect(counts.activities).toMatchObject({ read: 20, loaded: 20 });
      expect(counts.leads.repaired.beforeCreation).toBe(0);
    });
  });

  test('gives no leads where another file does, and none without stages', async () => {
    const log = givenFile('log.csv', lines('contact;event;timestamp', ...events));
    const leads = givenFile(
      'leads.csv',
      lines('lead_id,created_at', ...Array.from({ length: 20 }, (_, lead) => `C${lead},2023-12-01`)),
    );
    await withFiles([log, leads], async ({ summary }) => {
      expect(summary.rows.leads).toMatchObject({ read: 20, loaded: 20 });
      expect(summary.firstCreatedAt).toBe(Date.UTC(2023, 10, 30, 23) / 1000);
    });
    const visits = givenFile('visits.csv', lines('contact;event;timestamp', 'C1;Email Opened;2024-01-01'));
    await expect(withFiles([visits], () => Promise.resolve())).rejects.toThrow('noLeads');
  });
});

describe('both orders of day and month in one column', () => {
  const dates = [
    ...Array.from({ length: 12 }, (_, row) => `05/${13 + row}/2024`),
    ...Array.from({ length: 6 }, (_, row) => `${13 + row}/06/2024`),
    ...Array.from({ length: 5 }, (_, row) => `0${row + 1}/0${row + 2}/2024`),
    '07/07/2024',
  ];
  const text = lines(
    'Lead ID,Email,Created Date',
    ...dates.map((date, row) => `${row},a${row}@x.com,${date}`),
  );
  const counts = { dmy: 6, mdy: 12, both: 5 };

  test('is asked and said, with counts', async () => {
    const reading = await readingOf('leads.csv', text);
    expect(reading.notes).toContainEqual({ code: 'mixedDateOrder', detail: 'Created Date', counts });
    expect(reading.questions).toContainEqual(
      expect.objectContaining({ column: 'Created Date', question: 'dateOrder', assumed: 'mdy', counts }),
    );
  });

  test('the more frequent order counts, whatever comes first in the file', async () => {
    for (const rows of [
      text,
      lines(...text.trimEnd().split('\n').slice(0, 1), ...text.trimEnd().split('\n').slice(1).toReversed()),
    ])
      await withFiles([givenFile('leads.csv', rows)], async (session) => {
        expect(session.summary.rows.leads).toMatchObject({ loaded: 18, rejected: { badCreatedAt: 6 } });
        expect(session.summary.sources[0]?.reading.notes).toContainEqual({
          code: 'mixedDateOrder',
          detail: 'Created Date',
          counts,
        });
        expect(await session.dataQuality()).toContainEqual(
          expect.objectContaining({ code: 'mixedDates', rows: 5 }),
        );
      });
  });

  test('the answer of the reader counts for more', async () => {
    const file: GivenFile = { ...givenFile('leads.csv', text), dateOrder: 'dmy' };
    await withFiles([file], ({ summary }) => {
      expect(summary.rows.leads).toMatchObject({ loaded: 12, rejected: { badCreatedAt: 12 } });
      return Promise.resolve();
    });
  });
});

test('dates that are written in another way from some line on are read so, and said', async () => {
  const rows = Array.from({ length: 60 }, (_, row) =>
    row < 40 ? `L${row},${iso(row)},${iso(row + 30)}` : `L${row},${german(row)},${german(row + 30)}`,
  );
  const text = lines('lead_id,created_at,mql_at', ...rows);
  await withFiles([givenFile('leads.csv', text)], async (session) => {
    expect(session.summary.rows.leads).toMatchObject({ read: 60, loaded: 60, rejected: {} });
    expect(session.summary.lastCreatedAt).toBe(Date.UTC(2024, 1, 28, 23) / 1000);
    expect((await document(session)).funnel?.entered.mql).toBe(60);
    const [source] = session.summary.sources;
    expect(source?.isConverted).toBe(true);
    expect(source?.reading.mapping.dateOrder).toEqual({ created_at: 'dmy', mql_at: 'dmy' });
    expect(source?.reading.notes).toContainEqual({
      code: 'lateDates',
      detail: 'created_at',
      counts: { rows: 20, line: 42 },
    });
  });
});

test('one recorded date that is written otherwise is read, though all rows could be loaded', async () => {
  const text = lines(
    'lead_id,created_at,mql_at',
    'a,2024-01-01,2024-02-01',
    'b,2024-01-02,15.02.2024',
    'c,2024-01-03,?',
  );
  await withFiles([givenFile('leads.csv', text)], async (session) => {
    expect(session.summary.rows.leads.repaired.unreadable).toEqual({ mql_at: 1 });
    expect((await document(session)).funnel?.entered.mql).toBe(2);
  });
});

test('what is no date in any way stays rejected, and the file as it is', async () => {
  const text = lines('lead_id,created_at', 'a,2024-01-01', 'b,soon', 'c,2024-02-30');
  await withFiles([givenFile('leads.csv', text)], ({ summary }) => {
    expect(summary.rows.leads).toMatchObject({ loaded: 1, rejected: { badCreatedAt: 2 } });
    expect(summary.sources[0]?.isConverted).toBe(false);
    return Promise.resolve();
  });
});

test('ids that a spreadsheet has rounded are named before the load, and among what is wrong with the data', async () => {
  const rows = Array.from({ length: 10 }, (_, row) => `1.23457E+11,a${row}@x.com,${iso(row)}`);
  const text = lines('Record ID,Email,Create Date', ...rows);
  const note = { code: 'brokenIds', detail: 'Record ID', counts: { rows: 10 } };
  expect((await readingOf('contacts.csv', text)).notes).toContainEqual(note);
  await withFiles([givenFile('contacts.csv', text)], async (session) => {
    expect(await session.dataQuality()).toContainEqual(
      expect.objectContaining({ code: 'brokenIds', rows: 10 }),
    );
  });
  const hashes = lines('Record ID,Email,Create Date', '1e42,a@x.com,2024-01-01', 'a3f9,b@x.com,2024-01-02');
  expect((await readingOf('contacts.csv', hashes)).notes.map(({ code }) => code)).not.toContain('brokenIds');
});

test('a column with the bare name of a stage is its date where it holds dates; others that look like one are named', async () => {
  const rows = Array.from(
    { length: 10 },
    (_, row) => `L${row}|a${row}@x.com|${iso(row)}|${iso(row + 9)}|yes|${iso(row + 20)}`,
  );
  const { mapping, notes } = await readingOf(
    'export.txt',
    lines('Lead ID|Email|Created|MQL|SQL|Handover to customer team', ...rows),
  );
  expect(mapping.tables[0]?.columns['mql_at']).toEqual({ from: ['MQL'] });
  expect(mapping.tables[0]?.columns).not.toHaveProperty('sql_at');
  expect(notes).toContainEqual({ code: 'unusedDates', detail: 'Handover to customer team' });
});

describe('workbooks', () => {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = (rows: readonly (readonly string[])[]): string =>
    rows.map((row, index) => rowXml(index + 1, row.map(cell))).join('');
  const leads = sheet([
    ['Lead ID', 'Email', 'Created'],
    ...Array.from({ length: 8 }, (_, row) => [`L${row}`, `a${row}@x.com`, iso(row)]),
  ]);
  const calls = sheet([
    ['Lead ID', 'Activity Type', 'Activity Date'],
    ...Array.from({ length: 8 }, (_, row) => [`L${row % 4}`, 'call', iso(row + 5)]),
  ]);
  const book = makeWorkbook({
    sheets: { Cover: sheet([['Quarterly report'], ['made by', 'sales']]), Leads: leads, Calls: calls },
  });

  test('the first sheet that is recognised counts, and the others are named', async () => {
    const { mapping, notes } = await readingOf('book.xlsx', book);
    expect(mapping.tables.map(({ table }) => table)).toEqual(['leads']);
    expect(notes).toContainEqual({ code: 'otherSheets', detail: '"Cover", "Calls"' });
    const given: GivenFile = { ...givenFile('book.xlsx', book), table: 'activities' };
    await withFiles([givenFile('leads.xlsx', book), given], ({ summary }) => {
      expect(summary.rows.activities).toMatchObject({ read: 8, loaded: 8 });
      expect(summary.sources.map((source) => source.sheet)).toEqual(['Leads', 'Calls']);
      return Promise.resolve();
    });
  });

  test('a mapping goes with the sheet that has its columns', async () => {
    const { mapping } = await readingOf('book.xlsx', book);
    await withFiles([{ ...givenFile('book.xlsx', book), mapping }], ({ summary }) => {
      expect(summary.sources[0]?.sheet).toBe('Leads');
      expect(summary.rows.leads.loaded).toBe(8);
      return Promise.resolve();
    });
  });

  test('several sheets of one workbook are loaded as files of one name', async () => {
    const of = (name: string): GivenFile => ({ ...givenFile('book.xlsx', book), sheet: name });
    await withFiles([of('Leads'), of('Calls')], ({ summary }) => {
      expect(summary.rows.leads.loaded).toBe(8);
      expect(summary.rows.activities.loaded).toBe(8);
      expect(summary.files.map(({ table, read }) => [table, read])).toEqual([
        ['leads', 8],
        ['activities', 8],
      ]);
      return Promise.resolve();
    });
  });
});

test('a stage history of stages that nobody knows is one, and asks for them', async () => {
  const stages = ['Neu', 'Warm', 'Abschluss'];
  const rows = Array.from({ length: 12 }, (_, row) => `L${row};${stages[row % 3]};${iso(row)} 10:00`);
  const { mapping, questions } = await readingOf('stages.csv', lines('Lead ID;Stage;Entered', ...rows));
  expect(mapping.tables.map(({ table }) => table)).toEqual(['stageHistory']);
  expect(questions).toContainEqual(
    expect.objectContaining({ question: 'stageNames', values: ['Warm', 'Abschluss'], assumed: 'none' }),
  );
});

test('a stage that is said to be none leaves its rows out; one of which nothing was said is rejected', async () => {
  const rows = Array.from(
    { length: 12 },
    (_, row) => `L${row};${['MQL', 'Warm', 'Heiß'][row % 3]};${iso(row)}`,
  );
  const text = lines('Lead ID;Stage;Entered', ...rows);
  const { mapping } = await readingOf('stages.csv', text);
  const said = {
    ...mapping,
    tables: mapping.tables.map((table) => ({
      ...table,
      columns: { ...table.columns, stage: { from: ['Stage'], values: { MQL: 'mql', Warm: '' } } },
    })),
  };
  const leads = lines('lead_id,created_at', ...rows.map((_, row) => `L${row},2023-12-01`));
  await withFiles(
    [givenFile('leads.csv', leads), { ...givenFile('stages.csv', text), mapping: said }],
    ({ summary }) => {
      expect(summary.rows.stageHistory).toEqual({ read: 8, loaded: 4, rejected: { unknownStage: 4 } });
      expect(summary.files[1]).toMatchObject({ table: 'stageHistory', read: 8, others: 4 });
      return Promise.resolve();
    },
  );
});

test('the decimal sign is asked with a value that tells, and not where other numbers answer', async () => {
  const file = (amount: string): string =>
    lines(
      'Kontakt-ID;E-Mail;Erstellt am;Umsatz;Mitarbeiter',
      ...Array.from(
        { length: 8 },
        (_, row) => `${row};a${row}@x.de;${german(row)};${amount};${row === 7 ? '1.110' : row}`,
      ),
    );
  const asked = (reading: FileReading) => reading.questions.filter(({ question }) => question === 'decimal');
  expect(asked(await readingOf('de.csv', file('1.234,50 €')))).toEqual([]);
  expect(asked(await readingOf('de.csv', file('12')))).toEqual([
    expect.objectContaining({ column: 'Mitarbeiter', assumed: ',', values: ['1.110'] }),
  ]);
});

test('of two orders the one is assumed that creates leads before they enter a stage', async () => {
  const write = (number: number): string => day(number, (year, month, date) => `${date}/${month}/${year}`);
  const open = Array.from({ length: 300 }, (_, row) => row).filter(
    (row) => Number(write(row).slice(0, 2)) <= 12 && Number(write(row + 20).slice(0, 2)) <= 12,
  );
  const rows = open.map((row) => `${row},a${row}@x.com,${write(row)},${write(row + 20)}`);
  const reading = await readingOf('leads.csv', lines('Lead ID,Email,Created Date,MQL Date', ...rows));
  const [question] = reading.questions;
  expect(question).toMatchObject({ question: 'dateOrder', assumed: 'dmy' });
  expect(question?.counts?.['dmyBeforeCreation']).toBe(0);
  expect(question?.counts?.['mdyBeforeCreation']).toBeGreaterThan(5);
  expect(reading.mapping.dateOrder).toEqual({ 'Created Date': 'dmy', 'MQL Date': 'dmy' });
  expect(reading.notes).toContainEqual({ code: 'earlyStages', detail: null, counts: question?.counts });
});

test.each([
  [
    'Lead-ID;Vorname;Nachname;E-Mail;Firma;Leadstatus;Erstellungsdatum;Konvertierungsdatum;Konvertiert;Leadquelle',
    '00Q000000000000AAA;A;B;s0@x.com;Firma;Neu;01.05.2024 17:34;09.06.2024;1;Web',
    'salesforce',
    {
      sql_at: { from: ['Konvertierungsdatum'], when: { column: 'Konvertiert' } },
      source: { from: ['Leadquelle'] },
    },
  ],
  [
    'Datensatz-ID;E-Mail;Erstellungsdatum;Datum der Umwandlung in einen Marketing-qualifizierten Lead;Wurde zum Sales-Qualified-Lead am;Wurde zur Opportunity am;Datum, an dem Kontakt zum Kunden wurde;Anzahl Mitarbeiter;Kontakt-Besitzer;Zusammengeführte Objekt-IDs',
    '1;h0@x.com;2024-05-01;2024-05-21;2024-06-09;2024-06-09;2024-06-10;7;Bob;5',
    'hubspot',
    {
      mql_at: { from: ['Datum der Umwandlung in einen Marketing-qualifizierten Lead'] },
      sql_at: { from: ['Wurde zum Sales-Qualified-Lead am'] },
      opportunity_at: { from: ['Wurde zur Opportunity am'] },
      customer_at: { from: ['Datum, an dem Kontakt zum Kunden wurde'] },
      employees: { from: ['Anzahl Mitarbeiter'] },
      owner: { from: ['Kontakt-Besitzer'] },
      alias_ids: { from: ['Zusammengeführte Objekt-IDs'] },
    },
  ],
  [
    'Deal - ID;Deal - Titel;Deal - Wert;Deal - Phase;Deal - Status;Deal - Deal erstellt;Deal - Gewonnen am;Deal - Verloren am;Person - ID;Person - E-Mail',
    '0;Deal 0;1,50;Angebot;Gewonnen;2024-05-01 17:34;2024-06-10 17:34;;0;p0@x.com',
    'pipedrive',
    {
      created_at: { from: ['Deal - Deal erstellt'] },
      won_at: { from: ['Deal - Gewonnen am'] },
      lost_at: { from: ['Deal - Verloren am'] },
      amount: { from: ['Deal - Wert'] },
    },
  ],
])('German columns: %s', async (header, row, vendor, columns) => {
  const reading = await readingOf('export.csv', lines(header, row));
  expect(reading.vendor).toBe(vendor);
  expect(reading.mapping.tables[0]?.columns).toMatchObject(columns);
});
