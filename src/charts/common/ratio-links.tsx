/** Converted of counted leads, each number opening its leads. */
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import type { Mark } from '../../model/mark.ts';
import type { Stage } from '../../model/stages.ts';
import { CHART_WORDS } from './words.ts';

/** Cohort and value of a breakdown within which a figure counts. */
export type MarkScope = Pick<Mark, 'cohort' | 'segment'>;

/** What a step counts, as a mark. */
export function stepMark(
  from: Stage,
  to: Stage,
  count: 'entered' | 'eligible' | 'converted' | 'immature' | 'immatureConverted',
  scope: MarkScope = {},
): Mark {
  return { figure: { of: 'step', from, to, count }, ...scope };
}

/** `71 of 358`, both numbers linked. */
export function RatioLinks(props: {
  readonly from: Stage;
  readonly to: Stage;
  readonly converted: number;
  readonly eligible: number;
  readonly scope?: MarkScope;
  /** those that are too young for the window, as a ratio of their own */
  readonly young?: boolean;
}) {
  const { from, to, scope } = props;
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const young = props.young === true;
  return (
    <>
      <LeadsLink mark={stepMark(from, to, young ? 'immatureConverted' : 'converted', scope)}>
        {format.count(props.converted)}
      </LeadsLink>{' '}
      {shared.of}{' '}
      <LeadsLink mark={stepMark(from, to, young ? 'immature' : 'eligible', scope)}>
        {format.count(props.eligible)}
      </LeadsLink>
    </>
  );
}
