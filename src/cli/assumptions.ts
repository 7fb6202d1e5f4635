/** What was assumed of a file where `inspect` would ask, and what of it makes figures doubtful: one line each. */
import type { MappingQuestion, ReadingNote } from '../import/mapping.ts';
import type { SourceSummary } from '../workspace/workspace.ts';

const ORDERS: Readonly<Record<string, string>> = { dmy: 'day first', mdy: 'month first', ymd: 'year first' };
/** Values that are told of a question. */
const SHOWN = 5;

function quoted(texts: readonly string[]): string {
  const shown = texts.slice(0, SHOWN).map((text) => JSON.stringify(text.slice(0, 60)));
  return texts.length > SHOWN ? `${shown.join(', ')} and ${texts.length - SHOWN} more` : shown.join(', ');
}

const own = (counts: Readonly<Record<string, number>> | undefined, name: string): number =>
  counts !== undefined && Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;

/** What was assumed; null where a note says it already. */
function assumption(
  { question, column, assumed, values = [], counts }: MappingQuestion,
  mapping: SourceSummary['reading']['mapping'],
): string | null {
  const name = JSON.stringify(column ?? '');
  switch (question) {
    case 'dateOrder': {
      if (own(counts, 'dmy') > 0) return null;
      const order = mapping.dateOrder[column ?? ''] ?? assumed;
      const other = order === 'dmy' ? 'mdy' : 'dmy';
      const early = own(counts, `${other}BeforeCreation`);
      const because =
        early === 0
          ? ''
          : `; with the ${ORDERS[other]} ${early} stage dates would lie before the creation, with the ${ORDERS[order] ?? order} ${own(counts, `${order}BeforeCreation`)}`;
      return `dates of ${name} can be read in two ways (${quoted(values.slice(0, 1))}): assumed ${ORDERS[order] ?? order}${because}; say --date-order ${other} if that is wrong`;
    }
    case 'decimal':
      return `numbers of ${name} can be read in two ways (${quoted(values.slice(0, 1))}): assumed "${assumed}" as the decimal sign`;
    case 'stageNames':
      return `stages of ${name} that are not known (${quoted(values)}): assumed ${assumed === 'none' ? 'none of ours' : assumed}; a --mapping can say which they are`;
    case 'leadId':
      return `there is no id of leads: ${JSON.stringify(assumed)} was taken for it`;
    case 'table':
      return `it may give leads or another table: taken for ${mapping.tables.map(({ table }) => table).join(', ')}`;
    case 'timeZone':
      return `times of ${name}: assumed ${assumed}`;
  }
}

function warning({ code, detail, counts }: ReadingNote): string | null {
  const name = JSON.stringify(detail ?? '');
  switch (code) {
    case 'mixedDateOrder':
      return `${name} holds dates in both orders: ${own(counts, 'dmy')} rows are a date only with the day first, ${own(counts, 'mdy')} only with the month first, so ${own(counts, 'both')} more that fit both may be read wrongly; export it again in one format`;
    case 'lateDates':
      return `from line ${own(counts, 'line')} on, ${own(counts, 'rows')} dates of ${name} are not written as year-month-day; they were converted`;
    case 'brokenIds':
      return `ids of ${name} were rounded by a spreadsheet (1.23457E+11): different records share one id; format the column as text and export again`;
    case 'unusedDates':
      return `${name} holds dates and is called like a stage, but is not used; a --mapping can say what it is`;
    case 'otherSheets':
      return `only one sheet was read; the workbook also has ${detail ?? ''} (--sheet NAME)`;
    default:
      return null;
  }
}

/** Lines about one file, each beginning with its name. */
export function assumptionLines({ name, reading, sheet }: SourceSummary): string[] {
  const place = sheet === null ? name : `${name}, sheet ${JSON.stringify(sheet)}`;
  const warnings = reading.notes.map(warning).filter((line) => line !== null);
  const assumed = reading.questions
    .map((question) => assumption(question, reading.mapping))
    .filter((line) => line !== null);
  return [
    ...warnings.map((line) => `warning: ${place}: ${line}`),
    ...assumed.map((line) => `${place}: ${line}`),
  ];
}
