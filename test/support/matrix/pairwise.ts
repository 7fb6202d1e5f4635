/** Chooses combinations so that every two values that can stand together do so at least once. */

/** Values of each factor by its name. */
export type Factors = Readonly<Record<string, readonly string[]>>;

function* product(factors: [string, readonly string[]][]): Generator<Record<string, string>> {
  const [first, ...others] = factors;
  if (first === undefined) {
    yield {};
    return;
  }
  for (const rest of product(others)) for (const value of first[1]) yield { [first[0]]: value, ...rest };
}

function pairs(row: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(row).map(([name, value]) => `${name}=${value}`);
  return entries.flatMap((one, index) => entries.slice(index + 1).map((other) => `${one}|${other}`));
}

/**
 * Some of the combinations that are allowed, found greedily: each pair of values of two factors that any allowed
 * combination has is in one of them.
 */
export function pairwise(
  factors: Factors,
  isAllowed: (row: Readonly<Record<string, string>>) => boolean,
): Record<string, string>[] {
  const open = [...product(Object.entries(factors))]
    .filter(isAllowed)
    .map((row) => ({ row, pairs: pairs(row) }));
  const wanted = new Set(open.flatMap((each) => each.pairs));
  const chosen: Record<string, string>[] = [];
  // counts only fall, so a combination whose old count is not above the best is none better
  const gains = open.map((each) => each.pairs.length);
  while (wanted.size > 0) {
    let best = 0;
    let place = 0;
    for (let index = 0; index < open.length; index++) {
      if ((gains[index] as number) <= best) continue;
      let gain = 0;
      for (const pair of open[index]?.pairs ?? []) if (wanted.has(pair)) gain++;
      gains[index] = gain;
      if (gain > best) [best, place] = [gain, index];
    }
    const found = open[place];
    if (found === undefined || best === 0) break;
    for (const pair of found.pairs) wanted.delete(pair);
    chosen.push(found.row);
  }
  return chosen;
}
