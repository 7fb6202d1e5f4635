/** Rows of a file become rows of a table: known columns first, dates and numbers as the contract reads them. */
import { uniqueNames } from '../header.ts';
import type { DateOrder, FileMapping, TableMapping } from '../mapping.ts';
import type { Cell, RowBatch, RowSource } from '../row-source.ts';
import { dateShape, readDate } from './dates.ts';
import { earliestPerLead } from './per-lead.ts';
import { isMissing } from './missing.ts';
import { readNumericDate } from './numeric-dates.ts';
import { readNumber } from './numbers.ts';
import { stageOf } from './stage-names.ts';
import { INSTANT_COLUMNS, tableColumns, type ConvertedColumn } from './table-columns.ts';

/** Rows of a table, from a part of the file. */
export interface ConvertedBatch {
  /** cells in the order of `tableColumns` */
  readonly rows: readonly (readonly (string | null)[])[];
  /** line of each row in the file, from 1 */
  readonly lines: readonly number[];
  /** rows that could not be taken apart, by their place here: all of their cells are null */
  readonly malformed: readonly number[];
  /** how many cells each of them has in the file, where that is known */
  readonly malformedCells: readonly (number | null)[];
  /** rows of the file that this part holds, those that belong to other tables among them */
  readonly read: number;
  /** bytes of the file that were read so far */
  readonly bytes: number;
}

/**
 * A date that cannot be read in the order that was decided for its column, but can in another. Whoever converts begins
 * anew with the other order; with both contradicted, the column goes into `settled`, and what is unreadable stays as it
 * was written. A class, so that it can be told from other errors.
 */
export class DateOrderContradiction extends Error {
  readonly column: string;
  readonly order: DateOrder;
  /** the order in which it can be read */
  readonly other: 'dmy' | 'mdy';
  /** from 1 */
  readonly line: number;

  constructor(column: string, order: DateOrder, other: 'dmy' | 'mdy', line: number) {
    super(`${column}, line ${line}: a date in the order ${other}, not ${order}`);
    this.name = 'DateOrderContradiction';
    this.column = column;
    this.order = order;
    this.other = other;
    this.line = line;
  }
}

/** How to convert. */
export interface ConvertOptions {
  /** columns of the file whose dates are known to come in both orders: these do not throw */
  readonly settled?: ReadonlySet<string>;
}

type Row = readonly Cell[];
/** @param line of the row, for what goes wrong */
type ReadCell = (row: Row, line: number) => string | null;

function lowered(values: readonly string[]): Set<string> {
  return new Set(values.map((value) => value.trim().toLowerCase()));
}

function cellAt(row: Row, index: number): string | null {
  const cell = row[index] ?? null;
  return cell === null || isMissing(cell) ? null : cell;
}

/** In which order a date can be read that cannot in the decided one. */
function otherOrder(text: string, order: DateOrder): 'dmy' | 'mdy' | null {
  if (order === 'ymd') {
    const shape = dateShape(text);
    if (shape?.pair === null || shape?.pair === undefined) return null;
    return shape.pair[0] > 12 || shape.separator === '.' ? 'dmy' : 'mdy';
  }
  const other = order === 'dmy' ? 'mdy' : 'dmy';
  return readDate(text, other) === null ? null : other;
}

/** Reads one column of the file: its dates and numbers are canonical, what cannot be read stays as it was written. */
function fileColumn(name: string, index: number, mapping: FileMapping, isSettled: boolean): ReadCell {
  const own = <Value>(part: Readonly<Record<string, Value>> | undefined): Value | undefined =>
    part !== undefined && Object.hasOwn(part, name) ? part[name] : undefined;
  const numeric = own(mapping.numericDates);
  const order = own(mapping.dateOrder);
  const decimal = own(mapping.decimal);
  if (numeric !== undefined || order !== undefined) {
    const taken = order ?? 'ymd';
    let last: string | null = null;
    let lastRead: string | null = null;
    return (row, line) => {
      const text = cellAt(row, index);
      if (text === null || text === last) return text === null ? null : lastRead;
      const read = (numeric === undefined ? null : readNumericDate(text, numeric)) ?? readDate(text, taken);
      if (read === null && !isSettled) {
        const other = otherOrder(text, taken);
        if (other !== null) throw new DateOrderContradiction(name, taken, other, line);
      }
      last = text;
      lastRead = read ?? text;
      return lastRead;
    };
  }
  if (decimal !== undefined) {
    return (row) => {
      const text = cellAt(row, index);
      return text === null ? null : (readNumber(text, decimal) ?? text);
    };
  }
  return (row) => cellAt(row, index);
}

/** A single value of JSON as text; objects and lists are none. */
function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return isMissing(value) ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** An attribute as text: a list with `;` between, nothing and objects as missing. */
function attributeText(value: unknown): string | null {
  if (!Array.isArray(value)) return scalarText(value);
  const texts = value.flatMap((one) => scalarText(one) ?? []);
  return texts.length === 0 ? null : texts.join(';');
}

/** Reads attributes out of cells of JSON; several attributes of one cell take it apart once. */
function attributeReader(): (cell: string, key: string) => string | null {
  let last: string | null = null;
  let held: object = {};
  return (cell, key) => {
    if (cell !== last) {
      last = cell;
      held = {};
      try {
        const value: unknown = JSON.parse(cell);
        if (typeof value === 'object' && value !== null) held = value;
      } catch {
        // a cell that is no JSON holds no attribute
      }
    }
    return Object.hasOwn(held, key) ? attributeText((held as Record<string, unknown>)[key]) : null;
  };
}

/** Ids of merged records as the contract separates them: `[12,13]` and `12, 13` become `12;13`. */
function aliasText(text: string): string {
  return /[[\],]/.test(text)
    ? text
        .replaceAll(/[[\]"'\s]/g, '')
        .split(/[,;]/)
        .filter((id) => id !== '')
        .join(';')
    : text;
}

/** What makes the cells of one column of a table. */
function tableColumn(
  { known, source }: ConvertedColumn,
  table: TableMapping['table'],
  columns: ReadonlyMap<string, ReadCell>,
  attributeOf: (cell: string, key: string) => string | null,
): ReadCell {
  const nothing: ReadCell = () => null;
  const { when, join, attribute, before, constant = null } = source;
  const plain = source.from.map((name) => columns.get(name) ?? nothing);
  const parts = plain.map((read): ReadCell =>
    attribute === undefined && before === undefined
      ? read
      : (row, line) => {
          const cell = read(row, line);
          const text = cell === null || attribute === undefined ? cell : attributeOf(cell, attribute);
          if (text === null || before === undefined || before === '') return text;
          const at = text.indexOf(before);
          const cut = (at < 0 ? text : text.slice(0, at)).trim();
          return cut === '' ? null : cut;
        },
  );
  const [first = nothing] = parts;
  let read: ReadCell = first;
  if (parts.length !== 1 || constant !== null) {
    read =
      join === undefined
        ? (row, line) => {
            for (const part of parts) {
              const text = part(row, line);
              if (text !== null) return text;
            }
            return constant;
          }
        : (row, line) => {
            const texts = parts.flatMap((part) => part(row, line) ?? []);
            return texts.length === 0 ? constant : texts.join(join);
          };
  }
  // a day and a time of day are one instant only now
  if (join !== undefined && known !== null && INSTANT_COLUMNS.has(known))
    read = mapped(read, (text) => readDate(text, 'ymd') ?? text);
  if (known === 'alias_ids') read = mapped(read, aliasText);
  const values = new Map(
    Object.entries(source.values ?? {}).map(([from, to]) => [from.trim().toLowerCase(), to]),
  );
  const isStage = table === 'stageHistory' && known === 'stage';
  if (values.size > 0 || isStage) {
    read = mapped(read, (text) => {
      const given = values.get(text.trim().toLowerCase());
      return given ?? (isStage ? (stageOf(text) ?? text) : text);
    });
  }
  if (when === undefined) return isStage ? read : emptied(read);
  const condition = columns.get(when.column) ?? nothing;
  const held = lowered(when.in);
  const whole = read;
  return (row, line) =>
    held.has((condition(row, line) ?? '').trim().toLowerCase()) ? whole(row, line) || null : null;
}

function mapped(read: ReadCell, change: (text: string) => string): ReadCell {
  return (row, line) => {
    const text = read(row, line);
    return text === null ? null : change(text);
  };
}

/** A value that is mapped to nothing is missing. */
function emptied(read: ReadCell): ReadCell {
  return (row, line) => read(row, line) || null;
}

/** What converts single rows of a file into those of one table. */
function rowConverter(
  source: RowSource,
  table: TableMapping,
  mapping: FileMapping,
  settled: ReadonlySet<string>,
) {
  const raw = new Map(uniqueNames(source.header).map((name, index) => [name, index]));
  const cells = new Map(
    [...raw].map(([name, index]) => [name, fileColumn(name, index, mapping, settled.has(name))]),
  );
  const attributeOf = attributeReader();
  const columns = tableColumns(mapping, table);
  const readers = columns.map((column) => tableColumn(column, table.table, cells, attributeOf));
  const stage = table.table === 'stageHistory' ? columns.findIndex(({ known }) => known === 'stage') : -1;
  const condition = table.rows === null ? null : raw.get(table.rows.column);
  const held = lowered(table.rows?.in ?? []);
  const isNot = table.rows?.not ?? false;
  return {
    width: columns.length,
    /** The row as one of the table; null where it belongs to another. */
    convert(row: Row, line: number): (string | null)[] | null {
      if (condition !== null) {
        const value = condition === undefined ? '' : (row[condition] ?? '').trim().toLowerCase();
        if (held.has(value) === isNot) return null;
      }
      const converted = readers.map((read) => read(row, line));
      return stage >= 0 && converted[stage] === '' ? null : converted;
    },
  };
}

/**
 * The rows of one table out of a file, read from its beginning. Their columns are those of `tableColumns`.
 * @param table one of `mapping.tables`
 * @param signal ends the reading
 * @throws DateOrderContradiction where a date speaks against the order that was decided for its column
 * @throws what the source throws where the file is broken
 */
export async function* convertRows(
  source: RowSource,
  table: TableMapping,
  mapping: FileMapping,
  signal: AbortSignal,
  { settled = new Set() }: ConvertOptions = {},
): AsyncGenerator<ConvertedBatch, void, undefined> {
  const { width, convert } = rowConverter(source, table, mapping, settled);
  const broken: readonly null[] = Array.from({ length: width }, () => null);
  const convertBatch = (batch: RowBatch): ConvertedBatch => {
    const bad = new Set(batch.malformed);
    const rows: (readonly (string | null)[])[] = [];
    const lines: number[] = [];
    const malformed: number[] = [];
    const malformedCells = batch.malformed.map((_, index) => batch.malformedCells?.[index] ?? null);
    for (let place = 0; place < batch.rows.length; place++) {
      const line = batch.lines[place] ?? 0;
      const row = bad.has(place) ? broken : convert(batch.rows[place] ?? [], line);
      if (row === null) continue;
      if (row === broken) malformed.push(rows.length);
      rows.push(row);
      lines.push(line);
    }
    return { rows, lines, malformed, malformedCells, read: batch.rows.length, bytes: batch.bytes };
  };
  if (!table.perLead) {
    for await (const batch of source.rows(signal)) yield convertBatch(batch);
    return;
  }
  yield* earliestPerLead(source.rows(signal), convertBatch, tableColumns(mapping, table));
}
