import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MetricsDocument, StageCounts } from '../../src/model/metrics-document.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import {
  enteredInTable,
  launchBrowser,
  openApp,
  whenLoaded,
  type WatchedPage,
} from '../support/browser-page.ts';
import { runMain } from '../support/run-main.ts';
import { SAMPLE, sampleArgv } from '../support/sample.ts';

const model = JSON.parse(readFileSync(join(SAMPLE, 'scoring-model.json'), 'utf8')) as ScoringModel;
let browser: Browser;
let app: WatchedPage;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadscope-thresholds-'));
  browser = await launchBrowser();
  app = await openApp(browser);
  await whenLoaded(app.page);
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Leads of the sample that enter each stage under another engagement minimum, from the command line. */
async function enteredUnder(mqlEngagement: number): Promise<StageCounts | undefined> {
  const path = join(folder, 'model.json');
  const mql = { ...model.stages.mql, engagement: mqlEngagement };
  writeFileSync(path, JSON.stringify({ ...model, stages: { ...model.stages, mql } }));
  const { code, stdout, stderr } = await runMain(sampleArgv(path));
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as MetricsDocument).funnel?.entered;
}

const own = model.stages.mql.engagement ?? 0;
const hash = (): string => new URL(app.page.url()).hash;

test('the slider by keyboard: every figure follows, the link holds what was set, and stepping back undoes it', async () => {
  const { page } = app;
  const before = await enteredInTable(page);
  expect(before).toEqual(await enteredUnder(own));
  const slider = page.getByRole('slider', { name: 'MQL: engagement' });
  await slider.focus();
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowRight');
  const expected = await enteredUnder(own + 5);
  expect(expected).not.toEqual(before);
  await expect.poll(() => enteredInTable(page)).toEqual(expected);
  await expect.poll(hash).toContain(`mql.engagement=${own + 5}`);
  await page.reload();
  await whenLoaded(page);
  await expect.poll(() => enteredInTable(page), { timeout: 10_000 }).toEqual(expected);
  await page.getByRole('button', { name: 'Back to the model' }).click();
  await expect.poll(() => enteredInTable(page)).toEqual(before);
  expect(hash()).not.toContain('mql.engagement');
});

test('the number field takes an exact minimum', async () => {
  const { page } = app;
  const field = page.getByRole('textbox', { name: 'MQL: engagement' });
  await field.fill(String(own + 12));
  await field.press('Enter');
  await expect.poll(() => enteredInTable(page)).toEqual(await enteredUnder(own + 12));
  await expect.poll(hash).toContain(`mql.engagement=${own + 12}`);
});

test('by hand: figures move before the release, the link after it', async () => {
  const { page } = app;
  await page.goto(`${page.url().split('#')[0] ?? ''}#/funnel`);
  await whenLoaded(page);
  const before = await enteredInTable(page);
  const thumb = page.getByRole('slider', { name: 'MQL: engagement' });
  const box = await thumb.boundingBox();
  if (box === null) throw new Error('the slider is not on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y, { steps: 4 });
  await page.mouse.move(x + 24, y, { steps: 4 });
  const key = page.locator('.dock-effect');
  await expect.poll(() => key.textContent()).not.toContain(String(before.mql));
  expect(hash()).not.toContain('mql.engagement');
  // What is only read, not seen, follows once the hand rests, though it holds on.
  const held = await enteredUnder(Number(await thumb.inputValue()));
  expect(held).not.toEqual(before);
  await expect.poll(() => enteredInTable(page)).toEqual(held);
  const described = page.getByRole('link', { name: `MQLs: ${held?.mql ?? ''}` });
  await expect.poll(() => described.getAttribute('aria-describedby')).not.toBeNull();
  const description = page.locator(`[id="${(await described.getAttribute('aria-describedby')) ?? ''}"]`);
  await expect.poll(() => description.textContent()).toContain(String(held?.mql));
  await page.mouse.up();
  await expect.poll(hash).toContain('mql.engagement=');
  const set = Number(/mql\.engagement=([\d.]+)/.exec(hash())?.[1]);
  expect(set).toBeGreaterThan(own);
  await expect.poll(() => enteredInTable(page)).toEqual(await enteredUnder(set));
  expect(app.errors).toEqual([]);
});

test('Escape takes a drag back for good: moving on and letting go change nothing', async () => {
  const { page } = app;
  await page.goto(`${page.url().split('#')[0] ?? ''}#/funnel`);
  await whenLoaded(page);
  const thumb = page.getByRole('slider', { name: 'MQL: engagement' });
  const box = await thumb.boundingBox();
  if (box === null) throw new Error('the slider is not on screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 24, y, { steps: 4 });
  await expect.poll(() => thumb.inputValue()).not.toBe(String(own));
  await page.keyboard.press('Escape');
  await expect.poll(() => thumb.inputValue()).toBe(String(own));
  await page.mouse.move(x + 40, y, { steps: 4 });
  expect(await thumb.inputValue()).toBe(String(own));
  await page.mouse.up();
  expect(await thumb.inputValue()).toBe(String(own));
  expect(hash()).not.toContain('mql.engagement');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 24, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(hash).toContain('mql.engagement=');
});

test('a run of key presses is one step to go back', async () => {
  const { page } = app;
  await page.goto(`${page.url().split('#')[0] ?? ''}#/time-in-stage`);
  await page.goto(`${page.url().split('#')[0] ?? ''}#/funnel`);
  await whenLoaded(page);
  await page.getByRole('slider', { name: 'MQL: engagement' }).focus();
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press('ArrowRight');
  await expect.poll(hash).toContain(`mql.engagement=${own + 8}`);
  await page.goBack();
  expect(hash()).toBe('#/funnel');
});

test('the number field refuses what is out of range, and reads a comma', async () => {
  const { page } = app;
  const field = page.getByRole('textbox', { name: 'MQL: engagement' });
  await field.fill('99999999');
  await field.press('Enter');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('alert').textContent()).toMatch(/^From /);
  expect(hash()).toBe('#/funnel');
  await field.fill('12,5');
  await field.press('Enter');
  await expect.poll(hash).toContain('mql.engagement=12.5');
  expect(await field.inputValue()).toBe('12.5');
  expect(await page.getByRole('slider', { name: 'MQL: engagement' }).inputValue()).toBe('12.5');
  expect(await field.getAttribute('aria-invalid')).toBe('false');
});
