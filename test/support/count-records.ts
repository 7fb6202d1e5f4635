/**
 * Counts the records of a text, apart from the readers of the product: a quoted field is closed by a quote before the
 * delimiter or the end of a line; where it has no such end, its record ends with the line of its first quote. Empty lines
 * are none.
 */
export function countRecords(text: string, delimiter: string): number {
  const sign = `\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const quoted = new RegExp(` *"(?:[^"]|"")*" *(?=[${sign}\\r\\n]|$)`, 'y');
  const opening = / *"/y;
  const plain = new RegExp(`[^${sign}\\r\\n]*`, 'y');
  const rest = /[^\r\n]*/y;
  const end = /\r\n|\r|\n|$/y;
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found !== null;
  };
  let records = 0;
  while (at < text.length) {
    const start = at;
    for (;;) {
      const field = at;
      if (!take(quoted)) {
        if (take(opening)) {
          take(rest);
          break;
        }
        at = field;
        take(plain);
      }
      if (text[at] !== delimiter) break;
      at++;
    }
    if (at > start) records++;
    take(end);
  }
  return records;
}
