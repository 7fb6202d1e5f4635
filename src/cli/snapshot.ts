/** `leadscope snapshot`: the figures that the app shows before the data set beside it is loaded. */
import { join } from 'node:path';
import { parseManifest, type Manifest } from '../model/manifest.ts';
import type { Snapshot } from '../model/metrics-document.ts';
import { openingRequest } from '../model/opening-request.ts';
import { problemLine } from '../model/scoring-model-schema.ts';
import type { TableKind } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import type { Effects } from './effects.ts';
import { openFiles, readFileText } from './open-files.ts';
import { readOptions, single } from './options.ts';

/** Text of `leadscope snapshot --help`. */
export const SNAPSHOT_HELP = `Computes the figures with which the app opens a hosted data set, and writes them beside it.

Usage: npm run -s leadscope -- snapshot --data DIR

  --data DIR   folder with manifest.json; the file that the manifest names under "snapshot" is written there
  -h, --help

Run it again whenever a file of the data set changes. Exit code 0, or 2 after one line that says what is wrong.
`;

const TABLES: readonly TableKind[] = ['leads', 'activities', 'stageHistory', 'opportunities'];

async function readManifest(folder: string, effects: Effects): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  const parsed = parseManifest(await readFileText(path, effects));
  if ('problem' in parsed) throw commandFailure(`${path}: ${problemLine(parsed.problem)}`);
  return parsed.manifest;
}

/**
 * Runs the command.
 * @throws a command failure for a manifest without a snapshot, and for files or a model that make no sense
 */
export async function runSnapshot(argv: readonly string[], effects: Effects): Promise<void> {
  const folder = single(readOptions(argv, { data: 'string' }), 'data');
  if (folder === null) throw commandFailure('--data DIR is required');
  const manifest = await readManifest(folder, effects);
  if (manifest.snapshot === undefined) {
    throw commandFailure(`${join(folder, 'manifest.json')}: names no file under "snapshot"`);
  }
  const files = TABLES.flatMap((table) =>
    manifest[table].map((name) => ({ table, path: join(folder, name) })),
  );
  const opened = await openFiles(
    {
      files,
      modelPath: manifest.model === undefined ? null : join(folder, manifest.model),
      now: manifest.loadedAt === undefined ? effects.now() : Math.floor(Date.parse(manifest.loadedAt) / 1000),
      name: manifest.name,
    },
    effects,
  );
  try {
    const { summary } = opened.session;
    const request = openingRequest(summary);
    const document = await opened.session.metrics(request, summary.model);
    const snapshot: Snapshot = { version: 1, request, document, timeZone: summary.timeZone };
    await effects.writeText(join(folder, manifest.snapshot), `${JSON.stringify(snapshot)}\n`);
  } finally {
    await opened.close();
  }
}
