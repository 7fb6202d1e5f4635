/** The engagement rules of a model, compiled for the scan: which rules an activity of a kind matches, and what they give. */
import { DAY } from '../model/instant.ts';
import { canonicalCondition } from '../model/condition.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { Columns, Matches } from './columns.ts';

/** Codes of the calendar buckets of a limit. */
export const PER = { lead: 0, day: 1, week: 2, month: 3 } as const;

/** Rules in the order of the model, as parallel arrays. */
export interface CompiledRules {
  readonly count: number;
  readonly points: Float64Array;
  /** 0 = no limit */
  readonly limitTimes: Int32Array;
  readonly limitPer: Uint8Array;
  /** 0 = no clamp; else the number of a clamped group */
  readonly group: Int32Array;
  /** groups including number 0, the unclamped */
  readonly groups: number;
  readonly groupMin: Float64Array;
  readonly groupMax: Float64Array;
  /** rules that hold for each kind: those of kind k at `kindRules[kindStart[k] … kindStart[k + 1] − 1]` */
  readonly kindStart: Uint32Array;
  readonly kindRules: Int32Array;
  /** rules decided per activity, with their bits */
  readonly bitRules: readonly { readonly rule: number; readonly bits: Uint32Array }[];
  readonly limited: boolean;
  readonly decay:
    | { readonly kind: 'none' }
    | { readonly kind: 'halfLife' | 'expire'; readonly seconds: number };
}

/** Compiles the engagement part of a model. */
export function compileRules(model: ScoringModel, columns: Columns, matches: Matches): CompiledRules {
  const { rules, decay, groups: clamps = {} } = model.engagement;
  // a group without a clamp is a plain sum: only clamped groups need an accumulator of their own
  const clamped = Object.entries(clamps).filter(
    ([, clamp]) => clamp.min !== undefined || clamp.max !== undefined,
  );
  const groupNumber = new Map(clamped.map(([name], index) => [name, index + 1]));
  const groupMin = Float64Array.from([-Infinity, ...clamped.map(([, clamp]) => clamp.min ?? -Infinity)]);
  const groupMax = Float64Array.from([Infinity, ...clamped.map(([, clamp]) => clamp.max ?? Infinity)]);
  const { kindCount } = columns.activities;
  const ofKind: number[][] = Array.from({ length: kindCount }, () => []);
  const bitRules: { rule: number; bits: Uint32Array }[] = [];
  rules.forEach((rule, index) => {
    const match = matches.activity(canonicalCondition(rule.when));
    if (match.by === 'activity') bitRules.push({ rule: index, bits: match.bits });
    else for (let kind = 0; kind < kindCount; kind++) if (match.holds[kind] === 1) ofKind[kind]?.push(index);
  });
  const kindStart = new Uint32Array(kindCount + 1);
  ofKind.forEach((list, kind) => {
    kindStart[kind + 1] = (kindStart[kind] as number) + list.length;
  });
  return {
    count: rules.length,
    points: Float64Array.from(rules, (rule) => rule.points),
    limitTimes: Int32Array.from(rules, (rule) => rule.limit?.times ?? 0),
    limitPer: Uint8Array.from(rules, (rule) => PER[rule.limit?.per ?? 'lead']),
    group: Int32Array.from(rules, (rule) =>
      rule.group === undefined ? 0 : (groupNumber.get(rule.group) ?? 0),
    ),
    groups: clamped.length + 1,
    groupMin,
    groupMax,
    kindStart,
    kindRules: Int32Array.from(ofKind.flat()),
    bitRules,
    limited: rules.some((rule) => rule.limit !== undefined),
    decay:
      decay === undefined
        ? { kind: 'none' }
        : 'halfLifeDays' in decay
          ? { kind: 'halfLife', seconds: decay.halfLifeDays * DAY }
          : { kind: 'expire', seconds: decay.expireDays * DAY },
  };
}
