import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openApp, whenLoaded } from '../support/browser-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const count = (n: number): number[] => Array.from({ length: n }, (_, index) => index);
const day = (i: number): string => `2024-03-${String((i % 28) + 1).padStart(2, '0')}`;

const HOSTILE_NAMES = ['__proto__', 'constructor', 'toString', 'a,b'];

/** 90 leads with columns that every object has, one under no header, and one of dates. */
function hostileLeads(): string {
  const header = `Lead ID,Created Date,MQL Date,${HOSTILE_NAMES.map((name) => `"${name}"`).join()},,Renewal`;
  const rows = count(90).map((i) =>
    [
      `L${i}`,
      day(i),
      i % 2 === 0 ? `2024-05-${String((i % 28) + 1).padStart(2, '0')}` : '',
      ...HOSTILE_NAMES.map((_, place) => (place === 3 ? 'only' : `v${(i + place) % 2}`)),
      'note',
      day(i + 3),
    ].join(),
  );
  return [header, ...rows, 'L900,2024-03-01,,x', ''].join('\n');
}

function deals(): string {
  const rows = count(40).map(
    (i) => `D${i},d${i}@example.com,${day(i)},${i % 3 === 0 ? '2024-06-01' : ''},100`,
  );
  return ['Deal ID,Contact Email,Created,Won date,Amount', ...rows, ''].join('\n');
}

async function stage(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type="file"]').first().setInputFiles([file]);
  await page.locator('.staged-file h3', { hasText: name }).waitFor();
  await page.waitForFunction(
    () => document.querySelector('.staged progress, .staged [data-pending="true"]') === null,
  );
}

async function load(page: Page): Promise<void> {
  await page.locator('.staged-foot button').first().click();
  await page.locator('.staged').waitFor({ state: 'detached' });
  await whenLoaded(page);
}

test('columns that are called like parts of every object are columns like any other', async () => {
  const { page, errors, close } = await openApp(browser, { hosted: 'small', hash: '#/data' });
  await whenLoaded(page);
  await stage(page, 'hostile.csv', hostileLeads());
  await load(page);
  // a row of another shape is told in words
  expect(await page.locator('.data-report').innerText()).toContain('4 fields instead of 9');
  expect(await page.locator('.data-report').innerText()).not.toContain('malformed');
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await whenLoaded(page);
  const chooser = page.getByRole('combobox', { name: 'Breakdown' });
  const offered = await chooser.locator('option').allTextContents();
  expect(offered).toEqual(expect.arrayContaining(HOSTILE_NAMES));
  expect(offered.filter((name) => /column_|Renewal|Created/.test(name))).toEqual([]);
  for (const name of HOSTILE_NAMES) {
    await chooser.selectOption(name);
    await page.locator('.funnel-page').evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator('#breakdown-title').waitFor();
    await page.getByRole('table', { name: new RegExp(`${name}$`) }).waitFor({ state: 'attached' });
    if (name === 'a,b')
      await expect.poll(() => page.locator('#breakdown-title').innerText()).toMatch(/^“a,b” has one value/);
  }
  expect(errors).toEqual([]);
  await close();
}, 120_000);

test('a page that fails says so in its place, and everything around it works', async () => {
  const { page, close } = await openApp(browser, {
    hosted: 'small',
    before: async (context) => {
      // a page whose code is broken
      await context.route(/time-in-stage-page[^/]*\.js/, (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: "export const TimeInStagePage = () => { throw new Error('torn'); };\nexport { TimeInStagePage as t, TimeInStagePage as T, TimeInStagePage as n };",
        }),
      );
    },
  });
  await whenLoaded(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Time in stage' }).click();
  const alert = page.getByRole('alert');
  await alert.getByText('This page could not be drawn').waitFor();
  await alert.getByRole('button', { name: 'Usual view' }).waitFor();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await alert.getByText('This page could not be drawn').waitFor();
  expect((await new AxeBuilder({ page }).include('.frame-main').analyze()).violations).toEqual([]);
  await page
    .getByRole('radio', { name: 'Deutsch' })
    .or(page.getByText('DE', { exact: true }))
    .first()
    .click();
  await alert.getByText('Diese Seite ließ sich nicht zeichnen').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await page.locator('.funnel-content').waitFor();
  expect(await alert.count()).toBe(0);
  await close();
});

test('while files are staged, the report of what is open is folded under its own name', async () => {
  const { page, errors, close } = await openApp(browser, {
    hosted: 'small',
    hash: '#/data',
    viewport: { width: 390, height: 800 },
  });
  await whenLoaded(page);
  await stage(page, 'deals.csv', deals());
  const open = page.locator('.data-open-now');
  expect(await open.locator('summary').first().innerText()).toMatch(/^Open now: .*sample/i);
  expect(await page.locator('.data-report').isVisible()).toBe(false);

  // deals that name their contacts: one question, one press
  expect(await page.locator('.staged-foot').innerText()).toContain('No file gives leads');
  await page.getByText('Yes, each record is a lead').click();
  await expect
    .poll(() => page.locator('.staged-foot button').first().isEnabled(), { timeout: 20_000 })
    .toBe(true);

  const opener = page.getByRole('button', { name: /^Columns of/ });
  await opener.click();
  await page.locator('.map-step select').first().focus();
  await page.keyboard.press('Escape');
  await page.locator('.map-step').waitFor({ state: 'detached' });
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);

  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await load(page);
  expect(await page.locator('.data-report').isVisible()).toBe(true);
  expect(await page.locator('.data-report').innerText()).toContain('40');
  expect(errors).toEqual([]);
  await close();
});

test('on a phone the load in progress covers nothing for good, and tables keep their words together', async () => {
  const { page, close } = await openApp(browser, {
    hash: '#/data',
    viewport: { width: 390, height: 800 },
    before: async (context) => {
      // the load of the sample does not end by itself
      await context.route(/activities\.csv/, () => undefined);
    },
  });
  await page.locator('.frame-progress .ui-panel').waitFor();
  await stage(page, 'hostile.csv', hostileLeads());
  await page.getByRole('button', { name: /^Columns of/ }).click();
  await page.locator('.map-step').waitFor();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const bottom = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().bottom);
  const top = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().top);
  expect(await top('.frame-progress .ui-panel')).toBeGreaterThanOrEqual(await bottom('.data-page'));

  // the load that is cancelled is named, quietly
  await page.locator('.frame-progress').getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/^Reading “.*sample.*” was cancelled/i).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await load(page);
  const cell = page.getByRole('cell', { name: /^The row has more or fewer fields/ });
  expect((await cell.boundingBox())?.width ?? 0).toBeGreaterThan(200);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await close();
});
