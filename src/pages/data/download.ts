/** Files that the reader takes away. */

export { csvCell, csvRows } from '../../model/csv-text.ts';

/** Hands a text over as a file. */
export function downloadText(name: string, type: string, parts: readonly string[]): void {
  downloadBlob(name, new Blob([...parts], { type }));
}

/** Hands over what is a file already but for its name. */
export function downloadBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // the browser has read the address by then
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Name of a file without folder and extension, as part of another name. */
export function bareName(file: string): string {
  return (file.split(/[/\\]/).at(-1) ?? file).replace(/\.gz$/i, '').replace(/\.[^.]+$/, '');
}
