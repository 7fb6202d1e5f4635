/**
 * All that a change has to pass, in order: types, lint, format, dead code, then every test, the browser's last. All of
 * it runs, also after a failure. The last line counts the checks and tests; the exit code is 1 when one failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumVersion, findOrInstallChromium, NO_CHROMIUM } from './support/chromium.mjs';
import { COUNTS_FILE } from './support/counts-reporter.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/**
 * Runs a package's program.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 * @returns {boolean} whether it succeeded
 */
function runs(name, args, env = {}) {
  const manifest = join(root, 'node_modules', name, 'package.json');
  const { bin } = require(manifest);
  const program = typeof bin === 'string' ? bin : (bin[name] ?? bin['tsc']);
  const { status } = spawnSync(process.execPath, [join(dirname(manifest), program), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status === 0;
}

const CHECKS = /** @type {const} */ ([
  ['Types', 'typescript', ['--noEmit']],
  ['Lint', 'oxlint', ['--quiet']],
  ['Format', 'oxfmt', ['--check']],
  ['Dead code', 'knip', ['--no-progress']],
]);

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
for (const [title, program, args] of CHECKS) {
  say(`\n── ${title} (${[program, ...args].join(' ')})`);
  const started = performance.now();
  const passed = runs(program, args);
  counts[passed ? 'passed' : 'failed'] += 1;
  if (!passed) failures.push(title);
  say(`${passed ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

say('\n── Tests (vitest)');
const browser = findOrInstallChromium(say);
say(browser ? `Browser: ${chromiumVersion(browser)} (${browser})` : NO_CHROMIUM);
rmSync(COUNTS_FILE, { force: true });
const passed = runs(
  'vitest',
  ['run', '--reporter=default', '--reporter=./test/support/counts-reporter.mjs'],
  browser ? { CHROMIUM_PATH: browser } : {},
);
if (existsSync(COUNTS_FILE)) {
  const tests = JSON.parse(readFileSync(COUNTS_FILE, 'utf8'));
  counts.passed += tests.passed;
  counts.failed += tests.failed;
  counts.skipped += tests.skipped;
  if (!passed && tests.failed === 0) counts.failed += 1;
} else {
  counts.failed += 1;
}
if (!passed) failures.push('Tests');

say(failures.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failures.join(', ')}`);
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;
