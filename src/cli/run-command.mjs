import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'src');
const cache = join(root, 'node_modules', '.cache', 'leadscope');
const PROGRAM = 'leadscope.mjs';
/** Milliseconds after which a program that does not fit the sources may go. */
const OLD = 3_600_000;

/** What the sources are now: names, sizes and times of all files. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const { size, mtimeMs } = statSync(join(source, name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Bundles the command line. A module runner would start without it, but every constant of another module then costs a
 * look-up, which makes the engine's loops three times as slow.
 * @param {string} folder where the program is to be
 */
async function bundle(folder) {
  const { build } = await import('vite');
  mkdirSync(cache, { recursive: true });
  const made = mkdtempSync(join(cache, 'made-'));
  try {
    await build({
      root,
      configFile: false,
      envDir: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        ssr: join(source, 'cli', 'leadscope.ts'),
        outDir: made,
        emptyOutDir: true,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: PROGRAM } },
      },
    });
    // programs of earlier sources; others may be bundling, or running, just now
    for (const name of readdirSync(cache)) {
      const path = join(cache, name);
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
      if (age > OLD) rmSync(path, { recursive: true, force: true });
    }
    try {
      renameSync(made, folder);
    } catch (error) {
      // another process was faster
      if (!existsSync(join(folder, PROGRAM))) throw error;
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/**
 * Runs a command of the command line from its TypeScript source, on every Node that the project supports: bundled when
 * the sources have changed, so right after `npm ci` too.
 * @param {readonly string[]} argv arguments after the program's name
 * @returns {Promise<number>} exit code
 */
export async function runCommand(argv) {
  const folder = join(cache, fingerprint());
  if (!existsSync(join(folder, PROGRAM))) await bundle(folder);
  const { main } = /** @type {typeof import('./leadscope.ts')} */ (
    await import(pathToFileURL(join(folder, PROGRAM)).href)
  );
  return main(argv);
}
