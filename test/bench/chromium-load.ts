/** One load in the built app, with files picked as a reader picks them, and what the hand does afterwards. */
import type { Page } from 'playwright';
import type { ThresholdName } from '../../src/app/view-parts.ts';
import type { MetricsRequest } from '../../src/model/metrics-request.ts';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import type { DataSetSummary } from '../../src/workspace/workspace.ts';
import { openApp, whenMeasured, type OpenedApp } from './chromium.ts';
import type { AppMeasure, Painted } from './page-probe.ts';
import { watchProcess } from './process-watch.ts';
import {
  pointsTicks,
  sliderPath,
  thresholdTicks,
  type Question,
  type SliderRange,
  type Tick,
} from './ticks.ts';

/** An answer that the page drew, with its question. */
export interface Answered {
  readonly question: Question;
  readonly document: MetricsDocument;
  /** MQLs as the page wrote them under the sliders */
  readonly mqlText: string;
}

/** How long a tick took in the data worker, and the share of the leads that were MQL after it, 0..1. */
export interface TimedTick extends Pick<Tick, 'kind' | 'reach'> {
  readonly milliseconds: number;
  readonly mqlShare: number;
}

/** What moving sliders gave. */
export interface HandRun {
  readonly ranges: readonly SliderRange[];
  readonly painted: readonly (Painted & Pick<Tick, 'kind' | 'reach'>)[];
  /** over the sections that are on screen while a hand moves */
  readonly ticks: readonly TimedTick[];
  /** over all sections of the page */
  readonly pageTicks: readonly TimedTick[];
  readonly onScreen: MetricsRequest;
  readonly answers: readonly Answered[];
}

/** What came of a load. Times in milliseconds, memory in bytes. */
export interface ChromiumLoad {
  readonly version: string;
  readonly rows: DataSetSummary['rows'];
  /** from the click to the answer */
  readonly whole: number;
  /** the engine of the database comes up */
  readonly opening: number;
  readonly importing: number;
  /** processor time of the page and its workers meanwhile; null where the system does not tell */
  readonly processor: number | null;
  readonly columns: number;
  /** the data worker's part of the first figures on the page */
  readonly firstFigures: number;
  readonly opened: Question;
  readonly peakImport: number | null;
  readonly peakLoaded: number | null;
  /** null where no hand was wanted */
  readonly hand: HandRun | null;
  /** after the page was used; null where no hand was wanted */
  readonly peakUsed: number | null;
}

/** How many values a slider goes through under the pointer, and how many it is asked for past the page. */
const MOVES = 120;
const TICKS = 60;
/** Seconds without a change after which a copy counts as written, and the longest wait for it. */
const KEPT_CALM = 4;
const KEPT_PATIENCE = 180;

const SLIDERS: readonly (readonly [ThresholdName, string])[] = [
  ['mqlFit', 'MQL: fit'],
  ['mqlEngagement', 'MQL: engagement'],
  ['sqlEngagement', 'SQL: engagement'],
];

const slider = (page: Page, label: string) => page.getByRole('slider', { name: label, exact: true });

async function sliderRange(page: Page, name: ThresholdName, label: string): Promise<SliderRange> {
  const handle = slider(page, label);
  const read = async (attribute: string): Promise<number> => Number(await handle.getAttribute(attribute));
  return { name, min: await read('min'), max: await read('max'), own: Number(await handle.inputValue()) };
}

/** The app has answered everything, and drawn it. */
async function whenQuiet(page: Page): Promise<void> {
  await page.waitForFunction(() => window.bench.unanswered() === 0);
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** Moves a handle through values and lets go where it began. */
async function drag(
  page: Page,
  range: SliderRange,
  label: string,
  values: readonly number[],
): Promise<Answered> {
  const track = page.locator('.ui-slider', { has: slider(page, label) }).locator('.ui-slider-track');
  const box = await track.boundingBox();
  if (box === null) throw new Error(`The slider "${label}" is not on screen`);
  const x = (value: number): number => box.x + (box.width * (value - range.min)) / (range.max - range.min);
  const y = box.y + box.height / 2;
  await page.mouse.move(x(range.own), y);
  await page.mouse.down();
  for (const value of values.slice(0, -1)) await page.mouse.move(x(value), y);
  await whenQuiet(page);
  const last = await page.evaluate(() => window.bench.lastAnswer);
  const mqlText = await page
    .locator('.dock-figures dd')
    .first()
    .evaluate((cell) => cell.firstChild?.textContent);
  await page.mouse.move(x(range.own), y);
  await whenQuiet(page);
  await page.mouse.up();
  await whenQuiet(page);
  if (last === null) throw new Error('The page asked for no figures');
  return { ...last, mqlText: mqlText ?? '' };
}

async function moveSliders(page: Page): Promise<HandRun> {
  const ranges: SliderRange[] = [];
  for (const [name, label] of SLIDERS) ranges.push(await sliderRange(page, name, label));
  const painted: HandRun['painted'][number][] = [];
  const answers: Answered[] = [];
  for (const reach of ['near', 'whole'] as const) {
    for (const [index, [kind, label]] of SLIDERS.entries()) {
      const range = ranges[index] as SliderRange;
      await page.evaluate(() => void window.bench.painted.splice(0));
      answers.push(await drag(page, range, label, sliderPath(range, reach, MOVES)));
      const pictures = await page.evaluate(() => window.bench.painted);
      painted.push(...pictures.map((picture) => ({ ...picture, kind, reach })));
    }
  }
  const onScreen = await page.evaluate(() => window.bench.onScreen);
  if (onScreen === null) throw new Error('No hand asked for figures');
  return { ranges, painted, ticks: [], pageTicks: [], onScreen, answers };
}

/** Asks the data worker past the page, one question after another. */
async function tick(page: Page, request: MetricsRequest, ticks: readonly Tick[]): Promise<TimedTick[]> {
  const asked = await page.evaluate(
    async ([what, models]) => {
      const times: Pick<TimedTick, 'milliseconds' | 'mqlShare'>[] = [];
      for (const model of models) {
        const { milliseconds, value } = await window.bench.ask({ name: 'metrics', request: what, model });
        const { entered } = (value as MetricsDocument).funnel ?? {};
        times.push({ milliseconds, mqlShare: entered === undefined ? NaN : entered.mql / entered.lead });
      }
      return times;
    },
    [request, ticks.map(({ model }) => model)] as const,
  );
  return ticks.map(({ kind, reach }, index) => ({
    kind,
    reach,
    ...(asked[index] as Pick<TimedTick, 'milliseconds' | 'mqlShare'>),
  }));
}

/** The browser keeps a copy of what was loaded; until it is written, the machine is not at rest. */
async function whenKept(page: Page): Promise<void> {
  let last = -1;
  for (let calm = 0, waited = 0; calm < KEPT_CALM && waited < KEPT_PATIENCE; waited++) {
    await page.waitForTimeout(1000);
    const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    calm = usage === last ? calm + 1 : 0;
    last = usage;
  }
}

async function pickFiles(page: Page, files: readonly string[]): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles([...files]);
  await page.getByRole('button', { name: /^Load \d/ }).click();
}

function latest(measures: readonly AppMeasure[], name: string): AppMeasure {
  const found = measures.findLast((measure) => measure.name === `leadscope:${name}`);
  if (found === undefined) throw new Error(`The app measured no "${name}"`);
  return found;
}

async function loadFiles(app: OpenedApp, files: readonly string[], withHand: boolean): Promise<ChromiumLoad> {
  const { page, rendererId, version } = app;
  const watch = rendererId === null ? null : watchProcess(rendererId);
  const before = await page.evaluate(
    () => window.bench.measures.filter(({ name }) => name === 'leadscope:columns').length,
  );
  await pickFiles(page, files);
  await whenMeasured(page, 'leadscope:columns', before + 1);
  const { measures, origin } = await page.evaluate(() => ({
    measures: window.bench.measures,
    origin: performance.timeOrigin,
  }));
  const [load, importing, columns] = [
    latest(measures, 'load'),
    latest(measures, 'import'),
    latest(measures, 'columns'),
  ];
  const peakImport = watch?.peakUntil(origin + columns.start) ?? null;
  const processor =
    watch?.processorTime(origin + importing.start, origin + importing.start + importing.duration) ?? null;
  const asked = measures.filter(({ name }) => name === 'leadscope:metrics').length;
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await whenMeasured(page, 'leadscope:metrics', asked + 1);
  await whenMeasured(page, 'leadscope:scoreRange', 1);
  await whenQuiet(page);
  const first = await page.evaluate(
    (from) => window.bench.measures.filter(({ name }) => name === 'leadscope:metrics')[from],
    asked,
  );
  const answer = await page.evaluate(() => window.bench.lastAnswer);
  const peakLoaded = watch?.peakUntil(Infinity) ?? null;
  if (answer === null) throw new Error('The page asked for no figures');
  const opened = answer.question;
  if (withHand) await whenKept(page);
  const dragged = withHand ? await moveSliders(page) : null;
  const peakUsed = withHand ? (watch?.peakUntil(Infinity) ?? null) : null;
  watch?.stop();
  const hand =
    dragged === null
      ? null
      : {
          ...dragged,
          ticks: await tick(page, dragged.onScreen, [
            ...thresholdTicks(opened.model, dragged.ranges, TICKS),
            ...pointsTicks(opened.model),
          ]),
          pageTicks: await tick(
            page,
            opened.request,
            thresholdTicks(opened.model, dragged.ranges, TICKS).filter(({ reach }) => reach === 'near'),
          ),
        };
  return {
    version,
    rows: answer.document.rows,
    whole: load.duration,
    opening: importing.start - load.start,
    importing: importing.duration,
    processor,
    columns: columns.duration,
    firstFigures: first?.inWorker ?? 0,
    opened,
    peakImport,
    peakLoaded,
    hand,
    peakUsed,
  };
}

/**
 * Opens the app with its sample, picks files, and waits for their figures.
 * @param url of the built app
 * @param files the leads, the activities and the model
 * @param withHand moves the sliders too
 * @throws Error when the app shows no figures, or says that something is wrong
 */
export async function loadInChromium(
  url: string,
  files: readonly string[],
  withHand: boolean,
): Promise<ChromiumLoad> {
  const app = await openApp(`${url}#/data`);
  try {
    const load = await loadFiles(app, files, withHand);
    if (app.errors.length > 0) throw new Error(`In the page: ${app.errors.join('; ')}`);
    return load;
  } finally {
    await app.close();
  }
}
