import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Float64,
  Int32,
  Int64,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { gzipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEVER, problemOf, readAll } from './read-all.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typed-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What DuckDB writes for a query. */
async function copied(select: string, options: string): Promise<Uint8Array> {
  const path = join(folder, 'file.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
  connection.closeSync();
  instance.closeSync();
  return new Uint8Array(await readFile(path));
}

const SELECT = `SELECT
  9007199254740993::BIGINT AS id, '00123' AS code, 12345678901234567890::HUGEINT::DECIMAL(38, 4) AS exact,
  -1.50::DECIMAL(9, 2) AS small, 0.1::FLOAT AS single, 0.1::DOUBLE AS twice, TRUE AS flag, DATE '1969-12-31' AS day,
  TIMESTAMP '2024-01-05 10:00:00.25' AS local, TIMESTAMPTZ '1960-01-05 10:00:00+02' AS instant,
  TIMESTAMP_NS '2024-01-05 10:00:00.123456789' AS fine, TIME '01:02:03' AS clock, ['a', 'b'] AS list,
  {'x': 1, 'y': [2]} AS nested, NULL::VARCHAR AS missing, 18446744073709551615::UBIGINT AS large,
  '3f333df6-90a4-4fda-8dd3-9485d27cee36'::UUID AS uuid, 'e'::ENUM('e') AS word, -5::TINYINT AS tiny`;

test.each(['snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli', 'uncompressed'])(
  'Parquet of DuckDB, %s',
  async (codec) => {
    const { source, rows } = await readAll(await copied(SELECT, `COMPRESSION ${codec}`));
    const named = Object.fromEntries(source.header.map((name, index) => [name, rows[0]?.[index]]));
    expect(rows).toHaveLength(1);
    expect(named).toEqual({
      id: '9007199254740993',
      code: '00123',
      exact: '12345678901234567890.0000',
      small: '-1.50',
      single: '0.1',
      twice: '0.1',
      flag: 'TRUE',
      day: '1969-12-31',
      local: '2024-01-05T10:00:00.25',
      instant: '1960-01-05T08:00:00Z',
      fine: '2024-01-05T10:00:00.123456789',
      clock: '01:02:03',
      list: 'a;b',
      nested: '{"x":1,"y":[2]}',
      missing: null,
      large: '18446744073709551615',
      uuid: '3f333df6-90a4-4fda-8dd3-9485d27cee36',
      word: 'e',
      tiny: '-5',
    });
    expect(source).toMatchObject({ format: 'parquet', headerLine: null, isPlain: false, encoding: null });
    expect(source.declared.slice(0, 10)).toEqual([
      'number',
      'text',
      'number',
      'number',
      'number',
      'number',
      'boolean',
      'date',
      'instant',
      'instant',
    ]);
  },
);

test('Parquet of several row groups keeps the order and the numbers of its rows', async () => {
  const file = await copied("SELECT i AS id, 'n' || i AS name FROM range(20000) t(i)", 'ROW_GROUP_SIZE 4096');
  const { source, rows, lines } = await readAll(file);
  expect(rows).toHaveLength(20_000);
  expect(rows.every(([id, name], index) => id === String(index) && name === `n${index}`)).toBe(true);
  expect(lines).toEqual(rows.map((_, index) => index + 1));
  expect([...(await source.rawTexts(new Set([1, 15_000]), NEVER))]).toEqual([
    [1, '0,n0'],
    [15_000, '14999,n14999'],
  ]);
  expect((await readAll(gzipSync(file))).rows).toEqual(rows);
});

test('Parquet of another writer', async () => {
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'id', data: [1n, 9007199254740993n], type: 'INT64' },
      { name: 'at', data: [new Date('2024-01-05T10:00:00Z'), new Date(0)], type: 'TIMESTAMP' },
      { name: 'name', data: ['Köln', ''], type: 'STRING' },
      { name: 'json', data: [{ a: 1 }, { b: [2] }], type: 'JSON' },
    ],
  });
  expect((await readAll(new Uint8Array(buffer))).rows).toEqual([
    ['1', '2024-01-05T10:00:00Z', 'Köln', '{"a":1}'],
    ['9007199254740993', '1970-01-01T00:00:00Z', null, '{"b":[2]}'],
  ]);
});

test('Parquet that is cut off or changed is refused', async () => {
  const file = await copied("SELECT i AS id, 'n' || i AS name FROM range(5000) t(i)", 'COMPRESSION zstd');
  for (const length of [4, 11, 100, file.length - 1])
    expect(await problemOf(file.slice(0, length))).toMatchObject({ code: 'damagedFile', detail: 'PARQUET' });
  const changed = file.slice();
  changed.fill(0xff, 4, 60);
  expect((await problemOf(changed)).code).toMatch(/damagedFile|tooLarge/);
});

function arrowTable(): Table {
  return new Table({
    id: vectorFromArray([9007199254740993n, -1n, null], new Int64()),
    name: vectorFromArray(['Köln', null, 'x'], new Utf8()),
    word: vectorFromArray(['a', 'b', 'a'], new Dictionary(new Utf8(), new Int32())),
    day: vectorFromArray([new Date('2024-01-05'), null, new Date('1969-12-31')], new DateDay()),
    local: vectorFromArray([1704448800000, null, -1000], new TimestampMillisecond()),
    instant: vectorFromArray([1704448800000, 0, null], new TimestampMicrosecond('UTC')),
    score: vectorFromArray([0.1, 5, null], new Float64()),
    exact: vectorFromArray(
      [Uint32Array.of(150, 0, 0, 0), Uint32Array.of(0xffffff6a, 0xffffffff, 0xffffffff, 0xffffffff), null],
      new Decimal(2, 10, 128),
    ),
    flag: vectorFromArray([true, null, false], new Bool()),
  });
}

test.each(['file', 'stream'] as const)('Arrow %s', async (kind) => {
  const bytes = tableToIPC(arrowTable(), kind);
  const { source, rows, lines } = await readAll(bytes);
  expect(source).toMatchObject({
    format: 'arrow',
    header: ['id', 'name', 'word', 'day', 'local', 'instant', 'score', 'exact', 'flag'],
    declared: ['number', 'text', 'text', 'date', 'instant', 'instant', 'number', 'number', 'boolean'],
  });
  expect(rows).toEqual([
    [
      '9007199254740993',
      'Köln',
      'a',
      '2024-01-05',
      '2024-01-05T10:00:00',
      '2024-01-05T10:00:00Z',
      '0.1',
      '1.50',
      'TRUE',
    ],
    ['-1', null, 'b', null, null, '1970-01-01T00:00:00Z', '5', '-1.50', null],
    [null, 'x', 'a', '1969-12-31', '1969-12-31T23:59:59', null, null, null, 'FALSE'],
  ]);
  expect(lines).toEqual([1, 2, 3]);
  expect([...(await source.rawTexts(new Set([2]), NEVER))]).toHaveLength(1);
  expect((await readAll(gzipSync(bytes))).rows).toEqual(rows);
  for (const length of [9, 100, Math.floor(bytes.length / 2), bytes.length - 8])
    expect(await problemOf(bytes.slice(0, length))).toMatchObject({ code: 'damagedFile', detail: 'ARROW' });
});

test('Arrow of several batches', async () => {
  const part = (start: number): Table =>
    new Table({
      id: vectorFromArray(
        Array.from({ length: 1000 }, (_, row) => start + row),
        new Int32(),
      ),
    });
  const whole = part(0).concat(part(1000)).concat(part(2000));
  for (const kind of ['file', 'stream'] as const) {
    const { rows } = await readAll(tableToIPC(whole, kind));
    expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 3000 }, (_, row) => String(row)));
  }
});
