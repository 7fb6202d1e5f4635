/** One row of the list. */
import { memo } from 'react';
import type { LeadCell, LeadRow } from '../../app/leads.ts';
import type { Format } from '../../components/format.ts';
import type { Vocabulary } from '../../components/vocabulary.ts';
import { cellText, columnKind } from './lead-columns.ts';
import type { LeadsWords } from './words.ts';

/** What a `GridRow` takes. */
export interface GridRowProps {
  /** place in the list, from 0 */
  readonly index: number;
  /** null while it is not there yet */
  readonly row: LeadRow | null;
  readonly columns: readonly string[];
  readonly href: string | null;
  /** the Tab key stops here */
  readonly isTabStop: boolean;
  readonly format: Format;
  readonly words: LeadsWords;
  readonly vocabulary: Vocabulary;
  readonly onOpen: () => void;
}

/** Whether a cell has something to read that can name a link. */
function isText(cell: LeadCell | undefined): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}

/** A row that is a link to its lead; quiet bars until it is there. Drawn anew when its own parts change, not when it moves. */
export const GridRow = memo(
  function GridRow(props: GridRowProps) {
    const { index, row, columns, href, format, words, vocabulary } = props;
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        data-index={index}
        data-waiting={row === null}
        className="leads-row"
      >
        {columns.map((column, place) => {
          const text = row === null ? null : cellText(column, row.cells[place] ?? null, format, vocabulary);
          const isFirst = place === 0;
          return (
            <div
              key={column}
              role="gridcell"
              aria-colindex={place + 1}
              className="leads-cell"
              data-kind={columnKind(column)}
              {...(text === null ? {} : { title: text })}
            >
              {text === null || row === null || href === null ? (
                <span className="leads-wait">
                  {isFirst ? <span className="visually-hidden">{words.loading}</span> : null}
                </span>
              ) : isFirst ? (
                <a
                  href={href}
                  className="leads-open"
                  tabIndex={props.isTabStop ? 0 : -1}
                  {...(isText(row.cells[0]) ? {} : { 'aria-label': words.open(row.id) })}
                  onClick={props.onOpen}
                >
                  {text}
                </a>
              ) : (
                text
              )}
            </div>
          );
        })}
      </div>
    );
  },
  (a, b) =>
    a.index === b.index &&
    a.row === b.row &&
    a.columns === b.columns &&
    a.href === b.href &&
    a.isTabStop === b.isTabStop &&
    a.format === b.format &&
    a.words === b.words,
);
