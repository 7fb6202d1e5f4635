/** The way of a drag to the screen: newest request wins, one in flight, one commit in each animation frame. */

/** Asks for answers while requests come faster than answers do. */
export interface NewestWins<Q> {
  /** Asks; what was asked before and has not started yet is forgotten. */
  readonly ask: (question: Q) => void;
  /** Forgets what waits and what comes back from now on. */
  readonly stop: () => void;
}

/**
 * @param answer answers one question; called again only when the last call has settled
 * @param commit takes an answer, at most one in a frame, always the newest
 * @param fail takes the error of a question that is still wanted
 * @param frame calls back before the next picture: `requestAnimationFrame`
 */
export function newestWins<Q, A>(
  answer: (question: Q) => Promise<A>,
  commit: (answer: A, question: Q) => void,
  fail: (error: unknown) => void,
  frame: (paint: () => void) => void,
): NewestWins<Q> {
  let waiting: { readonly question: Q } | null = null;
  let inFlight = false;
  let era = 0;
  let fresh: { readonly answer: A; readonly question: Q } | null = null;
  let framed = false;

  const paint = () => {
    framed = false;
    const last = fresh;
    fresh = null;
    if (last !== null) commit(last.answer, last.question);
  };
  const next = async (): Promise<void> => {
    while (waiting !== null) {
      const { question } = waiting;
      const asked = era;
      waiting = null;
      try {
        const got = await answer(question);
        if (asked !== era) continue;
        fresh = { answer: got, question };
        if (!framed) {
          framed = true;
          frame(paint);
        }
      } catch (error) {
        if (asked === era) fail(error);
      }
    }
    inFlight = false;
  };
  return {
    ask: (question) => {
      waiting = { question };
      if (inFlight) return;
      inFlight = true;
      void next();
    },
    stop: () => {
      era++;
      waiting = null;
      fresh = null;
    },
  };
}
