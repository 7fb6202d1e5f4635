/** What became of a workspace file that was dropped or picked. */
import { dismissWorkspaceNotice, useWorkspaceNotice } from '../../app/open-workspace.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { ErrorPanel, Notice } from '../../components/ui/panel.tsx';
import { WORKSPACE_WORDS } from '../data/workspace-words.ts';

const KEPT = ['exclusions', 'filters', 'models', 'annotations'] as const;

/** What it held, or why it was refused; nothing before one was opened. */
export function WorkspaceNotice() {
  const words = useWords(WORKSPACE_WORDS);
  const format = useFormat();
  const notice = useWorkspaceNotice();
  if (notice === null) return null;
  if ('problem' in notice) {
    const { code, place } = notice.problem;
    return (
      <ErrorPanel
        title={words.refused(notice.file)}
        reason={words.reason[code](place ?? '')}
        remedy={words.untouched}
        onDismiss={dismissWorkspaceNotice}
      />
    );
  }
  const { saved, mappings } = notice.content;
  const counts = [
    ...KEPT.map((kind) => [kind, saved[kind].length] as const),
    ['mappings', mappings.length] as const,
  ];
  const parts = counts.flatMap(([kind, n]) => (n === 0 ? [] : [words.holds[kind](n, format.count(n))]));
  return (
    <Notice onDismiss={dismissWorkspaceNotice}>
      <p>
        {words.opened(notice.file)} {words.openedHolds(parts.length === 0 ? words.empty : format.list(parts))}{' '}
        {words.undoHint}
      </p>
    </Notice>
  );
}
