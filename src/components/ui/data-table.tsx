/** Rows of figures: a real table with a caption, right-aligned tabular figures, and a scroll of its own where it is too wide. */
import { createContext, useContext, useState, type ReactNode } from 'react';
import { catalogue, useWords } from '../language.tsx';
import { Icon } from './icon.tsx';
import './data-table.css';

/** One column of a table over rows of type R. */
export interface DataColumn<R> {
  readonly key: string;
  readonly header: string;
  /** the cell; a figure comes formatted */
  readonly cell: (row: R) => ReactNode;
  /** figures: right-aligned, digits of one width */
  readonly numeric?: boolean;
  /** the cell names its row */
  readonly rowHeader?: boolean;
  /** what the column sorts by; without it the column does not sort. Missing values stand last either way. */
  readonly sortBy?: (row: R) => number | string | null;
  /** takes what room is left, for bars in cells */
  readonly wide?: boolean;
  /** less weight than the figures */
  readonly quiet?: boolean;
}

/** Order of a sorted table. */
export interface DataSort {
  readonly key: string;
  readonly descending: boolean;
}

/** What a `DataTable` takes. */
export interface DataTableProps<R> {
  readonly caption: string;
  /** the caption is read, not seen: where a title above says the same */
  readonly hideCaption?: boolean;
  readonly columns: readonly DataColumn<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** order to begin with; without it rows stand as given */
  readonly sort?: DataSort;
  /** quieter rows, such as those with too few leads */
  readonly isQuiet?: (row: R) => boolean;
  /** stands below the rows in the table's own width */
  readonly note?: string;
}

/** True where a table is only read by assistive technology: nothing in it may take the focus then. */
export const TableUnseen = createContext(false);

const WORDS = catalogue(
  {
    sortBy: (column: string) => `Sort by ${column}`,
    scroll: (caption: string) => `${caption} (scrolls sideways)`,
  },
  {
    sortBy: (column: string) => `Nach ${column} sortieren`,
    scroll: (caption: string) => `${caption} (seitlich verschiebbar)`,
  },
);

/** Rows in a new order; equal and missing ones stay in the order given, missing ones last. */
export function sortRows<R>(
  rows: readonly R[],
  by: (row: R) => number | string | null,
  descending: boolean,
): R[] {
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const left = by(a);
    const right = by(b);
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return direction * (left - right);
    return direction * String(left).localeCompare(String(right));
  });
}

function classOf<R>(column: DataColumn<R>): string | undefined {
  const classes = [
    column.numeric === true ? 'ui-table-number num' : '',
    column.wide === true ? 'ui-table-wide' : '',
    column.quiet === true ? 'quiet' : '',
  ];
  return classes.filter(Boolean).join(' ') || undefined;
}

/** A table of figures. */
export function DataTable<R>(props: DataTableProps<R>) {
  const words = useWords(WORDS);
  const unseen = useContext(TableUnseen);
  const [sort, setSort] = useState<DataSort | null>(props.sort ?? null);
  const sorted = props.columns.find((column) => column.key === sort?.key)?.sortBy;
  const rows =
    sorted === undefined || sort === null ? props.rows : sortRows(props.rows, sorted, sort.descending);

  const press = (key: string) =>
    setSort(sort?.key === key ? { key, descending: !sort.descending } : { key, descending: true });
  return (
    <div
      className={unseen ? undefined : 'ui-table-scroll'}
      {...(unseen ? {} : { role: 'region', 'aria-label': words.scroll(props.caption), tabIndex: 0 })}
    >
      <table className="ui-table">
        <caption className={props.hideCaption === true ? 'visually-hidden' : 'ui-table-caption'}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {props.columns.map((column) => {
              const order = sort?.key !== column.key ? 'none' : sort.descending ? 'descending' : 'ascending';
              const sortable = column.sortBy !== undefined && !unseen;
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={classOf(column)}
                  {...(sortable ? { 'aria-sort': order } : {})}
                >
                  {sortable ? (
                    <button
                      type="button"
                      className="ui-table-sort"
                      title={words.sortBy(column.header)}
                      onClick={() => press(column.key)}
                    >
                      {column.header}
                      {order === 'none' ? null : <Icon name={order === 'descending' ? 'down' : 'up'} />}
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={props.rowKey(row)}
              className={props.isQuiet?.(row) === true ? 'ui-table-quiet' : undefined}
            >
              {props.columns.map((column) =>
                column.rowHeader === true ? (
                  <th key={column.key} scope="row" className={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {props.note === undefined ? null : <p className="ui-table-note">{props.note}</p>}
    </div>
  );
}
