/** ActiveCampaign: contacts and deals of its API, and its list of contacts. */
import {
  addressAsId,
  fullName,
  historyNotes,
  recordedDates,
  table,
  take,
  type VendorLayouts,
} from '../draft.ts';
import { deals } from './deals.ts';

/** ActiveCampaign. */
export const activecampaign: VendorLayouts = {
  vendor: 'activecampaign',
  fileName: /active_?-?campaign/i,
  recognise(facts, isNamed, options) {
    const created = facts.find(
      'cdate',
      'date created',
      'created',
      'subscribe date',
      'date subscribed',
      'erstellt am',
    );
    const isApi = facts.has('cdate') && facts.has('udate', 'mdate', 'orgname');
    const isList = facts.has('tags') && facts.has('lists', 'list') && facts.has('email');
    if (!isApi && !isList && !(isNamed && facts.has('email', 'cdate', 'deal title'))) return null;
    if (
      facts.has('stage', 'deal stage', 'pipeline', 'deal title') &&
      facts.has('value', 'deal value') &&
      !facts.has('email')
    ) {
      const status = facts.find('status', 'deal status');
      const closed = facts.find('mdate', 'close date', 'win date');
      const when = (values: string[]) =>
        status === null || closed === null ? null : { from: [closed], when: { column: status, in: values } };
      return deals(
        facts,
        {
          object: 'Deals',
          id: take(facts.find('id', 'deal id', 'deal title', 'title')),
          lead: take(facts.find('contact', 'contact id')),
          email: take(facts.find('contact email')),
          created: take(created),
          stage: status,
          closed,
          // by number where the API wrote it: 0 open, 1 won, 2 lost
          wonAt: when(['1', 'won', 'gewonnen']),
          lostAt: when(['2', 'lost', 'verloren']),
          amount: take(facts.find('value', 'deal value')),
          about: {
            name: take(facts.find('title', 'deal title')),
            owner: take(facts.find('owner', 'deal owner')),
          },
          isLinkedElsewhere: false,
        },
        options,
      );
    }
    const id = facts.find('id', 'contact id');
    const email = facts.find('email');
    const leads = table('leads', {
      lead_id: take(id ?? email),
      created_at: take(created),
      email: take(email),
      name: fullName(facts, ['full name', 'name']),
      phone: take(facts.find('phone')),
      company: take(facts.find('orgname', 'account', 'account name', 'organization', 'company')),
      source: take(facts.find('source', 'lead source')),
      country: take(facts.find('country')),
      owner: take(facts.find('owner', 'contact owner')),
      ...recordedDates(facts),
    });
    return {
      object: 'Contacts',
      tables: created === null ? [] : [leads],
      notes:
        created === null
          ? [{ code: 'missingColumn', detail: 'created_at' }]
          : historyNotes(facts, leads, null),
      questions: addressAsId(id, email),
    };
  },
};
