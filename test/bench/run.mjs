/** Bundles the bench and runs it: what is measured must not pay for a module runner. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const results = join(root, 'test-results', 'bench');
const programFolder = join(results, 'program');

// Leaving by exit() lets folders be taken away.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));

await build({
  root,
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir: programFolder,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: { bench: join(root, 'test/bench/bench.ts'), native: join(root, 'test/bench/native.ts') },
      output: { entryFileNames: '[name].mjs' },
    },
  },
});
const bench = /** @type {typeof import('./bench.ts')} */ (
  await import(pathToFileURL(join(programFolder, 'bench.mjs')).href)
);
process.exitCode = await bench.main(process.argv.slice(2), {
  root,
  nativeProgram: join(programFolder, 'native.mjs'),
  appFolder: join(results, 'app'),
});
rmSync(results, { recursive: true, force: true });
