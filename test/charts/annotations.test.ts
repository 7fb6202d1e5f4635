import { expect, test } from 'vitest';
import { placeNotes } from '../../src/charts/common/annotations.tsx';

test('notes stand at the period that their day lies in, and nowhere outside of the chart', () => {
  const note = (day: string) => ({ day, text: 'x' });
  const places = (days: readonly string[], periods: readonly string[]) =>
    placeNotes(days.map(note), periods).map(({ day, place }) => [day, place]);
  expect(places(['2024-01-31', '2024-02-01', '2023-12-31'], ['2024-01', '2024-02'])).toEqual([
    ['2024-01-31', 0],
    ['2024-02-01', 1],
  ]);
  expect(places(['2024-06-30', '2024-07-01'], ['2024-Q2', '2024-Q3'])).toEqual([
    ['2024-06-30', 0],
    ['2024-07-01', 1],
  ]);
  // 2024-12-30 is the Monday of the first week of 2025
  expect(places(['2024-12-29', '2024-12-30'], ['2024-W52', '2025-W01'])).toEqual([
    ['2024-12-29', 0],
    ['2024-12-30', 1],
  ]);
  expect(places(['2024-01-01'], [])).toEqual([]);
});
