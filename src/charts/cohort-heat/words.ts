/** Words of the cohort heat table. */
import { catalogue } from '../../components/language.tsx';

/** Words of the cohort heat table in one language. Parts come formatted. */
export interface HeatWords {
  /** findings are sentences without their full stop */
  readonly changed: (parts: {
    readonly become: string;
    readonly before: string;
    readonly beforeSpan: string;
    readonly interval: string;
  }) => string;
  readonly steady: (become: string) => string;
  readonly tooFew: string;
  readonly of: (span: string, become: string) => string;
  readonly definition: (by: string, window: boolean) => string;
  readonly byCreation: Readonly<Record<'month' | 'week' | 'quarter', string>>;
  readonly byEntry: (stage: string) => string;
  readonly step: string;
  readonly cohort: string;
  readonly entered: (many: string) => string;
  readonly within: string;
  readonly days: (days: string) => string;
  readonly cell: (cohort: string, days: string) => string;
  readonly growing: string;
  readonly ahead: string;
  readonly fewMeaning: (n: string) => string;
  readonly few: string;
  readonly least: (rate: string) => string;
  readonly caption: (step: string) => string;
  readonly tableCaption: (step: string) => string;
  readonly scale: string;
  readonly keyGrowing: string;
  readonly keyAhead: string;
  readonly showAll: (n: string) => string;
  readonly showLast: (n: string) => string;
}

const EN: HeatWords = {
  changed: ({ become, before, beforeSpan, interval }) =>
    `${become}; of ${beforeSpan} it was ${before} (difference ${interval})`,
  steady: (become) => `${become}; no column has changed beyond chance in the last complete cohorts`,
  tooFew: 'There are too few complete cohorts to compare them at the same age',
  of: (span, become) => `${span}: ${become}`,
  definition: (by, window) =>
    `Share of each ${by} converted within so many days of the entry into the first stage, so that all cohorts are compared at the same age. Dashed: some have not had that long, the share can only grow. Empty: nobody has had that long.${
      window ? ' The conversion window changes nothing here.' : ''
    }`,
  byCreation: {
    month: 'month of creation',
    week: 'week of creation',
    quarter: 'quarter of creation',
  },
  byEntry: (stage) => `period of entry into ${stage}`,
  step: 'Step',
  cohort: 'Cohort',
  entered: (many) => many,
  within: '% converted within days',
  days: (days) => `${days} days`,
  cell: (cohort, days) => `${cohort}, within ${days} days`,
  growing: 'Some have not had that long yet: the share can only grow.',
  ahead: 'nobody has had that long',
  fewMeaning: (n) => `Only ${n}: the share is little more than chance.`,
  few: 'few',
  least: (rate) => `≥\u202f${rate}`,
  caption: (step) => `${step}: share converted by cohort and days since the entry`,
  tableCaption: (step) => `${step}: converted of entered, by cohort and days since the entry`,
  scale: 'Share converted',
  keyGrowing: 'not complete',
  keyAhead: 'grey: fewer than 30',
  showAll: (n) => `Show all ${n} cohorts`,
  showLast: (n) => `Show the last ${n} only`,
};

const DE: HeatWords = {
  changed: ({ become, before, beforeSpan, interval }) =>
    `${become}; bei ${beforeSpan} waren es ${before} (Unterschied ${interval})`,
  steady: (become) =>
    `${become}; in den letzten vollständigen Kohorten hat sich keine Spalte über den Zufall hinaus verändert`,
  tooFew: 'Es gibt zu wenige vollständige Kohorten, um sie im gleichen Alter zu vergleichen',
  of: (span, become) => `${span}: ${become}`,
  definition: (by, window) =>
    `Anteil, der innerhalb so vieler Tage nach dem Eintritt in die erste Stufe konvertierte, nach ${by}; so werden alle Kohorten im gleichen Alter verglichen. Gestrichelt: Manche hatten noch nicht so lange Zeit, der Anteil kann nur wachsen. Leer: So lange hatte noch niemand Zeit.${
      window ? ' Das Zeitfenster ändert hier nichts.' : ''
    }`,
  byCreation: {
    month: 'Monat der Anlage',
    week: 'Woche der Anlage',
    quarter: 'Quartal der Anlage',
  },
  byEntry: (stage) => `Zeitraum des Eintritts in die Stufe ${stage}`,
  step: 'Schritt',
  cohort: 'Kohorte',
  entered: (many) => many,
  within: '% konvertiert innerhalb von Tagen',
  days: (days) => `${days} Tage`,
  cell: (cohort, days) => `${cohort}, innerhalb von ${days} Tagen`,
  growing: 'Manche hatten noch nicht so lange Zeit: Der Anteil kann nur wachsen.',
  ahead: 'so lange hatte noch niemand Zeit',
  fewMeaning: (n) => `Nur ${n}: Der Anteil ist kaum mehr als Zufall.`,
  few: 'wenige',
  least: (rate) => `≥\u202f${rate}`,
  caption: (step) => `${step}: konvertierter Anteil nach Kohorten und Tagen seit dem Eintritt`,
  tableCaption: (step) => `${step}: konvertiert von eingetreten, nach Kohorten und Tagen seit dem Eintritt`,
  scale: 'Konvertierter Anteil',
  keyGrowing: 'nicht vollständig',
  keyAhead: 'grau: weniger als 30',
  showAll: (n) => `Alle ${n} Kohorten zeigen`,
  showLast: (n) => `Nur die letzten ${n} zeigen`,
};

/** The words of the cohort heat table. */
export const HEAT_WORDS = catalogue(EN, DE);
