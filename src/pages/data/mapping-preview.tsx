/** What the first rows of a file become under the mapping at hand. */
import type { StagedTable, TableMapping, TablePreview } from '../../app/staged-file.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { columnLabel } from './column-use.ts';
import { FILE_WORDS } from './file-words.ts';
import { MAPPING_WORDS } from './mapping-words.ts';

const ROWS = 8;
/** Columns under their own names that are shown beside ours. */
const OWN_COLUMNS = 4;
const ISO = /^[+-]?\d{4,6}-\d{2}-\d{2}/;

interface Row {
  readonly key: string;
  readonly cells: readonly (string | null)[];
}

/** Whether a cell of a column of instants is no date. */
export function isUnreadable(known: string | null, cell: string | null): boolean {
  return known !== null && known.endsWith('_at') && cell !== null && !ISO.test(cell);
}

function Cell(props: { readonly known: string | null; readonly cell: string | null }) {
  const words = useWords(MAPPING_WORDS);
  const { known, cell } = props;
  if (cell === null) return <span className="quiet">{words.nothingHere}</span>;
  if (!isUnreadable(known, cell)) return <span className="map-cell">{cell}</span>;
  return (
    <span className="map-cell data-warning" title={words.unreadable}>
      <Icon name="warning" />
      {cell}
      <span className="visually-hidden"> ({words.unreadable})</span>
    </span>
  );
}

/** Columns in the order in which they are shown: what decides about cohorts and stages stands first, in sight. */
function previewColumns(preview: TablePreview, label: (known: string) => string): DataColumn<Row>[] {
  const places = preview.columns.map((column, place) => ({ ...column, place }));
  const isFirst = (known: string | null) => known !== null && (known === 'lead_id' || known.endsWith('_at'));
  const shown = [
    ...places.filter(({ known }) => isFirst(known)),
    ...places.filter(({ known }) => known !== null && !isFirst(known)),
    ...places.filter(({ known }) => known === null).slice(0, OWN_COLUMNS),
  ];
  return shown.map(({ name, known, place }) => ({
    key: name,
    header: known === null ? name : label(known),
    quiet: known === null,
    cell: (row) => <Cell known={known} cell={row.cells[place] ?? null} />,
  }));
}

function PreviewTable(props: { readonly preview: TablePreview; readonly caption: string }) {
  const words = useWords(MAPPING_WORDS);
  const vocabulary = useVocabulary();
  const { preview } = props;
  const columns = previewColumns(preview, (known) => columnLabel(known, words, vocabulary));
  const rows = preview.rows.slice(0, ROWS).map((cells, index): Row => ({ key: String(index), cells }));
  return (
    <DataTable caption={props.caption} hideCaption columns={columns} rows={rows} rowKey={(row) => row.key} />
  );
}

/** The first rows of a table; dimmed while they are looked at anew. */
export function MappingPreview(props: { readonly staged: StagedTable; readonly table: TableMapping }) {
  const words = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const { staged, table } = props;
  const preview = staged.shown.previews.find((one) => one.table === table.table);
  const nothing =
    preview?.columns.length === 0
      ? words.previewEmpty
      : table.perLead
        ? words.previewLater
        : words.previewNone;
  const caption = words.previewOf(fileWords.table[table.table], staged.recognised.name);
  return (
    <div className="map-preview dimmable" data-pending={staged.isPending}>
      <h5>{words.preview}</h5>
      {preview === undefined || preview.rows.length === 0 || preview.columns.length === 0 ? (
        <p className="quiet">{nothing}</p>
      ) : (
        <PreviewTable preview={preview} caption={caption} />
      )}
    </div>
  );
}
