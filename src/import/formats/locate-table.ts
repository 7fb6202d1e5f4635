/** Finds where in a file the table begins: what stands above it, its header, its number of columns. */
import type { Cell, SkippedLine } from '../row-source.ts';
import { cellKind, type CellKind } from './cell-kinds.ts';
import { isFilled, seemsFooter } from './footer-lines.ts';

/** A line of which a table may be made. */
export interface LayoutRow {
  readonly line: number;
  /** null: broken */
  readonly cells: readonly Cell[] | null;
  readonly isAfterBlank: boolean;
  readonly raw: string;
}

/** Where the table is. */
export interface TableLayout {
  /** from 1; null: none, names were made up */
  readonly headerLine: number | null;
  readonly header: readonly string[];
  /** rows stand below this line; 0 = the first line is a row */
  readonly aboveLine: number;
  readonly skipped: readonly SkippedLine[];
  /** rows leave out their last cells where they are empty */
  readonly isRagged: boolean;
}

/** Lines above a header that are looked at. */
const DEEPEST_HEADER = 60;
/** Rows that are looked at to find out what a column holds. */
const TYPED_ROWS = 200;
/** Share of short rows from which on they are a habit of the file, and not single lines gone wrong. */
const RAGGED_SHARE = 0.2;

function filledCount(row: LayoutRow): number {
  return row.cells?.filter(isFilled).length ?? 0;
}

/** Cells of a row without the empty ones at its end. */
export function usedWidth(cells: readonly Cell[]): number {
  let width = cells.length;
  while (width > 0 && !isFilled(cells[width - 1])) width--;
  return width;
}

/** The number of cells that rows have as a rule; single cells count little, since remarks look like that. */
export function usualWidth(rows: readonly LayoutRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows)
    if (cells !== null) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let best = 0;
  let width = 1;
  for (const [each, count] of counts) {
    const weight = count * (each === 1 ? 0.25 : 1 + 0.1 * Math.log2(each));
    if (weight > best || (weight === best && each > width)) {
      best = weight;
      width = each;
    }
  }
  return width;
}

/** The kind of most filled cells of each column; null where they are words, or nothing. */
function columnKinds(rows: readonly LayoutRow[], width: number): (CellKind | null)[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = new Map<CellKind | null, number>();
    let filled = 0;
    for (const { cells } of rows.slice(0, TYPED_ROWS)) {
      const cell = cells?.[column];
      if (!isFilled(cell)) continue;
      filled++;
      const kind = cellKind(cell);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const [kind, count] of counts) if (count > filled * 0.6) return kind;
    return null;
  });
}

/**
 * A row is data if each of its cells looks like data, or one looks like what its column holds below. Numbers alone say
 * nothing among words: years and counts name columns too.
 */
function seemsData(row: LayoutRow, kinds: readonly (CellKind | null)[], isAlone: boolean): boolean {
  const filled = (row.cells ?? []).flatMap((cell, column) =>
    isFilled(cell) ? [{ kind: cellKind(cell), below: kinds[column] ?? null }] : [],
  );
  if (filled.length === 0) return false;
  if (filled.every(({ kind, below }) => kind !== null && (isAlone || kind === below))) return true;
  return filled.some(
    ({ kind, below }) => kind !== null && kind !== 'number' && kind !== 'flag' && kind === below,
  );
}

/** The row below is the real header: it names every column, and what follows is data of other kinds than names. */
function isGroupRow(row: LayoutRow, below: LayoutRow, after: readonly LayoutRow[], width: number): boolean {
  const names = (row.cells ?? []).filter(isFilled);
  const own = (below.cells ?? []).filter(isFilled);
  if (own.length < width * 0.7 || new Set(own).size < own.length * 0.9) return false;
  const hasGap = names.length < own.length * 0.75 || new Set(names).size < names.length * 0.75;
  if (!hasGap && !below.isAfterBlank) return false;
  const kinds = columnKinds(after, width);
  const typed = kinds.flatMap((kind, column) => (kind === null ? [] : [column]));
  return (
    typed.length > 0 &&
    typed.every((column) => {
      const cell = below.cells?.[column];
      return !isFilled(cell) || cellKind(cell) === null;
    })
  );
}

/** Short rows are a habit if they are many, and whole ones stand among them: else another table may begin with them. */
function isRagged(body: readonly LayoutRow[], width: number): boolean {
  const isShort = body.map(({ cells }) => (cells?.length ?? 0) < width);
  const count = isShort.filter(Boolean).length;
  if (count <= body.length * RAGGED_SHARE) return false;
  return count === body.length || isShort.lastIndexOf(false) > isShort.indexOf(true);
}

const cut = (text: string): string => text.slice(0, 200);

/**
 * Where the table of a file is.
 * @param rows the first lines of the file
 * @returns null where no line can be a header
 */
export function locateTable(rows: readonly LayoutRow[]): TableLayout | null {
  const width = usualWidth(rows);
  const enough = width * 0.5;
  const top = rows.slice(0, DEEPEST_HEADER);
  let at = top.findIndex(
    (row, index) =>
      row.cells !== null &&
      filledCount(row) >= enough &&
      (row.cells.length >= Math.min(width, 2) || width === 1) &&
      !(index === 0 && width > 1 && row.cells.length === 1),
  );
  if (at < 0) at = top.findIndex((row) => row.cells !== null && row.cells.some(isFilled));
  let header = rows[at];
  if (header === undefined) return null;
  const groups: LayoutRow[] = [];
  for (let next = rows[at + 1]; next !== undefined && groups.length < 3; next = rows[at + 1]) {
    if (!isGroupRow(header, next, rows.slice(at + 2), width)) break;
    groups.push(header);
    header = next;
    at++;
  }
  const after = rows.slice(at + 1);
  // a group row may be too empty to be taken for a header at first
  const skipped = rows.slice(0, at).map((row): SkippedLine => {
    const isGroup =
      groups.includes(row) ||
      (row.cells?.length === width && row.line === (header?.line ?? 0) - 1 && filledCount(row) > 1);
    return { line: row.line, reason: isGroup ? 'header' : 'preamble', text: cut(row.raw) };
  });
  const isHeaderless = seemsData(header, columnKinds(after, width), after.length === 0);
  const names = isHeaderless
    ? Array.from(
        { length: Math.max(width, usedWidth(header.cells ?? [])) },
        (_, index) => `column_${index + 1}`,
      )
    : (header.cells ?? []).map((cell) => cell ?? '');
  const body = (isHeaderless ? rows.slice(at) : after).filter(
    ({ cells }) => cells !== null && cells.length <= names.length && !seemsFooter(cells, names.length),
  );
  return {
    headerLine: isHeaderless ? null : header.line,
    header: names,
    aboveLine: isHeaderless ? header.line - 1 : header.line,
    skipped,
    isRagged: isRagged(body, names.length),
  };
}
