/** Compares a metrics document with the one that a reference case expects. */

/** Figures that are fractions: equal to 1e-9 of their size. Everything else is exact. */
const FRACTIONS = new Set([
  'rate',
  'low',
  'high',
  'precision',
  'recall',
  'lift',
  'auc',
  'meanDays',
  'medianDays',
  'p75Days',
  'p90Days',
  'medianDaysToAdvance',
  'medianDaysAhead',
  'medianHours',
  'p90Hours',
  'medianHoursOfDue',
  'advancedByDay',
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sameFigure(actual: unknown, expected: unknown, fraction: boolean): boolean {
  if (!fraction || typeof actual !== 'number' || typeof expected !== 'number')
    return Object.is(actual, expected);
  // 1e-12 for an expected zero that came out as the rest of a subtraction.
  return Math.abs(actual - expected) <= 1e-9 * Math.abs(expected) + 1e-12;
}

/**
 * Every place in which two documents differ, with both values: keys that are missing or too many, lists of another
 * length or order, and figures. The order of keys does not matter.
 */
export function documentDifferences(
  actual: unknown,
  expected: unknown,
  place = '',
  fraction = false,
): string[] {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length !== expected.length) {
      return [`${place}: ${actual.length} rows, expected ${expected.length}`];
    }
    return expected.flatMap((each, index) =>
      documentDifferences(actual[index], each, `${place}[${index}]`, fraction),
    );
  }
  if (isObject(actual) && isObject(expected)) {
    return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((key) => {
      const inner = place === '' ? key : `${place}.${key}`;
      if (!Object.hasOwn(actual, key)) return [`${inner}: missing`];
      if (!Object.hasOwn(expected, key)) return [`${inner}: not expected`];
      return documentDifferences(actual[key], expected[key], inner, fraction || FRACTIONS.has(key));
    });
  }
  if (sameFigure(actual, expected, fraction)) return [];
  return [`${place}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`];
}
