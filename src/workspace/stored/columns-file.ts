/** The engine's columns as a file, and back. */
import type { ActivityColumns, Columns, LeadColumns } from '../../engine/columns.ts';
import type { RecordedDate } from '../../model/stages.ts';
import { RECORDED_DATES } from '../../model/stages.ts';
import { z } from '../../model/schema-library.ts';
import { pack, StoredRefusal, unpack, type PackedArray, type Unpacked } from './packed.ts';

/** To be raised whenever the columns, or what they mean, change: files of another version are not read. */
const LABEL = 'columns 1';

const count = z.int().check(z.gte(0), z.lte(2 ** 31));
const metaSchema = z.strictObject({
  leads: count,
  activities: count,
  zone: count,
  defaultAsOf: z.number().check(z.gte(0), z.lte(2 ** 33)),
  kindType: z.array(z.string()),
  kindChannel: z.array(z.nullable(z.string())),
});
type Meta = z.infer<typeof metaSchema>;

/** @returns the file's parts in their order, views of the columns among them */
export function packColumns({ leads, activities, zone, defaultAsOf }: Columns): readonly Uint8Array[] {
  const meta: Meta = {
    leads: leads.count,
    activities: activities.count,
    zone: zone.from.length,
    defaultAsOf,
    kindType: [...activities.kindType],
    kindChannel: [...activities.kindChannel],
  };
  const arrays = new Map<string, PackedArray>([
    ['createdAt', leads.createdAt],
    ...RECORDED_DATES.map((name): [string, PackedArray] => [name, leads.recorded[name]]),
    ['start', activities.start],
    ['instant', activities.instant],
    ['kind', activities.kind],
    ['zoneFrom', zone.from],
    ['zoneOffsets', zone.offsets],
  ]);
  return pack(LABEL, meta, arrays);
}

function refuse(condition: boolean, what: string): void {
  if (condition) throw new StoredRefusal(what);
}

function readLeads(file: Unpacked, { leads }: Meta): LeadColumns {
  const createdAt = file.section('createdAt', 'i32', leads);
  for (let lead = 1; lead < leads; lead++)
    refuse((createdAt[lead] as number) < (createdAt[lead - 1] as number), 'leads out of order');
  const recorded = Object.fromEntries(
    RECORDED_DATES.map((name) => [name, file.section(name, 'i32', leads)]),
  ) as Record<RecordedDate, Int32Array>;
  for (const name of RECORDED_DATES) {
    const dates = recorded[name];
    for (let lead = 0; lead < leads; lead++)
      refuse((dates[lead] as number) < (createdAt[lead] as number), 'a stage before creation');
  }
  return { count: leads, createdAt, recorded };
}

function readActivities(file: Unpacked, { leads, activities, kindType, kindChannel }: Meta): ActivityColumns {
  const start = file.section('start', 'u32', leads + 1);
  const instant = file.section('instant', 'i32', activities);
  const kind =
    kindType.length > 65_536
      ? file.section('kind', 'u32', activities)
      : file.section('kind', 'u16', activities);
  refuse(kindChannel.length !== kindType.length, 'kinds of two lengths');
  refuse(start[0] !== 0 || start[leads] !== activities, 'activities of no lead');
  for (let lead = 0; lead < leads; lead++) {
    const from = start[lead] as number;
    const to = start[lead + 1] as number;
    refuse(to < from || to > activities, 'activities of no lead');
    for (let at = from + 1; at < to; at++)
      refuse((instant[at] as number) < (instant[at - 1] as number), 'activities out of order');
  }
  for (const one of kind) refuse(one >= kindType.length, 'an activity of no kind');
  return { count: activities, start, instant, kind, kindCount: kindType.length, kindType, kindChannel };
}

/**
 * Reads columns back.
 * @param bytes stay in use
 * @throws StoredRefusal for anything that the engine could not rely on
 */
export function unpackColumns(bytes: Uint8Array<ArrayBuffer>): Columns {
  const file = unpack(bytes, LABEL);
  const parsed = metaSchema.safeParse(file.meta);
  if (!parsed.success) throw new StoredRefusal('no columns');
  const meta = parsed.data;
  const from = file.section('zoneFrom', 'f64', meta.zone);
  const offsets = file.section('zoneOffsets', 'f64', meta.zone);
  refuse(from[0] !== -Infinity, 'a zone without a beginning');
  for (let at = 0; at < meta.zone; at++) {
    refuse(at > 0 && !((from[at] as number) > (from[at - 1] as number)), 'a zone out of order');
    refuse(!(Math.abs(offsets[at] as number) <= 2 * 86_400), 'a zone too far east or west');
  }
  return {
    leads: readLeads(file, meta),
    activities: readActivities(file, meta),
    zone: { from, offsets },
    defaultAsOf: meta.defaultAsOf,
  };
}
