import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeEngine } from '../../src/engine/engine.ts';
import { engagementAt } from '../../src/engine/scores.ts';
import { ENGINE_COLUMNS, type LeadListRequest, type LeadRow } from '../../src/model/lead-list.ts';
import type { Mark } from '../../src/model/mark.ts';
import { DEFAULT_REQUEST, SECTIONS } from '../../src/model/metrics-request.ts';
import { RECORDED_DATES } from '../../src/model/stages.ts';
import { matchesOf } from '../../src/workspace/kept-matches.ts';
import type { Session } from '../../src/workspace/session.ts';
import { restoreSession } from '../../src/workspace/stored/restored-session.ts';
import { ENGINES } from '../database/both-engines.ts';
import { readInstant } from '../query/read-instant.ts';
import { withSession } from '../support/load-texts.ts';
import { RANDOM_COLUMNS, randomTables, tableTexts } from '../support/random-data.ts';
import { randomModel, randomRequest } from '../support/random-model.ts';

const [MODEL] = fc.sample(randomModel(), { seed: 7, numRuns: 1 }) as [
  ReturnType<typeof randomModel> extends fc.Arbitrary<infer M> ? M : never,
];
const COLUMNS = [...RANDOM_COLUMNS.leads, ...ENGINE_COLUMNS, 'no such column', '@nothing'];
const TABLES = randomTables({ maxLeads: 25, maxActivities: 6 }).filter(({ leads }) => leads.length > 3);
const REQUESTS = randomRequest().map((request) => ({
  ...request,
  breakdowns: [],
  sections: SECTIONS,
  sweep: null,
}));
const quiet = new AbortController().signal;

const listOf = (change: Partial<LeadListRequest> = {}): LeadListRequest => ({
  request: DEFAULT_REQUEST,
  model: MODEL,
  mark: null,
  search: '',
  sort: null,
  columns: COLUMNS,
  ...change,
});

/** All rows of a list, page by page. */
async function allRows(session: Session, list: LeadListRequest, step = 4): Promise<LeadRow[]> {
  const rows: LeadRow[] = [];
  for (;;) {
    const page = await session.leadPage(list, rows.length, step);
    expect(page.offset).toBe(rows.length);
    rows.push(...page.rows);
    if (page.rows.length === 0) {
      expect(rows.length).toBe(page.total);
      return rows;
    }
  }
}

const STAGES = ['lead', 'mql', 'sql', 'opportunity', 'customer', 'disqualified'];
const ROUTES = ['nurtured', 'direct', 'unknown'];
const isNumber = (text: string): boolean => /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);

/** Keys by which the rows are plainly sorted: numbers or bytes, null = missing. */
function keysOf(
  rows: readonly LeadRow[],
  column: string,
  everybody: readonly LeadRow[],
): Map<number, (number | Buffer)[] | null> {
  const place = COLUMNS.indexOf(column);
  const texts = everybody.flatMap(({ cells }) => (cells[place] === null ? [] : [String(cells[place])]));
  const isNumeric = texts.filter(isNumber).length * 2 >= texts.length;
  const isDate = column === 'created_at' || (RECORDED_DATES as readonly string[]).includes(column);
  return new Map(
    rows.map(({ ordinal, cells }) => {
      const cell = cells[place] ?? null;
      if (cell === null) return [ordinal, null];
      if (column === '@stage') return [ordinal, [STAGES.indexOf(String(cell))]];
      if (column === '@route') return [ordinal, [ROUTES.indexOf(String(cell))]];
      if (typeof cell === 'number') return [ordinal, [cell]];
      if (isDate) {
        // recorded dates before the creation count as the creation
        const at = (text: string): number => readInstant(text, MODEL.timeZone) ?? 0;
        const created = String(cells[COLUMNS.indexOf('created_at')]);
        return [ordinal, [Math.max(at(cell), at(created))]];
      }
      if (isNumeric && isNumber(cell)) return [ordinal, [0, Number(cell)]];
      return [ordinal, [1, Buffer.from(cell.toLowerCase())]];
    }),
  );
}

function sorted(
  rows: readonly LeadRow[],
  column: string,
  descending: boolean,
  everybody: readonly LeadRow[],
): number[] {
  const keys = keysOf(rows, column, everybody);
  const sign = descending ? -1 : 1;
  return rows
    .map(({ ordinal }) => ordinal)
    .toSorted((a, b) => {
      const [one, other] = [keys.get(a) ?? null, keys.get(b) ?? null];
      if (one === null || other === null) return one === other ? a - b : one === null ? 1 : -1;
      for (const [index, part] of one.entries()) {
        const second = other[index] as number | Buffer;
        // numbers come before texts either way
        if (one.length === 2 && index === 0 && part !== second) return Number(part) - Number(second);
        const order =
          typeof part === 'number' ? part - Number(second) : Buffer.compare(part, second as Buffer);
        if (order !== 0) return sign * order;
      }
      return a - b;
    });
}

test.each(ENGINES)(
  '%s: every column sorts as plainly, and pages give every row once',
  async (engine, open) => {
    await fc.assert(
      fc.asyncProperty(TABLES, REQUESTS, async (tables, request) => {
        await withSession(
          tableTexts(tables),
          MODEL,
          async (session) => {
            const everybody = await allRows(session, listOf({ request: DEFAULT_REQUEST }), 500);
            const list = listOf({ request });
            const rows = await allRows(session, list);
            expect(new Set(rows.map(({ ordinal }) => ordinal)).size).toBe(rows.length);
            expect(rows.map(({ ordinal }) => ordinal)).toEqual(sorted(rows, 'created_at', true, everybody));
            for (const column of COLUMNS)
              for (const descending of [false, true]) {
                const page = await session.leadPage({ ...list, sort: { column, descending } }, 0, 500);
                const order = page.rows.map(({ ordinal }) => ordinal);
                expect([column, order]).toEqual([column, sorted(rows, column, descending, everybody)]);
              }
          },
          open,
        );
      }),
      { numRuns: engine === 'native' ? 3 : 1 },
    );
  },
);

/** Marks whose rows can be held against columns of the engine. */
const TOLD: readonly (readonly [Mark['figure'], (cell: (column: string) => unknown) => boolean])[] = [
  ...STAGES.map(
    (stage) =>
      [
        { of: 'current', stage } as Mark['figure'],
        (cell: (column: string) => unknown) => cell('@stage') === stage,
      ] as const,
  ),
  ...ROUTES.map(
    (route) =>
      [
        { of: 'route', route } as Mark['figure'],
        (cell: (column: string) => unknown) => cell('@route') === route,
      ] as const,
  ),
  ...(['mql', 'sql', 'opportunity', 'customer'] as const).map(
    (stage) =>
      [{ of: 'entered', stage }, (cell: (column: string) => unknown) => cell(`@${stage}`) !== null] as const,
  ),
  [{ of: 'took', from: 'lead', to: 'customer', least: 7, limit: null }, (cell) => cell('@customer') !== null],
  [{ of: 'step', from: 'sql', to: 'customer', count: 'entered' }, (cell) => cell('@sql') !== null],
  [
    { of: 'openAge', stage: 'mql', least: 3, limit: 30 },
    (cell) =>
      cell('@stage') === 'mql' && Number(cell('@daysInStage')) >= 3 && Number(cell('@daysInStage')) < 30,
  ],
];

test('rows behind a mark meet its definition, and nobody else does', async () => {
  await fc.assert(
    fc.asyncProperty(TABLES, randomModel(), REQUESTS, async (tables, model, asked) => {
      const request = { ...asked, windowDays: null };
      await withSession(tableTexts(tables), model, async (session) => {
        const everybody = await allRows(session, listOf({ request, model }), 500);
        const document = await session.metrics(request, model);
        expect(everybody.length).toBe(document.funnel?.entered.lead);
        for (const [figure, meets] of TOLD) {
          const list = listOf({ request, model, mark: { figure } });
          const page = await session.leadPage(list, 0, 500);
          const behind = await session.leadsBehind(request, model, { figure });
          expect(page.total).toBe(behind.length);
          expect(new Set(page.rows.map(({ ordinal }) => ordinal))).toEqual(new Set(behind));
          const cellOf = (row: LeadRow) => (column: string) => row.cells[COLUMNS.indexOf(column)];
          for (const row of page.rows) expect([figure, meets(cellOf(row))]).toEqual([figure, true]);
          // the others do not meet what says the whole of a definition
          if (!['took', 'openAge'].includes(figure.of))
            expect(everybody.filter((row) => meets(cellOf(row))).length).toBe(page.total);
        }
      });
    }),
    { numRuns: 5 },
  );
});

test('the engine’s columns agree, one by one and all at once', async () => {
  await fc.assert(
    fc.asyncProperty(TABLES, randomModel(), async (tables, model) => {
      await withSession(tableTexts(tables), model, async (session) => {
        const rows = await allRows(session, listOf({ model }), 500);
        const cell = (row: LeadRow, column: string) => row.cells[COLUMNS.indexOf(column)];
        const { columns, matches } = session.kept;
        const at = makeEngine(columns, matchesOf(matches), session.summary.rows).situation(
          DEFAULT_REQUEST,
          model,
        );
        at.engagement().forEach((score, lead) => {
          const plainly = engagementAt(columns, at.rules(), at.calendar, lead, at.population.asOf);
          expect(score).toBeCloseTo(plainly, 7);
        });
        for (const row of rows) {
          const [fit, engagement, total] = ['@fit', '@engagement', '@total'].map((name) =>
            Number(cell(row, name)),
          );
          expect(total).toBeCloseTo((fit as number) + (engagement as number), 9);
          if (cell(row, '@peak') !== null)
            expect(Number(cell(row, '@peak'))).toBeGreaterThanOrEqual(
              (engagement as number) - 1e-6 - 1e9 * Number(model.engagement.decay !== undefined),
            );
          expect(cell(row, '@lastActivity') === null).toBe(cell(row, '@activities') === 0);
          const story = await session.lead(row.ordinal, DEFAULT_REQUEST, model);
          expect(ENGINE_COLUMNS.map((name) => story.engine[name])).toEqual(
            ENGINE_COLUMNS.map((name) => cell(row, name)),
          );
          expect(story.stages[DEFAULT_REQUEST.basis]).toBe(cell(row, '@stage'));
          expect(story.id).toBe(row.id);
        }
      });
    }),
    { numRuns: 4 },
  );
});

const HOSTILE_NAMES = [
  'lead_id',
  'created_at',
  'email',
  'name',
  'company',
  'a"; DROP TABLE leads; --',
  '@stage',
  "it's",
  'x,y',
  '__proto__',
];
const HOSTILE_CELLS = [
  '=1+1',
  '+1',
  '-2.5',
  '+49 170',
  '@x',
  '\tx',
  '100%',
  'a_b',
  "O'Neil",
  'say "x"',
  'two\nlines',
  'ÄÖ',
  '<b>',
  '',
];

function quoted(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** Plain reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, cell = '', end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const hostile = (): string =>
  [
    quoted(HOSTILE_NAMES),
    ...HOSTILE_CELLS.map((cell, index) =>
      quoted([
        `L${index}`,
        `2024-01-${String(index + 1).padStart(2, '0')}`,
        cell,
        cell,
        `Firm ${cell}`,
        cell,
        cell,
        cell,
        cell,
        cell,
      ]),
    ),
  ].join('\n');

describe.each(ENGINES)('%s', (_, open) => {
  test('hostile names and cells come out as they went in, on the page and in CSV', async () => {
    await withSession(
      { leads: hostile() },
      MODEL,
      async (session) => {
        const columns = HOSTILE_NAMES.filter((name) => name !== '@stage');
        const list = listOf({ columns, sort: { column: "it's", descending: false } });
        const { rows, total } = await session.leadPage(list, 0, 500);
        expect(total).toBe(HOSTILE_CELLS.length);
        const [, , email, , company, ...others] = columns;
        for (const { id, cells } of rows) {
          const written = HOSTILE_CELLS[Number(id.slice(1))] as string;
          const cell = (name: string | undefined) => cells[columns.indexOf(name ?? '')];
          for (const name of [email, ...others]) expect([name, cell(name)]).toEqual([name, written || null]);
          expect(cell(company)).toBe(`Firm ${written}`);
        }
        const seen: number[] = [];
        const header = columns.map((name) => `=${name}`);
        const blob = await session.leadCsv(list, header, (done) => seen.push(done), quiet);
        expect(new Uint8Array(await blob.arrayBuffer()).slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
        const read = readCsv((await blob.text()).replace(/^\ufeff/, ''));
        expect(read[0]).toEqual(header.map((name) => `'${name}`));
        expect(
          read.slice(1).map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))),
        ).toEqual(rows.map(({ cells }) => cells.map((cell) => String(cell ?? ''))));
        for (const cell of read.flat()) expect(/^[=@\t\r]/.test(cell)).toBe(false);
        expect(read.flat()).toContain("'+49 170");
        expect(read.flat()).toContain('-2.5');
        expect(seen).toEqual([HOSTILE_CELLS.length]);
      },
      open,
    );
  });

  test('a search finds what contains it in id, e-mail, name or company, and nothing stands for something else', async () => {
    await withSession(
      { leads: hostile() },
      MODEL,
      async (session) => {
        const found = async (search: string): Promise<string[]> =>
          (await session.leadPage(listOf({ search, columns: [] }), 0, 500)).rows
            .map(({ id }) => id)
            .toSorted();
        const containing = (search: string): string[] =>
          HOSTILE_CELLS.flatMap((cell, index) =>
            [`L${index}`, cell, `Firm ${cell}`].some((text) =>
              text.toLowerCase().includes(search.toLowerCase()),
            )
              ? [`L${index}`]
              : [],
          ).toSorted();
        for (const search of ['%', '_', "'", '"', 'L1', 'firm', 'äö', '\\', 'two\nlines', 'nobody', 'x'])
          expect([search, await found(search)]).toEqual([search, containing(search)]);
      },
      open,
    );
  });
});

test('the CSV of random lists reads back as the list, and stops when told to', async () => {
  await fc.assert(
    fc.asyncProperty(
      TABLES,
      REQUESTS,
      fc.constantFrom('@engagement', 'budget', 'name'),
      async (tables, request, column) => {
        await withSession(tableTexts(tables), MODEL, async (session) => {
          const list = listOf({ request, sort: { column, descending: true } });
          const rows = await allRows(session, list, 500);
          const blob = await session.leadCsv(list, COLUMNS, () => undefined, quiet);
          const [, ...read] = readCsv((await blob.text()).replace(/^\ufeff/, ''));
          expect(read.length).toBe(rows.length);
          read.forEach((cells, index) => {
            const expected = (rows[index] as LeadRow).cells.map((cell, place) => {
              const isInstant =
                typeof cell === 'number' && /^@(mql|sql|opp|cust|disq|last)/.test(COLUMNS[place] ?? '');
              return isInstant ? new Date(cell * 1000).toISOString().replace('.000', '') : String(cell ?? '');
            });
            expect(cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(expected);
          });
          const stopped = AbortSignal.abort(new Error('enough'));
          await expect(session.leadCsv(list, COLUMNS, () => undefined, stopped)).rejects.toThrow('enough');
        });
      },
    ),
    { numRuns: 3 },
  );
});

const LEADS =
  'lead_id,created_at,name,mql_at\nb,2024-01-05,"two\nlines",2024-01-20\na,2024-01-02,Ana,\nc,2024-01-09,,\n,2024-01-01,rejected,\nd,2024-01-03,Dora,2024-01-04\n';
const MORE =
  'device,lead_id,type,occurred_at,channel\nphone,b,webinar,2024-01-06,web\n,b,call,2024-01-03,\ndesk,b,webinar,2024-01-07,\n';

describe.each(ENGINES)('one lead, %s', (_, open) => {
  test('its profile, the line it came from, and what happened to it in order', async () => {
    await withSession(
      { leads: LEADS, activities: MORE },
      MODEL,
      async (session) => {
        const { rows } = await session.leadPage(listOf({ columns: [] }), 0, 10);
        const lines = new Map<string, unknown>();
        for (const { id, ordinal } of rows)
          lines.set(id, (await session.lead(ordinal, DEFAULT_REQUEST, MODEL)).origin);
        expect(Object.fromEntries(lines)).toEqual({
          b: { file: 'leads.csv', line: 2 },
          a: { file: 'leads.csv', line: 4 },
          c: { file: 'leads.csv', line: 5 },
          d: { file: 'leads.csv', line: 7 },
        });
        const ordinal = rows.find(({ id }) => id === 'b')?.ordinal ?? -1;
        const story = await session.lead(ordinal, { ...DEFAULT_REQUEST, basis: 'recorded' }, MODEL);
        expect(story.profile).toEqual([
          { column: 'lead_id', value: 'b' },
          { column: 'created_at', value: '2024-01-05' },
          { column: 'name', value: 'two\nlines' },
          { column: 'mql_at', value: '2024-01-20' },
        ]);
        expect(story.events.map((event) => event.at)).toEqual(
          story.events.map((event) => event.at).toSorted((x, y) => x - y),
        );
        expect(
          story.events.flatMap((event) => (event.kind === 'activity' ? [[event.type, event.fields]] : [])),
        ).toEqual([
          ['call', []],
          [
            'webinar',
            [
              { column: 'device', value: 'phone' },
              { column: 'channel', value: 'web' },
            ],
          ],
          ['webinar', [{ column: 'device', value: 'desk' }]],
        ]);
        expect(story.events).toContainEqual({
          kind: 'entry',
          at: readInstant('2024-01-20', MODEL.timeZone),
          basis: 'recorded',
          stage: 'mql',
          route: null,
        });
        expect(story.stages.recorded).toBe('mql');
        expect(story.engine['@activities']).toBe(3);
        expect(story.eventsLeftOut).toBe(0);
        await expect(session.lead(99, DEFAULT_REQUEST, MODEL)).rejects.toThrow(RangeError);
      },
      open,
    );
  });
});

test('activities beyond the most that are told are left out from the oldest on, and counted', async () => {
  const rows = Array.from(
    { length: 2003 },
    (_, index) =>
      `a,type ${index},${new Date(Date.UTC(2024, 0, 2) + index * 60_000).toISOString().slice(0, 19)}Z`,
  );
  const model = {
    ...MODEL,
    engagement: {
      rules: [{ id: 'last', when: { field: 'type', op: 'in', value: ['type 2', 'type 2002'] }, points: 1 }],
    },
  } as typeof MODEL;
  await withSession(
    {
      leads: 'lead_id,created_at\na,2024-01-01\n',
      activities: `lead_id,type,occurred_at\n${rows.join('\n')}`,
    },
    model,
    async (session) => {
      const { events, eventsLeftOut } = await session.lead(0, DEFAULT_REQUEST, model);
      const told = events.flatMap((event) => (event.kind === 'activity' ? [event] : []));
      expect(eventsLeftOut).toBe(3);
      expect(told.length).toBe(2000);
      expect(told.at(0)?.type).toBe('type 3');
      expect(told.filter(({ counted }) => counted).map(({ type }) => type)).toEqual(['type 2002']);
    },
  );
});

test('a converted file knows its lines too', async () => {
  const text =
    'Lead ID;Angelegt am;Name\n1;05.01.2024;"zwei\nZeilen"\n2;02.01.2024;Ana\n\n3;25.01.2024;Uwe\n';
  await withSession({ leads: text }, MODEL, async (session) => {
    const { rows } = await session.leadPage(listOf({ columns: [] }), 0, 10);
    const lines: Record<string, number | null | undefined> = {};
    for (const { id, ordinal } of rows)
      lines[id] = (await session.lead(ordinal, DEFAULT_REQUEST, MODEL)).origin?.line;
    expect(lines).toEqual({ 1: 2, 2: 4, 3: 6 });
  });
});

test('a session restored from the store has its files loaded for lists, and answers as it did', async () => {
  await withSession({ leads: LEADS, activities: MORE }, MODEL, async (session) => {
    let loads = 0;
    const restored = restoreSession(session.summary, session.kept.columns, session.kept.matches, null, () => {
      loads++;
      return Promise.resolve(session);
    });
    const list = listOf({ columns: ['name', '@engagement'] });
    expect(await restored.leadPage(list, 1, 2)).toEqual(await session.leadPage(list, 1, 2));
    expect(await restored.lead(1, DEFAULT_REQUEST, MODEL)).toEqual(
      await session.lead(1, DEFAULT_REQUEST, MODEL),
    );
    const csv = (of: Session) =>
      of.leadCsv(list, ['a', 'b'], () => undefined, quiet).then((blob) => blob.text());
    expect(await csv(restored)).toBe(await csv(session));
    expect(loads).toBe(1);
  });
});
