/** What the columns of a file are: the names of its header held against those that a table knows. */
import type { ImportTable } from './import-file.ts';

/** Columns that a table knows, in the words of its documentation. */
export const KNOWN_COLUMNS = {
  leads: [
    'lead_id',
    'created_at',
    'email',
    'name',
    'phone',
    'company',
    'source',
    'campaign',
    'industry',
    'country',
    'employees',
    'budget',
    'seniority',
    'owner',
    'alias_ids',
    'mql_at',
    'sql_at',
    'opportunity_at',
    'customer_at',
    'disqualified_at',
  ],
  activities: [
    'lead_id',
    'email',
    'activity_id',
    'type',
    'occurred_at',
    'channel',
    'campaign',
    'content',
    'direction',
  ],
  stageHistory: ['lead_id', 'email', 'stage', 'entered_at'],
  opportunities: ['opportunity_id', 'lead_id', 'email', 'created_at', 'won_at', 'lost_at', 'amount'],
} as const satisfies Record<ImportTable, readonly string[]>;

/** Columns without which a table says nothing; of a group one is enough. */
const REQUIRED_COLUMNS: Readonly<Record<ImportTable, readonly (readonly string[])[]>> = {
  leads: [['lead_id'], ['created_at']],
  activities: [['lead_id', 'email'], ['type'], ['occurred_at']],
  stageHistory: [['lead_id', 'email'], ['stage'], ['entered_at']],
  opportunities: [['lead_id', 'email'], ['created_at']],
};

/** A column of a file. */
export interface HeaderColumn {
  /** as the header writes it; unique in the file */
  readonly name: string;
  /** the known column that it is, or null */
  readonly known: string | null;
}

/** Names made unique: the first of several keeps its name, the others become `name_2`, `name_3`, …; an empty one `column_5`. */
export function uniqueNames(names: readonly string[]): string[] {
  const written = new Set(names);
  const given = new Set<string>();
  return names.map((name, index) => {
    const base = name.trim() === '' ? `column_${index + 1}` : name;
    let unique = base;
    for (let number = 2; given.has(unique) || (unique !== name && written.has(unique)); number++) {
      unique = `${base}_${number}`;
    }
    given.add(unique);
    return unique;
  });
}

/**
 * The columns of a header. A known column is found by its exact name; else by one that differs only in case and outer
 * spaces, if there is just one such.
 * @param table what the file is read as
 * @param header texts of the header record
 */
export function headerColumns(table: ImportTable, header: readonly string[]): HeaderColumn[] {
  const names = uniqueNames(header);
  const known = new Map<number, string>();
  for (const column of KNOWN_COLUMNS[table]) {
    const exact = names.indexOf(column);
    const similar = names.flatMap((name, index) => (name.trim().toLowerCase() === column ? [index] : []));
    const index = exact >= 0 ? exact : similar.length === 1 ? similar[0] : undefined;
    if (index !== undefined) known.set(index, column);
  }
  return names.map((name, index) => ({ name, known: known.get(index) ?? null }));
}

/**
 * The required column that a header lacks, alternatives as `lead_id or email`; null when it lacks none.
 * @param table what the file is read as
 * @param columns columns of its header
 */
export function missingColumn(table: ImportTable, columns: readonly HeaderColumn[]): string | null {
  const present = new Set(columns.map(({ known }) => known));
  const missing = REQUIRED_COLUMNS[table].find((group) => !group.some((name) => present.has(name)));
  return missing?.join(' or ') ?? null;
}
