/** Sources of rows made by hand, for tests of what columns mean. */
import type { Cell, RowSource } from '../../../src/import/row-source.ts';

/** Rows as a source. */
export function rowsSource(
  name: string,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  about: Partial<RowSource> = {},
): RowSource {
  return {
    name,
    format: 'csv',
    compression: null,
    encoding: 'utf-8',
    delimiter: ',',
    headerLine: 1,
    sheets: [],
    sheet: null,
    header,
    declared: header.map(() => null),
    isPlain: true,
    skipped: [],
    async *rows() {
      for (let start = 0; start < rows.length; start += 3000) {
        const part = rows.slice(start, start + 3000);
        await Promise.resolve();
        yield {
          rows: part,
          lines: part.map((_, index) => start + index + 2),
          malformed: [],
          bytes: start + part.length,
        };
      }
    },
    rawTexts: async () => Promise.resolve(new Map()),
    ...about,
  };
}

/** A text of separated values with quotes doubled inside quotes, as a source. */
export function textSource(name: string, text: string, delimiter = ','): RowSource {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    row.push(cell === '' ? null : cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (row.length > 1 || row[0] !== null) rows.push(row);
    row = [];
  };
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"' && quoted && text[at + 1] === '"') cell += text[++at];
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === delimiter) endCell();
    else if (!quoted && char === '\n') endRow();
    else if (quoted || char !== '\r') cell += char;
  }
  endRow();
  const [header = [], ...body] = rows;
  return rowsSource(
    name,
    header.map((one) => one ?? ''),
    body,
    { delimiter, isPlain: delimiter === ',' },
  );
}
