import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMissing, MISSING_WORDS } from '../../../src/import/meaning/missing.ts';
import { readNumber } from '../../../src/import/meaning/numbers.ts';

test.each([
  ['1234.56', '.', '1234.56'],
  ['1,234.56', '.', '1234.56'],
  ['1.234,56', ',', '1234.56'],
  ['1 234,56', ',', '1234.56'],
  ['1\u202f234,56', ',', '1234.56'],
  ["1'234.56", '.', '1234.56'],
  ['1’234.56', '.', '1234.56'],
  ['$1,77,000.00', '.', '177000.00'],
  ['1,77,000', '.', '177000'],
  ['$1,117.10K', '.', '1117100'],
  ['$2.5M', '.', '2500000'],
  ['1,5 Mio. €', ',', '1500000'],
  ['€ 1.234', ',', '1234'],
  ['1.234,50 €', ',', '1234.50'],
  ['EUR 12', '.', '12'],
  ["CHF 1'000.-", '.', '1000'],
  ['50,-- €', ',', '50'],
  ['US$ 12.50', '.', '12.50'],
  ['12 %', '.', '12'],
  ['12,5%', ',', '12.5'],
  ['(1,234.50)', '.', '-1234.50'],
  ['($5)', '.', '-5'],
  ['-5', '.', '-5'],
  ['−5', '.', '-5'],
  ['+5', '.', '5'],
  ['-$5.00', '.', '-5.00'],
  ['5-', '.', '-5'],
  ['1e3', '.', '1e3'],
  ['.5', '.', '0.5'],
  [',5', ',', '0.5'],
  ['0', '.', '0'],
  ['(0)', '.', '0'],
  ['1,2,3', '.', null],
  ['1.2.3', ',', null],
  ['12,34', '.', null],
  ['1,234', ',', '1.234'],
  ['abc', '.', null],
  ['12 apples', '.', null],
  ['', '.', null],
  ['-', '.', null],
  ['inf', '.', null],
  ['1_000', '.', null],
  ['1.234.567', '.', null],
  ['1.234.567', ',', '1234567'],
  ['0.125', ',', null],
  ['0,125', '.', null],
] as const)('%s with the sign %s is %s', (text, decimal, expected) => {
  expect(readNumber(text, decimal)).toBe(expected);
});

test('whatever the style, a number that is written is read back', () => {
  const style = fc.constantFrom(
    ['en-US', '.', '$', ''],
    ['de-DE', ',', '', ' €'],
    ['en-IN', '.', '₹', ''],
    ['de-CH', '.', 'CHF ', ''],
    ['fr-FR', ',', '', ' %'],
  );
  fc.assert(
    fc.property(
      fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
      style,
      (cents, [locale = '', sign = '', before = '', after = '']) => {
        const value = cents / 100;
        const text = Math.abs(value).toLocaleString(locale, { minimumFractionDigits: 2 });
        const read = readNumber(`${value < 0 ? '-' : ''}${before}${text}${after}`, sign === ',' ? ',' : '.');
        expect(Number(read)).toBe(value);
        expect(read).toMatch(/^-?\d+\.\d{2}$/);
      },
    ),
    { numRuns: 1000 },
  );
});

test('words for nothing are missing, names are not', () => {
  for (const word of [
    ...MISSING_WORDS,
    'N/A',
    'NULL',
    'null',
    '',
    '  ',
    '\t',
    '#N/A',
    '(None)',
    'None',
    ' - ',
  ])
    expect(isMissing(word), word).toBe(true);
  for (const word of ['NA', 'Null', 'Nullmeyer', 'no', '0', 'Nantes', '-5', '(none) yet', 'k'])
    expect(isMissing(word), word).toBe(false);
  expect(isMissing(null)).toBe(true);
});
