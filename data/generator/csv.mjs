/** CSV text: comma, quotes doubled, line feed. */

/** @param {string | number} value */
function cell(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @param {readonly string[]} columns
 * @param {readonly Readonly<Record<string, string | number>>[]} rows a column that a row lacks is empty
 * @returns {string} header and rows
 */
export function csv(columns, rows) {
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
