/** What a view is held against, as a parameter of a link: `compare=last-year`. Pure; links come from strangers. */
import type { ViewComparison } from './view-parts.ts';

const PLAIN = {
  'previous-period': 'previousPeriod',
  'last-year': 'lastYear',
  'other-basis': 'otherBasis',
  rest: 'rest',
  'own-model': 'ownModel',
} as const;
const NONE = 'none';
const MODEL = 'model:';
const LONGEST_NAME = 200;
const RANGE = /^(\d{4}-\d{2}-\d{2})~(\d{4}-\d{2}-\d{2})$/;

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === day;
}

/** Reads the parameter; undefined for what is none. */
export function readComparison(text: string): ViewComparison | null | undefined {
  if (text === NONE) return null;
  if (Object.hasOwn(PLAIN, text)) return { with: PLAIN[text as keyof typeof PLAIN] };
  if (text.startsWith(MODEL)) {
    const name = text.slice(MODEL.length);
    return name === '' || name.length > LONGEST_NAME ? undefined : { with: 'model', name };
  }
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined || !isRealDay(from) || !isRealDay(to) || from > to)
    return undefined;
  return { with: 'range', from, to };
}

/** The parameter of a comparison. */
export function writeComparison(comparison: ViewComparison | null): string {
  if (comparison === null) return NONE;
  if (comparison.with === 'range') return `${comparison.from}~${comparison.to}`;
  if (comparison.with === 'model') return `${MODEL}${comparison.name}`;
  return Object.entries(PLAIN).find(([, kind]) => kind === comparison.with)?.[0] ?? NONE;
}
