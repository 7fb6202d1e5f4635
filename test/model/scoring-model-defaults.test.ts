import { expect, test } from 'vitest';
import {
  directRequestBeforeHours,
  nurtureLandmarkDays,
  outcomeLandmarkDays,
  outcomeStage,
  outcomeWithinDays,
  responseHours,
} from '../../src/model/scoring-model-defaults.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';

const bare: ScoringModel = {
  version: 1,
  name: 'bare',
  timeZone: 'UTC',
  fit: [],
  engagement: { rules: [] },
  stages: { mql: {}, sql: {} },
};
const touch = { field: 'type', op: 'isSet' } as const;
const readings = (model: ScoringModel) => [
  responseHours(model),
  nurtureLandmarkDays(model),
  outcomeStage(model),
  outcomeWithinDays(model),
  outcomeLandmarkDays(model),
  directRequestBeforeHours(model),
];

test('what is left out has its default, also within a part that is there', () => {
  const defaults = [24, 14, 'customer', null, 30, 0];
  expect(readings(bare)).toEqual(defaults);
  expect(readings({ ...bare, sales: { touch }, nurture: { touch }, outcome: {} })).toEqual(defaults);
});

test('what is given holds, zero included', () => {
  const given: ScoringModel = {
    ...bare,
    stages: { mql: {}, sql: { directRequestBeforeHours: 12 } },
    sales: { touch, responseHours: 0 },
    nurture: { touch, landmarkDays: 7 },
    outcome: { stage: 'sql', withinDays: 90, landmarkDays: 0 },
  };
  expect(readings(given)).toEqual([0, 7, 'sql', 90, 0, 12]);
});
