/** One lead: who it is, where it stands, and what happened to it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useLead, type LeadStory } from '../../app/leads.ts';
import { linkTo, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable } from '../../components/ui/data-table.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { ErrorPanel } from '../../components/ui/panel.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { ENGINE_COLUMNS } from '../../model/lead-list.ts';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { BasisMark } from './basis-mark.tsx';
import { cellText, columnName } from './lead-columns.ts';
import { LeadTimeline } from './lead-timeline.tsx';
import { LEADS_WORDS } from './words.ts';
import '../../components/ui/figure-with-table.css';
import './lead-view.css';

/** What the heading says first: who it is, as far as the data tell. */
const NAMES = ['name', 'company', 'email'];

/** A value of the profile by the plain name of its column. */
function valueOf(story: LeadStory, name: string): string | null {
  return story.profile.find(({ column }) => column.trim().toLowerCase() === name)?.value ?? null;
}

/** What a `LeadView` takes. */
export interface LeadViewProps {
  readonly ordinal: number;
  /** leads of the data set */
  readonly leads: number;
}

/** The lead at a place among all. */
export function LeadView(props: LeadViewProps) {
  const words = useWords(LEADS_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  // The way back carries the view along.
  useView();
  const isThere = props.ordinal < props.leads;
  const { story, pending, problem } = useLead(isThere ? props.ordinal : null);
  const title = useRef<HTMLHeadingElement>(null);
  const isTold = story !== null || !isThere;
  useEffect(() => {
    if (!isTold) return;
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [isTold]);
  const names =
    story === null ? [] : NAMES.map((name) => valueOf(story, name)).filter((value) => value !== null);
  return (
    <article className="lead-view">
      <nav className="lead-back no-print" aria-label={words.backToList}>
        <a href={linkTo({ lead: null })}>
          <Icon name="back" />
          {words.backToList}
        </a>
      </nav>
      <header className="lead-heading">
        <h1 ref={title} tabIndex={-1} className="leads-title">
          {isThere ? (names[0] ?? (story === null ? '\u00a0' : words.leadName(story.id))) : words.noSuchLead}
        </h1>
        {story === null ? null : (
          <p className="lead-sub">
            {[words.leadName(story.id), ...names.slice(1)].map((part) => (
              <span key={part}>{part}</span>
            ))}
          </p>
        )}
      </header>
      {isThere ? null : <p>{words.noSuchLeadText}</p>}
      {problem === null ? null : (
        <ErrorPanel title={words.leadProblem} {...problemText(problem, problemWords, format)} />
      )}
      {story === null ? null : (
        <div className="lead-parts dimmable" data-pending={pending}>
          <Standing story={story} />
          <LeadTimeline story={story} />
          <Profile story={story} />
        </div>
      )}
    </article>
  );
}

function Fact(props: { readonly name: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd className="num">{props.children}</dd>
    </div>
  );
}

/** Entries stand in the timeline; the stage stands on both bases. */
const ELSEWHERE = new Set<string>(['@stage', '@mql', '@sql', '@opportunity', '@customer', '@disqualified']);

function Standing(props: { readonly story: LeadStory }) {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { story } = props;
  const owner = valueOf(story, 'owner');
  return (
    <section className="lead-standing" aria-labelledby="lead-standing">
      <h2 id="lead-standing" className="visually-hidden">
        {words.now}
      </h2>
      <dl className="lead-facts">
        <Fact
          name={
            <>
              <BasisMark basis="model" />
              {words.byModel}
            </>
          }
        >
          {vocabulary.stage[story.stages.model]}
        </Fact>
        <Fact
          name={
            <>
              <BasisMark basis="recorded" />
              {words.byRecord}
            </>
          }
        >
          {vocabulary.stage[story.stages.recorded]}
        </Fact>
        {owner === null ? null : <Fact name={words.owner}>{owner}</Fact>}
        {ENGINE_COLUMNS.filter((column) => !ELSEWHERE.has(column)).map((column) => (
          <Fact key={column} name={columnName(column, words, vocabulary)}>
            {cellText(column, story.engine[column], format, vocabulary)}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Profile(props: { readonly story: LeadStory }) {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { profile, origin } = props.story;
  const from =
    origin === null
      ? words.noOrigin
      : origin.line === null
        ? words.originFile(origin.file)
        : words.origin(origin.file, format.count(origin.line));
  return (
    <section className="lead-profile" aria-labelledby="lead-profile">
      <h2 id="lead-profile" className="ui-figure-title">
        {words.profileTitle}
      </h2>
      <p className="ui-figure-definition">{from}</p>
      <DataTable
        caption={words.profile}
        hideCaption
        columns={[
          {
            key: 'column',
            header: words.column,
            rowHeader: true,
            quiet: true,
            cell: ({ column }) => columnName(column, words, vocabulary),
          },
          { key: 'value', header: words.value, wide: true, cell: ({ value }) => value ?? format.count(null) },
        ]}
        rows={profile}
        rowKey={({ column }) => column}
        isQuiet={({ value }) => value === null}
      />
    </section>
  );
}
