/** What a funnel shows, as facts that words make a sentence of. */
import type { FunnelSection, StepFigures } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { chainSteps, FEW_LEADS, rateOf, type Rate } from '../common/steps.ts';

/** A step whose rate is known. */
export type KnownStep = StepFigures & { readonly rate: number; readonly low: number; readonly high: number };

/** Where a funnel is narrowest. */
export type FunnelFinding =
  | { readonly kind: 'tooFew'; readonly leads: number }
  | { readonly kind: 'single'; readonly step: KnownStep; readonly direct: Rate | null }
  | { readonly kind: 'narrowest'; readonly step: KnownStep; readonly direct: Rate | null }
  | { readonly kind: 'alike'; readonly steps: readonly KnownStep[]; readonly direct: Rate | null };

/** True where the rate of a step is known from leads enough to speak of. */
export function isKnown(step: StepFigures): step is KnownStep {
  return step.rate !== null && step.eligible >= FEW_LEADS;
}

/**
 * Where a funnel is narrowest. One step is named only where its interval lies below that of every other.
 * @param stages those with a row
 */
export function funnelFinding(funnel: FunnelSection, stages: readonly Stage[]): FunnelFinding {
  const known = chainSteps(funnel, stages)
    .filter(isKnown)
    .toSorted((a, b) => a.rate - b.rate);
  const [narrowest, ...others] = known;
  if (narrowest === undefined) return { kind: 'tooFew', leads: funnel.entered.lead };
  const hasDirect = stages.includes('mql') && funnel.routes.direct > 0 && funnel.entered.sql >= FEW_LEADS;
  const direct = hasDirect ? rateOf(funnel.routes.direct, funnel.entered.sql) : null;
  if (others.length === 0) return { kind: 'single', step: narrowest, direct };
  const alike = others.filter((step) => step.low <= narrowest.high);
  return alike.length === 0
    ? { kind: 'narrowest', step: narrowest, direct }
    : { kind: 'alike', steps: [narrowest, ...alike], direct };
}
