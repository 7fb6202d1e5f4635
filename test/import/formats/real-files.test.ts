import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRowSource } from '../../../src/import/formats/open-row-source.ts';
import { pathBytes } from '../../../src/import/path-bytes.ts';
import { PROJECT } from '../../support/source-files.ts';
import { NEVER } from './read-all.ts';

const root = join(PROJECT, '../shared/data');

test('every real export is read whole, and what is special about it is found', async ({ skip }) => {
  skip(!existsSync(root), 'the folder of real exports is not there');
  const names = (readdirSync(root, { recursive: true }) as string[]).filter(
    (name) => name.endsWith('.csv') && statSync(join(root, name)).isFile(),
  );
  const seen: Record<string, readonly unknown[]> = {};
  for (const name of names) {
    const source = await openRowSource(name, await pathBytes(join(root, name)));
    let rows = 0;
    for await (const batch of source.rows(NEVER)) {
      expect(batch.malformed, name).toEqual([]);
      rows += batch.rows.length;
    }
    expect(source.headerLine, name).toBe(1);
    expect(source.skipped, name).toEqual([]);
    expect(source.isPlain, name).toBe(source.delimiter === ',');
    seen[name.replaceAll('\\', '/')] = [source.delimiter, source.header.length, rows];
  }
  expect(names.length).toBeGreaterThan(50);
  expect(seen).toMatchObject({
    'layouts/hubspot_deals_tiny.csv': [',', 14, 30],
    'layouts/marketo_bulk_activity_sample.csv': [',', 8, 1],
    'layouts/pipedrive_sample_import.csv': [',', 13, 0],
    'layouts/salesforce_field_history_excerpt.csv': [',', 10, 33],
    'maven-crm/sales_pipeline.csv': [',', 8, 8800],
    'mobis/mobis_challenge_log_2019_snippet.csv': [';', 9, 464],
    'vendor-seeds/salesforce/sf_lead_data.csv': [',', 382, 1],
  });
});
