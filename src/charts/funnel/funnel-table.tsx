/** The numbers behind the funnel. */
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { LeadsLink } from '../../components/leads-link.tsx';
import { DataTable, type DataColumn } from '../../components/ui/data-table.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import type { Mark } from '../../model/mark.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';
import { StepDifference, useIsCompared } from '../common/compared.tsx';
import { RatioLinks, stepMark } from '../common/ratio-links.tsx';
import { hasWindow } from '../common/steps.ts';
import { CHART_WORDS } from '../common/words.ts';
import { outcomeMark } from './funnel-cells.tsx';
import type { FunnelLayout, FunnelRow } from './layout.ts';
import type { Words } from './parts.ts';
import { FUNNEL_WORDS } from './words.ts';

interface Flow {
  readonly from: readonly Stage[];
  readonly to: Stage;
  readonly name: string | null;
  readonly leads: number;
  /** null where the flow is a difference of others */
  readonly mark: Mark | null;
}

function stageColumns({ own, shared, names, format }: Words, hasBaseline: boolean): DataColumn<FunnelRow>[] {
  const outcome = (row: FunnelRow, kind: 'advanced' | 'skippedAhead' | 'lost' | 'open') => {
    if (row.stays === null) return format.count(null);
    const part = row.outcome.find((one) => one.kind === kind);
    if (part === undefined) return format.count(0);
    return <LeadsLink mark={outcomeMark(row.stays, part)}>{format.count(part.leads)}</LeadsLink>;
  };

  const columns: DataColumn<FunnelRow>[] = [
    { key: 'stage', header: own.stage, cell: (row) => names.stage[row.stage], rowHeader: true },
    {
      key: 'entered',
      header: own.entered,
      cell: ({ stage, entered }) => (
        <LeadsLink mark={{ figure: { of: 'entered', stage } }}>{format.count(entered)}</LeadsLink>
      ),
      numeric: true,
    },
  ];
  if (hasBaseline) {
    columns.push({
      key: 'baseline',
      header: shared.baseline,
      cell: (row) => format.count(row.baseline?.entered ?? null),
      numeric: true,
    });
  }
  columns.push(
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
  return columns;
}

function stepColumns(
  { own, shared, names, format }: Words,
  terms: { readonly hasBaseline: boolean; readonly hasWindow: boolean; readonly isCompared: boolean },
): DataColumn<FunnelRow>[] {
  const columns: DataColumn<FunnelRow>[] = [
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
        step?.figures == null ? (
          format.count(null)
        ) : (
          <RatioLinks
            from={step.from}
            to={step.to}
            converted={step.figures.converted}
            eligible={step.figures.eligible}
          />
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
  if (terms.hasWindow) {
    columns.push({
      key: 'immature',
      header: shared.immature,
      cell: ({ step }) => (
        <LeadsLink mark={step === null ? null : stepMark(step.from, step.to, 'immature')}>
          {format.count(step?.figures?.immature ?? null)}
        </LeadsLink>
      ),
      numeric: true,
    });
  }
  if (terms.hasBaseline) {
    columns.push({
      key: 'baseline',
      header: shared.baseline,
      cell: ({ step }) => format.rate(step?.baseline?.rate ?? null),
      numeric: true,
    });
  }
  if (terms.isCompared) {
    columns.push({
      key: 'difference',
      header: shared.difference,
      cell: ({ step, stage }) => (step === null ? null : <StepDifference from={step.from} to={stage} />),
      numeric: true,
    });
  }
  return columns;
}

function flowColumns({ own, names, format }: Words): DataColumn<Flow>[] {
  return [
    {
      key: 'flow',
      header: own.flows,
      cell: (flow) =>
        `${own.or(flow.from, names.stage)} → ${names.stage[flow.to]}${flow.name === null ? '' : ` (${flow.name})`}`,
      rowHeader: true,
    },
    {
      key: 'leads',
      header: own.leads,
      cell: (flow) => <LeadsLink mark={flow.mark}>{format.count(flow.leads)}</LeadsLink>,
      numeric: true,
    },
  ];
}

/** Tables of the stages, of the steps between them, and of the flows that do not come from the row above. */
export function FunnelTable(props: { readonly layout: FunnelLayout; readonly document: MetricsDocument }) {
  const own = useWords(FUNNEL_WORDS);
  const shared = useWords(CHART_WORDS);
  const names = useVocabulary();
  const format = useFormat();
  const words: Words = { own, shared, names, format };
  const { rows } = props.layout;
  const { basis, windowDays } = props.document;
  const isCompared = useIsCompared();
  const hasBaseline = rows.some((row) => row.baseline !== null);
  const steps = rows.filter((row) => row.step?.figures != null);
  const routeName = (route: 'direct' | 'unknown') =>
    route === 'direct' && basis === 'recorded' ? own.noMqlDate : names.route[route];
  const flows: Flow[] = rows.flatMap((row) => [
    ...row.parts.flatMap((part): Flow[] =>
      part.kind === 'direct' || part.kind === 'unknown'
        ? [
            {
              from: ['lead'],
              to: row.stage,
              name: routeName(part.kind),
              leads: part.leads,
              mark: { figure: { of: 'route', route: part.kind } },
            },
          ]
        : [],
    ),
    ...row.origins.map((origin): Flow => ({
      from: origin.from,
      to: row.stage,
      name: null,
      leads: origin.leads,
      mark: null,
    })),
  ]);
  return (
    <div className="funnel-tables">
      <DataTable
        caption={own.tableStages}
        columns={stageColumns(words, hasBaseline)}
        rows={rows}
        rowKey={(row) => row.stage}
      />
      <DataTable
        caption={own.tableSteps}
        columns={stepColumns(words, { hasBaseline, hasWindow: hasWindow(windowDays), isCompared })}
        rows={steps}
        rowKey={(row) => row.stage}
      />
      {flows.length === 0 ? null : (
        <DataTable
          caption={own.tableFlows}
          columns={flowColumns(words)}
          rows={flows}
          rowKey={(flow) => `${flow.from.join()}-${flow.to}-${flow.name ?? ''}`}
        />
      )}
    </div>
  );
}
