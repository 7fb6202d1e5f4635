/** How a row of another table finds its lead: by id, else by an alias, else by e-mail. */
import { comparedEmail, leadColumn } from './import-leads.ts';
import { join, query, verbatim, type Query } from './query.ts';

/** The ways that there are, given what the tables hold. */
export interface LeadLookups {
  /** column of the leads' own ids */
  readonly idColumn: number;
  /** the table `aliases` is there */
  readonly hasAliases: boolean;
  /** the table `emails` is there */
  readonly hasEmails: boolean;
}

/** Joins to the leads, to be put after the rows. */
export interface LeadSearch {
  readonly joins: Query;
  /** `ordinal` of the lead, null when none is found */
  readonly ordinal: Query;
  /** `id`, `alias` or `email`; null when none is found */
  readonly found: Query;
}

/**
 * Searches the leads of rows.
 * @param id the row's lead id, or null for a table without
 * @param email the row's e-mail address as written, or null for a table without
 * @param lookups what there is to search in
 * @param withIds whether the leads' own ids are searched; false where that was done before
 */
export function findLeads(
  id: Query | null,
  email: Query | null,
  lookups: LeadLookups,
  withIds = true,
): LeadSearch {
  const ways: { readonly name: string; readonly join: Query; readonly ordinal: Query }[] = [];
  if (id !== null && withIds) {
    ways.push({
      name: 'id',
      join: query`LEFT JOIN leads AS by_id ON by_id.${leadColumn(lookups.idColumn)} = ${id}`,
      ordinal: verbatim('by_id.ordinal'),
    });
  }
  if (id !== null && lookups.hasAliases) {
    ways.push({
      name: 'alias',
      join: query`LEFT JOIN aliases AS by_alias ON by_alias.alias = ${id}`,
      ordinal: verbatim('by_alias.ordinal'),
    });
  }
  if (email !== null && lookups.hasEmails) {
    ways.push({
      name: 'email',
      join: query`LEFT JOIN emails AS by_email ON by_email.email = ${comparedEmail(email)}`,
      ordinal: verbatim('by_email.ordinal'),
    });
  }
  const found = ways.map(({ name, ordinal }) => query`WHEN ${ordinal} IS NOT NULL THEN ${name}`);
  return {
    joins: join(
      ways.map((way) => way.join),
      ' ',
    ),
    ordinal:
      ways.length === 0
        ? verbatim('CAST(NULL AS INTEGER)')
        : query`coalesce(${ways.map((way) => way.ordinal)})`,
    found: ways.length === 0 ? verbatim('CAST(NULL AS VARCHAR)') : query`CASE ${join(found, ' ')} END`,
  };
}

/** Whether a row names nobody: neither an id nor an e-mail address. */
export function namesNobody(id: Query | null, email: Query | null): Query {
  const missing = [
    ...(id === null ? [] : [query`${id} IS NULL`]),
    ...(email === null ? [] : [query`${comparedEmail(email)} IS NULL`]),
  ];
  return missing.length === 0 ? verbatim('TRUE') : query`(${join(missing, ' AND ')})`;
}
