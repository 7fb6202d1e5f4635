/** Columns that come out of a conversion. */
import { KNOWN_COLUMNS, uniqueNames } from '../header.ts';
import { RECORDED_DATES } from '../../model/stages.ts';
import type { ColumnSource, FileMapping, TableMapping } from '../mapping.ts';

/** Known columns that hold instants. */
export const INSTANT_COLUMNS: ReadonlySet<string> = new Set([
  'created_at',
  'occurred_at',
  'entered_at',
  'won_at',
  'lost_at',
  ...RECORDED_DATES,
]);

/** A column of a converted table. */
export interface ConvertedColumn {
  /** unique in the table */
  readonly name: string;
  /** the known column that it is, or null */
  readonly known: string | null;
  readonly source: ColumnSource;
}

/** Columns that the table knows, in the order in which they come out. */
function knownColumns(table: TableMapping['table']): readonly string[] {
  return table === 'aliases' ? ['lead_id', 'alias_ids'] : KNOWN_COLUMNS[table];
}

/** The column of the file that a source hands on as it stands: it needs not be kept twice. */
function handedOn({ from, when, values, attribute, before, constant }: ColumnSource): string | null {
  const [only] = from;
  const isPlain =
    when === undefined && values === undefined && attribute === undefined && before === undefined;
  return isPlain && constant === undefined && from.length === 1 ? (only ?? null) : null;
}

/**
 * Columns of a table: the known ones that are mapped, in the contract's order, then others that are mapped, then all
 * other columns of the file under their own names, so that nothing is lost. A history, aliases, and rows that are made
 * of several have only what is mapped. A column of the file that is called as a known column which it is not gets
 * another name.
 * @param mapping of the file
 * @param table one of its tables
 */
export function tableColumns(mapping: FileMapping, table: TableMapping): ConvertedColumn[] {
  const known = knownColumns(table.table);
  const isKnown = new Set(known);
  const mapped: ConvertedColumn[] = known.flatMap((name) => {
    const source = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
    return source === undefined ? [] : [{ name, known: name, source }];
  });
  const own: ConvertedColumn[] = Object.entries(table.columns).flatMap(([name, source]) =>
    isKnown.has(name) ? [] : [{ name, known: null, source }],
  );
  const isWhole = !table.perLead && table.table !== 'stageHistory' && table.table !== 'aliases';
  const gone = new Set([
    ...(mapping.leftOut ?? []),
    ...[...mapped, ...own].flatMap(({ source }) => handedOn(source) ?? []),
  ]);
  const others = isWhole ? uniqueNames(mapping.header).filter((name) => !gone.has(name)) : [];
  const columns = [
    ...mapped,
    ...own,
    ...others.map((name) => ({ name, known: null, source: { from: [name] } })),
  ];
  // known names count without regard to case and outer spaces, so all of them are taken, mapped or not
  const taken = new Set<string>(mapped.map(({ name }) => name));
  return columns.map((column) => {
    if (column.known !== null) return column;
    let { name } = column;
    for (let number = 2; taken.has(name) || isKnown.has(name.trim().toLowerCase()); number++)
      name = `${column.name}_${number}`;
    taken.add(name);
    return { ...column, name };
  });
}
