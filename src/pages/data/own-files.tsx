/** The way in for the reader's own files, and the way back to what is hosted. */
import { useId, useRef } from 'react';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import { takeFiles } from '../../app/open-workspace.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { DATA_WORDS } from './words.ts';

/** Endings that the file picker offers; dropped files may have any. */
const ACCEPTED =
  '.csv,.tsv,.txt,.gz,.xlsx,.xlsm,.json,.ndjson,.jsonl,.parquet,.arrow,.feather,text/csv,application/json';

/** Picks files, says what can be loaded, and leads back to what is hosted. */
export function OwnFiles() {
  const words = useWords(DATA_WORDS);
  const { origin, name, summary, phase } = useDataSet();
  const titleId = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="data-own" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.ownTitle}</h2>
      <p>{words.ownPromise}</p>
      <div className="data-drop">
        <Icon name="upload" />
        <p>{words.ownDrop}</p>
        <Button onClick={() => input.current?.click()}>{words.ownPick}</Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={ACCEPTED}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same file must be able to be picked again.
            event.target.value = '';
            if (files.length > 0) void takeFiles(files);
          }}
        />
      </div>
      <p className="quiet">{words.ownFormat}</p>
      <dl className="data-needs">
        {(['leads', 'activities', 'stageHistory', 'opportunities', 'model'] as const).map((table) => (
          <div key={table}>
            <dt>{words.asTables[table]}</dt>
            <dd>{words.needs[table]}</dd>
          </div>
        ))}
      </dl>
      {origin === 'own' && summary !== null ? (
        <div className="data-back">
          <p>{words.ownOpen(name ?? '')}</p>
          <Button disabled={phase === 'loading'} onClick={() => void dataSetStore().openHosted()}>
            {words.backToHosted}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
