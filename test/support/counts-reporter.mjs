import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the reporter leaves `{ passed, failed, skipped }`. */
export const COUNTS_FILE = fileURLToPath(new URL('../../test-results/counts.json', import.meta.url));

/**
 * Counts tests for the closing line of the test run, and says why each skipped one was skipped. A file that fails to
 * load, and an error outside of every test, count as one failure each.
 */
export default class CountsReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    /** @type {string[]} */
    const reasons = [];
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed += 1;
        else if (result.state === 'failed') counts.failed += 1;
        else counts.skipped += 1;
        if (result.state === 'skipped')
          reasons.push(`  ${test.fullName}: ${result.note ?? 'no reason given'}`);
      }
    }
    mkdirSync(dirname(COUNTS_FILE), { recursive: true });
    writeFileSync(COUNTS_FILE, JSON.stringify(counts));
    if (reasons.length > 0) process.stdout.write(`Skipped:\n${reasons.join('\n')}\n\n`);
  }
}
