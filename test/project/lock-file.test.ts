import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROJECT } from '../support/source-files.ts';

const lockEntry = z.object({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), lockEntry) });
type Packages = z.infer<typeof lockSchema>['packages'];

/**
 * Optional dependencies without an entry of their own. `npm install` leaves one out when the registry does not have
 * that platform's package yet, and then every `npm ci` fails, on every machine.
 */
function missingEntries(packages: Packages): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => {
        const folders = path.split('/node_modules/').map((_, depth, parts) => parts.slice(0, depth + 1));
        const places = [[], ...folders].map((parts) => [...parts, name].join('/node_modules/'));
        return !places.some((place) =>
          Object.hasOwn(packages, place.replace(/^(?!node_modules\/)/, 'node_modules/')),
        );
      })
      .map((name) => `${path} → ${name}`),
  );
}

test('every optional dependency in the lock file has its entry', () => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')));
  expect(Object.values(packages).filter((entry) => entry.optionalDependencies).length).toBeGreaterThan(3);
  expect(missingEntries(packages)).toEqual([]);
});

test('a missing entry is found, at the top and nested', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-darwin': '1.0.0' } },
    'node_modules/a-linux': { version: '1.0.0' },
    'node_modules/b/node_modules/a': { optionalDependencies: { 'b-inner': '2.0.0' } },
    'node_modules/b/node_modules/b-inner': { version: '2.0.0' },
  };
  expect(missingEntries(packages)).toEqual(['node_modules/a → a-darwin']);
});

test('dependencies are pinned to exact versions', () => {
  const manifest = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')));
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(ranges).toEqual([]);
});
