/** The filter: a column, a way to compare it, and what with. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { problemOf, useDataSet, useWorkspace } from '../../app/data-set.ts';
import { FILTER_OPS, toggleValue, withFilter, type FilterOp } from '../../app/filters.ts';
import { navigate, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { NumberField } from '../../components/ui/number-field.tsx';
import { PopoverButton } from '../../components/ui/popover-button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { computedColumns, computedValues, valueText } from './filter-columns.ts';
import { KeepFilters, SavedFilterList } from './filter-keeping.tsx';
import { FILTER_WORDS } from './filter-words.ts';
import { filterColumns } from './offered-columns.ts';

const SHOWN_VALUES = 100;

interface ValueRow {
  readonly value: string | null;
  /** null = not counted */
  readonly leads: number | null;
}

/** The values that are offered: counted ones of a column of the file, all of a computed one. */
function useValues(column: string, search: string, open: boolean) {
  const workspace = useWorkspace();
  const { dataKey, summary } = useDataSet();
  const fixed = summary === null ? null : computedValues(column, summary);
  const found = useQuery({
    queryKey: ['columnValues', dataKey, column, search],
    queryFn: () => workspace?.columnValues(column, search, SHOWN_VALUES) ?? [],
    enabled: open && workspace !== null && fixed === null,
    placeholderData: keepPreviousData,
  });
  const rows: readonly ValueRow[] =
    fixed === null ? (found.data ?? []) : fixed.map((value) => ({ value, leads: null }));
  return { rows, isFixed: fixed !== null, isKnown: fixed !== null || found.isSuccess, error: found.error };
}

function Values(props: { readonly column: string; readonly op: 'is' | 'isNot'; readonly open: boolean }) {
  const words = useWords(FILTER_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { filters } = useView();
  const [typed, setTyped] = useState('');
  // The first change makes a step to go back to, the others belong to it.
  const [touched, setTouched] = useState(false);
  const search = useDeferredValue(typed.trim());
  const { column, op } = props;
  const found = useValues(column, search, props.open);
  const failure = found.error === null ? null : problemText(problemOf(found.error), problemWords, format);
  const known = filters.find((filter) => filter.column === column && filter.op === op);
  const chosen = known !== undefined && 'values' in known ? known.values : [];
  const uncounted =
    search === '' ? chosen.filter((value) => !found.rows.some((row) => row.value === value)) : [];
  const rows: readonly ValueRow[] = [...uncounted.map((value) => ({ value, leads: null })), ...found.rows];
  return (
    <>
      {found.isFixed ? null : (
        <TextField label={words.search} type="search" value={typed} onChange={setTyped} />
      )}
      <fieldset className="frame-values">
        <legend className="visually-hidden">{words.values(vocabulary.column(column))}</legend>
        {rows.map((row) => (
          <label key={row.value ?? '\u0000'} className="frame-value">
            <input
              type="checkbox"
              checked={chosen.includes(row.value)}
              onChange={() => {
                navigate({ filters: toggleValue(filters, column, op, row.value) }, { replace: touched });
                setTouched(true);
              }}
            />
            <span className="frame-value-text">{valueText(column, row.value, words, vocabulary)}</span>
            {row.leads === null ? null : <span className="num quiet">{format.count(row.leads)}</span>}
          </label>
        ))}
        {failure === null ? null : (
          <p role="alert">
            {failure.reason} {failure.remedy}
          </p>
        )}
        {found.isKnown && rows.length === 0 ? <p className="quiet">{words.noValues}</p> : null}
      </fieldset>
      {found.rows.length >= SHOWN_VALUES ? (
        <p className="quiet">{words.more(format.count(SHOWN_VALUES))}</p>
      ) : null}
      {op === 'isNot' ? <p className="quiet">{words.keepsMissing}</p> : null}
    </>
  );
}

function Range(props: { readonly column: string }) {
  const words = useWords(FILTER_WORDS);
  const { filters } = useView();
  const { column } = props;
  const known = filters.find((filter) => filter.column === column && filter.op === 'between');
  const { from, to } = known?.op === 'between' ? known : { from: null, to: null };
  const [reversed, setReversed] = useState(false);
  const set = (range: { readonly from: number | null; readonly to: number | null }) => {
    const wrong = range.from !== null && range.to !== null && range.from > range.to;
    setReversed(wrong);
    if (!wrong) navigate({ filters: withFilter(filters, { column, op: 'between', ...range }) });
  };
  return (
    <>
      <div className="frame-pair">
        <NumberField label={words.from} value={from} onChange={(value) => set({ from: value, to })} />
        <NumberField label={words.to} value={to} onChange={(value) => set({ from, to: value })} />
      </div>
      {reversed ? (
        <p className="frame-wrong" role="alert">
          {words.reversed}
        </p>
      ) : null}
    </>
  );
}

function Text(props: { readonly column: string; readonly op: 'contains' | 'containsNot' }) {
  const words = useWords(FILTER_WORDS);
  const { filters } = useView();
  const { column, op } = props;
  const known = filters.find((filter) => filter.column === column && filter.op === op);
  const [typed, setTyped] = useState(known !== undefined && 'text' in known ? known.text : '');
  return (
    <form
      className="frame-text"
      onSubmit={(event) => {
        event.preventDefault();
        navigate({ filters: withFilter(filters, { column, op, text: typed.trim() }) });
      }}
    >
      <TextField label={words.text} value={typed} onChange={setTyped} />
      <button type="submit" className="ui-button ui-button-plain">
        {words.apply}
      </button>
      {op === 'containsNot' ? <p className="quiet">{words.keepsMissing}</p> : null}
    </form>
  );
}

/** Adds to the filters and changes them. */
export function FilterControl() {
  const words = useWords(FILTER_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { summary } = useDataSet();
  const { filters } = useView();
  const [picked, setPicked] = useState<string | null>(null);
  const [way, setWay] = useState<FilterOp>('is');
  const all = summary?.leadColumns ?? [];
  const linked = all.filter((one) => filters.some((filter) => filter.column === one.name));
  const columns = [...new Set([...filterColumns(all, summary?.rows.leads.loaded ?? 0), ...linked])];
  const computed = summary === null ? [] : computedColumns(summary);
  const column =
    picked ?? filters[0]?.column ?? columns.find((one) => one.name === 'source')?.name ?? columns[0]?.name;
  const ways: readonly FilterOp[] = column?.startsWith('@') === true ? ['is', 'isNot'] : FILTER_OPS;
  const op = ways.includes(way) ? way : 'is';
  return (
    <PopoverButton label={words.filter} icon="filter" isSet={filters.length > 0}>
      {(open) =>
        column === undefined ? (
          <p className="quiet">{words.waiting}</p>
        ) : (
          <div className="frame-panel frame-filter">
            <Select
              label={words.filterColumn}
              value={column}
              options={[
                ...columns.map((one) => ({
                  value: one.name,
                  label: one.exact
                    ? words.columnWithValues(vocabulary.column(one.name), format.count(one.distinct))
                    : vocabulary.column(one.name),
                  group: words.columnsOfLeads,
                })),
                ...computed.map((name) => ({
                  value: name,
                  label: vocabulary.column(name),
                  group: words.columnsComputed,
                })),
              ]}
              onChange={setPicked}
            />
            <Select
              label={words.way}
              value={op}
              options={ways.map((value) => ({ value, label: words.ways[value] }))}
              onChange={setWay}
            />
            {op === 'is' || op === 'isNot' ? (
              <Values key={`${open} ${column} ${op}`} column={column} op={op} open={open} />
            ) : op === 'between' ? (
              <Range key={column} column={column} />
            ) : (
              <Text key={`${column} ${op}`} column={column} op={op} />
            )}
            <SavedFilterList />
            {filters.length === 0 ? null : (
              <>
                <Button kind="quiet" onClick={() => navigate({ filters: [] })}>
                  {words.clear}
                </Button>
                <KeepFilters filters={filters} />
              </>
            )}
          </div>
        )
      }
    </PopoverButton>
  );
}
