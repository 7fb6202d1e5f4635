/** Words of the step trend. */
import { catalogue } from '../../components/language.tsx';
import type { TrendAxis } from './layout.ts';

type Unit = 'month' | 'week' | 'quarter';

/** Words of the step trend in one language. Parts come formatted. */
export interface TrendWords {
  /** findings are sentences without their full stop */
  readonly changed: (
    fromTo: string,
    rose: boolean,
    by: string,
    interval: string,
    recent: string,
    before: string,
  ) => string;
  /** after a change the other way; `back`: as high as before it */
  readonly turned: (parts: {
    readonly fromTo: string;
    readonly rose: boolean;
    readonly back: boolean;
    readonly rates: readonly [earlier: string, before: string, recent: string];
    readonly spans: readonly [earlier: string, before: string, recent: string];
  }) => string;
  readonly othersToo: (steps: string) => string;
  readonly steady: (steps: number) => string;
  readonly tooFew: string;
  readonly definition: (by: string, window: string | null, axis: TrendAxis, open: boolean) => string;
  readonly axis: string;
  readonly sameAxis: string;
  readonly ownAxis: string;
  readonly byCreation: Readonly<Record<Unit, string>>;
  readonly byEntry: Readonly<Record<Unit, string>>;
  readonly overall: string;
  readonly cohort: string;
  readonly cursor: (step: string) => string;
  readonly noLeads: string;
  readonly stillGrowing: string;
  readonly soFar: string;
  readonly few: string;
  readonly matureAfter: (days: string) => string;
  readonly oneCohort: string;
  readonly table: string;
  readonly upTo: (low: string, high: string) => string;
}

const EN: TrendWords = {
  changed: (fromTo, rose, by, interval, recent, before) =>
    `The rate ${fromTo} ${rose ? 'rose' : 'fell'} by ${by} (${interval}): ${recent} against ${before}`,
  turned: ({ fromTo, rose, back, rates, spans }) =>
    `The rate ${fromTo} ${back ? 'is back at' : rose ? 'rose to' : 'fell to'} ${rates[2]} in ${spans[2]}, after a ${
      rose ? 'fall' : 'rise'
    } from ${rates[0]} in ${spans[0]} to ${rates[1]} in ${spans[1]}`,
  othersToo: (steps) => `changed too: ${steps}`,
  steady: (steps) =>
    steps === 1
      ? 'The rate has not changed beyond chance in the last complete cohorts'
      : `None of ${steps} steps has changed beyond chance in the last complete cohorts`,
  tooFew: 'There are too few complete cohorts to tell a trend from chance',
  definition: (by, window, axis, open) =>
    `Rate of each step by ${by}, ${axis === 'same' ? 'all on one axis' : 'each on its own axis'}, with the 95% interval as band; bars below: how many.${
      open ? ' Dots along the upper edge: the interval of few leads goes on above it.' : ''
    } ${
      window === null
        ? 'Without a conversion window recent cohorts still grow: dashed and hollow are those younger than the time in which nine of ten finished stays were over.'
        : `Converted within ${window}; dashed and hollow are cohorts in which some have not had that long.`
    }`,
  byCreation: {
    month: 'month of creation',
    week: 'week of creation',
    quarter: 'quarter of creation',
  },
  byEntry: {
    month: 'month of entry into its first stage',
    week: 'week of entry into its first stage',
    quarter: 'quarter of entry into its first stage',
  },
  axis: 'Axis of rates',
  sameAxis: 'Same axis',
  ownAxis: 'Own axis',
  overall: 'all',
  cohort: 'Cohort',
  cursor: (step) => `Cohorts of ${step}`,
  noLeads: 'nobody',
  stillGrowing: 'still growing',
  soFar: 'so far',
  few: 'too few to say',
  matureAfter: (days) => `complete when older than ${days}`,
  oneCohort: 'A trend takes at least two cohorts.',
  table: 'Rate of each step by cohort, with converted of counted leads and the 95% interval',
  upTo: (low, high) => `interval ${low} to ${high}`,
};

const DE: TrendWords = {
  changed: (fromTo, rose, by, interval, recent, before) =>
    `Die Quote ${fromTo} ist um ${by} ${rose ? 'gestiegen' : 'gefallen'} (${interval}): ${recent} gegenüber ${before}`,
  turned: ({ fromTo, rose, back, rates, spans }) =>
    `Die Quote ${fromTo} ist in ${spans[2]} ${
      back ? `wieder bei ${rates[2]}` : `auf ${rates[2]} ${rose ? 'gestiegen' : 'gefallen'}`
    }, nach einem ${rose ? 'Rückgang' : 'Anstieg'} von ${rates[0]} in ${spans[0]} auf ${rates[1]} in ${spans[1]}`,
  othersToo: (steps) => `ebenfalls verändert: ${steps}`,
  steady: (steps) =>
    steps === 1
      ? 'In den letzten vollständigen Kohorten hat sich die Quote nicht über den Zufall hinaus verändert'
      : `In den letzten vollständigen Kohorten hat sich keiner der ${steps} Schritte über den Zufall hinaus verändert`,
  tooFew: 'Es gibt zu wenige vollständige Kohorten, um einen Trend vom Zufall zu unterscheiden',
  definition: (by, window, axis, open) =>
    `Quote jedes Schritts nach ${by}, ${axis === 'same' ? 'alle auf einer Achse' : 'jeder auf eigener Achse'}, mit dem 95-%-Intervall als Band; Balken darunter: wie viele.${
      open ? ' Punkte am oberen Rand: Das Intervall weniger Leads reicht darüber hinaus.' : ''
    } ${
      window === null
        ? 'Ohne Zeitfenster wachsen neuere Kohorten noch: Gestrichelt und hohl sind die, die jünger sind als die Zeit, in der neun von zehn beendeten Aufenthalten vorüber waren.'
        : `Konvertiert innerhalb von ${window}; gestrichelt und hohl sind Kohorten, in denen manche noch nicht so lange Zeit hatten.`
    }`,
  byCreation: {
    month: 'Monat der Anlage',
    week: 'Woche der Anlage',
    quarter: 'Quartal der Anlage',
  },
  byEntry: {
    month: 'Monat des Eintritts in seine erste Stufe',
    week: 'Woche des Eintritts in seine erste Stufe',
    quarter: 'Quartal des Eintritts in seine erste Stufe',
  },
  axis: 'Achse der Quoten',
  sameAxis: 'Gleiche Achse',
  ownAxis: 'Eigene Achse',
  overall: 'alle',
  cohort: 'Kohorte',
  cursor: (step) => `Kohorten von ${step}`,
  noLeads: 'niemand',
  stillGrowing: 'wächst noch',
  soFar: 'bis jetzt',
  few: 'zu wenige',
  matureAfter: (days) => `vollständig, wenn älter als ${days}`,
  oneCohort: 'Für einen Trend braucht es mindestens zwei Kohorten.',
  table: 'Quote jedes Schritts nach Kohorten, mit konvertierten von gezählten Leads und 95-%-Intervall',
  upTo: (low, high) => `Intervall ${low} bis ${high}`,
};

/** The words of the step trend. */
export const TREND_WORDS = catalogue(EN, DE);
