/** JSON text that somebody typed: read, or the place where it stops being JSON. */

/** Where a text stops being JSON, both from 1; or the value that it holds. */
export type JsonText = { readonly value: unknown } | { readonly line: number; readonly column: number };

const WORDS = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Position after the string that opens at `from`, or the negative complement of the position that breaks it. */
function skipString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return ~at;
    if (code !== 0x5c) continue;
    const escape = text[at + 1] ?? '';
    if (escape === 'u') {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return ~at;
      at += 5;
    } else if ('"\\/bfnrt'.includes(escape) && escape !== '') at += 1;
    else return ~at;
  }
  return ~text.length;
}

/**
 * Engines word their own errors differently and some name no place, hence this walk. It keeps its own stack, so that
 * no depth of nesting can exhaust the real one.
 */
function firstError(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: 'value' | 'firstItem' | 'firstKey' | 'key' | 'colon' | 'comma' = 'value';
  let at = 0;
  for (;;) {
    while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
    const char = text.charAt(at);
    const inside = open.at(-1);
    if (expected === 'comma') {
      if (inside === undefined) return at;
      if (char === (inside === '{' ? '}' : ']')) open.pop();
      else if (char === ',') expected = inside === '{' ? 'key' : 'value';
      else return at;
      at += 1;
    } else if (expected === 'colon') {
      if (char !== ':') return at;
      expected = 'value';
      at += 1;
    } else if ((expected === 'firstKey' && char === '}') || (expected === 'firstItem' && char === ']')) {
      open.pop();
      expected = 'comma';
      at += 1;
    } else if (expected === 'firstKey' || expected === 'key') {
      const end = char === '"' ? skipString(text, at) : ~at;
      if (end < 0) return ~end;
      at = end;
      expected = 'colon';
    } else if (char === '{' || char === '[') {
      open.push(char);
      expected = char === '{' ? 'firstKey' : 'firstItem';
      at += 1;
    } else if (char === '"') {
      const end = skipString(text, at);
      if (end < 0) return ~end;
      at = end;
      expected = 'comma';
    } else {
      WORDS.lastIndex = at;
      const word = WORDS.exec(text);
      if (word === null) return at;
      at += word[0].length;
      expected = 'comma';
    }
  }
}

/**
 * Reads JSON text; a byte-order mark before it is skipped.
 * @returns the value, or the line and column (from 1) of the first character that does not belong
 */
export function readJsonText(text: string): JsonText {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { value: JSON.parse(body) as unknown };
  } catch {
    const before = body.slice(0, firstError(body));
    const lineStart = before.lastIndexOf('\n') + 1;
    return { line: before.split('\n').length, column: before.length - lineStart + 1 };
  }
}

/**
 * The path of a first value that is nested deeper than `limit`, or null. The value itself has the depth 1.
 * Ends on values that contain themselves too.
 */
export function tooDeepPath(value: unknown, limit: number): (string | number)[] | null {
  const waiting: { value: unknown; path: (string | number)[] }[] = [{ value, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: node, path } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (path.length >= limit) return path;
    if (Array.isArray(node))
      node.forEach((item, index) => waiting.push({ value: item, path: [...path, index] }));
    else for (const [key, item] of Object.entries(node)) waiting.push({ value: item, path: [...path, key] });
  }
  return null;
}
