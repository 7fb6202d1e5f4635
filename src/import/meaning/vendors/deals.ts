/** Deals and opportunities of any system: linked to leads, or leads themselves where a file knows of no contact. */
import type { ColumnSource } from '../../mapping.ts';
import { aloneQuestion, closedAt, table, type Draft, type DraftOptions, type MeaningNote } from '../draft.ts';
import type { FileFacts } from '../facts.ts';
import { dealStageOf, stageOf } from '../stage-names.ts';

/** Where a file of deals keeps what. */
export interface DealParts {
  readonly object: string;
  readonly id: ColumnSource | null;
  /** the contact or lead, and its e-mail */
  readonly lead: ColumnSource | null;
  readonly email: ColumnSource | null;
  readonly created: ColumnSource | null;
  /** column of the current stage or status */
  readonly stage: string | null;
  /** column of the day on which it was, or is to be, closed */
  readonly closed: string | null;
  readonly wonAt?: ColumnSource | null;
  readonly lostAt?: ColumnSource | null;
  readonly amount: ColumnSource | null;
  /** what else a lead made of a deal is given */
  readonly about: Readonly<Record<string, ColumnSource | null>>;
  /** columns with the date of entry into a stage, and the name of the stage, in the order of the file */
  readonly stageDates?: readonly { readonly name: string; readonly stage: string }[];
  /** another object of the system says which lead a deal belongs to, by the deal's id */
  readonly isLinkedElsewhere: boolean;
}

/** Stage dates of a pipeline as ours: what comes after the qualification is an opportunity. */
function pipelineDates(stageDates: NonNullable<DealParts['stageDates']>): Record<string, ColumnSource> {
  const open = stageDates.filter(({ stage }) => dealStageOf(stage) === 'opportunity');
  const lastQualified = open.findLastIndex(({ stage }) => ['mql', 'sql'].includes(stageOf(stage) ?? ''));
  const groups: Record<string, string[]> = {
    mql_at: open.filter(({ stage }) => stageOf(stage) === 'mql').map(({ name }) => name),
    sql_at: open.filter(({ stage }) => stageOf(stage) === 'sql').map(({ name }) => name),
    opportunity_at: open.slice(lastQualified + 1).map(({ name }) => name),
    customer_at: stageDates.filter(({ stage }) => dealStageOf(stage) === 'customer').map(({ name }) => name),
    disqualified_at: stageDates
      .filter(({ stage }) => dealStageOf(stage) === 'disqualified')
      .map(({ name }) => name),
  };
  return Object.fromEntries(
    Object.entries(groups).flatMap(([date, from]) => (from.length === 0 ? [] : [[date, { from }]])),
  );
}

/** Only what was observed in the sample decides between won and lost: an unlinked deal with no stage is created alone. */
export function deals(facts: FileFacts, parts: DealParts, { alone }: DraftOptions): Draft {
  const hasLink = parts.lead !== null || parts.email !== null;
  const dates = pipelineDates(parts.stageDates ?? []);
  const won = parts.wonAt ?? dates['customer_at'] ?? closedAt(facts, parts.closed, parts.stage, 'customer');
  const lost =
    parts.lostAt ?? dates['disqualified_at'] ?? closedAt(facts, parts.closed, parts.stage, 'disqualified');
  const created = parts.created ?? (dates['opportunity_at'] ? { from: dates['opportunity_at'].from } : null);
  const asLeads = alone ?? (!hasLink && !parts.isLinkedElsewhere);
  const notes: MeaningNote[] = [];
  if (created === null) notes.push({ code: 'missingColumn', detail: 'created_at' });
  if (!asLeads) {
    const own = parts.id === null || (hasLink && !parts.isLinkedElsewhere) ? [] : parts.id.from;
    const lead =
      parts.lead === null
        ? own.length === 0
          ? null
          : { from: own }
        : { ...parts.lead, from: [...parts.lead.from, ...own] };
    if (!hasLink) notes.push({ code: 'linkedByConversion', detail: parts.object });
    const opportunities = table('opportunities', {
      opportunity_id: parts.id,
      lead_id: lead,
      email: parts.email,
      created_at: created,
      won_at: won,
      lost_at: lost,
      amount: parts.amount,
    });
    return {
      object: parts.object,
      tables: created === null ? [] : [opportunities],
      notes,
      questions: hasLink ? [] : [aloneQuestion(['opportunities', 'leads'], 'opportunities')],
    };
  }
  const leads = table('leads', {
    lead_id: parts.id,
    created_at: created,
    email: parts.email,
    ...parts.about,
    mql_at: dates['mql_at'] ?? null,
    sql_at: dates['sql_at'] ?? null,
    opportunity_at: dates['sql_at'] === undefined ? created : (dates['opportunity_at'] ?? null),
    customer_at: won,
    disqualified_at: lost,
  });
  notes.push({ code: 'dealsAsLeads', detail: parts.object });
  if (won === null) notes.push({ code: 'noHistory', detail: 'customer' });
  return {
    object: parts.object,
    tables: created === null || parts.id === null ? [] : [leads],
    notes,
    questions: [aloneQuestion(['leads', 'opportunities'], 'leads')],
  };
}
