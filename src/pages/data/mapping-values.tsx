/** Values of a file as ours: stages by their names, types of activities by the words of the rules. */
import { useState } from 'react';
import { dataSetStore, useDataSet } from '../../app/data-set.ts';
import {
  typesOfRules,
  type ColumnSource,
  type FileMapping,
  type StagedTable,
  type TableMapping,
} from '../../app/staged-file.ts';
import { useWords } from '../../components/language.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { StageValues } from './file-questions.tsx';
import { MAPPING_WORDS } from './mapping-words.ts';

/** Most values that are listed. */
const MOST = 60;

/** Whether a row of the file belongs to a table. */
function belongs(cell: string | null | undefined, rows: NonNullable<TableMapping['rows']>): boolean {
  const value = (cell ?? '').trim().toLowerCase();
  return rows.in.some((one) => one.trim().toLowerCase() === value) !== rows.not;
}

/** Values of the columns of a source that are known: mapped, asked for, or seen in the first rows of the table. */
export function valuesSeen(staged: StagedTable, table: TableMapping, source: ColumnSource): string[] {
  const { summary, rows: firstRows } = staged.recognised;
  const { columns, questions } = summary.reading;
  const isRead = (name: string | null) => name !== null && source.from.includes(name);
  const places = columns.flatMap(({ name }, place) => (isRead(name) ? [place] : []));
  const asked = questions.flatMap(({ question, column, values = [] }) =>
    question === 'stageNames' && isRead(column) ? values : [],
  );
  const { rows } = table;
  const filter = rows === null ? -1 : columns.findIndex(({ name }) => name === rows.column);
  const own = rows === null ? firstRows : firstRows.filter((row) => belongs(row[filter], rows));
  // the samples of a column are of all rows, whichever table they belong to
  const samples =
    rows === null ? columns.flatMap((column) => (isRead(column.name) ? column.samples : [])) : [];
  const cells = own.flatMap((row) => places.flatMap((place) => row[place] ?? []));
  const seen = new Map<string, string>();
  for (const value of [...Object.keys(source.values ?? {}), ...asked, ...samples, ...cells]) {
    const key = value.trim().toLowerCase();
    if (key !== '' && !seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()].slice(0, MOST);
}

function TypeName(props: { readonly id: number; readonly value: string; readonly written: string }) {
  const words = useWords(MAPPING_WORDS);
  const { staged } = useDataSet();
  const [draft, setDraft] = useState(props.written);
  const [last, setLast] = useState(props.written);
  if (last !== props.written) {
    setLast(props.written);
    setDraft(props.written);
  }
  const commit = () => {
    const type = draft.trim();
    if (type === '') setDraft(props.written);
    else if (type !== props.written)
      dataSetStore().staging.edit(props.id, { kind: 'type', value: props.value, type });
  };
  return (
    // the change counts when the field is left, so that no half a word is looked at
    <span onBlur={commit}>
      <TextField
        label={words.typeOf(props.value)}
        hideLabel
        value={draft}
        offers={typesOfRules(staged ?? [])}
        onChange={setDraft}
      />
    </span>
  );
}

/** The values of a table that are names of something of ours; nothing where it has none. */
export function MappingValues(props: {
  readonly id: number;
  readonly staged: StagedTable;
  readonly mapping: FileMapping;
  readonly table: TableMapping;
}) {
  const words = useWords(MAPPING_WORDS);
  const { id, staged, mapping, table } = props;
  const stage = table.table === 'stageHistory' ? table.columns['stage'] : undefined;
  const type = table.table === 'activities' ? table.columns['type'] : undefined;
  const source = stage ?? type;
  const [column] = source?.from ?? [];
  if (source === undefined || column === undefined) return null;
  const values = valuesSeen(staged, table, source);
  if (values.length === 0) return null;
  if (stage !== undefined) {
    return (
      <fieldset className="map-values">
        <legend>{words.values(column)}</legend>
        <StageValues id={id} mapping={mapping} column={column} values={values} />
      </fieldset>
    );
  }
  const written = new Map(
    Object.entries(source.values ?? {}).map(([value, own]) => [value.trim().toLowerCase(), own]),
  );
  return (
    <fieldset className="map-values">
      <legend>{words.typeValues(column)}</legend>
      <p className="quiet">{words.typeHelp}</p>
      <ul className="stage-values">
        {values.map((value) => (
          <li key={value}>
            <span className="stage-value" aria-hidden="true">
              {value}
            </span>
            <TypeName id={id} value={value} written={written.get(value.trim().toLowerCase()) ?? value} />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
