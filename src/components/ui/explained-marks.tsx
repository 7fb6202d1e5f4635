/**
 * Many marks with one explanation: cells of a heat table, bars of a histogram. One tab stop, arrow keys from mark to
 * mark, one popover; so that a hundred marks cost a hundred elements and no more.
 */
import {
  createContext,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { Mark } from '../../model/mark.ts';
import { useLeadsHref } from '../leads-link.tsx';
import { Explanation, type Fact } from './explained.tsx';
import { putBeside } from './popover.ts';
import './explained.css';
import './explained-marks.css';

/** What a mark says when it is pointed at. */
export interface MarkExplanation {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly definition?: string;
}

/** Id of the popover of the group that a mark stands in. */
const GroupContext = createContext<string | undefined>(undefined);

interface Place {
  readonly row: number;
  readonly column: number;
}

function placeOf(mark: HTMLElement): Place {
  return { row: Number(mark.dataset['row']), column: Number(mark.dataset['column']) };
}

function markAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-explained]') : null;
}

/** The mark next to one in the direction of a key; null where there is none. */
export function nextPlace(key: string, from: Place, places: readonly Place[]): Place | null {
  const sameRow = (sign: number) =>
    places
      .filter(({ row, column }) => row === from.row && (column - from.column) * sign > 0)
      .toSorted((a, b) => (a.column - b.column) * sign);
  const otherRow = (sign: number) =>
    places
      .filter(({ row }) => (row - from.row) * sign > 0)
      .toSorted(
        (a, b) =>
          (a.row - b.row) * sign || Math.abs(a.column - from.column) - Math.abs(b.column - from.column),
      );
  switch (key) {
    case 'ArrowRight':
      return sameRow(1)[0] ?? null;
    case 'ArrowLeft':
      return sameRow(-1)[0] ?? null;
    case 'End':
      return sameRow(1).at(-1) ?? null;
    case 'Home':
      return sameRow(-1).at(-1) ?? null;
    case 'ArrowDown':
      return otherRow(1)[0] ?? null;
    case 'ArrowUp':
      return otherRow(-1)[0] ?? null;
    default:
      return null;
  }
}

/**
 * The marks with their explanation. Arrow keys move from mark to mark, Escape closes the explanation.
 * @param props.explain what the mark of a key says; null for a key that is none
 */
export function ExplainedMarks(props: {
  readonly explain: (key: string) => MarkExplanation | null;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const popover = useRef<HTMLSpanElement>(null);
  const waiting = useRef(0);
  const readsFirst = useRef(false);
  const [mark, setMark] = useState<HTMLElement | null>(null);
  const key = mark?.dataset['explained'] ?? null;
  const explanation = key === null ? null : props.explain(key);
  const anchor = explanation === null ? null : mark;

  const marks = () => [...(group.current?.querySelectorAll<HTMLElement>('[data-explained]') ?? [])];
  const makeStop = (stop: HTMLElement) => {
    for (const other of marks()) if (other !== stop) other.tabIndex = -1;
    stop.tabIndex = 0;
  };
  // The tab stop is the element's own: a state would draw every mark anew with each arrow key.
  useEffect(() => {
    const all = marks();
    const [first] = all;
    if (first !== undefined && !all.some((one) => one.tabIndex === 0)) first.tabIndex = 0;
  });
  useEffect(() => {
    const box = popover.current;
    if (box === null || anchor === null) return undefined;
    box.showPopover();
    putBeside(box, anchor, 'center');
    const hide = () => setMark(null);
    window.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      window.removeEventListener('scroll', hide, { capture: true });
      if (box.matches(':popover-open')) box.hidePopover();
    };
  }, [anchor]);
  useEffect(() => () => clearTimeout(waiting.current), []);

  const show = (pointed: HTMLElement, after: number) => {
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => setMark(pointed), after);
  };
  const hide = () => {
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => setMark(null), 120);
  };
  const press = (event: KeyboardEvent) => {
    const pointed = markAt(event.target);
    if (event.key === 'Escape') setMark(null);
    if (pointed === null) return;
    const all = marks();
    const next = nextPlace(event.key, placeOf(pointed), all.map(placeOf));
    if (next === null) return;
    event.preventDefault();
    all
      .find((other) => {
        const { row, column } = placeOf(other);
        return row === next.row && column === next.column;
      })
      ?.focus();
  };
  return (
    <div
      ref={group}
      role="presentation"
      className={props.className}
      onPointerOver={(event) => {
        const pointed = markAt(event.target);
        if (event.pointerType === 'mouse' && pointed !== null) show(pointed, anchor === null ? 150 : 0);
        else if (event.pointerType === 'mouse' && markAt(event.relatedTarget) !== null) hide();
      }}
      onPointerLeave={(event) => event.pointerType === 'mouse' && hide()}
      onPointerDown={(event) => {
        const pointed = markAt(event.target);
        readsFirst.current = event.pointerType !== 'mouse' && pointed !== null && pointed !== anchor;
      }}
      onClick={(event) => {
        const pointed = markAt(event.target);
        if (pointed === null) return;
        // A finger reads first; the second tap follows the link.
        if (readsFirst.current) event.preventDefault();
        readsFirst.current = false;
        show(pointed, 0);
      }}
      onFocus={(event) => {
        const pointed = markAt(event.target);
        if (pointed === null) return;
        makeStop(pointed);
        show(pointed, 0);
      }}
      onBlur={hide}
      onKeyDown={press}
    >
      <GroupContext value={id}>{props.children}</GroupContext>
      <span ref={popover} id={id} role="tooltip" popover="manual" className="ui-explained-popover">
        {explanation === null ? null : <Explanation {...explanation} />}
      </span>
    </div>
  );
}

/** What an `ExplainedMark` takes. */
export interface ExplainedMarkProps {
  /** key under which the group explains it, unique in the group */
  readonly name: string;
  /** place among the marks, for the arrow keys */
  readonly row: number;
  readonly column: number;
  /** opens the leads that it counts; null = it only explains */
  readonly mark: Mark | null;
  /** what it is called where it holds no text */
  readonly label?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** further `data-` attributes, by which styles tell its kinds */
  readonly data?: Readonly<Record<string, string>>;
  readonly children?: ReactNode;
}

/** One mark of an `ExplainedMarks`. */
export function ExplainedMark(props: ExplainedMarkProps) {
  const describedBy = useContext(GroupContext);
  const href = useLeadsHref()(props.mark);
  const shared = {
    className: `ui-marked ${props.className ?? ''}`,
    style: props.style,
    tabIndex: -1,
    ...Object.fromEntries(Object.entries(props.data ?? {}).map(([name, value]) => [`data-${name}`, value])),
    'data-explained': props.name,
    'data-row': props.row,
    'data-column': props.column,
    'aria-label': props.label,
    'aria-describedby': describedBy,
  };
  return href === null ? (
    <button type="button" {...shared}>
      {props.children}
    </button>
  ) : (
    <a href={href} {...shared}>
      {props.children}
    </a>
  );
}
