/** One lead, whole: its columns, where they came from, where it stands, and everything that happened to it. */
import { compareEvents, leadHistory } from '../engine/lead-history.ts';
import type { ImportFile } from '../import/import-file.ts';
import { leadOrigin } from '../import/lead-origin.ts';
import { instantSeconds } from '../model/instant.ts';
import type { LeadEvent, LeadStory } from '../model/lead-list.ts';
import { MOST_EVENTS } from '../model/lead-list.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { leadActivitiesQuery, leadRowsQuery } from '../query/lead-list-queries.ts';
import { furtherActivityFields, listedFields } from './lead-fields.ts';
import type { ListSources } from './lead-lists.ts';

/**
 * Tells the story of a lead up to as-of.
 * @param files as they were imported
 * @throws RangeError where there is no lead with that ordinal
 */
export async function leadStory(
  sources: ListSources,
  files: readonly ImportFile[],
  ordinal: number,
  request: MetricsRequest,
  model: ScoringModel,
): Promise<LeadStory> {
  const { database, tables, engine, store } = sources;
  if (!Number.isInteger(ordinal) || ordinal < 0 || ordinal >= tables.leadCount)
    throw new RangeError(`There is no lead ${ordinal}`);
  const fields = listedFields(tables);
  const further = furtherActivityFields(tables);
  const expressions = fields.map(([, column]) => column);
  const row = await database.read(leadRowsQuery([ordinal], expressions));
  const text = (index: number): string | null => (row.columns[`v${index}`]?.[0] ?? null) as string | null;
  const origin = await leadOrigin(database, files, tables.leadOrigins, ordinal);

  const alone = { ...request, filter: null, breakdowns: [] };
  await store.prepare(alone, model);
  const at = engine.situationOf(ordinal, alone, model);
  const { engine: cells, stages, events, counted } = leadHistory(at, ordinal);
  const done = await database.read(
    leadActivitiesQuery(
      ordinal,
      at.population.asOf,
      further.map(([, column]) => column),
      MOST_EVENTS,
    ),
  );
  const activities = Array.from({ length: done.rows }, (_, place): LeadEvent => {
    const value = (name: string): string | null => (done.columns[name]?.[place] ?? null) as string | null;
    return {
      kind: 'activity',
      at: instantSeconds(Number(done.columns['at']?.[place])),
      type: value('type') ?? '',
      fields: further.flatMap(([column], index) => {
        const written = value(`v${index}`);
        return written === null ? [] : [{ column, value: written }];
      }),
      // the last comes first
      counted: counted[counted.length - 1 - place] ?? false,
    };
  });
  return {
    ordinal,
    id: text(fields.findIndex(([, column]) => column === tables.leadFields.get('lead_id'))) ?? '',
    profile: fields.map(([column], index) => ({ column, value: text(index) })),
    origin,
    engine: cells,
    stages,
    events: [...activities.toReversed(), ...events].toSorted(compareEvents),
    eventsLeftOut: counted.length - activities.length,
  };
}
