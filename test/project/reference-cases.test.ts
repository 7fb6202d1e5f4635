import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, PROJECT } from '../support/source-files.ts';

const contract = join(PROJECT, '../shared/spec/cases');

test('the reference cases equal those of the contract, byte for byte', ({ skip }) => {
  if (!existsSync(contract)) skip('there is no ../shared/spec/cases beside the project');
  const theirs = filesBelow(contract);
  const ours = filesBelow(join(PROJECT, 'test/cases')).filter(({ path }) => !path.endsWith('.test.ts'));
  expect(ours.map(({ path }) => path)).toEqual(theirs.map(({ path }) => path));
  const different = theirs.filter(({ bytes }, index) => !ours[index]?.bytes.equals(bytes));
  expect(different.map(({ path }) => path)).toEqual([]);
});
