/** Columns of a table by what they are called, for a table that somebody says a file gives. */
import { RECORDED_DATES } from '../../model/stages.ts';
import type { ColumnReport, ColumnSource, ColumnType, TableMapping } from '../mapping.ts';
import { recordedDateOf } from './stage-names.ts';
import { ACTIVITY_WORDS, DEAL_WORDS, HISTORY_WORDS, LEAD_WORDS } from './vendors/words-of-columns.ts';
import { comparable } from './words.ts';

const WORDS: Readonly<Record<TableMapping['table'], Readonly<Record<string, string>>>> = {
  leads: LEAD_WORDS,
  activities: ACTIVITY_WORDS,
  stageHistory: HISTORY_WORDS,
  opportunities: DEAL_WORDS,
  aliases: {},
};
const KNOWN_DEALS: ReadonlySet<string> = new Set([
  'opportunity_id',
  'lead_id',
  'email',
  'created_at',
  'won_at',
  'lost_at',
  'amount',
]);

const isDated = (type: ColumnType): boolean => type === 'date' || type === 'instant';

/**
 * Columns of ours that columns of a file are called as, in English or German. No column of the file is taken twice.
 * @param reports the columns of the file
 */
export function namedColumns(
  table: TableMapping['table'],
  reports: readonly ColumnReport[],
): Record<string, ColumnSource> {
  const left = new Map(reports.map(({ name, type }) => [name, { words: comparable(name), type }]));
  const found: [string, ColumnSource][] = [];
  const takeColumn = (
    ours: string,
    fits: (column: { readonly words: string; readonly type: ColumnType }) => boolean,
  ): void => {
    const name = [...left].find(([, column]) => column.type !== 'empty' && fits(column))?.[0];
    if (name === undefined) return;
    left.delete(name);
    found.push([ours, { from: [name] }]);
  };
  if (table === 'leads')
    for (const date of RECORDED_DATES)
      takeColumn(date, ({ words, type }) => recordedDateOf(words, isDated(type)) === date);
  for (const [ours, names] of Object.entries(WORDS[table])) {
    if (table === 'opportunities' && !KNOWN_DEALS.has(ours)) continue;
    const word = names.split('|').find((one) => [...left.values()].some(({ words }) => words === one));
    if (word !== undefined) takeColumn(ours, ({ words }) => words === word);
  }
  return Object.fromEntries(found);
}
