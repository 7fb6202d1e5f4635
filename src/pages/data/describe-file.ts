/** Sentences about a file, from what was found out about it. */
import type { FileMapping, FileReading, SourceSummary, TableMapping } from '../../app/staged-file.ts';
import type { Format } from '../../components/format.ts';
import type { Vocabulary } from '../../components/vocabulary.ts';
import { ownValue } from '../../model/own-value.ts';
import { RECORDED_DATES, type LaterStage } from '../../model/stages.ts';
import type { FILE_WORDS } from './file-words.ts';

type Words = (typeof FILE_WORDS)['en'];

/** Name of a system, as it writes itself. */
export function vendorName(vendor: string, words: Words): string {
  return ownValue(words.vendors, vendor) ?? vendor;
}

/** What a file is: `HubSpot: Contacts`. */
export function fileTitle(
  { vendor, object, mapping }: Pick<FileReading, 'vendor' | 'object' | 'mapping'>,
  words: Words,
  format: Format,
): string {
  const name = object === null ? null : (ownValue(words.objects, object) ?? object);
  if (vendor !== null)
    return name === null
      ? words.fromVendor(vendorName(vendor, words))
      : words.ofVendor(vendorName(vendor, words), name);
  if (name !== null) return name;
  if (mapping.tables.length === 0) return words.unrecognised;
  const first = format.list(tableNames(mapping, words));
  return first.charAt(0).toLocaleUpperCase(format.language) + first.slice(1);
}

function tableNames({ tables }: FileMapping, words: Words): string[] {
  return [...new Set(tables.map(({ table }) => words.table[table]))];
}

function recordedDates({ columns }: TableMapping): number {
  return RECORDED_DATES.filter((name) => Object.hasOwn(columns, name)).length;
}

/** Which tables a file gives: `Gives leads with 5 stage dates.` */
export function tablesSentence(mapping: FileMapping, words: Words, format: Format): string {
  if (mapping.tables.length === 0) return words.givesNothing;
  const names = mapping.tables.map((table) => {
    const dates = table.table === 'leads' ? recordedDates(table) : 0;
    return dates === 0 ? words.table[table.table] : words.leadsWithDates(dates, format.count(dates));
  });
  return words.gives(format.list([...new Set(names)]));
}

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/** How a file is written, one fact beside the other. */
export function formatFacts(source: SourceSummary, words: Words, format: Format): string[] {
  const { compression, encoding, delimiter, headerLine, sheet, reading } = source;
  const isText = source.format === 'csv';
  const facts = [
    words.formats[source.format],
    compression === 'gzip' ? words.gzip : null,
    encoding === null ? null : (ownValue(ENCODINGS, encoding) ?? encoding.toUpperCase()),
    delimiter === null ? null : words.delimiter(ownValue(words.delimiters, delimiter) ?? delimiter),
    sheet === null ? null : words.sheet(sheet),
    headerLine === null && (isText || source.format === 'xlsx') ? words.noHeaderLine : null,
    headerLine !== null && headerLine > 1 ? words.header(format.count(headerLine)) : null,
    words.columns(reading.columns.length, format.count(reading.columns.length)),
  ];
  return facts.filter((fact) => fact !== null);
}

/** What is to be known of a file. `warning`: some figures are missing or may be wrong. */
export interface NoteText {
  readonly key: string;
  readonly text: string;
  readonly isWarning: boolean;
}

const WARNINGS = new Set([
  'unknown',
  'missingColumn',
  'noHistory',
  'linkedByConversion',
  'linkedElsewhere',
  'noStageRows',
  'mixedDateOrder',
  'lateDates',
  'brokenIds',
  'unusedDates',
  'noHeader',
]);

/** Notes in words; one that has none comes as its code. */
export function noteTexts(
  notes: FileReading['notes'],
  words: Words,
  vocabulary: Vocabulary,
  format: Format,
): NoteText[] {
  return notes.map(({ code, detail, counts = {} }) => {
    const key = `${code} ${detail ?? ''}`;
    const isWarning = WARNINGS.has(code);
    if (code === 'reference') {
      const what = ownValue(words.references, detail ?? '') ?? words.otherReference(detail ?? '');
      return { key, text: words.reference(what), isWarning };
    }
    const stages = (detail ?? '').split(',').map((stage) => vocabulary.stages[stage as LaterStage] ?? stage);
    const about = code === 'noHistory' ? format.list(stages) : (detail ?? '');
    return {
      key,
      text:
        ownValue(words.notes, code)?.(about, (name) => format.count(ownValue(counts, name) ?? 0)) ??
        [code, detail].filter(Boolean).join(': '),
      isWarning,
    };
  });
}

/** A day written as numbers, read in both orders: ISO days, or null where the text is no such day. */
export function bothReadings(text: string): { readonly dmy: string; readonly mdy: string } | null {
  const found = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/.exec(text);
  if (found === null) return null;
  const [, first = '', second = '', end = ''] = found;
  if (Number(first) > 12 || Number(second) > 12 || Number(first) === 0 || Number(second) === 0) return null;
  const year = end.length === 4 ? end : `${Number(end) < 70 ? '20' : '19'}${end}`;
  const [a, b] = [first.padStart(2, '0'), second.padStart(2, '0')];
  return { dmy: `${year}-${b}-${a}`, mdy: `${year}-${a}-${b}` };
}

/** The value that shows best how two readings differ; null where none does. */
export function tellingDate(
  values: readonly string[],
): { readonly text: string; readonly dmy: string; readonly mdy: string } | null {
  for (const text of values) {
    const readings = bothReadings(text);
    if (readings !== null && readings.dmy !== readings.mdy) return { text, ...readings };
  }
  return null;
}
