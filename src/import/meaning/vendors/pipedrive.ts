/** Pipedrive: exports whose headers name entity and field, `Deal - Won time`. Records are linked by name and e-mail alone. */
import {
  addressAsId,
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

const ENTITY = /^(Deal|Person|Lead|Organi[sz]ation|Activity|Aktivität|Note|Notiz|Product|Produkt) - ./;
/** Words by which an activity is not done. */
const NOT_DONE = ['To do', 'To-do', 'Not done', 'No', 'Nein', 'Offen', 'Zu erledigen', 'false', '0'] as const;

const EMAIL = [
  'person email',
  'person email work',
  'person email home',
  'person email other',
  'lead email',
  'deal contact person email',
  'contact person email',
  'person e mail',
  'person e mail arbeit',
  'person e mail geschaeftlich',
  'person e mail privat',
  'person e mail sonstige',
  'lead e mail',
] as const;

function people(facts: FileFacts, entity: 'Lead' | 'Person'): Draft {
  const word = entity.toLowerCase();
  const id = facts.find(`${word} id`);
  const emails = facts.all(...EMAIL);
  const email = emails[0] ?? null;
  const leads = table('leads', {
    lead_id: take(id ?? email ?? facts.find(`${word} title`, `${word} name`)),
    created_at: take(
      facts.find(
        `${word} creation date`,
        `${word} lead created`,
        `${word} person created`,
        `${word} created`,
        `${word} add time`,
        `${word} lead creation date`,
        `${word} ${word} erstellt`,
        `${word} erstellt`,
        `${word} erstellt am`,
        `${word} erstellungsdatum`,
        `${word} erstelldatum`,
      ),
    ),
    email: take(...emails),
    name: fullName(facts, ['person name', 'lead contact person', 'lead title']),
    phone: take(...facts.all('person phone', 'person phone work', 'person phone mobile')),
    company: take(
      facts.find('organization name', 'organisation name', 'person organization', 'lead organization'),
    ),
    source: take(facts.find('lead source channel', 'lead source', 'lead source origin', 'person source')),
    owner: take(facts.find(`${word} owner`)),
    ...recordedDates(facts),
  });
  const isComplete = 'created_at' in leads.columns;
  return {
    object: entity === 'Lead' ? 'Leads' : 'Persons',
    tables: isComplete ? [leads] : [],
    notes: isComplete
      ? historyNotes(facts, leads, facts.find('lead labels', 'person labels'))
      : [{ code: 'missingColumn', detail: 'created_at' }],
    questions: addressAsId(id, email, emails),
  };
}

/** Pipedrive. */
export const pipedrive: VendorLayouts = {
  vendor: 'pipedrive',
  fileName: /pipedrive/i,
  recognise(facts, isNamed, options) {
    const entities = facts.columns.filter(({ name }) => ENTITY.test(name));
    if (entities.length < 2 && !(isNamed && entities.length > 0)) return null;
    // the sheet that is filled in to import records: a star marks what has to be written, and nothing has happened yet
    if (entities.some(({ name }) => name.endsWith('*'))) return reference('Import sheet', 'importTemplate');
    const counted = (entity: string): number =>
      entities.filter(({ name }) => name.startsWith(`${entity} - `)).length;
    if (
      facts.has('deal title', 'deal titel', 'deal status', 'deal stage', 'deal phase') &&
      counted('Deal') >= Math.max(counted('Person'), counted('Lead'), 2)
    ) {
      return deals(
        facts,
        {
          object: 'Deals',
          id: take(facts.find('deal id', 'deal title', 'deal titel')),
          lead: take(facts.find('person id', 'deal person id')),
          email: take(...facts.all(...EMAIL)),
          created: take(
            facts.find(
              'deal creation date',
              'deal deal created',
              'deal created',
              'deal add time',
              'deal deal erstellt',
              'deal erstellt',
              'deal erstellt am',
              'deal erstellungsdatum',
              'deal erstelldatum',
            ),
          ),
          stage: facts.find('deal status'),
          closed: facts.find(
            'deal closed on',
            'deal deal closed on',
            'deal won time',
            'deal deal geschlossen am',
            'deal deal abgeschlossen am',
            'deal geschlossen am',
            'deal abgeschlossen am',
          ),
          wonAt: take(
            facts.find('deal won time', 'deal gewonnen am', 'deal gewonnen zeit', 'deal gewonnen um'),
          ),
          lostAt: take(
            facts.find('deal lost time', 'deal verloren am', 'deal verloren zeit', 'deal verloren um'),
          ),
          amount: take(facts.find('deal value', 'deal wert')),
          about: {
            name: take(
              facts.find(
                'deal contact person',
                'deal kontaktperson',
                'person name',
                'deal title',
                'deal titel',
              ),
            ),
            company: take(
              facts.find('organization name', 'organisation name', 'deal organization', 'deal organisation'),
            ),
            source: take(
              facts.find(
                'deal source channel',
                'deal source',
                'deal quellkanal',
                'deal quelle',
                'deal herkunft',
              ),
            ),
            owner: take(facts.find('deal owner', 'deal besitzer', 'deal inhaber', 'deal eigentuemer')),
          },
          isLinkedElsewhere: false,
        },
        options,
      );
    }
    if (
      facts.has('activity type') &&
      facts.has('activity due date', 'activity marked as done time', 'activity add time')
    ) {
      const done = facts.find('activity done', 'activity status');
      return {
        object: 'Activities',
        tables: [
          table(
            'activities',
            {
              lead_id: take(facts.find('person id', 'lead id')),
              email: take(...facts.all(...EMAIL)),
              activity_id: take(facts.find('activity id')),
              type: take(facts.find('activity type')),
              occurred_at: take(
                ...facts.all('activity marked as done time', 'activity due date', 'activity add time'),
              ),
              content: take(facts.find('activity subject')),
            },
            done === null ? null : { column: done, in: NOT_DONE, not: true },
          ),
        ],
        notes: done === null ? [] : [{ code: 'openTasks', detail: done }],
        questions: [],
      };
    }
    if (counted('Lead') >= 2) return people(facts, 'Lead');
    if (counted('Person') >= 1) return people(facts, 'Person');
    if (counted('Product') > 0) return reference('Products', 'products');
    return reference('Organizations', 'accounts');
  },
};
