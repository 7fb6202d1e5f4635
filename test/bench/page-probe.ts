/** Runs inside the page before the app: times what the hand causes, and reaches the data worker. */
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import type { MetricsRequest } from '../../src/model/metrics-request.ts';
import type { Call, FromWorker, ToWorker } from '../../src/workspace/messages.ts';
import type { Question } from './ticks.ts';

/** A User Timing measure of the app, milliseconds since the page was asked for. */
export interface AppMeasure {
  readonly name: string;
  readonly start: number;
  readonly duration: number;
  /** the data worker's part; null where the measure has none */
  readonly inWorker: number | null;
}

/** One picture that the hand caused. */
export interface Painted {
  /** from the input event to the end of the frame that shows the figures */
  readonly fromInput: number;
  /** the same from the moment at which the page was told of the event */
  readonly fromDispatch: number;
  /** the data worker's part of it */
  readonly inWorker: number;
  /** share of the leads that are MQL in it, 0..1 */
  readonly mqlShare: number;
}

/** What the bench can ask of the page. */
export interface Probe {
  readonly measures: AppMeasure[];
  readonly painted: Painted[];
  /** when the funnel was first on screen, milliseconds since the page was asked for; null before */
  firstChart: number | null;
  /** the last answer to the app itself, with its question */
  lastAnswer: { readonly question: Question; readonly document: MetricsDocument } | null;
  /** what the app asks for while a hand moves: the fewest sections that it asked for */
  onScreen: MetricsRequest | null;
  /** questions of the app that are not answered yet */
  unanswered(): number;
  /** Asks the data worker past the app; resolves with the answer and the worker's milliseconds. */
  ask(call: Call): Promise<{ readonly value: unknown; readonly milliseconds: number }>;
}

declare global {
  interface Window {
    bench: Probe;
  }
}

/** Installs `window.bench`. Sent to the page as text: it may use nothing from outside of itself. */
export function installProbe(): void {
  type Answer = Extract<FromWorker, { kind: 'answer' }>;
  interface Asked {
    readonly question: Question;
    readonly input: number | null;
    readonly dispatch: number;
  }
  interface Answered extends Asked {
    readonly inWorker: number;
    readonly mqlShare: number;
  }
  /** ids that the app never comes to */
  let nextId = 1e9;
  let worker: Worker | null = null;
  let input: { readonly at: number; readonly dispatch: number } | null = null;
  /** answered, not drawn yet */
  let fresh: Answered | null = null;
  /** drawn, not painted yet */
  let drawn: Answered | null = null;
  const asked = new Map<number, Asked>();
  const own = new Map<number, (answer: Answer) => void>();

  const probe: Probe = {
    measures: [],
    painted: [],
    firstChart: null,
    lastAnswer: null,
    onScreen: null,
    unanswered: () => asked.size,
    ask(call) {
      if (worker === null) throw new Error('The app has no data worker yet');
      const id = nextId++;
      const answer = new Promise<Answer>((resolve) => own.set(id, resolve));
      worker.postMessage({ kind: 'call', id, call } satisfies ToWorker);
      return answer;
    },
  };
  window.bench = probe;

  function reach(made: Worker): void {
    worker = made;
    made.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'progress' || data.kind === 'status') return;
      const question = asked.get(data.id);
      asked.delete(data.id);
      if (data.kind !== 'answer') return;
      own.get(data.id)?.(data);
      own.delete(data.id);
      if (question === undefined) return;
      probe.lastAnswer = { question: question.question, document: data.value as MetricsDocument };
      const { entered } = (data.value as MetricsDocument).funnel ?? {};
      const mqlShare = entered === undefined ? NaN : entered.mql / entered.lead;
      fresh = { ...question, inWorker: data.milliseconds, mqlShare };
      // asked for before the app asks: it draws in the same frame
      lookAfterFrame();
    });
    const send = made.postMessage.bind(made);
    made.postMessage = (message: ToWorker, options?: StructuredSerializeOptions | Transferable[]): void => {
      if (message.kind === 'call' && message.call.name === 'metrics' && !own.has(message.id)) {
        const { request, model } = message.call;
        const [at, dispatch] = [input?.at ?? null, input?.dispatch ?? 0];
        if (at !== null && request.sections.length < (probe.onScreen?.sections.length ?? Infinity))
          probe.onScreen = request;
        asked.set(message.id, { question: { request, model }, input: at, dispatch });
      }
      send(message, options as StructuredSerializeOptions);
    };
  }
  window.Worker = new Proxy(Worker, {
    construct(target, parts: ConstructorParameters<typeof Worker>) {
      const made = new target(...parts);
      reach(made);
      return made;
    },
  });

  new PerformanceObserver((list) => {
    for (const { name, startTime, duration, detail } of list.getEntries() as PerformanceMeasure[]) {
      const inWorker = (detail as { milliseconds?: number } | null)?.milliseconds ?? null;
      if (name.startsWith('leadscope:')) probe.measures.push({ name, start: startTime, duration, inWorker });
    }
  }).observe({ type: 'measure', buffered: true });

  // The page asks for figures before the move is handed out with the next picture.
  for (const name of ['pointerrawupdate', 'pointermove']) {
    const hear = (event: Event) => {
      const { buttons, timeStamp } = event as PointerEvent;
      input = buttons === 0 ? null : { at: timeStamp, dispatch: performance.now() };
    };
    window.addEventListener(name, hear, true);
  }

  window.addEventListener('pointerup', () => void (input = null), true);

  // A message that is sent while a frame is made arrives when that frame is painted.
  const channel = new MessageChannel();
  let looking = false;
  const lookAfterFrame = (): void => {
    if (looking) return;
    looking = true;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  channel.port1.addEventListener('message', () => {
    const now = performance.now();
    looking = false;
    if (probe.firstChart === null && document.querySelector('.funnel-rows') !== null) probe.firstChart = now;
    if (drawn !== null && drawn.input !== null) {
      const { input: at, dispatch, inWorker, mqlShare } = drawn;
      probe.painted.push({ fromInput: now - at, fromDispatch: now - dispatch, inWorker, mqlShare });
    }
    drawn = null;
  });
  channel.port1.start();

  new MutationObserver((records) => {
    if (probe.firstChart === null && document.querySelector('.funnel-rows') !== null) lookAfterFrame();
    if (fresh === null) return;
    const isFigure = records.some(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest('.funnel-content, .dock-figures') != null;
    });
    if (!isFigure) return;
    drawn = fresh;
    fresh = null;
    lookAfterFrame();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
