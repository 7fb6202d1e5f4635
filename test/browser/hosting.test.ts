import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openApp } from '../support/browser-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

/** Asks another host for three files: from the page, from a worker, and from a worker of that worker. */
function askElsewhere(page: Page): Promise<void> {
  return page.evaluate(() => {
    const start = (script: string) =>
      `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}], { type: 'text/javascript' })));`;
    const ask = (name: string) =>
      `setTimeout(() => fetch('https://example.com/${name}').catch(() => {}), 300);`;
    const run = (script: string) =>
      new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    fetch('https://example.com/page').catch(() => {});
    run(ask('worker'));
    run(start(ask('nested')));
  });
}

test('the watch sees requests to other hosts, and what the policy refuses, also in workers', async () => {
  const { page, foreignRequests, violations, close } = await openApp(browser);
  await askElsewhere(page);
  for (const name of ['page', 'worker', 'nested']) {
    await expect.poll(() => violations.join('\n')).toContain(`example.com/${name}`);
  }
  await page.goto('about:blank');
  await askElsewhere(page);
  for (const name of ['page', 'worker', 'nested']) {
    await expect.poll(() => foreignRequests).toContain(`https://example.com/${name}`);
  }
  await close();
});
