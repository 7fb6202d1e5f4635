/**
 * What must hold for every data set, model and request, with real databases under it. Each data set is opened once and
 * asked under many models. `LAW_RUNS=10 npx vitest run test/engine/laws` draws ten times as many data sets.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '../../data/generator/random.mjs';
import type { Condition } from '../../src/model/condition.ts';
import type { MetricsDocument, StepFigures } from '../../src/model/metrics-document.ts';
import { CONVERT_DAYS, HEAT_DAYS, OPEN_AGE_DAYS } from '../../src/model/metrics-document.ts';
import type { MetricsRequest } from '../../src/model/metrics-request.ts';
import { DEFAULT_REQUEST, SECTIONS } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { RECORDED_DATES, STAGES } from '../../src/model/stages.ts';
import type { Session } from '../../src/workspace/session.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { readInstant } from '../query/read-instant.ts';
import { documentDifferences } from '../support/document-differences.ts';
import { withSession } from '../support/load-texts.ts';
import {
  permuted,
  type RandomRow,
  type RandomTables,
  randomTables,
  tableTexts,
} from '../support/random-data.ts';
import { randomModel, randomRequest } from '../support/random-model.ts';

const MODELS_PER_DATA_SET = 8;
const TIMES = Number(process.env['LAW_RUNS'] ?? 1);
const models = fc.array(randomModel(), { minLength: MODELS_PER_DATA_SET, maxLength: MODELS_PER_DATA_SET });

/** Requests that every model can answer: a criterion's column is there only where a rule names the criterion. */
const requests = randomRequest().map((request) => ({
  ...request,
  breakdowns: request.breakdowns.filter((column) => column !== '@persona:industry'),
}));

/** The zone is one for a data set: all models of an example share that of the first. */
function inOneZone(drawn: readonly ScoringModel[]): ScoringModel[] {
  const [first] = drawn as [ScoringModel];
  return drawn.map((model) => ({ ...model, timeZone: first.timeZone }));
}

function allSteps(document: MetricsDocument): StepFigures[] {
  return [
    ...(document.funnel?.steps ?? []),
    ...(document.cohorts ?? []).flatMap(({ steps }) => steps),
    ...Object.values(document.breakdowns ?? {}).flatMap((rows) => rows.flatMap(({ steps }) => steps)),
  ];
}

function expectCountsToAddUp(document: MetricsDocument): void {
  for (const stay of document.timeInStage ?? []) {
    expect(stay.advanced + stay.lost + stay.open).toBe(stay.entered);
    expect(stay.skippedAhead).toBeLessThanOrEqual(stay.advanced);
    expect(stay.reopened).toBeLessThanOrEqual(stay.lost);
  }
  for (const step of allSteps(document)) {
    expect(step.eligible + step.immature).toBe(step.entered);
    expect(step.converted).toBeLessThanOrEqual(step.eligible);
    expect(step.immatureConverted).toBeLessThanOrEqual(step.immature);
    expect(step.rate === null).toBe(step.eligible === 0);
    if (step.rate !== null) expect(step.rate).toBeLessThanOrEqual(1);
  }
  const { funnel, current, agreement, flow } = document;
  const leads = funnel?.entered.lead;
  expect(Object.values(current ?? {}).reduce((sum, count) => sum + count, 0)).toBe(leads);
  expect((agreement ?? []).reduce((sum, cell) => sum + cell.leads, 0)).toBe(leads);
  expect(Object.values(funnel?.routes ?? {}).reduce((sum, count) => sum + count, 0)).toBe(
    funnel?.entered.sql,
  );
  for (const stage of ['lead', 'mql', 'sql', 'opportunity', 'customer'] as const) {
    const of = (rows: readonly { readonly entered: Readonly<Record<string, number>> }[] = []): number =>
      rows.reduce((sum, row) => sum + (row.entered[stage] ?? 0), 0);
    expect((flow ?? []).reduce((sum, month) => sum + month.entries[stage], 0)).toBe(funnel?.entered[stage]);
    expect(of(document.cohorts)).toBe(funnel?.entered[stage]);
    for (const rows of Object.values(document.breakdowns ?? {}))
      expect(of(rows)).toBe(funnel?.entered[stage]);
  }
}

function expectFurtherSectionsToAddUp(document: MetricsDocument): void {
  const { heat, openAges, timeToConvert, stock, timeInStage, funnel, flow } = document;
  for (const { steps } of heat ?? []) {
    for (const { entered, converted, complete } of steps) {
      expect(converted.toSorted((a, b) => a - b)).toEqual(converted);
      expect(Math.max(...converted)).toBeLessThanOrEqual(entered);
      expect(complete.toSorted((a, b) => Number(b) - Number(a))).toEqual(complete);
    }
  }
  for (const { stage, open, leads, pastP90 } of openAges ?? []) {
    expect(open).toBe(timeInStage?.find((figures) => figures.stage === stage)?.open);
    expect(leads.reduce((sum, count) => sum + count, 0)).toBe(open);
    expect(pastP90 ?? 0).toBeLessThanOrEqual(open);
  }
  for (const { from, to, converted, leads } of timeToConvert ?? []) {
    expect(converted).toBe(funnel?.steps.find((step) => step.from === from && step.to === to)?.converted);
    expect(leads.reduce((sum, count) => sum + count, 0)).toBe(converted);
  }
  for (const [place, { month, stages }] of (stock ?? []).entries()) {
    for (const stage of STAGES) {
      const { start, entries, advanced, lost, end } = stages[stage];
      expect(start + entries - advanced - lost).toBe(end);
      expect(start).toBe(stock?.[place - 1]?.stages[stage].end ?? 0);
      expect(entries).toBe(flow?.find((figures) => figures.month === month)?.entries[stage]);
      expect(Math.min(start, end)).toBeGreaterThanOrEqual(0);
    }
  }
  const last = stock?.at(-1);
  for (const { stage, open } of openAges ?? []) expect(last?.stages[stage].end ?? 0).toBe(open);
}

function expectSame(one: MetricsDocument, other: MetricsDocument, besideRows = false): void {
  const { rows: ownRows, ...own } = one;
  const { rows: otherRows, ...rest } = other;
  expect(documentDifferences(own, rest)).toEqual([]);
  if (!besideRows) expect(ownRows).toEqual(otherRows);
}

async function leadIds(session: Session, request: MetricsRequest, model: ScoringModel): Promise<Set<number>> {
  const mark = { figure: { of: 'entered', stage: 'mql' } } as const;
  return new Set(await session.leadsBehind(request, model, mark));
}

function raised(model: ScoringModel, by: number): ScoringModel {
  const { mql } = model.stages;
  const more = Object.fromEntries(Object.entries(mql).map(([name, minimum]) => [name, minimum + by]));
  return { ...model, stages: { ...model.stages, mql: more } };
}

test(
  'counts add up, no rate passes 1, and a higher minimum never adds an MQL',
  { timeout: 240_000 * TIMES },
  async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), models, requests, async (tables, drawn, request) => {
        const [first, ...others] = inOneZone(drawn) as [ScoringModel, ...ScoringModel[]];
        fc.pre(tables.leads.length > 0);
        await withSession(tableTexts(tables), first, async (session) => {
          for (const model of [first, ...others]) {
            const breakdowns = ['source', '@route', '@trigger'];
            const document = await session.metrics({ ...request, breakdowns, sections: SECTIONS }, model);
            expectCountsToAddUp(document);
            expectFurtherSectionsToAddUp(document);
            const lower = await leadIds(session, { ...request, basis: 'model' }, model);
            for (const by of [0.5, 7]) {
              const higher = await leadIds(session, { ...request, basis: 'model' }, raised(model, by));
              for (const lead of higher) expect(lower).toContain(lead);
            }
          }
        });
      }),
      { numRuns: 10 * TIMES, endOnFailure: true },
    );
  },
);

test(
  'permuting the rows of files without duplicate ids changes nothing',
  { timeout: 240_000 * TIMES },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        randomTables({ duplicates: false }),
        models,
        requests,
        fc.integer(),
        async (tables, drawn, request, seed) => {
          fc.pre(tables.leads.length > 0);
          const [first, ...others] = inOneZone(drawn) as [ScoringModel, ...ScoringModel[]];
          const answers = (of: RandomTables): Promise<MetricsDocument[]> =>
            withSession(tableTexts(of), first, async (session) => {
              const documents = [];
              for (const model of [first, ...others]) documents.push(await session.metrics(request, model));
              return documents;
            });
          const before = await answers(tables);
          const after = await answers(permuted(tables, seed));
          before.forEach((document, index) => expectSame(document, after[index] as MetricsDocument));
        },
      ),
      { numRuns: 6 * TIMES, endOnFailure: true },
    );
  },
);

/** Leaves each row one way to its lead: whom a row joins must not depend on which leads are there. */
function joinedOneWay(rows: readonly RandomRow[]): RandomRow[] {
  return rows.map((row) => (row['lead_id'] ? { ...row, email: '' } : row));
}

test('as-of some days earlier is the data cut there', { timeout: 240_000 * TIMES }, async () => {
  await fc.assert(
    fc.asyncProperty(
      randomTables({ duplicates: false }),
      models,
      requests,
      async (tables, drawn, request) => {
        const [first, ...others] = inOneZone(drawn) as [ScoringModel, ...ScoringModel[]];
        const asOf = request.asOf ?? Date.UTC(2024, 4, 20) / 1000;
        const at = (text: string | undefined): number | null => readInstant(text ?? '', first.timeZone);
        const upTo =
          (column: string) =>
          (row: RandomRow): boolean =>
            (at(row[column]) ?? 0) <= asOf;
        const blanked = (row: RandomRow): RandomRow => ({
          ...row,
          ...Object.fromEntries(
            RECORDED_DATES.map((name) => [name, (at(row[name]) ?? 0) > asOf ? '' : (row[name] ?? '')]),
          ),
        });
        // history and opportunities fill empty dates, also with what lies after as-of: that is for the loading to say
        const whole = {
          ...tables,
          activities: joinedOneWay(tables.activities),
          stageHistory: [],
          opportunities: [],
        };
        const cut = {
          ...whole,
          leads: whole.leads.filter(upTo('created_at')).map(blanked),
          activities: whole.activities.filter(upTo('occurred_at')),
        };
        // a file of leads with a header alone is refused
        fc.pre(cut.leads.length > 0);
        const answers = (of: RandomTables): Promise<MetricsDocument[]> =>
          withSession(tableTexts(of), first, async (session) => {
            const documents = [];
            for (const model of [first, ...others])
              documents.push(await session.metrics({ ...request, asOf }, model));
            return documents;
          });
        const [early, late] = [await answers(whole), await answers(cut)];
        early.forEach((document, index) => expectSame(document, late[index] as MetricsDocument, true));
      },
    ),
    { numRuns: 6 * TIMES, endOnFailure: true },
  );
});

test('a filter is a load of the filtered leads', { timeout: 240_000 * TIMES }, async () => {
  const values = fc.subarray(['web', 'event', 'ads'], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(
      randomTables({ duplicates: false }),
      models,
      requests,
      values,
      fc.boolean(),
      async (tables, drawn, request, wanted, inverted) => {
        const [first, ...others] = inOneZone(drawn) as [ScoringModel, ...ScoringModel[]];
        const asOf = request.asOf ?? Date.UTC(2024, 4, 20) / 1000;
        const condition = { field: 'source', op: 'in', value: wanted } as const;
        const filter = inverted ? ({ not: condition } as const) : condition;
        const kept = (row: RandomRow): boolean =>
          wanted.includes((row['source'] ?? '').toLowerCase()) !== inverted;
        const whole = {
          ...tables,
          activities: joinedOneWay(tables.activities),
          stageHistory: joinedOneWay(tables.stageHistory),
          opportunities: joinedOneWay(tables.opportunities),
        };
        fc.pre(whole.leads.some(kept));
        const answers = (of: RandomTables, asked: MetricsRequest): Promise<MetricsDocument[]> =>
          withSession(tableTexts(of), first, async (session) => {
            const documents = [];
            for (const model of [first, ...others]) documents.push(await session.metrics(asked, model));
            return documents;
          });
        const filtered = await answers(whole, { ...request, asOf, filter });
        const loaded = await answers(
          { ...whole, leads: whole.leads.filter(kept) },
          { ...request, asOf, filter: null },
        );
        filtered.forEach((document, index) => expectSame(document, loaded[index] as MetricsDocument, true));
      },
    ),
    { numRuns: 6 * TIMES, endOnFailure: true },
  );
});

/** A filter with the leads that it means, by the plain words of each condition. */
interface MeantFilter {
  readonly filter: Condition;
  readonly meets: (lead: number) => boolean;
}

/**
 * Draws filters over virtual columns and columns of the table, whose leads are told by other means: marks of single
 * values, and the rows of the file.
 */
async function drawnFilter(
  session: Session,
  request: MetricsRequest,
  model: ScoringModel,
  rowOf: (lead: number) => RandomRow,
  seed: number,
): Promise<MeantFilter> {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random.unit() * items.length)] as Item;
  const having = async (column: string, value: string | null): Promise<Set<number>> =>
    new Set(
      await session.leadsBehind(request, model, { figure: { of: 'leads' }, segment: { column, value } }),
    );
  const leaf = async (): Promise<MeantFilter> => {
    const kind = pick(['virtual', 'virtual', 'virtual', 'cohort', 'source']);
    if (kind === 'source') {
      const value = pick(['web', 'event', 'ads']);
      return {
        filter: { field: 'source', op: 'eq', value },
        meets: (lead) => (rowOf(lead)['source'] ?? '').toLowerCase() === value,
      };
    }
    if (kind === 'cohort') {
      const [unit, cohort] = pick([
        ['month', '2024-04'],
        ['month', '2024-05'],
        ['week', '2024-W15'],
        ['quarter', '2024-Q2'],
      ] as const);
      const inPeriod = new Set(
        await session.leadsBehind({ ...request, cohortUnit: unit, cohortBy: 'created' }, model, {
          figure: { of: 'leads' },
          cohort,
        }),
      );
      const isOut = pick([true, false]);
      return {
        filter: { field: '@cohort', op: isOut ? 'ne' : 'in', value: isOut ? cohort : [cohort] } as Condition,
        meets: (lead) => inPeriod.has(lead) !== isOut,
      };
    }
    const [column, value] = pick([
      ['@stage', 'lead'],
      ['@stage', 'mql'],
      ['@stage', 'customer'],
      ['@stage', 'disqualified'],
      ['@route', 'nurtured'],
      ['@route', 'direct'],
      ['@trigger', 'webinar'],
      ['@trigger', 'page_view'],
      ['@fitGrade', 'A'],
      ['@fitGrade', 'D'],
      ['@personaYes', '1'],
    ] as const);
    const withValue = await having(column, value);
    const missing = await having(column, null);
    const op = pick(['eq', 'ne', 'isMissing'] as const);
    if (op === 'isMissing') return { filter: { field: column, op }, meets: (lead) => missing.has(lead) };
    return {
      filter: { field: column, op, value: value.toUpperCase() },
      meets: (lead) => (op === 'eq' ? withValue.has(lead) : !withValue.has(lead) && !missing.has(lead)),
    };
  };
  const [a, b, c] = [await leaf(), await leaf(), await leaf()];
  return pick<MeantFilter>([
    a,
    { filter: { not: a.filter }, meets: (lead) => !a.meets(lead) },
    { filter: { all: [a.filter, b.filter] }, meets: (lead) => a.meets(lead) && b.meets(lead) },
    {
      filter: { any: [a.filter, { all: [b.filter, { not: c.filter }] }] },
      meets: (lead) => a.meets(lead) || (b.meets(lead) && !c.meets(lead)),
    },
  ]);
}

test(
  'a filter on virtual columns is a load of the leads that have these values',
  { timeout: 240_000 * TIMES },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        randomTables({ duplicates: false }),
        models,
        requests,
        fc.array(fc.integer(), { minLength: 3, maxLength: 3 }),
        async (tables, drawn, drawnRequest, seeds) => {
          const [model] = inOneZone(drawn) as [ScoringModel];
          const asOf = drawnRequest.asOf ?? Date.UTC(2024, 4, 20) / 1000;
          const request = { ...drawnRequest, asOf, filter: null };
          const whole = {
            ...tables,
            // whether this means missing is decided by the other values of the column
            leads: tables.leads.map((row) => (row['budget'] === 'n/a' ? { ...row, budget: 'none' } : row)),
            activities: joinedOneWay(tables.activities),
            stageHistory: joinedOneWay(tables.stageHistory),
            opportunities: joinedOneWay(tables.opportunities),
          };
          fc.pre(whole.leads.length > 0);
          const asked = await withSession(tableTexts(whole), model, async (session) => {
            // what a lead is called stays when others are not loaded; as-of does not matter here
            const everybody = { ...DEFAULT_REQUEST, asOf: Date.UTC(2089, 0) / 1000 };
            const list = { request: everybody, model, mark: null, search: '', sort: null, columns: [] };
            const { rows } = await session.leadPage(list, 0, 500);
            const idOf = new Map(rows.map(({ ordinal, id }) => [ordinal, id]));
            const rowOf = (lead: number): RandomRow =>
              whole.leads.find((row) => row['lead_id'] === idOf.get(lead)) ?? {};
            const answers = [];
            for (const seed of seeds) {
              const { filter, meets } = await drawnFilter(session, request, model, rowOf, seed);
              const ids = new Set(rows.filter(({ ordinal }) => meets(ordinal)).map(({ id }) => id));
              const document = await session.metrics({ ...request, filter }, model);
              // the same again from what is remembered, after another threshold
              await session.metrics({ ...request, filter }, raised(model, 3));
              expect(await session.metrics({ ...request, filter }, model)).toEqual(document);
              answers.push({ ids, document });
            }
            return answers;
          });
          for (const { ids, document } of asked) {
            const kept = { ...whole, leads: whole.leads.filter((row) => ids.has(row['lead_id'] ?? '')) };
            if (kept.leads.length === 0) {
              expect(document.funnel?.entered.lead ?? 0).toBe(0);
              continue;
            }
            const loaded = await withSession(tableTexts(kept), model, (session) =>
              session.metrics({ ...request, filter: null }, model),
            );
            expectSame(document, loaded, true);
          }
        },
      ),
      { numRuns: 12 * TIMES, endOnFailure: true },
    );
  },
);

test(
  'the native and the browser engine of the database give the same document',
  { timeout: 240_000 * TIMES },
  async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), models, requests, async (tables, drawn, request) => {
        fc.pre(tables.leads.length > 0);
        const [first, ...others] = inOneZone(drawn) as [ScoringModel, ...ScoringModel[]];
        const answers = async (session: Session): Promise<MetricsDocument[]> => {
          const documents = [];
          for (const model of [first, ...others]) documents.push(await session.metrics(request, model));
          return documents;
        };
        const native = await withSession(tableTexts(tables), first, answers);
        const wasm = await withSession(tableTexts(tables), first, answers, openWasmNodeDatabase);
        native.forEach((document, index) => expectSame(document, wasm[index] as MetricsDocument));
      }),
      { numRuns: 4 * TIMES, endOnFailure: true },
    );
  },
);

test('as many leads are behind a mark as its figure counts', { timeout: 240_000 * TIMES }, async () => {
  await fc.assert(
    fc.asyncProperty(randomTables(), models, requests, async (tables, drawn, asked) => {
      fc.pre(tables.leads.length > 0);
      const [model] = inOneZone(drawn) as [ScoringModel];
      const request = {
        ...asked,
        sections: SECTIONS,
        breakdowns: ['source', '@stage'],
        sweep: DEFAULT_REQUEST.sweep,
      };
      await withSession(tableTexts(tables), model, async (session) => {
        const document = await session.metrics(request, model);
        const behind = async (mark: Parameters<Session['leadsBehind']>[2]): Promise<number> =>
          (await session.leadsBehind(request, model, mark)).length;
        for (const step of document.funnel?.steps ?? []) {
          for (const count of ['entered', 'eligible', 'converted', 'immature', 'immatureConverted'] as const)
            expect(await behind({ figure: { of: 'step', from: step.from, to: step.to, count } })).toBe(
              step[count],
            );
        }
        for (const stay of document.timeInStage ?? []) {
          for (const ending of ['advanced', 'skippedAhead', 'lost', 'reopened', 'open'] as const)
            expect(await behind({ figure: { of: 'stay', stage: stay.stage, ending } })).toBe(stay[ending]);
        }
        for (const [stage, leads] of Object.entries(document.current ?? {}))
          expect(await behind({ figure: { of: 'current', stage: stage as 'lead' } })).toBe(leads);
        for (const [route, leads] of Object.entries(document.funnel?.routes ?? {}))
          expect(await behind({ figure: { of: 'route', route: route as 'direct' } })).toBe(leads);
        for (const { cohort, entered, steps } of document.cohorts ?? []) {
          expect(await behind({ figure: { of: 'entered', stage: 'mql' }, cohort })).toBe(entered.mql);
          const [, second] = steps;
          if (second)
            expect(
              await behind({ figure: { of: 'step', from: 'mql', to: 'sql', count: 'converted' }, cohort }),
            ).toBe(second.converted);
        }
        for (const { month, entries } of document.flow ?? [])
          expect(await behind({ figure: { of: 'flow', month, stage: 'sql' } })).toBe(entries.sql);
        for (const [column, rows] of Object.entries(document.breakdowns ?? {})) {
          for (const { value, entered } of rows)
            expect(
              await behind({ figure: { of: 'entered', stage: 'lead' }, segment: { column, value } }),
            ).toBe(entered.lead);
        }
        for (const { cohort, steps } of document.heat ?? []) {
          for (const { from, to, converted } of steps.slice(0, 3)) {
            const of = (days: number) =>
              behind({ figure: { of: 'convertedWithin', from, to, days }, cohort });
            expect(await of(HEAT_DAYS[0])).toBe(converted[0]);
            expect(await of(HEAT_DAYS[5])).toBe(converted[5]);
          }
        }
        for (const { stage, leads, pastP90, pastSla } of document.openAges ?? []) {
          for (const [bin, count] of leads.entries()) {
            const [least = 0, limit = null] = OPEN_AGE_DAYS.slice(bin);
            expect(await behind({ figure: { of: 'openAge', stage, least, limit } })).toBe(count);
          }
          expect(await behind({ figure: { of: 'openPast', stage, past: 'p90' } })).toBe(pastP90 ?? 0);
          expect(await behind({ figure: { of: 'openPast', stage, past: 'sla' } })).toBe(pastSla ?? 0);
        }
        for (const { from, to, leads } of document.timeToConvert ?? []) {
          for (const [bin, count] of leads.entries()) {
            const [least = 0, limit = null] = CONVERT_DAYS.slice(bin);
            expect(await behind({ figure: { of: 'took', from, to, least, limit } })).toBe(count);
          }
        }
        for (const { month, stages } of (document.stock ?? []).slice(-3)) {
          for (const stage of STAGES) {
            for (const count of ['start', 'entries', 'advanced', 'lost', 'end'] as const)
              expect(await behind({ figure: { of: 'stock', month, stage, count } })).toBe(
                stages[stage][count],
              );
          }
        }
        for (const { model: ofModel, recorded, leads } of document.agreement ?? [])
          expect(await behind({ figure: { of: 'agreement', model: ofModel, recorded } })).toBe(leads);
        for (const state of ['sqls', 'contacted', 'met', 'missed', 'overdue', 'pending', 'due'] as const)
          expect(await behind({ figure: { of: 'handover', state } })).toBe(document.handover?.[state]);
      });
    }),
    { numRuns: 8 * TIMES, endOnFailure: true },
  );
});
