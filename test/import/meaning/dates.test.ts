import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateShape, readDate } from '../../../src/import/meaning/dates.ts';
import { numericDateKind, readNumericDate } from '../../../src/import/meaning/numeric-dates.ts';

test.each([
  // as they stand
  ['2021-05-05', '2021-05-05'],
  ['2021-05-05T10:00:00.000Z', '2021-05-05T10:00:00.000Z'],
  ['2024-08-01 10:36', '2024-08-01 10:36'],
  ['2018-01-26T06:56:35+0000', '2018-01-26T06:56:35+0000'],
  ['2020-06-12T01:49:23-05:00', '2020-06-12T01:49:23-05:00'],
  ['  2021-05-05 ', '2021-05-05'],
  // written anew
  ['2019-03-29 07:24:17 UTC', '2019-03-29T07:24:17Z'],
  ['2019-03-29 15:23:31.957 UTC', '2019-03-29T15:23:31Z'],
  ['2024-12-30 3:15:52', '2024-12-30T03:15:52'],
  ['2021-05-05T10:00:00,5', '2021-05-05T10:00:00'],
  ['2021/05/05 10:00', '2021-05-05T10:00:00'],
  ['2021.5.7', '2021-05-07'],
  ['20210505', '2021-05-05'],
  ['20210505T101500Z', '2021-05-05T10:15:00Z'],
  ['2021-05-05 10:00:00 +02', '2021-05-05T10:00:00+02:00'],
  ['2021-05-05 10:00 PM', '2021-05-05T22:00:00'],
  ['15 Apr, 2021 00:03:00', '2021-04-15T00:03:00'],
  ['15 April 2021', '2021-04-15'],
  ['15-Apr-2021', '2021-04-15'],
  ['15-Apr-21', '2021-04-15'],
  ['15/Apr/2021 9:05', '2021-04-15T09:05:00'],
  ['Apr 15, 2021', '2021-04-15'],
  ['April 15th, 2021 at 3:04 pm', '2021-04-15T15:04:00'],
  ['15th April 2021', '2021-04-15'],
  ['2021-Apr-15', '2021-04-15'],
  ['15. März 2021', '2021-03-15'],
  ['15. Mär 2021 08:30 Uhr', '2021-03-15T08:30:00'],
  ['15. Mrz. 2021', '2021-03-15'],
  ['3. Okt. 2021 um 8:30', '2021-10-03T08:30:00'],
  ['24. Dez 2021', '2021-12-24'],
  ['Freitag, 1. Januar 2021', '2021-01-01'],
  ['Freitag, den 1. Mai 2020', '2020-05-01'],
  ['Thu, 15 Apr 2021 00:03:00 GMT', '2021-04-15T00:03:00Z'],
  ['Thu Apr 15 2021 00:03:00 GMT+0200 (Central European Summer Time)', '2021-04-15T00:03:00+02:00'],
  ['2021-05-05 10:00:00 AM EDT', '2021-05-05T10:00:00-04:00'],
  ['13.12.2024 07:08:09 MEZ', '2024-12-13T07:08:09+01:00'],
])('%s is %s in every order', (text, expected) => {
  for (const order of ['dmy', 'mdy', 'ymd'] as const) {
    if (order !== 'dmy' && text.startsWith('13.12.')) continue;
    expect(readDate(text, order)).toBe(expected);
  }
});

test.each([
  ['16.01.2017 13:29', 'dmy', '2017-01-16T13:29:00'],
  ['5.1.2017', 'dmy', '2017-01-05'],
  ['5.1.17', 'dmy', '2017-01-05'],
  ['05-01-2017', 'dmy', '2017-01-05'],
  ['5/1/2017 1:02:03', 'dmy', '2017-01-05T01:02:03'],
  ['5/1/2017 1:02 PM', 'mdy', '2017-05-01T13:02:00'],
  ['12/31/1999, 12:00 AM', 'mdy', '1999-12-31T00:00:00'],
  ['5/1/2017 12:30 p.m.', 'mdy', '2017-05-01T12:30:00'],
  ['17-01-05', 'ymd', '2017-01-05'],
] as const)('%s in the order %s is %s', (text, order, expected) => {
  expect(readDate(text, order)).toBe(expected);
});

test.each([
  '',
  ' ',
  '2021-02-29',
  '2021-13-01',
  '1969-12-31',
  '2106-01-01',
  '9999-12-31 23:59:59',
  '31.04.2021',
  '2021-05-05 24:00',
  '2021-05-05 10:60',
  '2021-05-05T10',
  '2021-05-05 10:00 nowhere',
  '2021-05-05 13:00 PM',
  '12',
  '12.5',
  '1.2.3',
  '10.0.0.1',
  '+49 30 901820',
  '030-901820',
  'May',
  'Maybe 12, 2021 or so',
  '123/45/2020',
  '1.2345.2020',
  '2021-05-05x',
  '15 Foo 2021',
  'L00012',
  '00Q1G00000nDnM5UAK',
])('%j is no date', (text) => {
  expect(readDate(text, 'dmy')).toBeNull();
  expect(readDate(text, 'mdy')).toBeNull();
  expect(dateShape(text)).toBeNull();
});

test('a day and a month are told apart by the order alone', () => {
  expect(readDate('19.04.2024', 'mdy')).toBeNull();
  expect(readDate('4/19/2024', 'dmy')).toBeNull();
  expect(readDate('03/04/2024', 'dmy')).toBe('2024-04-03');
  expect(readDate('03/04/2024', 'mdy')).toBe('2024-03-04');
  expect(readDate('03/04/2024', 'ymd')).toBeNull();
  expect(dateShape('4/19/2024 8:00 AM')).toEqual({
    pair: [4, 19],
    separator: '/',
    hasTime: true,
    hasMeridiem: true,
    isCompact: false,
  });
});

const two = (value: number): string => String(value).padStart(2, '0');
const ENGLISH = [
  'Jan',
  'February',
  'Mar',
  'April',
  'May',
  'Jun',
  'July',
  'Aug',
  'Sept',
  'October',
  'Nov',
  'December',
];
const GERMAN = [
  'Jänner',
  'Feb',
  'März',
  'Apr',
  'Mai',
  'Juni',
  'Jul',
  'August',
  'Sep',
  'Okt',
  'November',
  'Dez',
];

test('whatever the style, a date that is written is read back', () => {
  const instants = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2105-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  const style = fc.record({
    date: fc.integer({ min: 0, max: 9 }),
    time: fc.integer({ min: 0, max: 4 }),
    zone: fc.constantFrom('', 'Z', ' UTC', '+0530', '-05:00'),
    pad: fc.boolean(),
  });
  fc.assert(
    fc.property(instants, style, (instant, { date, time, zone, pad }) => {
      const [y, m, d] = [instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate()];
      const [h, min, s] = [instant.getUTCHours(), instant.getUTCMinutes(), instant.getUTCSeconds()];
      const write = (value: number): string => (pad ? two(value) : String(value));
      const dates = [
        `${write(d)}.${write(m)}.${y}`,
        `${write(d)}-${write(m)}-${y}`,
        `${write(d)}/${write(m)}/${y}`,
        `${write(m)}/${write(d)}/${y}`,
        `${y}-${two(m)}-${two(d)}`,
        `${y}/${write(m)}/${write(d)}`,
        `${write(d)} ${ENGLISH[m - 1]}, ${y}`,
        `${ENGLISH[m - 1]} ${write(d)}, ${y}`,
        `${write(d)}. ${GERMAN[m - 1]} ${y}`,
        `${write(d)}-${GERMAN[m - 1]}-${y}`,
      ];
      const times = [
        '',
        ` ${write(h)}:${two(min)}`,
        ` ${write(h)}:${two(min)}:${two(s)}`,
        ` ${h % 12 === 0 ? 12 : h % 12}:${two(min)} ${h < 12 ? 'AM' : 'PM'}`,
        ` ${two(h)}:${two(min)}:${two(s)}.123`,
      ];
      const order = date === 3 ? 'mdy' : date < 3 ? 'dmy' : 'ymd';
      const withZone = time === 0 ? '' : zone;
      const read = readDate(`${dates[date]}${times[time]}${withZone}`, order);
      const seconds = time === 2 || time === 4 ? two(s) : '00';
      const offset = { '': '', Z: 'Z', ' UTC': 'Z', '+0530': '+05:30', '-05:00': '-05:00' }[withZone];
      const expected = `${y}-${two(m)}-${two(d)}${time === 0 ? '' : `T${two(h)}:${two(min)}:${seconds}${offset}`}`;
      const normal = read
        ?.replace(' ', 'T')
        .replace('.123', '')
        .replace(/T(\d\d:\d\d)(?=$|[Z+-])/, 'T$1:00')
        .replace('+0530', '+05:30');
      expect(normal).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('any text at all is a readable date or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[0-9 ./:,TZ+-]{4,30}$/)),
      fc.constantFrom('dmy', 'mdy', 'ymd'),
      (text, order) => {
        const read = readDate(text, order);
        if (read === null) return;
        expect(read).toMatch(
          /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/,
        );
        expect(readDate(read, order)).toBe(read);
      },
    ),
    { numRuns: 3000 },
  );
});

test('one number is a date by its size', () => {
  expect(numericDateKind('45631')).toBe('excel');
  expect(numericDateKind('1620208800')).toBe('seconds');
  expect(numericDateKind('1620208800000')).toBe('milliseconds');
  expect(numericDateKind('12')).toBeNull();
  expect(numericDateKind('17.500')).toBeNull();
  expect(readNumericDate('45631', 'excel')).toBe('2024-12-05');
  expect(readNumericDate('45631.5', 'excel')).toBe('2024-12-05T12:00:00');
  expect(readNumericDate('45631,75', 'excel')).toBe('2024-12-05T18:00:00');
  expect(readNumericDate('44169', 'excel1904')).toBe('2024-12-05');
  expect(readNumericDate('1620208800', 'seconds')).toBe('2021-05-05T10:00:00Z');
  expect(readNumericDate('1620208800999', 'milliseconds')).toBe('2021-05-05T10:00:00Z');
  expect(readNumericDate('2021-05-05', 'seconds')).toBeNull();
});
