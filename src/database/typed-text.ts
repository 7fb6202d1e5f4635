/** Values of typed files (Parquet, Arrow) as exact text. */

/** Units of a time: how many of them make a second. */
export type TimeUnit = 1n | 1_000n | 1_000_000n | 1_000_000_000n;

const two = (value: number | bigint): string => String(value).padStart(2, '0');

/**
 * A day as `YYYY-MM-DD`.
 * @param day days since 1970
 */
export function dayText(day: number): string {
  const date = new Date(day * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(day) : date.toISOString().replace(/T.*$/, '');
}

/**
 * A time of day as `HH:MM:SS`, with the fraction that it has.
 * @param value units since midnight
 */
export function timeText(value: bigint, unit: TimeUnit): string {
  const seconds = value / unit;
  const fraction = value % unit;
  const digits = String(unit).length - 1;
  const tail = fraction === 0n ? '' : `.${String(fraction).padStart(digits, '0').replace(/0+$/, '')}`;
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${tail}`;
}

/**
 * An instant, or a day and time without a zone, as `YYYY-MM-DDTHH:MM:SS`.
 * @param value units since 1970
 * @param isUtc it is an instant: `Z` follows
 */
export function instantText(value: bigint, unit: TimeUnit, isUtc: boolean): string {
  const day = unit * 86_400n;
  const within = ((value % day) + day) % day;
  return `${dayText(Number((value - within) / day))}T${timeText(within, unit)}${isUtc ? 'Z' : ''}`;
}

/** A decimal number with all of its digits. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** A floating number; of single precision with the digits that it has. */
export function floatText(value: number, isSingle: boolean): string | null {
  if (!Number.isFinite(value)) return null;
  return String(isSingle ? Number(value.toPrecision(7)) : value);
}

/** Lists of texts joined with semicolons; everything else that is nested as JSON. */
export function nestedText(value: unknown): string | null {
  const plain: unknown = JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? 'null',
  );
  if (plain === null) return null;
  const items: readonly unknown[] | null = Array.isArray(plain) ? plain : null;
  if (items?.every(isScalar) !== true) return JSON.stringify(plain);
  return items.map((each) => (each === null ? '' : String(each))).join(';');
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}
