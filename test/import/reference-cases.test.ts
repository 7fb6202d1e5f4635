import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CASES, caseFile, ENGINES, importFiles } from './engines.ts';

interface Expected {
  readonly asOf: string;
  readonly rows: unknown;
}

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(CASES, ...path), 'utf8'));
}

const CASE_NAMES = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'case.json')));

test.each(ENGINES.flatMap(([engine, open]) => CASE_NAMES.map((name) => [engine, name, open] as const)))(
  '%s counts the rows of %s',
  async (_, name, open) => {
    const { args } = readJson(name, 'case.json') as { args: string[] };
    const { timeZone } = readJson(name, 'model.json') as { timeZone: string };
    const expected = readJson(name, 'expected.json') as Expected;
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
