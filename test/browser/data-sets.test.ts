import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readMetricsOrder } from '../../src/cli/metrics-order.ts';
import type { MetricsDocument, StageCounts } from '../../src/model/metrics-document.ts';
import { enteredInTable, launchBrowser, openApp, whenLoaded } from '../support/browser-page.ts';
import { referenceCases, type ReferenceCase } from '../support/reference-cases.ts';
import { runMain } from '../support/run-main.ts';
import { sampleArgv } from '../support/sample.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

function caseNamed(name: string): ReferenceCase {
  const found = referenceCases().find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no reference case ${name}`);
  return found;
}

/** Leads that entered each stage, from the command line. */
async function entered(argv: readonly string[]): Promise<StageCounts | undefined> {
  const { code, stdout, stderr } = await runMain(argv);
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as MetricsDocument).funnel?.entered;
}

test('the first figures come from the snapshot, before the database engine is requested', async () => {
  const requested: string[] = [];
  let drawnBefore: number | null = null;
  const { page, errors, close } = await openApp(browser, {
    before: async (context) => {
      context.on('request', (request) => void requested.push(new URL(request.url()).pathname));
      await context.route(/data-worker/, async (route) => {
        drawnBefore ??= await page.locator('main h1').count();
        await route.continue();
      });
    },
  });
  await whenLoaded(page);
  expect(drawnBefore).toBe(1);
  const position = (name: RegExp): number => requested.findIndex((path) => name.test(path));
  expect(position(/snapshot\.json$/)).toBeGreaterThan(0);
  expect(position(/duckdb-eh/)).toBeGreaterThan(position(/data-worker/));
  expect(position(/leads\.csv$/)).toBeGreaterThan(position(/snapshot\.json$/));
  const figures = await entered(sampleArgv());
  expect(await enteredInTable(page)).toEqual(figures);
  expect(errors).toEqual([]);
  await close();
});

/** Puts a reference case in the place of the data set that is hosted beside the app. */
function host(reference: ReferenceCase): (context: BrowserContext) => Promise<void> {
  const { files, modelPath } = readMetricsOrder(reference.argv.slice(1));
  const names = (table: string) =>
    files.filter((file) => file.table === table).map(({ path }) => basename(path));
  const manifest = {
    version: 1,
    name: reference.name,
    leads: names('leads'),
    activities: names('activities'),
    stageHistory: names('stageHistory'),
    opportunities: names('opportunities'),
    ...(modelPath === null ? {} : { model: basename(modelPath) }),
  };
  return async (context) => {
    await context.route(`${inject('appUrl')}data/*`, async (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      if (name === 'manifest.json') await route.fulfill({ json: manifest });
      else await route.fulfill({ body: readFileSync(join(reference.folder, name)) });
    });
  };
}

test('the app opens whatever data set the manifest beside it names', async () => {
  const reference = caseNamed('random-105');
  const { page, errors, close } = await openApp(browser, { before: host(reference) });
  await whenLoaded(page);
  expect(await page.title()).toContain('random-105');
  const plain = reference.argv.slice(0, reference.argv.indexOf('--by'));
  const optional = ['--stage-history', '--opportunities'].flatMap((option) => {
    const at = reference.argv.indexOf(option);
    return at < 0 ? [] : reference.argv.slice(at, at + 2);
  });
  expect(await enteredInTable(page)).toEqual(await entered([...plain, ...optional]));
  expect(errors).toEqual([]);
  await close();
});

test('without a manifest the app says so, and takes files', async () => {
  const { page, close } = await openApp(browser, {
    hash: '#/data',
    before: async (context) => {
      await context.route(`${inject('appUrl')}data/*`, (route) =>
        route.fulfill({ status: 404, body: 'None' }),
      );
    },
  });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('manifest.json');

  const { files, modelPath } = readMetricsOrder(caseNamed('half-life').argv.slice(1));
  const paths = [...files.map(({ path }) => path), ...(modelPath === null ? [] : [modelPath])];
  await page.locator('input[type="file"]').setInputFiles(paths);
  await page.getByRole('button', { name: /^Load/ }).click();
  await whenLoaded(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await page.locator('.funnel-tables').waitFor({ state: 'attached' });
  const argv = caseNamed('half-life').argv.filter((_, index, all) => index < all.indexOf('--as-of'));
  expect(await enteredInTable(page)).toEqual(await entered(argv));
  await close();
});

test("own files replace what is open, and the way back opens the host's again", async () => {
  const { page, errors, close } = await openApp(browser, { hash: '#/data' });
  await whenLoaded(page);
  const leads = join(caseNamed('window-and-competing-exit').folder, 'leads.csv');
  await page.locator('input[type="file"]').setInputFiles([leads]);
  await page.getByRole('button', { name: /^Load/ }).click();
  const wayBack = page.locator('.data-back').getByRole('button');
  await wayBack.waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await page.locator('.funnel-tables').waitFor({ state: 'attached' });
  const figures = await entered(['metrics', '--leads', leads, '--basis', 'recorded']);
  await expect.poll(() => enteredInTable(page)).toEqual(figures);

  await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
  await wayBack.click();
  await expect.poll(() => page.title(), { timeout: 30_000 }).toContain('sample');
  await whenLoaded(page);
  expect(errors).toEqual([]);
  await close();
});
