import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readMetricsOrder } from '../../src/cli/metrics-order.ts';
import type { MetricsDocument, StageCounts } from '../../src/model/metrics-document.ts';
import { parseScoringModel } from '../../src/model/scoring-model-schema.ts';
import { enteredInTable, launchBrowser, openApp, whenLoaded } from '../support/browser-page.ts';
import { referenceCases } from '../support/reference-cases.ts';
import { runMain } from '../support/run-main.ts';

const SLOW = { timeout: 30_000 };
/** Milliseconds for a test that opens the app several times. */
const LONG = 180_000;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const reference = referenceCases().find(({ name }) => name === 'random-105')!;
const { files, modelPath } = readMetricsOrder(reference.argv.slice(1));
const paths = [...files.map(({ path }) => path), ...(modelPath === null ? [] : [modelPath])];

/** Leads that entered each stage, from the command line. */
async function entered(model: string | null = modelPath): Promise<StageCounts | undefined> {
  const given = files.flatMap(({ table, path }) => [
    `--${(table ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    path,
  ]);
  const argv = ['metrics', ...given, ...(model === null ? [] : ['--model', model])];
  const { code, stdout, stderr } = await runMain(argv);
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as MetricsDocument).funnel?.entered;
}

/** Files of the browser's store, without those that are still being written. */
const storedFiles = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names: string[] = [];
    const root = await navigator.storage.getDirectory();
    const app = await root.getDirectoryHandle('leadscope').catch(() => null);
    if (app === null) return names;
    for await (const folder of app.values())
      if (folder.kind === 'directory') for await (const name of folder.keys()) names.push(name);
    return names;
  });

/** Waits until everything is stored, the copies of the files last. */
async function whenStored(page: Page): Promise<void> {
  const isStored = async () => (await storedFiles(page)).some((name) => name.endsWith('.order'));
  await expect.poll(isStored, SLOW).toBe(true);
}

async function loadOwn(page: Page): Promise<void> {
  await page.locator('input[type="file"]').first().setInputFiles(paths);
  await page.getByRole('button', { name: /^Load \d/ }).click();
  await page.locator('.data-back').waitFor();
  await whenLoaded(page);
}

async function toFunnel(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await page.locator('.funnel-tables').waitFor({ state: 'attached' });
}

/** Opens the app, loads own files, and waits until they are stored. */
async function stored(before: (context: BrowserContext) => Promise<void> = async () => undefined) {
  const app = await openApp(browser, { hosted: 'small', hash: '#/data', before });
  await whenLoaded(app.page);
  await loadOwn(app.page);
  await whenStored(app.page);
  await toFunnel(app.page);
  return app;
}

test(
  'after a reload own figures are there and live without the database, which opens for what needs it',
  async () => {
    const requested: string[] = [];
    const { page, errors, violations, close } = await stored(async (context) => {
      context.on('request', (request) => void requested.push(new URL(request.url()).pathname));
    });
    const own = await entered();
    await expect.poll(() => enteredInTable(page), SLOW).toEqual(own);

    requested.length = 0;
    let drawnBefore: number | null = null;
    await page.context().route(/data-worker/, async (route) => {
      drawnBefore ??= await page.locator('main h1').count();
      await route.continue();
    });
    await page.goto(inject('appUrl'));
    await whenLoaded(page);
    expect(drawnBefore).toBe(1);
    expect(await page.title()).not.toContain('sample');
    expect(await enteredInTable(page)).toEqual(own);
    expect(await page.locator('.stored-line').textContent()).toMatch(
      /From this browser: loaded on .+ leads?\./,
    );

    const slider = page.getByRole('slider', { name: 'MQL: engagement', exact: true });
    await slider.focus();
    for (let press = 0; press < 3; press++) await slider.press('ArrowRight');
    await expect.poll(() => page.url(), SLOW).toContain('mql.engagement');
    const model = parseScoringModel(readFileSync(modelPath ?? '', 'utf8'));
    if (!('model' in model)) throw new Error('The case has no model');
    const { stages } = model.model;
    const engagement = Number(await slider.inputValue());
    const folder = mkdtempSync(join(tmpdir(), 'leadscope-stored-'));
    const changed = join(folder, 'model.json');
    writeFileSync(
      changed,
      JSON.stringify({ ...model.model, stages: { ...stages, mql: { ...stages.mql, engagement } } }),
    );
    await expect.poll(() => enteredInTable(page), SLOW).toEqual(await entered(changed));
    rmSync(folder, { recursive: true });
    await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
    await page.getByRole('heading', { name: 'Stored in this browser' }).waitFor();
    await page.locator('.data-row-text').first().waitFor();
    await toFunnel(page);
    expect(requested.filter((path) => /duckdb/.test(path))).toEqual([]);
    expect(requested.filter((path) => /leads\.csv|manifest\.json|snapshot/.test(path))).toEqual([]);

    await page.getByRole('button', { name: /^Filter/ }).click();
    const value = page.locator('.frame-value').first();
    await value.waitFor({ timeout: 30_000 });
    expect(requested.some((path) => /duckdb/.test(path))).toBe(true);
    // a filter compares without regard to case, the list shows each way of writing
    const values = await page.locator('.frame-value').evaluateAll((labels) =>
      labels.map((label) => ({
        text: label.querySelector('.frame-value-text')?.textContent?.toLowerCase(),
        leads: Number(label.querySelector('.num')?.textContent?.replaceAll(',', '')),
      })),
    );
    const leads = values
      .filter(({ text }) => text === values[0]?.text)
      .reduce((sum, one) => sum + one.leads, 0);
    await value.locator('input').click();
    await expect.poll(async () => (await enteredInTable(page)).lead, SLOW).toBe(leads);
    expect(errors).toEqual([]);
    expect(violations).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'a second tab opens the same data in memory and says so',
  async () => {
    const { page, close } = await stored();
    const second = await page.context().newPage();
    await second.goto(inject('appUrl'));
    await whenLoaded(second);
    expect(await enteredInTable(second)).toEqual(await enteredInTable(page));
    await second.getByText('These data are open in another tab').waitFor();
    await page.close();
    await second.reload();
    await whenLoaded(second);
    await second.waitForTimeout(2500);
    expect(await second.getByText('These data are open in another tab').count()).toBe(0);
    await close();
  },
  LONG,
);

test(
  'a browser that stores nothing says so, and the app works on in memory',
  async () => {
    const { page, errors, close } = await openApp(browser, {
      hosted: 'small',
      hash: '#/data',
      before: async (context) => {
        // as private windows of some browsers do, in pages and in workers from blobs alike
        await context.route(/data-worker[^/]*\.js/, async (route) => {
          const response = await route.fetch();
          const refusal =
            "navigator.storage.getDirectory=()=>Promise.reject(new DOMException('x','SecurityError'));";
          await route.fulfill({ response, body: refusal + (await response.text()) });
        });
        await context.addInitScript(() => {
          navigator.storage.getDirectory = () => Promise.reject(new DOMException('x', 'SecurityError'));
        });
      },
    });
    await whenLoaded(page);
    await loadOwn(page);
    await page.getByText('This browser stores nothing here').waitFor();
    await toFunnel(page);
    expect(await enteredInTable(page)).toEqual(await entered());
    await page.reload();
    await page.getByText('are no longer open').waitFor();
    expect(errors).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'a full disk says so',
  async () => {
    const { page, close } = await openApp(browser, {
      hosted: 'small',
      hash: '#/data',
      before: async (context) => {
        await context.route(/data-worker[^/]*\.js/, async (route) => {
          const response = await route.fetch();
          const full = 'navigator.storage.estimate=()=>Promise.resolve({quota:1000,usage:900});';
          await route.fulfill({ response, body: full + (await response.text()) });
        });
      },
    });
    await whenLoaded(page);
    await loadOwn(page);
    await page.getByText('There is no room in this browser').waitFor();
    expect(await storedFiles(page)).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'what is stored can be removed, and junk is removed by itself',
  async () => {
    const { page, errors, close } = await stored();
    await page.goto(inject('appUrl'));
    await whenLoaded(page);
    await page.getByRole('button', { name: 'Remove from this browser' }).click();
    await expect.poll(() => page.title(), { timeout: 30_000 }).toContain('sample');
    await whenLoaded(page);
    expect(await storedFiles(page)).toEqual([]);

    await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
    await loadOwn(page);
    await whenStored(page);
    await page.evaluate(async () => {
      const app = await (await navigator.storage.getDirectory()).getDirectoryHandle('leadscope');
      for await (const folder of app.values()) {
        if (folder.kind !== 'directory') continue;
        for await (const file of folder.values()) {
          if (file.kind !== 'file' || !/columns|order/.test(file.name)) continue;
          const writable = await file.createWritable();
          await writable.write('junk');
          await writable.close();
        }
      }
    });
    await page.goto(inject('appUrl'));
    await page.getByText('could not be read and was removed').waitFor();
    await whenLoaded(page);
    expect(await page.title()).toContain('sample');
    await expect.poll(() => storedFiles(page), SLOW).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'torn columns are made again from the stored files',
  async () => {
    const { page, errors, close } = await stored();
    const own = await enteredInTable(page);
    await page.evaluate(async () => {
      const app = await (await navigator.storage.getDirectory()).getDirectoryHandle('leadscope');
      for await (const folder of app.values()) {
        if (folder.kind !== 'directory') continue;
        for await (const file of folder.values()) {
          if (file.kind !== 'file' || !file.name.endsWith('columns')) continue;
          const writable = await file.createWritable({ keepExistingData: true });
          await writable.write({ type: 'write', position: 700, data: new Uint8Array([1, 2, 3]) });
          await writable.close();
        }
      }
    });
    for (let visit = 0; visit < 2; visit++) {
      await page.goto(`${inject('appUrl')}?${visit}`);
      await whenLoaded(page);
      await expect.poll(() => enteredInTable(page), SLOW).toEqual(own);
      await page.waitForTimeout(2000);
    }
    expect((await storedFiles(page)).toSorted().map((name) => name.replace(/^\d+\./, ''))).toEqual(
      expect.arrayContaining(['columns', 'manifest', 'order']),
    );
    expect(errors).toEqual([]);
    await close();
  },
  LONG,
);

test(
  'without copies of the files the figures are live all the same, and a new question says what it needs',
  async () => {
    const { page, errors, close } = await stored();
    const own = await enteredInTable(page);
    await page.evaluate(async () => {
      const app = await (await navigator.storage.getDirectory()).getDirectoryHandle('leadscope');
      for await (const folder of app.values()) {
        if (folder.kind !== 'directory') continue;
        for await (const name of folder.keys()) if (name.endsWith('.order')) await folder.removeEntry(name);
      }
    });
    await page.goto(`${inject('appUrl')}?anew`);
    await whenLoaded(page);
    expect(await enteredInTable(page)).toEqual(own);
    await page.getByText('Copies of your files are not stored').waitFor();
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByText('This question needs the files themselves').waitFor();
    expect(errors).toEqual([]);
    await close();
  },
  LONG,
);
