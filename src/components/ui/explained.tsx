/** A figure that says on hover and focus what it is: numerator, denominator, interval, definition. */
import {
  useEffect,
  useId,
  useRef,
  useState,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { Mark } from '../../model/mark.ts';
import { useLeadsHref } from '../leads-link.tsx';
import { Waiting } from './moving.tsx';
import { putBeside } from './popover.ts';
import './explained.css';

/** One line of an explanation: a name and a value that is already formatted. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** The explanation itself, for places that have a hover of their own. */
export function Explanation(props: {
  readonly title?: string;
  readonly facts?: readonly Fact[];
  readonly definition?: string;
}) {
  const { facts = [] } = props;
  return (
    <>
      {props.title === undefined ? null : <span className="ui-explained-title">{props.title}</span>}
      {facts.length === 0 ? null : (
        <span className="ui-explained-facts">
          {facts.map((fact) => (
            <span key={fact.label} className="ui-explained-fact">
              <span>{fact.label}</span>
              <span className="num">{fact.value}</span>
            </span>
          ))}
        </span>
      )}
      {props.definition === undefined ? null : (
        <span className="ui-explained-definition">{props.definition}</span>
      )}
    </>
  );
}

/**
 * Wraps a figure. The explanation opens under the pointer and under the focus, stays while the pointer is on it, closes
 * on Escape, and is the figure's description for assistive technology whether it is open or not. A figure with a mark
 * opens its leads; a finger reads the explanation first, and opens them with the second tap.
 */
export function Explained(props: {
  readonly children: ReactNode;
  readonly title?: string;
  readonly facts?: readonly Fact[];
  readonly definition?: string;
  /** what a figure without text is called */
  readonly label?: string;
  /** `mark` underlines words that have a definition; figures stay as they are */
  readonly look?: 'plain' | 'mark';
  /** counts exactly what the figure says, of a rate those that converted */
  readonly mark?: Mark | null;
}) {
  const { children, label, look = 'plain', mark = null, ...explanation } = props;
  const href = useLeadsHref()(mark);
  const [open, setOpen] = useState(false);
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const popover = useRef<HTMLSpanElement>(null);
  const waiting = useRef(0);
  const readsFirst = useRef(false);

  useEffect(() => {
    const box = popover.current;
    const figure = anchor.current;
    if (!open || box === null || figure === null) return undefined;
    box.showPopover();
    putBeside(box, figure, 'center');
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    const leave = () => setOpen(false);
    document.addEventListener('keydown', close);
    window.addEventListener('scroll', leave, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', close);
      window.removeEventListener('scroll', leave, { capture: true });
      if (box.matches(':popover-open')) box.hidePopover();
    };
  }, [open]);
  useEffect(() => () => clearTimeout(waiting.current), []);

  const enter = (after: number) => {
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => setOpen(true), after);
  };
  const leave = () => {
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => setOpen(false), 120);
  };
  const putAnchor = (element: HTMLElement | null) => {
    anchor.current = element;
  };
  const shared = {
    className: look === 'mark' ? 'ui-explained-anchor ui-explained-mark' : 'ui-explained-anchor',
    'aria-label': label,
    'aria-describedby': id,
    onFocus: () => enter(0),
    onBlur: leave,
  };
  return (
    <span
      className="ui-explained"
      onPointerEnter={(event) => event.pointerType === 'mouse' && enter(150)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && leave()}
    >
      {href === null ? (
        <button {...shared} ref={putAnchor} type="button" onClick={() => enter(0)}>
          {children}
        </button>
      ) : (
        <a
          {...shared}
          ref={putAnchor}
          href={href}
          onPointerDown={(event: PointerEvent) => {
            readsFirst.current = event.pointerType !== 'mouse' && !open;
          }}
          onClick={(event: MouseEvent) => {
            if (!readsFirst.current) return;
            readsFirst.current = false;
            event.preventDefault();
            enter(0);
          }}
        >
          {children}
        </a>
      )}
      <span ref={popover} id={id} role="tooltip" popover="manual" className="ui-explained-popover">
        <Waiting seen={open}>
          <Explanation {...explanation} />
        </Waiting>
      </span>
    </span>
  );
}
