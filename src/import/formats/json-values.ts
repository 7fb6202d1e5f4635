/** Cuts JSON that comes in parts into the texts of its values, and makes cells of them. */
import type { Cell } from '../row-source.ts';
import { failure } from './failure.ts';
import type { JsonRows } from './find-json-rows.ts';
import { LONGEST_OBJECT } from './limits.ts';

/** The text of one value and where it stands. */
export interface JsonText {
  /** line where each line is a value, else its number; from 1 */
  readonly line: number;
  readonly text: string;
}

/** Takes text and gives the values that are whole. */
export interface JsonCutter {
  push(text: string, isEnd: boolean): JsonText[];
}

function lineCutter(file: string): JsonCutter {
  let rest = '';
  let line = 0;
  return {
    push(text, isEnd) {
      const found: JsonText[] = [];
      const all = rest + text;
      let start = 0;
      for (;;) {
        let end = all.indexOf('\n', start);
        if (end < 0) {
          if (!isEnd || start >= all.length) break;
          end = all.length;
        }
        line++;
        const value = all.slice(start, end).trim();
        if (value !== '') found.push({ line, text: value });
        start = end + 1;
      }
      rest = all.slice(start);
      if (rest.length > LONGEST_OBJECT) throw failure(file, 'lineTooLong', null, line + 1);
      return found;
    },
  };
}

function valueCutter(file: string, arrayStart: number | null): JsonCutter {
  let rest = '';
  let skip = arrayStart === null ? 0 : arrayStart + 1;
  let count = 0;
  let isDone = false;
  // where the scan of an unfinished value goes on, counted from the start of the rest
  let at = 0;
  let depth = 0;
  let isText = false;
  let begin = -1;
  return {
    push(text, isEnd) {
      if (isDone) return [];
      const found: JsonText[] = [];
      let all = rest + text;
      if (skip > 0) {
        const cut = Math.min(skip, all.length);
        all = all.slice(cut);
        skip -= cut;
      }
      for (; at < all.length && !isDone; at++) {
        const code = all.charCodeAt(at);
        if (isText) {
          while (at < all.length && all.charCodeAt(at) !== 34) at += all.charCodeAt(at) === 92 ? 2 : 1;
          // an escape at the very end may reach beyond it
          if (at >= all.length) break;
          isText = false;
          continue;
        }
        if (code === 34) isText = true;
        if (code === 93 && depth === 0) {
          if (begin >= 0) found.push({ line: ++count, text: all.slice(begin, at).trim() });
          begin = -1;
          if (arrayStart === null) throw failure(file, 'damagedFile', 'JSON', count + 1);
          isDone = true;
        } else if (code === 123 || code === 91) {
          if (begin < 0) begin = at;
          depth++;
        } else if (code === 125 || code === 93) {
          depth--;
          if (depth < 0) throw failure(file, 'damagedFile', 'JSON', count + 1);
          if (depth === 0) {
            found.push({ line: ++count, text: all.slice(begin, at + 1) });
            begin = -1;
          }
        } else if (depth === 0 && code === 44) {
          if (begin >= 0) found.push({ line: ++count, text: all.slice(begin, at).trim() });
          begin = -1;
        } else if (begin < 0 && code > 32) begin = at;
      }
      const keep = begin >= 0 ? begin : Math.min(at, all.length);
      rest = all.slice(keep);
      at -= keep;
      if (begin >= 0) begin = 0;
      if (rest.length > LONGEST_OBJECT) throw failure(file, 'damagedFile', 'JSON', count + 1);
      if (isEnd && !isDone && (arrayStart !== null || rest.trim() !== ''))
        throw failure(file, 'damagedFile', 'JSON', count + 1);
      return found;
    },
  };
}

/** A cutter for the values that are rows. It throws LoadError `damagedFile` where they have no end. */
export function jsonCutter(file: string, rows: JsonRows): JsonCutter {
  return rows.kind === 'lines'
    ? lineCutter(file)
    : valueCutter(file, rows.kind === 'array' ? rows.start : null);
}

/** Numbers of sixteen digits and more stand as texts before they are read, since reading them would round them. */
function withExactNumbers(text: string): string {
  return /[\d.]{16}/.test(text)
    ? text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
        token.startsWith('"') || token.replace(/\D/g, '').length < 16 ? token : `"${token}"`,
      )
    : text;
}

const DEEPEST = 32;

/** A value that is no object. */
export type JsonScalar = string | number | boolean | null;

const isScalar = (value: unknown): value is JsonScalar => typeof value !== 'object' || value === null;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function flattenInto(cells: Map<string, JsonScalar>, value: object, prefix: string, depth: number): void {
  for (const [key, each] of Object.entries(value) as [string, unknown][]) {
    const name = `${prefix}${key}`;
    if (isScalar(each)) cells.set(name, each);
    else if (Array.isArray(each)) {
      const items: readonly unknown[] = each;
      cells.set(
        name,
        items.every(isScalar) ? items.map((item) => item ?? '').join(';') : JSON.stringify(items),
      );
    } else if (depth >= DEEPEST) cells.set(name, JSON.stringify(each));
    else if (isObject(each)) flattenInto(cells, each, `${name}.`, depth + 1);
  }
}

/**
 * The cells of an object by name: objects within it are named with a point, lists are joined with semicolons, and
 * properties of a CRM's object stand under their own names.
 * @param text one value
 * @returns values before they are texts; null where the text is no object
 */
export function readJsonObject(text: string): Map<string, JsonScalar> | null {
  try {
    return flatten(JSON.parse(withExactNumbers(text)));
  } catch {
    // no JSON, or nested more deeply than can be written again
    return null;
  }
}

function flatten(value: unknown): Map<string, JsonScalar> | null {
  if (!isObject(value)) return null;
  const cells = new Map<string, JsonScalar>();
  const { properties, ...others } = value as { readonly properties?: unknown };
  if (!isObject(properties)) flattenInto(cells, value, '', 0);
  else {
    flattenInto(cells, others, '', 0);
    const inner = new Map<string, JsonScalar>();
    flattenInto(inner, properties, '', 0);
    for (const [name, each] of inner) cells.set(cells.has(name) ? `properties.${name}` : name, each);
  }
  return cells;
}

/** The text of a value. */
export function jsonCell(value: JsonScalar | undefined): Cell {
  return value === null || value === undefined || value === '' ? null : String(value);
}
