import { expect, test } from 'vitest';
import {
  createBursts,
  modelThresholds,
  modelWithThresholds,
  normalChanges,
} from '../../src/app/thresholds.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';

const model: ScoringModel = {
  version: 1,
  name: 'Test',
  timeZone: 'UTC',
  fit: [],
  engagement: { rules: [] },
  stages: {
    mql: { engagement: 40, total: 50 },
    sql: { engagement: 80, directRequest: { field: 'type', op: 'eq', value: 'call' }, directRequestFit: 10 },
  },
};

test('a minimum that the model does not have can be neither read nor moved', () => {
  expect(modelThresholds(model)).toEqual({ mqlFit: null, mqlEngagement: 40, sqlEngagement: 80 });
  expect(modelWithThresholds(model, { mqlFit: 20 })).toBe(model);
});

test('moved minimums leave the rest of the model as it is', () => {
  const moved = modelWithThresholds(model, { mqlEngagement: 45, sqlEngagement: 90 });
  expect(moved.stages).toEqual({
    mql: { engagement: 45, total: 50 },
    sql: { ...model.stages.sql, engagement: 90 },
  });
  expect(moved.engagement).toBe(model.engagement);
  expect(model.stages.mql.engagement).toBe(40);
});

test('two ways to the same minimums have one form', () => {
  const own = modelThresholds(model);
  expect(normalChanges(own, null)).toBeNull();
  expect(normalChanges(own, { mqlEngagement: 40 })).toBeNull();
  expect(normalChanges(own, { mqlFit: 3 })).toBeNull();
  expect(JSON.stringify(normalChanges(own, { sqlEngagement: 90, mqlEngagement: 45 }))).toBe(
    JSON.stringify(normalChanges(own, { mqlEngagement: 45, sqlEngagement: 90, mqlFit: 3 })),
  );
});

test('commits of one minimum in quick succession are one burst, until something else happens', () => {
  let now = 0;
  const bursts = createBursts(() => now);
  const commit = (what: string, before: string, after: string) => {
    const goesOn = bursts.goesOn(what, before);
    bursts.done(what, after);
    return goesOn;
  };
  expect(commit('mqlFit', 'a', 'b')).toBe(false);
  now += 1400;
  expect(commit('mqlFit', 'b', 'c')).toBe(true);
  now += 1400;
  expect(commit('mqlFit', 'c', 'd')).toBe(true);
  expect(commit('sqlEngagement', 'd', 'e')).toBe(false);
  // The reader went back in between.
  expect(commit('sqlEngagement', 'd', 'f')).toBe(false);
  now += 1600;
  expect(commit('sqlEngagement', 'f', 'g')).toBe(false);
});
