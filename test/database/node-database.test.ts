import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { query } from '../../src/query/query.ts';
import { withDatabase } from './both-engines.ts';

/** A statement that takes minutes unless it is stopped. */
const ENDLESS = query`SELECT count(*)::DOUBLE AS n FROM range(3000000) a(i) JOIN range(3000000) b(j) ON a.i < b.j`;
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

test('closing ends a running statement and those that wait', async () => {
  const database = await openNodeDatabase();
  const outcomes = Promise.allSettled([database.read(ENDLESS), database.run(query`SELECT 1`)]);
  await pause(100);
  await database.close();
  const refused = { status: 'rejected', reason: new Error('The database is closed') };
  expect(await outcomes).toEqual([refused, refused]);
});

test('closing at once ends a statement that has hardly begun', async () => {
  const database = await openNodeDatabase();
  const outcomes = Promise.allSettled([database.read(ENDLESS)]);
  await database.close();
  expect(await outcomes).toEqual([{ status: 'rejected', reason: new Error('The database is closed') }]);
});

test('aborting ends a running statement, undoes it, and leaves the database usable', async () => {
  await withDatabase(openNodeDatabase, async (database) => {
    const statement = query`CREATE TABLE late AS ${ENDLESS}`;
    await expect(database.run(statement, AbortSignal.timeout(100))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(database.read(query`SELECT n FROM late`)).rejects.toThrow('late does not exist');
    expect(await database.read(query`SELECT 1::INTEGER AS n`)).toMatchObject({ rows: 1 });
  });
});

test('several threads give rows in the order of the table', async () => {
  await withDatabase(
    () => openNodeDatabase({ threads: 4 }),
    async (database) => {
      await database.run(query`CREATE TABLE t AS SELECT i::INTEGER AS i FROM range(1000000) r(i)`);
      const { columns } = await database.read(query`SELECT i FROM t WHERE i % 3 <> 0`);
      const numbers = columns['i'] as Int32Array;
      expect(numbers.length).toBe(666_666);
      expect(numbers.every((value, index) => index === 0 || value > (numbers[index - 1] ?? 0))).toBe(true);
      let next = 0;
      for await (const batch of database.stream(query`SELECT i FROM t`)) {
        for (const value of batch.columns['i'] as Int32Array)
          if (value !== next++) throw new Error(`${value} too early`);
      }
      expect(next).toBe(1_000_000);
    },
  );
});

test('a statement that passes the memory limit goes over the disk', async () => {
  await withDatabase(
    () => openNodeDatabase({ memoryLimit: '60MB' }),
    async (database) => {
      await database.run(query`CREATE TABLE t AS SELECT md5(i::VARCHAR) AS s FROM range(1000000) r(i)`);
      const { columns } = await database.read(
        query`SELECT count(*)::INTEGER AS n FROM (SELECT s, row_number() OVER (ORDER BY s) AS k FROM t) WHERE k > 0`,
      );
      expect(columns['n']).toEqual(Int32Array.of(1_000_000));
    },
  );
});

test('releasing takes away what was attached and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'database-test-'));
  const path = join(folder, 'kept.csv');
  writeFileSync(path, 'a\n1\n');
  await withDatabase(openNodeDatabase, async (database) => {
    const name = await database.attach({ path });
    await database.release(path);
    await database.release(name);
    expect(existsSync(path)).toBe(true);
    expect(existsSync(name)).toBe(false);
  });
  rmSync(folder, { recursive: true });
});

test('closing removes the temporary folder', async () => {
  const database = await openNodeDatabase();
  const name = await database.attach({ bytes: new Uint8Array([97]) });
  expect(existsSync(name)).toBe(true);
  await database.close();
  expect(existsSync(dirname(dirname(name)))).toBe(false);
});

test('a process that ends without closing leaves nothing behind', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'database-test-'));
  const script = `
    import { createServer } from 'vite';
    const server = await createServer({ configFile: false, server: { middlewareMode: true, watch: null }, logLevel: 'error', optimizeDeps: { noDiscovery: true } });
    const { openNodeDatabase } = await server.ssrLoadModule('/src/database/node-database.ts');
    const database = await openNodeDatabase();
    await database.attach({ bytes: new Uint8Array([97]) });
    process.exit(2);`;
  expect(() =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: 'pipe',
    }),
  ).toThrow(expect.objectContaining({ status: 2 }));
  expect(readdirSync(temporary).filter((name) => name.startsWith('leadscope-'))).toEqual([]);
  rmSync(temporary, { recursive: true });
});
