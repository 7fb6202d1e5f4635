/** Words of the funnel. */
import { catalogue } from '../../components/language.tsx';
import type { Basis, Stage } from '../../model/stages.ts';

/** Words of the funnel in one language. Parts come formatted. */
export interface FunnelWords {
  readonly findingTooFew: (leads: string, n: number) => string;
  /** findings are sentences without their full stop */
  readonly findingNarrowest: (fromTo: string, become: string) => string;
  readonly findingAlike: (steps: string) => string;
  /** added to a finding */
  readonly findingDirect: Readonly<Record<Basis, (share: string) => string>>;
  readonly definition: (windowDays: string | null) => string;
  readonly stage: string;
  readonly entered: string;
  readonly cumulative: string;
  readonly outcome: string;
  readonly median: string;
  readonly medianShort: string;
  readonly finishedStays: string;
  readonly withOpen: string;
  readonly notReached: string;
  readonly ofAllLeads: string;
  readonly step: string;
  readonly rate: string;
  readonly interval: string;
  readonly through: (above: string) => string;
  readonly direct: Readonly<Record<Basis, (leads: string, n: number) => string>>;
  /** what the direct route is where it is told from recorded dates alone */
  readonly noMqlDate: string;
  readonly unknown: (leads: string) => string;
  readonly past: (leads: string, above: string) => string;
  readonly pastAtLeast: (leads: string, above: string) => string;
  readonly skipped: (above: string) => string;
  readonly straightToCustomer: (leads: string, n: number) => string;
  readonly against: (change: string, before: string) => string;
  readonly sameAsBaseline: string;
  readonly unused: (stages: string) => string;
  readonly tooFew: string;
  readonly notMeasured: string;
  readonly noCumulative: string;
  readonly medianMeaning: string;
  readonly outcomeMeaning: (stage: string) => string;
  readonly reopened: string;
  /** of those that the counts hold as disqualified */
  readonly cameBack: (leads: string) => string;
  readonly bar: (stage: string, leads: string) => string;
  readonly flows: string;
  readonly leads: string;
  readonly ratio: string;
  readonly tableStages: string;
  readonly tableSteps: string;
  readonly tableFlows: string;
  readonly or: (stages: readonly Stage[], names: Readonly<Record<Stage, string>>) => string;
}

const EN: FunnelWords = {
  findingTooFew: (leads) =>
    `Only ${leads} leads here: the counts are exact, the rates little more than chance`,
  findingNarrowest: (fromTo, become) => `The narrowest step is ${fromTo}: ${become}`,
  findingAlike: (steps) => `The narrowest steps, alike within their intervals, are ${steps}`,
  findingDirect: {
    model: (share) => `${share} of SQLs asked for sales themselves`,
    recorded: (share) => `${share} of SQLs are without a recorded MQL date`,
  },
  definition: (days) =>
    days === null
      ? 'Leads by the stages that they entered up to now. Rates between the rows: of those above, how many came to the row below, with the 95% interval.'
      : `Bars: leads that ever entered the stage. Rates between the rows: of those that had ${days}, how many came to the row below in that time, with the 95% interval.`,
  stage: 'Stage',
  entered: 'Leads that entered',
  cumulative: 'Of all leads',
  outcome: 'What became of them',
  median: 'Median time in stage',
  medianShort: 'Median',
  finishedStays: 'finished',
  withOpen: 'with open',
  notReached: 'not reached',
  ofAllLeads: 'of all leads',
  step: 'Step',
  rate: 'Rate',
  interval: '95% interval',
  through: (above) => `came from ${above}`,
  direct: {
    model: (leads, n) => `${leads} direct ${n === 1 ? 'request' : 'requests'}`,
    recorded: (leads) => `${leads} without a recorded MQL date`,
  },
  noMqlDate: 'Without a recorded MQL date',
  unknown: (leads) => `${leads} by unknown route`,
  past: (leads, above) => `${leads} skipped ${above}`,
  pastAtLeast: (leads, above) => `at least ${leads} skipped ${above}`,
  skipped: (above) => `skipped ${above}`,
  straightToCustomer: (leads, n) =>
    `${leads} ${n === 1 ? 'lead' : 'leads'} went straight from lead to customer.`,
  against: (change, before) => `${change} against ${before}`,
  sameAsBaseline: 'no difference',
  unused: (stages) =>
    `Nobody entered ${stages}, so there is no row: most likely the data keeps no such dates.`,
  tooFew: 'too few to say',
  notMeasured: 'not measured',
  noCumulative: 'Within a window this share is not measured.',
  medianMeaning:
    'Finished: the median over the leads that moved on. With open: the time after which half of all that entered have moved on; the leads still waiting count too. Not reached: up to now fewer than half have.',
  outcomeMeaning: (stage) => `How the stays in ${stage} ended up to now.`,
  reopened: 'disqualified, but came back',
  cameBack: (leads) => `+ ${leads} disqualified first, then back`,
  bar: (stage, leads) => `${stage}: ${leads}`,
  flows: 'Flow',
  leads: 'Leads',
  ratio: 'Converted of counted',
  tableStages: 'Stages of the funnel',
  tableSteps: 'Steps of the funnel',
  tableFlows: 'Flows between stages',
  or: (stages, names) => stages.map((stage) => names[stage]).join(' or '),
};

const DE: FunnelWords = {
  findingTooFew: (leads, n) =>
    `Hier ${n === 1 ? 'ist' : 'sind'} nur ${leads} ${n === 1 ? 'Lead' : 'Leads'}: Die Anzahlen stimmen genau, die Quoten sind kaum mehr als Zufall`,
  findingNarrowest: (fromTo, become) => `Am engsten ist der Schritt ${fromTo}: ${become}`,
  findingAlike: (steps) => `Am engsten, im Rahmen der Intervalle gleich, sind die Schritte ${steps}`,
  findingDirect: {
    model: (share) => `${share} der SQLs haben sich selbst an den Vertrieb gewandt`,
    recorded: (share) => `${share} der SQLs haben kein erfasstes MQL-Datum`,
  },
  definition: (days) =>
    days === null
      ? 'Leads nach den Stufen, in die sie bis jetzt eingetreten sind. Quoten zwischen den Zeilen: wie viele der oberen in die untere Zeile kamen, mit 95-%-Intervall.'
      : `Balken: Leads, die je in die Stufe eingetreten sind. Quoten zwischen den Zeilen: wie viele derer, die ${days} Zeit hatten, in dieser Zeit in die untere Zeile kamen, mit 95-%-Intervall.`,
  stage: 'Stufe',
  entered: 'Eingetretene Leads',
  cumulative: 'Von allen Leads',
  outcome: 'Was aus ihnen wurde',
  median: 'Median der Zeit in der Stufe',
  medianShort: 'Median',
  finishedStays: 'beendet',
  withOpen: 'mit offenen',
  notReached: 'nicht erreicht',
  ofAllLeads: 'von allen Leads',
  step: 'Schritt',
  rate: 'Quote',
  interval: '95-%-Intervall',
  through: (above) => `kamen aus ${above}`,
  direct: {
    model: (leads, n) => `${leads} direkte ${n === 1 ? 'Anfrage' : 'Anfragen'}`,
    recorded: (leads) => `${leads} ohne erfasstes MQL-Datum`,
  },
  noMqlDate: 'Ohne erfasstes MQL-Datum',
  unknown: (leads) => `${leads} auf unbekanntem Weg`,
  past: (leads, above) => `${leads} übersprangen ${above}`,
  pastAtLeast: (leads, above) => `mindestens ${leads} übersprangen ${above}`,
  skipped: (above) => `übersprangen ${above}`,
  straightToCustomer: (leads, n) =>
    `${leads} ${n === 1 ? 'Lead wurde' : 'Leads wurden'} geradewegs vom Lead zum Kunden.`,
  against: (change, before) => `${change} gegenüber ${before}`,
  sameAsBaseline: 'kein Unterschied',
  unused: (stages) =>
    `In ${stages} ist niemand eingetreten, daher fehlt die Zeile: Vermutlich führen die Daten dafür kein Datum.`,
  tooFew: 'zu wenige',
  notMeasured: 'nicht gemessen',
  noCumulative: 'Mit Zeitfenster wird dieser Anteil nicht gemessen.',
  medianMeaning:
    'Beendet: der Median der Leads, die weitergekommen sind. Mit offenen: die Zeit, nach der die Hälfte aller Eingetretenen weitergekommen ist; auch die noch Wartenden zählen. Nicht erreicht: Bis jetzt ist es weniger als die Hälfte.',
  outcomeMeaning: (stage) => `Wie die Aufenthalte in der Stufe ${stage} bis jetzt endeten.`,
  reopened: 'disqualifiziert, aber zurückgekehrt',
  cameBack: (leads) => `+ ${leads} erst disqualifiziert, dann zurück`,
  bar: (stage, leads) => `${stage}: ${leads}`,
  flows: 'Fluss',
  leads: 'Leads',
  ratio: 'Konvertiert von gezählt',
  tableStages: 'Stufen des Funnels',
  tableSteps: 'Schritte des Funnels',
  tableFlows: 'Flüsse zwischen den Stufen',
  or: (stages, names) => stages.map((stage) => names[stage]).join(' oder '),
};

/** The words of the funnel. */
export const FUNNEL_WORDS = catalogue(EN, DE);
