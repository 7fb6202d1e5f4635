import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inline, makeWorkbook, rowXml } from '../import/formats/make-workbook.ts';
import { enteredInTable, launchBrowser, openApp, whenLoaded } from '../support/browser-page.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const two = (n: number): string => String(n).padStart(2, '0');
const given = (name: string, buffer: Buffer): Given => ({
  name,
  mimeType: 'application/octet-stream',
  buffer,
});
const count = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

/** 60 leads in German, semicolons and Windows-1252; every third an MQL, every sixth an SQL; no day is after the 12th. */
function germanLeads(): Given {
  const day = (i: number, month: number): string => `${two((i % 12) + 1)}.${two(month)}.2024`;
  const rows = count(60).map((i) =>
    [
      `L${i}`,
      `${day(i, 2)} 08:15`,
      `Müller ${i}`,
      `joerg.${i}@beispiel.de`,
      i % 2 === 0 ? 'Gebäudetechnik' : 'Handel',
      i % 3 === 0 ? day(i, 3) : '',
      i % 6 === 0 ? day(i, 4) : '',
    ].join(';'),
  );
  const header = 'Lead-Nr;Erstellt am;Name;E-Mail;Branche;MQL-Datum;SQL-Datum';
  return given('kontakte.csv', Buffer.from([header, ...rows, ''].join('\r\n'), 'latin1'));
}

/** Contacts as HubSpot writes them: 80, every second an MQL, every fourth an SQL. */
function hubspotContacts(): Given {
  const header =
    'Record ID,First Name,Last Name,Email,Create Date,Became a Marketing Qualified Lead Date,Became a Sales Qualified Lead Date,Became an Opportunity Date,Became a Customer Date,Contact owner';
  const rows = count(80).map((i) => {
    const day = (month: number): string => `2024-${two(month)}-${two((i % 27) + 1)} 09:00`;
    return [
      1000 + i,
      'Ann',
      `Lee ${i}`,
      `ann.${i}@example.com`,
      day(2),
      i % 2 === 0 ? day(3) : '',
      i % 4 === 0 ? day(4) : '',
      i % 8 === 0 ? day(5) : '',
      i % 16 === 0 ? day(6) : '',
      'Kim',
    ].join(',');
  });
  return given('hubspot-contacts.csv', Buffer.from([header, ...rows, ''].join('\n')));
}

/** A workbook with a sheet of 20 leads, and another sheet. */
function workbook(): Given {
  const xml = (rows: readonly (readonly string[])[]): string =>
    rows.map((cells, place) => rowXml(place + 1, cells.map(inline))).join('');
  const leads = count(20).map((i) => [`X${i}`, `2024-03-${two(i)}`, `x${i}@example.com`, 'Retail']);
  const sheets = {
    Leads: xml([['id', 'created', 'email', 'industry'], ...leads]),
    Regions: xml([
      ['Region', 'Head'],
      ['North', 'A'],
    ]),
  };
  return given('fair.xlsx', Buffer.from(makeWorkbook({ sheets })));
}

/** A history whose columns and stages nobody knows. */
function unknownHistory(): Given {
  const rows = count(12).map((i) => `L${i};${i % 2 === 0 ? 'Übergabe an AD' : 'Kunde'};2024-05-${two(i)}`);
  return given('verlauf.csv', Buffer.from(['Wer;Wohin;Wann', ...rows, ''].join('\n')));
}

async function stage(page: Page, files: readonly Given[]): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles([...files]);
  await page.waitForFunction(
    (names) =>
      names.every((name) =>
        [...document.querySelectorAll('.staged-file h3')].some(({ textContent }) => textContent === name),
      ) && document.querySelector('.staged progress, .staged [data-pending="true"]') === null,
    files.map(({ name }) => name),
  );
}

function entry(page: Page, name: string): Locator {
  return page
    .locator('.staged-file')
    .filter({ has: page.locator('h3', { hasText: new RegExp(`^${name}$`) }) });
}

async function load(page: Page): Promise<void> {
  await page.locator('.staged-foot button').first().click();
  await page.locator('.staged').waitFor({ state: 'detached' });
  await whenLoaded(page);
}

async function funnel(page: Page): Promise<Awaited<ReturnType<typeof enteredInTable>>> {
  await page.getByRole('navigation').getByRole('link', { name: 'Funnel' }).click();
  await page.locator('.funnel-tables').waitFor({ state: 'attached' });
  await whenLoaded(page);
  return enteredInTable(page);
}

test('exports of three kinds load together at once, and the figures are right', async () => {
  const { page, errors, foreignRequests, close } = await openApp(browser, {
    hosted: 'small',
    hash: '#/data',
  });
  await whenLoaded(page);
  await stage(page, [germanLeads(), hubspotContacts(), workbook()]);
  expect(await entry(page, 'kontakte.csv').innerText()).toContain('Windows-1252');
  expect(await entry(page, 'hubspot-contacts.csv').innerText()).toContain('HubSpot: Contacts');
  expect(await entry(page, 'hubspot-contacts.csv').innerText()).toContain('leads with 4 stage dates');
  expect(await entry(page, 'fair.xlsx').innerText()).toContain('sheet “Leads”');
  await load(page);
  const report = await page.locator('.data-report').innerText();
  expect(report).toContain('All 160 rows were loaded');
  expect(await funnel(page)).toMatchObject({
    lead: 160,
    mql: 20 + 40,
    sql: 10 + 20,
    opportunity: 10,
    customer: 5,
  });
  expect(errors).toEqual([]);
  expect(foreignRequests).toEqual([]);
  await close();
});

test('the order of day and month is asked with a date in both readings, and the answer counts', async () => {
  const { page, close } = await openApp(browser, { hosted: 'small', hash: '#/data' });
  await whenLoaded(page);
  await stage(page, [germanLeads()]);
  const file = entry(page, 'kontakte.csv');
  const question = file.getByRole('group', { name: /02\.02|0\d\.0\d\.2024/ }).first();
  expect(await question.getByRole('radio', { checked: true }).count()).toBe(1);
  await file.getByRole('button', { name: 'Columns of kontakte.csv' }).click();
  const created = file.locator('.map-preview tbody tr').first().locator('td, th').nth(1);
  expect(await created.innerText()).toBe('2024-02-02T08:15:00');
  const second = file.locator('.map-preview tbody tr').nth(1).locator('td, th').nth(1);
  expect(await second.innerText()).toBe('2024-02-03T08:15:00');
  await question.locator('label').nth(1).click();
  await expect.poll(() => second.innerText()).toBe('2024-03-02T08:15:00');
  await file.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => second.innerText()).toBe('2024-02-03T08:15:00');
  await close();
});

test('a file that nobody knows is mapped by hand, loaded, and known the next time; the mapping is a file too', async () => {
  const { page, errors, close } = await openApp(browser, { hosted: 'small', hash: '#/data' });
  await whenLoaded(page);
  await stage(page, [germanLeads(), unknownHistory()]);
  const file = entry(page, 'verlauf.csv');
  expect(await file.innerText()).toContain('Not recognised');
  await file.getByRole('button', { name: 'Columns of verlauf.csv' }).click();
  await file.getByRole('checkbox', { name: 'Stage history' }).check();
  expect(await page.locator('.staged-foot').innerText()).toContain('Lead id or E-mail');
  await file.getByLabel('Take “Wer” as').selectOption('Lead id');
  await file.getByLabel('Take “Wohin” as').selectOption('Stage');
  await file.getByLabel('Take “Wann” as').selectOption('Entered the stage');
  await file.getByLabel('Stage of “Übergabe an AD”').selectOption('SQL');
  await expect
    .poll(() => file.locator('.map-preview tbody tr').nth(1).innerText())
    .toMatch(/L2\s+2024-05-02\s+sql/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    file.getByRole('button', { name: 'Save mapping as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('leadscope-mapping-verlauf.json');
  const saved = readFileSync(await download.path());
  await load(page);
  // ten SQLs are in the leads; of the six handed over in the history L6 and L12 are among them
  expect(await funnel(page)).toMatchObject({ lead: 60, sql: 14, customer: 6 });

  await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click();
  await page.locator('.data-own').first().waitFor();
  await stage(page, [germanLeads(), unknownHistory()]);
  await expect.poll(() => file.innerText()).toContain('Mapped as last time');
  expect(await file.innerText()).toContain('stage history');
  await file.getByRole('button', { name: 'Forget' }).click();
  await expect.poll(() => file.innerText()).toContain('Not recognised');
  await stage(page, [given('leadscope-mapping-verlauf.json', saved)]);
  await expect.poll(() => file.innerText()).toContain('Mapped as leadscope-mapping-verlauf.json says');
  expect(errors).toEqual([]);
  await close();
});

test('rejected rows are reported with their file and taken away as CSV without formulas', async () => {
  const { page, close } = await openApp(browser, { hosted: 'small', hash: '#/data' });
  await whenLoaded(page);
  const text =
    'Contact ID;Email;Created Date\nC1;a@b.de;2024-01-02\n=1+1;c@d.de;soon\nC1;e@f.de;2024-01-03\n';
  await stage(page, [given('few.csv', Buffer.from(text)), given('plan.pdf', Buffer.from('%PDF-1.7\n'))]);
  expect(await entry(page, 'plan.pdf').innerText()).toContain('PDF');
  await load(page);
  expect(await page.locator('.data-report h1').innerText()).toBe('2 of 3 rows were rejected');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Download all rejected rows/ }).click(),
  ]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatch(/^few\.csv,3,.*'=1\+1;c@d\.de;soon"?$/);
  expect(rows[2]).toMatch(/^few\.csv,4,/);
  await close();
});

describe('staged files and their columns', () => {
  test.each([
    ['en-GB', 'light', 1440],
    ['de-DE', 'dark', 390],
  ] as const)(
    '%s, %s, %i px: nothing for axe to find, nothing wider than the window',
    async (locale, colorScheme, width) => {
      const { page, close } = await openApp(browser, {
        hosted: 'small',
        hash: '#/data',
        locale,
        colorScheme,
        viewport: { width, height: 900 },
      });
      await whenLoaded(page);
      await stage(page, [
        germanLeads(),
        hubspotContacts(),
        workbook(),
        unknownHistory(),
        given('a.pdf', Buffer.from('%PDF-1.7\n')),
      ]);
      for (const name of ['kontakte.csv', 'fair.xlsx', 'verlauf.csv'])
        await entry(page, name).locator('button[aria-expanded]').click();
      await entry(page, 'verlauf.csv').locator('.map-tables input').nth(2).check();
      await page.waitForFunction(() => document.querySelector('.staged [data-pending="true"]') === null);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
      await close();
    },
  );
});
