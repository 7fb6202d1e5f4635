/** The funnel page: how many become what, where it is narrow, since when, for whom, and what other minimums would change. */
import { useFigures } from '../../app/figures.ts';
import { navigate, useView, type View } from '../../app/view.ts';
import { BreakdownTable } from '../../charts/breakdown-table/breakdown-table.tsx';
import { capital } from '../../charts/common/capital.ts';
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
import { headlineSteps } from './finding.ts';
import { KeyFigures } from './key-figures.tsx';
import { StillGrowing } from './still-growing.tsx';
import { ThresholdDock } from './threshold-dock.tsx';
import { useOutOfSight, WhileSeen } from './while-seen.tsx';
import { FUNNEL_PAGE_WORDS } from './words.ts';
import './funnel-page.css';

/** Parts of the page that can be out of sight; `steps` draws `funnel`, which the headline needs in any case. */
const PARTS = ['steps', 'cohorts', 'breakdowns', 'flow'] as const;
type Part = (typeof PARTS)[number];
type Seen = Readonly<Record<Part, (seen: boolean) => void>>;

function only(hidden: readonly Part[]): SectionName[] {
  return hidden.filter((part) => part !== 'steps');
}

/** The page. */
export function FunnelPage() {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const view = useView();
  const { hidden, seen } = useOutOfSight(PARTS);
  const figures = useFigures(
    {
      sections:
        view.breakdown === null
          ? ['funnel', 'timeInStage', 'cohorts', 'flow']
          : ['funnel', 'timeInStage', 'cohorts', 'flow', 'breakdowns'],
      breakdowns: view.breakdown === null ? [] : [view.breakdown],
    },
    // the sections that parts are named for, and the days of the stages that two parts share
    hidden.includes('steps') && hidden.includes('cohorts') ? [...only(hidden), 'timeInStage'] : only(hidden),
  );
  const { document, pending, problem } = figures;
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
          <Content document={document} baseline={baseline} pending={pending} view={view} seen={seen} />
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
      <KeyFigures document={document} baseline={baseline} pending={pending} />
      <StillGrowing document={document} />
      <WhileSeen onSeen={seen.steps}>
        <FunnelChart document={document} baseline={baseline} pending={pending} />
      </WhileSeen>
      <WhileSeen onSeen={seen.cohorts}>
        <StepTrend document={document} baseline={baseline} cohortBy={view.cohortBy} pending={pending} />
      </WhileSeen>
      <BreakdownPart document={document} column={view.breakdown} pending={pending} onSeen={seen.breakdowns} />
      <WhileSeen onSeen={seen.flow}>
        <MonthlyFlow document={document} baseline={baseline} pending={pending} />
      </WhileSeen>
    </div>
  );
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

/** Widest interval that a sentence passes over in silence: 15 percentage points. */
const WIDE = 0.15;

function Finding(props: { readonly document: MetricsDocument }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const { funnel, basis, windowDays } = props.document;
  if (funnel === undefined) return null;
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
