import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonCutter, readJsonObject } from '../../../src/import/formats/json-values.ts';
import { encodeText } from './encode-text.ts';
import { NEVER, problemOf, readAll } from './read-all.ts';

const OBJECTS = [
  {
    id: '00123',
    score: 7,
    isOpen: true,
    address: { city: 'Köln', zip: '50667' },
    tags: ['a', 'b'],
    note: null,
  },
  { id: '00124', score: 1.5, isOpen: false, address: { city: 'Bonn' }, tags: [], extra: 'x,"y"' },
];
const HEADER = ['id', 'score', 'isOpen', 'address.city', 'address.zip', 'tags', 'note', 'extra'];
const ROWS = [
  ['00123', '7', 'true', 'Köln', '50667', 'a;b', null, null],
  ['00124', '1.5', 'false', 'Bonn', null, null, null, 'x,"y"'],
];

test.each([
  ['an array', JSON.stringify(OBJECTS), 'json', [1, 2]],
  ['an array on many lines', JSON.stringify(OBJECTS, null, 2), 'json', [1, 2]],
  ['a wrapped array', JSON.stringify({ results: OBJECTS, paging: { next: { after: '2' } } }), 'json', [1, 2]],
  [
    'an array deep within',
    JSON.stringify({ ok: true, data: { ids: [1, 2], items: OBJECTS } }),
    'json',
    [1, 2],
  ],
  ['a line for each', `${OBJECTS.map((each) => JSON.stringify(each)).join('\n\n')}\n`, 'ndjson', [1, 3]],
  [
    'values one after another',
    OBJECTS.map((each) => JSON.stringify(each, null, 1)).join('\n'),
    'ndjson',
    [1, 2],
  ],
])('%s', async (_, text, format, numbers) => {
  const { source, rows, lines } = await readAll(text);
  expect(source).toMatchObject({
    format,
    header: HEADER,
    headerLine: null,
    isPlain: false,
    encoding: 'utf-8',
  });
  expect(source.declared.slice(0, 4)).toEqual([null, 'number', 'boolean', null]);
  expect(rows).toEqual(ROWS);
  expect(lines).toEqual(numbers);
});

test('other encodings, and one object alone', async () => {
  expect((await readAll(encodeText(JSON.stringify(OBJECTS), 'utf-16le'))).rows).toEqual(ROWS);
  expect((await readAll(encodeText(JSON.stringify(OBJECTS), 'utf-8', true))).rows).toEqual(ROWS);
  expect((await readAll('{"id":"1","email":"a@x.de","message":"hi"}')).rows).toEqual([['1', 'a@x.de', 'hi']]);
});

test('long numbers keep their digits', async () => {
  const { rows, source } = await readAll(
    '[{"id":12345678901234567,"n":-0.12345678901234567,"t":"12345678901234567890","k":5}]',
  );
  expect(rows).toEqual([['12345678901234567', '-0.12345678901234567', '12345678901234567890', '5']]);
  expect(source.header).toEqual(['id', 'n', 't', 'k']);
});

test('properties of a CRM object stand under their own names, unless they are taken', async () => {
  const { source, rows } = await readAll(
    '{"results":[{"id":"1","properties":{"email":"a@x.de","id":"other","hs":{"x":1}},"createdAt":"2024-01-05T10:00:00Z"}]}',
  );
  expect(source.header).toEqual(['id', 'createdAt', 'email', 'properties.id', 'hs.x']);
  expect(rows).toEqual([['1', '2024-01-05T10:00:00Z', 'a@x.de', 'other', '1']]);
  const history = await readAll('[{"id":1,"events":[{"a":1},{"a":2}]}]');
  expect(history.rows).toEqual([['1', '[{"a":1},{"a":2}]']]);
});

test('a bad line costs one row, and its raw text is kept', async () => {
  const { source, rows, malformed } = await readAll('{"id":1}\n{"id":2\n{"id":3}\n[4]\n{"id":5}\n');
  expect(rows).toEqual([['1'], ['3'], ['5']]);
  expect(malformed).toEqual([2, 4]);
  expect([...(await source.rawTexts(new Set([2, 4]), NEVER))]).toEqual([
    [2, '{"id":2'],
    [4, '[4]'],
  ]);
  const inArray = await readAll('[{"id":1},{"id":},7,{"id":3}]');
  expect(inArray.rows).toEqual([['1'], ['3']]);
  expect(inArray.malformed).toEqual([2, 3]);
});

test.each([
  ['{"error":"unauthorized","error_description":"expired"}', 'errorAnswer'],
  [
    '{"requestId":"1","success":false,"errors":[{"code":"601","message":"Access token invalid"}]}',
    'errorAnswer',
  ],
  ['{"status":"error","message":"This oauth-token is expired","correlationId":"x"}', 'errorAnswer'],
  ['[{"id":1},{"id":2}', 'damagedFile'],
  ['{"results":[{"id":1},{"id"', 'damagedFile'],
  ['[]', 'noTable'],
  ['{}', 'noTable'],
  ['[1,2,3]', 'noTable'],
  ['{"results":[]}', 'noTable'],
])('%s is refused', async (text, code) => {
  expect((await problemOf(text)).code).toBe(code);
});

test('deep nesting is read or refused, and never overflows', async () => {
  const deep = `[{"id":1,"x":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}]`;
  expect((await readAll(deep)).rows).toHaveLength(1);
  const deeper = `[{"id":1,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}},{"id":2}]`;
  const { rows, malformed } = await readAll(deeper);
  expect(rows.length + malformed.length).toBe(2);
});

test('values are cut alike, wherever the chunks end', () => {
  const texts = fc.array(
    fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(texts, fc.array(fc.nat(200), { maxLength: 6 }), (objects, cuts) => {
      const text = JSON.stringify(objects);
      const cutter = jsonCutter('file', { kind: 'array', start: 0 });
      const places = [...new Set(cuts.map((cut) => cut % text.length))].toSorted((a, b) => a - b);
      const found = [...places, text.length].flatMap((place, index) =>
        cutter.push(text.slice(places[index - 1] ?? 0, place), false),
      );
      found.push(...cutter.push('', true));
      expect(found.map((each) => each.text)).toEqual(objects.map((each) => JSON.stringify(each)));
      expect(found.every((each) => readJsonObject(each.text) !== null)).toBe(true);
    }),
    { numRuns: 500, seed: 7 },
  );
});
