/**
 * Packs the browser's database engine: `src/generated/duckdb-eh.wasm.gz` and `src/generated/duckdb-worker.js.gz`.
 * Unpacked, the engine is over the limit for one file of some static hosts. Run before serving, building and testing.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const engine = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm');
const worker = createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js');
const generated = new URL('../generated/', import.meta.url);
const outputs = {
  engine: new URL('duckdb-eh.wasm.gz', generated),
  worker: new URL('duckdb-worker.js.gz', generated),
};
const stampFile = new URL('duckdb.stamp', generated);

/** @param {Buffer} bytes */
const pack = (bytes) => promisify(gzip)(bytes, { level: 9 });

/**
 * Two runs at once must not leave half a file.
 * @param {URL} place
 * @param {Buffer | string} content
 */
async function writeWhole(place, content) {
  const draft = new URL(`${place.href}.${randomUUID()}`);
  await writeFile(draft, content);
  await rename(draft, place);
}

async function stampOfSources() {
  const facts = await Promise.all([engine, worker, fileURLToPath(import.meta.url)].map((path) => stat(path)));
  return facts.map((fact) => `${fact.size} ${Math.trunc(fact.mtimeMs)}`).join('\n');
}

/** @param {string} stamp */
async function isUpToDate(stamp) {
  try {
    await Promise.all([stat(outputs.engine), stat(outputs.worker)]);
    return (await readFile(stampFile, 'utf8')) === stamp;
  } catch {
    return false;
  }
}

/**
 * Writes the two packed files, unless they are up to date.
 * @returns {Promise<boolean>} whether anything was written
 */
export async function prepareWasm() {
  const stamp = await stampOfSources();
  if (await isUpToDate(stamp)) return false;
  await mkdir(generated, { recursive: true });
  const script = (await readFile(worker, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/gm, '');
  await Promise.all([
    readFile(engine)
      .then(pack)
      .then((packed) => writeWhole(outputs.engine, packed)),
    pack(Buffer.from(script)).then((packed) => writeWhole(outputs.worker, packed)),
  ]);
  await writeWhole(stampFile, stamp);
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await prepareWasm();
