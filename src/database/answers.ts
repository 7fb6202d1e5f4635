/** What all adapters share: the check of output types, and answers put together from batches. */
import type { Answer, AnswerColumn } from './database.ts';

/** Types that a query may put out. */
export type OutputType = 'INTEGER' | 'DOUBLE' | 'VARCHAR';

/** An output column: its name and its type. */
export interface OutputColumn {
  readonly name: string;
  readonly type: OutputType;
}

/**
 * The output columns of an answer.
 * @param columns names with the database's own words for their types
 * @throws TypeError naming the column whose type is none of INTEGER, DOUBLE and VARCHAR, or whose name comes twice
 */
export function outputColumns(
  columns: readonly { readonly name: string; readonly type: string }[],
): OutputColumn[] {
  const names = new Set<string>();
  return columns.map(({ name, type }) => {
    if (names.has(name)) throw new TypeError(`Two output columns have the name "${name}"`);
    names.add(name);
    if (type !== 'INTEGER' && type !== 'DOUBLE' && type !== 'VARCHAR') {
      throw new TypeError(`Output column "${name}" is ${type}: cast it to INTEGER, DOUBLE or VARCHAR`);
    }
    return { name, type };
  });
}

/**
 * The error for a null in a column of numbers, which typed arrays cannot hold.
 * @param name name of the column
 */
export function nullInNumbers(name: string): TypeError {
  return new TypeError(`Output column "${name}" holds a null among its numbers: use coalesce`);
}

/**
 * An answer from its columns.
 * @param rows number of rows
 * @param outputs names and types
 * @param columns one per output, in the same order
 */
export function answerOf(
  rows: number,
  outputs: readonly OutputColumn[],
  columns: readonly AnswerColumn[],
): Answer {
  return {
    rows,
    columns: Object.fromEntries(outputs.map(({ name }, index) => [name, columns[index] ?? []])),
  };
}

/**
 * An answer without rows.
 * @param outputs names and types
 */
export function emptyAnswer(outputs: readonly OutputColumn[]): Answer {
  const columns = outputs.map(({ type }) => {
    if (type === 'INTEGER') return new Int32Array(0);
    return type === 'DOUBLE' ? new Float64Array(0) : [];
  });
  return answerOf(0, outputs, columns);
}

function joinColumns(parts: readonly AnswerColumn[], rows: number): AnswerColumn {
  if (parts[0] instanceof Int32Array || parts[0] instanceof Float64Array) {
    const whole = parts[0] instanceof Int32Array ? new Int32Array(rows) : new Float64Array(rows);
    let offset = 0;
    for (const part of parts as readonly (Int32Array | Float64Array)[]) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  }
  return (parts as readonly (readonly (string | null)[])[]).flat();
}

/**
 * One answer from batches of one statement.
 * @param batches answers with the same columns, with or without rows; at least one
 */
export function joinAnswers(batches: readonly Answer[]): Answer {
  const filled = batches.filter(({ rows }) => rows > 0);
  const [first] = filled.length > 0 ? filled : batches;
  if (first === undefined) throw new RangeError('An answer has at least one batch');
  if (filled.length <= 1) return first;
  const rows = filled.reduce((sum, batch) => sum + batch.rows, 0);
  const columns = Object.keys(first.columns).map((name): [string, AnswerColumn] => [
    name,
    joinColumns(
      filled.map((batch) => batch.columns[name] ?? []),
      rows,
    ),
  ]);
  return { rows, columns: Object.fromEntries(columns) };
}
