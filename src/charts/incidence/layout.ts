/** Share moved on by day as rows that a chart draws, and the ends of its axis. */
import type { IncidenceCurve } from '../../model/metrics-document.ts';
import { dayTicks } from '../common/axis.ts';

/** One whole day since the entry; shares 0..1, null where nobody was watched long enough. */
export interface IncidenceDay {
  readonly day: number;
  readonly advanced: number | null;
  /** 95 % band of `advanced` */
  readonly band: readonly [number, number] | null;
  readonly lost: number | null;
  /** share moved on of the other side of a comparison; null where there is none, or it is not known */
  readonly other: number | null;
}

/** A stage's curve, cut to the axis. */
export interface IncidencePanel {
  readonly days: readonly IncidenceDay[];
  /** last day with a known share, and the shares on it */
  readonly last: { readonly day: number; readonly advanced: number; readonly lost: number } | null;
  /** stays still watched on the days that the axis names */
  readonly atRisk: readonly { readonly day: number; readonly stays: number }[];
}

/** Smallest axis, days. */
const SHORTEST = 14;

/**
 * End of the axis that all stages share: the first of its round days by which every curve has done 97 % of its way. The
 * flat rest says nothing more.
 * @returns days
 */
export function lastDay(curves: readonly IncidenceCurve[]): number {
  let needed = SHORTEST;
  for (const { days, advanced } of curves) {
    const final = advanced.findLast((share) => share !== null) ?? 0;
    if (final === 0) continue;
    const done = days[advanced.findIndex((share) => share !== null && share >= final * 0.97)] ?? SHORTEST;
    needed = Math.max(needed, done);
  }
  const ends = [14, 28, 60, 90, 120, 180, 270, 365];
  return ends.find((end) => needed <= end) ?? 365;
}

/**
 * The curve of a stage on an axis that ends at a day.
 * @param other the curve of the other side of a comparison; null = none
 */
export function incidencePanel(
  curve: IncidenceCurve,
  end: number,
  other: IncidenceCurve | null = null,
): IncidencePanel {
  const days: IncidenceDay[] = [];
  let last: IncidencePanel['last'] = null;
  curve.days.forEach((day, index) => {
    if (day > end) return;
    const advanced = curve.advanced[index] ?? null;
    const low = curve.advancedLow[index] ?? null;
    const high = curve.advancedHigh[index] ?? null;
    const lost = curve.lost[index] ?? null;
    const band: IncidenceDay['band'] = low === null || high === null ? null : [low, high];
    days.push({ day, advanced, band, lost, other: other?.advanced[other.days.indexOf(day)] ?? null });
    if (advanced !== null) last = { day, advanced, lost: lost ?? 0 };
  });
  return {
    days,
    last,
    atRisk: dayTicks(end).map((day) => ({ day, stays: curve.atRisk[curve.days.indexOf(day)] ?? 0 })),
  };
}
