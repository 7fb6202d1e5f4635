/** Lengths of the stays of all stages side by side. */
import { StayDifference } from '../../charts/common/compared.tsx';
import { FEW_LEADS } from '../../charts/common/steps.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { useVocabulary, type Vocabulary } from '../../components/vocabulary.ts';
import { INCIDENCE_DAYS, type TimeInStageFigures } from '../../model/metrics-document.ts';
import { TIME_WORDS } from './words.ts';

function quantileColumns(
  own: (typeof TIME_WORDS)['en'],
  names: Vocabulary,
  format: Format,
): DataColumn<TimeInStageFigures>[] {
  const days = (key: string, header: string, of: (figures: TimeInStageFigures) => number | null) => ({
    key,
    header,
    cell: (figures: TimeInStageFigures) => format.days(of(figures)),
    numeric: true,
  });
  return [
    { key: 'stage', header: own.stage, cell: ({ stage }) => names.stage[stage], rowHeader: true },
    days('mean', own.mean, (figures) => figures.meanDays),
    {
      ...days('median', own.median, (figures) => figures.medianDays),
      cell: (figures) => (
        <>
          {format.days(figures.medianDays)} <StayDifference stage={figures.stage} of="medianDays" />
        </>
      ),
    },
    days('p75', own.p75, (figures) => figures.p75Days),
    days('p90', own.p90, (figures) => figures.p90Days),
    ...INCIDENCE_DAYS.map((day): DataColumn<TimeInStageFigures> => ({
      key: String(day),
      header: own.day(format.count(day)),
      cell: ({ advancedByDay }) => format.rate(advancedByDay[String(day)] ?? null),
      numeric: true,
    })),
  ];
}

/** The table with what stands out in it as title. */
export function QuantilesTable(props: {
  readonly stays: readonly TimeInStageFigures[];
  readonly pending: boolean;
}) {
  const own = useWords(TIME_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const slowest = props.stays
    .filter((figures) => figures.advanced >= FEW_LEADS && figures.p90Days !== null)
    .toSorted((a, b) => (b.p90Days ?? 0) - (a.p90Days ?? 0))[0];
  return (
    <section aria-labelledby="quantiles-title">
      <h2 id="quantiles-title" className="ui-figure-title">
        {slowest === undefined
          ? own.quantilesTitlePlain
          : own.quantilesTitle(names.stage[slowest.stage], format.days(slowest.p90Days))}
        .
      </h2>
      <p className="ui-figure-definition stage-quantiles-definition">{own.quantilesDefinition}</p>
      <div className="dimmable" data-pending={props.pending}>
        <DataTable
          caption={own.finishedCaption}
          hideCaption
          columns={quantileColumns(own, names, format)}
          rows={props.stays}
          rowKey={(figures) => figures.stage}
          isQuiet={(figures) => figures.entered < FEW_LEADS}
        />
      </div>
    </section>
  );
}
