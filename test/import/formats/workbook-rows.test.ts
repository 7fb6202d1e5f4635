import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { inline, makeWorkbook, number, rowXml } from './make-workbook.ts';
import { NEVER, problemOf, readAll } from './read-all.ts';

const HEADER = rowXml(1, [
  inline('id'),
  '<c t="s"><v>0</v></c>',
  inline('day'),
  inline('at'),
  inline('score'),
]);
const STRINGS = [
  '<t>Name &amp; Co</t>',
  '<r><t>Ann </t></r><r><t xml:space="preserve">Müller</t></r>',
  '<t>a_x000A_b</t>',
];
const ROWS =
  rowXml(2, [
    inline('12345678901234567'),
    '<c t="s"><v>1</v></c>',
    number('45631', 1),
    number('45631.4235069444', 2),
    number('12345'),
  ]) +
  rowXml(3, [
    inline('00124'),
    '<c t="s"><v>2</v></c>',
    number('45632', 1),
    number('45632', 3),
    number('0.30000000000000004'),
  ]) +
  rowXml(4, [
    inline('00125'),
    '',
    '<c t="e"><v>#N/A</v></c>',
    '<c t="d"><v>2024-12-05T10:00:00Z</v></c>',
    '<c t="str"><f>A1</f><v>x</v></c>',
  ]) +
  rowXml(6, [number('7'), '<c t="b"><v>1</v></c>', '', '', number('1E5')]);

test('texts, numbers, days, times, errors, formulas', async () => {
  const { source, rows, lines } = await readAll(
    makeWorkbook({ sheets: { Leads: HEADER + ROWS }, strings: STRINGS }),
  );
  expect(source).toMatchObject({
    format: 'xlsx',
    sheets: ['Leads'],
    sheet: 'Leads',
    headerLine: 1,
    encoding: null,
    header: ['id', 'Name & Co', 'day', 'at', 'score'],
    declared: [null, null, 'date', 'instant', null],
    isPlain: false,
  });
  expect(rows).toEqual([
    ['12345678901234567', 'Ann Müller', '2024-12-05', '2024-12-05T10:09:51', '12345'],
    ['00124', 'a\nb', '2024-12-06', '2024-12-06T00:00:00', '0.3'],
    ['00125', null, null, '2024-12-05T10:00:00', 'x'],
    ['7', 'TRUE', null, null, '100000'],
  ]);
  expect(lines).toEqual([2, 3, 4, 6]);
  expect([...(await source.rawTexts(new Set([3]), NEVER))]).toEqual([
    [3, '00124,"a\nb",2024-12-06,2024-12-06T00:00:00,0.3'],
  ]);
});

test('days counted from 1904', async () => {
  const sheet = rowXml(1, [inline('id'), inline('day')]) + rowXml(2, [inline('x'), number('44169', 1)]);
  const { rows } = await readAll(makeWorkbook({ sheets: { A: sheet }, isFrom1904: true }));
  expect(rows).toEqual([['x', '2024-12-05']]);
});

test('the first sheet that holds something, or the one that is asked for', async () => {
  const table = (name: string): string =>
    rowXml(1, [inline('id'), inline('name')]) + rowXml(2, [inline('1'), inline(name)]);
  const file = makeWorkbook({
    sheets: {
      Secret: table('secret'),
      Empty: '<row r="1"><c r="A1" s="1"/></row>',
      Leads: table('lead'),
      'Q&amp;A': table('question'),
    },
    hidden: ['Secret'],
  });
  const first = await readAll(file);
  expect(first.source).toMatchObject({ sheet: 'Leads', sheets: ['Secret', 'Empty', 'Leads', 'Q&A'] });
  expect(first.rows).toEqual([['1', 'lead']]);
  for (const sheet of ['Q&A', 'q&a', '4'])
    expect((await readAll(file, { sheet })).rows).toEqual([['1', 'question']]);
  expect(await problemOf(file, { sheet: 'Deals' })).toMatchObject({ code: 'unknownSheet', detail: 'Deals' });
  expect(await problemOf(file, { sheet: 'Empty' })).toMatchObject({ code: 'noTable', detail: 'Empty' });
  expect((await problemOf(makeWorkbook({ sheets: { A: '', B: '' } }))).code).toBe('noTable');
});

test('titles above and totals below are skipped', async () => {
  const sheet =
    rowXml(1, [inline('Leads by month')]) +
    rowXml(3, [inline('id'), inline('name'), inline('amount')]) +
    rowXml(4, [inline('1'), inline('Ann'), number('5')]) +
    rowXml(5, [inline('2'), inline('Bob'), number('6')]) +
    rowXml(6, [inline('Total'), '', number('11')]) +
    rowXml(8, [inline('Confidential Information - Do Not Distribute')]);
  const { source, rows } = await readAll(makeWorkbook({ sheets: { A: sheet } }));
  expect(source.headerLine).toBe(3);
  expect(rows).toEqual([
    ['1', 'Ann', '5'],
    ['2', 'Bob', '6'],
  ]);
  expect(source.skipped.map(({ line, reason }) => [line, reason])).toEqual([
    [1, 'preamble'],
    [6, 'footer'],
    [8, 'footer'],
  ]);
});

test('damaged and hostile workbooks', async () => {
  const good = makeWorkbook({ sheets: { Leads: HEADER + ROWS }, strings: STRINGS });
  const start = Date.now();
  for (const length of [30, 200, Math.floor(good.length / 2), good.length - 30])
    expect((await problemOf(good.slice(0, length))).code).toBe('damagedFile');
  const changed = good.slice();
  changed[100] = (changed[100] ?? 0) ^ 0xff;
  changed[good.indexOf(0x78, 200)] = 0;
  const laughs = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>';
  for (const part of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml']) {
    const file = makeWorkbook({
      sheets: { A: HEADER },
      strings: STRINGS,
      parts: { [part]: `<?xml version="1.0"?>${laughs}<a>&c;</a>` },
    });
    expect(await problemOf(file)).toMatchObject({ code: 'unsafeFile', detail: 'DOCTYPE' });
  }
  const far = makeWorkbook({
    sheets: { A: `${HEADER}<row r="999999999"><c r="A999999999"><v>1</v></c></row>` },
    strings: STRINGS,
  });
  expect((await problemOf(far)).code).toBe('tooLarge');
  const wide = makeWorkbook({
    sheets: { A: `${HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` },
    strings: STRINGS,
  });
  expect((await problemOf(wide)).code).toBe('tooLarge');
  const wider = makeWorkbook({
    sheets: { A: `${HEADER}<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>` },
    strings: STRINGS,
  });
  expect((await problemOf(wider)).code).toBe('tooLarge');
  const bomb = makeWorkbook({
    sheets: { A: HEADER },
    parts: { 'xl/worksheets/sheet1.xml': `<a>${' '.repeat(100_000_000)}</a>` },
  });
  expect(await problemOf(bomb)).toMatchObject({ code: 'tooLarge' });
  const out = zipSync({ '../../etc/x.xml': new Uint8Array(1), 'xl/workbook.xml': new Uint8Array(1) });
  expect((await problemOf(out)).code).toBe('unsafeFile');
  const many = zipSync(
    Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`a${index}`, new Uint8Array(0)])),
  );
  expect((await problemOf(many)).code).toBe('tooLarge');
  expect(Date.now() - start).toBeLessThan(10_000);
});

test('archives that lie about their sizes, share bytes, or are encrypted', async () => {
  const good = makeWorkbook({ sheets: { Leads: HEADER + ROWS }, strings: STRINGS });
  const view = new DataView(good.buffer, good.byteOffset, good.byteLength);
  const entries: number[] = [];
  for (let at = 0; at + 4 < good.length; at++) if (view.getUint32(at, true) === 0x02014b50) entries.push(at);
  const change = (edit: (view: DataView, at: number) => void, entry: number): Uint8Array => {
    const copy = good.slice();
    edit(new DataView(copy.buffer), entries[entry] ?? 0);
    return copy;
  };
  const last = entries.length - 1;
  expect((await problemOf(change((each, at) => each.setUint32(at + 24, 10, true), last))).code).toBe(
    'damagedFile',
  );
  expect((await problemOf(change((each, at) => each.setUint32(at + 24, 900_000_000, true), last))).code).toBe(
    'tooLarge',
  );
  expect((await problemOf(change((each, at) => each.setUint32(at + 16, 1, true), last))).code).toBe(
    'damagedFile',
  );
  expect((await problemOf(change((each, at) => each.setUint32(at + 42, 0, true), last))).code).toBe(
    'unsafeFile',
  );
  expect((await problemOf(change((each, at) => each.setUint16(at + 8, 1, true), last))).code).toBe(
    'encryptedFile',
  );
});
