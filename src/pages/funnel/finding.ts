/** What the funnel as a whole says, as facts that words make a sentence of. */
import { isKnown, type KnownStep } from '../../charts/funnel/finding.ts';
import { FEW_LEADS, findStep, shownStages } from '../../charts/common/steps.ts';
import type { FunnelSection, MetricsDocument, StepFigures } from '../../model/metrics-document.ts';
import type { Basis, Stage } from '../../model/stages.ts';

type Pair = readonly [Stage, Stage];

/** Pairs of steps for the sentence, the one that says most first. */
const PAIRS: readonly (readonly [Pair, Pair])[] = [
  [
    ['lead', 'sql'],
    ['sql', 'customer'],
  ],
  [
    ['lead', 'mql'],
    ['mql', 'sql'],
  ],
  [
    ['lead', 'opportunity'],
    ['opportunity', 'customer'],
  ],
];

const SINGLE: readonly Pair[] = [
  ['lead', 'customer'],
  ['lead', 'sql'],
  ['lead', 'mql'],
];

/** Steps that the page speaks of at its top: two that follow one another, one, or none that has leads enough. */
export function headlineSteps(funnel: FunnelSection, basis: Basis): readonly KnownStep[] {
  const stages = shownStages([funnel.entered], basis);
  const known = ([from, to]: Pair): KnownStep[] => {
    const step = stages.includes(from) && stages.includes(to) ? findStep(funnel.steps, from, to) : null;
    return step !== null && isKnown(step) ? [step] : [];
  };
  for (const [first, second] of PAIRS) {
    const both = [...known(first), ...known(second)];
    if (both.length === 2) return both;
  }
  return SINGLE.flatMap(known).slice(0, 1);
}

/** A step that a model's minimums leave to nobody or to everybody. */
export interface UnsortedStep {
  readonly to: 'mql' | 'sql';
  readonly who: 'nobody' | 'everybody';
}

/**
 * Steps in which a model sorts nothing out: nobody or everybody takes them. Empty where it sorts, and where a window or
 * too few leads may be the cause.
 */
export function unsortedSteps({
  funnel,
  basis,
  windowDays,
}: Pick<MetricsDocument, 'funnel' | 'basis' | 'windowDays'>): readonly UnsortedStep[] {
  if (funnel === undefined || basis === 'recorded' || windowDays !== null) return [];
  return (['mql', 'sql'] as const).flatMap((to): UnsortedStep[] => {
    const step = findStep(funnel.steps, to === 'mql' ? 'lead' : 'mql', to);
    if (step === null || step.eligible < FEW_LEADS) return [];
    if (step.converted === 0) return [{ to, who: 'nobody' }];
    return step.converted === step.eligible ? [{ to, who: 'everybody' }] : [];
  });
}

const KEY_STEPS: readonly Pair[] = [
  ['lead', 'mql'],
  ['mql', 'sql'],
  ['lead', 'sql'],
  ['sql', 'customer'],
];
const SPARE_STEPS: readonly Pair[] = [
  ['lead', 'customer'],
  ['opportunity', 'customer'],
  ['sql', 'opportunity'],
];

/** The steps of the key figures: the usual four, where a data set lacks some of their stages others that it has. */
export function keySteps(funnel: FunnelSection, basis: Basis): readonly StepFigures[] {
  const stages = shownStages([funnel.entered], basis);
  const used = (pairs: readonly Pair[]) =>
    pairs.flatMap(([from, to]) =>
      stages.includes(from) && stages.includes(to) ? (findStep(funnel.steps, from, to) ?? []) : [],
    );
  const own = used(KEY_STEPS);
  return own.length === KEY_STEPS.length ? own : [...own, ...used(SPARE_STEPS)].slice(0, KEY_STEPS.length);
}
