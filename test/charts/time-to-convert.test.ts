import { expect, test } from 'vitest';
import { convertPanels, placeOfDays, slowest } from '../../src/charts/time-to-convert/layout.ts';
import { CONVERT_DAYS, type MetricsDocument, type TimeToConvert } from '../../src/model/metrics-document.ts';
import type { Stage } from '../../src/model/stages.ts';
import { simulatedDocument } from './simulated-document.ts';

const base = simulatedDocument({ leads: 2000, days: 400, seed: 3 });

function took(from: Stage, to: Stage, median: number, converted = 100): TimeToConvert {
  return {
    from,
    to,
    converted,
    p10Days: median / 4,
    p25Days: median / 2,
    medianDays: median,
    p75Days: median * 2,
    p90Days: median * 3,
    leads: CONVERT_DAYS.map((_, bin) => (bin === 4 ? converted : 0)),
  };
}
const documentWith = (timeToConvert: readonly TimeToConvert[]): MetricsDocument => ({
  ...base,
  timeToConvert,
});

test('every bin is as wide as another, times within it stand in proportion, and the last in its middle', () => {
  const bins = CONVERT_DAYS.length;
  CONVERT_DAYS.slice(0, -1).forEach((day, bin) => expect(placeOfDays(day)).toBeCloseTo(bin / bins, 12));
  expect(placeOfDays(37.5)).toBeCloseTo((CONVERT_DAYS.indexOf(30) + 0.5) / bins, 12);
  expect(placeOfDays(400)).toBeCloseTo((bins - 0.5) / bins, 12);
  expect(placeOfDays(4000)).toBe(placeOfDays(400));
  let last = -1;
  for (let day = 0; day < 365; day += 0.5) {
    expect(placeOfDays(day)).toBeGreaterThan(last);
    last = placeOfDays(day);
  }
});

test('steps that nobody took have no panel', () => {
  const none = { ...took('sql', 'customer', 3, 0), medianDays: null };
  const panels = convertPanels(documentWith([took('lead', 'mql', 4), none]));
  expect(panels.map(({ to }) => to)).toEqual(['mql']);
  expect(panels[0]?.bins[4]).toEqual({ least: 5, limit: 7, leads: 100, share: 1 });
  expect(panels[0]?.quantiles?.at.median).toBe(placeOfDays(4));
});

test('the slowest single step is told beside the longest way', () => {
  const panels = convertPanels(
    documentWith([
      took('lead', 'mql', 10),
      took('mql', 'sql', 20),
      took('lead', 'sql', 25),
      took('lead', 'customer', 60),
    ]),
  );
  const found = slowest(panels);
  expect([found?.step.from, found?.step.to]).toEqual(['mql', 'sql']);
  expect([found?.way.from, found?.way.to]).toEqual(['lead', 'customer']);
  expect(slowest(convertPanels(documentWith([took('lead', 'mql', 10, 12)])))).toBeNull();
});
