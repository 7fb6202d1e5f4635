/** Files of no system in particular: the contract's own names, and English and German words for them. */
import type { ColumnSource, TableMapping } from '../../mapping.ts';
import {
  addressAsId,
  aloneQuestion,
  fullName,
  historyNotes,
  recordedDates,
  reference,
  stageValues,
  table,
  take,
  type Draft,
  type DraftOptions,
  type VendorLayouts,
} from '../draft.ts';
import { isRepeatedColumn, type FileFacts } from '../facts.ts';
import { eventStageOf, recordedDateOf } from '../stage-names.ts';
import { deals } from './deals.ts';
import { headless, isHeadless } from './headless.ts';
import { ACTIVITY_WORDS, DEAL_WORDS, HISTORY_WORDS, LEAD_WORDS, LOG_WORDS } from './words-of-columns.ts';

function finder(facts: FileFacts, words: Readonly<Record<string, string>>) {
  return (column: string): string | null => facts.find(...(words[column] ?? '').split('|'));
}

/** Columns of whoever a lead is, beyond an id and dates. */
function personal(facts: FileFacts): number {
  const find = finder(facts, LEAD_WORDS);
  const named = ['email', 'name', 'phone', 'company', 'industry', 'country', 'employees', 'source'];
  const found = new Set(named.map(find).filter((name) => name !== null));
  if (facts.has('first name', 'vorname', 'firstname', 'last name', 'nachname', 'lastname', 'anrede'))
    found.add('person');
  return found.size;
}

function isRepeated(facts: FileFacts, name: string | null): boolean {
  const column = facts.column(name);
  return column !== null && isRepeatedColumn(column);
}

/** Some column of dates, where none is called as the creation of a lead is. */
function someDate(facts: FileFacts): string | null {
  const found = facts.columns.find(
    ({ type, words }) =>
      (type === 'date' || type === 'instant') &&
      recordedDateOf(words, true) === null &&
      !/modif|updat|last|letzt|geaendert|birth|geburt|sync|exit|close|abschluss|due|faellig|valid|deleted/.test(
        words,
      ),
  );
  return found?.name ?? null;
}

/** An id that is a lead's by its name, once for each row, and a creation: a lead, even if nothing is known of it. */
function isNamedLead(facts: FileFacts): boolean {
  const id = facts.find('lead id', 'leadid', 'lead nr', 'lead nummer', 'leadnummer', 'interessenten id');
  return id !== null && !isRepeated(facts, id) && finder(facts, LEAD_WORDS)('created_at') !== null;
}

function leads(facts: FileFacts): Draft | null {
  const find = finder(facts, LEAD_WORDS);
  const email = find('email') ?? facts.columns.find(({ type }) => type === 'email')?.name ?? null;
  const id = find('lead_id') ?? email;
  const created = find('created_at') ?? someDate(facts);
  if (id === null) return null;
  if (created === null)
    return { ...reference('Leads', 'noCreatedAt'), notes: [{ code: 'missingColumn', detail: 'created_at' }] };
  const known = [
    'phone',
    'company',
    'source',
    'campaign',
    'industry',
    'country',
    'employees',
    'budget',
    'seniority',
    'owner',
    'alias_ids',
  ];
  const mapped = table('leads', {
    lead_id: take(id),
    created_at: take(created),
    email: take(email),
    name: fullName(facts, (LEAD_WORDS['name'] ?? '').split('|')),
    ...Object.fromEntries(known.map((column) => [column, take(find(column))])),
    ...recordedDates(facts),
  });
  const current = facts.find(
    'stage',
    'lifecycle stage',
    'lead stage',
    'status',
    'lead status',
    'phase',
    'leadstatus',
    'lead phase',
    'lifecycle phase',
    'funnel stage',
  );
  return {
    object: 'Leads',
    tables: [mapped],
    notes: historyNotes(facts, mapped, current),
    questions: addressAsId(id === email ? null : id, email),
  };
}

/** Activities; those whose name is a stage become history. */
function splitEvents(
  facts: FileFacts,
  columns: Readonly<Record<string, ColumnSource | null>>,
  type: string,
  stamp: ColumnSource,
): TableMapping[] {
  const stages = facts.values(type).flatMap((value): [string, string][] => {
    const stage = eventStageOf(value);
    return stage === null ? [] : [[value, stage]];
  });
  const names = stages.map(([value]) => value);
  if (names.length === 0) return [table('activities', columns)];
  return [
    table('activities', columns, { column: type, in: names, not: true }),
    table(
      'stageHistory',
      {
        lead_id: columns['lead_id'] ?? null,
        email: columns['email'] ?? null,
        stage: { from: [type], values: Object.fromEntries(stages) },
        entered_at: stamp,
      },
      { column: type, in: names, not: false },
    ),
  ];
}

/** A column of dates with the time of day beside it, where that stands in a column of its own. */
function stampOf(facts: FileFacts, date: string): ColumnSource {
  const time = facts.column(
    facts.find('time', 'uhrzeit', 'zeit', 'event time', 'activity time', 'start time'),
  );
  const isTime =
    time !== null && time.samples.length > 0 && time.samples.every((text) => /^\d{1,2}:\d{2}/.test(text));
  return facts.column(date)?.type === 'date' && isTime && time.name !== date
    ? { from: [date, time.name], join: ' ' }
    : { from: [date] };
}

function perLead(facts: FileFacts, id: string, stamp: ColumnSource): TableMapping {
  const find = finder(facts, LEAD_WORDS);
  const known = ['email', 'company', 'industry', 'country', 'employees', 'source'];
  // columns of the case are the lead's own, as the interchange format of logs names them
  const own = facts.columns.filter(({ name }) => /^case[:_ ]/i.test(name) && name !== id);
  return table(
    'leads',
    {
      lead_id: take(id),
      created_at: stamp,
      ...Object.fromEntries(known.map((column) => [column, take(find(column))])),
      ...Object.fromEntries(own.map(({ name }): [string, ColumnSource] => [name, { from: [name] }])),
    },
    null,
    true,
  );
}

/** A log of events: what happened to which case, and when. Each case is a lead, unless others give the leads. */
function log(facts: FileFacts, { alone }: DraftOptions): Draft | null {
  const id = facts.find(...LOG_WORDS.case.split('|'));
  const event = facts.find(...LOG_WORDS.event.split('|'));
  const date = facts.find(...LOG_WORDS.start.split('|'));
  if (id === null || event === null || date === null || facts.has('case number', 'case owner')) return null;
  const stamp = stampOf(facts, date);
  const find = finder(facts, ACTIVITY_WORDS);
  const tables = splitEvents(
    facts,
    {
      lead_id: take(id),
      type: take(event),
      occurred_at: stamp,
      channel: take(find('channel')),
      content: take(find('content')),
    },
    event,
    stamp,
  );
  const asLeads = alone ?? true;
  return {
    object: 'Event log',
    tables: asLeads ? [perLead(facts, id, stamp), ...tables] : tables,
    notes: [
      ...(asLeads ? [{ code: 'casesAsLeads', detail: id }] : []),
      ...(tables.length === 1 ? [{ code: 'noHistory', detail: 'mql,sql,opportunity,customer' }] : []),
    ],
    questions: [aloneQuestion(['leads', 'activities'], asLeads ? 'leads' : 'activities')],
  };
}

function history(facts: FileFacts, isCertain: boolean): Draft | null {
  const find = finder(facts, HISTORY_WORDS);
  const [id, stage, entered] = [find('lead_id') ?? facts.find('id'), find('stage'), find('entered_at')];
  const email = find('email');
  if ((id === null && email === null) || stage === null || entered === null) return null;
  const isTold = facts.has(
    'old value',
    'alter wert',
    'old stage',
    'from stage',
    'old status',
    'from status',
    'previous stage',
    'alte phase',
    'alter status',
    'new stage',
    'to stage',
    'entered',
    'entered at',
    'entered on',
    'changed at',
    'stage date',
    'eintrittsdatum',
    'eingetreten am',
  );
  const isChange =
    isRepeated(facts, id ?? email) && facts.columns.length <= 8 && !facts.has('type', 'event', 'activity');
  if (!isTold && !(isCertain && isChange)) return null;
  const { values, questions } = stageValues(stage, facts.values(stage), 'lead');
  const rows = facts.find('field', 'feld', 'property', 'eigenschaft');
  return {
    object: 'Stage history',
    tables: [
      table(
        'stageHistory',
        {
          lead_id: take(id),
          email: take(email),
          stage: { from: [stage], values },
          entered_at: take(entered),
        },
        rows === null
          ? null
          : {
              column: rows,
              in: facts.values(rows).filter((value) => /stage|status|phase|lifecycle/i.test(value)),
              not: false,
            },
      ),
    ],
    notes: [],
    questions,
  };
}

function activities(facts: FileFacts, { alone }: DraftOptions): Draft | null {
  const find = finder(facts, ACTIVITY_WORDS);
  const [email, type, date] = [find('email'), find('type'), find('occurred_at')];
  // an id that every row has of its own is that of the activity
  const id =
    find('lead_id') ?? (email === null && isRepeated(facts, facts.find('id')) ? facts.find('id') : null);
  if ((id === null && email === null) || type === null || date === null) return null;
  const stamp = stampOf(facts, date);
  const activityId = find('activity_id');
  const tables = splitEvents(
    facts,
    {
      lead_id: take(id),
      email: take(email),
      activity_id: activityId === id || isRepeated(facts, activityId) ? null : take(activityId),
      type: take(type),
      occurred_at: stamp,
      channel: take(find('channel')),
      campaign: take(find('campaign')),
      content: take(find('content')),
      direction: take(find('direction')),
    },
    type,
    stamp,
  );
  const lead = id ?? email;
  const asLeads = alone === true && lead !== null;
  // names of events that are stages tell all that is needed of a lead
  const isLog = tables.length > 1;
  return {
    object: isLog ? 'Event log' : 'Activities',
    tables: asLeads ? [perLead(facts, lead, stamp), ...tables] : tables,
    notes: asLeads ? [{ code: 'casesAsLeads', detail: lead }] : [],
    questions: isLog ? [aloneQuestion(['activities', 'leads'], asLeads ? 'leads' : 'activities')] : [],
  };
}

function genericDeals(facts: FileFacts, options: DraftOptions): Draft | null {
  const find = finder(facts, DEAL_WORDS);
  const isDeal =
    facts.has(
      'opportunity id',
      'deal id',
      'deal stage',
      'opportunity name',
      'deal name',
      'dealid',
      'opportunityid',
      'verkaufschance id',
      'opportunity stage',
      'verkaufsphase',
      'engage date',
    ) ||
    (facts.has('won at', 'won date', 'lost at', 'gewonnen am') && find('amount') !== null);
  const created = find('created_at');
  if (!isDeal || created === null) return null;
  return deals(
    facts,
    {
      object: 'Deals',
      id: take(find('opportunity_id') ?? find('name')),
      lead: take(find('lead_id')),
      email: take(find('email')),
      created: take(created),
      stage: find('stage'),
      closed: find('closed'),
      wonAt: take(find('won_at')),
      lostAt: take(find('lost_at')),
      amount: take(find('amount')),
      about: {
        name: take(find('name')),
        company: take(facts.find('account', 'company', 'account name', 'firma', 'unternehmen', 'kunde')),
        owner: take(facts.find('sales agent', 'owner', 'sales rep', 'deal owner', 'besitzer')),
        source: take(facts.find('source', 'lead source', 'quelle')),
        industry: take(facts.find('industry', 'sector', 'branche')),
        country: take(facts.find('country', 'land')),
      },
      isLinkedElsewhere: false,
    },
    options,
  );
}

const REFERENCES: readonly (readonly [object: string, reason: string, pattern: RegExp])[] = [
  [
    'Products',
    'products',
    /^(product|produkt|artikel|sku|product code|sales price|list price|preis|series)$/,
  ],
  [
    'Staff',
    'users',
    /^(sales agent|manager|regional office|username|sales rep|team|user role|mitarbeiter|vorgesetzter)$/,
  ],
  [
    'Accounts',
    'accounts',
    /^(account|account name|company|firma|subsidiary of|year established|office location|sector|industry|branche|revenue|umsatz|employees|mitarbeiter|website)$/,
  ],
  [
    'Campaigns',
    'campaigns',
    /^(campaign|campaign name|kampagne|budget|cost|start date|end date|channel|impressions|clicks)$/,
  ],
  ['Templates', 'templates', /^(template|subject|body|html|from name|from email|reply to|vorlage)$/],
];

function otherwise(facts: FileFacts): Draft {
  const scored = REFERENCES.map(([object, reason, pattern]) => ({
    object,
    reason,
    fit: facts.matching(pattern).length,
  }));
  const best = scored.toSorted((a, b) => b.fit - a.fit)[0];
  const isLead = facts.columns.some(({ type }) => type === 'email');
  if (best !== undefined && best.fit >= 2 && !isLead) return reference(best.object, best.reason);
  return { object: null, tables: [], notes: [{ code: 'unknown', detail: null }], questions: [] };
}

/** Files of no system in particular. */
export const generic: VendorLayouts = {
  vendor: null,
  fileName: null,
  recognise(facts, _isNamed, options) {
    if (isHeadless(facts)) return headless(facts) ?? otherwise(facts);
    const people = personal(facts);
    const isDealish = facts.has('deal stage', 'opportunity id', 'deal id', 'opportunity name', 'deal name');
    const found =
      log(facts, options) ??
      (isDealish ? null : history(facts, people <= 1)) ??
      (people >= 2 && !isRepeated(facts, finder(facts, LEAD_WORDS)('lead_id'))
        ? null
        : activities(facts, options)) ??
      genericDeals(facts, options);
    if (found !== null) return found;
    const date = facts.columns.some(({ type }) => type === 'date' || type === 'instant');
    const isLead = people > 0 || Object.keys(recordedDates(facts)).length > 0 || isNamedLead(facts);
    const lead = isLead ? leads(facts) : null;
    // without a date a list of companies or products is no list of leads
    if (lead !== null && (date || (facts.sampled === 0 && lead.tables.length > 0))) return lead;
    const others = otherwise(facts);
    if (others.notes[0]?.code === 'reference') return others;
    return lead ?? activities(facts, options) ?? others;
  },
};
