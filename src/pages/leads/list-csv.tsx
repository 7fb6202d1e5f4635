/** The list as a file: all its rows, in its order, with its columns. */
import { useEffect, useRef, useState } from 'react';
import { useDataSet, useWorkspace } from '../../app/data-set.ts';
import type { LeadList } from '../../app/leads.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ProgressPanel } from '../../components/ui/panel.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { bareName, downloadBlob } from '../data/download.ts';
import { columnName } from './lead-columns.ts';
import { LEADS_WORDS } from './words.ts';

/** Writing: rows that are done, of how many; or that it failed. */
type Writing = { readonly rows: number; readonly total: number } | 'failed' | null;

/** What a `ListCsv` takes. */
export interface ListCsvProps {
  readonly list: LeadList;
  /** leads of it; null until they are known */
  readonly total: number | null;
}

/** The button; while the file is written, its progress with a way to stop it. */
export function ListCsv(props: ListCsvProps) {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const workspace = useWorkspace();
  const { name } = useDataSet();
  const [writing, setWriting] = useState<Writing>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const { total } = props;
  const write = async () => {
    if (workspace === null || total === null) return;
    const { request } = props.list;
    const controller = new AbortController();
    stop.current = controller;
    setWriting({ rows: 0, total });
    const header = request.columns.map((column) => columnName(column, words, vocabulary));
    const onRows = (rows: number) => setWriting({ rows, total });
    try {
      const content = await workspace.leadCsv(request, header, onRows, controller.signal);
      downloadBlob(`${words.csvName}-${bareName(name ?? '')}.csv`, content);
      setWriting(null);
    } catch {
      setWriting(controller.signal.aborted ? null : 'failed');
    }
  };
  const isBusy = writing !== null && writing !== 'failed';
  return (
    <>
      <Button icon="down" disabled={isBusy || total === null || total === 0} onClick={() => void write()}>
        {words.csv}
      </Button>
      {isBusy ? (
        <div className="leads-writing">
          <ProgressPanel
            title={words.csvTitle}
            share={writing.rows / writing.total}
            detail={words.csvRows(format.count(writing.rows), format.count(writing.total))}
            onCancel={() => stop.current?.abort()}
          />
        </div>
      ) : null}
      {writing === 'failed' ? (
        <p className="leads-failed" role="alert">
          {words.csvFailed}
        </p>
      ) : null}
    </>
  );
}
