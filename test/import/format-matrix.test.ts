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
import { STYLES, type StyleName } from '../support/matrix/cells.ts';
import { LAYOUTS, layoutTables, type Layout } from '../support/matrix/layouts.ts';
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
const BY = ['source', 'company', 'industry', 'country', 'employees', 'budget', 'note', '@fitGrade', '@trigger'];

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

function filesOf({ container, encoding, lineEnd, style, layout }: Record<string, string>): GivenFile[] {
  const ending = CONTAINERS[container as ContainerName];
  return layoutTables(LAYOUTS[layout as string] as Layout, STYLES[style as StyleName]).map((table) =>
    givenFile(
      `${table.name}.${ending}`,
      writeTable(table, container as ContainerName, encoding as EncodingName, lineEnd as string),
    ),
  );
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
  const { activities, stageHistory, opportunities, ...rows } = document.rows;
  const { joined: _, ...counted } = activities;
  return {
    ...document,
    // kinds are called by the words of each system
    breakdowns: Object.fromEntries(
      Object.entries(document.breakdowns).map(([by, values]) => [
        by,
        by === '@trigger' ? values.map(({ entered }) => entered.lead).toSorted((a, b) => a - b) : values,
      ]),
    ),
    rows: {
      ...rows,
      opportunities,
      ...(LAYOUTS[layout ?? '']?.addsActivities === true ? {} : { activities: counted }),
    },
  };
}

const PLAIN = { container: ',', encoding: 'utf-8', lineEnd: '\n', style: 'ISO, local', layout: 'contract' };
const expected = documents(filesOf(PLAIN));

test('the plain files give figures of every kind', async () => {
  const [model, recorded] = await expected;
  expect(model?.rows.leads).toMatchObject({ read: 41, loaded: 40, rejected: { duplicate: 1 } });
  expect(model?.rows.activities).toMatchObject({
    read: 122,
    loaded: 120,
    rejected: { duplicate: 1, orphan: 1 },
  });
  for (const document of [model, recorded]) {
    expect(Math.min(...Object.values(document?.funnel.entered ?? {}))).toBeGreaterThan(3);
    expect(document?.nurture.length).toBeGreaterThan(1);
    expect(document?.handover.met).toBeGreaterThan(0);
    expect(document?.breakdowns['budget']?.length).toBe(35);
  }
  expect(model?.agreement.length).toBeGreaterThan(5);
});

const title = ({ container, encoding, lineEnd, style, layout }: Record<string, string>): string =>
  `${layout} in ${container}, ${encoding}, ${JSON.stringify(lineEnd)}, ${style}`;

test.each(COMBINATIONS.map((row) => [title(row), row] as const))('%s', async (_, row) => {
  const plain = await expected;
  const found = await documents(filesOf(row));
  expect(
    found.flatMap((document, index) =>
      documentDifferences(
        comparable(document, row['layout']),
        comparable(plain[index] as MetricsDocument, row['layout']),
      ),
    ),
  ).toEqual([]);
});
