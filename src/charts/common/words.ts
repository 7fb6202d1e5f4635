/** Words that several charts share: stages within a sentence, and what a rate is. */
import { catalogue, type Catalogue } from '../../components/language.tsx';
import type { Fact } from '../../components/ui/explained.tsx';
import type { Format } from '../../components/format.ts';
import type { StepFigures } from '../../model/metrics-document.ts';
import type { ConversionWindow } from '../../model/metrics-request.ts';
import type { Stage } from '../../model/stages.ts';
import { FEW_LEADS, hasWindow, windowOf, type Rate } from './steps.ts';

/** Shared words in one language. */
export interface ChartWords {
  /** one of a stage within a sentence: `lead`, `MQL` … */
  readonly one: Readonly<Record<Stage, string>>;
  /** all of a stage within a sentence, in every case the same: `leads`, `MQLs` … */
  readonly many: Readonly<Record<Stage, string>>;
  /** from one stage to another: `from lead to MQL` */
  readonly fromTo: (from: Stage, to: Stage) => string;
  /** `34.1% of MQLs become SQLs within 30 days`; `within` as `stepWithin` gives it */
  readonly become: (rate: string, from: Stage, to: Stage, within: string) => string;
  /** follows a rate: ` within 30 days` */
  readonly within: (days: string) => string;
  /** what a rate is, with the window as words or null */
  readonly rateMeaning: (from: Stage, to: Stage, windowDays: string | null) => string;
  /** `71 of 358` */
  readonly ratio: (converted: string, eligible: string) => string;
  /** stands between the two numbers of a ratio */
  readonly of: string;
  readonly converted: (to: Stage) => string;
  readonly eligible: (from: Stage) => string;
  readonly interval: string;
  readonly immature: string;
  readonly immatureConverted: string;
  readonly baseline: string;
  readonly difference: string;
  readonly few: string;
  readonly tooFew: (n: string) => string;
  /** length of a window after `within`: `60 days`, `60 Tagen` */
  readonly windowDays: (days: number) => string;
  /** the time that was given, on its own: `60 days`, `60 Tage` */
  readonly timeGiven: (days: number) => string;
  /** the same where each step has a window of its own */
  readonly ownWindow: string;
  readonly withinOwnWindow: string;
}

const MANY_EN: ChartWords['many'] = {
  lead: 'leads',
  mql: 'MQLs',
  sql: 'SQLs',
  opportunity: 'opportunities',
  customer: 'customers',
};
const ONE_EN: ChartWords['one'] = {
  lead: 'lead',
  mql: 'MQL',
  sql: 'SQL',
  opportunity: 'opportunity',
  customer: 'customer',
};
const MANY_DE: ChartWords['many'] = {
  lead: 'Leads',
  mql: 'MQLs',
  sql: 'SQLs',
  opportunity: 'Opportunities',
  customer: 'Kunden',
};
const ONE_DE: ChartWords['one'] = {
  lead: 'Lead',
  mql: 'MQL',
  sql: 'SQL',
  opportunity: 'Opportunity',
  customer: 'Kunde',
};

const EN: ChartWords = {
  one: ONE_EN,
  many: MANY_EN,
  fromTo: (from, to) => `from ${ONE_EN[from]} to ${ONE_EN[to]}`,
  become: (rate, from, to, within) => `${rate} of ${MANY_EN[from]} become ${MANY_EN[to]}${within}`,
  within: (days) => ` within ${days}`,
  rateMeaning: (from, to, days) =>
    days === null
      ? `${MANY_EN[to]} among all ${MANY_EN[from]} up to now, however long it took. Recent ones may still follow.`
      : `${MANY_EN[from]} that became ${MANY_EN[to]} within ${days}, among those that have been ${MANY_EN[from]} for at least that long.`,
  ratio: (converted, eligible) => `${converted} of ${eligible}`,
  of: 'of',
  converted: (to) => `became ${MANY_EN[to]}`,
  eligible: (from) => `${MANY_EN[from]} counted`,
  interval: '95% interval',
  immature: 'too young for the window',
  immatureConverted: 'of these converted already',
  baseline: 'compared with',
  difference: 'difference',
  few: `fewer than ${FEW_LEADS}`,
  tooFew: (n) => `Only ${n} counted: the rate is little more than chance.`,
  windowDays: (days) => (days === 1 ? '1 day' : `${days} days`),
  timeGiven: (days) => (days === 1 ? '1 day' : `${days} days`),
  ownWindow: 'the window of the step',
  withinOwnWindow: 'the window of the step',
};

const DE: ChartWords = {
  one: ONE_DE,
  many: MANY_DE,
  fromTo: (from, to) => `von ${ONE_DE[from]} zu ${ONE_DE[to]}`,
  become: (rate, from, to, within) => `${rate} der ${MANY_DE[from]} werden${within} zu ${MANY_DE[to]}`,
  within: (days) => ` innerhalb von ${days}`,
  rateMeaning: (from, to, days) =>
    days === null
      ? `${MANY_DE[to]} unter allen ${MANY_DE[from]} bis jetzt, gleich wie lange es dauerte. Neuere können noch folgen.`
      : `${MANY_DE[from]}, die innerhalb von ${days} zu ${MANY_DE[to]} wurden, unter denen, die seit mindestens dieser Zeit ${MANY_DE[from]} sind.`,
  ratio: (converted, eligible) => `${converted} von ${eligible}`,
  of: 'von',
  converted: (to) => `zu ${MANY_DE[to]} geworden`,
  eligible: (from) => `gezählte ${MANY_DE[from]}`,
  interval: '95-%-Intervall',
  immature: 'zu jung für das Zeitfenster',
  immatureConverted: 'davon schon konvertiert',
  baseline: 'zum Vergleich',
  difference: 'Unterschied',
  few: `weniger als ${FEW_LEADS}`,
  tooFew: (n) => `Nur ${n} gezählt: Die Quote ist kaum mehr als Zufall.`,
  windowDays: (days) => (days === 1 ? '1 Tag' : `${days} Tagen`),
  timeGiven: (days) => (days === 1 ? '1 Tag' : `${days} Tage`),
  ownWindow: 'das Zeitfenster des Schritts',
  withinOwnWindow: 'dem Zeitfenster des Schritts',
};

/** The shared words of the charts. */
export const CHART_WORDS: Catalogue<ChartWords> = catalogue(EN, DE);

/** The time that a window gives, in words; null without a window. */
export function timeGiven(words: ChartWords, window: ConversionWindow): string | null {
  if (typeof window === 'number') return words.timeGiven(window);
  return hasWindow(window) ? words.ownWindow : null;
}

/** A window as it stands after `within`; null without a window. */
export function windowWithin(words: ChartWords, window: ConversionWindow): string | null {
  if (typeof window === 'number') return words.windowDays(window);
  return hasWindow(window) ? words.withinOwnWindow : null;
}

/** The window of one step as it follows a rate: ` within 30 days`; empty where the step has none. */
export function stepWithin(words: ChartWords, window: ConversionWindow, from: Stage, to: Stage): string {
  const days = windowOf(window, from, to);
  return days === null ? '' : words.within(words.windowDays(days));
}

/** What stands behind a rate: counts, interval, and those that are too young. */
export function rateFacts(
  words: ChartWords,
  format: Format,
  from: Stage,
  to: Stage,
  rate: Rate & Partial<Pick<StepFigures, 'immature' | 'immatureConverted'>>,
): Fact[] {
  const facts: Fact[] = [
    { label: words.converted(to), value: format.count(rate.converted) },
    { label: words.eligible(from), value: format.count(rate.eligible) },
    { label: words.interval, value: format.interval(rate.low, rate.high) },
  ];
  if (rate.immature !== undefined && rate.immature > 0) {
    facts.push({ label: words.immature, value: format.count(rate.immature) });
    facts.push({ label: words.immatureConverted, value: format.count(rate.immatureConverted ?? null) });
  }
  return facts;
}
