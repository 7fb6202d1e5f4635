/** Builds the app once for all browser tests, and serves it in a sub-path from a server without special headers. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '../../src/cli/serve.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** why there is no built app, or null: an error here would keep the other tests from running */
    readonly buildFailure: string | null;
    /** address of the built app, ending in a slash */
    readonly appUrl: string;
    /** folder of the built app */
    readonly appFolder: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('../../test-results/app', import.meta.url));

/** Runs before the first browser test; what it returns runs after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // A process of its own, since the test runner's environment would make it a development build.
  const { NODE_ENV: _, ...env } = process.env;
  const command = ['src/cli/build.mjs', '--out', folder];
  const failure = await promisify(execFile)(process.execPath, command, { cwd: root, env }).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const server = await serveFolder({ folder, mount: '/reports/leads/' });
  project.provide('buildFailure', failure);
  project.provide('appUrl', server.url);
  project.provide('appFolder', folder);
  return server.close;
}
