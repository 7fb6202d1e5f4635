/** Fits the starter model to a data set: fetches the values it looks at, those of the columns of the persona. */
import { fitStarterModel } from '../model/starter-model.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { personaColumn } from '../model/starter-vocabulary.ts';
import type { ColumnSummary, ValueCount } from './workspace.ts';

/** Most values of a column that the starter model looks at: columns of the persona have few. */
const MOST_VALUES = 2000;

/**
 * @param valuesOf values of a lead column in falling order of leads
 * @returns the starter model for a data set
 */
export async function starterModel(
  timeZone: string,
  columns: readonly ColumnSummary[],
  activityTypes: readonly { readonly type: string; readonly activities: number }[],
  valuesOf: (column: string, limit: number) => Promise<readonly ValueCount[]>,
): Promise<ScoringModel> {
  const leadColumns = [];
  for (const { name, distinct } of columns) {
    if (distinct > MOST_VALUES || personaColumn(name) === null) continue;
    leadColumns.push({ name, values: await valuesOf(name, MOST_VALUES) });
  }
  return fitStarterModel({ timeZone, leadColumns, activityTypes }).model;
}
