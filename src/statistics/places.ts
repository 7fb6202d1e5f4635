/** Places in a long ascending list that stays while others change: found by a table instead of a search. */

/** Ascending whole numbers, 0 or more, with a table of where they begin. */
export interface Placed {
  readonly values: Int32Array;
  /** place of the first value of each stretch of 2^`shift`, and the end of all */
  readonly first: Int32Array;
  readonly shift: number;
}

/** Makes the table: about one value a stretch. */
export function placed(values: Int32Array): Placed {
  const last = values.length === 0 ? 0 : (values[values.length - 1] as number);
  const shift = Math.max(0, Math.ceil(Math.log2((last + 1) / (values.length + 1))));
  const first = new Int32Array((last >>> shift) + 2).fill(values.length);
  for (let place = values.length - 1; place >= 0; place--) first[(values[place] as number) >>> shift] = place;
  // a stretch without values begins where the next one does
  for (let stretch = first.length - 2; stretch >= 0; stretch--)
    first[stretch] = Math.min(first[stretch] as number, first[stretch + 1] as number);
  return { values, first, shift };
}

/** How many values lie below a limit of 0 or more. */
export function placeBelow({ values, first, shift }: Placed, limit: number): number {
  const stretch = limit >>> shift;
  if (stretch >= first.length - 1) return values.length;
  let place = first[stretch] as number;
  while (place < values.length && (values[place] as number) < limit) place++;
  return place;
}
