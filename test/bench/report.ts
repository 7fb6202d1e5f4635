/** Figures beside their goals, as lines of text. */
import { quantile } from '../../src/statistics/quantile.ts';

/** A figure with what it is to be. */
export interface Line {
  readonly what: string;
  readonly figure: string;
  /** null = no goal is set */
  readonly goal: { readonly text: string; readonly met: boolean } | null;
}

/** Median and 95th percentile. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly count: number;
}

/** Median and 95th percentile of values; `NaN` where there are none. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5) ?? NaN, p95: quantile(sorted, 0.95) ?? NaN, count: sorted.length };
}

/** Median. */
export const median = (values: readonly number[]): number => spread(values).p50;

/** `1.23 s`, `45 ms`, `4.5 ms`. */
export function time(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}

/** `p50 4.5 ms, p95 9.1 ms (n 120)` */
export function spreadText({ p50, p95, count }: Spread): string {
  return count === 0 ? 'not measured' : `p50 ${time(p50)}, p95 ${time(p95)} (${count})`;
}

/** `1.23 GB`, `45 kB`; units of a thousand. */
export function size(bytes: number | null): string {
  if (bytes === null) return 'not measured on this system';
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1000).toFixed(1)} kB`;
}

/** Each thing that was measured, its figure, and its goal. */
export function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ what }) => what.length));
  const figures = Math.max(...lines.map(({ figure }) => figure.length));
  return lines
    .map(({ what, figure, goal }) =>
      goal === null
        ? `  ${what.padEnd(width)}  ${figure}`
        : `  ${what.padEnd(width)}  ${figure.padEnd(figures)}  ${goal.met ? 'meets' : 'MISSES'} ${goal.text}`,
    )
    .join('\n');
}
