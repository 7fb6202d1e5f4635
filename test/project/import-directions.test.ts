import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forbiddenImports, importedSpecifiers } from '../support/import-directions.ts';
import { filesBelow, PROJECT } from '../support/source-files.ts';

const isSource = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith('generated/');

test('no file of src imports against the directions between the rooms', () => {
  const sources = filesBelow(join(PROJECT, 'src')).filter(({ path }) => isSource(path));
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.flatMap(({ path, bytes }) => forbiddenImports(path, bytes.toString('utf8')))).toEqual([]);
});

test.each([
  ['engine/scores.ts', "import { ident } from '../query/query.ts';", 'engine may not import query'],
  ['engine/scores.ts', "import type { Query } from '../query/query.ts';", 'engine may not import query'],
  ['engine/scores.ts', "export * from '../query/query.ts';", 'engine may not import query'],
  ['engine/scores.ts', "type Q = import('../query/query.ts').Query;", 'engine may not import query'],
  ['engine/scores.ts', "const later = () => import('../query/query.ts');", 'engine may not import query'],
  ['engine/scores.ts', "import { z } from 'zod';", 'engine uses no package'],
  ['app/shell.tsx', "new URL('../cli/serve.mjs', import.meta.url);", 'app may not import cli'],
  [
    'pages/funnel/page.tsx',
    "import url from '../../workspace/data-worker.ts?worker&url';",
    'pages may not import workspace',
  ],
  [
    'workspace/client.ts',
    "import { useState } from 'react';",
    'only app, pages, charts, components may import this package',
  ],
  ['import/csv.ts', "import { Table } from 'apache-arrow';", 'only database may import this package'],
  [
    'model/stages.ts',
    "import { readFileSync } from 'node:fs';",
    'only database, import, cli may import this package',
  ],
  ['model/stages.ts', "import '../main.tsx';", 'nothing imports the composition root'],
  ['model/stages.ts', "import '../../test/support/source-files.ts';", 'it lies outside of src'],
  ['helpers/any.ts', '', 'helpers is no room of the project'],
  ['helpers.ts', '', 'it lies in no room'],
])('refuses in %s: %s', (file, text, reason) => {
  expect(forbiddenImports(file, text).map((found) => found.reason)).toEqual([reason]);
});

test('lets allowed imports pass', () => {
  const text =
    "import { useQuery } from '@tanstack/react-query'; import '../model/stages.ts'; import './theme.css';";
  expect(forbiddenImports('app/shell.tsx', text)).toEqual([]);
  expect(forbiddenImports('main.tsx', "import 'react'; import './workspace/session.ts';")).toEqual([]);
  expect(importedSpecifiers('app/shell.tsx', text)).toHaveLength(3);
});

test('refuses what it cannot check', () => {
  expect(() => forbiddenImports('app/a.ts', 'const load = (name: string) => import(name);')).toThrow(
    'computed',
  );
  expect(() => forbiddenImports('app/a.ts', 'import {')).toThrow('app/a.ts');
});
