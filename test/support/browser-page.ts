/** Opens the built app in Chromium and watches what it must never do. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright';
import { inject } from 'vitest';
import { STAGES, type Stage } from '../../src/model/stages.ts';
import { findChromium, NO_CHROMIUM } from './chromium.mjs';

/** A page of the built app, and what went wrong on it so far. */
export interface WatchedPage {
  readonly page: Page;
  /** addresses outside of the app's own origin that the page or its workers asked for */
  readonly foreignRequests: readonly string[];
  /** what the Content-Security-Policy refused, in the page or its workers */
  readonly violations: readonly string[];
  /** uncaught errors and messages of console level `error` */
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** hash of the link, with its `#` */
  readonly hash?: string;
  /**
   * what is hosted beside the app: the sample, which takes a while to load, or a data set of a few hundred rows for what
   * does not look at the figures of either
   */
  readonly hosted?: 'sample' | 'small';
  /** what is to be set up before the page is requested */
  readonly before?: (context: BrowserContext) => Promise<void>;
}

/**
 * Starts the browser, which can reach nothing but this machine.
 * @throws Error with what to do when there is none, and where the app could not be built
 */
export async function launchBrowser(): Promise<Browser> {
  const buildFailure = inject('buildFailure');
  if (buildFailure !== null) throw new Error(buildFailure);
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(NO_CHROMIUM);
  return chromium.launch({
    executablePath,
    args: [
      // Containers run as root, and give little shared memory.
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      // Every page compiles the database engine anew; to compile it again for speed takes longer than all its queries.
      '--js-flags=--liftoff-only',
    ],
  });
}

const SMALL = join(import.meta.dirname, '../cases/random-103');

/** Puts a reference case in the place of the sample. */
async function hostSmall(context: BrowserContext, appUrl: string): Promise<void> {
  const manifest = {
    version: 1,
    name: 'Small sample',
    leads: ['leads.csv'],
    activities: ['activities.csv'],
    stageHistory: [],
    opportunities: [],
    model: 'model.json',
  };
  await context.route(`${appUrl}data/*`, async (route) => {
    const name = basename(new URL(route.request().url()).pathname);
    if (name === 'manifest.json') await route.fulfill({ json: manifest });
    else await route.fulfill({ body: readFileSync(join(SMALL, name)) });
  });
}

/** Opens the built app in a context of its own. */
export async function openApp(browser: Browser, options: OpenOptions = {}): Promise<WatchedPage> {
  const { hash = '', hosted = 'sample', before, ...contextOptions } = options;
  const appUrl = inject('appUrl');
  const { origin } = new URL(appUrl);
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    viewport: { width: 1440, height: 900 },
    ...contextOptions,
  });
  const foreignRequests: string[] = [];
  const violations: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).origin !== origin) foreignRequests.push(url);
  });
  context.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) violations.push(message.text());
    else if (message.type() === 'error') errors.push(message.text());
  });
  if (hosted === 'small') await hostSmall(context, appUrl);
  await before?.(context);
  const page = await context.newPage();
  // What a policy refuses in a worker reaches no console by itself.
  page.on('worker', (worker) => {
    const listen = worker.evaluate(() => {
      self.addEventListener('securitypolicyviolation', (event) => {
        console.error(`Content Security Policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
      });
    });
    // A worker may end before it could be asked.
    listen.catch(() => {});
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(appUrl + hash);
  return { page, foreignRequests, violations, errors, close: () => context.close() };
}

/** Waits until the data set is loaded and its figures are drawn: nothing is in progress, every control answers. */
export async function whenLoaded(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      // While another page is fetched, the one before is still there, unseen.
      document.querySelector('main h1')?.checkVisibility() === true &&
      document.querySelector('progress') === null &&
      document.querySelector('.frame-controls') !== null &&
      document.querySelector('.frame-controls .ui-control:disabled') === null,
  );
}

/**
 * Leads that entered each stage, from the table behind the funnel of a page in English. A stage without a row has none.
 */
export async function enteredInTable(page: Page): Promise<Record<Stage, number>> {
  const rows = await page.locator('.funnel-tables table').first().locator('tbody tr').all();
  const texts = await Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
  const entered = STAGES.map((stage): [Stage, number] => {
    const cells = texts.find(([name = '']) => name.toLowerCase().startsWith(stage));
    return [stage, Number((cells?.[1] ?? '0').replaceAll(',', ''))];
  });
  return Object.fromEntries(entered) as Record<Stage, number>;
}
