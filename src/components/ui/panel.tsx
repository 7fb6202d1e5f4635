/** Panels that speak: work in progress, a failure, a remark. */
import { useId, type ReactNode } from 'react';
import { catalogue, useWords } from '../language.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './panel.css';

const WORDS = catalogue(
  { cancel: 'Cancel', dismiss: 'Dismiss' },
  { cancel: 'Abbrechen', dismiss: 'Ausblenden' },
);

/** Work that takes longer than a moment, with a way to stop it. */
export function ProgressPanel(props: {
  readonly title: string;
  /** 0..1; null = not known */
  readonly share: number | null;
  /** rows, file, time left: a sentence that is already formatted */
  readonly detail?: string;
  /** what is shown meanwhile */
  readonly note?: string;
  readonly onCancel?: () => void;
}) {
  const words = useWords(WORDS);
  const titleId = useId();
  return (
    <div className="ui-panel ui-panel-progress">
      <div className="ui-panel-words">
        <p id={titleId} className="ui-panel-title">
          {props.title}
        </p>
        <progress
          className="ui-panel-bar"
          aria-labelledby={titleId}
          max={1}
          {...(props.share === null ? {} : { value: props.share })}
        />
        {props.detail === undefined ? null : <p className="ui-panel-detail num">{props.detail}</p>}
        {props.note === undefined ? null : <p className="ui-panel-detail">{props.note}</p>}
      </div>
      {props.onCancel === undefined ? null : <Button onClick={props.onCancel}>{words.cancel}</Button>}
    </div>
  );
}

/** A failure: what happened, where, and what to do. Read out at once. */
export function ErrorPanel(props: {
  readonly title: string;
  /** file and line */
  readonly place?: string | null;
  readonly reason: string;
  readonly remedy: string;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}) {
  const words = useWords(WORDS);
  return (
    <div className="ui-panel ui-panel-error" role="alert">
      <Icon name="warning" />
      <div className="ui-panel-words">
        <p className="ui-panel-title">{props.title}</p>
        {props.place === undefined || props.place === null ? null : (
          <p className="ui-panel-place num">{props.place}</p>
        )}
        <p>{props.reason}</p>
        <p className="ui-panel-detail">{props.remedy}</p>
        {props.actions === undefined || props.actions === null ? null : (
          <div className="ui-panel-actions">{props.actions}</div>
        )}
      </div>
      {props.onDismiss === undefined ? null : (
        <Button kind="quiet" icon="close" aria-label={words.dismiss} onClick={props.onDismiss} />
      )}
    </div>
  );
}

/** A remark that changes how the figures are read: why this basis, what a link left out. */
export function Notice(props: {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'warning';
  readonly onDismiss?: () => void;
}) {
  const words = useWords(WORDS);
  return (
    <div
      className={props.tone === 'warning' ? 'ui-panel ui-panel-warning' : 'ui-panel ui-panel-notice'}
      aria-live="polite"
    >
      <Icon name={props.tone === 'warning' ? 'warning' : 'info'} />
      <div className="ui-panel-words">{props.children}</div>
      {props.onDismiss === undefined ? null : (
        <Button kind="quiet" icon="close" aria-label={words.dismiss} onClick={props.onDismiss} />
      )}
    </div>
  );
}
