/** Files may be dropped anywhere in the window; they are then looked at on the data page. */
import { useEffect, useState } from 'react';
import { takeFiles } from '../../app/open-workspace.ts';
import { navigate } from '../../app/view.ts';
import { useWords } from '../../components/language.tsx';
import { FRAME_WORDS } from './words.ts';

/** Takes dropped files, and says so while something is dragged over the window. */
export function DropAnywhere() {
  const words = useWords(FRAME_WORDS);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      navigate({ page: 'data' });
      void takeFiles(files);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over ? (
    <div className="frame-drop" aria-hidden="true">
      <p>{words.dropHere}</p>
    </div>
  ) : null;
}
