import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { civil, dayOfCivil, makeCalendar } from '../../src/engine/calendar.ts';
import { storeInstant } from '../../src/model/instant.ts';

const stored = (iso: string): number => storeInstant(Date.parse(iso) / 1000);

/** Berlin around the spring and autumn changes of 2025. */
const berlin = makeCalendar({
  from: Float64Array.from(
    [-Infinity, Date.UTC(2025, 2, 30, 1), Date.UTC(2025, 9, 26, 1)].map((ms) =>
      ms === -Infinity ? ms : ms / 1000,
    ),
  ),
  offsets: Float64Array.of(3600, 7200, 3600),
});

test('civil dates agree with the platform from 1969 to 2106', () => {
  fc.assert(
    fc.property(fc.integer({ min: -365, max: 49_700 }), (day) => {
      const date = new Date(day * 86_400_000);
      const { year, month, dayOfMonth } = civil(day);
      expect([year, month, dayOfMonth]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
      ]);
      expect(dayOfCivil(year, month, dayOfMonth)).toBe(day);
    }),
  );
});

test('periods are those of the zone: 22:30Z on 31 March is April in Berlin', () => {
  const name = (iso: string, unit: 'month' | 'week' | 'quarter'): string =>
    berlin.periodName(berlin.period(stored(iso), unit), unit);
  expect(name('2025-03-31T22:30:00Z', 'month')).toBe('2025-04');
  expect(name('2025-03-31T21:59:59Z', 'month')).toBe('2025-03');
  expect(name('2025-03-31T22:30:00Z', 'quarter')).toBe('2025-Q2');
  expect(name('2024-12-30T12:00:00Z', 'week')).toBe('2025-W01');
  expect(name('2021-01-03T12:00:00Z', 'week')).toBe('2020-W53');
  expect(name('1969-12-31T22:30:00Z', 'month')).toBe('1969-12');
  expect(name('1969-12-31T22:30:00Z', 'quarter')).toBe('1969-Q4');
});

test('a day begins at local midnight, also where its clock changes', () => {
  const begin = (year: number, month: number, day: number): string =>
    new Date((berlin.startOfDay(dayOfCivil(year, month, day)) - storeInstant(0)) * 1000).toISOString();
  expect(begin(2025, 3, 30)).toBe('2025-03-29T23:00:00.000Z');
  expect(begin(2025, 3, 31)).toBe('2025-03-30T22:00:00.000Z');
  expect(begin(2025, 10, 26)).toBe('2025-10-25T22:00:00.000Z');
  expect(begin(2025, 10, 27)).toBe('2025-10-26T23:00:00.000Z');
});

test('a midnight that the clock skips gives way to the first instant of the day', () => {
  // Beirut 2021-03-28: 00:00 became 01:00
  const change = Date.UTC(2021, 2, 27, 22) / 1000;
  const beirut = makeCalendar({
    from: Float64Array.of(-Infinity, change),
    offsets: Float64Array.of(7200, 10_800),
  });
  expect(beirut.startOfDay(dayOfCivil(2021, 3, 28))).toBe(storeInstant(change));
});
