/** The workspace file of this page: taken away, and opened from what is dropped or picked. */
import { useSyncExternalStore } from 'react';
import { dataSetStore, rememberedMappings } from './data-set.ts';
import { savedStore } from './saved-state.ts';
import { modelWithThresholds } from './thresholds.ts';
import { viewStore } from './view.ts';
import {
  isWorkspaceFile,
  readWorkspaceFile,
  writeWorkspaceFile,
  type WorkspaceContent,
  type WorkspaceProblem,
} from './workspace-file.ts';

/** What became of the last workspace file. */
export type WorkspaceNotice =
  | { readonly file: string; readonly content: WorkspaceContent }
  | { readonly file: string; readonly problem: WorkspaceProblem };

let notice: WorkspaceNotice | null = null;
const listeners = new Set<() => void>();

function setNotice(next: WorkspaceNotice | null): void {
  notice = next;
  listeners.forEach((changed) => changed());
}

/** What became of the last workspace file, until it is dismissed; null = none was opened. */
export function useWorkspaceNotice(): WorkspaceNotice | null {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => notice,
    () => null,
  );
}

/** Forgets what became of the last workspace file. */
export function dismissWorkspaceNotice(): void {
  setNotice(null);
}

/** The workspace at hand as the text of a file. */
export function workspaceText(): string {
  const { summary, name } = dataSetStore().get();
  const { view } = viewStore.get();
  const model =
    summary === null
      ? null
      : {
          name: summary.model.name || (name ?? 'model'),
          modelText: JSON.stringify(modelWithThresholds(summary.model, view.thresholds)),
        };
  return writeWorkspaceFile({
    saved: savedStore.get(),
    mappings: rememberedMappings().all(),
    model,
    link: viewStore.linkTo({}),
  });
}

/**
 * Puts a workspace in the place of what is set up here. Its model joins those that figures can be held against; next to
 * files with rows it is their model.
 */
function open(content: WorkspaceContent): void {
  const { saved, model, mappings, link } = content;
  for (const mapping of mappings) rememberedMappings().remember(mapping);
  const isNew = model !== null && saved.models.every(({ modelText }) => modelText !== model.modelText);
  savedStore.set({ ...saved, models: isNew ? [...saved.models, model] : saved.models });
  if (link !== '') window.location.hash = link;
}

/** Takes files in: workspace files are opened, all others are staged. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const isWorkspace = await Promise.all(files.map(isWorkspaceFile));
  const rest = files.filter((_, place) => isWorkspace[place] !== true);
  const extra: File[] = [];
  for (const [place, file] of files.entries()) {
    if (isWorkspace[place] !== true) continue;
    const read = readWorkspaceFile(await file.text());
    if ('content' in read) {
      open(read.content);
      const { model } = read.content;
      if (model !== null && rest.length > 0)
        extra.push(new File([model.modelText], `${model.name}.json`, { type: 'application/json' }));
    }
    setNotice({ file: file.name, ...read });
  }
  if (rest.length > 0) await dataSetStore().stage([...rest, ...extra]);
}
