import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openApp, whenLoaded, type WatchedPage } from '../support/browser-page.ts';

const PATIENCE = { timeout: 30_000 };
let browser: Browser;
let app: WatchedPage;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await openApp(browser, { hash: '#/funnel' });
  await whenLoaded(app.page);
});

afterAll(() => browser.close());

const digits = (text: string | null): number => Number((text ?? '').replaceAll(/\D/g, ''));

/** Leads as the funnel counts them, once no older figures are shown. */
async function leadsShown(page: Page): Promise<number> {
  await page.locator('.key-figures[data-pending="false"]').waitFor(PATIENCE);
  return digits(await page.locator('.funnel-rows .leads-link').first().textContent());
}

async function openHash(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await whenLoaded(page);
}

const chips = (page: Page) => page.locator('.frame-chip > span').allTextContents();

test('values in and out of a filter, with the keyboard, in words, in the link, and undone', async () => {
  const { page } = app;
  await openHash(page, '#/funnel');
  const all = await leadsShown(page);
  await page.getByRole('button', { name: 'Filter' }).first().focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Filter' });
  await panel.getByLabel('Column').selectOption('source');
  await panel.getByRole('checkbox').first().waitFor(PATIENCE);
  const [name = '', count = ''] = await panel
    .locator('.frame-value')
    .first()
    .locator('span')
    .allTextContents();
  await panel.getByRole('checkbox').first().press('Space');
  await expect.poll(() => leadsShown(page), PATIENCE).toBe(digits(count));
  expect(await chips(page)).toEqual([`Source is ${name}`]);
  expect(page.url()).toContain(`where.source=${encodeURIComponent(name)}`);

  await panel.getByLabel('Leads where it').selectOption('isNot');
  await panel.getByRole('checkbox').nth(1).press('Space');
  await page.keyboard.press('Escape');
  expect(page.url()).toContain('not.source=');
  expect(await chips(page)).toHaveLength(2);

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await page.getByRole('button', { name: 'Undo' }).isEnabled()).toBe(false);
  await expect.poll(() => leadsShown(page), PATIENCE).toBe(all);
  expect(await chips(page)).toEqual([]);
});

test('a filter on the stage counts whom it says, and its list has as many rows', async () => {
  const { page } = app;
  await openHash(page, '#/funnel?v=1&where.%40stage=disqualified');
  const shown = await leadsShown(page);
  expect(await chips(page)).toEqual(['Stage now is Disqualified']);
  await page.locator('.funnel-rows .leads-link').first().click();
  const counted = page.locator('.leads-count[data-pending="false"]').filter({ hasText: /\d/ });
  await expect.poll(async () => digits(await counted.textContent(PATIENCE)), PATIENCE).toBe(shown);
});

test('leads that are left out for good stay out over a reload, are always said, and can be lifted', async () => {
  const { page } = app;
  await openHash(page, '#/funnel');
  const all = await leadsShown(page);
  await openHash(page, '#/funnel?v=1&where.country=US');
  const some = await leadsShown(page);
  expect(some).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Filter' }).first().click();
  const panel = page.getByRole('dialog', { name: 'Filter' });
  await panel.getByText('Keep these filters').click();
  await panel.getByLabel('Name').fill('Overseas');
  await panel.getByRole('button', { name: 'Always leave these leads out' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => leadsShown(page), PATIENCE).toBe(all - some);
  await page.reload();
  await whenLoaded(page);
  await expect.poll(() => leadsShown(page), PATIENCE).toBe(all - some);
  expect(await chips(page)).toEqual(['Left out: Overseas']);
  await openHash(page, '#/funnel?v=1&exclusions=off');
  await expect.poll(() => leadsShown(page), PATIENCE).toBe(all);
  expect(await chips(page)).toEqual(['Nobody is left out in this view']);
});

test('a period is held against the one before, with what may be said of chance', async () => {
  const { page } = app;
  await openHash(page, '#/funnel?v=1&exclusions=off');
  await page.getByRole('button', { name: 'Compare with nothing' }).click();
  await page.getByRole('dialog', { name: 'Compare' }).getByLabel('Previous period').click();
  await page.keyboard.press('Escape');
  await page.locator('.frame-compared').filter({ hasText: 'compared with' }).waitFor(PATIENCE);
  await page.locator('.key-figures .compared').first().waitFor(PATIENCE);
  // its last full month came with the comparison, and stands in the link
  expect(page.url()).toMatch(/from=\d{4}-\d{2}-01/);
  expect(page.url()).toContain('compare=previous-period');
  expect(await page.locator('.key-figures .compared').first().textContent()).toMatch(/[+−]\d.*pp/);
  expect(await page.locator('.funnel-outline').count()).toBeGreaterThan(0);
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Compare with nothing' }).last().click();
  await expect.poll(() => page.locator('.compared').count(), PATIENCE).toBe(0);
});

test('a comparison that makes no sense says so, and a broken one opens the usual view', async () => {
  const { page } = app;
  await openHash(page, '#/funnel?v=1&exclusions=off&compare=rest');
  await page.getByRole('alert').filter({ hasText: 'without a filter' }).waitFor(PATIENCE);
  await openHash(page, '#/funnel?v=1&compare=2024-02-30~2024-03-01');
  await page.getByText('This link could not be read').waitFor(PATIENCE);
  expect(page.url()).not.toContain('compare');
});

test('the workspace is saved as a file without rows, and opened from it', async () => {
  const { page } = app;
  await openHash(page, '#/data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save workspace file' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain('Overseas');
  expect(text.length).toBeLessThan(50_000);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await whenLoaded(page);
  expect(await chips(page)).toEqual([]);
  const path = join(tmpdir(), `leadscope-${process.pid}.workspace.json`);
  writeFileSync(path, text);
  await page.locator('input[type="file"]').setInputFiles(path);
  await page.getByText('It holds 1 condition for leads left out').waitFor(PATIENCE);
  expect(await chips(page)).toEqual(['Left out: Overseas']);
  writeFileSync(path, text.slice(0, -30));
  await page.locator('input[type="file"]').setInputFiles(path);
  await page.getByText('cannot be opened').waitFor(PATIENCE);
  expect(await chips(page)).toEqual(['Left out: Overseas']);
});
