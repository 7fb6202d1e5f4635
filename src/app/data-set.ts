/** The data set of this page. */
import { useSyncExternalStore } from 'react';
import { storedFiguresOfPage } from '../workspace/stored/read-in-page.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createDataSetStore, type DataSetState, type DataSetStore } from './data-set-store.ts';
import { createHostedNote, createOwnFilesNote } from './own-files-note.ts';
import { createRememberedMappings, type RememberedMappings } from './remembered-mappings.ts';
import { viewStore } from './view.ts';

export type { RejectedRow } from '../workspace/workspace.ts';
export { problemOf, type DataSetState, type DataSetStore } from './data-set-store.ts';

/** Asks once a page, and only where the browser has not promised it yet: some ask the reader. */
let isAsked = false;
function askToPersist(): void {
  if (isAsked) return;
  isAsked = true;
  const ask = async () => (await navigator.storage.persisted()) || (await navigator.storage.persist());
  // without the promise the data are stored all the same
  void ask().catch(() => undefined);
}

let current: DataSetStore | null = null;
const remembered = createRememberedMappings(() => window.localStorage);

/** Mappings that this browser remembers. */
export function rememberedMappings(): RememberedMappings {
  return remembered;
}

/** The store of this page. Throws before `startDataSet`. */
export function dataSetStore(): DataSetStore {
  if (current === null) throw new Error('startDataSet has not been called');
  return current;
}

/**
 * Makes the store of this page and opens what this browser has stored, else what is hosted beside it. Called once, by the composition root.
 * @param connect fetches the worker's code and connects to it
 */
export function startDataSet(connect: () => Promise<Workspace>): void {
  current = createDataSetStore({
    folder: new URL('data/', document.baseURI).href,
    fetch: (address, options) => fetch(address, options),
    connect,
    now: () => Math.floor(Date.now() / 1000),
    clock: () => performance.now() / 1000,
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    describe: viewStore.setData,
    note: createOwnFilesNote(() => window.sessionStorage),
    stored: {
      read: storedFiguresOfPage,
      persist: askToPersist,
      isPlainLink: () => !window.location.hash.includes('?'),
      choseHosted: createHostedNote(() => window.sessionStorage),
    },
    language: () => (document.documentElement.lang === 'de' ? 'de' : 'en'),
    mappings: remembered,
    forgetView: viewStore.forget,
  });
  void current.openFirst();
}

/** The data set at hand. */
export function useDataSet(): DataSetState {
  const store = dataSetStore();
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** The workspace once it holds data, else null: for lists of values and rejected rows. */
export function useWorkspace(): Workspace | null {
  return useDataSet().summary === null ? null : dataSetStore().workspace();
}
