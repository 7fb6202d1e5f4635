/** Loads files of any kind: looks at them, imports them, and begins anew where a date speaks against what a look decided. */
import type { Database } from '../database/database.ts';
import { dropEverything, listTables, listTypes } from '../query/drop-everything.ts';
import { ConversionContradicted, type Conversion } from './conversion.ts';
import type { ImportFile } from './import-file.ts';
import { importTables, type ImportedTables, type ImportOptions } from './import-tables.ts';
import { LoadError } from './load-error.ts';
import {
  inspectFiles,
  planConversion,
  planImport,
  type GivenFile,
  type InspectedFile,
  type ReaderHints,
} from './prepare-files.ts';

/** What was loaded, and from what. */
export interface ImportedFiles {
  readonly tables: ImportedTables;
  /** the files as they were imported in the end, for `rejectedPage` */
  readonly files: readonly ImportFile[];
  readonly inspected: readonly InspectedFile[];
}

/** The conversion with the order that a date demands; where both orders were tried, without a demand. */
function corrected(conversion: Conversion, { contradiction }: ConversionContradicted, tried: Set<string>) {
  const { column, other } = contradiction;
  if (tried.has(column)) return { ...conversion, settled: new Set([...conversion.settled, column]) };
  const { mapping } = conversion;
  return { ...conversion, mapping: { ...mapping, dateOrder: { ...mapping.dateOrder, [column]: other } } };
}

/**
 * The files with the one converted that turned out not to be UTF-8 after its beginning; null where an error says
 * something else.
 */
function lateBytes(
  error: unknown,
  files: readonly ImportFile[],
  inspected: readonly InspectedFile[],
): ImportFile[] | null {
  if (!(error instanceof LoadError) || error.problem.code !== 'notUtf8') return null;
  const { file: name } = error.problem;
  const found = inspected.find(({ source }) => source.name === name);
  if (found === undefined || !files.some((file) => file.name === name && file.conversion === undefined))
    return null;
  const converted = planConversion(found);
  return files.flatMap((file) => (file.name === name ? converted : [file]));
}

async function empty(database: Database): Promise<void> {
  const names = async (list: ReturnType<typeof listTables>): Promise<string[]> => {
    const { columns } = await database.read(list);
    return [...(columns['name'] ?? [])].map(String);
  };
  const statements = dropEverything(await names(listTables()), await names(listTypes()));
  for (const statement of statements) await database.run(statement);
}

/**
 * Loads files into an empty database.
 * @throws what `importTables` and `inspectFiles` throw; `noLeads` with the reason that a file gave where there is one
 */
export async function importGiven(
  database: Database,
  given: readonly GivenFile[],
  options: ImportOptions & Partial<Pick<ReaderHints, 'language' | 'mappings'>>,
): Promise<ImportedFiles> {
  const { signal, language = null, mappings = [] } = options;
  const inspected = await inspectFiles(given, { language, signal, mappings });
  let files = planImport(inspected);
  if (!files.some(({ table }) => table === 'leads')) {
    const [unknown] = inspected.flatMap(({ source, reading }) =>
      reading.mapping.tables.length > 0
        ? []
        : [
            {
              name: source.name,
              detail: reading.notes.find(({ code }) => code === 'missingColumn')?.detail ?? null,
            },
          ],
    );
    throw new LoadError({
      code: unknown?.detail == null ? 'noLeads' : 'missingColumn',
      file: unknown?.name ?? null,
      line: null,
      detail: unknown?.detail ?? null,
    });
  }
  const tried = new Map<string, Set<string>>();
  for (;;) {
    try {
      return { tables: await importTables(database, files, options), files, inspected };
    } catch (error) {
      const late = lateBytes(error, files, inspected);
      if (late !== null) {
        files = late;
        await empty(database);
        continue;
      }
      if (!(error instanceof ConversionContradicted)) throw error;
      const { source } = error.conversion;
      const before = tried.get(source.name) ?? new Set<string>();
      files = files.map((file) =>
        file.conversion?.source === source
          ? { ...file, conversion: corrected(file.conversion, error, before) }
          : file,
      );
      tried.set(source.name, new Set([...before, error.contradiction.column]));
      await empty(database);
    }
  }
}
