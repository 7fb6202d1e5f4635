import { expect, test } from 'vitest';
import { EMPTY_SAVED } from '../../src/app/saved-state.ts';
import {
  isWorkspaceFile,
  readWorkspaceFile,
  writeWorkspaceFile,
  type WorkspaceContent,
} from '../../src/app/workspace-file.ts';

const content: WorkspaceContent = {
  saved: {
    ...EMPTY_SAVED,
    exclusions: [{ name: 'Staff', filters: [{ column: 'company', op: 'contains', text: 'us' }], on: true }],
    filters: [{ name: 'Large', filters: [{ column: 'employees', op: 'between', from: 500, to: null }] }],
    annotations: [{ day: '2024-03-01', text: 'Trade fair' }],
    layout: { leadColumns: ['lead_id', '@stage'] },
  },
  mappings: [],
  model: { name: 'Ours', modelText: '{"version":1}' },
  link: '#/funnel?v=1&window=90',
};
const text = writeWorkspaceFile(content);

test('what is written is read back, and is told from other files by its first words', async () => {
  expect(readWorkspaceFile(text)).toEqual({ content });
  expect(readWorkspaceFile(`\uFEFF${text}`)).toEqual({ content });
  expect(await isWorkspaceFile(new Blob([text]))).toBe(true);
  expect(await isWorkspaceFile(new Blob([`\uFEFF${text}`]))).toBe(true);
  for (const other of ['', 'lead_id,created_at\n', '{"version":1,"stages":{},"engagement":{}}', '[1]'])
    expect(await isWorkspaceFile(new Blob([other]))).toBe(false);
});

test('a file that is cut off, newer or broken is refused with its place', () => {
  const changed = (patch: object): string => JSON.stringify({ ...JSON.parse(text), ...patch });
  expect(readWorkspaceFile(text.slice(0, -20))).toEqual({ problem: { code: 'notJson', place: null } });
  expect(readWorkspaceFile(changed({ version: 2 }))).toEqual({ problem: { code: 'newer', place: '2' } });
  expect(readWorkspaceFile(changed({ rows: [] }))).toMatchObject({ problem: { code: 'broken' } });
  expect(readWorkspaceFile(changed({ saved: { ...content.saved, annotations: [{ day: 'x' }] } }))).toEqual({
    problem: { code: 'broken', place: 'saved.annotations.0.day' },
  });
  expect(readWorkspaceFile(changed({ mappings: [{ version: 1 }] }))).toEqual({
    problem: { code: 'broken', place: 'mappings.0' },
  });
  expect(readWorkspaceFile('null')).toEqual({ problem: { code: 'broken', place: null } });
  expect(readWorkspaceFile(' '.repeat(9_000_000))).toEqual({ problem: { code: 'tooLarge', place: null } });
});
