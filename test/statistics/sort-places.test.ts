import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortPlaces } from '../../src/statistics/sort-places.ts';

const value = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 5, Number.NaN, Number.NaN),
  fc.integer(),
  fc.double(),
  fc.integer({ min: 0, max: 9 }),
);

function plainly(values: Float64Array, descending: boolean): number[] {
  const places = [...values.keys()];
  const present = places.filter((place) => !Number.isNaN(values[place]));
  const sign = descending ? -1 : 1;
  present.sort((a, b) => {
    const [one, other] = [values[a] as number, values[b] as number];
    return one === other ? a - b : one < other ? -sign : sign;
  });
  return [...present, ...places.filter((place) => Number.isNaN(values[place]))];
}

test('places come in the order of their values, equal ones by place, missing ones last', () => {
  const values = fc.oneof(
    fc.array(value, { maxLength: 40 }),
    fc.array(value, { minLength: 513, maxLength: 1500 }),
  );
  fc.assert(
    fc.property(values, fc.boolean(), (drawn, descending) => {
      const reals = Float64Array.from(drawn);
      const before = reals.slice();
      expect([...sortPlaces(reals, descending)]).toEqual(plainly(reals, descending));
      expect(reals).toEqual(before);
    }),
    { numRuns: 150 },
  );
});
