/** What a data set opens with, before and after its rows are there. */
import type { Snapshot } from '../model/metrics-document.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { StoredFigures } from '../workspace/stored/last-figures.ts';
import type { View } from './view-parts.ts';

/** What a data set opens with, or what the folder's owner shows first, is what a plain link means. */
export function viewOfRequest(request: MetricsRequest): Partial<View> {
  const { basis, asOf, cohortUnit, cohortBy, cohortRange, windowDays, breakdowns } = request;
  const single = breakdowns.find((breakdown) => typeof breakdown === 'string');
  return {
    basis,
    asOf,
    cohortUnit,
    cohortBy,
    cohortRange,
    windowDays: typeof windowDays === 'number' ? windowDays : null,
    breakdown: single ?? null,
  };
}

/** The document with which a stored data set opens, as hosts ship one. */
export function storedSnapshot({ opening, timeZone }: StoredFigures): Snapshot {
  return { version: 1, request: opening.request, document: opening.document, timeZone };
}
