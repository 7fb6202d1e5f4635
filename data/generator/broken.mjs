/** Rows that are wrong on purpose, as every real export has some. Nothing that the figures rest on is lost by them. */

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {Record<string, string | number>} Row */

/**
 * Puts rows among others, in random places.
 * @template {Row} T
 * @param {Random} random
 * @param {T[]} rows
 * @param {readonly T[]} more
 * @param {number} from no place before this one
 */
function scatter(random, rows, more, from = 1) {
  for (const row of more) rows.splice(random.integer(from, rows.length), 0, row);
}

/**
 * @template T
 * @param {Random} random
 * @param {readonly T[]} rows
 * @param {number} count
 * @returns {T[]} different ones
 */
function someOf(random, rows, count) {
  const chosen = new Set();
  while (chosen.size < Math.min(count, rows.length)) chosen.add(random.pick(rows));
  return [...chosen];
}

/**
 * @param {Random} random
 * @param {readonly Row[]} leads
 * @returns {Row[]}
 */
export function withBrokenLeads(random, leads) {
  const rows = leads.map((row) => ({ ...row }));
  const unreadable = /** @type {const} */ ([
    ['mql_at', 'n/a'],
    ['sql_at', '00.00.0000'],
    ['customer_at', 'offen'],
    ['opportunity_at', '2025-13-01'],
    ['disqualified_at', 'unknown'],
  ]);
  for (const [column, text] of unreadable) {
    random.pick(rows.filter((row) => row[column] === '' && row['customer_at'] === ''))[column] = text;
  }
  // a date alone is its midnight, and that lies before the lead of the same day
  const sameDay = rows.filter(
    (row) =>
      row['sql_at'] !== '' && String(row['sql_at']).slice(0, 10) === String(row['created_at']).slice(0, 10),
  );
  for (const row of someOf(random, sameDay, 6)) row['sql_at'] = String(row['sql_at']).slice(0, 10);

  const twice = someOf(random, leads, 6).map((row) => ({
    ...row,
    company: `${row['company']} (alt)`,
    source: 'import',
  }));
  scatter(random, rows, twice, rows.length - 40);
  const nameless = someOf(random, leads, 3).map((row) => ({ ...row, lead_id: '', email: '', alias_ids: '' }));
  scatter(random, rows, nameless);
  const undated = ['31.02.2025', '2025-02-30 09:15:00', '', 'gestern'].map((text, n) => ({
    ...random.pick(leads),
    lead_id: `L9000${n}`,
    email: '',
    alias_ids: '',
    created_at: text,
  }));
  scatter(random, rows, undated);
  return rows;
}

/**
 * @param {Random} random
 * @param {readonly Row[]} activities
 * @returns {Row[]}
 */
export function withBrokenActivities(random, activities) {
  const rows = activities.map((row) => ({ ...row }));
  let number = 0;
  const copies = (/** @type {number} */ count) =>
    Array.from({ length: count }, () => ({
      ...random.pick(activities),
      activity_id: `A9${String((number += 1)).padStart(5, '0')}`,
    }));
  scatter(
    random,
    rows,
    copies(5).map((row) => ({ ...row, lead_id: '', email: '' })),
  );
  scatter(
    random,
    rows,
    copies(4).map((row) => ({ ...row, type: '' })),
  );
  const dates = ['2025-02-29T10:00:00Z', '12/13/2025', '', '1760000000', '2026-06-31', 'NULL'];
  scatter(
    random,
    rows,
    copies(6).map((row, n) => ({ ...row, occurred_at: dates[n] ?? '' })),
  );
  scatter(
    random,
    rows,
    copies(12).map((row, n) =>
      n % 3 === 0
        ? { ...row, lead_id: '', email: `unbekannt${n}@example.org` }
        : { ...row, lead_id: `L8${String(n).padStart(4, '0')}`, email: '' },
    ),
  );
  // the second of two rows with one id is the one that is left out
  for (const row of someOf(random, activities, 8))
    rows.splice(random.integer(rows.length - 200, rows.length), 0, { ...row });
  return rows;
}

/**
 * @param {Random} random
 * @param {readonly Row[]} opportunities
 * @returns {Row[]}
 */
export function withBrokenOpportunities(random, opportunities) {
  const rows = opportunities.map((row) => ({ ...row }));
  let number = 0;
  const copies = (/** @type {number} */ count) =>
    Array.from({ length: count }, () => ({
      ...random.pick(opportunities),
      opportunity_id: `OPP-9${String((number += 1)).padStart(3, '0')}`,
    }));
  scatter(
    random,
    rows,
    copies(2).map((row) => ({ ...row, lead_id: '', email: '' })),
  );
  scatter(
    random,
    rows,
    copies(2).map((row, n) => ({ ...row, created_at: n === 0 ? '' : '30.06.2025' })),
  );
  scatter(
    random,
    rows,
    copies(3).map((row, n) => ({ ...row, lead_id: `L7000${n}`, email: '' })),
  );
  for (const row of someOf(random, opportunities, 2)) rows.push({ ...row });
  return rows;
}
