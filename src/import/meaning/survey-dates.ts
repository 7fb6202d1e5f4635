/** The dates of a whole file, where its beginning did not tell all: which ways of writing them come, and what follows. */
import { uniqueNames } from '../header.ts';
import type { DateOrder, FileReading, MappingQuestion } from '../mapping.ts';
import type { Cell, RowSource } from '../row-source.ts';
import { addEvidence, assumedOrder, countOrders, decideOrder, noEvidence } from './date-order.ts';
import type { OrderEvidence } from './date-order.ts';
import { dateShape, readDate } from './dates.ts';
import { isMissing } from './missing.ts';
import { INSTANT_COLUMNS } from './table-columns.ts';
import { GERMAN } from './vendors/words-of-columns.ts';
import { comparable } from './words.ts';

/** What the dates of one column look like. */
export interface ColumnDates {
  readonly evidence: OrderEvidence;
  /** dates that are not readable as they stand */
  odd: number;
  /** line of the first of these, from 1 */
  firstOdd: number | null;
}

/** Looks at the dates of rows. */
export interface DateSurvey {
  add(row: readonly Cell[], line: number): void;
  /** by column of the file */
  readonly columns: ReadonlyMap<string, ColumnDates>;
}

/** The columns of a file whose dates count, but for those that are one number. */
function datedColumns({ mapping }: Pick<FileReading, 'mapping'>): Set<string> {
  const names = new Set(Object.keys(mapping.dateOrder));
  for (const { columns } of mapping.tables)
    for (const [ours, { from }] of Object.entries(columns))
      if (INSTANT_COLUMNS.has(ours)) for (const name of from) names.add(name);
  for (const name of Object.keys(mapping.numericDates ?? {})) names.delete(name);
  return names;
}

/** A survey of the dates that a reading of a file takes. */
export function surveyDates(reading: Pick<FileReading, 'mapping'>, header: readonly string[]): DateSurvey {
  const wanted = datedColumns(reading);
  const columns = new Map<string, ColumnDates>();
  const watched = uniqueNames(header).flatMap((name, index) => {
    if (!wanted.has(name)) return [];
    const dates: ColumnDates = { evidence: noEvidence(), odd: 0, firstOdd: null };
    columns.set(name, dates);
    return [{ index, dates }];
  });
  return {
    columns,
    add(row, line) {
      for (const { index, dates } of watched) {
        const cell = row[index];
        if (cell === undefined || cell === null || isMissing(cell) || readDate(cell, 'ymd') === cell)
          continue;
        const shape = dateShape(cell);
        if (shape === null) continue;
        addEvidence(dates.evidence, shape);
        dates.odd++;
        dates.firstOdd ??= line;
      }
    },
  };
}

/** The survey of all of a file. */
export async function surveyFile(
  source: RowSource,
  reading: Pick<FileReading, 'mapping'>,
  signal: AbortSignal,
): Promise<DateSurvey> {
  const survey = surveyDates(reading, source.header);
  for await (const { rows, lines } of source.rows(signal))
    for (const [place, row] of rows.entries()) survey.add(row, lines[place] ?? 0);
  return survey;
}

/** One order is that much more frequent than the other, that a look at the beginning of the file counts for nothing. */
const OVERWHELMING = 10;

function orderOf(
  { evidence }: ColumnDates,
  before: DateOrder | undefined,
  decided: readonly DateOrder[],
  source: Pick<RowSource, 'delimiter' | 'header'>,
): { readonly order: DateOrder; readonly isMixed: boolean; readonly isOpen: boolean } {
  const { order, isMixed, isOpen } = decideOrder(evidence);
  if (order === null) {
    const isContinental =
      source.delimiter === ';' || source.header.some((name) => GERMAN.test(comparable(name)));
    const assumed = assumedOrder(evidence, { decided, isContinental, language: null });
    return { order: before === 'dmy' || before === 'mdy' ? before : assumed, isMixed, isOpen };
  }
  if (!isMixed || before === undefined || before === 'ymd') return { order, isMixed, isOpen };
  const { dmy, mdy } = countOrders(evidence);
  const [own, other] = before === 'dmy' ? [dmy, mdy] : [mdy, dmy];
  return { order: other > OVERWHELMING * own ? order : before, isMixed, isOpen };
}

/** A reading under what all dates of its file say, and the columns whose dates come in both orders. */
export interface SurveyedReading {
  readonly reading: FileReading;
  readonly mixed: ReadonlySet<string>;
}

/**
 * Takes over what a survey found: orders of day and month, also of columns that seemed to be readable as they stand; the
 * note `lateDates` for these, `mixedDateOrder` and a question for those that come in both orders.
 */
export function withSurvey(
  reading: FileReading,
  survey: DateSurvey,
  source: Pick<RowSource, 'delimiter' | 'header'>,
): SurveyedReading {
  const orders: Record<string, DateOrder> = { ...reading.mapping.dateOrder };
  const notes: FileReading['notes'][number][] = [];
  const questions = new Map<string, MappingQuestion | null>();
  const mixed = new Set<string>();
  const decided = [...survey.columns.values()].flatMap(({ evidence }) => decideOrder(evidence).order ?? []);
  for (const [name, dates] of survey.columns) {
    const { evidence, odd, firstOdd } = dates;
    if (odd === 0) continue;
    const before = Object.hasOwn(orders, name) ? orders[name] : undefined;
    if (before === undefined)
      notes.push({ code: 'lateDates', detail: name, counts: { rows: odd, line: firstOdd ?? 0 } });
    if (evidence.pairs === 0) {
      orders[name] = before ?? 'ymd';
      continue;
    }
    const { order, isMixed, isOpen } = orderOf(dates, before, decided, source);
    orders[name] = order;
    const counts = countOrders(evidence);
    if (isMixed) {
      mixed.add(name);
      notes.push({ code: 'mixedDateOrder', detail: name, counts });
    }
    const asked = reading.questions.find(
      ({ question, column }) => question === 'dateOrder' && column === name,
    );
    const values = asked?.values ?? reading.columns.find((column) => column.name === name)?.samples ?? [];
    const question = { column: name, question: 'dateOrder', options: ['dmy', 'mdy'], values } as const;
    if (isMixed) questions.set(name, { ...question, assumed: order, counts });
    else if (!isOpen) questions.set(name, null);
    else if (asked === undefined && before === undefined)
      questions.set(name, { ...question, assumed: order });
  }
  const isSaid = ({ code, detail }: FileReading['notes'][number]): boolean =>
    notes.some((note) => note.code === code && note.detail === detail);
  const isAnswered = ({ question, column }: MappingQuestion): boolean =>
    question === 'dateOrder' && column !== null && questions.has(column);
  return {
    reading: {
      ...reading,
      columns: reading.columns.map((column) =>
        survey.columns.get(column.name)?.evidence.pairs
          ? { ...column, dateOrder: orders[column.name] ?? column.dateOrder }
          : column,
      ),
      mapping: { ...reading.mapping, dateOrder: orders },
      notes: [...reading.notes.filter((note) => !isSaid(note)), ...notes],
      questions: [
        ...reading.questions.filter((question) => !isAnswered(question)),
        ...[...questions.values()].filter((question) => question !== null),
      ],
    },
    mixed,
  };
}
