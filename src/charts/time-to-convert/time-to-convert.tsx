/** How long the converted of each step took: a histogram a step with its quantiles. */
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { ExplainedMark, ExplainedMarks, type MarkExplanation } from '../../components/ui/explained-marks.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import { CONVERT_DAYS, type MetricsDocument } from '../../model/metrics-document.ts';
import type { StepName } from '../../model/stages.ts';
import { capital } from '../common/capital.ts';
import { stepMark } from '../common/ratio-links.tsx';
import { CHART_WORDS, windowWithin, type ChartWords } from '../common/words.ts';
import { convertPanels, placeOfDays, slowest, type ConvertBin, type ConvertPanel } from './layout.ts';
import { CONVERT_WORDS, type ConvertWords } from './words.ts';
import './time-to-convert.css';

interface Words {
  readonly own: ConvertWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

/** What a `TimeToConvertChart` takes. */
export interface TimeToConvertChartProps {
  /** with the sections `funnel` and `timeToConvert` */
  readonly document: MetricsDocument;
  readonly pending?: boolean;
}

/** Edges of bins that the axis names. */
const TICKS = [0, 3, 7, 14, 30, 60, 120, 365] as const;

const binMark = ({ from, to }: ConvertPanel, { least, limit }: ConvertBin): Mark => ({
  figure: { of: 'took', from, to, least, limit },
});

/** The histograms with their finding and their numbers as tables. */
export function TimeToConvertChart(props: TimeToConvertChartProps) {
  const own = useWords(CONVERT_WORDS);
  const shared = useWords(CHART_WORDS);
  const words: Words = { own, shared, names: useVocabulary(), format: useFormat() };
  const { document } = props;
  if (document.timeToConvert === undefined) return null;
  const panels = convertPanels(document);
  return (
    <FigureWithTable
      title={`${capital(findingText(panels, words))}.`}
      definition={own.definition(windowWithin(shared, document.windowDays))}
      pending={props.pending ?? false}
      table={<ConvertTables panels={panels} words={words} />}
    >
      {panels.length === 0 ? (
        <EmptyState kind="tooFew" />
      ) : (
        <ExplainedMarks className="took" explain={(key) => explanationOf(key, panels, words)}>
          {panels.map((panel, index) => (
            <Panel key={`${panel.from}-${panel.to}`} panel={panel} row={index} words={words} />
          ))}
        </ExplainedMarks>
      )}
    </FigureWithTable>
  );
}

function findingText(panels: readonly ConvertPanel[], { own, shared, format }: Words): string {
  if (panels.length === 0) return own.nobody;
  const found = slowest(panels);
  if (found === null) return own.tooFew;
  const { way, step } = found;
  const text = own.slowest(
    shared.fromTo(step.from, step.to),
    format.days(step.quantiles.median),
    format.days(step.quantiles.p90),
  );
  return way === step
    ? text
    : `${text}; ${own.whole(shared.fromTo(way.from, way.to), format.days(way.quantiles.median))}`;
}

function spanOf({ least, limit }: ConvertBin, own: ConvertWords, format: Format): string {
  return own.bin(format.count(least), limit === null ? null : format.count(limit - 1));
}

const keyOf = (panel: ConvertPanel, bin: ConvertBin) => `${panel.from} ${panel.to} ${bin.least}`;
const nameOf = ({ from, to }: ConvertPanel, names: Vocabulary) => names.step(`${from}→${to}` as StepName);

function explanationOf(
  key: string,
  panels: readonly ConvertPanel[],
  { own, names, format }: Words,
): MarkExplanation | null {
  for (const panel of panels) {
    const bin = panel.bins.find((one) => keyOf(panel, one) === key);
    if (bin === undefined) continue;
    return {
      title: `${nameOf(panel, names)}: ${own.days(spanOf(bin, own, format))}`,
      facts: [
        { label: own.leads, value: format.count(bin.leads) },
        { label: own.shareOf, value: format.rate(bin.leads / panel.converted) },
      ],
    };
  }
  return null;
}

const percent = (share: number) => `${share * 100}%`;

function Panel(props: { readonly panel: ConvertPanel; readonly row: number; readonly words: Words }) {
  const { panel, words } = props;
  const { own, shared, names, format } = words;
  const { quantiles } = panel;
  return (
    <div className="took-panel" data-stage={panel.to} data-few={panel.few}>
      <div className="took-head">
        <p className="took-name">{nameOf(panel, names)}</p>
        <p className="num">
          <strong>{format.days(quantiles?.median ?? null)}</strong>{' '}
          <span className="took-basis">{own.median}</span>
        </p>
        <p className="took-basis num">
          {quantiles === null ? null : (
            <span>{own.middle(format.daysShort(quantiles.p25), format.daysShort(quantiles.p75))} · </span>
          )}
          <LeadsLink mark={stepMark(panel.from, panel.to, 'converted')}>
            {own.converted(format.count(panel.converted), shared.many[panel.to])}
          </LeadsLink>
          {panel.few ? <span> · {own.few}</span> : null}
        </p>
      </div>
      <div className="took-axes">
        <span className="took-end num">{format.count(panel.end)}</span>
        {quantiles === null ? null : (
          <div className="took-quantiles" aria-hidden="true">
            <span
              className="took-range"
              style={{
                insetInlineStart: percent(quantiles.at.p10),
                inlineSize: percent(quantiles.at.p90 - quantiles.at.p10),
              }}
            />
            <span
              className="took-half"
              style={{
                insetInlineStart: percent(quantiles.at.p25),
                inlineSize: percent(quantiles.at.p75 - quantiles.at.p25),
              }}
            />
            <span className="took-median" style={{ insetInlineStart: percent(quantiles.at.median) }} />
          </div>
        )}
        <div className="took-plot">
          {panel.bins.map((bin, index) => (
            <ExplainedMark
              key={bin.least}
              className="took-bin"
              name={keyOf(panel, bin)}
              row={props.row}
              column={index}
              mark={binMark(panel, bin)}
              label={own.bar(own.days(spanOf(bin, own, format)), format.count(bin.leads))}
            >
              <span className="took-bar" style={{ blockSize: percent(bin.share) }} />
            </ExplainedMark>
          ))}
        </div>
        <div className="took-ticks num" aria-hidden="true">
          {TICKS.map((day) => (
            <span key={day} style={{ insetInlineStart: percent(placeOfDays(day) - halfBin(day)) }}>
              {format.count(day)}
              {day === CONVERT_DAYS.at(-1) ? '+' : ''}
            </span>
          ))}
        </div>
      </div>
      <p className="took-axis">{own.axis}</p>
    </div>
  );
}

/** The last bin stands for its middle, its tick at its begin. */
function halfBin(day: number): number {
  return day === CONVERT_DAYS.at(-1) ? 0.5 / CONVERT_DAYS.length : 0;
}

interface BinRow {
  readonly index: number;
  readonly text: string;
}

function quantileColumns({ own, names, format }: Words): DataColumn<ConvertPanel>[] {
  const days = (key: 'p10' | 'p25' | 'median' | 'p75' | 'p90', header: string): DataColumn<ConvertPanel> => ({
    key,
    header,
    cell: ({ quantiles }) => format.days(quantiles?.[key] ?? null),
    numeric: true,
  });
  return [
    { key: 'step', header: own.step, cell: (panel) => nameOf(panel, names), rowHeader: true },
    {
      key: 'converted',
      header: capital(own.leads),
      cell: ({ from, to, converted }) => (
        <LeadsLink mark={stepMark(from, to, 'converted')}>{format.count(converted)}</LeadsLink>
      ),
      numeric: true,
    },
    days('p10', own.p10),
    days('p25', own.p25),
    days('median', capital(own.median)),
    days('p75', own.p75),
    days('p90', own.p90),
  ];
}

function binColumns(panels: readonly ConvertPanel[], { own, shared, format }: Words): DataColumn<BinRow>[] {
  return [
    { key: 'span', header: own.span, cell: ({ text }) => text, rowHeader: true },
    ...panels.map((panel): DataColumn<BinRow> => ({
      key: `${panel.from}-${panel.to}`,
      header: `${shared.one[panel.from]} → ${shared.one[panel.to]}`,
      cell: ({ index }) => {
        const bin = panel.bins[index];
        return bin === undefined ? null : (
          <LeadsLink mark={binMark(panel, bin)}>{format.count(bin.leads)}</LeadsLink>
        );
      },
      numeric: true,
    })),
  ];
}

function ConvertTables(props: { readonly panels: readonly ConvertPanel[]; readonly words: Words }) {
  const { panels, words } = props;
  const { own, format } = words;
  const bins = (panels[0]?.bins ?? []).map((bin, index): BinRow => ({
    index,
    text: spanOf(bin, own, format),
  }));
  return (
    <div className="took-tables">
      <DataTable
        caption={own.tableQuantiles}
        columns={quantileColumns(words)}
        rows={panels}
        rowKey={(panel) => `${panel.from}-${panel.to}`}
        isQuiet={(panel) => panel.few}
      />
      <DataTable
        caption={own.tableBins}
        columns={binColumns(panels, words)}
        rows={bins}
        rowKey={(row) => String(row.index)}
      />
    </div>
  );
}
