/** What a reader changes in a mapping: small steps that are taken over whatever was recognised, so each can be taken back. */
import { ownValue } from '../model/own-value.ts';
import type { CurrentStage } from '../model/stages.ts';
import {
  INSTANT_COLUMNS,
  KNOWN_COLUMNS,
  missingColumn,
  namedColumns,
  type ColumnReport,
  type ColumnSource,
  type DateOrder,
  type FileMapping,
  type TableMapping,
} from '../workspace/mappings.ts';
import type { TableKind } from '../workspace/workspace.ts';

/** A table that a file can give. */
export type GivenTable = TableMapping['table'];

/** One change. Columns are those of the file, by their unique names. */
export type MappingEdit =
  /** takes a column as one of ours; null = under its own name, or not at all where a table has none but ours */
  | {
      readonly kind: 'column';
      readonly table: GivenTable;
      readonly column: string;
      readonly as: string | null;
    }
  | { readonly kind: 'leftOut'; readonly column: string; readonly leftOut: boolean }
  | { readonly kind: 'dateOrder'; readonly columns: readonly string[]; readonly order: DateOrder }
  | { readonly kind: 'decimal'; readonly columns: readonly string[]; readonly sign: ',' | '.' }
  /** a value as a stage of ours; null = as none */
  | {
      readonly kind: 'stage';
      readonly column: string;
      readonly value: string;
      readonly stage: CurrentStage | null;
    }
  /** another word for an activity type; the word itself takes the change back */
  | { readonly kind: 'type'; readonly value: string; readonly type: string }
  /** the file gives this table, or does not */
  | { readonly kind: 'table'; readonly table: TableKind; readonly isGiven: boolean }
  /** the column that tells leads apart */
  | { readonly kind: 'leadId'; readonly column: string };

/** Tables in the order in which they stand in a mapping, aliases last. */
const ORDER: readonly GivenTable[] = ['leads', 'activities', 'stageHistory', 'opportunities', 'aliases'];

/** Columns that a new table takes over from those that are there, by what they are called elsewhere. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  created_at: ['created_at', 'occurred_at', 'entered_at'],
  occurred_at: ['occurred_at', 'entered_at', 'created_at'],
  entered_at: ['entered_at', 'occurred_at'],
  lead_id: ['lead_id'],
  email: ['email'],
};

/** Columns that a table knows. */
export function knownColumns(table: GivenTable): readonly string[] {
  return table === 'aliases' ? ['lead_id', 'alias_ids'] : KNOWN_COLUMNS[table];
}

/** A table whose other columns are kept under their own names. */
export function keepsOthers({ table, perLead }: TableMapping): boolean {
  return !perLead && table !== 'stageHistory' && table !== 'aliases';
}

/** Our columns that a column of the file fills in a table; what it mainly is comes first, an id that an address stands in for last. */
export function usesOf({ columns }: TableMapping, column: string): string[] {
  const uses = Object.entries(columns).flatMap(([ours, { from }]) => (from.includes(column) ? [ours] : []));
  return uses.toSorted((a, b) => Number(a === 'lead_id') - Number(b === 'lead_id'));
}

/** What a table lacks before it can be loaded, alternatives as `lead_id or email`; null = nothing. */
export function lackingColumn({ table, columns }: TableMapping): string | null {
  if (table === 'aliases') return null;
  return missingColumn(
    table,
    Object.keys(columns).map((name) => ({ name, known: name })),
  );
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function forAll<Value>(columns: readonly string[], value: Value): Record<string, Value> {
  return Object.fromEntries(columns.map((column) => [column, value]));
}

function freed(columns: TableMapping['columns'], ours: string, column: string): TableMapping['columns'] {
  const source = ownValue(columns, ours);
  if (source === undefined) return columns;
  const from = source.from.filter((name) => name !== column);
  if (from.length > 0) return { ...columns, [ours]: { ...source, from } };
  return without(columns, ours);
}

/** A source that reads another column: its condition stays, unless it is the column itself. */
function redirected(source: ColumnSource | undefined, column: string): ColumnSource {
  if (source?.when === undefined || source.when.column === column) return { from: [column] };
  return { from: [column], when: source.when };
}

function withDates(mapping: FileMapping, column: string, reports: readonly ColumnReport[]): FileMapping {
  if (Object.hasOwn(mapping.dateOrder, column)) return mapping;
  if (mapping.numericDates !== undefined && Object.hasOwn(mapping.numericDates, column)) return mapping;
  const order = reports.find(({ name }) => name === column)?.dateOrder ?? 'ymd';
  return { ...mapping, dateOrder: { ...mapping.dateOrder, [column]: order } };
}

function withColumn(
  mapping: FileMapping,
  edit: Extract<MappingEdit, { kind: 'column' }>,
  reports: readonly ColumnReport[],
): FileMapping {
  const { column, as } = edit;
  const tables = mapping.tables.map((table) => {
    if (table.table !== edit.table) return table;
    const [main] = usesOf(table, column);
    const columns = main === undefined ? table.columns : freed(table.columns, main, column);
    if (as === null) return { ...table, columns };
    return { ...table, columns: { ...columns, [as]: redirected(ownValue(table.columns, as), column) } };
  });
  const taken = withLeftOut({ ...mapping, tables }, column, false);
  if (as === null) return taken;
  return INSTANT_COLUMNS.has(as) ? withDates(taken, column, reports) : taken;
}

function withLeftOut(mapping: FileMapping, column: string, leftOut: boolean): FileMapping {
  const before = (mapping.leftOut ?? []).filter((name) => name !== column);
  const { leftOut: _, ...rest } = mapping;
  const names = leftOut ? [...before, column] : before;
  const tables = leftOut
    ? mapping.tables.map((table) => ({
        ...table,
        columns: usesOf(table, column).reduce((columns, ours) => freed(columns, ours, column), table.columns),
      }))
    : mapping.tables;
  return names.length === 0 ? { ...rest, tables } : { ...rest, tables, leftOut: names };
}

function withValue(source: ColumnSource, value: string, to: string): ColumnSource {
  const lower = value.trim().toLowerCase();
  const others = Object.entries(source.values ?? {}).filter(([from]) => from.trim().toLowerCase() !== lower);
  return { ...source, values: Object.fromEntries([...others, [value, to]]) };
}

/** Changes a column of ours in every table that has it and that a test accepts. */
function inColumn(
  mapping: FileMapping,
  ours: string,
  accepts: (source: ColumnSource) => boolean,
  change: (source: ColumnSource) => ColumnSource,
): FileMapping {
  const tables = mapping.tables.map((table) => {
    const source = Object.hasOwn(table.columns, ours) ? table.columns[ours] : undefined;
    if (source === undefined || !accepts(source)) return table;
    return { ...table, columns: { ...table.columns, [ours]: change(source) } };
  });
  return { ...mapping, tables };
}

/** The column that alone is of a kind: what else could be meant by it? */
function onlyOne(reports: readonly ColumnReport[], types: readonly ColumnReport['type'][]): string | null {
  const found = reports.filter(({ type }) => types.includes(type));
  return found.length === 1 ? (found[0]?.name ?? null) : null;
}

/** Columns of a first table that are clear by their kind alone. */
function clearColumns(table: TableKind, reports: readonly ColumnReport[]): Record<string, ColumnSource> {
  const known = knownColumns(table);
  const day = ['created_at', 'occurred_at', 'entered_at'].find((name) => known.includes(name)) ?? '';
  const clear = { lead_id: ['id'], email: ['email'], [day]: ['date', 'instant'] } as const;
  return Object.fromEntries(
    Object.entries(clear).flatMap(([ours, types]) => {
      const column = onlyOne(reports, types);
      return column === null ? [] : [[ours, { from: [column] }]];
    }),
  );
}

/** Leads of a log of events, whose ids come on many rows: one lead for each id, created with its first event. */
function onePerLead(given: TableMapping, reports: readonly ColumnReport[]): TableMapping {
  const id = given.columns['lead_id'] ?? given.columns['email'];
  const isLog = reports.some(({ name, isRepeated }) => isRepeated === true && id?.from[0] === name);
  if (given.table !== 'leads' || id === undefined || !isLog) return given;
  return { ...given, columns: { lead_id: id, ...given.columns }, perLead: true };
}

function withTable(
  mapping: FileMapping,
  table: TableKind,
  isGiven: boolean,
  reports: readonly ColumnReport[],
): FileMapping {
  const others = mapping.tables.filter((made) => made.table !== table);
  if (!isGiven) return { ...mapping, tables: others };
  if (others.length < mapping.tables.length) return mapping;
  const columns: Record<string, ColumnSource> = others.length === 0 ? clearColumns(table, reports) : {};
  for (const [ours, names] of Object.entries(SAME)) {
    if (!knownColumns(table).includes(ours)) continue;
    const sources = names.flatMap((name) => others.flatMap((made) => ownValue(made.columns, name) ?? []));
    const [source] = sources.filter(({ from }) => from.length > 0);
    if (source !== undefined) columns[ours] = source;
  }
  const taken = new Set(Object.values(columns).flatMap(({ from }) => from));
  for (const [ours, source] of Object.entries(namedColumns(table, reports)))
    if (!Object.hasOwn(columns, ours) && !source.from.some((name) => taken.has(name))) columns[ours] = source;
  const given = onePerLead({ table, columns, rows: null, perLead: false }, reports);
  const tables = [...others, given].toSorted((a, b) => ORDER.indexOf(a.table) - ORDER.indexOf(b.table));
  const instants = Object.entries(columns).flatMap(([ours, { from }]) =>
    INSTANT_COLUMNS.has(ours) ? from : [],
  );
  return instants.reduce<FileMapping>((made, column) => withDates(made, column, reports), {
    ...mapping,
    tables,
  });
}

/**
 * Takes one change over a mapping. What it speaks of may be gone: then the mapping stays as it is.
 * @param reports what is known of the columns of the file
 */
export function editMapping(
  mapping: FileMapping,
  edit: MappingEdit,
  reports: readonly ColumnReport[],
): FileMapping {
  switch (edit.kind) {
    case 'column':
      return withColumn(mapping, edit, reports);
    case 'leftOut':
      return withLeftOut(mapping, edit.column, edit.leftOut);
    case 'dateOrder':
      return { ...mapping, dateOrder: { ...mapping.dateOrder, ...forAll(edit.columns, edit.order) } };
    case 'decimal':
      return { ...mapping, decimal: { ...mapping.decimal, ...forAll(edit.columns, edit.sign) } };
    case 'stage':
      return inColumn(
        mapping,
        'stage',
        ({ from }) => from.includes(edit.column),
        (source) => withValue(source, edit.value, edit.stage ?? ''),
      );
    case 'type':
      return inColumn(
        mapping,
        'type',
        () => true,
        (source) => withValue(source, edit.value, edit.type),
      );
    case 'table':
      return withTable(mapping, edit.table, edit.isGiven, reports);
    case 'leadId':
      return inColumn(
        mapping,
        'lead_id',
        () => true,
        (source) => redirected(source, edit.column),
      );
  }
}

/** What a change is about: a later one about the same takes its place. */
export function editSubject(edit: MappingEdit): string {
  switch (edit.kind) {
    case 'column':
      return JSON.stringify([edit.kind, edit.table, edit.column]);
    case 'stage':
      return JSON.stringify([edit.kind, edit.column, edit.value]);
    case 'type':
      return JSON.stringify([edit.kind, edit.value]);
    case 'table':
      return JSON.stringify([edit.kind, edit.table]);
    case 'leadId':
      return edit.kind;
    case 'leftOut':
      return JSON.stringify([edit.kind, edit.column]);
    case 'dateOrder':
    case 'decimal':
      return JSON.stringify([edit.kind, edit.columns]);
  }
}
