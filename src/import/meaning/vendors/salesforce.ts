/** Salesforce: objects with their API names, reports with their labels, and the tables of warehouses. */
import type { ColumnSource } from '../../mapping.ts';
import {
  addressAsId,
  fullName,
  historyNotes,
  recordedDates,
  reference,
  table,
  take,
  type Draft,
  type DraftOptions,
  type MeaningNote,
  type VendorLayouts,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';
import { deals } from './deals.ts';
import { fieldHistory, snapshots } from './salesforce-history.ts';

const TRUE = ['true', '1', 'yes', 'ja', 'wahr'] as const;
const FALSE = ['false', '0', 'no', 'nein', 'falsch'] as const;
const CREATED = [
  'created date',
  'create date',
  'created date time',
  'erstelldatum',
  'erstellungsdatum',
  'date created',
  'erstellt am',
] as const;

/** Records that the system has thrown away stand in extracts of warehouses still; they are loaded, and said. */
export function deletedNote(facts: FileFacts): MeaningNote[] {
  const name = facts.find('is deleted', 'deleted');
  const isThere = facts.values(name).some((value) => value.toLowerCase() === 'true' || value === '1');
  return isThere ? [{ code: 'deletedRows', detail: name }] : [];
}

function person(facts: FileFacts, object: 'Lead' | 'Contact'): Draft {
  const id = facts.find(
    object === 'Lead' ? 'lead id' : 'contact id',
    'id',
    'record id',
    'lead id 18',
    'case safe id',
  );
  const dates = recordedDates(facts);
  const conversion = facts.all(
    'converted date time',
    'converted date time c',
    'converted date',
    'umwandlungsdatum',
    'datum der umwandlung',
    'konvertierungsdatum',
    'datum der konvertierung',
    'konvertiert am',
    'umgewandelt am',
  );
  const isConverted = facts.find(
    'is converted',
    'converted',
    'umgewandelt',
    'konvertiert',
    'ist konvertiert',
  );
  // a custom column for the stage knows better; the conversion itself is the hand-over to sales
  const { sql_at: written, ...others } = dates;
  const custom = (written?.from ?? []).filter((name) => !conversion.includes(name));
  const converted: ColumnSource | null =
    conversion.length === 0
      ? null
      : { from: conversion, ...(isConverted === null ? {} : { when: { column: isConverted, in: TRUE } }) };
  const sql = custom.length > 0 ? { from: custom } : converted;
  const email = facts.find('email', 'e mail');
  const leads = table('leads', {
    lead_id: take(id ?? email),
    created_at: take(facts.find(...CREATED)),
    email: take(email),
    name: fullName(facts, ['name', 'full name', 'lead name', 'contact name', 'vollstaendiger name']),
    phone: take(...facts.all('phone', 'mobile phone', 'mobile', 'telefon')),
    company: take(facts.find('company', 'company account', 'account name', 'firma', 'account id')),
    source: take(facts.find('lead source', 'leadquelle', 'lead quelle')),
    campaign: take(
      facts.find(
        'campaign name',
        'primary campaign',
        'campaign',
        'utm campaign c',
        'source first utm campaign c',
      ),
    ),
    industry: take(facts.find('industry', 'branche')),
    country: take(facts.find('country', 'mailing country', 'land', 'country code')),
    employees: take(
      facts.find('number of employees', 'no of employees', 'employees', 'anzahl der mitarbeiter'),
    ),
    budget: take(facts.find('budget', 'budget c')),
    seniority: take(facts.find('seniority', 'seniority c', 'job level c', 'job level')),
    owner: take(
      facts.find(
        'lead owner',
        'owner',
        'owner name',
        'contact owner',
        'owner id',
        'lead inhaber',
        'leadinhaber',
        'inhaber',
      ),
    ),
    alias_ids:
      facts.all('converted contact id', 'converted opportunity id', 'alias ids').length === 0
        ? null
        : { from: facts.all('alias ids', 'converted contact id', 'converted opportunity id'), join: ';' },
    ...others,
    sql_at: sql,
  });
  const master = facts.find('master record id');
  const merged =
    master !== null && id !== null && facts.column(master)?.type !== 'empty'
      ? [
          table(
            'aliases',
            { lead_id: take(master), alias_ids: take(id) },
            { column: master, in: [''], not: true },
          ),
        ]
      : [];
  return {
    object,
    tables: [leads, ...merged],
    notes: [
      ...(custom.length === 0 && sql !== null
        ? [{ code: 'conversionIsSql', detail: conversion[0] ?? null }]
        : []),
      ...historyNotes(facts, leads, facts.find('status', 'lead status', 'leadstatus')),
      ...deletedNote(facts),
    ],
    questions: addressAsId(id, email),
  };
}

function task(facts: FileFacts): Draft {
  const closed = facts.find('is closed', 'closed', 'geschlossen');
  return {
    object: 'Task',
    tables: [
      table(
        'activities',
        {
          lead_id: take(...facts.all('who id', 'lead id', 'contact id', 'lead or contact id')),
          email: take(facts.find('email', 'e mail')),
          activity_id: take(facts.find('id', 'activity id', 'task id')),
          type: { from: facts.all('type', 'task type', 'task subtype', 'aufgabentyp'), constant: 'task' },
          occurred_at: take(
            ...facts.all(
              'completed date time',
              'completed date',
              'activity date',
              'due date',
              'due date only',
              'date',
              'faellig am',
              ...CREATED,
            ),
          ),
          content: take(facts.find('subject', 'betreff', 'thema')),
          direction: take(facts.find('call type', 'anruftyp')),
          channel: take(facts.find('task subtype')),
        },
        closed === null ? null : { column: closed, in: FALSE, not: true },
      ),
    ],
    notes: [...(closed === null ? [] : [{ code: 'openTasks', detail: closed }]), ...deletedNote(facts)],
    questions: [],
  };
}

function event(facts: FileFacts): Draft {
  return {
    object: 'Event',
    tables: [
      table('activities', {
        lead_id: take(...facts.all('who id', 'lead id', 'contact id')),
        email: take(facts.find('email', 'e mail')),
        activity_id: take(facts.find('id', 'activity id', 'event id')),
        type: { from: facts.all('type', 'event type'), constant: 'meeting' },
        occurred_at: take(
          ...facts.all('start date time', 'activity date time', 'start', 'activity date', 'date', ...CREATED),
        ),
        content: take(facts.find('subject', 'betreff')),
      }),
    ],
    notes: deletedNote(facts),
    questions: [],
  };
}

function campaignMember(facts: FileFacts): Draft {
  return {
    object: 'Campaign member',
    tables: [
      table('activities', {
        lead_id: take(...facts.all('lead or contact id', 'lead id', 'contact id', 'related record id')),
        email: take(facts.find('email', 'e mail')),
        activity_id: take(facts.find('id', 'campaign member id')),
        type: { from: facts.all('status', 'member status', 'mitgliedsstatus'), constant: 'campaign_member' },
        occurred_at: take(
          ...facts.all(
            'first responded date',
            'member first responded date',
            'member first associated date',
            'created date',
            'member created date',
            'erstelldatum',
          ),
        ),
        campaign: take(facts.find('campaign name', 'campaign id', 'kampagnenname')),
        channel: take(facts.find('campaign type', 'type')),
      }),
    ],
    notes: deletedNote(facts),
    questions: [],
  };
}

function opportunity(facts: FileFacts, options: DraftOptions): Draft {
  const won = facts.find('is won', 'won', 'gewonnen');
  const stage = facts.find('stage name', 'stage', 'phase');
  const close = facts.find('close date', 'schlusstermin', 'abschlussdatum');
  const wonAt = won === null || close === null ? null : { from: [close], when: { column: won, in: TRUE } };
  const contact = facts.find('contact id', 'primary contact id');
  const draft = deals(
    facts,
    {
      object: 'Opportunity',
      id: take(facts.find('opportunity id', 'id', 'opportunity id 18')),
      lead: take(contact),
      email: take(facts.find('email', 'contact email', 'primary contact email')),
      created: take(facts.find(...CREATED)),
      stage,
      closed: close,
      wonAt,
      amount: take(facts.find('amount', 'betrag')),
      about: {
        name: take(facts.find('opportunity name', 'name')),
        company: take(facts.find('account name', 'account id')),
        source: take(facts.find('lead source')),
        owner: take(facts.find('opportunity owner', 'owner id')),
        campaign: take(facts.find('campaign id', 'primary campaign source')),
      },
      isLinkedElsewhere: true,
    },
    options,
  );
  return { ...draft, notes: [...draft.notes, ...deletedNote(facts)] };
}

/** Objects of the system that are no table of ours, by columns of which each has two. */
const REFERENCES: readonly (readonly [object: string, reason: string, columns: readonly string[]])[] = [
  ['User', 'users', ['user role id', 'profile id', 'username', 'language locale key', 'time zone sid key']],
  [
    'UserRole',
    'roles',
    ['parent role id', 'rollup description', 'developer name', 'forecast user id', 'portal type'],
  ],
  [
    'OrderItem',
    'orderItems',
    ['order item number', 'order id', 'original order item id', 'available quantity'],
  ],
  ['OpportunityLineItem', 'lineItems', ['pricebook entry id', 'unit price', 'total price', 'product 2 id']],
  ['Order', 'orders', ['order number', 'is reduction order', 'effective date', 'activated date']],
  ['Product2', 'products', ['product code', 'stock keeping unit', 'quantity unit of measure', 'family']],
  [
    'Campaign',
    'campaigns',
    [
      'budgeted cost',
      'actual cost',
      'number of leads',
      'expected response',
      'number of responses',
      'hierarchy number of leads',
    ],
  ],
];

/** Salesforce. */
export const salesforce: VendorLayouts = {
  vendor: 'salesforce',
  fileName: /salesforce|^sf_|sfdc/i,
  recognise(facts, isNamed, options) {
    const history = fieldHistory(facts, options);
    if (history !== null) return history;
    const found = REFERENCES.find(([, , columns]) => columns.filter((name) => facts.has(name)).length >= 2);
    if (found !== undefined) return reference(found[0], found[1]);
    const systemColumns = [
      'system modstamp',
      'last modified by id',
      'created by id',
      'last viewed date',
      'last referenced date',
      'owner id',
      'record type id',
      'is deleted',
      'master record id',
    ];
    const isSystem = systemColumns.filter((name) => facts.has(name)).length >= 2 || isNamed;
    const isAccount =
      facts.has('billing city', 'billing street', 'billing country', 'account number') &&
      !facts.has('stage name', 'is converted', 'first name');
    if (isAccount && isSystem) return reference('Account', 'accounts');
    const isSnapshot = facts.has('fivetran start', 'valid from') && facts.has('fivetran end', 'valid to');
    if (isSnapshot && isSystem) return snapshots(facts);
    const isMember =
      facts.has('campaign id', 'campaign name') &&
      facts.has('has responded', 'responded', 'first responded date', 'member status', 'lead or contact id');
    if (isMember) return campaignMember(facts);
    if (
      facts.has('event subtype', 'start date time', 'activity date time') &&
      facts.has('who id', 'lead id', 'contact id')
    )
      return event(facts);
    if (
      facts.has('task subtype', 'call disposition', 'is high priority', 'call type') &&
      facts.has('who id', 'lead id', 'contact id', 'activity date')
    )
      return task(facts);
    if (facts.has('who id') && facts.has('activity date', 'subject')) return task(facts);
    const isDeal =
      facts.has('stage name') ||
      (facts.has('opportunity name', 'opportunity id', 'opportunity owner') &&
        facts.has('stage', 'close date') &&
        facts.has(...CREATED));
    if (isDeal && facts.has('close date') && !facts.has('field event', 'field'))
      return opportunity(facts, options);
    const isLead =
      facts.has(
        'is converted',
        'converted contact id',
        'converted opportunity id',
        'converted account id',
        'converted date',
        'konvertierungsdatum',
        'umwandlungsdatum',
      ) ||
      (isSystem && facts.has('lead source') && facts.has('status') && facts.has('company')) ||
      (facts.has('lead status') &&
        facts.has('company account', 'lead owner', 'lead id') &&
        facts.has('created date', 'create date'));
    if (isLead && !facts.has('created time')) return person(facts, 'Lead');
    const isContact =
      isSystem &&
      facts.has('last name') &&
      facts.has('account id', 'mailing city', 'reports to id', 'account name');
    return isContact && facts.has(...CREATED) ? person(facts, 'Contact') : null;
  },
};
