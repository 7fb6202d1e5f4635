import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { databaseEngine } from './vite.config.ts';

export default defineConfig({
  test: {
    // the default leaves one of two processors idle
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        plugins: [databaseEngine()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/bench/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/built-app.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
