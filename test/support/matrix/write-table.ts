/** Writes a table in every format that can be read. */
import {
  Float64,
  Table,
  tableToIPC,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { gzipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { encodeText } from '../../import/formats/encode-text.ts';
import { inline, makeWorkbook, number, rowXml } from '../../import/formats/make-workbook.ts';
import type { MatrixCell, MatrixTable } from './cells.ts';

/** Formats by the ending of their files. */
export const CONTAINERS = {
  ',': 'csv',
  ';': 'csv',
  '|': 'txt',
  tab: 'tsv',
  gzip: 'csv.gz',
  xlsx: 'xlsx',
  'JSON array': 'json',
  'JSON in an object': 'json',
  NDJSON: 'ndjson',
  Parquet: 'parquet',
  'Arrow file': 'arrow',
  'Arrow stream': 'arrows',
} as const;

/** Name of a format. */
export type ContainerName = keyof typeof CONTAINERS;

/** Encodings of texts. */
export const ENCODINGS = [
  'utf-8',
  'utf-8 with mark',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
] as const;

/** Name of an encoding. */
export type EncodingName = (typeof ENCODINGS)[number];

const DELIMITERS: Readonly<Record<string, string>> = { ',': ',', ';': ';', '|': '|', tab: '\t', gzip: ',' };

/** Whether a format is text. */
export const isText = (container: string): boolean => container in DELIMITERS || container.includes('JSON');
/** Whether a format is a text of lines and delimiters. */
export const isDelimited = (container: string): boolean => container in DELIMITERS;

/** A cell as text. */
function textOf(cell: MatrixCell): string {
  if (cell === null || typeof cell === 'string') return cell ?? '';
  if ('number' in cell) return String(cell.number);
  throw new RangeError('A text holds no cells with types');
}

function delimited({ header, rows }: MatrixTable, delimiter: string, end: string): string {
  const quoted = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return [header, ...rows.map((row) => row.map(textOf))]
    .map((cells) => `${cells.map(quoted).join(delimiter)}${end}`)
    .join('');
}

/** Objects as services write them: long ids are numbers that JavaScript cannot hold. */
function jsonRows({ header, rows }: MatrixTable): string[] {
  return rows.map((row) => {
    const entries = header.map((name, index): [string, string | number | null] => {
      const cell = row[index] ?? null;
      if (cell === null || typeof cell === 'string') return [name, cell];
      if ('number' in cell) return [name, cell.number];
      throw new RangeError('JSON holds no cells with types');
    });
    return JSON.stringify(Object.fromEntries(entries)).replaceAll(/:"(\d{17})"/g, ':$1');
  });
}

function encoded(text: string, encoding: EncodingName): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8 with mark') return encodeText(text, 'utf-8', true);
  return encodeText(text, encoding, encoding.startsWith('utf-16'));
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function workbook({ header, rows }: MatrixTable): Uint8Array<ArrayBuffer> {
  const strings: string[] = [];
  const text = (value: string, isShared: boolean): string => {
    if (value === '') return '';
    if (!isShared) return inline(escaped(value));
    strings.push(`<t xml:space="preserve">${escaped(value)}</t>`);
    return `<c t="s"><v>${strings.length - 1}</v></c>`;
  };
  const lines = rows.map((row, line) =>
    row.map((cell) => {
      if (cell === null || typeof cell === 'string') return text(cell ?? '', line % 2 === 0);
      if ('instant' in cell) throw new RangeError('A workbook knows no instants');
      return 'serial' in cell ? number(String(cell.serial), 3) : number(String(cell.number));
    }),
  );
  const cells = [header.map((name) => text(name, true)), ...lines];
  const sheet = cells.map((row, line) => rowXml(line + 1, row)).join('');
  return makeWorkbook({ sheets: { Export: sheet }, strings });
}

type Column = (string | number | null)[] | (Date | null)[];

/** A column of a typed format: instants and numbers only where every filled cell is one. */
function typedColumn(
  table: MatrixTable,
  index: number,
): { kind: 'text' | 'number' | 'instant'; data: Column } {
  const cells = table.rows.map((row) => row[index] ?? null);
  const filled = cells.filter((cell): cell is Exclude<MatrixCell, null> => cell !== null && cell !== '');
  const each = <Value>(value: (cell: Exclude<MatrixCell, string | null>) => Value): (Value | null)[] =>
    cells.map((cell) => (cell === null || typeof cell === 'string' ? null : value(cell)));
  if (filled.length > 0 && filled.every((cell) => typeof cell === 'object' && 'instant' in cell))
    return { kind: 'instant', data: each((cell) => new Date('instant' in cell ? cell.instant * 1000 : NaN)) };
  if (filled.length > 0 && filled.every((cell) => typeof cell === 'object' && 'number' in cell))
    return { kind: 'number', data: each((cell) => ('number' in cell ? cell.number : NaN)) };
  return { kind: 'text', data: cells.map((cell) => (cell === null ? null : textOf(cell))) };
}

function parquet(table: MatrixTable): Uint8Array<ArrayBuffer> {
  const types = { text: 'STRING', number: 'DOUBLE', instant: 'TIMESTAMP' } as const;
  const columnData = table.header.map((name, index) => {
    const { kind, data } = typedColumn(table, index);
    return { name, data, type: types[kind] };
  });
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function arrow(table: MatrixTable, kind: 'file' | 'stream'): Uint8Array<ArrayBuffer> {
  const vectors = table.header.map((name, index): [string, Vector] => {
    const column = typedColumn(table, index);
    if (column.kind === 'instant')
      return [name, vectorFromArray(column.data as (Date | null)[], new TimestampMillisecond('UTC'))];
    if (column.kind === 'number')
      return [name, vectorFromArray(column.data as (number | null)[], new Float64())];
    return [name, vectorFromArray(column.data as (string | null)[], new Utf8())];
  });
  return new Uint8Array(tableToIPC(new Table(Object.fromEntries(vectors)), kind));
}

/** Bytes of a table in a format; encoding and line end count in texts alone. */
export function writeTable(
  table: MatrixTable,
  container: ContainerName,
  encoding: EncodingName,
  lineEnd: string,
): Uint8Array<ArrayBuffer> {
  const delimiter = DELIMITERS[container];
  if (delimiter !== undefined) {
    const bytes = encoded(delimited(table, delimiter, lineEnd), encoding);
    return container === 'gzip' ? new Uint8Array(gzipSync(bytes)) : bytes;
  }
  if (container === 'JSON array') return encoded(`[${jsonRows(table).join(`,${lineEnd}`)}]`, encoding);
  if (container === 'JSON in an object')
    return encoded(
      `{"total":${table.rows.length},"paging":{"next":null},"results":[${jsonRows(table).join(',')}]}${lineEnd}`,
      encoding,
    );
  if (container === 'NDJSON')
    return encoded(
      jsonRows(table)
        .map((row) => row + lineEnd)
        .join(''),
      encoding,
    );
  if (container === 'xlsx') return workbook(table);
  if (container === 'Parquet') return parquet(table);
  return arrow(table, container === 'Arrow file' ? 'file' : 'stream');
}
