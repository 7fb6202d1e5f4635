/** The numbers behind the funnel. */
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { hasWindow } from '../common/steps.ts';
import { CHART_WORDS } from '../common/words.ts';
import type { FunnelLayout, FunnelRow } from './layout.ts';
import { FUNNEL_WORDS } from './words.ts';

interface Flow {
  readonly from: readonly Stage[];
  readonly to: Stage;
  readonly name: string | null;
  readonly leads: number;
}

/** Tables of the stages, of the steps between them, and of the flows that do not come from the row above. */
export function FunnelTable(props: { readonly layout: FunnelLayout; readonly document: MetricsDocument }) {
  const own = useWords(FUNNEL_WORDS);
  const shared = useWords(CHART_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const { rows } = props.layout;
  const { basis, windowDays } = props.document;
  const hasBaseline = rows.some((row) => row.baseline !== null);
  const outcome = (row: FunnelRow, kind: 'advanced' | 'skippedAhead' | 'lost' | 'open') =>
    row.stays === null
      ? format.count(null)
      : format.count(row.outcome.find((part) => part.kind === kind)?.leads ?? 0);

  const stageColumns: DataColumn<FunnelRow>[] = [
    { key: 'stage', header: own.stage, cell: (row) => names.stage[row.stage], rowHeader: true },
    { key: 'entered', header: own.entered, cell: (row) => format.count(row.entered), numeric: true },
  ];
  if (hasBaseline) {
    stageColumns.push({
      key: 'baseline',
      header: shared.baseline,
      cell: (row) => format.count(row.baseline?.entered ?? null),
      numeric: true,
    });
  }
  stageColumns.push(
    {
      key: 'cumulative',
      header: own.cumulative,
      cell: (row) => format.rate(row.cumulative?.rate ?? null),
      numeric: true,
    },
    ...(['advanced', 'skippedAhead', 'lost', 'open'] as const).map((kind): DataColumn<FunnelRow> => ({
      key: kind,
      header: names.outcome[kind],
      cell: (row) => outcome(row, kind),
      numeric: true,
    })),
    {
      key: 'median',
      header: `${own.median}, ${own.finishedStays}`,
      cell: (row) => format.days(row.stays?.medianDays ?? null),
      numeric: true,
    },
    {
      key: 'medianToAdvance',
      header: `${own.median}, ${own.withOpen}`,
      cell: (row) => format.days(row.stays?.medianDaysToAdvance ?? null),
      numeric: true,
    },
  );

  const steps = rows.filter((row) => row.step?.figures != null);
  const stepColumns: DataColumn<FunnelRow>[] = [
    {
      key: 'step',
      header: own.step,
      cell: ({ step, stage }) => `${names.stage[step?.from ?? 'lead']} → ${names.stage[stage]}`,
      rowHeader: true,
    },
    {
      key: 'ratio',
      header: own.ratio,
      cell: ({ step }) =>
        shared.ratio(
          format.count(step?.figures?.converted ?? null),
          format.count(step?.figures?.eligible ?? null),
        ),
      numeric: true,
    },
    {
      key: 'rate',
      header: own.rate,
      cell: ({ step }) => format.rate(step?.figures?.rate ?? null),
      numeric: true,
    },
    {
      key: 'interval',
      header: own.interval,
      cell: ({ step }) => format.interval(step?.figures?.low ?? null, step?.figures?.high ?? null),
      numeric: true,
    },
  ];
  if (hasWindow(windowDays)) {
    stepColumns.push({
      key: 'immature',
      header: shared.immature,
      cell: ({ step }) => format.count(step?.figures?.immature ?? null),
      numeric: true,
    });
  }
  if (hasBaseline) {
    stepColumns.push({
      key: 'baseline',
      header: shared.baseline,
      cell: ({ step }) => format.rate(step?.baseline?.rate ?? null),
      numeric: true,
    });
  }

  const routeName = (route: 'direct' | 'unknown') =>
    route === 'direct' && basis === 'recorded' ? own.noMqlDate : names.route[route];
  const flows: Flow[] = rows.flatMap((row) => [
    ...row.parts.flatMap((part): Flow[] =>
      part.kind === 'direct' || part.kind === 'unknown'
        ? [{ from: ['lead'], to: row.stage, name: routeName(part.kind), leads: part.leads }]
        : [],
    ),
    ...row.origins.map((origin): Flow => ({
      from: origin.from,
      to: row.stage,
      name: null,
      leads: origin.leads,
    })),
  ]);
  const flowColumns: DataColumn<Flow>[] = [
    {
      key: 'flow',
      header: own.flows,
      cell: (flow) =>
        `${own.or(flow.from, names.stage)} → ${names.stage[flow.to]}${flow.name === null ? '' : ` (${flow.name})`}`,
      rowHeader: true,
    },
    { key: 'leads', header: own.leads, cell: (flow) => format.count(flow.leads), numeric: true },
  ];
  return (
    <div className="funnel-tables">
      <DataTable caption={own.tableStages} columns={stageColumns} rows={rows} rowKey={(row) => row.stage} />
      <DataTable caption={own.tableSteps} columns={stepColumns} rows={steps} rowKey={(row) => row.stage} />
      {flows.length === 0 ? null : (
        <DataTable
          caption={own.tableFlows}
          columns={flowColumns}
          rows={flows}
          rowKey={(flow) => `${flow.from.join()}-${flow.to}-${flow.name ?? ''}`}
        />
      )}
    </div>
  );
}
