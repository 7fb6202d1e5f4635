/** Tells what each of the reader's files is, by its header and its name, before anything is loaded. */
import type { TableKind } from '../workspace/workspace.ts';

/** What a file can be read as. */
export type StagedTable = TableKind | 'model';

/** Why a file was taken for what it is, or why it could not be. */
export type Recognition =
  /** its header has the columns that make it this table */
  | { readonly by: 'header'; readonly columns: readonly string[] }
  /** its name says so, but columns that the table needs are missing */
  | { readonly by: 'name'; readonly missing: readonly string[] }
  | { readonly by: 'json' }
  /** its header is near one or several tables; of each, the columns that are missing (`lead_id or email`: one of them) */
  | { readonly by: 'nothing'; readonly trouble: 'columns'; readonly near: readonly NearTable[] }
  | { readonly by: 'nothing'; readonly trouble: FileTrouble };

/** What keeps a file from being looked at: what its first bytes say that it is, or how its lines are written. */
export type FileTrouble = 'empty' | 'separator' | 'binary' | 'pdf' | 'zip' | 'workbook' | 'html';

/** A table that a file could be, but for some columns. */
export interface NearTable {
  readonly table: TableKind;
  readonly missing: readonly string[];
}

/** What a file is taken for. */
export interface Recognised {
  /** what it will be read as; null = left out */
  readonly table: StagedTable | null;
  readonly recognition: Recognition;
  /** column names of its first line; empty for a model */
  readonly columns: readonly string[];
}

/** A file that waits for the reader's word. */
export interface StagedFile extends Recognised {
  readonly file: File;
}

/** Bytes that are looked at: more than any header has. */
const HEAD_BYTES = 65_536;

/** Columns that make a table, the most telling table first: the others have a lead's id too. */
const TELLING: readonly (readonly [TableKind, readonly string[]])[] = [
  ['activities', ['type', 'occurred_at']],
  ['stageHistory', ['stage', 'entered_at']],
  ['opportunities', ['opportunity_id']],
  ['opportunities', ['created_at', 'won_at']],
  ['leads', ['lead_id', 'created_at']],
];

const NAMES: readonly (readonly [TableKind, RegExp])[] = [
  ['stageHistory', /stage|histor|lifecycle/i],
  ['activities', /activit|event|engagement|aktivit/i],
  ['opportunities', /opportunit|deal|chance/i],
  ['leads', /lead|contact|kontakt/i],
];

/** Columns without which a table cannot be loaded; of several in one entry one is enough. */
const REQUIRED: readonly (readonly [TableKind, readonly (readonly string[])[]])[] = [
  ['leads', [['lead_id'], ['created_at']]],
  ['activities', [['lead_id', 'email'], ['type'], ['occurred_at']]],
  ['stageHistory', [['lead_id', 'email'], ['stage'], ['entered_at']]],
  ['opportunities', [['lead_id', 'email'], ['created_at']]],
];

/** First bytes of files that people take for tables, as Latin-1 text. */
const SIGNATURES: readonly (readonly [FileTrouble, string])[] = [
  ['pdf', '%PDF-'],
  ['zip', 'PK\u0003'],
  ['zip', 'PK\u0005'],
  ['zip', 'PK\u0007'],
  ['zip', '\u001f\u008b'],
  ['workbook', '\u00d0\u00cf\u0011\u00e0'],
];

/** How a web page begins, after a byte-order mark. */
const WEB_PAGE = /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype\s+html|html|head|body)\b/i;

/** What the first bytes say that a file is; null = nothing in particular. A workbook of today is a ZIP archive by its bytes. */
function signedAs(name: string, head: Uint8Array): FileTrouble | null {
  const start = String.fromCharCode(...head.subarray(0, 512));
  const signed = SIGNATURES.find(([, signature]) => start.startsWith(signature))?.[0] ?? null;
  const trouble = signed ?? (WEB_PAGE.test(start) ? 'html' : null);
  return trouble === 'zip' && /\.(xls[xmb]|ods|numbers)$/i.test(name) ? 'workbook' : trouble;
}

/** A name without what people write differently: `Lead ID` is near `lead_id`. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Tables that share the most required columns with a header, be it under a similar name; all where none shares any. */
function nearTables(names: ReadonlySet<string>): readonly NearTable[] {
  const similar = new Set([...names].map(bare));
  const judged = REQUIRED.map(([table, required]) => ({
    table,
    shared: required.filter((group) => group.some((column) => similar.has(bare(column)))).length,
    missing: required.filter((group) => !group.some((column) => names.has(column))),
  }));
  const isNear = judged.some(({ shared }) => shared > 0);
  return judged
    .filter(({ shared }) => !isNear || shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ table, missing }) => ({ table, missing: missing.map((group) => group.join(' or ')) }));
}

function nothing(trouble: FileTrouble, columns: readonly string[] = []): Recognised {
  return { table: null, recognition: { by: 'nothing', trouble }, columns };
}

/**
 * Tells what a file is.
 * @param name of the file
 * @param head its first bytes
 */
export function recognise(name: string, head: Uint8Array): Recognised {
  const signed = signedAs(name, head);
  if (signed !== null) return nothing(signed);
  if (head.includes(0)) return nothing('binary');
  const text = new TextDecoder().decode(head).replace(/^(?:\uFEFF)?\s*/, '');
  if (text === '') return nothing('empty');
  if (/\.json$/i.test(name) || text.startsWith('{'))
    return { table: 'model', recognition: { by: 'json' }, columns: [] };
  const columns = headerColumns(text);
  // Upper case and outer spaces make no difference to the loading either.
  const names = new Set(columns.map((column) => column.toLowerCase()));
  const found = TELLING.find(([, telling]) => telling.every((column) => names.has(column)));
  if (found !== undefined)
    return { table: found[0], recognition: { by: 'header', columns: found[1] }, columns };
  if (columns.length === 1 && /[;\t|]/.test(columns[0] ?? '')) return nothing('separator', columns);
  const named = NAMES.find(([, pattern]) => pattern.test(name))?.[0];
  const missing = TELLING.find(([table]) => table === named)?.[1].filter((column) => !names.has(column));
  if (named === undefined || missing === undefined) {
    return {
      table: null,
      recognition: { by: 'nothing', trouble: 'columns', near: nearTables(names) },
      columns,
    };
  }
  return { table: null, recognition: { by: 'name', missing }, columns };
}

/**
 * Tells what files are, in the order given.
 * @param files as picked or dropped
 */
export function recogniseFiles(files: readonly File[]): Promise<StagedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
      return { file, ...recognise(file.name, head) };
    }),
  );
}

/** Column names of the first line, with quotes taken off; a line break inside quotes belongs to the name. */
function headerColumns(text: string): string[] {
  const columns: string[] = [];
  let column = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quoted && char === '"' && text[at + 1] === '"') column += text[++at];
    else if (char === '"' && (quoted || column.trim() === '')) {
      if (!quoted) column = '';
      quoted = !quoted;
    } else if (!quoted && (char === ',' || char === '\n' || char === '\r')) {
      columns.push(column.trim());
      column = '';
      if (char !== ',') return columns;
    } else column += char;
  }
  return [...columns, column.trim()];
}
