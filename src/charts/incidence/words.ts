/** Words of the incidence chart. */
import { catalogue } from '../../components/language.tsx';

/** Words of the incidence chart in one language. Parts come formatted. */
export interface IncidenceWords {
  readonly chart: (stage: string) => string;
  readonly day: (day: number) => string;
  readonly movedOn: string;
  readonly interval: string;
  readonly lost: string;
  readonly atRisk: string;
  readonly atRiskMeaning: string;
  readonly axis: string;
  readonly half: (days: string) => string;
}

const EN: IncidenceWords = {
  chart: (stage) => `Share of ${stage} moved on by day. Arrow keys read it day by day.`,
  day: (day) => `Day ${day}`,
  movedOn: 'moved on',
  interval: '95% interval',
  lost: 'disqualified',
  atRisk: 'still there',
  atRiskMeaning: 'Stays that are still watched on that day: neither over nor cut off by the end of the data.',
  axis: 'days since the entry',
  half: (days) => `half after ${days}`,
};

const DE: IncidenceWords = {
  chart: (stage) =>
    `Anteil der ${stage}, die bis zu einem Tag weitergekommen sind. Pfeiltasten lesen Tag für Tag.`,
  day: (day) => `Tag ${day}`,
  movedOn: 'weitergekommen',
  interval: '95-%-Intervall',
  lost: 'disqualifiziert',
  atRisk: 'noch da',
  atRiskMeaning:
    'Aufenthalte, die an diesem Tag noch beobachtet werden: weder vorüber noch vom Ende der Daten abgeschnitten.',
  axis: 'Tage seit dem Eintritt',
  half: (days) => `Hälfte: ${days}`,
};

/** The words of the incidence chart. */
export const INCIDENCE_WORDS = catalogue(EN, DE);
