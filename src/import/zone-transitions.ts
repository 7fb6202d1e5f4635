/** When the clocks of a time zone change, found by asking the platform's own zone data. */

/** Offsets of a zone: `offsets[i]` seconds east of UTC hold from `from[i]` (seconds since 1970) on; `from[0]` is −Infinity. */
export interface ZoneTable {
  readonly from: readonly number[];
  readonly offsets: readonly number[];
}

/** 1968-12-30 and 2106-03-01: every readable date in every zone lies between. */
const FIRST = -31_708_800;
const LAST = 4_296_844_800;
/** The closest two clock changes of any zone are an hour less than seven days apart: with less between samples none is missed. */
const SAMPLE = 6.5 * 86_400;

const known = new Map<string, ZoneTable>();

/** A function from seconds since 1970 to the offset of the zone's clocks in seconds. */
function offsetReader(timeZone: string): (seconds: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    throw new RangeError(`Unknown time zone "${timeZone}"`);
  }
  return (seconds) => {
    const [month, day, year, hour, minute, second] = (format.format(seconds * 1000).match(/\d+/g) ?? []).map(
      Number,
    );
    const wall = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second) / 1000;
    if (Number.isNaN(wall)) throw new RangeError(`The clocks of "${timeZone}" cannot be read`);
    return wall - seconds;
  };
}

/**
 * The clock changes of a zone between 1969 and 2106.
 * @param timeZone IANA name
 * @throws RangeError when the platform does not know the zone
 */
export function zoneOffsets(timeZone: string): ZoneTable {
  const table = known.get(timeZone) ?? findOffsets(timeZone);
  known.set(timeZone, table);
  return table;
}

function findOffsets(timeZone: string): ZoneTable {
  const offsetAt = offsetReader(timeZone);
  const from = [-Infinity];
  const offsets = [offsetAt(FIRST)];
  let before = FIRST;
  let held = offsetAt(FIRST);
  for (let sample = FIRST + SAMPLE; sample <= LAST; sample += SAMPLE) {
    const offset = offsetAt(sample);
    if (offset !== held) {
      let low = before;
      let high = sample;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetAt(middle) === held) low = middle;
        else high = middle;
      }
      from.push(high);
      offsets.push(offset);
      held = offset;
    }
    before = sample;
  }
  return { from, offsets };
}
