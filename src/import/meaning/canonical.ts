/** Files with the contract's own column names: they mean what they say. */
import type { ImportTable } from '../import-file.ts';
import { headerColumns, missingColumn } from '../header.ts';
import type { ColumnSource } from '../mapping.ts';
import { historyNotes, table, type Draft } from './draft.ts';

/** Columns that tell one table of the contract from another. */
const TELLING: readonly (readonly [ImportTable, readonly string[]])[] = [
  ['activities', ['type', 'occurred_at']],
  ['stageHistory', ['stage', 'entered_at']],
  ['opportunities', ['opportunity_id', 'created_at']],
  ['opportunities', ['created_at', 'won_at']],
  ['leads', ['lead_id', 'created_at']],
];

/** The table whose own column names a header has, in whatever case; null where it has not all that are required. */
export function canonicalTable(header: readonly string[]): ImportTable | null {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  const found = TELLING.find(
    ([name, telling]) =>
      telling.every((column) => names.has(column)) &&
      missingColumn(name, headerColumns(name, header)) === null,
  );
  return found?.[0] ?? null;
}

/** A file with the contract's own names means what it says. */
export function canonicalDraft(header: readonly string[]): Draft | null {
  const name = canonicalTable(header);
  if (name === null) return null;
  const known = headerColumns(name, header).flatMap((column): [string, ColumnSource][] =>
    column.known === null ? [] : [[column.known, { from: [column.name] }]],
  );
  const mapped = table(name, Object.fromEntries(known));
  const lacking = name === 'leads' ? historyNotes(null, mapped, null) : [];
  return { object: null, tables: [mapped], notes: lacking, questions: [] };
}
