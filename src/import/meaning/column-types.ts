/** What each column of a file is, from a sample of its rows. */
import type { Cell } from '../row-source.ts';
import type { ColumnType, NumericDate } from '../mapping.ts';
import { addEvidence, noEvidence, type OrderEvidence } from './date-order.ts';
import { dateShape, readDate } from './dates.ts';
import { isMissing } from './missing.ts';
import { numericDateKind } from './numeric-dates.ts';
import { readNumber, type Decimal } from './numbers.ts';
import { comparable } from './words.ts';

/** Type that the format of a file declares. */
type Declared = 'text' | 'number' | 'boolean' | 'date' | 'instant' | null;

/** What is known of a column. */
export interface ColumnFacts {
  /** unique in the file */
  readonly name: string;
  /** the name as it is compared */
  readonly words: string;
  readonly type: ColumnType;
  /** sampled rows with a value, and without */
  readonly filled: number;
  readonly missing: number;
  readonly samples: readonly string[];
  /** different values with how often they occur, the first thousand of them */
  readonly distinct: ReadonlyMap<string, number>;
  /** there are more different values than `distinct` holds */
  readonly isDistinctCut: boolean;
  readonly evidence: OrderEvidence;
  /** values that are dates */
  readonly dates: number;
  /** dates of the column that are not readable as they stand */
  readonly oddDates: number;
  /** how its numbers mean dates; null where they do not */
  readonly numericDate: NumericDate | null;
  /** decimal sign; null where both fit, and numbers differ by it */
  readonly decimal: Decimal | null;
  /** decimal sign that some number needs; null where all of them can be read with both, or the format declares them */
  readonly provenDecimal: Decimal | null;
  /** some number is not plain: it has to be converted */
  readonly hasOddNumbers: boolean;
}

/** Different values that are kept. */
const MOST_DISTINCT = 1000;
/** Longest value of those, in characters: enough for a cell of attributes. */
const LONGEST_KEPT = 4_000;
/** Values after which a column without any date, number, … is not asked for one again. */
const PATIENCE = 200;
/** Longest sample in characters. */
const SAMPLE_LENGTH = 200;

const BOOLEANS = new Set(['true', 'false', 'yes', 'no', 'ja', 'nein', 'wahr', 'falsch', 'y', 'n', 't', 'f']);
const EMAIL = /^\s*[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+\s*$/;
const GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
/** Ids of fifteen or eighteen letters and digits, as one CRM makes them. */
const RECORD_ID = /^(?=.*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const ID_WORDS =
  /(^| )(id|ids|guid|uuid|vid|nr|key|fid|identifier|kennung|kundennummer|case|checksum|pruefsumme)$|^(lead|deal|opportunity|contact|person|account)id$/;
const NEVER_NUMBERS =
  /(^| )(phone|telefon|tel|mobile|mobil|handy|fax|zip|plz|postal|postleitzahl|postcode|iban|code|number|nummer|sku|ip|version|hausnummer)( |$)/;
const COUNTS = /^(number|no|anzahl|num|count|zahl) (of|der|von)?|^num /;
/** Names of columns in which a bare number may be a date. */
const DATE_WORDS =
  /(^| )(date|time|timestamp|at|on|since|created|modified|updated|closed|start|end|datum|zeit|zeitpunkt|zeitstempel|am|seit|erstellt|geaendert|abgeschlossen|beginn|ende|createdate|closedate|cdate|udate|mdate|createdon|when)( |$)|(date|datum|zeit|time)$/;

/** Names whose numbers are sums, whatever dates they mention. */
const SUM_WORDS =
  /(^| )(amount|value|revenue|price|cost|betrag|umsatz|preis|kosten|score|points|punkte|count|anzahl|days|tage|hours|stunden|minutes|minuten|duration|dauer|probability|quantity)( |$)/;

/** Looks at the values of one column, one by one. */
interface ColumnWatch {
  add(cell: Cell | undefined): void;
  facts(): ColumnFacts;
}

/**
 * Watches a column.
 * @param name unique in the file
 * @param declared type that the format gives it
 */
export function watchColumn(name: string, declared: Declared): ColumnWatch {
  // properties.email of an interface is property_email of a warehouse
  const words = comparable(name).replace(/^properties /, 'property ');
  const evidence = noEvidence();
  const distinct = new Map<string, number>();
  const numericDates = new Map<NumericDate, number>();
  const isDateNamed = DATE_WORDS.test(words) && !SUM_WORDS.test(words);
  let isDistinctCut = false;
  let [filled, missing, dates, oddDates, times, compact] = [0, 0, 0, 0, 0, 0];
  let [point, comma, ambiguous, oddNumbers] = [0, 0, 0, 0];
  let [emails, booleans, ids, long] = [0, 0, 0, 0];

  const addDate = (text: string): boolean => {
    const shape = dateShape(text);
    if (shape === null) return false;
    dates++;
    if (shape.hasTime) times++;
    if (shape.isCompact) compact++;
    addEvidence(evidence, shape);
    if (shape.pair !== null || readDate(text, 'ymd') !== text) oddDates++;
    return true;
  };
  const addNumber = (text: string): void => {
    const withPoint = readNumber(text, '.');
    const withComma = readNumber(text, ',');
    if (withPoint !== null) point++;
    if (withComma !== null) comma++;
    if (withPoint !== null && withComma !== null && withPoint !== withComma) ambiguous++;
    if ((withPoint ?? withComma) !== null && withPoint !== text) oddNumbers++;
    if (withPoint === null && withComma === null) return;
    const kind = numericDateKind(text);
    if (kind !== null) numericDates.set(kind, (numericDates.get(kind) ?? 0) + 1);
    const bare = text.trim();
    if (/^\d+$/.test(bare) && ((bare.length > 1 && bare.startsWith('0')) || bare.length > 15)) long++;
  };

  return {
    add(cell) {
      if (cell === undefined || cell === null || isMissing(cell)) {
        missing++;
        return;
      }
      filled++;
      const seen = distinct.get(cell);
      if (seen !== undefined) distinct.set(cell, seen + 1);
      else if (distinct.size < MOST_DISTINCT && cell.length <= LONGEST_KEPT) distinct.set(cell, 1);
      else isDistinctCut = true;
      if (cell.length > SAMPLE_LENGTH) return;
      const early = filled <= PATIENCE;
      const isDate = (early || dates > 0) && addDate(cell);
      if (!isDate && (early || point + comma > 0)) addNumber(cell);
      else if (isDate && compact > 0) addNumber(cell);
      if ((early || emails > 0) && EMAIL.test(cell)) emails++;
      if ((early || booleans > 0) && BOOLEANS.has(cell.trim().toLowerCase())) booleans++;
      if ((early || ids > 0) && (GUID.test(cell) || RECORD_ID.test(cell))) ids++;
    },
    facts() {
      const [numericDate, numericCount] = [...numericDates].toSorted((a, b) => b[1] - a[1])[0] ?? [null, 0];
      const isNamedId = ID_WORDS.test(words) && !COUNTS.test(words);
      const numbers = Math.max(point, comma);
      const isNumericDate =
        isDateNamed &&
        !isNamedId &&
        numericDate !== null &&
        numericCount >= 0.9 * filled &&
        (declared !== 'text' || numericDate !== 'excel');
      const typeOf = (): ColumnType => {
        if (filled === 0) return 'empty';
        if (declared === 'date' || declared === 'instant' || declared === 'boolean') return declared;
        if (emails >= 0.6 * filled) return 'email';
        // eight digits are a date only where the name says so
        if (dates > 0.5 * filled && (compact < 0.5 * dates || (isDateNamed && !isNamedId)))
          return times > 0 ? 'instant' : 'date';
        if (isNumericDate)
          return numericDate === 'excel' && ![...distinct.keys()].some((one) => /[.,]/.test(one))
            ? 'date'
            : 'instant';
        if (booleans === filled) return 'boolean';
        if (isNamedId || ids >= 0.8 * filled) return 'id';
        if (declared === 'number') return 'number';
        if (NEVER_NUMBERS.test(words) && !COUNTS.test(words)) return 'text';
        if (long > 0) return numbers >= 0.9 * filled ? 'id' : 'text';
        return numbers >= 0.9 * filled ? 'number' : 'text';
      };
      const type = typeOf();
      const proven = point > comma ? '.' : comma > point ? ',' : null;
      const isWritten = type === 'number' && declared !== 'number';
      return {
        name,
        words,
        type,
        filled,
        missing,
        samples: [...distinct.keys()].slice(0, 5).map((text) => text.slice(0, SAMPLE_LENGTH)),
        distinct,
        isDistinctCut,
        evidence,
        dates: dates + (isNumericDate ? numericCount : 0),
        oddDates: oddDates + (isNumericDate ? numericCount : 0),
        numericDate: (type === 'date' || type === 'instant') && isNumericDate ? numericDate : null,
        decimal: isWritten && proven === null && ambiguous > 0 ? null : ((isWritten ? proven : null) ?? '.'),
        provenDecimal: isWritten ? proven : null,
        hasOddNumbers: type === 'number' && oddNumbers > 0,
      };
    },
  };
}
