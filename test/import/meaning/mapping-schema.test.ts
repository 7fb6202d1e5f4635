import { expect, test } from 'vitest';
import {
  checkMapping,
  layoutKey,
  missingFrom,
  parseMapping,
} from '../../../src/import/meaning/mapping-schema.ts';
import { readMeaning } from '../../../src/import/meaning/read-meaning.ts';
import { textSource } from './text-source.ts';

const VALID = {
  version: 1,
  header: ['Id', 'Created', 'Status', 'Status'],
  tables: [
    {
      table: 'leads',
      columns: { lead_id: { from: ['Id'] }, created_at: { from: ['Created'] } },
      rows: { column: 'Status_2', in: ['x'], not: true },
      perLead: false,
    },
  ],
  dateOrder: { Created: 'dmy' },
  decimal: {},
} as const;

function problems(document: unknown): string[] {
  const parsed = parseMapping(typeof document === 'string' ? document : JSON.stringify(document));
  return 'problems' in parsed ? parsed.problems.map(({ place, code }) => `${place} ${code}`) : [];
}

test('what is read off a file is a mapping, saved and read again', async () => {
  const source = textSource(
    'leads.csv',
    '(Do Not Modify) Lead;(Do Not Modify) Row Checksum;Erstellt am;Firma\n1;x;45631;Y\n',
    ';',
  );
  const { mapping } = await readMeaning(source, { signal: new AbortController().signal, language: null });
  expect(parseMapping(JSON.stringify(mapping))).toEqual({ mapping });
  expect(checkMapping(VALID)).toEqual({ mapping: VALID });
});

test.each([
  ['{', ' notJson'],
  ['[]', ' wrongKind'],
  [{ ...VALID, version: 2 }, 'version unknownVersion'],
  [{ ...VALID, extra: 1 }, 'extra unknownKey'],
  [{ ...VALID, dateOrder: { Created: 'dym' } }, 'dateOrder.Created unknownValue'],
  [{ ...VALID, dateOrder: { Nobody: 'dmy' } }, 'dateOrder.Nobody unknownValue'],
  [{ ...VALID, tables: [{ ...VALID.tables[0], table: 'x' }] }, 'tables[0].table unknownValue'],
  [
    { ...VALID, tables: [{ ...VALID.tables[0], columns: { lead_id: { from: ['Nobody'] } } }] },
    'tables[0].columns.lead_id.from[0] unknownValue',
  ],
  [
    { ...VALID, tables: [{ ...VALID.tables[0], columns: { lead_id: { from: 'Id' } } }] },
    'tables[0].columns.lead_id.from wrongKind',
  ],
  [
    { ...VALID, tables: [{ ...VALID.tables[0], rows: { column: 'Nobody', in: [], not: false } }] },
    'tables[0].rows.column unknownValue',
  ],
  [{ ...VALID, leftOut: ['Nobody'] }, 'leftOut[0] unknownValue'],
  [
    '{"version":1,"header":[],"tables":[],"dateOrder":{"__proto__":"dmy"},"decimal":{}}',
    'dateOrder.__proto__ unknownKey',
  ],
] as const)('%j has a problem: %s', (document, problem) => {
  expect(problems(document)).toContain(problem);
});

test('size and depth are bounded', () => {
  expect(problems(`"${'x'.repeat(5_000_000)}"`)).toEqual([' tooLarge']);
  expect(problems(`${'['.repeat(10_000)}${']'.repeat(10_000)}`).at(0)).toMatch(/tooDeep$/);
  expect(problems({ ...VALID, tables: Array(21).fill(VALID.tables[0]) })).toContain('tables tooLong');
  expect(problems({ ...VALID, header: Array(20_001).fill('x') })).toContain('header tooLong');
});

test('a layout is known again by its columns, in whatever order', () => {
  expect(layoutKey(['a', 'b'])).toBe(layoutKey(['b', 'a']));
  expect(layoutKey(['a', 'b'])).not.toBe(layoutKey(['a', 'c']));
  expect(layoutKey(['a', 'b'])).not.toBe(layoutKey(['ab', '']));
  const parsed = checkMapping(VALID);
  if (!('mapping' in parsed)) throw new Error('no mapping');
  expect(missingFrom(parsed.mapping, ['Created', 'Id', 'Status', 'Status', 'More'])).toEqual([]);
  expect(missingFrom(parsed.mapping, ['Id', 'Status'])).toEqual(['Status_2', 'Created']);
});
