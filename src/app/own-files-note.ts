/** Names of own files beyond a reload: what was in the files is gone by then, and the reader has to be told. */

/** Where the notes lie. Nothing but file names. */
const KEY = 'leadscope.own-files';
const HOSTED_KEY = 'leadscope.chose-hosted';
const MOST_NAMES = 50;

/** The part of a `Storage` that the note needs. */
export interface NotePlace {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, text: string) => void;
  readonly removeItem: (key: string) => void;
}

/**
 * Reads and writes the note; where the browser refuses to keep anything there is none.
 * @param place called each time, since asking for the storage may already be refused
 */
export function createOwnFilesNote(place: () => NotePlace) {
  return {
    /** The names; null where none are noted. */
    read: (): readonly string[] | null => {
      try {
        const noted: unknown = JSON.parse(place().getItem(KEY) ?? 'null');
        const names = Array.isArray(noted) ? noted.filter((name) => typeof name === 'string') : [];
        return names.length === 0 ? null : names.slice(0, MOST_NAMES);
      } catch {
        return null;
      }
    },
    /** Notes names; null takes the note away. */
    write: (names: readonly string[] | null): void => {
      try {
        if (names === null) place().removeItem(KEY);
        else place().setItem(KEY, JSON.stringify(names.slice(0, MOST_NAMES)));
      } catch {
        // Without a place to keep it, a reload says nothing: the page works all the same.
      }
    },
  };
}

/**
 * Notes that the reader went back from own data to what is hosted, so that a reload stays there.
 * @param place called each time, since asking for the storage may already be refused
 */
export function createHostedNote(place: () => NotePlace) {
  return {
    read: (): boolean => {
      try {
        return place().getItem(HOSTED_KEY) !== null;
      } catch {
        return false;
      }
    },
    write: (chosen: boolean): void => {
      try {
        if (chosen) place().setItem(HOSTED_KEY, '1');
        else place().removeItem(HOSTED_KEY);
      } catch {
        // Without a place to keep it, a reload opens the own data: the way back is on the page.
      }
    },
  };
}
