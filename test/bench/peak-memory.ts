/** How much memory a process has held at most, where the system tells (Linux). */
import { readFileSync } from 'node:fs';

/**
 * The most that a process has held in memory so far (`VmHWM`), shared pages included.
 * @returns bytes; null where the system does not tell, or there is no such process
 */
export function peakBytes(processId: number): number | null {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'utf8');
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? null : 1024 * Number(kibibytes);
  } catch {
    return null;
  }
}

/** A look at a process's peak now and then. */
export interface PeakWatch {
  /** The peak as it was at an instant, bytes; null where nothing is known. */
  peakAt(milliseconds: number): number | null;
  stop(): void;
}

/** Milliseconds between two looks. */
const EVERY = 25;

/** Notes a process's peak until it is stopped; instants are milliseconds since 1970. */
export function watchPeak(processId: number): PeakWatch {
  const seen: { readonly at: number; readonly peak: number }[] = [];
  const look = (): void => {
    const peak = peakBytes(processId);
    if (peak !== null) seen.push({ at: Date.now(), peak });
  };
  look();
  const timer = setInterval(look, EVERY);
  return {
    peakAt: (milliseconds) => seen.findLast(({ at }) => at <= milliseconds)?.peak ?? null,
    stop: () => clearInterval(timer),
  };
}
