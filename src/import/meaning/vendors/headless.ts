/** Tables without a header: told by what the columns hold alone, and asked. */
import { aloneQuestion, table, take, type Draft } from '../draft.ts';
import type { ColumnFacts } from '../column-types.ts';
import type { FileFacts } from '../facts.ts';
import { stageOf } from '../stage-names.ts';

/** Whether the names of columns are those that are made up where a file has none. */
export function isHeadless(facts: FileFacts): boolean {
  return facts.columns.length > 1 && facts.columns.every(({ name }, index) => name === `column_${index + 1}`);
}

function isUnique({ filled, distinct, isDistinctCut }: ColumnFacts): boolean {
  return filled > 0 && (isDistinctCut || distinct.size === filled);
}

/** Few different values, each of them often: kinds, channels, stages. */
function isKind({ type, filled, distinct, isDistinctCut }: ColumnFacts): boolean {
  return type === 'text' && !isDistinctCut && distinct.size <= Math.max(3, filled / 3);
}

/**
 * An id or an address, a date, and a column of kinds: activities, or a history where the kinds are stages. An id that no
 * row repeats and no kinds: leads.
 */
export function headless(facts: FileFacts): Draft | null {
  const email = facts.columns.find(({ type }) => type === 'email') ?? null;
  const date = facts.columns.find(({ type }) => type === 'instant' || type === 'date');
  if (date === undefined) return null;
  const ids = facts.columns.filter(({ type }) => type === 'id' || type === 'number' || type === 'text');
  const kind = facts.columns.find(isKind) ?? null;
  const unique = ids.find(isUnique) ?? null;
  const repeated =
    ids.find((column) => !isUnique(column) && column !== kind && column.type !== 'text') ?? null;
  const options = ['leads', 'activities'] as const;
  if (kind !== null && (repeated !== null || (email !== null && !isUnique(email)))) {
    const isHistory = [...kind.distinct.keys()].every((value) => stageOf(value) !== null);
    const columns = { lead_id: take(repeated?.name ?? null), email: take(email?.name ?? null) };
    return {
      object: null,
      tables: [
        isHistory
          ? table('stageHistory', { ...columns, stage: take(kind.name), entered_at: take(date.name) })
          : table('activities', { ...columns, type: take(kind.name), occurred_at: take(date.name) }),
      ],
      notes: [{ code: 'noHeader', detail: null }],
      questions: isHistory ? [] : [aloneQuestion(options, 'activities')],
    };
  }
  const id = unique ?? email;
  if (id === null || !isUnique(id)) return null;
  return {
    object: null,
    tables: [
      table('leads', {
        lead_id: take(id.name),
        created_at: take(date.name),
        email: take(email?.name ?? null),
      }),
    ],
    notes: [{ code: 'noHeader', detail: null }],
    questions: [aloneQuestion(options, 'leads')],
  };
}
