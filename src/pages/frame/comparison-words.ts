/** Words of comparisons: what a view is held against, and why it is held against nothing. */
import type { ComparisonProblem } from '../../app/comparison.ts';
import type { ComparisonKind } from '../../model/comparison.ts';
import { catalogue } from '../../components/language.tsx';

const EN = {
  compare: 'Compare',
  none: 'with nothing',
  kinds: {
    previousPeriod: 'Previous period',
    lastYear: 'Same period last year',
    range: 'Other days of creation',
    model: 'Saved model',
    ownModel: 'Thresholds of the model',
    otherBasis: 'The other basis',
    rest: 'All other leads',
  } as Readonly<Record<ComparisonKind, string>>,
  help: {
    previousPeriod:
      'Leads created in the period just before. Both sides get the same time to convert: the other one is looked at as it was back then.',
    lastYear:
      'Leads created on the same days a year earlier, looked at as they were a year ago, so that both sides had the same time to convert.',
    range: 'Leads created on any other days.',
    model: 'The same leads under another scoring model.',
    ownModel: 'The same leads under the thresholds that the model came with.',
    otherBasis:
      'The same leads as the CRM recorded them against what the model says, or the other way round.',
    rest: 'The leads that the filters leave out.',
  } as Readonly<Record<ComparisonKind, string>>,
  from: 'From (first day)',
  to: 'To (last day)',
  apply: 'Apply',
  keepBaseline: 'Save the present thresholds as a baseline',
  baselineName: 'Name of the baseline',
  keep: 'Save',
  stop: 'Compare with nothing',
  withPeriod: (ours: string, theirs: string) =>
    `${ours} compared with ${theirs} (grey outline), both seen after the same time.`,
  withLater: (ours: string, theirs: string) =>
    `${ours} compared with ${theirs} (grey outline). The other days are later: they had less time to convert.`,
  withOther: (what: string) => `Compared with: ${what} (grey outline).`,
  definition: 'The same leads on both sides: differences are of definition, chance has no part in them.',
  overlapping: 'Some leads are on both sides: nothing is said of chance.',
  nothing: (reason: string) => `Held against nothing: ${reason}`,
  problem: {
    noLeads: 'there are no leads.',
    noFilter: 'without a filter there are no other leads. Set a filter first.',
    noPeriod: 'no period is over yet. Choose days under “Created”.',
    beforeData: 'the other days lie before the first lead.',
    afterData: 'the other days lie after the date that the figures are as of.',
    sameView: 'the other view is this one.',
    otherTimeZone: 'the other model reads local times in another zone.',
    unknownModel:
      'a model of this name is not kept in this browser. Open the workspace file that it came with.',
    brokenModel: 'the saved model cannot be read.',
  } as Readonly<Record<ComparisonProblem, string>>,
};

const DE: typeof EN = {
  compare: 'Vergleich',
  none: 'mit nichts',
  kinds: {
    previousPeriod: 'Zeitraum davor',
    lastYear: 'Gleicher Zeitraum im Vorjahr',
    range: 'Andere Tage der Anlage',
    model: 'Gesichertes Modell',
    ownModel: 'Schwellen des Modells',
    otherBasis: 'Die andere Grundlage',
    rest: 'Alle anderen Leads',
  },
  help: {
    previousPeriod:
      'Leads aus dem Zeitraum unmittelbar davor. Beide Seiten haben gleich viel Zeit: Die andere wird so angesehen, wie sie damals war.',
    lastYear:
      'Leads von denselben Tagen ein Jahr früher, angesehen, wie sie vor einem Jahr waren, damit beide Seiten gleich viel Zeit hatten.',
    range: 'Leads von beliebigen anderen Tagen.',
    model: 'Dieselben Leads unter einem anderen Scoring-Modell.',
    ownModel: 'Dieselben Leads unter den Schwellen, die das Modell mitbrachte.',
    otherBasis:
      'Dieselben Leads, wie das CRM sie erfasst hat, gegen das, was das Modell sagt, oder umgekehrt.',
    rest: 'Die Leads, die die Filter weglassen.',
  },
  from: 'Von (erster Tag)',
  to: 'Bis (letzter Tag)',
  apply: 'Anwenden',
  keepBaseline: 'Die Schwellen von jetzt als Vergleichsmodell sichern',
  baselineName: 'Name des Vergleichsmodells',
  keep: 'Sichern',
  stop: 'Mit nichts vergleichen',
  withPeriod: (ours, theirs) =>
    `${ours} verglichen mit ${theirs} (graue Umrisse), beide nach gleich langer Zeit gesehen.`,
  withLater: (ours, theirs) =>
    `${ours} verglichen mit ${theirs} (graue Umrisse). Die anderen Tage liegen später: Sie hatten weniger Zeit.`,
  withOther: (what) => `Verglichen mit: ${what} (graue Umrisse).`,
  definition:
    'Dieselben Leads auf beiden Seiten: Die Unterschiede kommen aus der Definition, der Zufall hat keinen Anteil.',
  overlapping: 'Einige Leads sind auf beiden Seiten: Über Zufall wird nichts gesagt.',
  nothing: (reason) => `Kein Vergleich: ${reason}`,
  problem: {
    noLeads: 'Es gibt keine Leads.',
    noFilter: 'Ohne Filter gibt es keine anderen Leads. Setzen Sie zuerst einen Filter.',
    noPeriod: 'Noch ist kein Zeitraum vorbei. Wählen Sie Tage unter „Angelegt“.',
    beforeData: 'Die anderen Tage liegen vor dem ersten Lead.',
    afterData: 'Die anderen Tage liegen nach dem Stand der Zahlen.',
    sameView: 'Die andere Ansicht ist diese.',
    otherTimeZone: 'Das andere Modell liest Ortszeiten in einer anderen Zeitzone.',
    unknownModel:
      'Ein Modell dieses Namens ist in diesem Browser nicht gesichert. Öffnen Sie den Arbeitsstand, mit dem es kam.',
    brokenModel: 'Das gesicherte Modell ist nicht lesbar.',
  },
};

/** Words of comparisons in both languages. */
export const COMPARISON_WORDS = catalogue(EN, DE);
