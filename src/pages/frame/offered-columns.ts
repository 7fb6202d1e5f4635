/** Which columns of the leads make sense as a filter or a breakdown. */
import type { DataSetState } from '../../app/data-set.ts';
import { RECORDED_DATES } from '../../model/stages.ts';

type Column = NonNullable<DataSetState['summary']>['leadColumns'][number];

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

/**
 * Columns with values that may be filtered by, in the order of the file: no ids, dates, persons or free text.
 * @param leads number of loaded leads
 */
export function filterColumns(columns: readonly Column[], leads: number): readonly Column[] {
  const most = Math.max(MOST_TEXTS, leads * TEXTS_OF_LEADS);
  return columns.filter((column) => {
    // Upper case and outer spaces make no difference to the loading either.
    const name = column.name.trim().toLowerCase();
    return column.distinct > 0 && column.distinct <= most && !NOT_OFFERED.has(name) && !ID_NAME.test(name);
  });
}

/** A breakdown by more values than this is a list of leads. */
const MOST_VALUES = 500;

/**
 * Columns with few enough values to compare: no more than `MOST_VALUES`, and fewer than every second lead has its own.
 * @param leads number of loaded leads
 */
export function breakdownColumns(columns: readonly Column[], leads: number): readonly Column[] {
  return filterColumns(columns, leads).filter(
    (column) => column.distinct <= MOST_VALUES && (column.distinct <= 10 || column.distinct < leads / 2),
  );
}
