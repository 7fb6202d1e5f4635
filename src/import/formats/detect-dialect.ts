/**
 * Finds out how a text writes its table, by reading its beginning in every way and looking which gives the most even
 * table: the same number of cells in each record, more columns rather than fewer, a header above them.
 */
import { cellKind } from './cell-kinds.ts';
import { LoadError } from '../load-error.ts';
import { usualWidth } from './locate-table.ts';
import { recordReader, type Dialect, type TextRecord } from './read-record.ts';

const DELIMITERS = [',', ';', '\t', '|', ' '] as const;
const SAMPLE = 65_536;
const SAMPLE_RECORDS = 400;
/** By how much another way of quoting must be better than doubled quotation marks. */
const CLEARLY = 0.02;

/** A line that says which delimiter follows, as spreadsheets write it. */
export const SEPARATOR_LINE = /^\uFEFF?"?sep=(.)"?(?:\1)*[ \t]*(?=\r|\n|$)/i;

interface Reading {
  readonly dialect: Dialect;
  readonly score: number;
  readonly quoted: number;
  readonly broken: number;
  readonly isTable: boolean;
}

function readSample(text: string, isWhole: boolean, dialect: Dialect): TextRecord[] {
  try {
    return recordReader('', dialect).push(text, isWhole).slice(0, SAMPLE_RECORDS);
  } catch (error) {
    if (error instanceof LoadError) return [];
    throw error;
  }
}

function judge(records: readonly TextRecord[], dialect: Dialect): Reading {
  const width = usualWidth(records);
  const broken = records.filter(({ cells }) => cells === null).length;
  const quoted = records.reduce((sum, record) => sum + record.quoted, 0);
  if (width < 2) return { dialect, score: 0, quoted, broken, isTable: false };
  let fit = 0;
  let weight = 0;
  let first: TextRecord | null = null;
  for (const record of records) {
    const count = record.cells?.length ?? 0;
    const isRemark = count === 1 && record.raw.length < 200;
    weight += isRemark ? 0.5 : 1;
    if (count === width) {
      fit++;
      first ??= record;
    } else if (count > 1 && count < width) fit += 0.3;
  }
  const names = (first?.cells ?? []).filter((cell): cell is string => cell !== null);
  const isNamed =
    names.length > 0 && names.every((cell) => cellKind(cell) === null && !/^\d/.test(cell.trim()));
  const above = first === null ? 0 : records.indexOf(first);
  const share = fit / Math.max(weight, 1);
  const score =
    share * share * (1 + 0.25 * Math.log2(width)) + (isNamed ? 0.3 : 0) - Math.min(above, 10) * 0.02;
  const isEven = share > 0.95 && above === 0 && broken === 0;
  const isTable = dialect.delimiter !== ' ' || (isEven && (width > 2 || hasData(records.slice(1))));
  return { dialect, score, quoted, broken, isTable };
}

function hasData(records: readonly TextRecord[]): boolean {
  return (
    records.length > 0 &&
    records.every(({ cells }) => cells?.some((cell) => cell !== null && cellKind(cell) !== null) === true)
  );
}

function bestQuoting(text: string, isWhole: boolean, delimiter: string): Reading {
  const read = (quote: '"' | "'", escape: Dialect['escape']): Reading => {
    const dialect: Dialect = { delimiter, quote, escape };
    return judge(readSample(text, isWhole, dialect), dialect);
  };
  let best = read('"', 'doubled');
  const hasBackslash = text.includes('\\');
  if (hasBackslash && text.includes('\\"')) {
    const other = read('"', 'backslash');
    if (other.broken < best.broken ? other.score >= best.score - CLEARLY : other.score > best.score + CLEARLY)
      best = other;
  }
  if (text.includes("'")) {
    for (const escape of hasBackslash ? (['doubled', 'backslash'] as const) : (['doubled'] as const)) {
      const other = read("'", escape);
      const isUsed = other.quoted > 2 && other.quoted > 4 * best.quoted && other.broken === 0;
      const isBetter = best.dialect.quote === '"' || other.broken < best.broken;
      if (isUsed && isBetter && other.score >= best.score - CLEARLY) best = other;
    }
  }
  return best;
}

/**
 * The dialect of a text.
 * @param text its beginning, without a byte-order mark
 * @param isWhole nothing follows
 * @param asked a delimiter that somebody asked for, or that the text itself names
 */
export function detectDialect(text: string, isWhole: boolean, asked: string | null): Dialect {
  const isCut = text.length > SAMPLE;
  const sample = isCut ? text.slice(0, SAMPLE) : text;
  const hasAll = isWhole && !isCut;
  if (asked !== null) return bestQuoting(sample, hasAll, asked).dialect;
  const readings = DELIMITERS.map((delimiter) => bestQuoting(sample, hasAll, delimiter));
  const tables = readings.filter(({ score, isTable }) => isTable && score > 0);
  const dense = tables.filter(({ dialect }) => dialect.delimiter !== ' ');
  const best = (dense.length > 0 ? dense : tables).toSorted((a, b) => b.score - a.score)[0];
  return best?.dialect ?? bestQuoting(sample, hasAll, ',').dialect;
}
