/** Numbers and marks that open the leads which they count. Where the list is, the app says; charts know only the mark. */
import {
  createContext,
  useContext,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { Mark } from '../model/mark.ts';
import { catalogue, useWords } from './language.tsx';
import { TableUnseen } from './ui/data-table.tsx';
import './leads-link.css';

/** Address of the list of the leads behind a mark; null where there is none, as in a report without lists. */
export const LeadsLinkContext = createContext<(mark: Mark) => string | null>(() => null);

const WORDS = catalogue({ open: 'Show these leads' }, { open: 'Diese Leads zeigen' });

/** Addresses of the lists behind marks; null for each in a table that is only read by assistive technology. */
export function useLeadsHref(): (mark: Mark | null) => string | null {
  const hrefOf = useContext(LeadsLinkContext);
  const unseen = useContext(TableUnseen);
  return (mark) => (mark === null || unseen ? null : hrefOf(mark));
}

/**
 * A number that opens the leads it counts.
 * @param props.mark counts exactly what the number says; null where no mark does, so that the number stays plain text
 */
export function LeadsLink(props: { readonly mark: Mark | null; readonly children: ReactNode }) {
  const words = useWords(WORDS);
  const href = useLeadsHref()(props.mark);
  if (href === null) return props.children;
  return (
    <a className="leads-link" href={href} title={words.open}>
      {props.children}
    </a>
  );
}

/** What a plot under a slider of the browser takes, so that it opens the leads of what is pointed at. */
export interface PlotLeads {
  readonly onPointerDown?: (event: PointerEvent<HTMLElement>) => void;
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly title?: string;
}

/**
 * Handlers for a plot that a slider covers: a click of the mouse or Enter opens the leads of the mark that is pointed at.
 * A finger only points: it could not read the figure first.
 * @param mark what is pointed at; null = nothing
 */
export function usePlotLeads(mark: Mark | null): PlotLeads {
  const words = useWords(WORDS);
  const href = useLeadsHref()(mark);
  const pointer = useRef('mouse');
  if (href === null) return {};
  const open = () => window.location.assign(href);
  return {
    title: words.open,
    onPointerDown: (event) => {
      pointer.current = event.pointerType;
    },
    onClick: () => pointer.current === 'mouse' && open(),
    onKeyDown: (event) => event.key === 'Enter' && open(),
  };
}
