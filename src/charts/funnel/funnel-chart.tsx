/** The funnel: one row a stage, bars on one zero baseline, direct requests as a flow of their own. */
import { useId } from 'react';
import { useFormat, type Format } from '../../components/format.ts';
import { useLanguage, useWords } from '../../components/language.tsx';
import { Explained, type Fact } from '../../components/ui/explained.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import { capital, shareWords } from '../common/fractions.ts';
import { Pattern } from '../common/patterns.tsx';
import { FEW_LEADS, windowOf, type Rate } from '../common/steps.ts';
import { CHART_WORDS, rateFacts, timeGiven, type ChartWords } from '../common/words.ts';
import { funnelFinding, type FunnelFinding } from './finding.ts';
import { FunnelTable } from './funnel-table.tsx';
import { funnelLayout, type FunnelLayout, type FunnelRow, type Ribbon, type StepIn } from './layout.ts';
import { FUNNEL_WORDS, type FunnelWords } from './words.ts';
import './funnel-chart.css';

/** What the parts of one funnel share. */
interface Words {
  readonly own: FunnelWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

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
  const { language } = useLanguage();
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
      title={`${capital(findingText(finding, words, language))}.`}
      definition={own.definition(timeGiven(shared, document.windowDays))}
      pending={props.pending ?? false}
      table={<FunnelTable layout={layout} />}
    >
      <Drawing layout={layout} words={words} document={document} />
    </FigureWithTable>
  );
}

function findingText(finding: FunnelFinding, words: Words, language: 'en' | 'de'): string {
  const { own, shared, format } = words;
  if (finding.kind === 'tooFew') return own.findingTooFew(format.count(finding.leads), finding.leads);
  const direct =
    finding.direct?.rate == null
      ? ''
      : `; ${own.findingDirect(shareWords(language, format, finding.direct.rate).text)}`;
  if (finding.kind === 'alike') {
    const steps = finding.steps.map(
      (step) => `${shared.fromTo(step.from, step.to)} (${format.rate(step.rate)})`,
    );
    return `${own.findingAlike(format.list(steps))}${direct}`;
  }
  const { from, to, rate } = finding.step;
  const become = shared.become(shareWords(language, format, rate), from, to);
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
          <Pattern id="funnel-skipped" name="skipped" />
          <Pattern id="funnel-open" name="open" />
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
          {own.unused(format.list(layout.unused.map((stage) => names.stage[stage])))}
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
        {shared.ratio(format.count(figures.converted), format.count(figures.eligible))}
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
      <span className="funnel-count num">{format.count(row.entered)}</span>
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

const percent = (share: number) => `${share * 100}%`;

function Bars(props: {
  readonly row: FunnelRow;
  readonly ribbon: Ribbon | null;
  readonly skipsExact: boolean;
  readonly words: Words;
}) {
  const { row, ribbon, words } = props;
  const { names, own, format, shared } = words;
  const joined = row.parts.filter((part) => part.kind !== 'through');
  const above = row.step?.from ?? 'lead';
  const facts: Fact[] = [
    ...row.parts.map((part) => ({
      label: {
        through: own.through(names.stage[above]),
        direct: names.route.direct,
        unknown: names.route.unknown,
        past: own.skipped(shared.one[above]),
      }[part.kind],
      value: format.count(part.leads),
    })),
    ...(row.baseline === null ? [] : [{ label: shared.baseline, value: format.count(row.baseline.entered) }]),
  ];
  const past = row.stage === 'opportunity' && !props.skipsExact ? own.pastAtLeast : own.past;
  const last = row.parts.at(-1);
  return (
    <div className="funnel-bars" data-joined={joined.length > 0}>
      <div className="funnel-scale">
        {ribbon === null ? null : <RibbonFlow ribbon={ribbon} />}
        {last === undefined || last.kind === 'through' || last.kind === 'unknown' ? null : (
          <Stub kind={last.kind} start={last.start} end={last.end} />
        )}
        <Explained
          title={own.bar(names.stages[row.stage], format.count(row.entered))}
          facts={row.step === null && row.baseline === null ? [] : facts}
          definition={names.stageMeaning[row.stage]}
        >
          <span className="visually-hidden">
            {own.bar(names.stages[row.stage], format.count(row.entered))}
          </span>
          <Bar row={row} />
        </Explained>
        {joined.length === 0 ? null : (
          <ul className="funnel-joined" style={{ insetInlineStart: percent(row.end) }}>
            {joined.map((part) => (
              <li key={part.kind} data-kind={part.kind} className="num">
                {part.kind === 'direct' ? own.direct(format.count(part.leads), part.leads) : null}
                {part.kind === 'unknown' ? own.unknown(format.count(part.leads)) : null}
                {part.kind === 'past' ? past(format.count(part.leads), shared.one[above]) : null}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Bar(props: { readonly row: FunnelRow }) {
  const { row } = props;
  const id = useId();
  return (
    <svg className="funnel-bar" aria-hidden="true">
      <defs>
        <Pattern id={id} name="past" />
      </defs>
      {row.parts.map((part) => (
        <rect
          key={part.kind}
          className="funnel-part"
          data-kind={part.kind}
          x={percent(part.start)}
          width={percent(part.end - part.start)}
          y="3"
          {...(part.kind === 'past' || part.kind === 'unknown' ? { fill: `url(#${id})` } : {})}
        />
      ))}
      {row.baseline === null ? null : (
        <rect className="funnel-outline" x="0" y="1" width={percent(row.baseline.end)} />
      )}
    </svg>
  );
}

/** The flow of direct requests from the lead bar past the rows between; only where rows have a fixed height. */
function RibbonFlow(props: { readonly ribbon: Ribbon }) {
  const { from, to } = props.ribbon;
  const [a, b, c, d] = [from.start, from.end, to.start, to.end].map((share) => (share * 100).toFixed(2));
  return (
    <svg className="funnel-ribbon" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${a} 0V58C${a} 82 ${c} 74 ${c} 100H${d}C${d} 74 ${b} 82 ${b} 58V0Z`} />
    </svg>
  );
}

/** A flow that joins from outside the row above: short, since its way lies past rows that it never was in. */
function Stub(props: { readonly kind: 'direct' | 'past'; readonly start: number; readonly end: number }) {
  const [a, b] = [props.start * 100, props.end * 100];
  const lean = 2.5;
  const path = `M${a} 100C${a} 45 ${a + lean} 55 ${a + lean} 0H${b + lean}C${b + lean} 55 ${b} 45 ${b} 100Z`;
  return (
    <svg
      className="funnel-stub"
      data-kind={props.kind}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

function RateCell(props: { readonly rate: Rate; readonly format: Format; readonly ratio: string }) {
  const { rate, format } = props;
  return (
    <>
      <span className="funnel-figure num" data-few={rate.eligible < FEW_LEADS}>
        {format.rate(rate.rate)}
      </span>
      <span className="funnel-basis num">{format.interval(rate.low, rate.high)}</span>
      <span className="funnel-basis num">{props.ratio}</span>
    </>
  );
}

function Cumulative(props: {
  readonly row: FunnelRow;
  readonly words: Words;
  readonly document: MetricsDocument;
}) {
  const { row, words } = props;
  const { own, shared, format } = words;
  const { cumulative, stage } = row;
  if (stage === 'lead') return <div className="funnel-cumulative" />;
  if (cumulative === null || cumulative.rate === null) {
    return (
      <div className="funnel-cumulative funnel-basis">
        <Explained look="mark" definition={own.noCumulative}>
          {own.notMeasured}
        </Explained>
      </div>
    );
  }
  const days = windowOf(props.document.windowDays, 'lead', stage);
  return (
    <div className="funnel-cumulative">
      <Explained
        title={capital(shared.fromTo('lead', stage))}
        facts={rateFacts(shared, format, 'lead', stage, cumulative)}
        definition={capital(
          shared.rateMeaning('lead', stage, days === null ? null : shared.windowDays(days)),
        )}
      >
        <RateCell
          rate={cumulative}
          format={format}
          ratio={shared.ratio(format.count(cumulative.converted), format.count(cumulative.eligible))}
        />
      </Explained>
      <span className="funnel-cell-label">{own.ofAllLeads}</span>
    </div>
  );
}

const OUTCOMES = ['advanced', 'skippedAhead', 'lost', 'open'] as const;

/** What the colours and patterns of the outcome bars mean; once, above them. */
function OutcomeKey(props: { readonly names: Vocabulary }) {
  return (
    <span className="funnel-key">
      {OUTCOMES.map((kind) => (
        <span key={kind}>
          <Swatch kind={kind} />
          {props.names.outcome[kind]}
        </span>
      ))}
    </span>
  );
}

function Swatch(props: { readonly kind: (typeof OUTCOMES)[number] }) {
  return (
    <svg className="funnel-swatch" aria-hidden="true">
      <rect width="100%" height="100%" {...fillOf(props.kind)} />
    </svg>
  );
}

function fillOf(kind: (typeof OUTCOMES)[number]) {
  if (kind === 'skippedAhead') return { fill: 'url(#funnel-skipped)' };
  if (kind === 'open') return { fill: 'url(#funnel-open)' };
  return { style: { fill: kind === 'lost' ? 'var(--lost)' : 'var(--advanced)' } };
}

function Outcome(props: { readonly row: FunnelRow; readonly words: Words }) {
  const { row, words } = props;
  const { own, names, format } = words;
  if (row.outcome.length === 0 || row.stays === null) return <div className="funnel-outcome" />;
  const facts = row.outcome.map((part) => ({
    label: names.outcome[part.kind],
    value: `${format.count(part.leads)} · ${format.share(part.end - part.start)}`,
  }));
  if (row.stays.reopened > 0) facts.push({ label: own.reopened, value: format.count(row.stays.reopened) });
  return (
    <div className="funnel-outcome">
      <Explained title={own.outcome} facts={facts} definition={own.outcomeMeaning(names.stage[row.stage])}>
        <svg className="funnel-outcome-bar" aria-hidden="true">
          {row.outcome.map((part) => (
            <rect
              key={part.kind}
              x={percent(part.start)}
              width={percent(part.end - part.start)}
              height="100%"
              {...fillOf(part.kind)}
            />
          ))}
        </svg>
        <span className="funnel-outcome-counts">
          {row.outcome.map((part) => (
            <span key={part.kind} className="num">
              <Swatch kind={part.kind} />
              {format.count(part.leads)}
              <span className="visually-hidden"> {names.outcome[part.kind]}</span>
            </span>
          ))}
        </span>
      </Explained>
    </div>
  );
}

function Median(props: { readonly row: FunnelRow; readonly words: Words }) {
  const { row, words } = props;
  const { own, format } = words;
  const { stays } = row;
  if (stays === null || stays.entered === 0) return <div className="funnel-median" />;
  return (
    <div className="funnel-median" data-few={stays.entered < FEW_LEADS}>
      <Explained title={own.median} definition={own.medianMeaning}>
        <span className="funnel-cell-label">{own.medianShort}</span>
        <span className="funnel-pair">
          <span className="funnel-figure num">{format.days(stays.medianDays)}</span>
          <span className="funnel-basis">{own.finishedStays}</span>
        </span>
        <span className="funnel-pair">
          <span className="funnel-figure num">
            {stays.medianDaysToAdvance === null ? own.notReached : format.days(stays.medianDaysToAdvance)}
          </span>
          <span className="funnel-basis">{own.withOpen}</span>
        </span>
      </Explained>
    </div>
  );
}
