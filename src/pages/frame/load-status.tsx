/** What is happening to the data: a load in progress, a failure, why the figures are on this basis, a link that broke. */
import { useState } from 'react';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import { linkTo, useView, useViewProblems, viewStore } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ErrorPanel, Notice, ProgressPanel } from '../../components/ui/panel.tsx';
import { LOAD_WORDS, progressDetail } from '../data/load-words.ts';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { FRAME_WORDS } from './words.ts';

/** The load in progress with its way out, or nothing. */
export function LoadProgressPanel() {
  const words = useWords(FRAME_WORDS);
  const loadWords = useWords(LOAD_WORDS);
  const format = useFormat();
  const { phase, progress, secondsLeft, name, staged } = useDataSet();
  if (phase === 'opening') return <ProgressPanel title={words.opening} share={null} />;
  if (phase !== 'loading' || progress === null) return null;
  const title = staged !== null || name === null ? words.loadingOwn : words.loading(name);
  return (
    <ProgressPanel
      title={title}
      share={progress.phase === 'opening' ? null : progress.share}
      detail={progressDetail(progress, secondsLeft, loadWords, format)}
      onCancel={dataSetStore().cancel}
    />
  );
}

/** Why the last load failed, or nothing. */
export function LoadFailurePanel() {
  const words = useWords(FRAME_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const { problem, phase } = useDataSet();
  const { page } = useView();
  if (problem === null) return null;
  const text = problemText(problem, problemWords, format);
  const nothing = phase === 'failed';
  return (
    <ErrorPanel
      title={problem.code === 'noManifest' ? words.failed : problemWords.title}
      {...text}
      actions={
        nothing ? (
          <>
            <Button onClick={() => void dataSetStore().openHosted()}>{words.retry}</Button>
            {page === 'data' ? null : <a href={linkTo({ page: 'data' })}>{words.toData}</a>}
          </>
        ) : null
      }
      {...(nothing ? {} : { onDismiss: dataSetStore().dismissProblem })}
    />
  );
}

/** Remarks on how the figures are to be read: what a link left out, on which basis own files opened. */
export function ReadingNotices() {
  const words = useWords(FRAME_WORDS);
  const problems = useViewProblems();
  const { origin, summary, dataKey } = useDataSet();
  const [dismissed, setDismissed] = useState('');
  const opened =
    origin === 'hosted' || summary === null || dismissed === dataKey
      ? null
      : !summary.modelIsStarter
        ? words.ownModel
        : summary.defaultBasis === 'recorded'
          ? words.ownRecorded
          : words.ownStarter;
  return (
    <>
      {problems.length === 0 ? null : (
        <Notice tone="warning" onDismiss={viewStore.dismissProblems}>
          {problems.map((problem) => (
            <p key={`${problem.code} ${problem.parameter}`}>
              {words.linkBroken[problem.code](problem.parameter)}
            </p>
          ))}
        </Notice>
      )}
      {opened === null ? null : (
        <Notice onDismiss={() => setDismissed(dataKey)}>
          <p>{opened}</p>
        </Notice>
      )}
    </>
  );
}
