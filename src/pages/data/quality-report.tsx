/** What is wrong with the data: how much of it, when, and what it does to the figures. */
import { useDataQuality, type QualityFinding } from '../../app/data-quality.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { ownValue } from '../../model/own-value.ts';
import { findingText, QUALITY_WORDS } from './quality-words.ts';
import './quality-report.css';

type Words = (typeof QUALITY_WORDS)['en'];

/** Smaller shares would be written as 0.0 %. */
const TOLD_SHARE = 0.0005;

function bar(share: number) {
  return (
    <svg className="quality-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100 * share} height="8" />
    </svg>
  );
}

/** The months of a finding as bars on one baseline; the table below has the same numbers. */
function Months(props: { readonly finding: QualityFinding; readonly title: string }) {
  const words = useWords(QUALITY_WORDS);
  const format = useFormat();
  const { months } = props.finding;
  if (months.length === 0) return null;
  const most = Math.max(...months.map(({ rows }) => rows));
  const columns: DataColumn<(typeof months)[number]>[] = [
    { key: 'month', header: words.month, rowHeader: true, cell: ({ month }) => format.cohort(month) },
    { key: 'rows', header: words.rows, numeric: true, cell: ({ rows }) => format.count(rows) },
    {
      key: 'bar',
      header: '',
      wide: true,
      cell: ({ rows }) => bar(rows / most),
    },
  ];
  return (
    <DataTable
      caption={words.monthCaption(props.title)}
      hideCaption
      columns={columns}
      rows={months}
      rowKey={({ month }) => month}
    />
  );
}

function Detail(props: { readonly finding: QualityFinding; readonly words: Words; readonly format: Format }) {
  const { finding, words, format } = props;
  const { detail, examples } = finding;
  return (
    <>
      {detail !== null && detail > 0 ? <p>{words.otherwise(detail, format.count(detail))}</p> : null}
      {examples.length === 0 ? null : (
        <ul className="num">
          {examples.map(({ date, instant, rows }) => (
            <li key={`${date} ${instant}`}>
              {words.crowd(format.count(rows), ownValue(words.dates, date) ?? date, format.instant(instant))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The findings of the data at hand, each with its place in time. */
export function QualityReport() {
  const words = useWords(QUALITY_WORDS);
  const format = useFormat();
  const findings = useDataQuality();
  return (
    <section className="quality" aria-labelledby="quality-title">
      <h2 id="quality-title">{words.title}</h2>
      {findings === null ? <p className="quiet">{words.computing}</p> : null}
      {findings?.length === 0 ? <p>{words.clean}</p> : null}
      {(findings ?? []).map((finding) => {
        const title = findingText(finding, words, format);
        return (
          <article key={finding.code} className="quality-finding">
            <h3>
              {title}
              {finding.share >= TOLD_SHARE ? (
                <span className="quiet num"> · {format.rate(finding.share)}</span>
              ) : null}
            </h3>
            <p>{words.codes[finding.code].effect}</p>
            <Detail finding={finding} words={words} format={format} />
            {finding.months.length === 0 ? null : (
              <details>
                <summary>{words.when}</summary>
                <Months finding={finding} title={title} />
              </details>
            )}
          </article>
        );
      })}
    </section>
  );
}
