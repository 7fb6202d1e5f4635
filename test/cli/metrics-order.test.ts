import { describe, expect, test } from 'vitest';
import { readMetricsOrder } from '../../src/cli/metrics-order.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';

const order = (...argv: string[]) => readMetricsOrder(['--leads', 'leads.csv', ...argv]);

test('without options it asks the default request', () => {
  const { files, modelPath, request, compared } = order();
  expect(files).toEqual([{ table: 'leads', path: 'leads.csv' }]);
  expect(compared).toBeNull();
  expect(modelPath).toBeNull();
  expect(request('Europe/Berlin')).toEqual(DEFAULT_REQUEST);
});

test('every option reaches the request', () => {
  const argv =
    '--activities a.csv --activities=b.csv --stage-history h.csv --opportunities o.csv --model model.json ' +
    '--as-of 2025-01-31 --basis recorded --window 30.5 --by source --by @route --by source ' +
    '--cohort-unit quarter --cohort-by entry --sweep 0:60:5';
  const { files, modelPath, request } = order(...argv.split(' '));
  expect(files.map(({ table, path }) => `${table} ${path}`)).toEqual([
    'leads leads.csv',
    'activities a.csv',
    'activities b.csv',
    'stageHistory h.csv',
    'opportunities o.csv',
  ]);
  expect(modelPath).toBe('model.json');
  expect(request('Europe/Berlin')).toEqual({
    ...DEFAULT_REQUEST,
    basis: 'recorded',
    asOf: Date.parse('2025-01-30T23:00:00Z') / 1000,
    windowDays: 30.5,
    breakdowns: ['source', '@route'],
    cohortUnit: 'quarter',
    cohortBy: 'entry',
    sweep: { min: 0, max: 60, step: 5 },
  });
});

test('which leads are looked at, and what they are held against', () => {
  const filter = { not: { field: 'source', op: 'in', value: ['web', 'Fair'] } };
  const asked = order('--created', '2025-01-01:2025-03-31', '--filter', JSON.stringify(filter));
  expect(asked.request('UTC')).toMatchObject({
    cohortRange: { from: '2025-01-01', to: '2025-03-31' },
    filter,
  });
  for (const [text, compared] of [
    ['previous-period', { with: 'previousPeriod' }],
    ['last-year', { with: 'lastYear' }],
    ['recorded', { with: 'otherBasis' }],
    ['2024-01-01:2024-03-31', { with: 'range', from: '2024-01-01', to: '2024-03-31' }],
    ['models/harder.json', { with: 'file', path: 'models/harder.json' }],
  ] as const)
    expect(order('--compare', text).compared).toEqual(compared);
  expect(order('--compare', 'rest', '--filter', JSON.stringify(filter)).compared).toEqual({ with: 'rest' });
});

test('a value may begin with a minus', () => {
  expect(order('--sweep', '-20:20:10').request('UTC').sweep).toEqual({ min: -20, max: 20, step: 10 });
});

describe('what makes no sense is refused in one line', () => {
  test.each([
    [['--basis', 'both'], '--basis must be model or recorded, not "both"'],
    [['--window', '-1'], '--window must be a number of days'],
    [['--window=-1'], '--window must be a number of days from 0'],
    [['--window', 'inf'], '--window must be a number of days'],
    [['--window', '1_000'], '--window must be a number of days'],
    [['--window', ''], '--window needs a value'],
    [['--as-of', 'yesterday'], '--as-of must be a date'],
    [['--as-of', '2025-02-30'], '--as-of must be a date'],
    [['--as-of', '2025-01-31', '--as-of', '2025-02-28'], '--as-of was given more than once'],
    [['--sweep', '0:60'], '--sweep must be MIN:MAX:STEP'],
    [['--sweep', '0:60:x'], '--sweep must be MIN:MAX:STEP'],
    [['--sweep', '0:60:0'], '--sweep needs a step above 0'],
    [['--sweep', '0:60:-5'], '--sweep needs a step above 0'],
    [['--sweep', '60:0:5'], '--sweep needs a maximum'],
    [['--sweep', '0:1:0.000001'], '--sweep may try at most 1000'],
    [['--cohort-unit', 'day'], '--cohort-unit must be month or week or quarter'],
    [['--cohort-by', 'month'], '--cohort-by must be created or entry'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['--by'], "'--by <value>' argument missing"],
    [['stray.csv'], "Unexpected argument 'stray.csv'"],
    [['--created', '2025-01-01'], '--created must be FROM:TO'],
    [['--created', '2025-02-30:2025-03-01'], '--created must be FROM:TO'],
    [['--created', '2025-03-01:2025-02-01'], '--created ends before it begins'],
    [['--compare', '2025-03-01:2025-02-01'], '--compare ends before it begins'],
    [['--compare', '2025-03-01:later'], '--compare must be FROM:TO'],
    [['--compare', 'rest'], '--compare rest needs --filter'],
    [['--filter', '{'], '--filter is not JSON'],
    [['--filter', '{"field": "source"}'], '--filter must be a condition'],
    [['--filter', '{"field": "budget", "op": "between", "value": [2, 1]}'], '--filter must be a condition'],
    [['--leads='], '--leads needs a value'],
  ])('%j', (argv, line) => {
    let message = '';
    try {
      order(...argv);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toContain(line);
    expect(message).not.toContain('\n');
  });

  test('no leads', () => {
    expect(() => readMetricsOrder(['--activities', 'a.csv'])).toThrow(
      '--leads FILE or --file FILE is required',
    );
  });
});
