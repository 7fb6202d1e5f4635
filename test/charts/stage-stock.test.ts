import { expect, test } from 'vitest';
import { stockChange, stockLayout } from '../../src/charts/stage-stock/layout.ts';
import type { MetricsDocument, StockFigures, StockOfStage } from '../../src/model/metrics-document.ts';
import { simulatedDocument } from './simulated-document.ts';

const base = simulatedDocument({ leads: 400, days: 300, seed: 3 });
const still: StockOfStage = { start: 50, entries: 5, advanced: 4, lost: 1, end: 50 };

function month(name: string, mql: StockOfStage): StockFigures {
  return { month: name, stages: { lead: still, mql, sql: still, opportunity: still, customer: still } };
}

function documentWith(stock: readonly StockFigures[], asOf = '2024-04-30T12:00:00.000Z'): MetricsDocument {
  return { ...base, asOf, stock };
}

const stock = [
  month('2024-01', { start: 0, entries: 40, advanced: 0, lost: 0, end: 40 }),
  month('2024-02', { start: 40, entries: 30, advanced: 10, lost: 5, end: 55 }),
  month('2024-03', { start: 55, entries: 20, advanced: 5, lost: 0, end: 70 }),
  month('2024-04', { start: 70, entries: 30, advanced: 10, lost: 10, end: 80 }),
];

test('entries stand above the line and exits below it, on one scale', () => {
  const mql = stockLayout(documentWith(stock))?.panels.find(({ stage }) => stage === 'mql');
  expect(mql?.most).toEqual({ in: 40, out: 20 });
  expect(mql?.zero).toBeCloseTo((40 / 60) * 100, 9);
  expect((mql?.entries.match(/M/g) ?? []).length).toBe(4);
  expect((mql?.advanced.match(/M/g) ?? []).length).toBe(3);
  expect((mql?.lost.match(/M/g) ?? []).length).toBe(2);
  // the bar of the disqualified begins where that of those that moved on ends
  expect(mql?.lost).toMatch(/^M28 83\.33h/);
  expect(mql?.stockEnd).toBe(80);
});

test('the stage whose stock changed most is told with what came and went', () => {
  const layout = stockLayout(documentWith(stock));
  expect(layout?.lastIsOver).toBe(true);
  expect(layout === null ? null : stockChange(layout)).toEqual({
    stage: 'mql',
    months: 3,
    start: 40,
    end: 80,
    came: 80,
    went: 40,
  });
  const begun = stockLayout(documentWith(stock, '2024-04-12T00:00:00.000Z'));
  expect(begun?.lastIsOver).toBe(false);
  // January began with nobody: no share can be told
  expect(begun === null ? null : stockChange(begun)).toBeNull();
});

test('customers do not leave, and without months there is nothing to draw', () => {
  const layout = stockLayout(documentWith(stock));
  expect(layout?.panels.find(({ stage }) => stage === 'customer')?.hasExits).toBe(false);
  expect(stockLayout(documentWith([]))).toBeNull();
  expect(stockLayout(base)).toBeNull();
});
