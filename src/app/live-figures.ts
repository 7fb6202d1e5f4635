/** Figures under a moving hand: what is on screen follows at once, the rest of the page when the hand rests. */
import type { MetricsDocument } from '../model/metrics-document.ts';
import type { MetricsRequest, SectionName } from '../model/metrics-request.ts';
import { newestWins } from './newest-wins.ts';
import { THRESHOLDS, type ThresholdChanges } from './view-parts.ts';

/** How long a hand has to stay before it counts as resting, ms. */
const REST = 150;

/** What is asked for while minimums move. */
export interface LiveQuestion {
  readonly request: MetricsRequest;
  /** those of its sections that are on screen */
  readonly seen: readonly SectionName[];
  readonly changes: ThresholdChanges | null;
}

/** The last answer; one for each place that shows figures. */
export interface LiveFigures {
  /** sections that were not on screen are from the last rest of the hand, or missing; null before the first answer */
  readonly get: () => Partial<MetricsDocument> | null;
  readonly subscribe: (changed: () => void) => () => void;
  /** Asks, unless just that is what was asked for last. */
  readonly ask: (question: LiveQuestion) => void;
  readonly clear: () => void;
}

function sameChanges(a: ThresholdChanges | null, b: ThresholdChanges | null): boolean {
  return THRESHOLDS.every((name) => a?.[name] === b?.[name]);
}

/** The part of a question's request that is on screen; the request itself where all of it is. */
function onScreen({ request, seen }: LiveQuestion): MetricsRequest {
  const sections = request.sections.filter((section) => seen.includes(section));
  if (sections.length === request.sections.length) return request;
  return { ...request, sections, breakdowns: sections.includes('breakdowns') ? request.breakdowns : [] };
}

/**
 * @param answer answers one request under minimums that differ from the model's own
 * @param frame calls back before the next picture: `inNextFrame`
 */
export function createLiveFigures(
  answer: (request: MetricsRequest, changes: ThresholdChanges | null) => Promise<MetricsDocument>,
  frame: (paint: () => void) => void,
): LiveFigures {
  const listeners = new Set<() => void>();
  let document: Partial<MetricsDocument> | null = null;
  let whole: MetricsDocument | null = null;
  let last: LiveQuestion | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const set = (next: Partial<MetricsDocument> | null) => {
    if (document === next) return;
    document = next;
    listeners.forEach((changed) => changed());
  };
  interface Asked {
    readonly request: MetricsRequest;
    readonly changes: ThresholdChanges | null;
    readonly isWhole: boolean;
  }
  const line = newestWins<Asked, MetricsDocument>(
    ({ request, changes }) => answer(request, changes),
    (next, { isWhole }) => {
      if (isWhole) whole = next;
      set(isWhole ? next : { ...whole, ...next });
    },
    // What fails under the hand fails again on release, where it is said.
    () => undefined,
    frame,
  );
  return {
    get: () => document,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    ask: (question) => {
      if (
        last?.request === question.request &&
        last.seen === question.seen &&
        sameChanges(last.changes, question.changes)
      )
        return;
      last = question;
      clearTimeout(rest);
      const { request, changes } = question;
      const now = onScreen(question);
      line.ask({ request: now, changes, isWhole: now === request });
      if (now !== request) rest = setTimeout(() => line.ask({ request, changes, isWhole: true }), REST);
    },
    clear: () => {
      clearTimeout(rest);
      last = null;
      whole = null;
      line.stop();
      set(null);
    },
  };
}
