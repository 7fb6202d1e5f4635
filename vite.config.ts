import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { prepareWasm } from './src/database/prepare-wasm.mjs';

const dataFolder = fileURLToPath(new URL('data', import.meta.url));

/** Packs the database engine into `src/generated` before anything imports it. */
export function databaseEngine(): Plugin {
  return {
    name: 'leadscope:database-engine',
    async config() {
      await prepareWasm();
    },
  };
}

/** Puts the data set that the app opens with beside the built app. The development server serves `data/` as it is. */
function dataSet(): Plugin {
  return {
    name: 'leadscope:data-set',
    apply: 'build',
    async generateBundle() {
      const names = await readdir(dataFolder);
      for (const name of names.filter((each) => /\.(csv|json)$/.test(each)).toSorted()) {
        this.emitFile({
          type: 'asset',
          fileName: `data/${name}`,
          source: await readFile(join(dataFolder, name)),
        });
      }
    },
  };
}

/** The page's Content-Security-Policy forbids the inline scripts with which the development server reloads it. */
function policyOnlyInBuild(): Plugin {
  return {
    name: 'leadscope:policy-only-in-build',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta[^>]+http-equiv="Content-Security-Policy"[^>]*>/i, ''),
  };
}

export default defineConfig({
  base: './',
  plugins: [databaseEngine(), react({ compiler: true }), dataSet(), policyOnlyInBuild()],
  // The data worker is read as text and started from a blob, so it has to be one file.
  worker: { format: 'iife' },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
  build: {
    target: 'es2022',
    // The default target rewrites light-dark() into variables that no longer follow the element's color-scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Under the policy an inlined asset is a request to `data:`, which only images may make.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
