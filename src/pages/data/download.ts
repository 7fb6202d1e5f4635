/** Files that the reader takes away. */

/** Hands a text over as a file. */
export function downloadText(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // the browser has read the address by then
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A cell of CSV that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows of CSV, each with its end of line. */
export function csvRows(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Name of a file without folder and extension, as part of another name. */
export function bareName(file: string): string {
  return (file.split(/[/\\]/).at(-1) ?? file).replace(/\.gz$/i, '').replace(/\.[^.]+$/, '');
}
