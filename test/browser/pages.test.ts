import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES } from '../../src/app/view-parts.ts';
import { launchBrowser, openApp, whenLoaded, type WatchedPage } from '../support/browser-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

/**
 * Each language and each theme once, looked at by axe at one width: of a usual screen, and of a phone, in CSS pixels. Both
 * are held against both widths.
 */
const WIDTHS = [390, 1440] as const;
const LOOKS = [
  { locale: 'en-GB', language: 'en', colorScheme: 'light', lookedAt: 1440 },
  { locale: 'de-DE', language: 'de', colorScheme: 'dark', lookedAt: 390 },
] as const;

/** Scrolls through the page, since what is far down is fetched and computed when it comes into sight. */
async function showAll(page: WatchedPage['page']): Promise<void> {
  const waiting = page.locator('.while-seen-waiting');
  for (let pass = 0; pass < 10 && (pass === 0 || (await waiting.count()) > 0); pass++) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let top = 0; top <= height; top += 600) {
      await page.evaluate((to) => scrollTo(0, to), top);
      await page.waitForTimeout(60);
    }
  }
  expect(await waiting.count()).toBe(0);
  await page.evaluate(() => scrollTo(0, 0));
}

describe.each(LOOKS)('$language, $colorScheme', ({ locale, language, colorScheme, lookedAt }) => {
  let app: WatchedPage;

  beforeAll(async () => {
    app = await openApp(browser, { locale, colorScheme });
    await whenLoaded(app.page);
  });

  afterAll(() => app.close());

  test.each(PAGES)(
    '%s: nothing for axe to find, and nothing wider than the window',
    async (name) => {
      const { page } = app;
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${name}`);
      await page
        .locator('nav a[aria-current="page"]')
        .and(page.locator(`[href^="#/${name}"]`))
        .waitFor({ state: 'attached' });
      await whenLoaded(page);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await showAll(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = (): Promise<number> =>
          page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        await expect.poll(overflow, { message: `at ${width} px` }).toBe(0);
        if (width !== lookedAt) continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        const places = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`,
        );
        expect(places, `at ${width} px`).toEqual([]);
      }
    },
    180_000,
  );

  test('nothing failed, nothing left the machine, and the policy had nothing to refuse', () => {
    expect(app.errors).toEqual([]);
    expect(app.violations).toEqual([]);
    expect(app.foreignRequests).toEqual([]);
  });
});
