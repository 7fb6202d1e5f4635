import { describe, expect, test } from 'vitest';
import { documentDifferences } from '../support/document-differences.ts';
import { referenceCases } from '../support/reference-cases.ts';
import { runMain } from '../support/run-main.ts';

/** Keys of a document and of its parts, in the order in which the contract writes them. */
const ORDER = {
  document: [
    'asOf',
    'basis',
    'windowDays',
    'rows',
    'funnel',
    'current',
    'timeInStage',
    'cohorts',
    'flow',
    'breakdowns',
    'handover',
    'nurture',
    'quality',
    'sweep',
    'agreement',
  ],
  step: ['from', 'to', 'entered', 'eligible', 'converted', 'immature', 'immatureConverted', 'rate', 'low', 'high'],
};

const cases = referenceCases();

test('there are reference cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(19);
});

describe('the command line gives the figures of the reference cases', () => {
  test.each(cases)('$name: $why', async ({ argv, expected }) => {
    const { code, stdout, stderr } = await runMain(argv);
    const said = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('leadscope: warning: '));
    expect({ code, said }).toEqual({ code: 0, said: [] });
    const document = JSON.parse(stdout);
    expect(documentDifferences(document, expected)).toEqual([]);
    const keys = Object.keys(document);
    expect(keys).toEqual(ORDER.document.filter((key) => keys.includes(key)));
    expect(Object.keys(document.funnel.steps[0])).toEqual(ORDER.step);
  });
});
