/** The funnel page: how many become what, where it is narrow, since when, for whom, and what other minimums would change. */
import { lazy, Suspense, type ReactNode } from 'react';
import { useDataSet } from '../../app/data-set.ts';
import { useFigures } from '../../app/figures.ts';
import { useSaved } from '../../app/saved-state.ts';
import { linkTo, navigate, useView, type View } from '../../app/view.ts';
import { BreakdownTable } from '../../charts/breakdown-table/breakdown-table.tsx';
import { capital } from '../../charts/common/capital.ts';
import { AnnotationsContext } from '../../charts/common/annotations.tsx';
import { ComparedContext } from '../../charts/common/compared.tsx';
import { emptyReason } from '../../charts/common/steps.ts';
import { CHART_WORDS, stepWithin } from '../../charts/common/words.ts';
import { useRested } from '../../charts/common/use-rested.ts';
import { FunnelChart } from '../../charts/funnel/funnel-chart.tsx';
import { MonthlyFlow } from '../../charts/monthly-flow/monthly-flow.tsx';
import { StepTrend } from '../../charts/step-trend/step-trend.tsx';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Moving } from '../../components/ui/moving.tsx';
import { ErrorPanel } from '../../components/ui/panel.tsx';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { SectionName } from '../../model/metrics-request.ts';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { headlineSteps, unsortedSteps, type UnsortedStep } from './finding.ts';
import { KeyFigures } from './key-figures.tsx';
import { StillGrowing } from './still-growing.tsx';
import { ThresholdDock } from './threshold-dock.tsx';
import { useOutOfSight, WhileSeen } from './while-seen.tsx';
import { FUNNEL_PAGE_WORDS } from './words.ts';
import './funnel-page.css';

/** What is far down the page is fetched when the first picture stands. */
const CohortHeat = lazy(async () => ({
  default: (await import('../../charts/cohort-heat/cohort-heat.tsx')).CohortHeat,
}));
const StageStock = lazy(async () => ({
  default: (await import('../../charts/stage-stock/stage-stock.tsx')).StageStock,
}));

/** Parts of the page that can be out of sight; `steps` draws `funnel`, which the headline needs in any case. */
const PARTS = ['steps', 'cohorts', 'heat', 'breakdowns', 'flow', 'stock'] as const;
type Part = (typeof PARTS)[number];
type Seen = Readonly<Record<Part, (seen: boolean) => void>>;

/** Parts whose sections the first picture does without: asked for when they are reached. */
const LATER = ['heat', 'stock'] as const satisfies readonly Part[];

function only(hidden: readonly Part[]): SectionName[] {
  return hidden.filter((part) => part !== 'steps');
}

/** The page. */
export function FunnelPage() {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const view = useView();
  const { phase } = useDataSet();
  const { hidden, reached, seen } = useOutOfSight(PARTS);
  // A snapshot does not have them: asked for while it is all there is, they would only dim what stands.
  const later = phase === 'ready' ? LATER.filter((part) => reached.includes(part)) : [];
  const figures = useFigures(
    {
      sections: [
        'funnel',
        'timeInStage',
        'cohorts',
        'flow',
        ...(view.breakdown === null ? [] : (['breakdowns'] as const)),
        ...later,
      ],
      breakdowns: view.breakdown === null ? [] : [view.breakdown],
    },
    // the sections that parts are named for, and the days of the stages that two parts share
    hidden.includes('steps') && hidden.includes('cohorts') ? [...only(hidden), 'timeInStage'] : only(hidden),
  );
  const { document, pending, problem } = figures;
  const { annotations } = useSaved();
  // Recorded dates know no minimums, so that there is nothing to hold them against.
  const baseline = document?.basis === 'recorded' ? null : figures.baseline;
  const restedDocument = useRested(document);
  const restedBaseline = useRested(baseline);
  const moving = restedDocument !== document || restedBaseline !== baseline;
  return (
    <div className="funnel-page">
      {problem === null ? null : (
        <ErrorPanel title={own.problem} {...problemText(problem, problemWords, format)} />
      )}
      {document === null ? null : (
        <Moving value={moving}>
          <AnnotationsContext value={annotations}>
            <ComparedContext value={moving ? null : figures.compare}>
              <Content document={document} baseline={baseline} pending={pending} view={view} seen={seen} />
            </ComparedContext>
          </AnnotationsContext>
        </Moving>
      )}
      <ThresholdDock document={document} baseline={baseline} basis={view.basis} />
    </div>
  );
}

function Content(props: {
  readonly document: MetricsDocument;
  readonly baseline: MetricsDocument | null;
  readonly pending: boolean;
  readonly view: View;
  readonly seen: Seen;
}) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const { document, baseline, pending, view, seen } = props;
  const { funnel } = document;
  if (funnel === undefined) return null;
  const empty = emptyReason(funnel, document.windowDays, {
    basis: document.basis,
    activities: document.rows.activities.loaded,
  });
  if (empty !== null) {
    return (
      <div className="funnel-content">
        <h1 className="page-finding">{own.name}</h1>
        <div>
          <EmptyState kind={empty} action={<WayOut kind={empty} view={view} />} />
        </div>
      </div>
    );
  }
  return (
    <div className="funnel-content">
      <h1 className="page-finding">
        <Finding document={document} />
      </h1>
      <StarterWayOn document={document} />
      <KeyFigures document={document} baseline={baseline} pending={pending} />
      <StillGrowing document={document} />
      <WhileSeen onSeen={seen.steps}>
        <FunnelChart document={document} baseline={baseline} pending={pending} />
      </WhileSeen>
      <WhileSeen onSeen={seen.cohorts}>
        <StepTrend document={document} baseline={baseline} cohortBy={view.cohortBy} pending={pending} />
      </WhileSeen>
      <WhileSeen onSeen={seen.heat}>
        <Later ready={document.heat !== undefined}>
          <CohortHeat document={document} cohortBy={view.cohortBy} pending={pending} />
        </Later>
      </WhileSeen>
      <BreakdownPart document={document} column={view.breakdown} pending={pending} onSeen={seen.breakdowns} />
      <WhileSeen onSeen={seen.flow}>
        <MonthlyFlow document={document} baseline={baseline} pending={pending} />
      </WhileSeen>
      <WhileSeen onSeen={seen.stock}>
        <Later ready={document.stock !== undefined}>
          <StageStock document={document} pending={pending} />
        </Later>
      </WhileSeen>
    </div>
  );
}

/** A part whose figures or whose code may still be on their way. */
function Later(props: { readonly ready: boolean; readonly children: ReactNode }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const waiting = <p className="while-seen-waiting quiet">{own.later}</p>;
  return props.ready ? <Suspense fallback={waiting}>{props.children}</Suspense> : waiting;
}

function BreakdownPart(props: {
  readonly document: MetricsDocument;
  readonly column: string | null;
  readonly pending: boolean;
  readonly onSeen: (seen: boolean) => void;
}) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const { column } = props;
  if (column === null) {
    return (
      <p className="quiet">
        {own.noBreakdownTitle} {own.noBreakdown}
      </p>
    );
  }
  return (
    <WhileSeen onSeen={props.onSeen}>
      <BreakdownTable document={props.document} column={column} pending={props.pending} />
    </WhileSeen>
  );
}

/** Steps in which the starter model sorts nothing out, judged over all leads of the reader's own files. */
function useStarterMisfit(document: MetricsDocument): readonly UnsortedStep[] {
  const { summary } = useDataSet();
  const isWhole = document.funnel?.entered.lead === document.rows.leads.loaded;
  return summary?.modelIsStarter === true && isWhole ? unsortedSteps(document) : [];
}

function StarterWayOn(props: { readonly document: MetricsDocument }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const { summary } = useDataSet();
  if (useStarterMisfit(props.document).length === 0) return null;
  return (
    <p>
      {own.starterWayOn} <a href={linkTo({ page: 'data' })}>{own.loadModel}</a>.{' '}
      {summary?.hasRecordedStages === true ? (
        <Button onClick={() => navigate({ basis: 'recorded' })}>{own.useRecorded}</Button>
      ) : null}
    </p>
  );
}

/** Widest interval that a sentence passes over in silence: 15 percentage points. */
const WIDE = 0.15;

function Finding(props: { readonly document: MetricsDocument }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const { funnel, basis, windowDays } = props.document;
  const unsorted = useStarterMisfit(props.document);
  if (funnel === undefined) return null;
  if (unsorted.length > 0) {
    return `${own.starterMisfit(format.list(unsorted.map(({ to, who }) => own.unsorted[to][who])))}.`;
  }
  const [first, second] = headlineSteps(funnel, basis).map((step) => {
    const within = stepWithin(shared, windowDays, step.from, step.to);
    const text = shared.become(format.rate(step.rate), step.from, step.to, within);
    return step.high - step.low > WIDE ? `${text} (${format.interval(step.low, step.high)})` : text;
  });
  if (first === undefined) return `${own.tooFew(format.count(funnel.entered.lead), funnel.entered.lead)}.`;
  return `${capital(second === undefined ? first : own.two(first, second))}.`;
}

/** What to do about an empty page, where a click does it. */
function WayOut(props: { readonly kind: 'noData' | 'noHistory' | 'windowTooLong'; readonly view: View }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const { filters, cohortRange } = props.view;
  if (props.kind === 'windowTooLong') {
    return <Button onClick={() => navigate({ windowDays: null })}>{own.clearWindow}</Button>;
  }
  const narrowed = filters.length > 0 || cohortRange.from !== null || cohortRange.to !== null;
  if (props.kind !== 'noData' || !narrowed) return null;
  return (
    <Button onClick={() => navigate({ filters: [], cohortRange: { from: null, to: null } })}>
      {own.clearFilters}
    </Button>
  );
}
