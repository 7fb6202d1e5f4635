import { expect, test } from 'vitest';
import { NEVER, problemOf, readAll } from './read-all.ts';

const LEADS = [
  ['id', 'name', 'city', 'amount', 'created'],
  ['1', 'Ann', 'Berlin', '10', '2024-01-05'],
  ['2', 'Bob', 'Köln', '20', '2024-01-06'],
  ['3', 'Cid', 'Paris', '30', '2024-02-07'],
];
const BODY = LEADS.slice(1);
const written = (delimiter: string, end = '\n'): string =>
  LEADS.map((row) => row.join(delimiter) + end).join('');

test.each([
  [',', '\n'],
  [';', '\r\n'],
  ['\t', '\n'],
  ['|', '\r'],
  [' ', '\n'],
])('%j with line ends %j', async (delimiter, end) => {
  const { source, rows, lines, malformed } = await readAll(written(delimiter, end));
  expect(source).toMatchObject({ format: 'csv', delimiter, headerLine: 1, header: LEADS[0], skipped: [] });
  expect(source.isPlain).toBe(delimiter === ',');
  expect(rows).toEqual(BODY);
  expect(lines).toEqual([2, 3, 4]);
  expect(malformed).toEqual([]);
});

test('several spaces are one delimiter, also before and after a row', async () => {
  const { source, rows } = await readAll('  id   score  \n  1   5\n 2  7  \n3 "a b"\n');
  expect(source.delimiter).toBe(' ');
  expect(rows).toEqual([
    ['1', '5'],
    ['2', '7'],
    ['3', 'a b'],
  ]);
});

test('mixed line ends count as lines each', async () => {
  const { rows, lines } = await readAll('a;b\r\n1;2\r3;4\n\n5;6');
  expect(rows).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ]);
  expect(lines).toEqual([2, 3, 5]);
});

test('decimal commas do not make a comma the delimiter, nor do commas in dates', async () => {
  const decimal = await readAll('id;rate;share\n1;1,5;2,5\n2;3,5;4,5\n3;5,5;6,5\n');
  expect(decimal.source.delimiter).toBe(';');
  expect(decimal.rows[0]).toEqual(['1', '1,5', '2,5']);
  const dates = await readAll('Lead\tCreated Time\n1\t15 Apr, 2021 00:03:00\n2\t16 Apr, 2021 00:03:00\n');
  expect(dates.source.delimiter).toBe('\t');
  expect(dates.rows[1]).toEqual(['2', '16 Apr, 2021 00:03:00']);
  const lists = await readAll('id,tags,city\n1,a;b;c,Rome\n2,d;e;f,Bonn\n3,x;y;z,Ulm\n');
  expect(lists.source.delimiter).toBe(',');
});

test('a name of several words in one column is one column', async () => {
  const { source, rows } = await readAll('Full Name\nJohn Smith\nJane Doe\n');
  expect(source.header).toEqual(['Full Name']);
  expect(rows).toEqual([['John Smith'], ['Jane Doe']]);
});

test('quotes of either kind, doubled or after a backslash', async () => {
  const text = `a b, "c"`;
  const doubled = await readAll('id;text\n1;"a b, ""c"""\n2;"x;\ny"\n3;27" screen\n');
  expect(doubled.rows).toEqual([
    ['1', text],
    ['2', 'x;\ny'],
    ['3', '27" screen'],
  ]);
  expect(doubled.lines).toEqual([2, 3, 5]);
  const slashed = await readAll(
    'id,text,more\n1,"a b, \\"c\\"",x\n2,"back\\\\slash, \\"q\\" and",y\n3,"z",u\n',
  );
  expect(slashed.rows).toEqual([
    ['1', text, 'x'],
    ['2', 'back\\slash, "q" and', 'y'],
    ['3', 'z', 'u'],
  ]);
  expect(slashed.source.isPlain).toBe(false);
  const single = await readAll("'id','text'\n'1','O''Neil, J'\n'2','b'\n");
  expect(single.source.header).toEqual(['id', 'text']);
  expect(single.rows).toEqual([
    ['1', "O'Neil, J"],
    ['2', 'b'],
  ]);
  const names = await readAll("id,name\n1,O'Brien\n2,'t Hooft\n3,D'Arcy\n");
  expect(names.rows).toEqual([
    ['1', "O'Brien"],
    ['2', "'t Hooft"],
    ['3', "D'Arcy"],
  ]);
});

test('a separator line decides', async () => {
  const { source, rows } = await readAll('sep=;\r\nid;a,b\r\n1;2,3\r\n');
  expect(source).toMatchObject({ delimiter: ';', headerLine: 2, header: ['id', 'a,b'], isPlain: false });
  expect(source.skipped).toEqual([{ line: 1, reason: 'separatorLine', text: 'sep=;' }]);
  expect(rows).toEqual([['1', '2,3']]);
  const wide = await readAll('"sep=|"\nid|name\n1|x\n');
  expect(wide.rows).toEqual([['1', 'x']]);
});

test('what stands above a header is skipped, and said', async () => {
  const { source, rows, lines } = await readAll(
    `Report: Leads by month\nGenerated: 2024-05-01, by Ann\n\n${written(',')}`,
  );
  expect(source).toMatchObject({ headerLine: 4, header: LEADS[0], isPlain: false });
  expect(source.skipped).toMatchObject([
    { line: 1, reason: 'preamble', text: 'Report: Leads by month' },
    { line: 2, reason: 'preamble' },
  ]);
  expect(rows).toEqual(BODY);
  expect(lines).toEqual([5, 6, 7]);
  const padded = await readAll(`Leads;;;;\n;;;;\n${written(';')}`);
  expect(padded.source.headerLine).toBe(3);
  expect(padded.rows).toEqual(BODY);
});

test.each([
  ['with gaps', 'Lead,,,Deal,\n'],
  ['with repeated names', 'Lead,Lead,Lead,Deal,Deal\n'],
])('a row of groups %s above the header is none', async (_, group) => {
  const { source, rows } = await readAll(group + written(','));
  expect(source).toMatchObject({ headerLine: 2, header: LEADS[0] });
  expect(source.skipped).toMatchObject([{ line: 1, reason: 'header' }]);
  expect(rows).toEqual(BODY);
});

test('a header of words is a header, though all cells below are words', async () => {
  const { source, rows } = await readAll('name,city,country\nAnn,Rome,IT\nBob,Bonn,DE\n');
  expect(source.headerLine).toBe(1);
  expect(rows).toHaveLength(2);
});

test('without a header, names are made up and no row is lost', async () => {
  const { source, rows } = await readAll('1,ann@x.de,2024-01-05\n2,bob@x.de,2024-01-06\n');
  expect(source).toMatchObject({
    headerLine: null,
    header: ['column_1', 'column_2', 'column_3'],
    isPlain: false,
  });
  expect(rows).toHaveLength(2);
  const names = await readAll('00Q5e00000A1b2c,Ann,ann@x.de\n00Q5e00000A1b2d,Bob,bob@x.de\n');
  expect(names.source.headerLine).toBeNull();
  const years = await readAll('region,2023,2024\nNorth,5,7\nSouth,6,8\n');
  expect(years.source.headerLine).toBe(1);
});

test('footers are skipped and said, at the end alone', async () => {
  const footer =
    '\n"Grand Totals (3 records)"\n\n"Confidential Information - Do Not Distribute"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n';
  const { source, rows } = await readAll(written(',') + footer);
  expect(source.isPlain).toBe(false);
  expect(rows).toEqual(BODY);
  expect(source.skipped.map(({ line, reason }) => [line, reason])).toEqual([
    [6, 'footer'],
    [8, 'footer'],
    [9, 'footer'],
  ]);
  const total = await readAll(`${written(';')}Summe;;;60;\n`);
  expect(total.source.skipped).toMatchObject([{ line: 5, reason: 'footer', text: 'Summe;;;60;' }]);
  const middle = await readAll(`${written(',')}Total,,,60,\n4,Dan,Rome,5,2024-03-01\n`);
  expect(middle.rows).toHaveLength(5);
  expect(middle.source.skipped).toEqual([]);
  const company = await readAll(`${written(',')}4,Total,Paris,5,2024-03-01\n`);
  expect(company.rows).toHaveLength(4);
});

test('a footer beyond the part that is looked at first makes a large file unplain', async () => {
  const many = Array.from({ length: 20_000 }, (_, row) => `${row},Ann,Berlin,${row},2024-01-05\n`).join('');
  const plain = await readAll(`${LEADS[0]?.join(',')}\n${many}`);
  expect(plain.source.isPlain).toBe(true);
  expect(plain.rows).toHaveLength(20_000);
  const { source, rows } = await readAll(`${LEADS[0]?.join(',')}\n${many}\nGrand Totals (20000 records)\n`);
  expect(source.isPlain).toBe(false);
  expect(rows).toHaveLength(20_000);
  expect(source.skipped).toHaveLength(1);
});

test('a broken quote, a missing delimiter and too many cells each cost one row', async () => {
  const good = Array.from({ length: 12 }, (_, row) => `${row};Ann;Bonn`);
  const bad = [...good];
  bad[3] = '3;"Ann;Bonn';
  bad[5] = '5;Ann Bonn';
  bad[7] = '7;Ann;Bonn;more';
  bad[9] = '9;Ann;Bonn;;';
  const { source, rows, malformed } = await readAll(['id;name;city', ...bad].join('\n'));
  expect(malformed).toEqual([5, 7, 9]);
  expect(rows.map(([id]) => id)).toEqual(['0', '1', '2', '4', '6', '8', '9', '10', '11']);
  const raw = await source.rawTexts(new Set(malformed), NEVER);
  expect([...raw]).toEqual([
    [5, '3;"Ann;Bonn'],
    [7, '5;Ann Bonn'],
    [9, '7;Ann;Bonn;more'],
  ]);
});

test('rows may leave out empty cells at their end where that is the habit of the file', async () => {
  const { rows, malformed } = await readAll('id,name,city\n1,Ann\n2,Bob,Rome\n3\n4,Dan,Ulm\n');
  expect(malformed).toEqual([]);
  expect(rows).toEqual([['1', 'Ann'], ['2', 'Bob', 'Rome'], ['3'], ['4', 'Dan', 'Ulm']]);
});

test('a second table of another shape gives no row of the first', async () => {
  const second = 'product,price\nGTX,5\nGTY,6\nGTZ,7\n';
  for (const between of ['', '\n', '\nProducts\n']) {
    const { rows, malformed, source } = await readAll(written(',') + between + second);
    expect(rows).toEqual(BODY);
    expect(malformed.length + source.skipped.length).toBe(4 + (between.length > 1 ? 1 : 0));
  }
});

test('names of columns stay as they are written', async () => {
  const { source } = await readAll('\uFEFFid,,Notes,Notes, Owner \n1,x,a,b,c\n');
  expect(source.header).toEqual(['id', '', 'Notes', 'Notes', ' Owner ']);
  expect(source.isPlain).toBe(true);
  const quoted = await readAll('"\uFEFFid",name\n1,x\n');
  expect(quoted.source.header).toEqual(['id', 'name']);
});

test('3,000 columns and a header alone', async () => {
  const names = Array.from({ length: 3000 }, (_, index) => `name ${index} of a column`);
  const { source, rows } = await readAll(`${names.join(';')}\n${names.map(() => '1').join(';')}\n`);
  expect(source.header).toHaveLength(3000);
  expect(rows[0]).toHaveLength(3000);
  expect((await readAll('id,name\n')).rows).toEqual([]);
  expect((await problemOf(`${','.repeat(20_000)}\n`)).code).toBe('noTable');
  expect((await problemOf(`${'a,'.repeat(20_000)}\n`)).code).toBe('tooManyColumns');
});

test('a line without an end is refused with its number', async () => {
  expect(await problemOf(`id,name\n1,${'x'.repeat(5_000_000)}\n`)).toMatchObject({
    code: 'lineTooLong',
    line: 2,
  });
  const long = await readAll(`id,name\n1,${'x'.repeat(2_500_000)}\n2,y\n`);
  expect(long.malformed).toEqual([2]);
  expect(long.rows).toEqual([['2', 'y']]);
});

test('a delimiter that is asked for counts', async () => {
  const { rows } = await readAll('a;b,c\n1;2,3\n', { sheet: null, delimiter: ',' });
  expect(rows).toEqual([['1;2', '3']]);
});
