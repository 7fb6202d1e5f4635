/**
 * One data set in every format, encoding, line end, date style and vendor's layout gives one metrics document. All pairs
 * of these are tried, not all combinations; what a system has no file for stands in the layout of no system.
 */
import { expect, test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { parseScoringModel } from '../../src/model/scoring-model-schema.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { documentDifferences } from '../support/document-differences.ts';
import { givenFile, withFiles } from '../support/load-files.ts';
import { STYLES, type MatrixTable, type StyleName } from '../support/matrix/cells.ts';
import type { Layout } from '../support/matrix/columns.ts';
import { LAYOUTS, layoutTables } from '../support/matrix/layouts.ts';
import { pairwise } from '../support/matrix/pairwise.ts';
import {
  CONTAINERS,
  ENCODINGS,
  isDelimited,
  isText,
  writeTable,
  type ContainerName,
  type EncodingName,
} from '../support/matrix/write-table.ts';

const field = (name: string, op: string, value: unknown) => ({ field: name, op, value });
const types = (...value: string[]) => field('type', 'in', value);
const VISIT = types('Page visit', 'Seitenaufruf', 'Visit Webpage', 'Visit', 'page.hit');
const FORM = types('Form fill', 'Formular', 'Fill Out Form', 'Form Success', 'form.submit');
const CLICK = types('Email click', 'E-Mail-Klick', 'Click Email', 'Click', 'email.click');
const CALL = types('Call', 'Anruf', 'Receive Sales Email', 'Webinar Attended');

function makeModel(): ScoringModel {
  const rule = (id: string, when: unknown, points: number) => ({ id, label: id, when, points });
  const parsed = parseScoringModel(
    JSON.stringify({
      version: 1,
      name: 'matrix',
      timeZone: 'Europe/Berlin',
      fit: [
        { ...rule('size', field('employees', 'gte', 600), 10), criterion: 'size' },
        { ...rule('budget', field('budget', 'between', [1977.25, 7000]), 10), criterion: 'budget' },
        { ...rule('industry', field('industry', 'eq', 'gebäude\ttechnik'), 5), criterion: 'industry' },
        rule('name', field('name', 'startsWith', 'Jörg Mü'), 5),
        rule('id', field('lead_id', 'startsWith', '0000'), 5),
        rule('note', field('note', 'contains', '€'), 5),
      ],
      engagement: {
        rules: [
          rule('visit', VISIT, 4),
          rule('click', CLICK, 6),
          { ...rule('form', FORM, 15), limit: { times: 1, per: 'week' } },
        ],
      },
      stages: { mql: { fit: 5, engagement: 8 }, sql: { engagement: 14, directRequest: CALL } },
      sales: { touch: CALL, responseHours: 48 },
      nurture: { touch: CLICK, landmarkDays: 7 },
      outcome: { stage: 'customer' },
    }),
  );
  if ('model' in parsed) return parsed.model;
  throw new Error(JSON.stringify(parsed.problems));
}

const MODEL = makeModel();
const BY = [
  'source',
  'company',
  'industry',
  'country',
  'employees',
  'budget',
  'note',
  '@fitGrade',
  '@trigger',
];

const COMBINATIONS = pairwise(
  {
    container: Object.keys(CONTAINERS),
    encoding: [...ENCODINGS, 'none'],
    lineEnd: ['\n', '\r\n', '\r', 'none'],
    style: Object.keys(STYLES),
    layout: Object.keys(LAYOUTS),
  },
  ({ container = '', encoding, lineEnd, style }) =>
    isText(container) === (encoding !== 'none') &&
    isText(container) === (lineEnd !== 'none') &&
    (lineEnd !== '\r' || isDelimited(container)) &&
    (style !== 'typed' || container === 'Parquet' || container.startsWith('Arrow')) &&
    (style !== 'workbook dates' || container === 'xlsx') &&
    (style !== 'workbook days' || container === 'xlsx' || isDelimited(container)),
);

type Row = Readonly<Record<string, string>>;

/** The combinations of each layout, four at a time: each of the data set's four files is written in its own manner. */
const LOADS: readonly (readonly [layout: string, rows: readonly Row[]])[] = Object.keys(LAYOUTS).flatMap(
  (layout) => {
    const own = COMBINATIONS.filter((row) => row['layout'] === layout);
    return Array.from({ length: Math.ceil(own.length / 4) }, (_, load) => {
      const rows = own.slice(4 * load, 4 * load + 4);
      return [layout, [...rows, ...own].slice(0, 4)] as const;
    });
  },
);

function filesOf(layout: string, rows: readonly Row[]): GivenFile[] {
  return [0, 1, 2, 3].map((place) => {
    const { container, encoding, lineEnd, style } = rows[place % rows.length] as Row;
    const table = layoutTables(LAYOUTS[layout] as Layout, STYLES[style as StyleName])[place] as MatrixTable;
    const bytes = writeTable(table, container as ContainerName, encoding as EncodingName, lineEnd as string);
    return givenFile(`${table.name}.${CONTAINERS[container as ContainerName]}`, bytes);
  });
}

/** Both documents: as the model scores, and as the system recorded. */
function documents(files: readonly GivenFile[], open = openNodeDatabase): Promise<MetricsDocument[]> {
  return withFiles(
    files,
    async (session) => [
      await session.metrics({ ...DEFAULT_REQUEST, breakdowns: BY }, MODEL),
      await session.metrics({ ...DEFAULT_REQUEST, basis: 'recorded', breakdowns: BY }, MODEL),
    ],
    { model: MODEL, open },
  );
}

/** A document without how activities found their leads; without the counts of activities where there are more. */
function comparable(document: MetricsDocument, layout: string | undefined): unknown {
  const { leads, activities, opportunities } = document.rows;
  const { read, loaded, rejected } = activities;
  return {
    ...document,
    // kinds are called by the words of each system
    breakdowns: Object.fromEntries(
      Object.entries(document.breakdowns ?? {}).map(([by, values]) => [
        by,
        by === '@trigger' ? values.map(({ entered }) => entered.lead).toSorted((a, b) => a - b) : values,
      ]),
    ),
    rows: {
      leads,
      opportunities,
      activities: LAYOUTS[layout ?? '']?.addsActivities === true ? null : { read, loaded, rejected },
    },
  };
}

const PLAIN = { container: ',', encoding: 'utf-8', lineEnd: '\n', style: 'ISO, local' };
const expected = documents(filesOf('contract', [PLAIN]));

test('the plain files give figures of every kind', async () => {
  const [model, recorded] = await expected;
  expect(model?.rows.leads).toMatchObject({ read: 41, loaded: 40, rejected: { duplicate: 1 } });
  expect(model?.rows.activities).toMatchObject({
    read: 122,
    loaded: 120,
    rejected: { duplicate: 1, orphan: 1 },
  });
  for (const document of [model, recorded]) {
    expect(Math.min(...Object.values(document?.funnel?.entered ?? {}))).toBeGreaterThan(3);
    expect(document?.nurture?.length).toBeGreaterThan(1);
    expect(document?.handover?.contacted).toBeGreaterThan(0);
    expect(document?.breakdowns?.['budget']?.length).toBe(36);
  }
  expect(model?.agreement?.length).toBeGreaterThan(5);
});

const title = ({ container, encoding, lineEnd, style }: Row): string =>
  [container, encoding, JSON.stringify(lineEnd), style].filter((part) => !part?.includes('none')).join(' ');

async function differences(layout: string, rows: readonly Row[], open = openNodeDatabase): Promise<string[]> {
  const plain = await expected;
  const found = await documents(filesOf(layout, rows), open);
  return found.flatMap((document, index) =>
    documentDifferences(comparable(document, layout), comparable(plain[index] as MetricsDocument, layout)),
  );
}

test.each(LOADS.map(([layout, rows]) => [layout, rows.map(title).join('; '), rows] as const))(
  '%s in %s',
  async (layout, _, rows) => {
    expect(await differences(layout, rows)).toEqual([]);
  },
);

test("the browser's engine gives the same", async () => {
  for (const [layout, rows] of LOADS.filter((_, index) => index % 14 === 4))
    expect(await differences(layout, rows, openWasmNodeDatabase), layout).toEqual([]);
});
