import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CASES, caseFile, ENGINES, importFiles } from './engines.ts';

interface Expected {
  readonly asOf: string;
  readonly rows: unknown;
}

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(CASES, ...path), 'utf8')) as T;
}

const CASE_NAMES = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'case.json')));

test.each(ENGINES.flatMap(([engine, open]) => CASE_NAMES.map((name) => [engine, name, open] as const)))(
  '%s counts the rows of %s',
  async (_, name, open) => {
    const { args } = readJson<{ args: string[] }>(name, 'case.json');
    const { timeZone } = readJson<{ timeZone: string }>(name, 'model.json');
    const expected = readJson<Expected>(name, 'expected.json');
    const files = [
      caseFile('leads', name, 'leads.csv'),
      ...(existsSync(join(CASES, name, 'activities.csv'))
        ? [caseFile('activities', name, 'activities.csv')]
        : []),
      ...(args.includes('--stage-history') ? [caseFile('stageHistory', name, 'stage-history.csv')] : []),
      ...(args.includes('--opportunities') ? [caseFile('opportunities', name, 'opportunities.csv')] : []),
    ];
    const database = await open();
    const tables = await importFiles(database, files, { timeZone });
    await database.close();
    expect(tables.rows).toEqual(expected.rows);
    if (!args.includes('--as-of')) {
      expect(new Date(tables.defaultAsOf * 1000).toISOString()).toBe(expected.asOf);
    }
  },
);
