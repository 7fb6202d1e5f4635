/** Notes in time on the charts over time: a line at their period, and their words below. */
import { createContext, useContext } from 'react';
import { useFormat } from '../../components/format.ts';
import { catalogue, useWords } from '../../components/language.tsx';
import { cohortNumber, periodNumber } from '../../model/calendar-days.ts';
import type { CohortUnit } from '../../model/metrics-request.ts';
import './annotations.css';

/** A note at a local calendar day `YYYY-MM-DD`. */
export interface Note {
  readonly day: string;
  readonly text: string;
}

/** The notes of the workspace. */
export const AnnotationsContext = createContext<readonly Note[]>([]);

const WORDS = catalogue({ notes: 'Notes' }, { notes: 'Notizen' });

/** A note with the place of its period among those of a chart. */
export interface PlacedNote extends Note {
  readonly place: number;
}

/** Notes that fall into the periods of a chart, which are named as cohorts are and follow one another. */
export function placeNotes(notes: readonly Note[], periods: readonly string[]): PlacedNote[] {
  const [first = ''] = periods;
  const unit: CohortUnit = first.includes('W') ? 'week' : first.includes('Q') ? 'quarter' : 'month';
  const places = new Map(periods.map((period, place) => [cohortNumber(period), place]));
  return notes.flatMap((note) => {
    const place = places.get(periodNumber(note.day, unit));
    return place === undefined ? [] : [{ ...note, place }];
  });
}

/** Lines over a plot, one for each period with notes. The plot is as wide as its periods are together. */
export function NoteLines(props: { readonly periods: readonly string[] }) {
  const notes = placeNotes(useContext(AnnotationsContext), props.periods);
  return [...new Set(notes.map(({ place }) => place))].map((place) => (
    <span
      key={place}
      className="note-line"
      aria-hidden="true"
      style={{ insetInlineStart: `${((place + 0.5) / props.periods.length) * 100}%` }}
    />
  ));
}

/** The words of the notes that a chart shows. */
export function NoteList(props: { readonly periods: readonly string[] }) {
  const words = useWords(WORDS);
  const format = useFormat();
  const notes = placeNotes(useContext(AnnotationsContext), props.periods);
  if (notes.length === 0) return null;
  return (
    <ul className="note-list" aria-label={words.notes}>
      {notes.map(({ day, text }) => (
        <li key={`${day} ${text}`}>
          <span className="num">{format.calendarDay(day)}</span> {text}
        </li>
      ))}
    </ul>
  );
}
