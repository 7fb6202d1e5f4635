/** Words of the ages of open leads. */
import { catalogue } from '../../components/language.tsx';

/** Words of the ages of open leads in one language. Parts come formatted. */
export interface AgeWords {
  /** findings are sentences without their full stop */
  readonly late: (parts: {
    readonly past: string;
    readonly open: string;
    readonly many: string;
    readonly days: string;
  }) => string;
  readonly overdue: (n: number, count: string) => string;
  readonly tooFew: string;
  readonly nobody: string;
  readonly definition: string;
  readonly openNow: string;
  readonly bin: (least: string, last: string | null) => string;
  readonly days: string;
  readonly pastP90: (days: string) => string;
  readonly p90OfFew: string;
  readonly pastSla: string;
  readonly noP90: string;
  readonly shareOfOpen: string;
  readonly leads: string;
  readonly few: string;
  readonly pastBin: string;
  readonly age: string;
  readonly table: string;
  readonly tablePast: string;
  readonly stage: string;
  readonly p90: string;
  readonly past: string;
  readonly sla: string;
}

const EN: AgeWords = {
  late: ({ past, open, many, days }) =>
    `${past} of ${open} open ${many} have been there for longer than the ${days} in which nine in ten of the others moved on`,
  overdue: (n, count) =>
    `${count} ${n === 1 ? 'SQL waits' : 'SQLs wait'} past the deadline for a first contact`,
  tooFew: 'Too few leads are open to say that they wait for long',
  nobody: 'Nobody waits in any stage now',
  definition:
    'Leads that are in the stage now, by days since the entry. Hatched: longer than nine in ten of those that moved on took. Each stage has an axis of its own.',
  openNow: 'open now',
  bin: (least, last) => (last === null ? `${least} or more` : `${least}–${last}`),
  days: 'Days',
  pastP90: (days) => `past ${days}, the time nine in ten took`,
  p90OfFew: 'fewer than 30 moved on: a rough measure',
  pastSla: 'with the first contact overdue',
  noP90: 'nobody has moved on yet, so there is no usual time',
  shareOfOpen: 'of the open',
  leads: 'leads',
  few: 'fewer than 30',
  pastBin: 'Longer than nine in ten of those that moved on took.',
  age: 'Days in the stage',
  table: 'Open leads of each stage by days since the entry',
  tablePast: 'Open leads past the usual time and past the deadline',
  stage: 'Stage',
  p90: 'Nine in ten took at most',
  past: 'Open for longer',
  sla: 'First contact overdue',
};

const DE: AgeWords = {
  late: ({ past, open, many, days }) =>
    `${past} von ${open} offenen ${many} warten schon länger als die ${days}, in denen neun von zehn der anderen weiterkamen`,
  overdue: (n, count) =>
    `bei ${count} ${n === 1 ? 'SQL' : 'SQLs'} ist die Frist für den ersten Kontakt verstrichen`,
  tooFew: 'Es sind zu wenige Leads offen, um zu sagen, dass sie lange warten',
  nobody: 'Zurzeit wartet in keiner Stufe jemand',
  definition:
    'Leads, die jetzt in der Stufe sind, nach Tagen seit dem Eintritt. Schraffiert: länger, als neun von zehn der Weitergekommenen brauchten. Jede Stufe hat ihre eigene Achse.',
  openNow: 'jetzt offen',
  bin: (least, last) => (last === null ? `${least} oder mehr` : `${least}–${last}`),
  days: 'Tage',
  pastP90: (days) => `über ${days}, die Zeit von neun von zehn`,
  p90OfFew: 'weniger als 30 kamen weiter: ein grobes Maß',
  pastSla: 'mit überfälligem erstem Kontakt',
  noP90: 'noch niemand kam weiter, daher gibt es keine übliche Zeit',
  shareOfOpen: 'der offenen',
  leads: 'Leads',
  few: 'weniger als 30',
  pastBin: 'Länger, als neun von zehn der Weitergekommenen brauchten.',
  age: 'Tage in der Stufe',
  table: 'Offene Leads jeder Stufe nach Tagen seit dem Eintritt',
  tablePast: 'Offene Leads über der üblichen Zeit und über der Frist',
  stage: 'Stufe',
  p90: 'Neun von zehn brauchten höchstens',
  past: 'Länger offen',
  sla: 'Erster Kontakt überfällig',
};

/** The words of the ages of open leads. */
export const AGE_WORDS = catalogue(EN, DE);
