import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDocuments, compareViews, type Pairing } from '../../src/engine/compare.ts';
import { makeEngine } from '../../src/engine/engine.ts';
import type { ComparedStep } from '../../src/model/compare-section.ts';
import { comparedViews, type ComparedViews, type Comparison } from '../../src/model/comparison.ts';
import type { MetricsDocument, StepFigures } from '../../src/model/metrics-document.ts';
import { MOST_SEGMENTS } from '../../src/model/metrics-document.ts';
import { DEFAULT_REQUEST, SECTIONS, type MetricsRequest } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { differenceChance, newcombe } from '../../src/statistics/newcombe.ts';
import { wilson } from '../../src/statistics/wilson.ts';
import { matchesOf } from '../../src/workspace/kept-matches.ts';
import type { Session } from '../../src/workspace/session.ts';
import { withSession } from '../support/load-texts.ts';
import { randomTables, tableTexts } from '../support/random-data.ts';
import { randomModel, randomRequest } from '../support/random-model.ts';

const NO_CURVES: Pairing['curves'] = new Map();
const APART: Pairing = { leads: 'apart', places: null, curves: NO_CURVES };

function step(converted: number, eligible: number): StepFigures {
  const interval = wilson(converted, eligible);
  return {
    from: 'lead',
    to: 'mql',
    entered: eligible,
    eligible,
    converted,
    immature: 0,
    immatureConverted: 0,
    rate: eligible === 0 ? null : converted / eligible,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
}

const entered = { lead: 0, mql: 0, sql: 0, opportunity: 0, customer: 0 };
const frame = {
  asOf: '2024-12-31T22:59:59.000Z',
  basis: 'model',
  windowDays: null,
  rows: {
    leads: { read: 0, loaded: 0, rejected: {}, repaired: { unreadable: {}, beforeCreation: 0 } },
    activities: { read: 0, loaded: 0, rejected: {}, joined: { id: 0, alias: 0, email: 0 } },
  },
} as const;

/** A document with one step of the funnel, and the same step by cohort and by source. */
function documentOf(
  funnel: StepFigures,
  cohorts: Readonly<Record<string, StepFigures>> = {},
  sources: readonly (readonly [string | null, StepFigures])[] = [],
): MetricsDocument {
  return {
    ...frame,
    funnel: { entered, routes: { nurtured: 0, direct: 0, unknown: 0 }, steps: [funnel] },
    cohorts: Object.entries(cohorts).map(([cohort, figures]) => ({ cohort, entered, steps: [figures] })),
    breakdowns: { source: sources.map(([value, figures]) => ({ value, entered, steps: [figures] })) },
  };
}

const only = (steps: readonly ComparedStep[] | undefined): ComparedStep => (steps as [ComparedStep])[0];

describe('what is said of a difference', () => {
  const ours = step(56, 70);
  const theirs = step(48, 80);

  test('the difference of rates with its interval and its chance', () => {
    const compared = only(compareDocuments(documentOf(ours), documentOf(theirs), APART).steps);
    expect(compared.difference).toBeCloseTo(0.2, 12);
    expect(compared).toMatchObject({
      low: newcombe(ours, theirs)?.low,
      high: newcombe(ours, theirs)?.high,
      p: differenceChance(ours, theirs),
      verdict: 'beyondNoise',
    });
  });

  test('it is beyond noise only where it is so among all tests', () => {
    const alike = { '2024-01': step(30, 60), '2024-02': step(30, 60), '2024-03': step(30, 60) };
    const more = { '2024-04': step(31, 60), '2024-05': step(29, 60), '2024-06': step(30, 60) };
    const cohorts = { ...alike, ...more };
    const same = documentOf(theirs, cohorts);
    const compared = compareDocuments(documentOf(ours, cohorts), same, APART);
    expect(compared.tests).toBe(7);
    expect(only(compared.steps).p).toBeLessThan(0.05);
    expect(only(compared.steps).verdict).toBe('withinNoise');
  });

  test('nothing is said of fewer than 30, nor of the same leads under two definitions', () => {
    const few = only(compareDocuments(documentOf(step(29, 29)), documentOf(step(1, 500)), APART).steps);
    expect(few).toMatchObject({ verdict: 'tooFew', low: null, high: null, p: null });
    expect(few.difference).toBeCloseTo(1 - 1 / 500, 12);
    for (const [leads, verdict] of [
      ['same', 'definition'],
      ['overlapping', 'overlapping'],
    ] as const) {
      const compared = compareDocuments(documentOf(ours), documentOf(theirs), { ...APART, leads });
      expect(compared.tests).toBe(0);
      expect(only(compared.steps)).toMatchObject({ verdict, low: null, high: null, p: null });
      expect(only(compared.steps).difference).toBeCloseTo(0.2, 12);
    }
    const none = only(compareDocuments(documentOf(step(0, 0)), documentOf(theirs), APART).steps);
    expect(none).toMatchObject({ difference: null, verdict: 'tooFew' });
  });
});

test('cohorts meet at the same place of both periods, also where one is empty', () => {
  const own = documentOf(step(1, 2), { '2024-04': step(1, 40), '2024-06': step(3, 40) });
  const other = documentOf(step(1, 2), { '2024-02': step(5, 40), '2024-03': step(6, 40) });
  const places = { unit: 'month', ours: '2024-04-01', theirs: '2024-01-01' } as const;
  expect(compareDocuments(own, other, { ...APART, places }).cohorts).toMatchObject([
    { cohort: '2024-06', theirs: '2024-03', steps: [{ difference: -3 / 40 }] },
  ]);
  expect(compareDocuments(own, other, APART).cohorts).toEqual([]);
  const byName = documentOf(step(1, 2), { '2024-06': step(5, 40) });
  expect(compareDocuments(own, byName, APART).cohorts).toMatchObject([
    { cohort: '2024-06', theirs: '2024-06' },
  ]);
});

test('values of a breakdown meet by value; a missing one is not the word', () => {
  const own = documentOf(step(1, 2), {}, [
    ['web', step(1, 40)],
    [null, step(2, 40)],
    ['event', step(2, 40)],
  ]);
  const other = documentOf(step(1, 2), {}, [
    ['null', step(7, 40)],
    ['web', step(8, 40)],
  ]);
  expect(compareDocuments(own, other, APART).breakdowns).toMatchObject({
    source: [{ value: 'web', steps: [{ theirs: { converted: 8 } }] }],
  });
});

const request: MetricsRequest = { ...DEFAULT_REQUEST, breakdowns: ['source'] };

/** An engine over what a session has prepared for two views. */
async function sectionOf(session: Session, views: ComparedViews) {
  const { kept, summary } = session;
  for (const side of [views.ours, views.theirs]) await session.metrics(side.request, side.model);
  const { theirs, compare } = compareViews(
    makeEngine(kept.columns, matchesOf(kept.matches), summary.rows),
    views,
  );
  expect(theirs).toEqual(await session.metrics(views.theirs.request, views.theirs.model));
  return compare;
}

test('a view held against itself differs nowhere', { timeout: 120_000 }, async () => {
  const views = randomRequest().map((drawn) => ({
    ...drawn,
    sections: SECTIONS,
    breakdowns: ['source', '@route'],
  }));
  await fc.assert(
    fc.asyncProperty(randomTables({ maxLeads: 30 }), randomModel(), views, async (tables, model, drawn) => {
      fc.pre(tables.leads.length > 0);
      await withSession(tableTexts(tables), model, async (session) => {
        const own = { request: drawn, model };
        const base = { ours: own, theirs: own, periods: null, equalTime: true };
        const section = await sectionOf(session, { kind: 'rest', leads: 'apart', ...base });
        const steps = [
          ...(section.steps ?? []),
          ...(section.cohorts ?? []).flatMap((cohort) => cohort.steps),
          ...Object.values(section.breakdowns ?? {}).flatMap((rows) => rows.flatMap((row) => row.steps)),
        ];
        expect(steps.length).toBeGreaterThanOrEqual(7);
        for (const { difference, p, verdict, ours } of steps) {
          expect(difference).toBe(ours.rate === null ? null : 0);
          expect([null, 1]).toContain(p);
          expect(['withinNoise', 'tooFew']).toContain(verdict);
        }
        for (const { medianDays, medianDaysToAdvance, p, verdict } of section.timeInStage ?? []) {
          expect(medianDays.difference).toBe(medianDays.ours === null ? null : 0);
          expect(medianDaysToAdvance.difference).toBe(medianDaysToAdvance.ours === null ? null : 0);
          if (p !== null) expect(p).toBeCloseTo(1, 6);
          expect(verdict).not.toBe('beyondNoise');
        }
      });
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

const model: ScoringModel = {
  version: 1,
  name: 'clicks',
  timeZone: 'UTC',
  fit: [],
  engagement: { rules: [{ id: 'any', when: { field: 'type', op: 'eq', value: 'click' }, points: 1 }] },
  stages: { mql: { engagement: 1 }, sql: { engagement: 2 } },
};

/** Leads of two months: in March every second clicks after two days, in February every tenth after ten. */
function twoMonths(): { leads: string; activities: string } {
  const leads = ['lead_id,created_at,source'];
  const activities = ['lead_id,type,occurred_at'];
  for (const [month, every, wait] of [
    [2, 10, 10],
    [3, 2, 2],
  ] as const) {
    for (let number = 0; number < 200; number++) {
      const created = Date.UTC(2024, month - 1, 1 + (number % 28), 8);
      const day = (time: number): string => new Date(time).toISOString();
      leads.push(`${month}-${number},${day(created)},s${number % 9}`);
      if (number % every === 0)
        activities.push(`${month}-${number},click,${day(created + wait * 86_400_000)}`);
    }
  }
  activities.push('3-0,end,2024-04-20T00:00:00Z');
  return { leads: leads.join('\n'), activities: activities.join('\n') };
}

function viewsOf(session: Session, asked: MetricsRequest, comparison: Comparison): ComparedViews {
  const { defaultAsOf } = session.summary;
  const created = { from: '2024-02-01', to: '2024-03-28' };
  const views = comparedViews({ request: asked, model }, comparison, {
    created,
    asOf: defaultAsOf,
    model,
    standing: null,
  });
  if ('problem' in views) throw new Error(views.problem);
  return views;
}

test('a month against the one before: the rates, the curves of time in stage, and the cohorts', async () => {
  await withSession(twoMonths(), model, async (session) => {
    const march = { ...request, cohortRange: { from: '2024-03-01', to: '2024-03-31' } };
    const section = await sectionOf(session, viewsOf(session, march, { with: 'previousPeriod' }));
    expect(section).toMatchObject({
      kind: 'previousPeriod',
      leads: 'apart',
      equalTime: true,
      ours: { asOf: '2024-04-20T00:00:00.000Z', created: { from: '2024-03-01' } },
      theirs: { asOf: '2024-03-20T00:00:00.000Z', created: { from: '2024-02-01', to: '2024-02-29' } },
    });
    expect(section.steps?.[0]).toMatchObject({
      from: 'lead',
      to: 'mql',
      ours: { eligible: 200, converted: 100 },
      theirs: { eligible: 200, converted: 20 },
      verdict: 'beyondNoise',
    });
    expect(section.steps?.[0]?.difference).toBeCloseTo(0.4, 12);
    expect(section.cohorts).toMatchObject([{ cohort: '2024-03', theirs: '2024-02' }]);
    const asLead = section.timeInStage?.[0];
    expect(asLead).toMatchObject({
      stage: 'lead',
      entered: { ours: 200, theirs: 200 },
      medianDays: { ours: 2, theirs: 10, difference: -8 },
      medianDaysToAdvance: { theirs: null, difference: null },
      verdict: 'beyondNoise',
    });
    expect(asLead?.p).toBeLessThan(1e-9);
    // by 9 sources of 22 or 23 leads a month, nothing is said
    for (const { steps } of section.breakdowns?.['source'] ?? []) expect(only(steps).verdict).toBe('tooFew');
    expect(section.breakdowns?.['source']).toHaveLength(9);
  });
});

test('the leads outside of a filter, and another definition of the same leads', async () => {
  await withSession(twoMonths(), model, async (session) => {
    const filter = { field: 'source', op: 'eq', value: 's0' } as const;
    const rest = await sectionOf(session, viewsOf(session, { ...request, filter }, { with: 'rest' }));
    const [first] = rest.steps ?? [];
    expect((first?.ours.eligible ?? 0) + (first?.theirs.eligible ?? 0)).toBe(400);
    expect((first?.ours.converted ?? 0) + (first?.theirs.converted ?? 0)).toBe(120);
    const harder = { ...model, name: 'harder', stages: { ...model.stages, mql: { engagement: 2 } } };
    const other = await sectionOf(session, viewsOf(session, request, { with: 'model', model: harder }));
    expect(other.tests).toBe(0);
    expect(other.steps?.[0]).toMatchObject({
      ours: { converted: 120 },
      theirs: { converted: 0 },
      difference: 0.3,
      verdict: 'definition',
    });
    // and the other way round: the engine moves its entries between the models
    const back = await sectionOf(session, {
      ...viewsOf(session, request, { with: 'model', model: harder }),
      ours: { request, model: harder },
      theirs: { request, model },
    });
    expect(back.steps?.[0]?.difference).toBe(-0.3);
  });
});

test('curves by segment: the largest apart, the rest together, their stays those of all', async () => {
  await withSession(twoMonths(), model, async (session) => {
    const document = await session.metrics(
      { ...request, breakdowns: ['source'], sections: ['incidence', 'incidenceBy', 'timeInStage'] },
      model,
    );
    const { segments = [], stages = [] } = document.incidenceBy?.['source'] ?? {};
    expect(segments.map(({ value, isRest }) => (isRest ? 'rest' : value))).toEqual([
      ...['s0', 's1', 's2', 's3', 's4', 's5'].slice(0, MOST_SEGMENTS),
      'rest',
    ]);
    expect(segments.reduce((sum, { leads }) => sum + leads, 0)).toBe(400);
    for (const [index, { stage, curves }] of stages.entries()) {
      const whole = document.incidence?.[index];
      expect(whole?.stage).toBe(stage);
      for (const day of [0, 2, 5, 10, 30])
        expect(curves.reduce((sum, { atRisk }) => sum + (atRisk[day] ?? 0), 0)).toBe(whole?.atRisk[day]);
    }
    expect(stages[0]?.test?.degrees).toBe(MOST_SEGMENTS);
    // one segment of all is the curve of all, and there is nothing to compare it with
    const byTrigger = await session.metrics(
      { ...request, breakdowns: ['@personaYes'], sections: ['incidence', 'incidenceBy'] },
      model,
    );
    const [alone] = byTrigger.incidenceBy?.['@personaYes']?.stages ?? [];
    expect(alone?.curves).toEqual([byTrigger.incidence?.[0]]);
    expect(alone?.test).toBeNull();
  });
});

test('segments of random data hold the stays that the whole has', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      randomTables({ maxLeads: 30 }),
      randomModel(),
      randomRequest(),
      async (tables, drawn, asked) => {
        fc.pre(tables.leads.length > 0);
        await withSession(tableTexts(tables), drawn, async (session) => {
          const document = await session.metrics(
            {
              ...asked,
              breakdowns: ['source', '@stage'],
              sections: ['timeInStage', 'incidenceBy', 'incidence'],
            },
            drawn,
          );
          for (const { stages } of Object.values(document.incidenceBy ?? {}))
            for (const [index, { curves }] of stages.entries()) {
              const stay = document.timeInStage?.[index];
              expect(curves.reduce((sum, { atRisk }) => sum + (atRisk[0] ?? 0), 0)).toBe(stay?.entered);
              for (const day of [1, 7, 30, 365])
                expect(curves.reduce((sum, { atRisk }) => sum + (atRisk[day] ?? 0), 0)).toBe(
                  document.incidence?.[index]?.atRisk[day],
                );
            }
        });
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});
