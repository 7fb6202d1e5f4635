/** A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { catalogue, useWords } from '../language.tsx';
import { Button } from './button.tsx';
import './dialog.css';

const WORDS = catalogue({ close: 'Close' }, { close: 'Schließen' });

/** A dialog that is open as long as it is rendered with `open`. */
export function Dialog(props: {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords(WORDS);
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    if (props.open && !dialog.open) dialog.showModal();
    if (!props.open && dialog.open) dialog.close();
  }, [props.open]);
  return (
    <dialog ref={element} className="ui-dialog" aria-labelledby={titleId} onClose={props.onClose}>
      <header className="ui-dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        <Button kind="quiet" icon="close" aria-label={words.close} onClick={props.onClose} />
      </header>
      <div className="ui-dialog-body">{props.open ? props.children : null}</div>
    </dialog>
  );
}
