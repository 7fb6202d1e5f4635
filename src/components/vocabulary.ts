/** The names of the domain in both languages: stages, steps, routes, columns. Used by every page, so each has one name. */
import type { Basis, CurrentStage, Route, Stage, StepName } from '../model/stages.ts';
import { catalogue, useWords } from './language.tsx';

/** Names of the domain in one language. */
export interface Vocabulary {
  /** one lead in the stage: `Lead`, `MQL` … */
  readonly stage: Readonly<Record<CurrentStage, string>>;
  /** the leads in the stage: `Leads`, `MQLs` … */
  readonly stages: Readonly<Record<CurrentStage, string>>;
  /** what being in the stage means, one sentence */
  readonly stageMeaning: Readonly<Record<CurrentStage, string>>;
  readonly route: Readonly<Record<Route, string>>;
  readonly routeMeaning: Readonly<Record<Route, string>>;
  readonly basis: Readonly<Record<Basis, string>>;
  readonly basisMeaning: Readonly<Record<Basis, string>>;
  readonly outcome: Readonly<Record<'advanced' | 'skippedAhead' | 'lost' | 'open', string>>;
  /** a step: `Lead → MQL` */
  readonly step: (step: StepName) => string;
  /** a column for a reader: known and virtual columns in words, any other as it stands in the file */
  readonly column: (name: string) => string;
  /** what stands for a missing value */
  readonly noValue: string;
}

interface ColumnWords {
  readonly names: Readonly<Record<string, string>>;
  readonly persona: (criterion: string) => string;
}

function columnName(words: ColumnWords): Vocabulary['column'] {
  const names = new Map(Object.entries(words.names));
  return (name) => (name.startsWith('@persona:') ? words.persona(name.slice(9)) : (names.get(name) ?? name));
}

function stepName(stage: Vocabulary['stage']): Vocabulary['step'] {
  return (step) => {
    const [from, to] = step.split('→') as [Stage, Stage];
    return `${stage[from]} → ${stage[to]}`;
  };
}

const STAGE_EN = {
  lead: 'Lead',
  mql: 'MQL',
  sql: 'SQL',
  opportunity: 'Opportunity',
  customer: 'Customer',
  disqualified: 'Disqualified',
};
const STAGE_DE = {
  lead: 'Lead',
  mql: 'MQL',
  sql: 'SQL',
  opportunity: 'Opportunity',
  customer: 'Kunde',
  disqualified: 'Disqualifiziert',
};

const EN: Vocabulary = {
  stage: STAGE_EN,
  stages: {
    lead: 'Leads',
    mql: 'MQLs',
    sql: 'SQLs',
    opportunity: 'Opportunities',
    customer: 'Customers',
    disqualified: 'Disqualified',
  },
  stageMeaning: {
    lead: 'Lead: a contact of which nobody knows yet what it is worth.',
    mql: 'Marketing-qualified lead (MQL): fits the buyer persona and shows more than vague interest.',
    sql: 'Sales-qualified lead (SQL): ready for a personal conversation, handed over to sales.',
    opportunity: 'Opportunity: sales sees a deal.',
    customer: 'Customer: the deal is won.',
    disqualified: 'Disqualified: taken out of the funnel.',
  },
  route: { nurtured: 'Nurtured', direct: 'Direct request', unknown: 'Unknown' },
  routeMeaning: {
    nurtured: 'Was an MQL before it became an SQL.',
    direct: 'Asked for sales itself, by contact form or phone, without having been an MQL.',
    unknown: 'The recorded dates contradict each other.',
  },
  basis: { model: 'Scoring model', recorded: 'Recorded by the CRM' },
  basisMeaning: {
    model: 'MQL and SQL entries are computed by the scoring model from fit and activities.',
    recorded: 'All stage entries are taken as the CRM recorded them.',
  },
  outcome: { advanced: 'Advanced', skippedAhead: 'Skipped ahead', lost: 'Disqualified', open: 'Still open' },
  step: stepName(STAGE_EN),
  column: columnName({
    names: {
      source: 'Source',
      campaign: 'Campaign',
      industry: 'Industry',
      country: 'Country',
      employees: 'Employees',
      budget: 'Budget',
      seniority: 'Seniority',
      owner: 'Owner',
      company: 'Company',
      email: 'E-mail',
      name: 'Name',
      phone: 'Phone',
      '@route': 'Route to sales',
      '@stage': 'Stage now',
      '@personaYes': 'Persona criteria met',
      '@fitGrade': 'Fit grade',
      '@trigger': 'Activity that made the MQL',
    },
    persona: (criterion) => `Persona: ${criterion}`,
  }),
  noValue: '(no value)',
};

const DE: Vocabulary = {
  stage: STAGE_DE,
  stages: {
    lead: 'Leads',
    mql: 'MQLs',
    sql: 'SQLs',
    opportunity: 'Opportunities',
    customer: 'Kunden',
    disqualified: 'Disqualifizierte',
  },
  stageMeaning: {
    lead: 'Lead: ein Kontakt, von dem noch niemand weiß, was er wert ist.',
    mql: 'Marketing-qualifizierter Lead (MQL): passt zur Buyer Persona und zeigt mehr als vages Interesse.',
    sql: 'Sales-qualifizierter Lead (SQL): bereit für ein persönliches Gespräch, an den Vertrieb übergeben.',
    opportunity: 'Opportunity: Der Vertrieb sieht einen Abschluss.',
    customer: 'Kunde: Der Abschluss ist gewonnen.',
    disqualified: 'Disqualifiziert: aus dem Funnel genommen.',
  },
  route: { nurtured: 'Über Marketing', direct: 'Direkte Anfrage', unknown: 'Unbekannt' },
  routeMeaning: {
    nurtured: 'War MQL, bevor er SQL wurde.',
    direct:
      'Hat sich selbst an den Vertrieb gewandt, über Kontaktformular oder Telefon, ohne vorher MQL zu sein.',
    unknown: 'Die erfassten Daten widersprechen sich.',
  },
  basis: { model: 'Scoring-Modell', recorded: 'Vom CRM erfasst' },
  basisMeaning: {
    model: 'MQL- und SQL-Eintritte berechnet das Scoring-Modell aus Passung und Aktivitäten.',
    recorded: 'Alle Stufeneintritte gelten so, wie das CRM sie erfasst hat.',
  },
  outcome: {
    advanced: 'Weitergekommen',
    skippedAhead: 'Übersprungen',
    lost: 'Disqualifiziert',
    open: 'Noch offen',
  },
  step: stepName(STAGE_DE),
  column: columnName({
    names: {
      source: 'Quelle',
      campaign: 'Kampagne',
      industry: 'Branche',
      country: 'Land',
      employees: 'Mitarbeitende',
      budget: 'Budget',
      seniority: 'Position',
      owner: 'Zuständig',
      company: 'Firma',
      email: 'E-Mail',
      name: 'Name',
      phone: 'Telefon',
      '@route': 'Weg zum Vertrieb',
      '@stage': 'Stufe jetzt',
      '@personaYes': 'Erfüllte Persona-Kriterien',
      '@fitGrade': 'Passungsnote',
      '@trigger': 'Aktivität, die zum MQL machte',
    },
    persona: (criterion) => `Persona: ${criterion}`,
  }),
  noValue: '(ohne Angabe)',
};

/** The names of the domain in both languages. */
export const VOCABULARY = catalogue(EN, DE);

/** The names of the domain in the language at hand. */
export function useVocabulary(): Vocabulary {
  return useWords(VOCABULARY);
}
