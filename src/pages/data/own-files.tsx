/** The reader's own files: dropped or picked, looked at, put right where the guess was wrong, then loaded. */
import { useId, useRef } from 'react';
import { dataSetStore, useDataSet, type DataSetState } from '../../app/data-set.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { Select } from '../../components/ui/select.tsx';
import { DATA_WORDS } from './words.ts';

type Staged = NonNullable<DataSetState['staged']>[number];
type TableName = keyof (typeof DATA_WORDS)['en']['tables'];
const CHOICES = ['leads', 'activities', 'stageHistory', 'opportunities', 'model', 'none'] as const;

/** Why a staged set cannot be loaded yet; null = it can. */
export function stagedTrouble(staged: readonly Pick<Staged, 'table'>[]): 'needLeads' | 'oneModel' | null {
  if (!staged.some((file) => file.table === 'leads')) return 'needLeads';
  return staged.filter((file) => file.table === 'model').length > 1 ? 'oneModel' : null;
}

/** What is missing for each table that a file could be: `As leads: lead_id and created_at.` */
export function nearWords(
  near: readonly { readonly table: TableName; readonly missing: readonly string[] }[],
  words: (typeof DATA_WORDS)['en'],
  format: Format,
): string {
  const each = near.map(({ table, missing }) => {
    const columns = missing.map((column) => format.either(column.split(' or ')));
    return words.nearTable(words.tables[table], format.list(columns));
  });
  return [words.nearTables, ...each].join(' ');
}

function StagedEntry(props: { readonly staged: Staged; readonly index: number }) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  const { file, table, recognition } = props.staged;
  const why =
    recognition.by === 'header'
      ? words.byHeader(format.list(recognition.columns))
      : recognition.by === 'name'
        ? words.byName(format.list(recognition.missing))
        : recognition.by === 'json'
          ? words.byJson
          : recognition.trouble !== 'columns'
            ? words.trouble[recognition.trouble]
            : nearWords(recognition.near, words, format);
  const isDoubtful = recognition.by === 'name' || recognition.by === 'nothing';
  return (
    <li className="data-staged-file">
      <div>
        <p className="data-staged-name">{file.name}</p>
        <p className="quiet num">{format.bytes(file.size)}</p>
      </div>
      <Select
        label={words.readAs(file.name)}
        hideLabel
        value={table ?? 'none'}
        options={CHOICES.map((choice) => ({ value: choice, label: words.asTables[choice] }))}
        onChange={(choice) => dataSetStore().assign(props.index, choice === 'none' ? null : choice)}
      />
      <p className={isDoubtful ? 'data-staged-why data-warning' : 'data-staged-why quiet'}>{why}</p>
    </li>
  );
}

function StagedFiles(props: { readonly staged: readonly Staged[] }) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  const { phase, summary } = useDataSet();
  const { staged } = props;
  const trouble = stagedTrouble(staged);
  const count = staged.filter((file) => file.table !== null).length;
  return (
    <div className="data-staged">
      <h3>{words.stagedTitle}</h3>
      <ul>
        {staged.map((file, index) => (
          // Files have no identity of their own, and two may have one name; their order does not change.
          // oxlint-disable-next-line react/no-array-index-key
          <StagedEntry key={`${index} ${file.file.name}`} staged={file} index={index} />
        ))}
      </ul>
      <p className="quiet" aria-live="polite">
        {trouble === null ? (summary === null ? '' : words.replaces) : words[trouble]}
      </p>
      <div className="data-actions">
        <Button
          kind="primary"
          disabled={trouble !== null || phase === 'loading'}
          onClick={() => void dataSetStore().loadStaged()}
        >
          {words.loadThese(count, format.count(count))}
        </Button>
        <Button disabled={phase === 'loading'} onClick={dataSetStore().unstage}>
          {words.discard}
        </Button>
      </div>
    </div>
  );
}

/** Drops, picks and stages files, and leads back to what is hosted. */
export function OwnFiles() {
  const words = useWords(DATA_WORDS);
  const { staged, origin, name, summary, phase } = useDataSet();
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
          accept=".csv,.txt,.json,text/csv,application/json"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same file must be able to be picked again.
            event.target.value = '';
            if (files.length > 0) void dataSetStore().stage(files);
          }}
        />
      </div>
      {staged === null || staged.length === 0 ? null : <StagedFiles staged={staged} />}
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
