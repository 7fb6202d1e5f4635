/** Columns of the leads table and of the activities as pages list them. */
import type { ImportedTables } from '../import/import-tables.ts';
import type { RecordedDate } from '../model/stages.ts';
import { RECORDED_DATES } from '../model/stages.ts';
import type { Query } from '../query/query.ts';

/**
 * Columns of the leads in the order of their files, each once: a known column that its header writes otherwise stands
 * under both names with one expression.
 */
export function listedFields({ leadFields }: ImportedTables): (readonly [string, Query])[] {
  const listed = new Set<Query>();
  return [...leadFields].filter(([, column]) => !listed.has(column) && listed.add(column).has(column));
}

/** The date that a column of the leads holds: the creation or a recorded date, under any of its names; else null. */
export function dateOfField(
  { leadFields }: ImportedTables,
  name: string,
): 'created_at' | RecordedDate | null {
  const expression = leadFields.get(name);
  if (expression === undefined) return null;
  return (
    (['created_at', ...RECORDED_DATES] as const).find((date) => leadFields.get(date) === expression) ?? null
  );
}

/** Columns of the activities beside lead, type and instant, in the order of their files, each once. */
export function furtherActivityFields({ activityFields }: ImportedTables): (readonly [string, Query])[] {
  const told = new Set(['lead_id', 'type', 'occurred_at'].map((name) => activityFields.get(name)));
  return [...activityFields].flatMap(([name, field]) => {
    if (told.has(field)) return [];
    told.add(field);
    return [[name, field.expression] as const];
  });
}
