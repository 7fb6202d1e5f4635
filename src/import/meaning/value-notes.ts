/** What the values of a file tell of it beside what its columns mean: ids that are destroyed, dates that nobody uses. */
import type { RecordedDate } from '../../model/stages.ts';
import type { Draft, MeaningNote } from './draft.ts';
import type { FileFacts } from './facts.ts';

/** Columns of ours that hold ids. */
const IDS = new Set(['lead_id', 'alias_ids', 'activity_id', 'opportunity_id']);
/** A number as a spreadsheet shows one that is too long for its cell: the digits after these are gone. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+?\d{1,3}$/i;
/** So many different ids as a hash that is a number by chance would hardly give. */
const ENOUGH = 2;

/** Says which columns of ids a spreadsheet has destroyed: long numbers became rounded ones. */
export function brokenIds(facts: FileFacts, { tables }: Draft): MeaningNote[] {
  const ids = new Set(
    tables.flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([ours, { from }]) => (IDS.has(ours) ? from : [])),
    ),
  );
  return [...ids].flatMap((name): MeaningNote[] => {
    let rows = 0;
    for (const [text, count] of facts.column(name)?.distinct ?? [])
      if (ROUNDED.test(text.trim())) rows += count;
    return rows < ENOUGH ? [] : [{ code: 'brokenIds', detail: name, counts: { rows } }];
  });
}

/** Names of stages as they stand in the names of columns, by the date that such a column could be. */
const STAGE_WORDS: readonly (readonly [RecordedDate, RegExp])[] = [
  ['mql_at', /(^| )(mql|marketing qualified|marketing qualifiziert\w*)( |$)/],
  ['sql_at', /(^| )(sql|sal|qualified|qualifiziert\w*|converted|konvertiert|umgewandelt)( |$)/],
  ['opportunity_at', /(^| )(opportunity|opp|verkaufschance)( |$)/],
  ['customer_at', /(^| )(customer|kunde|kunden|won|gewonnen)( |$)/],
  ['disqualified_at', /(^| )(lost|verloren|disqualified|disqualifiziert|unqualified)( |$)/],
];
/** Dates of other things than the entry into a stage. */
const OTHER_DATES =
  /(^| )(last|letzte[rsn]?|modified|modif|geaendert|updated|viewed|referenced|exited|exit|next|naechste[rsn]?|expected|target|close|closed|abschluss|cumulative|time in|latest|recent|birth|geburt|created|create|erstellt|activity|aktivitaet)( |$)/;
const MOST_HINTS = 5;

/** Says which columns of dates are called like a stage that has no date, and are used for nothing. */
export function unusedDates(facts: FileFacts, { tables, leftOut = [] }: Draft): MeaningNote[] {
  const leads = tables.find(({ table, perLead }) => table === 'leads' && !perLead);
  if (leads === undefined) return [];
  const used = new Set([
    ...leftOut,
    ...tables.flatMap(({ columns }) => Object.values(columns).flatMap(({ from }) => from)),
  ]);
  const lacking = STAGE_WORDS.filter(([date]) => !Object.hasOwn(leads.columns, date));
  return facts.columns
    .filter(
      ({ name, type, words }) =>
        (type === 'date' || type === 'instant') &&
        !used.has(name) &&
        lacking.some(([, pattern]) => pattern.test(words)) &&
        !OTHER_DATES.test(words),
    )
    .slice(0, MOST_HINTS)
    .map(({ name }) => ({ code: 'unusedDates', detail: name }));
}
