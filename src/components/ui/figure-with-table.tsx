/** A chart with its finding as title, its definition below, and its numbers as a table one click away. */
import { useId, useState, type ReactNode } from 'react';
import { catalogue, useWords } from '../language.tsx';
import { Button } from './button.tsx';
import { TableUnseen } from './data-table.tsx';
import { Waiting } from './moving.tsx';
import './figure-with-table.css';

const WORDS = catalogue(
  { show: 'Numbers as table', hide: 'Hide table' },
  { show: 'Zahlen als Tabelle', hide: 'Tabelle ausblenden' },
);

/** What a `FigureWithTable` takes. */
export interface FigureWithTableProps {
  /** the finding, as a sentence */
  readonly title: string;
  /** what is counted, of whom, in which time */
  readonly definition: ReactNode;
  /** the chart */
  readonly children: ReactNode;
  /** the numbers: one `DataTable`, or several */
  readonly table: ReactNode;
  /** controls that belong to this chart alone, beside the table's button */
  readonly actions?: ReactNode;
  /** newer figures are on their way */
  readonly pending?: boolean;
  /** level of the title in the page; 2 unless told */
  readonly level?: 2 | 3;
}

/** A chart of a page. The table is there for assistive technology also while it is folded away. */
export function FigureWithTable(props: FigureWithTableProps) {
  const words = useWords(WORDS);
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const tableId = useId();
  const Title = props.level === 3 ? 'h3' : 'h2';
  return (
    <section className="ui-figure" aria-labelledby={titleId} aria-busy={props.pending === true}>
      <header className="ui-figure-head">
        <div className="ui-figure-words">
          <Title id={titleId} className="ui-figure-title">
            {props.title}
          </Title>
          <p className="ui-figure-definition">{props.definition}</p>
        </div>
        <div className="ui-figure-actions no-print">
          {props.actions}
          <Button
            kind="quiet"
            icon="table"
            aria-expanded={open}
            aria-controls={tableId}
            onClick={() => setOpen(!open)}
          >
            {open ? words.hide : words.show}
          </Button>
        </div>
      </header>
      <div className="ui-figure-chart dimmable" data-pending={props.pending === true}>
        {props.children}
      </div>
      <div id={tableId} className={open ? 'ui-figure-table' : 'visually-hidden'}>
        <TableUnseen value={!open}>
          <Waiting seen={open}>{props.table}</Waiting>
        </TableUnseen>
      </div>
    </section>
  );
}
