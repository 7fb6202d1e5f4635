import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openApp, whenLoaded, type WatchedPage } from '../support/browser-page.ts';
import { csvRows } from '../support/plain-load.ts';

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

/** Leads of the list as its heading says it, once rows are there. */
async function countOf(page: Page): Promise<number> {
  await page.locator('.leads-count[data-pending="false"]').filter({ hasText: /\d/ }).waitFor(PATIENCE);
  return digits(await page.locator('.leads-count').textContent());
}

/** Waits until the rows on screen are those of the list asked for. */
async function whenListed(page: Page): Promise<void> {
  await page.locator('.leads-grid[aria-busy="false"] .leads-open').first().waitFor(PATIENCE);
}

/** Cells of a column in the rows that exist, from the top. */
function cellsOf(page: Page, place: number): Promise<string[]> {
  return page
    .locator(`.leads-layer [data-waiting="false"] [aria-colindex="${place}"]`)
    .evaluateAll((cells) => cells.map((cell) => cell.textContent));
}

async function openHash(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

/** Opens a list whose columns are the usual ones. */
async function openList(page: Page, hash = '#/leads'): Promise<void> {
  await openHash(page, hash);
  await whenLoaded(page);
  await whenListed(page);
}

test('a number of the funnel opens exactly the leads that it counts', async () => {
  const { page } = app;
  const links = page.locator('main a.leads-link');
  await links.first().waitFor();
  const marks = await links.evaluateAll((found) =>
    found
      .filter((link) => /^[\d,]+$/.test(link.textContent))
      .map((link) => ({ text: link.textContent, href: link.getAttribute('href') ?? '' })),
  );
  const unlike = marks.filter(({ href }, at) => marks.findIndex((mark) => mark.href === href) === at);
  expect(unlike.length).toBeGreaterThan(5);
  for (const { text, href } of unlike.slice(0, 12)) {
    await openHash(page, href);
    await page.locator('.leads-grid, .leads-page .ui-empty').first().waitFor(PATIENCE);
    await expect.poll(() => countOf(page), PATIENCE).toBe(digits(text));
    const rows = Number(await page.locator('.leads-grid').getAttribute('aria-rowcount'));
    expect(rows - 1).toBe(digits(text));
  }
  await page.getByRole('button', { name: 'Back to all leads' }).click();
  await expect.poll(() => page.locator('h1').textContent()).toBe('All leads of this view');
  expect(page.url()).not.toContain('mark=');
});

test('sorted by a press on a column, in the link and for assistive technology', async () => {
  const { page } = app;
  await openList(page);
  const fit = page.getByRole('columnheader', { name: 'Fit' });
  const place = Number(await fit.getAttribute('aria-colindex'));
  await fit.getByRole('button').click();
  await expect.poll(() => fit.getAttribute('aria-sort')).toBe('descending');
  await whenListed(page);
  expect(new URL(page.url()).hash).toContain('sort=-%40fit');
  const numbers = async () =>
    (await cellsOf(page, place)).map((text) => Number(text.replaceAll(',', '').replace('−', '-')));
  const falling = await numbers();
  expect(falling.length).toBeGreaterThan(10);
  expect(falling).toEqual(falling.toSorted((a, b) => b - a));
  await fit.getByRole('button').click();
  await expect.poll(() => fit.getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(async () => (await numbers())[0], PATIENCE).toBeLessThan(falling[0] ?? 0);
  const rising = await numbers();
  expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  await fit.getByRole('button').click();
  await expect.poll(() => fit.getAttribute('aria-sort')).toBe('none');
});

test('a search narrows the list and is no part of the link', async () => {
  const { page } = app;
  await openList(page);
  const all = await countOf(page);
  const field = page.getByRole('searchbox');
  await field.fill('ulmenst');
  await expect.poll(() => countOf(page), PATIENCE).toBeLessThan(all);
  expect(await page.locator('.leads-count').textContent()).toContain('found');
  await whenListed(page);
  const rows = await page
    .locator('.leads-layer [data-waiting="false"]')
    .evaluateAll((found) => found.map((row) => row.textContent.toLowerCase()));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((text) => text.includes('ulmenst'))).toBe(true);
  expect(decodeURIComponent(page.url())).not.toContain('ulmenst');
  await field.fill('nobody is called that');
  await page.locator('.leads-page .ui-empty').waitFor(PATIENCE);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect.poll(() => countOf(page), PATIENCE).toBe(all);
});

test('columns are chosen, kept over a reload, and the file holds what the list shows', async () => {
  const { page } = app;
  const mark = encodeURIComponent(JSON.stringify({ figure: { of: 'entered', stage: 'customer' } }));
  await openList(page, `#/leads?v=1&mark=${mark}&sort=lead_id`);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'E-mail' }).uncheck();
  await page.getByRole('checkbox', { name: 'Industry' }).check();
  await page.keyboard.press('Escape');
  const headers = page.getByRole('columnheader');
  await expect.poll(() => headers.allTextContents(), PATIENCE).toContain('Industry');
  await page.reload();
  await whenLoaded(page);
  await whenListed(page);
  const shown = await headers.allTextContents();
  expect(shown).toContain('Industry');
  expect(shown).not.toContain('E-mail');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV of this list' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^leads-.+\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  const written = csvRows(text);
  expect(written.length).toBe(await countOf(page));
  expect(Object.keys(written[0] ?? {})).toEqual(shown);
  const ids = await cellsOf(page, 1);
  expect(ids.length).toBeGreaterThan(10);
  expect(written.slice(0, ids.length).map((row) => row['Lead'])).toEqual(ids);
  const industries = await cellsOf(page, shown.indexOf('Industry') + 1);
  expect(written.slice(0, ids.length).map((row) => row['Industry'] || '—')).toEqual(industries);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Usual columns' }).click();
  await page.keyboard.press('Escape');
});

test('one lead by keyboard: its story on both bases, and back to where the list was', async () => {
  const { page } = app;
  const mark = encodeURIComponent(JSON.stringify({ figure: { of: 'entered', stage: 'customer' } }));
  await openList(page, `#/leads?v=1&mark=${mark}`);
  await page.locator('.leads-open').first().focus();
  await page.keyboard.press('End');
  const last = await countOf(page);
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex'));
  await expect.poll(focused, PATIENCE).toBe(String(last + 1));
  await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toBe(String(last));
  await page.keyboard.press('PageUp');
  await expect.poll(async () => Number(await focused())).toBeLessThan(last - 5);
  const row = await focused();
  const id = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('Enter');
  await page.locator('.lead-picture svg').waitFor(PATIENCE);
  expect(await page.locator('.lead-sub').textContent()).toContain(`Lead ${id}`);
  expect(page.url()).toContain('lead=');
  const story = await page.locator('.lead-events').textContent();
  expect(story).toContain('Customer · basis: scoring model');
  expect(story).toContain('recorded by the CRM');
  expect(story).toMatch(/counts/);
  expect(await page.locator('.lead-profile').textContent()).toMatch(/From leads\.csv, line \d+/);
  expect(await page.locator('.lead-entry[data-basis="model"]').count()).toBeGreaterThan(1);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await whenListed(page);
  await expect.poll(focused, PATIENCE).toBe(row);
});

test('a lead that does not exist is said not to', async () => {
  const { page } = app;
  await openHash(page, '#/leads?v=1&lead=9999999');
  await expect.poll(() => page.locator('h1').textContent(), PATIENCE).toBe('There is no such lead');
});

const WIDTHS = [390, 1440, 2560];

test.each(['light', 'dark'] as const)(
  'axe finds nothing in a list or a lead, and the page is no wider than the window, %s',
  async (colorScheme) => {
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    for (const [hash, ready] of [
      ['#/leads', '.leads-open'],
      ['#/leads?v=1&lead=1', '.lead-picture svg'],
    ] as const) {
      await openHash(page, hash);
      await page.locator(ready).first().waitFor(PATIENCE);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        // pictures take the new width with the next frame
        const over = (): Promise<number> =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        await expect.poll(over, { message: `${hash} at ${width} px` }).toBe(0);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    }
  },
  120_000,
);

/** So many leads as a file: enough that a list is fetched in a thousand pages. */
const MANY = 15_000;

function manyLeads(): Buffer {
  const lines = ['lead_id,created_at,email,company,source'];
  for (let lead = 1; lead <= MANY; lead++) {
    const day = new Date(Date.UTC(2023, 0, 1) + lead * 600_000).toISOString();
    lines.push(
      `L${lead},${day},a${lead}@example.com,Company ${lead % 977},${lead % 2 === 0 ? 'web' : 'fair'}`,
    );
  }
  return Buffer.from(lines.join('\n'));
}

test('thousands of rows: wherever the list is thrown, rows are there, and they are the right ones', async () => {
  const many = await openApp(browser, { hash: '#/data' });
  const { page } = many;
  await whenLoaded(page);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([{ name: 'many.csv', mimeType: 'text/csv', buffer: manyLeads() }]);
  await page.getByRole('button', { name: /^Load/ }).first().click(PATIENCE);
  await page
    .getByText(/15,000 leads/)
    .first()
    .waitFor({ timeout: 55_000 });
  await openList(page);
  expect(await countOf(page)).toBe(MANY);

  const longest = await page.evaluate(async (rows) => {
    const grid = document.querySelector('.leads-grid') as HTMLElement;
    const way = grid.scrollHeight - grid.clientHeight;
    let blankSince: number | null = null;
    let longestBlank = 0;
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step <= 240; step++) {
      // a throw down, a slow read, and a throw back
      const share = step < 80 ? step / 80 : step < 160 ? 1 - (step - 80) / rows : 1 - (step - 160) / 80;
      grid.scrollTop = Math.max(0, share) * way;
      const now = await frame();
      const box = grid.getBoundingClientRect();
      const middle = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
      const isBlank = middle?.closest('.leads-row') === null;
      if (!isBlank) blankSince = null;
      else {
        blankSince ??= now;
        longestBlank = Math.max(longestBlank, now - blankSince);
      }
    }
    return longestBlank;
  }, MANY);
  // Rows, if only their outlines, stand in every frame; the clock is measured, not judged.
  expect(longest).toBe(0);
  for (const share of [1, 0.37, 0]) {
    await page.locator('.leads-grid').evaluate((grid, to) => {
      grid.scrollTop = to * (grid.scrollHeight - grid.clientHeight);
    }, share);
    await expect.poll(() => page.locator('.leads-layer [data-waiting="true"]').count(), PATIENCE).toBe(0);
    const places = await page
      .locator('.leads-layer .leads-row')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex')) - 2));
    // The latest created first: the id says which row it must be.
    const expected = places.map((place) => `L${MANY - place}`);
    expect(await cellsOf(page, 1)).toEqual(expected);
  }
  expect(many.errors).toEqual([]);
  await many.close();
}, 180_000);

test('nothing failed, nothing left the machine, and the policy had nothing to refuse', () => {
  expect(app.errors).toEqual([]);
  expect(app.violations).toEqual([]);
  expect(app.foreignRequests).toEqual([]);
});
