/** Words of the stock. */
import { catalogue } from '../../components/language.tsx';

/** Words of the stock in one language. Parts come formatted. */
export interface StockWords {
  /** findings are sentences without their full stop */
  readonly changed: (parts: {
    readonly many: string;
    readonly months: number;
    readonly rose: boolean;
    readonly start: string;
    readonly end: string;
    readonly came: string;
    readonly went: string;
  }) => string;
  readonly steady: string;
  readonly definition: string;
  readonly hatched: string;
  readonly month: string;
  readonly start: string;
  readonly entries: string;
  readonly advanced: string;
  readonly lost: string;
  readonly end: string;
  readonly now: string;
  readonly endOf: (month: string) => string;
  readonly unfinished: string;
  readonly cursor: (stages: string) => string;
  readonly table: (stages: string) => string;
}

const EN: StockWords = {
  changed: ({ many, months, rose, start, end, came, went }) =>
    `In the last ${months === 1 ? 'complete month' : `${months} complete months`} the ${many} waiting ${
      rose ? 'rose' : 'fell'
    } from ${start} to ${end}: ${came} came, ${went} went`,
  steady: 'In the last complete months about as many came into each stage as left it',
  definition:
    'Leads that are in a stage at the end of each month (line), and below it how many came (up) and went (down: moved on, then disqualified). At the start + came − moved on − disqualified = at the end. Each stage has axes of its own.',
  hatched: 'The last month is not over.',
  month: 'Month',
  start: 'at the start',
  entries: 'came',
  advanced: 'moved on',
  lost: 'disqualified',
  end: 'at the end',
  now: 'now',
  endOf: (month) => `at the end of ${month}`,
  unfinished: 'not over',
  cursor: (stages) => `Months of ${stages}`,
  table: (stages) => `${stages}: at the start, came, went, at the end, by month`,
};

const DE: StockWords = {
  changed: ({ many, months, rose, start, end, came, went }) =>
    `${months === 1 ? 'Im letzten vollständigen Monat' : `In den letzten ${months} vollständigen Monaten`} ${
      rose ? 'stieg' : 'fiel'
    } die Zahl wartender ${many} von ${start} auf ${end}: ${came} kamen, ${went} gingen`,
  steady: 'In den letzten vollständigen Monaten kamen in jede Stufe etwa so viele, wie sie verließen',
  definition:
    'Leads, die am Ende jedes Monats in einer Stufe sind (Linie), und darunter, wie viele kamen (nach oben) und gingen (nach unten: weitergekommen, dann disqualifiziert). Am Anfang + gekommen − weitergekommen − disqualifiziert = am Ende. Jede Stufe hat eigene Achsen.',
  hatched: 'Der letzte Monat ist noch nicht vorüber.',
  month: 'Monat',
  start: 'am Anfang',
  entries: 'gekommen',
  advanced: 'weitergekommen',
  lost: 'disqualifiziert',
  end: 'am Ende',
  now: 'jetzt',
  endOf: (month) => `am Ende von ${month}`,
  unfinished: 'noch nicht vorüber',
  cursor: (stages) => `Monate: ${stages}`,
  table: (stages) => `${stages}: am Anfang, gekommen, gegangen, am Ende, nach Monat`,
};

/** The words of the stock. */
export const STOCK_WORDS = catalogue(EN, DE);
