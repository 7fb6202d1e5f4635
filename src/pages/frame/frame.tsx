/** The frame around all pages: name of the data, navigation, controls, and what is happening to the data. */
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType } from 'react';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import { undoStore, useUndo } from '../../app/undo.ts';
import { linkTo, PAGES, useView, type Page, type View } from '../../app/view.ts';
import { TimeZoneContext, useFormat } from '../../components/format.ts';
import { LANGUAGES, useLanguage, useWords } from '../../components/language.tsx';
import { LeadsLinkContext } from '../../components/leads-link.tsx';
import { setTheme, useTheme } from '../../components/theme.ts';
import { Button } from '../../components/ui/button.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { ControlSelect } from '../../components/ui/popover-button.tsx';
import { Segmented } from '../../components/ui/segmented.tsx';
import type { Mark } from '../../model/mark.ts';
import { ComparisonControl, ComparisonLine } from './comparison-control.tsx';
import { ViewControls } from './controls.tsx';
import { useDataName } from './data-name.ts';
import { DropAnywhere } from './drop-anywhere.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterControl } from './filter-control.tsx';
import { ExclusionControl } from './filter-keeping.tsx';
import './frame.css';
import { LoadFailurePanel, LoadProgressPanel, ReadingNotices } from './load-status.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { ReopeningPanel, StoredNotices } from './stored-data.tsx';
import { FRAME_WORDS } from './words.ts';
import { WorkspaceNotice } from './workspace-notice.tsx';

function Navigation(props: { readonly current: Page }) {
  const words = useWords(FRAME_WORDS);
  // Links carry the view along; the view is read here so that they change with it.
  useView();
  return (
    <nav aria-label={words.pages} className="frame-nav">
      {PAGES.map((page) => (
        <a
          key={page}
          href={linkTo({ page, mark: null, lead: null })}
          aria-current={page === props.current ? 'page' : undefined}
        >
          {words.page[page]}
        </a>
      ))}
    </nav>
  );
}

/** Whether a key press belongs to a field that undoes by itself. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)))
  );
}

/** One step back or forward, by press or by the usual keys. */
function UndoButtons() {
  const words = useWords(FRAME_WORDS);
  const { canUndo, canRedo } = useUndo();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) undoStore.redo();
      else undoStore.undo();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
  return (
    <span className="frame-undo">
      <Button
        kind="quiet"
        icon="undo"
        aria-label={words.undo}
        title={words.undo}
        disabled={!canUndo}
        onClick={undoStore.undo}
      />
      <Button
        kind="quiet"
        icon="redo"
        aria-label={words.redo}
        title={words.redo}
        disabled={!canRedo}
        onClick={undoStore.redo}
      />
    </span>
  );
}

function Preferences() {
  const words = useWords(FRAME_WORDS);
  const { language, setLanguage } = useLanguage();
  const theme = useTheme();
  return (
    <div className="frame-preferences">
      <ControlSelect
        label={words.theme}
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: words.themes[value],
        }))}
        onChange={setTheme}
      />
      <UndoButtons />
      <Segmented
        label={words.language}
        hideLabel
        value={language}
        options={LANGUAGES.map((one) => ({
          value: one.language,
          label: one.language.toUpperCase(),
          description: one.name,
        }))}
        onChange={setLanguage}
      />
    </div>
  );
}

/** Comes after the figures: its words are not needed for the first picture. */
const QualityLine = lazy(() =>
  import('./quality-line.tsx').then((module) => ({ default: module.QualityLine })),
);

/** Name of the data and the controls; folded into one line on a phone. */
function ViewStrip() {
  const words = useWords(FRAME_WORDS);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const name = useDataName();
  const { summary, snapshot } = useDataSet();
  const rows = summary?.rows ?? snapshot?.document.rows;
  const leads = rows?.leads.loaded;
  return (
    <section className="frame-strip" aria-label={words.controls}>
      <div className="frame-strip-inner">
        <div className="frame-name">
          <p>{name ?? '\u00a0'}</p>
          {leads === undefined ? null : (
            <p className="quiet num">{words.leads(leads, format.count(leads))}</p>
          )}
        </div>
        <button
          type="button"
          className="ui-control frame-fold"
          aria-expanded={open}
          aria-controls="frame-controls"
          onClick={() => setOpen(!open)}
        >
          <span className="ui-control-value">{words.view}</span>
          <Icon name="chevron" />
        </button>
        <div id="frame-controls" className="frame-controls" data-open={open}>
          <ViewControls />
          <FilterControl />
          <ExclusionControl />
          <ComparisonControl />
        </div>
      </div>
      <FilterChips />
      <ComparisonLine />
    </section>
  );
}

/** The page's name in the title of the window, and the reader at its top, whenever the page changes. */
function usePageChange(page: Page, title: string) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(page);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (last.current === page) return;
    last.current = page;
    // Whoever goes on to another page has seen why a load failed; where nothing is open the reason stays.
    if (dataSetStore().get().phase === 'ready') dataSetStore().dismissProblem();
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [page]);
  return main;
}

/** Addresses of the leads behind the marks of a view. */
function leadsLinks(view: View): (mark: Mark) => string {
  return (mark) => linkTo({ ...view, page: 'leads', mark, lead: null });
}

/**
 * The whole interface.
 * @param props.pages a component for each page; each is fetched when it is first opened
 */
export function Frame(props: { readonly pages: Readonly<Record<Page, ComponentType>> }) {
  const words = useWords(FRAME_WORDS);
  const view = useView();
  const { page } = view;
  const { summary, snapshot, phase, dataKey } = useDataSet();
  const name = useDataName();
  const main = usePageChange(
    page,
    [words.page[page], name, words.product].filter((part) => part !== null).join(' · '),
  );
  const Content = props.pages[page];
  // Steps over other data lead nowhere.
  const opened = useRef(dataKey);
  useEffect(() => {
    if (opened.current === dataKey) return;
    opened.current = dataKey;
    undoStore.forget();
  }, [dataKey]);
  const hasFigures = summary !== null || snapshot !== null;
  return (
    <TimeZoneContext value={summary?.timeZone ?? snapshot?.timeZone ?? 'UTC'}>
      <a
        className="frame-skip"
        href="#main"
        onClick={(event) => {
          // The hash is the view: a jump must not become part of it.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {words.skip}
      </a>
      <header className="frame-header">
        <div className="frame-bar">
          <p className="frame-brand">
            <svg viewBox="0 0 18 17" aria-hidden="true">
              <path className="frame-mark-1" d="M0 0h18v3.6H0z" />
              <path className="frame-mark-2" d="M0 4.5h13v3.6H0z" />
              <path className="frame-mark-3" d="M0 9h8.5v3.6H0z" />
              <path className="frame-mark-4" d="M0 13.5h5v3.6H0z" />
            </svg>
            {words.product}
          </p>
          <Navigation current={page} />
          <Preferences />
        </div>
      </header>
      {hasFigures ? (
        <PageBoundary of={`${dataKey} ${linkTo({})}`}>
          <ViewStrip />
        </PageBoundary>
      ) : null}
      <main ref={main} id="main" className="frame-main" tabIndex={-1}>
        <div className="frame-messages">
          {hasFigures ? null : <LoadProgressPanel />}
          <LoadFailurePanel />
          <ReadingNotices />
          <StoredNotices />
          <WorkspaceNotice />
        </div>
        {hasFigures || (page === 'data' && phase === 'failed') ? (
          <LeadsLinkContext value={leadsLinks(view)}>
            <PageBoundary key={page} of={`${dataKey} ${linkTo({})}`}>
              <Suspense fallback={<div className="frame-waiting" />}>
                <Content />
              </Suspense>
            </PageBoundary>
          </LeadsLinkContext>
        ) : null}
        {summary === null ? null : (
          <PageBoundary of={dataKey} fallback={null}>
            <Suspense fallback={null}>
              <QualityLine />
            </Suspense>
          </PageBoundary>
        )}
        {hasFigures ? (
          <div className="frame-progress no-print">
            <LoadProgressPanel />
            <ReopeningPanel />
          </div>
        ) : null}
      </main>
      <DropAnywhere />
    </TimeZoneContext>
  );
}
