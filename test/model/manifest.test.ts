import { expect, test } from 'vitest';
import { parseManifest } from '../../src/model/manifest.ts';
import type { Manifest } from '../../src/model/manifest.ts';

const manifest: Manifest = {
  version: 1,
  name: 'Werk & Söhne',
  leads: ['leads.csv', 'exports/Leads März (2).csv'],
  activities: [],
  stageHistory: [],
  opportunities: ['deals-2026.csv'],
  model: 'model.json',
  snapshot: 'snapshot.json',
  loadedAt: '2026-07-01T06:00:00Z',
};
const parse = (parts: Readonly<Record<string, unknown>>) =>
  parseManifest(JSON.stringify({ ...manifest, ...parts }));

test('a manifest passes unchanged, with and without its optional parts', () => {
  expect(parse({})).toEqual({ manifest });
  const { model: _model, snapshot: _snapshot, loadedAt: _loadedAt, ...least } = manifest;
  expect(parseManifest(JSON.stringify(least))).toEqual({ manifest: least });
});

test.each([
  '../leads.csv',
  'a/../../leads.csv',
  '/etc/leads.csv',
  '//host/leads.csv',
  'https://example.com/leads.csv',
  'data:text/csv,a',
  'C:\\leads.csv',
  'a\\b.csv',
  '.htaccess',
  'a/.git',
  'leads.csv?x=1',
  'leads.csv#x',
  '%2e%2e/leads.csv',
  'a//b.csv',
  'a/',
])('the file name %s is refused', (name) => {
  expect(parse({ leads: ['leads.csv', name] })).toMatchObject({
    problem: { place: 'leads[1]', code: 'badText' },
  });
  expect(parse({ model: name })).toMatchObject({ problem: { place: 'model' } });
});

test.each<[string, Readonly<Record<string, unknown>>, string, string]>([
  ['no leads', { leads: [] }, 'leads', 'tooShort'],
  ['an empty name', { leads: [''] }, 'leads[0]', 'tooShort'],
  ['another version', { version: 2 }, 'version', 'unknownVersion'],
  ['an unknown key', { title: 'x' }, 'title', 'unknownKey'],
  ['a missing key', { activities: undefined }, 'activities', 'missingKey'],
  ['a local instant', { loadedAt: '2026-07-01T06:00:00' }, 'loadedAt', 'badText'],
  ['an instant that is none', { loadedAt: '2026-13-01T06:00:00Z' }, 'loadedAt', 'badText'],
  ['too many files', { leads: Array.from({ length: 201 }, () => 'a') }, 'leads', 'tooLong'],
  ['a wrong kind', { activities: 'activities.csv' }, 'activities', 'wrongKind'],
])('a manifest with %s is refused', (_, parts, place, code) => {
  expect(parse(parts)).toMatchObject({ problem: { place, code } });
});

test('text that is no manifest is refused', () => {
  expect(parseManifest('<!doctype html>')).toMatchObject({ problem: { code: 'notJson', line: 1 } });
  expect(parseManifest('['.repeat(10) + ']'.repeat(10))).toMatchObject({ problem: { code: 'tooDeep' } });
  expect(parseManifest(' '.repeat(100_001))).toMatchObject({ problem: { code: 'tooLarge' } });
});
