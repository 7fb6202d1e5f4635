import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { runCommand } from './run-command.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the app and computes the figures that it shows before the database engine is there.
 * @param {string} outDir
 * @throws {Error} when the build or the data set beside it is broken
 */
export async function buildApp(outDir) {
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
  const data = join(outDir, 'data');
  if (!existsSync(join(data, 'manifest.json'))) throw new Error('The built app has no data/manifest.json');
  const code = await runCommand(['snapshot', '--data', data]);
  if (code !== 0) throw new Error('The snapshot of the data set could not be made');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } });
  try {
    await buildApp(resolve(values.out));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
