import { expect, test } from 'vitest';
import type { FileReading } from '../../../src/import/mapping.ts';
import { readMeaning } from '../../../src/import/meaning/read-meaning.ts';
import { textSource } from './text-source.ts';

function read(
  name: string,
  text: string,
  delimiter = ',',
  alone: boolean | null = null,
): Promise<FileReading> {
  const { signal } = new AbortController();
  return readMeaning(textSource(name, text, delimiter), { signal, language: null, alone });
}

/** Tables with where each column comes from. */
function tablesOf({ mapping }: FileReading) {
  return mapping.tables.map(({ table, columns }) => [
    table,
    Object.fromEntries(
      Object.entries(columns).map(([column, { from, constant }]) => [
        column,
        [...from, ...(constant === undefined ? [] : [`=${constant}`])].join('|'),
      ]),
    ),
  ]);
}

function codes({ notes }: FileReading): string[] {
  return notes.map(({ code, detail }) => `${code}:${detail ?? ''}`);
}

test('HubSpot contacts with dates of lifecycle stages', async () => {
  const reading = await read(
    'contacts.csv',
    'Record ID,First Name,Last Name,Email,Create Date,Lifecycle Stage,Original Source,Contact owner,Became a Lead Date,Became a marketing qualified lead date,Became a Sales Qualified Lead Date,Became an Opportunity Date,Became a Customer Date,Merged object IDs\n' +
      '151,Ada,Byron,ada@x.example,2024-01-05 10:00,marketingqualifiedlead,Organic Search,Kim,2024-01-05 10:00,2024-02-01 09:00,2024-02-10 09:00,,,99;98\n',
  );
  expect([reading.vendor, reading.object]).toEqual(['hubspot', 'Contacts']);
  expect(tablesOf(reading)).toEqual([
    [
      'leads',
      {
        lead_id: 'Record ID',
        created_at: 'Create Date',
        email: 'Email',
        name: 'First Name|Last Name',
        source: 'Original Source',
        owner: 'Contact owner',
        alias_ids: 'Merged object IDs',
        mql_at: 'Became a marketing qualified lead date',
        sql_at: 'Became a Sales Qualified Lead Date',
        opportunity_at: 'Became an Opportunity Date',
        customer_at: 'Became a Customer Date',
      },
    ],
  ]);
  expect(codes(reading)).toContain('noHistory:opportunity,customer');
});

test.each([
  ['"', 'Marketing Qualified Lead', 'Kunde'],
  ["'", 'Marketing Qualified Lead', 'Customer'],
])('HubSpot contacts with dates of entry in %s', async (quote, mql, customer) => {
  const header = [
    'Record ID',
    'Email',
    'Create Date',
    `Date entered ${quote}${mql} (Lifecycle Stage Pipeline)${quote}`,
    `Date exited ${quote}${mql} (Lifecycle Stage Pipeline)${quote}`,
    `Cumulative time in ${quote}${mql} (Lifecycle Stage Pipeline)${quote}`,
    `Date entered ${quote}${customer} (Lifecycle Stage Pipeline)${quote}`,
  ];
  const reading = await read(
    'export.csv',
    `${header.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n1,a@b.example,2024-01-05 10:00,2024-01-06 10:00,2024-01-07 10:00,86400000,2024-03-01 10:00\n`,
  );
  expect(reading.vendor).toBe('hubspot');
  expect(reading.mapping.tables[0]?.columns['mql_at']).toEqual({ from: [header[3]] });
  expect(reading.mapping.tables[0]?.columns['customer_at']).toEqual({ from: [header[6]] });
});

test('a German HubSpot portal', async () => {
  const reading = await read(
    'kontakte.csv',
    'Datensatz-ID;Vorname;Nachname;E-Mail;Telefonnummer;Lead-Status;Lifecycle-Phase;Erstellungsdatum;Kontakt-Inhaber;Originalquelle\n' +
      '77;Ada;Byron;ada@x.example;+49 30 1;Neu;Kunde;05.01.2024 10:00;Kim;Direkter Traffic\n',
    ';',
  );
  expect(reading.vendor).toBe('hubspot');
  expect(tablesOf(reading)[0]?.[1]).toMatchObject({
    lead_id: 'Datensatz-ID',
    created_at: 'Erstellungsdatum',
    email: 'E-Mail',
    source: 'Originalquelle',
  });
  expect(reading.mapping.dateOrder).toEqual({ Erstellungsdatum: 'dmy' });
  expect(codes(reading)).toEqual(['noHistory:mql,sql,opportunity,customer', 'currentStage:Lifecycle-Phase']);
});

test('HubSpot deals with contacts are opportunities, without them leads', async () => {
  const deal = 'Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date';
  const linked = await read(
    'deals.csv',
    `${deal},Associated Contact IDs\n5,Big,Closed Won,100,2024-01-05 10:00,2024-02-01 10:00,151;152\n`,
  );
  expect(tablesOf(linked)).toEqual([
    [
      'opportunities',
      {
        opportunity_id: 'Record ID',
        lead_id: 'Associated Contact IDs',
        created_at: 'Create Date',
        won_at: 'Close Date',
        lost_at: 'Close Date',
        amount: 'Amount',
      },
    ],
  ]);
  expect(linked.mapping.tables[0]?.columns['lead_id']).toEqual({
    from: ['Associated Contact IDs'],
    before: ';',
  });
  expect(linked.mapping.tables[0]?.columns['won_at']?.when).toMatchObject({ column: 'Deal Stage' });
  const bare = await read('deals.csv', `${deal}\n5,Big,Closed Won,100,2024-01-05 10:00,2024-02-01 10:00\n`);
  expect(bare.mapping.tables.map(({ table }) => table)).toEqual(['leads']);
  expect(codes(bare)).toContain('dealsAsLeads:Deals');
  expect(bare.questions).toContainEqual({
    column: null,
    question: 'table',
    options: ['leads', 'opportunities'],
    assumed: 'leads',
  });
  const among = await read(
    'deals.csv',
    `${deal}\n5,Big,Closed Won,100,2024-01-05 10:00,2024-02-01 10:00\n`,
    ',',
    false,
  );
  expect(among.mapping.tables.map(({ table }) => table)).toEqual(['opportunities']);
});

test('HubSpot property history counts the lifecycle stage alone', async () => {
  const reading = await read(
    'contact_property_history.csv',
    'contact_id,name,value,timestamp,source\n1,lifecyclestage,marketingqualifiedlead,2024-01-01 10:00:00,FORM\n1,lifecyclestage,166080836,2024-01-02 10:00:00,CRM_UI\n1,email,a@b.example,2024-01-02 10:00:00,CRM_UI\n',
  );
  expect(reading.vendor).toBe('hubspot');
  const [table] = reading.mapping.tables;
  expect(table).toMatchObject({ table: 'stageHistory', rows: { column: 'name', not: false } });
  expect(table?.rows?.in).toContain('lifecyclestage');
  expect(table?.columns['stage']?.values).toEqual({ marketingqualifiedlead: 'mql' });
  expect(reading.questions).toEqual([
    expect.objectContaining({
      column: 'value',
      question: 'stageNames',
      assumed: 'none',
      values: ['166080836'],
    }),
  ]);
});

test('Salesforce leads: conversion is the hand-over, unless a column says better', async () => {
  const rows = (extra: string, value: string): string =>
    `Id,LastName,FirstName,Company,Email,LeadSource,Status,IsConverted,ConvertedDate,ConvertedContactId,ConvertedOpportunityId,CreatedDate,SystemModstamp${extra}\n` +
    `00Q1G00000nDnM5UAK,Byron,Ada,X,a@b.example,Web,Closed - Converted,true,2021-05-09,0031G00001QtDPlQAN,0061G00001QtDPlQAN,2021-05-05T10:00:00.000Z,2021-05-05T10:00:00.000Z${value}\n`;
  const plain = await read('Lead.csv', rows('', ''));
  expect(plain.vendor).toBe('salesforce');
  expect(plain.mapping.tables[0]?.columns).toMatchObject({
    lead_id: { from: ['Id'] },
    created_at: { from: ['CreatedDate'] },
    name: { from: ['FirstName', 'LastName'], join: ' ' },
    alias_ids: { from: ['ConvertedContactId', 'ConvertedOpportunityId'], join: ';' },
    sql_at: { from: ['ConvertedDate'], when: { column: 'IsConverted' } },
  });
  expect(codes(plain)).toContain('conversionIsSql:ConvertedDate');
  const custom = await read('Lead.csv', rows(',SQL_Date__c,MQL_Date__c', ',2021-05-08,2021-05-07'));
  expect(custom.mapping.tables[0]?.columns).toMatchObject({
    sql_at: { from: ['SQL_Date__c'] },
    mql_at: { from: ['MQL_Date__c'] },
  });
  expect(codes(custom)).toEqual(['noHistory:opportunity,customer', 'currentStage:Status']);
});

test('Salesforce history: only changes of the status count', async () => {
  const reading = await read(
    'LeadHistory.csv',
    'Id,IsDeleted,LeadId,CreatedById,CreatedDate,Field,DataType,OldValue,NewValue\n' +
      '1,false,00Q1,005,2021-05-05T10:00:00.000Z,created,Text,,\n2,false,00Q1,005,2021-05-06T10:00:00.000Z,Status,Text,Open,Qualified\n3,false,00Q1,005,2021-05-06T10:00:00.000Z,Owner,Text,A,B\n4,false,00Q1,005,2021-05-07T10:00:00.000Z,Status,Text,Open,Very special\n',
  );
  const [table] = reading.mapping.tables;
  expect(reading.vendor).toBe('salesforce');
  expect(table).toMatchObject({
    table: 'stageHistory',
    columns: { lead_id: { from: ['LeadId'] }, entered_at: { from: ['CreatedDate'] } },
  });
  expect(table?.columns['stage']?.values).toEqual({ Qualified: 'sql' });
  expect(reading.questions[0]).toMatchObject({ question: 'stageNames', values: ['Very special'] });
});

test.each([
  [
    'Task',
    'Id,WhoId,WhatId,Subject,ActivityDate,Status,TaskSubtype,CallType,IsClosed,CreatedDate,OwnerId\n00T1,00Q1,,Call,2021-05-05,Completed,Call,Outbound,true,2021-05-05T10:00:00.000Z,005\n',
    'ActivityDate|CreatedDate',
  ],
  [
    'Event',
    'Id,WhoId,Subject,StartDateTime,EndDateTime,EventSubtype,Type,CreatedDate\n00U1,00Q1,Demo,2021-05-05T10:00:00.000Z,2021-05-05T11:00:00.000Z,Event,Meeting,2021-05-01T10:00:00.000Z\n',
    'StartDateTime|CreatedDate',
  ],
  [
    'Campaign member',
    'Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate,CreatedDate\n00v1,701,00Q1,,Attended,true,2021-05-05,2021-05-01T10:00:00.000Z\n',
    'FirstRespondedDate|CreatedDate',
  ],
])('Salesforce %s gives activities', async (object, text, occurred) => {
  const reading = await read('export.csv', text);
  expect([reading.vendor, reading.object]).toEqual(['salesforce', object]);
  expect(tablesOf(reading)[0]).toEqual(['activities', expect.objectContaining({ occurred_at: occurred })]);
});

test('Salesforce opportunities find their lead by its conversion', async () => {
  const reading = await read(
    'Opportunity.csv',
    'Id,Name,StageName,Amount,CloseDate,IsWon,IsClosed,CreatedDate,OwnerId,SystemModstamp\n0061,Big,Closed Won,10,2021-06-01,true,true,2021-05-05T10:00:00.000Z,005,2021-05-05T10:00:00.000Z\n',
  );
  expect(tablesOf(reading)[0]).toEqual([
    'opportunities',
    expect.objectContaining({
      opportunity_id: 'Id',
      lead_id: 'Id',
      created_at: 'CreatedDate',
      won_at: 'CloseDate',
    }),
  ]);
  const report = await read(
    'report.csv',
    'Opportunity Owner,Opportunity Name,Stage,Amount,Close Date,Created Date,Opportunity ID\nKim,Big,Closed Won,10,6/13/2021,5/5/2021,0061\n',
  );
  expect([report.vendor, report.object]).toEqual(['salesforce', 'Opportunity']);
  expect(report.mapping.dateOrder).toEqual({ 'Close Date': 'mdy', 'Created Date': 'mdy' });
});

test('Marketo: numbers of types become names, attributes and merges are kept', async () => {
  const quoted = (value: object): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  const reading = await read(
    'activities.csv',
    'marketoGUID,leadId,activityDate,activityTypeId,campaignId,primaryAttributeValueId,primaryAttributeValue,attributes\n' +
      `1,5,2022-02-13T14:06:20Z,104,8497,1670,P,${quoted({ 'New Status': 'On List', 'Status ID': 4 })}\n` +
      `2,5,2022-02-13T14:06:20Z,32,8497,1670,null,${quoted({ 'Merge IDs': [8, 9] })}\n` +
      `3,5,2022-02-13T14:06:20Z,13,,,Lead Status,${quoted({ 'New Value': 'MQL', 'Old Value': 'Open' })}\n`,
  );
  expect(reading.vendor).toBe('marketo');
  expect(reading.mapping.tables.map(({ table }) => table)).toEqual([
    'activities',
    'stageHistory',
    'stageHistory',
    'aliases',
  ]);
  expect(reading.mapping.tables[0]?.columns['type']?.values).toMatchObject({
    104: 'Change Status in Progression',
  });
  expect(reading.mapping.tables[0]?.columns['New Status']).toEqual({
    from: ['attributes'],
    attribute: 'New Status',
  });
  const leads = await read(
    'leads.csv',
    'id,email,firstName,lastName,company,leadScore,leadStatus,createdAt,updatedAt\n5,a@b.example,Ada,Byron,X,12,Open,2022-02-13T14:06:20Z,2022-02-13T14:06:20Z\n',
  );
  expect([leads.vendor, leads.object]).toEqual(['marketo', 'Leads']);
  expect(codes(leads)).toEqual(['noHistory:mql,sql,opportunity,customer', 'currentStage:leadStatus']);
});

test('Pipedrive: deals, leads, persons, activities', async () => {
  const deals = await read(
    'deals.csv',
    'Deal - ID,Deal - Title,Deal - Value,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Person - Email\n1,Big,"1,000",Won,2024-01-05 10:00:00,2024-02-01 10:00:00,,a@b.example\n',
  );
  expect(tablesOf(deals)).toEqual([
    [
      'opportunities',
      {
        opportunity_id: 'Deal - ID',
        email: 'Person - Email',
        created_at: 'Deal - Deal created',
        won_at: 'Deal - Won time',
        lost_at: 'Deal - Lost time',
        amount: 'Deal - Value',
      },
    ],
  ]);
  const leads = await read(
    'leads.csv',
    'Lead - ID,Lead - Title,Lead - Source channel,Lead - Lead created,Person - Name,Person - Email\n3f2504e0-4f89-11d3-9a0c-0305e82c3301,Big,Web,2024-01-05,Ada,a@b.example\n',
  );
  expect(tablesOf(leads)[0]?.[1]).toMatchObject({
    lead_id: 'Lead - ID',
    created_at: 'Lead - Lead created',
    source: 'Lead - Source channel',
    name: 'Person - Name',
  });
  const people = await read(
    'people.csv',
    'Person - Name,Person - Email (Work),Person - Creation date\nAda,a@b.example,2024-01-05\n',
  );
  expect(people.questions[0]).toMatchObject({ question: 'leadId', assumed: 'Person - Email (Work)' });
  const activities = await read(
    'activities.csv',
    'Activity - Subject,Activity - Type,Activity - Due date,Activity - Marked as done time,Activity - Done,Person - Email\nHi,Call,2024-01-05,2024-01-05 10:00:00,Done,a@b.example\n',
  );
  expect(tablesOf(activities)[0]).toEqual([
    'activities',
    expect.objectContaining({ type: 'Activity - Type', email: 'Person - Email' }),
  ]);
  expect([deals, leads, people, activities].map(({ vendor }) => vendor)).toEqual(Array(4).fill('pipedrive'));
});

test('Zoho leads and potentials', async () => {
  const leads = await read(
    'Leads.csv',
    'LEADID,Last Name,Company,Lead Owner,Email,Industry,Lead Source,Lead Status,Created Time,CONVERTED\n4150868000000376001,Byron,X,Kim,a@b.example,Software,Web,Contacted,"15 Apr, 2021 00:03:00",false\n',
  );
  expect(leads.vendor).toBe('zoho');
  expect(tablesOf(leads)[0]?.[1]).toMatchObject({
    lead_id: 'LEADID',
    created_at: 'Created Time',
    source: 'Lead Source',
  });
  expect(leads.columns.find(({ name }) => name === 'LEADID')?.type).toBe('id');
  expect(leads.mapping.dateOrder).toEqual({ 'Created Time': 'ymd' });
  expect(codes(leads)).toContain('currentStage:Lead Status');
  const deals = await read(
    'Potentials.csv',
    'Record Id,Potential Name,Stage,Amount,Closing Date,Probability,Created Time,Contact Name.id\nzcrm_1,Big,Closed Won,10,05/13/2021,100,04/15/2021 00:03:00,zcrm_9\n',
  );
  expect(tablesOf(deals)[0]).toEqual([
    'opportunities',
    expect.objectContaining({
      opportunity_id: 'Record Id',
      lead_id: 'Contact Name.id',
      won_at: 'Closing Date',
    }),
  ]);
  expect(deals.mapping.dateOrder).toEqual({ 'Closing Date': 'mdy', 'Created Time': 'mdy' });
});

test.each([
  [
    '(Do Not Modify) Lead',
    '(Do Not Modify) Row Checksum',
    '(Do Not Modify) Modified On',
    'Created On',
    'Company Name',
  ],
  [
    '(Nicht ändern) Lead',
    '(Nicht ändern) Zeilenprüfsumme',
    '(Nicht ändern) Geändert am',
    'Erstellt am',
    'Firmenname',
  ],
])('Dynamics: %s is the id, the checksum is left out', async (id, checksum, modified, created, company) => {
  const reading = await read(
    'leads.csv',
    `${id},${checksum},${modified},${created},${company}\n3f2504e0-4f89-11d3-9a0c-0305e82c3301,xyz/=,45631.5,45630.25,X\n`,
  );
  expect([reading.vendor, reading.object]).toEqual(['dynamics', 'Lead']);
  expect(tablesOf(reading)).toEqual([['leads', { lead_id: id, created_at: created, company }]]);
  expect(reading.mapping.leftOut).toEqual([checksum]);
  expect(reading.mapping.numericDates).toEqual({ [created]: 'excel', [modified]: 'excel' });
  const accounts = await read('firma.csv', `${id.replace('Lead', 'Firma')},${checksum},${company}\n1,2,3\n`);
  expect(codes(accounts)).toEqual(['reference:accounts']);
});

test('Mautic: contacts and logs', async () => {
  const contacts = await read(
    'leads.csv',
    'id,email,firstname,lastname,company,points,stage_id,date_added,date_identified,last_active\n5,a@b.example,Ada,Byron,X,12,3,2022-02-13 14:06:20,2022-02-13 14:06:20,2022-02-13 14:06:20\n',
  );
  const points = await read(
    'log.csv',
    'id,lead_id,ip_id,type,event_name,action_name,delta,date_added\n1,5,1,url,Pricing,page.hit,5,2022-02-13 14:06:20\n',
  );
  const stages = await read(
    'stages.csv',
    'id,lead_id,stage_id,event_name,action_name,date_added\n1,5,3,MQL,moved,2022-02-13 14:06:20\n',
  );
  expect(
    [contacts, points, stages].map(({ vendor, mapping }) => [
      vendor,
      mapping.tables.map(({ table }) => table),
    ]),
  ).toEqual([
    ['mautic', ['leads']],
    ['mautic', ['activities']],
    ['mautic', ['stageHistory']],
  ]);
  expect(stages.mapping.tables[0]?.columns['stage']?.values).toEqual({ MQL: 'mql' });
});

test('ActiveCampaign contacts', async () => {
  const reading = await read(
    'contacts.csv',
    'id,email,phone,firstName,lastName,cdate,udate,orgname,deleted\n5,a@b.example,,Ada,Byron,2020-06-12T01:49:23-05:00,2020-06-12T01:49:23-05:00,X,0\n',
  );
  expect(reading.vendor).toBe('activecampaign');
  expect(tablesOf(reading)[0]?.[1]).toMatchObject({ lead_id: 'id', created_at: 'cdate', company: 'orgname' });
});

test('Pardot prospects, activities, links', async () => {
  const prospects = await read(
    'p.csv',
    'id,email,first_name,last_name,company,score,grade,source,created_at,crm_lead_fid,crm_contact_fid\n5,a@b.example,Ada,Byron,X,12,D+,Web,2019-03-29 07:24:17 UTC,00Q1,0031\n',
  );
  const activities = await read(
    'a.csv',
    'id,prospect_id,visitor_id,type,type_name,created_at,campaign_id,details\n1,5,7,4,Form,2019-03-29 07:24:17 UTC,9,Contact\n',
  );
  const link = await read('l.csv', 'opportunity_id,prospect_id,updated_at\n1,5,2020-03-23 06:49:36 UTC\n');
  expect(
    [prospects, activities, link].map(({ vendor, mapping }) => [
      vendor,
      mapping.tables.map(({ table }) => table),
    ]),
  ).toEqual([
    ['pardot', ['leads']],
    ['pardot', ['activities', 'stageHistory']],
    ['pardot', ['aliases']],
  ]);
  expect(prospects.mapping.tables[0]?.columns['alias_ids']).toEqual({
    from: ['crm_lead_fid', 'crm_contact_fid'],
    join: ';',
  });
  expect(activities.mapping.tables[0]?.columns['type']?.values).toMatchObject({ 4: 'Form Success' });
});

test('generic English and German headers', async () => {
  const english = await read(
    'leads.csv',
    'Lead ID,Created On,E-mail,Full Name,Phone,Company,Lead Source,Industry,Status,MQL Date\nL1,2024-01-05,a@b.example,Ada,1,X,Web,Software,Open,2024-02-01\n',
  );
  expect(english.vendor).toBeNull();
  expect(tablesOf(english)).toEqual([
    [
      'leads',
      {
        lead_id: 'Lead ID',
        created_at: 'Created On',
        email: 'E-mail',
        name: 'Full Name',
        phone: 'Phone',
        company: 'Company',
        source: 'Lead Source',
        industry: 'Industry',
        mql_at: 'MQL Date',
      },
    ],
  ]);
  const german = await read(
    'leads.csv',
    'Lead-Nr;Erstellt am;E-Mail;Vorname;Nachname;Firma;Telefon;Leadquelle;Land;Branche;Phase;MQL-Datum;SQL seit;Kunde seit\n007;05.01.2024;a@b.example;Ada;Byron;X;1;Web;DE;Chemie;MQL;01.02.2024;;\n',
    ';',
  );
  expect(tablesOf(german)).toEqual([
    [
      'leads',
      {
        lead_id: 'Lead-Nr',
        created_at: 'Erstellt am',
        email: 'E-Mail',
        name: 'Vorname|Nachname',
        phone: 'Telefon',
        company: 'Firma',
        source: 'Leadquelle',
        country: 'Land',
        industry: 'Branche',
        mql_at: 'MQL-Datum',
        sql_at: 'SQL seit',
        customer_at: 'Kunde seit',
      },
    ],
  ]);
  const activities = await read(
    'akt.csv',
    'Lead-Nr;Datum;Aktivität;Kanal;Betreff\n007;05.01.2024 10:00;Seitenaufruf;Web;Preise\n007;06.01.2024 10:00;Formular;Web;Kontakt\n',
    ';',
  );
  expect(tablesOf(activities)).toEqual([
    [
      'activities',
      { lead_id: 'Lead-Nr', type: 'Aktivität', occurred_at: 'Datum', channel: 'Kanal', content: 'Betreff' },
    ],
  ]);
  const history = await read(
    'hist.csv',
    'Lead-Nr;Alter Wert;Neuer Wert;Geändert am\n007;Lead;MQL;05.01.2024 10:00\n007;MQL;Kunde;06.01.2024 10:00\n',
    ';',
  );
  expect(tablesOf(history)).toEqual([
    ['stageHistory', { lead_id: 'Lead-Nr', stage: 'Neuer Wert', entered_at: 'Geändert am' }],
  ]);
  const deals = await read(
    'deals.csv',
    'Deal ID,Email,Deal Stage,Created,Won Date,Lost Date,Amount\n1,a@b.example,Won,2024-01-05,2024-02-01,,100\n',
  );
  expect(tablesOf(deals)[0]).toEqual([
    'opportunities',
    expect.objectContaining({ won_at: 'Won Date', lost_at: 'Lost Date' }),
  ]);
});

test("an id that is named as a lead's and a creation are leads, whatever else there is", async () => {
  const one = await read('x.csv', 'Lead ID,Created On,Feld 1\nL1,2024-01-05,3\nL2,2024-01-06,4\n');
  expect(tablesOf(one)).toEqual([['leads', { lead_id: 'Lead ID', created_at: 'Created On' }]]);
  const often = await read('x.csv', 'Lead ID,Created On,Feld 1\nL1,2024-01-05,3\nL1,2024-01-06,4\n');
  expect(tablesOf(often)).toEqual([]);
});

test('a column with the name of a known one is it where a vendor has none of its own for it', async () => {
  const reading = await read(
    'marketo_leads.csv',
    'id,email,createdAt,leadScore,Budget,seniority\n5,a@b.example,2022-02-13T14:06:20Z,1,100,C-Level\n',
  );
  expect(tablesOf(reading)[0]?.[1]).toMatchObject({ budget: 'Budget', seniority: 'seniority' });
});

test('one log of events gives leads, activities and stages', async () => {
  const text =
    'case;activity;timestamp\nA;Page view;05.01.2024 10:00\nA;Became MQL;06.01.2024 10:00\nA;Closed Won;13.02.2024 10:00\nB;Call;07.01.2024 10:00\n';
  const reading = await read('log.csv', text, ';');
  expect(
    reading.mapping.tables.map(({ table, perLead, rows }) => [
      table,
      perLead,
      rows?.in ?? null,
      rows?.not ?? null,
    ]),
  ).toEqual([
    ['leads', true, null, null],
    ['activities', false, ['Became MQL', 'Closed Won'], true],
    ['stageHistory', false, ['Became MQL', 'Closed Won'], false],
  ]);
  const among = await read('log.csv', text, ';', false);
  expect(among.mapping.tables.map(({ table }) => table)).toEqual(['activities', 'stageHistory']);
});

test('a file without a header is told by what it holds', async () => {
  const header = 'column_1,column_2,column_3\n';
  const leads = await read('x.csv', `${header}17,a@b.example,2024-01-05\n18,c@d.example,2024-01-06\n`);
  expect(tablesOf(leads)).toEqual([
    ['leads', { lead_id: 'column_1', created_at: 'column_3', email: 'column_2' }],
  ]);
  const rows = Array.from(
    { length: 9 },
    (_, index) => `0${1 + (index % 3)},${index % 2 === 0 ? 'Call' : 'Form'},2024-01-0${1 + index}`,
  );
  const activities = await read('x.csv', `${header}${rows.join('\n')}\n`);
  expect(tablesOf(activities)).toEqual([
    ['activities', { lead_id: 'column_1', type: 'column_2', occurred_at: 'column_3' }],
  ]);
  const history = await read(
    'x.csv',
    `${header}${rows.join('\n').replaceAll('Call', 'MQL').replaceAll('Form', 'Kunde')}\n`,
  );
  expect(tablesOf(history)).toEqual([
    ['stageHistory', { lead_id: 'column_1', stage: 'column_2', entered_at: 'column_3' }],
  ]);
});

test('properties of an interface', async () => {
  const reading = await read(
    'contacts.json',
    'id,properties.email,properties.createdate,properties.lifecyclestage,properties.hs_lifecyclestage_customer_date\n5,a@b.example,2024-01-05T10:00:00.000Z,customer,2024-02-05T10:00:00.000Z\n',
  );
  expect(reading.vendor).toBe('hubspot');
  expect(tablesOf(reading)[0]?.[1]).toMatchObject({
    lead_id: 'id',
    created_at: 'properties.createdate',
    customer_at: 'properties.hs_lifecyclestage_customer_date',
  });
});

test('a file that means nothing gives no table, and says so', async () => {
  const reading = await read('x.csv', 'foo,bar\n1,2\n');
  expect(reading.mapping.tables).toEqual([]);
  expect(codes(reading)).toEqual(['unknown:']);
});
