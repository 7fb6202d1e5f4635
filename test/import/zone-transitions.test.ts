import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneOffsets } from '../../src/import/zone-transitions.ts';
import { clockAt } from '../query/read-instant.ts';

test('finds the clock changes of a zone', () => {
  const { from, offsets } = zoneOffsets('Europe/Berlin');
  const change = from.indexOf(Date.UTC(2025, 2, 30, 1) / 1000);
  expect(from[0]).toBe(-Infinity);
  expect(offsets.slice(change - 1, change + 2)).toEqual([3600, 7200, 3600]);
  expect(from[change + 1]).toBe(Date.UTC(2025, 9, 26, 1) / 1000);
});

test('a zone without clock changes has one offset', () => {
  expect(zoneOffsets('UTC')).toEqual({ from: [-Infinity], offsets: [0] });
  expect(zoneOffsets('Asia/Kolkata')).toEqual({ from: [-Infinity], offsets: [19_800] });
});

test('offsets may have seconds', () => {
  expect(zoneOffsets('Africa/Monrovia').offsets).toEqual([-2670, 0]);
});

test.each([
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Gaza',
  'America/Sao_Paulo',
])('the clocks of %s are as the platform shows them, at any instant', (timeZone) => {
  const { from, offsets } = zoneOffsets(timeZone);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_291_747_199 }), (instant) => {
      const index = from.findLastIndex((start) => start <= instant);
      expect(instant + (offsets[index] ?? NaN)).toBe(clockAt(instant, timeZone));
    }),
    { numRuns: 500 },
  );
  expect(from).toEqual(from.toSorted((a, b) => a - b));
});

test('an unknown zone is refused by name', () => {
  expect(() => zoneOffsets('Europe/Atlantis')).toThrow(new RangeError('Unknown time zone "Europe/Atlantis"'));
});
