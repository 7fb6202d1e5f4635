/** Tables of workbooks: the rows of one sheet. */
import type { FileBytes } from '../import-file.ts';
import type { Cell, OpenOptions, RowSource, SkippedLine } from '../row-source.ts';
import { damaged, failure } from './failure.ts';
import { MOST_COLUMNS } from './limits.ts';
import { locateTable, type LayoutRow } from './locate-table.ts';
import { rawRow } from './raw-row.ts';
import { rowShaper } from './shape-rows.ts';
import { openWorkbookParts, type WorkbookParts, type WorkbookSheet } from './workbook-parts.ts';

type Kind = RowSource['declared'][number];

/** Rows that are looked at to find the header. */
const LOOKED_AT = 1000;
const BATCH = 10_000;
const DAY = 86_400_000;
/** The day that spreadsheets count from: a cell with a time alone holds it. */
const FIRST_YEAR = 1900;

/** A number as the workbook holds it, without what binary fractions add to it. */
function numberText(text: string): string {
  if (/^-?\d{1,17}$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const rounded = Number(value.toPrecision(15));
  if (Math.abs(rounded) >= 1e21) return BigInt(rounded).toString();
  return Math.abs(rounded) < 1e-6 && rounded !== 0 ? rounded.toFixed(20).replace(/0+$/, '') : String(rounded);
}

/** Milliseconds since 1970 of a date cell; fractions of a day are not exact, so it is moved to the full second nearby. */
function cellInstant(date: Date): number {
  const time = date.getTime();
  const second = Math.round(time / 1000) * 1000;
  return Math.abs(time - second) <= 2 ? second : time;
}

function dateText(time: number, withTime: boolean): string {
  const text = new Date(time).toISOString().replace(/(?:\.000)?Z$/, '');
  if (new Date(time).getUTCFullYear() < FIRST_YEAR) return text.slice(11);
  return withTime ? text : text.slice(0, 10);
}

async function chooseSheet(
  file: string,
  parts: WorkbookParts,
  asked: string | null,
): Promise<{ readonly sheet: WorkbookSheet; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const { sheets } = parts;
  if (asked !== null) {
    const sheet =
      sheets.find(({ name }) => name === asked) ??
      sheets.find(({ name }) => name.toLowerCase() === asked.trim().toLowerCase()) ??
      (/^\d+$/.test(asked.trim()) ? sheets[Number(asked) - 1] : undefined);
    if (sheet === undefined) throw failure(file, 'unknownSheet', asked);
    const { bytes, isFilled } = await parts.readSheet(sheet);
    if (!isFilled) throw failure(file, 'noTable', sheet.name);
    return { sheet, bytes };
  }
  for (const sheet of sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden))) {
    // charts have no part with cells
    if (!/worksheets?\//i.test(sheet.part) && sheets.length > 1) continue;
    const { bytes, isFilled } = await parts.readSheet(sheet);
    if (isFilled) return { sheet, bytes };
  }
  throw failure(file, 'noTable', 'XLSX');
}

async function readValues(
  file: string,
  parts: WorkbookParts,
  chosen: { readonly sheet: WorkbookSheet; readonly bytes: Uint8Array<ArrayBuffer> },
): Promise<readonly (readonly unknown[])[]> {
  const [{ zipSync }, { readSheet }] = await Promise.all([
    import('fflate'),
    import('read-excel-file/universal'),
  ]);
  const wanted: Record<string, Uint8Array> = Object.fromEntries(parts.shared);
  wanted[chosen.sheet.part] = chosen.bytes;
  const archive = zipSync(wanted, { level: 0 });
  try {
    const place = parts.sheets.indexOf(chosen.sheet) + 1;
    return await readSheet<NumberText>(archive.buffer, place, {
      trim: false,
      parseNumber: (number): NumberText => ({ number }),
    });
  } catch (error) {
    throw damaged(file, 'XLSX', error);
  }
}

/** The text of a number, kept apart from texts on its way out of the reader of workbooks. */
interface NumberText {
  readonly number: string;
}

const isNumberText = (value: unknown): value is NumberText =>
  typeof value === 'object' && value !== null && 'number' in value;

function kindOf(value: unknown): Kind {
  if (isNumberText(value)) return 'number';
  if (value instanceof Date) return 'instant';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

/** Kinds of columns, and whether a time of day is among their dates. */
function describeColumns(
  values: readonly (readonly unknown[])[],
  width: number,
): { kinds: Kind[]; hasTime: boolean[] } {
  const kinds: (Kind | undefined)[] = Array.from({ length: width });
  const hasTime = kinds.map(() => false);
  for (const row of values) {
    for (let column = 0; column < row.length; column++) {
      const value = row[column];
      if (value === null || value === undefined) continue;
      const kind = kindOf(value);
      kinds[column] = kinds[column] === undefined || kinds[column] === kind ? kind : null;
      if (value instanceof Date && cellInstant(value) % DAY !== 0) hasTime[column] = true;
    }
  }
  return {
    kinds: kinds.map((kind, column) =>
      kind === 'instant' && hasTime[column] !== true ? 'date' : (kind ?? null),
    ),
    hasTime,
  };
}

function cellText(value: unknown, withTime: boolean): Cell {
  if (value === null || value === undefined || value === '') return null;
  if (isNumberText(value)) return numberText(value.number);
  if (value instanceof Date) return dateText(cellInstant(value), withTime);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' ? value : null;
}

/**
 * The table of a workbook. Dates are days and times as the sheet shows them, without a zone.
 * @throws LoadError for a workbook that is damaged or too large, a sheet that it has not, or sheets without a cell
 */
export async function openWorkbook(name: string, file: FileBytes, options: OpenOptions): Promise<RowSource> {
  const parts = await openWorkbookParts(name, file);
  const chosen = await chooseSheet(name, parts, options.sheet);
  const values = await readValues(name, parts, chosen);
  const width = values.reduce((most, row) => Math.max(most, row.length), 0);
  const all = describeColumns(values, width);
  const lines: LayoutRow[] = [];
  let isAfterBlank = false;
  for (const [index, row] of values.entries()) {
    const cells = Array.from({ length: width }, (_, column) =>
      cellText(row[column], all.hasTime[column] === true),
    );
    if (cells.every((cell) => cell === null)) isAfterBlank = true;
    else {
      lines.push({ line: index + 1, cells, isAfterBlank, raw: rawRow(cells) });
      isAfterBlank = false;
    }
  }
  const layout = locateTable(lines.slice(0, LOOKED_AT));
  if (layout === null) throw failure(name, 'noTable', chosen.sheet.name);
  if (layout.header.length > MOST_COLUMNS)
    throw failure(name, 'tooManyColumns', String(layout.header.length));
  const { kinds } = describeColumns(values.slice(layout.aboveLine), width);
  let footer: readonly SkippedLine[] = [];
  return {
    name,
    format: 'xlsx',
    compression: null,
    encoding: null,
    delimiter: null,
    headerLine: layout.headerLine,
    sheets: parts.sheets.map((sheet) => sheet.name),
    sheet: chosen.sheet.name,
    header: layout.header,
    declared: layout.header.map((_, column) => kinds[column] ?? null),
    isPlain: false,
    get skipped() {
      return [...layout.skipped, ...footer];
    },
    // a source of rows is asynchronous whatever its format, and these are at hand already
    // oxlint-disable-next-line typescript/require-await
    async *rows(signal) {
      const shaper = rowShaper(layout);
      for (let start = 0; start < lines.length; start += BATCH) {
        signal.throwIfAborted();
        const some = lines.slice(start, start + BATCH);
        const shaped = shaper.push(some);
        const bytes = Math.round((file.size * Math.min(start + BATCH, lines.length)) / lines.length);
        if (shaped.rows.length > 0) yield { ...shaped, bytes };
      }
      const { footer: below, ...last } = shaper.end();
      footer = below;
      if (last.rows.length > 0) yield { ...last, bytes: file.size };
    },
    rawTexts(wanted) {
      const texts = lines.filter(({ line }) => wanted.has(line)).map(({ line, raw }) => [line, raw] as const);
      return Promise.resolve(new Map(texts));
    },
  };
}
