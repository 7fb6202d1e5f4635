/** Instants as options give them: the readable forms of the input tables, resolved in the zone of the data set. */
import { zoneOffsets } from '../import/zone-transitions.ts';

const READABLE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** An instant as it was written: one with an offset is known, a local time waits for its zone. */
export type WrittenInstant =
  /** seconds since 1970 */
  | { readonly kind: 'instant'; readonly seconds: number }
  /** seconds from 1970-01-01T00:00 to that local time on a clock that never changes */
  | { readonly kind: 'local'; readonly seconds: number };

/**
 * Reads a date, a local time or an instant with an offset; fractions of seconds are cut off.
 * @returns null for anything else, for dates that do not exist and for years outside of 1970 to 2105
 */
export function readInstant(text: string): WrittenInstant | null {
  const parts = READABLE.exec(text.trim());
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || year < 1970 || year > 2105 || hour > 23 || minute > 59 || second > 59) return null;
  const seconds = date.getTime() / 1000;
  const offset = parts[7];
  if (offset === undefined) return { kind: 'local', seconds };
  if (offset === 'Z') return { kind: 'instant', seconds };
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  if (hours > 23 || minutes > 59) return null;
  const ahead = (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
  return { kind: 'instant', seconds: seconds - ahead };
}

/**
 * The instant that was meant, in seconds since 1970. A local time that a clock change makes ambiguous is the earlier
 * instant; one that it skips moves forward by the gap.
 * @param timeZone IANA zone in which local times are read
 */
export function resolveInstant(written: WrittenInstant, timeZone: string): number {
  if (written.kind === 'instant') return written.seconds;
  const { from, offsets: held } = zoneOffsets(timeZone);
  const offsetAt = (instant: number): number => held[from.findLastIndex((start) => start <= instant)] ?? 0;
  const { seconds } = written;
  // No zone is more than a day from UTC, and none changed its clocks twice within two days.
  const offsets = [offsetAt(seconds - 86_400), offsetAt(seconds + 86_400)];
  const meant = offsets
    .map((offset) => seconds - offset)
    .filter((instant) => offsetAt(instant) === seconds - instant);
  return meant.length > 0 ? Math.min(...meant) : seconds - (offsets[0] ?? 0);
}
