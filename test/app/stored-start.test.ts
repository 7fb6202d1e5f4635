import { describe, expect, test } from 'vitest';
import { createDataSetStore } from '../../src/app/data-set-store.ts';
import type { Snapshot } from '../../src/model/metrics-document.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { StoredFigures } from '../../src/workspace/stored/last-figures.ts';
import type { DataSetSummary, Workspace, WorkspaceStatus } from '../../src/workspace/workspace.ts';
import { defaultDocument, defaultSummary } from './data-set-samples.ts';

const request = { ...DEFAULT_REQUEST, basis: 'recorded' as const };
const modelText = JSON.stringify(defaultSummary.model);
const STORED: StoredFigures = {
  name: 'Mine',
  files: ['mine.csv'],
  timeZone: 'Europe/Berlin',
  leads: 3,
  loadedAt: 1_700_000_000,
  columns: ['source'],
  modelText,
  opening: { request, modelText, document: defaultDocument },
  last: [],
};
const mine: DataSetSummary = { ...defaultSummary, name: 'Mine' };

interface Setting {
  readonly stored?: StoredFigures | null;
  readonly noted?: readonly string[] | null;
  readonly plain?: boolean;
  readonly choseHosted?: boolean;
  /** what the worker finds in the store */
  readonly opens?: DataSetSummary | null;
  readonly mayForget?: boolean;
}

/** A page at its start, with a hosted data set beside it. */
function start(setting: Setting = {}) {
  const { noted = null, plain = true, choseHosted = false, opens = mine, mayForget = true } = setting;
  const events: string[] = [];
  let stored = setting.stored === undefined ? STORED : setting.stored;
  let tell: (status: WorkspaceStatus) => void = () => undefined;
  const unasked = () => Promise.reject(new Error('not asked here'));
  const workspace: Workspace = {
    load: ({ name }) => {
      events.push(`load ${name}`);
      return Promise.resolve({ ...defaultSummary, name });
    },
    openStored: () => {
      events.push('openStored');
      return Promise.resolve(opens);
    },
    forgetStored: () => {
      events.push('forgetStored');
      if (mayForget) stored = null;
      return Promise.resolve(mayForget);
    },
    watch: (changed) => {
      tell = changed;
    },
    inspect: unasked,
    metrics: unasked,
    compare: unasked,
    leadPage: unasked,
    leadCsv: unasked,
    lead: unasked,
    columnValues: unasked,
    rejectedRows: unasked,
    dataQuality: unasked,
    countLeads: unasked,
    scoreRange: unasked,
    close: () => undefined,
  };
  const files: Record<string, string> = {
    'manifest.json': JSON.stringify({
      version: 1,
      name: 'Hosted',
      leads: ['leads.csv'],
      activities: [],
      stageHistory: [],
      opportunities: [],
    }),
    'leads.csv': 'lead_id,created_at\n',
  };
  const store = createDataSetStore({
    folder: 'https://host.test/data/',
    fetch: (address) => {
      const text = files[address.slice('https://host.test/data/'.length)];
      return Promise.resolve(text === undefined ? new Response('', { status: 404 }) : new Response(text));
    },
    connect: () => Promise.resolve(workspace),
    now: () => 1_800_000_000,
    clock: () => 0,
    timeZone: () => 'UTC',
    describe: (defaults, columns) => void events.push(`describe ${defaults.basis} ${columns?.join()}`),
    note: { read: () => noted, write: (names) => void events.push(`note ${names?.join()}`) },
    stored: {
      read: () => Promise.resolve(stored),
      persist: () => void events.push('persist'),
      isPlainLink: () => plain,
      choseHosted: { read: () => choseHosted, write: (chosen) => void events.push(`hosted ${chosen}`) },
    },
    language: () => 'en',
    mappings: { find: () => null, remember: () => undefined, forget: () => undefined, all: () => [] },
    forgetView: () => void events.push('forgetView'),
  });
  return { store, events, tell: (status: WorkspaceStatus) => tell(status) };
}

const settle = () => new Promise((done) => setTimeout(done, 5));

describe('at the start', () => {
  test('own data that are stored are shown before the worker is asked, and keep the link', async () => {
    const { store, events } = start();
    void store.openFirst();
    await settle();
    const snapshot: Snapshot = { version: 1, request, document: defaultDocument, timeZone: 'Europe/Berlin' };
    expect(store.get()).toMatchObject({ phase: 'snapshot', name: 'Mine', origin: 'own', snapshot });
    expect(events).toEqual(['describe recorded source']);
    store.figuresDrawn();
    await settle();
    expect(store.get()).toMatchObject({ phase: 'ready', summary: mine, isFromStore: true, snapshot });
    expect(events).not.toContain('forgetView');
    expect(events).toContain('note mine.csv');
  });

  test.each<[string, Setting, string]>([
    ['nothing is stored', { stored: null }, 'Hosted'],
    ['a link that carries a view is for what is hosted', { plain: false }, 'Hosted'],
    ['but not in the tab that had own data', { plain: false, noted: ['mine.csv'] }, 'Mine'],
    ['who went back to what is hosted stays there', { choseHosted: true }, 'Hosted'],
  ])('%s', async (_, setting, name) => {
    const { store } = start(setting);
    void store.openFirst();
    await settle();
    store.figuresDrawn();
    await settle();
    expect(store.get()).toMatchObject({ phase: 'ready', name, forgotten: null });
  });

  test('files that were not stored are named', async () => {
    for (const stored of [null, STORED]) {
      const { store } = start({ stored, noted: ['other.csv'] });
      void store.openFirst();
      await settle();
      expect(store.get().forgotten).toEqual(['other.csv']);
    }
  });

  test('a store that cannot be read is removed, and what is hosted opens', async () => {
    const { store, events } = start({ opens: null });
    void store.openFirst();
    await settle();
    store.figuresDrawn();
    await settle();
    expect(events).toContain('forgetStored');
    expect(store.get()).toMatchObject({
      phase: 'ready',
      name: 'Hosted',
      origin: 'hosted',
      isStoreLost: true,
      isFromStore: false,
      stored: null,
      problem: null,
    });
  });
});

test('what is removed makes way for what is hosted; where another tab has it, nothing changes', async () => {
  for (const mayForget of [true, false]) {
    const { store } = start({ mayForget });
    void store.openFirst();
    await settle();
    store.figuresDrawn();
    await settle();
    await store.forgetStored();
    expect(store.get()).toMatchObject(
      mayForget ? { name: 'Hosted', stored: null } : { name: 'Mine', stored: STORED },
    );
  }
});

test('the page learns what was stored once it is', async () => {
  const { store, tell, events } = start({ choseHosted: true });
  void store.openFirst();
  await settle();
  tell({ keeping: { state: 'writing' }, reopening: null });
  expect(store.get().keeping).toEqual({ state: 'writing' });
  tell({ keeping: { state: 'kept', withFiles: true }, reopening: null });
  await settle();
  expect(store.get()).toMatchObject({ keeping: { state: 'kept' }, stored: STORED });
  // and the browser is asked to keep it once, when there is something to keep
  expect(events.filter((event) => event === 'persist')).toHaveLength(1);
});
