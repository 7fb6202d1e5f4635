import { describe, expect, test } from 'vitest';
import { createDataSetStore, problemOf } from '../../src/app/data-set-store.ts';
import { createRememberedMappings } from '../../src/app/remembered-mappings.ts';
import { loadFailure } from '../../src/app/manifest-reader.ts';
import { snapshotServes } from '../../src/app/figures.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { Snapshot } from '../../src/model/metrics-document.ts';
import { blobBytes } from '../../src/import/import-file.ts';
import { inspectSources } from '../../src/workspace/inspect-sources.ts';
import { defaultDocument, defaultSummary } from './data-set-samples.ts';
import type { DataSetSummary, LoadOrder, LoadProgress, Workspace } from '../../src/workspace/workspace.ts';

const MANIFEST = {
  version: 1,
  name: 'Hosted',
  leads: ['leads.csv'],
  activities: ['activities.csv'],
  stageHistory: [],
  opportunities: [],
  model: 'model.json',
  snapshot: 'snapshot.json',
  loadedAt: '2024-12-31T12:00:00Z',
};
const snapshot: Snapshot = {
  version: 1,
  request: { ...DEFAULT_REQUEST, basis: 'recorded', breakdowns: ['source'] },
  document: defaultDocument,
};
const FILES: Record<string, string> = {
  'manifest.json': JSON.stringify(MANIFEST),
  'snapshot.json': JSON.stringify(snapshot),
  'model.json': '{}',
  'leads.csv': 'lead_id,created_at\n',
  'activities.csv': 'lead_id,type,occurred_at\n',
};

interface Load {
  readonly order: LoadOrder;
  readonly report: (progress: LoadProgress) => void;
  readonly finish: (summary: DataSetSummary) => void;
  readonly fail: (error: unknown) => void;
}

/** A host with files, and a workspace whose loads end when the test says so. */
function bench(files: Record<string, string> = FILES, forgotten: readonly string[] | null = null) {
  const loads: Load[] = [];
  const events: string[] = [];
  let time = 0;
  let noted = forgotten;
  const workspace: Workspace = {
    load: (order, report, signal) =>
      new Promise((finish, fail) => {
        events.push('load');
        signal.addEventListener('abort', () => fail(signal.reason));
        loads.push({ order, report, finish, fail });
      }),
    inspect: async (sources, language, signal) => {
      const given = sources.map(({ file, ...rest }) => ({ ...rest, bytes: blobBytes(file) }));
      return inspectSources(given, { language, signal });
    },
    metrics: () => Promise.reject(new Error('not asked here')),
    compare: () => Promise.reject(new Error('not asked')),
    leadPage: () => Promise.resolve({ total: 0, offset: 0, rows: [] }),
    leadCsv: () => Promise.reject(new Error('not asked here')),
    lead: () => Promise.reject(new Error('not asked here')),
    columnValues: () => Promise.resolve([]),
    dataQuality: () => Promise.resolve([]),
    rejectedRows: () => Promise.resolve([]),
    countLeads: () => Promise.resolve(0),
    scoreRange: () => Promise.resolve({ fitMax: 0, engagementMax: 0 }),
    openStored: () => Promise.resolve(null),
    forgetStored: () => Promise.resolve(false),
    watch: () => undefined,
    close: () => undefined,
  };
  const store = createDataSetStore({
    folder: 'https://host.test/sub/data/',
    fetch: (address) => {
      const name = address.slice('https://host.test/sub/data/'.length);
      events.push(name);
      const text = files[name];
      return Promise.resolve(text === undefined ? new Response('', { status: 404 }) : new Response(text));
    },
    connect: () => {
      events.push('connect');
      return Promise.resolve(workspace);
    },
    now: () => 1_800_000_000,
    clock: () => time,
    timeZone: () => 'Europe/Berlin',
    describe: (defaults, columns) => {
      events.push(`describe ${defaults.basis} ${defaults.breakdown} ${columns?.join()}`);
    },
    forgetView: () => {
      events.push('forget');
    },
    language: () => 'en',
    mappings: createRememberedMappings(() => {
      throw new Error('this browser keeps nothing');
    }),
    note: {
      read: () => noted,
      write: (names) => {
        noted = names;
      },
    },
  });
  return {
    store,
    loads,
    events,
    noted: () => noted,
    pass: (seconds: number) => {
      time += seconds;
    },
  };
}

/** Lets everything that can run run. */
const settle = () => new Promise((done) => setTimeout(done, 5));

/** A store with the hosted data open. */
async function opened() {
  const b = bench();
  void b.store.openHosted();
  await settle();
  b.store.figuresDrawn();
  await settle();
  b.loads[0]?.finish(defaultSummary);
  await settle();
  b.events.length = 0;
  return b;
}

describe('opening what is hosted', () => {
  test('shows the snapshot, and asks for the workspace only when that is drawn', async () => {
    const b = bench();
    void b.store.openHosted();
    await settle();
    expect(b.events).toEqual(['manifest.json', 'snapshot.json', 'describe recorded source undefined']);
    expect(b.store.get()).toMatchObject({ phase: 'snapshot', name: 'Hosted', snapshot, summary: null });
    expect(b.store.workspace()).toBeNull();

    b.store.figuresDrawn();
    await settle();
    expect(b.events.slice(3)).toEqual(['leads.csv', 'activities.csv', 'model.json', 'connect', 'load']);
    expect(b.store.get()).toMatchObject({ phase: 'loading', snapshot });
    expect(b.loads[0]?.order).toMatchObject({ name: 'Hosted', modelText: '{}', now: 1_735_646_400 });
    expect(b.loads[0]?.order.files.map((file) => [file.table, file.name])).toEqual([
      ['leads', 'leads.csv'],
      ['activities', 'activities.csv'],
    ]);

    const before = b.store.get().dataKey;
    b.loads[0]?.finish(defaultSummary);
    await settle();
    expect(b.store.get()).toMatchObject({
      phase: 'ready',
      summary: defaultSummary,
      snapshot,
      progress: null,
    });
    expect(b.store.get().dataKey).toBe(before);
    expect(b.store.workspace()).not.toBeNull();
    expect(b.events.at(-1)).toBe('describe recorded source source');
  });

  test('goes on without a snapshot that is missing or none', async () => {
    for (const text of [undefined, '{"version":2}', 'no json']) {
      const files = { ...FILES };
      if (text === undefined) delete files['snapshot.json'];
      else files['snapshot.json'] = text;
      const b = bench(files);
      void b.store.openHosted();
      await settle();
      expect(b.events).toContain('load');
      expect(b.store.get()).toMatchObject({ phase: 'loading', snapshot: null });
    }
  });

  test.each([
    [{}, 'noManifest', 'manifest.json'],
    [{ 'manifest.json': '<!doctype html>' }, 'noManifest', 'manifest.json'],
    [{ 'manifest.json': '{"version":1' }, 'manifest.notJson', 'manifest.json'],
    [
      { 'manifest.json': JSON.stringify({ ...MANIFEST, leads: ['../secret'] }) },
      'manifest.badText',
      'manifest.json',
    ],
    [{ 'manifest.json': JSON.stringify({ ...MANIFEST, snapshot: 'gone.json' }) }, 'missingFile', 'leads.csv'],
  ])('%j fails with %s', async (files, code, file) => {
    const b = bench(files);
    await b.store.openHosted();
    expect(b.store.get()).toMatchObject({ phase: 'failed', problem: { code, file } });
    expect(b.events).not.toContain('connect');
  });

  test('a load that fails keeps the snapshot in sight, and can be tried again', async () => {
    const b = bench();
    void b.store.openHosted();
    await settle();
    b.store.figuresDrawn();
    await settle();
    b.loads[0]?.fail(loadFailure({ code: 'missingColumn', file: 'leads.csv', line: 1, detail: 'lead_id' }));
    await settle();
    expect(b.store.get()).toMatchObject({
      phase: 'failed',
      snapshot,
      problem: { code: 'missingColumn', line: 1 },
    });
    void b.store.openHosted();
    await settle();
    b.store.figuresDrawn();
    await settle();
    b.loads[1]?.finish(defaultSummary);
    await settle();
    expect(b.store.get()).toMatchObject({ phase: 'ready', problem: null });
  });

  test('one that is cancelled says how to go on', async () => {
    const b = bench();
    void b.store.openHosted();
    await settle();
    b.store.figuresDrawn();
    await settle();
    b.store.cancel();
    await settle();
    expect(b.store.get()).toMatchObject({
      phase: 'failed',
      snapshot,
      problem: { code: 'cancelled', detail: 'Hosted' },
    });
  });
});

describe("the reader's own files", () => {
  const leads = new File(['lead_id,created_at\n1,2024-01-02\n'], 'my leads.csv');
  const modelText = JSON.stringify(defaultSummary.model);
  const model = new File([modelText], 'model.json');

  test('are staged, put right, loaded, and open on their own terms', async () => {
    const b = await opened();
    await b.store.stage([leads, new File(['lead,what,at\n1,call,2024-02-03\n'], 'notes.csv')]);
    await b.store.stage([model]);
    expect(b.store.get().staged?.map(({ content }) => content.kind)).toEqual(['table', 'table', 'model']);
    const { edit } = b.store.staging;
    edit(2, { kind: 'table', table: 'activities', isGiven: true });
    edit(2, { kind: 'column', table: 'activities', column: 'lead', as: 'lead_id' });
    edit(2, { kind: 'column', table: 'activities', column: 'what', as: 'type' });
    edit(2, { kind: 'column', table: 'activities', column: 'at', as: 'occurred_at' });
    expect(b.store.get().phase).toBe('ready');
    void b.store.loadStaged();
    await settle();
    expect(b.loads[1]?.order).toMatchObject({
      name: 'my leads',
      modelText,
      timeZone: 'Europe/Berlin',
    });
    expect(b.loads[1]?.order.files.map(({ name, mapping }) => [name, mapping?.tables[0]?.table])).toEqual([
      ['my leads.csv', undefined],
      ['notes.csv', 'activities'],
    ]);
    // What was open before is still there while the new is read.
    expect(b.store.get()).toMatchObject({
      phase: 'loading',
      origin: 'hosted',
      summary: defaultSummary,
      name: 'Hosted',
    });
    const own: DataSetSummary = {
      ...defaultSummary,
      name: 'my leads',
      dataVersion: 2,
      defaultBasis: 'recorded',
    };
    b.loads[1]?.finish(own);
    await settle();
    expect(b.store.get()).toMatchObject({
      phase: 'ready',
      origin: 'own',
      name: 'my leads',
      summary: own,
      snapshot: null,
      staged: null,
    });
    expect(b.store.get().dataKey).toMatch(/^own-/);
    expect(b.events).toEqual(['load', 'describe recorded source source', 'forget']);
  });

  test('that fail leave everything as it was, the files staged', async () => {
    const b = await opened();
    const before = b.store.get();
    await b.store.stage([leads]);
    void b.store.loadStaged();
    await settle();
    b.loads[1]?.fail(loadFailure({ code: 'notUtf8', file: 'my leads.csv', line: 7, detail: null }));
    await settle();
    const { staged, problem, ...rest } = b.store.get();
    expect(rest).toEqual({ ...rest, ...before, staged: undefined, problem: undefined });
    expect(staged).toHaveLength(1);
    expect(problem).toEqual({ code: 'notUtf8', file: 'my leads.csv', line: 7, detail: null });
    b.store.dismissProblem();
    expect(b.store.get().problem).toBeNull();
  });

  test('after a refusal, files with leads are a new try, others mend the old one', async () => {
    const b = await opened();
    const activities = () => new File(['email,type,occurred_at\n'], 'activities.csv');
    const refuse = async (index: number, file: string) => {
      void b.store.loadStaged();
      await settle();
      b.loads[index]?.fail(loadFailure({ code: 'missingColumn', file, line: 1, detail: 'lead_id' }));
      await settle();
    };
    const names = () => b.store.get().staged?.map((staged) => staged.file.name);
    await b.store.stage([leads, activities()]);
    await refuse(1, 'activities.csv');
    expect(names()).toEqual(['my leads.csv', 'activities.csv']);
    await b.store.stage([new File(['email,type,occurred_at\n'], 'events.csv')]);
    expect(names()).toEqual(['my leads.csv', 'events.csv']);
    expect(b.store.get().problem).toBeNull();
    await refuse(2, 'my leads.csv');
    await b.store.stage([new File(['lead_id,created_at\n2,2024-01-03\n'], 'other.csv')]);
    expect(names()).toEqual(['other.csv']);
  });

  test('given twice under one name are there once', async () => {
    const b = await opened();
    await b.store.stage([leads, model]);
    const newer = new File(['lead_id,created_at\n1,2024-01-01\n'], 'my leads.csv');
    await b.store.stage([newer]);
    expect(b.store.get().staged?.map(({ file }) => file)).toEqual([model, newer]);
  });

  test('are noted by name while they are open, and missed after a reload', async () => {
    const b = await opened();
    expect(b.store.get().forgotten).toBeNull();
    await b.store.stage([leads]);
    void b.store.loadStaged();
    await settle();
    b.loads[1]?.finish(defaultSummary);
    await settle();
    expect(b.noted()).toEqual(['my leads.csv']);
    void b.store.openHosted();
    await settle();
    b.loads[2]?.finish(defaultSummary);
    await settle();
    expect(b.noted()).toBeNull();

    const again = bench(FILES, ['my leads.csv']);
    void again.store.openHosted();
    await settle();
    again.store.figuresDrawn();
    await settle();
    again.loads[0]?.finish(defaultSummary);
    await settle();
    expect(again.store.get().forgotten).toEqual(['my leads.csv']);
    again.store.dismissForgotten();
    expect(again.store.get().forgotten).toBeNull();
    expect(again.noted()).toBeNull();
  });

  test('can be stopped without a word', async () => {
    const b = await opened();
    await b.store.stage([leads]);
    void b.store.loadStaged();
    await settle();
    b.loads[1]?.report({ phase: 'leads', file: 'my leads.csv', rows: 10, share: 0.5 });
    expect(b.store.get().progress?.rows).toBe(10);
    b.store.cancel();
    await settle();
    expect(b.store.get()).toMatchObject({ phase: 'ready', origin: 'hosted', problem: null, progress: null });
  });

  test('lead back to what is hosted', async () => {
    const b = await opened();
    await b.store.stage([leads]);
    void b.store.loadStaged();
    await settle();
    b.loads[1]?.finish(defaultSummary);
    await settle();
    void b.store.openHosted();
    await settle();
    expect(b.store.get()).toMatchObject({ phase: 'loading', origin: 'own' });
    b.loads[2]?.finish(defaultSummary);
    await settle();
    expect(b.store.get()).toMatchObject({ phase: 'ready', origin: 'hosted', name: 'Hosted', snapshot });
    expect(b.events.at(-1)).toBe('forget');
  });

  test('given while the hosted data are still being read take their place', async () => {
    const b = bench();
    void b.store.openHosted();
    await settle();
    b.store.figuresDrawn();
    await settle();
    await b.store.stage([leads]);
    void b.store.loadStaged();
    await settle();
    b.loads[1]?.finish(defaultSummary);
    await settle();
    expect(b.store.get()).toMatchObject({ phase: 'ready', origin: 'own', snapshot: null, problem: null });
  });
});

test('time left is guessed from the pace, and not before there is one', async () => {
  const b = bench();
  void b.store.openHosted();
  await settle();
  b.store.figuresDrawn();
  await settle();
  b.pass(4);
  b.loads[0]?.report({ phase: 'leads', file: null, rows: 5, share: 0.5 });
  expect(b.store.get().secondsLeft).toBeNull();
  b.pass(2);
  b.loads[0]?.report({ phase: 'leads', file: null, rows: 9, share: 0.75 });
  expect(b.store.get().secondsLeft).toBeCloseTo(3.6);
});

test('any error becomes a problem', () => {
  const problem = { code: 'x', file: 'a', line: 1, detail: null };
  expect(problemOf(loadFailure(problem))).toBe(problem);
  expect(problemOf(new Error('boom'))).toEqual({
    code: 'unexpected',
    file: null,
    line: null,
    detail: 'boom',
  });
  expect(problemOf(undefined)).toMatchObject({ code: 'unexpected', detail: 'undefined' });
});

test('a snapshot answers the request it was made for, and requests that ask for less of it', () => {
  const request = snapshot.request;
  expect(snapshotServes(snapshot, { ...request, sections: ['funnel'], breakdowns: [] }, null)).toBe('all');
  expect(snapshotServes(snapshot, { ...request, sections: ['funnel', 'incidence'] }, null)).toBe('some');
  expect(snapshotServes(snapshot, { ...request, breakdowns: ['country'] }, null)).toBe('some');
  expect(snapshotServes(snapshot, { ...request, basis: 'model' }, null)).toBe('nothing');
  expect(snapshotServes(snapshot, { ...request, windowDays: 30 }, null)).toBe('nothing');
  expect(snapshotServes(snapshot, request, { mqlFit: 3 })).toBe('unmoved');
  expect(snapshotServes(snapshot, { ...request, windowDays: 30 }, { mqlFit: 3 })).toBe('nothing');
  expect(snapshotServes(null, request, null)).toBe('nothing');
});
