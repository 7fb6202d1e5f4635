/** Loads files of any kind: looks at them, imports them, and begins anew where a date speaks against what a look decided. */
import type { Database } from '../database/database.ts';
import { dropEverything, listTables, listTypes } from '../query/drop-everything.ts';
import { ConversionContradicted } from './conversion.ts';
import type { ImportFile } from './import-file.ts';
import { importTables, type ImportedTables, type ImportOptions } from './import-tables.ts';
import { LoadError } from './load-error.ts';
import { surveyFile, withSurvey } from './meaning/survey-dates.ts';
import { otherwiseWritten } from './otherwise-written.ts';
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

/** What the dates of all of a file say of it, and its tables under that. */
async function surveyed(
  file: InspectedFile,
  signal: AbortSignal,
): Promise<{ readonly inspected: InspectedFile; readonly planned: ImportFile[] }> {
  const survey = await surveyFile(file.source, file.reading, signal);
  const { reading, mixed } = withSurvey(file.reading, survey, file.source);
  const inspected = { ...file, reading };
  return { inspected, planned: planConversion(inspected, mixed) };
}

/** The tables of a file whose dates still speak against what all of them were said to be: those of this column stay as written. */
function settledFor(files: readonly ImportFile[], { conversion, contradiction }: ConversionContradicted) {
  return files.map((file) =>
    file.conversion?.source === conversion.source
      ? {
          ...file,
          conversion: {
            ...file.conversion,
            settled: new Set([...file.conversion.settled, contradiction.column]),
          },
        }
      : file,
  );
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
    const deals = inspected.find(({ reading }) =>
      reading.mapping.tables.some(({ table }) => table === 'opportunities'),
    );
    throw new LoadError(
      unknown?.detail == null
        ? { code: 'noLeads', file: unknown?.name ?? null, line: null, detail: deals?.source.name ?? null }
        : { code: 'missingColumn', file: unknown.name, line: null, detail: unknown.detail },
    );
  }
  const looked = new Set<InspectedFile['source']>();
  /** Plans a file anew under what all of its dates say; false where it was so before. */
  const lookAgain = async (source: InspectedFile['source']): Promise<boolean> => {
    const place = inspected.findIndex((file) => file.source === source);
    const file = inspected[place];
    if (file === undefined || looked.has(source)) return false;
    looked.add(source);
    const again = await surveyed(file, signal);
    if (JSON.stringify(again.inspected.reading.mapping) === JSON.stringify(file.reading.mapping)) {
      const isConverted = files.some(({ conversion }) => conversion?.source === source);
      if (!isConverted) return false;
    }
    const isOfFile = ({ name, conversion }: ImportFile): boolean =>
      conversion === undefined ? name === source.name : conversion.source === source;
    const at = files.findIndex(isOfFile);
    inspected[place] = again.inspected;
    files = [...files.slice(0, at), ...again.planned, ...files.slice(at).filter((one) => !isOfFile(one))];
    return true;
  };
  for (;;) {
    try {
      const tables = await importTables(database, files, options);
      const places = await otherwiseWritten(database, files, tables);
      const odd = inspected.filter(({ source }) =>
        places.some((place) => files[place]?.name === source.name && files[place].conversion === undefined),
      );
      let isChanged = false;
      for (const { source } of odd) isChanged = (await lookAgain(source)) || isChanged;
      if (!isChanged) {
        const notes = inspected.flatMap(({ reading }) => reading.notes);
        return { tables: { ...tables, notes }, files, inspected };
      }
      await empty(database);
    } catch (error) {
      const late = lateBytes(error, files, inspected);
      if (late !== null) {
        files = late;
        await empty(database);
        continue;
      }
      if (!(error instanceof ConversionContradicted)) throw error;
      if (!(await lookAgain(error.conversion.source))) files = settledFor(files, error);
      await empty(database);
    }
  }
}
