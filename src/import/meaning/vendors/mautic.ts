/** Mautic: tables of its database as they are exported, and its list of contacts. */
import {
  always,
  fullName,
  historyNotes,
  recordedDates,
  stageValues,
  table,
  take,
  type Draft,
  type VendorLayouts,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';

function contacts(facts: FileFacts): Draft {
  const leads = table('leads', {
    lead_id: take(facts.find('id', 'contact id')),
    created_at: take(facts.find('date added', 'date created'), facts.find('date identified')),
    email: take(facts.find('email', 'e mail')),
    name: fullName(facts, ['name', 'full name']),
    phone: take(...facts.all('phone', 'mobile')),
    company: take(facts.find('company', 'primary company')),
    source: take(facts.find('lead source', 'source', 'utm source')),
    campaign: take(facts.find('utm campaign')),
    industry: take(facts.find('industry', 'companyindustry')),
    country: take(facts.find('country')),
    owner: take(facts.find('owner', 'owner id')),
    ...recordedDates(facts),
  });
  return {
    object: 'Contacts',
    tables: [leads],
    notes: historyNotes(facts, leads, facts.find('stage', 'stage id')),
    questions: [],
  };
}

/** One row, one thing that a contact did. */
function activity(
  facts: FileFacts,
  object: string,
  type: string,
  channel: string,
  when: string[],
  content: string[],
  rows: { column: string; in: string[]; not: boolean } | null = null,
) {
  return {
    object,
    table: table(
      'activities',
      {
        lead_id: take(facts.find('lead id', 'contact id')),
        activity_id: rows === null ? take(facts.find('id')) : null,
        type: always(type),
        occurred_at: take(...facts.all(...when)),
        channel: always(channel),
        content: take(facts.find(...content)),
      },
      rows,
    ),
  };
}

function log(facts: FileFacts): Draft | null {
  const lead = facts.find('lead id', 'contact id');
  if (lead === null) return null;
  const when = facts.find('date added');
  if (facts.has('stage id') && facts.has('event name') && when !== null) {
    const stage = facts.find('event name') ?? '';
    const { values, questions } = stageValues(stage, facts.values(stage), 'lead');
    return {
      object: 'Stage log',
      tables: [
        table('stageHistory', {
          lead_id: take(lead),
          stage: { from: [stage], values },
          entered_at: take(when),
        }),
      ],
      notes: [],
      questions,
    };
  }
  if (facts.has('delta') && facts.has('event name') && when !== null) {
    return {
      object: 'Points log',
      tables: [
        table('activities', {
          lead_id: take(lead),
          activity_id: take(facts.find('id')),
          type: take(...facts.all('action name', 'event name', 'type')),
          occurred_at: take(when),
          content: take(facts.find('event name')),
        }),
      ],
      notes: [],
      questions: [],
    };
  }
  const hit = facts.has('date hit')
    ? activity(facts, 'Page hits', 'page_view', 'web', ['date hit'], ['url', 'url title', 'page id'])
    : facts.has('date submitted') && facts.has('form id')
      ? activity(
          facts,
          'Form submissions',
          'form_submission',
          'web',
          ['date submitted'],
          ['referer', 'form id'],
        )
      : facts.has('date download')
        ? activity(facts, 'Asset downloads', 'download', 'web', ['date download'], ['asset id', 'referer'])
        : null;
  if (hit !== null) return { object: hit.object, tables: [hit.table], notes: [], questions: [] };
  if (!facts.has('date sent') || !facts.has('email id', 'email address')) return null;
  const read = facts.find('is read');
  const sent = activity(facts, 'Email statistics', 'email_sent', 'email', ['date sent'], ['email id']);
  const opened =
    read === null || !facts.has('date read')
      ? []
      : [
          activity(facts, '', 'email_open', 'email', ['date read'], ['email id'], {
            column: read,
            in: ['1', 'true'],
            not: false,
          }).table,
        ];
  return { object: sent.object, tables: [sent.table, ...opened], notes: [], questions: [] };
}

/** Mautic. */
export const mautic: VendorLayouts = {
  vendor: 'mautic',
  fileName: /mautic/i,
  recognise(facts, isNamed) {
    const isLog =
      facts.has('event name') &&
      facts.has('action name') &&
      facts.has('date added') &&
      facts.has('delta', 'stage id');
    const isTable =
      facts.has('date hit', 'date submitted', 'date download') ||
      (facts.has('date sent') && facts.has('email id'));
    if (isLog || isTable || isNamed) {
      const found = log(facts);
      if (found !== null) return found;
    }
    const isContacts =
      facts.has('points') &&
      facts.has('date identified', 'last active', 'date added') &&
      facts.has('email', 'id');
    return isContacts || (isNamed && facts.has('date added') && facts.has('email')) ? contacts(facts) : null;
  },
};
