/** Loads the activities slice by slice, so that memory holds the narrow table and one slice. */
import type { ActivityRows } from '../model/metrics-document.ts';
import type { LeadLookups } from '../query/find-leads.ts';
import {
  countKinds,
  countKindValues,
  countRepeated,
  countSettled,
  countSlice,
  countTuples,
  countUnsettled,
  createActivities,
  createKindEnum,
  createNoneRepeated,
  createRepeated,
  createSettled,
  createSlice,
  dropActivities,
  dropKindEnum,
  dropSlice,
  insertActivities,
  insertKinds,
  insertOrphanIds,
  insertStrays,
  KIND_COLUMNS,
  sliceFaults,
  type ActivityLayout,
  type KindColumn,
} from '../query/import-activities.ts';
import { forgetFiles, insertRejected } from '../query/import-csv.ts';
import type { ClockChanges } from '../query/instants.ts';
import { query } from '../query/query.ts';
import { columnPlaces, mergeColumns, type LoadedColumn } from './import-leads.ts';
import {
  readCount,
  readFiles,
  runAll,
  writeSlice,
  type ImportContext,
  type NumberedFile,
} from './read-slices.ts';
import type { FileSlice } from './slices.ts';

/** Kinds that fit 16 bits. With more, columns are left outside of the tuple. */
const MOST_KINDS = 65_535;
/** The first slice is small: all its kinds are new, and each of its rows is looked at singly. */
const FIRST_SLICE = 2_097_152;
const SLICE = 67_108_864;

/** The loaded activities. */
export interface LoadedActivities {
  readonly rows: ActivityRows;
  readonly layout: ActivityLayout;
  readonly columns: readonly LoadedColumn[];
}

interface Tally {
  loaded: number;
  version: number;
  kinds: number;
  readonly rejected: Map<string, number>;
  readonly joined: { id: number; alias: number; email: number };
}

/** Columns of the tuple that may be left outside. */
type OptionalKindColumn = Exclude<KindColumn, 'type' | 'channel'>;

function isOptional(name: KindColumn): name is OptionalKindColumn {
  return name !== 'type' && name !== 'channel';
}

/** The layout of activities when `left` stand outside of the tuple. */
function layoutOf(columns: readonly LoadedColumn[], left: ReadonlySet<string>): ActivityLayout {
  const known = new Set(columns.map((column) => column.known));
  const kind = KIND_COLUMNS.filter((name) => known.has(name) && !left.has(name));
  const fixed = new Set<string>([...kind, 'lead_id', 'occurred_at']);
  const names = columns.map(nameOf).filter((name) => !fixed.has(name));
  const place = (name: string): number | null => (names.includes(name) ? names.indexOf(name) : null);
  return {
    kind,
    outside: names,
    activity_id: place('activity_id'),
    email: place('email'),
    hasLeadId: known.has('lead_id'),
  };
}

/** The name under which a column is worked with: known names first; no two columns share one. */
function nameOf({ names, known }: LoadedColumn): string {
  return known ?? names[0] ?? '';
}

/** Adds the new kinds; false when there are more than fit and columns could be left outside. */
async function addKinds(context: ImportContext, layout: ActivityLayout, tally: Tally): Promise<boolean> {
  await runAll(context, [insertKinds(layout)]);
  const kinds = await readCount(context, countKinds());
  if (kinds > MOST_KINDS && layout.kind.some(isOptional)) return false;
  if (kinds === tally.kinds) return true;
  tally.kinds = kinds;
  await runAll(context, [dropKindEnum(tally.version), createKindEnum(layout, ++tally.version)]);
  return true;
}

/** Counts the settled rows into the tally; gives how many of the slice are good, new kinds and strays among them. */
async function countIn(context: ImportContext, tally: Tally, rows: number) {
  const { rows: groups, columns } = await context.database.read(countSettled(), context.signal);
  let good = rows;
  let fresh = 0;
  let strays = 0;
  for (let group = 0; group < groups; group++) {
    const count = Number(columns['rows']?.[group]);
    const reason = String(columns['reason']?.[group]);
    const found = String(columns['found']?.[group]);
    if (reason !== '') {
      tally.rejected.set(reason, (tally.rejected.get(reason) ?? 0) + count);
      good -= count;
      continue;
    }
    if (Number(columns['isNew']?.[group]) === 1) fresh += count;
    if (found === 'alias' || found === 'email') {
      tally.joined[found] += count;
      strays += count;
    }
  }
  tally.joined.id += good - strays;
  return { good, fresh, strays };
}

/** Takes the rows of `slice` into the activities; false when there are too many kinds. */
async function takeSlice(
  context: ImportContext,
  layout: ActivityLayout,
  lookups: LeadLookups,
  tally: Tally,
  at: { readonly file: NumberedFile; readonly slice: FileSlice },
): Promise<boolean> {
  const { records, firstRecord } = at.slice;
  const { activity_id: idColumn } = layout;
  await runAll(context, [idColumn === null ? createNoneRepeated() : createRepeated(layout, idColumn)]);
  const repeated = idColumn === null ? 0 : await readCount(context, countRepeated());
  const isPlain = repeated === 0 && (await readCount(context, countUnsettled())) === 0;
  if (isPlain) {
    tally.joined.id += records;
    await runAll(context, [insertActivities(tally.loaded, true, { layout, version: tally.version })]);
    tally.loaded += records;
    return true;
  }
  await runAll(context, [createSettled(layout, lookups)]);
  const { good, fresh, strays } = await countIn(context, tally, records);
  if (fresh > 0 && !(await addKinds(context, layout, tally))) return false;
  await runAll(context, [
    insertActivities(tally.loaded, false, { layout, version: tally.version }),
    ...(good < records
      ? [
          insertRejected(sliceFaults(firstRecord), [
            { file: at.file.number, first: 0, records: firstRecord + records },
          ]),
          ...(idColumn === null ? [] : [insertOrphanIds()]),
        ]
      : []),
    ...(strays > 0 && layout.hasLeadId ? [insertStrays(tally.loaded)] : []),
  ]);
  tally.loaded += good;
  return true;
}

/** The columns to leave outside so that the kinds so far would take up at most half of the room. */
async function leaveOutside(
  context: ImportContext,
  layout: ActivityLayout,
  left: ReadonlySet<string>,
): Promise<Set<string>> {
  const { columns } = await context.database.read(countKindValues(layout.kind), context.signal);
  const most = layout.kind
    .filter(isOptional)
    .toSorted((a, b) => Number(columns[b]?.[0]) - Number(columns[a]?.[0]));
  const outside = new Set(left);
  for (const name of most) {
    outside.add(name);
    const rest = layout.kind.filter((other) => !outside.has(other));
    if ((await readCount(context, countTuples(rest))) <= MOST_KINDS / 2) break;
  }
  return outside;
}

/** Loads the activities of all their files; none is fine. */
export async function importActivities(
  context: ImportContext,
  files: readonly NumberedFile[],
  lookups: LeadLookups,
  zone: ClockChanges,
): Promise<LoadedActivities> {
  const columns = mergeColumns(files);
  let left = new Set<string>();
  for (;;) {
    const layout = layoutOf(columns, left);
    const tally: Tally = {
      loaded: 0,
      version: 0,
      kinds: 0,
      rejected: new Map(),
      joined: { id: 0, alias: 0, email: 0 },
    };
    await runAll(context, createActivities(layout));
    let fits = true;
    const { records } = await readFiles(
      context,
      files,
      (index) => (index === 0 ? FIRST_SLICE : SLICE),
      async (file, slice) => {
        const placed = columnPlaces(columns, file);
        const places = new Map(
          columns.flatMap((column, index) => {
            const place = placed[index] ?? null;
            return place === null ? [] : [[nameOf(column), place] as const];
          }),
        );
        const reading = { layout, places, zone, version: tally.version, hasSeparators: slice.hasSeparators };
        await writeSlice(context, file, slice, {
          write: (source) => createSlice(source, reading, lookups),
          count: countSlice(),
          expected: slice.records,
          undo: query`DROP TABLE slice`,
        });
        fits = await takeSlice(context, layout, lookups, tally, { file, slice });
        await runAll(context, dropSlice());
        return fits;
      },
    );
    if (!fits) left = await leaveOutside(context, layout, left);
    await runAll(context, [...dropActivities(!fits), dropKindEnum(tally.version)]);
    if (!fits) {
      await runAll(context, forgetFiles(files.map(({ number }) => number)));
      continue;
    }
    return {
      rows: {
        read: records,
        loaded: tally.loaded,
        rejected: Object.fromEntries(tally.rejected),
        joined: tally.joined,
      },
      layout,
      columns,
    };
  }
}
