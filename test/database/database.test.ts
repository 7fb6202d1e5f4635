import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Database } from '../../src/database/database.ts';
import { query, verbatim } from '../../src/query/query.ts';
import { ENGINES, withDatabase } from './both-engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'database-test-'));
const file = join(folder, 'some "file", it\'s.csv');
beforeAll(() => writeFileSync(file, 'a,b\n1,x\n3,\n'));
afterAll(() => rmSync(folder, { recursive: true }));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function readNumbers(database: Database, name: string, header = true): Promise<number[]> {
  const { columns } = await database.read(
    query`SELECT a::INTEGER AS a FROM read_csv(${name}, auto_detect = false, header = ${header}, columns = {'a': 'INTEGER', 'b': 'VARCHAR'})`,
  );
  return [...(columns['a'] as Int32Array)];
}

async function collect(batches: AsyncIterable<Answer>): Promise<Answer[]> {
  const all: Answer[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

describe.each(ENGINES)('%s engine', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.run(query`CREATE TABLE numbers AS SELECT i::INTEGER AS i FROM range(300000) r(i)`);
  });
  afterAll(() => database.close());

  test('typed columns', async () => {
    const answer = await database.read(
      query`SELECT * FROM (VALUES (1, 0.5::DOUBLE, 'x'), (-2147483648, '-inf'::DOUBLE, NULL), (2147483647, 5e-324::DOUBLE, '')) t(a, b, c)`,
    );
    expect(answer).toEqual({
      rows: 3,
      columns: {
        a: Int32Array.of(1, -2147483648, 2147483647),
        b: Float64Array.of(0.5, -Infinity, 5e-324),
        c: ['x', null, ''],
      },
    });
  });

  test('columns of an answer without rows keep their types', async () => {
    expect(
      await database.read(query`SELECT i, i::DOUBLE AS d, i::VARCHAR AS t FROM numbers WHERE i < 0`),
    ).toEqual({
      rows: 0,
      columns: { i: new Int32Array(0), d: new Float64Array(0), t: [] },
    });
  });

  test('texts of every kind, over more than one batch', async () => {
    const texts = ['', 'plain', 'Größe', '€ 5', '😀', '\ufeffmark', 'a\nb', '\\', null, '漢字 and more'];
    const list = texts.map((text) => query`${text}`);
    const { columns } = await database.read(
      query`SELECT [${list}][1 + i % 10] AS t FROM numbers WHERE i < 10000`,
    );
    expect(columns['t']).toEqual(Array.from({ length: 10_000 }, (__, i) => texts[i % 10]));
    const nul = await database.read(query`SELECT 'a' || chr(0) || 'b' AS t, '' AS n`);
    expect(nul.columns['t']).toEqual(['a\u0000b']);
  });

  test.each(['constructor', '__proto__', 'a "quoted" name'])('a column named %s', async (name) => {
    const { columns } = await database.read(verbatim(`SELECT 1::INTEGER AS "${name.replaceAll('"', '""')}"`));
    expect(Object.entries(columns)).toEqual([[name, Int32Array.of(1)]]);
  });

  test.each([
    '1::BIGINT',
    '1::HUGEINT',
    'sum(1::INTEGER)',
    'count(*)',
    '1.5',
    '1::UINTEGER',
    '1::SMALLINT',
    '1::FLOAT',
    "'2024-01-01'::DATE",
    "'2024-01-01'::TIMESTAMP",
    'true',
    "'a'::BLOB",
    '[1]',
    '{a: 1}',
    "'a'::ENUM('a')",
  ])('%s is refused with the name of its column', async (expression) => {
    const statement = verbatim(`SELECT 1::INTEGER AS fine, ${expression} AS "the column"`);
    await expect(database.read(statement)).rejects.toThrow(
      /^Output column "the column" is .+: cast it to INTEGER/,
    );
    await expect(collect(database.stream(statement))).rejects.toThrow(/the column/);
    await expect(database.run(statement)).resolves.toBeUndefined();
  });

  test('a null among numbers is refused, in any row and batch', async () => {
    for (const place of [0, 63, 64, 2047, 2048, 9999]) {
      for (const type of ['INTEGER', 'DOUBLE']) {
        await expect(
          database.read(verbatim(`SELECT nullif(i, ${place})::${type} AS n FROM numbers WHERE i < 10000`)),
        ).rejects.toThrow('Output column "n" holds a null among its numbers');
      }
    }
  });

  test('two columns of one name are refused', async () => {
    await expect(database.read(query`SELECT 1::INTEGER AS n, 2::INTEGER AS n`)).rejects.toThrow(
      'have the name "n"',
    );
  });

  test('a stream gives the rows of the table in their order', async () => {
    const batches = await collect(database.stream(query`SELECT i, i::VARCHAR AS t FROM numbers`));
    expect(batches.length).toBeGreaterThan(1);
    let expected = 0;
    for (const { rows, columns } of batches) {
      expect((columns['t'] as string[]).length).toBe(rows);
      for (const i of columns['i'] as Int32Array)
        if (i !== expected++) throw new Error(`${i} came for ${expected - 1}`);
    }
    expect(expected).toBe(300_000);
  });

  test('a stream can be broken off, and runs beside other statements', async () => {
    let rows = 0;
    for await (const batch of database.stream(query`SELECT i FROM numbers`)) {
      rows += batch.rows;
      const { columns } = await database.read(query`SELECT count(*)::INTEGER AS n FROM numbers`);
      expect(columns['n']).toEqual(Int32Array.of(300_000));
      if (rows > 5000) break;
    }
    expect(rows).toBeLessThan(300_000);
    expect(await database.read(query`SELECT 1::INTEGER AS n`)).toMatchObject({ rows: 1 });
  });

  test('statements sent together are done in their order', async () => {
    const steps = [
      database.run(query`CREATE TABLE steps AS SELECT 1::INTEGER AS n`),
      database.run(query`INSERT INTO steps VALUES (2)`),
      database.read(query`SELECT n FROM steps ORDER BY n`),
      database.run(query`DROP TABLE steps`),
    ] as const;
    expect((await steps[2]).columns['n']).toEqual(Int32Array.of(1, 2));
    await Promise.all(steps);
  });

  test('a failed statement says why, and the next one works', async () => {
    await expect(database.run(query`SELECT * FROM nowhere`)).rejects.toThrow(/^Catalog Error: .*nowhere/);
    await expect(database.read(query`SELEC`)).rejects.toThrow(/^Parser Error: /);
    expect(await database.read(query`SELECT 1::INTEGER AS n`)).toMatchObject({ rows: 1 });
  });

  test('an error deep in an answer is an error, not the end of the answer', async () => {
    const statement = query`SELECT (CASE WHEN i = 250000 THEN 'x' ELSE i::VARCHAR END)::INTEGER AS n FROM numbers`;
    const reason = /^Conversion Error: Could not convert string 'x' to INT32/;
    await expect(database.read(statement)).rejects.toThrow(reason);
    await expect(database.run(statement)).rejects.toThrow(reason);
    await expect(collect(database.stream(statement))).rejects.toThrow(reason);
    await expect(database.run(query`CREATE TABLE half AS ${statement}`)).rejects.toThrow(reason);
    await expect(database.read(query`SELECT n FROM half`)).rejects.toThrow('half does not exist');
  });

  test('a whole file, a range of it, bytes and a blob are readable while attached', async () => {
    const whole = await database.attach({ path: file });
    expect(await readNumbers(database, whole)).toEqual([1, 3]);
    const range = await database.attach({ path: file, start: 4, end: 8 });
    expect(await readNumbers(database, range, false)).toEqual([1]);
    const rest = await database.attach({ path: file, start: 8 });
    expect(await readNumbers(database, rest, false)).toEqual([3]);
    const bytes = encode('zz7,x\n').subarray(2);
    const given = await database.attach({ bytes });
    expect(await readNumbers(database, given, false)).toEqual([7]);
    expect(new TextDecoder().decode(bytes)).toBe('7,x\n');
    const blob = await database.attach({ blob: new Blob(['a,b\n9,y\n']).slice(4) });
    expect(await readNumbers(database, blob, false)).toEqual([9]);
    const empty = await database.attach({ bytes: new Uint8Array() });
    expect(await readNumbers(database, empty, false)).toEqual([]);
    for (const name of [whole, range, rest, given, blob, empty]) await database.release(name);
    for (const name of [whole, range, given, blob]) {
      await expect(readNumbers(database, name)).rejects.toThrow(/^IO Error: /);
    }
  });

  test('what changed is read anew when attached again', async () => {
    const path = join(folder, 'changing.csv');
    for (const content of ['a,b\n1,\n', 'a,b\n2,\n', 'a,b\n3,\n4,\n']) {
      writeFileSync(path, content);
      const name = await database.attach({ path });
      expect(await readNumbers(database, name)).toEqual(
        content
          .split('\n')
          .slice(1, -1)
          .map((line) => Number(line.split(',')[0])),
      );
      await database.release(name);
      await database.release(name);
    }
  });

  test('a file that is not there cannot be attached', async () => {
    await expect(database.attach({ path: join(folder, 'nowhere.csv') })).rejects.toThrow('ENOENT');
  });

  test('a file of ours that was never attached is not readable, nor is anything writable', async () => {
    for (const statement of [
      query`SELECT * FROM read_csv(${file})`,
      query`SELECT * FROM read_text(${file})`,
      query`COPY (SELECT 1) TO ${join(folder, 'out.csv')}`,
      query`ATTACH ${join(folder, 'out.db')}`,
      query`EXPORT DATABASE ${join(folder, 'out')}`,
    ]) {
      await expect(database.run(statement), statement.text).rejects.toThrow(/^Permission Error: /);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  test('nothing is requested, and no setting can be changed back', async () => {
    let requests = 0;
    const server = createServer((__, response) => {
      requests++;
      response.end('a\n1\n');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = `http://127.0.0.1:${(server.address() as { port: number }).port}/x.csv`;
    try {
      for (const statement of [
        query`SELECT * FROM read_csv(${address})`,
        query`ATTACH ${address}`,
        query`COPY (SELECT 1) TO ${address}`,
        query`SET enable_external_access = true`,
        query`SET allowed_directories = ['/']`,
        query`SET lock_configuration = false`,
        query`SET autoload_known_extensions = true`,
        query`SET custom_extension_repository = ${address}`,
        query`SET threads = 4`,
        query`LOAD '/tmp/some.duckdb_extension'`,
        query`LOAD httpfs`,
        query`SELECT * FROM read_parquet(${address})`,
      ]) {
        await expect(database.run(statement), statement.text).rejects.toThrow(
          /^(Permission|Invalid Input|Catalog|IO|Binder|Missing Extension) Error: /,
        );
      }
      expect(requests).toBe(0);
      expect(await database.read(query`SELECT 1::INTEGER AS n`)).toMatchObject({ rows: 1 });
    } finally {
      server.close();
    }
  });

  test('an aborted statement is not begun', async () => {
    const reason = new Error('the reader thought better of it');
    await expect(database.run(query`CREATE TABLE late AS SELECT 1`, AbortSignal.abort(reason))).rejects.toBe(
      reason,
    );
    await expect(database.read(query`SELECT * FROM late`)).rejects.toThrow('late does not exist');
  });

  test('after closing every call is refused', async () => {
    const other = await open();
    await other.close();
    await other.close();
    const closed = 'The database is closed';
    await expect(other.run(query`SELECT 1`)).rejects.toThrow(closed);
    await expect(other.read(query`SELECT 1`)).rejects.toThrow(closed);
    await expect(collect(other.stream(query`SELECT 1`))).rejects.toThrow(closed);
    await expect(other.attach({ bytes: encode('a') })).rejects.toThrow(closed);
  });

  test('another database starts empty', async () => {
    await withDatabase(open, async (other) => {
      await expect(other.read(query`SELECT i FROM numbers`)).rejects.toThrow('numbers does not exist');
    });
  });
});
