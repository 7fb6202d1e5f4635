/** Opens the built app in a Chromium of its own, with the probe in the page. */
import { chromium, type Browser, type Page } from 'playwright';
import { findOrInstallChromium, NO_CHROMIUM } from '../support/chromium.mjs';
import { installProbe } from './page-probe.ts';
import { peakBytes } from './process-watch.ts';

/** Longest wait for anything in the page, milliseconds: loads of ten million rows on a busy machine are among it. */
const PATIENCE = 600_000;

/** The app in a browser that nothing was opened in before. */
export interface OpenedApp {
  readonly page: Page;
  readonly version: string;
  /** process of the page and its workers; null where the browser does not tell */
  readonly rendererId: number | null;
  /** everything that went wrong in the page so far */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** The page's process is the renderer that holds most. */
async function findRenderer(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => ({ id, peak: peakBytes(id) ?? 0 }))
    .toSorted((a, b) => b.peak - a.peak);
  return renderers[0]?.id ?? null;
}

/**
 * Opens the app as somebody who was never there, and waits until the sample is loaded.
 * @param url of the built app, with a hash
 * @throws Error with what to do where there is no browser, or when the app shows none of its figures
 */
export async function openApp(url: string): Promise<OpenedApp> {
  const executablePath = findOrInstallChromium((line) => void process.stderr.write(`${line}\n`));
  if (executablePath === null) throw new Error(NO_CHROMIUM);
  const browser = await chromium.launch({
    executablePath,
    args: [
      // Containers run as root, and give little shared memory.
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  try {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(installProbe);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(url);
    // the sample is loaded, or there is none
    await page.waitForFunction(
      () =>
        window.bench.measures.some(({ name }) => name === 'leadscope:load') ||
        document.querySelector('[role="alert"]') !== null,
      null,
      { polling: 50 },
    );
    const rendererId = await findRenderer(browser);
    return { page, version: browser.version(), rendererId, errors, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Waits until the app has measured something so many times. */
export async function whenMeasured(page: Page, name: string, times: number): Promise<void> {
  await page.waitForFunction(
    ([wanted, count]) => window.bench.measures.filter((measure) => measure.name === wanted).length >= count,
    [name, times] as const,
    { polling: 50 },
  );
}
