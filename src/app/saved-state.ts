/**
 * What the reader has set up for good: exclusions, saved filters, baselines, notes in time, layout. Kept in the browser,
 * carried by the workspace file, and no part of a link. It holds no row of the data. What lies in the browser or in a file
 * is read as a stranger's.
 */
import { useSyncExternalStore } from 'react';
import { z } from '../model/schema-library.ts';
import type { ColumnFilter, Exclusion } from './filters.ts';
import { isFilter } from './filters.ts';

/** Filters with a name. */
export interface SavedFilters {
  readonly name: string;
  readonly filters: readonly ColumnFilter[];
}

/** A scoring model to hold figures against. */
export interface SavedModel {
  readonly name: string;
  /** the model document */
  readonly modelText: string;
}

/** A note at a local calendar day `YYYY-MM-DD`, such as the start of a campaign. */
export interface Annotation {
  readonly day: string;
  readonly text: string;
}

/** Everything that is kept. */
export interface SavedState {
  readonly exclusions: readonly Exclusion[];
  readonly filters: readonly SavedFilters[];
  readonly models: readonly SavedModel[];
  readonly annotations: readonly Annotation[];
  readonly layout: {
    /** columns of the table of leads; null = the usual ones */
    readonly leadColumns: readonly string[] | null;
  };
}

/** Nothing set up. */
export const EMPTY_SAVED: SavedState = {
  exclusions: [],
  filters: [],
  models: [],
  annotations: [],
  layout: { leadColumns: null },
};

const MOST = 100;
const MOST_VALUES = 1000;
const LONGEST_MODEL = 500_000;
/** Longest text that is kept, in characters. */
export const LONGEST_SAVED = 2_000_000;

const name = z.string().check(z.minLength(1), z.maxLength(200));
const column = z.string().check(z.minLength(1), z.maxLength(500));
const cell = z.string().check(z.maxLength(500));
const end = z.nullable(z.number());
const filter = z
  .discriminatedUnion('op', [
    z.strictObject({
      column,
      op: z.enum(['is', 'isNot']),
      values: z.array(z.nullable(cell)).check(z.maxLength(MOST_VALUES)),
    }),
    z.strictObject({ column, op: z.literal('between'), from: end, to: end }),
    z.strictObject({ column, op: z.enum(['contains', 'containsNot']), text: cell }),
  ])
  .check(z.refine((one) => isFilter(one)));
const filters = z.array(filter).check(z.minLength(1), z.maxLength(MOST));

/** The shape of what is kept; unknown keys are refused. */
export const savedStateSchema = z.strictObject({
  exclusions: z.array(z.strictObject({ name, filters, on: z.boolean() })).check(z.maxLength(MOST)),
  filters: z.array(z.strictObject({ name, filters })).check(z.maxLength(MOST)),
  models: z
    .array(z.strictObject({ name, modelText: z.string().check(z.maxLength(LONGEST_MODEL)) }))
    .check(z.maxLength(MOST)),
  annotations: z
    .array(
      z.strictObject({
        day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
        text: z.string().check(z.minLength(1), z.maxLength(500)),
      }),
    )
    .check(z.maxLength(1000)),
  layout: z.strictObject({
    leadColumns: z.nullable(z.array(column).check(z.minLength(1), z.maxLength(MOST))),
  }),
});

/** Holds what is kept. */
export interface SavedStore {
  readonly get: () => SavedState;
  readonly subscribe: (changed: () => void) => () => void;
  /** Changes parts of it, and keeps it. */
  readonly set: (patch: Partial<SavedState>) => void;
}

/** The part of a `Storage` that is needed. */
export interface SavedPlace {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, text: string) => void;
}

const KEY = 'leadscope.saved';

function readSaved(place: () => SavedPlace): SavedState {
  try {
    const text = place().getItem(KEY);
    if (text === null || text.length > LONGEST_SAVED) return EMPTY_SAVED;
    const parsed = savedStateSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : EMPTY_SAVED;
  } catch {
    return EMPTY_SAVED;
  }
}

/**
 * Makes the store. Where the browser keeps nothing it lasts until the page is closed.
 * @param place called each time, since asking for the storage may already be refused
 */
export function createSavedStore(place: () => SavedPlace): SavedStore {
  let state = readSaved(place);
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    set: (patch) => {
      state = { ...state, ...patch };
      try {
        place().setItem(KEY, JSON.stringify(state));
      } catch {
        // Without room, or a place, it lasts until the page is closed.
      }
      listeners.forEach((changed) => changed());
    },
  };
}

/** What is kept in this browser. */
export const savedStore = createSavedStore(() => window.localStorage);

/** What is kept, and the present part of it changes. */
export function useSaved(): SavedState {
  return useSyncExternalStore(savedStore.subscribe, savedStore.get, savedStore.get);
}
