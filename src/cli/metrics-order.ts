/** The arguments of `leadscope metrics`, read and checked before anything is loaded. */
import { DEFAULT_REQUEST, type MetricsRequest } from '../model/metrics-request.ts';
import type { TableKind } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import { resolveInstant } from './instant-option.ts';
import type { TableFile } from './open-files.ts';
import { oneOf, readAsOf, readOptions, readSweep, readWindow, single, texts } from './options.ts';

const OPTIONS = {
  leads: 'string',
  activities: 'string',
  'stage-history': 'string',
  opportunities: 'string',
  model: 'string',
  'as-of': 'string',
  basis: 'string',
  window: 'string',
  by: 'string',
  'cohort-unit': 'string',
  'cohort-by': 'string',
  sweep: 'string',
} as const;

const TABLE_OPTIONS: readonly (readonly [TableKind, string])[] = [
  ['leads', 'leads'],
  ['activities', 'activities'],
  ['stageHistory', 'stage-history'],
  ['opportunities', 'opportunities'],
];

/** What the arguments of the command ask for. */
export interface MetricsOrder {
  readonly files: readonly TableFile[];
  readonly modelPath: string | null;
  /** the request, once the zone is known in which a local as-of was meant */
  readonly request: (timeZone: string) => MetricsRequest;
}

/**
 * Reads the arguments of the command.
 * @throws a command failure for options that make no sense
 */
export function readMetricsOrder(argv: readonly string[]): MetricsOrder {
  const values = readOptions(argv, OPTIONS);
  const asOf = readAsOf(values);
  const asked = {
    basis: oneOf(values, 'basis', ['model', 'recorded']),
    cohortUnit: oneOf(values, 'cohort-unit', ['month', 'week', 'quarter']),
    cohortBy: oneOf(values, 'cohort-by', ['created', 'entry']),
    windowDays: readWindow(values),
    breakdowns: [...new Set(texts(values, 'by'))],
    sweep: readSweep(values),
  };
  const modelPath = single(values, 'model');
  const files = TABLE_OPTIONS.flatMap(([table, option]) =>
    texts(values, option).map((path) => ({ table, path })),
  );
  if (!files.some(({ table }) => table === 'leads')) throw commandFailure('--leads FILE is required');
  return {
    files,
    modelPath,
    request: (timeZone) => ({
      ...DEFAULT_REQUEST,
      ...asked,
      asOf: asOf === null ? null : resolveInstant(asOf, timeZone),
    }),
  };
}
