/** Where the leads of each stage came from: through the stage before, by direct request, or past stages that they skipped. */
import type { FunnelSection, TimeInStageFigures } from '../../model/metrics-document.ts';
import type { Stage } from '../../model/stages.ts';

/** Leads that moved from one of the given stages straight into another. */
export interface Origin {
  /** more than one where the document cannot tell them apart */
  readonly from: readonly Stage[];
  readonly leads: number;
}

/** Where the leads of one stage came from; they add up to its entries. */
export type Origins = readonly Origin[];

/** All leads that left a stage for a later one, those reopened after a disqualification included. */
function movedOn(figures: TimeInStageFigures | undefined): number {
  return figures === undefined ? 0 : figures.advanced + figures.reopened;
}

/** Origins of the stages that can be reached past another. */
export interface StageOrigins {
  readonly sql: Origins;
  readonly opportunity: Origins | null;
  readonly customer: Origins | null;
  /** false where some that came back after a disqualification may be counted under another stage than their last */
  readonly exact: boolean;
}

/**
 * Moves between stages, told from the figures of a document. What they leave open is how the leads that skipped SQL
 * split between lead and MQL as their last stage; where both ends of that range meet, they are told apart too.
 * @param sqlToOpportunity leads that were an SQL and became an opportunity, at any time; null where a window hides it
 */
export function stageOrigins(
  funnel: FunnelSection,
  stays: readonly TimeInStageFigures[],
  sqlToOpportunity: number | null,
): StageOrigins {
  const { entered, routes } = funnel;
  const of = (stage: Stage) => stays.find((figures) => figures.stage === stage);
  const asked = routes.direct + routes.unknown;
  const sql = origins([
    [['mql'], routes.nurtured],
    [['lead'], asked],
  ]);
  const sqlStays = of('sql');
  if (sqlStays === undefined) return { sql, opportunity: null, customer: null, exact: false };

  const fromOpportunity = movedOn(of('opportunity'));
  const straight = sqlStays.advanced - sqlStays.skippedAhead;
  if (sqlToOpportunity === null && sqlStays.reopened > 0) {
    const most = Math.min(straight + sqlStays.reopened, entered.opportunity);
    return {
      sql,
      opportunity: origins([
        [['sql'], most],
        [['lead', 'mql'], entered.opportunity - most],
      ]),
      customer: origins([
        [['opportunity'], fromOpportunity],
        [['lead', 'mql', 'sql'], entered.customer - fromOpportunity],
      ]),
      exact: false,
    };
  }
  const fromSql = sqlToOpportunity ?? straight;
  const pastLead = movedOn(of('lead')) - entered.mql - asked;
  const pastMql = movedOn(of('mql')) - routes.nurtured;
  const intoOpportunity = entered.opportunity - fromSql;
  const sqlToCustomer = movedOn(sqlStays) - fromSql;
  const intoCustomer = entered.customer - fromOpportunity - sqlToCustomer;

  const least = Math.max(0, pastLead - intoOpportunity);
  const most = Math.min(pastLead, intoCustomer);
  const split = (fromLead: number, all: number): (readonly [readonly Stage[], number])[] =>
    least === most
      ? [
          [['mql'], all - fromLead],
          [['lead'], fromLead],
        ]
      : [[pastMql === 0 ? ['lead'] : ['lead', 'mql'], all]];
  return {
    sql,
    opportunity: origins([[['sql'], fromSql], ...split(pastLead - least, intoOpportunity)]),
    customer: origins([
      [['opportunity'], fromOpportunity],
      [['sql'], sqlToCustomer],
      ...split(least, intoCustomer),
    ]),
    exact: true,
  };
}

function origins(moves: readonly (readonly [readonly Stage[], number])[]): Origins {
  return moves.filter(([, leads]) => leads > 0).map(([from, leads]) => ({ from, leads }));
}
