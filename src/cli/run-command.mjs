import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a command of the command line from its TypeScript source, so that it works without a build on every Node that
 * the project supports.
 * @param {readonly string[]} argv arguments after the program's name
 * @returns {Promise<number>} exit code
 */
export async function runCommand(argv) {
  const { module } = await runnerImport(fileURLToPath(new URL('leadscope.ts', import.meta.url)), {
    root,
    configFile: false,
    envFile: false,
    logLevel: 'error',
  });
  const { main } = /** @type {typeof import('./leadscope.ts')} */ (module);
  return main(argv);
}
