import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMain } from '../support/run-main.ts';
import { PROJECT } from '../support/source-files.ts';

const pipeline = join(PROJECT, '../shared/data/maven-crm/sales_pipeline.csv');

/** Brings the sales pipeline, a table without quoted cells, to the columns of the leads table. */
function leadsOf(csv: string): string {
  const [header = '', ...rows] = csv.trim().split(/\r?\n/);
  const names = header.split(',');
  const lines = rows.map((row) => {
    const cells = row.split(',');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const stage = cell('deal_stage');
    return [
      cell('opportunity_id'),
      cell('engage_date'),
      stage === 'Won' ? cell('close_date') : '',
      stage === 'Lost' ? cell('close_date') : '',
      cell('sales_agent'),
      cell('product'),
    ].join(',');
  });
  return `${['lead_id,created_at,customer_at,disqualified_at,owner,product', ...lines].join('\n')}\n`;
}

test('a real sales pipeline: open rows without a date are rejected, the rest gives the known figures', async ({
  skip,
}) => {
  if (!existsSync(pipeline)) skip('there is no ../shared/data/maven-crm beside the project');
  const folder = mkdtempSync(join(tmpdir(), 'leadscope-maven-'));
  try {
    const leads = join(folder, 'leads.csv');
    writeFileSync(leads, leadsOf(readFileSync(pipeline, 'utf8')));
    const { code, stdout, stderr } = await runMain(
      ['metrics', '--leads', leads, '--basis', 'recorded', '--by', 'product'],
      { timeZone: () => 'UTC' },
    );
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('starter model');
    const document = JSON.parse(stdout);
    expect(document.rows.leads).toMatchObject({ read: 8800, loaded: 8300, rejected: { badCreatedAt: 500 } });
    expect(document.funnel.entered).toEqual({ lead: 8300, mql: 0, sql: 0, opportunity: 0, customer: 4238 });
    const step = document.funnel.steps.find(
      ({ from, to }: { from: string; to: string }) => from === 'lead' && to === 'customer',
    );
    expect(step).toMatchObject({ eligible: 8300, converted: 4238 });
    expect(step.rate).toBeCloseTo(4238 / 8300, 12);
    expect(document.timeInStage[0]).toMatchObject({ stage: 'lead', advanced: 4238, medianDays: 57 });
    const products = document.breakdowns.product.map(
      ({ entered }: { entered: { lead: number } }) => entered.lead,
    );
    expect(products).toHaveLength(7);
    expect(products.reduce((sum: number, leadsOfProduct: number) => sum + leadsOfProduct, 0)).toBe(8300);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
