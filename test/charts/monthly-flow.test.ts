import { expect, test } from 'vitest';
import { flowLayout } from '../../src/charts/monthly-flow/layout.ts';
import { documentOf, simulatedDocument } from './simulated-document.ts';

const simulation = { leads: 1500, days: 400, seed: 4 };

test('each month stands as one bar, the one at as-of apart from the complete ones', () => {
  const document = simulatedDocument(simulation);
  const layout = flowLayout(document, null);
  const lead = layout?.panels[0];
  const bars = (path: string | undefined) => (path?.match(/M/g) ?? []).length;
  expect(bars(lead?.bars)).toBe((layout?.months.length ?? 0) - 1);
  expect(bars(lead?.lastBar)).toBe(1);
  expect(lead?.counts.reduce((sum, count) => sum + count, 0)).toBe(document.funnel?.entered.lead);
});

test('a month is over on its last day, and is then drawn and counted like the others', () => {
  const { flow = [], ...rest } = simulatedDocument({ ...simulation, days: 90.5 });
  expect(flow.at(-1)?.month).toBe('2024-03');
  const over = flowLayout({ ...rest, flow, asOf: '2024-03-31T12:00:00.000Z' }, null);
  expect(over?.lastIsOver).toBe(true);
  expect(over?.panels[0]?.lastBar).toBe('');
  expect(flowLayout({ ...rest, flow, asOf: '2024-03-30T12:00:00.000Z' }, null)?.lastIsOver).toBe(false);
});

test('the average is of the last three complete months', () => {
  const { flow = [], ...rest } = simulatedDocument(simulation);
  const layout = flowLayout({ ...rest, flow }, null);
  const three = flow.slice(-4, -1).map(({ entries }) => entries.mql);
  expect(layout?.average?.months).toBe(3);
  expect(layout?.average?.of.mql).toBeCloseTo(three.reduce((sum, count) => sum + count, 0) / 3, 12);
  const begun = { ...rest, flow: flow.slice(0, 1), asOf: '2024-01-15T00:00:00.000Z' };
  expect(flowLayout(begun, null)?.average).toBeNull();
});

test('a baseline that says the same is not drawn, and another one fits on the axis', () => {
  const document = simulatedDocument(simulation);
  expect(flowLayout(document, document)?.panels.every((panel) => panel.baseline === '')).toBe(true);
  const larger = simulatedDocument({ ...simulation, mql: 0.9 });
  const mql = flowLayout(document, larger)?.panels.find(({ stage }) => stage === 'mql');
  expect(mql?.baseline).not.toBe('');
  expect(mql?.end).toBeGreaterThanOrEqual(Math.max(...(larger.flow ?? []).map(({ entries }) => entries.mql)));
});

test('without leads there is nothing to draw', () => {
  expect(flowLayout(documentOf([], { days: 10 }), null)).toBeNull();
});
