/** Why there is no picture. Four reasons, four texts: never an empty axis, never a 0 that means "not known". */
import type { ReactNode } from 'react';
import { catalogue, useWords } from '../language.tsx';
import './empty-state.css';

/** Why there is nothing to draw. */
export type EmptyKind = 'noData' | 'noHistory' | 'tooFew' | 'windowTooLong';

const WORDS = catalogue(
  {
    noData: {
      title: 'No leads here',
      text: 'No lead meets the filter and the range of creation dates. Widen one of them.',
    },
    noHistory: {
      title: 'No stage history',
      text: 'The data hold neither recorded stage dates nor activities from which the model could compute any, so nothing is known of how leads moved.',
    },
    tooFew: {
      title: 'Too few leads to say',
      text: 'With so few leads the figure would be chance. Widen the range or the filter.',
    },
    windowTooLong: {
      title: 'The window is longer than the data',
      text: 'No lead has been there for the whole conversion window yet, so no rate can be given. Choose a shorter window.',
    },
  },
  {
    noData: {
      title: 'Hier sind keine Leads',
      text: 'Kein Lead erfüllt den Filter und den Zeitraum der Anlage. Weiten Sie eines von beiden aus.',
    },
    noHistory: {
      title: 'Kein Stufenverlauf',
      text: 'Die Daten enthalten weder erfasste Stufendaten noch Aktivitäten, aus denen das Modell welche berechnen könnte. Wie sich Leads bewegt haben, ist deshalb nicht bekannt.',
    },
    tooFew: {
      title: 'Zu wenige Leads für eine Aussage',
      text: 'Bei so wenigen Leads wäre die Zahl Zufall. Weiten Sie den Zeitraum oder den Filter aus.',
    },
    windowTooLong: {
      title: 'Das Zeitfenster ist länger als die Daten',
      text: 'Noch kein Lead ist so lange dabei, wie das Zeitfenster dauert. Deshalb gibt es keine Quote. Wählen Sie ein kürzeres Fenster.',
    },
  },
);

/**
 * Stands where a chart would.
 * @param props.detail figures of this case, as a sentence: how many leads there are, how long the data are
 * @param props.action what to do about it
 */
export function EmptyState(props: {
  readonly kind: EmptyKind;
  readonly detail?: string;
  readonly action?: ReactNode;
}) {
  const words = useWords(WORDS)[props.kind];
  return (
    <div className="ui-empty" role="note">
      <p className="ui-empty-title">{words.title}</p>
      <p>
        {words.text}
        {props.detail === undefined ? null : ` ${props.detail}`}
      </p>
      {props.action}
    </div>
  );
}
