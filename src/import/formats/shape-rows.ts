/** Tells rows of a table from lines that have another shape, and from what stands below the table. */
import type { Cell, SkippedLine } from '../row-source.ts';
import { isFilled, seemsFooter } from './footer-lines.ts';
import { usedWidth, type LayoutRow, type TableLayout } from './locate-table.ts';

/** Rows in their order, without their place in the file. */
export interface ShapedRows {
  readonly rows: (readonly Cell[])[];
  readonly lines: number[];
  readonly malformed: number[];
  /** how many cells each of them has; null where a quote has no end */
  readonly malformedCells: (number | null)[];
}

/** Takes lines one after another. */
export interface RowShaper {
  push(lines: readonly LayoutRow[]): ShapedRows;
  /** What was held back; what is left over is the footer. */
  end(): ShapedRows & { readonly footer: readonly SkippedLine[] };
}

/** Lines that a footer has at most; more of them are another table. */
const LONGEST_FOOTER = 50;

const filledCells = (cells: readonly Cell[]): string[] => cells.filter(isFilled);

/**
 * A shaper for the rows below a header. A row is malformed if it is broken, holds more than there are columns, or
 * fewer in a file whose rows are otherwise whole: then a delimiter is missing in it, it was cut off, or it belongs to
 * another table.
 */
export function rowShaper({
  header,
  aboveLine,
  isRagged,
}: Pick<TableLayout, 'header' | 'aboveLine' | 'isRagged'>): RowShaper {
  const width = header.length;
  let held: LayoutRow[] = [];
  let isOtherTable = false;
  let shaped: ShapedRows = { rows: [], lines: [], malformed: [], malformedCells: [] };

  const put = ({ line, cells }: LayoutRow, mayBeShort: boolean): void => {
    const isGood =
      cells !== null &&
      (cells.length === width || (cells.length > width ? usedWidth(cells) <= width : mayBeShort && isRagged));
    if (!isGood) {
      shaped.malformed.push(shaped.rows.length);
      shaped.malformedCells.push(cells?.length ?? null);
    }
    shaped.rows.push(isGood ? (cells.length > width ? cells.slice(0, width) : cells) : []);
    shaped.lines.push(line);
  };
  const release = (): void => {
    const isBlock = held.length > 1 || held[0]?.isAfterBlank === true;
    for (const row of held) put(row, !isBlock);
    held = [];
  };
  const take = (): ShapedRows => {
    const taken = shaped;
    shaped = { rows: [], lines: [], malformed: [], malformedCells: [] };
    return taken;
  };
  const mayEnd = (row: LayoutRow): boolean => {
    if (row.cells === null) return false;
    if (seemsFooter(row.cells, width)) return true;
    if (width === 1 || !(row.isAfterBlank || held.length > 0)) return false;
    return row.cells.length < width || (width > 2 && filledCells(row.cells).length <= 1);
  };

  return {
    push(lines) {
      for (const row of lines) {
        if (row.line <= aboveLine) continue;
        const isShort = row.cells !== null && row.cells.length < width;
        if (isOtherTable && isShort) put(row, false);
        else if (mayEnd(row)) {
          held.push(row);
          if (held.length <= LONGEST_FOOTER) continue;
          isOtherTable = held.some(({ cells }) => cells !== null && cells.length > 1 && cells.length < width);
          release();
        } else {
          isOtherTable = false;
          release();
          put(row, true);
        }
      }
      return take();
    },
    end() {
      const footer: SkippedLine[] = [];
      for (const row of held) {
        const filled = filledCells(row.cells ?? []);
        const isRemark =
          filled.length <= 1 || (filled.length === 2 && filled[0]?.trim().endsWith(':') === true);
        if (isRemark || seemsFooter(row.cells ?? [], width))
          footer.push({ line: row.line, reason: 'footer', text: row.raw.slice(0, 200) });
        else put(row, false);
      }
      held = [];
      return { ...take(), footer };
    },
  };
}
