/**
 * Files read as plainly as the contract says it (section 2), for tests that work figures out for themselves.
 */
import { readInstant } from '../query/read-instant.ts';

/** A row of a file by its columns. */
export type PlainRow = Readonly<Record<string, string>>;

/** One lead with all that joins to it. */
export interface PlainLead {
  readonly row: PlainRow;
  /** seconds since 1970, as all instants here */
  readonly createdAt: number;
  /** recorded dates, filled from opportunities, none earlier than creation */
  readonly recorded: Map<string, number>;
  /** by instant, then row */
  readonly activities: { readonly at: number; readonly row: PlainRow }[];
}

/** What was loaded, and how many rows were left out why. */
export interface PlainData {
  readonly leads: readonly PlainLead[];
  readonly rejected: Readonly<Record<'leads' | 'activities' | 'opportunities', Record<string, number>>>;
  readonly repaired: { readonly unreadable: Record<string, number>; beforeCreation: number };
  readonly joined: { id: number; alias: number; email: number };
}

/** Reads CSV with a header: commas, doubled quotes, blank lines skipped. */
export function csvRows(text: string): PlainRow[] {
  const records: string[][] = [];
  let [cell, quoted] = ['', false];
  let record: string[] = [];
  const endRecord = () => {
    record.push(cell);
    if (record.length > 1 || cell !== '') records.push(record);
    [cell, record] = ['', []];
  };
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      record.push(cell);
      cell = '';
    } else if (char === '\n') endRecord();
    else cell += char;
  }
  if (cell !== '' || record.length > 0) endRecord();
  const [header = [], ...rows] = records;
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

const DATES = ['mql_at', 'sql_at', 'opportunity_at', 'customer_at', 'disqualified_at'];

function count(counts: Record<string, number>, reason: string): void {
  counts[reason] = (counts[reason] ?? 0) + 1;
}

/** Loads the files of a data set. */
export function plainLoad(
  files: { readonly leads: string; readonly activities?: string; readonly opportunities?: string },
  zone: string,
): PlainData {
  const byId = new Map<string, PlainLead>();
  const rejected = { leads: {}, activities: {}, opportunities: {} };
  const repaired: PlainData['repaired'] = { unreadable: {}, beforeCreation: 0 };
  for (const row of csvRows(files.leads)) {
    const createdAt = readInstant(row['created_at'] ?? '', zone);
    const id = row['lead_id'] ?? '';
    if (id === '') count(rejected.leads, 'missingId');
    else if (createdAt === null) count(rejected.leads, 'badCreatedAt');
    else if (byId.has(id)) count(rejected.leads, 'duplicate');
    else {
      const recorded = new Map<string, number>();
      for (const column of DATES) {
        const text = row[column] ?? '';
        const at = readInstant(text, zone);
        if (at === null && text !== '') count(repaired.unreadable, column);
        if (at !== null && at < createdAt) repaired.beforeCreation += 1;
        if (at !== null) recorded.set(column, Math.max(at, createdAt));
      }
      byId.set(id, { row, createdAt, recorded, activities: [] });
    }
  }

  const leads = [...byId.values()].toSorted((a, b) => a.createdAt - b.createdAt);
  const byAlias = new Map<string, PlainLead>();
  const byEmail = new Map<string, PlainLead>();
  for (const lead of byId.values()) {
    for (const alias of (lead.row['alias_ids'] ?? '').split(';')) {
      if (alias.trim() !== '' && !byAlias.has(alias.trim())) byAlias.set(alias.trim(), lead);
    }
  }
  for (const lead of leads) {
    const email = (lead.row['email'] ?? '').trim().toLowerCase();
    if (email !== '' && !byEmail.has(email)) byEmail.set(email, lead);
  }
  const joined = { id: 0, alias: 0, email: 0 };
  const leadOf = (row: PlainRow): readonly [PlainLead, keyof typeof joined] | null => {
    const id = row['lead_id'] ?? '';
    const [byItsId, byItsAlias] = [byId.get(id), byAlias.get(id)];
    if (byItsId) return [byItsId, 'id'];
    if (byItsAlias) return [byItsAlias, 'alias'];
    const byItsEmail = byEmail.get((row['email'] ?? '').trim().toLowerCase());
    return byItsEmail ? [byItsEmail, 'email'] : null;
  };
  const isNameless = (row: PlainRow) => (row['lead_id'] ?? '') === '' && (row['email'] ?? '').trim() === '';

  const seen = new Set<string>();
  for (const row of csvRows(files.activities ?? '')) {
    const at = readInstant(row['occurred_at'] ?? '', zone);
    const id = row['activity_id'] ?? '';
    const found = leadOf(row);
    if (isNameless(row)) count(rejected.activities, 'missingId');
    else if ((row['type'] ?? '') === '') count(rejected.activities, 'missingType');
    else if (at === null) count(rejected.activities, 'badOccurredAt');
    else if (seen.has(id)) count(rejected.activities, 'duplicate');
    else {
      if (id !== '') seen.add(id);
      if (found === null) count(rejected.activities, 'orphan');
      else {
        found[0].activities.push({ at, row });
        joined[found[1]] += 1;
      }
    }
  }
  for (const lead of leads) lead.activities.sort((a, b) => a.at - b.at);

  const seenOpportunities = new Set<string>();
  const entered = new Map<PlainLead, Map<string, number>>();
  for (const row of csvRows(files.opportunities ?? '')) {
    const createdAt = readInstant(row['created_at'] ?? '', zone);
    const id = row['opportunity_id'] ?? '';
    const lead = leadOf(row)?.[0];
    if (isNameless(row)) count(rejected.opportunities, 'missingId');
    else if (createdAt === null) count(rejected.opportunities, 'badCreatedAt');
    else if (id !== '' && seenOpportunities.has(id)) count(rejected.opportunities, 'duplicate');
    else if (!lead) {
      seenOpportunities.add(id);
      count(rejected.opportunities, 'orphan');
    } else {
      seenOpportunities.add(id);
      const first = entered.get(lead) ?? new Map<string, number>();
      entered.set(lead, first);
      const wonAt = readInstant(row['won_at'] ?? '', zone);
      first.set('opportunity_at', Math.min(createdAt, first.get('opportunity_at') ?? Infinity));
      if (wonAt !== null) first.set('customer_at', Math.min(wonAt, first.get('customer_at') ?? Infinity));
    }
  }
  for (const [lead, first] of entered) {
    for (const [column, at] of first) {
      if (!lead.recorded.has(column)) lead.recorded.set(column, Math.max(at, lead.createdAt));
    }
  }
  return { leads, rejected, repaired, joined };
}
