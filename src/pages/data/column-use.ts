/** What a column of a file is taken for and why, in words. */
import { keepsOthers, knownColumns, usesOf, type MappingEdit } from '../../app/edit-mapping.ts';
import {
  REMEMBERED,
  type ColumnSource,
  type FileMapping,
  type StagedTable,
  type TableMapping,
} from '../../app/staged-file.ts';
import type { Format } from '../../components/format.ts';
import type { Vocabulary } from '../../components/vocabulary.ts';
import { ownValue } from '../../model/own-value.ts';
import type { MAPPING_WORDS } from './mapping-words.ts';

type Words = (typeof MAPPING_WORDS)['en'];

/** One of our columns for a reader. */
export function columnLabel(name: string, words: Words, vocabulary: Vocabulary): string {
  return ownValue(words.columns, name) ?? vocabulary.column(name);
}

/** Choices beside our columns; no column of ours is called so. */
export const OWN_NAME = '(own)';
export const LEFT_OUT = '(out)';

/** What the list of choices shows for a column of the file. */
export function chosenUse(mapping: FileMapping, table: TableMapping, column: string): string {
  const [main] = usesOf(table, column);
  if (main !== undefined) return main;
  return (mapping.leftOut ?? []).includes(column) ? LEFT_OUT : OWN_NAME;
}

/** The change that a choice stands for. */
export function editOfChoice(table: TableMapping, column: string, choice: string): MappingEdit {
  if (choice === LEFT_OUT) return { kind: 'leftOut', column, leftOut: true };
  return { kind: 'column', table: table.table, column, as: choice === OWN_NAME ? null : choice };
}

/** One choice of what a column is taken for. */
export interface UseOption {
  readonly value: string;
  readonly label: string;
}

/** Everything that a column of the file can be taken for in a table. */
export function optionsFor(
  table: TableMapping,
  column: string,
  words: Words,
  vocabulary: Vocabulary,
): UseOption[] {
  const keeps = keepsOthers(table);
  const known = knownColumns(table.table);
  const current = usesOf(table, column).filter((ours) => !known.includes(ours));
  const ours = [...known, ...current].map((name): UseOption => {
    const label = columnLabel(name, words, vocabulary);
    const from = ownValue(table.columns, name)?.from ?? [];
    const other = from.includes(column) ? undefined : from[0];
    return { value: name, label: other === undefined ? label : words.nowFrom(label, other) };
  });
  return [
    { value: OWN_NAME, label: keeps ? words.ownName : words.notUsed },
    ...(keeps ? [{ value: LEFT_OUT, label: words.leaveOut }] : []),
    ...ours,
  ];
}

function sourceDetail(source: ColumnSource, words: Words, format: Format): string[] {
  const { from, join, when, attribute, before } = source;
  const names = format.list(from.map(words.quoted));
  return [
    ...(from.length < 2 ? [] : [join === undefined ? words.firstOf(names) : words.joinedFrom(names)]),
    ...(attribute === undefined ? [] : [words.partOf(attribute)]),
    ...(before === undefined ? [] : [words.cutBefore(before)]),
    ...(when === undefined ? [] : [words.onlyWhen(when.column, shortChoice(when.in, words, format))]),
  ];
}

/** Values as a choice, the first of them where they are many. */
export function shortChoice(values: readonly string[], words: Words, format: Format): string {
  const shown = values.slice(0, 4).map(words.quoted);
  return format.either(values.length > 4 ? [...shown, '…'] : shown);
}

/** Why a column is taken for what it is; empty where nothing is to be said. */
export function reasonOfUse(
  staged: StagedTable,
  table: TableMapping,
  mapping: FileMapping,
  column: string,
  about: {
    readonly words: Words;
    readonly vocabulary: Vocabulary;
    readonly format: Format;
    readonly vendor: string | null;
  },
): string {
  const { words, vocabulary, format, vendor } = about;
  const uses = usesOf(table, column);
  const isOut = (mapping.leftOut ?? []).includes(column);
  const isYours = staged.edits.some(
    (edit) =>
      (edit.kind === 'column' && edit.column === column && edit.table === table.table) ||
      (edit.kind === 'leftOut' && edit.column === column) ||
      (edit.kind === 'leadId' && edit.column === column),
  );
  if (uses.length === 0 && !isOut && !isYours) return '';
  const origin = isYours
    ? words.why.yours
    : staged.base !== null
      ? staged.base.from === REMEMBERED
        ? words.why.remembered
        : words.why.file
      : isOut
        ? words.why.left
        : vendor !== null
          ? words.why.vendor(vendor)
          : words.why.name;
  const [main, ...others] = uses;
  const source = main === undefined ? undefined : ownValue(table.columns, main);
  const also = others.map((name) => columnLabel(name, words, vocabulary));
  return [
    origin,
    ...(source === undefined ? [] : sourceDetail(source, words, format)),
    ...(also.length === 0 ? [] : [words.also(format.list(also))]),
  ].join(' · ');
}
