import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES } from '../../src/app/view-parts.ts';
import { launchBrowser, openApp, whenLoaded } from '../support/browser-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const LANGUAGES = [
  { locale: 'en-GB', language: 'en' },
  { locale: 'de-DE', language: 'de' },
] as const;
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 1440] as const;

describe.each(PAGES)('%s', (name) => {
  describe.each(LANGUAGES)('$language', ({ locale, language }) => {
    test.each(THEMES)(
      '%s: nothing for axe to find, and nothing wider than the window',
      async (colorScheme) => {
        const { page, errors, violations, foreignRequests, close } = await openApp(browser, {
          locale,
          colorScheme,
          hash: `#/${name}`,
        });
        await whenLoaded(page);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const { violations: found } = await new AxeBuilder({ page }).analyze();
          const places = found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
          expect(places, `at ${width} px`).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `at ${width} px`).toBe(0);
        }
        expect(errors).toEqual([]);
        expect(violations).toEqual([]);
        expect(foreignRequests).toEqual([]);
        await close();
      },
    );
  });
});
