/** Words of the breakdown table. */
import { catalogue } from '../../components/language.tsx';

/** Words of the breakdown table in one language. Parts come formatted. */
export interface BreakdownWords {
  /** findings are sentences without their full stop */
  readonly differs: (value: string, become: string, rest: string) => string;
  readonly alike: (column: string, step: string) => string;
  readonly tooFew: (column: string) => string;
  readonly single: (column: string) => string;
  readonly singleApart: (column: string) => string;
  readonly asked: string;
  readonly askedMeaning: string;
  readonly askedLeftOut: string;
  readonly noMqlDate: string;
  readonly definition: string;
  readonly leads: string;
  readonly compareBy: string;
  readonly difference: string;
  readonly impact: string;
  readonly impactOf: (many: string) => string;
  readonly restRate: string;
  readonly differenceMeaning: string;
  readonly few: string;
  readonly notCompared: string;
  readonly caption: (column: string) => string;
  readonly showAll: (n: string) => string;
  readonly showFewer: string;
  readonly shownOf: (shown: string, all: string) => string;
  readonly persona: Readonly<Record<string, string>>;
}

const EN: BreakdownWords = {
  differs: (value, become, rest) => `${value}: ${become}, of all others ${rest}`,
  alike: (column, step) => `No value of ${column} differs from the rest beyond chance in ${step}`,
  tooFew: (column) => `By ${column} there are too few leads to compare`,
  single: (column) => `${column} has one value alone, so there is nothing to compare`,
  singleApart: (column) =>
    `Apart from values whose leads asked for sales themselves, ${column} leaves nothing to compare`,
  asked: 'asked for sales themselves',
  askedMeaning: 'Direct requests are SQLs by definition, so this rate says nothing about the value.',
  askedLeftOut:
    'Values of which at least 80% were direct requests are left out of the comparison, on both sides.',
  noMqlDate: 'Without a recorded MQL date',
  definition:
    'Each value against all others together. Bars: rate on one axis in each column; line: 95% interval. Effect: size × difference, how many more or fewer converted than at the rate of the rest. Grey: fewer than 30 leads, or a difference that may be chance.',
  leads: 'Leads',
  compareBy: 'Compare by',
  difference: 'Against the rest',
  impact: 'Effect',
  impactOf: (many) => `in ${many}`,
  restRate: 'all others',
  differenceMeaning:
    'Own rate less the rate of all others together, with the 95% interval of the difference (Newcombe).',
  few: 'too few',
  notCompared: 'too few to compare',
  caption: (column) => `Rates by ${column}`,
  showAll: (n) => `Show all ${n} values`,
  showFewer: 'Show the largest only',
  shownOf: (shown, all) => `The ${shown} largest of ${all} values.`,
  persona: { yes: 'yes', no: 'no', unknown: 'unknown' },
};

const DE: BreakdownWords = {
  differs: (value, become, rest) => `${value}: ${become}, von allen anderen ${rest}`,
  alike: (column, step) =>
    `Kein Wert von ${column} unterscheidet sich bei ${step} über den Zufall hinaus vom Rest`,
  tooFew: (column) => `Nach ${column} sind es zu wenige Leads für einen Vergleich`,
  single: (column) => `${column} hat nur einen Wert, daher gibt es nichts zu vergleichen`,
  singleApart: (column) =>
    `Ohne die Werte, deren Leads sich selbst an den Vertrieb wandten, bleibt bei ${column} nichts zu vergleichen`,
  asked: 'wandten sich selbst an den Vertrieb',
  askedMeaning: 'Direkte Anfragen sind von vornherein SQLs, daher sagt diese Quote nichts über den Wert.',
  askedLeftOut:
    'Werte mit mindestens 80 % direkten Anfragen bleiben beim Vergleich auf beiden Seiten außen vor.',
  noMqlDate: 'Ohne erfasstes MQL-Datum',
  definition:
    'Jeder Wert gegen alle anderen zusammen. Balken: Quote, je Spalte auf einer Achse; Linie: 95-%-Intervall. Wirkung: Größe × Unterschied, also wie viele mehr oder weniger konvertierten als bei der Quote des Rests. Grau: weniger als 30 Leads oder ein Unterschied, der Zufall sein kann.',
  leads: 'Leads',
  compareBy: 'Vergleich nach',
  difference: 'Gegen den Rest',
  impact: 'Wirkung',
  impactOf: (many) => `in ${many}`,
  restRate: 'alle anderen',
  differenceMeaning:
    'Eigene Quote minus Quote aller anderen zusammen, mit dem 95-%-Intervall des Unterschieds (Newcombe).',
  few: 'zu wenige',
  notCompared: 'zu wenige für einen Vergleich',
  caption: (column) => `Quoten nach ${column}`,
  showAll: (n) => `Alle ${n} Werte zeigen`,
  showFewer: 'Nur die größten zeigen',
  shownOf: (shown, all) => `Die ${shown} größten von ${all} Werten.`,
  persona: { yes: 'ja', no: 'nein', unknown: 'unbekannt' },
};

/** The words of the breakdown table. */
export const BREAKDOWN_WORDS = catalogue(EN, DE);
