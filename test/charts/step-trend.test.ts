import { expect, test } from 'vitest';
import { recentChange, trendFinding } from '../../src/charts/step-trend/finding.ts';
import { matureDays, trendLayout, type TrendPanel } from '../../src/charts/step-trend/layout.ts';
import type { MetricsDocument, StepFigures } from '../../src/model/metrics-document.ts';
import { wilson } from '../../src/statistics/wilson.ts';
import { caseDocument } from './cases.ts';
import { simulatedDocument } from './simulated-document.ts';

function layoutOf(document: MetricsDocument, cohortBy: 'created' | 'entry' = 'created') {
  const layout = trendLayout(document, null, cohortBy);
  if (layout === null) throw new Error('no cohorts');
  return layout;
}

const coordinates = (path: string) => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

test('every path stays within its square, on one axis of rates', () => {
  for (const name of ['random-100', 'random-104', 'random-105', 'edges']) {
    const { panels } = layoutOf(caseDocument(name));
    for (const panel of panels) {
      const drawn = [panel.line, panel.dashed, panel.band].flatMap(coordinates);
      expect(drawn.every((n) => Number.isFinite(n) && n >= 0 && n <= 100)).toBe(true);
      expect(panel.points.every((point) => (point.rate ?? 0) <= panel.rateEnd)).toBe(true);
      expect(panel.sizesEnd).toBeGreaterThanOrEqual(
        Math.max(...panel.points.map((point) => point.figures?.entered ?? 0)),
      );
    }
  }
});

test('the axis holds the intervals of ten leads or more, and what it does not hold is marked', () => {
  const document = simulatedDocument({ leads: 500, days: 400, seed: 5 });
  const same = trendLayout(document, null, 'created')?.panels ?? [];
  const own = trendLayout(document, null, 'created', 'own')?.panels ?? [];
  expect(new Set(same.map((panel) => panel.rateEnd)).size).toBe(1);
  expect(new Set(own.map((panel) => panel.rateEnd)).size).toBeGreaterThan(1);
  for (const panel of [...same, ...own]) {
    const above = panel.points.filter((point) => (point.figures?.high ?? 0) > panel.rateEnd);
    expect(above.every((point) => (point.figures?.eligible ?? 0) < 10)).toBe(true);
    expect(panel.open.match(/M/g) ?? []).toHaveLength(above.length);
  }
  expect(own.some((panel) => panel.open !== '')).toBe(true);
});

test('within a window a cohort is young while some of it have not had the window', () => {
  const { panels } = layoutOf(caseDocument('random-104'));
  for (const panel of panels) {
    for (const point of panel.points) {
      expect(point.immature).toBe((point.figures?.immature ?? 0) > 0);
    }
  }
  expect(panels.some((panel) => panel.dashed !== '')).toBe(true);
});

test('a cohort of which nobody is mature shows what it has reached so far, without a band', () => {
  const document = simulatedDocument({ leads: 2000, days: 400, seed: 3 }, { window: 45 });
  const panel = layoutOf(document).panels.find(({ from, to }) => from === 'lead' && to === 'mql');
  const last = panel?.points.at(-1);
  expect(last?.figures?.eligible).toBe(0);
  expect(last?.rate).toBe((last?.figures?.immatureConverted ?? 0) / (last?.figures?.immature ?? 1));
  const lastX = Math.max(...coordinates(panel?.band ?? '').filter((_, index) => index % 2 === 0));
  expect(lastX).toBeLessThan(100 - 100 / (panel?.points.length ?? 1));
});

test('without a window cohorts are young until nine of ten finished stays on the way were over', () => {
  const document = simulatedDocument({ leads: 4000, days: 540, seed: 7 });
  const p90 = (stage: string) =>
    document.timeInStage?.find((figures) => figures.stage === stage)?.p90Days ?? 0;
  expect(matureDays(document, 'lead', 'mql', 'created')).toBe(p90('lead'));
  expect(matureDays(document, 'mql', 'sql', 'entry')).toBe(p90('mql'));
  expect(matureDays(document, 'mql', 'sql', 'created')).toBe(p90('lead') + p90('mql'));
  const panel = layoutOf(document).panels[0];
  expect(panel?.points.at(-1)?.immature).toBe(true);
  expect(panel?.points[0]?.immature).toBe(false);
});

test('a missing cohort breaks the line', () => {
  const document = simulatedDocument({ leads: 3000, days: 200, seed: 2 });
  const holed = {
    ...document,
    cohorts: (document.cohorts ?? []).filter(({ cohort }) => cohort !== '2024-03'),
  };
  const whole = layoutOf(document).panels[0];
  const broken = layoutOf(holed).panels[0];
  const segments = (path: string | undefined) => (path?.match(/M/g) ?? []).length;
  expect(broken?.points).toHaveLength(whole?.points.length ?? 0);
  expect(segments(`${broken?.line}${broken?.dashed}`)).toBe(segments(`${whole?.line}${whole?.dashed}`) - 2);
  expect(broken?.points[2]).toMatchObject({ figures: null, rate: null });
});

function panelOf(counts: readonly (readonly [number, number])[]): TrendPanel {
  const panel = layoutOf(simulatedDocument({ leads: 300, days: 300, seed: 1 })).panels[0];
  if (panel === undefined) throw new Error('no panel');
  return {
    ...panel,
    points: counts.map(([converted, eligible], index) => {
      const interval = wilson(converted, eligible);
      const figures: StepFigures = {
        from: panel.from,
        to: panel.to,
        entered: eligible,
        eligible,
        converted,
        immature: 0,
        immatureConverted: 0,
        rate: converted / eligible,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
      };
      return {
        cohort: `2024-${String(index + 1).padStart(2, '0')}`,
        rate: figures.rate,
        figures,
        immature: false,
        few: false,
      };
    }),
  };
}

test('a change is told only beyond chance, of the last cohorts together against those before', () => {
  const steady = panelOf(Array.from({ length: 6 }, () => [30, 100] as const));
  const fallen = panelOf([
    [30, 100],
    [32, 100],
    [31, 100],
    [12, 100],
    [10, 100],
    [11, 100],
  ]);
  const finding = trendFinding({ periods: [], panels: [steady, fallen] });
  expect(finding.kind).toBe('changed');
  if (finding.kind !== 'changed') return;
  expect(finding.change.difference).toBeCloseTo(0.11 - 0.31, 12);
  expect(finding.change.recent).toEqual({ converted: 33, eligible: 300, first: '2024-04', last: '2024-06' });
  expect(finding.others).toEqual([]);
  expect(finding.change.turn).toBeNull();
  expect(trendFinding({ periods: [], panels: [steady] })).toEqual({
    kind: 'steady',
    compared: 1,
  });
  const few = panelOf([
    [3, 9],
    [0, 9],
  ]);
  expect(recentChange(few)).toBeNull();
  expect(trendFinding({ periods: [], panels: [few] })).toEqual({ kind: 'tooFew' });
});

test('a rise after a fall is told with the fall, and as a return where it is one', () => {
  const three = (converted: number) => Array.from({ length: 3 }, () => [converted, 100] as const);
  const turnOf = (...rates: readonly number[]) => recentChange(panelOf(rates.flatMap(three)))?.turn;
  expect(turnOf(40, 20, 41)).toEqual({
    earlier: { converted: 120, eligible: 300, first: '2024-01', last: '2024-03' },
    back: true,
  });
  expect(turnOf(60, 20, 41)).toMatchObject({ back: false });
  expect(turnOf(10, 20, 41)).toBeNull();
  expect(turnOf(21, 20, 41)).toBeNull();
  expect(turnOf(20, 41)).toBeNull();
});

test('figures without change are rarely called changed: in at most one of ten simulations that have no trend', () => {
  // A window takes the growth of young cohorts out; 60 simulations, seven steps each.
  let changed = 0;
  const runs = 60;
  for (let seed = 0; seed < runs; seed++) {
    const document = simulatedDocument({ leads: 600, days: 300, seed: seed + 1000 }, { window: 20 });
    if (trendFinding(layoutOf(document)).kind === 'changed') changed++;
  }
  expect(changed / runs).toBeLessThanOrEqual(0.1);
});
