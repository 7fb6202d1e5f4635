/** The figures beside the bar of one stage: share of all leads, outcomes, days. */
import type { Format } from '../../components/format.ts';
import { LeadsLink } from '../../components/leads-link.tsx';
import { Explained } from '../../components/ui/explained.tsx';
import type { Vocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import type { MetricsDocument, TimeInStageFigures } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { capital } from '../common/capital.ts';
import { StayDifference, StepDifference } from '../common/compared.tsx';
import { stepMark } from '../common/ratio-links.tsx';
import { FEW_LEADS, stepName, windowOf, type Rate } from '../common/steps.ts';
import { rateFacts } from '../common/words.ts';
import type { FunnelRow, OutcomePart } from './layout.ts';
import { outcomeFill, percent, type Words } from './parts.ts';

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

/** Share of all leads that came to the stage. */
export function Cumulative(props: {
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
        mark={cameTo(stage)}
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
      <StepDifference from="lead" to={stage} />
    </div>
  );
}

/** Leads that came to a stage, as the share of all leads counts them: by the step where there is one. */
function cameTo(stage: Stage): Mark {
  return stepName('lead', stage) === null
    ? { figure: { of: 'entered', stage } }
    : stepMark('lead', stage, 'converted');
}

const OUTCOMES = ['advanced', 'skippedAhead', 'lost', 'open'] as const;

/** What the colours and patterns of the outcome bars mean; once, above them. */
export function OutcomeKey(props: { readonly names: Vocabulary }) {
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
      <rect width="100%" height="100%" {...outcomeFill(props.kind)} />
    </svg>
  );
}

/**
 * Leads of one outcome. Those that advanced without skipping a stage are a difference, unless nobody skipped one: there
 * is no mark for them then.
 */
export function outcomeMark(stays: TimeInStageFigures, { kind, leads }: OutcomePart): Mark | null {
  return kind === 'advanced' && leads !== stays.advanced
    ? null
    : { figure: { of: 'stay', stage: stays.stage, ending: kind } };
}

/** How the stays of the stage ended, as one bar and in counts. */
export function Outcome(props: { readonly row: FunnelRow; readonly words: Words }) {
  const { row, words } = props;
  const { own, names, format } = words;
  const { stays } = row;
  if (row.outcome.length === 0 || stays === null) return <div className="funnel-outcome" />;
  const facts = row.outcome.map((part) => ({
    label: names.outcome[part.kind],
    value: `${format.count(part.leads)} · ${format.share(part.end - part.start)}`,
  }));
  if (stays.reopened > 0) facts.push({ label: own.reopened, value: format.count(stays.reopened) });
  return (
    <div className="funnel-outcome">
      <Explained
        label={`${names.stages[row.stage]}: ${own.outcome}`}
        title={own.outcome}
        facts={facts}
        definition={own.outcomeMeaning(names.stage[row.stage])}
      >
        <svg className="funnel-outcome-bar" aria-hidden="true">
          {row.outcome.map((part) => (
            <rect
              key={part.kind}
              x={percent(part.start)}
              width={percent(part.end - part.start)}
              height="100%"
              {...outcomeFill(part.kind)}
            />
          ))}
        </svg>
      </Explained>
      <span className="funnel-outcome-counts">
        {row.outcome.map((part) => (
          <span key={part.kind} className="num">
            <Swatch kind={part.kind} />
            <span className="visually-hidden">{names.outcome[part.kind]} </span>
            <LeadsLink mark={outcomeMark(stays, part)}>{format.count(part.leads)}</LeadsLink>
          </span>
        ))}
      </span>
      {stays.reopened === 0 ? null : (
        <span className="funnel-back num">
          <LeadsLink mark={{ figure: { of: 'stay', stage: stays.stage, ending: 'reopened' } }}>
            {own.cameBack(format.count(stays.reopened))}
          </LeadsLink>
        </span>
      )}
    </div>
  );
}

/** Median time in the stage, of finished stays and counting the open ones. */
export function Median(props: { readonly row: FunnelRow; readonly words: Words }) {
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
      <StayDifference stage={stays.stage} of="medianDays" />
    </div>
  );
}
