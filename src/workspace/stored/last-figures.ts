/**
 * What the page shows before anything is opened: a few words about the stored data set, and the documents that were
 * looked at last. Small enough to be read by the page itself.
 */
import { parseMetricsRequest } from '../../model/metrics-request-schema.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { MetricsRequest } from '../../model/metrics-request.ts';
import { z } from '../../model/schema-library.ts';
import { isTimeZone } from '../../model/scoring-model-schema.ts';
import { unseal } from './checksum.ts';
import { readWhole, type Folder } from './folder.ts';
import { figuresNames, newestVersion } from './versions.ts';

/** A document with what was asked. */
export interface AskedFigures {
  readonly request: MetricsRequest;
  /** the scoring model as JSON text, minimums that were moved included */
  readonly modelText: string;
  readonly document: MetricsDocument;
}

/** What is known of a stored data set at once. */
export interface StoredFigures {
  readonly name: string;
  /** names of the files that it was loaded from */
  readonly files: readonly string[];
  readonly timeZone: string;
  /** rows */
  readonly leads: number;
  /** seconds since 1970 */
  readonly loadedAt: number;
  /** names of the columns of the leads */
  readonly columns: readonly string[];
  /** the data set's own model as JSON text */
  readonly modelText: string;
  /** the whole document with which the data set opens */
  readonly opening: AskedFigures;
  /** the documents that were looked at last */
  readonly last: readonly AskedFigures[];
}

const asked = z.object({
  request: z.custom<MetricsRequest>((value) => parseMetricsRequest(value) !== null),
  modelText: z.string(),
  document: z.custom<MetricsDocument>(isDocument),
});
const schema = z.object({
  turn: z.int(),
  figures: z.object({
    name: z.string(),
    files: z.array(z.string()),
    timeZone: z.string().check(z.refine(isTimeZone)),
    leads: z.int().check(z.gte(0)),
    loadedAt: z.int().check(z.gte(0), z.lte(2 ** 33)),
    columns: z.array(z.string()),
    modelText: z.string(),
    opening: asked,
    last: z.array(asked).check(z.maxLength(20)),
  }),
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDocument(value: unknown): boolean {
  if (!isRecord(value) || typeof value['asOf'] !== 'string' || !isRecord(value['rows'])) return false;
  const { leads, activities } = value['rows'];
  return isRecord(leads) && isRecord(activities) && typeof leads['loaded'] === 'number';
}

/** The newer of a version's two writings; null where neither is whole. */
export async function readFigures(
  folder: Folder,
  version: number,
): Promise<{ readonly turn: number; readonly figures: StoredFigures } | null> {
  let newest: { readonly turn: number; readonly figures: StoredFigures } | null = null;
  for (const name of figuresNames(version)) {
    const bytes = await readWhole(folder, name);
    const parsed = bytes === null ? null : schema.safeParse(unseal(bytes));
    if (parsed?.success !== true) continue;
    if (newest === null || parsed.data.turn > newest.turn) newest = parsed.data;
  }
  return newest;
}

/**
 * Reads what the page can show of the stored data set.
 * @returns null where nothing is stored, or nothing that can be used
 */
export async function readStoredFigures(folder: Folder): Promise<StoredFigures | null> {
  const found = await newestVersion(folder);
  return found === null ? null : ((await readFigures(folder, found.version))?.figures ?? null);
}
