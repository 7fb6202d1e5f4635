/** Words of the page on time in stage. */
import { catalogue } from '../../components/language.tsx';

/** Words of the page in one language. Parts come formatted. */
export interface TimeWords {
  readonly name: string;
  /** findings are sentences without their full stop */
  readonly halfOf: (many: string, days: string, first: boolean) => string;
  readonly fewerOf: (many: string) => string;
  readonly tooFew: string;
  readonly stageHalf: (many: string, days: string) => string;
  readonly stageFewer: (many: string) => string;
  readonly stageTooFew: (noun: string, entered: string) => string;
  readonly definition: string;
  readonly entered: string;
  readonly advanced: string;
  readonly skippedAhead: string;
  readonly lost: string;
  readonly reopened: string;
  readonly open: string;
  readonly ofThem: string;
  readonly medians: string;
  readonly finished: string;
  readonly withOpen: string;
  readonly finishedMeaning: string;
  readonly withOpenMeaning: string;
  readonly notReached: string;
  /** the difference between the two medians in one sentence; parts that are missing are null */
  readonly difference: (parts: {
    readonly finished: string | null;
    readonly both: string | null;
    readonly open: string | null;
    readonly lost: string | null;
  }) => string;
  readonly enteredOnly: (entered: string, n: number) => string;
  readonly waitingChart: string;
  readonly quantilesTitle: (stage: string, days: string) => string;
  readonly quantilesTitlePlain: string;
  readonly quantilesDefinition: string;
  readonly stage: string;
  readonly mean: string;
  readonly median: string;
  readonly p75: string;
  readonly p90: string;
  readonly day: (day: string) => string;
  readonly dayColumn: string;
  readonly movedOn: string;
  readonly interval: string;
  readonly stillThere: string;
  readonly byDayCaption: (stage: string) => string;
  readonly finishedCaption: string;
  readonly countsCaption: (stage: string) => string;
  readonly what: string;
  readonly leads: string;
  readonly share: string;
  readonly clearFilters: string;
  readonly problem: string;
  readonly later: string;
}

const EN: TimeWords = {
  name: 'Time in stage',
  halfOf: (many, days) => `half of ${many} move on within ${days}`,
  fewerOf: (many) => `fewer than half of ${many} have moved on so far`,
  tooFew: 'There are too few leads to say how long they stay',
  stageHalf: (many, days) => `Half of ${many} move on within ${days}`,
  stageFewer: (many) => `Fewer than half of ${many} have moved on so far`,
  stageTooFew: (noun, entered) => `Only ${entered} ${noun}: too few to say how long they stay`,
  definition:
    'Curves: share of all that entered which had moved on by each day, those still waiting counted as long as they were watched, disqualification as another way out; band: 95% interval. A conversion window changes nothing here.',
  entered: 'entered',
  advanced: 'moved on',
  skippedAhead: 'skipped a stage',
  lost: 'disqualified',
  reopened: 'came back later',
  open: 'still there',
  ofThem: 'of these',
  medians: 'Median, both ways',
  finished: 'finished stays',
  withOpen: 'counting the open',
  finishedMeaning: 'Median of the stays of those that moved on. It flatters: who still waits is not in it.',
  withOpenMeaning:
    'The day by which half of all that entered have moved on (Aalen–Johansen): those still there and those disqualified count too.',
  notReached: 'not reached',
  difference: ({ finished, both, open, lost }) => {
    if (finished === null) return 'Nobody has moved on yet, so there is no median.';
    const others = [
      open === null ? null : `the ${open} still there`,
      lost === null ? null : `the ${lost} disqualified`,
    ]
      .filter((part) => part !== null)
      .join(' and ');
    if (others === '') return `All stays are over, so both medians say the same: ${finished}.`;
    return both === null
      ? `Finished stays alone say ${finished}, but with ${others} counted fewer than half have moved on, so there is no such day yet.`
      : `Finished stays alone say ${finished}; with ${others} counted it takes ${both} until half have moved on, since who waits long is missing from the first figure.`;
  },
  enteredOnly: (entered) => `${entered} entered.`,
  waitingChart: 'The curve is on its way.',
  quantilesTitle: (stage, days) =>
    `Of those that moved on, one in ten stayed in ${stage} for more than ${days}`,
  quantilesTitlePlain: 'All stages side by side',
  quantilesDefinition:
    'Mean and quantiles of finished stays alone; then the share of all that entered which had moved on by a day. A dash: nobody was watched for that long, so it is not known.',
  stage: 'Stage',
  mean: 'Mean',
  median: 'Median',
  p75: '75% within',
  p90: '90% within',
  day: (day) => `by day ${day}`,
  dayColumn: 'Day',
  movedOn: 'Moved on',
  interval: '95% interval',
  stillThere: 'Still there',
  byDayCaption: (stage) => `${stage}: share moved on by day`,
  finishedCaption: 'Length of stays and share moved on, by stage',
  countsCaption: (stage) => `${stage}: how the stays ended`,
  what: 'End of the stay',
  leads: 'Leads',
  share: 'Share',
  clearFilters: 'Show all leads',
  problem: 'These figures could not be computed',
  later: 'These figures are on their way.',
};

const DE: TimeWords = {
  name: 'Verweildauer',
  halfOf: (many, days, first) =>
    first
      ? `die Hälfte der ${many} braucht höchstens ${days}, um weiterzukommen`
      : `die Hälfte der ${many} höchstens ${days}`,
  fewerOf: (many) => `von den ${many} ist bisher weniger als die Hälfte weitergekommen`,
  tooFew: 'Es sind zu wenige Leads, um zu sagen, wie lange sie bleiben',
  stageHalf: (many, days) => `Die Hälfte der ${many} braucht höchstens ${days}, um weiterzukommen`,
  stageFewer: (many) => `Von den ${many} ist bisher weniger als die Hälfte weitergekommen`,
  stageTooFew: (noun, entered) => `Nur ${entered} ${noun}: zu wenige, um zu sagen, wie lange sie bleiben`,
  definition:
    'Kurven: Anteil aller Eingetretenen, die bis zu einem Tag weitergekommen waren; noch Wartende zählen so lange mit, wie sie beobachtet wurden, Disqualifizierung ist ein anderer Ausgang; Band: 95-%-Intervall. Ein Zeitfenster ändert hier nichts.',
  entered: 'eingetreten',
  advanced: 'weitergekommen',
  skippedAhead: 'Stufe übersprungen',
  lost: 'disqualifiziert',
  reopened: 'später zurückgekehrt',
  open: 'noch da',
  ofThem: 'davon',
  medians: 'Median, auf beide Arten',
  finished: 'beendete Aufenthalte',
  withOpen: 'mit den offenen',
  finishedMeaning:
    'Median der Aufenthalte derer, die weitergekommen sind. Er schmeichelt: Wer noch wartet, fehlt darin.',
  withOpenMeaning:
    'Der Tag, bis zu dem die Hälfte aller Eingetretenen weitergekommen ist (Aalen–Johansen): Noch Wartende und Disqualifizierte zählen mit.',
  notReached: 'nicht erreicht',
  difference: ({ finished, both, open, lost }) => {
    if (finished === null) return 'Noch niemand ist weitergekommen, daher gibt es keinen Median.';
    const others = [
      open === null ? null : `die noch Offenen (${open})`,
      lost === null ? null : `die Disqualifizierten (${lost})`,
    ]
      .filter((part) => part !== null)
      .join(' und ');
    if (others === '')
      return `Alle Aufenthalte sind vorüber, daher sagen beide Mediane dasselbe: ${finished}.`;
    return both === null
      ? `Beendete Aufenthalte allein ergeben ${finished}; zählt man ${others} mit, ist noch nicht die Hälfte weitergekommen, daher gibt es diesen Tag noch nicht.`
      : `Beendete Aufenthalte allein ergeben ${finished}; zählt man ${others} mit, dauert es ${both}, bis die Hälfte weitergekommen ist, denn wer lange wartet, fehlt in der ersten Zahl.`;
  },
  enteredOnly: (entered, n) => `${entered} ${n === 1 ? 'ist' : 'sind'} eingetreten.`,
  waitingChart: 'Die Kurve ist unterwegs.',
  quantilesTitle: (stage, days) =>
    `Von denen, die weitergekommen sind, blieb jeder zehnte länger als ${days} in der Stufe ${stage}`,
  quantilesTitlePlain: 'Alle Stufen nebeneinander',
  quantilesDefinition:
    'Mittelwert und Quantile nur der beendeten Aufenthalte; dann der Anteil aller Eingetretenen, die bis zu einem Tag weitergekommen waren. Ein Strich: So lange wurde niemand beobachtet, daher ist es nicht bekannt.',
  stage: 'Stufe',
  mean: 'Mittel',
  median: 'Median',
  p75: '75 % in',
  p90: '90 % in',
  day: (day) => `bis Tag ${day}`,
  dayColumn: 'Tag',
  movedOn: 'Weitergekommen',
  interval: '95-%-Intervall',
  stillThere: 'Noch da',
  byDayCaption: (stage) => `${stage}: Anteil der Weitergekommenen nach Tagen`,
  finishedCaption: 'Länge der Aufenthalte und Anteil der Weitergekommenen nach Stufen',
  countsCaption: (stage) => `${stage}: wie die Aufenthalte endeten`,
  what: 'Ende des Aufenthalts',
  leads: 'Leads',
  share: 'Anteil',
  clearFilters: 'Alle Leads zeigen',
  problem: 'Diese Zahlen ließen sich nicht berechnen',
  later: 'Diese Zahlen sind unterwegs.',
};

/** The words of the page. */
export const TIME_WORDS = catalogue(EN, DE);
