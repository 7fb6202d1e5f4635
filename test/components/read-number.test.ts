import { expect, test } from 'vitest';
import { readNumber } from '../../src/components/read-number.ts';

test.each([
  ['12.5', 12.5, 12.5],
  ['12,5', 12.5, 12.5],
  ['12,50', 12.5, 12.5],
  ['12,500', 12_500, 12.5],
  ['12.500', 12.5, 12_500],
  ['0,125', 0.125, 0.125],
  ['1234,567', 1234.567, 1234.567],
  ['1,234.5', 1234.5, null],
  ['1.234,5', null, 1234.5],
  ['1,234,567', 1_234_567, null],
  [' 1 234 ', 1234, 1234],
  ['-3', -3, -3],
  ['−3,5', -3.5, -3.5],
  ['+.5', 0.5, 0.5],
  ['7.', 7, 7],
  ['1,2,3', null, null],
  ['1.2.3', null, null],
  ['12,5.0', null, null],
  ['1e3', null, null],
  ['12 points', null, null],
  ['', null, null],
  ['-', null, null],
  ['.', null, null],
  ['Infinity', null, null],
])('%j is %s in English and %s in German', (text, en, de) => {
  expect(readNumber(text, 'en')).toBe(en);
  expect(readNumber(text, 'de')).toBe(de);
});
