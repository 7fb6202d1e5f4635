/** Which columns of the leads make sense as a filter or a breakdown. */
import type { DataSetState } from '../../app/data-set.ts';
import { RECORDED_DATES } from '../../model/stages.ts';

type Summary = NonNullable<DataSetState['summary']>;
type Column = Summary['leadColumns'][number];

/**
 * Ids, dates, and what names a person. A filter stands in the link, and links are passed on: none of these is offered.
 * A link that somebody wrote on purpose still works.
 */
const NOT_OFFERED = new Set<string>([
  'id',
  'lead_id',
  'alias_ids',
  'email',
  'name',
  'phone',
  'created_at',
  ...RECORDED_DATES,
]);

/** More values than this are free text, unless the leads are so many that each value still has several. */
const MOST_TEXTS = 200;
const TEXTS_OF_LEADS = 0.2;

/** A name of an id: `deal_id`, `Account ID`. */
const ID_NAME = /[_ -]ids?$/;

/** The name that a column without a header gets. */
const NO_NAME = /^column_\d+$/;

/**
 * Columns with values that may be filtered by, in the order of the file: no ids, dates, persons or free text.
 * @param leads number of loaded leads
 */
export function filterColumns(columns: readonly Column[], leads: number): readonly Column[] {
  const most = Math.max(MOST_TEXTS, leads * TEXTS_OF_LEADS);
  // where a file has a header, what stands below none of it is a remark
  const hasHeader = columns.some(({ name }) => !NO_NAME.test(name) && !NOT_OFFERED.has(name));
  return columns.filter((column) => {
    // Upper case and outer spaces make no difference to the loading either.
    const name = column.name.trim().toLowerCase();
    if (hasHeader && NO_NAME.test(name)) return false;
    return column.distinct > 0 && column.distinct <= most && !NOT_OFFERED.has(name) && !ID_NAME.test(name);
  });
}

/** A breakdown by more values than this is a list of leads. */
const MOST_VALUES = 500;

/**
 * Columns with few enough values to compare: no more than `MOST_VALUES`, and fewer than every second lead has its own.
 * None of them holds dates: each value of such a column says when, not who.
 */
export function breakdownColumns({
  leadColumns,
  rows,
  sources,
}: Pick<Summary, 'leadColumns' | 'rows' | 'sources'>): readonly Column[] {
  const leads = rows.leads.loaded;
  const dates = new Set(
    sources
      .filter(({ reading }) => reading.mapping.tables.some(({ table }) => table === 'leads'))
      .flatMap(({ reading }) => reading.columns)
      .flatMap(({ name, type }) => (type === 'date' || type === 'instant' ? [name] : [])),
  );
  return filterColumns(leadColumns, leads).filter(
    ({ name, distinct }) =>
      distinct <= MOST_VALUES && (distinct <= 10 || distinct < leads / 2) && !dates.has(name),
  );
}
