import { array, assert, constantFrom, integer, oneof, option, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { checkScoringModel } from '../../src/model/scoring-model-schema.ts';
import { fitStarterModel } from '../../src/model/starter-model.ts';
import type { StarterData } from '../../src/model/starter-model.ts';
import { activityKind, jobLevel, personaColumn } from '../../src/model/starter-vocabulary.ts';

test.each([
  [
    'pageView',
    'page_view|Page View|PageViewed|Visit Webpage|Web Visit|Website besucht|Seitenaufruf|Seitenbesuch|session|Visit',
  ],
  ['pricing', 'pricing_page|Pricing page view|Preisseite besucht'],
  ['emailOpen', 'email_open|Open Email|EmailOpened|E-Mail geöffnet|Newsletter geöffnet'],
  ['emailClick', 'email_click|Click Email|Email Tracker Click|E-Mail-Klick|Newsletter: Link geklickt'],
  [
    'download',
    'download|Whitepaper|white_paper_download|eBook|Datenblatt heruntergeladen|Broschüre|Case study',
  ],
  ['webinar', 'webinar|Webinar attended|Webinar-Anmeldung|Online-Seminar'],
  ['event', 'event|Attend Event|Messebesuch|trade_fair|Konferenz|Workshop|Veranstaltung'],
  ['demo', 'demo|Product tour|Produktvorführung'],
  ['trial', 'trial_started|Testzugang|Free trial'],
  [
    'contactForm',
    'contact_form|Contact us|Kontaktformular|Kontaktanfrage|Demo request|demo_requested request|Request a quote|Rückruf gewünscht|Angebotsanfrage',
  ],
  ['inboundCall', 'inbound_call|Incoming phone call|Anruf eingehend|Eingehender Anruf|Call received'],
  ['call', 'call|Phone|Outbound call|Anruf|Telefonat|CALL'],
  ['meeting', 'meeting|Appointment|Termin|Kundenbesuch|Besprechung'],
  ['unsubscribe', 'unsubscribe|Unsubscribed|Opted out|Newsletter-Abmeldung|Abbestellt|Spam complaint'],
  ['careers', 'careers_page|Karriereseite|Job page'],
  ['form', 'Fill Out Form|Form submitted|Formular|Registrierung|Newsletter signup'],
  [
    'none',
    'email_sent|Send Email|Email Delivered|Email bounced|Mail versendet|Webinar no-show|Meeting cancelled|Termin abgesagt|Change Data Value',
  ],
  ['reply', 'email_reply|Replied to email|Antwort'],
] as const)('the kind %s is known by its words', (kind, types) => {
  const kinds = types.split('|').map((type) => [type, activityKind(type)]);
  expect(kinds).toEqual(types.split('|').map((type) => [type, kind]));
});

test('words that tell nothing are not guessed', () => {
  expect(['note', 'task', 'x', '', 'email', '4711', 'Unknown'].map(activityKind)).toEqual(
    Array(7).fill(null),
  );
});

const level = (values: string) => values.split('|').map((value) => jobLevel(value) ?? 'neither');

test('job levels are read in both languages, and a chief’s assistant is no chief', () => {
  expect(
    new Set(
      level(
        'C-Level|CEO|VP Sales|Director|Head of IT|Geschäftsführerin|Produktionsleiter|Owner|Bereichsleitung',
      ),
    ),
  ).toEqual(new Set(['senior']));
  expect(new Set(level('Intern|Werkstudentin|Junior Buyer|Assistant to the CEO|Azubi|Student'))).toEqual(
    new Set(['junior']),
  );
  expect(
    new Set(level('Manager|Product Owner|Projektleiter|International Sales|Engineer|Sachbearbeiter')),
  ).toEqual(new Set(['neither']));
});

test('columns are known by their names in both languages', () => {
  expect(
    [
      'seniority',
      'Job Title',
      'Budget (EUR)',
      'Branche',
      'numberOfEmployees',
      'Mitarbeiterzahl',
      'title',
      'subtitle',
    ].map(personaColumn),
  ).toEqual(['seniority', 'seniority', 'budget', 'industry', 'employees', 'employees', 'seniority', null]);
});

const types = (names: string) => names.split('|').map((type, i) => ({ type, activities: 100 - i }));
const column = (name: string, values: Readonly<Record<string, number>>) => ({
  name,
  values: Object.entries(values).map(([value, leads]) => ({ value: value === '' ? null : value, leads })),
});
const rich: StarterData = {
  timeZone: 'Europe/Berlin',
  leadColumns: [
    column('source', { web: 60, event: 40 }),
    column('industry', { Chemie: 50, Maschinenbau: 50 }),
    column('Position', { Geschäftsführer: 20, Werkstudent: 5, Einkäufer: 75 }),
    column('budget', { '': 20, 'n/a': 1, '10000': 30, '20000': 29, '50000': 20 }),
  ],
  activityTypes: types(
    'Seitenaufruf|page_view|email_open|email_click|Whitepaper|webinar|Kontaktformular|Anruf|Termin|unsubscribe|Notiz',
  ),
  directions: [
    { direction: 'inbound', activities: 10 },
    { direction: 'outbound', activities: 90 },
  ],
};

test('a data set in two languages gets a whole model', () => {
  const { model, notes } = fitStarterModel(rich);
  expect(checkScoringModel(model)).toEqual({ model });
  expect(model.fit).toEqual([
    {
      id: 'budget',
      criterion: 'budget',
      label: 'budget',
      when: { field: 'budget', op: 'gte', value: 20_000 },
      points: 15,
    },
    {
      id: 'authority',
      criterion: 'authority',
      label: 'Position',
      when: { field: 'Position', op: 'eq', value: 'Geschäftsführer' },
      points: 20,
    },
    {
      id: 'no_authority',
      criterion: 'authority',
      label: 'Position',
      when: { field: 'Position', op: 'eq', value: 'Werkstudent' },
      points: -20,
    },
  ]);
  expect(model.engagement.rules.map(({ id, points, group }) => [id, points, group])).toEqual([
    ['page_view', 1, 'light'],
    ['email_open', 1, 'light'],
    ['email_click', 4, 'light'],
    ['download', 8, undefined],
    ['webinar', 15, undefined],
    ['contact_form', 30, undefined],
    ['unsubscribe', -20, undefined],
  ]);
  expect(model.engagement.rules[0]?.when).toEqual({
    field: 'type',
    op: 'in',
    value: ['Seitenaufruf', 'page_view'],
  });
  // 1 + 1 + 4 + 8 + 15 = 29 points can be had; half of them, to the nearest five
  expect(model.stages).toEqual({
    mql: { fit: 15, engagement: 15 },
    sql: {
      engagement: 30,
      directRequest: {
        any: [
          { field: 'type', op: 'eq', value: 'Kontaktformular' },
          {
            all: [
              { field: 'type', op: 'eq', value: 'Anruf' },
              { field: 'direction', op: 'eq', value: 'inbound' },
            ],
          },
        ],
      },
      directRequestBeforeHours: 24,
    },
  });
  expect(model.sales?.touch).toEqual({
    any: [
      {
        all: [
          { field: 'type', op: 'eq', value: 'Anruf' },
          { not: { field: 'direction', op: 'eq', value: 'inbound' } },
        ],
      },
      { field: 'type', op: 'eq', value: 'Termin' },
    ],
  });
  expect(model.nurture?.touch).toEqual({
    field: 'type',
    op: 'in',
    value: ['email_click', 'Whitepaper', 'webinar'],
  });
  expect(notes).toEqual([
    { code: 'unknownType', type: 'Notiz', activities: 90 },
    { code: 'budgetFromMedian', column: 'budget', minimum: 20_000 },
    { code: 'authorityFromWords', column: 'Position', leads: 20 },
    { code: 'cannotJudge', column: 'industry', about: 'industry' },
  ]);
});

test('what is not there is not invented, and that is said', () => {
  const { model, notes } = fitStarterModel({ timeZone: 'UTC', leadColumns: [], activityTypes: [] });
  expect(checkScoringModel(model)).toEqual({ model });
  expect(model).toMatchObject({
    fit: [],
    engagement: { rules: [] },
    stages: { mql: { fit: 0, engagement: 10 } },
  });
  expect(model).not.toHaveProperty('sales');
  expect(notes.map(({ code }) => code)).toEqual([
    'noActivities',
    'noDirectRequest',
    'noSalesTouch',
    'noNurtureTouch',
    'noFit',
  ]);
  const foreign = fitStarterModel({ timeZone: 'UTC', leadColumns: [], activityTypes: types('alpha|beta') });
  expect(foreign.notes.map(({ code }) => code)).toContain('noSigns');
});

test('with light signs alone nothing is clamped, so that an MQL can be reached', () => {
  const { model } = fitStarterModel({ ...rich, activityTypes: types('page_view|email_open') });
  expect(model.engagement.groups).toBeUndefined();
  expect(model.stages.mql.engagement).toBe(10);
});

test('fit is not required where hardly a lead can show it', () => {
  const { model, notes } = fitStarterModel({
    ...rich,
    leadColumns: [column('seniority', { CEO: 1, '': 99 })],
  });
  expect(model.stages.mql.fit).toBe(0);
  expect(notes).toContainEqual({ code: 'fitTooRare' });
});

test('a budget in words is left to the reader', () => {
  const { model, notes } = fitStarterModel({
    ...rich,
    leadColumns: [column('budget', { yes: 10, no: 4, '5': 1 })],
  });
  expect(model.fit).toEqual([]);
  expect(notes).toContainEqual({ code: 'cannotJudge', column: 'budget', about: 'budget' });
});

test('the model is valid whatever the data holds', () => {
  const word = oneof(
    string({ unit: 'binary', maxLength: 1200 }),
    constantFrom(
      'page_view',
      'webinar',
      'CEO',
      'Intern',
      '5000',
      '1e400',
      'a\u0000webinar',
      'w'.repeat(1100),
      '__proto__',
    ),
  );
  const name = oneof(constantFrom('seniority', 'budget', 'industry', 'Job title'.repeat(40), ''), word);
  assert(
    property(
      array(
        record({
          name,
          values: array(record({ value: option(word), leads: integer({ min: 0, max: 99 }) })),
        }),
        { maxLength: 5 },
      ),
      array(record({ type: word, activities: integer({ min: 0, max: 99 }) })),
      array(record({ direction: constantFrom('in', 'out', null), activities: integer({ min: 0, max: 9 }) })),
      (leadColumns, activityTypes, directions) => {
        const { model } = fitStarterModel({ timeZone: 'UTC', leadColumns, activityTypes, directions });
        expect(checkScoringModel(model)).toEqual({ model });
      },
    ),
    { numRuns: 300 },
  );
});
