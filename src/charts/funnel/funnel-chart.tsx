/** The funnel: one row a stage, bars on one zero baseline, direct requests as a flow of their own. */
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { Explained } from '../../components/ui/explained.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import { capital } from '../common/capital.ts';
import { Pattern } from '../common/patterns.tsx';
import { RatioLinks, stepMark } from '../common/ratio-links.tsx';
import { FEW_LEADS, windowOf } from '../common/steps.ts';
import { CHART_WORDS, rateFacts, stepWithin, timeGiven } from '../common/words.ts';
import { funnelFinding, type FunnelFinding, type KnownStep } from './finding.ts';
import { Bars } from './funnel-bars.tsx';
import { Cumulative, Median, Outcome, OutcomeKey } from './funnel-cells.tsx';
import { FunnelTable } from './funnel-table.tsx';
import { funnelLayout, type FunnelLayout, type FunnelRow, type StepIn } from './layout.ts';
import { PATTERN_IDS, type Words } from './parts.ts';
import { FUNNEL_WORDS } from './words.ts';
import './funnel-chart.css';

/** What a `FunnelChart` takes. */
export interface FunnelChartProps {
  /** with the section `funnel`; `timeInStage` gives outcomes and days */
  readonly document: MetricsDocument;
  /** drawn as grey outline */
  readonly baseline: MetricsDocument | null;
  readonly pending?: boolean;
}

/** The funnel with its finding and its numbers as tables. */
export function FunnelChart(props: FunnelChartProps) {
  const own = useWords(FUNNEL_WORDS);
  const shared = useWords(CHART_WORDS);
  const words: Words = { own, shared, names: useVocabulary(), format: useFormat() };
  const { document } = props;
  const layout = funnelLayout(document, props.baseline);
  if (layout === null || document.funnel === undefined) return null;
  const finding = funnelFinding(
    document.funnel,
    layout.rows.map((row) => row.stage),
  );
  return (
    <FigureWithTable
      title={`${capital(findingText(finding, words, document))}.`}
      definition={own.definition(timeGiven(shared, document.windowDays))}
      pending={props.pending ?? false}
      table={<FunnelTable layout={layout} document={document} />}
    >
      <Drawing layout={layout} words={words} document={document} />
    </FigureWithTable>
  );
}

function findingText(finding: FunnelFinding, words: Words, document: MetricsDocument): string {
  const { own, shared, format } = words;
  const within = (step: KnownStep) => stepWithin(shared, document.windowDays, step.from, step.to);
  if (finding.kind === 'tooFew') return own.findingTooFew(format.count(finding.leads), finding.leads);
  const direct =
    finding.direct?.rate == null
      ? ''
      : `; ${own.findingDirect[document.basis](format.rate(finding.direct.rate))}`;
  if (finding.kind === 'alike') {
    const steps = finding.steps.map(
      (step) => `${shared.fromTo(step.from, step.to)} (${format.rate(step.rate)}${within(step)})`,
    );
    return `${own.findingAlike(format.list(steps))}${direct}`;
  }
  const { from, to, rate } = finding.step;
  const become = shared.become(format.rate(rate), from, to, within(finding.step));
  const sentence = finding.kind === 'single' ? become : own.findingNarrowest(shared.fromTo(from, to), become);
  return `${sentence}${direct}`;
}

function Drawing(props: {
  readonly layout: FunnelLayout;
  readonly words: Words;
  readonly document: MetricsDocument;
}) {
  const { layout, words, document } = props;
  const { own, names, format } = words;
  return (
    <div className="funnel">
      <svg className="funnel-patterns" aria-hidden="true">
        <defs>
          <Pattern id={PATTERN_IDS.skipped} name="skipped" />
          <Pattern id={PATTERN_IDS.open} name="open" />
        </defs>
      </svg>
      <div className="funnel-head">
        <span>{own.stage}</span>
        <span>{own.entered}</span>
        <span>{own.cumulative}</span>
        <span>
          {own.outcome}
          <OutcomeKey names={names} />
        </span>
        <span>{own.median}</span>
      </div>
      <ol className="funnel-rows">
        {layout.rows.map((row) => (
          <li key={row.stage} className="funnel-row" data-stage={row.stage}>
            {row.step === null ? null : <Step step={row.step} words={words} document={document} />}
            <div className="funnel-stage">
              <Label row={row} words={words} />
              <Bars
                row={row}
                ribbon={row.stage === 'sql' ? layout.ribbon : null}
                skipsExact={layout.skipsExact}
                words={words}
                basis={document.basis}
              />
              <Cumulative row={row} words={words} document={document} />
              <Outcome row={row} words={words} />
              <Median row={row} words={words} />
            </div>
          </li>
        ))}
      </ol>
      {layout.straightToCustomer === null || layout.straightToCustomer === 0 ? null : (
        <p className="funnel-note">
          {own.straightToCustomer(format.count(layout.straightToCustomer), layout.straightToCustomer)}
        </p>
      )}
      {layout.unused.length === 0 ? null : (
        <p className="funnel-note">
          {own.unused(format.either(layout.unused.map((stage) => names.stage[stage])))}
        </p>
      )}
    </div>
  );
}

/** The step into a row, between it and the row above. */
function Step(props: { readonly step: StepIn; readonly words: Words; readonly document: MetricsDocument }) {
  const { step, words } = props;
  const { own, shared, format } = words;
  const { figures, baseline, from, to } = step;
  if (figures === null) return <div className="funnel-step funnel-quiet">{own.notMeasured}</div>;
  const few = figures.eligible < FEW_LEADS;
  const days = windowOf(props.document.windowDays, from, to);
  const difference = figures.rate === null || baseline?.rate == null ? null : figures.rate - baseline.rate;
  return (
    <div className="funnel-step">
      <span className="funnel-arrow" aria-hidden="true">
        ↓
      </span>
      <span className="funnel-step-rate" data-few={few}>
        <Explained
          title={capital(shared.fromTo(from, to))}
          mark={stepMark(from, to, 'converted')}
          facts={[
            ...rateFacts(shared, format, from, to, figures),
            ...(baseline === null ? [] : [{ label: shared.baseline, value: format.rate(baseline.rate) }]),
          ]}
          definition={
            (few ? `${shared.tooFew(format.count(figures.eligible))} ` : '') +
            capital(shared.rateMeaning(from, to, days === null ? null : shared.windowDays(days)))
          }
        >
          <strong className="num">{format.rate(figures.rate)}</strong>
        </Explained>
        {few ? <em className="funnel-few">{own.tooFew}</em> : null}
        {difference === null ? null : (
          <span className="funnel-change num">{format.percentagePoints(difference)}</span>
        )}
      </span>
      <span className="funnel-step-basis num">
        <RatioLinks from={from} to={to} converted={figures.converted} eligible={figures.eligible} />
        {figures.rate === null ? null : ` · ${format.interval(figures.low, figures.high)}`}
      </span>
    </div>
  );
}

function Label(props: { readonly row: FunnelRow; readonly words: Words }) {
  const { row, words } = props;
  const { own, names, format } = words;
  const { baseline } = row;
  return (
    <div className="funnel-label">
      <span className="funnel-name">{names.stages[row.stage]}</span>
      <span className="funnel-count num">
        <LeadsLink mark={{ figure: { of: 'entered', stage: row.stage } }}>
          {format.count(row.entered)}
        </LeadsLink>
      </span>
      {baseline === null ? null : (
        <span className="funnel-against num">
          {baseline.entered === row.entered
            ? own.sameAsBaseline
            : own.against(format.change(row.entered - baseline.entered), format.count(baseline.entered))}
        </span>
      )}
    </div>
  );
}
