/** Reads what lies in the folder beside the page: the manifest, and the snapshot that it names. */
import { parseManifest, type Manifest } from '../model/manifest.ts';
import type { MetricsDocument, Snapshot } from '../model/metrics-document.ts';
import { parseMetricsRequest } from '../model/metrics-request-schema.ts';
import { isTimeZone } from '../model/scoring-model-schema.ts';
import type { LoadProblem } from '../workspace/workspace.ts';

/** Name of the manifest in its folder. */
export const MANIFEST_NAME = 'manifest.json';

/**
 * An error that carries what a person needs, as the errors of the workspace do.
 * @param problem what went wrong, where
 */
export function loadFailure(problem: LoadProblem): Error {
  return Object.assign(new Error(problem.code), { problem });
}

/**
 * Reads a manifest.
 * @throws a load failure `manifest.CODE`, with the place of the first problem
 */
export function readManifest(text: string): Manifest {
  // Some hosts answer with their own page where a file is missing.
  if (text.trimStart().startsWith('<')) {
    throw loadFailure({ code: 'noManifest', file: MANIFEST_NAME, line: null, detail: null });
  }
  const parsed = parseManifest(text);
  if ('manifest' in parsed) return parsed.manifest;
  const { place, code, detail, line } = parsed.problem;
  const at = [place, detail].filter((part) => part !== null && part !== '').join(': ');
  throw loadFailure({ code: `manifest.${code}`, file: MANIFEST_NAME, line, detail: at === '' ? null : at });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a snapshot. Its figures come from the same folder as the page itself; what is checked is that it is one, and
 * that its request can be compared with others.
 * @returns null for anything else: the page then waits for the rows
 */
export function readSnapshot(text: string): Snapshot | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['document'])) return null;
  const request = parseMetricsRequest(value['request']);
  const document = value['document'];
  const whole = typeof document['asOf'] === 'string' && isRecord(document['rows']);
  if (request === null || !whole) return null;
  const zone = value['timeZone'];
  return {
    version: 1,
    request,
    document: document as unknown as MetricsDocument,
    ...(typeof zone === 'string' && isTimeZone(zone) ? { timeZone: zone } : {}),
  };
}
