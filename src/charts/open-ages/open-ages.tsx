/** How long those that are open now have been waiting: one panel a stage, one bar a span of days. */
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { ExplainedMark, ExplainedMarks, type MarkExplanation } from '../../components/ui/explained-marks.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import { OPEN_AGE_DAYS, type MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { capital } from '../common/capital.ts';
import { CHART_WORDS, type ChartWords } from '../common/words.ts';
import { agePanels, latest, type AgeBin, type AgePanel } from './layout.ts';
import { AGE_WORDS, type AgeWords } from './words.ts';
import './open-ages.css';

interface Words {
  readonly own: AgeWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

/** What an `OpenAgesChart` takes. */
export interface OpenAgesChartProps {
  /** with the sections `funnel` and `openAges`; `timeInStage` tells how many advanced */
  readonly document: MetricsDocument;
  readonly pending?: boolean;
}

const openMark = (stage: Stage): Mark => ({ figure: { of: 'stay', stage, ending: 'open' } });
const pastMark = (stage: Stage, past: 'p90' | 'sla'): Mark => ({ figure: { of: 'openPast', stage, past } });
const binMark = (stage: Stage, { least, limit }: AgeBin): Mark => ({
  figure: { of: 'openAge', stage, least, limit },
});

/** The ages with their finding and their numbers as tables. */
export function OpenAgesChart(props: OpenAgesChartProps) {
  const own = useWords(AGE_WORDS);
  const shared = useWords(CHART_WORDS);
  const words: Words = { own, shared, names: useVocabulary(), format: useFormat() };
  const panels = agePanels(props.document);
  if (panels.length === 0) return null;
  const nobody = panels.every(({ open }) => open === 0);
  return (
    <FigureWithTable
      title={`${capital(findingText(panels, words))}.`}
      definition={own.definition}
      pending={props.pending ?? false}
      table={<AgeTables panels={panels} words={words} />}
    >
      {nobody ? (
        <EmptyState kind="noData" />
      ) : (
        <ExplainedMarks className="ages" explain={(key) => explanationOf(key, panels, words)}>
          {panels.map((panel, index) => (
            <Panel key={panel.stage} panel={panel} row={index * OPEN_AGE_DAYS.length} words={words} />
          ))}
        </ExplainedMarks>
      )}
    </FigureWithTable>
  );
}

function findingText(panels: readonly AgePanel[], { own, shared, format }: Words): string {
  if (panels.every(({ open }) => open === 0)) return own.nobody;
  const late = latest(panels);
  const overdue = panels.find(({ pastSla }) => pastSla !== null)?.pastSla ?? 0;
  const parts = [
    ...(late === null
      ? []
      : [
          own.late({
            past: format.count(late.pastP90),
            open: format.count(late.open),
            many: shared.many[late.stage],
            days: format.days(late.p90Days),
          }),
        ]),
    ...(overdue > 0 ? [own.overdue(overdue, format.count(overdue))] : []),
  ];
  return parts.length === 0 ? own.tooFew : parts.join('; ');
}

function binText({ least, limit }: AgeBin, own: AgeWords, format: Format): string {
  return own.bin(format.count(least), limit === null ? null : format.count(limit - 1));
}

const keyOf = (panel: AgePanel, bin: AgeBin) => `${panel.stage} ${bin.least}`;

function explanationOf(
  key: string,
  panels: readonly AgePanel[],
  { own, names, format }: Words,
): MarkExplanation | null {
  for (const panel of panels) {
    const bin = panel.bins.find((one) => keyOf(panel, one) === key);
    if (bin === undefined) continue;
    return {
      title: `${names.stages[panel.stage]}: ${binText(bin, own, format)} ${own.days}`,
      facts: [
        { label: own.leads, value: format.count(bin.leads) },
        { label: own.shareOfOpen, value: format.rate(panel.open === 0 ? null : bin.leads / panel.open) },
      ],
      ...(bin.isPast ? { definition: own.pastBin } : {}),
    };
  }
  return null;
}

function Panel(props: { readonly panel: AgePanel; readonly row: number; readonly words: Words }) {
  const { panel, words } = props;
  const { own, names, format } = words;
  const { stage, p90Days, pastP90, pastSla } = panel;
  return (
    <div className="ages-panel" data-stage={stage} data-few={panel.few}>
      <div className="ages-head">
        <p className="ages-name">{names.stages[stage]}</p>
        <p className="num">
          <strong>
            <LeadsLink mark={openMark(stage)}>{format.count(panel.open)}</LeadsLink>
          </strong>{' '}
          <span className="ages-basis">
            {own.openNow}
            {panel.few ? ` · ${own.few}` : ''}
          </span>
        </p>
        <p className="ages-past num">
          {p90Days === null || pastP90 === null ? (
            own.noP90
          ) : (
            <>
              <LeadsLink mark={pastMark(stage, 'p90')}>{format.count(pastP90)}</LeadsLink>{' '}
              {own.pastP90(format.days(p90Days))}
              {panel.p90OfFew ? ` (${own.p90OfFew})` : ''}
            </>
          )}
        </p>
        {pastSla === null ? null : (
          <p className="ages-past num" data-tone={pastSla > 0 ? 'warn' : 'plain'}>
            <LeadsLink mark={pastMark(stage, 'sla')}>{format.count(pastSla)}</LeadsLink> {own.pastSla}
          </p>
        )}
      </div>
      <ol className="ages-bins">
        {panel.bins.map((bin, index) => (
          <li key={bin.least}>
            <ExplainedMark
              className="ages-bin"
              name={keyOf(panel, bin)}
              row={props.row + index}
              column={0}
              mark={binMark(stage, bin)}
              data={{ past: String(bin.isPast) }}
            >
              <span className="ages-span num">
                {binText(bin, own, format)}
                <span className="visually-hidden"> {own.days}: </span>
              </span>
              <span className="ages-track">
                <span className="ages-bar" style={{ inlineSize: `${bin.share * 100}%` }} />
                <span className="ages-count num">{format.count(bin.leads)}</span>
              </span>
            </ExplainedMark>
          </li>
        ))}
      </ol>
      <p className="ages-axis" aria-hidden="true">
        {own.age}
      </p>
    </div>
  );
}

interface BinRow {
  readonly index: number;
  readonly text: string;
}

function binColumns(panels: readonly AgePanel[], { own, names, format }: Words): DataColumn<BinRow>[] {
  return [
    { key: 'age', header: own.age, cell: ({ text }) => text, rowHeader: true },
    ...panels.map((panel): DataColumn<BinRow> => ({
      key: panel.stage,
      header: names.stages[panel.stage],
      cell: ({ index }) => {
        const bin = panel.bins[index];
        return bin === undefined ? null : (
          <LeadsLink mark={binMark(panel.stage, bin)}>{format.count(bin.leads)}</LeadsLink>
        );
      },
      numeric: true,
    })),
  ];
}

function pastColumns({ own, names, format }: Words): DataColumn<AgePanel>[] {
  return [
    { key: 'stage', header: own.stage, cell: ({ stage }) => names.stage[stage], rowHeader: true },
    {
      key: 'open',
      header: capital(own.openNow),
      cell: ({ stage, open }) => <LeadsLink mark={openMark(stage)}>{format.count(open)}</LeadsLink>,
      numeric: true,
    },
    { key: 'p90', header: own.p90, cell: ({ p90Days }) => format.days(p90Days), numeric: true },
    {
      key: 'past',
      header: own.past,
      cell: ({ stage, pastP90 }) => (
        <LeadsLink mark={pastP90 === null ? null : pastMark(stage, 'p90')}>{format.count(pastP90)}</LeadsLink>
      ),
      numeric: true,
    },
    {
      key: 'sla',
      header: own.sla,
      cell: ({ stage, pastSla }) => (
        <LeadsLink mark={pastSla === null ? null : pastMark(stage, 'sla')}>{format.count(pastSla)}</LeadsLink>
      ),
      numeric: true,
    },
  ];
}

function AgeTables(props: { readonly panels: readonly AgePanel[]; readonly words: Words }) {
  const { panels, words } = props;
  const { own, format } = words;
  const bins = (panels[0]?.bins ?? []).map((bin, index): BinRow => ({
    index,
    text: binText(bin, own, format),
  }));
  return (
    <div className="ages-tables">
      <DataTable
        caption={own.tablePast}
        columns={pastColumns(words)}
        rows={panels}
        rowKey={(panel) => panel.stage}
        isQuiet={(panel) => panel.few}
      />
      <DataTable
        caption={own.table}
        columns={binColumns(panels, words)}
        rows={bins}
        rowKey={(row) => String(row.index)}
      />
    </div>
  );
}
