import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, JSHandle } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readMetricsOrder } from '../../src/cli/metrics-order.ts';
import type * as WorkspaceClient from '../../src/workspace/workspace-client.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { launchBrowser, openApp, type WatchedPage } from '../support/browser-page.ts';
import { documentDifferences } from '../support/document-differences.ts';
import { referenceCases } from '../support/reference-cases.ts';
import { parseScoringModel } from '../../src/model/scoring-model-schema.ts';

let browser: Browser;
let app: WatchedPage;
/** One for all cases: each load takes the place of the one before it. */
let workspace: JSHandle<Workspace>;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await openApp(browser);
  // As text: the test runner would make an import of its own of it.
  const client: JSHandle<typeof WorkspaceClient> = await app.page.evaluateHandle(
    `import(${JSON.stringify(workspaceChunk())})`,
  );
  workspace = await client.evaluateHandle(({ connectWorkspace }) => connectWorkspace());
});

afterAll(async () => {
  await browser.close();
});

/** The built chunk with which the app connects to its data worker. */
function workspaceChunk(): string {
  const names = readdirSync(join(inject('appFolder'), 'assets'));
  const [chunk, ...others] = names.filter((name) => /^workspace-client-.*\.js$/.test(name));
  if (chunk === undefined || others.length > 0)
    throw new Error(`Expected one workspace-client chunk: ${names.join(' ')}`);
  return `${inject('appUrl')}assets/${chunk}`;
}

describe("the built app's data worker gives the figures of the reference cases", () => {
  test.each(referenceCases())('$name: $why', async ({ argv, expected }) => {
    const order = readMetricsOrder(argv.slice(1));
    const modelText = order.modelPath === null ? null : readFileSync(order.modelPath, 'utf8');
    const parsed = modelText === null ? null : parseScoringModel(modelText);
    if (parsed === null || !('model' in parsed)) throw new Error('a reference case has a model');
    const document = await app.page.evaluate(
      async ({ loader, files, modelText: text, request }) => {
        const summary = await loader.load(
          {
            name: 'reference case',
            files: files.map((file) => ({
              table: file.table,
              name: file.name,
              file: new File([file.text], file.name),
            })),
            modelText: text,
            timeZone: 'UTC',
            now: Math.floor(Date.now() / 1000),
          },
          () => {},
          new AbortController().signal,
        );
        return loader.metrics(request, summary.model);
      },
      {
        loader: workspace,
        files: order.files.map(({ table, path }) => ({
          table,
          name: basename(path),
          text: readFileSync(path, 'utf8'),
        })),
        modelText,
        request: order.request(parsed.model.timeZone),
      },
    );
    expect(documentDifferences(document, expected)).toEqual([]);
  });

  test('nothing left the machine, and the policy had nothing to refuse', () => {
    expect(app.foreignRequests).toEqual([]);
    expect(app.violations).toEqual([]);
    expect(app.errors).toEqual([]);
  });
});
