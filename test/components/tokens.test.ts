/** The colours of the interface hold what tokens.css says of them: contrast, and separation for colour-blind readers. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/components/tokens.css', import.meta.url), 'utf8');
const tokens = new Map<string, readonly [string, string]>();
for (const [, name = '', light = '', dark = ''] of css.matchAll(
  /--([\w-]+):\s*light-dark\(\s*(#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\s*\)/g,
)) {
  tokens.set(name, [light, dark]);
}
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
type Triple = readonly [number, number, number];

function colour(name: string, theme: Theme): Triple {
  const hex = tokens.get(name)?.[theme === 'light' ? 0 : 1];
  if (hex === undefined) throw new Error(`no token --${name}`);
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2 contrast ratio of two tokens. */
function contrast(a: string, b: string, theme: Theme): number {
  const luminance = ([r, g, blue]: Triple) => 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  const [dark = 0, light = 0] = [luminance(colour(a, theme)), luminance(colour(b, theme))].toSorted(
    (x, y) => x - y,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** Full colour-vision deficiency in linear light: Machado, Oliveira and Fernandes 2009, table 1, severity 1.0. */
const VISIONS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;
type Vision = keyof typeof VISIONS;

/** Difference of two tokens in OKLab (Ottosson 2020), times 100; about 2 is just visible. */
function difference(a: string, b: string, theme: Theme, vision: Vision): number {
  const lab = (name: string): Triple => {
    const [r, g, blue] = colour(name, theme);
    const m = VISIONS[vision];
    const see = (row: 0 | 1 | 2) =>
      Math.min(
        1,
        Math.max(0, (m[row * 3] ?? 0) * r + (m[row * 3 + 1] ?? 0) * g + (m[row * 3 + 2] ?? 0) * blue),
      );
    const [x, y, z] = [see(0), see(1), see(2)];
    const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z);
    const n = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z);
    const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z);
    return [
      0.2104542553 * l + 0.793617785 * n - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * n + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * n - 0.808675766 * s,
    ];
  };
  const [one, other] = [lab(a), lab(b)];
  return 100 * Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'good', 'bad'];
const STAGES = ['stage-lead', 'stage-mql', 'stage-sql', 'stage-opportunity', 'stage-customer'];
const MARKS = [
  ...STAGES,
  'direct',
  'advanced',
  'skipped',
  'lost',
  'open',
  'baseline',
  'line-strong',
  'focus',
  'accent',
];

describe.each(THEMES)('%s theme', (theme) => {
  test.each(TEXTS)('text --%s reads on every surface', (text) => {
    for (const surface of ['surface-0', 'surface-1', 'surface-2', 'surface-3']) {
      expect(contrast(text, surface, theme), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(MARKS)('mark --%s stands out from the page and the panels', (mark) => {
    for (const surface of ['surface-0', 'surface-1']) {
      expect(contrast(mark, surface, theme), surface).toBeGreaterThanOrEqual(3);
    }
  });

  test.each([
    ['accent', 'accent-soft'],
    ['warn', 'warn-soft'],
    ['ink', 'warn-soft'],
    ['ink', 'direct-soft'],
    ['ink', 'open-soft'],
    ['surface-0', 'accent'],
    ['on-stage', 'stage-mql'],
    ['on-stage', 'stage-sql'],
    ['on-stage', 'stage-opportunity'],
    ['on-stage', 'stage-customer'],
    ['ink', 'seq-1'],
    ['ink', 'seq-2'],
    ['ink', 'seq-3'],
    ['ink', 'seq-4'],
    ['surface-0', 'seq-5'],
    ['surface-0', 'seq-6'],
  ])('--%s reads on --%s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test('stages and the sequential scale grow stronger in order', () => {
    for (const scale of [STAGES, ['seq-1', 'seq-2', 'seq-3', 'seq-4', 'seq-5', 'seq-6']]) {
      const strengths = scale.map((name) => contrast(name, 'surface-0', theme));
      expect(strengths).toEqual(strengths.toSorted((a, b) => a - b));
    }
  });

  test.each(Object.keys(VISIONS) as Vision[])('what stands side by side differs for %s', (vision) => {
    const pairs: [string, string][] = [
      ['advanced', 'lost'],
      ['advanced', 'open'],
      ['lost', 'open'],
      ['direct', 'stage-sql'],
      ...STAGES.slice(1).map((stage, index): [string, string] => [STAGES[index] ?? '', stage]),
    ];
    const close = pairs.filter(([a, b]) => difference(a, b, theme, vision) < 7);
    expect(close).toEqual([]);
  });
});

test('focus stands out from every surface', () => {
  for (const theme of THEMES) {
    for (const surface of ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'accent-soft']) {
      expect(contrast('focus', surface, theme), `${theme} ${surface}`).toBeGreaterThanOrEqual(3);
    }
  }
});
