import { expect, test } from 'vitest';
import { agePanels, latest } from '../../src/charts/open-ages/layout.ts';
import type { MetricsDocument, OpenAges } from '../../src/model/metrics-document.ts';
import { simulatedDocument } from './simulated-document.ts';

const base = simulatedDocument({ leads: 2000, days: 400, seed: 3 });
const ages = (stage: OpenAges['stage'], p90Days: number | null, pastP90: number | null): OpenAges => ({
  stage,
  open: 100,
  leads: [10, 10, 10, 40, 10, 10, 5, 5],
  p90Days,
  pastP90,
  pastSla: stage === 'sql' ? 7 : null,
});
const documentWith = (openAges: readonly OpenAges[]): MetricsDocument => ({ ...base, openAges });

test('bars reach to a round end, the last has no end, and those past the usual time are marked', () => {
  const [panel] = agePanels(documentWith([ages('mql', 59.5, 30)]));
  expect(panel?.bins[3]).toEqual({ least: 30, limit: 60, leads: 40, share: 1, isPast: false });
  expect(panel?.bins[4]).toMatchObject({ least: 60, isPast: true });
  expect(panel?.bins.at(-1)).toMatchObject({ least: 365, limit: null });
});

test('a bin that begins just at the usual time holds some that are not past it', () => {
  const [panel] = agePanels(documentWith([ages('mql', 60, 20)]));
  expect(panel?.bins.map(({ isPast }) => isPast)).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ]);
});

test('the stage with the largest share past the usual time is told, leads last', () => {
  const panels = agePanels(documentWith([ages('lead', 20, 90), ages('mql', 20, 30), ages('sql', 20, 45)]));
  expect(latest(panels)?.stage).toBe('sql');
  expect(latest(panels.slice(0, 1))?.stage).toBe('lead');
  expect(latest(agePanels(documentWith([ages('mql', null, null)])))).toBeNull();
  const few = { ...ages('mql', 20, 9), open: 20 };
  expect(latest(agePanels(documentWith([few])))).toBeNull();
});

test('stages that nobody entered are left out', () => {
  const funnel = base.funnel;
  if (funnel === undefined) throw new Error('the simulation has no funnel');
  const empty = { ...funnel, entered: { ...funnel.entered, opportunity: 0 } };
  const document = { ...documentWith([ages('opportunity', 3, 1), ages('sql', 3, 1)]), funnel: empty };
  expect(agePanels(document).map(({ stage }) => stage)).toEqual(['sql']);
});
