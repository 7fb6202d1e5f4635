/** Marketo: bulk extracts of leads and activities, and the tables of warehouses. */
import type { ColumnSource, TableMapping } from '../../mapping.ts';
import {
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
import { MARKETO_ATTRIBUTES, MARKETO_TYPES } from './marketo-types.ts';

const NUMBERS = Object.keys(MARKETO_TYPES);
/** Fields of a lead whose changes are its stages. */
const STAGE_FIELDS = [
  'Lead Status',
  'leadStatus',
  'Lead Stage',
  'Lifecycle Status',
  'Lifecycle Stage',
  'Revenue Stage',
  'Lead Lifecycle Stage',
] as const;

/** Keys that the objects in a column of JSON hold. */
function attributeKeys(facts: FileFacts, name: string): string[] {
  const keys = new Set<string>();
  for (const text of facts.values(name)) {
    if (!text.startsWith('{')) continue;
    try {
      for (const key of Object.keys(JSON.parse(text) as object)) keys.add(key);
    } catch {
      // a cell that is cut off tells nothing
    }
  }
  return MARKETO_ATTRIBUTES.filter((key) => keys.has(key));
}

/** Channel only for types that are known: a number of one's own type is none. */
function channel(type: string): ColumnSource {
  return {
    from: [type],
    values: Object.fromEntries(Object.entries(MARKETO_TYPES).map(([number, [, name]]) => [number, name])),
    when: { column: type, in: NUMBERS },
  };
}

/** Rows of a log that change a stage, and those that merge leads. */
function furtherTables(
  facts: FileFacts,
  lead: string,
  type: string,
  when: string,
): { tables: TableMapping[]; questions: Draft['questions'] } {
  const attributes = facts.find('attributes');
  const field = facts.find('primary attribute value');
  const value = facts.find('new value');
  const of = (key: string): ColumnSource | null =>
    attributes === null ? null : { from: [attributes], attribute: key };
  const newValue = value === null ? of('New Value') : take(value);
  const tables: TableMapping[] = [];
  const seen = field === null ? [] : facts.valuesWhere(value, field, STAGE_FIELDS);
  const { values, questions } = stageValues(value ?? field ?? '', seen, 'lead');
  if (newValue !== null && field !== null) {
    tables.push(
      table(
        'stageHistory',
        { lead_id: take(lead), stage: { ...newValue, values }, entered_at: take(when) },
        { column: field, in: STAGE_FIELDS, not: false },
      ),
    );
  }
  if (attributes !== null) {
    tables.push(
      table(
        'stageHistory',
        { lead_id: take(lead), stage: of('New Stage'), entered_at: take(when) },
        { column: type, in: ['101', '102'], not: false },
      ),
      table(
        'aliases',
        { lead_id: take(lead), alias_ids: of('Merge IDs') },
        { column: type, in: ['32'], not: false },
      ),
    );
  }
  return { tables, questions };
}

function activities(facts: FileFacts): Draft {
  const type = facts.find('activity type id') ?? '';
  const lead = facts.find('lead id') ?? '';
  const when = facts.find('activity date') ?? '';
  const merged = facts.find('merge ids');
  if (merged !== null) {
    return {
      object: 'Merged leads',
      tables: [table('aliases', { lead_id: take(lead), alias_ids: take(merged) })],
      notes: [],
      questions: [],
    };
  }
  const attributes = facts.find('attributes');
  const kept = attributes === null ? [] : attributeKeys(facts, attributes);
  const further = furtherTables(facts, lead, type, when);
  const names = Object.fromEntries(Object.entries(MARKETO_TYPES).map(([number, [name]]) => [number, name]));
  return {
    object: attributes === null ? 'Activities of one type' : 'Bulk activities',
    tables: [
      table('activities', {
        lead_id: take(lead),
        activity_id: take(facts.find('marketo guid', 'id')),
        type: { from: [type], values: names },
        occurred_at: take(when),
        channel: channel(type),
        campaign: take(facts.find('campaign id')),
        content: take(facts.find('primary attribute value')),
        ...Object.fromEntries(
          kept.map((key): [string, ColumnSource] => [key, { from: [attributes ?? ''], attribute: key }]),
        ),
      }),
      ...further.tables,
    ],
    notes: [],
    questions: further.questions,
  };
}

function leads(facts: FileFacts): Draft {
  const leadTable = table('leads', {
    lead_id: take(facts.find('id', 'lead id', 'marketo id')),
    created_at: take(facts.find('created at', 'created date', 'created')),
    email: take(facts.find('email', 'email address')),
    name: fullName(facts, ['full name', 'name']),
    phone: take(facts.find('phone', 'phone number', 'mobile phone')),
    company: take(facts.find('company', 'company name')),
    source: take(facts.find('lead source', 'original source type')),
    campaign: take(facts.find('acquisition program', 'acquisition program id')),
    industry: take(facts.find('industry')),
    country: take(facts.find('country')),
    employees: take(facts.find('number of employees', 'num employees')),
    owner: take(facts.find('lead owner', 'lead owner email address', 'lead owner id')),
    alias_ids:
      facts.all('sfdc lead id', 'sfdc contact id').length === 0
        ? null
        : { from: facts.all('sfdc lead id', 'sfdc contact id'), join: ';' },
    ...recordedDates(facts),
  });
  return {
    object: 'Leads',
    tables: [leadTable],
    notes: historyNotes(facts, leadTable, facts.find('lead status', 'lifecycle status')),
    questions: [],
  };
}

/** Marketo. */
export const marketo: VendorLayouts = {
  vendor: 'marketo',
  fileName: /marketo|mkto/i,
  recognise(facts, isNamed) {
    if (facts.has('activity type id') && facts.has('activity date') && facts.has('lead id'))
      return activities(facts);
    if (facts.has('restname', 'soapname')) return reference('Lead fields', 'fields');
    if (facts.has('smart list id', 'qualification rule type') || (isNamed && facts.has('is requestable')))
      return reference('Campaigns', 'campaigns');
    if (facts.has('publish to msi', 'text only') || (isNamed && facts.has('subject', 'template')))
      return reference('Email templates', 'templates');
    if (facts.has('sfdc id', 'sfdc name') && facts.has('channel', 'workspace'))
      return reference('Programs', 'programs');
    const isLead = facts.has(
      'lead score',
      'acquisition program',
      'acquisition program id',
      'marketo id',
      'lead partition id',
      'lead partition',
      'marketo sales insight',
    );
    if ((isLead || isNamed) && facts.has('email', 'email address') && facts.has('created at', 'created date'))
      return leads(facts);
    return null;
  },
};
