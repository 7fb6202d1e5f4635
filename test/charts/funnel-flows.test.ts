import { expect, test } from 'vitest';
import { stageOrigins } from '../../src/charts/funnel/flows.ts';
import { findStep } from '../../src/charts/common/steps.ts';
import { STAGES, type Stage } from '../../src/model/stages.ts';
import { documentOf, nextStage, simulateLeads, type SimulatedLead } from './simulated-document.ts';

const DAYS = 400;

/** Moves counted lead by lead. */
function moves(leads: readonly SimulatedLead[], from: Stage, to: Stage): number {
  return leads.filter((lead) => lead.entries[from] !== undefined && nextStage(lead, from) === to).length;
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed);

test.each(seeds)('origins are what a count lead by lead gives (seed %i)', (seed) => {
  const leads = simulateLeads({
    leads: 300,
    days: DAYS,
    seed,
    skip: (seed % 5) / 10,
    reopen: (seed % 3) / 2,
  });
  const document = documentOf(leads, { days: DAYS });
  const { funnel, timeInStage = [] } = document;
  if (funnel === undefined) throw new Error('no funnel');
  const converted = findStep(funnel.steps, 'sql', 'opportunity')?.converted ?? null;
  const origins = stageOrigins(funnel, timeInStage, converted);
  expect(origins.exact).toBe(true);
  for (const stage of ['sql', 'opportunity', 'customer'] as const) {
    const told = origins[stage] ?? [];
    for (const { from, leads: count } of told) {
      expect([stage, from, count]).toEqual([
        stage,
        from,
        from.reduce((sum, one) => sum + moves(leads, one, stage), 0),
      ]);
    }
    expect(told.reduce((sum, origin) => sum + origin.leads, 0)).toBe(funnel.entered[stage]);
  }
});

test('behind a window the skips are a least number where some came back, and exact where none did', () => {
  const leads = simulateLeads({ leads: 2000, days: DAYS, seed: 5, skip: 0.4, reopen: 1 });
  const document = documentOf(leads, { days: DAYS, window: 30 });
  const { funnel, timeInStage = [] } = document;
  if (funnel === undefined) throw new Error('no funnel');
  const origins = stageOrigins(funnel, timeInStage, null);
  const skipped = moves(leads, 'lead', 'opportunity') + moves(leads, 'mql', 'opportunity');
  const told = origins.opportunity?.find((origin) => !origin.from.includes('sql'))?.leads ?? 0;
  expect(timeInStage.find((figures) => figures.stage === 'sql')?.reopened).toBeGreaterThan(0);
  expect(origins.exact).toBe(false);
  expect(told).toBeLessThanOrEqual(skipped);
  expect(told).toBeGreaterThan(0);

  const steady = simulateLeads({ leads: 2000, days: DAYS, seed: 5, skip: 0.4, reopen: 0 });
  const other = documentOf(steady, { days: DAYS, window: 30 });
  if (other.funnel === undefined) throw new Error('no funnel');
  expect(stageOrigins(other.funnel, other.timeInStage ?? [], null).exact).toBe(true);
});

test('without stays only the routes are known', () => {
  const document = documentOf(simulateLeads({ leads: 200, days: DAYS, seed: 1 }), { days: DAYS });
  if (document.funnel === undefined) throw new Error('no funnel');
  const origins = stageOrigins(document.funnel, [], null);
  expect(origins.opportunity).toBeNull();
  expect(origins.sql.reduce((sum, origin) => sum + origin.leads, 0)).toBe(document.funnel.entered.sql);
  expect(STAGES).toContain('sql');
});
