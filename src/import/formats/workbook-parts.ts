/** Takes out of a workbook the parts that one of its sheets needs, checked before a reader sees them. */
import type { FileBytes } from '../import-file.ts';
import { failure } from './failure.ts';
import { MOST_CELLS, MOST_COLUMNS } from './limits.ts';
import { readZipDirectory, readZipEntry, type ZipEntry } from './zip-directory.ts';

/** A sheet of a workbook. */
export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

/** A workbook whose directory was read. */
export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  /** Bytes of a sheet, and whether a cell in it holds something. */
  readSheet(
    sheet: WorkbookSheet,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isFilled: boolean }>;
  /** The parts that all sheets share. */
  readonly shared: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

const MOST_ROWS = 1_048_576;
const PROLOGUE = 65_536;
const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/** Other files that are archives, by a name within them. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.bin$/, 'XLSB'],
  [/^index(?:\/document\.iwa|\.zip)$/i, 'Numbers'],
  [/^word\//, 'DOCX'],
  [/^ppt\//, 'PPTX'],
  [/^content\.xml$/, 'ODS'],
];

/** Everything before the root of a document: what could define entities stands there. */
function refuseDefinitions(file: string, bytes: Uint8Array): void {
  const start = new TextDecoder().decode(bytes.subarray(0, PROLOGUE));
  const root = /<[A-Za-z_]/.exec(start.replace(/<!--[\s\S]*?-->/g, ''));
  if (root === null) throw failure(file, bytes.length > PROLOGUE ? 'unsafeFile' : 'damagedFile', 'XLSX');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(start)) throw failure(file, 'unsafeFile', 'DOCTYPE');
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** Looks at every cell's place, since a reader makes room for all before it. Returns whether a cell holds something. */
function checkSheet(file: string, bytes: Uint8Array): boolean {
  const tags = /<(?:[A-Za-z]\w*:)?(?:row|c)\b([^>]*)>/g;
  const decoder = new TextDecoder('latin1');
  let rows = 0;
  let columns = 0;
  let isFilled = false;
  let rest = '';
  for (let start = 0; start < bytes.length; start += 1_048_576) {
    const text = rest + decoder.decode(bytes.subarray(start, start + 1_048_576));
    for (const [tag, attributes = ''] of text.matchAll(tags)) {
      const place = /\br\s*=\s*["']([A-Z]*)(\d+)["']/i.exec(attributes);
      if (place === null) continue;
      const isRow = place[1] === '';
      if (!isRow && tag.endsWith('/>')) continue;
      rows = Math.max(rows, Number(place[2]));
      if (isRow) continue;
      isFilled = true;
      const letters = (place[1] ?? '').toUpperCase();
      if (letters.length > 3) throw failure(file, 'tooLarge', 'XLSX');
      columns = Math.max(columns, columnNumber(letters));
    }
    const open = text.lastIndexOf('<');
    rest = open >= 0 && !text.includes('>', open) ? text.slice(open, open + 4096) : '';
  }
  if (rows > MOST_ROWS || columns > MOST_COLUMNS || rows * columns > MOST_CELLS)
    throw failure(file, 'tooLarge', 'XLSX');
  return isFilled;
}

const attributeOf = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s(?:[A-Za-z]\\w*:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found?.[1] ?? found?.[2] ?? null;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plainText(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all;
      const point = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}

function listSheets(workbook: string, relations: string): WorkbookSheet[] {
  const targets = new Map<string, string>();
  for (const [tag] of relations.matchAll(/<(?:[A-Za-z]\w*:)?Relationship\b[^>]*>/g)) {
    const id = attributeOf(tag, 'Id');
    const target = attributeOf(tag, 'Target');
    if (id !== null && target !== null) targets.set(id, plainText(target));
  }
  return [...workbook.matchAll(/<(?:[A-Za-z]\w*:)?sheet\s[^>]*>/g)].flatMap(([tag]) => {
    const target = targets.get(attributeOf(tag, 'id') ?? '');
    const name = attributeOf(tag, 'name');
    if (target === undefined || name === null) return [];
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    return [{ name: plainText(name), isHidden: /hidden/i.test(attributeOf(tag, 'state') ?? ''), part }];
  });
}

/**
 * Opens a workbook.
 * @throws LoadError naming what else the archive is, or what is wrong with it
 */
export async function openWorkbookParts(file: string, bytes: FileBytes): Promise<WorkbookParts> {
  const entries = await readZipDirectory(file, bytes);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (!byName.has(WORKBOOK)) {
    const other = OTHERS.find(([name]) => entries.some((entry) => name.test(entry.name)));
    throw other === undefined ? failure(file, 'otherArchive', 'ZIP') : failure(file, 'otherFormat', other[1]);
  }
  const read = async (entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> => {
    const part = await readZipEntry(file, bytes, entry);
    refuseDefinitions(file, part);
    return part;
  };
  const shared = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of entries) {
    const isNeeded =
      /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|[^/]*(?:sharedStrings|styles)[^/]*\.xml)$/i.test(
        entry.name,
      );
    if (isNeeded) shared.set(entry.name, await read(entry));
  }
  const textOf = (name: string): string => new TextDecoder().decode(shared.get(name) ?? new Uint8Array(0));
  const sheets = listSheets(textOf(WORKBOOK), textOf(RELATIONS));
  if (sheets.length === 0) throw failure(file, 'damagedFile', 'XLSX');
  return {
    sheets,
    shared,
    async readSheet({ part }) {
      const entry = byName.get(part);
      if (entry === undefined) throw failure(file, 'damagedFile', 'XLSX');
      const sheet = await read(entry);
      return { bytes: sheet, isFilled: checkSheet(file, sheet) };
    },
  };
}
