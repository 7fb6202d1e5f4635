import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { prepareWasm } from '../../src/database/prepare-wasm.mjs';

const require = createRequire(import.meta.url);
const generated = (name: string): Buffer =>
  readFileSync(new URL(`../../src/generated/${name}`, import.meta.url));

test('the packed engine is the installed one, under the 25 MiB that static hosts take for a file', async () => {
  await prepareWasm();
  const packed = generated('duckdb-eh.wasm.gz');
  expect(packed.length).toBeLessThan(25 * 2 ** 20);
  const installed = readFileSync(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  expect(gunzipSync(packed).equals(installed)).toBe(true);
  const script = gunzipSync(generated('duckdb-worker.js.gz')).toString();
  expect(script).toContain('registerWorker');
  expect(script).not.toContain('sourceMappingURL');
});

test('what is up to date is not packed again', async () => {
  await prepareWasm();
  expect(await prepareWasm()).toBe(false);
});
