import { expect, test } from 'vitest';
import { createRememberedMappings, type MappingPlace } from '../../src/app/remembered-mappings.ts';
import {
  mappingOf,
  REMEMBERED,
  notesUnder,
  stagedTrouble,
  typesOfRules,
  type StagedFile,
  type StagedTable,
} from '../../src/app/staged-file.ts';
import { createStaging } from '../../src/app/staging.ts';
import { blobBytes } from '../../src/import/import-file.ts';
import { inspectSources } from '../../src/workspace/inspect-sources.ts';
import { layoutKey } from '../../src/workspace/mappings.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { defaultSummary } from './data-set-samples.ts';

/** A place to keep things, as a browser has one. */
function makePlace(
  entries: Record<string, string> = {},
): MappingPlace & { readonly map: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => void map.set(key, text),
    removeItem: (key) => void map.delete(key),
  };
}

function bench(place = makePlace()) {
  let staged: readonly StagedFile[] = [];
  let looks = 0;
  const signals: AbortSignal[] = [];
  const mappings = createRememberedMappings(() => place);
  const staging = createStaging({
    connect: () =>
      Promise.resolve({
        inspect: async (files, language, signal) => {
          looks++;
          signals.push(signal);
          const given = files.map(({ file, ...rest }) => ({ ...rest, bytes: blobBytes(file) }));
          return inspectSources(given, { language, signal });
        },
      } as Partial<Workspace> as Workspace),
    language: () => 'en',
    mappings,
    problemOf: (error) => ({ code: 'unexpected', file: null, line: null, detail: String(error) }),
    changed: (next) => {
      staged = next ?? [];
    },
  });
  const table = (name: string): StagedTable => {
    const content = staged.find(({ file }) => file.name === name)?.content;
    if (content?.kind !== 'table') throw new Error(`${name} is no table`);
    return content;
  };
  const id = (name: string) => staged.find(({ file }) => file.name === name)?.id ?? -1;
  const quiet = async () => {
    await expect
      .poll(() => staged.some(({ content }) => content.kind === 'table' && content.isPending))
      .toBe(false);
  };
  return { staging, table, id, quiet, signals, mappings, get: () => staged, looks: () => looks };
}

const file = (name: string, ...lines: string[]) => new File([`${lines.join('\n')}\n`], name);
const DEALS = file('deals.csv', 'Deal ID,Deal Stage,Created Date,Close Date', 'D1,Won,2024-01-02,2024-03-01');
const CONTACTS = file('contacts.csv', 'Contact ID,Email,Created Date', 'C1,a@b.de,2024-01-01');
const PHASES = file('phasen.csv', 'Nummer;Neu;Seit', 'L1;Übergabe an AD;03.04.2024', 'L2;Kunde;05.06.2024');

test('deals give the leads only as long as no other file does', async () => {
  const b = bench();
  await b.staging.add([DEALS], false);
  const kinds = () => mappingOf(b.table('deals.csv')).tables.map(({ table }) => table);
  expect(kinds()).toEqual(['leads']);
  expect(stagedTrouble(b.get())).toBeNull();
  await b.staging.add([CONTACTS], false);
  expect(kinds()).toEqual(['opportunities']);
  b.staging.remove(b.id('contacts.csv'));
  await expect.poll(kinds).toEqual(['leads']);
  // whoever says otherwise is heard
  b.staging.chooseTable(b.id('deals.csv'), 'opportunities');
  await expect.poll(kinds).toEqual(['opportunities']);
  expect(stagedTrouble(b.get())).toEqual({ code: 'needLeads' });
  // what is shown is what is loaded
  const { files } = await b.staging.order();
  expect(files[0]?.mapping?.tables.map(({ table }) => table)).toEqual(['opportunities']);
});

test('a change shows at once what comes of it, and can be taken back', async () => {
  const b = bench();
  await b.staging.add([PHASES], false);
  const id = b.id('phasen.csv');
  expect(mappingOf(b.table('phasen.csv')).tables).toEqual([]);
  b.staging.edit(id, { kind: 'table', table: 'stageHistory', isGiven: true });
  expect(stagedTrouble(b.get())).toMatchObject({
    code: 'lacking',
    table: 'stageHistory',
    column: 'lead_id or email',
  });
  const columns = [
    ['Nummer', 'lead_id'],
    ['Neu', 'stage'],
    ['Seit', 'entered_at'],
  ] as const;
  for (const [column, as] of columns)
    b.staging.edit(id, { kind: 'column', table: 'stageHistory', column, as });
  b.staging.edit(id, { kind: 'stage', column: 'Neu', value: 'Übergabe an AD', stage: 'sql' });
  await b.quiet();
  expect(b.table('phasen.csv').shown.previews[0]?.rows).toEqual([
    ['L1', 'sql', '2024-04-03'],
    ['L2', 'customer', '2024-06-05'],
  ]);
  b.staging.edit(id, { kind: 'dateOrder', columns: ['Seit'], order: 'mdy' });
  await b.quiet();
  expect(b.table('phasen.csv').shown.previews[0]?.rows[0]).toEqual(['L1', 'sql', '2024-03-04']);
  b.staging.undo(id);
  await b.quiet();
  expect(b.table('phasen.csv').shown.previews[0]?.rows[0]).toEqual(['L1', 'sql', '2024-04-03']);
  b.staging.reset(id);
  await b.quiet();
  expect(mappingOf(b.table('phasen.csv')).tables).toEqual([]);
});

test('what was said of a layout is remembered when it is loaded, applied the next time, and forgotten on demand', async () => {
  const place = makePlace();
  const first = bench(place);
  await first.staging.add([CONTACTS], false);
  first.staging.edit(first.id('contacts.csv'), {
    kind: 'column',
    table: 'leads',
    column: 'Email',
    as: 'owner',
  });
  expect(place.map.size).toBe(0);
  first.staging.loaded(await first.staging.order());
  expect(first.get()).toEqual([]);
  expect(place.map.size).toBe(1);

  const second = bench(place);
  // the same columns in another order are the same layout
  const other = file('kontakte.csv', 'Email,Contact ID,Created Date', 'x@y.de,C9,2024-02-03');
  await second.staging.add([other], false);
  await second.quiet();
  const table = second.table('kontakte.csv');
  expect(table.base?.from).toBe(REMEMBERED);
  expect(mappingOf(table).tables[0]?.columns['owner']).toEqual({ from: ['Email'] });
  expect(table.shown.previews[0]?.columns.map(({ known }) => known)).toContain('owner');
  second.staging.forget(second.id('kontakte.csv'));
  await second.quiet();
  expect(second.table('kontakte.csv').base).toBeNull();
  expect(mappingOf(second.table('kontakte.csv')).tables[0]?.columns['email']).toEqual({ from: ['Email'] });
  expect(place.map.size).toBe(0);
});

test.each([
  ['no JSON', '{"version":1'],
  ['another document', '{"version":1,"tables":[]}'],
  [
    'columns that the file lacks',
    '{"version":1,"header":["x"],"tables":[],"dateOrder":{"x":"dmy"},"decimal":{}}',
  ],
  ['a prototype', '{"version":1,"header":[],"tables":[],"dateOrder":{"__proto__":"dmy"},"decimal":{}}'],
])('what lies in the browser is read as a stranger wrote it: %s', (_, text) => {
  const header = ['Contact ID', 'Email'];
  const place = makePlace({ [`leadscope.mapping.${layoutKey(header)}`]: text });
  expect(createRememberedMappings(() => place).find(header)).toBeNull();
});

test('a browser that keeps nothing is no reason to fail', () => {
  const none = createRememberedMappings(() => {
    throw new Error('refused');
  });
  expect(none.find(['a'])).toBeNull();
  expect(() => none.forget(['a'])).not.toThrow();
});

test('a mapping beside the data applies to the file whose columns it reads', async () => {
  const b = bench();
  await b.staging.add([PHASES, CONTACTS], false);
  const mapping = {
    version: 1,
    header: ['Nummer', 'Neu', 'Seit'],
    tables: [
      {
        table: 'stageHistory',
        columns: { lead_id: { from: ['Nummer'] }, stage: { from: ['Neu'] }, entered_at: { from: ['Seit'] } },
        rows: null,
        perLead: false,
      },
    ],
    dateOrder: { Seit: 'dmy' },
    decimal: {},
  };
  await b.staging.add([new File([JSON.stringify(mapping)], 'phasen.json')], false);
  await b.quiet();
  expect(b.table('phasen.csv').base?.from).toBe('phasen.json');
  expect(b.table('phasen.csv').shown.previews[0]?.rows[0]).toEqual(['L1', 'Übergabe an AD', '2024-04-03']);
  expect(b.table('contacts.csv').base).toBeNull();
  b.staging.remove(b.id('phasen.json'));
  await b.quiet();
  expect(b.table('phasen.csv').base).toBeNull();
});

test('documents are told by their keys, broken ones with the place', async () => {
  const b = bench();
  const model = defaultSummary.model;
  const wrong = { ...model, stages: { mql: { fit: 'x' } } };
  await b.staging.add(
    [
      new File([JSON.stringify(model)], 'model.json'),
      new File([JSON.stringify(wrong)], 'wrong.json'),
      new File(['{"stages": {}, "engagement": '], 'cut.json'),
      new File(['{"version":1,"header":[1],"tables":[]}'], 'mapping.json'),
      new File(['[{"lead_id":"1","created_at":"2024-01-01"}]'], 'leads.json'),
    ],
    false,
  );
  expect(b.get().map(({ content }) => content.kind)).toEqual(['model', 'model', 'model', 'mapping', 'table']);
  const problems = b
    .get()
    .map(({ content }) => ('problem' in content ? (content.problem?.code ?? null) : null));
  expect(problems[0]).toBeNull();
  expect(problems[1]).toMatch(/^model\./);
  expect(problems[2]).toBe('model.notJson');
  expect(problems[3]).toMatch(/^mapping\./);
  expect(stagedTrouble(b.get())).toEqual({ code: 'oneModel' });
});

test('a file that cannot be read is refused with the reason, and the others stay', async () => {
  const b = bench();
  await b.staging.add([CONTACTS, new File(['%PDF-1.7\n'], 'plan.pdf'), new File([], 'empty.csv')], false);
  expect(
    b.get().map(({ content }) => (content.kind === 'refused' ? content.problem.code : content.kind)),
  ).toEqual(['table', 'otherFormat', 'emptyFile']);
  expect(stagedTrouble(b.get())).toBeNull();
});

test('closing the staging stops what is being looked at', async () => {
  const b = bench();
  const adding = b.staging.add([CONTACTS], false);
  await expect.poll(() => b.signals.length).toBe(1);
  b.staging.clear();
  expect(b.signals[0]?.aborted).toBe(true);
  await adding;
  expect(b.get()).toEqual([]);
});

test('notes that a mapping answers go, those that it does not stay', () => {
  const notes = [
    { code: 'noHistory', detail: 'mql,sql' },
    { code: 'missingColumn', detail: 'created_at' },
    { code: 'openTasks', detail: 'Done' },
  ];
  const mapping = (columns: Record<string, { from: string[] }>) => ({
    version: 1 as const,
    header: ['a'],
    tables: [{ table: 'leads' as const, columns, rows: null, perLead: false }],
    dateOrder: {},
    decimal: {},
  });
  expect(notesUnder(notes, mapping({}))).toEqual(notes);
  expect(notesUnder(notes, mapping({ mql_at: { from: ['a'] }, created_at: { from: ['a'] } }))).toEqual([
    { code: 'noHistory', detail: 'sql' },
    { code: 'openTasks', detail: 'Done' },
  ]);
});

test('words of the rules are offered for activity types', () => {
  const model = {
    ...defaultSummary.model,
    engagement: {
      rules: [
        { id: 'a', points: 5, when: { field: 'type', op: 'eq', value: 'form_submit' } },
        {
          id: 'b',
          points: 5,
          when: {
            any: [
              { field: 'type', op: 'in', value: ['call', 'meeting'] },
              { field: 'channel', op: 'eq', value: 'x' },
            ],
          },
        },
      ],
    },
  } as typeof defaultSummary.model;
  const staged: StagedFile = {
    id: 1,
    file: new File([], 'm.json'),
    content: { kind: 'model', model, problem: null },
  };
  expect(typesOfRules([staged])).toEqual(['form_submit', 'call', 'meeting']);
});
