/** Documents of the reference cases, for charts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { PROJECT } from '../support/source-files.ts';

/** The document that a reference case must give. */
export function caseDocument(name: string): MetricsDocument {
  return JSON.parse(
    readFileSync(join(PROJECT, 'test/cases', name, 'expected.json'), 'utf8'),
  ) as MetricsDocument;
}
