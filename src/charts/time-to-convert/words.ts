/** Words of the time to convert. */
import { catalogue } from '../../components/language.tsx';

/** Words of the time to convert in one language. Parts come formatted. */
export interface ConvertWords {
  /** findings are sentences without their full stop */
  readonly slowest: (fromTo: string, median: string, p90: string) => string;
  readonly whole: (fromTo: string, median: string) => string;
  readonly tooFew: string;
  readonly nobody: string;
  readonly definition: (window: string | null) => string;
  readonly converted: (count: string, to: string) => string;
  readonly median: string;
  readonly middle: (low: string, high: string) => string;
  readonly axis: string;
  readonly bin: (least: string, last: string | null) => string;
  readonly days: (span: string) => string;
  readonly shareOf: string;
  readonly leads: string;
  readonly few: string;
  readonly bar: (span: string, leads: string) => string;
  readonly step: string;
  readonly p10: string;
  readonly p25: string;
  readonly p75: string;
  readonly p90: string;
  readonly tableQuantiles: string;
  readonly tableBins: string;
  readonly span: string;
}

const EN: ConvertWords = {
  slowest: (fromTo, median, p90) =>
    `The step ${fromTo} is the slowest: half took longer than ${median}, one in ten longer than ${p90}`,
  whole: (fromTo, median) => `half of those that went all the way ${fromTo} took longer than ${median}`,
  tooFew: 'Too few converted to say how long it takes',
  nobody: 'Nobody has converted yet',
  definition: (window) =>
    `Days from stage to stage, of those that converted${
      window === null ? '' : ` within ${window}`
    }: who has not converted yet is missing, so recent leads make it look fast. Bars stand for spans of growing length. Line: from one in ten to nine in ten; thick: the middle half; dot: the median.`,
  converted: (count, to) => `${count} became ${to}`,
  median: 'median',
  middle: (low, high) => `half between ${low} and ${high}`,
  axis: 'days from stage to stage',
  bin: (least, last) => (last === null ? `${least} or more` : least === last ? least : `${least}–${last}`),
  days: (span) => (span === '1' ? '1 day' : `${span} days`),
  shareOf: 'of the converted',
  leads: 'leads',
  few: 'fewer than 30',
  bar: (span, leads) => `${span}: ${leads}`,
  step: 'Step',
  p10: '10% within',
  p25: '25% within',
  p75: '75% within',
  p90: '90% within',
  tableQuantiles: 'Time to convert by step: quantiles',
  tableBins: 'Converted by days from stage to stage',
  span: 'Days',
};

const DE: ConvertWords = {
  slowest: (fromTo, median, p90) =>
    `Der Schritt ${fromTo} ist der langsamste: Die Hälfte brauchte länger als ${median}, jeder zehnte länger als ${p90}`,
  whole: (fromTo, median) =>
    `von denen, die den ganzen Weg ${fromTo} gingen, brauchte die Hälfte länger als ${median}`,
  tooFew: 'Zu wenige sind konvertiert, um zu sagen, wie lange es dauert',
  nobody: 'Noch niemand ist konvertiert',
  definition: (window) =>
    `Tage von Stufe zu Stufe bei denen, die${
      window === null ? '' : ` innerhalb von ${window}`
    } konvertierten: Wer noch nicht konvertiert ist, fehlt, daher wirkt es durch neuere Leads schneller. Balken stehen für Spannen wachsender Länge. Linie: von einem von zehn bis neun von zehn; dick: die mittlere Hälfte; Punkt: der Median.`,
  converted: (count, to) => `${count} wurden ${to}`,
  median: 'Median',
  middle: (low, high) => `die Hälfte zwischen ${low} und ${high}`,
  axis: 'Tage von Stufe zu Stufe',
  bin: (least, last) => (last === null ? `${least} oder mehr` : least === last ? least : `${least}–${last}`),
  days: (span) => (span === '1' ? '1 Tag' : `${span} Tage`),
  shareOf: 'der Konvertierten',
  leads: 'Leads',
  few: 'weniger als 30',
  bar: (span, leads) => `${span}: ${leads}`,
  step: 'Schritt',
  p10: '10 % in',
  p25: '25 % in',
  p75: '75 % in',
  p90: '90 % in',
  tableQuantiles: 'Zeit bis zur Konversion nach Schritten: Quantile',
  tableBins: 'Konvertierte nach Tagen von Stufe zu Stufe',
  span: 'Tage',
};

/** The words of the time to convert. */
export const CONVERT_WORDS = catalogue(EN, DE);
