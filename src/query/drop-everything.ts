/** Empties a database, to begin a load anew. */
import { ident, query, verbatim, type Query } from './query.ts';

/** Names of all tables: column `name`. */
export function listTables(): Query {
  return verbatim('SELECT CAST(table_name AS VARCHAR) AS name FROM duckdb_tables() WHERE NOT internal');
}

/** Names of all types that were made: column `name`. */
export function listTypes(): Query {
  return verbatim('SELECT CAST(type_name AS VARCHAR) AS name FROM duckdb_types() WHERE NOT internal');
}

/** Drops tables and types. */
export function dropEverything(tables: readonly string[], types: readonly string[]): Query[] {
  return [
    ...tables.map((name) => query`DROP TABLE ${ident(name)}`),
    ...types.map((name) => query`DROP TYPE ${ident(name)}`),
  ];
}
