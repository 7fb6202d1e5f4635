/** Mappings by the layout of a file, kept in the browser: what was said once is not asked again. What lies there is read as a stranger's. */
import {
  checkMapping,
  layoutKey,
  missingFrom,
  parseMapping,
  type FileMapping,
} from '../workspace/mappings.ts';

/** The part of a `Storage` that is needed. */
export interface MappingPlace {
  readonly length: number;
  readonly key: (index: number) => string | null;
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, text: string) => void;
  readonly removeItem: (key: string) => void;
}

/** Remembers mappings. */
export interface RememberedMappings {
  /** The mapping for files with these columns; null = none, or none that fits. */
  readonly find: (header: readonly string[]) => FileMapping | null;
  readonly remember: (mapping: FileMapping) => void;
  readonly forget: (header: readonly string[]) => void;
  /** all that are remembered and can be read */
  readonly all: () => FileMapping[];
}

const PREFIX = 'leadscope.mapping.';
/** Longest text of a mapping that is kept, in characters, and most mappings. */
const LONGEST = 500_000;
const MOST = 100;

function keysIn(place: MappingPlace): string[] {
  return Array.from({ length: place.length }, (_, index) => place.key(index) ?? '').filter((key) =>
    key.startsWith(PREFIX),
  );
}

/**
 * Where the browser refuses to keep anything nothing is remembered, and all works as it does the first time.
 * @param place called each time, since asking for the storage may already be refused
 */
export function createRememberedMappings(place: () => MappingPlace): RememberedMappings {
  return {
    find: (header) => {
      try {
        const text = place().getItem(PREFIX + layoutKey(header));
        if (text === null || text.length > LONGEST) return null;
        const parsed = checkMapping(JSON.parse(text));
        if (!('mapping' in parsed) || missingFrom(parsed.mapping, header).length > 0) return null;
        return parsed.mapping;
      } catch {
        return null;
      }
    },
    remember: (mapping) => {
      try {
        const text = JSON.stringify(mapping);
        const key = PREFIX + layoutKey(mapping.header);
        const there = place();
        const others = keysIn(there).filter((one) => one !== key);
        if (text.length > LONGEST) return;
        for (const one of others.slice(0, Math.max(0, others.length - MOST + 1))) there.removeItem(one);
        there.setItem(key, text);
      } catch {
        // Without a place to keep it the file is asked about again.
      }
    },
    forget: (header) => {
      try {
        place().removeItem(PREFIX + layoutKey(header));
      } catch {
        // Nothing is kept, so nothing has to go.
      }
    },
    all: () => {
      try {
        const there = place();
        return keysIn(there).flatMap((key) => {
          const text = there.getItem(key);
          const parsed = text === null || text.length > LONGEST ? null : parseMapping(text);
          return parsed !== null && 'mapping' in parsed ? [parsed.mapping] : [];
        });
      } catch {
        return [];
      }
    },
  };
}
