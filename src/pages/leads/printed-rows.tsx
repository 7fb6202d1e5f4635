/** The first rows of the list on paper, where nothing scrolls. */
import { memo } from 'react';
import type { LeadRow } from '../../app/leads.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { cellText, columnName } from './lead-columns.ts';
import { LEADS_WORDS } from './words.ts';

/** Rows that are printed. */
const PRINTED = 50;

/** A plain table that is there in print alone. */
export const PrintedRows = memo(function PrintedRows(props: {
  readonly rows: readonly LeadRow[];
  readonly columns: readonly string[];
  readonly total: number;
}) {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { columns, total } = props;
  const rows = props.rows.slice(0, PRINTED);
  return (
    <table className="ui-table leads-printed">
      <caption className="ui-table-caption">
        {words.printed(format.count(rows.length), format.count(total))}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {columnName(column, words, vocabulary)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.ordinal}>
            {columns.map((column, place) => (
              <td key={column}>{cellText(column, row.cells[place] ?? null, format, vocabulary)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
