/** Columns of the list: which are offered, which are usual, and how a cell reads. Pure. */
import type { Format } from '../../components/format.ts';
import type { Vocabulary } from '../../components/vocabulary.ts';
import { ENGINE_COLUMNS, type EngineColumn, type LeadCell } from '../../model/lead-list.ts';
import { ownValue } from '../../model/own-value.ts';
import type { LeadsWords } from './words.ts';

/** What a column holds: it decides the width, the side on which cells stand, and which end a first sort puts on top. */
export type ColumnKind = 'id' | 'text' | 'wide' | 'stage' | 'number' | 'day';

const INSTANTS = new Set<string>([
  '@mql',
  '@sql',
  '@opportunity',
  '@customer',
  '@disqualified',
  '@lastActivity',
]);
const WIDE = new Set(['email', 'company', 'name', 'campaign', 'notes']);
/** Usual columns in their order; of those in brackets the first that is there on a phone. */
const USUAL = [
  'lead_id',
  'company',
  'name',
  'email',
  'source',
  '@stage',
  '@fit',
  '@engagement',
  '@mql',
  '@sql',
  'owner',
];
const WHO = ['name', 'company', 'email'];
const USUAL_NARROW = ['@stage', '@engagement', '@mql'];

const plain = (name: string) => name.trim().toLowerCase();

function isEngine(name: string): name is EngineColumn {
  return (ENGINE_COLUMNS as readonly string[]).includes(name);
}

/** All columns that can be chosen: those of the file in its order, then the computed ones. */
export function offeredColumns(ofFile: readonly string[]): {
  readonly ofFile: readonly string[];
  readonly computed: readonly string[];
} {
  return { ofFile, computed: ENGINE_COLUMNS };
}

/**
 * The columns of a reader who chose none.
 * @param ofFile names of the lead columns
 * @param isNarrow there is room for few: who it is, and where it stands
 */
export function usualColumns(ofFile: readonly string[], isNarrow: boolean): readonly string[] {
  const find = (name: string) => (isEngine(name) ? name : ofFile.find((one) => plain(one) === name));
  const id = find('lead_id') ?? ofFile[0];
  const who = WHO.map(find).find((name) => name !== undefined);
  const names = isNarrow ? [id, who, ...USUAL_NARROW] : [id, ...USUAL.map(find)];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** The chosen columns, as far as the data have them; the usual ones where none is left. */
export function shownColumns(
  chosen: readonly string[] | null,
  ofFile: readonly string[],
  isNarrow: boolean,
): readonly string[] {
  const known = chosen?.filter((name) => isEngine(name) || ofFile.includes(name)) ?? [];
  return known.length === 0 ? usualColumns(ofFile, isNarrow) : known;
}

/** The columns with one put in at the end or taken out; the last one stays. */
export function toggleColumn(columns: readonly string[], name: string): readonly string[] {
  if (!columns.includes(name)) return [...columns, name];
  return columns.length === 1 ? columns : columns.filter((other) => other !== name);
}

/** What a column holds. */
export function columnKind(name: string): ColumnKind {
  if (name === '@stage' || name === '@route') return 'stage';
  if (INSTANTS.has(name)) return 'day';
  if (isEngine(name)) return 'number';
  const known = plain(name);
  return known === 'lead_id' ? 'id' : WIDE.has(known) ? 'wide' : 'text';
}

/** A column for a reader. */
export function columnName(name: string, words: LeadsWords, vocabulary: Vocabulary): string {
  return ownValue(words.columns, name) ?? vocabulary.column(name);
}

/** A cell of the list; a column of the file reads as it stands there. Missing values give `—`. */
export function cellText(column: string, cell: LeadCell, format: Format, vocabulary: Vocabulary): string {
  if (cell === null || cell === '') return format.count(null);
  if (typeof cell === 'string') {
    if (column === '@stage') return ownValue(vocabulary.stage, cell) ?? cell;
    if (column === '@route') return ownValue(vocabulary.route, cell) ?? cell;
    return cell;
  }
  if (INSTANTS.has(column)) return format.day(cell);
  // A score that has faded away is 0, whichever side it comes from.
  return column === '@activities' ? format.count(cell) : format.score(Math.round(cell * 10) / 10 || 0);
}
