/** Columns that a filter can be set on: those of the file, and computed ones with the values that they can have. */
import type { DataSetState } from '../../app/data-set.ts';
import type { ColumnFilter } from '../../app/filters.ts';
import type { Format } from '../../components/format.ts';
import type { Vocabulary } from '../../components/vocabulary.ts';
import { ownValue } from '../../model/own-value.ts';
import { ROUTES, STAGES, type CurrentStage } from '../../model/stages.ts';
import type { FILTER_WORDS } from './filter-words.ts';

type Summary = NonNullable<DataSetState['summary']>;
type Words = (typeof FILTER_WORDS)['en'];

const CURRENT: readonly CurrentStage[] = [...STAGES, 'disqualified'];
const GRADES = ['A', 'B', 'C', 'D', '?'];
const ANSWERS = ['yes', 'no', 'unknown'];

/** Computed columns that a filter can be set on, in the order in which they are offered. */
export function computedColumns({ model }: Pick<Summary, 'model'>): string[] {
  const criteria = [...new Set(model.fit.flatMap(({ criterion }) => criterion ?? []))];
  return [
    '@stage',
    '@route',
    ...criteria.map((criterion) => `@persona:${criterion}`),
    ...(criteria.length > 0 ? ['@personaYes', '@fitGrade'] : []),
  ];
}

/** All values of a computed column; null = it is none. */
export function computedValues(column: string, summary: Pick<Summary, 'model'>): readonly string[] | null {
  if (column === '@stage') return CURRENT;
  if (column === '@route') return ROUTES;
  if (column === '@fitGrade') return GRADES;
  if (column.startsWith('@persona:')) return ANSWERS;
  if (column !== '@personaYes') return null;
  const criteria = new Set(summary.model.fit.flatMap(({ criterion }) => criterion ?? []));
  return Array.from({ length: criteria.size + 1 }, (_, count) => String(count));
}

/** A value in words; a value of the file as it stands. */
export function valueText(
  column: string,
  value: string | null,
  words: Words,
  vocabulary: Vocabulary,
): string {
  if (value === null) return vocabulary.noValue;
  const known = value.toLowerCase();
  if (column === '@stage') return ownValue(vocabulary.stage, known) ?? value;
  if (column === '@route') return ownValue(vocabulary.route, known) ?? value;
  if (column.startsWith('@persona:')) return ownValue(words.persona, known) ?? value;
  return value;
}

/** A filter as a person would say it: `Source is web or 2 others`. */
export function filterSentence(
  filter: ColumnFilter,
  words: Words,
  format: Format,
  vocabulary: Vocabulary,
): string {
  const column = vocabulary.column(filter.column);
  const { sentence } = words;
  switch (filter.op) {
    case 'is':
    case 'isNot': {
      const [first = '', ...others] = filter.values.map((value) =>
        valueText(filter.column, value, words, vocabulary),
      );
      const values =
        others.length === 0
          ? first
          : others.length < 3
            ? format.either([first, ...others])
            : words.many(first, others.length, format.count(others.length));
      return sentence[filter.op](column, values);
    }
    case 'between': {
      const [from, to] = [filter.from, filter.to].map((end) => (end === null ? null : format.score(end)));
      if (from == null) return sentence.atMost(column, to ?? '');
      return to == null ? sentence.atLeast(column, from) : sentence.between(column, from, to);
    }
    case 'contains':
    case 'containsNot':
      return sentence[filter.op](column, filter.text);
  }
}
