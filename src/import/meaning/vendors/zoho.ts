/** Zoho CRM: leads, contacts and deals ("potentials"), of its own export and of its analytics. */
import {
  fullName,
  historyNotes,
  recordedDates,
  reference,
  table,
  take,
  type Draft,
  type VendorLayouts,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';
import { deals } from './deals.ts';

const CREATED = ['created time', 'erstellt um', 'erstellungszeit'] as const;

function leads(facts: FileFacts): Draft {
  const conversion = facts.all(
    'converted date time',
    'converted time',
    'lead converted time',
    'conversion time',
  );
  const aliases = facts.all(
    'converted contact id',
    'converted contact',
    'contactid',
    'converted deal id',
    'converted deal',
    'potentialid',
    'converted potential id',
  );
  const dates = recordedDates(facts);
  const leadTable = table('leads', {
    lead_id: take(facts.find('leadid', 'lead id', 'record id', 'contactid', 'contact id', 'id')),
    created_at: take(facts.find(...CREATED)),
    email: take(facts.find('email', 'e mail')),
    name: fullName(facts, ['full name', 'lead name', 'contact name']),
    phone: take(...facts.all('phone', 'mobile')),
    company: take(facts.find('company', 'account name')),
    source: take(facts.find('lead source', 'lead quelle')),
    campaign: take(facts.find('campaign source', 'campaign')),
    industry: take(facts.find('industry', 'branche')),
    country: take(facts.find('country')),
    employees: take(facts.find('no of employees', 'number of employees')),
    owner: take(facts.find('lead owner', 'lead owner name', 'contact owner', 'lead owner id')),
    alias_ids: aliases.length === 0 ? null : { from: aliases, join: ';' },
    ...dates,
    sql_at: dates['sql_at'] ?? take(...conversion),
  });
  const isConversion = dates['sql_at'] === undefined && conversion.length > 0;
  return {
    object: facts.has('lead status', 'lead owner', 'leadid', 'lead id') ? 'Leads' : 'Contacts',
    tables: [leadTable],
    notes: [
      ...(isConversion ? [{ code: 'conversionIsSql', detail: conversion[0] ?? null }] : []),
      ...historyNotes(facts, leadTable, facts.find('lead status')),
    ],
    questions: [],
  };
}

/** Zoho CRM. */
export const zoho: VendorLayouts = {
  vendor: 'zoho',
  fileName: /zoho/i,
  recognise(facts, isNamed, options) {
    const isOwn =
      isNamed ||
      facts.has('leadid', 'potentialid', 'potential name') ||
      facts.columns.some(({ samples }) => samples[0]?.startsWith('zcrm_'));
    if (!facts.has(...CREATED))
      return isNamed && facts.has('product name', 'account name')
        ? reference('Products or accounts', 'accounts')
        : null;
    const isDeal =
      facts.has('potential name', 'deal name', 'potentialid') && facts.has('stage', 'closing date');
    if (isDeal && (isOwn || facts.has('closing date'))) {
      return deals(
        facts,
        {
          object: 'Potentials',
          id: take(
            facts.find(
              'potentialid',
              'potential id',
              'record id',
              'deal id',
              'id',
              'potential name',
              'deal name',
            ),
          ),
          lead: take(facts.find('contactid', 'contact id', 'contact name id', 'leadid')),
          email: take(facts.find('email', 'contact email')),
          created: take(facts.find(...CREATED)),
          stage: facts.find('stage'),
          closed: facts.find('closing date', 'closed time'),
          amount: take(facts.find('amount')),
          about: {
            name: take(facts.find('potential name', 'deal name')),
            company: take(facts.find('account name')),
            source: take(facts.find('lead source')),
            owner: take(facts.find('potential owner', 'deal owner', 'potential owner name')),
          },
          isLinkedElsewhere: false,
        },
        options,
      );
    }
    const isLead =
      facts.has('lead owner', 'lead status', 'lead source', 'converted') &&
      facts.has('leadid', 'lead id', 'record id', 'id');
    return isLead || (isOwn && facts.has('email')) ? leads(facts) : null;
  },
};
