/** The values of a column side by side, those that weigh most first. */
import { useDeferredValue, useState } from 'react';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Explained } from '../../components/ui/explained.tsx';
import { Select } from '../../components/ui/select.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { MetricsDocument, StepFigures } from '../../model/metrics-document.ts';
import type { ConversionWindow } from '../../model/metrics-request.ts';
import { ownValue } from '../../model/own-value.ts';
import { ROUTES, STAGES, type Basis, type Stage, type StepName } from '../../model/stages.ts';
import { capital } from '../common/capital.ts';
import { StepDifference } from '../common/compared.tsx';
import { stepMark, type MarkScope } from '../common/ratio-links.tsx';
import { FEW_LEADS, shownStages, stepName, windowOf } from '../common/steps.ts';
import { CHART_WORDS, rateFacts, stepWithin, type ChartWords } from '../common/words.ts';
import {
  breakdownLayout,
  weightiest,
  type BreakdownLayout,
  type BreakdownRow,
  type StepColumn,
} from './layout.ts';
import { BREAKDOWN_WORDS, type BreakdownWords } from './words.ts';
import '../../components/ui/figure-with-table.css';
import './breakdown-table.css';

interface Words {
  readonly own: BreakdownWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

/** What a `BreakdownTable` takes. */
export interface BreakdownTableProps {
  /** with the sections `funnel` and `breakdowns` */
  readonly document: MetricsDocument;
  /** name of the column; nothing is drawn while the document does not have it */
  readonly column: string;
  readonly pending?: boolean;
}

/** Steps of the columns, of which those that the data set uses are shown. */
const COLUMNS = [
  ['lead', 'mql'],
  ['mql', 'sql'],
  ['lead', 'sql'],
  ['sql', 'customer'],
  ['lead', 'customer'],
] as const satisfies readonly (readonly [Stage, Stage])[];

/** Rows that are shown until all are asked for. */
const SHOWN = 15;

/** The table with its finding. It is the chart and the numbers at once. */
export function BreakdownTable(props: BreakdownTableProps) {
  const own = useWords(BREAKDOWN_WORDS);
  const shared = useWords(CHART_WORDS);
  const names = useVocabulary();
  const words: Words = { own, shared, names, format: useFormat() };
  const [chosen, setChosen] = useState<StepName>('lead→sql');
  const [all, setAll] = useState(false);
  const { column } = props;
  // The table may come a moment after the pictures: it must not hold up what moves under the hand.
  const document = useDeferredValue(props.document);
  const figures = ownValue(document.breakdowns, column);
  if (figures === undefined || document.funnel === undefined) return null;
  const used = shownStages([document.funnel.entered], document.basis);
  const steps = COLUMNS.filter(
    // The route is known of SQLs alone, so that steps into SQL would only repeat it.
    ([from, to]) => used.includes(from) && used.includes(to) && (column !== '@route' || from === 'sql'),
  );
  const by = steps.find(([from, to]) => stepName(from, to) === chosen) ?? steps[0];
  if (by === undefined) return null;
  const layout = breakdownLayout(figures, steps, by, document);
  const shown = all ? layout.rows : layout.rows.slice(0, SHOWN);
  return (
    <section className="ui-figure" aria-labelledby="breakdown-title" aria-busy={props.pending ?? false}>
      <header className="ui-figure-head">
        <div className="ui-figure-words">
          <h2 id="breakdown-title" className="ui-figure-title">
            {capital(findingText(layout, by, column, document, words))}.
          </h2>
          <p className="ui-figure-definition">
            {own.definition}
            {layout.rows.some((row) => row.asked) ? ` ${own.askedLeftOut}` : ''}
          </p>
        </div>
        <div className="ui-figure-actions breakdown-actions no-print">
          <Select
            label={own.compareBy}
            value={`${by[0]}→${by[1]}` as StepName}
            options={steps.map(([from, to]) => {
              const value = `${from}→${to}` as StepName;
              return { value, label: names.step(value) };
            })}
            onChange={setChosen}
          />
        </div>
      </header>
      {layout.rows.length === 0 ? (
        <EmptyState kind="noData" />
      ) : (
        <div className="dimmable breakdown" data-pending={props.pending ?? false}>
          <DataTable
            key={`${column} ${by.join()}`}
            caption={own.caption(names.column(column))}
            hideCaption
            columns={tableColumns(layout, column, by, document, words)}
            rows={shown}
            rowKey={(row) => JSON.stringify(row.value)}
            sort={{ key: 'impact', descending: true }}
            isQuiet={(row) => row.few}
          />
          {layout.rows.length <= SHOWN ? null : (
            <p className="breakdown-more no-print">
              {all ? null : own.shownOf(words.format.count(SHOWN), words.format.count(layout.rows.length))}
              <Button kind="quiet" onClick={() => setAll(!all)}>
                {all ? own.showFewer : own.showAll(words.format.count(layout.rows.length))}
              </Button>
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function findingText(
  layout: BreakdownLayout,
  [from, to]: readonly [Stage, Stage],
  column: string,
  document: MetricsDocument,
  words: Words,
): string {
  const { own, shared, names, format } = words;
  const known = names.column(column);
  // a name as it stands in a file is no word of the sentence
  const name = known === column ? quote(column, format.language) : known;
  if (layout.rows.length === 1) return own.single(name);
  const asked = layout.rows.filter((row) => row.asked).length;
  if (asked > 0 && layout.rows.length - asked < 2) return own.singleApart(name);
  if (layout.compared < 2) return own.tooFew(name);
  const row = weightiest(layout);
  if (row === null || row.difference === null || row.rest === null) {
    return own.alike(name, names.step(`${from}→${to}` as StepName));
  }
  return own.differs(
    `${name} ${quoted(column, row.value, document.basis, words)}`,
    shared.become(
      format.rate((row.rest.rate ?? 0) + row.difference.difference),
      from,
      to,
      stepWithin(shared, document.windowDays, from, to),
    ),
    format.rate(row.rest.rate),
  );
}

function quoted(column: string, value: string | null, basis: Basis, words: Words): string {
  const text = valueName(column, value, basis, words);
  return value === null ? text : quote(text, words.format.language);
}

function quote(text: string, language: Format['language']): string {
  return language === 'de' ? `„${text}“` : `“${text}”`;
}

/** A value for a reader: those of virtual columns in words, any other as it stands in the file. */
function valueName(column: string, value: string | null, basis: Basis, { own, names }: Words): string {
  if (value === null) return names.noValue;
  const route = column === '@route' ? ROUTES.find((name) => name === value) : undefined;
  if (route === 'direct' && basis === 'recorded') return own.noMqlDate;
  if (route !== undefined) return names.route[route];
  const stage =
    column === '@stage' ? [...STAGES, 'disqualified' as const].find((name) => name === value) : undefined;
  if (stage !== undefined) return names.stage[stage];
  return column.startsWith('@persona:') ? (ownValue(own.persona, value) ?? value) : value;
}

function tableColumns(
  layout: BreakdownLayout,
  column: string,
  by: readonly [Stage, Stage],
  { basis, windowDays: window }: MetricsDocument,
  words: Words,
): DataColumn<BreakdownRow>[] {
  const { own, shared, names, format } = words;
  return [
    {
      key: 'value',
      header: names.column(column),
      cell: (row) => (
        <span className="breakdown-value">
          {valueName(column, row.value, basis, words)}
          {row.few ? <em className="breakdown-few">{own.few}</em> : null}
          {row.asked ? (
            <em className="breakdown-asked" title={own.askedMeaning}>
              {own.asked}
            </em>
          ) : null}
        </span>
      ),
      rowHeader: true,
      sortBy: (row) => row.value,
    },
    {
      key: 'leads',
      header: own.leads,
      cell: (row) => (
        <LeadsLink mark={{ figure: { of: 'leads' }, segment: { column, value: row.value } }}>
          {format.count(row.leads)}
        </LeadsLink>
      ),
      numeric: true,
      sortBy: (row) => row.leads,
    },
    {
      key: 'difference',
      header: `${own.difference}: ${names.step(`${by[0]}→${by[1]}` as StepName)}`,
      cell: (row) => <Difference row={row} words={words} />,
      numeric: true,
      sortBy: (row) => row.difference?.difference ?? null,
    },
    {
      key: 'impact',
      header: `${own.impact} ${own.impactOf(shared.many[by[1]])}`,
      cell: (row) => (
        <span className={row.beyondChance ? undefined : 'quiet'}>
          {format.change(row.impact === null ? null : Math.round(row.impact))}
        </span>
      ),
      numeric: true,
      sortBy: (row) => (row.impact === null ? null : Math.abs(row.impact)),
    },
    ...layout.columns.map((step, index): DataColumn<BreakdownRow> => ({
      key: `${step.from}-${step.to}`,
      header: names.step(`${step.from}→${step.to}` as StepName),
      cell: (row) => (
        <RateCell
          step={step}
          figures={row.rates[index] ?? null}
          window={window}
          words={words}
          scope={{ segment: { column, value: row.value } }}
        />
      ),
      sortBy: (row) => row.rates[index]?.rate ?? null,
    })),
  ];
}

const percent = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`;

function RateCell(props: {
  readonly step: StepColumn;
  readonly figures: StepFigures | null;
  readonly window: ConversionWindow;
  readonly words: Words;
  readonly scope: MarkScope;
}) {
  const { step, figures, words } = props;
  const { shared, format } = words;
  const { from, to, end } = step;
  if (figures === null || figures.rate === null)
    return <span className="quiet num">{format.rate(null)}</span>;
  const days = windowOf(props.window, from, to);
  const few = figures.eligible < FEW_LEADS;
  return (
    <span className="breakdown-rate" data-few={few} data-stage={to}>
      <Explained
        title={capital(shared.fromTo(from, to))}
        facts={rateFacts(shared, format, from, to, figures)}
        mark={stepMark(from, to, 'converted', props.scope)}
        definition={
          (few ? `${shared.tooFew(format.count(figures.eligible))} ` : '') +
          capital(shared.rateMeaning(from, to, days === null ? null : shared.windowDays(days)))
        }
      >
        <span className="breakdown-figures num">
          <strong>{format.rate(figures.rate)}</strong>
          <span className="breakdown-ratio">
            {shared.ratio(format.count(figures.converted), format.count(figures.eligible))}
          </span>
        </span>
        <svg className="breakdown-bar" aria-hidden="true">
          <rect className="breakdown-track" width="100%" height="6" />
          <rect className="breakdown-fill" width={percent(figures.rate / end)} height="6" />
          <line
            className="breakdown-whisker"
            x1={percent((figures.low ?? 0) / end)}
            x2={percent((figures.high ?? 0) / end)}
            y1="9"
            y2="9"
          />
        </svg>
      </Explained>
      <StepDifference from={from} to={to} {...props.scope} />
    </span>
  );
}

function Difference(props: { readonly row: BreakdownRow; readonly words: Words }) {
  const { row, words } = props;
  const { own, shared, format } = words;
  const { difference, rest } = row;
  if (row.asked) return <span className="quiet">{format.rate(null)}</span>;
  if (difference === null || rest === null) return <span className="quiet">{own.notCompared}</span>;
  const { low, high } = difference;
  const sure = low > 0 || high < 0;
  const direction = !sure ? 'unsure' : difference.difference > 0 ? 'up' : 'down';
  return (
    <span className="breakdown-difference" data-direction={direction}>
      <Explained
        title={own.difference}
        facts={[
          { label: own.restRate, value: format.rate(rest.rate) },
          {
            label: shared.interval,
            value: `${format.percentagePoints(low)} … ${format.percentagePoints(high)}`,
          },
        ]}
        definition={own.differenceMeaning}
      >
        <strong className="num">
          {sure ? <span aria-hidden="true">{difference.difference > 0 ? '▲ ' : '▼ '}</span> : null}
          {format.percentagePoints(difference.difference)}
        </strong>
      </Explained>
      <span className="breakdown-interval num">
        {format.percentagePoints(low)} … {format.percentagePoints(high)}
      </span>
    </span>
  );
}
