/** The four rates at the top, each with its counts, its interval, and the change against the baseline. */
import { capital } from '../../charts/common/capital.ts';
import { RatioLinks, stepMark } from '../../charts/common/ratio-links.tsx';
import { StepDifference, useIsCompared } from '../../charts/common/compared.tsx';
import { FEW_LEADS, findStep, windowOf } from '../../charts/common/steps.ts';
import { CHART_WORDS, rateFacts, stepWithin } from '../../charts/common/words.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Explained } from '../../components/ui/explained.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { MetricsDocument, StepFigures } from '../../model/metrics-document.ts';
import type { StepName } from '../../model/stages.ts';
import { keySteps } from './finding.ts';
import { FUNNEL_PAGE_WORDS } from './words.ts';

/** The strip of rates. */
export function KeyFigures(props: {
  readonly document: MetricsDocument;
  readonly baseline: MetricsDocument | null;
  readonly pending: boolean;
}) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const { document, baseline } = props;
  if (document.funnel === undefined) return null;
  return (
    <section aria-label={own.keyFigures}>
      <ul className="key-figures dimmable" data-pending={props.pending}>
        {keySteps(document.funnel, document.basis).map((step) => (
          <KeyFigure
            key={`${step.from}-${step.to}`}
            step={step}
            before={
              baseline?.funnel === undefined ? null : findStep(baseline.funnel.steps, step.from, step.to)
            }
            document={document}
          />
        ))}
      </ul>
    </section>
  );
}

function KeyFigure(props: {
  readonly step: StepFigures;
  readonly before: StepFigures | null;
  readonly document: MetricsDocument;
}) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const shared = useWords(CHART_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { step, before } = props;
  const few = step.eligible < FEW_LEADS;
  const days = windowOf(props.document.windowDays, step.from, step.to);
  const isCompared = useIsCompared();
  const change = step.rate === null || before?.rate == null ? null : step.rate - before.rate;
  return (
    <li className="key-figure" data-few={few}>
      <h2 className="key-name">
        {names.step(`${step.from}→${step.to}` as StepName)}
        <span className="key-window">
          {stepWithin(shared, props.document.windowDays, step.from, step.to)}
        </span>
      </h2>
      <p className="key-rate num">
        <Explained
          title={capital(shared.fromTo(step.from, step.to))}
          facts={rateFacts(shared, format, step.from, step.to, step)}
          mark={stepMark(step.from, step.to, 'converted')}
          definition={
            (few ? `${shared.tooFew(format.count(step.eligible))} ` : '') +
            capital(shared.rateMeaning(step.from, step.to, days === null ? null : shared.windowDays(days)))
          }
        >
          {format.rate(step.rate)}
        </Explained>
        {isCompared ? (
          <StepDifference from={step.from} to={step.to} />
        ) : change === null ? null : (
          <span className="key-change" title={own.baselineRate(format.rate(before?.rate ?? null))}>
            {format.percentagePoints(change)}
          </span>
        )}
      </p>
      <p className="key-basis num">
        <span>
          <RatioLinks from={step.from} to={step.to} converted={step.converted} eligible={step.eligible} />
        </span>
        {step.rate === null ? null : <span>{format.interval(step.low, step.high)}</span>}
        {few ? <em className="key-few">{shared.few}</em> : null}
      </p>
    </li>
  );
}
