/** Berlin time: the company's days, weeks and office hours. Instants are whole seconds since 1970. */

export const HOUR = 3600;
export const DAY = 86_400;

/**
 * @param {number} year
 * @param {number} month from 1
 * @returns {number} 01:00 UTC of the month's last Sunday, when clocks change in the European Union
 */
function clockChange(year, month) {
  const lastDay = Date.UTC(year, month, 0) / 1000;
  const sinceSunday = new Date(lastDay * 1000).getUTCDay();
  return lastDay - sinceSunday * DAY + HOUR;
}

/**
 * @param {number} instant
 * @returns {number} seconds east of UTC
 */
function berlinOffset(instant) {
  const year = new Date(instant * 1000).getUTCFullYear();
  return instant >= clockChange(year, 3) && instant < clockChange(year, 10) ? 2 * HOUR : HOUR;
}

/**
 * @param {number} local local time as if it were UTC; of an ambiguous one the earlier instant
 * @returns {number} the instant
 */
export function fromBerlin(local) {
  const summer = local - 2 * HOUR;
  return berlinOffset(summer) === 2 * HOUR ? summer : local - HOUR;
}

/** @param {number} instant */
export function toBerlin(instant) {
  return instant + berlinOffset(instant);
}

/**
 * Number of the local day since 1970.
 * @param {number} instant
 */
export function berlinDay(instant) {
  return Math.floor(toBerlin(instant) / DAY);
}

/**
 * @param {string} date `YYYY-MM-DD`
 * @returns {number} number of the day since 1970
 */
export function dayOf(date) {
  return Date.parse(`${date}T00:00:00Z`) / 1000 / DAY;
}

/**
 * 0 = Monday … 6 = Sunday.
 * @param {number} day number of the day since 1970
 */
export function weekday(day) {
  return (day + 3) % 7;
}

/** @param {number} seconds */
const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19);

/**
 * `2025-03-04 10:12:33`, local, as the customer database writes it.
 * @param {number} instant
 */
export function localText(instant) {
  return iso(toBerlin(instant)).replace('T', ' ');
}

/**
 * `2025-03-04T09:12:33Z`, as the marketing tool writes it.
 * @param {number} instant
 */
export function utcText(instant) {
  return `${iso(instant)}Z`;
}

/**
 * `2025-03-04T10:12:33+01:00`, as the opportunities are written.
 * @param {number} instant
 */
export function offsetText(instant) {
  return `${iso(toBerlin(instant))}+0${berlinOffset(instant) / HOUR}:00`;
}

/**
 * `2025-03`, local.
 * @param {number} instant
 */
export function berlinMonth(instant) {
  return iso(toBerlin(instant)).slice(0, 7);
}

/** How much goes on in each hour of the day, at work and on the web. */
const WORK = [0, 0, 0, 0, 0, 0, 0, 2, 7, 10, 11, 9, 5, 7, 10, 9, 7, 3, 1, 0, 0, 0, 0, 0];
const WEB = [1, 0, 0, 0, 0, 1, 2, 5, 8, 10, 10, 9, 6, 8, 9, 8, 7, 5, 3, 3, 4, 4, 3, 2];

/**
 * @param {import('./random.mjs').Random} random
 * @param {number} day number of the day since 1970
 * @param {'work' | 'web'} kind
 * @returns {number} an instant on that local day
 */
export function instantOn(random, day, kind) {
  const hours = kind === 'work' ? WORK : WEB;
  const hour = random.weighted(hours.map((weight, index) => /** @type {const} */ ([index, weight])));
  return fromBerlin(day * DAY + hour * HOUR + random.integer(0, HOUR - 1));
}

/**
 * The instant itself, or the next opening of the office after it (weekdays 8 to 18), some minutes later.
 * @param {import('./random.mjs').Random} random
 * @param {number} instant
 */
export function inOfficeHours(random, instant) {
  let local = toBerlin(instant);
  const opening = () => {
    local = Math.floor(local / DAY) * DAY + 8 * HOUR + random.integer(60, 5400);
  };
  if (local % DAY >= 18 * HOUR) {
    local += DAY;
    opening();
  } else if (local % DAY < 8 * HOUR) opening();
  while (weekday(Math.floor(local / DAY)) > 4) {
    local += DAY;
    opening();
  }
  return fromBerlin(local);
}

/**
 * Some time at work on the instant's day or the next workday after it, not before the instant.
 * @param {import('./random.mjs').Random} random
 * @param {number} instant
 */
export function onWorkday(random, instant) {
  for (let day = berlinDay(instant); ; day += 1) {
    const found = weekday(day) > 4 ? 0 : instantOn(random, day, 'work');
    if (found >= instant) return found;
  }
}
