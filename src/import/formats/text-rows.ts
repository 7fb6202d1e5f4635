/** Tables of text: which dialect they are written in, where the header is, and their rows. */
import type { FileBytes } from '../import-file.ts';
import type { OpenOptions, RowBatch, RowSource, SkippedLine } from '../row-source.ts';
import { readHead, type ByteStream } from './byte-stream.ts';
import { BAD_BYTES, detectEncoding, textStream, type TextStream } from './decode-text.ts';
import { detectDialect, SEPARATOR_LINE } from './detect-dialect.ts';
import { failure } from './failure.ts';
import { HEAD, LONGEST_RAW, LONGEST_RECORD, MOST_COLUMNS } from './limits.ts';
import { locateTable, type TableLayout } from './locate-table.ts';
import { recordReader, type Dialect, type TextRecord } from './read-record.ts';
import { refuseMarkup } from './recognise-bytes.ts';
import { rowShaper, type ShapedRows } from './shape-rows.ts';

/** Bytes at the end of a file that are looked at for a footer. */
const TAIL = 65_536;

/** The beginning of a text. */
export interface TextHead {
  readonly text: string;
  readonly isWhole: boolean;
}

/** The first characters of a text. */
export async function readTextHead(stream: TextStream, length: number): Promise<TextHead> {
  let text = '';
  for await (const chunk of stream.chunks()) {
    if (text.length >= length && chunk.text !== '') return { text: text.slice(0, length), isWhole: false };
    text += chunk.text;
  }
  return text.length > length ? { text: text.slice(0, length), isWhole: false } : { text, isWhole: true };
}

/**
 * The text of a file, with its beginning.
 * @throws LoadError `emptyFile`, or what the text is instead of a table
 */
export async function openText(
  name: string,
  bytes: ByteStream,
  options: OpenOptions,
): Promise<{ readonly stream: TextStream; readonly head: TextHead }> {
  const first = await readHead(bytes, HEAD);
  const stream = textStream(name, bytes, detectEncoding(first.bytes, options.encoding ?? null));
  const head = await readTextHead(stream, HEAD);
  if (head.isWhole && head.text.trim() === '') throw failure(name, 'emptyFile');
  refuseMarkup(name, head.text);
  return { stream, head };
}

interface FoundTable {
  readonly dialect: Dialect;
  readonly layout: TableLayout;
  readonly records: readonly TextRecord[];
}

/** A record that is broken only by bytes that are no text, as it would be read without: a header with such is one still. */
function withoutMarks(name: string, dialect: Dialect, record: TextRecord): TextRecord {
  if (record.cells !== null || !record.raw.includes(BAD_BYTES)) return record;
  const [read] = recordReader(name, dialect).push(record.raw.replaceAll(BAD_BYTES, ''), true);
  return { ...record, cells: read?.cells ?? null };
}

async function findTable(
  name: string,
  stream: TextStream,
  start: TextHead,
  options: OpenOptions,
): Promise<FoundTable> {
  let head = start;
  for (;;) {
    const { text, isWhole } = head;
    const separator = SEPARATOR_LINE.exec(text);
    const body = separator === null ? text : text.slice(separator[0].length);
    const dialect = detectDialect(body, isWhole, options.delimiter ?? separator?.[1] ?? null);
    const all = recordReader(name, dialect).push(text, isWhole);
    const records = separator === null ? all : all.filter(({ line }) => line > 1);
    if (records.length < 3 && !isWhole && text.length < 2 * LONGEST_RECORD) {
      head = await readTextHead(stream, 2 * LONGEST_RECORD + HEAD);
      continue;
    }
    const layout = locateTable(records.map((record) => withoutMarks(name, dialect, record)));
    if (layout === null) throw failure(name, 'noTable', null, records[0]?.line ?? null);
    if (layout.header.length > MOST_COLUMNS)
      throw failure(name, 'tooManyColumns', String(layout.header.length), layout.headerLine);
    const skipped: readonly SkippedLine[] =
      separator === null
        ? layout.skipped
        : [{ line: 1, reason: 'separatorLine', text: separator[0].trim() }, ...layout.skipped];
    return { dialect, layout: { ...layout, skipped }, records };
  }
}

/** The end of a file holds lines that are no rows. */
async function hasFooter(name: string, file: FileBytes, { dialect, layout }: FoundTable): Promise<boolean> {
  const isSmall = file.size <= 2 * TAIL;
  const bytes = await file.slice(isSmall ? 0 : file.size - TAIL, file.size);
  const text = new TextDecoder().decode(bytes);
  const start = isSmall ? 0 : text.search(/[\r\n]/) + 1;
  const shaper = rowShaper(isSmall ? layout : { ...layout, aboveLine: 0 });
  shaper.push(recordReader(name, dialect).push(text.slice(start), true));
  return shaper.end().footer.length > 0;
}

/**
 * The table of a text.
 * @param file the stored bytes, where the text is not packed; null where it is
 * @throws LoadError where there is no table
 */
export async function openTextRows(
  name: string,
  file: FileBytes | null,
  stream: TextStream,
  head: TextHead,
  options: OpenOptions,
): Promise<RowSource> {
  const found = await findTable(name, stream, head, options);
  const { dialect, layout, records } = found;
  const { delimiter, quote, escape } = dialect;
  const isPlain =
    file !== null &&
    stream.encoding() === 'utf-8' &&
    delimiter === ',' &&
    quote === '"' &&
    escape === 'doubled' &&
    layout.headerLine !== null &&
    layout.headerLine === records[0]?.line &&
    layout.skipped.length === 0 &&
    !layout.isRagged &&
    !head.text.includes(BAD_BYTES) &&
    !(layout.header[0] ?? '').startsWith('\uFEFF') &&
    !(await hasFooter(name, file, found));
  const header = layout.header.map((text, index) => (index === 0 ? text.replace(/^\uFEFF+/, '') : text));
  let footer: readonly SkippedLine[] = [];

  return {
    name,
    format: 'csv',
    compression: file === null ? 'gzip' : null,
    get encoding() {
      return stream.encoding();
    },
    delimiter,
    headerLine: layout.headerLine,
    sheets: [],
    sheet: null,
    header,
    declared: header.map(() => null),
    isPlain,
    get skipped() {
      return [...layout.skipped, ...footer];
    },
    async *rows(signal) {
      const reader = recordReader(name, dialect);
      const shaper = rowShaper(layout);
      const batch = (shaped: ShapedRows, bytes: number): RowBatch => ({ ...shaped, bytes });
      let read = 0;
      for await (const chunk of stream.chunks()) {
        signal.throwIfAborted();
        read = chunk.read;
        const shaped = shaper.push(reader.push(chunk.text, false));
        if (shaped.rows.length > 0) yield batch(shaped, read);
      }
      const shaped = shaper.push(reader.push('', true));
      if (shaped.rows.length > 0) yield batch(shaped, read);
      const last = shaper.end();
      footer = last.footer;
      if (last.rows.length > 0) yield batch(last, read);
    },
    async rawTexts(lines, signal) {
      const texts = new Map<number, string>();
      const reader = recordReader(name, dialect);
      const keep = (some: readonly TextRecord[]): void => {
        for (const { line, raw } of some) {
          if (lines.has(line)) texts.set(line, raw.replaceAll(BAD_BYTES, '').slice(0, LONGEST_RAW));
        }
      };
      if (lines.size === 0) return texts;
      for await (const chunk of stream.chunks()) {
        signal.throwIfAborted();
        keep(reader.push(chunk.text, false));
        if (texts.size === lines.size) return texts;
      }
      keep(reader.push('', true));
      return texts;
    },
  };
}
