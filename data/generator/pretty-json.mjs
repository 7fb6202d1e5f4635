/** JSON text as the formatter of this project leaves it: a list or object stands on one line where it fits. */

const WIDTH = 110;

/**
 * @param {unknown} value a JSON value
 * @returns {string} on one line
 */
function oneLine(value) {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/**
 * @param {unknown} value
 * @param {number} indent
 * @param {number} before characters on the line before the value, and after it
 * @returns {string}
 */
function lines(value, indent, before) {
  const short = oneLine(value);
  if (typeof value !== 'object' || value === null || before + short.length <= WIDTH) return short;
  const pad = ' '.repeat(indent + 2);
  const parts = Array.isArray(value)
    ? value.map((item) => pad + lines(item, indent + 2, indent + 3))
    : Object.entries(value).map(([key, item]) => {
        const name = `${pad}${JSON.stringify(key)}: `;
        return name + lines(item, indent + 2, name.length + 1);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${' '.repeat(indent)}${close}`;
}

/**
 * @param {unknown} value a JSON value
 * @returns {string} text with a line feed at its end
 */
export function prettyJson(value) {
  return `${lines(value, 0, 0)}\n`;
}
