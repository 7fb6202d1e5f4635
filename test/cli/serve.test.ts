import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../../src/cli/serve.mjs';

let parent = '';
let server: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'leadscope-serve-'));
  const folder = join(parent, 'site');
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'data/leads ä.csv'), 'lead_id\n');
  writeFileSync(join(folder, 'engine.wasm.gz'), new Uint8Array([0x1f, 0x8b]));
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  mkdirSync(join(parent, 'site-next'));
  writeFileSync(join(parent, 'site-next/secret.txt'), 'secret');
  server = await serveFolder({ folder, mount: '/a/b/' });
});

afterAll(async () => {
  await server.close();
  rmSync(parent, { recursive: true });
});

/** As a client that does not tidy up paths. */
function rawStatus(path: string, method = 'GET'): Promise<number | undefined> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('serves files with their type and length, and no other header of its own', async () => {
  const page = await fetch(server.url);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toBe('<!doctype html>');
  expect([...page.headers.keys()].toSorted()).toEqual([
    'connection',
    'content-length',
    'content-type',
    'date',
    'keep-alive',
  ]);
  const packed = await fetch(`${server.url}engine.wasm.gz`);
  expect(packed.headers.get('content-type')).toBe('application/octet-stream');
  expect(packed.headers.get('content-encoding')).toBeNull();
  expect((await packed.arrayBuffer()).byteLength).toBe(2);
});

test('serves names that need escaping, and answers HEAD', async () => {
  expect(await (await fetch(`${server.url}data/leads%20%C3%A4.csv`)).text()).toBe('lead_id\n');
  const head = await fetch(server.url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '15']);
});

test.each([
  ['/', 404],
  ['/a/b', 404],
  ['/a/b/missing.js', 404],
  ['/a/b/data/', 404],
  ['/a/b/data', 404],
  ['/a/b/../../secret.txt', 404],
  ['/a/b/..%2fsecret.txt', 404],
  ['/a/b/%2e%2e/secret.txt', 404],
  ['/a/b/..%2fsite-next/secret.txt', 404],
  ['/a/b/%00', 404],
  ['/a/b/%zz', 404],
])('answers %s with %d', async (path, status) => {
  expect(await rawStatus(path)).toBe(status);
});

test('refuses other methods', async () => {
  expect(await rawStatus('/a/b/', 'POST')).toBe(405);
});

test('says when a port is taken', async () => {
  const port = Number(new URL(server.url).port);
  await expect(serveFolder({ folder: parent, port })).rejects.toThrow('EADDRINUSE');
});
