/** Words of the monthly flow. */
import { catalogue } from '../../components/language.tsx';

/** Words of the monthly flow in one language. Parts come formatted. */
export interface FlowWords {
  /** findings are sentences without their full stop */
  readonly average: (months: number, stages: string) => string;
  readonly begun: (month: string) => string;
  readonly definition: string;
  readonly hatched: string;
  readonly month: string;
  readonly total: string;
  readonly unfinished: string;
  readonly cursor: (stages: string) => string;
  readonly table: string;
}

const EN: FlowWords = {
  average: (months, stages) =>
    months === 1
      ? `In the last complete month there were ${stages}`
      : `In the last ${months} complete months there were ${stages} a month`,
  begun: (month) => `The data begin in ${month}, which is not complete yet`,
  definition:
    'Entries into each stage by calendar month: volume, not conversion, since those who enter a stage in a month are mostly not those who entered the one before in it. Each stage has an axis of its own.',
  hatched: 'The hatched month is not over.',
  month: 'Month',
  total: 'in all',
  unfinished: 'not over',
  cursor: (stages) => `Months of ${stages}`,
  table: 'Entries into each stage by month',
};

const DE: FlowWords = {
  average: (months, stages) =>
    months === 1
      ? `Im letzten vollständigen Monat waren es ${stages}`
      : `In den letzten ${months} vollständigen Monaten waren es monatlich ${stages}`,
  begun: (month) => `Die Daten beginnen im Monat ${month}, der noch nicht vorüber ist`,
  definition:
    'Eintritte in jede Stufe nach Kalendermonat: Menge, nicht Konversion, denn wer in einem Monat in eine Stufe eintritt, ist meist nicht im selben Monat in die vorige eingetreten. Jede Stufe hat ihre eigene Achse.',
  hatched: 'Der schraffierte Monat ist noch nicht vorüber.',
  month: 'Monat',
  total: 'insgesamt',
  unfinished: 'noch nicht vorüber',
  cursor: (stages) => `Monate: ${stages}`,
  table: 'Eintritte in jede Stufe nach Monat',
};

/** The words of the monthly flow. */
export const FLOW_WORDS = catalogue(EN, DE);
