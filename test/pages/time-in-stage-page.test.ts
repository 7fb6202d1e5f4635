import { expect, test } from 'vitest';
import { stagesWithStays, timeFinding } from '../../src/pages/time-in-stage/finding.ts';
import { TIME_WORDS } from '../../src/pages/time-in-stage/words.ts';
import { caseDocument } from '../charts/cases.ts';

test('stages that nobody entered have no section', () => {
  const { funnel, timeInStage = [] } = caseDocument('open-leads-count');
  if (funnel === undefined) throw new Error('no funnel');
  expect(stagesWithStays(funnel, timeInStage, 'recorded').map(({ stage }) => stage)).toEqual([
    'lead',
    'mql',
    'sql',
  ]);
});

test('the page tells stages of which half moved on from those of which fewer did', () => {
  const { timeInStage = [] } = caseDocument('random-104');
  const finding = timeFinding(timeInStage);
  const medians = new Map(timeInStage.map((figures) => [figures.stage, figures.medianDaysToAdvance]));
  expect(finding.half.map(({ stage }) => stage)).toEqual(['lead', 'mql', 'opportunity']);
  expect(finding.half.every(({ stage, days }) => days === medians.get(stage))).toBe(true);
  expect(finding.fewer).toEqual(['sql']);
});

test('too few leads are not spoken of', () => {
  expect(timeFinding(caseDocument('open-leads-count').timeInStage ?? [])).toEqual({ half: [], fewer: [] });
});

test.each(['en', 'de'] as const)(
  'the difference of the medians is one sentence in %s, whatever is missing',
  (language) => {
    const { difference } = TIME_WORDS[language];
    const parts = { finished: '16.9', both: '51.0', open: '136', lost: '77' };
    const all = difference(parts);
    for (const part of Object.values(parts)) expect(all).toContain(part);
    expect(difference({ ...parts, lost: null })).not.toContain('77');
    expect(difference({ ...parts, both: null })).not.toContain('51.0');
    expect(difference({ ...parts, open: null, lost: null })).toContain('16.9');
    for (const text of [
      all,
      difference({ ...parts, finished: null }),
      difference({ ...parts, both: null }),
    ]) {
      expect(text).toMatch(/^[A-Z].*\.$/u);
      expect(text).not.toMatch(/null|undefined|\.\./);
    }
  },
);
