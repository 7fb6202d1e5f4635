/** Lines below a table that are no rows of it: totals, notices, remarks of the program that wrote it. */
import type { Cell } from '../row-source.ts';
import { cellKind } from './cell-kinds.ts';

/** Beginnings of notices, as reports of vendors end with them. */
const NOTICE =
  /^(?:grand totals?\b|confidential information\b|copyright (?:\(c\)|©|\d{4})|©\s*\d{4}|filtered by\b|generated (?:by|on|at)\b|(?:erstellt|exportiert|generiert) (?:am|von|durch)\b.*\d|exported (?:by|on|from|at)\b|report (?:generated|run|created)\b|as of \d|(?:stand|datum): ?\d|\(?\d[\d.,]* (?:rows?|records?|zeilen|datensätze)\b|(?:total )?(?:rows?|records?|number of records|anzahl)\s*[:=]\s*\d|end of (?:report|file)\b|vertraulich\b)/i;
const TOTAL =
  /^(?:(?:grand |sub)?totals?|sum|gesamt(?:summe|ergebnis|anzahl)?|summe|insgesamt|zwischensumme)(?:\s*\([^)]*\))?\s*:?$/i;

const LONGEST_TOTAL = 60;

/** A cell that holds more than blanks. */
export function isFilled(cell: Cell | undefined): cell is string {
  return cell !== null && cell !== undefined && (cell.charCodeAt(0) > 32 || cell.trim() !== '');
}

/**
 * A row that reads like the end of a report.
 * @param cells of the row
 * @param width number of columns
 */
export function seemsFooter(cells: readonly Cell[], width: number): boolean {
  let filled = 0;
  let first: string | null = null;
  for (const cell of cells) {
    if (!isFilled(cell)) continue;
    filled++;
    first ??= cell;
  }
  // rows of empty cells are what spreadsheets leave behind
  if (first === null) return true;
  const isSparse = filled <= Math.max(1, width / 3);
  if (!isSparse && (filled >= width || first.length > LONGEST_TOTAL)) return false;
  const start = first.trim();
  if (width === 1) return /^(?:grand totals? \(|confidential information - |copyright \(c\))/i.test(start);
  if (isSparse && NOTICE.test(start)) return true;
  if (filled >= width || !TOTAL.test(start)) return false;
  return cells.every((cell) => !isFilled(cell) || cell === first || cellKind(cell) === 'number');
}
