import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, endOfDay } from '../../src/app/zoned-day.ts';

const iso = (text: string) => Date.parse(text) / 1000;

test('the end of a day is its last second where the data are', () => {
  expect(endOfDay('2024-12-31', 'Europe/Berlin')).toBe(iso('2024-12-31T22:59:59Z'));
  expect(endOfDay('2024-12-31', 'UTC')).toBe(iso('2024-12-31T23:59:59Z'));
  expect(endOfDay('2024-12-31', 'Pacific/Kiritimati')).toBe(iso('2024-12-31T09:59:59Z'));
  expect(endOfDay('2024-12-31', 'Pacific/Niue')).toBe(iso('2025-01-01T10:59:59Z'));
});

test('a clock change at midnight is no obstacle', () => {
  // On 2018-11-04 clocks in São Paulo went from 00:00 to 01:00; on 2018-02-17 they went back from 24:00 to 23:00.
  expect(endOfDay('2018-11-03', 'America/Sao_Paulo')).toBe(iso('2018-11-04T02:59:59Z'));
  expect(endOfDay('2018-02-17', 'America/Sao_Paulo')).toBe(iso('2018-02-18T02:59:59Z'));
});

test('days that do not exist have no end', () => {
  expect(endOfDay('2024-02-30', 'UTC')).toBeNull();
  expect(endOfDay('yesterday', 'UTC')).toBeNull();
  // Samoa went over the date line and left out this day.
  expect(endOfDay('2011-12-30', 'Pacific/Apia')).toBeNull();
});

test('the next second belongs to the next day', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
  ];
  fc.assert(
    fc.property(fc.integer({ min: 5000, max: 25_000 }), fc.constantFrom(...zones), (days, zone) => {
      const day = new Date(days * 86_400_000).toISOString().slice(0, 10);
      const end = endOfDay(day, zone);
      if (end === null) throw new Error(`${day} ${zone}`);
      expect(dayOf(end, zone)).toBe(day);
      expect(dayOf(end + 1, zone) > day).toBe(true);
    }),
    { numRuns: 60 },
  );
});
