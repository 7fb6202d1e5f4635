import { expect, test } from 'vitest';
import type { TextEncoding } from '../../../src/import/formats/decode-text.ts';
import { encodeText } from './encode-text.ts';
import { NEVER, problemOf, readAll } from './read-all.ts';

const TABLE = 'id;name;amount\n1;Müller “Söhne”;10 €\n2;Élan – Straße;20 €\n3;Zoë;5 €\n';
const ROWS = [
  ['1', 'Müller “Söhne”', '10 €'],
  ['2', 'Élan – Straße', '20 €'],
  ['3', 'Zoë', '5 €'],
];

test.each<[TextEncoding, boolean]>([
  ['utf-8', false],
  ['utf-8', true],
  ['utf-16le', false],
  ['utf-16le', true],
  ['utf-16be', false],
  ['utf-16be', true],
  ['windows-1252', false],
])('%s, byte-order mark: %s', async (encoding, hasMark) => {
  const { source, rows } = await readAll(encodeText(TABLE, encoding, hasMark));
  expect(source.encoding).toBe(encoding);
  expect(source.header).toEqual(['id', 'name', 'amount']);
  expect(rows).toEqual(ROWS);
});

test('ISO-8859-15 where the euro sign tells, or where it is asked for', async () => {
  const text = 'id;name;amount\n1;Müller;10 €\n2;Œuvre Šipka;20 €\n';
  const { source, rows } = await readAll(encodeText(text, 'iso-8859-15'));
  expect(source.encoding).toBe('iso-8859-15');
  expect(rows).toEqual([
    ['1', 'Müller', '10 €'],
    ['2', 'Œuvre Šipka', '20 €'],
  ]);
  const silent = encodeText('id;name\n1;Šipka\n', 'iso-8859-15');
  expect((await readAll(silent)).source.encoding).toBe('windows-1252');
  const asked = await readAll(silent, { sheet: null, encoding: 'ISO-8859-15' });
  expect(asked.rows).toEqual([['1', 'Šipka']]);
});

test('the first letter beyond ASCII may come late', async () => {
  const many = Array.from({ length: 120_000 }, (_, row) => `${row};Ann;Bonn\n`).join('');
  const bytes = encodeText(`id;name;city\n${many}x;Zoë’s;Köln\n`, 'windows-1252');
  const { source, rows } = await readAll(bytes);
  expect(rows).toHaveLength(120_001);
  expect(rows.at(-1)).toEqual(['x', 'Zoë’s', 'Köln']);
  expect(source.encoding).toBe('windows-1252');
});

test('characters of several bytes are whole, wherever the file is cut into chunks', async () => {
  for (const shift of [0, 1, 2, 3]) {
    const many = Array.from({ length: 110_000 }, () => `ü€𝄞;ß\n`).join('');
    const text = `id${'x'.repeat(shift)};n\n${many}`;
    for (const encoding of ['utf-8', 'utf-16le'] as const) {
      const { rows } = await readAll(encodeText(text, encoding, true));
      expect(rows).toHaveLength(110_000);
      expect(rows.every(([first, second]) => first === 'ü€𝄞' && second === 'ß')).toBe(true);
    }
  }
}, 60_000);

test('a row with bytes that are no UTF-8 is malformed, its neighbours are not', async () => {
  const text = new TextEncoder().encode('id,name\n1,Köln\n2,München\n3,Zürich\n4,xy\n5,Łódź\n');
  const at = text.indexOf('x'.charCodeAt(0));
  text[at] = 0xff;
  const { source, rows, malformed } = await readAll(text);
  expect(source.encoding).toBe('utf-8');
  expect(source.isPlain).toBe(false);
  expect(malformed).toEqual([5]);
  expect(rows).toHaveLength(4);
  expect([...(await source.rawTexts(new Set([5]), NEVER))][0]?.[1]).toContain('4,ÿy');
});

test('zeros are no text', async () => {
  expect(await problemOf('id,name\n1,a\0b\n')).toMatchObject({ code: 'notText', detail: 'NUL' });
  expect(await problemOf(new Uint8Array(5000))).toMatchObject({ code: 'notText' });
});
