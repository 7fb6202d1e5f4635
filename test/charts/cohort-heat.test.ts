import { expect, test } from 'vitest';
import { heatFinding, heatLayout, heatSteps } from '../../src/charts/cohort-heat/layout.ts';
import type { HeatFigures, HeatStep, MetricsDocument } from '../../src/model/metrics-document.ts';
import { simulatedDocument } from './simulated-document.ts';

const base = simulatedDocument({ leads: 400, days: 300, seed: 3 });

function cohort(name: string, entered: number, converted: readonly number[], complete: number): HeatFigures {
  const step: HeatStep = {
    from: 'lead',
    to: 'sql',
    entered,
    converted,
    complete: [0, 1, 2, 3, 4, 5].map((column) => column < complete),
  };
  return { cohort: name, steps: [step] };
}

function documentWith(heat: readonly HeatFigures[], asOf = '2024-07-10T00:00:00.000Z'): MetricsDocument {
  return { ...base, asOf, heat };
}

test('a cell is empty where nobody has had the days, and never a zero', () => {
  const layout = heatLayout(
    documentWith([
      cohort('2024-05', 100, [4, 6, 9, 12, 12, 12], 3),
      cohort('2024-07', 40, [0, 0, 0, 0, 0, 0], 0),
    ]),
    'lead',
    'sql',
  );
  const states = layout?.rows.map((row) => row.cells.map(({ state }) => state));
  expect(states?.[0]).toEqual(['complete', 'complete', 'complete', 'growing', 'ahead', 'ahead']);
  // ten days into July some may have had seven days
  expect(states?.[1]?.[0]).toBe('growing');
  expect(states?.[1]?.slice(3)).toEqual(['ahead', 'ahead', 'ahead']);
});

test('only complete cells of leads enough are coloured, from the lowest step to the highest', () => {
  const layout = heatLayout(
    documentWith([
      cohort('2024-01', 100, [0, 5, 10, 15, 18, 20], 6),
      cohort('2024-02', 12, [6, 6, 6, 6, 6, 6], 5),
    ]),
    'lead',
    'sql',
  );
  expect(layout?.end).toBe(0.2);
  expect(layout?.rows[0]?.cells.map(({ level }) => level)).toEqual([1, 2, 4, 5, 6, 6]);
  expect(layout?.rows[1]?.few).toBe(true);
  expect(layout?.rows[1]?.cells.every(({ level }) => level === null)).toBe(true);
});

test('cohorts that nobody entered have no row, and a step that nobody entered nothing to draw', () => {
  const heat = [cohort('2024-01', 0, [0, 0, 0, 0, 0, 0], 0), cohort('2024-02', 50, [1, 1, 1, 1, 1, 1], 2)];
  expect(heatLayout(documentWith(heat), 'lead', 'sql')?.rows.map((row) => row.cohort)).toEqual(['2024-02']);
  expect(heatLayout(documentWith(heat.slice(0, 1)), 'lead', 'sql')).toBeNull();
  expect(heatSteps(base)).toEqual([]);
});

const months = ['2023-07', '2023-08', '2023-09', '2023-10', '2023-11', '2023-12'];
const findingOf = (rates: readonly number[]) => {
  const heat = months.map((name, index) => {
    const most = Math.round((rates[index] ?? 0) * 500);
    return cohort(name, 500, [0, 0, most, most, most, most], 6);
  });
  const layout = heatLayout(documentWith(heat), 'lead', 'sql');
  return layout === null ? null : heatFinding(layout);
};

test('a change at the same age is told where it is beyond chance, else the level', () => {
  const changed = findingOf([0.1, 0.1, 0.1, 0.2, 0.2, 0.2]);
  expect(changed).toMatchObject({
    kind: 'changed',
    recent: { first: '2023-10', last: '2023-12', converted: 300, eligible: 1500 },
    before: { first: '2023-07', last: '2023-09', converted: 150, eligible: 1500 },
  });
  expect(findingOf([0.1, 0.11, 0.1, 0.1, 0.11, 0.1])).toMatchObject({ kind: 'steady', days: 30 });
});

test('few leads are no finding', () => {
  const layout = heatLayout(documentWith([cohort('2024-01', 20, [1, 2, 3, 3, 3, 3], 6)]), 'lead', 'sql');
  expect(layout === null ? null : heatFinding(layout).kind).toBe('tooFew');
});
