/** The file that tells the app which data set lies beside it: `data/manifest.json`. */
import { z } from './schema-library.ts';
import { boundedText } from './condition-schema.ts';
import { problemAt, problemsOf } from './document-problem.ts';
import type { DocumentProblem } from './document-problem.ts';
import { readJsonText, tooDeepPath } from './json-text.ts';

/** A data set on a static host. File names are relative to the manifest. */
export interface Manifest {
  readonly version: 1;
  /** name of the data set, as the header shows it */
  readonly name: string;
  /** at least one */
  readonly leads: readonly string[];
  readonly activities: readonly string[];
  readonly stageHistory: readonly string[];
  readonly opportunities: readonly string[];
  /** scoring model; without one the starter model is fitted to the data */
  readonly model?: string;
  /** a request with its figures, shown until the data set is loaded */
  readonly snapshot?: string;
  /** instant in UTC that counts as the moment of loading, so that the default as-of does not move with the clock */
  readonly loadedAt?: string;
}

/** Longest text of a manifest in characters. */
const MAX_TEXT = 100_000;
/** A name or a path of names; no scheme, host, query, back step, hidden file or absolute path. */
const FILE_NAME = /^(?:[\p{L}\p{N}_][\p{L}\p{N}_ .\-()]*\/)*[\p{L}\p{N}_][\p{L}\p{N}_ .\-()]*$/u;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

const fileName = boundedText(200, 1).check(z.regex(FILE_NAME));
const files = z.array(fileName).check(z.maxLength(200));

const manifestSchema = z.strictObject({
  version: z.literal(1),
  name: boundedText(200, 1),
  leads: files.check(z.minLength(1)),
  activities: files,
  stageHistory: files,
  opportunities: files,
  model: z.exactOptional(fileName),
  snapshot: z.exactOptional(fileName),
  loadedAt: z.exactOptional(
    z.string().check(
      z.regex(INSTANT),
      z.refine((text) => !Number.isNaN(Date.parse(text))),
    ),
  ),
});

/**
 * Reads a manifest.
 * @returns the manifest, or the first problem. `badText` is a file name that leads elsewhere or an instant that is none
 */
export function parseManifest(
  text: string,
): { readonly manifest: Manifest } | { readonly problem: DocumentProblem } {
  if (text.length > MAX_TEXT) return { problem: problemAt([], 'tooLarge', `≤ ${MAX_TEXT}`) };
  const json = readJsonText(text);
  if (!('value' in json)) {
    return { problem: { ...problemAt([], 'notJson', `column ${json.column}`), line: json.line } };
  }
  const deep = tooDeepPath(json.value, 4);
  if (deep !== null) return { problem: problemAt(deep, 'tooDeep', '≤ 4') };
  const parsed = manifestSchema.safeParse(json.value);
  if (parsed.success) return { manifest: parsed.data };
  return { problem: problemsOf(parsed.error.issues, json.value)[0] ?? problemAt([], 'wrongKind', 'object') };
}
