/** What is happening to the data: a load in progress, a failure, why the figures are on this basis, a link that broke. */
import { useState } from 'react';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import { linkTo, navigate, useView, useViewProblems, viewStore, type ViewProblem } from '../../app/view.ts';
import { useFormat, type Format } from '../../components/format.ts';
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
  const { phase, progress, secondsLeft, name, isLoadingOwn, snapshot, summary } = useDataSet();
  const { basis, thresholds } = useView();
  if (phase === 'opening') return <ProgressPanel title={words.opening} share={null} />;
  if (phase !== 'loading' || progress === null) return null;
  // Figures under other thresholds need the rows; until then the page shows those of the snapshot.
  const computing = summary === null && snapshot !== null && basis === 'model' && thresholds !== null;
  const title = isLoadingOwn || name === null ? words.loadingOwn : words.loading(name);
  return (
    <ProgressPanel
      title={title}
      share={progress.phase === 'opening' ? null : progress.share}
      detail={progressDetail(progress, secondsLeft, loadWords, format)}
      {...(computing ? { note: words.computing } : {})}
      onCancel={dataSetStore().cancel}
    />
  );
}

/** Why the last load failed, or nothing; where nothing at all is open, the way on. */
export function LoadFailurePanel() {
  const words = useWords(FRAME_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const { problem, phase, summary, snapshot } = useDataSet();
  const { page } = useView();
  const nothing = phase === 'failed';
  // The data page is itself a way on, and a page with figures needs none.
  const isNeeded = nothing && summary === null && snapshot === null && page !== 'data';
  if (problem === null) {
    return isNeeded ? (
      <Notice>
        <p>{words.failed}.</p>
        <Button onClick={() => void dataSetStore().openHosted()}>{words.retry}</Button>{' '}
        <a href={linkTo({ page: 'data' })}>{words.toData}</a>
      </Notice>
    ) : null;
  }
  const wayOn = nothing ? (
    <>
      <Button onClick={() => void dataSetStore().openHosted()}>{words.retry}</Button>{' '}
      {page === 'data' ? null : <a href={linkTo({ page: 'data' })}>{words.toData}</a>}
    </>
  ) : null;
  const dismissal = isNeeded ? {} : { onDismiss: dataSetStore().dismissProblem };
  if (problem.code === 'cancelled') {
    return (
      <Notice {...dismissal}>
        <p>{words.cancelled(problem.detail)}</p>
        {wayOn}
      </Notice>
    );
  }
  const text = problemText(problem, problemWords, format);
  return (
    <ErrorPanel
      title={problem.code === 'noManifest' ? words.failed : problemWords.title}
      {...text}
      actions={wayOn}
      {...dismissal}
    />
  );
}

/** What was wrong with a link, in sentences. */
export function linkSentences(
  problems: readonly ViewProblem[],
  words: (typeof FRAME_WORDS)['en'],
  format: Format,
): readonly string[] {
  const columns: string[] = [];
  const parts: string[] = [];
  for (const { code, parameter } of problems) {
    if (code === 'unknownColumn') columns.push(words.quoted(parameter));
    else parts.push(words.linkPart[code](parameter));
  }
  return [
    ...(parts.length === 0 ? [] : [words.linkBroken(format.list(parts))]),
    ...(columns.length === 0 ? [] : [words.unknownColumns(format.either([...new Set(columns)]))]),
  ];
}

/** Own files that a reload has closed, and the way back to them; or nothing. */
function ForgottenNotice() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const { forgotten } = useDataSet();
  if (forgotten === null) return null;
  return (
    <Notice tone="warning" onDismiss={dataSetStore().dismissForgotten}>
      <p>{words.forgotten(format.list(forgotten.map(words.quoted)))}</p>
      <Button onClick={() => navigate({ page: 'data' })}>{words.chooseAgain}</Button>
    </Notice>
  );
}

/** Remarks on how the figures are to be read: what a link left out, on which basis own files opened. */
export function ReadingNotices() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const problems = useViewProblems();
  const { origin, summary, dataKey, isFromStore } = useDataSet();
  const [dismissed, setDismissed] = useState('');
  const opened =
    origin === 'hosted' || isFromStore || summary === null || dismissed === dataKey
      ? null
      : !summary.modelIsStarter
        ? words.ownModel
        : summary.defaultBasis === 'recorded'
          ? words.ownRecorded
          : words.ownStarter;
  return (
    <>
      <ForgottenNotice />
      {problems.length === 0 ? null : (
        <Notice tone="warning" onDismiss={viewStore.dismissProblems}>
          {linkSentences(problems, words, format).map((sentence) => (
            <p key={sentence}>{sentence}</p>
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
