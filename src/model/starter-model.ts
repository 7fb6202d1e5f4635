/**
 * The starter model: a plain B2B scoring model fitted to what a data set has, for those who come without one. It knows
 * common words, not the company: which industries are the right ones, for example, it leaves to the reader and says so.
 */
import type { Condition } from './condition.ts';
import type { EngagementRule, FitRule, RuleLimit, ScoringModel } from './scoring-model.ts';
import { activityKind, isInbound, jobLevel, personaColumn } from './starter-vocabulary.ts';
import type { ActivityKind, PersonaColumn } from './starter-vocabulary.ts';

/** A lead column with its values in falling order of leads; null = missing. A long list may be cut. */
export interface StarterColumn {
  readonly name: string;
  readonly values: readonly { readonly value: string | null; readonly leads: number }[];
}

/** What the starter model is fitted to. */
export interface StarterData {
  /** IANA zone of the data set */
  readonly timeZone: string;
  readonly leadColumns: readonly StarterColumn[];
  readonly activityTypes: readonly { readonly type: string; readonly activities: number }[];
  /** values of the activities' column `direction`, where there is one */
  readonly directions?: readonly { readonly direction: string | null; readonly activities: number }[];
}

/** What the starter model could or could not make of the data. Codes are words of the catalogue. */
export type StarterNote =
  /** no activity is loaded, or none tells of interest: nobody can become an MQL by score */
  | { readonly code: 'noActivities' | 'noSigns' }
  /** no activity type is a request for sales, a contact by sales, or nurturing */
  | { readonly code: 'noDirectRequest' | 'noSalesTouch' | 'noNurtureTouch' }
  /** a type whose words tell nothing: it gives no points */
  | { readonly code: 'unknownType'; readonly type: string; readonly activities: number }
  /** no column of the persona is known: the fit minimum is 0 */
  | { readonly code: 'noFit' }
  /** a column of the persona for which only the company knows the right values */
  | { readonly code: 'cannotJudge'; readonly column: string; readonly about: PersonaColumn }
  /** authority is read from the words of this column */
  | { readonly code: 'authorityFromWords'; readonly column: string; readonly leads: number }
  /** a budget counts from this column's median on */
  | { readonly code: 'budgetFromMedian'; readonly column: string; readonly minimum: number }
  /** fewer than a tenth of the leads meet any fit rule, so the fit minimum is 0 */
  | { readonly code: 'fitTooRare' };

interface Sign {
  readonly id: string;
  readonly points: number;
  readonly limit?: RuleLimit;
  /** a passing sign: many of them together still make no MQL */
  readonly light?: true;
}

/** In the order of the rules. Points follow the effort: a look 1, a click 4, contact details for a document 8, an hour 15. */
const SIGNS: Readonly<Partial<Record<ActivityKind, Sign>>> = {
  pageView: { id: 'page_view', points: 1, limit: { times: 3, per: 'day' }, light: true },
  emailOpen: { id: 'email_open', points: 1, limit: { times: 5, per: 'month' }, light: true },
  social: { id: 'social', points: 1, limit: { times: 3, per: 'week' }, light: true },
  emailClick: { id: 'email_click', points: 4, limit: { times: 2, per: 'week' }, light: true },
  video: { id: 'video', points: 4, limit: { times: 2, per: 'week' } },
  form: { id: 'form', points: 5, limit: { times: 3, per: 'month' } },
  pricing: { id: 'pricing', points: 8, limit: { times: 1, per: 'day' } },
  download: { id: 'download', points: 8, limit: { times: 3, per: 'month' } },
  reply: { id: 'reply', points: 10, limit: { times: 2, per: 'month' } },
  chat: { id: 'chat', points: 10, limit: { times: 2, per: 'month' } },
  event: { id: 'event', points: 12, limit: { times: 2, per: 'month' } },
  webinar: { id: 'webinar', points: 15, limit: { times: 2, per: 'month' } },
  demo: { id: 'demo', points: 20, limit: { times: 2, per: 'month' } },
  trial: { id: 'trial', points: 20, limit: { times: 1, per: 'month' } },
  contactForm: { id: 'contact_form', points: 30, limit: { times: 2, per: 'month' } },
  careers: { id: 'careers', points: -10, limit: { times: 1, per: 'day' } },
  unsubscribe: { id: 'unsubscribe', points: -20, limit: { times: 1, per: 'lead' } },
};
const NURTURE: readonly ActivityKind[] = ['emailClick', 'download', 'webinar', 'event', 'video', 'demo'];
/** Longest text that a condition of the model takes. */
const LONGEST_VALUE = 1000;
/** Longest name of a column in a condition. */
const LONGEST_NAME = 200;
const MOST_VALUES = 1000;

const toFive = (points: number) => Math.round(points / 5) * 5;

function oneOf(field: string, values: readonly string[]): Condition {
  return values.length === 1
    ? { field, op: 'eq', value: values[0] ?? '' }
    : { field, op: 'in', value: values };
}

function anyOf(conditions: readonly Condition[]): Condition | null {
  return conditions.length > 1 ? { any: conditions } : (conditions[0] ?? null);
}

function numberOf(value: string | null): number | null {
  return value !== null && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : null;
}

/** Text that a condition can hold. */
function isUsable(text: string): boolean {
  return text !== '' && text.length <= LONGEST_VALUE && !text.includes('\u0000');
}

function count(rows: readonly { readonly leads: number }[]): number {
  return rows.reduce((sum, { leads }) => sum + leads, 0);
}

/** Median over leads, of values with the leads that have them. */
function weightedMedian(
  values: readonly { readonly value: number; readonly leads: number }[],
): number | null {
  const half = count(values) / 2;
  let passed = 0;
  for (const { value, leads } of values.toSorted((a, b) => a.value - b.value)) {
    passed += leads;
    if (passed >= half && half > 0) return value;
  }
  return null;
}

interface Fit {
  readonly rules: readonly FitRule[];
  readonly notes: readonly StarterNote[];
  /** the largest share of leads (0..1) that meets a rule with positive points */
  readonly share: number;
}

function authority(column: StarterColumn): Fit {
  const usable = column.values.flatMap(({ value, leads }) =>
    value !== null && value !== '' && value.length <= LONGEST_VALUE
      ? [{ value, leads, level: jobLevel(value) }]
      : [],
  );
  const senior = usable.filter(({ level }) => level === 'senior').slice(0, MOST_VALUES);
  const junior = usable.filter(({ level }) => level === 'junior').slice(0, MOST_VALUES);
  if (senior.length === 0) {
    return { rules: [], notes: [{ code: 'cannotJudge', column: column.name, about: 'seniority' }], share: 0 };
  }
  const rules: FitRule[] = [
    {
      id: 'authority',
      criterion: 'authority',
      label: column.name,
      when: oneOf(
        column.name,
        senior.map(({ value }) => value),
      ),
      points: 20,
    },
  ];
  if (junior.length > 0) {
    rules.push({
      id: 'no_authority',
      criterion: 'authority',
      label: column.name,
      when: oneOf(
        column.name,
        junior.map(({ value }) => value),
      ),
      points: -20,
    });
  }
  const leads = count(senior);
  return {
    rules,
    notes: [{ code: 'authorityFromWords', column: column.name, leads }],
    share: leads / Math.max(1, count(column.values)),
  };
}

function budget(column: StarterColumn): Fit {
  const given = column.values.filter(({ value }) => value !== null && value !== '');
  const numbers = given.flatMap(({ value, leads }) => {
    const number = numberOf(value);
    return number === null || number <= 0 || number === Infinity ? [] : [{ value: number, leads }];
  });
  const minimum = weightedMedian(numbers);
  if (minimum === null || count(numbers) < count(given) / 2) {
    return { rules: [], notes: [{ code: 'cannotJudge', column: column.name, about: 'budget' }], share: 0 };
  }
  const when: Condition = { field: column.name, op: 'gte', value: minimum };
  return {
    rules: [{ id: 'budget', criterion: 'budget', label: column.name, when, points: 15 }],
    notes: [{ code: 'budgetFromMedian', column: column.name, minimum }],
    share: count(numbers.filter(({ value }) => value >= minimum)) / Math.max(1, count(column.values)),
  };
}

function fitOf(columns: readonly StarterColumn[]): Fit {
  const find = (about: PersonaColumn) =>
    columns.find(({ name }) => name === about) ?? columns.find(({ name }) => personaColumn(name) === about);
  const [seniorityColumn, budgetColumn] = [find('seniority'), find('budget')];
  const parts: Fit[] = [];
  if (budgetColumn) parts.push(budget(budgetColumn));
  if (seniorityColumn) parts.push(authority(seniorityColumn));
  const notes: StarterNote[] = parts.flatMap((part) => part.notes);
  for (const about of ['industry', 'employees'] as const) {
    const column = find(about);
    if (column) notes.push({ code: 'cannotJudge', column: column.name, about });
  }
  const rules = parts.flatMap((part) => part.rules);
  const share = Math.max(0, ...parts.map((part) => part.share));
  if (rules.length === 0) notes.push({ code: 'noFit' });
  else if (share < 0.1) notes.push({ code: 'fitTooRare' });
  return { rules, notes, share };
}

/**
 * A model for a data set that came without one: engagement rules for the activity types whose English or German words
 * it knows, fit rules for seniority and budget, minimums that suit the points that can be had.
 * @returns the model, always valid, and what it could not make out
 */
export function fitStarterModel(data: StarterData): {
  readonly model: ScoringModel;
  readonly notes: readonly StarterNote[];
} {
  const types = new Map<ActivityKind, string[]>();
  const notes: StarterNote[] = [];
  for (const { type, activities } of data.activityTypes) {
    const kind = activityKind(type);
    if (kind === null || !isUsable(type)) notes.push({ code: 'unknownType', type, activities });
    else types.set(kind, [...(types.get(kind) ?? []), type].slice(0, MOST_VALUES));
  }

  const inbound = (data.directions ?? []).flatMap(({ direction }) =>
    direction !== null && isUsable(direction) && isInbound(direction) ? [direction] : [],
  );
  const calls = types.get('call') ?? [];
  const fromLead: Condition | null =
    calls.length > 0 && inbound.length > 0 ? oneOf('direction', inbound) : null;
  const callByLead: Condition[] = fromLead === null ? [] : [{ all: [oneOf('type', calls), fromLead] }];
  const requests = [...(types.get('contactForm') ?? []), ...(types.get('inboundCall') ?? [])];
  const directRequest = anyOf([...(requests.length > 0 ? [oneOf('type', requests)] : []), ...callByLead]);
  const meetings = types.get('meeting') ?? [];
  const touch =
    fromLead === null
      ? anyOf(calls.length + meetings.length > 0 ? [oneOf('type', [...calls, ...meetings])] : [])
      : anyOf([
          { all: [oneOf('type', calls), { not: fromLead }] },
          ...(meetings.length > 0 ? [oneOf('type', meetings)] : []),
        ]);
  const nurturing = NURTURE.flatMap((kind) => types.get(kind) ?? []);

  const signs = (Object.keys(SIGNS) as ActivityKind[]).flatMap((kind) => {
    const [sign, found] = [SIGNS[kind], types.get(kind)];
    return sign && found ? [{ kind, sign, found }] : [];
  });
  const positive = signs.filter(({ sign }) => sign.points > 0);
  const possible = positive
    .filter(({ kind }) => kind !== 'contactForm')
    .reduce((sum, { sign }) => sum + sign.points, 0);
  const minimum = Math.min(40, Math.max(10, toFive(possible / 2)));
  const clampsLight = positive.some(({ sign }) => sign.light) && positive.some(({ sign }) => !sign.light);
  const rules = signs.map(({ sign, found }): EngagementRule => ({
    id: sign.id,
    label: found.join(', ').slice(0, 200),
    when: oneOf('type', found),
    points: sign.points,
    ...(sign.limit ? { limit: sign.limit } : {}),
    ...(sign.light && clampsLight ? { group: 'light' } : {}),
  }));

  if (data.activityTypes.length === 0) notes.push({ code: 'noActivities' });
  else if (positive.length === 0) notes.push({ code: 'noSigns' });
  if (directRequest === null) notes.push({ code: 'noDirectRequest' });
  if (touch === null) notes.push({ code: 'noSalesTouch' });
  if (nurturing.length === 0) notes.push({ code: 'noNurtureTouch' });
  const fit = fitOf(data.leadColumns.filter(({ name }) => isUsable(name) && name.length <= LONGEST_NAME));
  const gains = fit.rules.flatMap(({ points }) => (points > 0 ? [points] : []));
  const model: ScoringModel = {
    version: 1,
    name: 'Starter model',
    timeZone: data.timeZone,
    fit: fit.rules,
    engagement: {
      decay: { halfLifeDays: 30 },
      rules,
      ...(clampsLight ? { groups: { light: { max: Math.max(5, toFive(minimum * 0.7)) } } } : {}),
    },
    stages: {
      mql: { fit: fit.share < 0.1 ? 0 : Math.min(...gains), engagement: minimum },
      sql: {
        engagement: minimum * 2,
        ...(directRequest === null ? {} : { directRequest, directRequestBeforeHours: 24 }),
      },
    },
    ...(touch === null ? {} : { sales: { touch } }),
    ...(nurturing.length === 0 ? {} : { nurture: { touch: oneOf('type', nurturing) } }),
  };
  return { model, notes: [...notes, ...fit.notes] };
}
