/** Finds the objects in a JSON file that are its rows. */
import { failure } from './failure.ts';
import type { TextHead } from './text-rows.ts';

/** Where the rows are: in an array that begins at a character, in objects one after another, or one on each line. */
export type JsonRows =
  | { readonly kind: 'array'; readonly start: number }
  | { readonly kind: 'values' }
  | { readonly kind: 'lines' };

interface Outline {
  /** the bracket of the first array that holds objects, and the names that lead to it */
  readonly array: { readonly start: number; readonly path: readonly string[] } | null;
  /** the character after the first value; null: it goes on */
  readonly end: number | null;
}

/** Names of what a service answers with when it refuses. */
const REFUSAL =
  /^(?:errors?|error_?(?:code|message|type|description)|message|fault|exception|statusCode|status)$/i;

/** An answer whose list of objects has none. */
const NO_OBJECTS =
  /"(?:results?|data|items|records|rows|value|values|objects|leads|contacts|deals|list)"\s*:\s*\[\s*\]/i;

const firstOf = (text: string, from: number): string => /\S/.exec(text.slice(from, from + 4096))?.[0] ?? '';

function outline(text: string): Outline {
  const names: string[] = [];
  let array: Outline['array'] = null;
  let key = '';
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"') {
      const start = index + 1;
      for (index = start; index < text.length && text[index] !== '"'; index++)
        if (text[index] === '\\') index++;
      if (firstOf(text, index + 1) === ':') key = text.slice(start, index);
    } else if (character === '{' || character === '[') {
      if (character === '[' && array === null && firstOf(text, index + 1) === '{')
        array = { start: index, path: [...names.slice(1), key] };
      names[depth++] = key;
      names.length = depth;
      key = '';
    } else if (character === '}' || character === ']') {
      depth--;
      names.length = Math.max(depth, 0);
      if (depth <= 0) return { array, end: index + 1 };
    }
  }
  return { array, end: null };
}

function refusalOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const entries = Object.entries(value);
    if (!entries.some(([key, each]) => REFUSAL.test(key) && key.toLowerCase() !== 'status' && each !== null))
      return null;
    if (entries.some(([key]) => /^(?:lead_?|record)?id$|email/i.test(key))) return null;
    return text.replace(/\s+/g, ' ').slice(0, 200);
  } catch {
    return null;
  }
}

/**
 * Where the rows of a JSON file are.
 * @param head the beginning of a text
 * @returns null where the text is no JSON
 * @throws LoadError `errorAnswer` for what a service says when it refuses, `noTable` for JSON without objects in a row
 */
export function findJsonRows(name: string, { text, isWhole }: TextHead): JsonRows | null {
  const first = firstOf(text, 0);
  const open = text.indexOf(first);
  const second = firstOf(text, open + 1);
  if (first === '{' ? second !== '"' && second !== '}' : first !== '[' || !/[[{\]"\d\-tfn]/.test(second))
    return null;
  // a CSV may begin with a bracket, but not with one and a quoted name after it
  if (first === '[' && second !== '{' && !isWhole) throw failure(name, 'noTable', 'JSON');
  const { array, end } = outline(text);
  if (first === '[') {
    if (second === '{') return { kind: 'array', start: open };
    throw failure(name, 'noTable', 'JSON');
  }
  const following = end === null ? '' : firstOf(text, end);
  if (following === '{') return { kind: text.slice(open, end ?? 0).includes('\n') ? 'values' : 'lines' };
  if (end !== null && (following !== '' || !isWhole)) return { kind: 'lines' };
  if (array !== null) {
    if (array.path.some((key) => REFUSAL.test(key)))
      throw failure(name, 'errorAnswer', text.replace(/\s+/g, ' ').slice(0, 200));
    return { kind: 'array', start: array.start };
  }
  if (end === null) throw failure(name, isWhole ? 'damagedFile' : 'noTable', 'JSON');
  const refusal = refusalOf(text);
  if (refusal !== null) throw failure(name, 'errorAnswer', refusal);
  if (second === '}' || NO_OBJECTS.test(text)) throw failure(name, 'noTable', 'JSON');
  return { kind: 'values' };
}
