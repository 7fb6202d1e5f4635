/** Conversion of one step by cohort and days since the entry: a table whose cells are coloured by what they say. */
import { useState } from 'react';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { ExplainedMark, ExplainedMarks, type MarkExplanation } from '../../components/ui/explained-marks.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { Select } from '../../components/ui/select.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import { HEAT_DAYS, type MetricsDocument } from '../../model/metrics-document.ts';
import type { StepName } from '../../model/stages.ts';
import { capital } from '../common/capital.ts';
import { unitOf } from '../common/cohort-calendar.ts';
import { stepMark } from '../common/ratio-links.tsx';
import { hasWindow } from '../common/steps.ts';
import { CHART_WORDS, rateFacts, type ChartWords } from '../common/words.ts';
import {
  heatFinding,
  heatLayout,
  heatSteps,
  HEAT_LEVELS,
  type CohortSpan,
  type HeatCell,
  type HeatFinding,
  type HeatLayout,
  type HeatRow,
} from './layout.ts';
import { HEAT_WORDS, type HeatWords } from './words.ts';
import './cohort-heat.css';

interface Words {
  readonly own: HeatWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

/** What a `CohortHeat` takes. */
export interface CohortHeatProps {
  /** with the sections `funnel` and `heat` */
  readonly document: MetricsDocument;
  readonly cohortBy: 'created' | 'entry';
  readonly pending?: boolean;
}

/** Cohorts that are shown until all are asked for. */
const SHOWN = 18;

/** The table with its finding, and its counts as a second table. */
export function CohortHeat(props: CohortHeatProps) {
  const own = useWords(HEAT_WORDS);
  const shared = useWords(CHART_WORDS);
  const words: Words = { own, shared, names: useVocabulary(), format: useFormat() };
  const [chosen, setChosen] = useState<StepName>('lead→sql');
  const [all, setAll] = useState(false);
  const { document, cohortBy } = props;
  const steps = heatSteps(document);
  const step = steps.find(([from, to]) => `${from}→${to}` === chosen) ?? steps[0];
  const layout = step === undefined ? null : heatLayout(document, ...step);
  if (step === undefined) return null;
  const [from, to] = step;
  const name = words.names.step(`${from}→${to}` as StepName);
  const unit = unitOf(layout?.rows[0]?.cohort ?? '');
  const finding: HeatFinding = layout === null ? { kind: 'tooFew' } : heatFinding(layout);
  const shown = layout === null ? [] : all ? layout.rows : layout.rows.slice(-SHOWN);
  return (
    <FigureWithTable
      title={`${capital(findingText(finding, from, to, words))}.`}
      definition={own.definition(
        cohortBy === 'created' ? own.byCreation[unit] : own.byEntry(words.names.stage[from]),
        hasWindow(document.windowDays),
      )}
      actions={
        <Select
          label={own.step}
          hideLabel
          value={`${from}→${to}` as StepName}
          options={steps.map(([a, b]) => {
            const value = `${a}→${b}` as StepName;
            return { value, label: words.names.step(value) };
          })}
          onChange={setChosen}
        />
      }
      pending={props.pending ?? false}
      table={
        layout === null ? null : (
          <CountsTable layout={layout} words={words} caption={own.tableCaption(name)} />
        )
      }
    >
      {layout === null ? (
        <EmptyState kind="noData" />
      ) : (
        <>
          <Scale layout={layout} words={words} />
          <ExplainedMarks className="heat-scroll" explain={(key) => explanationOf(key, layout, words)}>
            <Grid layout={layout} rows={shown} words={words} caption={own.caption(name)} />
          </ExplainedMarks>
          {layout.rows.length <= SHOWN ? null : (
            <Button kind="quiet" className="no-print" onClick={() => setAll(!all)}>
              {all
                ? own.showLast(words.format.count(SHOWN))
                : own.showAll(words.format.count(layout.rows.length))}
            </Button>
          )}
        </>
      )}
    </FigureWithTable>
  );
}

function findingText(
  finding: HeatFinding,
  from: HeatLayout['from'],
  to: HeatLayout['to'],
  words: Words,
): string {
  const { own, shared, format } = words;
  if (finding.kind === 'tooFew') return own.tooFew;
  const rateIn = ({ converted, eligible }: CohortSpan) => format.rate(converted / eligible);
  const span = ({ first, last }: CohortSpan) =>
    first === last ? format.cohort(first) : `${format.cohort(first)}–${format.cohort(last)}`;
  const within = shared.within(shared.windowDays(finding.days));
  if (finding.kind === 'steady') return own.steady(shared.become(rateIn(finding.all), from, to, within));
  const { recent, before, difference } = finding;
  return own.changed({
    become: own.of(span(recent), shared.become(rateIn(recent), from, to, within)),
    before: rateIn(before),
    beforeSpan: span(before),
    interval: `${format.percentagePoints(difference.low)} … ${format.percentagePoints(difference.high)}`,
  });
}

function cellMark({ from, to }: HeatLayout, cohort: string, days: number): Mark {
  return { figure: { of: 'convertedWithin', from, to, days }, cohort };
}

const keyOf = (row: HeatRow, cell: HeatCell) => `${row.cohort} ${cell.days}`;

function explanationOf(key: string, layout: HeatLayout, words: Words): MarkExplanation | null {
  const { own, shared, format } = words;
  for (const row of layout.rows) {
    const cell = row.cells.find((one) => keyOf(row, one) === key);
    if (cell === undefined) continue;
    const remarks = [
      row.few ? own.fewMeaning(format.count(row.entered)) : '',
      cell.state === 'growing' ? own.growing : '',
    ].filter((remark) => remark !== '');
    return {
      title: own.cell(format.cohort(row.cohort), format.count(cell.days)),
      facts: rateFacts(shared, format, layout.from, layout.to, cell.rate),
      ...(remarks.length === 0 ? {} : { definition: remarks.join(' ') }),
    };
  }
  return null;
}

function Scale(props: { readonly layout: HeatLayout; readonly words: Words }) {
  const { own, format } = props.words;
  return (
    <p className="heat-scale num">
      <span>{own.scale}</span>
      <span className="heat-scale-steps">
        <span>{format.share(0)}</span>
        {Array.from({ length: HEAT_LEVELS }, (_, level) => (
          <span key={level} className="heat-swatch" data-level={level + 1} />
        ))}
        <span>{format.share(props.layout.end)}</span>
      </span>
      <span className="heat-scale-steps">
        <span className="heat-swatch" data-state="growing" />
        {own.keyGrowing}
      </span>
      <span>{own.keyAhead}</span>
    </p>
  );
}

function Grid(props: {
  readonly layout: HeatLayout;
  readonly rows: readonly HeatRow[];
  readonly words: Words;
  readonly caption: string;
}) {
  const { layout, words } = props;
  const { own, shared, format } = words;
  const { from, to } = layout;
  return (
    <table className="heat">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {own.cohort}
          </th>
          <th scope="col" rowSpan={2} className="heat-entered">
            {capital(own.entered(shared.many[from]))}
          </th>
          <th scope="colgroup" colSpan={HEAT_DAYS.length}>
            {own.within}
          </th>
        </tr>
        <tr>
          {HEAT_DAYS.map((days) => (
            <th key={days} scope="col" className="num">
              {format.count(days)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, index) => (
          <tr key={row.cohort} data-few={row.few}>
            <th scope="row">{format.cohort(row.cohort)}</th>
            <td className="heat-entered num">
              <LeadsLink mark={stepMark(from, to, 'entered', { cohort: row.cohort })}>
                {format.count(row.entered)}
              </LeadsLink>
              {row.few ? <span className="heat-few"> {own.few}</span> : null}
            </td>
            {row.cells.map((cell, column) => (
              <td key={cell.days} className="num">
                {cell.state === 'ahead' ? (
                  <span className="visually-hidden">{own.ahead}</span>
                ) : (
                  <ExplainedMark
                    className="heat-cell"
                    name={keyOf(row, cell)}
                    row={index}
                    column={column}
                    mark={cellMark(layout, row.cohort, cell.days)}
                    data={{
                      state: cell.state,
                      ...(cell.level === null ? {} : { level: String(cell.level) }),
                    }}
                  >
                    {cell.state === 'growing'
                      ? own.least(bare(format.rate(cell.rate.rate)))
                      : bare(format.rate(cell.rate.rate))}
                    <span className="visually-hidden">%</span>
                  </ExplainedMark>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A rate without its sign, which the head of the columns bears for all: six of them stand beside one another on a phone. */
function bare(rate: string): string {
  return rate.replace(/\s*%$/, '');
}

function countColumns(layout: HeatLayout, { own, shared, format }: Words): DataColumn<HeatRow>[] {
  const { from, to } = layout;
  return [
    { key: 'cohort', header: own.cohort, cell: ({ cohort }) => format.cohort(cohort), rowHeader: true },
    {
      key: 'entered',
      header: capital(own.entered(shared.many[from])),
      cell: ({ cohort, entered }) => (
        <LeadsLink mark={stepMark(from, to, 'entered', { cohort })}>{format.count(entered)}</LeadsLink>
      ),
      numeric: true,
    },
    ...HEAT_DAYS.map((days, column): DataColumn<HeatRow> => ({
      key: String(days),
      header: own.days(format.count(days)),
      cell: ({ cohort, cells }) => {
        const cell = cells[column];
        if (cell === undefined || cell.state === 'ahead') return format.count(null);
        const count = (
          <LeadsLink mark={cellMark(layout, cohort, days)}>{format.count(cell.rate.converted)}</LeadsLink>
        );
        return cell.state === 'growing' ? (
          <span className="quiet">
            {own.least('')}
            {count}
          </span>
        ) : (
          count
        );
      },
      numeric: true,
    })),
  ];
}

/** Counts instead of shares: what the cells are quotients of. */
function CountsTable(props: {
  readonly layout: HeatLayout;
  readonly words: Words;
  readonly caption: string;
}) {
  const { layout, words } = props;
  return (
    <DataTable
      caption={props.caption}
      columns={countColumns(layout, words)}
      rows={layout.rows}
      rowKey={(row) => row.cohort}
      isQuiet={(row) => row.few}
    />
  );
}
