/** Entries into each stage by month: how much comes in, beside the rates that say what becomes of it. */
import { useId, useState, type PointerEvent } from 'react';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink, usePlotLeads } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { NoteLines } from '../common/annotations.tsx';
import { capital } from '../common/capital.ts';
import { CHART_WORDS, type ChartWords } from '../common/words.ts';
import { flowLayout, type FlowLayout, type FlowPanel } from './layout.ts';
import { FLOW_WORDS, type FlowWords } from './words.ts';
import './monthly-flow.css';

/** What a `MonthlyFlow` takes. */
export interface MonthlyFlowProps {
  /** with the sections `funnel` and `flow` */
  readonly document: MetricsDocument;
  /** drawn as thin grey lines where its bars would end */
  readonly baseline: MetricsDocument | null;
  readonly pending?: boolean;
}

/** The flow with its numbers as a table. */
export function MonthlyFlow(props: MonthlyFlowProps) {
  const own = useWords(FLOW_WORDS);
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const [at, setAt] = useState<number | null>(null);
  const layout = flowLayout(props.document, props.baseline);
  if (layout === null) return null;
  return (
    <FigureWithTable
      title={`${capital(findingText(layout, own, shared, format))}.`}
      definition={layout.lastIsOver ? own.definition : `${own.definition} ${own.hatched}`}
      pending={props.pending ?? false}
      table={<FlowTable layout={layout} />}
    >
      <div className="flow">
        {layout.panels.map((panel) => (
          <Panel
            key={panel.stage}
            panel={panel}
            months={layout.months}
            lastIsOver={layout.lastIsOver}
            at={at === null ? null : Math.min(at, layout.months.length - 1)}
            onPoint={setAt}
          />
        ))}
      </div>
    </FigureWithTable>
  );
}

function findingText(layout: FlowLayout, own: FlowWords, shared: ChartWords, format: Format): string {
  const { average, months, panels } = layout;
  if (average === null) return own.begun(format.cohort(months[0] ?? ''));
  const stages = panels
    .filter(({ stage }) => stage !== 'opportunity')
    .map(({ stage }) => `${format.count(Math.round(average.of[stage]))} ${shared.many[stage]}`);
  return own.average(average.months, format.list(stages));
}

function flowMark(stage: Stage, month: string): Mark {
  return { figure: { of: 'flow', month, stage } };
}

function Panel(props: {
  readonly panel: FlowPanel;
  readonly months: readonly string[];
  readonly lastIsOver: boolean;
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}) {
  const { panel, months, at, onPoint } = props;
  const own = useWords(FLOW_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const hatch = useId();
  const last = months.length - 1;
  const mark = at === null ? null : flowMark(panel.stage, months[at] ?? '');
  const leads = usePlotLeads(mark);
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    onPoint(Math.max(0, Math.min(last, Math.floor(share * months.length))));
  };
  const read = (index: number) =>
    `${format.cohortShort(months[index] ?? '')}${index === last && !props.lastIsOver ? `, ${own.unfinished}` : ''}`;
  return (
    <div className="flow-panel" data-stage={panel.stage}>
      <p className="flow-head">
        <span className="flow-name">{names.stages[panel.stage]}</span>
        <span className="num">
          <strong>
            <LeadsLink mark={mark ?? { figure: { of: 'entered', stage: panel.stage } }}>
              {format.count(
                at === null ? panel.counts.reduce((sum, count) => sum + count, 0) : (panel.counts[at] ?? 0),
              )}
            </LeadsLink>
          </strong>{' '}
          <span className="flow-basis">{at === null ? own.total : read(at)}</span>
        </span>
      </p>
      <div className="flow-axes">
        <span className="flow-end num">{format.count(panel.end)}</span>
        <div className="flow-plot">
          <svg className="flow-bars" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <defs>
              <pattern id={hatch} width="100" height="7" patternUnits="userSpaceOnUse">
                <rect className="flow-hatch" width="100" height="3.5" />
              </pattern>
            </defs>
            <path className="flow-grid" d="M0 0H100M0 100H100" />
            <path className="flow-month" d={panel.bars} />
            <path d={panel.lastBar} fill={`url(#${hatch})`} />
            {panel.baseline === '' ? null : <path className="flow-baseline" d={panel.baseline} />}
          </svg>
          <NoteLines periods={months} />
          {at === null ? null : (
            <span
              className="flow-cursor"
              style={{ insetInlineStart: `${((at + 0.5) / months.length) * 100}%` }}
            />
          )}
          <input
            type="range"
            className="flow-pointer"
            aria-label={own.cursor(names.stages[panel.stage])}
            aria-valuetext={`${read(at ?? last)}: ${format.count(panel.counts[at ?? last] ?? 0)}`}
            min={0}
            max={last}
            value={at ?? last}
            onChange={(event) => onPoint(event.target.valueAsNumber)}
            onPointerMove={placeOf}
            onPointerLeave={() => onPoint(null)}
            onFocus={() => at === null && onPoint(last)}
            onBlur={() => onPoint(null)}
            {...leads}
          />
        </div>
      </div>
      <p className="flow-foot num">
        <span>{format.cohortShort(months[0] ?? '')}</span>
        <span>{last === 0 ? '' : format.cohortShort(months[last] ?? '')}</span>
      </p>
    </div>
  );
}

interface FlowRow {
  readonly month: string;
  readonly index: number;
}

function flowColumns(
  panels: readonly FlowPanel[],
  own: FlowWords,
  names: Vocabulary,
  format: Format,
): DataColumn<FlowRow>[] {
  return [
    { key: 'month', header: own.month, cell: ({ month }) => format.cohort(month), rowHeader: true },
    ...panels.map((panel): DataColumn<FlowRow> => ({
      key: panel.stage,
      header: names.stages[panel.stage],
      cell: ({ index, month }) => (
        <LeadsLink mark={flowMark(panel.stage, month)}>{format.count(panel.counts[index] ?? 0)}</LeadsLink>
      ),
      numeric: true,
    })),
  ];
}

function FlowTable(props: { readonly layout: FlowLayout }) {
  const own = useWords(FLOW_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { months, panels } = props.layout;
  const rows = months.map((month, index): FlowRow => ({ month, index }));
  return (
    <DataTable
      caption={own.table}
      columns={flowColumns(panels, own, names, format)}
      rows={rows}
      rowKey={(row) => row.month}
    />
  );
}
