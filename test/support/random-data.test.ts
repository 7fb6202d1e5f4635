import { assert, integer, property, sample } from 'fast-check';
import { expect, test } from 'vitest';
import { parseMetricsRequest } from '../../src/model/metrics-request-schema.ts';
import { checkScoringModel } from '../../src/model/scoring-model-schema.ts';
import { csvRows, plainLoad } from './plain-load.ts';
import { permuted, RANDOM_COLUMNS, randomTables, tableTexts } from './random-data.ts';
import type { RandomRow } from './random-data.ts';
import { randomModel, randomRequest } from './random-model.ts';

const SEED = 4711;

function doubles(values: readonly string[]): string[] {
  const given = values.filter((value) => value !== '');
  return given.filter((value, index) => given.indexOf(value) !== index);
}
const column = (rows: readonly RandomRow[], name: string) => rows.map((row) => row[name] ?? '');

test('random models and requests are valid', () => {
  assert(
    property(randomModel(), (model) => {
      expect(checkScoringModel(model)).toEqual({ model });
    }),
    { numRuns: 300 },
  );
  assert(
    property(randomRequest(), (request) => {
      expect(parseMetricsRequest(request)).toEqual(request);
    }),
    { numRuns: 300 },
  );
});

test('tables are written so that they can be read back', () => {
  assert(
    property(randomTables(), (tables) => {
      const rows = csvRows(tableTexts(tables).leads);
      expect(rows).toEqual(
        tables.leads.map((row) =>
          Object.fromEntries(RANDOM_COLUMNS.leads.map((name) => [name, row[name] ?? ''])),
        ),
      );
    }),
    { numRuns: 100 },
  );
});

test('random data has what is hard: every reason to reject, every way to join, ties, visits before creation', () => {
  const loads = sample(randomTables(), { seed: SEED, numRuns: 300 }).map((tables) =>
    plainLoad(tableTexts(tables), 'Europe/Berlin'),
  );
  const reasons = (table: 'leads' | 'activities' | 'opportunities') =>
    [...new Set(loads.flatMap(({ rejected }) => Object.keys(rejected[table])))].toSorted();
  expect(reasons('leads')).toEqual(['badCreatedAt', 'duplicate', 'missingId']);
  expect(reasons('activities')).toEqual(['badOccurredAt', 'duplicate', 'missingId', 'missingType', 'orphan']);
  expect(reasons('opportunities')).toEqual(['badCreatedAt', 'duplicate', 'missingId', 'orphan']);
  const total = (of: (load: (typeof loads)[number]) => number) =>
    loads.reduce((sum, load) => sum + of(load), 0);
  expect(total(({ joined }) => joined.id)).toBeGreaterThan(1000);
  expect(total(({ joined }) => joined.alias)).toBeGreaterThan(100);
  expect(total(({ joined }) => joined.email)).toBeGreaterThan(100);
  expect(total(({ repaired }) => repaired.beforeCreation)).toBeGreaterThan(100);
  const activities = loads.flatMap(({ leads }) =>
    leads.flatMap(({ createdAt, activities: own }) =>
      own.map(({ at }, n) => [at - createdAt, at - (own[n - 1]?.at ?? 0)] as const),
    ),
  );
  expect(activities.filter(([age]) => age < 0).length).toBeGreaterThan(100);
  expect(activities.filter(([, gap]) => gap === 0).length).toBeGreaterThan(20);
});

test('without duplicates no id stands on two rows, and another order of rows loads the same', () => {
  assert(
    property(randomTables({ duplicates: false }), integer(), (tables, seed) => {
      const other = permuted(tables, seed);
      expect(doubles(column(tables.leads, 'lead_id'))).toEqual([]);
      expect(doubles(column(tables.leads, 'email'))).toEqual([]);
      expect(doubles(column(tables.leads, 'alias_ids').flatMap((ids) => ids.split(';')))).toEqual([]);
      expect(doubles(column(tables.activities, 'activity_id'))).toEqual([]);
      expect(doubles(column(tables.opportunities, 'opportunity_id'))).toEqual([]);
      const [first, second] = [tables, other].map((one) => plainLoad(tableTexts(one), 'UTC'));
      expect(second?.rejected).toEqual(first?.rejected);
      expect(second?.joined).toEqual(first?.joined);
    }),
    { numRuns: 150 },
  );
});
