import { expect, test } from 'vitest';
import { headlineSteps, keySteps, unsortedSteps } from '../../src/pages/funnel/finding.ts';
import { minimumDoubt, sliderEnds } from '../../src/pages/funnel/score-range.ts';
import { growthOf } from '../../src/pages/funnel/still-growing.tsx';
import type { FunnelSection } from '../../src/model/metrics-document.ts';
import { caseDocument } from '../charts/cases.ts';
import { simulatedDocument } from '../charts/simulated-document.ts';

function funnelOf(name: string): FunnelSection {
  const { funnel } =
    name === 'simulated' ? simulatedDocument({ leads: 3000, days: 540, seed: 7 }) : caseDocument(name);
  if (funnel === undefined) throw new Error('no funnel');
  return funnel;
}
const names = (steps: readonly { from: string; to: string }[]) =>
  steps.map(({ from, to }) => `${from}→${to}`);

test('the page speaks of the way to SQL and on to customer where both are known', () => {
  expect(names(headlineSteps(funnelOf('simulated'), 'model'))).toEqual(['lead→sql', 'sql→customer']);
});

test('with too few leads it speaks of no rate at all', () => {
  expect(headlineSteps(funnelOf('edges'), 'model')).toEqual([]);
});

test('key figures are the usual four, and where stages are missing what there is', () => {
  expect(names(keySteps(funnelOf('random-104'), 'model'))).toEqual([
    'lead→mql',
    'mql→sql',
    'lead→sql',
    'sql→customer',
  ]);
  const funnel = funnelOf('simulated');
  const none = { ...funnel, entered: { ...funnel.entered, mql: 0, sql: 0 } };
  expect(names(keySteps(none, 'recorded'))).toEqual(['lead→customer', 'opportunity→customer']);
});

test('a slider holds the minimum of the model, the one at hand and 0, and ends where it is of use', () => {
  const range = { fitMax: 60, engagementMax: 900 };
  expect(sliderEnds('mqlEngagement', 40, 40, range)).toEqual({ min: 0, max: 160, fieldMax: 900 });
  expect(sliderEnds('mqlEngagement', 40, 400, range)).toEqual({ min: 0, max: 400, fieldMax: 900 });
  expect(sliderEnds('mqlFit', 20, 20, range)).toEqual({ min: 0, max: 60, fieldMax: 60 });
  expect(sliderEnds('mqlFit', -5, -5, range)).toEqual({ min: -5, max: 15, fieldMax: 60 });
  expect(sliderEnds('mqlFit', 80, 80, range)).toEqual({ min: 0, max: 80, fieldMax: 80 });
  expect(sliderEnds('mqlFit', 20, 20, null)).toEqual({ min: 0, max: 80, fieldMax: 80 });
});

test('minimums that make a step or a stage meaningless are told, others are not', () => {
  const funnel = funnelOf('simulated');
  const live = { mqlFit: 20, mqlEngagement: 40, sqlEngagement: 100 };
  expect(minimumDoubt(live, funnel)).toBeNull();
  expect(minimumDoubt({ ...live, mqlEngagement: 100 }, funnel)).toBe('mqlNotBelow');
  expect(minimumDoubt({ ...live, mqlEngagement: null }, undefined)).toBeNull();
  const { lead } = funnel.entered;
  const asked = funnel.routes.direct + funnel.routes.unknown;
  const all = { ...funnel, entered: { ...funnel.entered, mql: lead - asked } };
  expect(minimumDoubt(live, all)).toBe('letsAllThrough');
});

test('without a window the page says how long the way to SQL takes, and within one it has nothing to say', () => {
  const document = simulatedDocument({ leads: 3000, days: 540, seed: 7 });
  const p90 = (stage: string) =>
    document.timeInStage?.find((figures) => figures.stage === stage)?.p90Days ?? 0;
  const growth = growthOf(document);
  expect(growth?.days).toBe(p90('lead') + p90('mql'));
  expect(growth?.window).toBeGreaterThanOrEqual(growth?.days ?? Infinity);
  expect(growthOf({ ...document, windowDays: 30 })).toBeNull();
});

test('a model that lets nobody or everybody pass is said to sort nothing out', () => {
  const document = simulatedDocument({ leads: 3000, days: 540, seed: 7 });
  const { funnel } = document;
  if (funnel === undefined) throw new Error('no funnel');
  const passing = (to: string, converted: (eligible: number) => number) => ({
    ...document,
    funnel: {
      ...funnel,
      steps: funnel.steps.map((step) =>
        step.to === to ? { ...step, converted: converted(step.eligible) } : step,
      ),
    },
  });
  expect(unsortedSteps(document)).toEqual([]);
  expect(unsortedSteps(passing('mql', (all) => all))).toEqual([{ to: 'mql', who: 'everybody' }]);
  expect(unsortedSteps(passing('sql', () => 0))).toEqual([{ to: 'sql', who: 'nobody' }]);
  expect(unsortedSteps({ ...passing('sql', () => 0), windowDays: 7 })).toEqual([]);
  expect(unsortedSteps({ ...passing('sql', () => 0), basis: 'recorded' })).toEqual([]);
});
