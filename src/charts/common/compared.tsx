/** Differences to the other side of a comparison, in one look wherever a figure stands. */
import { createContext, useContext } from 'react';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import type { ComparedStay, ComparedStep, CompareSection, Verdict } from '../../model/compare-section.ts';
import type { Stage } from '../../model/stages.ts';
import { COMPARE_WORDS } from './compare-words.ts';
import './compared.css';

/** The comparison of the page; null = the view is held against nothing, or the answer is on its way. */
export const ComparedContext = createContext<CompareSection | null>(null);

/** Where a step stands: of all leads, of a cohort, or of a value of a column. */
export interface StepPlace {
  readonly cohort?: string;
  readonly segment?: { readonly column: string; readonly value: string | null };
}

/** A step of the comparison; null where it has none. */
export function comparedStep(
  compare: CompareSection | null,
  from: Stage,
  to: Stage,
  { cohort, segment }: StepPlace = {},
): ComparedStep | null {
  const steps =
    cohort !== undefined
      ? compare?.cohorts?.find((one) => one.cohort === cohort)?.steps
      : segment !== undefined
        ? new Map(Object.entries(compare?.breakdowns ?? {}))
            .get(segment.column)
            ?.find(({ value }) => value === segment.value)?.steps
        : compare?.steps;
  return steps?.find((step) => step.from === from && step.to === to) ?? null;
}

function Told(props: {
  readonly amount: string;
  /** null = nothing is said of chance here */
  readonly verdict: Verdict | null;
  readonly title: string;
}) {
  const words = useWords(COMPARE_WORDS);
  const said = props.verdict === null ? '' : words.verdict[props.verdict];
  return (
    <span className="compared" data-verdict={props.verdict} title={props.title}>
      <span className="num">{props.amount}</span>
      {said === '' ? null : <span className="compared-verdict"> {said}</span>}
    </span>
  );
}

/** The difference of a rate in percentage points, with what may be said of chance. Nothing where there is none. */
export function StepDifference(props: { readonly from: Stage; readonly to: Stage } & StepPlace) {
  const words = useWords(COMPARE_WORDS);
  const format = useFormat();
  const { from, to, ...place } = props;
  const step = comparedStep(useContext(ComparedContext), from, to, place);
  if (step === null || step.difference === null) return null;
  const facts = [
    words.from(format.rate(step.theirs.rate)),
    ...(step.low === null || step.high === null
      ? []
      : [words.interval(format.percentagePoints(step.low), format.percentagePoints(step.high))]),
    words.meaning[step.verdict],
  ];
  return (
    <Told amount={format.percentagePoints(step.difference)} verdict={step.verdict} title={facts.join('\n')} />
  );
}

/**
 * The difference of a median time in a stage, in days. Nothing where there is none. What is tested are the whole curves,
 * so that the words about chance stand in the explanation, not beside the median.
 */
export function StayDifference(props: {
  readonly stage: Stage;
  readonly of: keyof Pick<ComparedStay, 'medianDays' | 'medianDaysToAdvance'>;
}) {
  const words = useWords(COMPARE_WORDS);
  const format = useFormat();
  const compare = useContext(ComparedContext);
  const stay = compare?.timeInStage?.find(({ stage }) => stage === props.stage);
  const days = stay?.[props.of];
  if (stay === undefined || days === undefined || days.difference === null) return null;
  return (
    <Told
      amount={format.daysChange(days.difference)}
      verdict={null}
      title={[words.from(format.days(days.theirs)), words.curves[stay.verdict]].join('\n')}
    />
  );
}

/** Whether the page is held against something: for columns that then stand in a table. */
export function useIsCompared(): boolean {
  return useContext(ComparedContext) !== null;
}
