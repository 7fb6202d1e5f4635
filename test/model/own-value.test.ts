import { expect, test } from 'vitest';
import { ownValue } from '../../src/model/own-value.ts';

test('a record holds what it was given, and nothing of what every object has', () => {
  const record = Object.fromEntries([
    ['__proto__', 1],
    ['toString', 2],
  ]);
  expect(ownValue(record, '__proto__')).toBe(1);
  expect(ownValue(record, 'toString')).toBe(2);
  expect(ownValue(record, 'constructor')).toBeUndefined();
  expect(ownValue({}, '__proto__')).toBeUndefined();
  expect(ownValue(undefined, 'source')).toBeUndefined();
});
