import { expect, test } from 'vitest';
import { breakdownLayout, weightiest } from '../../src/charts/breakdown-table/layout.ts';
import { rateOf } from '../../src/charts/common/steps.ts';
import type { BreakdownFigures, StepFigures } from '../../src/model/metrics-document.ts';
import type { Stage } from '../../src/model/stages.ts';
import { newcombe } from '../../src/statistics/newcombe.ts';
import { simulatedDocument } from './simulated-document.ts';

const STEPS = [
  ['lead', 'mql'],
  ['lead', 'sql'],
] as const;

function layoutOf(leads: number, by: (typeof STEPS)[number] = STEPS[0]) {
  const document = simulatedDocument({ leads, days: 540, seed: 7 });
  return { document, layout: breakdownLayout(document.breakdowns?.['source'] ?? [], STEPS, by, document) };
}

test('own leads and the rest are all leads, and the difference is theirs', () => {
  const { document, layout } = layoutOf(4000);
  for (const row of layout.rows) {
    const own = row.rates[0];
    if (own == null || row.rest === null) throw new Error('no rate');
    expect(own.eligible + row.rest.eligible).toBe(document.funnel?.entered.lead);
    expect(own.converted + row.rest.converted).toBe(document.funnel?.entered.mql);
    expect(row.difference).toEqual(newcombe(own, row.rest));
    expect(row.impact).toBeCloseTo((row.difference?.difference ?? 0) * own.eligible, 9);
  }
});

test('the value that weighs most is found by size × gap, not by the gap', () => {
  const { layout } = layoutOf(4000);
  const impacts = layout.rows.filter((row) => row.beyondChance).map((row) => Math.abs(row.impact ?? 0));
  expect(Math.abs(weightiest(layout)?.impact ?? 0)).toBe(Math.max(...impacts));
});

test('with few leads nothing is compared', () => {
  const { layout } = layoutOf(60);
  const small = layout.rows.filter((row) => row.leads < 30);
  expect(small.length).toBeGreaterThan(0);
  expect(small.every((row) => row.few && row.impact === null && !row.beyondChance)).toBe(true);
});

test('a bar never passes the end of its column', () => {
  for (const leads of [60, 400, 4000]) {
    const { layout } = layoutOf(leads, STEPS[1]);
    layout.columns.forEach((column, index) => {
      for (const row of layout.rows) expect(row.rates[index]?.rate ?? 0).toBeLessThanOrEqual(column.end);
    });
  }
});

test('a value whose leads nearly all asked for sales themselves is neither compared nor part of the rest', () => {
  const document = simulatedDocument({ leads: 4000, days: 540, seed: 7 });
  const figures = document.breakdowns?.['source'] ?? [];
  const form: BreakdownFigures = {
    value: 'contact form',
    entered: { lead: 500, mql: 0, sql: 480, opportunity: 40, customer: 20 },
    steps: [stepOf('lead', 'mql', 0, 500), stepOf('mql', 'sql', 0, 0), stepOf('lead', 'sql', 480, 500)],
  };
  const plain = breakdownLayout(figures, STEPS, STEPS[1], document);
  const withForm = breakdownLayout([form, ...figures], STEPS, STEPS[1], document);
  expect(withForm.rows[0]).toMatchObject({ asked: true, difference: null, impact: null, rest: null });
  expect(withForm.rows.slice(1)).toEqual(plain.rows);
  expect(weightiest(withForm)).toEqual(weightiest(plain));
  const recorded = breakdownLayout([form, ...figures], STEPS, STEPS[1], { ...document, basis: 'recorded' });
  expect(recorded.rows[0]?.asked).toBe(false);
  const toCustomer = [['lead', 'customer']] as const;
  expect(breakdownLayout([form, ...figures], toCustomer, toCustomer[0], document).rows[0]?.asked).toBe(false);
});

function stepOf(from: Stage, to: Stage, converted: number, eligible: number): StepFigures {
  const { rate, low, high } = rateOf(converted, eligible);
  return {
    from,
    to,
    entered: eligible,
    eligible,
    converted,
    immature: 0,
    immatureConverted: 0,
    rate,
    low,
    high,
  };
}
