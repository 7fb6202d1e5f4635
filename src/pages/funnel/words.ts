/** Words of the funnel page. */
import type { ThresholdName } from '../../app/view.ts';
import { capital } from '../../charts/common/capital.ts';
import { catalogue } from '../../components/language.tsx';
import type { UnsortedStep } from './finding.ts';

/** Words of the funnel page in one language. Parts come formatted. */
export interface FunnelPageWords {
  readonly name: string;
  /** findings are sentences without their full stop */
  readonly two: (first: string, second: string) => string;
  readonly tooFew: (leads: string, n: number) => string;
  /** the starter model sorts nothing out */
  readonly starterMisfit: (steps: string) => string;
  readonly unsorted: Readonly<Record<UnsortedStep['to'], Readonly<Record<UnsortedStep['who'], string>>>>;
  readonly starterWayOn: string;
  readonly loadModel: string;
  readonly useRecorded: string;
  readonly keyFigures: string;
  readonly baselineRate: (rate: string) => string;
  readonly stillGrowing: (days: string) => string;
  readonly chooseWindow: (days: string) => string;
  readonly noBreakdown: string;
  readonly noBreakdownTitle: string;
  readonly clearFilters: string;
  readonly clearWindow: string;
  readonly problem: string;
  readonly later: string;
  readonly thresholds: string;
  readonly threshold: Readonly<Record<ThresholdName, string>>;
  readonly thresholdMeaning: Readonly<Record<ThresholdName, string>>;
  readonly pointsOf: (score: string) => string;
  readonly exactly: (threshold: string) => string;
  readonly off: string;
  readonly offMeaning: string;
  readonly ownMark: (score: string) => string;
  readonly reset: string;
  readonly hint: string;
  readonly waiting: string;
  readonly recorded: string;
  readonly useModel: string;
  /** what is odd about the minimums as they stand */
  readonly mqlNotBelow: string;
  readonly letsAllThrough: string;
  readonly against: string;
  readonly show: string;
  readonly hide: string;
}

const EN: FunnelPageWords = {
  name: 'Funnel',
  two: (first, second) => `${first}, and ${second}`,
  tooFew: (leads, n) => `With only ${leads} ${n === 1 ? 'lead' : 'leads'} no rate says more than chance`,
  starterMisfit: (steps) => `The thresholds of the starter model do not fit these data yet: ${steps}`,
  unsorted: {
    mql: { nobody: 'no lead becomes an MQL', everybody: 'every lead becomes an MQL' },
    sql: { nobody: 'no MQL becomes an SQL', everybody: 'every MQL becomes an SQL' },
  },
  starterWayOn: 'Move the minimum scores at the foot of this page until they tell leads apart, or',
  loadModel: 'load a scoring model of your own',
  useRecorded: 'Show what the CRM recorded',
  keyFigures: 'Key figures',
  baselineRate: (rate) => `baseline ${rate}`,
  stillGrowing: (days) =>
    `Recent leads count in full although they still have time, so these rates still grow: nine of ten that moved on took at most ${days}.`,
  chooseWindow: (days) => `Compare within ${days}`,
  noBreakdown: 'Choose a column under “Breakdown” above to see where the funnel differs.',
  noBreakdownTitle: 'No breakdown is chosen.',
  clearFilters: 'Show all leads',
  clearWindow: 'Drop the window',
  problem: 'These figures could not be computed',
  later: 'These figures are on their way.',
  thresholds: 'Minimum scores',
  threshold: {
    mqlFit: 'MQL: fit',
    mqlEngagement: 'MQL: engagement',
    sqlEngagement: 'SQL: engagement',
  },
  thresholdMeaning: {
    mqlFit: 'Least fit score with which a lead becomes an MQL.',
    mqlEngagement: 'Least engagement score with which a lead becomes an MQL.',
    sqlEngagement: 'Least engagement score with which an MQL becomes an SQL. Direct requests do not need it.',
  },
  pointsOf: (score) => (score === '1' ? '1 point' : `${score} points`),
  exactly: (threshold) => `${threshold}, exact number of points`,
  off: 'off',
  offMeaning: 'The model sets no such minimum.',
  ownMark: (score) => `in the model: ${score}`,
  reset: 'Back to the model',
  hint: 'Move one: the whole past follows.',
  waiting: 'The minimums can be moved once all rows are read.',
  recorded:
    'Minimum scores belong to the scoring model. These figures are what the CRM recorded, so moving a minimum would change nothing here.',
  useModel: 'Show what the model says',
  mqlNotBelow: 'The MQL minimum is not below the SQL minimum, so every MQL is an SQL at once.',
  letsAllThrough: 'All leads become MQLs: a minimum that lets everybody through is no minimum.',
  against: 'against the model as it is',
  show: 'Minimum scores',
  hide: 'Hide',
};

const DE: FunnelPageWords = {
  name: 'Funnel',
  two: (first, second) => `${first}, und ${second}`,
  tooFew: (leads, n) => `Bei nur ${leads} ${n === 1 ? 'Lead' : 'Leads'} sagt keine Quote mehr als der Zufall`,
  starterMisfit: (steps) =>
    `Die Schwellen des Startmodells passen noch nicht zu diesen Daten: ${capital(steps)}`,
  unsorted: {
    mql: { nobody: 'kein Lead wird zum MQL', everybody: 'jeder Lead wird zum MQL' },
    sql: { nobody: 'kein MQL wird zum SQL', everybody: 'jeder MQL wird zum SQL' },
  },
  starterWayOn: 'Verschieben Sie die Mindestpunkte am Fuß dieser Seite, bis sie Leads unterscheiden, oder',
  loadModel: 'laden Sie ein eigenes Scoring-Modell',
  useRecorded: 'Zeigen, was das CRM erfasst hat',
  keyFigures: 'Kennzahlen',
  baselineRate: (rate) => `Ausgangswert ${rate}`,
  stillGrowing: (days) =>
    `Neuere Leads zählen voll mit, obwohl sie noch Zeit haben; die Quoten wachsen also noch: Neun von zehn, die weiterkamen, brauchten höchstens ${days}.`,
  chooseWindow: (days) => `Innerhalb von ${days} vergleichen`,
  noBreakdown:
    'Wählen Sie oben unter „Aufteilung“ eine Spalte, um zu sehen, wo sich der Funnel unterscheidet.',
  noBreakdownTitle: 'Es ist keine Aufteilung gewählt.',
  clearFilters: 'Alle Leads zeigen',
  clearWindow: 'Zeitfenster aufheben',
  problem: 'Diese Zahlen ließen sich nicht berechnen',
  later: 'Diese Zahlen sind unterwegs.',
  thresholds: 'Mindestpunkte',
  threshold: {
    mqlFit: 'MQL: Passung',
    mqlEngagement: 'MQL: Engagement',
    sqlEngagement: 'SQL: Engagement',
  },
  thresholdMeaning: {
    mqlFit: 'Kleinste Passung, mit der ein Lead zum MQL wird.',
    mqlEngagement: 'Kleinstes Engagement, mit dem ein Lead zum MQL wird.',
    sqlEngagement: 'Kleinstes Engagement, mit dem ein MQL zum SQL wird. Direkte Anfragen brauchen es nicht.',
  },
  pointsOf: (score) => (score === '1' ? '1 Punkt' : `${score} Punkte`),
  exactly: (threshold) => `${threshold}, genaue Punktzahl`,
  off: 'aus',
  offMeaning: 'Das Modell verlangt hier kein Minimum.',
  ownMark: (score) => `im Modell: ${score}`,
  reset: 'Zurück zum Modell',
  hint: 'Verschieben: Alles folgt.',
  waiting: 'Die Mindestpunkte lassen sich verschieben, sobald alle Zeilen gelesen sind.',
  recorded:
    'Mindestpunkte gehören zum Scoring-Modell. Diese Zahlen zeigen, was das CRM erfasst hat; ein anderes Minimum würde hier nichts ändern.',
  useModel: 'Zeigen, was das Modell sagt',
  mqlNotBelow: 'Das MQL-Minimum liegt nicht unter dem SQL-Minimum, daher ist jeder MQL sofort ein SQL.',
  letsAllThrough: 'Alle Leads werden MQLs: Ein Minimum, das alle durchlässt, ist keines.',
  against: 'gegenüber dem Modell, wie es ist',
  show: 'Mindestpunkte',
  hide: 'Ausblenden',
};

/** The words of the funnel page. */
export const FUNNEL_PAGE_WORDS = catalogue(EN, DE);
