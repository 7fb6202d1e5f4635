import { describe, expect, test } from 'vitest';
import { readMetricsOrder } from '../../src/cli/metrics-order.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';

const order = (...argv: string[]) => readMetricsOrder(['--leads', 'leads.csv', ...argv]);

test('without options it asks the default request', () => {
  const { files, modelPath, request } = order();
  expect(files).toEqual([{ table: 'leads', path: 'leads.csv' }]);
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
