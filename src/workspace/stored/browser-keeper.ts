/** The browser's parts of the keeper: its private file system, and a lock that one tab holds. */
import { openBrowserFolder } from './browser-folder.ts';
import type { KeeperParts } from './keeper.ts';

/**
 * The parts for a worker. The lock is held until the worker ends.
 * @param place path of the page
 */
export function browserKeeperParts(place: string): Pick<KeeperParts, 'open' | 'claim' | 'pause'> {
  let isOwner = false;
  const claim = async (): Promise<boolean> => {
    if (isOwner) return true;
    isOwner = await new Promise<boolean>((resolve, reject) => {
      navigator.locks
        .request(`leadscope ${place}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          // never settled: the browser takes the lock back when the worker ends
          return lock === null ? undefined : new Promise<void>(() => undefined);
        })
        .catch(reject);
    });
    return isOwner;
  };
  return {
    async open() {
      const folder = await openBrowserFolder(place, true);
      if (folder === null) throw new Error('There is no folder');
      return folder;
    },
    claim,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}
