/** The list with what decides it: the mark, the search, the columns. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLeadList, useShownLeads, type LeadList } from '../../app/leads.ts';
import { useSaved } from '../../app/saved-state.ts';
import { navigate, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { ErrorPanel } from '../../components/ui/panel.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { shownColumns } from './lead-columns.ts';
import { LeadGrid } from './lead-grid.tsx';
import { ListCsv } from './list-csv.tsx';
import type { ListPlace } from './list-place.ts';
import { useListTitle } from './list-title.ts';
import { PrintedRows } from './printed-rows.tsx';
import { LEADS_WORDS } from './words.ts';

/** A search is asked for when the hand has rested so long, ms. */
const REST = 200;
const NARROW = '(max-width: 720px)';

/** What was typed, once the hand rests. */
function useRestedText(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), REST);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested;
}

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(NARROW).matches,
    () => false,
  );
}

/** What a `LeadListView` takes. */
export interface LeadListViewProps {
  readonly place: ListPlace;
  readonly ofFile: readonly { readonly name: string }[];
}

/** The list of the view. */
export function LeadListView(props: LeadListViewProps) {
  const { place } = props;
  const [typed, setTyped] = useState(place.search);
  const search = useRestedText(typed).trim();
  const names = props.ofFile.map(({ name }) => name);
  const { leadColumns } = useSaved().layout;
  const columns = shownColumns(leadColumns, names, useNarrow());
  const list = useLeadList(search, columns);
  const type = (text: string) => {
    setTyped(text);
    place.setSearch(text);
  };
  if (list === null) return null;
  return <Loaded list={list} columns={columns} names={names} place={place} typed={typed} onType={type} />;
}

function Loaded(props: {
  readonly list: LeadList;
  readonly columns: readonly string[];
  readonly names: readonly string[];
  readonly place: ListPlace;
  readonly typed: string;
  readonly onType: (text: string) => void;
}) {
  const words = useWords(LEADS_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const title = useListTitle();
  const { mark, sort } = useView();
  const { list: wanted, columns, place } = props;
  const shown = useShownLeads(wanted, place.first);
  const { total, pending } = shown;
  const { search } = shown.list.request;
  const count =
    total === null
      ? '\u00a0'
      : search === ''
        ? words.count(total, format.count(total))
        : words.found(total, format.count(total));
  return (
    <>
      <header className="leads-heading">
        <h1 className="leads-title">{title}</h1>
        <p className="leads-count num dimmable" data-pending={pending} aria-live="polite">
          {count}
        </p>
        {mark === null ? null : (
          <Button kind="quiet" icon="close" className="no-print" onClick={() => navigate({ mark: null })}>
            {words.backToAll}
          </Button>
        )}
      </header>
      <div className="leads-tools no-print">
        <div className="leads-search" title={words.searchNote}>
          <TextField label={words.search} type="search" value={props.typed} onChange={props.onType} />
        </div>
        <div className="leads-tools-end">
          <ColumnChooser columns={columns} ofFile={props.names} />
          <ListCsv list={wanted} total={pending ? null : total} />
        </div>
      </div>
      {shown.problem === null ? null : (
        <ErrorPanel title={words.problem} {...problemText(shown.problem, problemWords, format)} />
      )}
      {total === null ? (
        <div className="leads-opening" aria-busy="true" />
      ) : total === 0 ? (
        <Nobody search={search} isMarked={mark !== null} onClear={() => props.onType('')} />
      ) : (
        <>
          <LeadGrid
            list={shown.list}
            total={total}
            caption={words.caption(title)}
            sort={sort}
            onSort={(next) => navigate({ sort: next })}
            pending={pending}
            place={place}
          />
          <PrintedRows rows={shown.first} columns={shown.list.request.columns} total={total} />
        </>
      )}
    </>
  );
}

function Nobody(props: {
  readonly search: string;
  readonly isMarked: boolean;
  readonly onClear: () => void;
}) {
  const words = useWords(LEADS_WORDS);
  const { filters, cohortRange } = useView();
  if (props.search !== '')
    return (
      <div className="ui-empty" role="note">
        <p>{words.noneFound(props.search)}</p>
        <Button onClick={props.onClear}>{words.clearSearch}</Button>
      </div>
    );
  if (props.isMarked)
    return (
      <div className="ui-empty" role="note">
        <p>{words.noneBehind}</p>
        <Button onClick={() => navigate({ mark: null })}>{words.backToAll}</Button>
      </div>
    );
  const isNarrowed = filters.length > 0 || cohortRange.from !== null || cohortRange.to !== null;
  return (
    <EmptyState
      kind="noData"
      action={
        isNarrowed ? (
          <Button onClick={() => navigate({ filters: [], cohortRange: { from: null, to: null } })}>
            {words.showAllLeads}
          </Button>
        ) : null
      }
    />
  );
}
