import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stagesOf } from '../../data/generator/scores.mjs';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { readInstant } from '../query/read-instant.ts';
import { plainLoad } from '../support/plain-load.ts';

const CASES = new URL('../cases/', import.meta.url);
const read = (path: string): string =>
  existsSync(new URL(path, CASES)) ? readFileSync(new URL(path, CASES), 'utf8') : '';

// The zone of the calendar limits is the sample's own, Europe/Berlin: cases of other zones with such limits are left out.
test.each([
  'decayed-negative',
  'direct-request',
  'edges',
  'expiry-lifts-a-score',
  'half-life',
  'limits-and-groups',
  'random-100',
  'random-104',
])('the plain scores that the sample is made with give the entries of the reference case %s', (name) => {
  const model = JSON.parse(read(`${name}/model.json`)) as ScoringModel;
  const { args } = JSON.parse(read(`${name}/case.json`)) as { args: string[] };
  const expected = JSON.parse(read(`${name}/expected.json`)) as {
    asOf: string;
    rows: { leads: { rejected: object; repaired: object }; activities: { rejected: object; joined: object } };
    funnel: { entered: Record<string, number>; routes: Record<string, number> };
  };
  const asOf =
    readInstant(args[args.indexOf('--as-of') + 1] ?? '', model.timeZone) ?? Date.parse(expected.asOf) / 1000;
  const data = plainLoad(
    {
      leads: read(`${name}/leads.csv`),
      activities: read(`${name}/activities.csv`),
      opportunities: args.includes('--opportunities') ? read(`${name}/opportunities.csv`) : '',
    },
    model.timeZone,
  );
  const entries = data.leads
    .filter(({ createdAt }) => createdAt <= asOf)
    .map((lead) => {
      const known = lead.activities.filter(({ at }) => at <= asOf);
      const { mql, sql, route } = stagesOf(model, lead.row, lead.createdAt, known, asOf);
      const later = Math.min(
        ...['opportunity_at', 'customer_at']
          .map((column) => lead.recorded.get(column) ?? Infinity)
          .filter((at) => at <= asOf),
      );
      // an entry after that of a later stage is void
      const countsSql = sql !== null && sql <= later;
      const next = countsSql ? sql : later;
      return { mql: mql !== null && mql <= next, sql: countsSql, route: countsSql ? route : null };
    });
  expect(data.rejected.leads).toEqual(expected.rows.leads.rejected);
  expect(data.rejected.activities).toEqual(expected.rows.activities.rejected);
  expect(data.joined).toEqual(expected.rows.activities.joined);
  expect({
    lead: entries.length,
    mql: entries.filter(({ mql }) => mql).length,
    sql: entries.filter(({ sql }) => sql).length,
  }).toEqual({
    lead: expected.funnel.entered['lead'],
    mql: expected.funnel.entered['mql'],
    sql: expected.funnel.entered['sql'],
  });
  expect(entries.filter(({ route }) => route === 'direct').length).toBe(expected.funnel.routes['direct']);
});
