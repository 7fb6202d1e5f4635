import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { zoneOffsets } from '../../src/import/zone-transitions.ts';
import { localText, selectInstants } from '../../src/query/instants.ts';
import { ident, query, verbatim } from '../../src/query/query.ts';
import { openWasmNodeDatabase } from '../database/wasm-node-database.ts';
import { readInstant } from './read-instant.ts';

const engines: Record<string, () => Promise<Database>> = {
  native: openNodeDatabase,
  wasm: openWasmNodeDatabase,
};

async function readAll(
  database: Database,
  texts: readonly string[],
  timeZone: string,
): Promise<(number | null)[]> {
  const rows = texts.map((text, index) => query`(${index}, ${text})`);
  const select = selectInstants(
    query`(VALUES ${rows}) AS texts(row, text)`,
    [{ name: 'row', expression: ident('row') }],
    [{ name: 'instant', expression: ident('text') }],
    zoneOffsets(timeZone),
  );
  const answer = await database.read(
    query`SELECT CAST(coalesce("instant", -1e18) AS DOUBLE) AS "instant" FROM (${select}) ORDER BY row`,
  );
  return [...(answer.columns['instant'] as Float64Array)].map((at) => (at === -1e18 ? null : at));
}

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
];

const digits = (from: number, to: number, width: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((number) => String(number).padStart(width, '0'));
const part = (usual: fc.Arbitrary<string>, odd: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
/** Mostly readable texts, some with one thing wrong. */
const written = fc
  .tuple(
    part(digits(1968, 2107, 4), ['24', '12024', '0000', '']),
    part(fc.constant('-'), ['/', '', '.']),
    part(digits(1, 12, 2), ['00', '13', '1', '001']),
    part(digits(1, 31, 2), ['00', '32', '9']),
    part(fc.constantFrom('', 'T', ' '), ['t', '  ', '_']),
    part(digits(0, 23, 2), ['24', '9', '']),
    part(digits(0, 59, 2), ['60', '5']),
    part(
      fc.oneof(
        fc.constant(''),
        digits(0, 59, 2).map((seconds) => `:${seconds}`),
      ),
      [':60', ':5', ':'],
    ),
    part(fc.constantFrom('', '', '', '.5', '.000', '.123456789'), ['.', ',5', '.x']),
    part(fc.constantFrom('', '', '', 'Z', '+02:00', '-0330', '+14:00', '-23:59'), [
      'z',
      ' Z',
      '+2',
      '+24:00',
      '+02',
      '+01:60',
      ' ',
    ]),
  )
  .map(([year, dash, month, day, between, hour, minute, second, fraction, offset]) =>
    between === ''
      ? `${year}${dash}${month}-${day}${offset}`
      : `${year}${dash}${month}-${day}${between}${hour}:${minute}${second}${second === '' ? '' : fraction}${offset}`,
  );

describe.each(Object.entries(engines))('%s', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 60_000);
  afterAll(() => database.close());

  test('reads every written form, and refuses all else', async () => {
    const cases: readonly (readonly [string, string | null])[] = [
      ['2025-03-31', '2025-03-30T22:00:00Z'],
      ['2025-01-15T10:20:30', '2025-01-15T09:20:30Z'],
      ['2025-01-15 10:20', '2025-01-15T09:20:00Z'],
      ['2025-01-15T10:20:30.999', '2025-01-15T09:20:30Z'],
      ['2025-01-15T10:20:30Z', '2025-01-15T10:20:30Z'],
      ['2025-01-15 10:20:30.5+0530', '2025-01-15T04:50:30Z'],
      ['2025-01-15T10:20-03:30', '2025-01-15T13:50:00Z'],
      ['1970-01-01', '1969-12-31T23:00:00Z'],
      ['2105-12-31T23:59:59-12:00', '2106-01-01T11:59:59Z'],
      ['2024-02-29', '2024-02-28T23:00:00Z'],
      ['2024-02-30', null],
      ['2023-02-29 10:00:00', null],
      ['2024-01-01 24:00:00', null],
      ['2024-01-01 24:00', null],
      ['2024-01-01 10:60:00', null],
      ['2024-01-01 10:00:60', null],
      ['1969-12-31', null],
      ['2106-01-01', null],
      ['2024-1-01', null],
      ['2024-01-1 10:00:00 ', null],
      [' 2024-01-01', null],
      ['2024-01-01 ', null],
      ['2024-01-01T10:00:00 ', null],
      ['2024-01-01x', null],
      ['2024/01/01', null],
      ['2024-01-01T10', null],
      ['2024-01-01 10:00:00 Z', null],
      ['2024-01-01 10:00:00+24:00', null],
      ['2024-01-01 (BC) 00:00', null],
      ['infinity', null],
      ['epoch', null],
      ['２０２４-01-01', null],
      ['', null],
      ['soon', null],
    ];
    const read = await readAll(
      database,
      cases.map(([text]) => text),
      'Europe/Berlin',
    );
    expect(read).toEqual(cases.map(([, instant]) => (instant === null ? null : Date.parse(instant) / 1000)));
  });

  test('turns local times into instants where clocks change', async () => {
    const berlin = await readAll(
      database,
      [
        '2025-03-30 01:59:59',
        '2025-03-30 02:30:00',
        '2025-03-30 03:00:00',
        '2025-10-26 01:59:59',
        '2025-10-26 02:30:00',
        '2025-10-26 03:00:00',
      ],
      'Europe/Berlin',
    );
    expect(berlin.map((at) => new Date((at ?? NaN) * 1000).toISOString().slice(0, 19))).toEqual([
      '2025-03-30T00:59:59',
      '2025-03-30T01:30:00',
      '2025-03-30T01:00:00',
      '2025-10-25T23:59:59',
      '2025-10-26T00:30:00',
      '2025-10-26T02:00:00',
    ]);
  });

  test('agrees with plain code on any text in any zone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(written, { minLength: 50, maxLength: 200 }),
        fc.constantFrom(...ZONES),
        async (texts, zone) => {
          expect(await readAll(database, texts, zone)).toEqual(texts.map((text) => readInstant(text, zone)));
        },
      ),
      { numRuns: 20 },
    );
  });

  test('writes an instant by the local clock', async () => {
    const { columns } = await database.read(
      query`SELECT ${localText(verbatim('instant'), zoneOffsets('Europe/Berlin'))} AS text FROM (VALUES (1743294599), (1743294600 + 3600), (NULL)) AS instants(instant)`,
    );
    expect(columns['text']).toEqual(['2025-03-30 01:29:59', '2025-03-30 03:30:00', null]);
  });
});
