/** The columns of one file: what each was taken for and why, how to take it otherwise, and what the first rows become. */
import { useId, useState } from 'react';
import { dataSetStore } from '../../app/data-set.ts';
import { keepsOthers, usesOf } from '../../app/edit-mapping.ts';
import {
  isCustom,
  mappingOf,
  type ColumnReport,
  type FileMapping,
  type StagedTable,
  type TableKind,
  type TableMapping,
} from '../../app/staged-file.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Segmented } from '../../components/ui/segmented.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { shortChoice } from './column-use.ts';
import { bareName, downloadText } from './download.ts';
import { FILE_WORDS } from './file-words.ts';
import { MappedColumn } from './mapped-column.tsx';
import { MappingPreview } from './mapping-preview.tsx';
import { MappingValues } from './mapping-values.tsx';
import { MAPPING_WORDS } from './mapping-words.ts';
import { REPORT_WORDS } from './report-words.ts';
import { DATA_WORDS } from './words.ts';

const KINDS: readonly TableKind[] = ['leads', 'activities', 'stageHistory', 'opportunities'];
/** With more columns a search is offered. */
const FEW_COLUMNS = 12;

interface StepProps {
  readonly id: number;
  readonly name: string;
  readonly staged: StagedTable;
}

function TableChoices(props: { readonly id: number; readonly mapping: FileMapping }) {
  const words = useWords(MAPPING_WORDS);
  const { tables } = useWords(DATA_WORDS);
  return (
    <fieldset className="map-tables">
      <legend className="ui-field-label">{words.tables}</legend>
      {KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={props.mapping.tables.some(({ table }) => table === kind)}
            onChange={(event) =>
              dataSetStore().staging.edit(props.id, {
                kind: 'table',
                table: kind,
                isGiven: event.target.checked,
              })
            }
          />
          {tables[kind]}
        </label>
      ))}
    </fieldset>
  );
}

/** Which rows of the file a table takes; empty where it takes all. */
function RowsSentence(props: { readonly table: TableMapping }) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const { rows, perLead } = props.table;
  if (perLead) return <p className="quiet">{words.perLead}</p>;
  if (rows === null) return null;
  const named = rows.in.filter((value) => value !== '');
  const values = shortChoice(named, words, format);
  const text =
    named.length === 0
      ? words.rowsFilled(rows.column)
      : rows.not
        ? words.rowsNot(rows.column, values)
        : words.rowsOnly(rows.column, values);
  return <p className="quiet">{text}</p>;
}

function Toolbar(props: StepProps & { readonly onClose: () => void }) {
  const words = useWords(MAPPING_WORDS);
  const { id, name, staged } = props;
  const { staging } = dataSetStore();
  return (
    <div className="map-toolbar">
      <Button disabled={staged.edits.length === 0} onClick={() => staging.undo(id)}>
        {words.undo}
      </Button>
      <Button disabled={!isCustom(staged)} onClick={() => staging.reset(id)}>
        {words.reset}
      </Button>
      <Button
        onClick={() =>
          downloadText(`leadscope-mapping-${bareName(name)}.json`, 'application/json', [
            `${JSON.stringify(mappingOf(staged), null, 2)}\n`,
          ])
        }
      >
        {words.save}
      </Button>
      <Button kind="quiet" onClick={props.onClose}>
        {words.done}
      </Button>
    </div>
  );
}

function holds(report: ColumnReport, text: string): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  return [report.name, ...report.samples].some((one) => one.toLocaleLowerCase().includes(wanted));
}

function ColumnList(props: StepProps & { readonly mapping: FileMapping; readonly table: TableMapping }) {
  const words = useWords(MAPPING_WORDS);
  const format = useFormat();
  const [search, setSearch] = useState('');
  const { id, staged, mapping, table } = props;
  const { columns } = staged.recognised.summary.reading;
  const found = search.trim() === '' ? columns : columns.filter((report) => holds(report, search));
  const counts = (report: ColumnReport) => usesOf(table, report.name).length > 0;
  const used = found.filter(counts);
  const others = found.filter((report) => !counts(report));
  const list = (reports: readonly ColumnReport[], label: string) => (
    <ul className="map-columns" aria-label={label}>
      {reports.map((report) => (
        <MappedColumn
          key={report.name}
          id={id}
          staged={staged}
          mapping={mapping}
          table={table}
          report={report}
        />
      ))}
    </ul>
  );
  const otherLabel = words.otherColumns(others.length, format.count(others.length));
  return (
    <div className="map-list">
      {columns.length <= FEW_COLUMNS ? null : (
        <TextField label={words.search} type="search" value={search} onChange={setSearch} />
      )}
      <div className="map-heads" aria-hidden="true">
        <span>{words.headColumn}</span>
        <span>{words.headSamples}</span>
        <span>{words.headTaken}</span>
      </div>
      {found.length === 0 ? <p className="quiet">{words.noColumns}</p> : null}
      {used.length === 0 ? null : list(used, words.mappedColumns)}
      {others.length === 0 ? null : search.trim() !== '' || columns.length <= FEW_COLUMNS ? (
        list(others, otherLabel)
      ) : (
        <FoldedColumns label={otherLabel} isKept={keepsOthers(table)}>
          {() => list(others, otherLabel)}
        </FoldedColumns>
      )}
    </div>
  );
}

/** Hundreds of columns are drawn when somebody wants to see them. */
function FoldedColumns(props: {
  readonly label: string;
  readonly isKept: boolean;
  readonly children: () => React.ReactNode;
}) {
  const words = useWords(MAPPING_WORDS);
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {props.label} <span className="quiet">{props.isKept ? words.otherKept : words.otherUnused}</span>
      </summary>
      {isOpen ? props.children() : null}
    </details>
  );
}

/** The mapping step of one file. */
export function MappingStep(props: StepProps & { readonly onClose: () => void }) {
  const words = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const dataWords = useWords(DATA_WORDS);
  const reportWords = useWords(REPORT_WORDS);
  const titleId = useId();
  const [wanted, setWanted] = useState<TableMapping['table'] | null>(null);
  const { id, name, staged } = props;
  const mapping = mappingOf(staged);
  const kinds = [...new Set(mapping.tables.map(({ table }) => table))];
  const table = mapping.tables.find((one) => one.table === wanted) ?? mapping.tables[0];
  const { sheets, sheet } = staged.recognised.summary;
  return (
    <section className="map-step" aria-labelledby={titleId}>
      <h4 id={titleId}>{words.columnsOfFile(name)}</h4>
      <Toolbar id={id} name={name} staged={staged} onClose={props.onClose} />
      <div className="map-choices">
        {sheets.length < 2 ? null : (
          <Select
            label={words.sheet}
            value={staged.sheet ?? sheet ?? ''}
            options={sheets.map((one) => ({ value: one, label: one }))}
            onChange={(chosen) => dataSetStore().staging.chooseSheet(id, chosen)}
          />
        )}
        <TableChoices id={id} mapping={mapping} />
        {table === undefined || kinds.length < 2 ? null : (
          <Segmented
            label={words.columnsFor}
            value={table.table}
            options={kinds.map((kind) => ({
              value: kind,
              label: kind === 'aliases' ? reportWords.aliases : dataWords.tables[kind],
            }))}
            onChange={setWanted}
          />
        )}
      </div>
      {table === undefined ? (
        <p className="quiet">{fileWords.givesNothing}</p>
      ) : (
        <>
          <RowsSentence table={table} />
          <div className="map-parts">
            <ColumnList id={id} name={name} staged={staged} mapping={mapping} table={table} />
            <MappingPreview staged={staged} table={table} />
          </div>
          <MappingValues id={id} staged={staged} mapping={mapping} table={table} />
        </>
      )}
    </section>
  );
}
