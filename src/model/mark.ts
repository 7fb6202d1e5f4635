/** A mark: the part of a figure that a reader points at. It says which leads are behind it. */
import type { CurrentStage, Route, Stage } from './stages.ts';

/** What a mark counts. */
export type MarkFigure =
  | { readonly of: 'leads' }
  | { readonly of: 'entered'; readonly stage: Stage }
  | { readonly of: 'route'; readonly route: Route }
  | { readonly of: 'current'; readonly stage: CurrentStage }
  | {
      readonly of: 'step';
      readonly from: Stage;
      readonly to: Stage;
      readonly count:
        | 'entered'
        | 'eligible'
        | 'converted'
        | 'notConverted'
        | 'immature'
        | 'immatureConverted';
    }
  | {
      readonly of: 'stay';
      readonly stage: Stage;
      /** as in the document: `advanced` holds `skippedAhead`, `lost` holds `reopened` */
      readonly ending: 'advanced' | 'skippedAhead' | 'lost' | 'reopened' | 'open';
    }
  | { readonly of: 'flow'; readonly month: string; readonly stage: Stage }
  | {
      readonly of: 'handover';
      readonly state: 'sqls' | 'contacted' | 'met' | 'missed' | 'overdue' | 'pending' | 'due';
    }
  /** converted within so many days of the entry, whether or not the request has a window */
  | { readonly of: 'convertedWithin'; readonly from: Stage; readonly to: Stage; readonly days: number }
  /** converted as the step counts it, after at least `least` and less than `limit` days (null = no end) */
  | {
      readonly of: 'took';
      readonly from: Stage;
      readonly to: Stage;
      readonly least: number;
      readonly limit: number | null;
    }
  /** in a stage at as-of for at least `least` and less than `limit` days (null = no end) */
  | { readonly of: 'openAge'; readonly stage: Stage; readonly least: number; readonly limit: number | null }
  /** in a stage at as-of for longer than nine in ten of those that advanced, or an SQL with an overdue first contact */
  | { readonly of: 'openPast'; readonly stage: Stage; readonly past: 'p90' | 'sla' }
  | {
      readonly of: 'stock';
      readonly month: string;
      readonly stage: Stage;
      readonly count: 'start' | 'entries' | 'advanced' | 'lost' | 'end';
    }
  | { readonly of: 'agreement'; readonly model: Stage; readonly recorded: Stage };

/** A figure, within a cohort and a value of a breakdown where they are given. */
export interface Mark {
  readonly figure: MarkFigure;
  /** name of a cohort of the request's unit and way */
  readonly cohort?: string;
  readonly segment?: { readonly column: string; readonly value: string | null };
}
