/** Account Engagement (Pardot): prospects, activities of visitors, opportunities and what links them. */
import {
  historyNotes,
  fullName,
  recordedDates,
  reference,
  table,
  take,
  type Draft,
  type VendorLayouts,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';
import { deals } from './deals.ts';

/** Names of activities by their number. */
const TYPES: Readonly<Record<string, string>> = {
  1: 'Click',
  2: 'View',
  3: 'Form Error',
  4: 'Form Success',
  5: 'Session',
  6: 'Email Sent',
  8: 'New Opportunity',
  9: 'Opportunity Won',
  10: 'Opportunity Lost',
  11: 'Email Open',
  12: 'Unsubscribe Page',
  13: 'Email Bounced',
  14: 'Spam Complaint',
  15: 'Email Preference Page',
  16: 'Resubscribed',
  17: 'Third-party Click',
  20: 'Visit',
  21: 'Custom URL Click',
  23: 'Invited to Webinar',
  24: 'Webinar Attended',
  25: 'Webinar Registered',
  26: 'Social Click',
  27: 'Video View',
  28: 'Event Registered',
  29: 'Event Checked In',
  35: 'Indirect Bounce',
  36: 'Indirect Unsubscribe',
};

function prospects(facts: FileFacts): Draft {
  const aliases = facts.all(
    'crm lead fid',
    'crm contact fid',
    'salesforce id',
    'crm lead id',
    'crm contact id',
  );
  const leads = table('leads', {
    lead_id: take(facts.find('id', 'prospect id')),
    created_at: take(facts.find('created at', 'created date', 'date created', 'created')),
    email: take(facts.find('email')),
    name: fullName(facts, ['name', 'full name']),
    phone: take(facts.find('phone')),
    company: take(facts.find('company')),
    source: take(facts.find('source')),
    campaign: take(facts.find('campaign name', 'campaign id', 'campaign')),
    industry: take(facts.find('industry')),
    country: take(facts.find('country')),
    employees: take(facts.find('employees')),
    seniority: take(facts.find('seniority')),
    owner: take(facts.find('assigned to', 'assigned user', 'user id', 'crm owner fid')),
    alias_ids: aliases.length === 0 ? null : { from: aliases, join: ';' },
    ...recordedDates(facts),
  });
  return { object: 'Prospects', tables: [leads], notes: historyNotes(facts, leads, null), questions: [] };
}

function visitorActivity(facts: FileFacts): Draft {
  const type = facts.find('type') ?? '';
  const lead = take(facts.find('prospect id'));
  const when = take(facts.find('created at'));
  return {
    object: 'Visitor activities',
    tables: [
      table('activities', {
        lead_id: lead,
        activity_id: take(facts.find('id')),
        type: { from: [type], values: TYPES },
        occurred_at: when,
        channel: take(facts.find('type name')),
        campaign: take(facts.find('campaign id')),
        content: take(facts.find('details')),
      }),
      table(
        'stageHistory',
        {
          lead_id: lead,
          stage: { from: [type], values: { 8: 'opportunity', 9: 'customer' } },
          entered_at: when,
        },
        { column: type, in: ['8', '9'], not: false },
      ),
    ],
    notes: [],
    questions: [],
  };
}

/** Account Engagement (Pardot). */
export const pardot: VendorLayouts = {
  vendor: 'pardot',
  fileName: /pardot|account_engagement/i,
  recognise(facts, isNamed, options) {
    if (facts.has('visitor id') && facts.has('prospect id') && facts.has('type') && facts.has('created at'))
      return visitorActivity(facts);
    if (
      facts.has('prospect id') &&
      facts.has('opportunity id') &&
      facts.columns.length <= 8 &&
      !facts.has('type')
    ) {
      return {
        object: 'Opportunity prospects',
        tables: [
          table('aliases', {
            lead_id: take(facts.find('prospect id')),
            alias_ids: take(facts.find('opportunity id')),
          }),
        ],
        notes: [],
        questions: [],
      };
    }
    if (facts.has('prospect id') && facts.has('list id')) return reference('List memberships', 'lists');
    if (facts.has('prospect id') && facts.has('page view count', 'source parameter', 'hostname'))
      return reference('Visitors', 'visitors');
    if (
      facts.has('crm lead fid', 'crm contact fid', 'prospect account id') &&
      facts.has('id', 'prospect id') &&
      facts.has('created at', 'created date')
    )
      return prospects(facts);
    if (facts.has('is crm visible') || (isNamed && facts.has('is dynamic')))
      return reference('Lists', 'lists');
    const isOpportunity =
      facts.has('probability') &&
      facts.has('closed at') &&
      facts.has('created at') &&
      facts.has('status', 'stage');
    if (isOpportunity && facts.has('value')) {
      return deals(
        facts,
        {
          object: 'Opportunities',
          id: take(facts.find('id', 'opportunity id')),
          lead: take(facts.find('prospect id')),
          email: take(facts.find('prospect email')),
          created: take(facts.find('created at')),
          stage: facts.find('status', 'stage'),
          closed: facts.find('closed at'),
          amount: take(facts.find('value')),
          about: { name: take(facts.find('name')), campaign: take(facts.find('campaign id')) },
          isLinkedElsewhere: true,
        },
        options,
      );
    }
    if (isNamed && facts.has('cost') && facts.has('name')) return reference('Campaigns', 'campaigns');
    if (
      isNamed &&
      facts.has('score', 'grade') &&
      facts.has('email') &&
      facts.has('created at', 'created date')
    )
      return prospects(facts);
    return null;
  },
};
