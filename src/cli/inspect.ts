/** `leadscope inspect`: what files are, column by column, before anything is loaded. */
import { LoadError } from '../import/load-error.ts';
import type { ColumnSource, TableMapping } from '../import/mapping.ts';
import { surveyDates, withSurvey } from '../import/meaning/survey-dates.ts';
import { inspectFile, settleTogether, type InspectedFile } from '../import/prepare-files.ts';
import { commandFailure } from './command-failure.ts';
import type { Effects } from './effects.ts';
import { givenFiles, loadFailure, readMappings } from './open-files.ts';
import { readArguments, readDateOrder, single, texts } from './options.ts';

/** Text of `leadscope inspect --help`. */
export const INSPECT_HELP = `Prints what files are as one JSON document: format, vendor, columns, what each is taken for, and what is open.

Usage: npm run -s leadscope -- inspect [OPTION]… FILE…

  --mapping FILE           what the columns of a file mean (JSON), for the files whose columns it reads
  --date-order dmy|mdy     order of day and month where a file leaves it open
  --sheet NAME             sheet of workbooks, by name or number
  -h, --help

"rows" counts all rows of a file. "problems" names lines that are no rows, and rows that cannot be taken apart.
"mappingDocument" can be saved and given to --mapping. Exit code 0, or 2 after one line that says what is wrong.
`;

const OPTIONS = { mapping: 'string', 'date-order': 'string', sheet: 'string' } as const;

/** Lines that are told as problems. */
const MOST_PROBLEMS = 1000;

/** Where a column comes from, in one text where it can be said in one. */
function theirs({ from, constant, attribute }: ColumnSource): string | readonly string[] {
  if (from.length === 0) return `= ${constant ?? ''}`;
  const names = attribute === undefined ? from : from.map((name) => `${name}.${attribute}`);
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : names;
}

function mappingOf({ columns }: TableMapping): Record<string, string | readonly string[]> {
  return Object.fromEntries(Object.entries(columns).map(([ours, source]) => [ours, theirs(source)]));
}

/** Reads all of a file: how many rows it has, which lines are no good, and what all of its dates say. */
async function readAll({ source, reading }: InspectedFile, signal: AbortSignal) {
  const survey = surveyDates(reading, source.header);
  const problems: { line: number | null; reason: string }[] = [];
  let rows = 0;
  for await (const batch of source.rows(signal)) {
    rows += batch.rows.length;
    for (const [place, row] of batch.rows.entries()) survey.add(row, batch.lines[place] ?? 0);
    for (const [index, place] of batch.malformed.entries()) {
      if (problems.length >= MOST_PROBLEMS) break;
      const cells = batch.malformedCells?.[index] ?? null;
      const fields =
        cells === null ? '' : `: ${cells} fields, where there are ${source.header.length} columns`;
      problems.push({ line: batch.lines[place] ?? null, reason: `malformed${fields}` });
    }
  }
  const skipped = source.skipped.map(({ line, reason }) => ({ line, reason: reason as string }));
  return {
    rows,
    problems: [...skipped, ...problems].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    reading: withSurvey(reading, survey, source).reading,
  };
}

async function describe(file: InspectedFile, signal: AbortSignal): Promise<object> {
  const { source } = file;
  const { rows, problems, reading } = await readAll(file, signal);
  const [main] = reading.mapping.tables;
  return {
    file: source.name,
    format: source.format,
    compression: source.compression,
    encoding: source.encoding,
    delimiter: source.delimiter,
    headerLine: source.headerLine,
    ...(source.sheets.length === 0 ? {} : { sheets: source.sheets, sheet: source.sheet }),
    rows,
    table: main?.table ?? null,
    tables: reading.mapping.tables.map((table) => ({
      table: table.table,
      mapping: mappingOf(table),
      rows: table.rows,
    })),
    vendor: reading.vendor,
    object: reading.object,
    columns: reading.columns,
    mapping: main === undefined ? {} : mappingOf(main),
    questions: reading.questions.map(({ column, question, options, assumed, counts }) => ({
      column,
      question,
      options,
      assumed,
      ...(counts === undefined ? {} : { counts }),
    })),
    notes: reading.notes,
    problems,
    mappingDocument: reading.mapping,
  };
}

/**
 * Runs the command.
 * @throws a command failure for options that make no sense, and files that are not there
 */
export async function runInspect(argv: readonly string[], effects: Effects): Promise<void> {
  const { values, positionals } = readArguments(argv, OPTIONS, true);
  if (positionals.length === 0) throw commandFailure('a FILE is required');
  const { signal } = new AbortController();
  const mappings = await readMappings(texts(values, 'mapping'), effects);
  const hints = { language: null, signal, mappings };
  const given = await givenFiles(
    positionals.map((path) => ({ table: null, path })),
    { dateOrder: readDateOrder(values), sheet: single(values, 'sheet') },
  );
  const opened: (
    | InspectedFile
    | { readonly file: string; readonly reason: string; readonly line: number | null }
  )[] = [];
  for (const file of given) {
    try {
      opened.push(await inspectFile(file, null, hints));
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      const reason = loadFailure({ ...error.problem, file: null, line: null }).message;
      opened.push({ file: file.name, reason, line: error.problem.line });
    }
  }
  const good = opened.filter((file): file is InspectedFile => 'source' in file);
  const settled = await settleTogether(good, hints);
  const files = [];
  for (const file of opened) {
    if ('source' in file) {
      files.push(await describe(settled[good.indexOf(file)] as InspectedFile, signal));
      continue;
    }
    const nothing = {
      format: null,
      encoding: null,
      delimiter: null,
      headerLine: null,
      rows: 0,
      table: null,
      vendor: null,
    };
    const problems = [{ line: file.line, reason: file.reason }];
    files.push({ file: file.file, ...nothing, columns: [], mapping: {}, questions: [], problems });
  }
  effects.stdout(`${JSON.stringify({ files }, null, 1)}\n`);
}
