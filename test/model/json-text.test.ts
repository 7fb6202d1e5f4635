import { array, assert, constantFrom, integer, json, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonText, tooDeepPath } from '../../src/model/json-text.ts';

test('what is JSON is read, a byte-order mark skipped', () => {
  expect(readJsonText('\uFEFF {"a": [1, -2.5e3, "\\u00e4\\n", true, null, {}]}')).toEqual({
    value: { a: [1, -2500, 'ä\n', true, null, {}] },
  });
});

test.each([
  ['', 1, 1],
  ['{\n  "a": 1,\n}', 3, 1],
  ['[1 2]', 1, 4],
  ['{"a" 1}', 1, 6],
  ['{a: 1}', 1, 2],
  ["['a']", 1, 2],
  ['{}\n{}', 2, 1],
  ['[1,]', 1, 4],
  ['[01]', 1, 3],
  ['["a\nb"]', 1, 4],
  ['["\\x"]', 1, 3],
  ['["\\u12g4"]', 1, 3],
  ['\n["open', 2, 7],
  ['[tru]', 1, 2],
  ['[NaN]', 1, 2],
  ['{"a":}', 1, 6],
  ['[}', 1, 2],
])('%j stops being JSON at line %i, column %i', (text, line, column) => {
  expect(readJsonText(text)).toEqual({ line, column });
});

test('a place is found exactly where JSON.parse fails, not after the place that it names', () => {
  const damage = tuple(
    integer({ min: 0, max: 400 }),
    constantFrom('"', '{', '}', '[', ']', ',', ':', '\n', '\\', '0', 'x', ''),
  );
  assert(
    property(json({ maxDepth: 4 }), array(damage, { minLength: 1, maxLength: 3 }), (text, damages) => {
      const broken = damages.reduce((now, [at, put]) => {
        const position = at % (now.length + 1);
        return now.slice(0, position) + put + now.slice(position + 1);
      }, text);
      let failure: unknown = null;
      try {
        JSON.parse(broken);
      } catch (error) {
        failure = error;
      }
      const read = readJsonText(broken);
      expect('value' in read).toBe(failure === null);
      const named = /position (\d+)/.exec(String(failure));
      if ('value' in read || named === null) return;
      const lines = broken.slice(0, Number(named[1])).split('\n');
      const column = read.line === lines.length ? read.column : 0;
      expect(read.line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeLessThanOrEqual((lines.at(-1) ?? '').length + 1);
    }),
    { numRuns: 2000 },
  );
});

test('depth is measured from 1, and values that contain themselves end', () => {
  expect(tooDeepPath({ a: [{ b: 1 }] }, 3)).toBeNull();
  expect(tooDeepPath({ a: [{ b: 1 }] }, 2)).toEqual(['a', 0]);
  expect(tooDeepPath(7, 0)).toBeNull();
  const knot: { self?: unknown } = {};
  knot.self = knot;
  expect(tooDeepPath(knot, 5)).toEqual(['self', 'self', 'self', 'self', 'self']);
});
