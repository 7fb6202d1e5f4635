/** Files of real systems through the whole load, without a hand. Where the folder beside the project is missing, these are skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LoadError } from '../../src/import/load-error.ts';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import type { Session } from '../../src/workspace/session.ts';
import { givenFile, withFiles } from '../support/load-files.ts';
import { PROJECT } from '../support/source-files.ts';
import { textSource } from './meaning/text-source.ts';

const ROOT = join(PROJECT, '../shared/data');

/** Tables that a file gave: `table read-rejected+rows of other tables`; or why it gave none. */
type Given = Readonly<Record<string, string>>;

/** Files that belong together, with what each gives. Ids of these samples were made up: their rows do not meet. */
const LOADS: Readonly<Record<string, Given>> = {
  'maven-crm': {
    'accounts.csv': 'accounts',
    'products.csv': 'products',
    'sales_teams.csv': 'users',
    'sales_pipeline.csv': 'leads 8800-500+0',
  },
  mobis: { 'mobis_challenge_log_2019_snippet.csv': 'leads 118-0+346, activities 464-0+0' },
  'layouts/hubspot_deals_tiny.csv': { 'hubspot_deals_tiny.csv': 'leads 30-0+0' },
  'layouts/salesforce_field_history_excerpt.csv': {
    'salesforce_field_history_excerpt.csv': 'leads 8-0+25, stageHistory 25-0+8',
  },
  'vendor-seeds/hubspot': {
    'contact_data.csv': 'leads 22-0+0',
    'contact_form_submission_data.csv': 'activities 5-5+0',
    'contact_property_history_data.csv': 'stageHistory 0-0+100',
    'deal_data.csv': 'opportunities 44-44+0',
    'deal_property_history_data.csv': 'stageHistory 0-0+100',
    'email_event_click_data.csv': 'detailsOfEvents',
    'email_event_data.csv': 'activities 100-100+0',
    'email_event_open_data.csv': 'detailsOfEvents',
    'engagement_call_data.csv': 'activities 1-1+0',
    'engagement_data.csv': 'noDateOrContact',
    'engagement_meeting_data.csv': 'activities 100-100+0',
    'form_data.csv': 'forms',
  },
  'vendor-seeds/marketo': {
    'marketo_activity_change_data_value_data.csv': 'activities 100-100+0, stageHistory 0-0+100',
    'marketo_activity_click_email_data.csv': 'activities 100-100+0',
    'marketo_activity_delete_lead_data.csv': 'activities 31-31+0',
    'marketo_activity_email_bounced_data.csv': 'activities 100-100+0',
    'marketo_activity_email_delivered_data.csv': 'activities 100-100+0',
    'marketo_activity_merge_leads_data.csv': 'aliases 100-100+0',
    'marketo_activity_open_email_data.csv': 'activities 100-100+0',
    'marketo_activity_send_email_data.csv': 'activities 100-100+0',
    'marketo_activity_unsubscribe_email_data.csv': 'activities 100-100+0',
    'marketo_campaign_data.csv': 'campaigns',
    'marketo_email_template_history_data.csv': 'templates',
    'marketo_lead_data.csv': 'leads 100-0+0',
    'marketo_lead_describe_data.csv': 'fields',
    'marketo_program_data.csv': 'programs',
  },
  'vendor-seeds/pardot': {
    'pardot_campaign_data.csv': 'campaigns',
    'pardot_list_data.csv': 'lists',
    'pardot_list_membership_data.csv': 'lists',
    'pardot_opportunity_data.csv': 'opportunities 100-100+0',
    'pardot_opportunity_prospect_data.csv': 'aliases 100-100+0',
    'pardot_prospect_data.csv': 'leads 100-0+0',
    'pardot_visitor_activity_data.csv': 'activities 100-100+0, stageHistory 42-42+58',
    'pardot_visitor_data.csv': 'visitors',
  },
  'vendor-seeds/salesforce': {
    'sf_account_data.csv': 'accounts',
    'sf_account_history_data.csv': 'accounts',
    'sf_contact_data.csv': 'leads 4-0+0',
    'sf_contact_history_data.csv': 'snapshots',
    'sf_event_data.csv': 'activities 10-10+0',
    'sf_lead_data.csv': 'leads 1-0+0',
    'sf_opportunity_data.csv': 'opportunities 10-10+0',
    'sf_opportunity_history_data.csv': 'stageHistory 10-10+0',
    'sf_opportunity_line_item_data.csv': 'lineItems',
    'sf_order_data.csv': 'orders',
    'sf_product_2_data.csv': 'products',
    'sf_task_data.csv': 'activities 10-10+0',
    'sf_user_data.csv': 'users',
    'sf_user_role_data.csv': 'roles',
  },
};

/** Files that give no leads, and have none beside them. */
const ALONE = ['layouts/marketo_bulk_activity_sample.csv', 'layouts/pipedrive_sample_import.csv'];

/** Orders of day and month that are decided; all other dates begin with the year. */
const ORDERS: Readonly<Record<string, string>> = {
  'salesforce_field_history_excerpt.csv': 'mdy',
  'mobis_challenge_log_2019_snippet.csv': 'dmy',
};

/** With a lead for every id, what is rejected still, and why. */
const WITH_LEADS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'vendor-seeds/hubspot': {
    activities: { read: 206, rejected: {} },
    opportunities: { read: 44, loaded: 44, rejected: {} },
  },
  'vendor-seeds/marketo': { activities: { read: 731, rejected: {} } },
  'vendor-seeds/pardot': {
    activities: { read: 100, loaded: 100, rejected: {} },
    stageHistory: { read: 42, loaded: 42, rejected: {} },
    opportunities: { read: 100, loaded: 100, rejected: {} },
  },
  'vendor-seeds/salesforce': {
    activities: { read: 20, loaded: 20, rejected: {} },
    opportunities: { read: 10, loaded: 10, rejected: {} },
  },
};

const bytesOf = (path: string) => new Uint8Array(readFileSync(join(ROOT, path)));

function paths(load: string): string[] {
  if (load.endsWith('.csv')) return [load];
  return readdirSync(join(ROOT, load)).map((name) => `${load}/${name}`);
}

const given = (load: string): GivenFile[] =>
  paths(load).map((path) => givenFile(path.split('/').at(-1) ?? path, bytesOf(path)));

/** Rows of a file by a reader of its own. */
async function tableOf(path: string): Promise<{ header: readonly string[]; rows: (string | null)[][] }> {
  const text = new TextDecoder().decode(bytesOf(path));
  const source = textSource(path, text, path.startsWith('mobis') ? ';' : ',');
  const rows: (string | null)[][] = [];
  for await (const batch of source.rows(new AbortController().signal))
    rows.push(...batch.rows.map((row) => [...row]));
  return { header: source.header, rows };
}

function whatBecame({ summary }: Session): Given {
  return Object.fromEntries(
    summary.sources.map(({ name, reading }) => {
      const tables = summary.files
        .filter((file) => file.name === name)
        .map(({ table, read, rejected, others }) => `${table} ${read}-${rejected}+${others}`);
      const reason = reading.notes.find(({ code }) => code === 'reference')?.detail;
      return [name, tables.length === 0 ? (reason ?? 'nothing') : tables.join(', ')];
    }),
  );
}

describe.skipIf(!existsSync(ROOT))('real files, which are skipped where ../shared/data is not there', () => {
  test('all of them are here', () => {
    const found = (readdirSync(ROOT, { recursive: true }) as string[]).filter((name) =>
      name.endsWith('.csv'),
    );
    expect([...Object.keys(LOADS).flatMap(paths), ...ALONE].toSorted()).toEqual(
      found.map((name) => name.replaceAll('\\', '/')).toSorted(),
    );
  });

  test.each(Object.entries(LOADS))('%s', async (load, expected) => {
    await withFiles(given(load), async (session) => {
      const { summary } = session;
      expect(whatBecame(session)).toEqual(expected);
      for (const path of paths(load)) {
        const name = path.split('/').at(-1) ?? path;
        const { rows } = await tableOf(path);
        for (const file of summary.files.filter((one) => one.name === name))
          expect(file.read + file.others, `${name} ${file.table}`).toBe(rows.length);
        const source = summary.sources.find((one) => one.name === name);
        expect(source, name).toMatchObject({ format: 'csv', encoding: 'utf-8', headerLine: 1 });
        const orders = new Set(Object.values(source?.reading.mapping.dateOrder ?? {}));
        orders.delete('ymd');
        expect([...orders].join(), name).toBe(ORDERS[name] ?? '');
      }
      for (const counts of Object.values(summary.rows)) {
        const rejected = Object.values<number>(counts.rejected).reduce((sum, count) => sum + count, 0);
        expect(counts.loaded + rejected).toBe(counts.read);
      }
      const rejected = summary.files.reduce((sum, file) => sum + file.rejected, 0);
      expect(await session.rejectedRows(0, 10_000)).toHaveLength(rejected);
    });
  });

  test.each(Object.entries(WITH_LEADS))(
    '%s: orphans find their leads as soon as a file has them',
    async (load, expected) => {
      const keys =
        /^(contact_id|who_id|lead_id|prospect_id|recipient|id|opportunity_id|deal_id|engagement_id)$/;
      const ids = new Set<string>();
      const emails = new Set<string>();
      for (const path of paths(load)) {
        const { header, rows } = await tableOf(path);
        for (const row of rows)
          for (const [index, cell] of row.entries())
            if (cell !== null && keys.test(header[index] ?? ''))
              (header[index] === 'recipient' ? emails : ids).add(cell);
      }
      const lines = [...ids].map((id) => `${id},,1990-01-01`);
      const people = [...emails].map((email, index) => `mail-${index},${email},1990-01-01`);
      const leads = givenFile('all.csv', ['lead_id,email,created_at', ...lines, ...people].join('\n'));
      await withFiles([leads, ...given(load)], async ({ summary }) => {
        expect(summary.rows).toMatchObject(expected);
        for (const counts of Object.values(summary.rows))
          expect(Object.keys(counts.rejected).filter((reason) => reason !== 'duplicate')).toEqual([]);
        expect(summary.firstCreatedAt).toBe(Date.UTC(1989, 11, 31, 23) / 1000);
      });
    },
  );

  test.each(ALONE)('%s says that leads are missing, and loads beside them', async (path) => {
    const files = given(path);
    await expect(withFiles(files, () => Promise.resolve())).rejects.toMatchObject({
      problem: { code: 'noLeads' },
    });
    await expect(withFiles(files, () => Promise.resolve())).rejects.toBeInstanceOf(LoadError);
    const leads = givenFile('leads.csv', 'lead_id,created_at\n6,2018-01-01\n');
    await withFiles([leads, ...files], async (session) => {
      const became = whatBecame(session)[path.split('/').at(-1) ?? ''];
      if (path.includes('pipedrive')) expect(became).toBe('importTemplate');
      else expect(became).toMatch(/^activities 1-\d\+0/);
    });
  });

  test('the sales pipeline gives the known figures', async () => {
    await withFiles(given('maven-crm'), async ({ metrics, summary, rejectedRows }) => {
      const request = { ...DEFAULT_REQUEST, basis: 'recorded' as const, breakdowns: ['product'] };
      const document = await metrics(request, summary.model);
      expect(document.rows.leads).toMatchObject({
        read: 8800,
        loaded: 8300,
        rejected: { badCreatedAt: 500 },
        repaired: { unreadable: {}, beforeCreation: 0 },
      });
      expect(document.funnel?.entered).toEqual({
        lead: 8300,
        mql: 0,
        sql: 0,
        opportunity: 8300,
        customer: 4238,
      });
      const step = document.funnel?.steps.find(({ from, to }) => from === 'lead' && to === 'customer');
      expect(step).toMatchObject({ eligible: 8300, converted: 4238 });
      expect(step?.rate).toBeCloseTo(4238 / 8300, 12);
      const stay = document.timeInStage?.find(({ stage }) => stage === 'opportunity');
      expect(stay).toMatchObject({ advanced: 4238, lost: 2473, open: 1589, medianDays: 57 });
      expect(document.breakdowns?.['product']).toHaveLength(7);
      const [first] = await rejectedRows(0, 1);
      expect(first).toEqual({
        file: 'sales_pipeline.csv',
        line: 8302,
        reason: 'badCreatedAt',
        text: '6CWZFOHJ,Anna Snelling,GTX Basic,Green-Plus,Prospecting,,,',
      });
    });
  });
});
