/** HubSpot: exports with the labels of properties as headers, English and German, and the tables of warehouses. */
import type { ColumnSource } from '../../mapping.ts';
import {
  addressAsId,
  always,
  fullName,
  historyNotes,
  recordedDates,
  reference,
  stageValues,
  table,
  take,
  type Draft,
  type VendorLayouts,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';
import { deals } from './deals.ts';

const ID = [
  'record id',
  'contact id',
  'vid',
  'hs object id',
  'property hs object id',
  'datensatz id',
  'id',
] as const;
const CREATED = [
  'create date',
  'createdate',
  'property createdate',
  'erstelldatum',
  'erstellungsdatum',
  'erstellt am',
  'property created at',
] as const;
const EMAIL = ['email', 'e mail', 'property email', 'email address', 'e mail adresse'] as const;

const EMAIL_EVENTS: Readonly<Record<string, string>> = {
  SENT: 'email_sent',
  DELIVERED: 'email_delivered',
  OPEN: 'email_open',
  CLICK: 'email_click',
  PROCESSED: 'email_sent_processed',
  DEFERRED: 'email_deferred',
  DROPPED: 'email_dropped',
  BOUNCE: 'email_bounce',
  SPAMREPORT: 'email_spam_report',
  STATUSCHANGE: 'email_unsubscribe',
  FORWARD: 'email_forward',
  PRINT: 'email_print',
};

const STAGE_PROPERTIES = [
  'lifecyclestage',
  'lifecycle stage',
  'lifecycle-phase',
  'hs_lifecyclestage',
] as const;

/** `Date entered "Demo (Sales Pipeline)"` as the stage, with its column. */
function enteredDates(facts: FileFacts): { name: string; stage: string }[] {
  return facts.columns.flatMap(({ name, words }) => {
    const written = /^date entered\s*["'“”‘’«]?(.+?)["'“”‘’»]?$/i.exec(name.trim())?.[1];
    if (written !== undefined) return [{ name, stage: written }];
    const internal = /^(?:property )?hs (?:v2 )?date entered (.+)$/.exec(words)?.[1];
    // a stage of one's own is a number there, which tells nothing
    return internal === undefined || !/[a-z]/.test(internal) ? [] : [{ name, stage: internal }];
  });
}

function contacts(facts: FileFacts): Draft {
  const current = facts.find(
    'lifecycle stage',
    'lifecyclestage',
    'property lifecyclestage',
    'lifecycle phase',
  );
  const id = facts.find(...ID);
  const email = facts.find(...EMAIL);
  const leads = table('leads', {
    lead_id: take(id ?? email),
    created_at: take(...facts.all(...CREATED)),
    email: take(email),
    name: fullName(facts, ['name', 'full name', 'vollstaendiger name']),
    phone: take(
      facts.find('phone number', 'phone', 'property phone', 'telefonnummer', 'mobile phone number'),
    ),
    company: take(
      facts.find(
        'company name',
        'property company',
        'company',
        'unternehmensname',
        'associated company',
        'zugehoeriges unternehmen',
        'primary company',
      ),
    ),
    source: take(
      facts.find(
        'original source',
        'original traffic source',
        'property hs analytics source',
        'hs analytics source',
        'originalquelle',
        'urspruengliche quelle',
        'lead source',
      ),
    ),
    campaign: take(facts.find('original source drill down 2', 'first touch converting campaign', 'campaign')),
    industry: take(facts.find('industry', 'property industry', 'branche')),
    country: take(facts.find('country region', 'country', 'property country', 'land region', 'land')),
    employees: take(
      facts.find(
        'number of employees',
        'property numemployees',
        'numemployees',
        'anzahl der mitarbeiter',
        'anzahl mitarbeiter',
        'mitarbeiterzahl',
        'mitarbeiteranzahl',
      ),
    ),
    budget: take(facts.find('budget', 'property budget')),
    seniority: take(facts.find('seniority', 'job seniority', 'property seniority', 'employment seniority')),
    owner: take(
      facts.find(
        'contact owner',
        'hubspot owner id',
        'property hubspot owner id',
        'kontakt inhaber',
        'zustaendiger mitarbeiter',
        'zustaendiger mitarbeiter fuer kontakt',
        'kontaktinhaber',
        'kontakt besitzer',
        'kontaktbesitzer',
        'kontakteigentuemer',
        'kontakt eigentuemer',
      ),
    ),
    alias_ids: take(
      ...facts.all(
        'merged object ids',
        'merged contact ids',
        'property hs merged object ids',
        'hs merged object ids',
        'property hs calculated merged vids',
        'merged vids',
        'zusammengefuehrte datensatz ids',
        'zusammengefuehrte objekt ids',
        'ids zusammengefuehrter datensaetze',
        'ids zusammengefuehrter kontakte',
        'merged record ids',
        'all vids for a contact',
      ),
    ),
    ...recordedDates(facts),
  });
  const status = facts.find('lead status', 'hs lead status', 'property hs lead status');
  return {
    object: 'Contacts',
    tables: [leads],
    notes: historyNotes(facts, leads, current ?? status),
    questions: addressAsId(id, email),
  };
}

function hubspotDeals(facts: FileFacts, alone: boolean | null): Draft {
  const contactIds = facts.find(
    'associated contact ids',
    'associated contact id',
    'zugehoerige kontakt ids',
    'contact id',
  );
  const isWarehouse = facts.has('property dealname', 'deal pipeline stage id');
  return deals(
    facts,
    {
      object: 'Deals',
      id: take(facts.find('record id', 'deal id', 'datensatz id', 'hs object id', 'id')),
      lead: contactIds === null ? null : { from: [contactIds], before: ';' },
      email: take(facts.find('associated contact email', 'contact email')),
      created: take(...facts.all(...CREATED, 'hs createdate')),
      stage: facts.find(
        'deal stage',
        'dealstage',
        'deal phase',
        'property dealstage',
        'deal pipeline stage id',
      ),
      closed: facts.find('close date', 'closedate', 'property closedate', 'abschlussdatum'),
      amount: take(facts.find('amount', 'property amount', 'betrag', 'amount in company currency')),
      about: {
        name: take(facts.find('deal name', 'dealname', 'property dealname')),
        company: take(facts.find('associated company', 'zugehoeriges unternehmen')),
        owner: take(facts.find('deal owner', 'deal inhaber', 'owner id', 'hubspot owner id')),
        source: take(
          facts.find(
            'original source type',
            'original source',
            'property hs analytics source',
            'deal source',
          ),
        ),
      },
      stageDates: enteredDates(facts),
      isLinkedElsewhere: isWarehouse,
    },
    { alone },
  );
}

function propertyHistory(facts: FileFacts, id: string, property: string, alone: 'lead' | 'deal'): Draft {
  const value = facts.find('value', 'new value', 'neuer wert');
  const names = alone === 'deal' ? ['dealstage', 'deal stage'] : STAGE_PROPERTIES;
  const values = facts.valuesWhere(value, property, names);
  const { values: stages, questions } = stageValues(value ?? '', values, alone);
  const stage: ColumnSource | null = value === null ? null : { from: [value], values: stages };
  return {
    object: alone === 'deal' ? 'Deal property history' : 'Contact property history',
    tables: [
      table(
        'stageHistory',
        {
          lead_id: take(id),
          stage,
          entered_at: take(facts.find('timestamp', 'date', 'change date', 'datum', 'source timestamp')),
        },
        { column: property, in: names, not: false },
      ),
    ],
    notes: values.length === 0 ? [{ code: 'noStageRows', detail: names[0] ?? null }] : [],
    questions,
  };
}

function activityTables(facts: FileFacts): Draft | null {
  if (
    facts.has('recipient') &&
    facts.has('created') &&
    facts.has('type') &&
    facts.has('email campaign id', 'app id')
  ) {
    const type = facts.find('type') ?? 'type';
    return {
      object: 'Email events',
      tables: [
        table('activities', {
          activity_id: take(facts.find('id')),
          email: take(facts.find('recipient')),
          type: { from: [type], values: EMAIL_EVENTS },
          occurred_at: take(facts.find('created')),
          channel: always('email'),
          campaign: take(facts.find('email campaign id')),
        }),
      ],
      notes: [],
      questions: [],
    };
  }
  if (
    facts.has('user agent') &&
    facts.has('browser') &&
    facts.has('id') &&
    !facts.has('recipient', 'contact id', 'created')
  ) {
    return reference('Email event details', 'detailsOfEvents');
  }
  if (facts.has('contact id') && facts.has('form id') && facts.has('timestamp', 'submitted at')) {
    return {
      object: 'Form submissions',
      tables: [
        table('activities', {
          lead_id: take(facts.find('contact id')),
          activity_id: take(facts.find('conversion id')),
          type: always('form_submission'),
          occurred_at: take(facts.find('timestamp', 'submitted at')),
          channel: always('web'),
          content: take(...facts.all('title', 'form name', 'page url')),
        }),
      ],
      notes: [],
      questions: [],
    };
  }
  if (facts.has('engagement id') && facts.has('contact id') && facts.columns.length <= 6) {
    return link(facts, 'Engagement contacts', 'engagement id');
  }
  const engagement = facts.find('engagement id');
  if (engagement === null && !(facts.has('type') && facts.has('portal id') && facts.has('id'))) return null;
  const occurred = facts.all(
    'property hs timestamp',
    'hs timestamp',
    'start time',
    'property hs meeting start time',
    'timestamp',
    'property hs createdate',
    'created at',
  );
  if (occurred.length === 0 || engagement === null) return reference('Engagements', 'noDateOrContact');
  const isMeeting = facts.has(
    'pre meeting prospect reminders',
    'meeting outcome',
    'property hs meeting title',
    'property hs meeting outcome',
  );
  const kind = isMeeting ? 'meeting' : 'engagement';
  return {
    object: isMeeting ? 'Meetings' : 'Engagements',
    tables: [
      table('activities', {
        lead_id: take(facts.find('contact id'), engagement),
        activity_id: take(engagement),
        type: { from: facts.all('type', 'engagement type', 'property hs engagement type'), constant: kind },
        occurred_at: take(...occurred),
        content: take(
          facts.find(
            'title',
            'property hs meeting title',
            'property hs call title',
            'property hs email subject',
          ),
        ),
        direction: take(facts.find('property hs call direction', 'property hs email direction')),
      }),
    ],
    notes: facts.has('contact id') ? [] : [{ code: 'linkedElsewhere', detail: 'engagement_contact' }],
    questions: [],
  };
}

function link(facts: FileFacts, object: string, alias: string): Draft {
  return {
    object,
    tables: [
      table('aliases', { lead_id: take(facts.find('contact id')), alias_ids: take(facts.find(alias)) }),
    ],
    notes: [],
    questions: [],
  };
}

/** HubSpot. */
export const hubspot: VendorLayouts = {
  vendor: 'hubspot',
  fileName: /hubspot|^hs_/i,
  recognise(facts, isNamed, { alone }) {
    const property = facts.find('name', 'property', 'property name', 'eigenschaft');
    const isHistory = facts.has('timestamp', 'source timestamp') && facts.has('value') && property !== null;
    const dealId = facts.find('deal id', 'dealid');
    const contactId = facts.find('contact id', 'vid', 'record id');
    if (isHistory && dealId !== null) return propertyHistory(facts, dealId, property, 'deal');
    if (isHistory && contactId !== null) return propertyHistory(facts, contactId, property, 'lead');
    const activity = activityTables(facts);
    if (activity !== null) return activity;
    if (dealId !== null && contactId !== null && facts.columns.length <= 6)
      return link(facts, 'Deal contacts', 'deal id');
    const isWarehouse = facts.matching(/^property /).length >= 2;
    const hasStageDates =
      facts.matching(
        /^became (a|an) .* date$|^hs (v2 )?date entered |^hs lifecyclestage .* date$|^date entered .*pipeline$/,
      ).length > 0;
    const isExport =
      (facts.has('record id', 'datensatz id', 'hs object id') &&
        facts.has(
          'create date',
          'createdate',
          'erstelldatum',
          'erstellungsdatum',
          'deal name',
          'company name',
        )) ||
      facts.has('lifecyclestage', 'hs lead status');
    if (facts.has('guid') && facts.has('portal id') && facts.has('form type', 'submit text'))
      return reference('Forms', 'forms');
    if (!isWarehouse && !hasStageDates && !isExport && !(isNamed && facts.has(...CREATED))) return null;
    if (facts.has('deal name', 'dealname', 'property dealname', 'deal stage', 'dealstage'))
      return hubspotDeals(facts, alone);
    const isCompany =
      facts.has('company domain name', 'company owner', 'property domain', 'unternehmensinhaber') &&
      !facts.has('first name', 'vorname', 'property firstname', 'property email');
    if (isCompany) return reference('Companies', 'accounts');
    if (facts.has('ticket name', 'ticket id', 'property hs ticket id'))
      return reference('Tickets', 'tickets');
    return contacts(facts);
  },
};
