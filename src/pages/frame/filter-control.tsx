/** The filter: a column, and those of its values that are wanted; and what is filtered, in plain words. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { problemOf, useDataSet, useWorkspace } from '../../app/data-set.ts';
import { navigate, useView, type ColumnFilter } from '../../app/view.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { PopoverButton } from '../../components/ui/popover-button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { filterColumns } from './offered-columns.ts';
import { FRAME_WORDS } from './words.ts';

const SHOWN_VALUES = 100;

/** The filters with one value of one column put in or taken out; a column without values is no filter. */
export function toggleValue(
  filters: readonly ColumnFilter[],
  column: string,
  value: string | null,
): readonly ColumnFilter[] {
  const known = filters.find((filter) => filter.column === column);
  if (known === undefined) return [...filters, { column, values: [value] }];
  const values = known.values.includes(value)
    ? known.values.filter((other) => other !== value)
    : [...known.values, value];
  return filters
    .map((filter) => (filter === known ? { column, values } : filter))
    .filter((filter) => filter.values.length > 0);
}

function ColumnValues(props: { readonly column: string; readonly open: boolean }) {
  const words = useWords(FRAME_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const workspace = useWorkspace();
  const { dataKey } = useDataSet();
  const { filters } = useView();
  const [typed, setTyped] = useState('');
  // The first change makes a step to go back to, the others belong to it.
  const [touched, setTouched] = useState(false);
  const search = useDeferredValue(typed.trim());
  const searchId = useId();
  const { column } = props;
  const found = useQuery({
    queryKey: ['columnValues', dataKey, column, search],
    queryFn: () => workspace?.columnValues(column, search, SHOWN_VALUES) ?? [],
    enabled: props.open && workspace !== null,
    placeholderData: keepPreviousData,
  });
  const failure = found.error === null ? null : problemText(problemOf(found.error), problemWords, format);
  const chosen = filters.find((filter) => filter.column === column)?.values ?? [];
  const counted = found.data ?? [];
  const uncounted =
    search === '' ? chosen.filter((value) => !counted.some((row) => row.value === value)) : [];
  const rows = [...uncounted.map((value) => ({ value, leads: null })), ...counted];
  return (
    <>
      <div className="ui-field">
        <label htmlFor={searchId} className="ui-field-label">
          {words.filterSearch}
        </label>
        <input
          id={searchId}
          className="ui-input"
          type="search"
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <fieldset className="frame-values">
        <legend className="visually-hidden">{words.filterValues(vocabulary.column(column))}</legend>
        {rows.map((row) => (
          <label key={row.value ?? '\u0000'} className="frame-value">
            <input
              type="checkbox"
              checked={chosen.includes(row.value)}
              onChange={() => {
                navigate({ filters: toggleValue(filters, column, row.value) }, { replace: touched });
                setTouched(true);
              }}
            />
            <span className="frame-value-text">{row.value ?? vocabulary.noValue}</span>
            <span className="num quiet">{format.count(row.leads)}</span>
          </label>
        ))}
        {failure === null ? null : (
          <p role="alert">
            {failure.reason} {failure.remedy}
          </p>
        )}
        {workspace !== null && found.isSuccess && rows.length === 0 ? (
          <p className="quiet">{words.filterNoValues}</p>
        ) : null}
      </fieldset>
      {counted.length >= SHOWN_VALUES ? (
        <p className="quiet">{words.filterMore(format.count(SHOWN_VALUES))}</p>
      ) : null}
    </>
  );
}

/** Adds to the filter and changes it. */
export function FilterControl() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { summary } = useDataSet();
  const { filters } = useView();
  const [picked, setPicked] = useState<string | null>(null);
  const all = summary?.leadColumns ?? [];
  const linked = all.filter((one) => filters.some((filter) => filter.column === one.name));
  const columns = [...new Set([...filterColumns(all, summary?.rows.leads.loaded ?? 0), ...linked])];
  const column =
    picked ?? filters[0]?.column ?? columns.find((one) => one.name === 'source')?.name ?? columns[0]?.name;
  return (
    <PopoverButton label={words.filter} icon="filter" isSet={filters.length > 0}>
      {(open) =>
        column === undefined ? (
          <p className="quiet">{words.filterWaiting}</p>
        ) : (
          <div className="frame-panel frame-filter">
            <Select
              label={words.filterColumn}
              value={column}
              options={columns.map((one) => ({
                value: one.name,
                label: one.exact
                  ? words.columnWithValues(vocabulary.column(one.name), format.count(one.distinct))
                  : vocabulary.column(one.name),
              }))}
              onChange={setPicked}
            />
            <ColumnValues key={`${open} ${column}`} column={column} open={open} />
          </div>
        )
      }
    </PopoverButton>
  );
}

/** A filter as a person would say it: `Source is web or 2 others`. */
export function filterSentence(
  filter: ColumnFilter,
  words: (typeof FRAME_WORDS)['en'],
  format: Format,
  vocabulary: Vocabulary,
): string {
  const [first = '', ...others] = filter.values.map((value) => value ?? vocabulary.noValue);
  const values =
    others.length === 0
      ? first
      : others.length < 3
        ? format.either([first, ...others])
        : words.filterMany(first, others.length, format.count(others.length));
  return words.filterIs(vocabulary.column(filter.column), values);
}

/** What is filtered, each with a way to take it off. Nothing where nothing is. */
export function FilterChips() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { filters } = useView();
  if (filters.length === 0) return null;
  return (
    <ul className="frame-chips" aria-label={words.filter}>
      {filters.map((filter) => {
        const sentence = filterSentence(filter, words, format, vocabulary);
        return (
          <li key={filter.column} className="frame-chip">
            <span>{sentence}</span>
            <button
              type="button"
              aria-label={words.filterRemove(sentence)}
              onClick={() => navigate({ filters: filters.filter((other) => other !== filter) })}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
      {filters.length < 2 ? null : (
        <li>
          <Button kind="quiet" onClick={() => navigate({ filters: [] })}>
            {words.filterClear}
          </Button>
        </li>
      )}
    </ul>
  );
}
