/** Which leads a mark means, as the title of their list. */
import type { Format } from '../../components/format.ts';
import { catalogue, plural } from '../../components/language.tsx';
import type { Vocabulary } from '../../components/vocabulary.ts';
import type { Mark, MarkFigure } from '../../model/mark.ts';
import type { CurrentStage, Route, Stage } from '../../model/stages.ts';

type FigureOf<Name extends MarkFigure['of']> = Extract<MarkFigure, { readonly of: Name }>;

/** Words of marks in one language; lengths of time and months come formatted. */
interface MarkWords {
  readonly leads: string;
  readonly entered: Readonly<Record<Stage, string>>;
  readonly route: Readonly<Record<Route, string>>;
  readonly current: Readonly<Record<CurrentStage, string>>;
  /** @param within ` within 30 days`, or empty */
  readonly step: Readonly<
    Record<FigureOf<'step'>['count'], (from: Stage, to: Stage, within: string) => string>
  >;
  readonly stay: Readonly<Record<FigureOf<'stay'>['ending'], (stage: Stage) => string>>;
  readonly flow: (stage: Stage, month: string) => string;
  readonly handover: Readonly<Record<FigureOf<'handover'>['state'], string>>;
  readonly took: (from: Stage, to: Stage, span: string) => string;
  readonly openAge: (stage: Stage, span: string) => string;
  readonly openPast: Readonly<Record<FigureOf<'openPast'>['past'], (stage: Stage) => string>>;
  readonly stock: Readonly<Record<FigureOf<'stock'>['count'], (stage: Stage, month: string) => string>>;
  readonly agreement: (model: Stage, recorded: Stage) => string;
  readonly within: (days: number, count: string) => string;
  readonly span: {
    readonly between: (least: string, limit: string) => string;
    readonly under: (limit: string) => string;
    readonly atLeast: (least: string) => string;
    readonly any: string;
  };
  readonly days: (days: number, count: string) => string;
  readonly created: (cohort: string) => string;
  readonly enteredIn: (stage: Stage, cohort: string) => string;
  readonly segment: (column: string, value: string) => string;
}

const MANY_EN = {
  lead: 'Leads',
  mql: 'MQLs',
  sql: 'SQLs',
  opportunity: 'Opportunities',
  customer: 'Customers',
} as const;
const BECAME_EN = {
  lead: 'leads',
  mql: 'MQLs',
  sql: 'SQLs',
  opportunity: 'opportunities',
  customer: 'customers',
} as const;
const NAME_EN = {
  lead: 'lead',
  mql: 'MQL',
  sql: 'SQL',
  opportunity: 'opportunity',
  customer: 'customer',
} as const;

const EN: MarkWords = {
  leads: 'All leads of this view',
  entered: {
    lead: 'All leads of this view',
    mql: 'Leads that became MQLs',
    sql: 'Leads that became SQLs',
    opportunity: 'Leads that became opportunities',
    customer: 'Leads that became customers',
  },
  route: {
    nurtured: 'SQLs that were MQLs before',
    direct: 'SQLs by direct request',
    unknown: 'SQLs whose way is unknown',
  },
  current: {
    lead: 'Leads that have entered no further stage',
    mql: 'Leads that are MQLs now',
    sql: 'Leads that are SQLs now',
    opportunity: 'Leads that are opportunities now',
    customer: 'Leads that are customers now',
    disqualified: 'Leads that are disqualified now',
  },
  step: {
    entered: (from, to) => `${MANY_EN[from]} that could become ${BECAME_EN[to]}`,
    eligible: (from, to, within) =>
      `${MANY_EN[from]} judged on whether they became ${BECAME_EN[to]}${within}`,
    converted: (from, to, within) => `${MANY_EN[from]} that became ${BECAME_EN[to]}${within}`,
    notConverted: (from, to, within) => `${MANY_EN[from]} that did not become ${BECAME_EN[to]}${within}`,
    immature: (from, to) => `${MANY_EN[from]} too recent for the window to ${NAME_EN[to]}`,
    immatureConverted: (from, to) =>
      `${MANY_EN[from]} too recent for the window that became ${BECAME_EN[to]} already`,
  },
  stay: {
    advanced: (stage) => `${MANY_EN[stage]} that moved on`,
    skippedAhead: (stage) => `${MANY_EN[stage]} that skipped the next stage`,
    lost: (stage) => `${MANY_EN[stage]} that were disqualified`,
    reopened: (stage) => `${MANY_EN[stage]} that were disqualified and came back later`,
    open: (stage) => `${MANY_EN[stage]} that are still there`,
  },
  flow: (stage, month) =>
    stage === 'lead' ? `Leads created in ${month}` : `Leads that became ${BECAME_EN[stage]} in ${month}`,
  handover: {
    sqls: 'SQLs handed over to sales',
    contacted: 'SQLs that sales has contacted',
    met: 'SQLs contacted in time',
    missed: 'SQLs contacted too late',
    overdue: 'SQLs not contacted, and overdue',
    pending: 'SQLs not contacted, and not yet due',
    due: 'SQLs whose time for a first contact is over',
  },
  took: (from, to, span) => `${MANY_EN[from]} that became ${BECAME_EN[to]} after ${span}`,
  openAge: (stage, span) => `${MANY_EN[stage]} now, for ${span}`,
  openPast: {
    p90: (stage) => `${MANY_EN[stage]} that have waited longer than nine in ten of those that moved on`,
    sla: (stage) => `${MANY_EN[stage]} whose first contact is overdue`,
  },
  stock: {
    start: (stage, month) => `${MANY_EN[stage]} at the start of ${month}`,
    entries: (stage, month) =>
      stage === 'lead' ? `Leads created in ${month}` : `Leads that became ${BECAME_EN[stage]} in ${month}`,
    advanced: (stage, month) => `${MANY_EN[stage]} that moved on in ${month}`,
    lost: (stage, month) => `${MANY_EN[stage]} that were disqualified in ${month}`,
    end: (stage, month) => `${MANY_EN[stage]} at the end of ${month}`,
  },
  agreement: (model, recorded) =>
    `Leads that reached ${NAME_EN[model]} by the scoring model, and ${NAME_EN[recorded]} as the CRM recorded it`,
  within: (days, count) =>
    plural('en', days, { one: ` within ${count} day`, other: ` within ${count} days` }),
  span: {
    between: (least, limit) => `${least} to under ${limit}`,
    under: (limit) => `less than ${limit}`,
    atLeast: (least) => `${least} or more`,
    any: 'any time',
  },
  days: (days, count) => plural('en', days, { one: `${count} day`, other: `${count} days` }),
  created: (cohort) => `created in ${cohort}`,
  enteredIn: (stage, cohort) =>
    stage === 'lead' ? `created in ${cohort}` : `${NAME_EN[stage]} since ${cohort}`,
  segment: (column, value) => `${column}: ${value}`,
};

const MANY_DE = {
  lead: 'Leads',
  mql: 'MQLs',
  sql: 'SQLs',
  opportunity: 'Opportunities',
  customer: 'Kunden',
} as const;
const NAME_DE = {
  lead: 'Lead',
  mql: 'MQL',
  sql: 'SQL',
  opportunity: 'Opportunity',
  customer: 'Kunde',
} as const;

const DE: MarkWords = {
  leads: 'Alle Leads dieser Ansicht',
  entered: {
    lead: 'Alle Leads dieser Ansicht',
    mql: 'Leads, die zu MQLs wurden',
    sql: 'Leads, die zu SQLs wurden',
    opportunity: 'Leads, die zu Opportunities wurden',
    customer: 'Leads, die zu Kunden wurden',
  },
  route: {
    nurtured: 'SQLs, die vorher MQLs waren',
    direct: 'SQLs durch direkte Anfrage',
    unknown: 'SQLs, deren Weg unbekannt ist',
  },
  current: {
    lead: 'Leads, die noch in keine weitere Stufe kamen',
    mql: 'Leads, die jetzt MQLs sind',
    sql: 'Leads, die jetzt SQLs sind',
    opportunity: 'Leads, die jetzt Opportunities sind',
    customer: 'Leads, die jetzt Kunden sind',
    disqualified: 'Leads, die jetzt disqualifiziert sind',
  },
  step: {
    entered: (from, to) => `${MANY_DE[from]}, die zu ${MANY_DE[to]} werden könnten`,
    eligible: (from, to, within) =>
      `${MANY_DE[from]}, bei denen zählt, ob sie${within} zu ${MANY_DE[to]} wurden`,
    converted: (from, to, within) => `${MANY_DE[from]}, die${within} zu ${MANY_DE[to]} wurden`,
    notConverted: (from, to, within) => `${MANY_DE[from]}, die${within} nicht zu ${MANY_DE[to]} wurden`,
    immature: (from, to) => `${MANY_DE[from]}, die für das Zeitfenster bis ${NAME_DE[to]} zu neu sind`,
    immatureConverted: (from, to) =>
      `${MANY_DE[from]}, die für das Zeitfenster zu neu und doch schon zu ${MANY_DE[to]} geworden sind`,
  },
  stay: {
    advanced: (stage) => `${MANY_DE[stage]}, die weitergekommen sind`,
    skippedAhead: (stage) => `${MANY_DE[stage]}, die die nächste Stufe übersprungen haben`,
    lost: (stage) => `${MANY_DE[stage]}, die disqualifiziert wurden`,
    reopened: (stage) => `${MANY_DE[stage]}, die disqualifiziert wurden und später zurückkamen`,
    open: (stage) => `${MANY_DE[stage]}, die noch da sind`,
  },
  flow: (stage, month) =>
    stage === 'lead' ? `Im ${month} angelegte Leads` : `Leads, die im ${month} zu ${MANY_DE[stage]} wurden`,
  handover: {
    sqls: 'An den Vertrieb übergebene SQLs',
    contacted: 'SQLs, die der Vertrieb kontaktiert hat',
    met: 'Rechtzeitig kontaktierte SQLs',
    missed: 'Zu spät kontaktierte SQLs',
    overdue: 'Nicht kontaktierte, überfällige SQLs',
    pending: 'Nicht kontaktierte, noch nicht fällige SQLs',
    due: 'SQLs, deren Frist für den ersten Kontakt um ist',
  },
  took: (from, to, span) => `${MANY_DE[from]}, die nach ${span} zu ${MANY_DE[to]} wurden`,
  openAge: (stage, span) => `${MANY_DE[stage]} von heute, seit ${span}`,
  openPast: {
    p90: (stage) => `${MANY_DE[stage]}, die länger warten als neun von zehn der Weitergekommenen`,
    sla: (stage) => `${MANY_DE[stage]}, deren erster Kontakt überfällig ist`,
  },
  stock: {
    start: (stage, month) => `${MANY_DE[stage]} am Anfang des Monats ${month}`,
    entries: (stage, month) =>
      stage === 'lead' ? `Im ${month} angelegte Leads` : `Leads, die im ${month} zu ${MANY_DE[stage]} wurden`,
    advanced: (stage, month) => `${MANY_DE[stage]}, die im ${month} weitergekommen sind`,
    lost: (stage, month) => `${MANY_DE[stage]}, die im ${month} disqualifiziert wurden`,
    end: (stage, month) => `${MANY_DE[stage]} am Ende des Monats ${month}`,
  },
  agreement: (model, recorded) =>
    `Leads, die nach dem Scoring-Modell bis ${NAME_DE[model]} kamen, nach dem CRM bis ${NAME_DE[recorded]}`,
  within: (days, count) =>
    plural('de', days, { one: ` innerhalb von ${count} Tag`, other: ` innerhalb von ${count} Tagen` }),
  span: {
    between: (least, limit) => `${least} bis unter ${limit}`,
    under: (limit) => `weniger als ${limit}`,
    atLeast: (least) => `${least} oder mehr`,
    any: 'beliebiger Zeit',
  },
  days: (days, count) => plural('de', days, { one: `${count} Tag`, other: `${count} Tagen` }),
  created: (cohort) => `angelegt: ${cohort}`,
  enteredIn: (stage, cohort) =>
    stage === 'lead' ? `angelegt: ${cohort}` : `${NAME_DE[stage]} seit: ${cohort}`,
  segment: (column, value) => `${column}: ${value}`,
};

/** Words of marks in both languages. */
export const MARK_WORDS = catalogue(EN, DE);

/** What the words of a mark depend on beside the mark. */
export interface MarkContext {
  readonly words: MarkWords;
  readonly format: Format;
  readonly vocabulary: Vocabulary;
  /** days of the conversion window; null = none */
  readonly windowDays: number | null;
  readonly cohortBy: 'created' | 'entry';
}

function withinText({ words, format }: MarkContext, days: number | null): string {
  return days === null ? '' : words.within(days, format.score(days));
}

function spanText({ words, format }: MarkContext, least: number, limit: number | null): string {
  const days = (count: number) => words.days(count, format.score(count));
  if (limit === null) return least === 0 ? words.span.any : words.span.atLeast(days(least));
  return least === 0 ? words.span.under(days(limit)) : words.span.between(format.score(least), days(limit));
}

function figureText(figure: MarkFigure, context: MarkContext): string {
  const { words, format, windowDays } = context;
  switch (figure.of) {
    case 'leads':
      return words.leads;
    case 'entered':
      return words.entered[figure.stage];
    case 'route':
      return words.route[figure.route];
    case 'current':
      return words.current[figure.stage];
    case 'step':
      return words.step[figure.count](figure.from, figure.to, withinText(context, windowDays));
    case 'stay':
      return words.stay[figure.ending](figure.stage);
    case 'flow':
      return words.flow(figure.stage, format.cohort(figure.month));
    case 'handover':
      return words.handover[figure.state];
    case 'convertedWithin':
      return words.step.converted(figure.from, figure.to, withinText(context, figure.days));
    case 'took':
      return words.took(figure.from, figure.to, spanText(context, figure.least, figure.limit));
    case 'openAge':
      return words.openAge(figure.stage, spanText(context, figure.least, figure.limit));
    case 'openPast':
      return words.openPast[figure.past](figure.stage);
    case 'stock':
      return words.stock[figure.count](figure.stage, format.cohort(figure.month));
    case 'agreement':
      return words.agreement(figure.model, figure.recorded);
  }
}

/** The stage whose entry decides the cohort of a figure where cohorts go by entry. */
function cohortStage(figure: MarkFigure): Stage {
  if (figure.of === 'step' || figure.of === 'convertedWithin' || figure.of === 'took') return figure.from;
  return figure.of === 'entered' || figure.of === 'stay' ? figure.stage : 'lead';
}

function segmentValue(column: string, value: string | null, vocabulary: Vocabulary): string {
  if (value === null) return vocabulary.noValue;
  if (column === '@stage') return vocabulary.stage[value as CurrentStage] ?? value;
  if (column === '@route') return vocabulary.route[value as Route] ?? value;
  return value;
}

/** The leads of a mark in words: `MQLs that became SQLs within 30 days, created in Mar 2025, Source: web`. */
export function markTitle({ figure, cohort, segment }: Mark, context: MarkContext): string {
  const { words, format, vocabulary, cohortBy } = context;
  const parts = [figureText(figure, context)];
  if (cohort !== undefined) {
    const name = format.cohort(cohort);
    parts.push(cohortBy === 'created' ? words.created(name) : words.enteredIn(cohortStage(figure), name));
  }
  if (segment !== undefined)
    parts.push(
      words.segment(
        vocabulary.column(segment.column),
        segmentValue(segment.column, segment.value, vocabulary),
      ),
    );
  return parts.join(', ');
}
