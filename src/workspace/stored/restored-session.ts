/** A session over stored columns: it answers at once what these can answer, and has the files loaded again for the rest. */
import type { Columns } from '../../engine/columns.ts';
import { makeEngine, type Engine } from '../../engine/engine.ts';
import { compareViews } from '../../engine/compare.ts';
import { leadsBehind } from '../../engine/leads-behind.ts';
import { hasAll, matchesOf, needsOf, type KeptMatches } from '../kept-matches.ts';
import type { Session } from '../session.ts';
import type { DataSetSummary } from '../workspace.ts';
import type { StoredAnswers } from './answers-file.ts';

/**
 * Makes the session.
 * @param answers of the database, as far as they are stored
 * @param whole loads the files into a database and gives the session over them; called once, at the first question that
 * needs it, and again if it failed. From then on that session answers everything
 */
export function restoreSession(
  summary: DataSetSummary,
  columns: Columns,
  matches: KeptMatches,
  answers: StoredAnswers | null,
  whole: () => Promise<Session>,
): Session {
  // what the opened session makes needless is let go of: it is as large again
  let first: {
    readonly columns: Columns;
    readonly engine: Engine;
    readonly load: () => Promise<Session>;
  } | null = { columns, engine: makeEngine(columns, matchesOf(matches), summary.rows), load: whole };
  let opening: Promise<Session> | null = null;
  let opened: Session | null = null;
  const open = (): Promise<Session> => {
    opening ??= (first as NonNullable<typeof first>).load().then(
      (session) => {
        opened = session;
        first = null;
        return session;
      },
      (error: unknown) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  };
  const canAnswer = (...question: Parameters<typeof needsOf>): boolean =>
    hasAll(matches, needsOf(...question));
  return {
    summary,
    get kept() {
      const now = opened?.kept;
      // the columns are the same, so the matches go together
      const together: KeptMatches = {
        lead: new Map([...matches.lead, ...(now?.matches.lead ?? [])]),
        activity: new Map([...matches.activity, ...(now?.matches.activity ?? [])]),
        column: new Map([...matches.column, ...(now?.matches.column ?? [])]),
      };
      return { columns: now?.columns ?? (first as NonNullable<typeof first>).columns, matches: together };
    },
    async metrics(request, model) {
      if (first !== null && canAnswer(request, model)) return first.engine.document(request, model);
      return (await open()).metrics(request, model);
    },
    async leadsBehind(request, model, mark) {
      const further = mark.segment === undefined ? [] : [mark.segment.column];
      if (first !== null && canAnswer(request, model, further))
        return leadsBehind(first.engine.situation(request, model), mark);
      return (await open()).leadsBehind(request, model, mark);
    },
    async scoreRange(model) {
      if (first !== null && canAnswer(null, model)) return first.engine.scoreRange(model);
      return (await open()).scoreRange(model);
    },
    async compare(views) {
      const { ours, theirs } = views;
      if (first !== null && canAnswer(ours.request, ours.model) && canAnswer(theirs.request, theirs.model))
        return compareViews(first.engine, views);
      return (await open()).compare(views);
    },
    leadPage: async (list, offset, limit) => (await open()).leadPage(list, offset, limit),
    leadCsv: async (list, ...rest) => (await open()).leadCsv(list, ...rest),
    lead: async (ordinal, request, model) => (await open()).lead(ordinal, request, model),
    columnValues: async (column, search, limit) => (await open()).columnValues(column, search, limit),
    async dataQuality() {
      return answers?.quality ?? (await open()).dataQuality();
    },
    async rejectedRows(offset, limit) {
      const rows = answers?.rejected ?? [];
      if (rows.length >= offset + limit || answers?.isEveryRejected === true)
        return rows.slice(offset, offset + limit);
      return (await open()).rejectedRows(offset, limit);
    },
    countLeads: async (condition) => (await open()).countLeads(condition),
  };
}
