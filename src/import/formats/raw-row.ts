/** A row that never was a text, as one. */
import type { Cell } from '../row-source.ts';
import { LONGEST_RAW } from './limits.ts';

/** Cells joined by commas, in quotation marks where they hold one, a comma or a line end. Cut like raw texts are. */
export function rawRow(cells: readonly Cell[]): string {
  let text = '';
  for (const [index, cell] of cells.entries()) {
    if (index > 0) text += ',';
    if (cell !== null) text += /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    if (text.length > LONGEST_RAW) return text.slice(0, LONGEST_RAW);
  }
  return text;
}
