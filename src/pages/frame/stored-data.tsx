/** Data that are stored in this browser: where the figures come from, why they are not stored, and how to remove them. */
import { useState } from 'react';
import { dataSetStore, useDataSet, type DataSetState } from '../../app/data-set.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Notice, ProgressPanel } from '../../components/ui/panel.tsx';
import { LOAD_WORDS, progressDetail } from '../data/load-words.ts';
import './stored-data.css';
import { STORED_WORDS } from './stored-words.ts';

/** What is to be said of a data set that does not, or not wholly, outlive the page; null = nothing. */
export function keepingSentence(
  { keeping, isFromStore }: Pick<DataSetState, 'keeping' | 'isFromStore'>,
  words: (typeof STORED_WORDS)['en'],
): string | null {
  if (keeping.state === 'kept') return keeping.withFiles ? null : words.withoutFiles;
  if (keeping.state !== 'notKept') return null;
  return isFromStore && keeping.reason === 'otherTab' ? words.secondTab : words.notKept[keeping.reason];
}

/** One quiet line: the data at hand came from this browser, or others lie there. */
function StoredLine() {
  const words = useWords(STORED_WORDS);
  const format = useFormat();
  const { stored, isFromStore, origin, phase } = useDataSet();
  if (stored === null || (origin === 'own' && !isFromStore)) return null;
  const day = format.day(stored.loadedAt);
  return (
    <p className="stored-line quiet no-print">
      <span className="num">
        {isFromStore
          ? words.fromBrowser(day, stored.leads, format.count(stored.leads))
          : words.elsewhere(stored.name, day)}
      </span>
      {isFromStore ? (
        <Button
          kind="quiet"
          disabled={phase === 'loading' || phase === 'snapshot'}
          onClick={() => void dataSetStore().openHosted()}
        >
          {words.openHosted}
        </Button>
      ) : (
        <Button kind="quiet" disabled={phase === 'loading'} onClick={() => void dataSetStore().openStored()}>
          {words.open}
        </Button>
      )}
      <Button
        kind="quiet"
        disabled={phase === 'loading' || phase === 'opening'}
        onClick={() => void dataSetStore().forgetStored()}
      >
        {words.forget}
      </Button>
    </p>
  );
}

/** Remarks on what is stored, and the line that says where the figures come from. */
export function StoredNotices() {
  const words = useWords(STORED_WORDS);
  const data = useDataSet();
  const [dismissed, setDismissed] = useState('');
  const sentence = keepingSentence(data, words);
  return (
    <>
      <StoredLine />
      {data.isStoreLost ? (
        <Notice tone="warning" onDismiss={dataSetStore().dismissStoreLost}>
          <p>{words.lost}</p>
        </Notice>
      ) : null}
      {sentence === null || dismissed === sentence ? null : (
        <Notice tone="warning" onDismiss={() => setDismissed(sentence)}>
          <p>{sentence}</p>
        </Notice>
      )}
    </>
  );
}

/** The stored files are being read again, or nothing. */
export function ReopeningPanel() {
  const words = useWords(STORED_WORDS);
  const loadWords = useWords(LOAD_WORDS);
  const format = useFormat();
  const { reopening } = useDataSet();
  if (reopening === null) return null;
  return (
    <ProgressPanel
      title={words.reopening}
      share={reopening.phase === 'opening' ? null : reopening.share}
      detail={progressDetail(reopening, null, loadWords, format)}
    />
  );
}

/** On the data page: what is stored, and the way to remove it. */
export function StoredData() {
  const words = useWords(STORED_WORDS);
  const format = useFormat();
  const { stored, keeping, phase } = useDataSet();
  if (keeping.state === 'writing') return <p className="quiet">{words.writing}</p>;
  if (stored === null) return null;
  const day = format.day(stored.loadedAt);
  return (
    <section>
      <h2>{words.storedTitle}</h2>
      <p>{words.stored(stored.name, day, stored.leads, format.count(stored.leads))}</p>
      <Button disabled={phase === 'loading'} onClick={() => void dataSetStore().forgetStored()}>
        {words.forget}
      </Button>
    </section>
  );
}
