/** Dynamics 365: workbooks with three hidden columns, `(Do Not Modify) Lead`, English and German, and its API names. */
import {
  fullName,
  historyNotes,
  recordedDates,
  reference,
  table,
  take,
  type Draft,
  type DraftOptions,
  type VendorLayouts,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';
import { comparable } from '../words.ts';
import { deals } from './deals.ts';

const HIDDEN = /^\((?:Do Not Modify|Nicht ändern|Nicht bearbeiten)\) (.+)$/i;
const CREATED = ['created on', 'createdon', 'erstellt am'] as const;

/** Objects by the word in the header of the id. */
const OBJECTS: readonly (readonly [RegExp, string])[] = [
  [/^(lead|interessent|leadid)/, 'Lead'],
  [/^(contact|kontakt)/, 'Contact'],
  [/^(opportunity|verkaufschance|opportunityid)/, 'Opportunity'],
  [/^(account|firma|konto|organisation)/, 'Account'],
  [
    /^(activity|aktivitaet|phone call|anruf|telefonanruf|appointment|termin|task|aufgabe|email|e mail|letter|brief)/,
    'Activity',
  ],
];

function people(facts: FileFacts, object: string, id: string | null): Draft {
  const aliases = facts.all(
    'parent contact id',
    'parentcontactid',
    'qualifyingopportunityid',
    'contactid',
    'originating lead id',
    'originatingleadid',
  );
  const leads = table('leads', {
    lead_id: take(id),
    created_at: take(facts.find(...CREATED)),
    email: take(
      facts.find('email', 'e mail', 'email address 1', 'emailaddress1', 'e mail adresse', 'e mail 1'),
    ),
    name: fullName(facts, ['name', 'full name', 'fullname', 'vollstaendiger name']),
    phone: take(
      ...facts.all('business phone', 'mobile phone', 'telefon geschaeftlich', 'mobiltelefon', 'telephone1'),
    ),
    company: take(facts.find('company name', 'companyname', 'firmenname', 'firma', 'unternehmen')),
    source: take(facts.find('lead source', 'leadsourcecode', 'leadquelle', 'lead quelle', 'quelle')),
    campaign: take(facts.find('source campaign', 'quellkampagne', 'ursprungskampagne')),
    industry: take(facts.find('industry', 'industrycode', 'branche')),
    country: take(facts.find('country region', 'country', 'land region', 'land', 'address1 country')),
    employees: take(
      facts.find(
        'no of employees',
        'number of employees',
        'numberofemployees',
        'anzahl der mitarbeiter',
        'anzahl mitarbeiter',
      ),
    ),
    budget: take(facts.find('budget amount', 'budgetamount', 'budget', 'budgetbetrag')),
    owner: take(facts.find('owner', 'ownerid', 'besitzer')),
    alias_ids: aliases.length === 0 ? null : { from: aliases, join: ';' },
    ...recordedDates(facts),
  });
  return {
    object,
    tables: [leads],
    notes: historyNotes(facts, leads, facts.find('status reason', 'statusgrund', 'statuscode', 'status')),
    questions: [],
  };
}

function activities(facts: FileFacts, id: string | null): Draft {
  return {
    object: 'Activity',
    tables: [
      table('activities', {
        lead_id: take(facts.find('regarding id', 'regardingobjectid', 'regarding', 'bezug', 'bezug auf')),
        activity_id: take(id),
        type: take(facts.find('activity type', 'activitytypecode', 'aktivitaetstyp')) ?? {
          from: [],
          constant: 'activity',
        },
        occurred_at: take(
          ...facts.all(
            'actual end',
            'actualend',
            'tatsaechliches ende',
            'start date',
            'scheduled start',
            'startdatum',
            ...CREATED,
          ),
        ),
        content: take(facts.find('subject', 'betreff', 'thema')),
        direction: take(facts.find('direction', 'richtung')),
      }),
    ],
    notes: [],
    questions: [],
  };
}

function build(facts: FileFacts, object: string, id: string | null, options: DraftOptions): Draft {
  if (object === 'Account') return reference('Account', 'accounts');
  if (object === 'Activity') return activities(facts, id);
  if (object !== 'Opportunity') return people(facts, object, id);
  const lead = facts.find('originating lead id', 'originatingleadid', 'contact id', 'parentcontactid');
  return deals(
    facts,
    {
      object,
      id: take(id),
      lead: take(lead),
      email: take(facts.find('email', 'e mail')),
      created: take(facts.find(...CREATED)),
      stage: facts.find('status', 'statecode', 'status reason', 'statusgrund'),
      closed: facts.find('actual close date', 'actualclosedate', 'tatsaechliches abschlussdatum'),
      amount: take(
        facts.find(
          'actual revenue',
          'est revenue',
          'estimatedvalue',
          'actualvalue',
          'tatsaechlicher umsatz',
          'geschaetzter umsatz',
        ),
      ),
      about: {
        name: take(facts.find('topic', 'name', 'thema')),
        company: take(facts.find('account', 'potential customer', 'potenzieller kunde', 'firma')),
        owner: take(facts.find('owner', 'besitzer')),
      },
      isLinkedElsewhere: facts.has('originating lead', 'ursprungslead'),
    },
    options,
  );
}

/** Dynamics 365. */
export const dynamics: VendorLayouts = {
  vendor: 'dynamics',
  fileName: /dynamics/i,
  recognise(facts, isNamed, options) {
    const hidden = facts.columns.flatMap(({ name }) => {
      const words = comparable(HIDDEN.exec(name.trim())?.[1] ?? '');
      return words === '' ? [] : [{ name, words }];
    });
    const isChecksum = ({ words }: { readonly words: string }): boolean => /checksum|pruefsumme/.test(words);
    const leftOut = hidden.filter(isChecksum).map(({ name }) => name);
    const own = hidden.find(
      (one) => !isChecksum(one) && OBJECTS.some(([pattern]) => pattern.test(one.words)),
    );
    if (own !== undefined) {
      const object = OBJECTS.find(([pattern]) => pattern.test(own.words))?.[1] ?? 'Lead';
      return { ...build(facts, object, own.name, options), leftOut };
    }
    if (hidden.length > 0) return { ...reference(hidden[0]?.name ?? 'Record', 'unknownObject'), leftOut };
    if (!facts.has('createdon') || !(isNamed || facts.has('statecode', 'statuscode', 'ownerid'))) return null;
    const id = facts.find('leadid', 'opportunityid', 'contactid', 'accountid', 'activityid');
    if (id === null) return null;
    const object = {
      leadid: 'Lead',
      opportunityid: 'Opportunity',
      contactid: 'Contact',
      accountid: 'Account',
    }[id.toLowerCase()];
    return build(facts, object ?? 'Activity', id, options);
  },
};
