import { expect, test } from 'vitest';
import { nextPlace } from '../../src/components/ui/explained-marks.tsx';

/** Two full rows and one that ends early. */
const places = [0, 1, 2].flatMap((row) =>
  [0, 1, 2].flatMap((column) => (row === 2 && column > 0 ? [] : [{ row, column }])),
);

test('arrow keys go to the next mark, over gaps to the nearest, and not beyond the ends', () => {
  expect(nextPlace('ArrowRight', { row: 0, column: 1 }, places)).toEqual({ row: 0, column: 2 });
  expect(nextPlace('ArrowRight', { row: 0, column: 2 }, places)).toBeNull();
  expect(nextPlace('ArrowLeft', { row: 1, column: 2 }, places)).toEqual({ row: 1, column: 1 });
  expect(nextPlace('ArrowDown', { row: 1, column: 2 }, places)).toEqual({ row: 2, column: 0 });
  expect(nextPlace('ArrowUp', { row: 2, column: 0 }, places)).toEqual({ row: 1, column: 0 });
  expect(nextPlace('ArrowUp', { row: 0, column: 0 }, places)).toBeNull();
});

test('home and end go to the ends of the row, other keys nowhere', () => {
  expect(nextPlace('End', { row: 1, column: 0 }, places)).toEqual({ row: 1, column: 2 });
  expect(nextPlace('Home', { row: 1, column: 2 }, places)).toEqual({ row: 1, column: 0 });
  expect(nextPlace('Enter', { row: 1, column: 2 }, places)).toBeNull();
});
