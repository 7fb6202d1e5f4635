import { expect, test } from 'vitest';
import { funnelFinding } from '../../src/charts/funnel/finding.ts';
import { funnelLayout } from '../../src/charts/funnel/layout.ts';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { caseDocument } from './cases.ts';
import { simulatedDocument } from './simulated-document.ts';

const CASES = ['random-104', 'random-105', 'random-103', 'edges', 'open-leads-count', 'skipped-stages'];

function layoutOf(document: MetricsDocument, baseline: MetricsDocument | null = null) {
  const layout = funnelLayout(document, baseline);
  if (layout === null) throw new Error('no funnel');
  return layout;
}

test.each(CASES)('bars and outcomes of %s add up, on one scale', (name) => {
  const document = caseDocument(name);
  const { rows } = layoutOf(document);
  const longest = Math.max(...rows.map((row) => row.entered));
  for (const row of rows) {
    expect(row.parts.reduce((sum, part) => sum + part.leads, 0)).toBe(row.entered);
    expect(row.end).toBeCloseTo(row.entered / longest, 12);
    expect(row.parts.at(-1)?.end ?? 0).toBeCloseTo(row.end, 12);
  }
  const ended = rows.filter((row) => row.outcome.length > 0);
  expect(ended.length).toBeGreaterThan(0);
  for (const row of ended) {
    expect(row.outcome.reduce((sum, part) => sum + part.leads, 0)).toBe(row.entered);
    expect(row.outcome.at(-1)?.end).toBeCloseTo(1, 12);
  }
});

test('direct requests have a ribbon of their own width that no MQL bar reaches', () => {
  for (const name of ['random-104', 'random-105']) {
    const document = caseDocument(name);
    const { rows, ribbon } = layoutOf(document);
    const mql = rows.find((row) => row.stage === 'mql');
    const width = (document.funnel?.routes.direct ?? 0) / (document.funnel?.entered.lead ?? 1);
    expect(ribbon?.leads).toBe(document.funnel?.routes.direct);
    expect((ribbon?.from.end ?? 0) - (ribbon?.from.start ?? 0)).toBeCloseTo(width, 12);
    expect((ribbon?.to.end ?? 0) - (ribbon?.to.start ?? 0)).toBeCloseTo(width, 12);
    expect(mql?.end).toBeLessThanOrEqual(ribbon?.from.start ?? 0);
  }
});

test('a stage that nobody entered has no row on recorded dates, and the next one measures from the one before', () => {
  const { rows, unused } = layoutOf(caseDocument('skipped-stages'));
  expect(rows.map((row) => row.stage)).toEqual(['lead', 'mql', 'sql', 'customer']);
  expect(unused).toEqual(['opportunity']);
  const customer = rows.at(-1);
  expect([customer?.step?.from, customer?.step?.figures?.to]).toEqual(['sql', 'customer']);
});

test('where a stage has no row nobody is said to have skipped it', () => {
  const { rows } = layoutOf(caseDocument('skipped-stages'));
  const sql = rows.find((row) => row.stage === 'sql');
  expect(sql?.stays?.skippedAhead).toBeGreaterThan(0);
  expect(sql?.outcome.some((part) => part.kind === 'skippedAhead')).toBe(false);
});

test('MQL and SQL keep their rows on basis model, also when a minimum lets nobody through', () => {
  const document = simulatedDocument({ leads: 200, days: 300, seed: 1, mql: 0, skip: 0 });
  const { rows } = layoutOf(document);
  expect(rows.map((row) => row.stage).slice(0, 3)).toEqual(['lead', 'mql', 'sql']);
  expect(rows[1]?.entered).toBe(0);
  expect(rows[1]?.parts).toEqual([]);
});

test('a larger baseline sets the scale', () => {
  const small = simulatedDocument({ leads: 400, days: 300, seed: 1, mql: 0.1 });
  const large = simulatedDocument({ leads: 800, days: 300, seed: 1, mql: 0.6 });
  const lead = layoutOf(small, large).rows[0];
  expect(lead?.end).toBeCloseTo(0.5, 12);
  expect(lead?.baseline).toEqual({ entered: 800, end: 1 });
});

test('within a window the share of opportunities among all leads is not made up', () => {
  const shareOf = (document: MetricsDocument) =>
    layoutOf(document).rows.find((row) => row.stage === 'opportunity')?.cumulative;
  const simulation = { leads: 800, days: 400, seed: 3 };
  expect(shareOf(simulatedDocument(simulation, { window: 60 }))).toBeNull();
  const all = simulatedDocument(simulation);
  expect(shareOf(all)?.converted).toBe(all.funnel?.entered.opportunity);
});

test('a step is called the narrowest only where its interval stands apart', () => {
  const stages = ['lead', 'mql', 'sql', 'opportunity', 'customer'] as const;
  const of = (document: MetricsDocument) => {
    if (document.funnel === undefined) throw new Error('no funnel');
    return funnelFinding(document.funnel, stages);
  };
  const clear = of(simulatedDocument({ leads: 4000, days: 540, seed: 7 }));
  expect(clear.kind).toBe('narrowest');
  expect(clear.kind === 'narrowest' && clear.step.to).toBe('mql');
  const alike = of(caseDocument('random-104'));
  expect(alike.kind).toBe('alike');
  expect(alike.kind === 'alike' && alike.steps.map((step) => step.to)).toEqual(['mql', 'opportunity']);
  expect(of(caseDocument('open-leads-count'))).toEqual({ kind: 'tooFew', leads: 7 });
});
