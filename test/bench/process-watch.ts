/** What a process has used so far, where the system tells (Linux). */
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

/** Milliseconds of a tick of the kernel's accounts. */
const ACCOUNT_TICK = 10;

/** Processor time of a process with all its threads, milliseconds; 0 where the system does not tell. */
function processorTime(processId: number): number {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    // the name in parentheses may hold spaces
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ACCOUNT_TICK * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return 0;
  }
}

/** A look at a process now and then; instants are milliseconds since 1970. */
export interface ProcessWatch {
  /** The most memory up to an instant, bytes; null where nothing is known. */
  peakUntil(instant: number): number | null;
  /** Processor time between two instants, milliseconds; null where nothing is known. */
  processorTime(from: number, to: number): number | null;
  stop(): void;
}

/** Milliseconds between two looks. */
const EVERY = 25;

/** Watches a process until it is stopped. */
export function watchProcess(processId: number): ProcessWatch {
  const looks: { readonly at: number; readonly peak: number; readonly used: number }[] = [];
  const look = (): void => {
    const peak = peakBytes(processId);
    // Chromium sets the system's note of the peak back now and then: the highest of all looks is kept.
    if (peak !== null)
      looks.push({
        at: Date.now(),
        peak: Math.max(peak, looks.at(-1)?.peak ?? 0),
        used: processorTime(processId),
      });
  };
  const before = (instant: number) => looks.findLast(({ at }) => at <= instant);
  look();
  const timer = setInterval(look, EVERY);
  return {
    peakUntil(instant) {
      look();
      return before(instant)?.peak ?? null;
    },
    processorTime(from, to) {
      const [start, end] = [before(from), before(to)];
      return start === undefined || end === undefined ? null : end.used - start.used;
    },
    stop: () => clearInterval(timer),
  };
}
