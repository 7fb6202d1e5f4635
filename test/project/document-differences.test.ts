import { expect, test } from 'vitest';
import { documentDifferences } from '../support/document-differences.ts';

const document = {
  funnel: { entered: { lead: 10 }, steps: [{ from: 'lead', rate: 0.3, eligible: 10 }] },
  timeInStage: [{ advancedByDay: { 7: 0.5, 14: null }, medianDays: 4 }],
  breakdowns: { source: [{ value: null }] },
};

test('equal documents have no differences, whatever the order of keys and the last digits of fractions', () => {
  const same = {
    breakdowns: { source: [{ value: null }] },
    timeInStage: [{ medianDays: 4.000000000000001, advancedByDay: { 14: null, 7: 0.5000000000001 } }],
    funnel: { entered: { lead: 10 }, steps: [{ eligible: 10, rate: 0.1 + 0.2, from: 'lead' }] },
  };
  expect(documentDifferences(same, document)).toEqual([]);
});

test.each([
  [{ funnel: { entered: { lead: 10.000000001 } } }, 'funnel.entered.lead: 10.000000001, expected 10'],
  [{ funnel: { steps: [{ from: 'lead', rate: 0.300000001, eligible: 10 }] } }, 'funnel.steps[0].rate'],
  [{ funnel: { steps: [] } }, 'funnel.steps: 0 rows, expected 1'],
  [
    { timeInStage: [{ advancedByDay: { 7: 0.5, 14: 0 }, medianDays: 4 }] },
    'timeInStage[0].advancedByDay.14: 0, expected null',
  ],
  [
    { timeInStage: [{ advancedByDay: { 7: 0.5 }, medianDays: 4 }] },
    'timeInStage[0].advancedByDay.14: missing',
  ],
  [{ breakdowns: { source: [{ value: '' }] } }, 'breakdowns.source[0].value: "", expected null'],
  [{ sweep: [] }, 'sweep: not expected'],
])('finds what differs: %j', (change, difference) => {
  const actual = { ...document, ...change };
  if ('funnel' in change) actual.funnel = { ...document.funnel, ...change.funnel };
  const [found, ...others] = documentDifferences(actual, document);
  expect(found).toContain(difference);
  expect(others).toEqual([]);
});
