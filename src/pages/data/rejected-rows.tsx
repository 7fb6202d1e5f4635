/** The rejected rows, a page at a time. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDataSet, useWorkspace, type RejectedRow } from '../../app/data-set.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { bareName, csvRows, downloadText } from './download.ts';
import { REPORT_WORDS } from './report-words.ts';
import { DATA_WORDS, rowReason } from './words.ts';

const PAGE = 25;
/** Rows that are fetched at once for the download: a page may mean a reading of its whole file. */
const PORTION = 20_000;
/** Tells spreadsheets that the text is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

function rowColumns(
  words: (typeof DATA_WORDS)['en'],
  format: Format,
  tableOf: (file: string) => string,
): DataColumn<RejectedRow>[] {
  return [
    { key: 'file', header: words.file, cell: (row) => row.file },
    { key: 'line', header: words.line, numeric: true, cell: (row) => format.count(row.line) },
    {
      key: 'reason',
      header: words.reason,
      cell: (row) => rowReason(words, tableOf(row.file), row, format),
    },
    {
      key: 'text',
      header: words.text,
      wide: true,
      cell: (row) => <code className="data-row-text">{row.text}</code>,
    },
  ];
}

/** All rejected rows as CSV: a file for whoever mends the export. */
function Download(props: { readonly total: number; readonly tableOf: (file: string) => string }) {
  const words = useWords(REPORT_WORDS);
  const dataWords = useWords(DATA_WORDS);
  const format = useFormat();
  const workspace = useWorkspace();
  const { name } = useDataSet();
  const [share, setShare] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  if (workspace === null) return null;
  const collect = async () => {
    const parts = [BYTE_ORDER_MARK, csvRows([words.downloadHeader])];
    for (let offset = 0; offset < props.total; offset += PORTION) {
      setShare(offset / props.total);
      const rows = await workspace.rejectedRows(offset, PORTION);
      parts.push(
        csvRows(
          rows.map((row) => [
            row.file,
            String(row.line),
            rowReason(dataWords, props.tableOf(row.file), row, format),
            row.text,
          ]),
        ),
      );
    }
    downloadText(`${words.downloadName}-${bareName(name ?? '')}.csv`, 'text/csv', parts);
  };
  return (
    <div className="data-download">
      <Button
        disabled={share !== null}
        onClick={() => {
          setFailed(false);
          setShare(0);
          collect()
            .catch(() => setFailed(true))
            .finally(() => setShare(null));
        }}
      >
        {words.download}
      </Button>
      <span className="quiet num" aria-live="polite">
        {failed ? words.downloadFailed : share === null ? '' : words.downloading(format.share(share))}
      </span>
    </div>
  );
}

/** @param props.total all rejected rows */
export function RejectedRows(props: { readonly total: number }) {
  const words = useWords(DATA_WORDS);
  const format = useFormat();
  const workspace = useWorkspace();
  const { dataKey, summary } = useDataSet();
  const [offset, setOffset] = useState(0);
  const first = Math.min(offset, Math.max(0, props.total - 1));
  const found = useQuery({
    queryKey: ['rejectedRows', dataKey, first],
    queryFn: () => workspace?.rejectedRows(first, PAGE) ?? [],
    enabled: workspace !== null,
    placeholderData: keepPreviousData,
  });
  if (workspace === null) return <p className="quiet">{words.waiting}</p>;
  const rows = found.data ?? [];
  const tableOf = (file: string) =>
    summary?.files.find((one) => one.name === file && one.rejected > 0)?.table ?? 'leads';
  const columns = rowColumns(words, format, tableOf);
  const last = Math.min(first + PAGE, props.total);
  return (
    <>
      <div className="dimmable" data-pending={found.isPlaceholderData}>
        <DataTable
          caption={words.rejectedTitle}
          hideCaption
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.file} ${row.line}`}
        />
      </div>
      <Download total={props.total} tableOf={tableOf} />
      <div className="data-pager">
        <span className="num quiet">
          {words.page(format.count(first + 1), format.count(last), format.count(props.total))}
        </span>
        <Button disabled={first === 0} onClick={() => setOffset(Math.max(0, first - PAGE))}>
          {words.previous}
        </Button>
        <Button disabled={last >= props.total} onClick={() => setOffset(first + PAGE)}>
          {words.next}
        </Button>
      </div>
    </>
  );
}
