/** The scoring model document: what makes a lead an MQL or an SQL. Types only; `scoring-model-schema.ts` validates. */
import type { Condition } from './condition.ts';

/** One question of the buyer persona, answered by a lead's columns. Points may be negative. */
export interface FitRule {
  readonly id: string;
  /** persona criterion that the rule answers: `industry`, `budget`, `authority`, or the company's own */
  readonly criterion?: string;
  readonly label?: string;
  readonly when: Condition;
  readonly points: number;
}

/** Only the first `times` matches of a lead count in each calendar bucket (`lead`: ever). */
export interface RuleLimit {
  readonly times: number;
  readonly per: 'day' | 'week' | 'month' | 'lead';
}

/** Points for each activity that matches, before limit, decay and clamp. */
export interface EngagementRule {
  readonly id: string;
  readonly label?: string;
  readonly when: Condition;
  readonly points: number;
  readonly limit?: RuleLimit;
  /** name of a group whose sum is clamped */
  readonly group?: string;
}

/** How points fade with the age of their activity. Without one they never do. */
export type Decay = { readonly halfLifeDays: number } | { readonly expireDays: number };

/** Bounds of a group's sum after limits and decay. */
export interface GroupClamp {
  readonly min?: number;
  readonly max?: number;
}

/** Score minimums of a stage; all that are given must be met. With none the stage is never met by score. */
export interface StageMinimums {
  readonly fit?: number;
  readonly engagement?: number;
  readonly total?: number;
}

/** The SQL stage also has the direct request: a lead that asks for sales itself. */
export interface SqlStage extends StageMinimums {
  readonly directRequest?: Condition;
  /** least fit score with which a direct request counts */
  readonly directRequestFit?: number;
  /** hours before `created_at` from which a request still counts, at `created_at`; default 0 */
  readonly directRequestBeforeHours?: number;
}

/** The whole scoring model. */
export interface ScoringModel {
  readonly version: 1;
  readonly name: string;
  /** IANA zone in which local times and calendar buckets are read; one for a data set */
  readonly timeZone: string;
  readonly fit: readonly FitRule[];
  readonly engagement: {
    readonly decay?: Decay;
    readonly rules: readonly EngagementRule[];
    readonly groups?: Readonly<Record<string, GroupClamp>>;
  };
  readonly stages: { readonly mql: StageMinimums; readonly sql: SqlStage };
  readonly sales?: { readonly touch: Condition; /** default 24 */ readonly responseHours?: number };
  readonly nurture?: { readonly touch: Condition; /** default 14 */ readonly landmarkDays?: number };
  readonly outcome?: {
    /** default `customer` */
    readonly stage?: 'mql' | 'sql' | 'opportunity' | 'customer';
    /** only what happens within so many days of creation is judged; default: no horizon */
    readonly withinDays?: number;
    /** default 30 */
    readonly landmarkDays?: number;
  };
}
