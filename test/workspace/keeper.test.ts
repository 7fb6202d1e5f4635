import { expect, test } from 'vitest';
import { makeKeeper, type KeeperParts } from '../../src/workspace/stored/keeper.ts';
import type { Keeping, LoadOrder } from '../../src/workspace/workspace.ts';
import { defaultSummary } from '../app/data-set-samples.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { withSession } from '../support/load-texts.ts';

const LEADS = 'lead_id,created_at\n1,2024-01-02\n2,2024-01-03\n';
const order: LoadOrder = {
  name: 'leads',
  files: [{ table: 'leads', name: 'leads.csv', file: new Blob([LEADS]) }],
  modelText: null,
  timeZone: 'UTC',
  now: 1_735_000_000,
  keep: true,
};

/** What the reader is told after a load, the last word. */
async function lastWord(parts: Partial<KeeperParts>): Promise<Keeping | undefined> {
  const said: Keeping[] = [];
  await withSession({ leads: LEADS }, defaultSummary.model, async (session) => {
    const keeper = makeKeeper({
      open: () => Promise.resolve(memoryFolder()),
      claim: () => Promise.resolve(true),
      build: 'test',
      say: (keeping) => void said.push(keeping),
      pause: () => Promise.resolve(),
      ...parts,
    });
    keeper.keep(order, session, null);
    await expect.poll(() => said.at(-1)?.state, { timeout: 10_000 }).not.toBe('writing');
  });
  return said.at(-1);
}

test('a browser that refuses its store, its locks, or both is told to the reader', async () => {
  const refuse = () => Promise.reject(new DOMException('x', 'SecurityError'));
  expect(await lastWord({})).toEqual({ state: 'kept', withFiles: true });
  expect(await lastWord({ open: refuse })).toEqual({ state: 'notKept', reason: 'unavailable' });
  expect(await lastWord({ claim: refuse })).toEqual({ state: 'notKept', reason: 'failed' });
  expect(await lastWord({ claim: () => Promise.resolve(false) })).toEqual({
    state: 'notKept',
    reason: 'otherTab',
  });
});
