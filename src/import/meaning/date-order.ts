/** Which of day and month comes first, decided for a column from all of its values. */
import type { DateOrder } from '../mapping.ts';
import type { DateShape } from './dates.ts';

/** What the values of a column say about the order of their numbers. */
export interface OrderEvidence {
  /** values whose year comes last and that are numbers alone */
  pairs: number;
  /** of them those that are dates in one order only */
  onlyDmy: number;
  onlyMdy: number;
  /** of them those that are the same day in both orders */
  alike: number;
  /** separators of the pairs with how often they occur */
  readonly separators: Map<string, number>;
  /** values with AM or PM */
  meridiem: number;
}

/** A column of which nothing is known yet. */
export function noEvidence(): OrderEvidence {
  return { pairs: 0, onlyDmy: 0, onlyMdy: 0, alike: 0, separators: new Map(), meridiem: 0 };
}

/** Adds what one value says. */
export function addEvidence(evidence: OrderEvidence, shape: DateShape): void {
  if (shape.hasMeridiem) evidence.meridiem++;
  if (shape.pair === null) return;
  evidence.pairs++;
  if (shape.pair[0] > 12) evidence.onlyDmy++;
  if (shape.pair[1] > 12) evidence.onlyMdy++;
  if (shape.pair[0] === shape.pair[1]) evidence.alike++;
  evidence.separators.set(shape.separator, (evidence.separators.get(shape.separator) ?? 0) + 1);
}

/** Dates by the order in which they can be read: in one alone, or in both, as another day each. */
export type OrderCounts = Readonly<Record<'dmy' | 'mdy' | 'both', number>>;

/** Counts dates by the order in which they can be read. */
export function countOrders({ pairs, onlyDmy, onlyMdy, alike }: OrderEvidence): OrderCounts {
  return { dmy: onlyDmy, mdy: onlyMdy, both: pairs - onlyDmy - onlyMdy - alike };
}

/** How a column's dates are to be read. */
export interface OrderDecision {
  /** null where no value depends on the order */
  readonly order: DateOrder | null;
  /** both readings fit every value */
  readonly isOpen: boolean;
  /** some values can be read in one order alone, others in the other alone */
  readonly isMixed: boolean;
}

/** What a column's own values decide. */
export function decideOrder(evidence: OrderEvidence): OrderDecision {
  const { pairs, onlyDmy, onlyMdy } = evidence;
  if (pairs === 0) return { order: null, isOpen: false, isMixed: false };
  if (onlyDmy === 0 && onlyMdy === 0) return { order: null, isOpen: true, isMixed: false };
  return { order: onlyDmy >= onlyMdy ? 'dmy' : 'mdy', isOpen: false, isMixed: onlyDmy > 0 && onlyMdy > 0 };
}

/** What else speaks for an order. */
export interface OrderHints {
  /** orders that the values of other columns of the file decide */
  readonly decided: readonly DateOrder[];
  /** the file is German, or at least not American: its headers, `;` as the delimiter */
  readonly isContinental: boolean;
  /** language of the reader, where nothing in the file speaks */
  readonly language: 'en' | 'de' | null;
}

/**
 * The order to take where both fit: that of the file's other columns, then what its manners say, then that of the
 * separator: a stroke is American, a point or a hyphen is not.
 */
export function assumedOrder(evidence: OrderEvidence, hints: OrderHints): 'dmy' | 'mdy' {
  const others = new Set(hints.decided.filter((order) => order !== 'ymd'));
  const [only] = others;
  if (others.size === 1 && (only === 'dmy' || only === 'mdy')) return only;
  const separator = [...evidence.separators].toSorted((a, b) => b[1] - a[1])[0]?.[0];
  if (separator === '.') return 'dmy';
  if (hints.isContinental) return 'dmy';
  if (evidence.meridiem > 0) return 'mdy';
  if (hints.language === 'de') return 'dmy';
  return separator === '/' ? 'mdy' : 'dmy';
}
