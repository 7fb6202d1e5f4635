/** Leads waiting in each stage month by month, with what came and what went. */
import { useState, type PointerEvent } from 'react';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink, usePlotLeads } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import type { MetricsDocument, StockOfStage } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { capital } from '../common/capital.ts';
import { FEW_LEADS } from '../common/steps.ts';
import { CHART_WORDS, type ChartWords } from '../common/words.ts';
import { stockChange, stockLayout, type StockLayout, type StockPanel } from './layout.ts';
import { STOCK_WORDS, type StockWords } from './words.ts';
import './stage-stock.css';

/** What a `StageStock` takes. */
export interface StageStockProps {
  /** with the sections `funnel` and `stock` */
  readonly document: MetricsDocument;
  readonly pending?: boolean;
}

const COUNTS = ['start', 'entries', 'advanced', 'lost', 'end'] as const;
type Count = (typeof COUNTS)[number];

/** Counts of a stage: customers do not leave. */
function countsOf(panel: StockPanel): readonly Count[] {
  return panel.hasExits ? COUNTS : COUNTS.filter((count) => count !== 'advanced' && count !== 'lost');
}

function stockMark(stage: Stage, month: string, count: Count): Mark {
  return { figure: { of: 'stock', month, stage, count } };
}

/** The stock with its finding and a table for each stage. */
export function StageStock(props: StageStockProps) {
  const own = useWords(STOCK_WORDS);
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const [at, setAt] = useState<number | null>(null);
  const { document } = props;
  const layout = stockLayout(document);
  if (layout === null) return null;
  const few = (document.funnel?.entered.lead ?? 0) < FEW_LEADS;
  return (
    <FigureWithTable
      title={`${capital(findingText(layout, own, shared, format))}.`}
      definition={layout.lastIsOver ? own.definition : `${own.definition} ${own.hatched}`}
      pending={props.pending ?? false}
      table={
        <div className="stock-tables">
          {layout.panels.map((panel) => (
            <StockTable key={panel.stage} panel={panel} months={layout.months} />
          ))}
        </div>
      }
    >
      {few ? (
        <EmptyState kind="tooFew" />
      ) : (
        <div className="stock">
          {layout.panels.map((panel) => (
            <Panel
              key={panel.stage}
              panel={panel}
              layout={layout}
              at={at === null ? null : Math.min(at, layout.months.length - 1)}
              onPoint={setAt}
            />
          ))}
        </div>
      )}
    </FigureWithTable>
  );
}

function findingText(layout: StockLayout, own: StockWords, shared: ChartWords, format: Format): string {
  const change = stockChange(layout);
  if (change === null) return own.steady;
  return own.changed({
    many: shared.many[change.stage],
    months: change.months,
    rose: change.end > change.start,
    start: format.count(change.start),
    end: format.count(change.end),
    came: format.count(change.came),
    went: format.count(change.went),
  });
}

function Panel(props: {
  readonly panel: StockPanel;
  readonly layout: StockLayout;
  /** place of the month that is pointed at, in every panel the same */
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}) {
  const { panel, layout, at, onPoint } = props;
  const own = useWords(STOCK_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { months, lastIsOver } = layout;
  const last = months.length - 1;
  const index = at ?? last;
  const month = months[index] ?? '';
  const figures = panel.months[index];
  const leads = usePlotLeads(stockMark(panel.stage, month, 'end'));
  if (figures === undefined) return null;
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    onPoint(Math.max(0, Math.min(last, Math.floor(share * months.length))));
  };
  const unfinished = index === last && !lastIsOver;
  const sum = sumText(panel, figures, own, format);
  const when = unfinished ? own.now : own.endOf(format.cohortShort(month));
  return (
    <div className="stock-panel" data-stage={panel.stage}>
      <div className="stock-head">
        <p className="stock-name">{names.stages[panel.stage]}</p>
        <p className="num">
          <strong>
            <LeadsLink mark={stockMark(panel.stage, month, 'end')}>{format.count(figures.end)}</LeadsLink>
          </strong>{' '}
          <span className="stock-basis">{when}</span>
        </p>
        <p className="stock-sum num">
          {countsOf(panel)
            .filter((count) => count !== 'end')
            .map((count) => (
              <span key={count} data-count={count}>
                {SIGNS[count]}
                <LeadsLink mark={stockMark(panel.stage, month, count)}>
                  {format.count(figures[count])}
                </LeadsLink>{' '}
                {own[count]}
              </span>
            ))}
        </p>
      </div>
      <div className="stock-axes">
        <span className="stock-end num">{format.count(panel.stockEnd)}</span>
        <span className="stock-in num">{format.change(panel.most.in)}</span>
        {panel.hasExits ? <span className="stock-out num">{format.change(-panel.most.out)}</span> : null}
        <div className="stock-plot" data-exits={panel.hasExits}>
          <svg className="stock-level" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <path className="stock-grid" d="M0 0H100M0 100H100" />
            <path className="stock-area" d={panel.area} />
            <path className="stock-line" d={panel.line} />
          </svg>
          <svg className="stock-moves" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <path className="stock-came" d={panel.entries} />
            <path className="stock-advanced" d={panel.advanced} />
            <path className="stock-lost" d={panel.lost} />
            <path className="stock-zero" d={`M0 ${panel.zero}H100`} />
          </svg>
          {at === null ? null : (
            <span
              className="stock-cursor"
              style={{ insetInlineStart: `${((at + 0.5) / months.length) * 100}%` }}
            />
          )}
          <input
            type="range"
            className="stock-pointer"
            aria-label={own.cursor(names.stages[panel.stage])}
            aria-valuetext={`${format.cohort(month)}${unfinished ? `, ${own.unfinished}` : ''}: ${sum}`}
            min={0}
            max={last}
            value={index}
            onChange={(event) => onPoint(event.target.valueAsNumber)}
            onPointerMove={placeOf}
            onPointerLeave={() => onPoint(null)}
            onFocus={() => at === null && onPoint(last)}
            onBlur={() => onPoint(null)}
            {...leads}
          />
        </div>
      </div>
      <p className="stock-foot num">
        <span>{format.cohortShort(months[0] ?? '')}</span>
        <span>{format.cohortShort(months[last] ?? '')}</span>
      </p>
    </div>
  );
}

const SIGNS: Readonly<Record<Count, string>> = {
  start: '',
  entries: '+ ',
  advanced: '− ',
  lost: '− ',
  end: '= ',
};

function sumText(panel: StockPanel, figures: StockOfStage, own: StockWords, format: Format): string {
  return countsOf(panel)
    .map((count) => `${SIGNS[count]}${format.count(figures[count])} ${own[count]}`)
    .join(' ');
}

interface StockRow {
  readonly month: string;
  readonly figures: StockOfStage;
}

function stockColumns(panel: StockPanel, own: StockWords, format: Format): DataColumn<StockRow>[] {
  return [
    { key: 'month', header: own.month, cell: ({ month }) => format.cohort(month), rowHeader: true },
    ...countsOf(panel).map((count): DataColumn<StockRow> => ({
      key: count,
      header: `${SIGNS[count]}${own[count]}`,
      cell: ({ month, figures }) => (
        <LeadsLink mark={stockMark(panel.stage, month, count)}>{format.count(figures[count])}</LeadsLink>
      ),
      numeric: true,
    })),
  ];
}

function StockTable(props: { readonly panel: StockPanel; readonly months: readonly string[] }) {
  const own = useWords(STOCK_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { panel, months } = props;
  const rows = panel.months.map((figures, index): StockRow => ({ month: months[index] ?? '', figures }));
  return (
    <DataTable
      caption={own.table(names.stages[panel.stage])}
      columns={stockColumns(panel, own, format)}
      rows={rows}
      rowKey={(row) => row.month}
    />
  );
}
