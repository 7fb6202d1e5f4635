/** What the page reads of the store by itself, before there is a worker. */
import { openBrowserFolder } from './browser-folder.ts';
import { readStoredFigures, type StoredFigures } from './last-figures.ts';

/** Longest wait in milliseconds: a file system that does not answer must not keep the page from opening. */
const LONGEST_WAIT = 4000;

/** What tells stored workspaces of one host apart: the path of the page. */
export function storePlace(): string {
  return new URL('.', document.baseURI).pathname;
}

/** Reads what is known at once of the stored data set; null where there is none, or the browser stores nothing. */
export async function storedFiguresOfPage(): Promise<StoredFigures | null> {
  const read = async (): Promise<StoredFigures | null> => {
    const folder = await openBrowserFolder(storePlace(), false);
    return folder === null ? null : readStoredFigures(folder);
  };
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LONGEST_WAIT));
  return Promise.race([read().catch(() => null), late]);
}
