/** Which columns of the leads make sense as a filter or a breakdown. */
import type { DataSetState } from '../../app/data-set.ts';
import { RECORDED_DATES } from '../../model/stages.ts';

type Column = NonNullable<DataSetState['summary']>['leadColumns'][number];

/**
 * Ids, dates, and what names a person. A filter stands in the link, and links are passed on: none of these is offered.
 * A link that somebody wrote on purpose still works.
 */
const NOT_OFFERED = new Set<string>([
  'lead_id',
  'alias_ids',
  'email',
  'name',
  'phone',
  'created_at',
  ...RECORDED_DATES,
]);

/** Columns with values that may be filtered by, in the order of the file. */
export function filterColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter((column) => column.distinct > 0 && !NOT_OFFERED.has(column.name));
}

/** A breakdown by more values than this is a list of leads. */
const MOST_VALUES = 500;

/**
 * Columns with few enough values to compare: no more than `MOST_VALUES`, and fewer than every second lead has its own.
 * @param leads number of loaded leads
 */
export function breakdownColumns(columns: readonly Column[], leads: number): readonly Column[] {
  return filterColumns(columns).filter(
    (column) => column.distinct <= MOST_VALUES && (column.distinct <= 10 || column.distinct < leads / 2),
  );
}
