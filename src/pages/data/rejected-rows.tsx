/** The rejected rows, a page at a time. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDataSet, useWorkspace } from '../../app/data-set.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { DATA_WORDS, reasonText } from './words.ts';

const PAGE = 25;

interface Row {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

function rowColumns(
  words: (typeof DATA_WORDS)['en'],
  format: Format,
  tableOf: (file: string) => string,
): DataColumn<Row>[] {
  return [
    { key: 'file', header: words.file, cell: (row) => row.file },
    { key: 'line', header: words.line, numeric: true, cell: (row) => format.count(row.line) },
    {
      key: 'reason',
      header: words.reason,
      cell: (row) => reasonText(words, tableOf(row.file), row.reason).reason,
    },
    {
      key: 'text',
      header: words.text,
      wide: true,
      cell: (row) => <code className="data-row-text">{row.text}</code>,
    },
  ];
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
  const columns = rowColumns(
    words,
    format,
    (file) => summary?.files.find((one) => one.name === file)?.table ?? 'leads',
  );
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
