/** What became of each file: rows by table, what the file was taken for, lines that are no rows, what its figures lack. */
import type { DataSetState } from '../../app/data-set.ts';
import { keepsOthers } from '../../app/edit-mapping.ts';
import type { ColumnSource, SourceSummary, TableMapping } from '../../app/staged-file.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { columnLabel, shortChoice } from './column-use.ts';
import { fileTitle, formatFacts, noteTexts, tablesSentence } from './describe-file.ts';
import { FILE_WORDS } from './file-words.ts';
import { MAPPING_WORDS } from './mapping-words.ts';
import { REPORT_WORDS } from './report-words.ts';
import { DATA_WORDS } from './words.ts';

type Summary = NonNullable<DataSetState['summary']>;
type FileCount = Summary['files'][number];

/** Counts of one file in one table, or a file that gave none. */
interface CountRow {
  readonly key: string;
  readonly file: string;
  readonly table: FileCount['table'] | null;
  readonly read: number | null;
  readonly rejected: number | null;
  readonly others: number | null;
}

/** Rows of each file by table, and files that gave none. */
export function countRows({ files, sources }: Pick<Summary, 'files' | 'sources'>): CountRow[] {
  const counted = files.map((file, place): CountRow => {
    const { name, table, read, rejected, others } = file;
    return { key: `${place}`, file: name, table, read, rejected, others };
  });
  const named = new Set(files.map(({ name }) => name));
  const left = sources.flatMap(({ name }): CountRow[] =>
    named.has(name)
      ? []
      : [{ key: `left ${name}`, file: name, table: null, read: null, rejected: null, others: null }],
  );
  return [...counted, ...left];
}

function FileCounts(props: { readonly rows: readonly CountRow[] }) {
  const words = useWords(REPORT_WORDS);
  const dataWords = useWords(DATA_WORDS);
  const format = useFormat();
  const table = (row: CountRow) =>
    row.table === null
      ? words.notLoaded
      : row.table === 'aliases'
        ? words.aliases
        : dataWords.tables[row.table];
  const columns: DataColumn<CountRow>[] = [
    { key: 'file', header: dataWords.file, rowHeader: true, wide: true, cell: (row) => row.file },
    { key: 'table', header: words.tableOfFile, cell: table },
    { key: 'read', header: dataWords.read, numeric: true, cell: (row) => format.count(row.read) },
    {
      key: 'loaded',
      header: dataWords.loaded,
      numeric: true,
      cell: ({ read, rejected }) => format.count(read === null ? null : read - (rejected ?? 0)),
    },
    { key: 'rejected', header: dataWords.rejected, numeric: true, cell: (row) => format.count(row.rejected) },
    { key: 'others', header: words.others, numeric: true, cell: (row) => format.count(row.others) },
  ];
  return (
    <DataTable
      caption={words.filesTitle}
      hideCaption
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.key}
    />
  );
}

function SkippedLines(props: { readonly source: SourceSummary }) {
  const words = useWords(REPORT_WORDS);
  const format = useFormat();
  const { skipped, skippedLines } = props.source;
  if (skippedLines === 0) return null;
  const further = skippedLines - skipped.length;
  return (
    <details>
      <summary>{words.skippedLines(skippedLines, format.count(skippedLines))}</summary>
      <ul className="data-list">
        {skipped.map(({ line, reason, text }) => (
          <li key={line}>
            {words.skippedLine(format.count(line), words.skippedReasons[reason])}{' '}
            <code className="data-skipped">{text}</code>
          </li>
        ))}
        {further === 0 ? null : <li>{words.skippedMore(further, format.count(further))}</li>}
      </ul>
    </details>
  );
}

function useSourceText(): (source: ColumnSource) => string {
  const words = useWords(MAPPING_WORDS);
  const reportWords = useWords(REPORT_WORDS);
  const format = useFormat();
  return ({ from, constant, when, join }) => {
    const names = format.list(from.map(words.quoted));
    const origin =
      from.length === 0
        ? reportWords.constantSource(constant ?? '')
        : from.length === 1
          ? names
          : join === undefined
            ? words.firstOf(names)
            : words.joinedFrom(names);
    if (when === undefined) return origin;
    return [origin, words.onlyWhen(when.column, shortChoice(when.in, words, format))].join(' ');
  };
}

function MappingUsed(props: { readonly source: SourceSummary }) {
  const words = useWords(REPORT_WORDS);
  const mappingWords = useWords(MAPPING_WORDS);
  const fileWords = useWords(FILE_WORDS);
  const vocabulary = useVocabulary();
  const sourceText = useSourceText();
  const { tables } = props.source.reading.mapping;
  if (tables.length === 0) return null;
  const lines = (table: TableMapping) =>
    Object.entries(table.columns).map(([ours, source]) => (
      <li key={ours}>{words.mappingLine(columnLabel(ours, mappingWords, vocabulary), sourceText(source))}</li>
    ));
  return (
    <details>
      <summary>{words.mappingUsed}</summary>
      {tables.map((table) => (
        <div key={table.table}>
          {tables.length < 2 ? null : <p className="data-table-name">{fileWords.table[table.table]}</p>}
          <ul className="data-list">{lines(table)}</ul>
          {keepsOthers(table) ? <p className="quiet">{mappingWords.otherKept}</p> : null}
        </div>
      ))}
    </details>
  );
}

function FileStory(props: { readonly source: SourceSummary }) {
  const fileWords = useWords(FILE_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { source } = props;
  const { reading } = source;
  const notes = noteTexts(reading.notes, fileWords, vocabulary, format);
  return (
    <li className="data-file">
      <h3>{source.name}</h3>
      <p>
        {fileTitle(reading, fileWords, format)}
        {reading.mapping.tables.length === 0
          ? null
          : ` · ${tablesSentence(reading.mapping, fileWords, format)}`}
      </p>
      <p className="quiet staged-facts">{formatFacts(source, fileWords, format).join(' · ')}</p>
      {notes.length === 0 ? null : (
        <ul className="staged-notes">
          {notes.map(({ key, text, isWarning }) => (
            <li key={key} data-warning={isWarning}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <SkippedLines source={source} />
      <MappingUsed source={source} />
    </li>
  );
}

/** The files of the data set that is open. */
export function FilesReport(props: { readonly summary: Summary }) {
  const words = useWords(REPORT_WORDS);
  const { summary } = props;
  return (
    <section>
      <h2>{words.filesTitle}</h2>
      <p className="quiet data-definition">{words.filesDefinition}</p>
      <FileCounts rows={countRows(summary)} />
      <ul className="data-files">
        {summary.sources.map((source, place) => (
          // two files may have one name; their order does not change
          // oxlint-disable-next-line react/no-array-index-key
          <FileStory key={`${place} ${source.name}`} source={source} />
        ))}
      </ul>
    </section>
  );
}
