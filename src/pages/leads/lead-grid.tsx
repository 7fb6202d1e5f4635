/**
 * The list as a grid of which only the rows in sight exist. Rows lie in a layer that stands still while the element under
 * it scrolls: until the rows of a new place are drawn, those of the last one stay, so that no place is ever blank.
 */
import { rowSortingFeature, tableFeatures, useTable, type SortingState } from '@tanstack/react-table';
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  useVirtualizer,
} from '@tanstack/react-virtual';
import {
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useLeadRows, type LeadList, type LeadRow } from '../../app/leads.ts';
import { linkTo, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { columnKind, columnName, type ColumnKind } from './lead-columns.ts';
import { GridRow } from './grid-row.tsx';
import type { ListPlace } from './list-place.ts';
import { offsetShowing, scrollScale } from './scroll-scale.ts';
import { LEADS_WORDS } from './words.ts';

const features = tableFeatures({ rowSortingFeature });
const NO_ROWS: LeadRow[] = [];
/** Least width of a column, rem; wider windows stretch columns in the same proportion. */
const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  id: 6,
  text: 7.5,
  wide: 10,
  stage: 7,
  number: 6.5,
  day: 7,
};
/** Rows that are drawn beyond those in sight, each way. */
const BEYOND = 6;
/** How far an arrow key moves the columns, px. */
const SIDEWAYS = 120;

/** What a `LeadGrid` takes. */
export interface LeadGridProps {
  readonly list: LeadList;
  readonly total: number;
  readonly caption: string;
  /** as asked for: it may be ahead of the rows */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly onSort: (sort: { readonly column: string; readonly descending: boolean } | null) => void;
  readonly pending: boolean;
  readonly place: ListPlace;
}

/** Height of a row as the tokens have it, px. */
function tokenRow(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 28;
}

/** The grid. */
export function LeadGrid(props: LeadGridProps) {
  // The virtualizer and the table are one object each that changes inside: nothing read from them may be kept.
  'use no memo';
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  // Links of the rows carry the view along.
  useView();
  const { list, total, sort, place } = props;
  const { order } = list;
  const { columns } = list.request;
  const [rowHeight] = useState(tokenRow);
  const scroller = useRef<HTMLDivElement>(null);
  const rowsBox = useRef<HTMLDivElement>(null);
  const drawnFrom = useRef(0);
  const [active, setActive] = useState(() => place.row(order));
  const focusWanted = useRef(place.row(order) > 0);

  const hasFocus = useRef(false);
  const leave = ({ target }: FocusEvent) =>
    queueMicrotask(() => {
      if (target.isConnected) hasFocus.current = false;
    });

  const viewOf = (element: Element | null) => Math.max(0, (element?.clientHeight ?? 0) - rowHeight);
  const scaleNow = () => scrollScale(total * rowHeight, viewOf(scroller.current));
  const moveRows = (offset: number) => {
    if (rowsBox.current !== null)
      rowsBox.current.style.transform = `translateY(${drawnFrom.current * rowHeight - offset}px)`;
  };
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: BEYOND,
    initialOffset: () => place.offset(order),
    observeElementRect: (instance, report) =>
      observeElementRect(instance, ({ width, height }) => report({ width, height: height - rowHeight })),
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (scrollTop, isScrolling) => {
        const { scrollElement, options } = instance;
        const scale = scrollScale(options.count * rowHeight, viewOf(scrollElement));
        const offset = scale.toList(scrollTop);
        moveRows(offset);
        report(offset, isScrolling);
      }),
    scrollToFn: (offset, options, instance) => elementScroll(scaleNow().toScroll(offset), options, instance),
  });
  const items = virtualizer.getVirtualItems();
  const offset = virtualizer.scrollOffset ?? 0;
  const firstDrawn = items[0]?.index ?? 0;
  const lastDrawn = items.at(-1)?.index ?? 0;
  const firstSeen = Math.floor(offset / rowHeight);
  const rowAt = useLeadRows(list, firstDrawn, lastDrawn);

  const sorting: SortingState = sort === null ? [] : [{ id: sort.column, desc: sort.descending }];
  const table = useTable({
    features,
    data: NO_ROWS,
    manualSorting: true,
    columns: columns.map((name) => {
      const kind = columnKind(name);
      return {
        id: name,
        accessorFn: (row: LeadRow) => row.cells[columns.indexOf(name)] ?? null,
        header: columnName(name, words, vocabulary),
        sortDescFirst: kind === 'number' || kind === 'day',
      };
    }),
    state: { sorting },
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(sorting) : change;
      props.onSort(next === undefined ? null : { column: next.id, descending: next.desc });
    },
  });

  // Another list begins at its top, the same one goes on where it was.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const start = place.offset(order);
    element.scrollTop = scrollScale(total * rowHeight, viewOf(element)).toScroll(start);
    // `total` belongs to the order.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [order]);
  useLayoutEffect(() => {
    drawnFrom.current = firstDrawn;
    moveRows(offset);
    place.setOffset(order, offset, firstSeen);
    // A row that had the focus is gone: the grid keeps the keys.
    if (hasFocus.current && document.activeElement === document.body)
      scroller.current?.focus({ preventScroll: true });
    if (!focusWanted.current) return;
    const link = rowsBox.current?.querySelector<HTMLElement>(`[data-index="${active}"] a`);
    if (link === null || link === undefined) return;
    focusWanted.current = false;
    link.focus({ preventScroll: true });
  });

  const go = (index: number) => {
    const element = scroller.current;
    if (element === null) return;
    const next = Math.min(Math.max(0, index), total - 1);
    const view = viewOf(element);
    const scale = scaleNow();
    const target = offsetShowing(next, rowHeight, scale.toList(element.scrollTop), view);
    // The row that has the focus may be about to go: the grid keeps the keys until the next row is there.
    if (next < firstDrawn || next > lastDrawn) element.focus({ preventScroll: true });
    focusWanted.current = true;
    setActive(next);
    place.setRow(order, next);
    element.scrollTop = scale.toScroll(target);
  };
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return;
    const onRow =
      event.target === scroller.current || rowsBox.current?.contains(event.target as Node) === true;
    const perView = Math.max(1, Math.floor(viewOf(scroller.current) / rowHeight) - 1);
    const isSeen = active >= firstDrawn && active <= lastDrawn;
    const from = isSeen ? active : firstSeen;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(onRow ? from + 1 : from),
      ArrowUp: () => go(from - 1),
      PageDown: () => go(from + perView),
      PageUp: () => go(from - perView),
      Home: () => go(0),
      End: () => go(total - 1),
      ArrowRight: () => scroller.current?.scrollBy({ left: SIDEWAYS }),
      ArrowLeft: () => scroller.current?.scrollBy({ left: -SIDEWAYS }),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };

  /** A press anywhere on a row is one on its link; who marks text presses nothing. */
  const click = ({ target }: MouseEvent) => {
    if (!(target instanceof Element) || target.closest('a, button') !== null) return;
    if (getSelection()?.isCollapsed === false) return;
    target.closest('.leads-layer .leads-row')?.querySelector<HTMLElement>('.leads-open')?.click();
  };

  const kinds = columns.map(columnKind);
  const least = kinds.reduce((sum, kind) => sum + WIDTHS[kind], 0);
  const style = {
    '--leads-columns': kinds.map((kind) => `minmax(${WIDTHS[kind]}rem, ${WIDTHS[kind]}fr)`).join(' '),
    '--leads-width': `${least}rem`,
  } as CSSProperties;
  const { height } = scrollScale(total * rowHeight, viewOf(scroller.current));
  const tabStop = active >= firstDrawn && active <= lastDrawn ? active : firstSeen;
  return (
    <div
      ref={scroller}
      className="leads-grid no-print"
      role="grid"
      tabIndex={-1}
      aria-label={props.caption}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-busy={props.pending}
      onKeyDown={press}
      onClick={click}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={leave}
    >
      <div role="presentation" className="leads-sizer" style={{ ...style, blockSize: height + rowHeight }}>
        <div role="rowgroup" className="leads-head">
          {table.getHeaderGroups().map((group) => (
            <div key={group.id} role="row" aria-rowindex={1} className="leads-row">
              {group.headers.map(({ id, column }, place_) => {
                const sorted = sort?.column === column.id ? sort.descending : null;
                return (
                  <div
                    key={id}
                    role="columnheader"
                    aria-colindex={place_ + 1}
                    aria-sort={sorted === null ? 'none' : sorted ? 'descending' : 'ascending'}
                    className="leads-cell"
                    data-kind={kinds[place_]}
                  >
                    <button
                      type="button"
                      className="ui-table-sort"
                      title={words.sortBy(String(column.columnDef.header))}
                      onClick={() => column.toggleSorting(undefined, false)}
                    >
                      <span>{String(column.columnDef.header)}</span>
                      {sorted === null ? null : <Icon name={sorted ? 'down' : 'up'} />}
                    </button>
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <div
          role="rowgroup"
          className="leads-layer dimmable"
          data-pending={props.pending}
          style={{ blockSize: Math.min(total * rowHeight, viewOf(scroller.current) || total * rowHeight) }}
        >
          <div ref={rowsBox} role="presentation">
            {items.map(({ index }) => {
              const row = rowAt(index);
              return (
                <GridRow
                  key={index}
                  index={index}
                  row={row}
                  columns={columns}
                  href={row === null ? null : linkTo({ lead: row.ordinal })}
                  isTabStop={index === tabStop}
                  format={format}
                  words={words}
                  vocabulary={vocabulary}
                  onOpen={() => place.setRow(order, index)}
                />
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
