/** What is said of a file that was looked at, and of what became of it. */
import type { ImportFile } from '../import/import-tables.ts';
import type { InspectedFile } from '../import/prepare-files.ts';
import type { SourceSummary } from './workspace.ts';

/** Lines that are no rows, as many as are told. */
const MOST_SKIPPED = 50;

/**
 * Sums up a file.
 * @param imported the tables that were made of all files; empty for files that were only looked at
 */
export function summariseSource(
  { source, reading }: InspectedFile,
  imported: readonly ImportFile[] = [],
): SourceSummary {
  const own = imported.filter(
    ({ name, conversion }) => name === source.name || conversion?.source === source,
  );
  // a date may have spoken against what the first look decided
  const mapping =
    own.find(({ conversion }) => conversion !== undefined)?.conversion?.mapping ?? reading.mapping;
  return {
    name: source.name,
    format: source.format,
    compression: source.compression,
    encoding: source.encoding,
    delimiter: source.delimiter,
    headerLine: source.headerLine,
    sheets: source.sheets,
    sheet: source.sheet,
    skipped: source.skipped.slice(0, MOST_SKIPPED),
    skippedLines: source.skipped.length,
    isConverted: own.some(({ conversion }) => conversion !== undefined),
    reading: { ...reading, mapping },
  };
}
