/** Salesforce's histories: rows of changed fields as objects and as reports, and snapshots of whole records. */
import type { ColumnSource, TableMapping } from '../../mapping.ts';
import {
  aloneQuestion,
  reference,
  stageValues,
  table,
  take,
  type Draft,
  type DraftOptions,
} from '../draft.ts';
import type { FileFacts } from '../facts.ts';

const STAGE_FIELDS = [
  'Status',
  'Lead Status',
  'Leadstatus',
  'LeadStatus',
  'Stage',
  'StageName',
  'Stage Name',
  'Phase',
  'Lifecycle Stage',
  'Lifecycle_Stage__c',
  'Lifecycle Stage (custom)',
] as const;

/** Words of the row that says that a record was created. */
const CREATED = ['created', 'Created.', 'Created', 'Erstellt.', 'Erstellt'] as const;

/**
 * LeadHistory, OpportunityFieldHistory and the reports on them. A report of opportunities holds all that there is about
 * each, so it gives the leads too unless others do.
 */
export function fieldHistory(facts: FileFacts, { alone }: DraftOptions): Draft | null {
  const field = facts.find('field event', 'field', 'feld ereignis', 'feld');
  const value = facts.find('new value', 'neuer wert');
  const when = facts.find('edit date', 'bearbeitungsdatum', 'created date', 'erstelldatum', 'geaendert am');
  if (field === null || value === null || when === null) return null;
  const deal = facts.find('opportunity id', 'opportunity name');
  const lead = facts.find('lead id', 'contact id', 'parent id', 'lead name', 'name');
  const isDeal = deal !== null && !facts.has('lead id');
  const id = isDeal ? deal : lead;
  if (id === null) return null;
  const { values, questions } = stageValues(
    value,
    facts.valuesWhere(value, field, STAGE_FIELDS),
    isDeal ? 'deal' : 'lead',
  );
  const stage: ColumnSource = { from: [value], values };
  const entries = table(
    'stageHistory',
    { lead_id: take(id), stage, entered_at: take(when) },
    { column: field, in: STAGE_FIELDS, not: false },
  );
  const object = `${isDeal ? 'Opportunity' : facts.has('contact id') ? 'Contact' : 'Lead'} history`;
  const isReport = facts.has('edit date', 'bearbeitungsdatum');
  const created = facts.find('created date', 'create date', 'erstelldatum');
  const canBeLeads =
    isReport && (created !== null || facts.values(field).some((one) => CREATED.includes(one as 'Created.')));
  const asLeads = canBeLeads && (alone ?? isDeal);
  if (!asLeads) {
    return {
      object,
      tables: [entries],
      notes: isDeal ? [{ code: 'linkedByConversion', detail: object }] : [],
      questions: [
        ...questions,
        ...(canBeLeads ? [aloneQuestion(['stageHistory', 'leads'], 'stageHistory')] : []),
      ],
    };
  }
  const creation: ColumnSource =
    created !== null && created !== when
      ? { from: [created] }
      : { from: [when], when: { column: field, in: CREATED } };
  const leads: TableMapping = table(
    'leads',
    {
      lead_id: take(id),
      created_at: creation,
      name: take(facts.find('opportunity name', 'lead name', 'name')),
      company: take(facts.find('account name', 'company')),
      source: take(facts.find('lead source')),
      owner: take(facts.find('opportunity owner', 'lead owner', 'owner')),
      opportunity_at: isDeal ? creation : null,
    },
    null,
    true,
  );
  return {
    object,
    tables: [leads, entries],
    notes: isDeal ? [{ code: 'dealsAsLeads', detail: object }] : [],
    questions: [...questions, aloneQuestion(['leads', 'stageHistory'], 'leads')],
  };
}

/** Records as they were from one moment to another: the stage of each is a history. */
export function snapshots(facts: FileFacts): Draft {
  const isDeal = facts.has('stage name');
  const stage = facts.find('stage name', 'status', 'lead status');
  const object = isDeal
    ? 'Opportunity snapshots'
    : facts.has('is converted')
      ? 'Lead snapshots'
      : 'Snapshots';
  if (stage === null) return reference(object, 'snapshots');
  const { values, questions } = stageValues(stage, facts.values(stage), isDeal ? 'deal' : 'lead');
  return {
    object,
    tables: [
      table('stageHistory', {
        lead_id: take(facts.find('id', 'opportunity id', 'lead id')),
        stage: { from: [stage], values },
        entered_at: take(facts.find('fivetran start', 'valid from')),
      }),
    ],
    notes: isDeal ? [{ code: 'linkedByConversion', detail: object }] : [],
    questions,
  };
}
