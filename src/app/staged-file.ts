/** A file that waits to be loaded: what was found out about it, and what the reader says of it. */
import type { Condition } from '../model/condition.ts';
import { readJsonText } from '../model/json-text.ts';
import { parseScoringModel } from '../model/scoring-model-schema.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import { parseMapping, type FileMapping, type FileReading } from '../workspace/mappings.ts';
import type { InspectedSource, LoadProblem, SourceFile, TableKind } from '../workspace/workspace.ts';
import { editMapping, editSubject, lackingColumn, type MappingEdit } from './edit-mapping.ts';

export type {
  ColumnReport,
  ColumnSource,
  FileMapping,
  FileReading,
  MappingQuestion,
  TableMapping,
} from '../workspace/mappings.ts';
export type { SourceSummary, TableKind, TablePreview } from '../workspace/workspace.ts';

/** A file that could be looked at. */
export type Inspected = Extract<InspectedSource, { readonly problem: null }>;
/** A note or a question of a reading. */
export type ReadingNote = FileReading['notes'][number];

/** Where a mapping of an earlier load is from: no name of a file, which has no colon. */
export const REMEMBERED = 'browser:remembered';

/** A file with rows. */
export interface StagedTable {
  readonly kind: 'table';
  /** what it was taken for without a word of the reader, but for `table` and `sheet` */
  readonly recognised: Inspected;
  /** answer to the question whether it gives the leads; null = whatever fits the other files */
  readonly table: TableKind | null;
  readonly sheet: string | null;
  /** a mapping that takes the place of the recognised one, and where it is from: `REMEMBERED`, or the name of a file */
  readonly base: { readonly mapping: FileMapping; readonly from: string } | null;
  /** changes over that, in their order */
  readonly edits: readonly MappingEdit[];
  /** first rows under the mapping at hand; while it is looked at anew, those of before */
  readonly shown: Inspected;
  /** `shown` is of an earlier mapping */
  readonly isPending: boolean;
  /** why the file cannot be read with what was chosen last (another sheet, another mapping) */
  readonly problem: LoadProblem | null;
}

/** What a staged file is. */
export type StagedContent =
  | { readonly kind: 'looking' }
  | { readonly kind: 'refused'; readonly problem: LoadProblem }
  | { readonly kind: 'model'; readonly model: ScoringModel | null; readonly problem: LoadProblem | null }
  | {
      readonly kind: 'mapping';
      readonly mapping: FileMapping | null;
      readonly problem: LoadProblem | null;
    }
  | StagedTable;

/** A staged file. */
export interface StagedFile {
  readonly id: number;
  readonly file: File;
  readonly content: StagedContent;
}

/** Largest document of JSON that may be a model or a mapping, in bytes. */
const LARGEST_DOCUMENT = 4_000_000;

function problemOfDocument(
  what: 'model' | 'mapping',
  name: string,
  problems: readonly { code: string; place: string; line: number | null; detail: string | null }[],
): LoadProblem {
  const [first] = problems;
  const detail = [first?.place, first?.detail].filter(Boolean).join(': ');
  const line = first?.line ?? null;
  return { code: `${what}.${first?.code ?? 'notJson'}`, file: name, line, detail: detail || null };
}

function modelContent(name: string, text: string): StagedContent {
  const parsed = parseScoringModel(text);
  if ('model' in parsed) return { kind: 'model', model: parsed.model, problem: null };
  return { kind: 'model', model: null, problem: problemOfDocument('model', name, parsed.problems) };
}

/** A scoring model or a mapping, told by their keys, also where they are broken; null = a file with rows, or none. */
export async function documentOf(file: File): Promise<StagedContent | null> {
  if (file.size > LARGEST_DOCUMENT) return null;
  const head = await file.slice(0, 64).text();
  if (!/^\uFEFF?\s*\{/.test(head)) return null;
  const text = await file.text();
  const json = readJsonText(text);
  if (!('value' in json))
    return /"stages"\s*:/.test(text) && /"engagement"\s*:/.test(text) ? modelContent(file.name, text) : null;
  const { value } = json;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if (Object.hasOwn(value, 'stages') && Object.hasOwn(value, 'engagement'))
    return modelContent(file.name, text);
  if (!Object.hasOwn(value, 'header') || !Object.hasOwn(value, 'tables') || !Object.hasOwn(value, 'version'))
    return null;
  const parsed = parseMapping(text);
  if ('mapping' in parsed) return { kind: 'mapping', mapping: parsed.mapping, problem: null };
  const problem = problemOfDocument('mapping', file.name, parsed.problems);
  return { kind: 'mapping', mapping: null, problem };
}

/** The mapping without the reader's changes. */
export function baseMapping({ base, recognised }: StagedTable): FileMapping {
  return base?.mapping ?? recognised.summary.reading.mapping;
}

/** The mapping at hand: the reader's changes over what was recognised, remembered or given. */
export function mappingOf(staged: StagedTable): FileMapping {
  const { columns } = staged.recognised.summary.reading;
  // a table that goes may have said what another one's columns are
  const isLast = (edit: MappingEdit): boolean => edit.kind === 'table' && !edit.isGiven;
  const edits = [...staged.edits.filter((edit) => !isLast(edit)), ...staged.edits.filter(isLast)];
  return edits.reduce((mapping, edit) => editMapping(mapping, edit, columns), baseMapping(staged));
}

/** Whether the mapping is other than what was recognised. */
export function isCustom({ base, edits }: StagedTable): boolean {
  return base !== null || edits.length > 0;
}

/** Whether nobody knows yet whether the file gives the leads: other files decide, or the reader. */
export function isOpenTable({ recognised }: StagedTable): boolean {
  return recognised.summary.reading.questions.some(({ question }) => question === 'table');
}

/** Changes with one more; one about the same thing goes. */
export function withEdit(edits: readonly MappingEdit[], edit: MappingEdit): readonly MappingEdit[] {
  const subject = editSubject(edit);
  return [...edits.filter((one) => editSubject(one) !== subject), edit];
}

/** Questions of the file that the mapping at hand leaves open or has answered. */
export function questionsOf({ recognised, base }: StagedTable): FileReading['questions'] {
  return base === null ? recognised.summary.reading.questions : [];
}

/**
 * Notes that hold under a mapping: those on what is missing go where it was mapped, and stages without a date are
 * counted anew.
 */
export function notesUnder(notes: readonly ReadingNote[], mapping: FileMapping): readonly ReadingNote[] {
  const has = (column: string) => mapping.tables.some(({ columns }) => Object.hasOwn(columns, column));
  const hasHistory = mapping.tables.some(({ table }) => table === 'stageHistory');
  return notes.flatMap((note): ReadingNote[] => {
    if (note.code === 'reference' || note.code === 'unknown')
      return mapping.tables.length === 0 ? [note] : [];
    if (note.code === 'missingColumn') return note.detail !== null && has(note.detail) ? [] : [note];
    if (note.code === 'unusedDates')
      return mapping.tables.some(({ columns }) =>
        Object.values(columns).some(({ from }) => note.detail !== null && from.includes(note.detail)),
      )
        ? []
        : [note];
    if (note.code === 'currentStage') return hasHistory ? [] : [note];
    if (note.code !== 'noHistory') return [note];
    const lacking = (note.detail ?? '').split(',').filter((stage) => !has(`${stage}_at`));
    return lacking.length === 0 || hasHistory ? [] : [{ ...note, detail: lacking.join(',') }];
  });
}

/** The order to load a file with rows: as it is shown. */
export function sourceOf(file: File, staged: StagedTable): SourceFile {
  const { sheet, table } = staged;
  // what was decided together with the other files is said, so that the load decides nothing else
  return isCustom(staged) || isOpenTable(staged)
    ? { table: null, name: file.name, file, sheet, mapping: mappingOf(staged) }
    : { table, name: file.name, file, sheet, mapping: null };
}

/** Why staged files cannot be loaded yet; null = they can. */
export type StagedTrouble =
  | { readonly code: 'looking' | 'needLeads' | 'oneModel' | 'badModel' }
  | { readonly code: 'lacking'; readonly file: string; readonly table: TableKind; readonly column: string }
  | { readonly code: 'badChoice'; readonly file: string };

/** What stands in the way of a load. */
export function stagedTrouble(staged: readonly StagedFile[]): StagedTrouble | null {
  const models = staged.flatMap(({ content }) => (content.kind === 'model' ? [content] : []));
  if (staged.some(({ content }) => content.kind === 'looking')) return { code: 'looking' };
  if (models.length > 1) return { code: 'oneModel' };
  if (models.some(({ problem }) => problem !== null)) return { code: 'badModel' };
  let hasLeads = false;
  for (const { file, content } of staged) {
    if (content.kind !== 'table') continue;
    if (content.problem !== null) return { code: 'badChoice', file: file.name };
    for (const table of mappingOf(content).tables) {
      const column = lackingColumn(table);
      if (column !== null && table.table !== 'aliases')
        return { code: 'lacking', file: file.name, table: table.table, column };
      hasLeads ||= table.table === 'leads';
    }
  }
  return hasLeads ? null : { code: 'needLeads' };
}

/** How many files a load would read: those that give a table, and the model. */
export function loadableCount(staged: readonly StagedFile[]): number {
  return staged.filter(
    ({ content }) =>
      content.kind === 'model' || (content.kind === 'table' && mappingOf(content).tables.length > 0),
  ).length;
}

/** Words that the rules of a staged model look for in the type of an activity; none without a model. */
export function typesOfRules(staged: readonly StagedFile[]): string[] {
  const types = new Set<string>();
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit);
    else if ('any' in node) node.any.forEach(visit);
    else if ('not' in node) visit(node.not);
    else if (node.field === 'type' && (node.op === 'eq' || node.op === 'in'))
      for (const value of [node.value].flat()) types.add(String(value));
  };
  for (const { content } of staged)
    if (content.kind === 'model') content.model?.engagement.rules.forEach(({ when }) => visit(when));
  return [...types];
}
