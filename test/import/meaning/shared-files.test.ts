/** Files of real systems that stand beside the project; where they are missing these tests are skipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { convertRows } from '../../../src/import/meaning/convert.ts';
import { readMeaning } from '../../../src/import/meaning/read-meaning.ts';
import { tableColumns } from '../../../src/import/meaning/table-columns.ts';
import type { RowSource } from '../../../src/import/row-source.ts';
import { textSource } from './text-source.ts';

const ROOT = new URL('../../../../shared/data/', import.meta.url);

/** What each file is: vendor, object, tables with the rows that each gives (or why there is none), orders of its dates. */
const FILES: Readonly<
  Record<string, readonly [vendor: string | null, object: string, tables: string, orders?: string]>
> = {
  'layouts/hubspot_deals_tiny.csv': ['hubspot', 'Deals', 'leads 30'],
  'layouts/pipedrive_sample_import.csv': ['pipedrive', 'Import sheet', 'reference importTemplate'],
  'layouts/marketo_bulk_activity_sample.csv': [
    'marketo',
    'Bulk activities',
    'activities 1, stageHistory 0, stageHistory 0, aliases 0',
  ],
  'layouts/salesforce_field_history_excerpt.csv': [
    'salesforce',
    'Opportunity history',
    'leads 8, stageHistory 25',
    'mdy',
  ],
  'maven-crm/accounts.csv': [null, 'Accounts', 'reference accounts'],
  'maven-crm/products.csv': [null, 'Products', 'reference products'],
  'maven-crm/sales_teams.csv': [null, 'Staff', 'reference users'],
  'maven-crm/sales_pipeline.csv': [null, 'Deals', 'leads 8800'],
  'mobis/mobis_challenge_log_2019_snippet.csv': [null, 'Event log', 'leads 118, activities 464', 'dmy'],
  'vendor-seeds/hubspot/contact_data.csv': ['hubspot', 'Contacts', 'leads 22'],
  'vendor-seeds/hubspot/contact_form_submission_data.csv': ['hubspot', 'Form submissions', 'activities 5'],
  'vendor-seeds/hubspot/contact_property_history_data.csv': [
    'hubspot',
    'Contact property history',
    'stageHistory 0',
  ],
  'vendor-seeds/hubspot/deal_data.csv': ['hubspot', 'Deals', 'opportunities 44'],
  'vendor-seeds/hubspot/deal_property_history_data.csv': [
    'hubspot',
    'Deal property history',
    'stageHistory 0',
  ],
  'vendor-seeds/hubspot/email_event_click_data.csv': [
    'hubspot',
    'Email event details',
    'reference detailsOfEvents',
  ],
  'vendor-seeds/hubspot/email_event_data.csv': ['hubspot', 'Email events', 'activities 100'],
  'vendor-seeds/hubspot/email_event_open_data.csv': [
    'hubspot',
    'Email event details',
    'reference detailsOfEvents',
  ],
  'vendor-seeds/hubspot/engagement_call_data.csv': ['hubspot', 'Engagements', 'activities 1'],
  'vendor-seeds/hubspot/engagement_data.csv': ['hubspot', 'Engagements', 'reference noDateOrContact'],
  'vendor-seeds/hubspot/engagement_meeting_data.csv': ['hubspot', 'Meetings', 'activities 100'],
  'vendor-seeds/hubspot/form_data.csv': ['hubspot', 'Forms', 'reference forms'],
  'vendor-seeds/marketo/marketo_activity_change_data_value_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100, stageHistory 0',
  ],
  'vendor-seeds/marketo/marketo_activity_click_email_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100',
  ],
  'vendor-seeds/marketo/marketo_activity_delete_lead_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 31',
  ],
  'vendor-seeds/marketo/marketo_activity_email_bounced_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100',
  ],
  'vendor-seeds/marketo/marketo_activity_email_delivered_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100',
  ],
  'vendor-seeds/marketo/marketo_activity_merge_leads_data.csv': ['marketo', 'Merged leads', 'aliases 100'],
  'vendor-seeds/marketo/marketo_activity_open_email_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100',
  ],
  'vendor-seeds/marketo/marketo_activity_send_email_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100',
  ],
  'vendor-seeds/marketo/marketo_activity_unsubscribe_email_data.csv': [
    'marketo',
    'Activities of one type',
    'activities 100',
  ],
  'vendor-seeds/marketo/marketo_campaign_data.csv': ['marketo', 'Campaigns', 'reference campaigns'],
  'vendor-seeds/marketo/marketo_email_template_history_data.csv': [
    'marketo',
    'Email templates',
    'reference templates',
  ],
  'vendor-seeds/marketo/marketo_lead_data.csv': ['marketo', 'Leads', 'leads 100'],
  'vendor-seeds/marketo/marketo_lead_describe_data.csv': ['marketo', 'Lead fields', 'reference fields'],
  'vendor-seeds/marketo/marketo_program_data.csv': ['marketo', 'Programs', 'reference programs'],
  'vendor-seeds/pardot/pardot_campaign_data.csv': ['pardot', 'Campaigns', 'reference campaigns'],
  'vendor-seeds/pardot/pardot_list_data.csv': ['pardot', 'Lists', 'reference lists'],
  'vendor-seeds/pardot/pardot_list_membership_data.csv': ['pardot', 'List memberships', 'reference lists'],
  'vendor-seeds/pardot/pardot_opportunity_data.csv': ['pardot', 'Opportunities', 'opportunities 100'],
  'vendor-seeds/pardot/pardot_opportunity_prospect_data.csv': [
    'pardot',
    'Opportunity prospects',
    'aliases 100',
  ],
  'vendor-seeds/pardot/pardot_prospect_data.csv': ['pardot', 'Prospects', 'leads 100'],
  'vendor-seeds/pardot/pardot_visitor_activity_data.csv': [
    'pardot',
    'Visitor activities',
    'activities 100, stageHistory 42',
  ],
  'vendor-seeds/pardot/pardot_visitor_data.csv': ['pardot', 'Visitors', 'reference visitors'],
  'vendor-seeds/salesforce/sf_account_data.csv': ['salesforce', 'Account', 'reference accounts'],
  'vendor-seeds/salesforce/sf_account_history_data.csv': ['salesforce', 'Account', 'reference accounts'],
  'vendor-seeds/salesforce/sf_contact_data.csv': ['salesforce', 'Contact', 'leads 4'],
  'vendor-seeds/salesforce/sf_contact_history_data.csv': ['salesforce', 'Snapshots', 'reference snapshots'],
  'vendor-seeds/salesforce/sf_event_data.csv': ['salesforce', 'Event', 'activities 10'],
  'vendor-seeds/salesforce/sf_lead_data.csv': ['salesforce', 'Lead', 'leads 1'],
  'vendor-seeds/salesforce/sf_opportunity_data.csv': ['salesforce', 'Opportunity', 'opportunities 10'],
  'vendor-seeds/salesforce/sf_opportunity_history_data.csv': [
    'salesforce',
    'Opportunity snapshots',
    'stageHistory 10',
  ],
  'vendor-seeds/salesforce/sf_opportunity_line_item_data.csv': [
    'salesforce',
    'OpportunityLineItem',
    'reference lineItems',
  ],
  'vendor-seeds/salesforce/sf_order_data.csv': ['salesforce', 'Order', 'reference orders'],
  'vendor-seeds/salesforce/sf_product_2_data.csv': ['salesforce', 'Product2', 'reference products'],
  'vendor-seeds/salesforce/sf_task_data.csv': ['salesforce', 'Task', 'activities 10'],
  'vendor-seeds/salesforce/sf_user_data.csv': ['salesforce', 'User', 'reference users'],
  'vendor-seeds/salesforce/sf_user_role_data.csv': ['salesforce', 'UserRole', 'reference roles'],
};

const { signal } = new AbortController();

function open(path: string): RowSource {
  const text = readFileSync(new URL(path, ROOT), 'utf8');
  return textSource(path.split('/').at(-1) ?? '', text, path.startsWith('mobis') ? ';' : ',');
}

async function rowsOf(path: string, table: string): Promise<Record<string, string | null>[]> {
  const source = open(path);
  const { mapping } = await readMeaning(source, { signal, language: null });
  const found = mapping.tables.find((one) => one.table === table);
  if (found === undefined) throw new Error(`no ${table} in ${path}`);
  const names = tableColumns(mapping, found).map(({ name }) => name);
  const rows: Record<string, string | null>[] = [];
  for await (const batch of convertRows(source, found, mapping, signal))
    for (const row of batch.rows)
      rows.push(Object.fromEntries(row.map((cell, index) => [names[index] ?? '', cell])));
  return rows;
}

// the files are not part of the project: a checkout elsewhere does not have them
describe.skipIf(!existsSync(ROOT))('files of real systems', () => {
  test('there is no file that nobody speaks of', () => {
    const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.csv'),
    );
    expect(found.toSorted()).toEqual(Object.keys(FILES).toSorted());
  });

  test.each(Object.entries(FILES))('%s', async (path, [vendor, object, tables, orders = '']) => {
    const source = open(path);
    const reading = await readMeaning(source, { signal, language: null });
    const counts: string[] = [];
    for (const table of reading.mapping.tables) {
      let rows = 0;
      for await (const batch of convertRows(source, table, reading.mapping, signal))
        rows += batch.rows.length;
      counts.push(`${table.table} ${rows}`);
    }
    const [note] = reading.notes.filter(({ code }) => code === 'reference');
    const given = note === undefined ? counts.join(', ') : `reference ${note.detail ?? ''}`;
    expect([reading.vendor, reading.object, given]).toEqual([vendor, object, tables]);
    const found = new Set(Object.values(reading.mapping.dateOrder).filter((order) => order !== 'ymd'));
    expect([...found].join(',')).toBe(orders);
    expect(
      reading.questions.filter(({ question }) => question === 'dateOrder' || question === 'decimal'),
    ).toEqual([]);
  });

  test('deals become leads with recorded stages', async () => {
    const leads = await rowsOf('maven-crm/sales_pipeline.csv', 'leads');
    const count = (name: string): number => leads.filter((row) => row[name] !== null).length;
    expect([
      count('created_at'),
      count('opportunity_at'),
      count('customer_at'),
      count('disqualified_at'),
    ]).toEqual([8300, 8300, 4238, 2473]);
    expect(leads[0]).toMatchObject({
      lead_id: '1C1I7A6R',
      created_at: '2016-10-20',
      customer_at: '2017-03-01',
      disqualified_at: null,
      company: 'Cancity',
      close_value: '1054',
    });
    const tiny = await rowsOf('layouts/hubspot_deals_tiny.csv', 'leads');
    expect(tiny.filter(({ customer_at }) => customer_at !== null)).toHaveLength(3);
    expect(tiny.filter(({ disqualified_at }) => disqualified_at !== null)).toHaveLength(27);
    expect(tiny[1]).toMatchObject({
      lead_id: '40100007',
      sql_at: '2026-05-31 14:27',
      opportunity_at: null,
      disqualified_at: '2026-06-10 17:48',
    });
  });

  test('changes of an opportunity become its stages', async () => {
    const leads = await rowsOf('layouts/salesforce_field_history_excerpt.csv', 'leads');
    expect(leads[0]).toMatchObject({
      lead_id: '00600000263E0A0',
      created_at: '2024-04-19',
      opportunity_at: '2024-04-19',
    });
    const stages = await rowsOf('layouts/salesforce_field_history_excerpt.csv', 'stageHistory');
    expect(stages[0]).toEqual({ lead_id: '00600000263E0A0', stage: 'opportunity', entered_at: '2024-04-23' });
    expect(new Set(stages.map(({ stage }) => stage))).toEqual(
      new Set(['opportunity', 'customer', 'disqualified']),
    );
  });

  test('a log of events is read in German', async () => {
    const log = 'mobis/mobis_challenge_log_2019_snippet.csv';
    const activities = await rowsOf(log, 'activities');
    expect(activities[0]).toMatchObject({
      lead_id: '1',
      type: 'pay expenses',
      occurred_at: '2017-01-16T13:29:00',
      end: '2017-01-16T13:40:00',
      cost: '167.52',
    });
    expect(
      activities.filter(({ occurred_at }) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(occurred_at ?? '')),
    ).toEqual([]);
    const leads = await rowsOf(log, 'leads');
    const first = activities
      .filter(({ lead_id }) => lead_id === '1')
      .map(({ occurred_at }) => occurred_at ?? '')
      .toSorted()[0];
    expect(leads.find(({ lead_id }) => lead_id === '1')).toEqual({ lead_id: '1', created_at: first });
  });

  test('what vendors write differently', async () => {
    const [contact] = await rowsOf('vendor-seeds/hubspot/contact_data.csv', 'leads');
    expect(contact).toMatchObject({
      lead_id: '78971951',
      created_at: '2021-04-01 17:32:47',
      alias_ids: '76340251;46897301;76226001',
    });
    const [lead] = await rowsOf('vendor-seeds/salesforce/sf_lead_data.csv', 'leads');
    expect(lead).toMatchObject({
      lead_id: '00Q1G00000nDnM5UAK',
      sql_at: '2019-11-11 17:23:34',
      alias_ids: '0031G00001QtDPlQAN',
    });
    const [merge] = await rowsOf('vendor-seeds/marketo/marketo_activity_merge_leads_data.csv', 'aliases');
    expect(merge).toEqual({ lead_id: '1345540', alias_ids: '1286861' });
    const [bulk] = await rowsOf('layouts/marketo_bulk_activity_sample.csv', 'activities');
    expect(bulk).toMatchObject({
      type: 'Change Status in Progression',
      'New Status': 'On List',
      campaign: '8497',
    });
    const visits = await rowsOf('vendor-seeds/pardot/pardot_visitor_activity_data.csv', 'activities');
    expect(visits[0]).toMatchObject({
      lead_id: '395861995',
      type: 'Indirect Bounce',
      occurred_at: '2019-03-29T07:24:17Z',
      channel: 'Email',
    });
    const deals = await rowsOf('vendor-seeds/pardot/pardot_opportunity_data.csv', 'opportunities');
    expect(deals.filter(({ won_at }) => won_at !== null)).toHaveLength(99);
    const forms = await rowsOf('vendor-seeds/hubspot/contact_form_submission_data.csv', 'activities');
    expect(forms[0]).toMatchObject({ lead_id: '001', type: 'form_submission', content: 'Newsletter Signup' });
  });
});
