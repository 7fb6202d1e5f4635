/** The files that wait to be loaded: what each is, what it gives, what is assumed, and the way into its columns. */
import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import {
  loadableCount,
  REMEMBERED,
  mappingOf,
  notesUnder,
  stagedTrouble,
  type StagedContent,
  type StagedFile,
  type StagedTable,
  type StagedTrouble,
} from '../../app/staged-file.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { columnLabel } from './column-use.ts';
import { fileTitle, formatFacts, noteTexts, tablesSentence } from './describe-file.ts';
import { FileQuestions } from './file-questions.tsx';
import { FILE_WORDS } from './file-words.ts';
import { MappingStep } from './mapping-step.tsx';
import { MAPPING_WORDS } from './mapping-words.ts';
import { PROBLEM_WORDS, problemText, type Problem } from './problem-words.ts';
import './staged-files.css';
import { DATA_WORDS } from './words.ts';

/** What stands in the way of a load, in words. */
function useTroubleText(): (trouble: StagedTrouble) => string {
  const words = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  return (trouble) => {
    switch (trouble.code) {
      case 'looking':
        return '';
      case 'lacking': {
        const columns = trouble.column.split(' or ').map((name) => columnLabel(name, words, vocabulary));
        return words.lacking(trouble.file, fileWords.table[trouble.table], format.either(columns));
      }
      case 'badChoice':
        return words.badChoice(trouble.file);
      case 'needLeads':
      case 'oneModel':
      case 'badModel':
        return words[trouble.code];
    }
  };
}

function ProblemLines(props: { readonly problem: Problem }) {
  const words = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const { reason, remedy, place } = problemText({ ...props.problem, file: null }, words, format);
  const line = props.problem.line === null ? null : words.line(format.count(props.problem.line));
  return (
    <div className="staged-problem">
      <p>{[line ?? place, reason].filter((part) => part !== null).join(' · ')}</p>
      <p className="quiet">{remedy}</p>
    </div>
  );
}

/** Name, size and way out of a file; its story below. */
function Entry(props: {
  readonly staged: StagedFile;
  readonly title: string;
  readonly facts?: readonly string[];
  readonly isRefused?: boolean;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const { isLoadingOwn } = useDataSet();
  const { file, id } = props.staged;
  const facts = [format.bytes(file.size), ...(props.facts ?? [])];
  return (
    <li className="staged-file" data-refused={props.isRefused === true}>
      <div className="staged-head">
        <div className="staged-names">
          <h3>{file.name}</h3>
          <p className="staged-title">{props.title}</p>
          <p className="quiet staged-facts">{facts.join(' · ')}</p>
        </div>
        <div className="staged-actions">
          {props.actions}
          <Button
            kind="quiet"
            icon="close"
            aria-label={words.remove(file.name)}
            disabled={isLoadingOwn}
            onClick={() => dataSetStore().staging.remove(id)}
          />
        </div>
      </div>
      {props.children}
    </li>
  );
}

function Origin(props: { readonly id: number; readonly staged: StagedTable }) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const { base, edits } = props.staged;
  return (
    <>
      {base === null ? null : (
        <p className="staged-origin">
          {base.from === REMEMBERED ? words.asLastTime : words.fromFile(base.from)}{' '}
          {base.from !== REMEMBERED ? null : (
            <Button kind="quiet" onClick={() => dataSetStore().staging.forget(props.id)}>
              {words.forget}
            </Button>
          )}
        </p>
      )}
      {edits.length === 0 ? null : (
        <p className="quiet staged-origin">{words.changed(edits.length, format.count(edits.length))}</p>
      )}
    </>
  );
}

/** Escape within one of these parts closes what is open. */
function useEscape(within: readonly RefObject<HTMLElement | null>[], close: (() => void) | null): void {
  const now = useRef({ within, close });
  useEffect(() => {
    now.current = { within, close };
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== 'Escape' || event.defaultPrevented || !(target instanceof HTMLElement)) return;
      // there it empties the field first
      if (target instanceof HTMLInputElement && target.type === 'search' && target.value !== '') return;
      if (now.current.close === null) return;
      if (!now.current.within.some(({ current }) => current?.contains(target) === true)) return;
      event.preventDefault();
      now.current.close();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}

function TableEntry(props: { readonly staged: StagedFile; readonly table: StagedTable }) {
  const words = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const stepId = useId();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const step = useRef<HTMLDivElement>(null);
  const { staged, table } = props;
  const { id, file } = staged;
  const { summary } = table.recognised;
  const mapping = mappingOf(table);
  const isReference = mapping.tables.length === 0;
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  useEscape([step, opener], isOpen ? close : null);
  const notes = noteTexts(notesUnder(summary.reading.notes, mapping), fileWords, vocabulary, format);
  return (
    <Entry
      staged={staged}
      title={fileTitle({ ...summary.reading, mapping }, fileWords, format)}
      facts={formatFacts(summary, fileWords, format)}
      actions={
        <Button
          ref={opener}
          aria-expanded={isOpen}
          aria-controls={stepId}
          aria-label={words.columnsOfFile(file.name)}
          onClick={() => setOpen(!isOpen)}
        >
          {words.columnsOf}
        </Button>
      }
    >
      {isReference ? null : <p>{tablesSentence(mapping, fileWords, format)}</p>}
      <Origin id={id} staged={table} />
      {table.problem === null ? null : <ProblemLines problem={table.problem} />}
      {notes.length === 0 ? null : (
        <ul className="staged-notes">
          {notes.map(({ key, text, isWarning }) => (
            <li key={key} data-warning={isWarning}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <FileQuestions id={id} staged={table} />
      <div id={stepId} ref={step}>
        {isOpen ? <MappingStep id={id} name={file.name} staged={table} onClose={close} /> : null}
      </div>
    </Entry>
  );
}

function MappingEntry(props: {
  readonly staged: StagedFile;
  readonly content: Extract<StagedContent, { kind: 'mapping' }>;
}) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const all = useDataSet().staged ?? [];
  const { problem } = props.content;
  const { file } = props.staged;
  const users = all.flatMap(({ file: other, content }) =>
    content.kind === 'table' && content.base?.from === file.name ? [other.name] : [],
  );
  return (
    <Entry
      staged={props.staged}
      title={problem === null ? words.mapping : words.brokenMapping}
      isRefused={problem !== null}
    >
      {problem !== null ? (
        <ProblemLines problem={problem} />
      ) : (
        <p className="quiet">
          {users.length === 0 ? words.mappingFitsNone : words.mappingFits(format.list(users))}
        </p>
      )}
    </Entry>
  );
}

function StagedEntry(props: { readonly staged: StagedFile }) {
  const words = useWords(MAPPING_WORDS);
  const { staged } = props;
  const { content } = staged;
  switch (content.kind) {
    case 'looking':
      return (
        <Entry staged={staged} title={words.looking}>
          <progress className="ui-panel-bar" aria-label={words.looking} />
        </Entry>
      );
    case 'refused':
      return (
        <Entry staged={staged} title={words.refused} isRefused>
          <ProblemLines problem={content.problem} />
        </Entry>
      );
    case 'model': {
      const { model, problem } = content;
      const title = model === null ? words.brokenModel : words.model(model.name);
      return (
        <Entry staged={staged} title={title} isRefused={problem !== null}>
          {problem === null ? null : <ProblemLines problem={problem} />}
        </Entry>
      );
    }
    case 'mapping':
      return <MappingEntry staged={staged} content={content} />;
    case 'table':
      return <TableEntry staged={staged} table={content} />;
  }
}

/** What the state of the staging is, in a sentence; empty where nothing is staged. */
function useStateText(): { readonly text: string; readonly trouble: StagedTrouble | null } {
  const words = useWords(MAPPING_WORDS);
  const dataWords = useWords(DATA_WORDS);
  const format = useFormat();
  const troubleText = useTroubleText();
  const { staged, summary } = useDataSet();
  if (staged === null) return { text: '', trouble: null };
  const trouble = stagedTrouble(staged);
  const looking = staged.filter(({ content }) => content.kind === 'looking').length;
  if (looking > 0) return { text: words.lookingAt(looking, format.count(looking)), trouble };
  if (trouble !== null) return { text: troubleText(trouble), trouble };
  const count = loadableCount(staged);
  const sentences = [words.lookedAt(count, format.count(count)), summary === null ? '' : dataWords.replaces];
  return { text: sentences.filter(Boolean).join(' '), trouble };
}

/** Brings the reader to the report once the staged files have become it: what had the focus is gone. */
function useReturnToReport(isStaged: boolean): void {
  const was = useRef(isStaged);
  useEffect(() => {
    if (was.current && !isStaged && document.activeElement === document.body) {
      document.getElementById('main')?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    was.current = isStaged;
  }, [isStaged]);
}

/** The staged files and what to do with them; nothing to see where none are staged. */
export function StagedFiles() {
  const { staged } = useDataSet();
  const { text, trouble } = useStateText();
  useReturnToReport(staged !== null);
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {text}
      </p>
      {staged === null ? null : <StagedList staged={staged} text={text} trouble={trouble} />}
    </>
  );
}

function StagedList(props: {
  readonly staged: readonly StagedFile[];
  readonly text: string;
  readonly trouble: StagedTrouble | null;
}) {
  const words = useWords(MAPPING_WORDS);
  const dataWords = useWords(DATA_WORDS);
  const format = useFormat();
  const titleId = useId();
  const { isLoadingOwn } = useDataSet();
  const { staged, text, trouble } = props;
  const count = loadableCount(staged);
  const isWarning = trouble !== null && trouble.code !== 'looking';
  return (
    <section className="staged" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.title}</h2>
      <ul className="staged-list">
        {staged.map((one) => (
          <StagedEntry key={one.id} staged={one} />
        ))}
      </ul>
      <div className="staged-foot">
        <div className="staged-actions">
          <Button
            kind="primary"
            disabled={trouble !== null || isLoadingOwn}
            onClick={() => void dataSetStore().loadStaged()}
          >
            {dataWords.loadThese(count, format.count(count))}
          </Button>
          <Button disabled={isLoadingOwn} onClick={dataSetStore().unstage}>
            {dataWords.discard}
          </Button>
        </div>
        {/* read out from where it is always there */}
        <p aria-hidden="true" data-trouble={isWarning}>
          {isWarning ? <Icon name="warning" /> : null}
          {text}
        </p>
      </div>
    </section>
  );
}
