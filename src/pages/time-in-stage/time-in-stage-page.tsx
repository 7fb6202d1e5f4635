/** How long leads stay in each stage, with those that still wait counted. */
import { lazy, Suspense, type ReactNode } from 'react';
import { useDataSet } from '../../app/data-set.ts';
import { useFigures } from '../../app/figures.ts';
import { navigate, useView } from '../../app/view.ts';
import { capital } from '../../charts/common/capital.ts';
import { ComparedContext } from '../../charts/common/compared.tsx';
import { emptyReason } from '../../charts/common/steps.ts';
import { CHART_WORDS } from '../../charts/common/words.ts';
import { lastDay } from '../../charts/incidence/layout.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { ErrorPanel } from '../../components/ui/panel.tsx';
import type { MetricsDocument, TimeInStageFigures } from '../../model/metrics-document.ts';
import { PROBLEM_WORDS, problemText } from '../data/problem-words.ts';
import { useOutOfSight, WhileSeen } from '../funnel/while-seen.tsx';
import { stagesWithStays, timeFinding } from './finding.ts';
import { QuantilesTable } from './quantiles-table.tsx';
import { StageSection } from './stage-section.tsx';
import { TIME_WORDS } from './words.ts';
import './time-in-stage-page.css';

const OpenAgesChart = lazy(async () => ({
  default: (await import('../../charts/open-ages/open-ages.tsx')).OpenAgesChart,
}));
const TimeToConvertChart = lazy(async () => ({
  default: (await import('../../charts/time-to-convert/time-to-convert.tsx')).TimeToConvertChart,
}));

/** Parts whose sections the first picture does without: asked for when they are reached. */
const LATER = ['openAges', 'timeToConvert'] as const;
type Seen = Readonly<Record<(typeof LATER)[number], (seen: boolean) => void>>;

/** The page. */
export function TimeInStagePage() {
  const own = useWords(TIME_WORDS);
  const problemWords = useWords(PROBLEM_WORDS);
  const format = useFormat();
  const { phase } = useDataSet();
  const { reached, seen } = useOutOfSight(LATER);
  // A snapshot does not have them: asked for while it is all there is, they would only dim what stands.
  const later = phase === 'ready' ? LATER.filter((part) => reached.includes(part)) : [];
  const { document, baseline, compare, pending, problem } = useFigures({
    sections: ['funnel', 'timeInStage', 'incidence', ...later],
  });
  return (
    <div className="time-page">
      {problem === null ? null : (
        <ErrorPanel title={own.problem} {...problemText(problem, problemWords, format)} />
      )}
      {document === null ? null : (
        <ComparedContext value={compare}>
          <Content document={document} baseline={baseline} pending={pending} seen={seen} />
        </ComparedContext>
      )}
    </div>
  );
}

function Content(props: {
  readonly document: MetricsDocument;
  /** the other side of a comparison; null = none */
  readonly baseline: MetricsDocument | null;
  readonly pending: boolean;
  readonly seen: Seen;
}) {
  const own = useWords(TIME_WORDS);
  const { filters, cohortRange } = useView();
  const { document, baseline, pending, seen } = props;
  const { funnel, timeInStage } = document;
  if (funnel === undefined || timeInStage === undefined) return null;
  // Stays do not know of the conversion window, so that it cannot be too long for them.
  const empty = emptyReason(funnel, null, {
    basis: document.basis,
    activities: document.rows.activities.loaded,
  });
  if (empty !== null) {
    const narrowed = filters.length > 0 || cohortRange.from !== null || cohortRange.to !== null;
    return (
      <>
        <h1 className="time-finding">{own.name}</h1>
        <EmptyState
          kind={empty}
          action={
            empty === 'noData' && narrowed ? (
              <Button onClick={() => navigate({ filters: [], cohortRange: { from: null, to: null } })}>
                {own.clearFilters}
              </Button>
            ) : null
          }
        />
      </>
    );
  }
  const stays = stagesWithStays(funnel, timeInStage, document.basis);
  const curves = (document.incidence ?? []).filter((curve) =>
    stays.some(({ stage }) => stage === curve.stage),
  );
  const end = lastDay(curves);
  return (
    <>
      <header className="time-head">
        <h1 className="time-finding">
          <Finding stays={stays} />
        </h1>
        <p className="ui-figure-definition">{own.definition}</p>
      </header>
      {stays.map((figures) => (
        <StageSection
          key={figures.stage}
          figures={figures}
          curve={curves.find((curve) => curve.stage === figures.stage) ?? null}
          other={baseline?.incidence?.find((curve) => curve.stage === figures.stage) ?? null}
          end={end}
          pending={pending}
        />
      ))}
      <QuantilesTable stays={stays} pending={pending} />
      <WhileSeen onSeen={seen.openAges}>
        <Later ready={document.openAges !== undefined}>
          <OpenAgesChart document={document} pending={pending} />
        </Later>
      </WhileSeen>
      <WhileSeen onSeen={seen.timeToConvert}>
        <Later ready={document.timeToConvert !== undefined}>
          <TimeToConvertChart document={document} pending={pending} />
        </Later>
      </WhileSeen>
    </>
  );
}

/** A part whose figures or whose code may still be on their way. */
function Later(props: { readonly ready: boolean; readonly children: ReactNode }) {
  const own = useWords(TIME_WORDS);
  const waiting = <p className="while-seen-waiting quiet">{own.later}</p>;
  return props.ready ? <Suspense fallback={waiting}>{props.children}</Suspense> : waiting;
}

function Finding(props: { readonly stays: readonly TimeInStageFigures[] }) {
  const own = useWords(TIME_WORDS);
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const { half, fewer } = timeFinding(props.stays);
  const clauses = half.map(({ stage, days }, index) =>
    own.halfOf(shared.many[stage], format.days(days), index === 0),
  );
  const sentences = clauses.length === 0 ? [] : [format.list(clauses)];
  if (fewer.length > 0) {
    sentences.push(own.fewerOf(format.list(fewer.map((stage) => shared.many[stage]))));
  }
  if (sentences.length === 0) return `${own.tooFew}.`;
  return sentences.map((sentence) => `${capital(sentence)}.`).join(' ');
}
