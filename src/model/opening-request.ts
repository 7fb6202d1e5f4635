import { DEFAULT_REQUEST, type MetricsRequest } from './metrics-request.ts';
import type { Basis } from './stages.ts';

/** What a data set says about itself that decides how it opens. */
export interface OpeningFacts {
  readonly defaultBasis: Basis;
  readonly leadColumns: readonly { readonly name: string; readonly distinct: number }[];
}

/** Columns by which readers ask first, in that order. */
const FIRST_BREAKDOWNS = ['source', 'campaign', 'industry', 'country'];

/**
 * The request with which a data set opens: the whole plain document, the incidence curves, and a breakdown by the
 * first usual column that has more than one value. The app asks it first, and a snapshot answers it.
 */
export function openingRequest(facts: OpeningFacts): MetricsRequest {
  const breakdown = FIRST_BREAKDOWNS.find((name) =>
    facts.leadColumns.some((column) => column.name === name && column.distinct > 1),
  );
  return {
    ...DEFAULT_REQUEST,
    basis: facts.defaultBasis,
    breakdowns: breakdown === undefined ? [] : [breakdown],
    sections: [...DEFAULT_REQUEST.sections.filter((section) => section !== 'sweep'), 'incidence'],
  };
}
