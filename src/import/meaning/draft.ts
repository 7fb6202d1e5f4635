/** The layouts of vendors: each looks at the facts of a file, and says what it means if it is one of its own. */
import type { ColumnSource, MappingQuestion, ReadingNote, TableMapping } from '../mapping.ts';
import type { FileFacts } from './facts.ts';
import { dealStageOf, recordedDateOf, stageOf } from './stage-names.ts';

/** What a file gives beyond its tables, or why it gives none. */
export type MeaningNote = ReadingNote;

/** What a layout makes of a file. */
export interface Draft {
  readonly object: string | null;
  readonly tables: readonly TableMapping[];
  readonly notes: readonly MeaningNote[];
  readonly questions: readonly MappingQuestion[];
  /** columns that no table keeps, such as the checksum of a row */
  readonly leftOut?: readonly string[];
}

/** What the asker knows. */
export interface DraftOptions {
  /** the file has to give the leads itself (true), others give them (false), or nobody knows (null) */
  readonly alone: boolean | null;
}

/** One system and the files that it writes. */
export interface VendorLayouts {
  /** null: no system in particular */
  readonly vendor: string | null;
  /** in the name of a file */
  readonly fileName: RegExp | null;
  /**
   * What the file is, if it is one of this system's.
   * @param isNamed the name of the file says that it is
   */
  recognise(facts: FileFacts, isNamed: boolean, options: DraftOptions): Draft | null;
}

/** A column taken as it stands: the first of several that is not missing; null and none where there is no column. */
export function take(...names: readonly (string | null)[]): ColumnSource | null {
  const from = [...new Set(names.filter((name) => name !== null))];
  return from.length === 0 ? null : { from };
}

/** The same text on every row. */
export function always(constant: string): ColumnSource {
  return { from: [], constant };
}

/** The columns of a table; those without a source are left out. */
export function table(
  name: TableMapping['table'],
  columns: Readonly<Record<string, ColumnSource | null>>,
  rows: TableMapping['rows'] = null,
  perLead = false,
): TableMapping {
  const present = Object.entries(columns).flatMap(([column, source]): [string, ColumnSource][] =>
    source === null ? [] : [[column, source]],
  );
  return { table: name, columns: Object.fromEntries(present), rows, perLead };
}

/** A file that is no table of ours, with the reason in one word: `accounts`, `products`, `templates`, … */
export function reference(object: string, reason: string): Draft {
  return { object, tables: [], notes: [{ code: 'reference', detail: reason }], questions: [] };
}

/** First and last name as one, or the column that holds both. */
export function fullName(facts: FileFacts, whole: readonly string[]): ColumnSource | null {
  const first = facts.find('first name', 'firstname', 'vorname', 'property firstname', 'person first name');
  const last = facts.find(
    'last name',
    'lastname',
    'nachname',
    'surname',
    'familienname',
    'property lastname',
    'person last name',
  );
  const name = facts.find(...whole);
  if (name !== null && facts.column(name)?.type !== 'empty') return take(name);
  if (first !== null && last !== null) return { from: [first, last], join: ' ' };
  return take(name, last, first);
}

/** Recorded dates by the names of columns. Several of one stage: the first that has a value in the sample comes first. */
export function recordedDates(facts: FileFacts): Record<string, ColumnSource> {
  const found = new Map<string, string[]>();
  for (const { words, name, type } of facts.columns) {
    const isDated = type === 'date' || type === 'instant';
    const date = recordedDateOf(words, isDated);
    if (date === null || (!isDated && type !== 'empty')) continue;
    const others = found.get(date) ?? [];
    // "First MQL Date" before "MQL Date": the entry is the first
    found.set(date, /\bfirst\b/.test(words) ? [name, ...others] : [...others, name]);
  }
  return Object.fromEntries(
    [...found].map(([date, names]) => {
      const filled = names.filter((name) => facts.column(name)?.type !== 'empty');
      return [date, { from: [...filled, ...names.filter((name) => !filled.includes(name))] }];
    }),
  );
}

const LATER = ['mql', 'sql', 'opportunity', 'customer'] as const;

/**
 * Says of leads which recorded dates they lack, or have no value of in the sample: `noHistory` with the stages, and
 * `currentStage` with the column of the current stage, if there is one. Rates and times of these stages cannot be
 * computed on recorded dates from this file.
 * @param facts null where the file was not looked at
 * @param current column of the current stage
 */
export function historyNotes(
  facts: FileFacts | null,
  leads: TableMapping,
  current: string | null,
): MeaningNote[] {
  const lacking = LATER.filter((stage) => {
    const source = Object.hasOwn(leads.columns, `${stage}_at`) ? leads.columns[`${stage}_at`] : undefined;
    if (source === undefined) return true;
    return (
      facts !== null && facts.sampled > 0 && source.from.every((name) => facts.column(name)?.type === 'empty')
    );
  });
  if (lacking.length === 0) return [];
  return [
    { code: 'noHistory', detail: lacking.join(',') },
    ...(current === null ? [] : [{ code: 'currentStage', detail: current }]),
  ];
}

/** Values that mean won, or lost: the usual ones, and those of the column that are known to mean it. */
export function closedValues(facts: FileFacts, name: string, as: 'customer' | 'disqualified'): string[] {
  const usual =
    as === 'customer' ? ['Won', 'Closed Won', 'closedwon'] : ['Lost', 'Closed Lost', 'closedlost'];
  const found = facts.values(name).filter((value) => dealStageOf(value) === as);
  const lower = new Set(found.map((value) => value.toLowerCase()));
  return [...found, ...usual.filter((value) => !lower.has(value.toLowerCase()))];
}

/** A date that counts where the deal is won, or lost. */
export function closedAt(
  facts: FileFacts,
  date: string | null,
  stage: string | null,
  as: 'customer' | 'disqualified',
): ColumnSource | null {
  if (date === null || stage === null) return null;
  return { from: [date], when: { column: stage, in: closedValues(facts, stage, as) } };
}

const STAGE_OPTIONS = ['lead', 'mql', 'sql', 'opportunity', 'customer', 'disqualified', 'none'] as const;

/**
 * Values of a stage column as ours, and the question for those that nobody knows.
 * @param kind stages of deals are opportunities where nothing else is known
 */
export function stageValues(
  column: string,
  values: readonly string[],
  kind: 'lead' | 'deal',
): { readonly values: Record<string, string>; readonly questions: MappingQuestion[] } {
  const known = values.flatMap((value): [string, string][] => {
    const stage = kind === 'deal' ? dealStageOf(value) : stageOf(value);
    return stage === null ? [] : [[value, stage]];
  });
  const unknown = values.filter((value) => stageOf(value) === null);
  return {
    values: Object.fromEntries(known),
    questions:
      unknown.length === 0
        ? []
        : [
            {
              column,
              question: 'stageNames',
              options: STAGE_OPTIONS,
              assumed: kind === 'deal' ? 'opportunity' : 'none',
              values: unknown.slice(0, 200),
            },
          ],
  };
}

/** The question about leads without an id of their own, which are told apart by their address. */
export function addressAsId(
  id: string | null,
  email: string | null,
  options: readonly string[] = email === null ? [] : [email],
): MappingQuestion[] {
  return id !== null || email === null
    ? []
    : [{ column: email, question: 'leadId', options, assumed: email }];
}

/** The question whether deals, or events, are the leads themselves. */
export function aloneQuestion(options: readonly [string, string], assumed: string): MappingQuestion {
  return { column: null, question: 'table', options, assumed };
}
