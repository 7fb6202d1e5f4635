/** A small data set with all that makes exports hard to read, as values and not yet as any file. */

/** Kinds of activities, whatever a system calls them. */
export type ActivityKind = 'visit' | 'form' | 'click' | 'call';

/** A lead; instants are seconds since 1970. */
export interface TrueLead {
  readonly id: string;
  readonly email: string;
  readonly first: string;
  readonly last: string;
  readonly company: string | null;
  readonly source: string;
  readonly industry: string | null;
  readonly country: string | null;
  readonly employees: number | null;
  readonly budget: number | null;
  readonly note: string;
  readonly createdAt: number;
  readonly mqlAt: number | null;
  readonly sqlAt: number | null;
  readonly opportunityAt: number | null;
  readonly customerAt: number | null;
  readonly lostAt: number | null;
  readonly disqualifiedAt: number | null;
}

/** An activity. */
export interface TrueActivity {
  readonly id: string;
  readonly leadId: string;
  readonly email: string;
  readonly kind: ActivityKind;
  readonly at: number;
  readonly channel: string;
  readonly content: string;
}

const DAY = 86_400;
const START = Date.UTC(2024, 0, 8, 7, 13, 21) / 1000;

/** Numbers from 0 to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const NAMES: readonly (readonly [string, string])[] = [
  ['Jörg', 'Müller'],
  ['Ada', 'Byron'],
  ['Zoë', 'O\'Hara-"Smith"'],
  ['Ärne', 'Großmann'],
  ['Max', 'Null'],
];
const COMPANIES = ['Müller & Söhne; Bau', 'Büro "Süd"', 'Werk\nHalle 3, Köln', null, 'Acme, Inc.'];
const SOURCES = ['Empfehlung', 'Messe Köln', 'Web | Suche', 'Straßenaktion'];
const INDUSTRIES = ['Software', 'Maschinenbau', null, 'Gebäude\tTechnik'];
const COUNTRIES = ['DE', 'NA', 'Österreich', null];
const NOTES = [
  '500 € genehmigt',
  'sagt: "später"',
  'erste Zeile\nzweite Zeile',
  '=1+1',
  'nur Text; mehr nicht',
];
const KINDS: readonly ActivityKind[] = ['visit', 'click', 'visit', 'form', 'call'];
const CHANNELS: Readonly<Record<ActivityKind, string>> = {
  visit: 'web',
  form: 'web',
  click: 'email',
  call: 'sales',
};

function idOf(index: number): string {
  if (index % 8 === 1) return String(index).padStart(6, '0');
  if (index % 8 === 2) return String(12_345_678_901_230_000n + BigInt(index) * 7n + 1n);
  return `L-${1000 + index}`;
}

const pick = <Value>(list: readonly Value[], index: number): Value => list[index % list.length] as Value;

const random = numbers(7);

/** 40 leads. */
export const LEADS: readonly TrueLead[] = Array.from({ length: 40 }, (_, index): TrueLead => {
  const [first, last] = pick(NAMES, index);
  const createdAt = START + index * 5 * DAY + Math.floor(random() * DAY);
  const after = (from: number | null, share: number, days: number): number | null =>
    random() < share && from !== null ? from + Math.floor((0.1 + random()) * days * DAY) : null;
  const mqlAt = after(createdAt, 0.7, 20);
  const sqlAt = after(mqlAt, 0.7, 15);
  const opportunityAt = after(sqlAt, 0.75, 20);
  const customerAt = after(opportunityAt, 0.6, 30);
  return {
    id: idOf(index),
    email: `person.${index}@beispiel-${index % 7}.example`,
    first,
    last,
    company: pick(COMPANIES, index),
    source: pick(SOURCES, Math.floor(random() * 4)),
    industry: pick(INDUSTRIES, Math.floor(random() * 4)),
    country: pick(COUNTRIES, Math.floor(random() * 4)),
    employees: index % 6 === 5 ? null : 50 * (1 + (index % 30)),
    budget: index % 7 === 6 ? null : 977.25 + 250 * index,
    note: pick(NOTES, index),
    createdAt,
    mqlAt,
    sqlAt,
    opportunityAt,
    customerAt,
    lostAt:
      opportunityAt !== null && customerAt === null && index % 2 === 0 ? opportunityAt + 20 * DAY : null,
    disqualifiedAt: mqlAt === null ? after(createdAt, 0.5, 30) : null,
  };
});

/** 120 activities in the order of time, then the first again, then one of a lead that is not there. */
export const ACTIVITIES: readonly TrueActivity[] = (() => {
  const own = Array.from({ length: 120 }, (_, index) => {
    const lead = pick(LEADS, Math.floor(random() * 40));
    const kind = pick(KINDS, Math.floor(random() * KINDS.length));
    return {
      leadId: lead.id,
      email: lead.email,
      kind,
      at: lead.createdAt + Math.floor((random() * 60 - 2) * DAY),
      channel: CHANNELS[kind],
      content: pick(NOTES, index),
    };
  })
    .toSorted((a, b) => a.at - b.at)
    .map((activity, index): TrueActivity => ({ ...activity, id: `A-${String(index).padStart(4, '0')}` }));
  const [first] = own;
  if (first === undefined) throw new RangeError('There are no activities');
  const orphan = { ...first, id: 'A-9999', leadId: '000099', email: 'nobody@beispiel.example' };
  return [...own, first, orphan];
})();
