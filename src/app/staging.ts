/** Files on their way in: dropped, looked at by the worker, put right by the reader. Nothing is loaded here. */
import { layoutKey, missingFrom, type FileMapping } from '../workspace/mappings.ts';
import type {
  InspectedSource,
  LoadProblem,
  SourceFile,
  TableKind,
  Workspace,
} from '../workspace/workspace.ts';
import type { MappingEdit } from './edit-mapping.ts';
import type { RememberedMappings } from './remembered-mappings.ts';
import {
  documentOf,
  REMEMBERED,
  isCustom,
  isOpenTable,
  mappingOf,
  notesUnder,
  sourceOf,
  withEdit,
  type Inspected,
  type ReadingNote,
  type StagedContent,
  type StagedFile,
  type StagedTable,
} from './staged-file.ts';

/** What staging needs. */
export interface StagingParts {
  readonly connect: () => Promise<Workspace>;
  readonly language: () => 'en' | 'de' | null;
  readonly mappings: RememberedMappings;
  readonly problemOf: (error: unknown) => LoadProblem;
  /** told whenever something changed; null = nothing is staged */
  readonly changed: (staged: readonly StagedFile[] | null) => void;
}

/** The reader's words on staged files, by the id of the file. */
export interface StagingActions {
  readonly remove: (id: number) => void;
  readonly edit: (id: number, edit: MappingEdit) => void;
  /** takes the last change back */
  readonly undo: (id: number) => void;
  /** as recognised: without changes, and without what was remembered or given */
  readonly reset: (id: number) => void;
  /** reset, and not remembered any longer */
  readonly forget: (id: number) => void;
  /** whether the file gives the leads, or another table */
  readonly chooseTable: (id: number, table: TableKind) => void;
  readonly chooseSheet: (id: number, sheet: string) => void;
}

/** Notes on files by their names. */
export type ReadingNotes = ReadonlyMap<string, readonly ReadingNote[]>;

/** Staged files on their way into a load. */
export interface StagedOrder {
  /** the file of leads names the data set, without its extension */
  readonly name: string;
  readonly ids: ReadonlySet<number>;
  readonly files: readonly SourceFile[];
  readonly modelText: string | null;
}

/** Files that are staged. */
export interface Staging extends StagingActions {
  /** Adds files in place of those of the same name; resolves when all are looked at. */
  readonly add: (files: readonly File[], isNewTry: boolean) => Promise<void>;
  readonly removeNamed: (name: string) => void;
  readonly clear: () => void;
  /** what is to be loaded: files with rows, and the text of the model */
  readonly order: () => Promise<StagedOrder>;
  /** To be called when an order is loaded: remembers what the reader said of each layout, and lets the files go. */
  readonly loaded: (order: StagedOrder) => void;
  /** Notes of files whose mapping the reader chose, by name: a load under a given mapping finds none itself. */
  readonly notes: () => ReadingNotes;
}

const givesLeads = ({ tables }: FileMapping): boolean => tables.some(({ table }) => table === 'leads');

/** Keeps staged files, and looks at them again whenever one changes what another is taken for. */
export function createStaging(parts: StagingParts): Staging {
  let staged: readonly StagedFile[] = [];
  let ids = 0;
  let round: AbortController | null = null;
  const previews = new Map<number, AbortController>();

  const set = (next: readonly StagedFile[]) => {
    staged = next;
    parts.changed(staged.length === 0 ? null : staged);
  };
  const put = (id: number, change: (content: StagedContent) => StagedContent) =>
    set(staged.map((one) => (one.id === id ? { ...one, content: change(one.content) } : one)));
  const putTable = (id: number, change: (table: StagedTable) => StagedTable) =>
    put(id, (content) => (content.kind === 'table' ? change(content) : content));
  const tableOf = (id: number): StagedTable | null => {
    const content = staged.find((one) => one.id === id)?.content;
    return content?.kind === 'table' ? content : null;
  };

  /** A mapping that fits a layout: from a file beside it, else one that is remembered. */
  const baseFor = (header: readonly string[]): StagedTable['base'] => {
    for (const { file, content } of staged.toReversed()) {
      if (content.kind !== 'mapping' || content.mapping === null) continue;
      const { mapping } = content;
      const saysSomething = mapping.tables.length > 0 || layoutKey(mapping.header) === layoutKey(header);
      if (saysSomething && missingFrom(mapping, header).length === 0)
        return { mapping: { ...mapping, header: [...header] }, from: file.name };
    }
    const remembered = parts.mappings.find(header);
    return remembered === null ? null : { mapping: { ...remembered, header: [...header] }, from: REMEMBERED };
  };

  const headerOf = (found: Inspected): readonly string[] => found.summary.reading.mapping.header;

  /** What a look says of a file. */
  const answered = (content: StagedContent, found: InspectedSource, hadMapping: boolean): StagedContent => {
    if (content.kind !== 'table') {
      if (found.problem !== null) return { kind: 'refused', problem: found.problem };
      return {
        kind: 'table',
        recognised: found,
        table: null,
        sheet: null,
        base: baseFor(headerOf(found)),
        edits: [],
        shown: found,
        isPending: false,
        problem: null,
      };
    }
    if (found.problem !== null) return { ...content, isPending: false, problem: found.problem };
    const shown = { ...content, shown: found, isPending: false, problem: null };
    if (hadMapping) return shown;
    const isAnother = layoutKey(headerOf(content.recognised)) !== layoutKey(headerOf(found));
    const base = isAnother ? baseFor(headerOf(found)) : content.base;
    return { ...shown, recognised: found, base, edits: isAnother ? [] : content.edits };
  };

  /** Looks at one file under the mapping at hand. */
  const preview = async (id: number): Promise<void> => {
    previews.get(id)?.abort();
    const mine = new AbortController();
    previews.set(id, mine);
    const one = staged.find((each) => each.id === id);
    if (one?.content.kind !== 'table') return;
    putTable(id, (table) => ({ ...table, isPending: true }));
    const mapping = mappingOf(one.content);
    const file = { table: null, name: one.file.name, file: one.file, sheet: one.content.sheet, mapping };
    try {
      const space = await parts.connect();
      const [found] = await space.inspect([file], parts.language(), mine.signal);
      if (mine.signal.aborted || found === undefined) return;
      put(id, (content) => answered(content, found, true));
    } catch (error) {
      if (mine.signal.aborted) return;
      putTable(id, (table) => ({ ...table, isPending: false, problem: parts.problemOf(error) }));
    }
  };

  /** Looks at all files together: whether deals or a log of events give the leads depends on the others. */
  const look = async (anew: ReadonlySet<number>): Promise<void> => {
    round?.abort();
    const mine = new AbortController();
    round = mine;
    const asked = staged.flatMap(({ id, file, content }) => {
      if (content.kind !== 'looking' && content.kind !== 'table') return [];
      const { table = null, sheet = null } = content.kind === 'table' ? content : {};
      const mapping =
        content.kind === 'table' && isCustom(content) && !anew.has(id) ? mappingOf(content) : null;
      return [
        { id, source: { table: mapping === null ? table : null, name: file.name, file, sheet, mapping } },
      ];
    });
    if (asked.length === 0) return;
    try {
      const space = await parts.connect();
      const files = asked.map(({ source }) => source);
      const found = await space.inspect(files, parts.language(), mine.signal);
      if (mine.signal.aborted) return;
      const byId = new Map(asked.map(({ id, source }, place) => [id, { source, found: found[place] }]));
      set(
        staged.map((one) => {
          const answer = byId.get(one.id);
          if (answer?.found === undefined) return one;
          return { ...one, content: answered(one.content, answer.found, answer.source.mapping !== null) };
        }),
      );
      // what was recognised is known now, what the reader or an earlier load made of it is not shown yet
      const custom = asked.filter(({ id, source }) => {
        const table = tableOf(id);
        return source.mapping === null && table !== null && isCustom(table);
      });
      if (custom.length === 0) return;
      const isAnyOpen = staged.some(
        ({ content }) => content.kind === 'table' && isOpenTable(content) && !isCustom(content),
      );
      if (isAnyOpen) await look(new Set());
      else await Promise.all(custom.map(({ id }) => preview(id)));
    } catch (error) {
      if (mine.signal.aborted) return;
      const problem = parts.problemOf(error);
      for (const { id, source } of asked)
        put(id, (content) =>
          content.kind === 'table'
            ? { ...content, isPending: false, problem: { ...problem, file: source.name } }
            : { kind: 'refused', problem: { ...problem, file: source.name } },
        );
    }
  };

  /** Changes what is said of a file, and shows what comes of it. */
  const say = (id: number, change: (table: StagedTable) => StagedTable) => {
    const before = tableOf(id);
    if (before === null) return;
    putTable(id, (table) => ({ ...change(table), problem: null }));
    const after = tableOf(id) ?? before;
    const isDecisive = givesLeads(mappingOf(before)) !== givesLeads(mappingOf(after));
    const concernsOthers = staged.some(
      (one) => one.id !== id && one.content.kind === 'table' && isOpenTable(one.content),
    );
    if (isDecisive && concernsOthers) void look(new Set());
    else void preview(id);
  };
  /** Finds out anew what a file is. */
  const lookAgain = (id: number, change: (table: StagedTable) => StagedTable) => {
    putTable(id, (table) => ({ ...change(table), isPending: true, problem: null }));
    void look(new Set([id]));
  };
  const remove = (test: (one: StagedFile) => boolean) => {
    const gone = staged.filter(test);
    if (gone.length === 0) return;
    for (const { id } of gone) previews.get(id)?.abort();
    set(staged.filter((one) => !test(one)));
    const wereLeads = gone.some(
      ({ content }) =>
        content.kind === 'looking' || (content.kind === 'table' && givesLeads(mappingOf(content))),
    );
    if (wereLeads && staged.length > 0) void look(new Set());
  };

  return {
    add: async (files, isNewTry) => {
      const documents = await Promise.all(files.map(documentOf));
      const names = new Set(files.map(({ name }) => name));
      const earlier = staged.filter(({ file }) => !names.has(file.name));
      const added = files.map((file, index): StagedFile => {
        return { id: ++ids, file, content: documents[index] ?? { kind: 'looking' } };
      });
      set([...earlier, ...added]);
      const hasMapping = added.some(({ content }) => content.kind === 'mapping' && content.mapping !== null);
      if (hasMapping) {
        set(
          staged.map((one) => {
            if (one.content.kind !== 'table') return one;
            const base = baseFor(headerOf(one.content.recognised));
            const isOther = base !== null && base.from !== REMEMBERED;
            return isOther ? { ...one, content: { ...one.content, base, edits: [], isPending: true } } : one;
          }),
        );
      }
      await look(new Set());
      const ownIds = new Set(added.map(({ id }) => id));
      const isLeads = ({ id, content }: StagedFile) =>
        ownIds.has(id) && content.kind === 'table' && givesLeads(mappingOf(content));
      if (isNewTry && staged.some(isLeads)) remove(({ id }) => !ownIds.has(id));
    },
    remove: (id) => {
      const file = staged.find((one) => one.id === id)?.file.name ?? null;
      remove((one) => one.id === id);
      const orphaned = staged.filter(
        ({ content }) => content.kind === 'table' && content.base?.from === file,
      );
      if (orphaned.length === 0) return;
      for (const one of orphaned) putTable(one.id, (table) => ({ ...table, base: null, isPending: true }));
      void look(new Set(orphaned.map((one) => one.id)));
    },
    removeNamed: (name) => remove(({ file }) => file.name === name),
    clear: () => {
      round?.abort();
      for (const controller of previews.values()) controller.abort();
      previews.clear();
      set([]);
    },
    edit: (id, edit) => say(id, (table) => ({ ...table, edits: withEdit(table.edits, edit) })),
    undo: (id) => say(id, (table) => ({ ...table, edits: table.edits.slice(0, -1) })),
    reset: (id) => lookAgain(id, (table) => ({ ...table, base: null, edits: [] })),
    forget: (id) => {
      const table = tableOf(id);
      if (table !== null) parts.mappings.forget(headerOf(table.recognised));
      lookAgain(id, (one) => ({ ...one, base: null, edits: [] }));
    },
    chooseTable: (id, table) => lookAgain(id, (one) => ({ ...one, table, edits: [], base: null })),
    chooseSheet: (id, sheet) =>
      lookAgain(id, (one) => ({ ...one, sheet, table: null, edits: [], base: null })),
    order: async () => {
      const now = staged;
      const model = now.find(({ content }) => content.kind === 'model');
      const leads = now.find(({ content }) => content.kind === 'table' && givesLeads(mappingOf(content)));
      const files = now.flatMap(({ file, content }) =>
        content.kind === 'table' ? [sourceOf(file, content)] : [],
      );
      return {
        name: (leads ?? now[0])?.file.name.replace(/\.gz$/i, '').replace(/\.[^.]+$/, '') ?? '',
        ids: new Set(now.map(({ id }) => id)),
        files,
        modelText: model === undefined ? null : await model.file.text(),
      };
    },
    loaded: ({ ids: gone }) => {
      for (const { id, content } of staged) {
        if (!gone.has(id) || content.kind !== 'table') continue;
        if (isCustom(content) || content.table !== null) parts.mappings.remember(mappingOf(content));
      }
      remove(({ id }) => gone.has(id));
    },
    notes: () =>
      new Map(
        staged.flatMap(({ file, content }): [string, readonly ReadingNote[]][] =>
          content.kind === 'table'
            ? [[file.name, notesUnder(content.recognised.summary.reading.notes, mappingOf(content))]]
            : [],
        ),
      ),
  };
}
