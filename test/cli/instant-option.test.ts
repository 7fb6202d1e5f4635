import { describe, expect, test } from 'vitest';
import { readInstant, resolveInstant } from '../../src/cli/instant-option.ts';

const utc = (text: string): number => Date.parse(text) / 1000;

function meant(text: string, timeZone: string): number {
  const written = readInstant(text);
  if (written === null) throw new Error(`${text} is not readable`);
  return resolveInstant(written, timeZone);
}

describe('what is readable', () => {
  test.each([
    ['2025-01-31', '2025-01-31T00:00:00Z'],
    ['2025-01-31 12:30', '2025-01-31T12:30:00Z'],
    ['2025-01-31T12:30:15.999', '2025-01-31T12:30:15Z'],
    ['2025-01-31T12:30:15Z', '2025-01-31T12:30:15Z'],
    ['2025-01-31T12:30+02:00', '2025-01-31T10:30:00Z'],
    ['2025-01-31T12:30:00-0530', '2025-01-31T18:00:00Z'],
    [' 2024-02-29 ', '2024-02-29T00:00:00Z'],
  ])('%s', (text, instant) => {
    expect(meant(text, 'UTC')).toBe(utc(instant));
  });

  test.each([
    '',
    'yesterday',
    '2025-1-31',
    '31.01.2025',
    '2025-02-29',
    '2025-13-01',
    '2025-01-31T24:00',
    '2025-01-31T12:60',
  ])('not: "%s"', (text) => {
    expect(readInstant(text)).toBeNull();
  });

  test.each(['1969-12-31', '2106-01-01', '2025-01-31T12Z', '2025-01-31T12:00+25:00'])('not: "%s"', (text) => {
    expect(readInstant(text)).toBeNull();
  });
});

describe('local times', () => {
  test.each([
    ['a date alone is local midnight', '2025-01-31', 'Europe/Berlin', '2025-01-30T23:00:00Z'],
    ['also where there is no midnight', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['an ambiguous time is the earlier instant', '2025-10-26 02:30', 'Europe/Berlin', '2025-10-26T00:30:00Z'],
    ['a skipped time moves forward by the gap', '2025-03-30 02:30', 'Europe/Berlin', '2025-03-30T01:30:00Z'],
    ['half an hour of daylight saving', '2025-04-06 01:45', 'Australia/Lord_Howe', '2025-04-05T14:45:00Z'],
    ['a whole day skipped', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['west of Greenwich', '2025-07-01', 'America/St_Johns', '2025-07-01T02:30:00Z'],
  ])('%s', (_, text, timeZone, instant) => {
    expect(meant(text, timeZone)).toBe(utc(instant));
  });
});
