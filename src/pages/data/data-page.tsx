/** The data page: what was loaded and rejected, what was mended, the model's warnings, and own files. */
import { useDataSet, type DataSetState } from '../../app/data-set.ts';
import { useFirstPicture } from '../../app/figures.ts';
import { linkTo } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { useDataName } from '../frame/data-name.ts';
import { StoredData } from '../frame/stored-data.tsx';
import './data-page.css';
import { FilesReport } from './files-report.tsx';
import { OwnFiles } from './own-files.tsx';
import { QualityReport } from './quality-report.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { REPORT_WORDS } from './report-words.ts';
import { StagedFiles } from './staged-files.tsx';
import { DATA_WORDS, reasonText } from './words.ts';
import { WorkspacePart } from './workspace-part.tsx';

type Rows = NonNullable<DataSetState['summary']>['rows'];
type Table = keyof Rows;
const TABLES: readonly Table[] = ['leads', 'activities', 'stageHistory', 'opportunities'];

interface TableRow {
  readonly table: Table;
  readonly files: readonly string[];
  readonly read: number;
  readonly loaded: number;
  readonly rejected: number;
}

interface ReasonRow {
  readonly table: Table;
  readonly code: string;
  readonly rows: number;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** Rows of each table that was given. */
export function tableRows(
  rows: Rows,
  files: readonly { readonly table: Table | 'aliases'; readonly name: string }[],
): TableRow[] {
  return TABLES.flatMap((table) => {
    const counts = rows[table];
    if (counts === undefined || (counts.read === 0 && !files.some((file) => file.table === table))) return [];
    const names = [...new Set(files.flatMap((file) => (file.table === table ? [file.name] : [])))];
    return [
      { table, files: names, read: counts.read, loaded: counts.loaded, rejected: sum(counts.rejected) },
    ];
  });
}

/** Reasons that rejected something, by table, most rows first. */
export function reasonRows(rows: Rows): ReasonRow[] {
  return TABLES.flatMap((table) =>
    Object.entries(rows[table]?.rejected ?? {})
      .filter(([, count]) => count > 0)
      .map(([code, count]) => ({ table, code, rows: count }))
      .toSorted((a, b) => b.rows - a.rows),
  );
}

function RowCountsTable(props: { readonly rows: readonly TableRow[] }) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  // A snapshot knows the rows, not the files: their names come with the load.
  const isNamed = props.rows.some((row) => row.files.length > 0);
  const files: DataColumn<TableRow> = {
    key: 'files',
    header: words.files,
    wide: true,
    quiet: true,
    cell: (row) => format.list(row.files),
  };
  const columns: DataColumn<TableRow>[] = [
    { key: 'table', header: words.table, rowHeader: true, cell: (row) => words.tables[row.table] },
    ...(isNamed ? [files] : []),
    { key: 'read', header: words.read, numeric: true, cell: (row) => format.count(row.read) },
    { key: 'loaded', header: words.loaded, numeric: true, cell: (row) => format.count(row.loaded) },
    { key: 'rejected', header: words.rejected, numeric: true, cell: (row) => format.count(row.rejected) },
  ];
  return (
    <DataTable
      caption={words.rowsByTable}
      hideCaption
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.table}
    />
  );
}

function ReasonsTable(props: { readonly rows: readonly ReasonRow[] }) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  const columns: DataColumn<ReasonRow>[] = [
    { key: 'table', header: words.table, cell: (row) => words.tables[row.table] },
    { key: 'rows', header: words.rows, numeric: true, cell: (row) => format.count(row.rows) },
    {
      key: 'reason',
      header: words.reason,
      rowHeader: true,
      cell: (row) => reasonText(words, row.table, row.code).reason,
    },
    {
      key: 'meaning',
      header: words.meaning,
      wide: true,
      cell: (row) => reasonText(words, row.table, row.code).meaning,
    },
  ];
  return (
    <DataTable
      caption={words.whyTitle}
      hideCaption
      columns={columns}
      rows={props.rows}
      rowKey={(row) => `${row.table} ${row.code}`}
    />
  );
}

function Mended(props: { readonly rows: Rows; readonly summary: DataSetState['summary'] }) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  const { rows, summary } = props;
  const { unreadable, beforeCreation } = rows.leads.repaired;
  const { joined } = rows.activities;
  const dates = Object.entries(unreadable).filter(([, count]) => count > 0);
  const later = summary?.laterThanLoading ?? 0;
  const isClean = dates.length === 0 && beforeCreation === 0 && later === 0;
  return (
    <ul className="data-list">
      {dates.map(([column, count]) => (
        <li key={column}>{words.unreadableDate(count, format.count(count), column)}</li>
      ))}
      {beforeCreation === 0 ? null : (
        <li>{words.beforeCreation(beforeCreation, format.count(beforeCreation))}</li>
      )}
      {later === 0 ? null : <li>{words.laterThanLoading(later, format.count(later))}</li>}
      {!isClean || summary === null ? null : (
        <li>{summary.hasRecordedStages ? words.nothingMended : words.noStageDates}</li>
      )}
      {rows.activities.read === 0 ? null : (
        <li>
          {words.joined(format.count(joined.id), format.count(joined.alias), format.count(joined.email))}
        </li>
      )}
      {summary === null || summary.firstCreatedAt === null ? null : (
        <li>{words.span(format.day(summary.firstCreatedAt), format.day(summary.lastCreatedAt))}</li>
      )}
    </ul>
  );
}

function ModelReport(props: { readonly summary: NonNullable<DataSetState['summary']> }) {
  const words = useWords(DATA_WORDS);
  const { model, modelIsStarter, modelWarnings, rows } = props.summary;
  const untried = rows.leads.loaded === 0 ? 'leads' : rows.activities.loaded === 0 ? 'activities' : null;
  return (
    <>
      <p>{modelIsStarter ? words.modelStarter : words.modelGiven(model.name)}</p>
      <ul className="data-list">
        {modelWarnings.map((warning) => (
          <li key={`${warning.place} ${warning.kind} ${warning.field}`} className="data-warning">
            {warning.kind === 'unknownField'
              ? words.warnUnknownField(warning.place, warning.field ?? '')
              : words.warnMatchesNothing(warning.place)}
          </li>
        ))}
        {untried !== null ? <li>{words.modelUntried[untried]}</li> : null}
        {untried === null && modelWarnings.length === 0 ? <li>{words.modelClean}</li> : null}
      </ul>
    </>
  );
}

interface ReportProps {
  readonly rows: Rows;
  readonly summary: DataSetState['summary'];
  /** something else stands first on the page */
  readonly isAside?: boolean;
}

function Report(props: ReportProps) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  const { rows, summary } = props;
  const counts = tableRows(rows, summary?.files ?? []);
  const read = counts.reduce((total, row) => total + row.read, 0);
  const rejected = counts.reduce((total, row) => total + row.rejected, 0);
  const reasons = reasonRows(rows);
  const Title = props.isAside === true ? 'h3' : 'h1';
  return (
    <div className="data-report">
      <header className="data-head">
        <Title>
          {rejected === 0
            ? words.allLoaded(format.count(read))
            : words.someRejected(rejected, format.count(rejected), format.count(read))}
        </Title>
        <p className="quiet">{words.accounted}</p>
        <p>
          <a href={linkTo({ page: 'funnel' })}>{words.toFunnel}</a>
        </p>
      </header>
      <section>
        <RowCountsTable rows={counts} />
      </section>
      <section>
        <h2>{words.whyTitle}</h2>
        {reasons.length === 0 ? <p>{words.whyNone}</p> : <ReasonsTable rows={reasons} />}
      </section>
      <section>
        <h2>{words.mendedTitle}</h2>
        <Mended rows={rows} summary={summary} />
      </section>
      {summary === null ? null : <QualityReport />}
      {summary === null ? null : <FilesReport summary={summary} />}
      {summary === null ? null : (
        <section>
          <h2>{words.modelTitle}</h2>
          <ModelReport summary={summary} />
        </section>
      )}
      {rejected === 0 ? null : (
        <section>
          <h2>{words.rejectedTitle}</h2>
          <p className="quiet data-definition">{words.rejectedDefinition}</p>
          <RejectedRows total={rejected} />
        </section>
      )}
    </div>
  );
}

/** The report of what is open, folded while the reader looks at files that are to take its place. */
function OpenNow(props: ReportProps) {
  const words = useWords(REPORT_WORDS);
  const name = useDataName();
  return (
    <details className="data-open-now">
      <summary>
        <h2>{words.openNow(name ?? '')}</h2>
      </summary>
      <Report {...props} isAside />
    </details>
  );
}

/** What is open, row by row, and the way to open something else. */
export function DataPage() {
  const words = useWords(REPORT_WORDS);
  const { summary, snapshot, phase, staged } = useDataSet();
  useFirstPicture(phase, true);
  const rows = summary?.rows ?? snapshot?.document.rows;
  return (
    <div className="data-page">
      {staged === null ? null : <h1 className="visually-hidden">{words.page}</h1>}
      <StagedFiles />
      {rows === undefined ? null : staged === null ? (
        <Report rows={rows} summary={summary} />
      ) : (
        <OpenNow rows={rows} summary={summary} />
      )}
      <OwnFiles />
      <WorkspacePart />
      <StoredData />
    </div>
  );
}
