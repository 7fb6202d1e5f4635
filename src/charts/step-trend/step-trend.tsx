/** Conversion of each step over the cohorts: small multiples on one axis, moving under the hand. */
import { useState, type PointerEvent } from 'react';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { usePlotLeads } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { Segmented } from '../../components/ui/segmented.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { StepName } from '../../model/stages.ts';
import type { Counts } from '../../statistics/newcombe.ts';
import { NoteLines, NoteList } from '../common/annotations.tsx';
import { unitOf } from '../common/cohort-calendar.ts';
import { capital } from '../common/capital.ts';
import { StepDifference, useIsCompared } from '../common/compared.tsx';
import { RatioLinks, stepMark } from '../common/ratio-links.tsx';
import { FEW_LEADS } from '../common/steps.ts';
import { CHART_WORDS, windowWithin, type ChartWords } from '../common/words.ts';
import { trendFinding, type TrendFinding } from './finding.ts';
import { trendLayout, type TrendAxis, type TrendLayout, type TrendPanel, type TrendPoint } from './layout.ts';
import { TREND_WORDS, type TrendWords } from './words.ts';
import './step-trend.css';

interface Words {
  readonly own: TrendWords;
  readonly shared: ChartWords;
  readonly names: Vocabulary;
  readonly format: Format;
}

/** What a `StepTrend` takes. */
export interface StepTrendProps {
  /** with the sections `funnel` and `cohorts`; `timeInStage` tells which cohorts are young */
  readonly document: MetricsDocument;
  /** drawn as thin grey line */
  readonly baseline: MetricsDocument | null;
  readonly cohortBy: 'created' | 'entry';
  readonly pending?: boolean;
}

/** The trend with its finding and its numbers as a table. */
export function StepTrend(props: StepTrendProps) {
  const own = useWords(TREND_WORDS);
  const shared = useWords(CHART_WORDS);
  const words: Words = { own, shared, names: useVocabulary(), format: useFormat() };
  const [axis, setAxis] = useState<TrendAxis>('same');
  const { document, cohortBy } = props;
  const layout = trendLayout(document, props.baseline, cohortBy, axis);
  if (layout === null) return null;
  const unit = unitOf(layout.periods[0] ?? '');
  const few = (document.funnel?.entered.lead ?? 0) < FEW_LEADS;
  const drawable = layout.periods.length > 1 && layout.panels.length > 0 && !few;
  return (
    <FigureWithTable
      title={`${capital(drawable ? findingText(trendFinding(layout), words) : own.tooFew)}.`}
      definition={own.definition(
        (cohortBy === 'created' ? own.byCreation : own.byEntry)[unit],
        windowWithin(shared, document.windowDays),
        axis,
        layout.panels.some((panel) => panel.open !== ''),
      )}
      actions={
        drawable ? (
          <Segmented
            label={own.axis}
            hideLabel
            value={axis}
            options={[
              { value: 'same', label: own.sameAxis },
              { value: 'own', label: own.ownAxis },
            ]}
            onChange={setAxis}
          />
        ) : null
      }
      pending={props.pending ?? false}
      table={<TrendTable layout={layout} words={words} />}
    >
      {drawable ? (
        <>
          <Panels layout={layout} words={words} />
          <NoteList periods={layout.periods} />
        </>
      ) : (
        <EmptyState kind="tooFew" {...(few ? {} : { detail: own.oneCohort })} />
      )}
    </FigureWithTable>
  );
}

function findingText(finding: TrendFinding, { own, shared, names, format }: Words): string {
  if (finding.kind === 'tooFew') return own.tooFew;
  if (finding.kind === 'steady') return own.steady(finding.compared);
  const { change, others } = finding;
  const span = ({ first, last }: { first: string; last: string }) =>
    first === last ? format.cohort(first) : `${format.cohort(first)}–${format.cohort(last)}`;
  const fromTo = shared.fromTo(change.from, change.to);
  const rose = change.difference > 0;
  const { turn, before, recent } = change;
  const rateIn = ({ converted, eligible }: Counts) => format.rate(converted / eligible);
  const text =
    turn === null
      ? own.changed(
          fromTo,
          rose,
          format.percentagePoints(Math.abs(change.difference)).replace('+', ''),
          own.upTo(format.percentagePoints(change.low), format.percentagePoints(change.high)),
          span(recent),
          span(before),
        )
      : own.turned({
          fromTo,
          rose,
          back: turn.back,
          rates: [rateIn(turn.earlier), rateIn(before), rateIn(recent)],
          spans: [span(turn.earlier), span(before), span(recent)],
        });
  return others.length === 0
    ? text
    : `${text}; ${own.othersToo(format.list(others.map((other) => names.step(`${other.from}→${other.to}` as StepName))))}`;
}

function Panels(props: { readonly layout: TrendLayout; readonly words: Words }) {
  const { layout, words } = props;
  const [at, setAt] = useState<number | null>(null);
  return (
    <div className="trend">
      {layout.panels.map((panel) => (
        <Panel
          key={`${panel.from}-${panel.to}`}
          panel={panel}
          periods={layout.periods}
          words={words}
          at={at === null ? null : Math.min(at, layout.periods.length - 1)}
          onPoint={setAt}
        />
      ))}
    </div>
  );
}

function Panel(props: {
  readonly panel: TrendPanel;
  readonly periods: readonly string[];
  readonly words: Words;
  /** place of the cohort that is pointed at, in every panel the same */
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}) {
  const { panel, periods, words, at, onPoint } = props;
  const { own, names, format } = words;
  const name = names.step(`${panel.from}→${panel.to}` as StepName);
  const last = periods.length - 1;
  const point = at === null ? null : (panel.points[at] ?? null);
  const leads = usePlotLeads(
    point === null || point.figures === null
      ? null
      : stepMark(panel.from, panel.to, isSoFar(point) ? 'immatureConverted' : 'converted', {
          cohort: point.cohort,
        }),
  );

  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    onPoint(Math.max(0, Math.min(last, Math.floor(share * periods.length))));
  };
  return (
    <div className="trend-panel" data-stage={panel.to}>
      <p className="trend-head">
        <span className="trend-name">{name}</span>
        <span className="trend-readout num">
          {point === null ? <Overall panel={panel} words={words} /> : <Readout point={point} words={words} />}
        </span>
      </p>
      <div className="trend-axes">
        <span className="trend-rate num" data-at="end">
          {format.share(panel.rateEnd)}
        </span>
        <span className="trend-rate num" data-at="zero">
          {format.share(0)}
        </span>
        <span className="trend-rate num" data-at="size">
          {format.count(panel.sizesEnd)}
        </span>
        <div className="trend-plot">
          <Curves panel={panel} />
          <svg className="trend-sizes" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <path d={panel.sizes} />
          </svg>
          <NoteLines periods={periods} />
          {at === null ? null : (
            <span
              className="trend-cursor"
              style={{ insetInlineStart: `${((at + 0.5) / periods.length) * 100}%` }}
            />
          )}
          <input
            type="range"
            className="trend-pointer"
            aria-label={own.cursor(name)}
            aria-valuetext={readoutText(panel.points[at ?? last] ?? null, words)}
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
      <p className="trend-foot num">
        <span>{format.cohortShort(periods[0] ?? '')}</span>
        <span>{names.stages[panel.from]}</span>
        <span>{format.cohortShort(periods[last] ?? '')}</span>
      </p>
    </div>
  );
}

/** What moves under the hand: one path a series. */
function Curves(props: { readonly panel: TrendPanel }) {
  const { panel } = props;
  return (
    <svg className="trend-curves" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path className="trend-grid" d="M0 0H100M0 50H100M0 100H100" />
      <path className="trend-band" d={panel.band} />
      {panel.open === '' ? null : <path className="trend-open" d={panel.open} />}
      {panel.baselineLine === '' ? null : <path className="trend-baseline" d={panel.baselineLine} />}
      <path className="trend-line" d={panel.line} />
      <path className="trend-line trend-dashed" d={panel.dashed} />
      <path className="trend-dots" d={panel.dots} />
      <path className="trend-dots trend-few" d={panel.fewDots} />
      <path className="trend-dots" d={panel.hollowDots} />
      <path className="trend-hollow" d={panel.hollowDots} />
    </svg>
  );
}

function Overall(props: { readonly panel: TrendPanel; readonly words: Words }) {
  const { panel, words } = props;
  const { own, format } = words;
  const isCompared = useIsCompared();
  const { overall, baseline } = panel;
  const difference =
    overall.rate === null || baseline?.rate == null
      ? null
      : format.percentagePoints(overall.rate - baseline.rate);
  return (
    <>
      <strong>{format.rate(overall.rate)}</strong>
      {isCompared ? (
        <StepDifference from={panel.from} to={panel.to} />
      ) : difference === null ? null : (
        <span className="trend-difference">{difference}</span>
      )}
      <span className="trend-basis">
        {own.overall} ·{' '}
        <RatioLinks
          from={panel.from}
          to={panel.to}
          converted={overall.converted}
          eligible={overall.eligible}
        />
      </span>
    </>
  );
}

function Readout(props: { readonly point: TrendPoint; readonly words: Words }) {
  const { point, words } = props;
  const { own, format } = words;
  return (
    <>
      <strong>{point.figures === null ? own.noLeads : format.rate(point.rate)}</strong>
      <span className="trend-basis">
        {format.cohortShort(point.cohort)}
        {basisOf(point, words)}
      </span>
    </>
  );
}

/** Counts, interval and doubts of a cohort, each behind a dot. */
function basisOf(point: TrendPoint, words: Words): string {
  const { shared, format } = words;
  const { figures } = point;
  if (figures === null) return '';
  const ratio = isSoFar(point)
    ? shared.ratio(format.count(figures.immatureConverted), format.count(figures.immature))
    : shared.ratio(format.count(figures.converted), format.count(figures.eligible));
  return ` · ${ratio}${doubtsOf(point, words)}`;
}

/** Nobody has had the whole window yet, so that only those can be counted who converted early. */
function isSoFar({ figures }: TrendPoint): boolean {
  return figures !== null && figures.rate === null && figures.immature > 0;
}

/** Doubts and interval of a cohort, each behind a dot: what stands beside its counts. */
function doubtsOf(point: TrendPoint, { own, format }: Words): string {
  const { figures } = point;
  if (figures === null) return '';
  const parts = isSoFar(point)
    ? [own.soFar]
    : [
        format.interval(figures.low, figures.high),
        ...(point.few ? [own.few] : []),
        ...(point.immature ? [own.stillGrowing] : []),
      ];
  return parts.map((part) => ` · ${part}`).join('');
}

function readoutText(point: TrendPoint | null, words: Words): string {
  if (point === null) return '';
  const { own, format } = words;
  const rate = point.figures === null ? own.noLeads : format.rate(point.rate);
  return `${format.cohort(point.cohort)}: ${rate}${basisOf(point, words)}`;
}

interface TableRow {
  readonly cohort: string;
  readonly index: number;
}

function trendColumns(layout: TrendLayout, words: Words): DataColumn<TableRow>[] {
  const { own, names, format } = words;
  return [
    { key: 'cohort', header: own.cohort, cell: ({ cohort }) => format.cohort(cohort), rowHeader: true },
    ...layout.panels.map((panel): DataColumn<TableRow> => ({
      key: `${panel.from}-${panel.to}`,
      header: `${names.step(`${panel.from}→${panel.to}` as StepName)}${
        panel.matureDays === null ? '' : `, ${own.matureAfter(format.days(panel.matureDays))}`
      }`,
      cell: ({ index }) => {
        const point = panel.points[index];
        if (point === undefined || point.figures === null) return format.rate(null);
        const { figures, cohort } = point;
        const young = isSoFar(point);
        return (
          <>
            {format.rate(point.rate)} ·{' '}
            <RatioLinks
              from={panel.from}
              to={panel.to}
              converted={young ? figures.immatureConverted : figures.converted}
              eligible={young ? figures.immature : figures.eligible}
              young={young}
              scope={{ cohort }}
            />
            {doubtsOf(point, words)} <StepDifference from={panel.from} to={panel.to} cohort={cohort} />
          </>
        );
      },
      numeric: true,
    })),
  ];
}

function TrendTable(props: { readonly layout: TrendLayout; readonly words: Words }) {
  const { layout, words } = props;
  const rows = layout.periods.map((cohort, index): TableRow => ({ cohort, index }));
  return (
    <DataTable
      caption={words.own.table}
      columns={trendColumns(layout, words)}
      rows={rows}
      rowKey={(row) => row.cohort}
    />
  );
}
