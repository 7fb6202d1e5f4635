/** What the parts of one funnel share: words, and the fills of outcomes. */
import type { Format } from '../../components/format.ts';
import type { Vocabulary } from '../../components/vocabulary.ts';
import type { ChartWords } from '../common/words.ts';
import type { OutcomePart } from './layout.ts';
import type { FunnelWords } from './words.ts';

/** The words of one funnel, read once and handed down. */
export interface Words {
  readonly own: FunnelWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

/** Ids of the patterns that every part of the funnel draws with. */
export const PATTERN_IDS = { skipped: 'funnel-skipped', open: 'funnel-open' } as const;

/** How an outcome is filled: a colour, or a pattern that says it without colour. */
export function outcomeFill(kind: OutcomePart['kind']) {
  if (kind === 'skippedAhead') return { fill: `url(#${PATTERN_IDS.skipped})` };
  if (kind === 'open') return { fill: `url(#${PATTERN_IDS.open})` };
  return { style: { fill: kind === 'lost' ? 'var(--lost)' : 'var(--advanced)' } };
}

/** A share 0..1 as a length in a drawing that stretches. */
export function percent(share: number): string {
  return `${share * 100}%`;
}
