/** One stage: how its stays ended, the median both ways, and the curve of those that moved on. */
import { lazy, Suspense } from 'react';
import { StayDifference } from '../../charts/common/compared.tsx';
import { FEW_LEADS } from '../../charts/common/steps.ts';
import { CHART_WORDS } from '../../charts/common/words.ts';
import { capital } from '../../charts/common/capital.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Explained } from '../../components/ui/explained.tsx';
import { FigureWithTable } from '../../components/ui/figure-with-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import {
  INCIDENCE_DAYS,
  type IncidenceCurve,
  type TimeInStageFigures,
} from '../../model/metrics-document.ts';
import { TIME_WORDS } from './words.ts';

/** The chart library is large: figures stand before it is there. */
const IncidenceChart = lazy(async () => ({
  default: (await import('../../charts/incidence/incidence-chart.tsx')).IncidenceChart,
}));

/** What a `StageSection` takes. */
export interface StageSectionProps {
  readonly figures: TimeInStageFigures;
  /** null while it is not there yet */
  readonly curve: IncidenceCurve | null;
  /** of the other side of a comparison; null = none */
  readonly other: IncidenceCurve | null;
  /** end of the axis of all curves, days */
  readonly end: number;
  readonly pending: boolean;
}

interface CurveRow {
  readonly day: number;
  readonly index: number;
}

interface CountRow {
  readonly key: 'entered' | 'advanced' | 'skippedAhead' | 'lost' | 'reopened' | 'open';
  readonly leads: number;
  /** a part of the row above */
  readonly part: boolean;
}

function countRows(figures: TimeInStageFigures): CountRow[] {
  const rows: CountRow[] = [
    { key: 'entered', leads: figures.entered, part: false },
    { key: 'advanced', leads: figures.advanced, part: false },
    { key: 'skippedAhead', leads: figures.skippedAhead, part: true },
    { key: 'lost', leads: figures.lost, part: false },
    { key: 'reopened', leads: figures.reopened, part: true },
    { key: 'open', leads: figures.open, part: false },
  ];
  return rows.filter((row) => !row.part || row.leads > 0);
}

/** The section of one stage. */
export function StageSection(props: StageSectionProps) {
  const own = useWords(TIME_WORDS);
  const shared = useWords(CHART_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { figures, curve } = props;
  const many = shared.many[figures.stage];
  const few = figures.entered < FEW_LEADS;
  const median = figures.medianDaysToAdvance;
  const finding = few
    ? own.stageTooFew(figures.entered === 1 ? shared.one[figures.stage] : many, format.count(figures.entered))
    : median === null
      ? own.stageFewer(many)
      : own.stageHalf(many, format.days(median));

  const rows = INCIDENCE_DAYS.flatMap((day): CurveRow[] => {
    const index = curve?.days.indexOf(day) ?? -1;
    return index < 0 ? [] : [{ day, index }];
  });
  const columns: DataColumn<CurveRow>[] = [
    {
      key: 'day',
      header: own.dayColumn,
      cell: ({ day }) => format.count(day),
      numeric: true,
      rowHeader: true,
    },
    {
      key: 'advanced',
      header: own.movedOn,
      cell: ({ index }) => format.rate(curve?.advanced[index] ?? null),
      numeric: true,
    },
    {
      key: 'interval',
      header: own.interval,
      cell: ({ index }) =>
        format.interval(curve?.advancedLow[index] ?? null, curve?.advancedHigh[index] ?? null),
      numeric: true,
    },
    {
      key: 'lost',
      header: capital(own.lost),
      cell: ({ index }) => format.rate(curve?.lost[index] ?? null),
      numeric: true,
    },
    {
      key: 'atRisk',
      header: own.stillThere,
      cell: ({ index }) => format.count(curve?.atRisk[index] ?? null),
      numeric: true,
    },
  ];
  return (
    <FigureWithTable
      title={`${finding}.`}
      definition={names.stageMeaning[figures.stage]}
      pending={props.pending}
      table={
        <DataTable
          caption={own.byDayCaption(names.stage[figures.stage])}
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.day)}
        />
      }
    >
      <div className="stage-section">
        <div className="stage-figures" data-few={few}>
          <Counts figures={figures} />
          <Medians figures={figures} />
        </div>
        <div className="stage-curve">
          {few ? (
            <EmptyState
              kind="tooFew"
              detail={own.enteredOnly(format.count(figures.entered), figures.entered)}
            />
          ) : curve === null ? (
            <p className="stage-waiting quiet">{own.waitingChart}</p>
          ) : (
            <Suspense fallback={<p className="stage-waiting quiet">{own.waitingChart}</p>}>
              <IncidenceChart curve={curve} other={props.other} end={props.end} medianDays={median} />
            </Suspense>
          )}
        </div>
      </div>
    </FigureWithTable>
  );
}

function Counts(props: { readonly figures: TimeInStageFigures }) {
  const own = useWords(TIME_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { figures } = props;
  return (
    <table className="stage-counts">
      <caption className="visually-hidden">{own.countsCaption(names.stage[figures.stage])}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{own.what}</th>
          <th scope="col">{own.leads}</th>
          <th scope="col">{own.share}</th>
        </tr>
      </thead>
      <tbody>
        {countRows(figures).map((row) => (
          <tr key={row.key} data-part={row.part} data-key={row.key}>
            <th scope="row">
              {row.part ? `${own.ofThem} ` : ''}
              {own[row.key]}
            </th>
            <td className="num">
              <LeadsLink
                mark={{
                  figure:
                    row.key === 'entered'
                      ? { of: 'entered', stage: figures.stage }
                      : { of: 'stay', stage: figures.stage, ending: row.key },
                }}
              >
                {format.count(row.leads)}
              </LeadsLink>
            </td>
            <td className="num quiet">
              {row.key === 'entered' ? '' : format.rate(row.leads / figures.entered)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Medians(props: { readonly figures: TimeInStageFigures }) {
  const own = useWords(TIME_WORDS);
  const format = useFormat();
  const { stage, medianDays, medianDaysToAdvance, open, lost } = props.figures;
  return (
    <div className="stage-medians">
      <h3 className="stage-medians-title">{own.medians}</h3>
      <dl className="stage-median-pair">
        <div>
          <dt>{own.finished}</dt>
          <dd className="num">
            <Explained title={own.finished} definition={own.finishedMeaning}>
              {format.days(medianDays)}
            </Explained>{' '}
            <StayDifference stage={stage} of="medianDays" />
          </dd>
        </div>
        <div>
          <dt>{own.withOpen}</dt>
          <dd className="num">
            <Explained title={own.withOpen} definition={own.withOpenMeaning}>
              {medianDaysToAdvance === null ? own.notReached : format.days(medianDaysToAdvance)}
            </Explained>{' '}
            <StayDifference stage={stage} of="medianDaysToAdvance" />
          </dd>
        </div>
      </dl>
      <p className="stage-difference">
        {own.difference({
          finished: medianDays === null ? null : format.days(medianDays),
          both: medianDaysToAdvance === null ? null : format.days(medianDaysToAdvance),
          open: open === 0 ? null : format.count(open),
          lost: lost === 0 ? null : format.count(lost),
        })}
      </p>
    </div>
  );
}
