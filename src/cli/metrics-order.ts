/** The arguments of `leadscope metrics`, read and checked before anything is loaded. */
import { DEFAULT_REQUEST, type MetricsRequest } from '../model/metrics-request.ts';
import { commandFailure } from './command-failure.ts';
import { type ComparedWith, readCompare, readCreated, readFilter } from './compare-option.ts';
import { resolveInstant } from './instant-option.ts';
import type { ReadingOptions, TableFile } from './open-files.ts';
import {
  FILE_OPTIONS,
  oneOf,
  readFileOptions,
  readAsOf,
  readOptions,
  readSweep,
  readWindow,
  single,
  texts,
} from './options.ts';

const OPTIONS = {
  ...FILE_OPTIONS,
  model: 'string',
  'as-of': 'string',
  basis: 'string',
  window: 'string',
  by: 'string',
  'cohort-unit': 'string',
  'cohort-by': 'string',
  sweep: 'string',
  created: 'string',
  filter: 'string',
  compare: 'string',
} as const;

/** What the arguments of the command ask for. */
export interface MetricsOrder {
  readonly files: readonly TableFile[];
  readonly reading: ReadingOptions;
  readonly modelPath: string | null;
  /** the request, once the zone is known in which a local as-of was meant */
  readonly request: (timeZone: string) => MetricsRequest;
  /** what the figures are held against; null = nothing */
  readonly compared: ComparedWith | null;
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
    filter: readFilter(values),
    cohortRange: readCreated(values) ?? DEFAULT_REQUEST.cohortRange,
  };
  const compared = readCompare(values);
  if (compared?.with === 'rest' && asked.filter === null)
    throw commandFailure('--compare rest needs --filter');
  const modelPath = single(values, 'model');
  return {
    ...readFileOptions(values),
    modelPath,
    compared,
    request: (timeZone) => ({
      ...DEFAULT_REQUEST,
      ...asked,
      asOf: asOf === null ? null : resolveInstant(asOf, timeZone),
    }),
  };
}
