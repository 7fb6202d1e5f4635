/** Words that stand for nothing. */

/**
 * Texts that mean that there is no value, in lower case. Compared as a whole and without regard to case, but for `null`:
 * Null is a family name. `NA` is none of them: it is Namibia, and North America.
 */
export const MISSING_WORDS: readonly string[] = [
  'n/a',
  '-',
  '--',
  '---',
  '–',
  '—',
  '(none)',
  'none',
  '--none--',
  '-none-',
  '(null)',
  '[null]',
  '\\n',
  '(leer)',
  '(blank)',
  '(empty)',
  '(not set)',
  '(kein wert)',
  '(no value)',
  'k. a.',
  'k.a.',
  'nan',
  'nat',
  'undefined',
  '#n/a',
  '#nv',
  '#null!',
  '#value!',
  '#wert!',
  '#ref!',
  '#bezug!',
  '#div/0!',
  '#name?',
  '0000-00-00',
  '0000-00-00 00:00:00',
];

const WORDS: ReadonlySet<string> = new Set(MISSING_WORDS);
const LONGEST = Math.max(...MISSING_WORDS.map((word) => word.length)) + 8;
/** Whether a character can begin one of the words, or is a space: most cells are told by their first character. */
const STARTS = new Uint8Array(0x10000);
for (const word of [...MISSING_WORDS, ...MISSING_WORDS.map((one) => one.toUpperCase()), ' ', '\t', '\u00a0'])
  STARTS[word.charCodeAt(0)] = 1;

/** Whether a cell holds nothing: no text, spaces alone, or a word that says so. */
export function isMissing(text: string | null | undefined): boolean {
  if (text === null || text === undefined || text.length === 0) return true;
  if (STARTS[text.charCodeAt(0)] === 0 || text.length > LONGEST) return text.trim() === '';
  const word = text.trim();
  if (word === '' || word === 'null' || word === 'NULL') return true;
  return WORDS.has(word) || WORDS.has(word.toLowerCase());
}
