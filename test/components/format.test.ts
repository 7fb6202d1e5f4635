import { expect, test } from 'vitest';
import { makeFormat, MISSING } from '../../src/components/format.ts';

const en = makeFormat('en', 'Europe/Berlin');
const de = makeFormat('de', 'Europe/Berlin');
/** Every space of whatever width as a plain one. */
const plain = (text: string) => text.replaceAll(/\s/gu, ' ');

test('figures follow the language', () => {
  expect(en.count(1_234_567)).toBe('1,234,567');
  expect(de.count(1_234_567)).toBe('1.234.567');
  expect(en.rate(0.4123)).toBe('41.2%');
  expect(plain(de.rate(0.4123))).toBe('41,2 %');
  expect(en.interval(0.381, 0.443)).toBe('38.1–44.3%');
  expect(plain(de.interval(0.381, 0.443))).toBe('38,1–44,3 %');
  // as Wilson gives it for 0 of 20,000 and for all of them
  expect(en.interval(0, 0.000192)).toBe('0–0.02%');
  expect(plain(de.interval(0.999808, 1))).toBe('99,98–100 %');
  expect(en.interval(0, 0.5)).toBe('0.0–50.0%');
  expect(en.interval(0.3, 0.3)).toBe('30.0–30.0%');
  expect(en.share(0.456)).toBe('46%');
  expect(en.score(12)).toBe('12');
  expect(de.score(12.25)).toBe('12,3');
});

test('differences always carry their sign', () => {
  expect(plain(en.percentagePoints(0.0234))).toBe('+2.3 pp');
  expect(plain(de.percentagePoints(-0.0234))).toBe('−2,3 %-Pkt.');
  expect(plain(en.percentagePoints(0))).toBe('0.0 pp');
  expect(plain(en.percentagePoints(-0.0001))).toBe('0.0 pp');
  expect([en.change(3), en.change(-3), en.change(0)]).toEqual(['+3', '−3', '0']);
});

test('durations carry their unit, in the right number', () => {
  expect(plain(en.days(23.41))).toBe('23.4 days');
  expect(plain(de.days(23.41))).toBe('23,4 Tage');
  expect(plain(en.daysShort(57))).toBe('57.0 d');
  expect(plain(de.daysShort(57))).toBe('57,0 T');
  expect(plain(en.hours(5))).toBe('5.0 hours');
  expect(plain(de.hours(5))).toBe('5,0 Stunden');
});

test('a missing figure is a dash and never 0', () => {
  for (const format of [en, de]) {
    const texts = [
      format.count(null),
      format.rate(null),
      format.interval(null, 0.5),
      format.percentagePoints(null),
      format.days(null),
      format.hours(null),
      format.instant(null),
      format.day(null),
      format.rate(Number.NaN),
    ];
    expect(new Set(texts)).toEqual(new Set([MISSING]));
  }
});

test('instants are shown in the zone of the data', () => {
  const lastSecond = Date.parse('2024-12-31T22:59:59Z') / 1000;
  expect(en.instant(lastSecond)).toBe('31 Dec 2024, 23:59');
  expect(de.instant(lastSecond)).toBe('31. Dez. 2024, 23:59');
  expect(en.day(lastSecond + 1)).toBe('1 Jan 2025');
  expect(makeFormat('en', 'UTC').instant(lastSecond)).toBe('31 Dec 2024, 22:59');
  expect(en.calendarDay('2024-03-31')).toBe('31 Mar 2024');
  expect(de.calendarDay('no day')).toBe('no day');
});

test('an unknown zone does not break the page', () => {
  expect(makeFormat('en', 'Mars/Olympus').timeZone).toBe('UTC');
});

test('cohorts have names', () => {
  expect(['2024-01', '2024-W05', '2024-Q1', 'other'].map(en.cohort)).toEqual([
    'Jan 2024',
    'Week 5, 2024',
    'Q1 2024',
    'other',
  ]);
  expect(['2024-03', '2024-W05', '2024-Q1'].map(de.cohort)).toEqual(['Mär 2024', 'KW 5, 2024', 'Q1 2024']);
  expect(['2024-01', '2024-W05', '2024-Q1'].map(en.cohortShort)).toEqual(['Jan 24', 'W05 24', 'Q1 24']);
});

test('files, lists and choices', () => {
  expect(plain(en.bytes(1200))).toBe('2 kB');
  expect(plain(de.bytes(2_450_000))).toBe('2,5 MB');
  expect(en.list(['a', 'b', 'c'])).toBe('a, b and c');
  expect(de.list(['a', 'b', 'c'])).toBe('a, b und c');
  expect(en.either(['a', 'b'])).toBe('a or b');
});
