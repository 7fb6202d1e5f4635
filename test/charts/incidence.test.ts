import { expect, test } from 'vitest';
import { incidencePanel, lastDay } from '../../src/charts/incidence/layout.ts';
import { simulatedDocument } from './simulated-document.ts';

test('the axis is long enough for every curve and shared by all', () => {
  const curves = simulatedDocument({ leads: 4000, days: 540, seed: 7 }).incidence ?? [];
  const end = lastDay(curves);
  for (const curve of curves) {
    const final = curve.advanced.findLast((share) => share !== null) ?? 0;
    expect(curve.advanced[end] ?? 0).toBeGreaterThanOrEqual(final * 0.97);
  }
  expect(lastDay([])).toBe(14);
});

test('a panel keeps what is known and never makes up the rest', () => {
  const [curve] = simulatedDocument({ leads: 60, days: 20, seed: 3 }).incidence ?? [];
  if (curve === undefined) throw new Error('no curve');
  const panel = incidencePanel(curve, 60);
  expect(panel.days).toHaveLength(61);
  expect(panel.last?.day).toBeLessThan(60);
  for (const row of panel.days) {
    expect(row.advanced === null).toBe(curve.advanced[row.day] === null);
    expect(row.band?.[0] ?? 0).toBeLessThanOrEqual(row.band?.[1] ?? 1);
  }
  expect(panel.atRisk[0]).toEqual({ day: 0, stays: curve.atRisk[0] });
});
